//! Putting the tables of a region together, over those of the world.

use hashbrown::HashMap;

use super::read::{Lined, PlaceRow};
use super::tables::Tables;
use super::{Actor, Place, PlaceKind, Region};

/// A place of the world table that bears a name of one of the region's own places and lies within this distance of
/// it is the same place: larger than what two gazetteers differ by for a city, smaller than the way to the next
/// town of that name.
const SAME_PLACE_KM: f64 = 30.0;

/// Kilometres in a degree of latitude (mean).
const KM_PER_DEGREE: f64 = 111.2;

/// Colours for sides that have none of their own: Okabe and Ito's eight but black, then Tol's muted ones. They are
/// told apart with each kind of colour blindness.
const PALETTE: [&str; 14] = [
    "#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#882255", "#332288", "#117733",
    "#AA4499", "#44AA99", "#999933", "#661100",
];

impl Region {
    /// A region from tables at hand, without the table of the world: for tests and for callers with tables of
    /// their own. Actors without a side stand for themselves.
    #[must_use]
    pub fn from_parts(name: &str, places: Vec<Place>, actors: Vec<Actor>, alliances: Vec<super::Alliance>) -> Self {
        let mut region = Self { name: name.to_owned(), own_places: places.len(), places, alliances, ..Self::default() };
        for (index, place) in region.places.iter().enumerate() {
            region.place_index.entry(place.id.clone()).or_insert(index);
        }
        region.set_actors(actors);
        region
    }

    /// The region with a user's own places beside its own, before those of the world.
    #[must_use]
    pub fn with_places(mut self, more: Vec<Place>) -> Self {
        let at = self.own_places;
        self.own_places += more.len();
        self.places.splice(at..at, more);
        // Rows behind moved on; ids of world rows still lead where they led.
        let moved = self.own_places - at;
        for index in self.place_index.values_mut().filter(|index| **index >= at) {
            *index += moved;
        }
        for (index, place) in self.places.iter().enumerate().take(self.own_places).skip(at) {
            self.place_index.entry(place.id.clone()).or_insert(index);
        }
        self
    }

    pub(super) fn assemble(name: &str, tables: Tables) -> Self {
        let capitals = tables.world.iter().chain(&tables.places).filter_map(|line| {
            let PlaceRow { place, capital } = &line.row;
            capital.as_ref().map(|id| (place.country.clone(), id.clone()))
        });
        let capitals = capitals.collect();
        let own = tables.places.into_iter().map(|line| line.row.place).collect();
        let actors = tables.actors.into_iter().chain(tables.world_actors).map(|line| line.row).collect();
        let alliances = tables.alliances.into_iter().map(|line| line.row).collect();
        let mut region = Self::from_parts(name, own, actors, alliances);
        region.start = tables.start.into_iter().map(|line| line.row).collect();
        region.land = tables.land;
        region.licences = tables.licences;
        region.capitals = capitals;
        region.add_world(tables.world);
        region.demonyms = demonyms(&region.places);
        region
    }

    /// Adds places that no table has, such as those that a table of reports brings with it. A place whose id is
    /// taken is left out.
    pub fn add_places(&mut self, places: Vec<Place>) {
        for place in places {
            if !self.place_index.contains_key(&place.id) {
                self.place_index.insert(place.id.clone(), self.places.len());
                self.places.push(place);
            }
        }
    }

