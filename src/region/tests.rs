//! The traps that the sources of the built-in tables set, each shown to be avoided.

use std::sync::LazyLock;

use geo::{Distance, Haversine, Point};
use hashbrown::HashSet;

use super::*;

/// The built-in region, loaded once for all tests.
pub(super) fn region() -> &'static Region {
    static REGION: LazyLock<Region> = LazyLock::new(|| Region::builtin("eastern-congo").unwrap());
    &REGION
}

/// The region's own places that bear a name.
fn named<'a>(region: &'a Region, name: &str) -> Vec<&'a Place> {
    let own = &region.places[..region.own_places];
    own.iter().filter(|place| place.names().any(|other| other.eq_ignore_ascii_case(name))).collect()
}

fn km(one: &Place, other: &Place) -> f64 {
    Haversine.distance(Point::new(one.lon, one.lat), Point::new(other.lon, other.lat)) / 1000.0
}

#[test]
fn bwiza_is_in_rutshuru_and_nowhere_else() {
    let region = region();
    let bwiza = named(region, "Bwiza");
    assert_eq!(bwiza.len(), 1, "not one of the twelve in Rwanda and Burundi");
    assert_eq!((bwiza[0].country.as_str(), bwiza[0].admin2.as_deref()), ("CD", Some("Rutshuru")));
    assert!(bwiza[0].precision_km >= 5.0, "it is in no gazetteer: an estimate must say so");
    for near in ["ngesho", "rusekera", "mudugudu"] {
        assert!(km(bwiza[0], region.place(near).unwrap()) < 10.0, "{near}");
    }
    let world = region.places.iter().skip(region.own_places).filter(|place| place.name == "Bwiza");
    assert_eq!(world.count(), 0);
}

#[test]
fn kavumu_is_the_town_beside_bukavu_airport() {
    let region = region();
    let kavumu: Vec<&Place> = named(region, "Kavumu").into_iter().filter(|p| p.kind != PlaceKind::Airport).collect();
    assert_eq!(kavumu.len(), 1);
    assert!(km(kavumu[0], region.place("bukavu").unwrap()) < 30.0);
}

#[test]
fn kitshanga_of_the_news_is_not_the_village_in_walikale() {
    let region = region();
    let town = region.place("kitshanga-rutshuru").unwrap();
    let village = region.place("kitshanga-walikale").unwrap();
    assert!((town.kind, village.kind) == (PlaceKind::Town, PlaceKind::Village));
    assert!(km(town, village) > 40.0);
    assert_eq!(named(region, "Kitchanga"), [town], "the town's other spelling is the town's alone");
    for absent_from_geonames in ["Mushaki", "Rubaya", "Nyanzale"] {
        assert!(!named(region, absent_from_geonames).is_empty(), "{absent_from_geonames}");
    }
}

#[test]
fn homonyms_have_a_row_each_with_an_id_that_tells_them_apart() {
    let region = region();
    let names = [
        "Brazza",
        "Bukombo",
        "Bunagana",
        "Ishasha",
        "Kabasha",
        "Kasika",
        "Kasindi",
        "Katale",
        "Kazaroho",
        "Kibati",
        "Kirumba",
        "Kitshanga",
        "Lemera",
        "Maboya",
        "Mambasa",
        "Njiapanda",
        "Rusayo",
    ];
    for name in names {
        let rows: Vec<&Place> = region.places[..region.own_places].iter().filter(|place| place.name == name).collect();
        assert!(rows.len() >= 2, "{name}");
        for place in rows {
            assert_ne!(place.id, name.to_lowercase(), "{name}: the plain id would be a guess");
        }
    }
    for (town, territory) in [
        ("masisi", "masisi-territory"),
        ("beni", "beni-territory"),
        ("kabare", "kabare-territory"),
        ("walikale", "walikale-territory"),
        ("rutshuru", "rutshuru-territory"),
    ] {
        let (town, territory) = (region.place(town).unwrap(), region.place(territory).unwrap());
        assert!(!town.kind.is_area() && territory.kind == PlaceKind::Territory, "{}", town.name);
        assert!(territory.precision_km > town.precision_km);
    }
    assert_eq!(region.place("quartier-virunga").unwrap().kind, PlaceKind::Neighbourhood);
    assert_eq!(region.place("parc-national-des-virunga").unwrap().kind, PlaceKind::Park);
}

#[test]
fn spellings_of_one_name_lead_to_one_place() {
    let region = region();
    let pairs = [
        ("Bunagana", "Bunangana"),
        ("Kanyabayonga", "Kanyobagonga"),
        ("Kishishe", "Kisheshe"),
        ("Chanzu", "Tchanzu"),
        ("Chanzu", "Tshanzu"),
        ("Kilolirwe", "Kirolirwe"),
        ("Rusinga", "Rushinga"),
        ("Kiseguro", "Kiseguru"),
        ("Munigi", "Monigi"),
        ("Bijombo", "Bitshombo"),
    ];
    for (name, other) in pairs {
        let other_rows = named(region, other);
        assert!(other_rows.iter().any(|place| place.name == name), "{other}: {other_rows:?}");
    }
}

#[test]
fn minova_and_minembwe_are_the_right_points() {
    let region = region();
    let minova = region.place("minova").unwrap();
    assert_eq!((minova.admin1.as_deref(), minova.admin2.as_deref()), (Some("South Kivu"), Some("Kalehe")));
    let minembwe = region.place("minembwe").unwrap();
    assert_eq!(minembwe.admin2.as_deref(), Some("Fizi"));
    assert!((minembwe.lat + 3.934).abs() < 0.01 && (minembwe.lon - 28.730).abs() < 0.01);
}

