//! One pass over the capitalised words of a text: every stretch that names a place.

use std::ops::Range;

use super::around::{Around, Before};
use super::index::PlaceIndex;
use super::mention::{OtherEnd, PlaceMention, Relation, Role};
use crate::article::Lang;
use crate::region::PlaceKind;
use crate::text::{Case, Document, Join, TokenKind};

/// Most words of a name that no table knows.
const LONGEST_UNKNOWN: usize = 4;

impl PlaceIndex<'_> {
    /// Finds the places named in `tokens` of a document and appends them to `out`, in the order of the text.
    ///
    /// Names that no table knows are found where the text announces a place ('the village of Muhuzi', 'à Rwangara').
    /// Numbers of mentions inside the mentions count from the start of `out`.
    pub fn find(&self, doc: &Document, tokens: Range<usize>, lang: Lang, out: &mut Vec<PlaceMention>) {
        self.find_awaited(doc, tokens, lang, &[], out);
    }

    /// The same, where a capitalised word at one of the tokens `awaited` (ascending) is a place, known or not: what
    /// stands before it wants one ('recaptured Dinder', 'the fall of Dinder').
    pub fn find_awaited(
        &self,
        doc: &Document,
        tokens: Range<usize>,
        lang: Lang,
        awaited: &[usize],
        out: &mut Vec<PlaceMention>,
    ) {
        let words = self.words(lang);
        let mut n = doc.sentence_of(tokens.start);
        while let Some(sentence) = doc.sentences.get(n).filter(|s| s.tokens.start < tokens.end) {
            let from = out.len();
            let range = sentence.tokens.start.max(tokens.start)..sentence.tokens.end.min(tokens.end);
            // A sentence without a capital names nothing, and costs nothing.
            if range.clone().any(|i| doc.tokens[i].case != Case::Lower) {
                let around = Around::new(doc, words, sentence.tokens.clone());
                Finder { index: self, around: &around, lang, awaited, out, from }.sentence(range);
            }
            n += 1;
        }
    }
}

