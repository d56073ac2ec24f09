//! Names that no table knows: the words around them announce a place.

use std::ops::Range;

use super::{Finder, mention_end};
use crate::article::Lang;
use crate::places::PlaceRef;
use crate::places::mention::Relation;
use crate::region::PlaceKind;
use crate::text::{Case, Document, Join, Token, TokenKind};

/// Most words of a name that no table knows.
const LONGEST_UNKNOWN: usize = 4;

/// How far before 'celle de' the thing may stand that it is another of.
const SUCH_REACH: usize = 14;

impl Finder<'_, '_, '_> {
    /// A name that no table knows but the text announces at token `i`: one past its end.
    pub(super) fn unknown(&mut self, i: usize, limit: usize) -> Option<usize> {
        let doc = self.around.doc;
        let words = self.around.words;
        let end = self.run(i, limit)?;
        let before = self.around.before(i);
        let behind = self.around.kind_behind(end);
        let listed = self.is_list_item(i, end, limit);
        let single = end == i + 1 || doc.tokens[i + 1].join == Join::Hyphen;
        let abbreviation = doc.tokens[i].case == Case::Upper && !self.around.title_case;
        // 'in Goz Beida', 'near Adi Sera'; French 'à' may lead to a person of two words.
        let single = single || self.lang == Lang::En && before.spatial.relation != Relation::Between;
        // 'À Wad al-Noura', 'À Debre Tabor, …'
        let opening = i == self.around.sentence.start + 1 && doc.word(end) == ",";
        let arabic = (i + 1..end).any(|k| matches!(doc.folded(k), "al" | "el" | "ed" | "ad" | "as" | "ash"));
        let single = single || opening || arabic || before.surely;
        let thing =
            (i..end).any(|k| words.things.has(doc, k) || words.institutions.has(doc, k) || words.powers.has(doc, k));
        let locative = before.locative && single && !abbreviation && !thing && before.particle.is_none();
        let strong = before.particle.is_some()
            || behind.is_some_and(|(_, kind, apposed)| {
                !abbreviation
                    && (apposed || names_a_place(kind) || names_ground(kind) && self.is_led(i, before.locative))
            })
            || !abbreviation && words.roads.at(doc, end).is_some() && self.is_led(i, before.locative)
            || !abbreviation && (self.opens_list_of_kind(end, limit) || self.is_measured(i, end) || self.is_goal(i))
            || !abbreviation && !thing && (self.around.is_told_where(end) || self.is_another_such(i));
        // 'took the Zarin crossroads', but not 'took the Ministry'.
        let article = i > self.around.sentence.start && words.articles.has(doc, i - 1);
        let wanted = self.awaited.binary_search(&i).is_ok()
            && (!article || behind.is_some() || words.roads.at(doc, end).is_some());
        let awaited = !abbreviation && !thing && (wanted || self.goes_on_list(i, end, limit));
        if !(strong || listed || locative || awaited) || before.office || before.institution {
            return None;
        }
        if before.particle.is_none() && words.titles.before(doc, i).is_some() {
            return None;
        }
        // 'the Ruzizi plain camp', 'base M23': a kind word before an abbreviation is no name's.
        if abbreviation && behind.is_none() && before.particle.as_ref().is_none_or(|p| p.len() <= 1) {
            return None;
        }
        let role = self.around.role(&(i..end), &before, false, false);
        let mut mention = self.mention(i..end, before);
        mention.role = role;
        mention.announced = true;
        mention.candidates = self.respelt(i..end);
        mention.respelt = !mention.candidates.is_empty();
        self.kind_behind(&mut mention);
        self.out.push(mention);
        Some(mention_end(self.out))
    }

    /// Rows whose names sound like the words.
    fn respelt(&self, tokens: Range<usize>) -> Vec<PlaceRef> {
        let mut name = String::new();
        for i in tokens {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(self.around.doc.folded(i));
        }
        self.index.respelt(&name)
    }

    /// True behind 'in the', 'on the', 'of the': where the name of some ground stands.
    fn is_led(&self, i: usize, locative: bool) -> bool {
        let doc = self.around.doc;
        let article = i > self.around.sentence.start && self.around.words.articles.has(doc, i - 1);
        locative
            || article
                && i > self.around.sentence.start + 1
                && self.around.words.prepositions.before(doc, i - 1).is_some()
    }

    /// True for a name whose way is told behind it: 'Zarin, 40 km up the road'.
    fn is_measured(&self, start: usize, end: usize) -> bool {
        let doc = self.around.doc;
        let number = doc.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number);
        let unit = self.around.words.units.at(doc, end + 2).is_some();
        end <= start + 3 && doc.word(end) == "," && number && unit
    }

    /// True for a name that 'to' or 'for' joins to a place: 'left Zarin for Yorim', 'from Zarin to Yorim'.
    fn is_goal(&self, start: usize) -> bool {
        let Some(last) = self.out[self.from..].last() else { return false };
        self.lang == Lang::En
            && last.role.is_place()
            && last.tokens.end + 1 == start
            && matches!(self.around.doc.folded(start - 1), "to" | "for")
    }

    /// True for the first of names that a kind word in the plural ends: 'the Zarin and Yorim neighbourhoods'.
    fn opens_list_of_kind(&self, end: usize, limit: usize) -> bool {
        let doc = self.around.doc;
        let Some((next, ())) = self.around.words.and.at(doc, end).filter(|&(next, ())| next < limit) else {
            return false;
        };
        let Some(last) = self.run(next, limit) else { return false };
        let plural = last < limit && doc.folded(last).ends_with('s');
        plural && self.around.kind_behind(last).is_some_and(|(_, kind, apposed)| !apposed && names_a_place(kind))
    }

    /// The longest run of capitalised words at `i` that no table knows.
    fn run(&self, i: usize, limit: usize) -> Option<usize> {
        let doc = self.around.doc;
        let w = self.around.words;
        let is_name = |k: usize| {
            let t = &doc.tokens[k];
            t.kind == TokenKind::Word
                && t.case != Case::Lower
                && t.end - t.start > 1
                && !w.stops.has(doc, k)
                && !(w.kinds.has(doc, k) && doc.tokens[k].case == Case::Title && k > i)
                && self.index.adjective_at(doc, k, k + 1).is_none()
        };
        if !(is_name(i) || self.is_arabic_article(i)) || w.titles.has(doc, i) {
            return None;
        }
        let mut end = i + 1;
        while end < limit && end - i < LONGEST_UNKNOWN {
            let t = &doc.tokens[end];
            let joined = matches!(t.join, Join::Space | Join::Hyphen | Join::Apostrophe);
            if joined && is_name(end) && !self.starts_known(end, limit) || is_name_end(doc, end) {
                end += 1;
            } else if joined
                && matches!(doc.folded(end), "de" | "ya" | "wa" | "na" | "la" | "al" | "el" | "of")
                && end + 1 < limit
                && doc.tokens[end].join != Join::Apostrophe
                && matches!(doc.folded(end), "ya" | "wa" | "na" | "al" | "el")
                && is_name(end + 1)
            {
                end += 2;
            } else {
                break;
            }
        }
        (!(self.around.title_case && end - i > 2)).then_some(end)
    }

    /// True for the 'al' of 'al-Hamra', written small within its sentence.
    pub(super) fn is_arabic_article(&self, i: usize) -> bool {
        let doc = self.around.doc;
        matches!(doc.folded(i), "al" | "el" | "ar" | "as" | "ash" | "ad" | "az" | "an" | "at")
            && doc.tokens.get(i + 1).is_some_and(|t| t.join == Join::Hyphen && t.case == Case::Title)
    }

    fn starts_known(&self, i: usize, limit: usize) -> bool {
        let doc = self.around.doc;
        doc.tokens[i].join == Join::Space && self.index.name_at(doc, i, limit, |_| true).is_some()
    }

    /// True for an unknown name between two members of a list of places, or the last of a list that a kind word
    /// leads ('the villages of Kimoka, Xindu and Sake').
    fn is_list_item(&self, start: usize, end: usize, limit: usize) -> bool {
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
    fn goes_on_list(&self, start: usize, end: usize, limit: usize) -> bool {
        let doc = self.around.doc;
        let Some(last) = self.out[self.from..].last() else { return false };
        let settlement = !last.candidates.iter().filter_map(|&c| self.index.row(c)).any(|r| r.kind.is_area());
        if end > start + 3 || !last.role.is_place() || !settlement || !self.is_list_gap(last.tokens.end, start) {
            return false;
        }
        let closes = |end: usize| {
            end >= limit
                || doc.tokens[end].kind == TokenKind::Punct
                || self.around.words.stops.has(doc, end)
                || matches!(doc.folded(end), "further" | "respectively" | "overnight" | "alone" | "alike" | "without")
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
                // 'and 13 other towns'
                return and.is_some_and(|(next, ())| next < limit && doc.tokens[next].kind == TokenKind::Number);
            };
            let and = and.is_some();
            let Some(end) = self.run(next, limit) else { return false };
            if and || names == 3 {
                return true;
            }
            at = end;
        }
        false
    }

    /// True behind 'celui de', 'celle d'' where a place or a kind of place was told of just before: 'la position la plus
    /// proche, celle de Tapili'.
    fn is_another_such(&self, start: usize) -> bool {
        let (doc, words) = (self.around.doc, self.around.words);
        let Some(at) = start.checked_sub(2).filter(|&i| i > self.around.sentence.start) else { return false };
        let such = matches!(doc.folded(at), "celui" | "celle" | "ceux" | "celles");
        let kind = || {
            (at.saturating_sub(SUCH_REACH).max(self.around.sentence.start)..at)
                .any(|i| words.kinds.at(doc, i).is_some())
        };
        let last = || {
            self.out[self.from..]
                .last()
                .is_some_and(|m| m.particle.is_some() || self.awaited.binary_search(&m.tokens.start).is_ok())
        };
        self.lang == Lang::Fr && such && words.links.has(doc, start - 1) && (kind() || last())
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

/// True for the small end of a name behind an apostrophe: the 'a' of "Sana'a".
pub(super) fn is_name_end(doc: &Document, i: usize) -> bool {
    let end = |t: &Token| t.join == Join::Apostrophe && t.case == Case::Lower && t.kind == TokenKind::Word;
    doc.tokens.get(i).is_some_and(end) && !matches!(doc.folded(i), "s" | "t" | "re" | "ve" | "ll" | "d" | "m")
}

/// Kind words that behind an unknown name make it a place ('Xindu village'); 'base' and 'site' do not.
fn names_a_place(kind: PlaceKind) -> bool {
    use PlaceKind::{
        Chiefdom, City, Groupement, Hill, Island, Lake, Neighbourhood, Province, River, Territory, Town, Village,
    };
    matches!(
        kind,
        City | Town
            | Village
            | Neighbourhood
            | Groupement
            | Chiefdom
            | Territory
            | Province
            | Hill
            | Lake
            | Island
            | River
    )
}

/// Kind words of ground that many a name stands before, also of people: they need a preposition and an article as well.
fn names_ground(kind: PlaceKind) -> bool {
    use PlaceKind::{Airport, BorderPost, Bridge, Mine, Park, Port, Region, Volcano};
    matches!(kind, Airport | BorderPost | Bridge | Mine | Park | Port | Region | Volcano)
}
