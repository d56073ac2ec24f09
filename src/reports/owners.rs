//! Whose a time is: of the times of a sentence, those that date something else than the trigger.

use std::ops::Range;

use super::candidate::When;
use super::context::Context;
use crate::article::Lang;
use crate::dates::{Anchor, Expr, From, Role, Tense, TimeMention};
use crate::lexicon::{Form, Grammar, TriggerHit};
use crate::text::{Case, Join, TokenKind};

/// How far behind a time the noun may stand that it dates: 'Monday's deadly missile strikes'.
const NOUN_REACH: usize = 4;

/// How far before a time the words may stand that compare it: 'up from 29,000 in camps on Thursday'.
const COMPARE_REACH: usize = 7;

/// As many days back is news of these days.
const FRESH_DAYS: i64 = 7;

impl Context<'_> {
    /// True for the day of an agency's dateline: 'PORT SUDAN, Nov 12 -'.
    pub(super) fn is_datelines(&self, time: &TimeMention) -> bool {
        let near = time.tokens.start.saturating_sub(6)..time.tokens.start;
        self.places_in(&near).any(|i| self.places[i].role == crate::places::Role::Dateline)
    }

    /// True for a time that belongs to an earlier verb: 'has taken land in recent months and now advances'.
    pub(super) fn is_others(&self, time: &TimeMention, hit: &TriggerHit, sentence: &Range<usize>) -> bool {
        // 'the Aug. 15 Helsinki accord': the day of the accord alone.
        if self.counts_back(time) && hit.start < time.tokens.start
            || self.is_nouns(time, hit)
            || self.is_compared(time, hit)
            || self.is_inserted(time, hit, sentence)
        {
            return true;
        }
        let end = sentence.end.min(time.tokens.end + 3);
        let names = |t: &TriggerHit| t.start >= time.tokens.end && t.start < end;
        let plain = !self.grammar_in(&(time.tokens.end..time.tokens.end + 2)).any(|_| true)
            && self.doc.word(time.tokens.end) != ",";
        let noun = |t: &TriggerHit| t.options.iter().all(|o| o.form == Form::Noun);
        // 'tombée samedi sans bataille': in French, or right behind the verb, it belongs to no noun behind it.
        let led = self.scanner.lang == Lang::En && !(hit.end..=hit.end + 1).contains(&time.tokens.start);
        if led && plain && self.scan.triggers.iter().any(|t| names(t) && noun(t) && t.start != hit.start) {
            return true;
        }
        let between = time.tokens.end..hit.start;
        between.start < between.end
            && self.grammar_in(&between).any(|h| h.tag == Grammar::And)
            && self.scan.triggers.iter().any(|t| t.start >= sentence.start && t.end <= time.tokens.start)
            && !self.scan.triggers.iter().any(|t| between.contains(&t.start))
    }

    /// True for 'five weeks after' before a clause: it dates what the clause tells, back from what was told before.
    pub(super) fn counts_back(&self, time: &TimeMention) -> bool {
        matches!(&time.expr, Expr::Offset { count, from: From::Told, .. } if count.n > 0)
            && (self.is(time.tokens.end, Grammar::After)
                || time.tokens.end.checked_sub(1).is_some_and(|last| self.is(last, Grammar::After)))
    }

    /// 'Kalungu and Bushaku, seized on Wednesday and Friday respectively': of as many times as places the place's own.
    pub(super) fn respective(&self, place: usize, sentence: &Range<usize>) -> Option<TimeMention> {
        let word = sentence.clone().find(|&k| self.is(k, Grammar::Each))?;
        let list = self.list_of(place, sentence);
        let nth = list.iter().position(|&i| i == place).filter(|_| list.len() > 1)?;
        let near = sentence.start..word + 1 + NOUN_REACH;
        let times: Vec<&TimeMention> = self.times_in(&near).iter().filter(|t| t.is_date()).collect();
        if let Some(Expr::Range(ends)) = times.last().map(|t| &t.expr).filter(|_| list.len() == 2) {
            return Some(if nth == 0 { ends.0.clone() } else { ends.1.clone() });
        }
        let run = times.len().checked_sub(list.len()).map(|first| &times[first..])?;
        let joined = run.windows(2).all(|two| self.is_list_gap(two[0].tokens.end, two[1].tokens.start));
        joined.then(|| run[nth].clone())
    }

    /// The days of a time in news told as past.
    fn news_days(&self, time: &TimeMention) -> Option<When> {
        let anchor = Anchor { published: self.article.published.map(|p| p.date), previous: None, tense: Tense::Past };
        self.resolve_time(time, &anchor)
    }

    /// True for a day or two of the last week.
    pub(super) fn is_fresh(&self, when: &When) -> bool {
        let news = self.article.published.map(|p| p.date);
        (when.end - when.start).num_days() <= 1 && news.is_some_and(|day| (day - when.end).num_days() <= FRESH_DAYS)
    }

    /// True for the time of a noun that is not the trigger: 'January's accord', 'the 2013 war'.
    fn is_nouns(&self, time: &TimeMention, hit: &TriggerHit) -> bool {
        let end = time.tokens.end;
        let dated = end..end + NOUN_REACH;
        let told_of_it = (end..hit.start).any(|k| self.is(k, Grammar::RelativeSubject));
        // 'captured in the 1998 war'
        let within = self.is_led_by(time, hit);
        if dated.contains(&hit.start) || told_of_it || within {
            return false;
        }
        let possessive = self.doc.possessive(end).is_some();
        let year = matches!(&time.expr, Expr::Date(p) if p.year.is_some() && p.month.is_none() && p.season.is_none());
        let named = self
            .doc
            .tokens
            .get(end)
            .is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Upper && t.join == Join::Space)
            && !self.grammar_in(&(end..end + 1)).any(|_| true);
        possessive || year && named && time.tokens.start > 0 && self.is(time.tokens.start - 1, Grammar::Article)
    }

    /// True when 'in' leads from the verb or its place to a time: 'captured in the 1998 war', 'took Sake in the 2012 war'.
    fn is_led_by(&self, time: &TimeMention, hit: &TriggerHit) -> bool {
        let start = time.tokens.start;
        let Some(lead) = start.checked_sub(2).filter(|&k| self.is(k, Grammar::In) && self.is(k + 1, Grammar::Article))
        else {
            return false;
        };
        let place = self.places_in(&(hit.end..lead)).next_back().map_or(hit.end, |i| self.places[i].tokens.end);
        hit.options.iter().any(|o| o.form != Form::Noun) && hit.end <= lead && place.max(hit.end) == lead
    }

    /// True for the time that something before is compared with: 'up from 29,000 on Thursday'.
    fn is_compared(&self, time: &TimeMention, hit: &TriggerHit) -> bool {
        let near = time.tokens.start.saturating_sub(COMPARE_REACH)..time.tokens.start;
        self.grammar_in(&near).any(|h| {
            let number = |i: usize| self.doc.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
            h.tag == Grammar::Than && hit.start < h.start && number(h.end)
        })
    }

    /// True for the time of a clause set in before the trigger, or of a 'since' behind it: 'the rebels, who seized Goma in
    /// 2012, attacked', 'the clash is the first since a truce was brokered on May 6'.
    fn is_inserted(&self, time: &TimeMention, hit: &TriggerHit, sentence: &Range<usize>) -> bool {
        let comma = |k: &usize| self.doc.word(*k) == ",";
        let start = time.tokens.start;
        if hit.start < start {
            let mut words = (hit.end..start).rev().take_while(|k| !comma(k));
            let since = words.find(|&k| self.is(k, Grammar::Since));
            // So many were killed since the war broke out: no news, and told as such.
            let noun = hit.options.iter().all(|o| o.form == Form::Noun);
            let old = !noun && self.news_days(time).is_some_and(|when| self.is_history(&when));
            return !old && since.is_some_and(|k| start > k + 2);
        }
        let Some(open) = (sentence.start..start).rev().find(comma) else { return false };
        let Some(close) = (time.tokens.end..hit.start).find(comma) else { return false };
        let lead = open + 1;
        let relative = [Grammar::Relative, Grammar::RelativeSubject].iter().any(|&tag| self.is(lead, tag))
            || matches!(self.doc.folded(lead), "who" | "whose");
        let ending = |word: &str| ["é", "ée", "és", "ées"].iter().any(|e| word.ends_with(e));
        let participle = self.is(lead, Grammar::Participle)
            || self.scanner.lang == Lang::Fr && ending(self.doc.word(lead))
            || self.triggers_in(&(lead..lead + 1)).iter().any(|t| self.is_participle(t));
        // 'The envoys, who had flown in on Saturday, met the president': then, unless it is told as being so now.
        let fresh = self.news_days(time).is_some_and(|w| self.is_fresh(&w)) && !self.is_present(hit, sentence);
        start > lead && close >= time.tokens.end && (relative || participle) && !fresh
    }

    /// True for a participle, also one written like the past: ', captured by the rebels in 2012,'.
    fn is_participle(&self, t: &TriggerHit) -> bool {
        let forms = || t.options.iter().map(|o| o.form);
        let behind = self.is(t.end, Grammar::By) || self.is(t.end, Grammar::In);
        forms().all(|form| form == Form::Participle)
            || behind && forms().all(|form| matches!(form, Form::Past | Form::Participle))
    }
}

/// True for a time right before its noun: 'the January 23 conference'. A preposition before both is the noun's.
pub(super) fn is_noun_dated(time: &TimeMention, hit: &TriggerHit) -> bool {
    let noun = hit.options.iter().all(|o| o.form == Form::Noun);
    noun && hit.start == time.tokens.end && matches!(time.role, Role::After | Role::Before)
}
