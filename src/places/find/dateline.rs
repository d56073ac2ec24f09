//! Where a story was filed, at the head of its paragraph: no place of an event, unless each paragraph has its own.

use std::ops::Range;

use super::Finder;
use crate::places::mention::{PlaceMention, Role};
use crate::text::{Case, Document, Join, TokenKind};

/// How many tokens behind the name a dateline may end.
const REACH: usize = 14;

/// From as many paragraphs on that are headed by a place the text is a round-up.
const LEAST_HEADS: usize = 3;

impl Finder<'_, '_, '_> {
    /// 'GOMA, June 13 (Reuters) -', 'Kinshasa (AFP) —' at the head of a paragraph.
    pub(super) fn mark_dateline(&mut self) {
        let doc = self.around.doc;
        let Some(start) = self.head() else { return };
        let Some(first) = self.out.get(self.from).filter(|m| m.tokens.start == start) else { return };
        let capitals = doc.tokens[start].case == Case::Upper && !self.around.title_case;
        if let Some(until) = self.dateline_end(first.tokens.end, capitals) {
            for m in &mut self.out[self.from..] {
                if m.tokens.start < until {
                    m.role = Role::Dateline;
                }
            }
        }
    }

    /// A name in capitals at token `i` that no table knows and that heads a paragraph as a dateline does, alone before
    /// a dash: one past it.
    pub(super) fn unknown_head(&self, i: usize, limit: usize) -> Option<usize> {
        let doc = self.around.doc;
        let capitals = |k: usize| doc.tokens[k].case == Case::Upper && doc.tokens[k].kind == TokenKind::Word;
        if self.head() != Some(i) || self.around.title_case || doc.tokens[i].end - doc.tokens[i].start < 4 {
            return None;
        }
        let end = (i..limit).find(|&k| !capitals(k))?;
        (end > i && end <= i + 3 && is_dash(doc.word(end)) && doc.tokens[end].join == Join::Space).then_some(end)
    }

    /// The first word of a paragraph that this sentence heads; a mark of a list may stand before it.
    fn head(&self) -> Option<usize> {
        let doc = self.around.doc;
        let start = self.around.sentence.start;
        let n = doc.sentence_of(start);
        let heads = n == 0 || doc.sentences[n - 1].paragraph != doc.sentences[n].paragraph;
        let mark = matches!(doc.word(start), "*" | "-" | "–" | "•");
        heads.then_some(start + usize::from(mark))
    }

    /// Where the dateline ends whose first place ends at `end`.
    fn dateline_end(&self, end: usize, capitals: bool) -> Option<usize> {
        let doc = self.around.doc;
        let until = (end + REACH).min(self.around.sentence.end);
        let mut open = None;
        for i in end..until {
            let word = doc.word(i);
            match word {
                "(" => open = Some(i),
                ")" if open.is_some_and(|o| {
                    i - o <= 4
                        && doc.tokens[o + 1].case != Case::Lower
                        && (capitals || i + 1 < until && is_dash(doc.word(i + 1)))
                }) =>
                {
                    return Some(i);
                }
                // 'MOSCOW: ', 'DUBAI/CAIRO: '
                ":" if capitals && i - end <= 4 && self.is_date_like(end..i) => return Some(i),
                _ if is_dash(word)
                    && (doc.tokens[i].join == Join::Space)
                    && (i - end <= 8)
                    && self.is_date_like(end..i) =>
                {
                    return Some(i);
                }
                _ => {}
            }
        }
        None
    }

    /// Nothing but marks, numbers and capitalised words: no clause.
    fn is_date_like(&self, range: Range<usize>) -> bool {
        let doc = self.around.doc;
        range.into_iter().all(|i| {
            doc.tokens[i].case != Case::Lower || doc.tokens[i].kind != TokenKind::Word || doc.word(i).len() <= 2
        })
    }
}

/// In a round-up each paragraph is headed by the place it tells of ('BASRA - Gunmen killed …'): those are no datelines.
/// Names in capitals that no table knows are dropped where the text is none.
pub(super) fn sort_heads(doc: &Document, out: &mut Vec<PlaceMention>) {
    let bare = |m: &PlaceMention| {
        m.role == Role::Dateline && doc.tokens[m.tokens.start].case == Case::Upper && is_dash(doc.word(m.tokens.end))
    };
    let mut names: Vec<&str> =
        out.iter().filter(|m| bare(m) && !m.candidates.is_empty()).map(|m| doc.folded(m.tokens.start)).collect();
    let heads = names.len();
    names.sort_unstable();
    names.dedup();
    let round_up = heads >= LEAST_HEADS && names.len() > 1;
    let unknown = |m: &PlaceMention| m.role == Role::Dateline && m.candidates.is_empty();
    if round_up {
        for m in out.iter_mut().filter(|m| bare(m)) {
            m.role = Role::Place;
            m.announced = true;
        }
    } else if out.iter().any(unknown) {
        drop_mentions(out, unknown);
    }
}

/// Takes out mentions, and puts the numbers right by which those that remain tell of each other.
fn drop_mentions(out: &mut Vec<PlaceMention>, drop: impl Fn(&PlaceMention) -> bool) {
    let mut numbers = Vec::with_capacity(out.len());
    let mut kept = 0;
    for m in out.iter() {
        numbers.push((!drop(m)).then_some(kept));
        kept += usize::from(!drop(m));
    }
    out.retain(|m| !drop(m));
    let moved = |n: Option<usize>| n.and_then(|n| numbers.get(n).copied().flatten());
    for m in out {
        (m.container, m.landmark) = (moved(m.container), moved(m.landmark));
    }
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "--")
}
