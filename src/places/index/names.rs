//! Names to rows: a finite-state map over folded token sequences, walked along the tokens of a document.
//!
//! Keys are folded words joined by single spaces ('nord kivu', 'n djili'), so hyphens, apostrophes, accents and case
//! agree by construction. Names in capitals of up to five letters ('US', 'RDC') are abbreviations: their keys keep
//! the capitals, and only words in capitals reach them.

use fst::raw::Output;

use crate::text::{Case, Document, TokenKind};

/// Longest abbreviation kept in capitals, in letters.
const ABBREVIATION: usize = 5;

/// Writes the key of a name to `key`; false when the name has no words.
pub(in crate::places) fn key_of(name: &str, key: &mut String) -> bool {
    key.clear();
    let doc = Document::new(name);
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    let capitals = (2..=ABBREVIATION).contains(&letters)
        && !name.chars().any(char::is_lowercase)
        && name.chars().next().is_some_and(char::is_uppercase);
    let raw = capitals && doc.tokens.iter().all(|t| t.case == Case::Upper || t.end - t.start == 1);
    for i in 0..doc.tokens.len() {
        if doc.tokens[i].kind == TokenKind::Punct {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(if raw { doc.word(i) } else { doc.folded(i) });
    }
    !key.is_empty()
}

/// Whether a stop inside a name ('St. Louis', 'U.S.') may be passed over: it is glued to a short word.
pub(in crate::places) fn is_inner_stop(doc: &Document, i: usize) -> bool {
    use crate::text::Join;
    let t = &doc.tokens[i];
    t.kind == TokenKind::Punct
        && t.join == Join::Glued
        && doc.word(i) == "."
        && i > 0
        && doc.tokens[i - 1].end - doc.tokens[i - 1].start <= 3
        && doc.tokens[i - 1].case != Case::Lower
}

/// A map from keys to numbers.
#[derive(Clone)]
pub(in crate::places) struct Names<D: AsRef<[u8]>> {
    map: fst::Map<D>,
}

impl<D: AsRef<[u8]>> std::fmt::Debug for Names<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Names({})", self.map.len())
    }
}

impl<D: AsRef<[u8]>> Names<D> {
    /// Over bytes that [`fst::MapBuilder`] wrote.
    pub(in crate::places) fn new(bytes: D) -> Result<Self, fst::Error> {
        Ok(Self { map: fst::Map::new(bytes)? })
    }

    /// The number of keys.
    pub(in crate::places) fn len(&self) -> usize {
        self.map.len()
    }

    /// The map itself, for searches with an automaton.
    pub(in crate::places) fn map(&self) -> &fst::Map<D> {
        &self.map
    }

    /// The number of one key.
    pub(in crate::places) fn get(&self, key: &str) -> Option<u64> {
        self.map.get(key)
    }

    /// The longest key that begins at token `start` and ends before `limit`: one past its last token, and its number.
    /// `raw` walks the words as written instead of folded. Allocates nothing.
    pub(in crate::places) fn longest(
        &self,
        doc: &Document,
        start: usize,
        limit: usize,
        raw: bool,
        may_follow: impl Fn(usize) -> bool,
    ) -> Option<(usize, u64)> {
        let fst = self.map.as_fst();
        let mut node = fst.root();
        let mut sum = Output::zero();
        let mut best = None;
        let mut i = start;
        while i < limit {
            let mut step = |byte: u8| -> bool {
                let Some(k) = node.find_input(byte) else { return false };
                let t = node.transition(k);
                sum = sum.cat(t.out);
                node = fst.node(t.addr);
                true
            };
            if i > start {
                if is_inner_stop(doc, i) {
                    i += 1;
                    continue;
                }
                if doc.tokens[i].kind == TokenKind::Punct || !may_follow(i) || !step(b' ') {
                    break;
                }
            }
            let word = if raw { doc.word(i) } else { doc.folded(i) };
            if !word.bytes().all(step) {
                break;
            }
            i += 1;
            if node.is_final() {
                best = Some((i, sum.cat(node.final_output()).value()));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> String {
        let mut key = String::new();
        key_of(name, &mut key);
        key
    }

    #[test]
    fn keys_agree_whatever_the_spelling() {
        for (a, b) in [
            ("Nord-Kivu", "nord kivu"),
            ("Côte d’Ivoire", "cote d'ivoire"),
            ("N'Djamena", "n djamena"),
            ("St. Louis", "st louis"),
            ("Ki\u{2010}tchanga", "Ki-Tchanga"),
        ] {
            assert_eq!(key(a), key(b), "{a}");
        }
    }

    #[test]
    fn abbreviations_keep_their_capitals() {
        assert_eq!(key("US"), "US");
        assert_eq!(key("U.S."), "U S");
        assert_eq!(key("Us"), "us");
        assert_eq!(key("GOMA"), "GOMA");
        assert_eq!(key("KITCHANGA"), "kitchanga");
    }
}
