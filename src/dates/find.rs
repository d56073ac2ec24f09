//! Finding the time expressions of a sentence.

use std::ops::Range;

use super::build::{build, share};
use super::expr::{Count, Expr, From, Role, TimeMention};
use super::grammar::{Fit, Kind};
use super::guard::is_meant;
use super::lexicon::{DatesError, Lexicon};
use crate::article::Lang;
use crate::text::Document;

/// Appends the time expressions among `tokens` to `out`, in order and without overlap. None crosses the end of a
/// sentence.
pub fn find(doc: &Document, tokens: Range<usize>, lang: Lang, out: &mut Vec<TimeMention>) {
    by_sentence(Lexicon::of(lang), doc, &tokens, out);
}

/// A reader of time expressions with words and forms of one's own, for another lexicon folder or another language.
/// [`find`] does the same with the embedded ones.
#[derive(Debug)]
pub struct TimeReader(Lexicon);

impl TimeReader {
    /// Reads the `[dates]` tables of a lexicon file. `file` only stands in errors.
    ///
    /// # Errors
    /// When the text is no TOML, lacks `[dates]`, or has a form or a word that can't be used.
    pub fn parse(file: &str, toml: &str) -> Result<Self, DatesError> {
        Lexicon::parse(file, toml).map(Self)
    }

    /// As [`TimeReader::parse`], but `None` for a lexicon that leaves the words of time as they are built in.
    ///
    /// # Errors
    /// When the text is no TOML, or `[dates]` has a form or a word that can't be used.
    pub fn read(file: &str, toml: &str) -> Result<Option<Self>, DatesError> {
        Ok(Lexicon::read(file, toml)?.map(Self))
    }

    /// Appends the time expressions among `tokens` to `out`, as [`find`] does.
    pub fn find(&self, doc: &Document, tokens: Range<usize>, out: &mut Vec<TimeMention>) {
        by_sentence(&self.0, doc, &tokens, out);
    }
}

fn by_sentence(lexicon: &Lexicon, doc: &Document, tokens: &Range<usize>, out: &mut Vec<TimeMention>) {
    let first = doc.sentence_of(tokens.start);
    for sentence in doc.sentences.iter().skip(first).take_while(|s| s.tokens.start < tokens.end) {
        let part = sentence.tokens.start.max(tokens.start)..sentence.tokens.end.min(tokens.end);
        find_with(lexicon, doc, part, out);
    }
}

fn find_with(lexicon: &Lexicon, doc: &Document, tokens: Range<usize>, out: &mut Vec<TimeMention>) {
    let from = out.len();
    let mut fits: Vec<Fit> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        if !lexicon.grammar.may_begin(doc, at) {
            at += 1;
            continue;
        }
        lexicon.grammar.fits(doc, at, tokens.end, &mut fits);
        let mut next = at + 1;
        for fit in &fits {
            let rule = lexicon.grammar.rule(fit);
            if rule.kind == Kind::None {
                next = fit.end;
                break;
            }
            let Some(expr) = build(at, fit, &rule) else { continue };
            if is_meant(lexicon, doc, &tokens, at..fit.end, &expr) {
                // The stop that ends the sentence is not that of an abbreviation.
                let stop = fit.end == tokens.end && fit.end > at + 1 && doc.folded(fit.end - 1) == ".";
                out.push(TimeMention { tokens: at..fit.end - usize::from(stop), expr, role: Role::On });
                next = fit.end;
                break;
            }
        }
        at = next;
    }
    if out.len() > from {
        share_years(lexicon, doc, &mut out[from..]);
        for k in from..out.len() {
            let floor = if k > from { out[k - 1].tokens.end } else { tokens.start };
            let ceiling = out.get(k + 1).map_or(tokens.end, |n| n.tokens.start);
            finish(lexicon, doc, floor..ceiling, &mut out[k]);
        }
        join_pairs(lexicon, doc, tokens.start, from, out);
    }
}

