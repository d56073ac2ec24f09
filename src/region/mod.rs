//! Everything known about one theatre of war: places, actors, alliances, land. All stations read it.

mod actor;
mod assemble;
mod builtin;
mod check;
mod finding;
mod land;
mod lookup;
mod place;
mod read;
mod start;
mod table;
mod tables;

use hashbrown::HashMap;

pub use actor::{Actor, ActorKind, Alliance};
pub use builtin::BUILTIN;
pub use check::check;
pub use finding::{Finding, RegionError, Severity};
pub use land::Land;
pub use place::{Place, PlaceKind};
pub use start::Start;

/// The tables of one theatre, over the table of the world.
#[derive(Debug, Clone, Default)]
pub struct Region {
    /// The folder's name ('eastern-congo').
    pub name: String,
    /// The region's own places first, then those of `world.csv` that are not among them.
    pub places: Vec<Place>,
    /// How many of `places` are the region's own: `places[..own_places]`.
    pub own_places: usize,
    /// Armed groups, armies, missions, states: the region's own first, then those of `world-actors.csv`.
    pub actors: Vec<Actor>,
    /// Who fights beside whom, from when to when.
    pub alliances: Vec<Alliance>,
    /// Who held what before the first article; usually empty.
    pub start: Vec<Start>,
    /// Land and state borders; empty for a region without `land.geojson`.
    pub land: Land,
    /// What the makers of the tables ask to be said of them, one note each: maps carry it.
    pub licences: Vec<String>,
    /// Where a place id stands in `places`; ids of world rows that the region has itself lead to the region's row.
    place_index: HashMap<String, usize>,
    /// Where an actor id stands in `actors`.
    actor_index: HashMap<String, usize>,
    /// The numbers of the actors of a country, in the order of `actors`, by ISO code.
    actors_of: HashMap<String, Vec<usize>>,
    /// Place id of the capital of a country, by ISO code.
    capitals: HashMap<String, String>,
    /// The word that says whose army or government it is, by ISO code of the country.
    demonyms: HashMap<String, String>,
}

#[cfg(test)]
mod tests;
