//! The parties of the evidence and the side of each on each day.

use chrono::{Days, NaiveDate};
use hashbrown::HashMap;

use crate::events::EVERYBODY;
use crate::region::{ActorKind, Region};

/// Number of a party: its place in `Parties`.
pub(super) type Party = usize;

/// Numbered parties, and their sides by date.
///
/// Sides change only on the days on which an alliance begins or ends, so they are worked out once for each stretch
/// between such days.
pub(super) struct Parties {
    ids: Vec<String>,
    /// First days of the stretches, ascending; the first stretch has no beginning.
    turns: Vec<NaiveDate>,
    /// `sides[stretch][party]`.
    sides: Vec<Vec<Party>>,
}

impl Parties {
    /// Numbers actors in alphabetical order, so that the numbers do not depend on the order of the evidence.
    pub(super) fn new<'a>(actors: impl Iterator<Item = &'a str>, region: &Region) -> Self {
        let mut turns: Vec<NaiveDate> = region
            .alliances
            .iter()
            .flat_map(|row| [row.from, row.to.and_then(|day| day.checked_add_days(Days::new(1)))])
            .flatten()
            .collect();
        turns.sort_unstable();
        turns.dedup();
        let mut ids: Vec<String> = actors.map(str::to_owned).collect();
        ids.sort_unstable();
        ids.dedup();
        let days: Vec<Option<NaiveDate>> = std::iter::once(turns.first().and_then(NaiveDate::pred_opt))
            .chain(turns.iter().copied().map(Some))
            .collect();
        let leads: Vec<String> =
            ids.iter().flat_map(|id| days.iter().map(|&day| region.side_of(id, day).to_owned())).collect();
        ids.extend(leads);
        ids.sort_unstable();
        ids.dedup();
        let sides = {
            let number: HashMap<&str, Party> = ids.iter().enumerate().map(|(i, id)| (id.as_str(), i)).collect();
            let side = |id: &String, day| number.get(region.side_of(id, day)).copied();
            let stretch = |&day| ids.iter().enumerate().map(|(i, id)| side(id, day).unwrap_or(i)).collect();
            days.iter().map(stretch).collect()
        };
        Self { ids, turns, sides }
    }

    pub(super) fn number(&self, id: &str) -> Option<Party> {
        self.ids.binary_search_by(|known| known.as_str().cmp(id)).ok()
    }

    pub(super) fn id(&self, party: Party) -> &str {
        &self.ids[party]
    }

    /// The party whose area it is when `party` holds a place on that day.
    pub(super) fn side(&self, party: Party, day: NaiveDate) -> Party {
        self.sides[self.turns.partition_point(|&turn| turn <= day)][party]
    }

    /// The days on which sides change.
    pub(super) fn turns(&self) -> &[NaiveDate] {
        &self.turns
    }
}

/// True for an actor that can hold a place: no civilians, no crowds, nobody without a name.
pub(super) fn can_hold(actor: &str, region: &Region) -> bool {
    match region.actor(actor) {
        Some(row) => !matches!(row.kind, ActorKind::Civilians | ActorKind::Protesters | ActorKind::Rioters),
        // A name says who; 'gunmen', 'armed groups' and 'heads of state' don't.
        None => actor.contains(|c: char| c.is_uppercase() || c.is_ascii_digit()) || actor == EVERYBODY,
    }
}

/// True for peacekeepers and missions of states in common: guests wherever they camp.
pub(super) fn is_mission(actor: &str, region: &Region) -> bool {
    let stands_alone = |id: &str| region.actor(id).is_none_or(|row| row.country.is_none());
    region.actor(actor).is_some_and(|row| row.kind == ActorKind::ExternalForces)
        && stands_alone(region.side_of(actor, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::testing::region;

    #[test]
    fn only_who_has_a_name_and_arms_holds() {
        let region = region(&[], Vec::new());
        for (actor, holds) in [("A", true), ("civilians", false), ("Northern Alliance", true), ("23 mars", true)] {
            assert_eq!(can_hold(actor, &region), holds, "{actor}");
        }
        for actor in ["", "gunmen", "heads of state", "armed groups"] {
            assert!(!can_hold(actor, &region), "{actor}");
        }
    }
}
