//! Whole map folders of made-up wars, without outside software.

mod common;

use std::fs;
use std::path::Path;

use common::synthetic::{Size, WAR, war};
use dateline::export::{Format, Map, write_map};

#[test]
fn a_long_war_is_written_the_same_each_time() {
    let dir = tempfile::tempdir().unwrap();
    let (one, other) = (dir.path().join("one"), dir.path().join("other"));
    let mut war = war(WAR);
    let written = war.write(&one, &Format::ALL).unwrap();
    war.events.reverse();
    war.areas.reverse();
    war.fronts.reverse();
    war.holdings.reverse();
    assert_eq!(war.write(&other, &Format::ALL).unwrap(), written);
    for file in &written {
        let (a, b) = (fs::read(one.join(&file.name)).unwrap(), fs::read(other.join(&file.name)).unwrap());
        assert!(a == b, "{} differs", file.name);
        assert_eq!(a.len() as u64, file.bytes);
    }
}

#[test]
fn a_map_of_nothing_still_says_what_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let war = war(Size { events: 0, actors: 2, days: 10, steps: 0 });
    let out = dir.path().join("map");
    let map = Map {
        layers: &war.layers(),
        events: &[],
        evidence: &[],
        unplaced: &[],
        region: &war.region,
        meta: &war.meta,
        tiles: None,
        shifts: &[],
    };
    let formats: Vec<Format> = Format::ALL.into_iter().filter(|f| f.as_str() != "page").collect();
    write_map(&out, &map, &formats).unwrap();
    assert!(out.join("metadata.json").exists() && !out.join("events.geojson").exists());
    assert_eq!(fs::read_to_string(out.join("reports.jsonl")).unwrap(), "");
}

#[test]
fn the_project_needs_layers_to_point_to() {
    let dir = tempfile::tempdir().unwrap();
    let war = war(Size { events: 3, actors: 2, days: 10, steps: 1 });
    let error = war.write(&dir.path().join("map"), &[Format::Qgis]).unwrap_err();
    assert!(error.to_string().contains("geojson or gpkg"), "{error}");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "nothing stays behind");
    war.write(&dir.path().join("map"), &[Format::Qgis, Format::GeoPackage]).unwrap();
}

#[test]
fn files_can_be_read_by_others_than_their_owner() {
    // A temporary folder is its owner's alone; the map is not.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let plain = dir.path().join("plain");
        fs::create_dir(&plain).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let out = dir.path().join("map");
        war(Size { events: 3, actors: 2, days: 10, steps: 1 }).write(&out, &[Format::GeoJson]).unwrap();
        assert_eq!(mode(&out), mode(&plain));
    }
}

#[test]
fn an_edited_table_of_events_can_be_fed_back() {
    let texts: Vec<String> = common::hostile::HOSTILE.iter().map(|(_, text)| (*text).to_string()).collect();
    let war = common::synthetic::hostile_war(&texts);
    let dir = tempfile::tempdir().unwrap();
    war.write(&dir.path().join("map"), &[Format::Csv]).unwrap();
    let table = dateline::reports::read_table(&dir.path().join("map/events.csv"), &war.region).unwrap();
    assert!(table.problems.is_empty(), "{:?}", table.problems);
    assert_eq!(table.reports.len(), texts.len());
    let clean = |text: &str| text.chars().all(|c| !c.is_control());
    for event in &war.events {
        let report = table.reports.iter().find(|r| r.report_id.ends_with(&event.id)).unwrap();
        let before = &event.reports[0];
        assert_eq!((report.code, report.date_start, report.date_end), (event.code, event.start, event.end));
        assert!((report.lat.unwrap() - before.lat.unwrap()).abs() < 1e-6);
        // Blanks about a text are not kept, and control characters became visible.
        if clean(&before.quote) && before.quote.chars().all(|c| (c as u32) & 0xfffe != 0xfffe) {
            assert_eq!(report.quote, before.quote.trim());
        }
    }
}
