//! How a phrase must be written to be what it stands for: capitals and accents.

use super::scan::Scanner;
use super::tag::Tag;
use crate::article::Lang;
use crate::text::{Case, Document, Hit, TokenKind};

/// Abbreviations of at most this many letters must stand in capitals: 'UN' is not the French 'un'.
const SHORT_NAME: usize = 4;

/// How many tokens may stand in the gap of a trigger ('drove … out of').
const MAX_GAP: usize = 7;

impl Scanner {
    /// One past the words behind a trigger's gap, or the hit's own end where it has none; `None` when they are missing.
    pub(super) fn tail_end(&self, doc: &Document, hit: &Hit<Tag>) -> Option<usize> {
        let Tag::Trigger { tail: Some(tail), .. } = hit.tag else { return Some(hit.end) };
        let words = &self.tails[usize::from(tail)];
        let stands = |at: usize| {
            words.iter().enumerate().all(|(k, word)| at + k < doc.tokens.len() && doc.folded(at + k) == word.as_str())
        };
        let within = |i: usize| doc.tokens.get(i).is_some_and(|t| t.kind != TokenKind::Punct);
        (hit.end..=hit.end + MAX_GAP)
            .take_while(|&at| at == hit.end || within(at - 1))
            .find(|&at| stands(at))
            .map(|at| at + words.len())
    }

    /// Names must bear their capitals, French participles their accents.
    pub(super) fn is_written_right(&self, doc: &Document, hit: &Hit<Tag>) -> bool {
        let first = doc.tokens[hit.start];
        match hit.tag {
            Tag::Actor { case: Case::Upper, .. } => first.case == Case::Upper,
            Tag::Actor { case: Case::Title, .. } => first.case != Case::Lower,
            Tag::Nationality(_) => self.lang == Lang::Fr || first.case != Case::Lower,
            Tag::Trigger { acute: Some(acute), .. } => {
                // Headlines in capitals bear no accents: there either reading may hold.
                first.case == Case::Upper || acute == ends_in_acute(doc.word(hit.start))
            }
            _ if hit.end == hit.start + 1 && first.end - first.start <= 3 => self.bears_its_accent(doc, hit),
            _ => true,
        }
    }

    /// False for 'à' where the lexicon means 'a'. Capitals may go without their accents.
    fn bears_its_accent(&self, doc: &Document, hit: &Hit<Tag>) -> bool {
        let (folded, word) = (doc.folded(hit.start), doc.word(hit.start));
        if word.is_ascii() && !self.accented.iter().any(|form| form == folded) {
            return true;
        }
        let mut forms = self.short.iter().filter(|(form, tag, _)| form == folded && *tag == hit.tag).peekable();
        forms.peek().is_none()
            || forms.any(|(_, _, accented)| {
                *accented != word.is_ascii() || (*accented && word.starts_with(char::is_uppercase))
            })
    }
}

/// The capitals that a name needs.
pub(super) fn needed_case(name: &str) -> Case {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    if name.chars().count() <= SHORT_NAME && letters.clone().all(char::is_uppercase) {
        Case::Upper
    } else if letters.next().is_some_and(char::is_uppercase) {
        Case::Title
    } else {
        Case::Lower
    }
}

/// True for a word that ends in an accented é, singular or plural.
fn ends_in_acute(word: &str) -> bool {
    let word = word.strip_suffix(['s', 'S']).unwrap_or(word);
    word.ends_with(['é', 'É']) || word.ends_with("e\u{301}")
}
