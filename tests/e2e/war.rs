//! A small war of two sides in a table and five articles (tests/war): the fronts it gives, and the commands that look
//! at maps again: `diff`, `explain --place`, `map` on its own reports.

use std::fs;
use std::path::{Path, PathBuf};

use geo::{Distance, Haversine, Length, Point, SimplifyVw};

use crate::{bytes_of, dateline, folder, project};

/// The war's map, with more arguments.
fn war(out: &Path, more: &[&str]) {
    let (articles, table) = (project("tests/war"), project("tests/war/reports.csv"));
    let args = ["map", articles.to_str().unwrap(), table.to_str().unwrap(), "--out", out.to_str().unwrap()];
    dateline(args.iter().chain(more)).ends(0);
}

fn features(out: &Path, layer: &str) -> Vec<geojson::Feature> {
    let text = fs::read_to_string(out.join(format!("{layer}.geojson"))).unwrap();
    let collection: geojson::FeatureCollection = text.parse::<geojson::GeoJson>().unwrap().try_into().unwrap();
    collection.features
}

fn text<'f>(feature: &'f geojson::Feature, key: &str) -> &'f str {
    feature.property(key).unwrap().as_str().unwrap_or_default()
}

/// Those of a layer that hold on a day.
fn on(out: &Path, layer: &str, day: &str) -> Vec<geojson::Feature> {
    let holds = |f: &geojson::Feature| &text(f, "start")[..10] <= day && day <= &text(f, "end")[..10];
    features(out, layer).into_iter().filter(holds).collect()
}

fn lines(feature: &geojson::Feature) -> Vec<geo::LineString<f64>> {
    let shape: geo::MultiLineString<f64> = feature.geometry.clone().unwrap().try_into().unwrap();
    shape.0
}

/// Places with their holder on a day.
fn held(out: &Path, day: &str) -> Vec<(String, Point<f64>)> {
    let places = on(out, "places", day);
    let held = places.iter().filter(|f| text(f, "holder") != "unknown");
    held.map(|f| (text(f, "holder").to_owned(), f.geometry.clone().unwrap().try_into().unwrap())).collect()
}

#[test]
fn fronts_lie_midway_between_the_places_of_two_sides() {
    let dir = tempfile::tempdir().unwrap();
    war(dir.path(), &[]);
    for (day, statuses) in [
        ("2024-02-01", &["confirmed"][..]),
        ("2024-03-10", &["claimed", "stale"]),
        ("2024-04-02", &["claimed", "confirmed", "stale"]),
    ] {
        let fronts = on(dir.path(), "frontlines", day);
        let mut seen: Vec<&str> = fronts.iter().map(|f| text(f, "status")).collect();
        seen.sort_unstable();
        seen.dedup();
        assert!(!fronts.is_empty() && seen.iter().all(|status| statuses.contains(status)), "{day}: {seen:?}");
        let held = held(dir.path(), day);
        for front in &fronts {
            assert_eq!([text(front, "left"), text(front, "right")], ["FARDC", "M23"]);
            for line in lines(front) {
                let mut off = Vec::new();
                for at in line.points() {
                    let nearest = |side: &str| {
                        let mine = held.iter().filter(|(holder, _)| holder == side);
                        mine.map(|(_, place)| Haversine.distance(at, *place)).fold(f64::INFINITY, f64::min)
                    };
                    off.push((nearest("FARDC") - nearest("M23")).abs());
                }
                off.sort_by(f64::total_cmp);
                assert!(off[off.len() / 2] < 60.0, "{day} {}: {off:.0?}", text(front, "id"));
                // Kashuga is only claimed from March on, and speaks for less land: the front's ends follow its rim.
                let most = if day < "2024-03-03" { 250.0 } else { 2_500.0 };
                assert!(off[off.len() - 1] < most, "{day} {}: {off:.0?}", text(front, "id"));
            }
        }
    }
}

