//! When an event is: which of the times named belongs to a trigger.

use std::ops::Range;

use super::DateBasis;
use super::candidate::{Candidate, When};
use super::context::Context;
use super::days::Choices;
use super::owners::is_noun_dated;
use super::site::Found;
use super::{Code, Group, Modality};
use crate::dates::{self, Anchor, Basis, Count, Expr, Role, Tense, TimeMention};
use crate::lexicon::{Cue, Form, Grammar, TriggerHit};

/// The day that one article can't tell of: further ahead of publication than this is a misreading.
const MAX_AHEAD_DAYS: i64 = 400;

/// A day without a year that is planned is hardly so far ahead.
const FAR_AHEAD_DAYS: i64 = 240;

/// A period of more days than this that still goes on ('this year') dates only what stands within [`LONG_REACH`].
const LONG_DAYS: i64 = 62;

/// How far a long period may stand from what it dates, in tokens.
const LONG_REACH: usize = 7;

/// 'Since' a day further back than this says when something began, not that it is news of each day.
const MAX_SINCE_DAYS: i64 = 31;

/// What a time right behind its verb costs at most.
const BESIDE_COST: usize = 4;

/// News does not date what lies further back: a 'year' before is a number.
const MAX_BACK_DAYS: i64 = 150 * 365;

/// What speaks against the days of a time.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Doubt {
    /// They lie ahead of the news, which tells them as past.
    pub ahead: bool,
    /// A long period that still goes on ('this year'): it dates only what stands beside it.
    pub vague: bool,
}

