//! A lexicon and the names of a region, made ready for the scan.

use super::automaton::Builder;
use super::compile::Lexicon;
use super::scan::Scanner;
use super::tag::Tag;
use super::vocabulary::Vocabulary;
use super::written::needed_case;
use crate::article::Lang;
use crate::region::{ActorKind, Region};

impl Scanner {
    /// Puts a language's lexicon and a region's names together.
    #[must_use]
    pub fn new(lexicon: Lexicon, region: &Region) -> Self {
        let Lexicon { lang, rules, mut vocabulary, phrases, tails, short } = lexicon;
        let mut names = Builder::default();
        for (number, actor) in region.actors.iter().enumerate() {
            for name in [&actor.id, &actor.name].into_iter().chain(&actor.alt_names) {
                let tag = Tag::Actor { actor: number as u16, case: needed_case(name) };
                add_name(&mut vocabulary, &mut names, name, tag, actor.kind != ActorKind::Civilians);
            }
        }
        for (number, place) in region.places.iter().enumerate().filter(|(_, place)| !place.adjectives.is_empty()) {
            let tag = Tag::Nationality(number as u32);
            for adjective in &place.adjectives {
                add_name(&mut vocabulary, &mut names, adjective, tag, false);
            }
            // 'Russia's defence ministry' is the Russian one.
            if lang == Lang::En {
                add_name(&mut vocabulary, &mut names, &format!("{}'s", place.name), tag, false);
            }
        }
        Self { lang, rules, vocabulary, phrases, names: names.finish(), tails, short }
    }
}

/// Adds a name of the region, which may be a sign of war.
fn add_name(words: &mut Vocabulary, names: &mut Builder, name: &str, tag: Tag, sign: bool) {
    if let Some(lead) = words.add(names, name, tag, false, None) {
        let traits = words.traits_mut(lead);
        traits.named = true;
        traits.sign |= sign;
    }
}
