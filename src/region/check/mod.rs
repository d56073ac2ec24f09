//! `dateline places check`: everything that is wrong or doubtful in a folder of tables.

mod actors;
mod places;

use std::path::Path;

use hashbrown::{HashMap, HashSet};

use super::builtin::Sources;
use super::finding::Findings;
use super::read::Lined;
use super::tables::Tables;
use super::{Finding, Land, PlaceKind, RegionError};

/// Checks the tables in a folder: unknown and missing columns, values that can't be, repeated rows, coordinates
/// that are swapped, in another country or in a lake, and references to what isn't there. Sorted by file and line.
///
/// # Errors
/// When a file can't be read at all.
pub fn check(dir: &Path) -> Result<Vec<Finding>, RegionError> {
    Ok(check_sources(&Sources::folder(dir)?, &Land::world()?))
}

fn check_sources(sources: &Sources, world_land: &Land) -> Vec<Finding> {
    let mut findings = Findings::default();
    let tables = Tables::read(sources, &mut findings);
    let check = Check::new(&tables, world_land);
    check.places(&sources.places.file, &tables.places, &mut findings);
    let file = |source: &Option<super::builtin::Source>| source.as_ref().map_or("", |source| &source.file).to_owned();
    check.actors(&file(&sources.actors), &tables.actors, &mut findings);
    check.alliances(&file(&sources.alliances), &tables.alliances, &mut findings);
    check.starts(&file(&sources.start), &tables.start, &mut findings);
    findings.into_sorted()
}

/// Checks the tables that are under every region.
#[cfg(test)]
fn check_world(world_land: &Land) -> Vec<Finding> {
    use super::builtin::{world_actors, world_places};
    let mut findings = Findings::default();
    let tables = Tables::read(&Sources::default(), &mut Findings::default());
    let check = Check::new(&tables, world_land);
    check.places(&world_places().file, &tables.world, &mut findings);
    check.actors(&world_actors().file, &tables.world_actors, &mut findings);
    findings.into_sorted()
}

/// What rows are checked against.
struct Check<'a> {
    /// Land of the region, exact to half a kilometre, but only a window.
    land: &'a Land,
    /// Land of the world, exact to some 20 km.
    world_land: &'a Land,
    place_ids: HashSet<&'a str>,
    actor_ids: HashSet<&'a str>,
    countries: HashSet<&'a str>,
    /// First and last year of each actor.
    years: HashMap<&'a str, (Option<i32>, Option<i32>)>,
}

impl<'a> Check<'a> {
    fn new(tables: &'a Tables, world_land: &'a Land) -> Self {
        let places = || tables.places.iter().chain(&tables.world).map(|line| &line.row.place);
        let actors = || tables.actors.iter().chain(&tables.world_actors).map(|line| &line.row);
        Self {
            land: &tables.land,
            world_land,
            place_ids: places().map(|place| place.id.as_str()).collect(),
            actor_ids: actors().map(|actor| actor.id.as_str()).collect(),
            countries: places()
                .filter(|place| place.kind == PlaceKind::Country)
                .map(|place| place.country.as_str())
                .collect(),
            years: actors().map(|actor| (actor.id.as_str(), (actor.first_year, actor.last_year))).collect(),
        }
    }
}

/// An error for each row whose id an earlier row has.
fn repeated_ids<T>(file: &str, rows: &[Lined<T>], id: impl Fn(&T) -> &str, findings: &mut Findings) {
    let mut first: HashMap<&str, u64> = HashMap::new();
    for line in rows {
        let earlier = *first.entry(id(&line.row)).or_insert(line.line);
        if earlier != line.line {
            let message = format!("'{}' is the id of line {earlier} too; ids must differ", id(&line.row));
            findings.error(file, line.line, "id", message);
        }
    }
}

#[cfg(test)]
mod tests;
