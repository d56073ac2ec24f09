//! Whether a clause tells of what is to come.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::resolve::Tense;
use crate::article::Lang;
use crate::text::{Document, TokenKind};

/// The tense of what is told around the tokens `at` of a sentence, from its small words: future after 'will', 'is due',
/// 'se tiendra' in the same clause, past otherwise. A reader that knows the verb can say better.
#[must_use]
pub fn tense(doc: &Document, sentence: Range<usize>, at: Range<usize>, lang: Lang) -> Tense {
    let Ok(lexicon) = Lexicon::of(lang) else { return Tense::Unknown };
    let sentence = sentence.start..sentence.end.min(doc.tokens.len());
    let ends_clause = |i: &usize| doc.tokens[*i].kind == TokenKind::Punct && doc.word(*i) != "'";
    let start = (sentence.start..at.start.min(sentence.end)).rev().find(ends_clause).map_or(sentence.start, |i| i + 1);
    let end = (at.end.min(sentence.end)..sentence.end).find(ends_clause).unwrap_or(sentence.end);
    let is_future = (start..end).any(|i| lexicon.future.at(doc, i, end).is_some());
    if is_future { Tense::Future } else { Tense::Past }
}
