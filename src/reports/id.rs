//! Stable ids: the same input gives the same id on every machine and in any order of files.

/// Crockford's base 32 in lower case: no `i`, `l`, `o`, `u`, so that an id can be read aloud.
const ALPHABET: [u8; 32] = *b"0123456789abcdefghjkmnpqrstvwxyz";

/// A 64-bit FNV-1a hash (Fowler, Noll, Vo) fed piece by piece. Its value is part of our files: never change it.
#[derive(Debug, Clone, Copy)]
pub struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    /// Adds bytes.
    #[must_use]
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        self
    }

    /// Adds one field of text and a separator, so that `("ab", "c")` and `("a", "bc")` differ.
    #[must_use]
    pub fn field(self, text: &str) -> Self {
        self.bytes(text.as_bytes()).bytes(&[0x1f])
    }

    /// The hash itself.
    #[must_use]
    pub fn value(self) -> u64 {
        self.0
    }

    /// The hash as a prefix letter and 13 characters of base 32 ('e3k9…').
    #[must_use]
    pub fn id(self, prefix: char) -> String {
        let mut id = String::with_capacity(14);
        id.push(prefix);
        for shift in (0..13).rev() {
            id.push(char::from(ALPHABET[(self.0 >> (shift * 5)) as usize & 31]));
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::Hash;

    #[test]
    fn matches_the_published_test_vectors() {
        assert_eq!(Hash::default().value(), 0xcbf2_9ce4_8422_2325);
        assert_eq!(Hash::default().bytes(b"a").value(), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(Hash::default().bytes(b"foobar").value(), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn fields_do_not_run_together() {
        assert_ne!(Hash::default().field("ab").field("c").id('e'), Hash::default().field("a").field("bc").id('e'));
        assert_eq!(Hash::default().field("ab").id('e').len(), 14);
    }
}
