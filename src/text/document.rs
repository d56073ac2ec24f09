//! A text with its tokens and sentences.

use std::ops::Range;

use super::sentence::{Sentence, split};
use super::token::{Join, Token, TokenKind, tokenize};
use super::word::Word;

/// A text cut into sentences and tokens. All offsets are bytes into [`Document::text`].
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// The text as it stands in the article.
    pub text: &'a str,
    /// Its tokens in order.
    pub tokens: Vec<Token>,
    /// Its sentences in order; they cover every token.
    pub sentences: Vec<Sentence>,
    /// The folded forms of tokens that are not their own.
    folded: String,
    /// The folded form of each token, as a number.
    keys: Vec<Word>,
    /// The number of each token's sentence.
    sentence: Vec<u32>,
}

impl<'a> Document<'a> {
    /// Cuts a text. Never fails: any text has tokens, if perhaps none.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        // Newswire has a token each 5 to 6 bytes.
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut folded = String::with_capacity(text.len() / 4);
        let mut keys = Vec::with_capacity(text.len() / 5);
        tokenize(text, &mut tokens, &mut folded, &mut keys);
        let sentences = split(text, &tokens, &folded);
        let mut sentence = Vec::with_capacity(tokens.len());
        for (number, s) in sentences.iter().enumerate() {
            sentence.resize(s.tokens.end, number as u32);
        }
        Self { text, tokens, sentences, folded, keys, sentence }
    }

    /// The folded form of token `i` ('goma').
    #[must_use]
    pub fn folded(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.folded(self.text, &self.folded))
    }

    /// The folded form of token `i` as a number; [`Word::NONE`] behind the end.
    #[inline]
    #[must_use]
    pub fn key(&self, i: usize) -> Word {
        self.keys.get(i).copied().unwrap_or(Word::NONE)
    }

    /// [`Document::key`] of every token.
    #[must_use]
    pub fn keys(&self) -> &[Word] {
        &self.keys
    }

    /// Token `i` as written ('Goma').
    #[must_use]
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// The bytes that the tokens of `range` cover.
    #[must_use]
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        match (self.tokens.get(range.start), range.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }

    /// The text that the tokens of `range` cover.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> &'a str {
        &self.text[self.bytes(range)]
    }

    /// One past the mark of possession right behind a word that ends before token `end` ("the army's", "the rebels'").
    #[must_use]
    pub fn possessive(&self, end: usize) -> Option<usize> {
        let token = self.tokens.get(end)?;
        let s = token.join == Join::Apostrophe && self.folded(end) == "s";
        let mark = || token.join == Join::Glued && matches!(self.word(end), "'" | "\u{2019}");
        let plural = || end.checked_sub(1).is_some_and(|last| self.folded(last).ends_with('s'));
        let goes_on = || self.tokens.get(end + 1).is_some_and(|next| next.kind == TokenKind::Word);
        (s || mark() && plural() && goes_on()).then_some(end + 1)
    }

    /// The number of the sentence that token `i` stands in.
    #[must_use]
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentence.get(i).map_or(self.sentences.len(), |&number| number as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let doc = Document::new(text);
        doc.sentences.iter().map(|s| doc.slice(s.tokens.clone())).collect()
    }

    #[test]
    fn cuts_sentences() {
        for (text, expected) in [
            ("One fell. Two fled.", vec!["One fell.", "Two fled."]),
            ("Gen. Makenga spoke. He left.", vec!["Gen. Makenga spoke.", "He left."]),
            ("He said: “We left.” Then they came.", vec!["He said: “We left.”", "Then they came."]),
            ("« Ils fuient », a-t-il dit. Fin", vec!["« Ils fuient », a-t-il dit.", "Fin"]),
            ("The U.S. Army and J. Kabila met. End", vec!["The U.S. Army and J. Kabila met.", "End"]),
            ("Title without stop\nThe text begins. More", vec!["Title without stop", "The text begins.", "More"]),
            ("a line that is\nwrapped here. Next", vec!["a line that is\nwrapped here.", "Next"]),
            ("Le 6 nov. 2023 à Goma. Puis", vec!["Le 6 nov. 2023 à Goma.", "Puis"]),
            ("du Congo.Les otages voyageaient.", vec!["du Congo.", "Les otages voyageaient."]),
            (
                "la chefferie.D'après lui, c'est dit.L'armée nie.",
                vec!["la chefferie.", "D'après lui, c'est dit.", "L'armée nie."],
            ),
            ("le 3 juin 2020.C'était à 7SUR7.CD hier.", vec!["le 3 juin 2020.", "C'était à 7SUR7.CD hier."]),
            ("At 8 a.m. they left for ACTUALITE.CD offices.", vec!["At 8 a.m. they left for ACTUALITE.CD offices."]),
            ("It ended.\n\n\"The town is ours,\" he said.", vec!["It ended.", "\"The town is ours,\" he said."]),
            ("Really? yes! No.", vec!["Really? yes!", "No."]),
            ("", vec![]),
        ] {
            assert_eq!(sentences(text), expected, "{text}");
        }
    }

    #[test]
    fn possessives_are_seen() {
        for (text, at, expected) in [
            ("The army's camp", 2, Some(3)),
            ("the rebels' bases", 2, Some(3)),
            ("the rebels\u{2019} bases", 2, Some(3)),
            ("Rebels left", 1, None),
            ("'We took it from the rebels'", 8, None),
            ("l'armée a pris", 1, None),
        ] {
            assert_eq!(Document::new(text).possessive(at), expected, "{text}");
        }
    }

    #[test]
    fn any_bytes_make_a_document() {
        for text in
            ["\u{0}\u{1}", "'''---", "a'", "-a-", "\u{202e}x\u{2028}y", "😀😀 1.2.3.4", "..", ".a.b.", "1,", "1,2,3"]
        {
            let doc = Document::new(text);
            let covered: usize = doc.sentences.iter().map(|s| s.tokens.len()).sum();
            assert_eq!(covered, doc.tokens.len(), "{text:?}");
        }
    }
}
