//! On which days an event is: all days that may be meant are weighed by a learned model, and the best are taken.
//!
//! The days weighed are those of the times of its sentence, of the events told before, of the sentence before, of the story
//! as a whole, and the day of publication. What is known of each is a row of numbers ([`NAMES`]), among them what the rules
//! would take; the model is fitted by `scripts/train-models.py` on annotated articles.

use std::ops::Range;

use super::DateBasis;
use super::candidate::{Candidate, When};
use super::clock::Doubt;
use super::context::Context;
use super::numbers::{count, length, yes};
use super::score::basis;
use super::site::Found;
use crate::dates::{Anchor, Tense, TimeMention};
use crate::lexicon::{Cue, Grammar};

/// More days than this are not weighed for one trigger at one place.
const MOST: usize = 7;

/// How many sentences back an event was told that this one may share its days with.
const TOLD_REACH: usize = 4;

/// Stands for a distance where there is none, in tokens.
const FAR: f32 = 60.0;

/// Where days come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// A time of the trigger's own sentence.
    Sentence,
    /// An event told before at the same place.
    ToldHere,
    /// An event told before.
    Told,
    /// A time of the sentence before.
    Before,
    /// The first day that the story names.
    Story,
    /// The tale of the past that the sentence goes on with.
    Tale,
    /// The day of publication.
    Published,
}

/// Days that may be meant, and the words for them where they stand in the text for themselves.
pub(super) struct Choice<'t> {
    pub when: When,
    source: Source,
    pub time: Option<&'t TimeMention>,
    pub doubt: Doubt,
    /// True for the time of something else in the sentence.
    pub others: bool,
    /// The place of the event told before that they are taken from.
    place: Option<usize>,
}

impl<'t> Choice<'t> {
    fn new(when: When, source: Source, time: Option<&'t TimeMention>) -> Self {
        Self { when, source, time, doubt: Doubt::default(), others: false, place: None }
    }

    /// True for the days of a time in the trigger's own sentence.
    pub(super) fn is_own(&self) -> bool {
        self.source == Source::Sentence
    }
}

/// All days that a trigger's event may have wherever it was, and what is the same for all of them.
pub(super) struct Choices<'t> {
    pub all: Vec<Choice<'t>>,
    pub sentence: Range<usize>,
    pub clause: Range<usize>,
    /// True for what is told as being so on the day of the news.
    pub present: bool,
    /// How many times the sentence names.
    times: usize,
}

/// Days that an event may have, and what is known of them.
#[derive(Debug, Clone)]
pub(super) struct Days {
    pub when: When,
    /// In the order of [`NAMES`].
    pub features: [f32; NAMES.len()],
}

/// Names of the features of days: unit in the model file, meaning in `Context::know_days`.
pub(super) const NAMES: [&str; 35] = [
    "source",
    "by_rule",
    "cost",
    "gap",
    "behind",
    "same_clause",
    "others",
    "time_role",
    "said",
    "ahead",
    "vague",
    "reckoned",
    "triggers_between",
    "places_between",
    "commas",
    "joined",
    "present",
    "last",
    "opens",
    "options",
    "times",
    "from_place",
    "told_times",
    "days",
    "back",
    "basis",
    "group",
    "code",
    "modality",
    "verb",
    "passive",
    "found",
    "position",
    "headline",
    "lede",
];

