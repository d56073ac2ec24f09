//! Which place an event is at: every place that may be meant is weighed by a learned model, and the best one is taken.
//!
//! The places weighed are those of the trigger's own sentence, of the sentences around it, of the headline and the lede,
//! and the one last told of. What is known of each is a row of numbers ([`NAMES`]); the model is fitted by
//! `scripts/train-models.py` on annotated articles.

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
pub(super) const NAMES: [&str; 53] = [
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
    "antecedent",
    "here_clause",
    "between",
    "start",
    "abroad",
    "kind",
    "told_back",
    "then",
    "before_word",
    "after_host",
    "to_host",
    "distance_said",
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
    /// 2 when its clause points back to a place ('there'), 1 when its sentence does.
    here: f32,
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
        seen.retain(|&(i, _)| !self.names_accord(i, hit));
        seen.into_iter().map(|(i, place)| self.link(i, place, &trigger)).collect()
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

    /// What leads to a place: the number of the preposition's kind, 0 for none.
    fn lead(&self, i: usize) -> usize {
        const LEADS: [Grammar; 10] = [
            Grammar::By,
            Grammar::Of,
            Grammar::In,
            Grammar::From,
            Grammar::Lead,
            Grammar::Near,
            Grammar::Toward,
            Grammar::Origin,
            Grammar::Road,
            Grammar::And,
        ];
        let start = self.places[i].span.start;
        let article = start.checked_sub(1).is_some_and(|k| self.is(k, Grammar::Article));
        let end = start - usize::from(article);
        let before = end.saturating_sub(5)..end;
        let hits = self.grammar_in(&before).filter(|h| h.end == end);
        let kind = |tag: Grammar| LEADS.iter().position(|&lead| lead == tag).map(|p| p + 1);
        // The longest phrase says most, and of two the later kind.
        hits.filter_map(|h| kind(h.tag).map(|kind| (h.end - h.start, kind))).max().map_or(0, |(_, kind)| kind)
    }

    /// What follows a place: 1 a comma, 2 'where', 3 'is', 4 'has', 5 a bracket, 6 the sentence's end.
    fn then(&self, i: usize) -> f32 {
        let end = self.places[i].tokens.end;
        let word = self.doc.word(end);
        match word {
            "," => 1.0,
            "(" => 5.0,
            "." | "" => 6.0,
            _ if self.is(end, Grammar::Where) => 2.0,
            _ if self.is(end, Grammar::Be) => 3.0,
            _ if self.is(end, Grammar::Have) => 4.0,
            _ => 0.0,
        }
    }

    /// True for the place that a clause with 'where' tells of: 'Jomba, where they have fought since Thursday'.
    fn is_antecedent(&self, i: usize, clause: &Range<usize>) -> bool {
        let end = self.places[i].tokens.end;
        (end..=end + 1).any(|k| {
            self.grammar_in(&(k..k + 1))
                .any(|h| h.tag == Grammar::Where && (h.end == clause.start || h.start + 1 == clause.start))
        })
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
        let clause = self.clause(hit.start, &sentence);
        let here = match (self.points_back(&clause), self.points_back(&sentence)) {
            (true, _) => 2.0,
            (_, true) => 1.0,
            _ => 0.0,
        };
        Seen {
            hit,
            reading,
            told,
            hosts,
            number,
            clause,
            triggers: self.triggers_in(&sentence).iter().filter(|t| t.start != hit.start).count(),
            points_back: self.points_back(&sentence),
            pronoun,
            here,
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
        let lead = self.lead(i);
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
            yes(self.speakers[i]),
            // Those that name an accord are not weighed.
            0.0,
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
            yes(here && self.is_antecedent(i, clause)),
            trigger.here,
            count(
                self.hosts_in(&if behind { hit.end..mention.span.start } else { mention.tokens.end..hit.start })
                    .count(),
                10,
            ),
            count(mention.span.start - self.sentence(own).start, 20),
            match (&resolved.country, self.home) {
                (Some(country), Some(home)) => yes(country != home),
                _ => 2.0,
            },
            f32::from(resolved.kind as u8),
            told.iter().rev().find(is_mine).map_or(20.0, |c| count(s.abs_diff(c.sentence), 15)),
            self.then(i),
            {
                let before = self.hosts_in(&(self.sentence(own).start..mention.span.start)).next_back();
                before.map_or(12.0, |k| count(mention.span.start.saturating_sub(self.places[k].tokens.end), 12))
            },
            {
                let next = self.hosts_in(&(mention.tokens.end..self.sentence(own).end)).next();
                next.map_or(12.0, |k| count(self.places[k].span.start.saturating_sub(mention.tokens.end), 12))
            },
            yes(mention.spatial.distance_m.is_some()),
            f32::from(mention.span.start < mention.tokens.start) + 2.0 * yes(mention.spatial.bearing.is_some()),
        ];
        Link { place: i, found, distance: if here { gap } else { 0 }, features }
    }
}
