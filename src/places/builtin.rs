//! The built-in words around place names.

use std::sync::OnceLock;

use super::words::PlaceWords;
use crate::article::Lang;
use crate::lexicon::builtin::{built, decode};

impl PlaceWords {
    /// The built-in words of a language.
    pub(super) fn of(lang: Lang) -> &'static Self {
        static EN: OnceLock<PlaceWords> = OnceLock::new();
        static FR: OnceLock<PlaceWords> = OnceLock::new();
        match lang {
            Lang::En => EN.get_or_init(|| decode(built!("en.places"))),
            Lang::Fr => FR.get_or_init(|| decode(built!("fr.places"))),
        }
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
