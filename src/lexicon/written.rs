//! How a phrase must be written to be what it stands for: capitals and accents.

use std::ops::Range;

use super::automaton::{Ends, bit};
use super::scan::Scanner;
use super::tag::Tag;
use crate::article::Lang;
use crate::text::{Case, Document, Hit, TokenKind};

/// Abbreviations of at most this many letters must stand in capitals: 'UN' is not the French 'un'.
const SHORT_NAME: usize = 4;

/// How many tokens may stand in the gap of a trigger ('drove … out of').
const MAX_GAP: usize = 7;

/// The words from a token on among which those behind a trigger's gap may begin.
#[derive(Debug, Default)]
pub(super) struct Gap {
    words: Range<usize>,
    /// A bit for the number of each: spares most tails the search.
    sieve: u64,
}

impl Gap {
    /// `party` is true of 'by': 'captured by M23 fighters' captures no fighters, but 'hit by a missile' is hit by one.
    fn new(doc: &Document, words: &[u32], at: usize, party: impl Fn(u32) -> bool) -> Self {
        let within = |&i: &usize| i == at || doc.tokens[i - 1].kind != TokenKind::Punct && !party(words[i - 1]);
        let last = words.len().min(at + MAX_GAP + 1);
        let words_from = at..(at..last).take_while(within).last().map_or(at, |i| i + 1);
        let sieve = words_from.clone().fold(0, |sieve, i| sieve | bit(words[i]));
        Self { words: words_from, sieve }
    }
}

impl Scanner {
    /// Calls `give` with each of the phrases from token `start` to `ends` that is written as it must be and has the words
    /// behind its gap, and with one past the last of these. `gap` is kept from one call to the next.
    pub(super) fn check(
        &self,
        doc: &Document,
        words: &[u32],
        start: usize,
        ends: Ends,
        gap: &mut Gap,
        mut give: impl FnMut(Hit<Tag>, usize),
    ) {
        let end = ends.end;
        for &tag in ends.plain {
            let hit = Hit { start, end, tag };
            if self.is_written_right(doc, words, &hit) {
                give(hit, end);
            }
        }
        if ends.gapped.is_empty() {
            return;
        }
        if gap.words.start != end {
            *gap = Gap::new(doc, words, end, |word| self.traits(word).party);
        }
        if gap.sieve & ends.behind == 0 {
            return;
        }
        for &tag in ends.gapped {
            let hit = Hit { start, end, tag };
            if let Some(tail) = self.tail_end(words, &hit, gap)
                && self.is_written_right(doc, words, &hit)
            {
                give(hit, tail);
            }
        }
    }

    /// One past the words behind a trigger's gap; `None` when they are missing.
    fn tail_end(&self, words: &[u32], hit: &Hit<Tag>, gap: &Gap) -> Option<usize> {
        let Tag::Trigger { tail: Some(tail), .. } = hit.tag else { return Some(hit.end) };
        let tails = &self.tails[usize::from(tail)];
        let sieved = |tail: &&Vec<u32>| tail.first().is_none_or(|&first| gap.sieve & bit(first) != 0);
        let ends = tails.iter().filter(sieved).filter_map(|tail| {
            let stands = |&at: &usize| words.get(at..at + tail.len()) == Some(tail.as_slice());
            gap.words.clone().find(stands).map(|at| at + tail.len())
        });
        ends.min()
    }

    /// Names must bear their capitals, French participles their accents.
    fn is_written_right(&self, doc: &Document, words: &[u32], hit: &Hit<Tag>) -> bool {
        let first = doc.tokens[hit.start];
        match hit.tag {
            Tag::Actor { case: Case::Upper, .. } => first.case == Case::Upper,
            Tag::Actor { case: Case::Title, .. } => first.case != Case::Lower,
            Tag::Nationality(_) => self.lang == Lang::Fr || first.case != Case::Lower,
            Tag::Trigger { acute: Some(acute), .. } => {
                // Headlines in capitals bear no accents: there either reading may hold.
                first.case == Case::Upper || acute == ends_in_acute(doc.word(hit.start))
            }
            _ if hit.end == hit.start + 1 && first.end - first.start <= 3 => {
                self.bears_its_accent(doc, words[hit.start], hit)
            }
            _ => true,
        }
    }

    /// False for 'à' where the lexicon means 'a'. Capitals may go without their accents.
    fn bears_its_accent(&self, doc: &Document, number: u32, hit: &Hit<Tag>) -> bool {
        let word = doc.word(hit.start);
        if word.is_ascii() && !self.traits(number).accented {
            return true;
        }
        let Some(forms) = self.short.get(&number) else { return true };
        let mut forms = forms.iter().filter(|(tag, _)| *tag == hit.tag).peekable();
        forms.peek().is_none()
            || forms.any(|(_, accented)| {
                *accented != word.is_ascii() || (*accented && word.starts_with(char::is_uppercase))
            })
    }
}

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
fn ends_in_acute(word: &str) -> bool {
    let word = word.strip_suffix(['s', 'S']).unwrap_or(word);
    word.ends_with(['é', 'É']) || word.ends_with("e\u{301}")
}
