//! Names of a table to numbers: keys in order in one string, found by their first word. Made at start-up in a few
//! milliseconds, which a finite-state map is not; walked faster than one, too.

use std::ops::Range;

use super::names::is_inner_stop;
use super::postings::Posting;
use crate::text::{Document, TokenKind, Word, WordMap};

/// A key in the string, with the number behind it.
#[derive(Debug, Clone, Copy)]
struct Entry {
    at: u32,
    len: u32,
    posting: u64,
}

/// Gathers keys and the rows that bear them.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    letters: String,
    /// First and length in `letters`, and the row.
    keys: Vec<(u32, u32, u32)>,
}

impl Gathered {
    pub(super) fn add(&mut self, key: &str, row: u32) {
        self.keys.push((self.letters.len() as u32, key.len() as u32, row));
        self.letters.push_str(key);
    }

    /// Puts the keys in order; rows of keys that several bear go to `postings` in their order.
    pub(super) fn sorted(mut self, postings: &mut Vec<u32>) -> SortedNames {
        let text = |at: u32, len: u32| &self.letters[at as usize..(at + len) as usize];
        // The first eight letters decide most comparisons without a look at the string.
        let prefix = |key: &str| {
            let mut first = [0; 8];
            let n = key.len().min(8);
            first[..n].copy_from_slice(&key.as_bytes()[..n]);
            u64::from_be_bytes(first)
        };
        let mut order: Vec<(u64, u32, u32, u32)> =
            self.keys.drain(..).map(|(at, len, row)| (prefix(text(at, len)), at, len, row)).collect();
        order.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| text(a.1, a.2).cmp(text(b.1, b.2))).then(a.3.cmp(&b.3))
        });
        let mut entries = Vec::with_capacity(order.len());
        for same in order.chunk_by(|a, b| a.0 == b.0 && text(a.1, a.2) == text(b.1, b.2)) {
            let at = postings.len();
            postings.extend(same.iter().map(|key| key.3));
            // Within this stretch rows come in order: repeated ones stand side by side.
            let mut last = None;
            let mut kept = at;
            for k in at..postings.len() {
                if last != Some(postings[k]) {
                    last = Some(postings[k]);
                    postings[kept] = postings[k];
                    kept += 1;
                }
            }
            postings.truncate(kept);
            let posting = match postings[at..] {
                [row] => {
                    postings.truncate(at);
                    Posting::Row(row)
                }
                _ => Posting::List { at, len: kept - at },
            };
            entries.push(Entry { at: same[0].1, len: same[0].2, posting: posting.encode() });
        }
        let mut names = SortedNames { letters: self.letters, entries, ..SortedNames::default() };
        names.note_first_words();
        names
    }
}

/// A map from keys to numbers, held in memory.
#[derive(Debug, Clone, Default)]
pub(in crate::places) struct SortedNames {
    letters: String,
    entries: Vec<Entry>,
    /// The stretch of `entries` that begins with one word, by that word.
    first_words: WordMap<Range<u32>>,
}

impl SortedNames {
    fn note_first_words(&mut self) {
        let mut stretches: Vec<Range<u32>> = Vec::new();
        for n in 0..self.entries.len() {
            let word = first_word(self.key(n));
            match stretches.last_mut() {
                Some(last) if first_word(self.key(last.start as usize)) == word => last.end = n as u32 + 1,
                _ => stretches.push(n as u32..n as u32 + 1),
            }
        }
        let word = |s: &Range<u32>| Word::of(first_word(self.key(s.start as usize)));
        self.first_words = stretches.into_iter().map(|stretch| (word(&stretch), stretch)).collect();
    }

    fn key(&self, n: usize) -> &str {
        let entry = self.entries[n];
        &self.letters[entry.at as usize..(entry.at + entry.len) as usize]
    }

    /// The number of keys.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// All keys from `start` on in order, with their numbers.
    pub(super) fn from(&self, start: &str) -> impl Iterator<Item = (&str, u64)> {
        let mut order = 0..self.entries.len();
        let first = if start.is_empty() { 0 } else { self.lower_bound(&order, |key| key < start) };
        order.start = first;
        order.map(|n| (self.key(n), self.entries[n].posting))
    }

