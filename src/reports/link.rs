//! Which place an event is at: every place that may be meant is weighed by a learned model, and the best one is taken.
//!
//! The places weighed are those of the trigger's own sentence, of the sentences around it, of the headline and the lede,
//! and the one last told of. What is known of each is a row of numbers ([`NAMES`]); the model is fitted by
//! `scripts/train-models.py` on annotated articles.

use std::collections::BTreeMap;
use std::ops::Range;

use super::candidate::Candidate;
use super::context::Context;
use super::reading::{Object, Reading};
use super::site::{Found, Site};
use crate::lexicon::{Grammar, TriggerHit};
use crate::places;

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

/// Names of the features of a link: unit in the model file, meaning in `Context::link`.
pub(super) const NAMES: [&str; 41] = [
    "gap",
    "behind",
    "sentences",
    "same_clause",
    "where",
    "object",
    "lead",
    "relation",
    "area",
    "unknown",
    "probability",
    "speakers",
    "accord",
    "salience",
    "order",
    "in_headline",
    "in_lede",
    "holds",
    "held",
    "nearer",
    "here",
    "entities",
    "last",
    "told",
    "told_group",
    "pointed",
    "group",
    "code",
    "weak",
    "verb",
    "passive",
    "infinitive",
    "role",
    "triggers_between",
    "triggers_here",
    "comma",
    "sentence",
    "in_title",
    "length",
    "listed",
    "pronoun",
];

/// A trigger, as its places see it.
struct Seen<'t> {
    hit: &'t TriggerHit,
    reading: &'t Reading,
    /// The events told before.
    told: &'t [Candidate],
    /// How many places of its sentence an event can be at.
    hosts: usize,
    /// The number of its sentence.
    number: usize,
    sentence: Range<usize>,
    clause: Range<usize>,
    /// Other triggers of the sentence.
    triggers: usize,
    points_back: bool,
    pronoun: bool,
}

