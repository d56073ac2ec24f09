//! Whether a clause tells of what is to come.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::resolve::Tense;
use crate::article::Lang;
use crate::text::{Case, Document, TokenKind};

/// The tense of what is told around the tokens `at` of a sentence, from its small words: future after 'will', 'is due',
/// 'se tiendra' in the same clause, past otherwise. A reader that knows the verb can say better.
#[must_use]
pub fn tense(doc: &Document, sentence: Range<usize>, at: Range<usize>, lang: Lang) -> Tense {
    let lexicon = Lexicon::of(lang);
    let sentence = sentence.start..sentence.end.min(doc.tokens.len());
    let ends_clause = |i: &usize| doc.tokens[*i].kind == TokenKind::Punct && doc.word(*i) != "'";
    let start = (sentence.start..at.start.min(sentence.end)).rev().find(ends_clause).map_or(sentence.start, |i| i + 1);
    let end = (at.end.min(sentence.end)..sentence.end).find(ends_clause).unwrap_or(sentence.end);
    let ends_so = |i: usize| {
        let word = doc.folded(i);
        doc.tokens[i].case == Case::Lower && lexicon.future_endings.iter().any(|e| word.ends_with(e.as_str()))
    };
    let is_future = (start..end).any(|i| lexicon.future.at(doc, i, end).is_some() || ends_so(i));
    if is_future { Tense::Future } else { Tense::Past }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_and_endings_tell_the_future() {
        for (text, lang, expected) in [
            ("They will meet on Friday", Lang::En, Tense::Future),
            ("Talks are due on Friday", Lang::En, Tense::Future),
            ("They met on Friday", Lang::En, Tense::Past),
            ("They met on Friday, and talks will go on", Lang::En, Tense::Past),
            ("Ils partiront vendredi", Lang::Fr, Tense::Future),
            ("Le sommet se tiendra vendredi", Lang::Fr, Tense::Future),
            ("Le front a bougé vendredi", Lang::Fr, Tense::Past),
            ("Le choléra a tué vendredi", Lang::Fr, Tense::Past),
        ] {
            let doc = Document::new(text);
            let at = (0..doc.tokens.len()).find(|&i| matches!(doc.folded(i), "friday" | "vendredi")).unwrap();
            assert_eq!(tense(&doc, 0..doc.tokens.len(), at..at + 1, lang), expected, "{text}");
        }
    }
}
