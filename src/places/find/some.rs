//! The places of a few sentences, and what they hang on elsewhere in the text: a name that no table knows is a place all
//! through a text that announces it once.

use super::PlaceIndex;
use crate::article::Lang;
use crate::places::around::Around;
use crate::places::mention::{PlaceMention, Role};
use crate::text::{Case, Document};

impl PlaceIndex<'_> {
    /// The places of some sentences alone. `None` when one of them heads its paragraph like a dateline: what it is
    /// then hangs on the other paragraphs.
    pub(crate) fn find_some(
        &self,
        doc: &Document,
        sentences: &[usize],
        lang: Lang,
        awaited: &[usize],
    ) -> Option<Vec<PlaceMention>> {
        let (words, mut out) = (self.words(lang), Vec::new());
        for tokens in sentences.iter().filter_map(|&s| doc.sentences.get(s)).map(|s| &s.tokens) {
            let around = Around::new(doc, words, tokens.clone());
            self.find_within(&around, tokens.clone(), lang, awaited, &mut out);
        }
        out.iter().all(|m| m.role != Role::Dateline).then_some(out)
    }

    /// The other sentences, by number and in order, with a capitalised word of `sentences` that may be a name no table
    /// knows: if one of them announces it as a place, it is one here too. `places` are those of `sentences`.
    pub(crate) fn named_elsewhere(
        &self,
        doc: &Document,
        sentences: &[usize],
        lang: Lang,
        places: &[PlaceMention],
    ) -> Vec<usize> {
        let words = self.words(lang);
        let mut out = Vec::new();
        for i in sentences.iter().filter_map(|&s| doc.sentences.get(s)).flat_map(|s| s.tokens.clone()) {
            let t = &doc.tokens[i];
            let may_begin = t.case == Case::Title
                && (t.end - t.start == 1 || !words.stops.has(doc, i))
                && !words.titles.has(doc, i);
            if may_begin && !is_taken(places, i) {
                let again = (0..doc.tokens.len()).filter(|&k| doc.keys()[k] == doc.key(i)).map(|k| doc.sentence_of(k));
                out.extend(again.filter(|s| sentences.binary_search(s).is_err()));
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// True when token `i` is part of a name already found.
fn is_taken(places: &[PlaceMention], i: usize) -> bool {
    let next = places.partition_point(|p| p.tokens.end <= i);
    places.get(next).is_some_and(|p| p.tokens.start <= i)
}

/// The tokens where a name begins that is in no table and that the text announces as a place somewhere else.
#[must_use]
pub fn named_again(doc: &Document, places: &[PlaceMention]) -> Vec<usize> {
    let mut names: Vec<Vec<&str>> = places
        .iter()
        .filter(|p| p.candidates.is_empty() && p.announced && p.role == Role::Place)
        .map(|p| p.tokens.clone().map(|k| doc.folded(k)).collect())
        .collect();
    names.sort_unstable();
    names.dedup();
    let is_name = |i: usize| {
        let first = names.partition_point(|n| n.first().is_some_and(|&w| w < doc.folded(i)));
        names[first..]
            .iter()
            .take_while(|n| n.first() == Some(&doc.folded(i)))
            .any(|n| n.iter().enumerate().all(|(k, &w)| i + k < doc.tokens.len() && doc.folded(i + k) == w))
    };
    if names.is_empty() {
        return Vec::new();
    }
    (0..doc.tokens.len()).filter(|&i| doc.tokens[i].case == Case::Title && !is_taken(places, i) && is_name(i)).collect()
}
