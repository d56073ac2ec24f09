//! Something found in a text, by its tokens.

use std::ops::Range;

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<T> {
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// What it stands for.
    pub tag: T,
}

/// Hits in the order of the text, looked up by token.
impl<T> Hit<T> {
    /// Those that begin within a range of tokens.
    #[must_use]
    pub fn starting_in<'h>(hits: &'h [Self], range: &Range<usize>) -> &'h [Self] {
        let first = hits.partition_point(|h| h.start < range.start);
        let many = hits[first..].iter().take_while(|h| h.start < range.end).count();
        &hits[first..first + many]
    }

    /// The one that token `i` is part of, among hits that do not overlap.
    #[must_use]
    pub fn covering(hits: &[Self], i: usize) -> Option<&Self> {
        hits.get(hits.partition_point(|h| h.end <= i)).filter(|h| h.start <= i)
    }

    /// The one that ends before token `end`, among hits that do not overlap.
    #[must_use]
    pub fn ending_at(hits: &[Self], end: usize) -> Option<&Self> {
        hits.get(hits.partition_point(|h| h.end < end)).filter(|h| h.end == end)
    }
}
