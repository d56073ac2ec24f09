//! The times that an article names, found sentence by sentence as they are asked for: most sentences tell of nothing.

use std::cell::OnceCell;

use crate::article::Lang;
use crate::dates::{self, TimeMention, TimeReader};
use crate::text::Document;

/// The times of one article.
pub(super) struct Times<'a> {
    doc: &'a Document<'a>,
    lang: Lang,
    /// A user's own words of time.
    own: Option<&'a TimeReader>,
    /// By sentence.
    found: Vec<OnceCell<Vec<TimeMention>>>,
}

impl<'a> Times<'a> {
    pub(super) fn new(doc: &'a Document<'a>, lang: Lang, own: Option<&'a TimeReader>) -> Self {
        Self { doc, lang, own, found: vec![OnceCell::new(); doc.sentences.len()] }
    }

    /// Those of sentence `s`, in order.
    pub(super) fn of(&self, s: usize) -> &[TimeMention] {
        let Some((found, sentence)) = self.found.get(s).zip(self.doc.sentences.get(s)) else { return &[] };
        found.get_or_init(|| {
            let mut out = Vec::new();
            match self.own {
                Some(reader) => reader.find(self.doc, sentence.tokens.clone(), &mut out),
                None => dates::find(self.doc, sentence.tokens.clone(), self.lang, &mut out),
            }
            out
        })
    }

    /// Those of the sentence that token `i` stands in.
    pub(super) fn around(&self, i: usize) -> &[TimeMention] {
        self.of(self.doc.sentence_of(i))
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &TimeMention> {
        (0..self.found.len()).flat_map(|s| self.of(s))
    }
}
