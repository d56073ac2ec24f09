//! Whether a text is of war at all: a look at the words that its signs begin with, and no more.

use super::scan::Scanner;
use super::tag::Tag;
use crate::text::{Document, Hit, TokenKind};

/// In so few sentences an event may be told with no other sign of war.
const SHORT: usize = 4;

impl Scanner {
    /// True for a text with two signs of war, and for one too short to have any. One alone stands in many another text, too
    /// ('shot in Casablanca', 'first in the group'), and may be its subject. `words` are the numbers of its words.
    pub(crate) fn is_of_war(&self, doc: &Document, words: &[u32]) -> bool {
        let mut signs = self.signs(doc, words).map(|i| words[i]);
        doc.sentences.len() < SHORT || signs.next().is_some_and(|first| signs.any(|other| other != first))
    }

    /// The tokens where a sign of war begins.
    fn signs(&self, doc: &Document, words: &[u32]) -> impl Iterator<Item = usize> {
        let is_sign = move |&start: &usize| {
            let mut found = false;
            // 'The group', 'the movement': whoever was named before.
            let known = |hit: &Hit<Tag>| hit.end > start + 1 && self.traits(words[start]).article;
            self.at(doc, words, start, |hit, _| found |= hit.tag.is_sign(&self.rules) && !known(&hit));
            found
        };
        (0..words.len()).filter(|&i| self.traits(words[i]).sign).filter(is_sign)
    }

    /// True for a sentence that is not read without the one before: it has a pronoun, or goes on with words of that one,
    /// which ends without a mark.
    pub(crate) fn leans_back(&self, doc: &Document, words: &[u32], sentence: usize) -> bool {
        let tokens = doc.sentences[sentence].tokens.clone();
        let open = tokens.start.checked_sub(1).is_some_and(|last| doc.tokens[last].kind != TokenKind::Punct);
        open || tokens.into_iter().any(|i| self.traits(words[i]).pronoun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Lang;
    use crate::lexicon::Lexicon;
    use crate::region::Region;

    fn scanner() -> Scanner {
        Scanner::new(Lexicon::builtin(Lang::En), &Region::builtin("eastern-congo").unwrap())
    }

    #[test]
    fn texts_of_war_speak_of_it_twice() {
        let scanner = scanner();
        for (text, expected) in [
            ("Sake fell on Monday.", true),
            ("Shops opened. Rebels took Sake. Soldiers fled. The market was empty.", true),
            ("Shops opened. Her film was shot in Rome. He was shot by nobody. The market was full.", false),
            ("The home side took the lead. It leads the group. Rain fell. The minister visited Rome.", false),
        ] {
            let doc = Document::new(text);
            assert_eq!(scanner.is_of_war(&doc, &scanner.numbered(&doc)), expected, "{text}");
        }
    }

    #[test]
    fn sentences_with_a_pronoun_or_before_an_open_end_lean_back() {
        let scanner = scanner();
        let doc = Document::new("It rained. Rebels took Sake. They fled\n\nSoldiers took it.");
        let words = scanner.numbered(&doc);
        assert_eq!([1, 2, 3].map(|s| scanner.leans_back(&doc, &words, s)), [false, true, true]);
    }
}
