//! Capitals that stand for their governments: 'Kigali denied', 'un accord entre Kinshasa et Kigali'.

use super::context::Context;
use crate::lexicon::{Cue, Grammar};

impl Context<'_> {
    /// True for a capital that means its government: as the subject of a word of saying, behind 'between', 'with' or 'by',
    /// or one of two capitals joined by 'and', but not behind 'in' or 'from'. Asked once for each place, in the order of
    /// the text: of two joined the second is what `metonyms` has for the first.
    pub(super) fn is_metonym(&self, i: usize) -> bool {
        let place = &self.places[i];
        if !self.is_capital(i) || place.spatial.bearing.is_some() || place.container.is_some() {
            return false;
        }
        let start = place.tokens.start;
        let before = |tags: &[Grammar]| start.checked_sub(1).is_some_and(|k| tags.iter().any(|&tag| self.is(k, tag)));
        let party = self.is_party_lead(start);
        if !party && before(&[Grammar::In, Grammar::From, Grammar::Lead, Grammar::Near, Grammar::Toward, Grammar::Of]) {
            return false;
        }
        let joined = |k: usize| self.is(k, Grammar::And);
        // 'between Kigali and Kinshasa', 'Washington and Seoul have agreed'
        let first =
            i.checked_sub(1).filter(|&k| joined(start.wrapping_sub(1)) && self.places[k].tokens.end + 1 == start);
        if let Some(first) = first {
            return self.metonyms[first];
        }
        let end = place.tokens.end;
        let next = self.places_in(&(end..end + 2)).next().filter(|_| joined(end));
        let pair = next.is_some_and(|k| self.is_capital(k));
        party && (pair || !self.is_road(start))
            || pair && !before(&[Grammar::And])
            || self.says(end)
            || self.is_accused(start)
    }

    /// True for the name of a country's capital.
    fn is_capital(&self, i: usize) -> bool {
        let resolved = &self.resolved[i];
        let capital = resolved.country.as_deref().and_then(|country| self.region.capital(country));
        resolved.place_id.is_some() && capital.map(|row| row.id.as_str()) == resolved.place_id.as_deref()
    }

    /// True when 'between', 'with', 'against' or 'by' leads to token `start`.
    fn is_party_lead(&self, start: usize) -> bool {
        [Grammar::Against, Grammar::By, Grammar::Beside].into_iter().any(|tag| self.leads_to(start, tag))
    }

    /// True for the first of two ends of a road: 'the road between Goma and Kigali'.
    fn is_road(&self, start: usize) -> bool {
        self.grammar_in(&(start.saturating_sub(5)..start)).any(|h| matches!(h.tag, Grammar::Road | Grammar::Ground))
    }

    /// True when a word of saying stands right behind, whose subject it is.
    fn says(&self, end: usize) -> bool {
        let says = |tag: Cue| matches!(tag, Cue::Said | Cue::Claim | Cue::Accuse | Cue::Deny | Cue::Call | Cue::Threat);
        let helper = usize::from(self.is(end, Grammar::Have));
        self.cues_in(&(end..end + helper + 1)).any(|h| h.start == end + helper && says(h.tag))
    }

    /// 'accuses Kigali of', 'accuse Kigali': right behind the word.
    fn is_accused(&self, start: usize) -> bool {
        self.cues_in(&(start.saturating_sub(2)..start)).any(|h| h.end == start && h.tag == Cue::Accuse)
    }
}
