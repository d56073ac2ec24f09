//! What the words before and behind a name say of it: kind, relation, office, person.

use std::ops::Range;

use super::mention::{Relation, Role, Spatial};
use super::words::PlaceWords;
use crate::region::PlaceKind;
use crate::text::{Case, Document, Join, TokenKind, Word};

/// As many words before a name leave no doubt that it is a place's.
const SURE_WORDS: usize = 3;

/// The words around names in one sentence.
pub(super) struct Around<'d, 'a> {
    pub(super) doc: &'d Document<'a>,
    pub(super) words: &'d PlaceWords,
    /// The tokens of the sentence.
    pub(super) sentence: Range<usize>,
    /// True in a headline in Which Every Word Has A Capital, where capitals tell nothing.
    pub(super) title_case: bool,
}

/// What stands before a name.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent findings, read by name")]
pub(super) struct Before {
    /// Where the words that belong to the name begin.
    pub(super) start: usize,
    pub(super) particle: Option<Range<usize>>,
    pub(super) kind: Option<PlaceKind>,
    pub(super) spatial: Spatial,
    /// A 'between' stands before.
    pub(super) between: bool,
    /// A preposition or more announces a place.
    pub(super) announced: bool,
    /// Even an unknown name is a place here.
    pub(super) locative: bool,
    /// So is one of several words: 'à hauteur de Garin Wanzam'.
    pub(super) surely: bool,
    pub(super) office: bool,
    /// 'the University of' stands before.
    pub(super) institution: bool,
}

impl<'d, 'a> Around<'d, 'a> {
    pub(super) fn new(doc: &'d Document<'a>, words: &'d PlaceWords, sentence: Range<usize>) -> Self {
        let (mut lower, mut capital) = (0, 0);
        for i in sentence.clone() {
            let t = &doc.tokens[i];
            if t.kind == TokenKind::Word && t.end - t.start >= 4 {
                if t.case == Case::Lower { lower += 1 } else { capital += 1 }
            }
        }
        Self { doc, words, sentence, title_case: capital >= 3 && lower * 4 <= capital }
    }

    /// Steps back over words of `set` from `at`, at most `most` times.
    fn skip_back(&self, set: &super::phrase::Phrases<()>, mut at: usize, most: usize) -> usize {
        for _ in 0..most {
            match set.before(self.doc, at) {
                Some((start, ())) if start >= self.sentence.start => at = start,
                _ => break,
            }
        }
        at
    }

    fn phrase_before<T: Copy>(&self, set: &super::phrase::Phrases<T>, at: usize) -> Option<(usize, T)> {
        set.before(self.doc, at).filter(|(start, _)| *start >= self.sentence.start)
    }

    /// Reads what stands before the name that begins at `name`.
    pub(super) fn before(&self, name: usize) -> Before {
        let w = self.words;
        let mut b = Before { start: name, ..Before::default() };
        let mut at = name;
        let linked = self.skip_back(&w.links, name, 3);
        for from in [linked, name] {
            if let Some((start, kind)) = self.phrase_before(&w.kinds, from) {
                b.particle = Some(start..name);
                b.kind = Some(kind);
                b.announced = true;
                b.locative = true;
                at = start;
                break;
            }
        }
        let linked = self.skip_back(&w.links, at, 3);
        if linked < at {
            b.office = self.phrase_before(&w.offices, linked).is_some();
            b.institution = self.phrase_before(&w.institutions, linked).is_some();
        }
        b.start = at;
        self.spatial(&mut b, at);
        b.surely = b.spatial.relation != Relation::In && b.start + SURE_WORDS <= at;
        let at = self.skip_back(&w.articles, b.start, 1);
        if self.phrase_before(&w.prepositions, at).is_some() || self.phrase_before(&w.prepositions, b.start).is_some() {
            b.announced = true;
        }
        if let Some((start, ())) = self.phrase_before(&w.locatives, b.start) {
            b.locative = true;
            b.surely |= start + SURE_WORDS <= b.start;
        }
        b
    }

