//! How far a name reaches: which words behind its first belong to it.

use super::Finder;
use crate::article::Lang;
use crate::text::{Case, Document, Join, Token, TokenKind};

/// Most words of a name that no table knows.
const LONGEST_UNKNOWN: usize = 4;

impl Finder<'_, '_, '_> {
    /// True for a word that may be one of a name.
    fn may_name(&self, k: usize) -> bool {
        let doc = self.around.doc;
        let t = &doc.tokens[k];
        is_initial(doc, k)
            || t.kind == TokenKind::Word
                && t.case != Case::Lower
                && t.end - t.start > 1
                && !self.around.words.stops.has(doc, k)
                && self.index.adjective_at(doc, k, k + 1).is_none()
    }

    /// True for a word that may be the first of a name that no table knows.
    pub(super) fn may_begin(&self, i: usize) -> bool {
        let (doc, w) = (self.around.doc, self.around.words);
        (self.may_name(i) || is_arabic_article(doc, i)) && !w.titles.has(doc, i)
    }

    /// One past the longest run of words at `i` that may be one name. With `through` also over names that a table
    /// knows: 'in Raya Madaya' is one place, whatever Madaya is.
    pub(super) fn run(&self, i: usize, limit: usize, through: bool) -> Option<usize> {
        let doc = self.around.doc;
        let kind = |k: usize| self.around.words.kinds.has(doc, k) && doc.tokens[k].case == Case::Title;
        if !self.may_begin(i) {
            return None;
        }
        let mut end = i + 1;
        while end < limit && end - i < LONGEST_UNKNOWN {
            let joined = matches!(doc.tokens[end].join, Join::Space | Join::Hyphen | Join::Apostrophe);
            if joined && self.may_name(end) && !kind(end) && !self.parts_at(end, limit, through)
                || is_name_end(doc, end)
                || is_hyphened_kind(self, end)
            {
                end += 1;
            } else if joined && end + 1 < limit && is_link(doc, end) && self.may_name(end + 1) && !kind(end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        (!(self.around.title_case && end - i > 2)).then_some(end)
    }

    /// True where a name of the tables begins that is none of the run's.
    fn parts_at(&self, i: usize, limit: usize, through: bool) -> bool {
        if self.around.doc.tokens[i].join != Join::Space {
            return false;
        }
        let Some(found) = self.index.name_at(self.around.doc, i, limit, |_| true) else { return false };
        !through
            || self.lang == Lang::Fr && found.rows.iter().filter_map(|&r| self.index.row(r)).any(|r| r.kind.is_area())
    }

    /// One past the numeral or the kind word that belongs to a name of the tables that ends before `end`: 'Mugunga III',
    /// 'Gaza-ville'.
    pub(super) fn tail(&self, end: usize, limit: usize) -> usize {
        let doc = self.around.doc;
        let numeral = end < limit
            && doc.tokens[end].join == Join::Space
            && matches!(doc.word(end), "II" | "III" | "IV" | "VI" | "VII" | "VIII" | "IX");
        end + usize::from(numeral || end < limit && is_hyphened_kind(self, end))
    }
}

/// A French kind word joined to its name by a hyphen: 'Gaza-ville', 'Masisi-centre'.
fn is_hyphened_kind(finder: &Finder, i: usize) -> bool {
    let doc = finder.around.doc;
    finder.lang == Lang::Fr && doc.tokens[i].join == Join::Hyphen && finder.around.words.kinds.has(doc, i)
}

/// A single capital that an apostrophe joins to its name: "M'Poko", "O'Smach".
fn is_initial(doc: &Document, i: usize) -> bool {
    let t = &doc.tokens[i];
    t.end - t.start == 1
        && t.case == Case::Title
        && doc.tokens.get(i + 1).is_some_and(|n| n.join == Join::Apostrophe && n.case == Case::Title)
        && !matches!(doc.folded(i), "l" | "d" | "s" | "c" | "j" | "t" | "i")
}

/// Small words within a name: 'Wad al-Noura', 'Mahmud-i-Raqi', 'Bana ya Mungu'.
fn is_link(doc: &Document, i: usize) -> bool {
    let hyphened = |k: usize| doc.tokens.get(k).is_some_and(|t| t.join == Join::Hyphen);
    let capital = doc.tokens[i].case == Case::Title && matches!(doc.folded(i), "as" | "es" | "ar" | "ad");
    matches!(doc.folded(i), "ya" | "wa" | "na" | "al" | "el")
        || capital
        || hyphened(i)
            && hyphened(i + 1)
            && doc.tokens[i].case == Case::Lower
            && doc.tokens[i].end - doc.tokens[i].start <= 3
}

/// True for the 'al' of 'al-Hamra', written small within its sentence.
pub(super) fn is_arabic_article(doc: &Document, i: usize) -> bool {
    matches!(doc.folded(i), "al" | "el" | "ar" | "as" | "ash" | "ad" | "az" | "an" | "at")
        && doc.tokens.get(i + 1).is_some_and(|t| t.join == Join::Hyphen && t.case == Case::Title)
}

/// True for the small end of a name behind an apostrophe: the 'a' of "Sana'a".
pub(super) fn is_name_end(doc: &Document, i: usize) -> bool {
    let end = |t: &Token| t.join == Join::Apostrophe && t.case == Case::Lower && t.kind == TokenKind::Word;
    doc.tokens.get(i).is_some_and(end) && !matches!(doc.folded(i), "s" | "t" | "re" | "ve" | "ll" | "d" | "m")
}
