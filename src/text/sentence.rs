//! Where sentences begin and end.

use std::ops::Range;

use super::token::{Case, Join, Token, TokenKind};

/// A sentence: a run of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, by number in the document.
    pub tokens: Range<usize>,
    /// The number of its paragraph, from 0.
    pub paragraph: usize,
}

/// Abbreviations after which a stop ends no sentence: folded, in English and French, sorted.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "aug", "bn", "brig", "capt", "cf", "cmdt", "cnel", "col", "corp", "cpl", "dec", "dept", "dr", "drs",
    "dt", "esq", "etc", "feb", "fevr", "ft", "gen", "gov", "hon", "inc", "jan", "janv", "jr", "jul", "km", "lt", "ltd",
    "maj", "mgr", "mlle", "mm", "mme", "mr", "mrs", "ms", "mt", "nov", "oct", "pp", "pr", "pres", "prof", "rep", "rev",
    "sen", "sep", "sept", "sgt", "sr", "st", "ste", "supt", "vol", "vs",
];

/// Cuts the tokens of a text into sentences. A stop ends one unless it follows an abbreviation or an initial, or a
/// small letter follows; a blank line or a line break after a stop, or before a capital after a short line, ends one.
pub(super) fn split(text: &str, tokens: &[Token], folded: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let (mut first, mut paragraph) = (0, 0);
    for i in 0..tokens.len() {
        let t = &tokens[i];
        let gap_end = tokens.get(i + 1).map_or(text.len(), |n| n.start as usize);
        let gap = &text.as_bytes()[t.end as usize..gap_end];
        let lines = if matches!(gap, [] | [b' ']) { 0 } else { gap.split(|&b| b == b'\n').count() - 1 };
        let next = tokens.get(i + 1);
        let new_paragraph = lines >= 1 && (lines >= 2 || !is_wrapped(t, next));
        if next.is_none() || new_paragraph || ends_sentence(tokens, i, text, folded) {
            sentences.push(Sentence { tokens: first..i + 1, paragraph });
            first = i + 1;
            paragraph += usize::from(new_paragraph);
        }
    }
    sentences
}

/// True when a single line break between `t` and `next` is only a wrapped line: the sentence goes on in small letters.
fn is_wrapped(t: &Token, next: Option<&Token>) -> bool {
    next.is_some_and(|n| n.kind == TokenKind::Word && n.case == Case::Lower) && t.kind != TokenKind::Punct
}

fn ends_sentence(tokens: &[Token], i: usize, text: &str, folded: &str) -> bool {
    let mark = |k: usize| -> Option<&str> {
        let t = tokens.get(k)?;
        (t.kind == TokenKind::Punct).then(|| &text[t.start as usize..t.end as usize])
    };
    let is_close = |m: &str| matches!(m, "\"" | "”" | "»" | ")" | "]" | "’" | "'");
    // The closing quotes behind a stop belong to its sentence: decide at the last of them.
    let Some(m) = mark(i) else { return false };
    // A quotation mark with a space before it and none behind opens what follows.
    if m == "\"" && tokens[i].join == Join::Space && tokens.get(i + 1).is_some_and(|n| n.join != Join::Space) {
        return false;
    }
    let closes_next =
        mark(i + 1).is_some_and(|n| is_close(n) && (n != "\"" || tokens[i + 1].join == Join::Glued) || is_end(n));
    if closes_next {
        return false;
    }
    let mut stop = i;
    if is_close(m) {
        let mut k = i;
        while k > 0 && mark(k).is_some_and(is_close) {
            k -= 1;
        }
        if !mark(k).is_some_and(is_end) {
            return false;
        }
        stop = k;
    } else if !is_end(m) {
        return false;
    }
    let stop_mark = mark(stop).unwrap_or("");
    let Some(next) = tokens.get(i + 1) else { return true };
    if stop_mark != "." {
        // '!' and '?' inside a sentence are followed by small letters.
        return !(next.kind == TokenKind::Word && next.case == Case::Lower);
    }
    if next.kind == TokenKind::Word && next.case == Case::Lower {
        return false;
    }
    if stop == i && stop > 0 {
        let before = &tokens[stop - 1];
        let word = before.folded(text, folded);
        let glued = tokens[stop].join == Join::Glued;
        if glued && before.kind == TokenKind::Word {
            // 'J. Kabila', 'U.S. Army': an initial, unless it is the 'M23' kind of word.
            if word.chars().count() == 1 && before.case != Case::Lower {
                return false;
            }
            // 'a.m.', but not 'la chefferie.D'après la société civile'.
            let elided = tokens.get(i + 2).is_some_and(|t| t.join == Join::Apostrophe);
            let single_letters = next.join == Join::Glued && next.end - next.start == 1 && !elided;
            // '7SUR7.CD', 'ACTUALITE.CD'
            let domain = next.join == Join::Glued && next.case == Case::Upper && before.case == Case::Upper;
            if ABBREVIATIONS.binary_search(&word).is_ok() || single_letters || domain {
                return false;
            }
        }
        // '3.Suite' and '7sur7.cd': glued on both sides is a stop only before a capital word.
        if next.join == Join::Glued && next.kind != TokenKind::Word {
            return false;
        }
    }
    true
}

fn is_end(m: &str) -> bool {
    matches!(m, "." | "!" | "?" | "…")
}
