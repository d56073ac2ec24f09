//! From all that an article may tell to what it does tell: its reports.

use super::candidate::Candidate;
use super::context::Context;
use super::pool::Pool;
use super::read::{Dropped, Reading};
use super::{Code, Modality, make, score};

/// From this weight on a candidate is likely told.
const LIKELY: f32 = 0.25;

impl Context<'_> {
    /// The reports, and the candidates they were made of.
    pub(super) fn read(&self) -> (Reading, Vec<Candidate>) {
        let mut out = Reading::default();
        let mut kept = Vec::new();
        let candidates = self.candidates(&mut out.dropped, None);
        let pools = self.pools(&candidates);
        let rows = self.features(&pools, &candidates);
        let model = &self.models.score;
        let sure = model.probabilities(rows.iter().map(<[f32; score::NAMES.len()]>::as_slice));
        let told = |(pool, sure): (&Pool, f32)| Candidate {
            confidence: f64::from(sure),
            repeats: pool.members.len() - 1,
            ..self.told_in(pool, &candidates)
        };
        let merged: Vec<Candidate> = pools.iter().zip(sure).map(told).collect();
        let likely = likely(&merged);
        let contradicted: Vec<bool> = merged.iter().map(|c| self.is_contradicted(c, &merged)).collect();
        for ((mut candidate, contradicted), pool) in merged.into_iter().zip(contradicted).zip(&pools) {
            if contradicted {
                self.drop(&mut out.dropped, &candidate, "its sentence tells who took the place".to_owned());
                continue;
            }
            if candidate.confidence < f64::from(model.threshold) {
                self.drop(&mut out.dropped, &candidate, format!("too unsure ({:.2})", candidate.confidence));
                continue;
            }
            let parties = self.who(&candidate, &likely);
            candidate.saying.modality = self.manner(&candidate, pool, &candidates);
            out.reports.push(make::report(self, &candidate, parties));
            kept.push(candidate);
        }
        (out, kept)
    }

    /// True for words of who holds a place ('the last road under the army's control') beside a verb of the same sentence
    /// that says who else took it.
    fn is_contradicted(&self, c: &Candidate, all: &[Candidate]) -> bool {
        let gain = |c: &Candidate| matches!(c.code, Code::TerritoryGainedGovernment | Code::TerritoryGainedNonstate);
        gain(c)
            && !c.reading.verb
            && all.iter().any(|o| {
                gain(o)
                    && o.reading.verb
                    && o.code != c.code
                    && o.sentence == c.sentence
                    && self.same_place(o.place, c.place)
                    && o.confidence > c.confidence
            })
    }

    fn drop(&self, dropped: &mut Vec<Dropped>, candidate: &Candidate, why: String) {
        let bytes = self.doc.bytes(candidate.hit.start..candidate.hit.end);
        dropped.push(Dropped { bytes, why });
    }

    /// The party that says so, where it matters.
    pub(super) fn claimant(&self, candidate: &Candidate) -> Option<String> {
        (candidate.saying.modality != Modality::Reported)
            .then(|| candidate.saying.speaker.map(|i| self.actors[i].name.clone()))
            .flatten()
    }
}

/// Those that are likely told, by place and days alone: what is known elsewhere of who took part is read from them.
pub(super) fn likely(all: &[Candidate]) -> Vec<Candidate> {
    all.iter().filter(|c| c.weight() >= LIKELY).cloned().collect()
}
