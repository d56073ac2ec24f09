//! Whether the words around a name that no table knows make it a place.

use super::Finder;
use crate::article::Lang;
use crate::places::around::Before;
use crate::places::mention::Relation;
use crate::region::PlaceKind;
use crate::text::{Case, Join, TokenKind, Word};

/// How far before 'including' the kind may stand that its names are of.
const KIND_REACH: usize = 10;

impl Finder<'_, '_, '_> {
    /// True for a name that the words around it make a place.
    pub(super) fn is_announced(&self, i: usize, end: usize, limit: usize, before: &mut Before) -> bool {
        let (doc, words) = (self.around.doc, self.around.words);
        let behind = self.around.kind_behind(end);
        let abbreviation = doc.tokens[i].case == Case::Upper && !self.around.title_case;
        if abbreviation {
            // 'the Ruzizi plain camp', 'base M23': a kind word before an abbreviation is no name's.
            let site = behind.is_some_and(|(_, kind, _)| names_a_place(kind) || names_ground(kind));
            let coded = doc.word(i).ends_with(|c: char| c.is_ascii_digit()) && site && self.is_led(i, before);
            let listed = self.is_list_item(i, end, limit) && behind.is_some();
            return listed || coded || before.particle.as_ref().is_some_and(|p| behind.is_some() || p.len() > 1);
        }
        let thing =
            (i..end).any(|k| words.things.has(doc, k) || words.institutions.has(doc, k) || words.powers.has(doc, k));
        let road = words.roads.at(doc, end).is_some();
        // 'took the Zarin crossroads', but not 'took the Ministry'.
        let article = i > self.around.sentence.start && words.articles.has(doc, i - 1);
        let capital = |k: usize| doc.tokens[k].case == Case::Title && !self.around.title_case;
        let by_kind = behind.is_some_and(|(after, kind, apposed)| {
            apposed
                || !(self.is_generic(i, end) || end == i + 1 && !capital(after - 1) && self.is_plural_kind(end, after))
                    && (names_a_place(kind)
                        || names_ground(kind) && (self.is_led(i, before) || self.is_site(i, after, kind)))
        });
        // 'Mountain Division', 'Mine Action Centre': what stands between two capitals is no name.
        let titled = before.particle.as_ref().is_some_and(|p| p.start > self.around.sentence.start && capital(p.start));
        if titled
            && (thing
                || words.offices.has(doc, i)
                || behind.is_some_and(|(after, _, apposed)| !apposed && capital(after - 1)))
        {
            return false;
        }
        before.particle.is_some()
            || by_kind
            || road && !self.is_generic(i, end) && self.is_led(i, before)
            || self.is_stretch(i, end)
            || self.is_list_item(i, end, limit)
            || self.opens_list_of_kind(end, limit)
            || self.is_measured(i, end)
            || self.is_goal(i)
            || !thing
                && (self.around.is_told_where(end)
                    || self.is_another_such(i)
                    || before.locative && self.is_one_name(i, end, before) && !self.is_capital_of_title(i, end)
                    || self.is_awaited(i) && (!article || behind.is_some() || road)
                    || self.goes_on_list(i, end, limit)
                    || self.is_instance(i, before)
                    || self.is_named_kind(i, end, before))
    }

    /// True where the words around a word want a place.
    pub(super) fn is_awaited(&self, i: usize) -> bool {
        self.awaited.binary_search(&i).is_ok()
    }

    /// True for a name that a preposition may lead to: 'in Goz Beida', 'near Adi Sera'; French 'à' may lead to a person
    /// of two words.
    fn is_one_name(&self, i: usize, end: usize, before: &Before) -> bool {
        let doc = self.around.doc;
        // 'À Wad al-Noura', 'À Debre Tabor, …'
        let opening = i == self.around.sentence.start + 1 && doc.word(end) == ",";
        let arabic = (i + 1..end).any(|k| matches!(doc.folded(k), "al" | "el" | "ed" | "ad" | "as" | "ash"));
        let twice = end == i + 2 && doc.folded(i) == doc.folded(i + 1);
        end == i + 1
            || doc.tokens[i + 1].join != Join::Space
            || self.lang == Lang::En && before.spatial.relation != Relation::Between
            || opening
            || arabic
            || twice
            || before.surely
    }

    /// True for a word of a headline in Which Every Word Has A Capital that the text writes small elsewhere.
    fn is_capital_of_title(&self, i: usize, end: usize) -> bool {
        let doc = self.around.doc;
        self.around.title_case && end == i + 1 && self.around.elsewhere.is_small(doc, i)
    }

    /// True for words that before a kind word only tell which one is meant: 'Main Market', 'Mine Action Centre'.
    fn is_generic(&self, i: usize, end: usize) -> bool {
        let (doc, w) = (self.around.doc, self.around.words);
        w.kinds.has(doc, i)
            || end == i + 1 && (w.common.has(doc, i) || w.modifiers.has(doc, i) || w.institutions.has(doc, i))
    }

    /// True for the plural of an English word for settlements and areas: before 'villages' stands a people's name.
    fn is_plural_kind(&self, start: usize, after: usize) -> bool {
        let word = self.around.doc.folded(after - 1);
        let singular =
            word.strip_suffix("ies").map_or_else(|| word.trim_end_matches('s').to_owned(), |w| format!("{w}y"));
        self.lang == Lang::En
            && after == start + 1
            && singular != word
            && self.around.words.kinds.has_word(Word::of(&singular))
    }

    /// A name that a kind word before it calls so, in commas: 'the district seat, Zarin, was', 'whole villages, Zarin,
    /// Yorim and Akwe, were'. What leads such a list holds for its members.
    fn is_named_kind(&self, i: usize, end: usize, before: &mut Before) -> bool {
        let (doc, w) = (self.around.doc, self.around.words);
        let first = self.around.sentence.start;
        if i < first + 2 || doc.word(i - 1) != "," || end > i + 1 && doc.tokens[i + 1].join == Join::Space {
            return false;
        }
        let kind = |at: usize| w.kinds.before(doc, at).filter(|&(start, _)| start >= first);
        if let Some((_, kind)) = kind(i - 1) {
            let one = doc.word(end) == "," && names_a_place(kind);
            if one {
                before.kind = Some(kind);
                return true;
            }
        }
        // 'villages entiers, …', 'villages of which three, …'
        let at = (first + 1..i).rev().take(4).take_while(|&k| doc.tokens[k - 1].case == Case::Lower);
        let plural = |at: usize| doc.folded(at - 1).ends_with(['s', 'x']);
        let Some((start, kind)) = at.filter(|&at| plural(at)).find_map(kind).filter(|&(_, k)| names_a_place(k)) else {
            return false;
        };
        let goes_on = doc.word(end) == "," || w.and.at(doc, end).is_some();
        if goes_on {
            before.particle = Some(start..i);
            before.kind = Some(kind);
        }
        goes_on
    }

    /// The first of some places of a kind that is told of before: 'districts of Zarin, including Yorim and Akwe'. What leads
    /// such a list holds for its members.
    fn is_instance(&self, i: usize, before: &mut Before) -> bool {
        let (doc, w) = (self.around.doc, self.around.words);
        let first = self.around.sentence.start;
        let Some((start, ())) = w.instances.before(doc, i).filter(|&(start, ())| start > first) else { return false };
        let plural = |at: &usize| doc.folded(at - 1).ends_with(['s', 'x']);
        let kind = |at: usize| w.kinds.before(doc, at).filter(|&(at, kind)| at >= first && names_a_place(kind));
        let Some((at, kind)) = (first + 1..=start).rev().take(KIND_REACH).filter(plural).find_map(kind) else {
            return false;
        };
        before.particle = Some(at..i);
        before.kind = Some(kind);
        true
    }

    /// True behind 'in the', 'on the', 'of the', and in English behind 'of' alone: where the name of some ground stands.
    fn is_led(&self, i: usize, before: &Before) -> bool {
        let (doc, w) = (self.around.doc, self.around.words);
        let first = self.around.sentence.start;
        let bare = self.around.skip_adjectives(i);
        let article = |at: usize| at > first && w.articles.has(doc, at - 1);
        let at = if article(bare) { bare - 1 } else { i };
        let preposition = at > first && w.prepositions.before(doc, at).is_some();
        before.locative
            || preposition && (at < i || self.lang == Lang::En)
            || self.is_awaited(i)
            || self.lang == Lang::En && self.around.is_owned(i)
    }

    /// True for the two ends of a road that the French name it by: 'l'axe Zarin-Yorim'.
    fn is_stretch(&self, i: usize, end: usize) -> bool {
        let (doc, w) = (self.around.doc, self.around.words);
        end == i + 2 && doc.tokens[i + 1].join == Join::Hyphen && w.roads.before(doc, i).is_some()
    }

    /// True for what an article alone makes a name ('the Zarin bridge'), and for what opens a clause and is told of at once
    /// ('Zarin camp, near Yorim, was').
    fn is_site(&self, i: usize, after: usize, kind: PlaceKind) -> bool {
        use PlaceKind::{Airport, BorderPost, Bridge, Mine, Park, Port, Volcano};
        let (doc, w) = (self.around.doc, self.around.words);
        let opens = i == self.around.sentence.start;
        let article = !opens && w.articles.has(doc, i - 1);
        article && matches!(kind, Airport | BorderPost | Bridge | Mine | Park | Port | Volcano)
            || (opens || matches!(doc.folded(i - 1), "that" | "que")) && doc.word(after) == ","
    }

    /// True for a name whose way is told behind it: 'Zarin, 40 km up the road'.
    fn is_measured(&self, start: usize, end: usize) -> bool {
        let doc = self.around.doc;
        let number = doc.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number);
        let unit = self.around.words.units.at(doc, end + 2).is_some();
        end <= start + 3 && doc.word(end) == "," && number && unit
    }
}

/// Kind words that behind an unknown name make it a place ('Xindu village'); 'base' and 'site' do not.
pub(super) fn names_a_place(kind: PlaceKind) -> bool {
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

/// Kind words of ground that many a name stands before, also of people: they need a preposition or an article as well.
pub(super) fn names_ground(kind: PlaceKind) -> bool {
    use PlaceKind::{Airport, BorderPost, Bridge, Camp, MilitaryBase, Mine, Park, Port, Region, Volcano};
    matches!(kind, Airport | BorderPost | Bridge | Camp | MilitaryBase | Mine | Park | Port | Region | Volcano)
}
