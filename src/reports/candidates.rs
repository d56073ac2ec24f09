//! From triggers to candidates: what each tells, where, when and of whom.

use std::ops::Range;

use chrono::Duration;

use super::candidate::{Candidate, When};
use super::context::{Context, any_in};
use super::link::Link;
use super::modality::Saying;
use super::read::Dropped;
use super::reading::Reading;
use super::site::{Found, Site};
use super::{Code, Group};
use crate::lexicon::TriggerHit;
use crate::text::{Case, TokenKind};

/// An event further back than this from publication is history in the article (gold guide: 60 days).
const BACKGROUND_DAYS: i64 = 60;

/// Is shown every place that a trigger may be at.
pub(super) type Watch<'a, 'w> = &'a mut (dyn FnMut(&[(Link, Candidate)]) + 'w);

impl Context<'_> {
    /// Every trigger that has a place, in the order of the text.
    pub(super) fn candidates(&self, dropped: &mut Vec<Dropped>) -> Vec<Candidate> {
        self.triggers(dropped, None)
    }

    /// The same; `weighed` is shown every place that a trigger may be at.
    pub(super) fn triggers(&self, dropped: &mut Vec<Dropped>, mut weighed: Option<Watch<'_, '_>>) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        for (hit, reading) in self.scan.triggers.iter().zip(&self.readings) {
            let found = reading.as_ref().map_err(|why| *why);
            let hit = found.ok().and_then(|r| r.shorter).and_then(|i| hit.shorter.get(i)).unwrap_or(hit);
            match found.and_then(|reading| self.trigger(hit, reading, &out, weighed.as_deref_mut())) {
                Ok(more) => out.extend(more),
                Err(why) => {
                    let bytes = self.doc.bytes(hit.start..hit.end);
                    dropped.push(Dropped { bytes, why: why.to_owned() });
                }
            }
        }
        self.date_headline(&mut out);
        out
    }

    /// Reads every trigger in its sentence: how it is read, or why it tells of nothing. What the places and actors named
    /// resolve to is not looked at.
    pub(super) fn read_triggers(&self) -> Vec<Result<Reading, &'static str>> {
        let mut last: Option<(usize, Option<&'static str>)> = None;
        let mut read = |hit: &TriggerHit| {
            let s = self.doc.sentence_of(hit.start);
            let sentence = self.sentence(s);
            let idle = match last {
                Some((number, why)) if number == s => why,
                _ => self.tells_nothing(&sentence),
            };
            last = Some((s, idle));
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
        };
        self.scan.triggers.iter().map(&mut read).collect()
    }

    /// Why a whole sentence tells of no event, if it does not.
    fn tells_nothing(&self, sentence: &Range<usize>) -> Option<&'static str> {
        if any_in(&self.scan.not_war, sentence) {
            return Some("its sentence is about sport, an accident or a disaster");
        }
        self.is_editorial(sentence).then_some("a line of the news desk")
    }

    /// One trigger at its place, or at each place of a list; or why it tells of nothing.
    fn trigger(
        &self,
        hit: &TriggerHit,
        reading: &Reading,
        told: &[Candidate],
        weighed: Option<Watch<'_, '_>>,
    ) -> Result<Vec<Candidate>, &'static str> {
        let sentence = self.sentence(self.doc.sentence_of(hit.start));
        let saying = self.saying(hit, reading, &sentence);
        if saying.wished {
            return Err("called for, not told");
        }
        let links = self.links(hit, reading, told);
        let site = |link: &Link| Site { places: vec![link.place], found: link.found, distance: link.distance };
        if let Some(weighed) = weighed {
            let all: Vec<(Link, Candidate)> = links
                .iter()
                .filter_map(|link| {
                    let site = site(link);
                    Some((link.clone(), self.candidate(hit, reading, &saying, &site, 1.0, told).ok()?))
                })
                .collect();
            weighed(&all);
        }
        let sites = self.sites(&links, reading, &sentence);
        if sites.is_empty() {
            return Err("no place is named for it");
        }
        let mut out = Vec::new();
        for (site, link) in &sites {
            // Each place of a list for itself: it may have days of its own.
            for &place in &site.places {
                let one = Site { places: vec![place], ..*site };
                let candidate = self.candidate(hit, reading, &saying, &one, *link, told)?;
                let candidate = candidate.listed(site.places.len());
                let handed = self.handed(&candidate);
                out.push(candidate);
                out.extend(handed);
            }
        }
        Ok(out)
    }

    /// A trigger at the first place of a site.
    fn candidate(
        &self,
        hit: &TriggerHit,
        reading: &Reading,
        saying: &Saying,
        site: &Site,
        link: f32,
        told: &[Candidate],
    ) -> Result<Candidate, &'static str> {
        let s = self.doc.sentence_of(hit.start);
        let sentence = self.sentence(s);
        let rule = &self.scanner.rules[usize::from(reading.rule)];
        let when = self.when(hit, &sentence, saying, site, told).or_else(|| self.carried(told, hit, site));
        let code = self.code(rule, reading, saying, &sentence);
        let when = when.map(|when| self.until_now(when, code, hit, &sentence));
        // 'the Luanda peace agreement' names an accord; only its own day makes it an event.
        let named = site.found == Found::Before && site.distance <= 2 && !reading.verb;
        if code == Code::Agreement && named && !when.as_ref().is_some_and(|w| w.own) {
            return Err("the name of an accord");
        }
        // Talks that were to be held and were not are news; a fight that was not is nothing.
        if saying.negated && code.group() != Group::Talks {
            return Err("said not to have happened");
        }
        let parties = self.parties(rule, reading, code, &sentence);
        let toll = self.toll(&self.clause(hit.start, &sentence)).or_else(|| self.toll(&sentence));
        Ok(Candidate {
            hit: hit.clone(),
            sentence: s,
            code,
            weak: rule.weak,
            place: site.places[0],
            found: site.found,
            link,
            distance: site.distance,
            listed: 1,
            when,
            saying: saying.clone(),
            toll: toll.filter(|_| code.group() != Group::Talks),
            actors: parties.actors,
            against: parties.against,
            repeats: 0,
            not_war: self.is_not_war(),
            // A noun without a place is talk of the thing told before, not another.
            adds: !reading.verb && site.found >= Found::Last,
            confidence: 0.0,
            reading: reading.clone(),
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