    /// Adds the rows of the world table that the region doesn't have itself.
    fn add_world(&mut self, world: Vec<Lined<PlaceRow>>) {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, place) in self.places.iter().enumerate() {
            for name in place.names() {
                by_name.entry(name.to_lowercase()).or_default().push(index);
            }
        }
        let window = window(&self.places);
        self.places.reserve(world.len());
        self.place_index.reserve(world.len());
        for line in world {
            let place = line.row.place;
            // Most of the world is far from the region: no need to compare names.
            let may_be_own = place.kind == PlaceKind::Country || window.contains(&place);
            let same = |name: &str| {
                let rows = by_name.get(&name.to_lowercase()).into_iter().flatten().copied();
                rows.into_iter().find(|&index| is_same(&self.places[index], &place))
            };
            let own = if may_be_own { place.names().find_map(same) } else { None };
            let index = own.unwrap_or(self.places.len());
            self.place_index.entry(place.id.clone()).or_insert(index);
            if own.is_none() {
                self.places.push(place);
            }
        }
    }

    /// Sets the actors: the first row of an id counts, and each gets a colour.
    fn set_actors(&mut self, actors: Vec<Actor>) {
        for actor in actors {
            if !self.actor_index.contains_key(&actor.id) {
                self.actor_index.insert(actor.id.clone(), self.actors.len());
                if let Some(country) = actor.country.as_deref() {
                    self.actors_of.entry_ref(country).or_default().push(self.actors.len());
                }
                self.actors.push(actor);
            }
        }
        let colours: Vec<String> = self.actors.iter().map(|actor| self.colour_by_side(actor)).collect();
        for (actor, colour) in self.actors.iter_mut().zip(colours) {
            actor.colour = colour;
        }
    }

    /// Its own colour, else that of its side, else one of the palette by the side's name.
    fn colour_by_side(&self, actor: &Actor) -> String {
        let side = self.actor(&actor.side).map_or("", |side| &side.colour);
        match [actor.colour.as_str(), side].into_iter().find(|colour| !colour.is_empty()) {
            Some(colour) => colour.to_owned(),
            None => palette_colour(&actor.side).to_owned(),
        }
    }
}

/// A colour that depends on the name alone.
pub(super) fn palette_colour(name: &str) -> &'static str {
    // FNV-1a: stable over versions and machines, unlike the hashes of the standard library.
    let hash = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    PALETTE[(hash % PALETTE.len() as u64) as usize]
}

/// The rectangle around a region's own places.
struct Window {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

/// The window of some places, wider by what two gazetteers may differ.
fn window(places: &[Place]) -> Window {
    let none = Window { west: f64::MAX, south: f64::MAX, east: f64::MIN, north: f64::MIN };
    places.iter().fold(none, |window, place| {
        let margin = SAME_PLACE_KM.max(place.precision_km) / KM_PER_DEGREE;
        let margin_east = margin / place.lat.to_radians().cos().max(0.01);
        Window {
            west: window.west.min(place.lon - margin_east),
            south: window.south.min(place.lat - margin),
            east: window.east.max(place.lon + margin_east),
            north: window.north.max(place.lat + margin),
        }
    })
}

impl Window {
    fn contains(&self, place: &Place) -> bool {
        (self.west..=self.east).contains(&place.lon) && (self.south..=self.north).contains(&place.lat)
    }
}

/// True when a row of the world table is a place that the region has itself.
fn is_same(own: &Place, world: &Place) -> bool {
    let country = PlaceKind::Country;
    if own.kind == country || world.kind == country {
        return own.kind == world.kind && own.country == world.country;
    }
    let north = (own.lat - world.lat) * KM_PER_DEGREE;
    let east = (own.lon - world.lon) * KM_PER_DEGREE * own.lat.to_radians().cos();
    own.kind.is_area() == world.kind.is_area() && north.hypot(east) <= SAME_PLACE_KM.max(own.precision_km)
}

/// Whose armies and governments are: the country's adjective, or its short name where two countries share the
/// adjective ('DRC').
fn demonyms(places: &[Place]) -> HashMap<String, String> {
    let countries = || places.iter().filter(|p| p.kind == PlaceKind::Country);
    let mut shared: HashMap<&str, usize> = HashMap::new();
    for adjective in countries().filter_map(|p| p.adjectives.first()) {
        *shared.entry(adjective).or_default() += 1;
    }
    let name = |place: &Place| {
        let adjective = place.adjectives.first()?;
        let short = place.alt_names.iter().find(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_uppercase()));
        let alone = shared.get(adjective.as_str()).is_none_or(|&n| n == 1);
        let word = if alone { adjective } else { short.unwrap_or(&place.name) };
        Some((place.country.clone(), word.clone()))
    };
    countries().filter_map(name).collect()
}