impl Context<'_> {
    /// The days that a candidate may have, those that the rules take first; `choices` are those of its trigger, `told` the
    /// events told before.
    pub(super) fn days(&self, c: &Candidate, choices: &Choices, told: &[Candidate]) -> Vec<Days> {
        let rule = self.when(c, choices, told).or_else(|| self.carried(told, c, choices.present));
        let by_rule = |choice: &Choice| rule.as_ref().is_some_and(|r| r.is_same(&choice.when));
        let other = rule.clone().filter(|_| !choices.all.iter().any(by_rule));
        let other = other.map(|when| Choice::new(when, Source::Told, None));
        let mut all: Vec<&Choice> = choices.all.iter().chain(&other).collect();
        all.sort_by_key(|choice| !by_rule(choice));
        let mut kept: Vec<&Choice> = Vec::with_capacity(MOST);
        for choice in all {
            if kept.len() < MOST && !kept.iter().any(|k| k.when.is_same(&choice.when)) {
                kept.push(choice);
            }
        }
        self.know_days(c, &kept, choices, told, rule.as_ref())
    }

    /// All days that a trigger's event may have, wherever it was.
    pub(super) fn day_choices(&self, deed: &Candidate, told: &[Candidate]) -> Choices<'_> {
        let sentence = self.sentence(deed.sentence);
        let mut all: Vec<Choice> = Vec::new();
        let mut times = 0;
        for time in self.dates_in(&sentence) {
            times += 1;
            if let Some((when, doubt)) = self.read_time(time, deed, &sentence, told) {
                let others = self.is_others(time, &deed.hit, &sentence);
                all.push(Choice { doubt, others, ..Choice::new(when, Source::Sentence, Some(time)) });
            }
        }
        let carried = |when: When, source, time| Choice::new(When { own: false, ..when }, source, time);
        for t in told.iter().rev().take_while(|t| deed.sentence - t.sentence.min(deed.sentence) <= TOLD_REACH) {
            if let Some(when) = t.when.clone().filter(|w| w.basis != DateBasis::Publication) {
                all.push(Choice { place: Some(t.place), ..carried(when, Source::Told, None) });
            }
        }
        let published = self.article.published.map(|p| p.date);
        let anchor = Anchor { published, previous: None, tense: Tense::Past };
        if let Some(before) = deed.sentence.checked_sub(1).map(|s| self.sentence(s)) {
            for time in self.times_in(&before).iter().rev().filter(|t| self.is_of_deeds(t)) {
                if let Some(when) = self.resolve_time(time, &anchor) {
                    all.push(carried(when, Source::Before, Some(time)));
                }
            }
        }
        all.extend(self.story().map(|when| carried(when, Source::Story, None)));
        all.extend(self.tale(deed.sentence).map(|when| carried(when, Source::Tale, None)));
        all.extend(self.published().map(|when| carried(when, Source::Published, None)));
        let clause = self.clause(deed.hit.start, &sentence);
        let present = self.is_present(&deed.hit, &sentence);
        Choices { all, sentence, clause, present, times }
    }

    /// What is known of each of the days.
    fn know_days(
        &self,
        c: &Candidate,
        all: &[&Choice],
        choices: &Choices,
        told: &[Candidate],
        rule: Option<&When>,
    ) -> Vec<Days> {
        let hit = &c.hit;
        let Choices { sentence, clause, present, times, .. } = choices;
        let place = (c.found < Found::Here).then(|| self.places[c.place].tokens.clone());
        let told_times = told.iter().filter(|t| t.when.as_ref().is_some_and(|w| w.own)).count();
        let last = told.last().and_then(|t| t.when.as_ref());
        let row = |choice: &&Choice| {
            let Choice { when, time, doubt, .. } = choice;
            let here = choice.place.is_some_and(|place| self.same_place(place, c.place));
            let source = if here { Source::ToldHere } else { choice.source };
            let own = time.filter(|_| choice.is_own());
            let between = own.map_or(0..0, |t| {
                if t.tokens.start >= hit.end {
                    hit.end..t.tokens.start
                } else {
                    t.tokens.end..hit.start.max(t.tokens.end)
                }
            });
            let near = time.map_or(0..0, |t| t.tokens.start.saturating_sub(3)..t.tokens.end + 3);
            let features = [
                f32::from(source as u8),
                yes(rule.is_some_and(|rule| rule.is_same(when))),
                own.map_or(FAR, |t| count(self.time_cost(t, hit, clause, place.as_ref()), 60)),
                own.map_or(FAR, |_| count(between.len(), 60)),
                own.map_or(2.0, |t| yes(t.tokens.start >= hit.end)),
                own.map_or(0.0, |t| yes(clause.contains(&t.tokens.start))),
                own.map_or(2.0, |_| yes(choice.others)),
                time.map_or(9.0, |t| f32::from(t.role as u8)),
                yes(self.cues_in(&near).any(|h| matches!(h.tag, Cue::Said | Cue::Claim))),
                yes(doubt.ahead),
                yes(doubt.vague),
                time.map_or(0.0, |t| yes(t.expr.is_told())),
                count(self.triggers_in(&between).iter().filter(|t| t.start != hit.start).count(), 5),
                count(self.hosts_in(&between).count(), 5),
                count(between.clone().filter(|&k| self.doc.word(k) == ",").count(), 4),
                yes(self.grammar_in(&between).any(|h| h.tag == Grammar::And)),
                yes(*present),
                yes(last.is_some_and(|last| last.is_same(when))),
                own.map_or(FAR, |t| count(t.tokens.start - sentence.start, 60)),
                count(all.len(), 8),
                count(*times, 5),
                match (own, &place) {
                    (Some(t), Some(p)) if t.tokens.start >= p.end => count(t.tokens.start - p.end, 30),
                    (Some(t), Some(p)) => -count(p.start.saturating_sub(t.tokens.end), 30),
                    _ => FAR,
                },
                count(told_times, 10),
                length(when),
                self.days_back(when),
                basis(Some(when)),
                f32::from(c.code.group() as u8),
                f32::from(c.code as u8),
                f32::from(c.saying.modality as u8),
                yes(c.reading.verb),
                yes(c.reading.passive),
                f32::from(c.found as u8),
                count(c.sentence.saturating_sub(self.body), 40),
                yes(c.sentence < self.body),
                yes(c.sentence == self.body),
            ];
            Days { when: self.until_now(when.clone(), c.code, hit, sentence), features }
        };
        all.iter().map(row).collect()
    }
}
