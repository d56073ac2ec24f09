//! The built-in lexicons and models, as `build.rs` left them.

use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use super::Lexicon;
use crate::article::Lang;

/// A file that the build has made.
macro_rules! built {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name))
    };
}
pub(crate) use built;

/// What such a file holds.
///
/// # Panics
/// Never: the files are part of the program, written by its own build with the same types.
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads each")]
pub(crate) fn decode<T: DeserializeOwned>(file: &[u8]) -> T {
    postcard::from_bytes(file).expect("the build wrote what this type reads")
}

/// A part of the built-in lexicons, made when it is first asked for.
pub(crate) struct Builtin<T> {
    /// As the build left it, for English and French.
    files: [&'static [u8]; 2],
    made: [OnceLock<T>; 2],
}

impl<T: DeserializeOwned> Builtin<T> {
    pub(crate) const fn new(en: &'static [u8], fr: &'static [u8]) -> Self {
        Self { files: [en, fr], made: [OnceLock::new(), OnceLock::new()] }
    }

    /// The part of a language.
    pub(crate) fn of(&self, lang: Lang) -> &T {
        let n = usize::from(lang == Lang::Fr);
        self.made[n].get_or_init(|| decode(self.files[n]))
    }
}

impl Lexicon {
    /// The built-in lexicon of a language.
    #[must_use]
    pub fn builtin(lang: Lang) -> Self {
        decode(match lang {
            Lang::En => built!("en.words"),
            Lang::Fr => built!("fr.words"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lexicon_is_the_file() {
        let (en, fr) = (include_str!("../../lexicon/en.toml"), include_str!("../../lexicon/fr.toml"));
        for (lang, text, built) in
            [(Lang::En, en, built!("en.words").as_slice()), (Lang::Fr, fr, built!("fr.words").as_slice())]
        {
            let own = postcard::to_allocvec(&Lexicon::parse(lang, "own.toml", text).unwrap()).unwrap();
            assert!(own == built, "{lang:?}");
            assert!(postcard::to_allocvec(&Lexicon::builtin(lang)).unwrap() == built, "{lang:?}");
        }
    }
}
