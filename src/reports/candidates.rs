//! From triggers to candidates: what each tells, of whom, and where and when that may have been.

use std::ops::Range;
use std::rc::Rc;

use chrono::Duration;

use super::candidate::{Candidate, When};
use super::context::{Context, any_in};
use super::days::Days;
use super::link::{LEAST, Link};
use super::modality::Saying;
use super::read::Dropped;
use super::reading::Reading;
use super::site::Found;
use super::{Code, DateBasis, Group, Modality};
use crate::lexicon::TriggerHit;
use crate::text::{Case, TokenKind};

/// An event further back than this from publication is history in the article (gold guide: 60 days).
const BACKGROUND_DAYS: i64 = 60;

/// What is told at a place less likely than this gives no days to what else is told there.
const ALIKE: f32 = 0.3;

/// What the models judged, kept for fitting them anew.
#[derive(Default)]
pub(super) struct Judged {
    /// For each trigger: every place that its event may be at.
    pub links: Vec<Vec<(Link, Candidate)>>,
    /// For each trigger at such a place: all days that it may have.
    pub days: Vec<Vec<(Days, Candidate)>>,
}

/// A trigger at one place, the days that it may have there and how sure each is.
struct Weighed {
    c: Candidate,
    days: Vec<Days>,
    sure: Vec<f32>,
}

