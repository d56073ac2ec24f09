//! What is known of a trigger and a place that its event may be at, as a row of numbers.

use std::ops::Range;

use super::{Link, Where};
use crate::lexicon::{Grammar, TriggerHit};
use crate::reports::candidate::Candidate;
use crate::reports::context::Context;
use crate::reports::numbers::{count, yes};
use crate::reports::reading::{Object, Reading};
use crate::reports::site::Found;
use crate::reports::{Code, Group};

/// What leads to a place, from the least telling to the most.
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

/// Names of the features of a link: unit in the model file, meaning in `Context::link`.
pub(in crate::reports) const NAMES: [&str; 54] = [
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
    "after_host",
    "to_host",
    "distance_said",
    "before_word",
    "needs",
    "clause_hosts",
];

/// A trigger, as its places see it.
pub(super) struct Seen<'t> {
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
    pub points_back: bool,
    pronoun: bool,
    /// 2 when its clause points back to a place ('there'), 1 when its sentence does.
    here: f32,
}

impl Context<'_> {
    /// What leads to a place: the number of the preposition's kind, 0 for none.
    fn lead(&self, i: usize) -> usize {
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
    pub(super) fn gap(&self, i: usize, hit: &TriggerHit) -> usize {
        let place = &self.places[i];
        if place.span.start >= hit.end {
            place.span.start - hit.end
        } else {
            hit.start.saturating_sub(place.tokens.end)
        }
    }

    /// What is the same for all places of a trigger.
    pub(super) fn seen_from<'t>(
        &self,
        hit: &'t TriggerHit,
        reading: &'t Reading,
        told: &'t [Candidate],
        hosts: usize,
    ) -> Seen<'t> {
        let number = self.doc.sentence_of(hit.start);
        let sentence = self.sentence(number);
        let pronoun = self.grammar_in(&sentence).any(|h| h.tag == Grammar::Pronoun);
        let mut clause = self.clause(hit.start, &sentence);
        // 'Ethiopia, which backs the government in Baidoa, has sent': what is set in is not the verb's clause.
        if reading.verb && self.insertion(hit, &sentence).is_some() {
            clause.start = self.verb_group(hit, &sentence);
        }
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

    /// What a place is to the object of the verb: 5 itself, 4 one of a list with it, 3 none of it, that being somebody, 2 none of
    /// it, that being unnamed ground, 1 none of it, that being another place, 0 where the verb has no object.
    fn object_of(&self, i: usize, reading: &Reading) -> f32 {
        match reading.object {
            Object::Place(p) if self.same_place(p, i) => 5.0,
            Object::Place(p) => {
                let sentence = self.sentence(self.doc.sentence_of(self.places[p].tokens.start));
                if self.list_of(p, &sentence).contains(&i) { 4.0 } else { 1.0 }
            }
            Object::Actor(_) | Object::Person(_) => 3.0,
            Object::Ground => 2.0,
            Object::None => 0.0,
        }
    }

    pub(super) fn link(&self, i: usize, place: Where, trigger: &Seen) -> Link {
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
        let group = rule.and_then(|r| r.code).map_or(Group::Territory, Code::group);
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
        let features = [
            if here { count(gap, 40) } else { 50.0 },
            yes(behind),
            if own > s { -1.0 } else { count(s - own, 20) },
            yes(here && clause.contains(&mention.tokens.start)),
            f32::from(place as u8),
            self.object_of(i, reading),
            lead as f32,
            f32::from(mention.spatial.relation as u8),
            if self.is_part_of_country(i) { 2.0 } else { yes(resolved.kind.is_area()) },
            yes(resolved.place.is_none()),
            resolved.probability as f32,
            yes(self.speakers[i]),
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
            rule.map_or(0.0, |r| f32::from(r.object as u8)),
            if here { count(self.hosts_in(clause).filter(|&k| !mine(k)).count(), 6) } else { 7.0 },
        ];
        Link { place: i, found, distance: if here { gap } else { 0 }, features }
    }
}
