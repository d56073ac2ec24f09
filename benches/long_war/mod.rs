//! A long war that is made up: parties with homes on a plain of 3 by 3 degrees, towns taken, lost, fought over and
//! shelled, most by the party whose home is near. The same each time.

use chrono::{Days, NaiveDate};
use dateline::article::Lang;
use dateline::region::{Actor, ActorKind, Place, PlaceKind, Region};
use dateline::reports::{Code, DateBasis, Modality, Relation, Report};

/// Numbers that look random and are the same each time (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        (self.share() * n as f64) as usize
    }
}

const PARTIES: [(&str, f64, f64); 5] =
    [("A", 28.2, -2.6), ("B", 30.6, -2.4), ("C", 29.4, -1.4), ("D", 28.3, -0.2), ("E", 30.5, -0.3)];

/// The plain with this many places, every fourth of them a town.
pub(crate) fn region(places: usize) -> Region {
    let mut dice = Dice(7);
    // The plain grows with the number of places, so that they lie as densely as in a real region.
    let side = 3.0 * (places as f64 / 1000.0).sqrt();
    let place = |i: usize| Place {
        id: format!("p{i}"),
        name: format!("Place {i}"),
        alt_names: Vec::new(),
        adjectives: Vec::new(),
        kind: if i.is_multiple_of(4) { PlaceKind::Town } else { PlaceKind::Village },
        lat: -3.0 + dice.share() * side,
        lon: 28.0 + dice.share() * side,
        precision_km: 1.0,
        country: "XX".into(),
        admin1: None,
        admin2: None,
        population: None,
        source: String::new(),
        note: String::new(),
    };
    let places = (0..places).map(place).collect();
    let actor = |(id, _, _): (&str, f64, f64)| Actor {
        id: id.into(),
        name: id.into(),
        alt_names: Vec::new(),
        kind: ActorKind::RebelGroup,
        country: None,
        side: id.into(),
        colour: String::new(),
        first_year: None,
        last_year: None,
        source: String::new(),
    };
    Region::from_parts("bench", places, PARTIES.map(actor).into(), Vec::new())
}

/// Reports of the war, evenly over this many days from the beginning of 2022.
pub(crate) fn reports(region: &Region, count: usize, days: u64) -> Vec<Report> {
    let mut dice = Dice(11);
    let start = NaiveDate::from_ymd_opt(2022, 1, 1).unwrap_or_default();
    let codes = [
        Code::TerritoryGainedNonstate,
        Code::TerritoryGainedNonstate,
        Code::ArmedClash,
        Code::ArmedClash,
        Code::Shelling,
        Code::Withdrawal,
        Code::BaseEstablished,
        Code::AttackCivilians,
    ];
    (0..count)
        .map(|i| {
            let place = &region.places[dice.below(region.places.len())];
            let on = start + Days::new(i as u64 * days / count as u64);
            let far = |&(_, x, y): &(&str, f64, f64)| (place.lon - x).powi(2) + (place.lat - y).powi(2);
            let mut near: Vec<_> = PARTIES.iter().collect();
            near.sort_by(|a, b| far(a).total_cmp(&far(b)));
            let first = usize::from(dice.share() < 0.2);
            let claimed = dice.share() < 0.3;
            let code = codes[dice.below(codes.len())];
            let number = |n: usize| format!("{n}");
            Report {
                report_id: format!("r{i}"),
                event_id: String::new(),
                article: format!("a{}", i / 3),
                url: None,
                title: None,
                outlet: Some(format!("outlet {}", i % 40)),
                published: Some(on),
                lang: Lang::En,
                code,
                place: place.name.clone(),
                place_id: Some(place.id.clone()),
                place_kind: "locality".into(),
                lat: Some(place.lat),
                lon: Some(place.lon),
                admin1: None,
                admin2: None,
                country: Some("XX".into()),
                relation: Relation::In,
                location_precision_m: Some(1000),
                date_start: Some(on),
                date_end: Some(on),
                date_basis: DateBasis::Explicit,
                date_text: None,
                actors: vec![near[first].0.into()],
                against: vec![near[1 - first].0.into()],
                modality: if claimed { Modality::Claimed } else { Modality::Reported },
                claimed_by: claimed.then(|| near[first].0.into()),
                background: false,
                fatalities: None,
                fatalities_low: None,
                fatalities_high: None,
                confidence: 0.85,
                quote: (0..20).map(|k| number(dice.below(500) + k)).collect::<Vec<_>>().join(" "),
                quote_start: 0,
                quote_end: 0,
            }
        })
        .collect()
}
