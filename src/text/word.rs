//! Words as numbers: what is asked of a word again and again is asked by number, without a look at its letters.

use std::hash::{BuildHasherDefault, Hasher};

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

/// A folded word as a number of 64 bits, the same on all machines and in all runs. Equal words have equal numbers;
/// that two of the words of all lexicons, tables and texts share one is left to chance: it has never been seen, and
/// would cost a misreading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Word(u64);

/// What is asked of words, by word.
pub(crate) type WordMap<V> = HashMap<Word, V, BuildHasherDefault<AsItIs>>;

/// An odd number without a pattern: the golden ratio's fraction.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// Letters that are looked at together.
const CHUNK: usize = 8;

impl Word {
    /// Of no letters; also what stands behind the end of a text.
    pub const NONE: Self = Self(0);

    /// The number of a folded word.
    #[must_use]
    pub fn of(folded: &str) -> Self {
        Self::at(folded, 0, folded.len())
    }

    /// The number of the folded word that stands at bytes `start..end` of a text. Bytes behind it are read and left out
    /// again, which is faster than not to read them.
    #[inline]
    pub(super) fn at(text: &str, start: usize, end: usize) -> Self {
        let bytes = text.as_bytes();
        let (mut at, mut hash) = (start, (end - start) as u64);
        while at < end {
            let chunk = match bytes.get(at..at + CHUNK) {
                Some(chunk) => u64::from_le_bytes(chunk.try_into().unwrap_or_default()),
                None => last_chunk(&bytes[at..]),
            };
            let over = (at + CHUNK).saturating_sub(end);
            hash = mix(hash ^ (chunk << (8 * over)));
            at += CHUNK;
        }
        Self(hash)
    }

    /// The number of a word of at most eight letters; `chunk` is these and whatever follows them.
    #[inline]
    pub(super) fn of_chunk(chunk: u64, letters: usize) -> Self {
        Self(mix(letters as u64 ^ (chunk << (8 * (CHUNK - letters)))))
    }

    /// The number itself.
    #[inline]
    pub(crate) fn bits(self) -> u64 {
        self.0
    }
}

/// Every bit of the result depends on every bit of `x`, and no two give the same.
#[inline]
fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 32)).wrapping_mul(MIX);
    (x ^ (x >> 29)).wrapping_mul(MIX)
}

/// Less than eight bytes at the end of a text, as if zeros followed.
fn last_chunk(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |chunk, &byte| chunk << 8 | u64::from(byte))
}

/// Hashes a number by itself: words are mixed well already.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = mix(self.0 ^ u64::from(byte));
        }
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// Writes a map of words in the order of the words, so that the same map gives the same bytes.
pub(crate) mod by_word {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Word, WordMap};

    pub(crate) fn serialize<V: Serialize, S: Serializer>(map: &WordMap<V>, to: S) -> Result<S::Ok, S::Error> {
        let mut pairs: Vec<(&Word, &V)> = map.iter().collect();
        pairs.sort_unstable_by_key(|&(word, _)| word);
        pairs.serialize(to)
    }

    pub(crate) fn deserialize<'de, V: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<WordMap<V>, D::Error> {
        Ok(Vec::deserialize(from)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_wherever_they_stand() {
        let words =
            ["", "a", "b", "aa", "goma", "gomas", "kitshanga", "kitshang", "rutshurus", "a b", "antananarivo-x"];
        let text = words.join("|");
        let mut at = 0;
        for word in words {
            assert_eq!(Word::at(&text, at, at + word.len()), Word::of(word), "{word}");
            if let Some(chunk) = text.as_bytes()[at..].first_chunk().filter(|_| (1..8).contains(&word.len())) {
                assert_eq!(Word::of_chunk(u64::from_le_bytes(*chunk), word.len()), Word::of(word), "{word}");
            }
            at += word.len() + 1;
        }
        let different: std::collections::HashSet<Word> = words.iter().map(|w| Word::of(w)).collect();
        assert_eq!(different.len(), words.len());
        assert_eq!(Word::of(""), Word::NONE);
    }
}
