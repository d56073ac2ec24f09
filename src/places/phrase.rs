//! Lists of words and phrases of one language, looked up forwards and backwards in a document.

use hashbrown::HashMap;

use crate::text::{Document, Sieve, TokenKind};

/// Phrases with a value each. A phrase matches consecutive words with no mark between them.
#[derive(Debug, Clone)]
pub(super) struct Phrases<T> {
    entries: Vec<(Vec<Box<str>>, T)>,
    /// Which words may begin and end a phrase: spares most words the look-up.
    firsts: Sieve,
    lasts: Sieve,
    by_first: HashMap<Box<str>, Vec<u32>>,
    by_last: HashMap<Box<str>, Vec<u32>>,
}

impl<T: Copy> Phrases<T> {
    /// Takes phrases as a lexicon writes them; they are cut and folded as articles are.
    pub(super) fn new<'p>(phrases: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let mut made = Self {
            entries: Vec::new(),
            firsts: Sieve::default(),
            lasts: Sieve::default(),
            by_first: HashMap::new(),
            by_last: HashMap::new(),
        };
        for (phrase, value) in phrases {
            let doc = Document::new(phrase);
            let words: Vec<Box<str>> = (0..doc.tokens.len()).map(|i| doc.folded(i).into()).collect();
            let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) else { continue };
            let n = made.entries.len() as u32;
            made.firsts.add(&first);
            made.lasts.add(&last);
            made.by_first.entry(first).or_default().push(n);
            made.by_last.entry(last).or_default().push(n);
            made.entries.push((words, value));
        }
        // The longest phrase first, so that 'site minier' is found before 'site'.
        let entries = &made.entries;
        for list in made.by_first.values_mut().chain(made.by_last.values_mut()) {
            list.sort_by_key(|&n| std::cmp::Reverse(entries[n as usize].0.len()));
        }
        made
    }

    /// The longest phrase that begins at token `i`: one past its last token, and its value.
    pub(super) fn at(&self, doc: &Document, i: usize) -> Option<(usize, T)> {
        let list = self.starting(doc.folded(i))?;
        list.iter().find_map(|&n| {
            let (words, value) = &self.entries[n as usize];
            matches(doc, i, words).then_some((i + words.len(), *value))
        })
    }

    /// The longest phrase that ends before token `end`: its first token, and its value.
    pub(super) fn before(&self, doc: &Document, end: usize) -> Option<(usize, T)> {
        let word = doc.folded(end.checked_sub(1)?);
        let list = if self.lasts.may_hold(word) { self.by_last.get(word)? } else { return None };
        list.iter().find_map(|&n| {
            let (words, value) = &self.entries[n as usize];
            let start = end.checked_sub(words.len())?;
            matches(doc, start, words).then_some((start, *value))
        })
    }

    /// True when token `i` alone is one of the phrases.
    pub(super) fn has(&self, doc: &Document, i: usize) -> bool {
        self.has_word(doc.folded(i))
    }

    /// The phrases that begin with a word, the longest first.
    fn starting(&self, word: &str) -> Option<&[u32]> {
        if self.firsts.may_hold(word) { self.by_first.get(word).map(Vec::as_slice) } else { None }
    }

    /// The value of the one-word phrase `folded`.
    pub(super) fn value_of(&self, folded: &str) -> Option<T> {
        let list = self.starting(folded)?;
        list.iter().map(|&n| &self.entries[n as usize]).find(|(words, _)| words.len() == 1).map(|(_, value)| *value)
    }

    /// True when `folded` alone is one of the phrases.
    pub(super) fn has_word(&self, folded: &str) -> bool {
        self.starting(folded).is_some_and(|list| list.iter().any(|&n| self.entries[n as usize].0.len() == 1))
    }
}

fn matches(doc: &Document, start: usize, words: &[Box<str>]) -> bool {
    start + words.len() <= doc.tokens.len()
        && words.iter().enumerate().all(|(k, w)| doc.folded(start + k) == &**w)
        && doc.tokens[start..start + words.len()].iter().all(|t| t.kind != TokenKind::Punct)
}
