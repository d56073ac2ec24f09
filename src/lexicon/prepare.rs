//! A lexicon and the names of a region, made ready for the scan.

use hashbrown::HashMap;

use super::automaton::{Builder, Numbers, bit};
use super::load::{Lexicon, either};
use super::scan::{Scanner, WordTraits, is_verb};
use super::tag::{Grammar, Tag};
use super::told::is_sign;
use super::written::needed_case;
use crate::article::Lang;
use crate::region::{ActorKind, Region};
use crate::text::{Document, Word, fold};

impl Scanner {
    /// Puts a language's lexicon and a region's names together.
    #[must_use]
    pub fn new(lexicon: &Lexicon, region: &Region) -> Self {
        let mut made = Draft::default();
        let mut tail =
            |phrase: String| Document::new(&phrase).keys().iter().map(|&word| made.numbers.add(word)).collect();
        let tails: Vec<Vec<Vec<u32>>> =
            lexicon.tails.iter().map(|tail_words| either(tail_words).into_iter().map(&mut tail).collect()).collect();
        let mut phrases = Builder::default();
        for (phrase, tag) in &lexicon.phrases {
            if matches!(tag, Tag::Grammar(Grammar::Aside)) {
                if let Some(word) = made.word(phrase) {
                    made.traits_of(word).aside = true;
                }
                continue;
            }
            let behind = match tag {
                Tag::Trigger { tail: Some(tail), .. } => Some(bits(&tails[usize::from(*tail)])),
                _ => None,
            };
            let parted = is_verb(*tag) && phrase.contains(' ');
            let lead = made.add(&mut phrases, phrase, *tag, parted, behind);
            if let Some(lead) = lead {
                let traits = made.traits_of(lead);
                traits.parted |= parted;
                traits.sign |= is_sign(*tag, &lexicon.rules);
                traits.leads |= matches!(tag, Tag::Trigger { .. });
                traits.peace |= matches!(tag, Tag::NotWar);
                traits.article |= matches!(tag, Tag::Grammar(Grammar::Article));
                traits.pronoun |= matches!(tag, Tag::Grammar(Grammar::Pronoun));
            }
            if phrase.chars().count() <= 2
                && let Some(word) = made.word(phrase)
            {
                let accented = !phrase.is_ascii();
                made.short.entry(word).or_default().push((*tag, accented));
                made.traits_of(word).accented |= accented;
            }
        }
        let mut names = Builder::default();
        for (number, actor) in region.actors.iter().enumerate() {
            for name in [&actor.id, &actor.name].into_iter().chain(&actor.alt_names) {
                let tag = Tag::Actor { actor: number as u16, case: needed_case(name) };
                made.add_name(&mut names, name, tag, actor.kind != ActorKind::Civilians);
            }
        }
        for (number, place) in region.places.iter().enumerate().filter(|(_, place)| !place.adjectives.is_empty()) {
            let tag = Tag::Nationality(number as u32);
            for adjective in &place.adjectives {
                made.add_name(&mut names, adjective, tag, false);
            }
            // 'Russia's defence ministry' is the Russian one.
            if lexicon.lang == Lang::En {
                made.add_name(&mut names, &format!("{}'s", place.name), tag, false);
            }
        }
        Self {
            lang: lexicon.lang,
            rules: lexicon.rules.clone(),
            numbers: made.numbers,
            phrases: phrases.finish(),
            names: names.finish(),
            traits: made.traits,
            tails,
            short: made.short,
        }
    }
}

/// What is gathered while phrases are added.
#[derive(Default)]
struct Draft {
    numbers: Numbers,
    traits: Vec<WordTraits>,
    short: HashMap<u32, Vec<(Tag, bool)>>,
}

impl Draft {
    /// Adds a phrase as it would be written ("prise d'otages"); it is cut and folded like a text. Gives the number of
    /// its first word; empty ones have none and are ignored.
    fn add(
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

    /// Adds a name of the region, which may be a sign of war.
    fn add_name(&mut self, names: &mut Builder, name: &str, tag: Tag, sign: bool) {
        if let Some(lead) = self.add(names, name, tag, false, None) {
            let traits = self.traits_of(lead);
            traits.named = true;
            traits.sign |= sign;
        }
    }

    /// The number of a phrase that is one word; `None` for one that is not.
    fn word(&mut self, phrase: &str) -> Option<u32> {
        let doc = Document::new(phrase);
        let alone = doc.tokens.len() == 1 && doc.folded(0) == fold(phrase);
        alone.then(|| self.numbers.add(doc.key(0)))
    }

    fn traits_of(&mut self, word: u32) -> &mut WordTraits {
        let word = word as usize;
        if self.traits.len() <= word {
            self.traits.resize(word + 1, WordTraits::default());
        }
        &mut self.traits[word]
    }
}

/// The bits of the first words of some phrases.
fn bits(phrases: &[Vec<u32>]) -> u64 {
    phrases.iter().fold(0, |bits, phrase| bits | phrase.first().map_or(u64::MAX, |&first| bit(first)))
}
