//! Distance, direction and nearness before a name: '20 km north of', 'on the outskirts of'.

use super::{Around, Before};
use crate::places::mention::Relation;
use crate::text::{Case, TokenKind, Word};

impl Around<'_, '_> {
    /// Distance, direction, nearness before token `at`.
    pub(super) fn spatial(&self, b: &mut Before, at: usize) {
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
    pub(in crate::places) fn skip_adjectives(&self, at: usize) -> usize {
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
}

/// '20', '2,500', '3.5', '3,5'.
fn number_of(word: &str) -> Option<f64> {
    if let Some((whole, rest)) = word.split_once(',') {
        let glue = if rest.len() == 3 { "" } else { "." };
        return format!("{whole}{glue}{rest}").parse().ok();
    }
    word.parse().ok()
}
