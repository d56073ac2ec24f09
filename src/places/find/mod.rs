//! One pass over the capitalised words of a text: every stretch that names a place.

mod announced;
mod dateline;
mod joined;
mod lists;
mod run;
mod some;
mod unknown;

use std::ops::Range;

pub(crate) use some::{Named, Sought};

use super::around::{Around, Before, Elsewhere};
use super::index::PlaceIndex;
use super::mention::{PlaceMention, Relation, Role};
use crate::article::Lang;
use crate::region::PlaceKind;
use crate::text::{Case, Document, Join, TokenKind};

impl PlaceIndex<'_> {
    /// Finds the places named in `tokens` of a document and appends them to `out`, in the order of the text.
    ///
    /// Names that no table knows are found where the text announces a place ('the village of Muhuzi', 'à Rwangara').
    /// Numbers of mentions inside the mentions count from the start of `out`.
    pub fn find(&self, doc: &Document, tokens: Range<usize>, lang: Lang, out: &mut Vec<PlaceMention>) {
        let (words, elsewhere) = (self.words(lang), Elsewhere::default());
        let mut n = doc.sentence_of(tokens.start);
        while let Some(sentence) = doc.sentences.get(n).filter(|s| s.tokens.start < tokens.end) {
            let range = sentence.tokens.start.max(tokens.start)..sentence.tokens.end.min(tokens.end);
            let around = Around::new(doc, words, sentence.tokens.clone(), lang, &elsewhere);
            self.find_within(&around, range, lang, &[], out);
            n += 1;
        }
        dateline::sort_heads(doc, out);
    }

    /// Appends the places of the tokens `range` of a sentence to `out`; at the tokens `awaited` a capitalised word is one.
    fn find_within(
        &self,
        around: &Around,
        range: Range<usize>,
        lang: Lang,
        awaited: &[usize],
        out: &mut Vec<PlaceMention>,
    ) {
        // A sentence without a capital names nothing, and costs nothing.
        if range.clone().any(|i| around.doc.tokens[i].case != Case::Lower) {
            let from = out.len();
            Finder { index: self, around, lang, awaited, out, from }.sentence(range);
        }
    }
}

struct Finder<'f, 'd, 'a> {
    index: &'f PlaceIndex<'f>,
    around: &'f Around<'d, 'a>,
    lang: Lang,
    awaited: &'f [usize],
    out: &'f mut Vec<PlaceMention>,
    /// The first mention of this sentence.
    from: usize,
}

