//! How a phrase must be written to be what it stands for: capitals and accents.

use crate::text::Case;

/// Abbreviations of at most this many letters must stand in capitals: 'UN' is not the French 'un'.
const SHORT_NAME: usize = 4;

/// The capitals that a name needs.
pub(super) fn needed_case(name: &str) -> Case {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    if name.chars().count() <= SHORT_NAME && letters.clone().all(char::is_uppercase) {
        Case::Upper
    } else if letters.next().is_some_and(char::is_uppercase) {
        Case::Title
    } else {
        Case::Lower
    }
}

/// True for a word that ends in an accented é, singular or plural.
pub(super) fn ends_in_acute(word: &str) -> bool {
    let word = word.strip_suffix(['s', 'S']).unwrap_or(word);
    word.ends_with(['é', 'É']) || word.ends_with("e\u{301}")
}