#[test]
fn estimates_that_stood_on_another_data_set_were_made_again() {
    let region = region();
    assert!(named(region, "Egombo").is_empty(), "nothing else is known of it");
    for id in ["malinde", "kabumbe", "rutobogo", "mubambiro", "sange", "nyiragongo", "mukoko"] {
        let place = region.place(id).unwrap();
        assert!(!place.note.contains("ACLED") && !place.note.contains("OSAC"), "{id}: {}", place.note);
        assert!(place.source.starts_with("estimate") || place.precision_km >= 2.0, "{id}");
    }
}

#[test]
fn a_name_inside_another_name_is_not_an_other_name() {
    let region = region();
    for place in &region.places[..region.own_places] {
        for name in place.names() {
            let folded = name.to_lowercase();
            for part in ["process", "hôpital", "hospital", "corridor"] {
                assert!(!folded.contains(part), "{}: {name}", place.id);
            }
        }
    }
}

#[test]
fn every_id_is_unique_and_every_row_says_where_it_comes_from() {
    let region = region();
    let ids: HashSet<&str> = region.places.iter().map(|place| place.id.as_str()).collect();
    assert_eq!(ids.len(), region.places.len());
    for place in &region.places {
        assert!(!place.source.is_empty() && place.precision_km > 0.0, "{}", place.id);
    }
    assert!(region.alliances.iter().all(|row| !row.source.is_empty()));
    assert!(region.actors.iter().all(|row| !row.source.is_empty() && row.colour.len() == 7));
}

#[test]
fn every_country_has_names_and_adjectives_in_both_languages_and_a_capital() {
    let region = region();
    let countries: Vec<&Place> = region.places.iter().filter(|place| place.kind == PlaceKind::Country).collect();
    assert!(countries.len() >= 249, "{}", countries.len());
    let cases = [
        ("RW", "Rwanda", "Rwandan", "rwandaise", "Kigali"),
        ("EG", "Égypte", "Egyptian", "égyptiennes", "Le Caire"),
        ("RU", "Russie", "Russian", "russe", "Moscou"),
        ("ET", "Éthiopie", "Ethiopian", "éthiopien", "Addis-Abeba"),
        ("SY", "Syrie", "Syrian", "syriens", "Damas"),
        ("CD", "RDC", "Congolese", "congolaise", "Kinshasa"),
        ("US", "États-Unis", "American", "américains", "Washington"),
    ];
    for (code, french, adjective, adjectif, capital) in cases {
        let country = countries.iter().find(|place| place.country == code).unwrap();
        assert!(country.names().any(|name| name == french), "{code}: {:?}", country.alt_names);
        for word in [adjective, adjectif] {
            assert!(country.adjectives.iter().any(|known| known == word), "{code}: {:?}", country.adjectives);
        }
        assert!(region.capital(code).unwrap().names().any(|name| name == capital), "{code}");
    }
}

#[test]
fn places_of_talks_and_large_cities_of_wars_are_in_the_world() {
    let region = region();
    let names = [
        "Nairobi",
        "Luanda",
        "Bujumbura",
        "Doha",
        "Washington",
        "Genève",
        "Addis Ababa",
        "Arusha",
        "Camp David",
        "Gaza Strip",
        "West Bank",
        "Chechnya",
        "Kashmir",
        "Darfur",
        "Kurdistan",
        "Helmand",
        "Tigray",
        "Donbas",
        "Alep",
        "Raqqa",
        "Mossoul",
        "Bakhmout",
        "El Fasher",
        "Hodeidah",
        "Tombouctou",
        "Cabo Delgado",
    ];
    for name in names {
        assert!(region.places.iter().any(|place| place.names().any(|known| known == name)), "{name}");
    }
}

#[test]
fn a_capital_s_namesakes_at_home_are_left_out() {
    let region = region();
    let towns = |name: &str, code: &str| {
        let all = region.places.iter().filter(|place| place.name == name && place.country == code);
        all.filter(|place| matches!(place.kind, PlaceKind::City | PlaceKind::Town)).count()
    };
    assert_eq!((towns("Washington", "US"), towns("Philadelphia", "US"), towns("Srinagar", "IN")), (1, 1, 1));
}

#[test]
fn sides_of_the_war_in_kivu_follow_the_calendar() {
    let region = region();
    let side = |actor: &'static str, day: &str| region.side_of(actor, day.parse().ok()).to_owned();
    let cases = [
        ("AFC/M23", "2025-02-01", "M23"),
        ("RDF", "2022-12-07", "M23"),
        ("RDF", "2018-01-01", "RDF"),
        ("RDF", "2009-02-01", "FARDC"),
        ("Wazalendo", "2024-02-07", "FARDC"),
        ("PNC", "2015-01-01", "FARDC"),
        ("South African army", "2024-02-14", "FARDC"),
        ("SAMIDRC", "2025-03-14", "SAMIDRC"),
        ("EACRF", "2023-03-01", "EACRF"),
        ("Kenyan army", "2023-03-01", "EACRF"),
        ("Zimbabwean army", "1999-01-01", "FARDC"),
        ("CODECO", "2024-02-07", "CODECO"),
    ];
    for (actor, day, expected) in cases {
        assert_eq!(side(actor, day), expected, "{actor} on {day}");
    }
    assert!(region.stands_between("EACRF", "2023-03-01".parse().ok()));
    assert_eq!((region.colour("M23"), region.colour("FARDC")), ("#D55E00", "#0072B2"));
}

#[test]
fn nothing_is_held_before_the_first_article_unless_a_row_says_so() {
    assert!(region().start.is_empty());
}
