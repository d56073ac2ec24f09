//! What begins where: mentions looked up by token without a search.

use std::ops::Range;

/// For each token how many of some mentions, which stand in order, begin before it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Starts {
    before: Vec<u32>,
    all: u32,
}

impl Starts {
    /// Of mentions that begin at these tokens, in ascending order.
    pub(crate) fn new(tokens: usize, starts: impl Iterator<Item = usize>) -> Self {
        let mut made = Self { before: Vec::with_capacity(tokens), all: 0 };
        starts.for_each(|start| made.push(start));
        made
    }

    /// Takes in the next mention.
    #[inline]
    pub(crate) fn push(&mut self, start: usize) {
        if self.before.len() <= start {
            self.before.resize(start + 1, self.all);
        }
        self.all += 1;
    }

    /// The numbers of the mentions that begin within a range of tokens.
    #[inline]
    pub(crate) fn within(&self, range: &Range<usize>) -> Range<usize> {
        let before = |token: usize| self.before.get(token).copied().unwrap_or(self.all) as usize;
        let first = before(range.start);
        first..before(range.end).max(first)
    }
}

#[cfg(test)]
mod tests {
    use super::Starts;

    #[test]
    fn mentions_are_found_by_token() {
        let starts = [2, 2, 5, 9];
        let known = Starts::new(12, starts.into_iter());
        for from in 0..14 {
            for to in 0..14 {
                let within = known.within(&(from..to));
                let expected: Vec<usize> = (0..4).filter(|&i| from <= starts[i] && starts[i] < to).collect();
                assert_eq!(within.collect::<Vec<_>>(), expected, "{from}..{to}");
            }
        }
        assert!(Starts::new(3, [].into_iter()).within(&(0..9)).is_empty());
    }
}