#[test]
fn fronts_and_rims_have_no_teeth() {
    let dir = tempfile::tempdir().unwrap();
    war(dir.path(), &[]);
    // Taking away what sticks out by less than a triangle of 300 by 300 m must not shorten a line.
    let toothed = |line: &geo::LineString<f64>| {
        let metres = |line: &geo::LineString<f64>| Haversine.length(line);
        metres(line) / metres(&line.simplify_vw(0.003 * 0.003 / 2.0))
    };
    for front in on(dir.path(), "frontlines", "2024-02-01") {
        for line in lines(&front).iter().filter(|line| Haversine.length(*line) > 5_000.0) {
            assert!(toothed(line) < 1.01, "{}: {}", text(&front, "id"), toothed(line));
        }
    }
    // Pinga lies in open country: its area is a disc on the west.
    let areas = on(dir.path(), "control", "2024-02-01");
    let pinga = Point::new(28.70198, -0.98396);
    let shapes = areas.iter().map(|f| -> geo::MultiPolygon<f64> { f.geometry.clone().unwrap().try_into().unwrap() });
    let rim: Vec<f64> = shapes
        .flat_map(|shape| shape.0)
        .flat_map(|polygon| polygon.exterior().points().collect::<Vec<_>>())
        .filter(|p| p.x() < pinga.x() && (p.y() - pinga.y()).abs() < 0.08 && p.x() > 28.5)
        .map(|p| Haversine.distance(p, pinga))
        .collect();
    assert!(rim.len() > 10 && rim.iter().all(|m| (9_800.0..10_200.0).contains(m)), "{rim:.0?}");
}

#[test]
fn a_front_moves_when_a_town_changes_hands() {
    let dir = tempfile::tempdir().unwrap();
    war(dir.path(), &[]);
    let mushaki = Point::new(28.98182, -1.53305);
    let near = |day: &str| {
        let fronts = on(dir.path(), "frontlines", day);
        let points = fronts.iter().flat_map(lines).flat_map(|line| line.points().collect::<Vec<_>>());
        points.map(|p| Haversine.distance(p, mushaki)).fold(f64::INFINITY, f64::min)
    };
    assert!(near("2024-02-18") < 8_000.0, "the rebels hold Mushaki amid the army's towns");
    assert!(near("2024-02-19") > 15_000.0, "the army has it back: the front is elsewhere");
    let holds = |day: &str, place: &str| {
        let there = on(dir.path(), "places", day);
        let there = there.iter().find(|f| text(f, "place") == place);
        there.map(|f| (text(f, "holder").to_owned(), text(f, "status").to_owned()))
    };
    let told = |holder: &str, status: &str| Some((holder.to_owned(), status.to_owned()));
    assert_eq!(holds("2024-02-10", "Vitshumbi"), told("FARDC", "confirmed"));
    assert_eq!(holds("2024-02-11", "Vitshumbi"), told("M23", "confirmed"));
    assert_eq!(holds("2024-03-03", "Kashuga"), told("M23", "claimed"));
    assert_eq!(holds("2024-03-19", "Nyanzale").unwrap().1, "stale");
    assert_eq!(holds("2024-03-19", "Nyanzale").unwrap().0, "unknown", "nobody has moved in");
}

#[test]
fn explain_gives_holder_probability_and_quotes() {
    let dir = tempfile::tempdir().unwrap();
    war(dir.path(), &[]);
    let map = dir.path().to_str().unwrap();
    let told = dateline(["explain", "--place", "Kashuga", "--date", "2024-03-10", map]).ends(0).out;
    for part in [
        "Kashuga (Masisi, North Kivu) on 2024-03-10: M23, by its own claim\n",
        "FARDC is there in force",
        "M23 took it: +",
        "% for M23",
        "who takes a place holds it; weight 0.",
        "its own claim",
        "“The M23 claimed on Monday that its fighters had captured Kashuga the day before.”",
        "3-kashuga",
        "published 2024-03-04",
    ] {
        assert!(told.contains(part), "no '{part}' in:\n{told}");
    }
    let before = dateline(["explain", "--place", "KASHUGA", "--date", "2024-02-01", map]).ends(0).out;
    assert!(before.contains(": FARDC, confirmed") && before.contains("Later news:"), "{before}");
    let (_, later) = before.split_once("Later news:").unwrap();
    assert!(later.contains("M23 took it: changes nothing on this day"), "{before}");
    // The ids are those of the map.
    let id = told.rsplit("report ").next().unwrap().split_whitespace().next().unwrap();
    assert!(fs::read_to_string(dir.path().join("places.geojson")).unwrap().contains(id), "{id}");
    let gone = dateline(["explain", "--place", "Nyanzale", "--date", "2024-03-25", map]).ends(0).out;
    assert!(gone.contains("nobody is known to hold it") && gone.contains("M23 is gone"), "{gone}");
    let none = dateline(["explain", "--place", "Beni", map]).ends(1).out;
    assert!(none.contains("no report of the map tells who holds it"), "{none}");
    dateline(["explain", "--place", "Atlantis", map]).ends(2).tells(&["Atlantis", "dateline places find"]);
    dateline(["explain", "--place", "Kashuga", project("tests/e2e").to_str().unwrap()])
        .ends(2)
        .tells(&["no map folder", "reports.jsonl"]);
}

