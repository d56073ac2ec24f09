//! The words of phrases, numbered, and what the scan asks of each.

use serde::{Deserialize, Serialize};

use super::automaton::{Builder, NO_WORD};
use super::tag::Tag;
use crate::text::{Document, Word, WordMap, fold};

/// Words by number.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Word>", into = "Vec<Word>")]
pub(super) struct Numbers(WordMap<u32>);

impl Numbers {
    /// The number of a word, a new one when no phrase has it yet.
    pub(super) fn add(&mut self, word: Word) -> u32 {
        let fresh = self.0.len() as u32;
        *self.0.entry(word).or_insert(fresh)
    }

    /// The number of a word, [`NO_WORD`] for one that no phrase has.
    #[inline]
    pub(super) fn of(&self, word: Word) -> u32 {
        self.0.get(&word).copied().unwrap_or(NO_WORD)
    }
}

impl From<Vec<Word>> for Numbers {
    /// Words in the order of their numbers.
    fn from(words: Vec<Word>) -> Self {
        Self(words.into_iter().zip(0..).collect())
    }
}

impl From<Numbers> for Vec<Word> {
    fn from(numbers: Numbers) -> Self {
        let mut words: Vec<(u32, Word)> = numbers.0.into_iter().map(|(word, number)| (number, word)).collect();
        words.sort_unstable();
        words.into_iter().map(|(_, word)| word).collect()
    }
}

/// What the scan asks of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself; no two of them make a state")]
pub(super) struct WordTraits {
    /// A name of the region may begin with it.
    pub(super) named: bool,
    /// A verb may that other words part.
    pub(super) parted: bool,
    /// A sign of war may begin with it.
    pub(super) sign: bool,
    /// An article may, or is it.
    pub(super) article: bool,
    /// A pronoun may.
    pub(super) pronoun: bool,
    /// It announces who did what is told in the passive, or to whom it was done: 'by', 'from'.
    pub(super) party: bool,
    /// It may part verbs of several words: days, hours, adverbs.
    pub(super) aside: bool,
    /// It is short, and the lexicon knows a form of it with an accent.
    pub(super) accented: bool,
}

/// The words of a language's phrases and of a region's names.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Vocabulary {
    pub(super) numbers: Numbers,
    /// By number.
    traits: Vec<WordTraits>,
}

impl Vocabulary {
    /// Adds a phrase as it would be written ("prise d'otages"); it is cut and folded like a text. Gives the number of
    /// its first word; empty ones have none and are ignored.
    pub(super) fn add(
        &mut self,
        phrases: &mut Builder,
        phrase: &str,
        tag: Tag,
        parting: bool,
        behind: Option<u64>,
    ) -> Option<u32> {
        let mut lead = None;
        let mut number = |word: Word| {
            let word = self.numbers.add(word);
            lead = lead.or(Some(word));
            word
        };
        // Most phrases are small letters and spaces, and need no cutting.
        if phrase.bytes().all(|b| b.is_ascii_lowercase() || b == b' ') {
            let words = phrase.split_ascii_whitespace().map(Word::of).map(&mut number);
            phrases.add(words, tag, parting, behind);
        } else {
            let doc = Document::new(phrase);
            phrases.add(doc.keys().iter().copied().map(&mut number), tag, parting, behind);
        }
        lead
    }

    /// The number of a phrase that is one word; `None` for one that is not.
    pub(super) fn word(&mut self, phrase: &str) -> Option<u32> {
        let doc = Document::new(phrase);
        let alone = doc.tokens.len() == 1 && doc.folded(0) == fold(phrase);
        alone.then(|| self.numbers.add(doc.key(0)))
    }

    /// What is known of a word by its number.
    #[inline]
    pub(super) fn traits(&self, word: u32) -> WordTraits {
        self.traits.get(word as usize).copied().unwrap_or_default()
    }

    pub(super) fn traits_mut(&mut self, word: u32) -> &mut WordTraits {
        let word = word as usize;
        if self.traits.len() <= word {
            self.traits.resize(word + 1, WordTraits::default());
        }
        &mut self.traits[word]
    }
}
