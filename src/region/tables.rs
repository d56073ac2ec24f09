//! All tables of one region as they stand in their files, before they are put together.

use super::builtin::{Source, Sources, world_actors, world_licences, world_places};
use super::finding::Findings;
use super::read::{self, Lined, PlaceRow};
use super::{Actor, Alliance, Land, Start};

/// The rows of each table, with the lines they stood on.
#[derive(Debug)]
pub(super) struct Tables {
    /// `places.csv`.
    pub(super) places: Vec<Lined<PlaceRow>>,
    /// `world.csv`.
    pub(super) world: Vec<Lined<PlaceRow>>,
    /// `actors.csv`.
    pub(super) actors: Vec<Lined<Actor>>,
    /// `world-actors.csv`.
    pub(super) world_actors: Vec<Lined<Actor>>,
    /// `alliances.csv`.
    pub(super) alliances: Vec<Lined<Alliance>>,
    /// `start.csv`.
    pub(super) start: Vec<Lined<Start>>,
    /// `land.geojson`.
    pub(super) land: Land,
    /// `licences.txt`: a note a line, the region's own first.
    pub(super) licences: Vec<String>,
}

impl Tables {
    /// Reads every row that can be read; what is wrong with the others goes to `findings`.
    pub(super) fn read(sources: &Sources, findings: &mut Findings) -> Self {
        Self {
            places: rows(Some(&sources.places), read::places, findings),
            world: rows(Some(&world_places()), read::places, findings),
            actors: rows(sources.actors.as_ref(), read::actors, findings),
            world_actors: rows(Some(&world_actors()), read::actors, findings),
            alliances: rows(sources.alliances.as_ref(), read::alliances, findings),
            start: rows(sources.start.as_ref(), read::starts, findings),
            land: sources
                .land
                .as_ref()
                .map_or_else(Land::default, |source| Land::read(&source.file, &source.text, findings)),
            licences: sources.licences.iter().chain([&world_licences()]).flat_map(notes).collect(),
        }
    }
}

/// The lines of a text that say something.
fn notes(source: &Source) -> Vec<String> {
    source.text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The rows of a table that may be missing.
fn rows<T>(
    source: Option<&Source>,
    read: impl Fn(&str, &str, &mut Findings) -> Vec<Lined<T>>,
    findings: &mut Findings,
) -> Vec<Lined<T>> {
    source.map_or_else(Vec::new, |source| read(&source.file, &source.text, findings))
}
