//! What is known of somebody and an event that he may have taken part in, as a row of numbers.

use std::ops::Range;

use super::roll::Somebody;
use crate::actors::ActorClass;
use crate::article::Lang;
use crate::lexicon::{Cue, Grammar};
use crate::reports::candidate::Candidate;
use crate::reports::context::Context;
use crate::reports::numbers::{count, yes};
use crate::reports::parties::Parties;

/// What leads to a name, from the least telling to the most.
const LEADS: [Grammar; 9] = [
    Grammar::And,
    Grammar::Of,
    Grammar::In,
    Grammar::To,
    Grammar::From,
    Grammar::Kin,
    Grammar::Beside,
    Grammar::Against,
    Grammar::By,
];

/// Names of the features of somebody who may have taken part: unit in the model file, meaning in `Context::known_of`.
pub(in crate::reports) const NAMES: [&str; 53] = [
    "code",
    "group",
    "verb",
    "passive",
    "role",
    "found",
    "modality",
    "lang",
    "civilians_here",
    "claimed",
    "rule_actors",
    "rule_against",
    "names",
    "names_here",
    "forces",
    "in_actors",
    "in_against",
    "guessed_actor",
    "guessed_against",
    "agent",
    "target",
    "origin",
    "class",
    "noun",
    "in_table",
    "named",
    "mentions",
    "more_named",
    "of_class",
    "in_headline",
    "in_lede",
    "group_named_most",
    "foe",
    "home",
    "of_place",
    "ally",
    "foe_of",
    "ally_against",
    "same_class_actor",
    "same_class_against",
    "sentences",
    "gap",
    "behind",
    "same_clause",
    "names_between",
    "nearer_of_class",
    "lead",
    "then",
    "with_place",
    "told_actor",
    "told_against",
    "told_last",
    "paragraph",
];

/// An event, as those see it who may have taken part.
pub(super) struct Event<'t> {
    c: &'t Candidate,
    ruled: &'t Parties,
    /// The candidates of the article.
    all: &'t [Candidate],
    sentence: Range<usize>,
    clause: Range<usize>,
    /// The features that are the same for all.
    own: [f32; 15],
    day: Option<chrono::NaiveDate>,
}

