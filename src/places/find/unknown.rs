//! Names that no table knows: the words around them announce a place.

use std::ops::Range;

use super::announced::names_a_place;
use super::{Finder, mention_end};
use crate::article::Lang;
use crate::places::PlaceRef;
use crate::places::around::Before;
use crate::text::{Case, Join, TokenKind, Word};

impl Finder<'_, '_, '_> {
    /// A name that no table knows but the text announces at token `i`: one past its end.
    pub(super) fn unknown(&mut self, i: usize, limit: usize) -> Option<usize> {
        let (doc, words) = (self.around.doc, self.around.words);
        if !self.may_begin(i) || self.is_direction(i, limit) {
            return None;
        }
        let mut before = self.around.before(i);
        let post = self.post(i, limit).filter(|_| before.announced);
        let end = post.or_else(|| self.reach(i, limit, &before))?;
        if post.is_none() && !self.is_announced(i, end, limit, &mut before) {
            return None;
        }
        if before.office || before.institution || before.particle.is_none() && words.titles.before(doc, i).is_some() {
            return None;
        }
        // 'a MiG-21'
        let numbered = doc.tokens.get(end).is_some_and(|t| t.join == Join::Hyphen && t.kind == TokenKind::Number);
        if before.particle.is_none() && numbered {
            return None;
        }
        // 'Defence Minister Robert Hill', 'Vice-Admiral Kulakov'
        if before.particle.is_none() && (i + 1..end).any(|k| words.titles.has(doc, k)) {
            return None;
        }
        if before.particle.is_none()
            && self.around.kind_behind(end).is_none()
            && self.around.elsewhere.is_titled(doc, words, end - 1)
        {
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

    /// True for the direction before a name that a table knows: 'North Cotabato', 'North-Western Sydney'.
    fn is_direction(&self, i: usize, limit: usize) -> bool {
        let doc = self.around.doc;
        let next = self.around.words.compass.at(doc, i).map(|(end, _)| end).filter(|&end| end < limit);
        next.is_some_and(|next| {
            doc.tokens[next].join == Join::Space && self.index.name_at(doc, next, limit, |_| true).is_some()
        })
    }

    /// One past a name at token `i`: over names that a table knows where the words before want a place or a kind word
    /// follows ('to Dar As Salam locality').
    fn reach(&self, i: usize, limit: usize, before: &Before) -> Option<usize> {
        let far = self.run(i, limit, true)?;
        let surely = before.locative || before.particle.is_some() || self.is_awaited(i);
        let kind = || self.around.kind_behind(far).is_some_and(|(_, kind, _)| names_a_place(kind));
        if surely || kind() { Some(far) } else { self.run(i, limit, false) }
    }

    /// True where a name of the tables that ends before `end` is only the front of a longer one, which the words around
    /// it make a place: 'le camp d'Abou Chouk', 'entered Nova Zambezia, a village'.
    pub(super) fn is_front(&self, i: usize, end: usize, limit: usize, before: &Before) -> bool {
        let doc = self.around.doc;
        if !self.around.capital_behind(end) {
            return false;
        }
        let wanted = before.locative || before.particle.is_some() || self.is_awaited(i);
        let next = self.index.name_at(doc, end, limit, |_| true);
        let area = |found: &crate::places::index::Found| {
            found.rows.iter().filter_map(|&r| self.index.row(r)).any(|r| r.kind.is_area())
        };
        let arabic = doc.tokens[end].case == Case::Lower;
        let kind = || {
            let far = self.run(i, limit, true).unwrap_or(end);
            self.around.kind_behind(far).is_some_and(|(_, kind, _)| names_a_place(kind))
        };
        wanted && (arabic || next.is_none() || self.lang == Lang::En && !next.is_some_and(|n| area(&n))) || kind()
    }

    /// A post along a road, which is called by its distance: 'PK12', 'Kilometer 52'. One past it.
    fn post(&self, i: usize, limit: usize) -> Option<usize> {
        let (doc, w) = (self.around.doc, self.around.words);
        if w.posts.has(doc, i) {
            return (i + 1 < limit && doc.tokens[i + 1].kind == TokenKind::Number).then_some(i + 2);
        }
        let word = doc.folded(i).trim_end_matches(|c: char| c.is_ascii_digit());
        (word.len() < doc.folded(i).len() && w.posts.has_word(Word::of(word))).then_some(i + 1)
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
}