impl Context<'_> {
    /// Every trigger at each place that may be its own, in the order of the text. `judged` takes what was weighed.
    pub(super) fn candidates(&self, dropped: &mut Vec<Dropped>, mut judged: Option<&mut Judged>) -> Vec<Candidate> {
        let (mut out, mut told) = (Vec::new(), Vec::new());
        for (hit, reading) in self.scan.triggers.iter().zip(&self.readings) {
            let found = reading.as_ref().map_err(|why| *why);
            let hit = found.ok().and_then(|r| r.shorter).and_then(|i| hit.shorter.get(i)).unwrap_or(hit);
            match found.and_then(|reading| self.trigger(hit, reading, &told, judged.as_deref_mut())) {
                Ok(here) => {
                    told.extend(self.chosen(&here));
                    for c in here {
                        let handed = self.handed(&c);
                        out.push(c);
                        out.extend(handed);
                    }
                }
                Err(why) => {
                    let bytes = self.doc.bytes(hit.start..hit.end);
                    dropped.push(Dropped { bytes, why: why.to_owned() });
                }
            }
        }
        self.settle_days(&mut out);
        out
    }

    /// What a headline tells without a day, and who took a place wherever no day is told, was on the day that the article
    /// gives elsewhere for the same at the same place.
    fn settle_days(&self, all: &mut [Candidate]) {
        let fresh = |c: &Candidate| c.when.as_ref().is_some_and(|w| w.own && self.is_fresh(w));
        let told: Vec<usize> = (0..all.len()).filter(|&i| fresh(&all[i])).collect();
        let heads = |c: &Candidate| c.sentence < self.opening();
        let open = |c: &Candidate| {
            let undated = c.when.as_ref().is_some_and(|w| w.basis == DateBasis::Publication);
            undated && (heads(c) || c.code.group() == Group::Territory)
        };
        for i in 0..all.len() {
            let c = &all[i];
            if !open(c) || c.saying.modality == Modality::Planned {
                continue;
            }
            let same = |o: &Candidate| {
                let code = if heads(c) { o.code.group() == c.code.group() } else { o.code == c.code };
                code && o.link >= ALIKE && self.same_place(o.place, c.place)
            };
            let known = told.iter().map(|&k| &all[k]).find(|o| same(o)).and_then(|o| Some((o.when.clone()?, o.dated)));
            if let Some((when, dated)) = known {
                all[i].when = Some(When { own: false, ..when });
                all[i].dated = dated;
            }
        }
    }

    /// Reads every trigger: how it is read, or why it tells of nothing.
    pub(super) fn read_triggers(&self) -> Vec<Result<Reading, &'static str>> {
        (0..self.doc.sentences.len()).flat_map(|s| self.readings_in(s)).collect()
    }

    /// How each trigger of sentence `s` is read, or why it tells of nothing. What the places and actors named resolve to is
    /// not looked at.
    pub(super) fn readings_in(&self, s: usize) -> impl Iterator<Item = Result<Reading, &'static str>> {
        let sentence = self.sentence(s);
        let triggers = self.triggers_in(&sentence);
        let idle = if triggers.is_empty() { None } else { self.tells_nothing(&sentence) };
        triggers.iter().map(move |hit| {
            if let Some(why) = idle {
                return Err(why);
            }
            let named = |i: usize| {
                let place = &self.places[i];
                place.span.start < hit.start && hit.end <= place.span.end && place.particle.is_some()
            };
            if self.places_in(&sentence).any(named) {
                return Err("part of a place's name");
            }
            self.read_trigger(hit, &sentence)
        })
    }

    /// Why a whole sentence tells of no event, if it does not.
    fn tells_nothing(&self, sentence: &Range<usize>) -> Option<&'static str> {
        if any_in(&self.scan.not_war, sentence) {
            return Some("its sentence is about sport, an accident or a disaster");
        }
        self.is_editorial(sentence).then_some("a line of the news desk")
    }

    /// One trigger at each place that may be its own, on its best days there; or why it tells of nothing.
    fn trigger(
        &self,
        hit: &TriggerHit,
        reading: &Reading,
        told: &[Candidate],
        mut judged: Option<&mut Judged>,
    ) -> Result<Vec<Candidate>, &'static str> {
        let sentence = self.sentence(self.doc.sentence_of(hit.start));
        let saying = self.saying(hit, reading, &sentence);
        if saying.wished {
            return Err("called for, not told");
        }
        let links = self.links(hit, reading, told);
        if links.is_empty() {
            return Err("no place is named for it");
        }
        let deed = self.deed(hit, reading, saying, &sentence)?;
        let sure = self.models.link.probabilities(links.iter().map(|link| link.features.as_slice()));
        let placed = |(link, sure): (&Link, f32)| {
            let listed = if link.found < Found::Here { self.list_of(link.place, &sentence).len() } else { 1 };
            Candidate {
                place: link.place,
                found: link.found,
                distance: link.distance,
                link: sure,
                listed,
                // A joint toll over several places is nobody's.
                toll: deed.toll.filter(|_| listed == 1),
                // A noun without a place is talk of the thing told before, not another.
                adds: !reading.verb && link.found >= Found::Last,
                ..deed.clone()
            }
        };
        if let Some(judged) = judged.as_deref_mut() {
            let rows = links.iter().zip(sure.iter().copied());
            judged.links.push(rows.map(|(link, sure)| (link.clone(), placed((link, sure)))).collect());
        }
        let choices = self.day_choices(&deed, told);
        let likely = links.iter().zip(sure).filter(|(_, sure)| *sure >= LEAST);
        let here: Vec<(Candidate, Vec<Days>)> = likely
            .map(|one| {
                let c = placed(one);
                let days = self.days(&c, &choices, told);
                (c, days)
            })
            .collect();
        let rows = here.iter().flat_map(|(_, days)| days).map(|d| d.features.as_slice());
        let mut sure = self.models.days.probabilities(rows).into_iter();
        let mut here: Vec<Weighed> = here
            .into_iter()
            .map(|(c, days)| {
                let sure = sure.by_ref().take(days.len()).collect();
                Weighed { c, days, sure }
            })
            .collect();
        self.share_days(&mut here, &sentence);
        let here = here.into_iter().filter_map(|w| dated(w.c, &w.days, &w.sure, judged.as_deref_mut()));
        let here: Vec<Candidate> = here.collect();
        if here.is_empty() { Err("no place is named for it") } else { Ok(here) }
    }

    /// Gives the places of one list the same days, as sure as they are on average, unless one has days of its own within
    /// the list: 'took Uvira on October 24 and Bukavu on October 30'.
    fn share_days(&self, here: &mut [Weighed], sentence: &Range<usize>) {
        let Some(first) = here.iter().position(|w| w.c.listed > 1) else { return };
        let list = self.list_of(here[first].c.place, sentence);
        let span = |i: &usize| self.places[*i].span.clone();
        let within = list.iter().map(span).reduce(|a, b| a.start.min(b.start)..a.end.max(b.end)).unwrap_or(0..0);
        if !self.times_in(&within).is_empty() {
            return;
        }
        let listed: Vec<usize> = (0..here.len()).filter(|&k| list.contains(&here[k].c.place)).collect();
        let known: Vec<(When, f32)> = listed
            .iter()
            .flat_map(|&k| here[k].days.iter().map(|d| d.when.clone()).zip(here[k].sure.clone()))
            .collect();
        for &k in &listed {
            let Weighed { days, sure, .. } = &mut here[k];
            for (day, sure) in days.iter().zip(sure) {
                let all: f32 = known.iter().filter(|(when, _)| when.is_same(&day.when)).map(|(_, sure)| sure).sum();
                *sure = all / listed.len() as f32;
            }
        }
    }

    /// What a trigger tells, wherever and whenever it was.
    fn deed(
        &self,
        hit: &TriggerHit,
        reading: &Reading,
        saying: Saying,
        sentence: &Range<usize>,
    ) -> Result<Candidate, &'static str> {
        let rule = &self.scanner.rules[usize::from(reading.rule)];
        let code = self.code(rule, reading, &saying, sentence);
        // Talks that were to be held and were not are news; a fight that was not is nothing.
        if saying.negated && code.group() != Group::Talks {
            return Err("said not to have happened");
        }
        let parties = self.parties(rule, reading, code, sentence);
        let toll = self.toll(&self.clause(hit.start, sentence)).or_else(|| self.toll(sentence));
        Ok(Candidate {
            hit: Rc::new(hit.clone()),
            sentence: self.doc.sentence_of(hit.start),
            code,
            weak: rule.weak,
            place: 0,
            found: Found::Last,
            link: 0.0,
            dated: 1.0,
            distance: 0,
            listed: 1,
            when: None,
            saying,
            toll: toll.filter(|_| code.group() != Group::Talks),
            actors: Rc::new(parties.actors),
            against: Rc::new(parties.against),
            repeats: 0,
            not_war: self.is_not_war(),
            adds: false,
            confidence: 0.0,
            reading: Rc::new(reading.clone()),
        })
    }

    /// True when the headline, the lede or several sentences tell of sport, an accident or a disaster.
    fn is_not_war(&self) -> bool {
        let lede = self.sentence(self.body + 1).end;
        self.scan.not_war.len() > 2 || self.scan.not_war.iter().any(|h| h.start < lede)
    }

    /// True for slugs and desk notes: '(SOMALIA-UNREST)', 'ATTENTION - RECASTS ///'.
    fn is_editorial(&self, sentence: &Range<usize>) -> bool {
        let words = || sentence.clone().filter(|&i| self.doc.tokens[i].kind == TokenKind::Word);
        let slashes = |text: &str| text.as_bytes().contains(&b'/') && text.contains("///");
        let upper = words().filter(|&i| self.doc.tokens[i].case == Case::Upper).count();
        (upper * 2 > words().count() && upper > 1) || slashes(self.doc.slice(sentence.clone()))
    }

    /// True for days so long before publication that they are history.
    pub(super) fn is_history(&self, when: &When) -> bool {
        self.article.published.is_some_and(|p| when.end < p.date - Duration::days(BACKGROUND_DAYS))
    }
}

/// A candidate on those `days` that are most likely its own, by how `sure` each are; none for the name of an accord.
fn dated(mut c: Candidate, days: &[Days], sure: &[f32], judged: Option<&mut Judged>) -> Option<Candidate> {
    let on = |d: &Days, sure: f32| Candidate { when: Some(d.when.clone()), dated: sure, ..c.clone() };
    if let Some(judged) = judged.filter(|_| !days.is_empty()) {
        judged.days.push(days.iter().zip(sure).map(|(d, &sure)| (d.clone(), on(d, sure))).collect());
    }
    if let Some((best, &sure)) = days.iter().zip(sure).rev().max_by(|a, b| a.1.total_cmp(b.1)) {
        (c.when, c.dated) = (Some(best.when.clone()), sure);
    }
    // 'the Luanda peace agreement' names an accord; only its own day makes it an event.
    let named = c.found == Found::Before && c.distance <= 2 && !c.reading.verb;
    (c.code != Code::Agreement || !named || c.when.as_ref().is_some_and(|w| w.own)).then_some(c)
}
