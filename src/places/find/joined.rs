//! What the mentions of one sentence are to each other: ends of a stretch, members of a list, a place and what it lies in.

use std::ops::Range;

use super::Finder;
use crate::article::Lang;
use crate::places::mention::{OtherEnd, PlaceMention, Relation, Role};
use crate::region::PlaceKind;
use crate::text::{Case, Join, TokenKind};

impl Finder<'_, '_, '_> {
    /// True when nothing but a comma or an 'and' (and articles) stands between.
    pub(super) fn is_list_gap(&self, end: usize, start: usize) -> bool {
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

    /// 'between A and B', 'the A-B road', 'l'axe A - B': tells each end of the other.
    pub(super) fn join_pairs(&mut self) {
        let (doc, words) = (self.around.doc, self.around.words);
        for k in self.from..self.out.len().saturating_sub(1) {
            let (a, b) = (&self.out[k], &self.out[k + 1]);
            if !a.role.is_place() || a.spatial.other.is_some() {
                continue;
            }
            let gap = a.span.end..b.span.start.max(a.span.end);
            let dashed = (b.tokens.start == a.tokens.end && doc.tokens[b.tokens.start].join == Join::Hyphen)
                || (gap.len() == 1 && matches!(doc.word(gap.start), "-" | "–" | "—" | "/" | "‐"));
            let road_behind = words.roads.at(doc, b.tokens.end).map(|(after, ())| after);
            let road_before = self.road_before(a.span.start);
            let and = words.and.at(doc, gap.start).is_some_and(|(after, ())| {
                (after..gap.end).all(|i| words.links.has(doc, i) || words.articles.has(doc, i)) && gap.end >= after
            });
            let to = gap.len() == 1 && matches!(doc.folded(gap.start), "to" | "a") || gap.is_empty() && !dashed;
            let between = a.spatial.relation == Relation::Between && and;
            let road = dashed && (road_before || road_behind.is_some()) || road_before && to && a.announced;
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
                let whole = road_behind.filter(|_| self.lang == Lang::En).unwrap_or(b_end);
                a.called = doc.bytes(a.tokens.start..whole);
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
    pub(super) fn share_list_words(&mut self) {
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
    pub(super) fn name_containers(&mut self) {
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

    /// 'Mushaki, 30 km west of Goma', 'Oicha (au nord de Beni)': the second only tells where the first lies.
    fn is_landmark_gap(&self, gap: &Range<usize>) -> bool {
        let (doc, w) = (self.around.doc, self.around.words);
        gap.len() <= 8
            && gap.clone().all(|i| {
                let word = doc.folded(i);
                doc.tokens[i].kind == TokenKind::Number
                    || matches!(doc.word(i), "," | "(")
                    || doc.tokens[i].case == Case::Lower
                        && (w.kinds.at(doc, i).is_some()
                            || w.modifiers.has(doc, i)
                            || w.articles.has(doc, i)
                            || word.starts_with("situe")
                            || matches!(
                                word,
                                "a" | "an"
                                    | "un"
                                    | "une"
                                    | "about"
                                    | "some"
                                    | "just"
                                    | "located"
                                    | "situated"
                                    | "lying"
                                    | "roughly"
                                    | "around"
                                    | "only"
                                    | "environ"
                                    | "quelque"
                                    | "small"
                                    | "strategic"
                                    | "key"
                            ))
            })
    }

    pub(super) fn mark_landmarks(&mut self) {
        let is_area = |m: &PlaceMention| {
            m.kind_hint.is_some_and(PlaceKind::is_area)
                || !m.candidates.is_empty()
                    && m.candidates.iter().filter_map(|&c| self.index.row(c)).all(|r| r.kind.is_area())
        };
        for k in self.from..self.out.len().saturating_sub(1) {
            let (a, b) = (&self.out[k], &self.out[k + 1]);
            let tells_where = b.spatial.distance_m.is_some()
                || b.spatial.bearing.is_some() && b.spatial.relation == Relation::Direction
                || b.spatial.relation == Relation::Near;
            if tells_where
                && a.role.is_place()
                && b.role.is_place()
                && a.container.is_none()
                && (!is_area(a) || is_area(b))
                && a.tokens.end <= b.span.start
                && self.is_landmark_gap(&(a.tokens.end..b.span.start))
            {
                self.out[k].landmark = Some(k + 1);
                self.out[k + 1].spatial.second = true;
            }
        }
    }
}