impl Context<'_> {
    /// What is the same for everybody.
    pub(super) fn event<'t>(
        &self,
        c: &'t Candidate,
        ruled: &'t Parties,
        all: &'t [Candidate],
        somebodies: &[Somebody],
    ) -> Event<'t> {
        let sentence = self.sentence(c.sentence);
        let clause = self.clause(c.hit.start, &sentence);
        let rule = self.scanner.rules.get(usize::from(c.reading.rule));
        let here = |s: &&Somebody| s.spans.iter().any(|span| sentence.contains(&span.start));
        let own = [
            f32::from(c.code as u8),
            f32::from(c.code.group() as u8),
            yes(c.reading.verb),
            yes(c.reading.passive),
            rule.map_or(0.0, |r| f32::from(r.role as u8)),
            f32::from(c.found as u8),
            f32::from(c.saying.modality as u8),
            yes(self.scanner.lang == Lang::Fr),
            yes(somebodies.iter().filter(here).any(|s| s.class == ActorClass::Civilian)),
            yes(c.saying.speaker.is_some()),
            count(ruled.actors.len(), 4),
            count(ruled.against.len(), 4),
            count(somebodies.len(), 30),
            count(somebodies.iter().filter(here).count(), 8),
            count(somebodies.iter().filter(|s| s.class.is_force() && !s.mentions.is_empty()).count(), 8),
        ];
        let day = self.article.published.map(|p| p.date);
        Event { c, ruled, all, sentence, clause, own, day }
    }

    /// What leads to a name: the number of the preposition's kind, 0 for none.
    fn led_by(&self, at: usize, floor: usize) -> f32 {
        let before = at.saturating_sub(3).max(floor)..at;
        let kind = |tag: Grammar| LEADS.iter().position(|&lead| lead == tag);
        self.grammar_in(&before).filter_map(|h| kind(h.tag)).max().map_or(0.0, |k| k as f32 + 1.0)
    }

    /// What follows a name: a verb's helper, a trigger, a word of saying, a comma, a possessive.
    fn followed_by(&self, at: usize) -> f32 {
        let next = at..at + 2;
        if !self.triggers_in(&next).is_empty() {
            6.0
        } else if [Grammar::Have, Grammar::Be, Grammar::VerbLead].iter().any(|&tag| self.is(at, tag)) {
            5.0
        } else if self.cues_in(&next).any(|h| matches!(h.tag, Cue::Said | Cue::Claim)) {
            4.0
        } else if self.doc.possessive(at).is_some() {
            3.0
        } else if self.is(at, Grammar::And) {
            2.0
        } else {
            yes(self.doc.word(at) == ",")
        }
    }

    /// What is known of somebody and an event, in the order of [`NAMES`].
    pub(super) fn known_of(&self, who: &Somebody, rest: &[Somebody], event: &Event) -> [f32; NAMES.len()] {
        let Event { c, ruled, all, ref sentence, ref clause, ref own, day } = *event;
        let hit = &c.hit;
        let gap = |span: &Range<usize>| {
            if span.start >= hit.end { span.start - hit.end } else { hit.start.saturating_sub(span.end) }
        };
        let here = |span: &&Range<usize>| sentence.contains(&span.start);
        let spans = || rest.iter().flat_map(|s| s.spans.iter().map(move |span| (s, span)));
        let near = who.spans.iter().filter(here).min_by_key(|span| gap(span));
        let back = || {
            let before = who.spans.iter().rev().find(|s| s.start < sentence.start);
            before.or_else(|| who.spans.iter().find(|s| s.start >= sentence.end))
        };
        let told = near.or_else(back);
        let sentences = told.map_or(30.0, |span| {
            let own = self.doc.sentence_of(span.start);
            if own > c.sentence { -count(own - c.sentence, 5) } else { count(c.sentence - own, 20) }
        });
        let behind = near.is_some_and(|span| span.start >= hit.end);
        let between = near.map_or(0..0, |s| if behind { hit.end..s.start } else { s.end..hit.start });
        let mention = who.mentions.first().map(|&i| &self.actors[i]);
        let position =
            |list: &[usize]| list.iter().position(|i| who.mentions.contains(i)).map_or(0.0, |k| count(k + 1, 4));
        let is = |side: Option<usize>| yes(side.is_some_and(|i| who.mentions.contains(&i)));
        let country = who.mentions.first().and_then(|&i| self.country_of(i));
        let same = |a: Option<&str>, b: Option<&str>| match (a, b) {
            (Some(a), Some(b)) => 1.0 + yes(a == b),
            _ => 0.0,
        };
        let class_of = |name: &String| rest.iter().find(|s| s.name == *name).map(|s| s.class);
        let allied =
            |names: &[String]| names.iter().any(|n| *n != who.name && self.region.are_allies(n, &who.name, day));
        let alike = |names: &[String]| names.iter().any(|n| *n != who.name && class_of(n) == Some(who.class));
        let enemies = |names: &[String]| {
            let armed = |n: &&String| class_of(n).is_some_and(ActorClass::is_force);
            names.iter().filter(armed).any(|n| !self.region.are_allies(n, &who.name, day))
        };
        let others = || all.iter().filter(|o| o.hit.start != hit.start);
        let last = others().rfind(|o| o.sentence <= c.sentence && o.code.group() == c.code.group());
        let paragraph = |token: usize| self.doc.sentences.get(self.doc.sentence_of(token)).map(|s| s.paragraph);
        let names = |o: &&Candidate| o.actors.contains(&who.name) || o.against.contains(&who.name);
        let times = who.spans.len();
        let lede = self.sentence(self.body);
        let mut out = [0.0; NAMES.len()];
        out[..own.len()].copy_from_slice(own);
        out[own.len()..].copy_from_slice(&[
            yes(c.actors.contains(&who.name)),
            yes(c.against.contains(&who.name)),
            yes(!c.actors.contains(&who.name) && ruled.actors.contains(&who.name)),
            yes(!c.against.contains(&who.name) && ruled.against.contains(&who.name)),
            position(&c.reading.agents),
            position(&c.reading.targets),
            f32::from(who.origin as u8),
            f32::from(who.class as u8),
            mention.and_then(|m| m.noun).map_or(-1.0, |noun| f32::from(noun as u8)),
            yes(mention.is_some_and(|m| m.actor.is_some())),
            yes(mention.is_some_and(|m| m.named)),
            count(times, 12),
            count(rest.iter().filter(|s| s.spans.len() > times).count(), 8),
            count(rest.iter().filter(|s| s.class == who.class && s.spans.len() > times).count(), 5),
            yes(who.spans.iter().any(|s| s.start < lede.start)),
            yes(who.spans.iter().any(|s| lede.contains(&s.start))),
            is(self.sides.group),
            is(self.sides.foe),
            same(country, self.sides.country),
            same(country, self.resolved[c.place].country.as_deref()),
            yes(allied(&c.actors)),
            yes(who.class.is_force() && enemies(&c.actors)),
            yes(allied(&c.against)),
            yes(alike(&ruled.actors)),
            yes(alike(&ruled.against)),
            sentences,
            near.map_or(40.0, |span| count(gap(span), 40)),
            yes(behind),
            yes(near.is_some_and(|span| clause.contains(&span.start))),
            count(spans().filter(|(_, s)| between.contains(&s.start)).count(), 6),
            near.map_or(4.0, |span| {
                let nearer = |(s, other): &(&Somebody, &Range<usize>)| {
                    s.class == who.class && here(other) && gap(other) < gap(span) && s.name != who.name
                };
                count(spans().filter(nearer).count(), 4)
            }),
            near.map_or(-1.0, |span| self.led_by(span.start, sentence.start)),
            told.map_or(-1.0, |span| self.followed_by(span.end)),
            {
                let with = |span: &&Range<usize>| {
                    let own = self.sentence(self.doc.sentence_of(span.start));
                    self.places_in(&own).any(|i| self.same_place(i, c.place))
                };
                count(who.spans.iter().filter(with).count(), 5)
            },
            count(others().filter(|o| o.actors.contains(&who.name)).count(), 6),
            count(others().filter(|o| o.against.contains(&who.name)).count(), 6),
            last.map_or(0.0, |o| 1.0 + yes(names(&o))),
            yes(who.spans.iter().any(|span| paragraph(span.start) == paragraph(hit.start))),
        ]);
        out
    }
}