#[test]
fn explain_keeps_to_the_days_of_the_map() {
    let dir = tempfile::tempdir().unwrap();
    war(dir.path(), &["--as-of", "2024-03-03"]);
    let map = dir.path().to_str().unwrap();
    // The article on Kashuga came a day later.
    let told = dateline(["explain", "--place", "Kashuga", map]).ends(0).out;
    assert!(told.contains("on 2024-03-03: FARDC, confirmed") && !told.contains("3-kashuga"), "{told}");
    assert!(told.contains("Only what was published by 2024-03-03 counts"), "{told}");
    war(dir.path(), &["--from", "2024-02-01", "--to", "2024-02-29"]);
    let told = dateline(["explain", "--place", "Mushaki", map]).ends(0).out;
    assert!(told.contains("on 2024-02-29: FARDC, confirmed"), "{told}");
    assert!(told.contains("M23 took it"), "what happened before the first day counts:\n{told}");
    dateline(["explain", "--place", "Mushaki", "--date", "2024-03-01", map]).ends(2).tells(&["ends on 2024-02-29"]);
    dateline(["explain", "--place", "Mushaki", "--date", "2024-01-31", map]).ends(2).tells(&["begins on 2024-02-01"]);
    let other = project("places/eastern-congo");
    dateline(["explain", "--place", "Mushaki", "--region", other.to_str().unwrap(), map]).ends(0);
}

#[test]
fn limits_are_the_users_and_stay_with_the_map() {
    let dir = tempfile::tempdir().unwrap();
    let km2 = |out: &Path| -> f64 {
        on(out, "control", "2024-03-10").iter().map(|f| f.property("area_km2").unwrap().as_f64().unwrap()).sum()
    };
    let map = dir.path().to_str().unwrap();
    let pinga = || dateline(["explain", "--place", "Pinga", "--date", "2024-03-10", map]).ends(0).out;
    war(dir.path(), &[]);
    let (usual, told) = (km2(dir.path()), pinga());
    assert!(told.contains("FARDC, confirmed"), "{told}");
    war(dir.path(), &["--reach", "5", "--half-life", "30", "--stale-days", "200"]);
    assert!(km2(dir.path()) < usual / 2.0, "{} of {usual}", km2(dir.path()));
    let told = pinga();
    assert!(told.contains("nobody is known to hold it"), "half is forgotten in 30 days: {told}");
    let all: Vec<_> = features(dir.path(), "places");
    assert!(all.iter().filter(|f| text(f, "holder") != "unknown").all(|f| text(f, "status") != "stale"));
    let table = project("tests/war/reports.csv");
    dateline(["map", table.to_str().unwrap(), "--half-life", "0"]).ends(2).tells(&["a number from 1 to 100000"]);
}

#[test]
fn diff_tells_events_places_and_land() {
    let dir = tempfile::tempdir().unwrap();
    let [old, new] = ["old", "new"].map(|name| dir.path().join(name));
    war(&old, &["--as-of", "2024-02-15"]);
    war(&new, &["--as-of", "2024-03-05"]);
    let args = |a: &Path, b: &Path| vec!["diff".into(), a.to_owned(), b.to_owned()];
    let told = dateline::<PathBuf>(args(&old, &new)).ends(0).out;
    for part in [
        "Events: 2 new, 0 changed, 0 withdrawn\n",
        "  + 2024-02-19 Mushaki: Territory gained by government or allies, FARDC against M23 e",
        "  + 2024-03-03 Kashuga: Territory gained by an armed group, M23 (claimed) e",
        "Places that changed hands: 2 (at the end of 2024-02-15 in the old map, at the end of 2024-03-05 in the new)\n",
        "  Kashuga: FARDC -> M23\n  Mushaki: M23 -> FARDC\n",
        "Areas of influence that changed, km²: 2\n",
    ] {
        assert!(told.contains(part), "no '{part}' in:\n{told}");
    }
    // The km² are those of the areas in the files.
    for holder in ["FARDC", "M23"] {
        let km2 = |out: &Path, day: &str| {
            let areas = on(out, "control", day);
            let own = areas.iter().filter(|f| text(f, "holder") == holder);
            own.map(|f| f.property("area_km2").unwrap().as_f64().unwrap()).sum::<f64>().round() as i64
        };
        let line = format!("  {holder}: {} -> {} (", km2(&old, "2024-02-15"), km2(&new, "2024-03-05"));
        assert!(told.contains(&line), "no '{line}' in:\n{told}");
    }
    let back = dateline::<PathBuf>(args(&new, &old)).ends(0).out;
    assert!(
        back.contains("Events: 0 new, 0 changed, 2 withdrawn") && back.contains("  - 2024-02-19 Mushaki"),
        "{back}"
    );
    let same = dateline::<PathBuf>(args(&new, &new)).ends(1).out;
    assert!(same.contains("Events: 0 new, 0 changed, 0 withdrawn"), "{same}");
}

