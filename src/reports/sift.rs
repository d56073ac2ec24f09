//! Whether an article tells of any event: its triggers read, sentence by sentence and with no more found than they ask
//! for, until one of them does. Most articles of an archive tell of none, and are done with here.

use super::context::Context;
use super::read::Reader;
use crate::article::Article;
use crate::lexicon::{Scan, Scanner};
use crate::places::{self, PlaceMention};
use crate::text::Document;

/// An article before anything is found in it.
pub(super) struct Sifted<'s> {
    pub article: &'s Article,
    pub doc: &'s Document<'s>,
    pub scanner: &'s Scanner,
    /// The numbers of the text's words.
    pub words: &'s [u32],
}

/// What is found in an article, or in some of its sentences.
pub(super) struct Mentions<'m> {
    pub scan: &'m Scan,
    pub places: &'m [PlaceMention],
    /// The tokens, ascending, where a capitalised word is a place, known or not.
    pub awaited: &'m [usize],
}

impl Reader<'_> {
    /// False when each trigger of the article tells of nothing.
    pub(super) fn tells(&self, text: &Sifted) -> bool {
        let told = text.scanner.sentences_told(text.doc, text.words);
        let (mut rest, mut many) = (told.as_slice(), 1);
        while !rest.is_empty() {
            // War is told of in the first sentences; those of peace are better read together.
            let (some, others) = rest.split_at(many.min(rest.len()));
            if self.some_tell(text, some) {
                return true;
            }
            (rest, many) = (others, 2 * many);
        }
        false
    }

    /// False when each trigger of some sentences tells of nothing, read without the others.
    fn some_tell(&self, text: &Sifted, told: &[usize]) -> bool {
        let Sifted { article, doc, scanner, words } = *text;
        let before = |&s: &usize| if scanner.leans_back(doc, words, s) { s.saturating_sub(1) } else { s };
        let mut sentences: Vec<usize> = told.iter().flat_map(|s| [before(s), *s]).collect();
        sentences.dedup();
        let mut scan = scanner.scan_in(doc, words, sentences.iter().copied());
        let mut awaited = scanner.awaited(doc, &scan);
        let Some(mut places) = self.places.find_some(doc, &sentences, article.lang, &awaited) else { return true };
        let elsewhere = self.places.named_elsewhere(doc, &sentences, article.lang, &places);
        if !elsewhere.is_empty() {
            sentences.extend(elsewhere);
            sentences.sort_unstable();
            scan = scanner.scan_in(doc, words, sentences.iter().copied());
            awaited = scanner.awaited(doc, &scan);
            let Some(found) = self.places.find_some(doc, &sentences, article.lang, &awaited) else { return true };
            places = found;
        }
        if await_again(doc, &places, &mut awaited) {
            let Some(found) = self.places.find_some(doc, &sentences, article.lang, &awaited) else { return true };
            places = found;
        }
        let context: Context =
            self.context(article, doc, &Mentions { scan: &scan, places: &places, awaited: &awaited });
        context.read_triggers().iter().any(Result::is_ok)
    }
}

/// Adds the tokens where a name stands that the text announces as a place elsewhere; false when there are none.
pub(super) fn await_again(doc: &Document, places: &[PlaceMention], awaited: &mut Vec<usize>) -> bool {
    let again = places::named_again(doc, places);
    if again.is_empty() {
        return false;
    }
    awaited.extend(again);
    awaited.sort_unstable();
    awaited.dedup();
    true
}
