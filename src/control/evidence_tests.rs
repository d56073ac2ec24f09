//! Which events speak of who holds a place at all, and how much a loss counts.

use super::testing::{day, events, place, region};
use super::{Argument, ControlOptions, read};
use crate::control::evidence::argue;
use crate::events::Event;
use crate::region::{ActorKind, PlaceKind, Region};

/// What the events argue, as 'argument actor', in order of the table.
fn argued(events: &[Event], region: &Region) -> Vec<String> {
    events
        .iter()
        .flat_map(|event| argue(event, region))
        .map(|e| format!("{:?} {}", e.argument, e.actors.join(",")))
        .collect()
}

#[test]
fn what_is_likely_misread_puts_nobody_in_a_place() {
    let region = region(&[("x", 0.0, 0.0)], Vec::new());
    let mut told = events(
        "2024-01-10 territory_gained_nonstate x A>B
         2024-01-20 base_established x A
         2024-01-30 armed_clash x A>B
         2024-02-10 withdrawal x A",
    );
    for event in &mut told {
        event.confidence = 0.49;
    }
    assert_eq!(argued(&told, &region), ["Left B", "Left A"]);
    for event in &mut told {
        event.confidence = 0.51;
    }
    assert_eq!(argued(&told, &region), ["Left B", "Took A", "Present A", "Fought A,B", "Left A"]);
}

#[test]
fn an_unsure_loss_is_believed_before_an_unsure_gain() {
    let region = region(&[("x", 0.0, 0.0)], Vec::new());
    let mut told = events(
        "2024-01-10 territory_gained_nonstate x A>B
         2024-01-20 withdrawal x A",
    );
    told[1].confidence = 0.25;
    let control = read(&told, &region, &ControlOptions { to: Some(day("2024-03-01")), ..ControlOptions::default() });
    let days: Vec<_> = control.holdings.iter().map(|h| (h.holder.as_deref(), h.start)).collect();
    assert_eq!(days, [(Some("A"), day("2024-01-10")), (None, day("2024-01-20"))]);
}

#[test]
fn peacekeepers_are_guests_wherever_they_camp() {
    let mut region = region(&[("x", 0.0, 0.0)], Vec::new());
    let told = events(
        "2024-01-10 base_established x C
         2024-01-20 territory_gained_government x C>A
         2024-01-30 armed_clash x A>C",
    );
    let as_army = argued(&told, &region);
    assert_eq!(as_army, ["Present C", "Left A", "Took C", "Fought A,C"]);
    if let Some(mission) = region.actors.iter_mut().find(|row| row.id == "C") {
        mission.kind = ActorKind::ExternalForces;
    }
    assert_eq!(argued(&told, &region), as_army[1..]);
    // An army of a country is none, however foreign.
    if let Some(army) = region.actors.iter_mut().find(|row| row.id == "C") {
        army.country = Some("YY".to_owned());
    }
    assert_eq!(argued(&told, &region), as_army);
}

#[test]
fn what_is_placed_badly_speaks_of_no_place() {
    let took = |kind: PlaceKind, precision_km: f64, precision_m: u32| {
        let mut row = place("x", 0.0, 0.0);
        (row.kind, row.precision_km) = (kind, precision_km);
        let region = Region::from_parts("test", vec![row], region(&[], Vec::new()).actors, Vec::new());
        let mut told = events("2024-01-10 territory_gained_nonstate x A");
        told[0].reports[0].location_precision_m = Some(precision_m);
        argue(&told[0], &region).iter().any(|e| e.argument == Argument::Took)
    };
    assert!(took(PlaceKind::Town, 2.0, 2_000));
    assert!(!took(PlaceKind::Town, 2.0, 25_000), "somewhere in 25 km");
    assert!(took(PlaceKind::City, 18.0, 18_000), "a city that wide");
    assert!(!took(PlaceKind::Island, 20.0, 20_000), "an island is no town");
    assert!(!took(PlaceKind::Groupement, 5.0, 5_000));
}