/// 'on 3 February and 5 May 2013': the year stands once for both.
fn share_years(lexicon: &Lexicon, doc: &Document, mentions: &mut [TimeMention]) {
    for k in (1..mentions.len()).rev() {
        let (before, after) = mentions.split_at_mut(k);
        let (Some(a), Some(b)) = (before.last_mut(), after.first()) else { continue };
        let year = match &b.expr {
            Expr::Date(parts) => parts.year.filter(|_| parts.month.is_some()),
            Expr::Range(ends) => match &ends.0.expr {
                Expr::Date(parts) => parts.year.filter(|_| parts.month.is_some()),
                _ => None,
            },
            _ => None,
        };
        let gap = a.tokens.end..b.tokens.start;
        let connected =
            gap.len() <= 3 && !gap.is_empty() && gap.clone().all(|i| lexicon.connectors.at(doc, i, gap.end) == Some(1));
        if let (Some(year), Expr::Date(parts)) = (year, &mut a.expr)
            && connected
            && parts.month.is_some()
            && parts.year.is_none()
            && parts.rel.is_none()
            && parts.year_shift.is_none()
        {
            parts.year = Some(year);
        }
    }
}

/// Takes in the part of the day around a date and reads the preposition before it.
fn finish(lexicon: &Lexicon, doc: &Document, room: Range<usize>, mention: &mut TimeMention) {
    if is_day(&mention.expr) {
        if let Some(n) = lexicon.day_part_before.before(doc, mention.tokens.start, room.start) {
            mention.tokens.start -= n;
        }
        if let Some(n) = lexicon.day_part_after.at(doc, mention.tokens.end, room.end) {
            mention.tokens.end += n;
        }
    }
    // 'after Friday's fighting': the preposition is the noun's.
    if doc.possessive(mention.tokens.end).is_some_and(|owned| owned < room.end) {
        return;
    }
    let mut at = mention.tokens.start;
    for _ in 0..3 {
        let found = lexicon.roles.iter().filter_map(|(role, list)| Some((list.before(doc, at, room.start)?, *role)));
        if let Some((_, role)) = found.max_by_key(|(n, _)| *n) {
            set_role(mention, role);
            return;
        }
        let Some(n) = lexicon.articles.before(doc, at, room.start) else { return };
        at -= n;
    }
}

fn set_role(mention: &mut TimeMention, role: Role) {
    match (&mention.expr, role) {
        // 'depuis trois mois' is a day three months ago.
        (&Expr::Length { count, unit }, Role::Since) => {
            let count = Count { n: -count.n, ..count };
            mention.expr = Expr::Offset { count, unit: unit.max(super::expr::Unit::Day), from: From::News };
            mention.role = role;
        }
        (Expr::Length { .. } | Expr::Span { .. }, Role::During) => mention.role = role,
        (Expr::Length { .. }, _) | (_, Role::During) => {}
        _ => mention.role = role,
    }
}

fn is_day(expr: &Expr) -> bool {
    match expr {
        Expr::Date(parts) => parts.day.is_some() || parts.weekday.is_some(),
        Expr::Offset { unit, .. } | Expr::Unit { unit, .. } => *unit == super::expr::Unit::Day,
        _ => false,
    }
}

/// 'from 3 August 2012 to 5 May 2013', 'entre juin et la fin de l'année': two mentions that make one.
fn join_pairs(lexicon: &Lexicon, doc: &Document, floor: usize, from: usize, out: &mut Vec<TimeMention>) {
    let mut at = from;
    while at + 1 < out.len() {
        let (a, b) = (&out[at], &out[at + 1]);
        let joinable = |m: &TimeMention| m.is_date() && !matches!(m.expr, Expr::Range(_) | Expr::Span { .. });
        let paired = joinable(a)
            && joinable(b)
            && lexicon.pairs.iter().any(|(open, middle)| {
                let Some(n) = open.before(doc, a.tokens.start, floor) else { return false };
                let gap = a.tokens.end..b.tokens.start;
                let Some(m) = middle.at(doc, gap.start, gap.end) else { return false };
                // At most an article stands between the middle word and the second date.
                n > 0 && (gap.start + m..gap.end).all(|i| lexicon.articles.at(doc, i, gap.end) == Some(1))
            });
        if paired {
            let mut last = out.remove(at + 1);
            let mut first = out[at].clone();
            if let (Expr::Date(a), Expr::Date(b)) = (&mut first.expr, &mut last.expr) {
                share(a, b);
            }
            (first.role, last.role) = (Role::On, Role::On);
            let tokens = first.tokens.start..last.tokens.end;
            out[at] = TimeMention { tokens, expr: Expr::Range(Box::new((first, last))), role: Role::On };
        }
        at += 1;
    }
}
