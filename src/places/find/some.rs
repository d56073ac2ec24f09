//! The places of a text, found sentence by sentence and each only once, and what they hang on elsewhere in the text: a
//! name that no table knows is a place all through a text that announces it once.

use super::{PlaceIndex, dateline};
use crate::article::Lang;
use crate::places::around::{Around, Elsewhere};
use crate::places::mention::{PlaceMention, Role};
use crate::text::{Case, Document, WordMap};

/// The places of one text, as far as they have been asked for.
pub(crate) struct Sought<'s> {
    index: &'s PlaceIndex<'s>,
    doc: &'s Document<'s>,
    lang: Lang,
    /// The tokens, ascending, where a capitalised word is a place, known or not: what stands before it wants one
    /// ('recaptured Dinder', 'the fall of Dinder').
    awaited: Vec<usize>,
    /// Those of each sentence that was asked for, numbered from its first.
    found: Vec<Option<Vec<PlaceMention>>>,
    /// What the whole text tells of a word.
    elsewhere: Elsewhere,
}

/// The places of a text or of some of its sentences.
#[derive(Debug, Default)]
pub(crate) struct Named {
    /// In the order of the text.
    pub(crate) places: Vec<PlaceMention>,
    /// The tokens, ascending, where a capitalised word is a place, known or not.
    pub(crate) awaited: Vec<usize>,
}

impl<'s> Sought<'s> {
    /// Nothing is found yet.
    pub(crate) fn new(index: &'s PlaceIndex<'s>, doc: &'s Document<'s>, lang: Lang, awaited: Vec<usize>) -> Self {
        Self { index, doc, lang, awaited, found: vec![None; doc.sentences.len()], elsewhere: Elsewhere::default() }
    }

    /// The places of the whole text.
    pub(crate) fn all(&mut self) -> Named {
        let all: Vec<usize> = (0..self.found.len()).collect();
        let mut places = self.of(&all);
        dateline::sort_heads(self.doc, &mut places);
        let Some(mut named) = self.again(&all, &places) else { return Named { places, awaited: self.awaited.clone() } };
        dateline::sort_heads(self.doc, &mut named.places);
        named
    }

    /// The places of some sentences, to which those are added that they hang on. `None` when one of them heads its
    /// paragraph like a dateline: what it is then hangs on the other paragraphs.
    pub(crate) fn some(&mut self, sentences: &mut Vec<usize>) -> Option<Named> {
        let no_heads = |named: &Named| named.places.iter().all(|m| m.role != Role::Dateline);
        let of = |sought: &mut Self, sentences: &[usize]| {
            Some(Named { places: sought.of(sentences), awaited: sought.awaited.clone() }).filter(no_heads)
        };
        let mut named = of(self, sentences)?;
        let elsewhere = self.named_elsewhere(sentences, &named.places);
        if !elsewhere.is_empty() {
            sentences.extend(elsewhere);
            sentences.sort_unstable();
            named = of(self, sentences)?;
        }
        self.again(sentences, &named.places).map_or(Some(named), |again| Some(again).filter(no_heads))
    }

    /// The places of some sentences, each seen by itself.
    fn of(&mut self, sentences: &[usize]) -> Vec<PlaceMention> {
        let mut out = Vec::new();
        for &s in sentences {
            self.add(s, &mut out);
        }
        out
    }

    /// Adds the places of a sentence.
    fn add(&mut self, sentence: usize, out: &mut Vec<PlaceMention>) {
        let Self { index, doc, lang, awaited, found, elsewhere } = self;
        let here = found[sentence].get_or_insert_with(|| {
            let mut here = Vec::new();
            index.find_in_sentence(doc, sentence, *lang, (awaited, elsewhere), &mut here);
            here
        });
        let before = out.len();
        let number = |in_sentence: Option<usize>| in_sentence.map(|n| before + n);
        out.extend(here.iter().map(|m| {
            let (container, landmark) = (number(m.container), number(m.landmark));
            PlaceMention { container, landmark, ..m.clone() }
        }));
    }

    /// The places of some sentences once more, where `places`, which were found in them, announce a name that stands
    /// elsewhere too ('in Orahovac'); `None` when they do not.
    fn again(&mut self, sentences: &[usize], places: &[PlaceMention]) -> Option<Named> {
        let again = named_again(self.doc, places);
        if again.is_empty() {
            return None;
        }
        let anew: Vec<usize> = again.iter().map(|&i| self.doc.sentence_of(i)).collect();
        let mut awaited = self.awaited.clone();
        awaited.extend(again);
        awaited.sort_unstable();
        awaited.dedup();
        let mut places = Vec::with_capacity(places.len());
        for &s in sentences {
            if anew.binary_search(&s).is_ok() {
                self.index.find_in_sentence(self.doc, s, self.lang, (&awaited, &self.elsewhere), &mut places);
            } else {
                self.add(s, &mut places);
            }
        }
        Some(Named { places, awaited })
    }

    /// The other sentences, by number and in order, with a capitalised word of `sentences` that may be a name no table
    /// knows: if one of them announces it as a place, it is one here too. `places` are those of `sentences`.
    fn named_elsewhere(&self, sentences: &[usize], places: &[PlaceMention]) -> Vec<usize> {
        let (doc, words) = (self.doc, self.index.words(self.lang));
        let mut wanted: WordMap<()> = WordMap::default();
        for i in sentences.iter().flat_map(|&s| doc.sentences[s].tokens.clone()) {
            let t = &doc.tokens[i];
            let may_begin = t.case == Case::Title
                && (t.end - t.start == 1 || !words.stops.has(doc, i))
                && !words.titles.has(doc, i);
            if may_begin && !is_taken(places, i) {
                wanted.insert(doc.key(i), ());
            }
        }
        let others = (0..doc.sentences.len()).filter(|s| sentences.binary_search(s).is_err());
        let names = |s: &usize| doc.keys()[doc.sentences[*s].tokens.clone()].iter().any(|key| wanted.contains_key(key));
        if wanted.is_empty() { Vec::new() } else { others.filter(names).collect() }
    }
}

impl PlaceIndex<'_> {
    /// Appends the places of one sentence to `out`.
    fn find_in_sentence(
        &self,
        doc: &Document,
        sentence: usize,
        lang: Lang,
        (awaited, elsewhere): (&[usize], &Elsewhere),
        out: &mut Vec<PlaceMention>,
    ) {
        let tokens = &doc.sentences[sentence].tokens;
        let around = Around::new(doc, self.words(lang), tokens.clone(), lang, elsewhere);
        self.find_within(&around, tokens.clone(), lang, awaited, out);
    }
}

/// True when token `i` is part of a name already found.
fn is_taken(places: &[PlaceMention], i: usize) -> bool {
    let next = places.partition_point(|p| p.tokens.end <= i);
    places.get(next).is_some_and(|p| p.tokens.start <= i)
}

/// The tokens where a name begins that is in no table and that the text announces as a place somewhere else.
fn named_again(doc: &Document, places: &[PlaceMention]) -> Vec<usize> {
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
