//! A war on paper: 32 places, four parties, C an ally of A until 31 March and of B from 1 April. What holds on every
//! day of the half year is reasoned by hand in the table.
//!
//! Rules of thumb used: news is good for 60 days, then stale; a fight contests a place for its day and three more.

use std::fmt::Write;

use chrono::NaiveDate;

use super::testing::{ally, day, events, region};
use super::{ControlOptions, Holding, Status, read};

type Row = (&'static str, &'static [&'static str], &'static [(&'static str, &'static str)], &'static str);

/// Place, what is told ('month-day code parties how', with `+` for `territory_gained_nonstate` and `-` for
/// `withdrawal`), what follows (holder and status from a month-day on; nothing before), and why.
const WAR: [Row; 32] = [
    ("alpha", &["01-05 + A>B"], &[("01-05", "A confirmed"), ("03-06", "A stale")], "a neutral voice says it"),
    (
        "bravo",
        &["01-05 + A>B claimed-by-A"],
        &[("01-05", "A claimed"), ("03-06", "A stale"), ("06-30", "unknown")],
        "only the winner says it: 0.70 at first, and forgotten at 0.50, 177 days later",
    ),
    (
        "charlie",
        &["01-05 + A>B claimed-by-B"],
        &[("01-05", "A confirmed"), ("03-06", "A stale")],
        "the loser admits it",
    ),
    (
        "delta",
        &["01-05 + A>B", "02-01 + B>A"],
        &[("01-05", "A confirmed"), ("02-01", "B confirmed"), ("04-02", "B stale")],
        "taken and retaken",
    ),
    ("echo", &["01-05 + A>B", "02-01 - A"], &[("01-05", "A confirmed"), ("02-01", "unknown")], "left, and nobody came"),
    ("foxtrot", &["02-01 - A"], &[], "who leaves a place nobody knew them in leaves nothing behind"),
    (
        "golf",
        &["01-05 + A>B", "02-01 - A", "02-10 base_established B"],
        &[("01-05", "A confirmed"), ("02-01", "unknown"), ("02-10", "B confirmed"), ("04-11", "B stale")],
        "left, and later another moved in",
    ),
    ("hotel", &["01-20 armed_clash A>B"], &[("01-20", "contested"), ("01-24", "")], "a fight alone holds nothing"),
    (
        "india",
        &["01-05 + A>B", "01-20 armed_clash B>A"],
        &[("01-05", "A confirmed"), ("01-20", "A contested"), ("01-24", "A confirmed"), ("03-21", "A stale")],
        "an attack that changed nothing; it shows that A was still there",
    ),
    (
        "juliet",
        &["01-05 + A>B", "01-20 armed_clash A>B", "01-22 + B>A"],
        &[
            ("01-05", "A confirmed"),
            ("01-20", "A contested"),
            ("01-22", "B contested"),
            ("01-24", "B confirmed"),
            ("03-23", "B stale"),
        ],
        "fought over, then taken",
    ),
    (
        "kilo",
        &["01-05 + B>A", "01-15 shelling A>B"],
        &[("01-05", "B confirmed"), ("03-16", "B stale")],
        "shelled by A: B is thought to be there still",
    ),
    (
        "lima",
        &["01-05 + A>B", "01-20 shelling A>B"],
        &[("01-05", "A confirmed"), ("01-20", "unknown")],
        "A shells it, so A has lost it; to whom nobody says",
    ),
    (
        "mike",
        &["01-10 + A>B claimed-by-A", "01-10 territory_gained_government B>A claimed-by-B"],
        &[("01-10", "contested")],
        "word against word",
    ),
    (
        "november",
        &["01-05 + A>B", "01-10 + B>A claimed-by-B", "01-12 arrest A>civilians", "01-14 base_established A"],
        &[("01-05", "A confirmed"), ("01-10", "B claimed"), ("01-14", "A confirmed"), ("03-15", "A stale")],
        "B's claim does not last: A builds a base there",
    ),
    (
        "oscar",
        &["02-10 + C>D"],
        &[("02-10", "A confirmed"), ("04-01", "B confirmed"), ("04-11", "B stale")],
        "taken by an ally, who changes sides and takes the place along",
    ),
    ("papa", &["04-10 + C>D"], &[("04-10", "B confirmed"), ("06-10", "B stale")], "taken by the ally of the new side"),
    (
        "quebec",
        &["01-05 + A>B", "02-10 base_established C"],
        &[("01-05", "A confirmed"), ("04-01", "A stale")],
        "an ally's base keeps A's hold fresh until the ally is none",
    ),
    ("romeo", &["01-05 + A>B denied"], &[], "denied"),
    (
        "sierra",
        &["01-05 + A>B", "01-20 - A planned", "01-21 + B>A threatened"],
        &[("01-05", "A confirmed"), ("03-06", "A stale")],
        "plans and threats move nobody",
    ),
    ("tango", &["01-05 attack_civilians A>civilians", "02-05 looting_destruction A"], &[], "raiders hold nothing"),
    ("uniform", &["03-01 + D>A"], &[("03-01", "D confirmed"), ("05-01", "D stale")], "a fourth party"),
    (
        "victor",
        &["03-01 + D>A", "03-15 - D", "03-15 territory_gained_government B"],
        &[("03-01", "D confirmed"), ("03-15", "B confirmed"), ("05-15", "B stale")],
        "handed over on one day",
    ),
    (
        "whiskey",
        &["03-01 base_established D claimed-by-D"],
        &[("03-01", "D claimed"), ("05-01", "D stale"), ("06-11", "unknown")],
        "a base by its owner's word: 0.61 at first, and forgotten at 0.50, 102 days later",
    ),
    (
        "xray",
        &["01-05 base_established A", "02-01 base_established D"],
        &[("01-05", "A confirmed"), ("02-01", "D confirmed"), ("04-02", "D stale")],
        "the newer base of an enemy",
    ),
    (
        "yankee",
        &["01-05 + A>B", "01-05 + A>B reported"],
        &[("01-05", "A confirmed"), ("03-06", "A stale")],
        "two sources, one event",
    ),
    (
        "zulu",
        &["01-05 + A>B", "02-01 - A claimed-by-A", "03-01 + A>B"],
        &[("01-05", "A confirmed"), ("02-01", "unknown"), ("03-01", "A confirmed"), ("05-01", "A stale")],
        "left by their own word, and come back",
    ),
    (
        "ash",
        &["01-05 + B>A", "02-01 + A>B claimed-by-A", "02-02 armed_clash A>B"],
        &[
            ("01-05", "B confirmed"),
            ("02-01", "A claimed"),
            ("02-02", "A contested"),
            ("02-06", "A claimed"),
            ("04-03", "A stale"),
        ],
        "claimed, and still fought over the day after",
    ),
    (
        "birch",
        &["01-05 + A>B", "02-01 territory_gained_government ->A"],
        &[("01-05", "A confirmed"), ("02-01", "unknown")],
        "driven out, by whom nobody says",
    ),
    (
        "cedar",
        &["03-01 + D>A", "03-15 territory_gained_government B>D claimed-by-D"],
        &[("03-01", "D confirmed"), ("03-15", "B confirmed"), ("05-15", "B stale")],
        "handed over to a named receiver: a gain of the receiver's, and the giver says so",
    ),
    (
        "dogwood",
        &["01-05 + A>B", "02-01 - A>B"],
        &[("01-05", "A confirmed"), ("02-01", "unknown")],
        "left before an enemy of whom nobody says that he came in",
    ),
    (
        "elm",
        &["01-05..02-20 + A>B", "04-01..05-10 - A"],
        &[("02-20", "A confirmed"), ("04-01", "unknown")],
        "taken at some time of seven weeks, left at some time of six: theirs on the days between alone",
    ),
    (
        "fir",
        &["01-05 + D>B", "02-01..03-01 + A>D", "02-10 armed_clash D>A"],
        &[
            ("01-05", "D confirmed"),
            ("02-01", "unknown"),
            ("02-10", "contested"),
            ("02-14", "unknown"),
            ("03-01", "A confirmed"),
            ("05-01", "A stale"),
        ],
        "from the first day of the span D may be out, not before the last is A in",
    ),
];

fn shown(holding: Option<&Holding>) -> String {
    match holding.map(|h| (h.holder.as_deref(), h.status)) {
        None => String::new(),
        Some((None, Status::Contested)) => "contested".into(),
        Some((None, _)) => "unknown".into(),
        Some((Some(holder), status)) => format!("{holder} {status:?}"),
    }
}

#[test]
fn every_place_on_every_day() {
    let mut told = String::new();
    for (place, lines, ..) in WAR {
        for line in lines {
            let mut words = line.split(' ');
            let (on, code) = (words.next().unwrap(), words.next().unwrap());
            let code = match code {
                "+" => "territory_gained_nonstate",
                "-" => "withdrawal",
                other => other,
            };
            let on = on.replace("..", "..2024-");
            writeln!(told, "2024-{on} {code} {place} {}", words.collect::<Vec<_>>().join(" ")).unwrap();
        }
    }
    assert!(told.lines().count() >= 40);
    let places: Vec<(&str, f64, f64)> = WAR
        .iter()
        .enumerate()
        .map(|(i, row)| (row.0, 29.0 + 0.05 * (i % 6) as f64, -1.0 + 0.05 * (i / 6) as f64))
        .collect();
    let region = region(&places, vec![ally("C", "A", "", "2024-03-31"), ally("C", "B", "2024-04-01", "")]);
    let options = ControlOptions { to: Some(day("2024-06-30")), ..ControlOptions::default() };
    let control = read(&events(&told), &region, &options);
    let mut wrong = String::new();
    for (place, lines, expected, why) in WAR {
        let mut want = String::new();
        let mut last_wrong = None;
        for on in day("2024-01-01").iter_days().take_while(|on| *on <= day("2024-06-30")) {
            if let Some((_, what)) = expected.iter().find(|(from, _)| *from == on.format("%m-%d").to_string()) {
                (*what).clone_into(&mut want);
            }
            let covers = |h: &&Holding| h.place_id == place && h.start <= on && on <= h.end;
            let is = shown(control.holdings.iter().find(covers));
            if !is.eq_ignore_ascii_case(&want) && last_wrong.as_ref() != Some(&(is.clone(), want.clone())) {
                writeln!(wrong, "{on} {place}: {is:?}, should be {want:?} ({why}); {lines:?}").unwrap();
                last_wrong = Some((is, want.clone()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    let end: NaiveDate = day("2024-06-30");
    assert!(control.holdings.iter().all(|h| h.ongoing == (h.end == end)));
}
