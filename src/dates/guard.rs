//! Figures and words that look like a time and are none.

use std::ops::Range;

use super::expr::{DateParts, Expr};
use super::lexicon::Lexicon;
use crate::text::{Case, Document, Join, TokenKind};

/// False when the tokens are meant otherwise: 'May' the verb, 2000 people, 'in May 10 people'.
pub(super) fn is_meant(
    lexicon: &Lexicon,
    doc: &Document,
    sentence: &Range<usize>,
    tokens: Range<usize>,
    expr: &Expr,
) -> bool {
    // A word said twice is a name: '2 Mai-Mai'.
    let last = tokens.end - 1;
    if tokens.end < sentence.end
        && doc.tokens[tokens.end].join == Join::Hyphen
        && doc.folded(tokens.end) == doc.folded(last)
    {
        return false;
    }
    let Expr::Date(parts) = expr else { return true };
    let licensed = tokens.start > sentence.start
        && (1..=2).any(|n| {
            lexicon.licence.before(doc, tokens.start, sentence.start.max(tokens.start.saturating_sub(n))).is_some()
        });
    let counted = lexicon.counted.at(doc, tokens.end, sentence.end).is_some();
    if let Some(year) = parts.year
        && only_year(parts)
        && tokens.len() == 1
    {
        return !counted && (licensed || stands_as_year(doc, sentence, tokens.start, year));
    }
    // The day that ends the expression may count what follows: 'in May 10 people died'.
    let ends_in_day = parts.day.is_some() && parts.year.is_none() && is_figure(doc, tokens.end - 1);
    if ends_in_day && parts.month.is_some() {
        let month_only = lexicon.month_only.before(doc, tokens.start, sentence.start).is_some();
        let begins_with_weekday = parts.weekday.is_some();
        let goes_on = tokens.end < sentence.end
            && doc.tokens[tokens.end].kind == TokenKind::Word
            && lexicon.licence.at(doc, tokens.end, sentence.end).is_none()
            && lexicon.connectors.at(doc, tokens.end, sentence.end).is_none();
        if (month_only && goes_on && !begins_with_weekday) || (counted && !precedes_on(doc, &tokens, sentence)) {
            return false;
        }
    }
    let ends_in_stop = tokens.len() > 1 && doc.folded(last) == ".";
    let word = last - usize::from(ends_in_stop);
    let ambiguous = lexicon.ambiguous.at(doc, word, word + 1) == Some(1);
    if word == tokens.start && ambiguous {
        // 'déjà, sept civils'
        let number = !ends_in_stop && lexicon.numerals.at(doc, word, word + 1).is_some();
        return !number && licensed && !counted && doc.tokens[word].case != Case::Upper;
    }
    // 'the fall' of a town.
    !(ambiguous && parts.season.is_some() && parts.year.is_none() && parts.rel.is_none() && parts.year_shift.is_none())
}

fn precedes_on(doc: &Document, tokens: &Range<usize>, sentence: &Range<usize>) -> bool {
    tokens.start > sentence.start && doc.folded(tokens.start - 1) == "on"
}

fn only_year(p: &DateParts) -> bool {
    p.month.is_none()
        && p.day.is_none()
        && p.season.is_none()
        && p.quarter.is_none()
        && p.half.is_none()
        && p.edge.is_none()
}

fn is_figure(doc: &Document, i: usize) -> bool {
    doc.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number)
}

/// A figure of four digits without a preposition: a year when it can be one of modern times and nothing is counted by
/// it ('the 2002 bombings', 'Goma, 2012.').
fn stands_as_year(doc: &Document, sentence: &Range<usize>, at: usize, year: i32) -> bool {
    if !(1800..2100).contains(&year) {
        return false;
    }
    let next_is_end = at + 1 >= sentence.end || doc.tokens[at + 1].kind == TokenKind::Punct;
    let previous = if at > sentence.start { doc.folded(at - 1) } else { "" };
    // A heading: '2004: the war spreads', '2004'.
    if at == sentence.start && (sentence.len() == 1 || doc.folded(at + 1) == ":") {
        return true;
    }
    let determined = matches!(previous, "the" | "a" | "an" | "its" | "their" | "his" | "la" | "le" | "les" | "l");
    determined || (next_is_end && at > sentence.start && doc.tokens[at - 1].kind == TokenKind::Punct)
}
