//! Names of actors in other people's tables.

use chrono::Datelike;

use crate::actors::{ActorClass, army};
use crate::region::{PlaceKind, Region};

/// How ACLED and UCDP call a country's forces before its name, and what they are.
const STATES: [(&str, ActorClass, &str); 3] = [
    ("Military Forces of ", ActorClass::State, "army"),
    ("Police Forces of ", ActorClass::Police, "police"),
    ("Government of ", ActorClass::State, "army"),
];

/// The region's actor of that name, else the name that the reader gives a country's army or police, else the name. ACLED's
/// names carry years and long forms ('M23: March 23 Movement', 'Military Forces of Uganda (1986-)').
pub(super) fn known(name: &str, region: &Region, day: &impl Datelike) -> String {
    let is = |text: &str| {
        region.actors.iter().find(|actor| {
            let mut names = [&actor.id, &actor.name].into_iter().chain(&actor.alt_names);
            names.any(|known| known.eq_ignore_ascii_case(text))
        })
    };
    let short = name.split(" (").next().unwrap_or(name);
    let parts = short.split(':').map(str::trim).filter(|part| !part.is_empty());
    if let Some(actor) = [name, short].into_iter().chain(parts).find_map(is) {
        return actor.id.clone();
    }
    if name.to_lowercase().starts_with("civilians") {
        return "civilians".to_owned();
    }
    of_country(short, region, day.year()).unwrap_or_else(|| name.to_owned())
}

/// True for the army or police of a country, or a foreign one.
pub(super) fn is_state(actor: &str, region: &Region) -> bool {
    match region.actor(actor) {
        Some(row) => matches!(ActorClass::of_row(row), ActorClass::State | ActorClass::Police | ActorClass::Mission),
        None => region.state_of(actor).is_some(),
    }
}

/// 'Military Forces of Rwanda': the army of that country, as the region calls it.
fn of_country(name: &str, region: &Region, year: i32) -> Option<String> {
    let (country, class, noun) = STATES.iter().find_map(|&(lead, class, noun)| {
        let country = name.get(..lead.len()).filter(|start| start.eq_ignore_ascii_case(lead))?;
        Some((name[country.len()..].trim_start_matches("the ").trim(), class, noun))
    })?;
    let named = |place: &&crate::region::Place| {
        place.kind == PlaceKind::Country && place.names().any(|known| known.eq_ignore_ascii_case(country))
    };
    let code = &region.places.iter().find(named)?.country;
    let row = match class {
        ActorClass::State => army(region, code, Some(year)).and_then(|number| region.actors.get(usize::from(number))),
        _ => region.actors.iter().find(|row| {
            row.country.as_deref() == Some(code.as_str()) && ActorClass::of_row(row) == class && row.last_year.is_none()
        }),
    };
    row.map(|row| row.id.clone()).or_else(|| Some(format!("{} {noun}", region.demonym(code)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::testing::day;

    #[test]
    fn names_of_other_tables() {
        let region = Region::builtin("eastern-congo").unwrap();
        for (name, id) in [
            ("M23: March 23 Movement", "M23"),
            ("Military Forces of the Democratic Republic of Congo (2019-)", "FARDC"),
            ("Police Forces of the Democratic Republic of Congo (2019-)", "PNC"),
            ("Military Forces of Rwanda (1994-)", "RDF"),
            ("Government of DR Congo (Zaire)", "FARDC"),
            ("Military Forces of Bolivia (2020-)", "Bolivian army"),
            ("Civilians (Democratic Republic of Congo)", "civilians"),
            ("Military Forces of Nowhere", "Military Forces of Nowhere"),
        ] {
            assert_eq!(known(name, &region, &day("2023-02-01")), id);
        }
        assert_eq!(known("Government of Zaire", &region, &day("1996-11-01")), "FAZ");
        for (actor, state) in [("FARDC", true), ("RDF", true), ("Bolivian army", true), ("M23", false)] {
            assert_eq!(is_state(actor, &region), state, "{actor}");
        }
    }
}
