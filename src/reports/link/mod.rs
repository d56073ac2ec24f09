//! Which place an event is at: every place that may be meant is weighed by a learned model, and the best one is taken.
//!
//! The places weighed are those of the trigger's own sentence, of the sentences around it, of the headline and the lede,
//! and the one last told of. What is known of each is a row of numbers ([`NAMES`]); the model is fitted by
//! `scripts/train-models.py` on annotated articles.

mod features;

use std::ops::Range;

use super::candidate::Candidate;
use super::context::Context;
use super::reading::{Object, Reading};
use super::site::{Found, Site};
use crate::lexicon::{Need, TriggerHit};
use crate::places;

pub(super) use features::NAMES;

/// How many sentences back a place may be named.
const BACK: usize = 4;

/// Below this probability no place is the event's.
const LEAST: f32 = 0.08;

/// From this probability on a second place is the event's as well.
const SURE: f32 = 0.5;

/// More places than this are not weighed for one trigger: the nearest are.
const MOST: usize = 16;

/// Where a place stands, seen from the trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Where {
    Sentence,
    Before,
    BeforeParagraph,
    After,
    Headline,
    Lede,
    Dateline,
    Told,
}

/// A place that may be the trigger's, and what is known of the two.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// Number of the place mention.
    pub place: usize,
    pub found: Found,
    /// Tokens between, 0 when not in the sentence.
    pub distance: usize,
    /// In the order of [`NAMES`].
    pub features: [f32; NAMES.len()],
}

impl Context<'_> {
    /// The places that the trigger's event may be at, in the order of the text. `told` are the events told before.
    pub(super) fn links(&self, hit: &TriggerHit, reading: &Reading, told: &[Candidate]) -> Vec<Link> {
        let s = self.doc.sentence_of(hit.start);
        // One mention of each place, the nearest, with where it stands.
        let mut seen: Vec<(usize, Where)> = Vec::with_capacity(MOST);
        let add = |seen: &mut Vec<(usize, Where)>, i: usize, place: Where| {
            if seen.len() < MOST && !seen.iter().any(|&(k, _)| self.same_place(k, i)) {
                seen.push((i, place));
            }
        };
        let mut own: Vec<usize> = self.hosts_in(&self.sentence(s)).collect();
        let of_object = |i: usize| reading.object == Object::Place(i);
        own.sort_by_key(|&i| (!of_object(i), self.gap(i, hit), i));
        for &i in &own {
            add(&mut seen, i, Where::Sentence);
        }
        let headline = |s: usize| s < self.body;
        for back in (s.saturating_sub(BACK)..s).rev().filter(|&k| headline(k) == headline(s)) {
            let same = self.doc.sentences[back].paragraph == self.doc.sentences[s].paragraph;
            let place = if same { Where::Before } else { Where::BeforeParagraph };
            let hosts: Vec<usize> = self.hosts_in(&self.sentence(back)).collect();
            for &i in hosts.iter().rev() {
                add(&mut seen, i, place);
            }
        }
        for i in self.hosts_in(&self.sentence(s + 1)).filter(|_| !headline(s)) {
            add(&mut seen, i, Where::After);
        }
        if let Some(last) = told.last() {
            add(&mut seen, last.place, Where::Told);
        }
        for i in (0..self.body).flat_map(|k| self.hosts_in(&self.sentence(k))) {
            add(&mut seen, i, Where::Headline);
        }
        for i in self.hosts_in(&self.sentence(self.body)) {
            add(&mut seen, i, Where::Lede);
        }
        if let Some(i) = self.dateline {
            add(&mut seen, i, Where::Dateline);
        }
        let trigger = self.seen_from(hit, reading, told, own.len());
        seen.sort_unstable_by_key(|&(i, _)| i);
        // Who advances on a place has not taken it.
        let gain = self.scanner.rules.get(usize::from(reading.rule)).is_some_and(|r| r.code.is_none());
        let ahead = |i: usize| gain && self.places[i].spatial.relation == places::Relation::Toward;
        seen.retain(|&(i, _)| !self.names_accord(i, hit) && !ahead(i));
        seen.into_iter().map(|(i, place)| self.link(i, place, &trigger)).collect()
    }

    /// The sites that the model takes, each with its probability: the best, and those as good as sure. What is itself taken,
    /// left or lost stands before all that the model weighs: 'took Sake on Saturday and captured Goma the next day'.
    pub(super) fn sites(&self, links: &[Link], reading: &Reading, sentence: &Range<usize>) -> Vec<(Site, f32)> {
        let rule = self.scanner.rules.get(usize::from(reading.rule));
        let of_ground = rule.is_some_and(|r| r.code.is_none() || r.object == Need::Place);
        let taken = |link: &Link| of_ground && link.found == Found::Object;
        let probabilities = self.models.link.probabilities(&links.iter().map(|link| link.features.as_slice()));
        let mut weighed: Vec<(f32, &Link)> = probabilities.into_iter().zip(links).collect();
        weighed.sort_by(|a, b| taken(b.1).cmp(&taken(a.1)).then(b.0.total_cmp(&a.0)));
        let mut out: Vec<(Site, f32)> = Vec::new();
        for (i, &(p, link)) in weighed.iter().enumerate() {
            if p < if i == 0 { LEAST } else { SURE } && !taken(link) {
                break;
            }
            // 'Shasha, south of Goma': the second only tells where the first lies.
            if i > 0 && self.places[link.place].spatial.relation != places::Relation::In {
                continue;
            }
            // 'formed its defence at Kazingani' has its place; the town told of before is no second one.
            if i > 0 && link.found >= Found::Here && out.iter().any(|(site, _)| site.found < Found::Here) {
                continue;
            }
            let known = |k: &usize| out.iter().any(|(site, _)| site.places.iter().any(|&o| self.same_place(o, *k)));
            let list = if link.found < Found::Here {
                self.list_of(self.owned(link.place, sentence), sentence)
            } else {
                vec![link.place]
            };
            // 'El Souki in Sennar': the second only tells where the first lies.
            let around = |k: usize| {
                out.iter()
                    .flat_map(|(site, _)| &site.places)
                    .any(|&o| self.places[o].container.is_some_and(|c| self.same_place(c, k)))
            };
            let places: Vec<usize> = list.into_iter().filter(|k| !known(k) && !around(*k)).collect();
            if !places.is_empty() {
                out.push((Site { places, found: link.found, distance: link.distance }, p));
            }
        }
        out
    }
}
