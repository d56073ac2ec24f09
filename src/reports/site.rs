//! What a place named in the text can be to an event: a host, the place of a speaker, one of a list.

use std::ops::Range;

use super::context::{Context, any_in};
use crate::lexicon::{Cue, Grammar, TriggerHit};
use crate::places;
use crate::region::PlaceKind;
use crate::text::Join;

/// How the place of an event was found: the nearer to its words, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    /// It is the verb's own object or subject.
    Object,
    /// In the trigger's clause, behind it.
    Behind,
    /// In the trigger's clause, before it.
    Before,
    /// Elsewhere in the sentence.
    Sentence,
    /// 'the town', 'there': the place last told of.
    Here,
    /// The place of the event told before.
    Last,
    /// The headline's place.
    Headline,
}

/// A part of a country or a place of its own; the row with whether it lies in some direction from it, or the name.
pub(super) type PlaceKey = (bool, Result<(places::PlaceRef, bool), String>);

impl Context<'_> {
    /// Numbers of the place mentions within a range of tokens that an event can be at.
    pub(super) fn hosts_in(&self, range: &Range<usize>) -> impl DoubleEndedIterator<Item = usize> + use<'_> {
        self.places_in(range).filter(|&i| self.can_host(i))
    }

    /// True for places an event of the map can be at, as found once for the article.
    pub(super) fn can_host(&self, i: usize) -> bool {
        self.hosts.get(i).copied().unwrap_or_default()
    }

    /// True for a part of a country that only says where the next place lies: 'eastern DR Congo's North Kivu'.
    fn owns_place(&self, i: usize) -> bool {
        let end = self.places[i].tokens.end;
        self.is_part_of_country(i)
            && self.doc.tokens.get(end).is_some_and(|t| t.join == Join::Apostrophe)
            && self.places.get(i + 1).is_some_and(|next| next.span.start == end + 1)
    }

    /// True for places an event of the map can be at: no whole countries or lakes, no part of another name.
    pub(super) fn is_host(&self, i: usize) -> bool {
        let (place, resolved) = (&self.places[i], &self.resolved[i]);
        place.role == places::Role::Place
            && !place.spatial.second
            && (resolved.kind != PlaceKind::Country || self.is_part_of_country(i))
            && resolved.kind != PlaceKind::Lake
            && !self.owns_place(i)
            && (resolved.place.is_some() || self.is_announced(i))
            && !self.names_force(i)
            && !self.metonyms[i]
    }

    /// True for a place in the name of a force: 'Al Qaeda in the Arabian Peninsula', but not 'the Rumangabo military base'.
    fn names_force(&self, i: usize) -> bool {
        let first = self.places[i].tokens.start;
        self.actor_at(&(first..first + 1)).is_some_and(|a| self.actors[a].class.is_force())
    }

    /// True for a name in no table that the words around it make a place: 'the village of X', 'in X'.
    fn is_announced(&self, i: usize) -> bool {
        let place = &self.places[i];
        // 'in the Tulkarem area': an article may stand between.
        let leads = |k: usize| [Grammar::In, Grammar::Of, Grammar::Lead].iter().any(|&tag| self.is(k, tag));
        let led = place
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|k| leads(k) || self.is(k, Grammar::Article) && k.checked_sub(1).is_some_and(leads));
        // A name that no table knows is a place because the words around it make it one.
        let unknown = place.candidates.is_empty() || place.particle.is_some();
        // 'the western city of X'
        let directed = place.spatial.bearing.is_some();
        place.announced
            && (unknown || led || self.is_awaited(i) || self.follows_in_list(i))
            && !place.span.clone().any(|k| self.is(k, Grammar::NotPlace) && !(directed && k < place.tokens.start))
            && !(place.span.start > 1 && self.is(place.span.start - 2, Grammar::NotPlace))
            && !any_in(&self.scan.nations, &(place.tokens.start..place.tokens.start + 1))
    }

    /// True for a name behind words that want a place, or that the text announces as a place elsewhere.
    fn is_awaited(&self, i: usize) -> bool {
        self.awaited.binary_search(&self.places[i].tokens.start).is_ok()
    }

    /// True for the later names of a list whose first is a place.
    fn follows_in_list(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|before| {
            self.is_list_gap(self.places[before].tokens.end, self.places[i].span.start) && self.is_host(before)
        })
    }

    /// True for 'eastern DR Congo', 'the south of Sudan': a part of a country, told by direction.
    pub(super) fn is_part_of_country(&self, i: usize) -> bool {
        let place = &self.places[i];
        self.resolved[i].kind == PlaceKind::Country
            && place.spatial.bearing.is_some()
            && place.spatial.relation == places::Relation::In
            && place.span.start < place.tokens.start
    }

    /// True for a place that only names an accord or a process: 'the Luanda peace agreement'.
    pub(super) fn names_accord(&self, i: usize, hit: &TriggerHit) -> bool {
        let end = self.places[i].tokens.end;
        let talks = |t: &TriggerHit| {
            t.options.iter().any(|o| {
                let code = self.scanner.rules.get(usize::from(o.rule)).and_then(|r| r.code);
                code.is_some_and(|c| c.group() == super::Group::Talks)
            })
        };
        self.triggers_in(&(end..end + 2)).iter().any(|t| t.start != hit.start && talks(t))
    }

    /// True for where somebody speaks: 'said in Goma', 'told reporters in Kinshasa', 'In New York, the UN called on'.
    pub(super) fn is_speakers(&self, i: usize) -> bool {
        let place = &self.places[i];
        let (start, end) = (place.span.start, place.tokens.end);
        let said = |range: Range<usize>| {
            self.cues_in(&range).any(|h| matches!(h.tag, Cue::Said | Cue::Call | Cue::Accuse | Cue::Deny))
        };
        let sentence = self.sentence(self.doc.sentence_of(start));
        let opens = start <= sentence.start + 1 && self.is(sentence.start, Grammar::In);
        let trigger = |range: &Range<usize>| !self.triggers_in(range).is_empty();
        let before = start.saturating_sub(4).max(sentence.start)..start;
        let after = end..(end + 10).min(sentence.end);
        // 'described by Kinshasa as', 'accused by Kigali': a capital that stands for its government.
        let by = start.checked_sub(1).is_some_and(|k| self.is(k, Grammar::By));
        by || said(before.clone()) && !trigger(&before) || opens && said(after.clone()) && !trigger(&after)
    }

    /// The places named in one list with place `i` ('Kitshanga, Mweso and Pinga').
    pub(super) fn list_of(&self, i: usize, sentence: &Range<usize>) -> Vec<usize> {
        let here: Vec<usize> = self.hosts_in(sentence).collect();
        let Some(at) = here.iter().position(|&k| k == i) else { return vec![i] };
        // 'Masisi and Rutshuru territories' is one list; 'Sake, Masisi' is a town and its area.
        let alike = |a: usize, b: usize| {
            let gap = self.places[a].tokens.end..self.places[b].span.start;
            let area = |i: usize| self.resolved[i].kind.is_area();
            (area(a) == area(b) || self.grammar_in(&gap).any(|h| h.tag == Grammar::And)) && self.lists_on(&gap)
        };
        let mut first = at;
        while first > 0 && alike(here[first - 1], here[first]) {
            first -= 1;
        }
        let mut last = at;
        while last + 1 < here.len() && alike(here[last], here[last + 1]) {
            last += 1;
        }
        // Two names with a comma are apposition as often as list: 'Sake, Masisi'. A list has three, or an 'and'.
        let joined = |k: usize| {
            let gap = self.places[here[k]].tokens.end..self.places[here[k + 1]].span.start;
            self.grammar_in(&gap).any(|h| h.tag == Grammar::And)
        };
        let apart = |k: usize| {
            let (a, b) = (here[k], here[k + 1]);
            self.places[a].container != Some(b) && self.places[b].container != Some(a)
        };
        if (first..last).any(joined) || (last - first >= 2 && (first..last).all(apart)) {
            here[first..=last].to_vec()
        } else {
            vec![i]
        }
    }

    /// True when a list of places goes on over the words between two: 'Uvira on October 24 and Bukavu'.
    fn lists_on(&self, gap: &Range<usize>) -> bool {
        match self.times_in(gap) {
            [] => self.is_list_gap(gap.start, gap.end),
            [time] if time.tokens.end <= gap.end && time.tokens.start <= gap.start + 1 => {
                self.is_list_gap(time.tokens.end, gap.end)
            }
            _ => false,
        }
    }

    /// True when the sentence points back to a place ('the town', 'cette cité').
    pub(super) fn points_back(&self, sentence: &Range<usize>) -> bool {
        self.grammar_in(sentence).any(|h| h.tag == Grammar::Here)
    }

    /// True when two mentions mean one place.
    pub(super) fn same_place(&self, a: usize, b: usize) -> bool {
        self.entity[a] == self.entity[b]
    }

    /// What tells the place of a mention from all others of the article.
    pub(super) fn place_key(&self, i: usize) -> PlaceKey {
        let resolved = &self.resolved[i];
        // A bridge or an airport that is told by the name of a town has no row of its own.
        let own = resolved.place_id.is_some() || self.places[i].called == self.places[i].name;
        let which = match resolved.place {
            Some(row) if own => Ok((row, resolved.relation == places::Relation::Direction)),
            _ => Err(crate::text::fold(&resolved.name)),
        };
        (self.is_part_of_country(i), which)
    }
}
