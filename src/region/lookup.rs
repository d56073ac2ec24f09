//! What the stations ask of a region: places and actors by id, sides by date.

use chrono::NaiveDate;

use super::assemble::palette_colour;
use super::{Actor, ActorKind, Alliance, Place, Region};

/// How many alliances are followed from an actor to its side: the tables have chains of two.
const MAX_CHAIN: usize = 8;

impl Region {
    /// The place with this id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.get(*self.place_index.get(id)?)
    }

    /// The capital of a country by its ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn capital(&self, country: &str) -> Option<&Place> {
        self.place(self.capitals.get(country)?)
    }

    /// The word that says that an army or a government is that of a country (ISO 3166-1 alpha-2 code): 'Israeli'.
    #[must_use]
    pub fn demonym(&self, country: &str) -> Option<&str> {
        self.demonyms.get(country).map(String::as_str)
    }

    /// The country whose state an actor is or fights for: an army, police or a government ('Israeli army').
    #[must_use]
    pub fn state_of(&self, actor: &str) -> Option<&str> {
        match self.actor(actor) {
            Some(row) if row.kind == ActorKind::StateForces => row.country.as_deref(),
            Some(_) => None,
            None => {
                let whose =
                    ["army", "government", "police"].iter().find_map(|what| actor.strip_suffix(what))?.trim_end();
                self.demonyms.iter().find(|(_, word)| *word == whose).map(|(country, _)| country.as_str())
            }
        }
    }

    /// The actor with this id.
    #[must_use]
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.actors.get(*self.actor_index.get(id)?)
    }

    /// The actors of a country (ISO 3166-1 alpha-2 code), in the order of the table, each with its number.
    pub fn actors_of(&self, country: &str) -> impl DoubleEndedIterator<Item = (usize, &Actor)> {
        let numbers = self.actors_of.get(country).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|&number| (number, &self.actors[number]))
    }

    /// The colour of an actor, `#RRGGBB`. An actor in no table gets one that depends on its name alone.
    #[must_use]
    pub fn colour(&self, actor: &str) -> &str {
        self.actor(actor).map_or_else(|| palette_colour(actor), |actor| &actor.colour)
    }

    /// The side an actor fought on at a day: the actor whose area it is when they hold a place. Alliances that hold
    /// on that day are followed first, then the `side` of the table; without a day only alliances without any
    /// bounds count. An actor in no table stands for itself.
    #[must_use]
    pub fn side_of<'a>(&'a self, actor: &'a str, date: Option<NaiveDate>) -> &'a str {
        let mut side = actor;
        for _ in 0..MAX_CHAIN {
            let next = match self.alliance(side, date) {
                Some(alliance) if alliance.relation == "between" => return side,
                Some(alliance) => &alliance.lead,
                None => self.actor(side).map_or(side, |row| &row.side),
            };
            if next == side {
                break;
            }
            side = next;
        }
        side
    }

    /// True when two actors fought on one side at a day.
    #[must_use]
    pub fn are_allies(&self, one: &str, other: &str, date: Option<NaiveDate>) -> bool {
        self.side_of(one, date) == self.side_of(other, date)
    }

    /// True when an actor stood between the sides at a day (a force that separates them).
    #[must_use]
    pub fn stands_between(&self, actor: &str, date: Option<NaiveDate>) -> bool {
        self.alliance(actor, date).is_some_and(|alliance| alliance.relation == "between")
    }

    /// The alliance of an actor that holds on a day; the first row of the table that does.
    fn alliance(&self, actor: &str, date: Option<NaiveDate>) -> Option<&Alliance> {
        self.alliances.iter().find(|row| row.actor == actor && row.holds_on(date))
    }
}

impl Alliance {
    /// True when it holds on a day; without a day, when it always held.
    #[must_use]
    pub fn holds_on(&self, date: Option<NaiveDate>) -> bool {
        match date {
            Some(date) => self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to),
            None => self.from.is_none() && self.to.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(id: &str, side: &str, colour: &str) -> Actor {
        Actor {
            id: id.to_owned(),
            name: id.to_owned(),
            alt_names: Vec::new(),
            kind: ActorKind::RebelGroup,
            country: None,
            side: side.to_owned(),
            colour: colour.to_owned(),
            first_year: None,
            last_year: None,
            source: String::new(),
        }
    }

    fn alliance(actor: &str, lead: &str, from: &str, to: &str, relation: &str) -> Alliance {
        let date = |text: &str| text.parse().ok();
        let (actor, lead, relation) = (actor.to_owned(), lead.to_owned(), relation.to_owned());
        Alliance { actor, lead, from: date(from), to: date(to), relation, source: String::new() }
    }

    fn region() -> Region {
        let actors = vec![actor("A", "A", "#112233"), actor("B", "B", ""), actor("wing", "A", ""), actor("C", "C", "")];
        let alliances = vec![
            alliance("B", "wing", "2020-01-10", "2020-02-20", "ally"),
            alliance("C", "A", "", "", "between"),
            alliance("X", "Y", "", "", "ally"),
            alliance("Y", "X", "", "", "ally"),
        ];
        Region::from_parts("test", Vec::new(), actors, alliances)
    }

    #[test]
    fn sides_change_with_the_date() {
        let region = region();
        let side = |actor: &'static str, day: &str| region.side_of(actor, day.parse().ok()).to_owned();
        assert_eq!(side("wing", "2019-01-01"), "A");
        for (day, expected) in [("2020-01-09", "B"), ("2020-01-10", "A"), ("2020-02-20", "A"), ("2020-02-21", "B")] {
            assert_eq!(side("B", day), expected, "{day}");
        }
        assert_eq!(side("B", ""), "B", "without a day bounded alliances do not count");
        assert_eq!(side("nobody", "2020-01-15"), "nobody");
        assert!(region.are_allies("A", "B", "2020-01-15".parse().ok()));
    }

    #[test]
    fn a_force_between_the_sides_stands_for_itself() {
        let region = region();
        assert_eq!(region.side_of("C", None), "C");
        assert!(region.stands_between("C", None) && !region.stands_between("B", None));
    }

    #[test]
    fn circles_of_alliances_end() {
        assert!(["X", "Y"].contains(&region().side_of("X", None)));
    }

    #[test]
    fn colours_come_from_the_row_the_side_or_the_name() {
        let region = region();
        assert_eq!((region.colour("A"), region.colour("wing")), ("#112233", "#112233"));
        assert_eq!(region.colour("B"), palette_colour("B"));
        assert!(region.colour("in no table").starts_with('#'));
    }
}
