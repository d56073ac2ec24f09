//! The built-in words and forms of time expressions.

use super::lexicon::Lexicon;
use crate::article::Lang;
use crate::lexicon::builtin::{Builtin, built};

impl Lexicon {
    /// The built-in lexicon of a language.
    pub(super) fn of(lang: Lang) -> &'static Self {
        static WORDS: Builtin<Lexicon> = Builtin::new(built!("en.dates"), built!("fr.dates"));
        WORDS.of(lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_are_those_of_the_file() {
        let (en, fr) = (include_str!("../../lexicon/en.toml"), include_str!("../../lexicon/fr.toml"));
        for (lang, text, built) in
            [(Lang::En, en, built!("en.dates").as_slice()), (Lang::Fr, fr, built!("fr.dates").as_slice())]
        {
            let own = postcard::to_allocvec(&Lexicon::parse("own.toml", text).unwrap()).unwrap();
            assert!(own == built, "{lang:?}");
            assert!(postcard::to_allocvec(Lexicon::of(lang)).unwrap() == built, "{lang:?}");
        }
    }
}