impl Context<'_> {
    /// The days that the sentence's own words give a candidate by rule. `told` are the events told before.
    pub(super) fn when(&self, c: &Candidate, choices: &Choices, told: &[Candidate]) -> Option<When> {
        let Choices { all, sentence, clause, .. } = choices;
        let hit = &c.hit;
        let place = (c.found < Found::Here).then(|| self.places[c.place].tokens.clone());
        let each = place.as_ref().and_then(|_| self.respective(c.place, sentence));
        if let Some((when, _)) = each.and_then(|time| self.read_time(&time, c, sentence, told)) {
            return Some(when);
        }
        let own = all.iter().filter(|choice| choice.is_own() && !choice.others && !choice.doubt.ahead);
        let times = own.filter_map(|choice| Some((choice, choice.time?)));
        let fit = times
            .map(|(choice, time)| (self.time_cost(time, hit, clause, place.as_ref()), time.tokens.start, choice))
            .filter(|(cost, _, choice)| !choice.doubt.vague || *cost <= LONG_REACH);
        fit.min_by_key(|(cost, start, _)| (*cost, *start)).map(|(.., choice)| choice.when.clone())
    }

    /// The times of a sentence that may be days of an event: none of the dateline, of an actor's or a place's name.
    pub(super) fn dates_in(&self, sentence: &Range<usize>) -> impl Iterator<Item = &TimeMention> {
        self.times_in(sentence).iter().filter(|t| {
            t.is_date()
                && t.tokens.start >= self.first_token()
                && !self.is_datelines(t)
                && self.actor_at(&t.tokens).is_none()
                // 'in Sun City': no Sunday.
                && !self.is_in_place(&t.tokens)
        })
    }

    /// The days of a time for a candidate of its sentence, and what speaks against them.
    pub(super) fn read_time(
        &self,
        time: &TimeMention,
        c: &Candidate,
        sentence: &Range<usize>,
        told: &[Candidate],
    ) -> Option<(When, Doubt)> {
        let (hit, saying) = (&c.hit, &c.saying);
        let published = self.article.published.map(|p| p.date);
        let talks = hit.options.iter().any(|o| {
            let code = self.scanner.rules.get(usize::from(o.rule)).and_then(|r| r.code);
            code.is_some_and(|c| c.group() == Group::Talks)
        });
        // 'Une rencontre … pourrait s'ouvrir le 6 août': talks are told before they are held.
        let future = saying.modality == Modality::Planned && self.lies_ahead(time, hit, sentence)
            || talks
                && dates::tense(self.doc, sentence.clone(), time.tokens.clone(), self.scanner.lang) == Tense::Future;
        let tense = if future { Tense::Future } else { Tense::Past };
        let anchor = Anchor { published, previous: None, tense };
        let previous = if time.expr.is_told() { self.reckoned_from(time, sentence, &anchor, told) } else { None };
        let anchor = Anchor { previous, ..anchor };
        let own = TimeMention { role: Role::On, ..time.clone() };
        let time = if is_noun_dated(time, hit) { &own } else { time };
        let when = self.resolve_time(time, &anchor)?;
        // 'will withdraw in the phase agreed on August 15': a day most of a year ahead is that gone by.
        let far = |w: &When| published.map_or(0, |day| (w.start - day).num_days()) > FAR_AHEAD_DAYS;
        let gone = || self.resolve_time(time, &Anchor { tense: Tense::Past, ..anchor }).filter(|w| !far(w));
        let when = if far(&when) { gone().unwrap_or(when) } else { when };
        // What is told as past does not lie ahead.
        let ahead = tense == Tense::Past
            && !matches!(saying.modality, Modality::Threatened | Modality::Hypothetical | Modality::Denied)
            && published.is_some_and(|day| when.start > day);
        // 'this year' dates only what stands beside it.
        let current = published.is_some_and(|day| when.start <= day && day <= when.end);
        let vague = current && (when.end - when.start).num_days() > LONG_DAYS;
        Some((when, Doubt { ahead, vague }))
    }

    /// True for the time of a plan when the plan is told around it, not elsewhere in the sentence: 'under the accord signed in
    /// January, they undertook to withdraw'.
    fn lies_ahead(&self, time: &TimeMention, hit: &TriggerHit, sentence: &Range<usize>) -> bool {
        let comma = |k: &usize| self.doc.word(*k) == ",";
        let mut start = (sentence.start..time.tokens.start).rev().find(comma).map_or(sentence.start, |k| k + 1);
        let mut end = (time.tokens.end..sentence.end).find(comma).unwrap_or(sentence.end);
        if end - start <= time.tokens.len() + 2 {
            (start, end) = (sentence.start, sentence.end);
        }
        let verb = |t: &TriggerHit| t.options.iter().any(|o| matches!(o.form, Form::Future | Form::Base));
        let plans = |t: Cue| matches!(t, Cue::Plan | Cue::Condition | Cue::Foretold | Cue::Threat | Cue::Call);
        (start..end).contains(&hit.start) && verb(hit)
            || self.cues_in(&(start..end)).any(|h| plans(h.tag))
            || dates::tense(self.doc, start..end, time.tokens.clone(), self.scanner.lang) == Tense::Future
    }

    /// 'Fighting since Sunday' goes on until the day of the news; a town taken on Sunday was taken then. But 'since they
    /// set out in October they have taken it' says of no day that it was then.
    pub(super) fn until_now(&self, mut when: When, code: Code, hit: &TriggerHit, sentence: &Range<usize>) -> When {
        if let Some(day) = self.article.published.map(|p| p.date)
            && code.group() == Group::Territory
            && self.opens_span(&when, hit, sentence)
        {
            (when.end, when.span) = (day.max(when.end), true);
            return when;
        }
        let goes_on =
            matches!(code.group(), Group::Fighting | Group::Unrest | Group::Talks | Group::Relief | Group::Other);
        let since =
            self.times.around(when.tokens.start).iter().any(|t| t.tokens == when.tokens && t.role == Role::Since);
        if let Some(day) = self.article.published.map(|p| p.date)
            && goes_on
            && since
            && (when.end - when.start).num_days() <= 1
            && (1..=MAX_SINCE_DAYS).contains(&(day - when.end).num_days())
        {
            when.end = day;
        }
        when
    }

    /// True for a time that 'since' leads before the clause of the trigger: 'Since their start in October, they have …'.
    fn opens_span(&self, when: &When, hit: &TriggerHit, sentence: &Range<usize>) -> bool {
        let time = &when.tokens;
        if time.is_empty() || time.start < sentence.start || time.end > hit.start {
            return false;
        }
        let comma = |k: usize| self.doc.word(k) == ",";
        let opening =
            (sentence.start..time.start).rev().take_while(|&k| !comma(k)).find(|&k| self.is(k, Grammar::Since));
        let leads = |k: usize| k == sentence.start || comma(k - 1) || self.is(k - 1, Grammar::And);
        opening.is_some_and(leads) && (time.end..hit.start).any(comma)
    }

    pub(super) fn resolve_time(&self, time: &TimeMention, anchor: &Anchor) -> Option<When> {
        let resolved = match &time.expr {
            Expr::Offset { count, unit, from } if self.counts_back(time) => {
                let back = Count { n: -count.n, vague: count.vague };
                let expr = Expr::Offset { count: back, unit: *unit, from: *from };
                TimeMention { expr, ..time.clone() }.resolve(anchor)?
            }
            _ => time.resolve(anchor)?,
        };
        let published = self.article.published.map(|p| p.date);
        let (mut start, mut end) = (resolved.start, resolved.end);
        match time.role {
            // It goes on until now.
            Role::During => {
                if let Some(day) = published {
                    end = end.min(day).max(start);
                }
            }
            Role::Until => {
                if let Some(day) = published
                    && day <= end
                {
                    start = start.min(day);
                }
            }
            Role::Before | Role::After => return None,
            // 'for over five years' is no day of an event.
            Role::Since if resolved.basis == Basis::Relative && (end - start).num_days() > 31 => return None,
            Role::On | Role::Since => {}
        }
        // '1000 GMT' is no year of the news.
        if published.is_some_and(|day| (day - end).num_days() > MAX_BACK_DAYS) {
            return None;
        }
        if let Some(day) = published
            && (start - day).num_days() > MAX_AHEAD_DAYS
        {
            return None;
        }
        if start > end {
            std::mem::swap(&mut start, &mut end);
        }
        let basis = match resolved.basis {
            Basis::Explicit => DateBasis::Explicit,
            Basis::Relative => DateBasis::Relative,
        };
        Some(When { start, end, basis, tokens: time.tokens.clone(), own: true, span: false })
    }

    /// How badly a time fits a trigger: tokens between, with surcharges for another clause and for when it was said.
    pub(super) fn time_cost(
        &self,
        time: &TimeMention,
        hit: &TriggerHit,
        clause: &Range<usize>,
        place: Option<&Range<usize>>,
    ) -> usize {
        let (start, end) = (time.tokens.start, time.tokens.end);
        let mut cost = match place {
            // 'took Uvira on October 24 and Bukavu on October 30': behind the words each place has its own day.
            Some(place) if place.start >= hit.end && start >= place.end => start - place.end,
            Some(place) if place.start >= hit.end && start >= hit.end => place.start.saturating_sub(end) + 3,
            _ if start >= hit.end => start - hit.end,
            _ => hit.start.saturating_sub(end),
        };
        // 'a observé lundi une grève à Beni, …': right behind the verb it is the verb's.
        if (hit.end..=hit.end + 1).contains(&start) {
            cost = cost.min(BESIDE_COST);
        }
        // 'who have fought since 2021' seldom dates the deed itself.
        if !matches!(time.role, Role::On) {
            cost += 8;
        }
        if !clause.contains(&start) {
            cost += 10;
        }
        // 'On the 5th they were seized, and freed three days later': what is reckoned from it is another's day.
        let joined = || self.grammar_in(&(hit.end..start)).any(|h| h.tag == Grammar::And);
        if time.expr.is_told() && start >= hit.end && joined() && self.opens_dated(hit) {
            cost += 20;
        }
        // 'said on Tuesday': the day of the words, not of the deed, when the deed has a day of its own.
        let near = start.saturating_sub(3)..end + 3;
        if self.cues_in(&near).any(|h| matches!(h.tag, Cue::Said | Cue::Claim)) {
            cost += 12;
        }
        cost
    }

    /// True when a day named before the trigger opens its sentence.
    fn opens_dated(&self, hit: &TriggerHit) -> bool {
        let start = self.sentence(self.doc.sentence_of(hit.start)).start;
        self.times_in(&(start..hit.start)).iter().any(|t| t.is_date() && t.role == Role::On && !t.expr.is_told())
    }

    /// The day of publication as the days of an event.
    pub(super) fn published(&self) -> Option<When> {
        let day = self.article.published?.date;
        Some(When { start: day, end: day, basis: DateBasis::Publication, tokens: 0..0, own: false, span: false })
    }

    /// The first token of the running text: a date line is no event's date.
    pub(super) fn first_token(&self) -> usize {
        self.doc.tokens.partition_point(|t| (t.start as usize) < self.article.body)
    }
}
