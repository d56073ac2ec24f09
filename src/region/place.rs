//! A row of a place table.

use serde::{Deserialize, Serialize};

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A city.
    City,
    /// A town.
    Town,
    /// A village.
    Village,
    /// A quarter of a town.
    Neighbourhood,
    /// A camp of displaced people or refugees.
    Camp,
    /// A barracks or base.
    MilitaryBase,
    /// A border crossing.
    BorderPost,
    /// An airport or airstrip.
    Airport,
    /// A harbour.
    Port,
    /// A mine.
    Mine,
    /// A bridge.
    Bridge,
    /// A hill or mountain.
    Hill,
    /// A volcano.
    Volcano,
    /// A road or a stretch of one.
    Road,
    /// A river.
    River,
    /// A lake.
    Lake,
    /// An island.
    Island,
    /// A national park or forest.
    Park,
    /// A groupement (DR Congo's admin level 5).
    Groupement,
    /// A chiefdom or sector (DR Congo's admin level 4).
    Chiefdom,
    /// A territory, district or county (admin level 2).
    Territory,
    /// A province or state (admin level 1).
    Province,
    /// A named area without borders ('Grand Nord', 'Sahel', 'Darfur').
    Region,
    /// A country.
    Country,
    /// Anything else.
    Other,
}

impl PlaceKind {
    /// Every kind with the name that tables and files give it, in the order of the enum.
    pub const NAMES: [(Self, &str); 25] = [
        (Self::City, "city"),
        (Self::Town, "town"),
        (Self::Village, "village"),
        (Self::Neighbourhood, "neighbourhood"),
        (Self::Camp, "camp"),
        (Self::MilitaryBase, "military_base"),
        (Self::BorderPost, "border_post"),
        (Self::Airport, "airport"),
        (Self::Port, "port"),
        (Self::Mine, "mine"),
        (Self::Bridge, "bridge"),
        (Self::Hill, "hill"),
        (Self::Volcano, "volcano"),
        (Self::Road, "road"),
        (Self::River, "river"),
        (Self::Lake, "lake"),
        (Self::Island, "island"),
        (Self::Park, "park"),
        (Self::Groupement, "groupement"),
        (Self::Chiefdom, "chiefdom"),
        (Self::Territory, "territory"),
        (Self::Province, "province"),
        (Self::Region, "region"),
        (Self::Country, "country"),
        (Self::Other, "other"),
    ];

    /// The name that tables and files give it (`military_base`).
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.get(self as usize).map_or("other", |(_, name)| name)
    }

    /// From the name in a table.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }

    /// True for what is an area rather than a spot: its point is only a centre.
    #[must_use]
    pub fn is_area(self) -> bool {
        use PlaceKind::{Chiefdom, Country, Groupement, Lake, Park, Province, Region, Territory};
        matches!(self, Groupement | Chiefdom | Territory | Province | Region | Country | Park | Lake)
    }

    /// The coarse kind that `reports.jsonl` carries (`../shared/gold/GUIDE.md`: `place_kind`).
    #[must_use]
    pub fn coarse(self) -> &'static str {
        use PlaceKind::{
            Airport, BorderPost, Bridge, Camp, Chiefdom, City, Country, Groupement, Hill, Island, Lake, MilitaryBase,
            Mine, Neighbourhood, Other, Park, Port, Province, Region, River, Road, Territory, Town, Village, Volcano,
        };
        match self {
            City | Town | Village | Neighbourhood | BorderPost | Airport | Port | Mine | Bridge | Island => "locality",
            Camp | MilitaryBase => "camp",
            Hill | Volcano => "hill",
            Road => "road",
            Lake => "lake",
            Park => "park",
            Territory | Chiefdom | Groupement => "territory",
            Province => "province",
            Region => "region",
            Country => "country",
            River | Other => "other",
        }
    }
}

/// A place: what `places.csv` and `world.csv` say of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Stable id, unique within the region ('goma', 'bwiza-rutshuru').
    pub id: String,
    /// The name as the map should show it.
    pub name: String,
    /// Other names and spellings, in any language.
    pub alt_names: Vec<String>,
    /// Adjectives of the people and the state ('Rwandan', 'rwandais', 'rwandaise'): countries only.
    pub adjectives: Vec<String>,
    /// What it is.
    pub kind: PlaceKind,
    /// Latitude, WGS 84 degrees.
    pub lat: f64,
    /// Longitude, WGS 84 degrees.
    pub lon: f64,
    /// Honest error radius in km; for an area, the radius of a circle of equal area.
    pub precision_km: f64,
    /// ISO 3166-1 alpha-2 code of the country.
    pub country: String,
    /// First-level admin area (province).
    pub admin1: Option<String>,
    /// Second-level admin area (territory, district).
    pub admin2: Option<String>,
    /// Inhabitants, where known; a hint for importance, no more.
    pub population: Option<u32>,
    /// Who says so.
    pub source: String,
    /// Ids at the source, homonyms, doubts.
    pub note: String,
}

impl Place {
    /// The name and all other names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.alt_names.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_the_names_that_serde_writes() {
        for (index, (kind, name)) in PlaceKind::NAMES.into_iter().enumerate() {
            assert_eq!(kind as usize, index);
            assert_eq!(serde_json::to_value(kind).unwrap(), name);
            assert_eq!((kind.name(), PlaceKind::from_name(name)), (name, Some(kind)));
        }
        assert_eq!(PlaceKind::from_name("Town"), None);
    }
}