    /// Distance, direction, nearness before token `at`.
    fn spatial(&self, b: &mut Before, at: usize) {
        let w = self.words;
        let bare = self.skip_back(&w.articles, at, 1);
        for from in [at, bare] {
            if let Some((start, ())) = self.phrase_before(&w.outskirts, from) {
                b.spatial.relation = Relation::Near;
                b.spatial.outskirts = true;
                return Self::found(b, start);
            }
            if let Some((start, ())) = self.phrase_before(&w.near, from) {
                b.spatial.relation = Relation::Near;
                return Self::found(b, start);
            }
            if let Some((start, ())) = self.phrase_before(&w.toward, from) {
                b.spatial.relation = Relation::Toward;
                return Self::found(b, start);
            }
            if let Some((start, ())) = self.phrase_before(&w.between, from) {
                b.between = true;
                return Self::found(b, start);
            }
        }
        let mut linked = self.skip_back(&w.links, at, 3);
        if let Some((start, ())) = self.phrase_before(&w.border, linked).filter(|_| linked < at) {
            b.spatial.relation = Relation::Near;
            b.spatial.border = true;
            return Self::found(b, start);
        }
        // 'southeast of the strategic river port of Kisangani'
        let far = self.skip_adjectives(at);
        let of = self.skip_back(&w.links, far, 3);
        if of < far && far < at && self.phrase_before(&w.compass, of).is_some() {
            linked = of;
        }
        if let Some((start, bearing)) = self.phrase_before(&w.compass, linked) {
            b.spatial.bearing = Some(bearing);
            // 'northern Kivu' and 'in the north of Kivu' lie inside, 'north of Goma' outside.
            let before = self.skip_back(&w.articles, start, 1);
            let inside = linked == at || (before < start && self.preposition_is_in(before)) || self.is_part(start);
            b.spatial.relation = if inside { Relation::In } else { Relation::Direction };
            Self::found(b, start);
            let to = self.skip_back(&w.articles, start, 1);
            let to = self.skip_back(&w.prepositions, to, 1);
            if let Some((start, metres)) = self.distance_before(to) {
                b.spatial.distance_m = Some(metres);
                b.spatial.relation = Relation::Direction;
                Self::found(b, start);
            }
            return;
        }
        let from = self.skip_back(&w.prepositions, at, 2);
        if let Some((start, metres)) = self.distance_before(from).filter(|_| from < at) {
            b.spatial.distance_m = Some(metres);
            b.spatial.relation = Relation::Near;
            Self::found(b, start);
        }
    }

    /// The first of at most three lower-case words before token `at` that may be adjectives.
    fn skip_adjectives(&self, at: usize) -> usize {
        let w = self.words;
        let is_adjective = |i: usize| {
            let t = &self.doc.tokens[i];
            t.kind == TokenKind::Word
                && t.case == Case::Lower
                && !(w.stops.has(self.doc, i)
                    || w.prepositions.has(self.doc, i)
                    || w.articles.has(self.doc, i)
                    || w.links.has(self.doc, i)
                    || w.and.at(self.doc, i).is_some())
        };
        let first = at.saturating_sub(3).max(self.sentence.start);
        (first..at).rev().take_while(|&i| is_adjective(i)).last().unwrap_or(at)
    }

    fn found(b: &mut Before, start: usize) {
        b.start = start;
        b.announced = true;
        // A direction word inside a name ('Northern Ireland') announces nothing; the others do.
        b.locative |= b.spatial.relation != Relation::In || b.between;
    }

    fn preposition_is_in(&self, before: usize) -> bool {
        before > self.sentence.start && matches!(self.doc.folded(before - 1), "in" | "dans" | "en")
    }

    /// 'la partie est de', 'the eastern part of'.
    fn is_part(&self, compass: usize) -> bool {
        compass > self.sentence.start && self.doc.folded(compass - 1) == "partie"
    }

