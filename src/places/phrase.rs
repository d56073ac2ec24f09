//! Lists of words and phrases of one language, looked up forwards and backwards in a document.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::{Document, Sieve, TokenKind, Word, WordMap};

/// Phrases with a value each. A phrase matches consecutive words with no mark between them.
#[derive(Debug, Clone)]
pub(super) struct Phrases<T> {
    entries: Vec<(Box<[Word]>, T)>,
    /// Which words may begin and end a phrase: spares most words the look-up.
    firsts: Sieve,
    lasts: Sieve,
    by_first: WordMap<Vec<u32>>,
    by_last: WordMap<Vec<u32>>,
}

impl<T: Copy> Phrases<T> {
    /// Takes phrases as a lexicon writes them; they are cut and folded as articles are.
    pub(super) fn new<'p>(phrases: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let cut = |(phrase, value)| (Document::new(phrase).keys().into(), value);
        Self::of(phrases.into_iter().map(cut).collect())
    }

    /// Takes phrases as words; those of no word are left out.
    fn of(mut entries: Vec<(Box<[Word]>, T)>) -> Self {
        entries.retain(|(words, _)| !words.is_empty());
        let mut made = Self {
            entries: Vec::new(),
            firsts: Sieve::default(),
            lasts: Sieve::default(),
            by_first: WordMap::default(),
            by_last: WordMap::default(),
        };
        for ((words, _), n) in entries.iter().zip(0..) {
            let (Some(&first), Some(&last)) = (words.first(), words.last()) else { continue };
            made.firsts.add(first);
            made.lasts.add(last);
            made.by_first.entry(first).or_default().push(n);
            made.by_last.entry(last).or_default().push(n);
        }
        // The longest phrase first, so that 'site minier' is found before 'site'.
        for list in made.by_first.values_mut().chain(made.by_last.values_mut()) {
            list.sort_by_key(|&n| std::cmp::Reverse(entries[n as usize].0.len()));
        }
        made.entries = entries;
        made
    }

    /// The longest phrase that begins at token `i`: one past its last token, and its value.
    pub(super) fn at(&self, doc: &Document, i: usize) -> Option<(usize, T)> {
        let list = self.starting(doc.key(i))?;
        list.iter().find_map(|&n| {
            let (words, value) = &self.entries[n as usize];
            matches(doc, i, words).then_some((i + words.len(), *value))
        })
    }

    /// The longest phrase that ends before token `end`: its first token, and its value.
    pub(super) fn before(&self, doc: &Document, end: usize) -> Option<(usize, T)> {
        let word = doc.key(end.checked_sub(1)?);
        let list = if self.lasts.may_hold(word) { self.by_last.get(&word)? } else { return None };
        list.iter().find_map(|&n| {
            let (words, value) = &self.entries[n as usize];
            let start = end.checked_sub(words.len())?;
            matches(doc, start, words).then_some((start, *value))
        })
    }

    /// True when token `i` alone is one of the phrases.
    pub(super) fn has(&self, doc: &Document, i: usize) -> bool {
        self.has_word(doc.key(i))
    }

    /// The phrases that begin with a word, the longest first.
    fn starting(&self, word: Word) -> Option<&[u32]> {
        if self.firsts.may_hold(word) { self.by_first.get(&word).map(Vec::as_slice) } else { None }
    }

    /// The value of a one-word phrase.
    pub(super) fn value_of(&self, word: Word) -> Option<T> {
        let list = self.starting(word)?;
        list.iter().map(|&n| &self.entries[n as usize]).find(|(words, _)| words.len() == 1).map(|(_, value)| *value)
    }

    /// True when a word alone is one of the phrases.
    pub(super) fn has_word(&self, word: Word) -> bool {
        self.starting(word).is_some_and(|list| list.iter().any(|&n| self.entries[n as usize].0.len() == 1))
    }
}

// Written are the phrases alone: how to look them up follows from them.
impl<T: Serialize> Serialize for Phrases<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.entries.serialize(to)
    }
}

impl<'de, T: Copy + Deserialize<'de>> Deserialize<'de> for Phrases<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(Self::of)
    }
}

fn matches(doc: &Document, start: usize, words: &[Word]) -> bool {
    doc.keys().get(start..start + words.len()) == Some(words)
        && doc.tokens[start..start + words.len()].iter().all(|t| t.kind != TokenKind::Punct)
}
