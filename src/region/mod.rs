//! Everything known about one theatre of war: places, actors, alliances, land. All stations read it.

mod actor;
mod land;
mod place;

pub use actor::{Actor, ActorKind, Alliance};
pub use land::Land;
pub use place::{Place, PlaceKind};

/// The tables of one theatre, over the table of the world.
#[derive(Debug, Clone)]
pub struct Region {
    /// The folder's name ('eastern-congo').
    pub name: String,
    /// The region's own places first, then those of `world.csv`.
    pub places: Vec<Place>,
    /// Armed groups, armies, missions, states.
    pub actors: Vec<Actor>,
    /// Who fights beside whom, from when to when.
    pub alliances: Vec<Alliance>,
    /// Land and state borders; empty for a region without `land.geojson`.
    pub land: Land,
}