    /// The distance that ends before `end`: its first token, and metres.
    fn distance_before(&self, mut end: usize) -> Option<(usize, f64)> {
        let doc = self.doc;
        // 'à 20 km (12 miles) au nord'
        if end > self.sentence.start && doc.word(end - 1) == ")" {
            let open = (self.sentence.start..end).rev().take(5).find(|&i| doc.word(i) == "(")?;
            end = open;
        }
        let last = end.checked_sub(1).filter(|&i| i >= self.sentence.start)?;
        // '12km' is one word.
        if let Some(metres) = self.glued_distance(last) {
            return Some((last, metres));
        }
        let (unit, metres) = self.phrase_before(&self.words.units, end)?;
        let number = unit.checked_sub(1).filter(|&i| i >= self.sentence.start)?;
        if doc.tokens[number].kind == TokenKind::Number {
            return Some((number, number_of(doc.word(number))? * metres));
        }
        let (start, n) = self.phrase_before(&self.words.numbers, unit)?;
        Some((start, n * metres))
    }

    fn glued_distance(&self, i: usize) -> Option<f64> {
        let word = self.doc.folded(i);
        let digits = word.find(|c: char| !c.is_ascii_digit()).filter(|&n| n > 0)?;
        let unit = &word[digits..];
        let metres = self.words.units.value_of(Word::of(unit))?;
        Some(word[..digits].parse::<f64>().ok()? * metres)
    }

    /// True for a capitalised word that is joined to the name by nothing but a space and starts no sentence: a part
    /// of a longer name ('Willy Ngoma', 'Radio Kivu').
    pub(super) fn capital_before(&self, name: usize) -> bool {
        if self.title_case || name <= self.sentence.start || self.doc.tokens[name].join != Join::Space {
            return false;
        }
        let i = name - 1;
        let t = &self.doc.tokens[i];
        let w = self.words;
        t.kind == TokenKind::Word
            && t.case != Case::Lower
            && !w.stops.has(self.doc, i)
            && !w.prepositions.has(self.doc, i)
            && !w.modifiers.has(self.doc, i)
            && w.compass.before(self.doc, name).is_none()
            && w.kinds.before(self.doc, name).is_none()
            && w.near.before(self.doc, name).is_none()
            && !(i == self.sentence.start && self.words.articles.has(self.doc, i))
        // 'Rebels Goma' is nowhere written; a first word followed by a name is mostly a first name.
    }

    /// True for a capitalised word behind the name that makes it part of a longer one ('Goma University').
    pub(super) fn capital_behind(&self, end: usize) -> bool {
        if self.title_case || end >= self.sentence.end {
            return false;
        }
        let t = &self.doc.tokens[end];
        let w = self.words;
        t.kind == TokenKind::Word
            && t.join == Join::Space
            && t.case == Case::Title
            && !w.stops.has(self.doc, end)
            && !w.titles.has(self.doc, end)
            && w.kinds.at(self.doc, end).is_none()
            && w.roads.at(self.doc, end).is_none()
            && w.border.at(self.doc, end).is_none()
    }

    /// The kind word behind a name ('Masisi territory', 'Jabalia refugee camp'), or in apposition
    /// ('Kaliki, a village in'): one past it, the kind, and whether it is an apposition.
    pub(super) fn kind_behind(&self, end: usize) -> Option<(usize, PlaceKind, bool)> {
        let doc = self.doc;
        if end >= self.sentence.end {
            return None;
        }
        if doc.tokens[end].join == Join::Space
            && let Some((after, kind)) = self.words.kinds.at(doc, end)
        {
            // 'in Sake village of Kimoka': the kind word belongs to the next name, as French always writes it.
            let links = self.words.links.at(doc, after).is_some();
            return (!links && after <= self.sentence.end).then_some((after, kind, false));
        }
        if doc.word(end) != "," {
            return None;
        }
        // A comma, an article, at most two words, a kind word.
        for at in end + 1..(end + 4).min(self.sentence.end) {
            if doc.tokens[at].kind == TokenKind::Punct || doc.tokens[at].case != Case::Lower {
                return None;
            }
            if let Some((after, kind)) = self.words.kinds.at(doc, at) {
                return Some((after, kind, true));
            }
            if at == end + 1 && !is_indefinite(doc.folded(at)) {
                return None;
            }
        }
        None
    }

