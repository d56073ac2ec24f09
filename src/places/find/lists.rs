//! Names that no table knows and that a list or another place beside them makes places.

use super::Finder;
use super::announced::{names_a_place, names_ground};
use crate::article::Lang;
use crate::places::mention::Relation;
use crate::text::{Case, TokenKind};

/// How far before 'celle de' the thing may stand that it is another of.
const SUCH_REACH: usize = 14;

impl Finder<'_, '_, '_> {
    /// True for a name that 'to' or 'for' joins to a place: 'left Zarin for Yorim', 'from Zarin to Yorim'.
    pub(super) fn is_goal(&self, start: usize) -> bool {
        let Some(last) = self.out[self.from..].last() else { return false };
        self.lang == Lang::En
            && last.role.is_place()
            && last.tokens.end + 1 == start
            && matches!(self.around.doc.folded(start - 1), "to" | "for")
    }

    /// True for the first of names that a kind word in the plural ends: 'the Zarin and Yorim neighbourhoods'.
    pub(super) fn opens_list_of_kind(&self, end: usize, limit: usize) -> bool {
        let doc = self.around.doc;
        let Some((next, ())) = self.around.words.and.at(doc, end).filter(|&(next, ())| next < limit) else {
            return false;
        };
        let Some(last) = self.run(next, limit, false) else { return false };
        let plural = last < limit && doc.folded(last).ends_with('s');
        plural
            && self
                .around
                .kind_behind(last)
                .is_some_and(|(_, kind, apposed)| !apposed && (names_a_place(kind) || names_ground(kind)))
    }

    /// True for an unknown name between two members of a list of places, or the last of a list that a kind word
    /// leads ('the villages of Kimoka, Xindu and Sake').
    pub(super) fn is_list_item(&self, start: usize, end: usize, limit: usize) -> bool {
        let Some(last) = self.out[self.from..].last() else { return false };
        if !last.role.is_place() || !self.is_list_gap(last.tokens.end, start) {
            return false;
        }
        if self.is_led_list() && last.tokens.end < start && self.around.doc.word(last.tokens.end) != "(" {
            let and = self.around.words.and.at(self.around.doc, last.tokens.end).is_some();
            let goes_on = end < limit
                && (self.around.doc.word(end) == "," || self.around.words.and.at(self.around.doc, end).is_some());
            if and || goes_on {
                return true;
            }
        }
        let next = self.next_list_item(end, limit);
        next.is_some_and(|k| self.index.name_at(self.around.doc, k, limit, |_| true).is_some())
    }

    /// True when a kind word leads the list that the last mention is of: 'the villages of Akwe, Sukisa'.
    fn is_led_list(&self) -> bool {
        let list = &self.out[self.from..];
        let mut k = list.len();
        while k > 0 {
            k -= 1;
            if list[k].particle.is_some() {
                return true;
            }
            if k == 0 || !self.is_list_gap(list[k - 1].tokens.end, list[k].tokens.start) {
                return false;
            }
        }
        false
    }

    /// True for an unknown name joined by 'and' to a place that the text announces ('hit Mogok and Kyaukme on Sunday'),
    /// when no verb follows it: 'in Goma and Smith said' is no list; and for one between commas of which such a list
    /// or two more names follow ('in Mogok, Kyaukme and Hsipaw').
    pub(super) fn goes_on_list(&self, start: usize, end: usize, limit: usize) -> bool {
        let doc = self.around.doc;
        let Some(last) = self.out[self.from..].last() else { return false };
        let mut rows = last.candidates.iter().filter_map(|&c| self.index.row(c));
        let settlement = last.candidates.is_empty() || rows.any(|r| !r.kind.is_area());
        if end > start + 3 || !last.role.is_place() || !settlement || !self.is_list_gap(last.tokens.end, start) {
            return false;
        }
        let closes = |end: usize| {
            end >= limit
                || doc.tokens[end].kind == TokenKind::Punct
                || self.around.words.stops.has(doc, end)
                || self.around.words.closers.has(doc, end)
                || self.around.words.kinds.has(doc, end) && doc.folded(end).ends_with('s')
        };
        if self.around.words.and.before(doc, start).is_some() {
            return closes(end);
        }
        // 'in Port Said, Egypt': one comma is apposition.
        if last.spatial.relation == Relation::Direction || !last.announced && last.candidates.is_empty() {
            return false;
        }
        let mut at = end;
        for names in 1..4 {
            let and = self.around.words.and.at(doc, at + usize::from(doc.word(at) == ","));
            let Some(next) = self.next_list_item(at, limit) else {
                // 'and 13 other towns', 'and a large part of Sake'
                let more = |next: usize| {
                    doc.tokens[next].kind == TokenKind::Number
                        || self.lang == Lang::En && matches!(doc.folded(next), "a" | "the" | "other" | "several")
                };
                return and.is_some_and(|(next, ())| next < limit && more(next));
            };
            let and = and.is_some();
            let Some(end) = self.run(next, limit, false) else { return false };
            if and || names == 3 {
                return true;
            }
            at = end;
        }
        false
    }

    /// True behind 'that of', 'celui de', 'celle d'' where a place or a kind of place was told of just before: 'la position la plus
    /// proche, celle de Tapili'.
    pub(super) fn is_another_such(&self, start: usize) -> bool {
        let (doc, words) = (self.around.doc, self.around.words);
        let Some(at) = start.checked_sub(2).filter(|&i| i > self.around.sentence.start) else { return false };
        let such = match self.lang {
            Lang::Fr => matches!(doc.folded(at), "celui" | "celle" | "ceux" | "celles"),
            Lang::En => doc.folded(at) == "that",
        };
        let kind = || {
            (at.saturating_sub(SUCH_REACH).max(self.around.sentence.start)..at)
                .any(|i| words.kinds.at(doc, i).is_some())
        };
        let last = || {
            self.out[self.from..]
                .last()
                .is_some_and(|m| m.particle.is_some() || self.awaited.binary_search(&m.tokens.start).is_ok())
        };
        such && words.links.has(doc, start - 1) && (kind() || last())
    }

    /// The token where the next member of a list begins, when one follows at `end`.
    fn next_list_item(&self, end: usize, limit: usize) -> Option<usize> {
        let doc = self.around.doc;
        let next = match self.around.words.and.at(doc, end) {
            Some((after, ())) => after,
            None if end < limit && doc.word(end) == "," => {
                self.around.words.and.at(doc, end + 1).map_or(end + 1, |(after, ())| after)
            }
            None => return None,
        };
        (next < limit && doc.tokens[next].case != Case::Lower).then_some(next)
    }
}
