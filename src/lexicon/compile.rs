//! From the entries of a lexicon file to what the scan works on.
//!
//! What [`Lexicon`] holds does not depend on a region: for the built-in lexicons `build.rs` makes it, and the program
//! only reads it in. For a user's own it is made by the same code at start.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::automaton::{Automaton, Builder, bit};
use super::load::{Entries, LexiconError, either};
use super::tag::{Grammar, Tag, TriggerRule};
use super::vocabulary::Vocabulary;
use crate::article::Lang;
use crate::text::Document;

/// A language, ready for the scan but for the names of a region.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Lexicon {
    pub(super) lang: Lang,
    pub(super) rules: Vec<TriggerRule>,
    pub(super) vocabulary: Vocabulary,
    pub(super) phrases: Automaton,
    pub(super) tails: Tails,
    pub(super) short: Short,
}

/// The last words of triggers with a gap, by number: any of some phrases.
pub(super) type Tails = Vec<Vec<Vec<u32>>>;

/// Short words that only an accent tells apart ('a' and 'à', 'ou' and 'où'), by number: what the lexicon has them for,
/// and whether it writes them with an accent.
pub(super) type Short = BTreeMap<u32, Vec<(Tag, bool)>>;

impl Lexicon {
    /// A lexicon from the text of its file. `path` only stands in errors.
    ///
    /// # Errors
    /// When it has not the form of a lexicon.
    pub fn parse(lang: Lang, path: &str, text: &str) -> Result<Self, LexiconError> {
        Ok(Self::new(Entries::parse(lang, path, text)?))
    }

    fn new(entries: Entries) -> Self {
        let mut words = Vocabulary::default();
        let mut tail =
            |phrase: String| Document::new(&phrase).keys().iter().map(|&word| words.numbers.add(word)).collect();
        let tails: Tails =
            entries.tails.iter().map(|tail_words| either(tail_words).into_iter().map(&mut tail).collect()).collect();
        let mut phrases = Builder::default();
        let mut short = Short::new();
        for (phrase, tag) in &entries.phrases {
            if matches!(tag, Tag::Grammar(Grammar::Aside)) {
                if let Some(word) = words.word(phrase) {
                    words.traits_mut(word).aside = true;
                }
                continue;
            }
            let behind = match tag {
                Tag::Trigger { tail: Some(tail), .. } => Some(bits(&tails[usize::from(*tail)])),
                _ => None,
            };
            let parted = tag.is_verb() && phrase.contains(' ');
            let lead = words.add(&mut phrases, phrase, *tag, parted, behind);
            if let Some(lead) = lead {
                let traits = words.traits_mut(lead);
                traits.parted |= parted;
                traits.sign |= tag.is_sign(&entries.rules);
                traits.article |= matches!(tag, Tag::Grammar(Grammar::Article));
                traits.pronoun |= matches!(tag, Tag::Grammar(Grammar::Pronoun));
                // The French 'depuis' tells of times.
                let from = matches!(tag, Tag::Grammar(Grammar::From)) && entries.lang == Lang::En;
                traits.party |= (from || matches!(tag, Tag::Grammar(Grammar::By))) && !phrase.contains(' ');
            }
            if phrase.chars().count() <= 2
                && let Some(word) = words.word(phrase)
            {
                let accented = !phrase.is_ascii();
                short.entry(word).or_default().push((*tag, accented));
                words.traits_mut(word).accented |= accented;
            }
        }
        let Entries { lang, rules, .. } = entries;
        Self { lang, rules, vocabulary: words, phrases: phrases.finish(), tails, short }
    }
}

/// The bits of the first words of some phrases.
fn bits(phrases: &[Vec<u32>]) -> u64 {
    phrases.iter().fold(0, |bits, phrase| bits | phrase.first().map_or(u64::MAX, |&first| bit(first)))
}