    /// True when a name is told where it lies: 'X, 60 km plus au sud', 'X, dans le territoire de', 'X, à 20 km de'.
    pub(super) fn is_told_where(&self, end: usize) -> bool {
        let (doc, w) = (self.doc, self.words);
        if end + 2 >= self.sentence.end || doc.word(end) != "," {
            return false;
        }
        let after = |at: usize| (at..self.sentence.end.min(at + 4)).find(|&i| w.units.at(doc, i).is_some());
        let number = |i: usize| doc.tokens[i].kind == TokenKind::Number || w.numbers.at(doc, i).is_some();
        // 'à une vingtaine de kilomètres', '60 km plus au sud'
        let far = after(end + 2).is_some_and(|unit| (end + 1..unit).any(number))
            && (end + 1..end + 5).all(|i| doc.tokens.get(i).is_some_and(|t| t.kind != TokenKind::Punct));
        let led = matches!(doc.folded(end + 1), "dans" | "en" | "au" | "localite" | "village");
        let at = if w.articles.has(doc, end + 2) { end + 3 } else { end + 2 };
        let area = w.kinds.at(doc, at).is_some_and(|(_, kind)| kind.is_area());
        far || led && area
    }

    /// A title before the name, also an abbreviated one ('Gen. Goma').
    fn title_before(&self, name: usize) -> bool {
        let stop = name.checked_sub(1).filter(|&i| self.doc.word(i) == "." && self.doc.tokens[i].join == Join::Glued);
        self.phrase_before(&self.words.titles, stop.unwrap_or(name)).is_some()
    }

    /// What the name is, by its neighbours. `state` tells that it names a country or province.
    pub(super) fn role(&self, name: &Range<usize>, before: &Before, known: bool, state: bool) -> Role {
        let w = self.words;
        if before.particle.is_none() && self.title_before(name.start) {
            return Role::Person;
        }
        if before.institution {
            return Role::InsideName;
        }
        if before.office {
            return Role::Office;
        }
        if self.capital_before(name.start) && before.particle.is_none() {
            let thing = w.institutions.before(self.doc, name.start).is_some()
                || w.things.before(self.doc, name.start).is_some()
                || self.doc.tokens[name.start - 1].case == Case::Upper;
            return if thing { Role::InsideName } else { Role::Person };
        }
        if name.end >= self.sentence.end {
            return Role::Place;
        }
        let behind = &self.doc.tokens[name.end];
        if behind.join == Join::Apostrophe && self.doc.folded(name.end) == "s" {
            let to = (name.end + 3).min(self.sentence.end);
            let thing = (name.end + 1..to).any(|i| w.powers.has(self.doc, i) || w.things.has(self.doc, i));
            return if thing { Role::Power } else { Role::Place };
        }
        if behind.join != Join::Space || self.title_case {
            return Role::Place;
        }
        if w.powers.at(self.doc, name.end).is_some() && (state || behind.case == Case::Lower) {
            return Role::Power;
        }
        if w.things.at(self.doc, name.end).is_some() {
            return Role::InsideName;
        }
        if known && self.capital_behind(name.end) {
            return if state { Role::Power } else { Role::InsideName };
        }
        Role::Place
    }
}

/// '20', '2,500', '3.5', '3,5'.
fn number_of(word: &str) -> Option<f64> {
    if let Some((whole, rest)) = word.split_once(',') {
        let glue = if rest.len() == 3 { "" } else { "." };
        return format!("{whole}{glue}{rest}").parse().ok();
    }
    word.parse().ok()
}

fn is_indefinite(word: &str) -> bool {
    let article = matches!(word, "a" | "an" | "the" | "un" | "une" | "le" | "la" | "autre" | "another");
    let number = matches!(word, "deux" | "trois" | "quatre" | "cinq" | "two" | "three" | "four" | "five");
    let size = matches!(
        word,
        "petit" | "petite" | "gros" | "grosse" | "grand" | "grande" | "modeste" | "simple" | "small" | "large"
    );
    article || number || size || word.starts_with("situe")
}
