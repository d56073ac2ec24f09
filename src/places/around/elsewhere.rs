//! What the rest of a text tells of a word: gathered once, when it is first asked for.

use std::cell::OnceCell;

use crate::places::words::PlaceWords;
use crate::text::{Case, Document, Join, TokenKind, WordMap};

/// A person has as many names before the last one, with a title of one word.
const LONGEST_PERSON: usize = 4;

/// The words of one text that are told of in a way that says what they are.
#[derive(Default)]
pub(in crate::places) struct Elsewhere {
    /// By the last word of a name with a title before it: how many such names there are, and where the last one ends.
    titled: OnceCell<WordMap<(usize, usize)>>,
    /// The words written small.
    small: OnceCell<WordMap<()>>,
}

impl Elsewhere {
    /// True when the word of token `i` somewhere else ends a name with a title before it: 'between Trump and Abadi' in a text
    /// that tells of 'President Donald Trump'.
    pub(in crate::places) fn is_titled(&self, doc: &Document, words: &PlaceWords, i: usize) -> bool {
        let titled = self.titled.get_or_init(|| titled(doc, words));
        titled.get(&doc.key(i)).is_some_and(|&(times, last)| times > 1 || last != i)
    }

    /// True when the word of token `i` stands in the text in small letters.
    pub(in crate::places) fn is_small(&self, doc: &Document, i: usize) -> bool {
        let small = |k: &usize| doc.tokens[*k].case == Case::Lower;
        let all = || (0..doc.tokens.len()).filter(small).map(|k| (doc.key(k), ())).collect();
        self.small.get_or_init(all).contains_key(&doc.key(i))
    }
}

fn titled(doc: &Document, words: &PlaceWords) -> WordMap<(usize, usize)> {
    let mut out: WordMap<(usize, usize)> = WordMap::default();
    let capital = |k: usize| doc.tokens[k].case != Case::Lower && doc.tokens[k].kind == TokenKind::Word;
    for sentence in &doc.sentences {
        let first = sentence.tokens.start;
        for at in sentence.tokens.clone() {
            let next = doc.tokens.get(at + 1);
            if !next.is_none_or(|next| next.join != Join::Space || next.case == Case::Lower) {
                continue;
            }
            let start = (first..at).rev().take(LONGEST_PERSON).take_while(|&k| capital(k)).last().unwrap_or(at);
            if words.titles.before(doc, start).is_some() || (start..at).any(|k| words.titles.has(doc, k)) {
                let (times, last) = out.entry(doc.key(at)).or_default();
                (*times, *last) = (*times + 1, at);
            }
        }
    }
    out
}
