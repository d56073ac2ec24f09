//! Whether an article tells of any event: its triggers read, sentence by sentence and with no more places found than they
//! ask for, until one of them does. Most articles of an archive tell of none, and are done with here.

use super::context::{Context, any_in};
use crate::places::Sought;

impl Context<'_> {
    /// False when each trigger of the article tells of nothing. `words` are the numbers of the text's words; the places
    /// found on the way are left in place of those named before.
    pub(super) fn tells(&mut self, words: &[u32], places: &mut Sought) -> bool {
        let told = (0..self.doc.sentences.len()).filter(|&s| {
            let sentence = self.sentence(s);
            !self.triggers_in(&sentence).is_empty() && !any_in(&self.scan.not_war, &sentence)
        });
        let told: Vec<usize> = told.collect();
        let (mut rest, mut many) = (told.as_slice(), 1);
        while !rest.is_empty() {
            // War is told of in the first sentences; those of peace are better read together.
            let (some, others) = rest.split_at(many.min(rest.len()));
            if self.some_tell(some, words, places) {
                return true;
            }
            (rest, many) = (others, 2 * many);
        }
        false
    }

    /// False when each trigger of some sentences tells of nothing, read without the places of the others.
    fn some_tell(&mut self, told: &[usize], words: &[u32], places: &mut Sought) -> bool {
        let leans = |s: usize| self.scanner.leans_back(self.doc, words, s);
        let mut sentences: Vec<usize> =
            told.iter().flat_map(|&s| [s.saturating_sub(usize::from(leans(s))), s]).collect();
        sentences.dedup();
        let Some(named) = places.some(&mut sentences) else { return true };
        self.name_places(named);
        sentences.into_iter().any(|s| self.readings_in(s).any(|reading| reading.is_ok()))
    }
}
