//! What stands behind a name: a kind word, an apposition, how far it lies from elsewhere.

use super::Around;
use crate::article::Lang;
use crate::region::PlaceKind;
use crate::text::{Case, Join, TokenKind};

impl Around<'_, '_> {
    /// The kind word behind a name ('Masisi territory', 'Jabalia refugee camp'), or in apposition
    /// ('Kaliki, a village in'): one past it, the kind, and whether it is an apposition.
    pub(in crate::places) fn kind_behind(&self, end: usize) -> Option<(usize, PlaceKind, bool)> {
        let doc = self.doc;
        if end >= self.sentence.end {
            return None;
        }
        if doc.tokens[end].join == Join::Space
            && let Some((after, kind)) = self.words.kinds.at(doc, end)
        {
            // 'in Sake village of Kimoka': the kind word belongs to the next name, as French always writes it.
            let links = self.words.links.at(doc, after).is_some() && !self.is_kind_of_name_before(end);
            // 'Camborne Town Council', 'Kasese District Commissioner'
            let w = self.words;
            let longer = after < self.sentence.end
                && doc.tokens[after].case == Case::Title
                && doc.tokens[after - 1].case == Case::Title
                && [&w.offices, &w.titles, &w.things, &w.powers, &w.institutions].iter().any(|set| set.has(doc, after));
            return (!links && !longer && after <= self.sentence.end).then_some((after, kind, false));
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

    /// True for an English kind word at token `kind` that the name before it bears, whatever 'of' follows: 'the Barmal
    /// district of Paktika', "Mosul's Zarin area of".
    pub(super) fn is_kind_of_name_before(&self, kind: usize) -> bool {
        let (doc, first) = (self.doc, self.sentence.start);
        let named = |i: usize| {
            let t = &doc.tokens[i];
            let hyphened =
                t.join == Join::Hyphen || doc.tokens.get(i + 1).is_some_and(|next| next.join == Join::Hyphen);
            t.kind == TokenKind::Word && (t.case == Case::Title || hyphened) && !self.words.stops.has(doc, i)
        };
        if self.lang != Lang::En || self.title_case || doc.tokens[kind].case != Case::Lower {
            return false;
        }
        let start = (first..kind).rev().take_while(|&i| named(i)).last();
        start.is_some_and(|start| start > first && (self.words.articles.has(doc, start - 1) || self.is_owned(start)))
    }

    /// True behind a name with "'s": what a place owns is ground.
    pub(in crate::places) fn is_owned(&self, i: usize) -> bool {
        let owner = i.checked_sub(1).filter(|&s| s > self.sentence.start);
        owner.is_some_and(|s| self.doc.possessive(s).is_some())
    }

    /// True when a name is told where it lies: 'X, 60 km plus au sud', 'X, dans le territoire de', 'X, à 20 km de'.
    pub(in crate::places) fn is_told_where(&self, end: usize) -> bool {
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
