//! The tables that are part of the program, and loading a region from them or from a folder.

use std::path::Path;
use std::{fs, io};

use super::finding::Findings;
use super::tables::Tables;
use super::{Region, RegionError};

/// The tables of one region as text, each with the name that messages give it.
#[derive(Debug, Default)]
pub(super) struct Sources {
    pub(super) places: Source,
    pub(super) actors: Option<Source>,
    pub(super) alliances: Option<Source>,
    pub(super) start: Option<Source>,
    pub(super) land: Option<Source>,
    pub(super) licences: Option<Source>,
}

/// A file: its name and its text.
#[derive(Debug, Default, Clone)]
pub(super) struct Source {
    pub(super) file: String,
    pub(super) text: std::borrow::Cow<'static, str>,
}

macro_rules! embedded {
    ($path:literal) => {
        Source {
            file: concat!("places/", $path).to_owned(),
            text: std::borrow::Cow::Borrowed(include_str!(concat!("../../places/", $path))),
        }
    };
}

/// Names of the regions that are part of the program.
pub const BUILTIN: &[&str] = &["eastern-congo"];

/// Countries, large cities and places of talks: under every region.
pub(super) fn world_places() -> Source {
    embedded!("world.csv")
}

/// Well-known armed groups and missions of other wars: under every region.
pub(super) fn world_actors() -> Source {
    embedded!("world-actors.csv")
}

/// What the makers of those tables ask to be said: under every region.
pub(super) fn world_licences() -> Source {
    embedded!("licences.txt")
}

impl Sources {
    /// The built-in tables of a region.
    fn builtin(name: &str) -> Result<Self, RegionError> {
        if name != "eastern-congo" {
            return Err(RegionError::UnknownName { name: name.to_owned(), known: BUILTIN.join(", ") });
        }
        Ok(Self {
            places: embedded!("eastern-congo/places.csv"),
            actors: Some(embedded!("eastern-congo/actors.csv")),
            alliances: Some(embedded!("eastern-congo/alliances.csv")),
            start: Some(embedded!("eastern-congo/start.csv")),
            land: Some(embedded!("eastern-congo/land.geojson")),
            licences: Some(embedded!("eastern-congo/licences.txt")),
        })
    }

    /// The tables in a folder; all but `places.csv` may be missing.
    pub(super) fn folder(dir: &Path) -> Result<Self, RegionError> {
        let required = |name: &str| read_file(dir, name);
        let optional = |name: &str| match read_file(dir, name) {
            Err(RegionError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
            other => other.map(Some),
        };
        Ok(Self {
            places: required("places.csv")?,
            actors: optional("actors.csv")?,
            alliances: optional("alliances.csv")?,
            start: optional("start.csv")?,
            land: optional("land.geojson")?,
            licences: optional("licences.txt")?,
        })
    }
}

fn read_file(dir: &Path, name: &str) -> Result<Source, RegionError> {
    let path = dir.join(name);
    let file = path.display().to_string();
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Source { file, text: text.into() }),
        Err(source) => Err(RegionError::Read { file, source }),
    }
}

impl Region {
    /// A region that is part of the program, over the table of the world.
    ///
    /// # Errors
    /// When no region of that name is built in.
    ///
    /// ```
    /// let region = dateline::region::Region::builtin("eastern-congo")?;
    /// assert_eq!(region.place("goma").map(|place| place.country.as_str()), Some("CD"));
    /// # Ok::<(), dateline::region::RegionError>(())
    /// ```
    pub fn builtin(name: &str) -> Result<Self, RegionError> {
        Self::from_sources(name, &Sources::builtin(name)?)
    }

    /// A region from a folder of tables of the same form, over the table of the world. Only `places.csv` must be
    /// there; `actors.csv`, `alliances.csv`, `start.csv`, `land.geojson` and `licences.txt` may be missing.
    ///
    /// # Errors
    /// When a file can't be read or a table is wrong; the message names file, line and field.
    pub fn load(dir: &Path) -> Result<Self, RegionError> {
        let name =
            dir.file_name().map_or_else(|| dir.display().to_string(), |name| name.to_string_lossy().into_owned());
        Self::from_sources(&name, &Sources::folder(dir)?)
    }

    fn from_sources(name: &str, sources: &Sources) -> Result<Self, RegionError> {
        let mut findings = Findings::default();
        let tables = Tables::read(sources, &mut findings);
        findings.into_result()?;
        Ok(Self::assemble(name, tables))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder(tables: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in tables {
            fs::write(dir.path().join(name), text).unwrap();
        }
        dir
    }

    const PLACES: &str = "id,name,kind,lat,lon,country,precision_km\n";

    #[test]
    fn the_built_in_region_loads() {
        let region = Region::builtin("eastern-congo").unwrap();
        assert!(region.own_places >= 700, "{}", region.own_places);
        let named = region.places.iter().take(region.own_places).filter(|place| !place.alt_names.is_empty());
        assert!(named.count() > 500);
        for id in ["goma", "bwiza", "kibumba", "shasha", "north-kivu"] {
            assert_eq!(region.place(id).unwrap().country, "CD", "{id}");
        }
        assert!(region.actors.len() > 10 && !region.alliances.is_empty());
    }

    #[test]
    fn an_unknown_name_says_which_there_are() {
        let error = Region::builtin("atlantis").unwrap_err().to_string();
        assert!(error.contains("'atlantis'") && error.contains("eastern-congo"), "{error}");
    }

    #[test]
    fn a_folder_with_places_alone_is_a_region() {
        let dir = folder(&[("places.csv", &format!("{PLACES}ardun,Ardun,town,10.5,20.25,TD,2\n"))]);
        let region = Region::load(dir.path()).unwrap();
        assert_eq!(region.own_places, 1);
        assert_eq!(region.place("ardun").unwrap().lon.to_bits(), 20.25_f64.to_bits());
        assert!(region.places.len() > 1, "the world is under it");
    }

    #[test]
    fn errors_name_file_line_and_field() {
        let dir = folder(&[("places.csv", &format!("{PLACES}a,A,town,95,20,TD,2\nb,B,town,1,2,TD,2\n"))]);
        let error = Region::load(dir.path()).unwrap_err().to_string();
        assert!(error.contains("places.csv:2: error: lat: 95 is beyond the poles"), "{error}");
        let missing = Region::load(&dir.path().join("nowhere")).unwrap_err().to_string();
        assert!(missing.contains("places.csv"), "{missing}");
    }

    #[test]
    fn world_rows_that_the_region_has_lead_to_its_own_row() {
        let nairobi = format!("{PLACES}nbo,Nairobi,city,-1.29,36.82,KE,5\n");
        let region = Region::load(folder(&[("places.csv", &nairobi)]).path()).unwrap();
        assert_eq!(region.place("nairobi-ke").unwrap().id, "nbo");
        assert_eq!(region.places.iter().filter(|place| place.name == "Nairobi").count(), 1);
        let elsewhere = format!("{PLACES}nbo,Nairobi,village,10,10,NG,5\n");
        let region = Region::load(folder(&[("places.csv", &elsewhere)]).path()).unwrap();
        assert_eq!(region.place("nairobi-ke").unwrap().id, "nairobi-ke");
    }
}
