//! A quick no to words that are in no list.

/// A set of words that may say yes wrongly, but never no: a bit for the first two letters, the last one and the length.
#[derive(Debug, Clone)]
pub(crate) struct Sieve(Box<[u64; 64]>);

impl Default for Sieve {
    fn default() -> Self {
        Self(Box::new([0; 64]))
    }
}

impl Sieve {
    fn bit(word: &str) -> Option<(usize, u64)> {
        let bytes = word.as_bytes();
        let (&first, &last) = (bytes.first()?, bytes.last()?);
        let second = bytes.get(1).copied().unwrap_or_default();
        // The upper bits of a product depend on all letters (Knuth's multiplicative hash).
        let mixed = u32::from_be_bytes([first, second, last, bytes.len() as u8]).wrapping_mul(0x9e37_79b1) >> 20;
        Some((mixed as usize / 64, 1 << (mixed % 64)))
    }

    /// Takes a word in.
    pub(crate) fn add(&mut self, word: &str) {
        if let Some((at, bit)) = Self::bit(word) {
            self.0[at] |= bit;
        }
    }

    /// False for most words that were not taken in.
    pub(crate) fn may_hold(&self, word: &str) -> bool {
        Self::bit(word).is_some_and(|(at, bit)| self.0[at] & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::Sieve;

    #[test]
    fn holds_what_was_taken_in_and_little_else() {
        let mut sieve = Sieve::default();
        for word in ["goma", "a", "sake", "été"] {
            sieve.add(word);
        }
        let words = ["goma", "a", "sake", "été", "", "bukavu", "masisi", "b", "rutshuru", "kitshanga"];
        let held: Vec<bool> = words.iter().map(|word| sieve.may_hold(word)).collect();
        assert_eq!(held, [true, true, true, true, false, false, false, false, false, false]);
    }
}
