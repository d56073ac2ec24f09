//! The thread of the story: which days a sentence goes on with that names none, and from which it reckons.

use std::ops::Range;

use chrono::NaiveDate;

use super::DateBasis;
use super::candidate::{Candidate, When};
use super::context::Context;
use crate::article::Lang;
use crate::dates::{Anchor, Role, Tense, TimeMention};
use crate::lexicon::{Cue, Form, Grammar, TriggerHit};

/// As many days back a day that was only planned may be the one that 'the same day' means.
const RECENT_DAYS: i64 = 21;

/// How many sentences on an event without a date still has the days of the one told before at its place.
const LAST_REACH: usize = 3;

/// How many sentences back 'the next day' looks for the day it is reckoned from.
const BASE_REACH: usize = 4;

/// How many sentences on an event without a date belongs to what was told before.
const THREAD_REACH: usize = 2;

/// In so many sentences the text tells what its headline says.
const LEDE: usize = 4;

/// How far before a verb its helper may stand.
const HELPER_REACH: usize = 7;

/// A tale of the past opens with its date: 'In June 2004, …', 'It was in June 2004 that …'.
const TALE_OPENS: usize = 3;

impl Context<'_> {
    /// The days that 'the next day', 'la veille' are reckoned from: those named before in the sentence ('took Sake on
    /// Tuesday and Minova the next day'), else those told in the sentences before, never those of other triggers of its own
    /// sentence.
    pub(super) fn reckoned_from(
        &self,
        time: &TimeMention,
        sentence: &Range<usize>,
        anchor: &Anchor,
        told: &[Candidate],
    ) -> Option<(NaiveDate, NaiveDate)> {
        let mut own = self.times_in(sentence).iter().rev().filter(|t| t.tokens.end <= time.tokens.start);
        if let Some(when) = own.find_map(|t| self.resolve_time(t, anchor).filter(|_| t.is_date())) {
            return Some((when.start, when.end));
        }
        let s = self.doc.sentence_of(sentence.start);
        let told: Vec<(usize, &When)> = told
            .iter()
            .rev()
            .filter(|c| c.sentence < s)
            .filter_map(|c| Some((c.sentence, c.when.as_ref()?)))
            // 'in rebel hands since Saturday', and elsewhere 'the day before': before the news, not before that Saturday.
            .filter(|(k, w)| w.basis != DateBasis::Publication && (k + 1 == s || !self.is_since(w)))
            .collect();
        let days = |w: &When| (w.start, w.end);
        for k in (s.saturating_sub(BASE_REACH)..s).rev() {
            let of_event = told.iter().find(|(sentence, _)| *sentence == k).map(|(_, w)| days(w));
            if let Some(found) = of_event.or_else(|| self.named_in(k, k + 1 == s, anchor)) {
                return Some(found);
            }
        }
        // 'was due to begin on March 7. But fighting broke out the same day'
        let before = s.checked_sub(1).map(|k| self.sentence(k)).unwrap_or_default();
        let named = self.times_in(&before).iter().rev().filter(|t| t.is_date() && t.role == Role::On);
        let planned = named.filter_map(|t| self.resolve_time(t, anchor)).find(|w| self.is_recent(w));
        planned.as_ref().or_else(|| told.first().map(|(_, w)| *w)).map(days)
    }

    /// True for a day of the last weeks.
    fn is_recent(&self, when: &When) -> bool {
        let news = self.article.published.map(|p| p.date);
        when.start == when.end && news.is_some_and(|day| (0..=RECENT_DAYS).contains(&(day - when.end).num_days()))
    }

    /// True for days that 'since' leads to.
    fn is_since(&self, when: &When) -> bool {
        let times = || self.times.around(when.tokens.start).iter();
        !when.tokens.is_empty() && times().any(|t| t.tokens == when.tokens && t.role == Role::Since)
    }

    /// The days that sentence `s` names last for something that happened then, or `since` then.
    fn named_in(&self, s: usize, since: bool, anchor: &Anchor) -> Option<(NaiveDate, NaiveDate)> {
        let sentence = self.sentence(s);
        let mut times = self.times_in(&sentence).iter().rev();
        times.find_map(|t| {
            let when = ((since || t.role != Role::Since) && self.is_of_deeds(t))
                .then(|| self.resolve_time(t, anchor))
                .flatten()?;
            let one_day = (when.end - when.start).num_days() <= 1;
            (one_day && !self.is_history(&when)).then_some((when.start, when.end))
        })
    }

    /// The days for an event whose sentence names none: those of the event told just before at the same place, else
    /// the day of publication, which also what is told as present has.
    pub(super) fn carried(&self, told: &[Candidate], c: &Candidate, present: bool) -> Option<When> {
        let s = c.sentence;
        if present {
            return self.published();
        }
        let mut last = told.iter().rev().filter(|t| s - t.sentence <= LAST_REACH && self.same_place(t.place, c.place));
        let last = last.find(|t| t.sentence != s || !is_dated_noun(t));
        match last.and_then(|c| c.when.clone()) {
            Some(when) if when.basis != DateBasis::Publication && !self.is_history(&when) => {
                Some(When { own: false, ..when })
            }
            // What a headline tells without a day happened on the day that the first sentences name.
            _ if s < self.opening() => self.story().or_else(|| self.published()),
            _ => self.tale(s).or_else(|| self.thread(told, s)).or_else(|| self.published()),
        }
    }

    /// The days of the sentences just before in the paragraph.
    fn thread(&self, told: &[Candidate], s: usize) -> Option<When> {
        let paragraph = |k: usize| self.doc.sentences[k].paragraph;
        for k in (s.saturating_sub(THREAD_REACH)..s).rev().filter(|&k| paragraph(k) == paragraph(s)) {
            let own = |c: &&Candidate| c.sentence == k && c.when.as_ref().is_some_and(|w| w.own && self.is_fresh(w));
            if let Some(when) = told.iter().rev().find(own).and_then(|c| c.when.clone()) {
                return Some(When { own: false, ..when });
            }
        }
        None
    }

    /// The day that the first sentences name first for what happened.
    pub(super) fn story(&self) -> Option<When> {
        self.story.get_or_init(|| self.find_story()).clone()
    }

    fn find_story(&self) -> Option<When> {
        let published = self.article.published?.date;
        let anchor = Anchor { published: Some(published), previous: None, tense: Tense::Past };
        let fits = |w: &When| w.end <= published && self.is_fresh(w);
        let named = |s: usize| {
            let sentence = self.sentence(s);
            let times = self.times_in(&sentence).iter();
            times.filter(|t| self.is_of_deeds(t)).find_map(|t| self.resolve_time(t, &anchor)).filter(fits)
        };
        let opening = self.opening();
        (opening..opening + LEDE).find_map(named)
    }

    /// The first sentence behind the headline, also where the running text begins with it.
    pub(super) fn opening(&self) -> usize {
        let start = self.sentence(self.body).start;
        let title = self.article.title.as_deref().map(|t| t.split_whitespace().next().unwrap_or_default());
        let sentences = &self.doc.sentences;
        let Some(first) = sentences.get(self.body) else { return self.body };
        let titled =
            title.is_some_and(|word| !word.is_empty() && self.doc.slice(first.tokens.clone()).starts_with(word));
        if start < self.first_token() || !titled {
            return self.body;
        }
        self.body + sentences[self.body..].iter().take_while(|s| s.paragraph == first.paragraph).count()
    }

    /// True for a time by itself that is not when something was said.
    pub(super) fn is_of_deeds(&self, time: &TimeMention) -> bool {
        let floor = self.sentence(self.doc.sentence_of(time.tokens.start)).start;
        let near = floor.max(time.tokens.start.saturating_sub(3))..time.tokens.end + 3;
        time.is_date()
            && matches!(time.role, Role::On | Role::Since)
            && !time.expr.is_told()
            && !self.is_datelines(time)
            && !self.cues_in(&near).any(|h| h.tag == Cue::Said)
    }

    /// True for what is told as being so on the day of the news: 'have fled', 'is in force', 'négocient'.
    pub(super) fn is_present(&self, hit: &TriggerHit, sentence: &Range<usize>) -> bool {
        let floor = self.clause(hit.start, sentence).start.max(hit.start.saturating_sub(HELPER_REACH));
        let helper = (floor..hit.start)
            .rev()
            .find(|&i| self.is(i, Grammar::Be) || self.is(i, Grammar::Have) || self.is(i, Grammar::Present));
        // 'has been seen', 'are said to be pouring': the first of several helpers is the one in a tense.
        if let Some(last) = helper {
            return (floor..=last).any(|i| self.is(i, Grammar::Present));
        }
        let word = self.doc.folded(hit.start);
        let present = match self.scanner.lang {
            Lang::En => word.ends_with('s') && !word.ends_with("ss"),
            Lang::Fr => {
                word.ends_with('e') || word.ends_with("ent") && !word.ends_with("aient") && !word.ends_with("erent")
            }
        };
        present && hit.options.iter().all(|o| o.form == Form::Finite)
    }

    /// The days of a tale of the past that a sentence goes on with by a pronoun: 'In June 2004 he led his soldiers into
    /// rebellion. They kept a week-long occupation of Bukavu.' What 'they have' done since is no part of it.
    pub(super) fn tale(&self, s: usize) -> Option<When> {
        let before =
            s.checked_sub(1).filter(|&k| self.doc.sentences[k].paragraph == self.doc.sentences[s].paragraph)?;
        let (sentence, told) = (self.sentence(s), self.sentence(before));
        let perfect = self.scanner.lang == Lang::En
            && (sentence.start..sentence.end.min(sentence.start + 3)).any(|k| self.is(k, Grammar::Have));
        if !self.is(sentence.start, Grammar::Pronoun) || perfect {
            return None;
        }
        let time = self.times_in(&told).iter().find(|t| t.is_date() && t.role == Role::On)?;
        let opens = time.tokens.start <= told.start + TALE_OPENS;
        let anchor = Anchor { published: self.article.published.map(|p| p.date), previous: None, tense: Tense::Past };
        let when = self.resolve_time(time, &anchor).filter(|when| opens && self.is_history(when))?;
        Some(When { own: false, ..when })
    }
}

/// True for 'the November 29 killings': the day of what is only spoken of, and of nothing else in the sentence.
fn is_dated_noun(t: &Candidate) -> bool {
    let dated = |when: &When| when.own && (when.tokens.end..when.tokens.end + 3).contains(&t.hit.start);
    !t.reading.verb && t.when.as_ref().is_some_and(dated)
}