impl Finder<'_, '_, '_> {
    fn sentence(&mut self, range: Range<usize>) {
        let doc = self.around.doc;
        let mut i = range.start;
        while i < range.end {
            let t = &doc.tokens[i];
            if t.kind != TokenKind::Word || t.case == Case::Lower && !run::is_arabic_article(doc, i) {
                i += 1;
                continue;
            }
            let found = self.known(i, range.end).or_else(|| self.unknown(i, range.end));
            i = found.or_else(|| self.unknown_dateline(i, range.end)).unwrap_or(i + 1);
        }
        self.join_pairs();
        self.share_list_words();
        self.name_containers();
        self.mark_landmarks();
        self.mark_dateline();
    }

    /// A name in capitals that heads a paragraph and no table knows: one past its end.
    fn unknown_dateline(&mut self, i: usize, limit: usize) -> Option<usize> {
        let end = self.unknown_head(i, limit)?;
        let mut mention = self.mention(i..end, Before { start: i, ..Before::default() });
        mention.role = Role::Dateline;
        self.out.push(mention);
        Some(end)
    }

    /// A name of the tables at token `i`: one past its end.
    fn known(&mut self, i: usize, limit: usize) -> Option<usize> {
        let (doc, words) = (self.around.doc, self.around.words);
        let may_follow = |k: usize| {
            let t = &doc.tokens[k];
            t.case != Case::Lower || t.kind == TokenKind::Number || t.end - t.start <= 3 || words.kinds.has(doc, k)
        };
        let name = self.index.name_at(doc, i, limit, may_follow);
        let adjective = self.index.adjective_at(doc, i, limit);
        if let Some(found) = adjective.filter(|a| name.as_ref().is_none_or(|n| n.end < a.end)) {
            let border = words.border.at(doc, found.end).is_some();
            let mut mention = self.mention(i..found.end, Before { start: i, ..Before::default() });
            mention.candidates = found.rows;
            mention.role = Role::AdjectiveOrPeople;
            mention.spatial.border = border;
            self.out.push(mention);
            return Some(mention_end(self.out));
        }
        let found = name?;
        if self.is_other_word(i, &found) {
            return None;
        }
        // 'Bakila-Bakaiko' is one name, and not Bakila's: the table must know both halves.
        if self.is_half_of_hyphenated(i, found.end, limit)
            || self.lang == Lang::En && found.end < limit && run::is_name_end(doc, found.end)
        {
            return None;
        }
        let before = self.around.before(i);
        let state = found
            .rows
            .iter()
            .any(|&c| self.index.row(c).is_some_and(|r| matches!(r.kind, PlaceKind::Country | PlaceKind::Province)));
        let role = self.around.role(&(i..found.end), &before, true, state);
        if role == Role::InsideName && self.is_front(i, found.end, limit, &before) {
            return self.unknown(i, limit);
        }
        let mut mention = self.mention(i..self.tail(found.end, limit), before);
        mention.candidates = found.rows;
        mention.role = role;
        self.kind_behind(&mut mention);
        self.out.push(mention);
        Some(mention_end(self.out))
    }

    /// True for a word that a gazetteer knows as a place somewhere and the language uses otherwise: function words and
    /// months always ('At', 'May'), names of things and offices unless the text announces a place ('in Hospital').
    fn is_other_word(&self, i: usize, found: &super::index::Found) -> bool {
        let (doc, w) = (self.around.doc, self.around.words);
        let t = &doc.tokens[i];
        // 'US$2 million'
        if doc.word(found.end).starts_with('$') && doc.tokens[found.end].join == Join::Glued {
            return true;
        }
        if found.end > i + 1 || found.rows.iter().any(|&r| self.index.is_own(r)) {
            return false;
        }
        let abbreviation = t.case == Case::Upper && found.raw;
        if !abbreviation && (w.stops.has(doc, i) || self.is_abbreviation(i, found)) {
            return true;
        }
        let generic = !abbreviation
            && (w.kinds.has(doc, i)
                || w.things.has(doc, i)
                || w.institutions.has(doc, i)
                || w.titles.has(doc, i)
                || w.powers.has(doc, i)
                || w.compass.has(doc, i)
                || w.modifiers.has(doc, i));
        generic && !found.rows.iter().any(|&r| self.index.is_of_table(r))
    }

    /// 'FDA', 'EU': short words in capitals are abbreviations, not the small place of the same letters.
    fn is_abbreviation(&self, i: usize, found: &super::index::Found) -> bool {
        let t = &self.around.doc.tokens[i];
        t.case == Case::Upper
            && t.end - t.start <= 4
            && !self.around.title_case
            && !found.rows.iter().any(|&r| self.index.is_of_table(r))
    }

    /// True when the name is joined by a hyphen to a capitalised word that no table knows.
    fn is_half_of_hyphenated(&self, start: usize, end: usize, limit: usize) -> bool {
        let doc = self.around.doc;
        let unknown = |i: usize| {
            doc.tokens[i].case == Case::Title
                && self.index.name_at(doc, i, i + 1, |_| true).is_none()
                && self.index.adjective_at(doc, i, i + 1).is_none()
                && !self.around.words.kinds.has(doc, i)
        };
        let behind = end < limit && doc.tokens[end].join == Join::Hyphen && unknown(end);
        let ahead = start > self.around.sentence.start && doc.tokens[start].join == Join::Hyphen && unknown(start - 1);
        behind || ahead
    }

    fn mention(&self, tokens: Range<usize>, before: Before) -> PlaceMention {
        let mut spatial = before.spatial;
        if before.between {
            spatial.relation = Relation::Between;
        }
        PlaceMention {
            name: self.around.doc.bytes(tokens.clone()),
            called: self.around.doc.bytes(tokens.clone()),
            span: before.start..tokens.end,
            tokens,
            candidates: Vec::new(),
            respelt: false,
            particle: before.particle,
            kind_hint: before.kind,
            spatial,
            role: Role::Place,
            container: None,
            landmark: None,
            announced: before.announced,
        }
    }

    /// Reads what stands behind the name, and how the whole is called.
    fn kind_behind(&self, mention: &mut PlaceMention) {
        self.hint_behind(mention);
        let whole = self.whole_name(mention);
        if whole != mention.tokens {
            mention.called = self.around.doc.bytes(whole);
        }
    }

    /// The tokens of a name with the kind word that belongs to it: 'Ndimo forest', 'Calaba Town', 'Camp Abubakar', 'pont
    /// Luama', 'the Kaya road', and with its direction: 'North Cotabato'. 'Sake town' is Sake, and 'la route Sake-Minova' bears the names of its ends.
    fn whole_name(&self, mention: &mut PlaceMention) -> Range<usize> {
        let (w, doc) = (self.around.words, self.around.doc);
        let mut whole = mention.tokens.clone();
        let capital = |k: usize| doc.tokens[k].case == Case::Title && !self.around.title_case;
        if self.lang == Lang::En {
            let end = whole.end;
            if let Some((after, _, false)) = self.around.kind_behind(end) {
                if capital(after - 1) || w.whole.at(doc, end).is_some_and(|(whole, ())| whole == after) {
                    whole.end = after;
                }
            } else if let Some((after, ())) = w.roads.at(doc, end).filter(|_| doc.tokens[end].join == Join::Space) {
                whole.end = after;
                mention.kind_hint.get_or_insert(PlaceKind::Road);
            }
        }
        let first = self.around.sentence.start;
        // 'in North Cotabato'
        let compass = w.compass.before(doc, whole.start).filter(|_| self.lang == Lang::En);
        if let Some((start, _)) = compass.filter(|&(start, _)| start > first && capital(start)) {
            whole.start = start;
        }
        if let Some((start, _)) = w.kinds.before(doc, whole.start).filter(|&(start, _)| start >= first) {
            let named = start > first && (start..whole.start).all(capital);
            if named || w.whole.before(doc, whole.start).is_some_and(|(whole, ())| whole == start) {
                whole.start = start;
            }
        } else if let Some(start) = self.road_of(whole.start).filter(|&start| start >= first) {
            whole.start = start;
            mention.kind_hint.get_or_insert(PlaceKind::Road);
        }
        whole
    }

    /// The road that is named by where it leads, in French: 'la route de Duru'.
    fn road_of(&self, name: usize) -> Option<usize> {
        let (w, doc) = (self.around.words, self.around.doc);
        let (link, ()) = w.links.before(doc, name).filter(|_| self.lang == Lang::Fr)?;
        let road = w.roads.before(doc, link)?.0;
        matches!(doc.folded(link), "de" | "d").then_some(road)
    }

    fn hint_behind(&self, mention: &mut PlaceMention) {
        let (words, doc) = (self.around.words, self.around.doc);
        if let Some((after, ())) = words.border.at(doc, mention.tokens.end) {
            mention.spatial.border = true;
            mention.spatial.relation = Relation::Near;
            mention.span.end = after;
        }
        if mention.kind_hint.is_some() {
            return;
        }
        let Some((after, kind, apposed)) = self.around.kind_behind(mention.tokens.end) else { return };
        // French puts the kind before the name: behind it, without a comma, it belongs to the next one.
        if self.lang == Lang::Fr && !apposed {
            return;
        }
        mention.kind_hint = Some(kind);
        mention.announced = true;
        if !apposed {
            mention.span.end = after;
        }
    }
}

fn mention_end(out: &[PlaceMention]) -> usize {
    // The kind word behind is no name of its own: 'Rajgal Valley'.
    out.last().map_or(0, |m| m.tokens.end.max(m.span.end))
}