impl Context<'_> {
    /// The places that the trigger's event may be at, in the order of the text. `told` are the events told before.
    pub(super) fn links(&self, hit: &TriggerHit, reading: &Reading, told: &[Candidate]) -> Vec<Link> {
        let s = self.doc.sentence_of(hit.start);
        // One mention of each place: the nearest, with where it stands.
        let mut seen: BTreeMap<usize, (usize, Where)> = BTreeMap::new();
        let add = |seen: &mut BTreeMap<usize, (usize, Where)>, i: usize, place: Where| {
            if seen.len() < MOST || seen.contains_key(&self.entity[i]) {
                seen.entry(self.entity[i]).or_insert((i, place));
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
        if let Some(i) = (0..self.places.len()).find(|&i| self.places[i].role == places::Role::Dateline) {
            add(&mut seen, i, Where::Dateline);
        }
        let trigger = self.seen_from(hit, reading, told, own.len());
        let mut out: Vec<Link> = seen
            .values()
            .filter(|&&(i, _)| !self.names_accord(i, hit))
            .map(|&(i, place)| self.link(i, place, &trigger))
            .collect();
        out.sort_by_key(|l| l.place);
        out
    }

    /// The sites that the model takes, each with its probability: the best, and those as good as sure.
    pub(super) fn sites(&self, links: &[Link], sentence: &Range<usize>) -> Vec<(Site, f32)> {
        let probabilities = self.models.link.probabilities(links.iter().map(|link| link.features.as_slice()));
        let mut weighed: Vec<(f32, &Link)> = probabilities.into_iter().zip(links).collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut out: Vec<(Site, f32)> = Vec::new();
        for (i, &(p, link)) in weighed.iter().enumerate() {
            if p < if i == 0 { LEAST } else { SURE } {
                break;
            }
            // 'Shasha, south of Goma': the second only tells where the first lies.
            if i > 0 && self.places[link.place].spatial.relation != places::Relation::In {
                continue;
            }
            let known = |k: &usize| out.iter().any(|(site, _)| site.places.iter().any(|&o| self.same_place(o, *k)));
            let list = if link.found < Found::Here {
                self.list_of(self.owned(link.place, sentence), sentence)
            } else {
                vec![link.place]
            };
            let places: Vec<usize> = list.into_iter().filter(|k| !known(k)).collect();
            if !places.is_empty() {
                out.push((Site { places, found: link.found, distance: link.distance }, p));
            }
        }
        out
    }

    /// Tokens between a place and a trigger.
    fn gap(&self, i: usize, hit: &TriggerHit) -> usize {
        let place = &self.places[i];
        if place.span.start >= hit.end {
            place.span.start - hit.end
        } else {
            hit.start.saturating_sub(place.tokens.end)
        }
    }

    /// What is the same for all places of a trigger.
    fn seen_from<'t>(
        &self,
        hit: &'t TriggerHit,
        reading: &'t Reading,
        told: &'t [Candidate],
        hosts: usize,
    ) -> Seen<'t> {
        let number = self.doc.sentence_of(hit.start);
        let sentence = self.sentence(number);
        let pronoun = self.grammar_in(&sentence).any(|h| h.tag == Grammar::Pronoun);
        Seen {
            hit,
            reading,
            told,
            hosts,
            number,
            clause: self.clause(hit.start, &sentence),
            triggers: self.triggers_in(&sentence).iter().filter(|t| t.start != hit.start).count(),
            points_back: self.points_back(&sentence),
            pronoun,
            sentence,
        }
    }

    fn link(&self, i: usize, place: Where, trigger: &Seen) -> Link {
        let Seen { hit, reading, told, number: s, ref sentence, ref clause, hosts, .. } = *trigger;
        let (mention, resolved) = (&self.places[i], &self.resolved[i]);
        let own = self.doc.sentence_of(mention.tokens.start);
        let rule = self.scanner.rules.get(usize::from(reading.rule));
        let here = place == Where::Sentence;
        let behind = mention.span.start >= hit.end;
        let gap = self.gap(i, hit);
        let object = reading.object == Object::Place(i);
        let lead = mention.span.start.checked_sub(1).map_or(0, |k| {
            [Grammar::In, Grammar::From, Grammar::Of, Grammar::Lead, Grammar::By]
                .iter()
                .position(|&tag| self.is(k, tag))
                .map_or(0, |p| p + 1)
        });
        let between = if behind { hit.end..mention.span.start } else { mention.tokens.end..hit.start };
        let entity = self.entity[i];
        let facts = self.facts[entity];
        let mine = |k: usize| self.entity[k] == entity;
        let group = rule.and_then(|r| r.code).map_or(super::Group::Territory, super::Code::group);
        let is_mine = |c: &&Candidate| mine(c.place);
        let found = match place {
            Where::Sentence if object => Found::Object,
            Where::Sentence if !clause.contains(&mention.tokens.start) => Found::Sentence,
            Where::Sentence if behind => Found::Behind,
            Where::Sentence => Found::Before,
            Where::Headline => Found::Headline,
            _ if trigger.points_back => Found::Here,
            _ => Found::Last,
        };
        let yes = |b: bool| f32::from(u8::from(b));
        let count = |n: usize, most: usize| n.min(most) as f32;
        let features = [
            if here { count(gap, 40) } else { 50.0 },
            yes(behind),
            if own > s { -1.0 } else { count(s - own, 20) },
            yes(here && clause.contains(&mention.tokens.start)),
            f32::from(place as u8),
            yes(object),
            lead as f32,
            f32::from(mention.spatial.relation as u8),
            if self.is_part_of_country(i) { 2.0 } else { yes(resolved.kind.is_area()) },
            yes(resolved.place.is_none()),
            resolved.probability as f32,
            yes(self.is_speakers(i)),
            yes(self.names_accord(i, hit)),
            count(facts.named, 12),
            count(facts.order, 12),
            yes(facts.in_headline),
            yes(facts.in_lede),
            yes(facts.holds),
            yes(mention.container.is_some()),
            if here {
                count(self.hosts_in(sentence).filter(|&k| !mine(k) && self.gap(k, hit) < gap).count(), 8)
            } else {
                count(hosts, 8)
            },
            count(hosts, 8),
            count(self.entities, 20),
            yes(told.last().as_ref().is_some_and(is_mine)),
            count(told.iter().filter(is_mine).count(), 8),
            yes(told.iter().any(|c| is_mine(&c) && c.code.group() == group)),
            yes(trigger.points_back),
            f32::from(group as u8),
            rule.and_then(|r| r.code).map_or(-1.0, |c| f32::from(c as u8)),
            yes(rule.is_some_and(|r| r.weak)),
            yes(reading.verb),
            yes(reading.passive),
            yes(reading.infinitive),
            rule.map_or(0.0, |r| f32::from(r.role as u8)),
            if here && between.start < between.end {
                count(self.triggers_in(&between).iter().filter(|t| t.start != hit.start).count(), 6)
            } else {
                0.0
            },
            count(trigger.triggers, 8),
            yes(self.doc.word(mention.tokens.end) == ","),
            count(s.saturating_sub(self.body), 30),
            yes(s < self.body),
            count(sentence.len(), 60),
            if here { count(self.list_of(i, sentence).len(), 8) } else { 1.0 },
            yes(trigger.pronoun),
        ];
        Link { place: i, found, distance: if here { gap } else { 0 }, features }
    }
}
