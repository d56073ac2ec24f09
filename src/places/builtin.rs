//! The built-in words around place names.

use super::words::PlaceWords;
use crate::article::Lang;
use crate::lexicon::builtin::{Builtin, built};

impl PlaceWords {
    /// The built-in words of a language.
    pub(super) fn of(lang: Lang) -> &'static Self {
        static WORDS: Builtin<PlaceWords> = Builtin::new(built!("en.places"), built!("fr.places"));
        WORDS.of(lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Word;

    #[test]
    fn the_built_in_words_are_those_of_the_file() {
        let (en, fr) = (include_str!("../../lexicon/en.toml"), include_str!("../../lexicon/fr.toml"));
        for (lang, text, built) in
            [(Lang::En, en, built!("en.places").as_slice()), (Lang::Fr, fr, built!("fr.places").as_slice())]
        {
            let own = postcard::to_allocvec(&PlaceWords::parse("own.toml", text).unwrap().unwrap()).unwrap();
            assert!(own == built, "{lang:?}");
            assert!(postcard::to_allocvec(PlaceWords::of(lang)).unwrap() == built, "{lang:?}");
            assert!(PlaceWords::of(lang).kinds.has_word(Word::of("village")));
        }
    }
}
