//! The number behind a key: one row, or where a list of rows stands.

/// Set in numbers that point to a list.
const LIST: u64 = 1 << 63;
/// Bits of a list's length.
const LENGTH_BITS: u32 = 24;

/// What a number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::places) enum Posting {
    /// The only row of the name.
    Row(u32),
    /// Rows `at..at + len` of the list section.
    List {
        /// The first.
        at: usize,
        /// How many.
        len: usize,
    },
}

impl Posting {
    /// As the map stores it.
    pub(in crate::places) fn encode(self) -> u64 {
        match self {
            Self::Row(row) => u64::from(row),
            Self::List { at, len } => LIST | ((at as u64) << LENGTH_BITS) | (len as u64 & ((1 << LENGTH_BITS) - 1)),
        }
    }

    /// From what the map stores. Any number decodes; whoever follows it checks the bounds.
    pub(in crate::places) fn decode(value: u64) -> Self {
        if value & LIST == 0 {
            return Self::Row(value as u32);
        }
        Self::List { at: ((value & !LIST) >> LENGTH_BITS) as usize, len: (value & ((1 << LENGTH_BITS) - 1)) as usize }
    }
}

#[cfg(test)]
mod tests {
    use super::Posting;

    #[test]
    fn numbers_come_back() {
        for posting in [Posting::Row(0), Posting::Row(u32::MAX), Posting::List { at: 12_345_678, len: 3 }] {
            assert_eq!(Posting::decode(posting.encode()), posting);
        }
    }
}
