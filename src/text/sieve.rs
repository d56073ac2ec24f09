//! A quick no to words that are in no list.

use serde::{Deserialize, Serialize};

use super::Word;

/// A set of words that may say yes wrongly, but never no: a bit for some of the bits of each word's number.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "Vec<u64>", into = "Vec<u64>")]
pub(crate) struct Sieve(Box<[u64; 64]>);

impl Default for Sieve {
    fn default() -> Self {
        Self(Box::new([0; 64]))
    }
}

impl From<Sieve> for Vec<u64> {
    fn from(sieve: Sieve) -> Self {
        sieve.0.to_vec()
    }
}

impl TryFrom<Vec<u64>> for Sieve {
    type Error = &'static str;

    fn try_from(bits: Vec<u64>) -> Result<Self, Self::Error> {
        bits.try_into().map(Self).map_err(|_| "a sieve has 64 numbers")
    }
}

impl Sieve {
    #[inline]
    fn bit(word: Word) -> (usize, u64) {
        let bits = word.bits();
        ((bits >> 58) as usize, 1 << (bits >> 52 & 63))
    }

    /// Takes a word in.
    pub(crate) fn add(&mut self, word: Word) {
        let (at, bit) = Self::bit(word);
        self.0[at] |= bit;
    }

    /// False for most words that were not taken in.
    #[inline]
    pub(crate) fn may_hold(&self, word: Word) -> bool {
        let (at, bit) = Self::bit(word);
        self.0[at] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::{Sieve, Word};

    #[test]
    fn holds_what_was_taken_in_and_little_else() {
        let mut sieve = Sieve::default();
        for word in ["goma", "a", "sake", "été"] {
            sieve.add(Word::of(word));
        }
        let words = ["goma", "a", "sake", "été", "", "bukavu", "masisi", "b", "rutshuru", "kitshanga"];
        let held: Vec<bool> = words.iter().map(|word| sieve.may_hold(Word::of(word))).collect();
        assert_eq!(held, [true, true, true, true, false, false, false, false, false, false]);
    }
}
