//! Dead and other victims: numbers beside words of death.

use std::ops::Range;

use super::context::Context;
use crate::lexicon::People;
use crate::text::{Document, Hit, TokenKind};

/// How far a number may stand from the word of death it belongs to, in tokens.
const REACH: usize = 7;

/// Dead: lowest, best and highest figure.
pub(super) type Toll = [u32; 3];

impl Context<'_> {
    /// The dead that a stretch of text tells of, if it gives a figure.
    pub(super) fn toll(&self, range: &Range<usize>) -> Option<Toll> {
        let words = Hit::starting_in(&self.scan.harm, range);
        if !words.iter().any(|h| h.tag) {
            return None;
        }
        let mut best: Option<(usize, Toll)> = None;
        let quantities = self.quantities(range);
        for dead in words.iter().filter(|h| h.tag) {
            for (number, toll) in quantities.iter().cloned() {
                let (from, to) = if number.end <= dead.start {
                    (number.end, dead.start)
                } else if dead.end <= number.start {
                    (dead.end, number.start)
                } else {
                    continue;
                };
                let distance = to - from;
                // A number belongs to the nearest word of harm: '3 wounded and 2 dead'.
                let taken = words.iter().any(|h| {
                    !h.tag && ((h.start >= from && h.end <= to) || (h.start >= number.end && h.start <= number.end + 2))
                });
                let parted = (from..to).any(|i| matches!(self.doc.word(i), ";" | ":" | "."));
                if distance > REACH || taken || parted || !self.counts_people(&number, &toll, dead.start) {
                    continue;
                }
                if best.is_none_or(|(d, _)| distance < d) {
                    best = Some((distance, toll));
                }
            }
        }
        best.map(|(_, toll)| toll)
    }

    /// Numbers of the range with their reading: digits, words, vague quantities, bounded by 'at least' and 'up to'.
    fn quantities(&self, range: &Range<usize>) -> Vec<(Range<usize>, Toll)> {
        let mut out: Vec<(Range<usize>, Toll)> = Vec::new();
        for i in range.clone() {
            let token = self.doc.tokens[i];
            if token.kind == TokenKind::Number
                && let Some(n) = whole_number(self.doc, i)
            {
                out.push((i..i + 1, [n, n, n]));
            }
        }
        for hit in Hit::starting_in(&self.scan.numbers, range) {
            match out.iter_mut().find(|(r, _)| r.end == hit.start) {
                // 'vingt-deux', 'two hundred'.
                Some((tokens, toll)) => {
                    *toll = combine(*toll, hit.tag);
                    tokens.end = hit.end;
                }
                None => out.push((hit.start..hit.end, hit.tag)),
            }
        }
        for (tokens, toll) in &mut out {
            let start = tokens.start;
            if let Some(bound) = Hit::ending_at(&self.scan.bounds, start) {
                // 'up to 20' may be none; 'at least 20' gives no highest figure, so the best stands for it.
                if !bound.tag {
                    toll[0] = 0;
                }
                tokens.start = bound.start;
            }
        }
        out.retain(|(tokens, _)| {
            let times = self.times.around(tokens.start);
            !times.iter().any(|t| t.tokens.start < tokens.end && tokens.start < t.tokens.end)
        });
        out
    }

    /// False for ages, money, distances, dates and weapons: a number must stand before people or a word of death.
    fn counts_people(&self, number: &Range<usize>, toll: &Toll, dead: usize) -> bool {
        if dead >= number.end && dead - number.end <= 1 {
            return true;
        }
        // 'dans une attaque jihadiste': an article is a number only before a person.
        let article =
            number.len() == 1 && toll == &[1, 1, 1] && self.doc.tokens[number.start].kind != TokenKind::Number;
        let next = number.end..number.end + if article { 1 } else { 4 };
        if article {
            return Hit::starting_in(&self.scan.people, &next).iter().any(|h| h.tag != People::Speakers)
                || self.actors_in(&next).next().is_some();
        }
        Hit::starting_in(&self.scan.people, &next).iter().any(|h| h.tag != People::Speakers)
            || self.actors_in(&(number.start..number.end + 4)).next().is_some()
            || Hit::starting_in(&self.scan.harm, &(number.start..number.end + 3)).iter().any(|h| h.tag)
            || number.start.abs_diff(dead) <= 2
    }
}

/// A token as a whole number: '40', '2,500', '1.200'.
pub(super) fn whole_number(doc: &Document, i: usize) -> Option<u32> {
    let word = doc.word(i);
    let mut groups = word.split([',', '.']);
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    digits.parse().ok().filter(|&n: &u32| n > 0 && n < 1_000_000)
}

/// 'two' and 'hundred' multiply, 'twenty' and 'two' add.
fn combine(a: Toll, b: Toll) -> Toll {
    let join = |a: u32, b: u32| if b >= 100 && a < b { a.saturating_mul(b) } else { a.saturating_add(b) };
    [join(a[0], b[0]), join(a[1], b[1]), join(a[2], b[2])]
}