/// The tokens where a name begins that is in no table and that the text announces as a place somewhere else.
#[must_use]
pub fn named_again(doc: &Document, places: &[PlaceMention]) -> Vec<usize> {
    let mut names: Vec<Vec<&str>> = places
        .iter()
        .filter(|p| p.candidates.is_empty() && p.announced && p.role == Role::Place)
        .map(|p| p.tokens.clone().map(|k| doc.folded(k)).collect())
        .collect();
    names.sort_unstable();
    names.dedup();
    let taken = |i: usize| {
        let next = places.partition_point(|p| p.tokens.end <= i);
        places.get(next).is_some_and(|p| p.tokens.start <= i)
    };
    let is_name = |i: usize| {
        let first = names.partition_point(|n| n.first().is_some_and(|&w| w < doc.folded(i)));
        names[first..]
            .iter()
            .take_while(|n| n.first() == Some(&doc.folded(i)))
            .any(|n| n.iter().enumerate().all(|(k, &w)| i + k < doc.tokens.len() && doc.folded(i + k) == w))
    };
    if names.is_empty() {
        return Vec::new();
    }
    (0..doc.tokens.len()).filter(|&i| doc.tokens[i].case == Case::Title && !taken(i) && is_name(i)).collect()
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
            if t.kind != TokenKind::Word || t.case == Case::Lower {
                i += 1;
                continue;
            }
            i = self.known(i, range.end).or_else(|| self.unknown(i, range.end)).unwrap_or(i + 1);
        }
        self.join_pairs();
        self.share_list_words();
        self.name_containers();
        self.mark_dateline();
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
        if self.is_half_of_hyphenated(i, found.end, limit) {
            return None;
        }
        let before = self.around.before(i);
        let state = found
            .rows
            .iter()
            .any(|&c| self.index.row(c).is_some_and(|r| matches!(r.kind, PlaceKind::Country | PlaceKind::Province)));
        let role = self.around.role(&(i..found.end), &before, true, state);
        let mut mention = self.mention(i..found.end, before);
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

    /// A name that no table knows but the text announces at token `i`: one past its end.
    fn unknown(&mut self, i: usize, limit: usize) -> Option<usize> {
        let doc = self.around.doc;
        let words = self.around.words;
        let end = self.run(i, limit)?;
        let before = self.around.before(i);
        let behind = self.around.kind_behind(end);
        let listed = self.is_list_item(i, end, limit);
        let single = end == i + 1 || doc.tokens[i + 1].join == Join::Hyphen;
        let abbreviation = doc.tokens[i].case == Case::Upper && !self.around.title_case;
        // 'in Goz Beida'; French 'à' may lead to a person of two words.
        let single = single || self.lang == Lang::En && before.spatial.relation == Relation::In;
        // 'À Wad al-Noura', 'À Debre Tabor, …'
        let opening = i == self.around.sentence.start + 1 && doc.word(end) == ",";
        let arabic = (i + 1..end).any(|k| matches!(doc.folded(k), "al" | "el" | "ed" | "ad" | "as" | "ash"));
        let single = single || opening || arabic;
        let thing =
            (i..end).any(|k| words.things.has(doc, k) || words.institutions.has(doc, k) || words.powers.has(doc, k));
        let locative = before.locative && single && !abbreviation && !thing && before.particle.is_none();
        let strong = before.particle.is_some()
            || behind.is_some_and(|(_, kind, apposed)| !abbreviation && (apposed || names_a_place(kind)));
        let awaited =
            !abbreviation && !thing && (self.awaited.binary_search(&i).is_ok() || self.goes_on_list(i, end, limit));
        if !(strong || listed || locative || awaited) || before.office || before.institution {
            return None;
        }
        if before.particle.is_none() && words.titles.before(doc, i).is_some() {
            return None;
        }
        // 'the Ruzizi plain camp', 'base M23': a kind word before an abbreviation is no name's.
        if abbreviation && behind.is_none() && before.particle.as_ref().is_none_or(|p| p.len() <= 1) {
            return None;
        }
        let role = self.around.role(&(i..end), &before, false, false);
        let mut mention = self.mention(i..end, before);
        mention.role = role;
        mention.announced = true;
        mention.candidates = self.respelt(i..end);
        mention.respelt = !mention.candidates.is_empty();
        self.kind_behind(&mut mention);
        self.out.push(mention);
        Some(mention_end(self.out))
    }

    /// Rows whose names sound like the words.
    fn respelt(&self, tokens: Range<usize>) -> Vec<super::PlaceRef> {
        let mut name = String::new();
        for i in tokens {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(self.around.doc.folded(i));
        }
        self.index.respelt(&name)
    }

    /// The longest run of capitalised words at `i` that no table knows.
    fn run(&self, i: usize, limit: usize) -> Option<usize> {
        let doc = self.around.doc;
        let w = self.around.words;
        let is_name = |k: usize| {
            let t = &doc.tokens[k];
            t.kind == TokenKind::Word
                && t.case != Case::Lower
                && t.end - t.start > 1
                && !w.stops.has(doc, k)
                && !(w.kinds.has(doc, k) && doc.tokens[k].case == Case::Title && k > i)
                && self.index.adjective_at(doc, k, k + 1).is_none()
        };
        if !is_name(i) || w.titles.has(doc, i) {
            return None;
        }
        let mut end = i + 1;
        while end < limit && end - i < LONGEST_UNKNOWN {
            let t = &doc.tokens[end];
            let joined = matches!(t.join, Join::Space | Join::Hyphen | Join::Apostrophe);
            if joined && is_name(end) && !self.starts_known(end, limit) {
                end += 1;
            } else if joined
                && matches!(doc.folded(end), "de" | "ya" | "wa" | "na" | "la" | "al" | "el" | "of")
                && end + 1 < limit
                && doc.tokens[end].join != Join::Apostrophe
                && matches!(doc.folded(end), "ya" | "wa" | "na" | "al" | "el")
                && is_name(end + 1)
            {
                end += 2;
            } else {
                break;
            }
        }
        (!(self.around.title_case && end - i > 2)).then_some(end)
    }

    fn starts_known(&self, i: usize, limit: usize) -> bool {
        let doc = self.around.doc;
        doc.tokens[i].join == Join::Space && self.index.name_at(doc, i, limit, |_| true).is_some()
    }

    /// True for an unknown name between two members of a list of places, or the last of a list that a kind word
    /// leads ('the villages of Kimoka, Xindu and Sake').
    fn is_list_item(&self, start: usize, end: usize, limit: usize) -> bool {
        let Some(last) = self.out[self.from..].last() else { return false };
        if !last.role.is_place() || !self.is_list_gap(last.tokens.end, start) {
            return false;
        }
        if last.particle.is_some() && last.tokens.end < start && self.around.doc.word(last.tokens.end) != "(" {
            let and = self.around.words.and.at(self.around.doc, last.tokens.end).is_some();
            let goes_on = end < limit
                && (self.around.doc.word(end) == "," || self.around.words.and.at(self.around.doc, end).is_some());
            if and || goes_on {
                return true;
            }
        }
        let next = self.next_list_item(end, limit);
        next.is_some_and(|k| self.index.name_at(self.around.doc, k, limit, |_| true).is_some())
    }

    /// True for one unknown word joined by 'and' to a place that the text announces ('hit Mogok and Kyaukme on Sunday'),
    /// when no verb follows it: 'in Goma and Smith said' is no list.
    fn goes_on_list(&self, start: usize, end: usize, limit: usize) -> bool {
        let doc = self.around.doc;
        let Some(last) = self.out[self.from..].last() else { return false };
        let settlement = !last.candidates.iter().filter_map(|&c| self.index.row(c)).any(|r| r.kind.is_area());
        end == start + 1
            && last.role.is_place()
            && settlement
            && self.is_list_gap(last.tokens.end, start)
            && self.around.words.and.at(doc, start - 1).is_some()
            && (end >= limit || doc.tokens[end].kind == TokenKind::Punct || self.around.words.stops.has(doc, end))
    }

    /// The token where the next member of a list begins, when one follows at `end`.
    fn next_list_item(&self, end: usize, limit: usize) -> Option<usize> {
        let doc = self.around.doc;
        let next = match self.around.words.and.at(doc, end) {
            Some((after, ())) => after,
            None if end < limit && doc.word(end) == "," => end + 1,
            None => return None,
        };
        (next < limit && doc.tokens[next].case != Case::Lower).then_some(next)
    }

    /// True when nothing but a comma or an 'and' (and articles) stands between.
    fn is_list_gap(&self, end: usize, start: usize) -> bool {
        if end >= start || start - end > 3 {
            return false;
        }
        let doc = self.around.doc;
        let mut at = end;
        if doc.word(at) == "," {
            at += 1;
        }
        if let Some((after, ())) = self.around.words.and.at(doc, at) {
            at = after;
        } else if at == end {
            return false;
        }
        while at < start && self.around.words.links.has(doc, at) {
            at += 1;
        }
        at == start
    }

    fn mention(&self, tokens: Range<usize>, before: Before) -> PlaceMention {
        let mut spatial = before.spatial;
        if before.between {
            spatial.relation = Relation::Between;
        }
        PlaceMention {
            name: self.around.doc.bytes(tokens.clone()),
            span: before.start..tokens.end,
            tokens,
            candidates: Vec::new(),
            respelt: false,
            particle: before.particle,
            kind_hint: before.kind,
            spatial,
            role: Role::Place,
            container: None,
            announced: before.announced,
        }
    }

    fn kind_behind(&self, mention: &mut PlaceMention) {
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

    /// 'between A and B', 'the A-B road', 'l'axe A - B': tells each end of the other.
    fn join_pairs(&mut self) {
        let (doc, words) = (self.around.doc, self.around.words);
        for k in self.from..self.out.len().saturating_sub(1) {
            let (a, b) = (&self.out[k], &self.out[k + 1]);
            if !a.role.is_place() || a.spatial.other.is_some() {
                continue;
            }
            let gap = a.span.end..b.span.start.max(a.span.end);
            let dashed = (b.tokens.start == a.tokens.end && doc.tokens[b.tokens.start].join == Join::Hyphen)
                || (gap.len() == 1 && matches!(doc.word(gap.start), "-" | "–" | "—" | "/" | "‐"));
            let road_behind = words.roads.at(doc, b.tokens.end).is_some();
            let road_before = self.road_before(a.span.start);
            let and = words.and.at(doc, gap.start).is_some_and(|(after, ())| {
                (after..gap.end).all(|i| words.links.has(doc, i) || words.articles.has(doc, i)) && gap.end >= after
            });
            let to = gap.len() == 1 && matches!(doc.folded(gap.start), "to" | "a") || gap.is_empty() && !dashed;
            let between = a.spatial.relation == Relation::Between && and;
            let road = dashed && (road_before || road_behind) || road_before && to && a.announced;
            if !(between || road) {
                continue;
            }
            let road = road || road_before;
            let ends = (
                OtherEnd { tokens: b.tokens.clone(), candidates: b.candidates.clone(), road },
                OtherEnd { tokens: a.tokens.clone(), candidates: a.candidates.clone(), road },
            );
            let b = &mut self.out[k + 1];
            b.role = Role::Place;
            b.spatial.relation = Relation::Between;
            b.spatial.other = Some(ends.1);
            b.spatial.second = true;
            let b_end = b.tokens.end;
            let a = &mut self.out[k];
            a.spatial.relation = Relation::Between;
            a.spatial.other = Some(ends.0);
            if dashed && road {
                // 'l'axe Sake-Minova': one name for the stretch.
                a.tokens.end = b_end;
                a.span.end = b_end;
                a.name = doc.bytes(a.tokens.clone());
                a.kind_hint = Some(PlaceKind::Road);
            }
        }
        // A 'between' without its second end says no more than 'near'.
        for m in &mut self.out[self.from..] {
            if m.spatial.relation == Relation::Between && m.spatial.other.is_none() {
                m.spatial.relation = Relation::Near;
            }
        }
    }

    /// A road word at most three small words before `at`.
    fn road_before(&self, at: usize) -> bool {
        let (doc, words) = (self.around.doc, self.around.words);
        let mut k = at;
        for _ in 0..4 {
            if k <= self.around.sentence.start {
                return false;
            }
            if words.roads.before(doc, k).is_some() {
                return true;
            }
            k -= 1;
            if doc.tokens[k].kind == TokenKind::Punct || doc.tokens[k].case != Case::Lower {
                return false;
            }
        }
        false
    }

    /// 'villages of A, B and C': what leads a list holds for its members.
    fn share_list_words(&mut self) {
        for k in self.from + 1..self.out.len() {
            let listed = self.is_list_gap(self.out[k - 1].tokens.end, self.out[k].tokens.start);
            let (head, tail) = self.out.split_at_mut(k);
            let (Some(a), Some(b)) = (head.last(), tail.first_mut()) else { continue };
            let Some(particle) = a.particle.as_ref() else { continue };
            let plural = self.around.doc.folded(particle.start).ends_with(['s', 'x']);
            if plural && b.kind_hint.is_none() && b.role.is_place() && listed {
                b.kind_hint = a.kind_hint;
                b.particle = Some(particle.clone());
                b.announced = true;
                if b.spatial.relation == Relation::In {
                    b.spatial = a.spatial.clone();
                }
            }
        }
    }

    /// 'Kaliki, a village in Masisi territory', 'Pinga (territoire de Walikale)': the second contains the first.
    fn name_containers(&mut self) {
        let (doc, w) = (self.around.doc, self.around.words);
        for k in self.from..self.out.len().saturating_sub(1) {
            let (a, b) = (&self.out[k], &self.out[k + 1]);
            let gap = a.tokens.end..b.tokens.start.max(a.tokens.end);
            if gap.is_empty() || gap.len() > 9 || !a.role.is_place() && a.role != Role::Dateline || !b.role.is_place() {
                continue;
            }
            let (mut inside, mut small) = (false, true);
            for i in gap.clone() {
                let word = doc.folded(i);
                inside |= matches!(word, "in" | "en" | "dans" | "au" | "du" | "(" | "," | "of" | "de");
                small &= doc.tokens[i].kind == TokenKind::Punct && matches!(word, "," | "(")
                    || w.prepositions.has(doc, i)
                    || w.articles.has(doc, i)
                    || w.links.has(doc, i)
                    || w.kinds.at(doc, i).is_some()
                    || w.compass.at(doc, i).is_some()
                    || w.modifiers.has(doc, i)
                    || matches!(
                        word,
                        "a" | "an"
                            | "un"
                            | "une"
                            | "located"
                            | "situated"
                            | "lying"
                            | "small"
                            | "strategic"
                            | "key"
                            | "partie"
                            | "part"
                    )
                    || word.starts_with("situe")
                    || word.starts_with("province");
            }
            let area = |m: &PlaceMention| {
                m.kind_hint.is_some_and(PlaceKind::is_area)
                    || m.candidates.iter().any(|&c| {
                        self.index
                            .row(c)
                            .is_some_and(|r| r.kind.is_area() || r.kind == PlaceKind::City || r.kind == PlaceKind::Town)
                    })
            };
            if inside && small && area(b) && b.spatial.relation == Relation::In {
                self.out[k].container = Some(k + 1);
            }
        }
    }

    /// 'GOMA, June 13 (Reuters) -', 'Kinshasa (AFP) —' at the head of a paragraph.
    fn mark_dateline(&mut self) {
        let doc = self.around.doc;
        let start = self.around.sentence.start;
        let Some(first) = self.out.get(self.from).filter(|m| m.tokens.start == start) else { return };
        let n = doc.sentence_of(start);
        let heads_paragraph = n == 0 || doc.sentences[n - 1].paragraph != doc.sentences[n].paragraph;
        if !heads_paragraph {
            return;
        }
        let end = first.tokens.end;
        let capitals = doc.tokens[start].case == Case::Upper && !self.around.title_case;
        let until = (end + 14).min(self.around.sentence.end);
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
                    return self.dateline(i);
                }
                _ if is_dash(word)
                    && (doc.tokens[i].join == Join::Space)
                    && (i - end <= 8)
                    && self.is_date_like(end..i) =>
                {
                    return self.dateline(i);
                }
                _ => {}
            }
        }
    }

    /// Nothing but marks, numbers and capitalised words: no clause.
    fn is_date_like(&self, range: Range<usize>) -> bool {
        let doc = self.around.doc;
        range.into_iter().all(|i| {
            doc.tokens[i].case != Case::Lower || doc.tokens[i].kind != TokenKind::Word || doc.word(i).len() <= 2
        })
    }

    fn dateline(&mut self, until: usize) {
        for m in &mut self.out[self.from..] {
            if m.tokens.start < until {
                m.role = Role::Dateline;
            }
        }
    }
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "--")
}

fn mention_end(out: &[PlaceMention]) -> usize {
    out.last().map_or(0, |m| m.tokens.end)
}

/// Kind words that behind an unknown name make it a place ('Xindu village'); 'base' and 'site' do not.
fn names_a_place(kind: PlaceKind) -> bool {
    use PlaceKind::{
        Chiefdom, City, Groupement, Hill, Island, Lake, Neighbourhood, Province, River, Territory, Town, Village,
    };
    matches!(
        kind,
        City | Town
            | Village
            | Neighbourhood
            | Groupement
            | Chiefdom
            | Territory
            | Province
            | Hill
            | Lake
            | Island
            | River
    )
}