/// A folder with the war's articles and table, and corrections.
fn corrected(corrections: &str) -> tempfile::TempDir {
    let dir = folder(&[("corrections.csv", corrections.as_bytes())]);
    for entry in fs::read_dir(project("tests/war")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, dir.path().join(path.file_name().unwrap())).unwrap();
    }
    dir
}

/// The first event at a place, by the map's page of events.
fn event_at(out: &Path, place: &str) -> geojson::Feature {
    features(out, "events").into_iter().find(|f| text(f, "place") == place).unwrap()
}

#[test]
fn a_map_of_its_own_reports_is_the_same_map() {
    let dir = tempfile::tempdir().unwrap();
    let [plain, again] = ["plain", "again"].map(|name| dir.path().join(name));
    war(&plain, &[]);
    let reports = |out: &Path| out.join("reports.jsonl").to_str().unwrap().to_owned();
    dateline(["map", &reports(&plain), "--out", again.to_str().unwrap()]).ends(0);
    assert!(bytes_of(&plain) == bytes_of(&again));

    // With every kind of correction: they are in the reports, and none is at hand the second time.
    let id = |place: &str| text(&event_at(&plain, place), "id").to_owned();
    let report = |place: &str| text(&event_at(&plain, place), "report_ids").to_owned();
    let (vitshumbi, mushaki) = (report("Vitshumbi"), id("Mushaki"));
    let lines = [
        "action,id,value,from,to,note".to_owned(),
        format!("merge,{},{},,,one and the same", id("Kibirizi"), id("Nyanzale")),
        format!("split,{},,,,", report("Kibirizi")),
        format!("set_date,{mushaki},,2024-01-06,2024-01-08,"),
        format!("set_place,{vitshumbi},kanyabayonga,,,another town"),
        format!("reject,{},,,,", id("Pinga")),
        "set_holder,minova,M23,2024-03-01,2024-03-20,seen there".to_owned(),
    ];
    let input = corrected(&lines.join("\n"));
    let out = dir.path().join("corrected");
    let table = input.path().join("reports.csv");
    let args = ["map", input.path().to_str().unwrap(), table.to_str().unwrap(), "--out", out.to_str().unwrap()];
    dateline(args).ends(0).tells(&["corrections.csv: 6 corrections applied"]);
    assert!(!features(&out, "events").iter().any(|f| text(f, "place") == "Pinga"));
    assert_ne!(bytes_of(&plain), bytes_of(&out));
    dateline(["map", &reports(&out), "--out", again.to_str().unwrap()]).ends(0);
    for ((name, bytes), (_, others)) in bytes_of(&out).iter().zip(bytes_of(&again)) {
        assert!(*bytes == others, "{name} differs");
    }
}

#[test]
fn a_map_without_any_date_says_so() {
    let dir = folder(&[("calm.txt", b"M23 rebels captured the town of Nyanzale, residents said.\n")]);
    let out = dir.path().join("map");
    dateline(["map", dir.path().join("calm.txt").to_str().unwrap(), "--out", out.to_str().unwrap()]).ends(0);
    let metadata: serde_json::Value = serde_json::from_slice(&fs::read(out.join("metadata.json")).unwrap()).unwrap();
    assert_eq!((&metadata["data_to"], &metadata["as_of"]), (&serde_json::Value::Null, &serde_json::Value::Null));
    assert_eq!(metadata["stamp"], "Nothing dated");
    // The base map is of no day; its GeoPackage has to name one.
    for (name, bytes) in bytes_of(&out).into_iter().filter(|(name, _)| name != "base.gpkg") {
        assert!(!String::from_utf8_lossy(&bytes).contains("1970-01-01"), "{name} tells of 1970");
    }
}
