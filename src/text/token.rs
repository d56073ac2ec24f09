//! Tokens: words, numbers and punctuation marks.

use serde::{Deserialize, Serialize};

use super::fold::fold_into;
use super::word::Word;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, possibly with digits inside or behind ('M23', '4th', '19h').
    Word,
    /// Digits with inner separators ('2,500', '3.5', '2022').
    Number,
    /// One mark.
    Punct,
}

/// The capitals of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Case {
    /// No capital at the front ('rebels', '40').
    Lower,
    /// A capital, then at least one small letter ('Goma').
    Title,
    /// Capitals only, at least two ('GOMA', 'FARDC', 'M23').
    Upper,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// White space, or the start of the text.
    Space,
    /// A hyphen or dash without spaces ('Goma-Sake', '2022-12-07'). The hyphen itself is no token.
    Hyphen,
    /// An apostrophe ("l'armée", "Rwanda's"). The apostrophe itself is no token.
    Apostrophe,
    /// Nothing ('Nov' and '.').
    Glued,
}

/// A word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Where its folded form begins in the document's folded text; [`OWN`] for a token that is its own folded form.
    fold_start: u32,
    /// Where it ends.
    fold_end: u32,
    /// Word, number or mark.
    pub kind: TokenKind,
    /// Its capitals.
    pub case: Case,
    /// What stands before it.
    pub join: Join,
}

/// What stands for the folded form of small letters, figures and marks: they are their own.
const OWN: u32 = u32::MAX;