    fn lower_bound(&self, within: &Range<usize>, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (within.start, within.end);
        while low < high {
            let middle = usize::midpoint(low, high);
            if before(self.key(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn stretch(&self, word: Word) -> Option<Range<usize>> {
        let found = self.first_words.get(&word)?;
        Some(found.start as usize..found.end as usize)
    }

    /// The number of one key.
    pub(super) fn get(&self, key: &str) -> Option<u64> {
        let stretch = self.stretch(Word::of(first_word(key)))?;
        let n = self.lower_bound(&stretch, |other| other < key);
        (n < stretch.end && self.key(n) == key).then(|| self.entries[n].posting)
    }

    /// The longest key that begins at token `start`, as [`super::names::Names::longest`] finds it. Allocates nothing.
    pub(super) fn longest(
        &self,
        doc: &Document,
        start: usize,
        limit: usize,
        raw: bool,
        may_follow: impl Fn(usize) -> bool,
    ) -> Option<(usize, u64)> {
        let word = |i: usize| if raw { doc.word(i) } else { doc.folded(i) };
        let mut stretch = self.stretch(if raw { Word::of(doc.word(start)) } else { doc.key(start) })?;
        let mut length = word(start).len();
        let mut best = None;
        let mut i = start + 1;
        loop {
            // The key that ends here stands before those that go on, which have a space behind it.
            if self.entries[stretch.start].len as usize == length {
                best = Some((i, self.entries[stretch.start].posting));
                stretch.start += 1;
            }
            while i < limit && is_inner_stop(doc, i) {
                i += 1;
            }
            if stretch.is_empty() || i >= limit || doc.tokens[i].kind == TokenKind::Punct || !may_follow(i) {
                return best;
            }
            let next = word(i);
            let low = self.lower_bound(&stretch, |key| &key[length + 1..] < next);
            let mut high = low;
            while high < stretch.end && goes_on(&self.key(high)[length + 1..], next) {
                high += 1;
            }
            if low == high {
                return best;
            }
            stretch = low..high;
            length += 1 + next.len();
            i += 1;
        }
    }
}

/// True when `tail` is `word`, or begins with it and a space.
fn goes_on(tail: &str, word: &str) -> bool {
    tail.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn first_word(key: &str) -> &str {
    key.split(' ').next().unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(keys: &[(&str, u32)]) -> (SortedNames, Vec<u32>) {
        let mut gathered = Gathered::default();
        for &(key, row) in keys {
            gathered.add(key, row);
        }
        let mut postings = Vec::new();
        (gathered.sorted(&mut postings), postings)
    }

    #[test]
    fn keys_come_back_with_their_rows() {
        let (names, postings) = names(&[("goma", 3), ("nord kivu", 1), ("goma", 2), ("goma", 3), ("nord", 4)]);
        assert_eq!((names.len(), names.get("nord"), names.get("kivu"), names.get("nor")), (3, Some(4), None, None));
        assert_eq!(Posting::decode(names.get("goma").unwrap()), Posting::List { at: 0, len: 2 });
        assert_eq!(postings, [2, 3]);
        let from: Vec<&str> = names.from("h").map(|(key, _)| key).collect();
        assert_eq!(from, ["nord", "nord kivu"]);
    }

    #[test]
    fn the_longest_name_is_found() {
        let (names, _) =
            names(&[("san", 0), ("san jo", 1), ("san jose", 2), ("san jose del monte", 3), ("santa", 4), ("US", 5)]);
        for (text, expected) in [
            ("San Jose", Some((2, 2))),
            ("San José del Monte, here", Some((4, 3))),
            ("San José del Mar", Some((2, 2))),
            ("San Josef", Some((1, 0))),
            ("San. Jose", Some((3, 2))),
            ("Santa Fe", Some((1, 4))),
            ("Sant", None),
            ("us", None),
        ] {
            let doc = Document::new(text);
            assert_eq!(names.longest(&doc, 0, doc.tokens.len(), false, |_| true), expected, "{text}");
        }
        let doc = Document::new("US");
        assert_eq!(names.longest(&doc, 0, 1, true, |_| true), Some((1, 5)));
    }
}
