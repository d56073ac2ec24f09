//! What the words before and behind a name say of it: kind, relation, office, person.

mod behind;
mod elsewhere;
mod spatial;

use std::ops::Range;

pub(super) use elsewhere::Elsewhere;

use super::mention::{Relation, Role, Spatial};
use super::words::PlaceWords;
use crate::article::Lang;
use crate::region::PlaceKind;
use crate::text::{Case, Document, Join, TokenKind};

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
    pub(super) lang: Lang,
    /// What the rest of the text tells.
    pub(super) elsewhere: &'d Elsewhere,
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
    pub(super) fn new(
        doc: &'d Document<'a>,
        words: &'d PlaceWords,
        sentence: Range<usize>,
        lang: Lang,
        elsewhere: &'d Elsewhere,
    ) -> Self {
        let (mut lower, mut capital) = (0, 0);
        for i in sentence.clone() {
            let t = &doc.tokens[i];
            if t.kind == TokenKind::Word && t.end - t.start >= 4 {
                if t.case == Case::Lower { lower += 1 } else { capital += 1 }
            }
        }
        Self { doc, words, sentence, title_case: capital >= 3 && lower * 4 <= capital, lang, elsewhere }
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
        // 'un carré dit « Makubuli »'
        let quoted = name > self.sentence.start && matches!(self.doc.word(name - 1), "«" | "“" | "\"");
        let bare = name - usize::from(quoted);
        let linked = self.skip_back(&w.links, bare, 3);
        // 'poste-frontière albanais de Morina'
        let one = linked + 1 == bare && matches!(self.doc.folded(linked), "de" | "d");
        let adjective = if one { self.skip_adjectives(linked).max(linked.saturating_sub(1)) } else { linked };
        for from in [linked, bare, adjective] {
            let own = |&(start, _): &(usize, PlaceKind)| from == name || !self.is_kind_of_name_before(start);
            if let Some((start, kind)) = self.phrase_before(&w.kinds, from).filter(own) {
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
        if linked + 1 == at && self.is_held(linked) {
            b.announced = true;
            b.locative = true;
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

    /// True behind what lies in a place and is told by its name: 'residents of', 'l'hôpital gouvernemental de'.
    fn is_held(&self, link: usize) -> bool {
        if !matches!(self.doc.folded(link), "of" | "de" | "d") {
            return false;
        }
        let adjective = link.checked_sub(1).filter(|&k| {
            k > self.sentence.start
                && self.doc.tokens[k].kind == TokenKind::Word
                && self.doc.tokens[k].case == Case::Lower
        });
        [Some(link), adjective].into_iter().flatten().any(|at| self.phrase_before(&self.words.holders, at).is_some())
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
        // 'Bab el-Oued'
        let arabic = matches!(self.doc.folded(end), "al" | "el")
            && self.doc.tokens.get(end + 1).is_some_and(|t| t.join == Join::Hyphen && t.case == Case::Title);
        t.kind == TokenKind::Word
            && t.join == Join::Space
            && (t.case == Case::Title || arabic)
            && !w.stops.has(self.doc, end)
            && !w.titles.has(self.doc, end)
            && w.kinds.at(self.doc, end).is_none()
            && w.roads.at(self.doc, end).is_none()
            && w.border.at(self.doc, end).is_none()
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
        if let Some(owned) = self.doc.possessive(name.end) {
            let thing = (owned..(owned + 2).min(self.sentence.end))
                .any(|i| w.powers.has(self.doc, i) || w.things.has(self.doc, i));
            return if thing { Role::Power } else { Role::Place };
        }
        if behind.join != Join::Space || self.title_case {
            return Role::Place;
        }
        let site = w.kinds.at(self.doc, name.end).is_some();
        if !site && w.powers.at(self.doc, name.end).is_some() && (state || behind.case == Case::Lower) {
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