impl Token {
    /// Its folded form; `text` and `folded` are those of its document.
    #[inline]
    pub(super) fn folded<'t>(&self, text: &'t str, folded: &'t str) -> &'t str {
        if self.fold_start == OWN {
            &text[self.start as usize..self.end as usize]
        } else {
            &folded[self.fold_start as usize..self.fold_end as usize]
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}' | '\u{2018}' | '\u{b4}' | '`')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{ad}')
}

fn is_word_char(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        // The letters of European press, without a look into tables.
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | '\u{300}'..='\u{36f}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// Cuts `text` into tokens, appends the folded forms of those that differ from theirs to `folded`, and what each is as a
/// number to `keys`. Texts beyond 4 GiB are cut there.
pub(super) fn tokenize(text: &str, tokens: &mut Vec<Token>, folded: &mut String, keys: &mut Vec<Word>) {
    let text = text.get(..u32::MAX as usize).unwrap_or(text);
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut join = Join::Space;
    while at < bytes.len() {
        if bytes[at] == b' ' {
            join = Join::Space;
            at += 1;
            continue;
        }
        // Most words are a few small letters, and are their own folded form.
        if let Some((end, key)) = small_word(bytes, at) {
            let (start, fold_start, fold_end) = (at as u32, OWN, 0);
            keys.push(key);
            tokens.push(Token {
                start,
                end: end as u32,
                fold_start,
                fold_end,
                kind: TokenKind::Word,
                case: Case::Lower,
                join,
            });
            join = Join::Glued;
            at = end;
            continue;
        }
        let (c, width) = char_at(text, at);
        if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
            join = Join::Space;
            at += width;
            continue;
        }
        let start = at;
        let (kind, case, plain) = if is_word_char(c) {
            let word = scan_word(text, at);
            at = word.end;
            (word.kind, word.case, word.plain)
        } else {
            // A hyphen or apostrophe between two words joins them; alone it is a mark.
            let next = (at + width < bytes.len()).then(|| char_at(text, at + width).0);
            let inner = join == Join::Glued
                && tokens.last().is_some_and(|t| t.end as usize == at && t.kind != TokenKind::Punct)
                && next.is_some_and(is_word_char);
            if inner && (is_hyphen(c) || is_apostrophe(c)) {
                join = if is_hyphen(c) { Join::Hyphen } else { Join::Apostrophe };
                at += width;
                continue;
            }
            at += width;
            (TokenKind::Punct, Case::Lower, c.is_ascii())
        };
        let fold_start = if plain { OWN } else { folded.len() as u32 };
        if plain {
            keys.push(Word::at(text, start, at));
        } else {
            let from = folded.len();
            fold_into(&text[start..at], folded);
            keys.push(Word::at(folded, from, folded.len()));
        }
        let fold_end = folded.len() as u32;
        tokens.push(Token { start: start as u32, end: at as u32, fold_start, fold_end, kind, case, join });
        join = Join::Glued;
    }
}

/// The end and the number of a word of fewer than eight small letters of ASCII at `at`, where another mark of ASCII ends
/// it; nothing for any other word, and near the end of the text.
#[inline]
fn small_word(bytes: &[u8], at: usize) -> Option<(usize, Word)> {
    const TOP: u64 = 0x8080_8080_8080_8080;
    const EACH: u64 = 0x0101_0101_0101_0101;
    let chunk = u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
    // The top bit of each byte that is not from a to z: those beyond 'z' and those that come below 'a'.
    let low = chunk & !TOP;
    let from_a = low + EACH * (0x80 - u64::from(b'a'));
    let beyond_z = low + EACH * (0x7f - u64::from(b'z'));
    let other = (chunk | !from_a | beyond_z) & TOP;
    let letters = (other.trailing_zeros() / 8) as usize;
    if letters == 0 || letters == 8 {
        return None;
    }
    let next = bytes[at + letters];
    let ends = next.is_ascii() && !next.is_ascii_alphanumeric();
    ends.then(|| (at + letters, Word::of_chunk(chunk, letters)))
}

fn char_at(text: &str, at: usize) -> (char, usize) {
    let b = text.as_bytes()[at];
    if b < 0x80 {
        return (char::from(b), 1);
    }
    text[at..].chars().next().map_or(('\u{fffd}', 1), |c| (c, c.len_utf8()))
}

/// A word or number as it was found.
struct Scanned {
    end: usize,
    kind: TokenKind,
    case: Case,
    /// True when it is its own folded form.
    plain: bool,
}

/// The word or number that begins at `at`.
fn scan_word(text: &str, at: usize) -> Scanned {
    let bytes = text.as_bytes();
    let mut end = at;
    let (mut letters, mut lower, mut first_upper, mut upper, mut ascii) = (0u32, 0u32, false, 0u32, true);
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'a'..=b'z' => {
                let run = bytes[end..].iter().take_while(|b| b.is_ascii_lowercase()).count();
                letters += run as u32;
                lower += run as u32;
                end += run;
            }
            b'A'..=b'Z' => {
                letters += 1;
                upper += 1;
                first_upper |= end == at;
                end += 1;
            }
            b'0'..=b'9' => end += 1,
            // '2,500' and '3.5' and '3,5' are one number; '5,12' as in 'on 5,12 and 19 May' is two.
            b'.' | b','
                if letters == 0
                    && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
                    && (byte == b'.'
                        || group_of_three(bytes, end + 1)
                        || !bytes.get(end + 2).is_some_and(u8::is_ascii_digit)) =>
            {
                end += 1;
            }
            0..0x80 => break,
            _ => {
                let (c, width) = char_at(text, end);
                if !is_word_char(c) {
                    break;
                }
                ascii = false;
                letters += 1;
                if !matches!(c, 'ß'..='ÿ') && c.is_uppercase() {
                    upper += 1;
                    first_upper |= end == at;
                } else {
                    lower += 1;
                }
                end += width;
            }
        }
    }
    let kind = if letters == 0 { TokenKind::Number } else { TokenKind::Word };
    let digits_inside = (end - at) as u32 > letters;
    let case = if lower == 0 && (upper >= 2 || (upper == 1 && digits_inside && first_upper)) {
        Case::Upper
    } else if first_upper {
        Case::Title
    } else {
        Case::Lower
    };
    Scanned { end, kind, case, plain: ascii && upper == 0 }
}

fn group_of_three(bytes: &[u8], at: usize) -> bool {
    bytes.get(at..at + 3).is_some_and(|g| g.iter().all(u8::is_ascii_digit))
        && !bytes.get(at + 3).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(String, Join)> {
        let (mut tokens, mut folded) = (Vec::new(), String::new());
        tokenize(text, &mut tokens, &mut folded, &mut Vec::new());
        tokens.iter().map(|t| (t.folded(text, &folded).to_owned(), t.join)).collect()
    }

    fn words(text: &str) -> Vec<String> {
        cut(text).into_iter().map(|(w, _)| w).collect()
    }

    #[test]
    fn cuts_words_numbers_and_marks() {
        for (text, expected) in [
            ("L'armée à Goma.", vec!["l", "armee", "a", "goma", "."]),
            ("Rwanda's army", vec!["rwanda", "s", "army"]),
            ("Goma-Sake, M23/AFC", vec!["goma", "sake", ",", "m23", "/", "afc"]),
            ("2,500 dead on 6 Nov. 2023", vec!["2,500", "dead", "on", "6", "nov", ".", "2023"]),
            ("2022-12-07", vec!["2022", "12", "07"]),
            ("3.5 km and 3,5 km", vec!["3.5", "km", "and", "3,5", "km"]),
            ("(‘quoted’) – dash", vec!["(", "‘", "quoted", "’", ")", "–", "dash"]),
            ("1er janvier, 4th", vec!["1er", "janvier", ",", "4th"]),
            ("", vec![]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn says_how_tokens_are_joined() {
        let joins: Vec<Join> = cut("d'Ivoire Goma-Sake end.").into_iter().map(|(_, j)| j).collect();
        assert_eq!(joins, [Join::Space, Join::Apostrophe, Join::Space, Join::Hyphen, Join::Space, Join::Glued]);
    }

    #[test]
    fn knows_capitals() {
        let (mut tokens, mut folded) = (Vec::new(), String::new());
        tokenize("Goma GOMA M23 rebels A 40 Mai-Mai", &mut tokens, &mut folded, &mut Vec::new());
        let cases: Vec<Case> = tokens.iter().map(|t| t.case).collect();
        assert_eq!(
            cases,
            [Case::Title, Case::Upper, Case::Upper, Case::Lower, Case::Title, Case::Lower, Case::Title, Case::Title]
        );
    }
}
