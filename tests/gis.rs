//! Map folders read by the software their users have: QGIS, GDAL, and the validators of others.
//!
//! `scripts/install-test-tools.sh` installs what is driven here; `make test` calls it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "tests")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use common::synthetic::{Size, WAR, hostile_war, war};
use dateline::export::Format;

const PYTHON: &str = "/usr/bin/python3";

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A folder of this name for what a test writes, empty at first.
fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gis").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    path
}

/// The map of the made-up war, written once.
fn big_war() -> &'static Path {
    static OUT: OnceLock<PathBuf> = OnceLock::new();
    OUT.get_or_init(|| {
        let out = scratch("war");
        war(WAR).write(&out, &Format::ALL).unwrap();
        out
    })
}

/// The map of the hostile texts, written once.
fn hostile() -> &'static Path {
    static OUT: OnceLock<PathBuf> = OnceLock::new();
    OUT.get_or_init(|| {
        let out = scratch("hostile");
        let mut texts: Vec<String> = common::hostile::HOSTILE.iter().map(|(_, text)| (*text).to_string()).collect();
        texts.push(common::hostile::very_long());
        hostile_war(&texts).write(&out, &Format::ALL).unwrap();
        out
    })
}

/// The map of the seed articles, written once by the program.
fn seeds() -> &'static Path {
    static OUT: OnceLock<PathBuf> = OnceLock::new();
    OUT.get_or_init(|| {
        let out = scratch("seeds");
        let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .arg("map")
            .arg(project("seeds"))
            .arg("--out")
            .arg(&out)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", told(&output));
        out
    })
}

/// Runs a tool; where it is not there, says how to get it.
fn run(tool: &Path, args: &[&str]) -> Output {
    Command::new(tool)
        .args(args)
        .output()
        .unwrap_or_else(|e| panic!("{}: {e}; run scripts/install-test-tools.sh", tool.display()))
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn check_qgis(folder: &Path) -> Output {
    let picture = folder.with_extension("png");
    let script = project("tests/gis/check_qgis.py");
    run(Path::new(PYTHON), &[script.to_str().unwrap(), folder.to_str().unwrap(), picture.to_str().unwrap()])
}

fn assert_fine(output: &Output) {
    println!("{}", told(output));
    assert!(output.status.success(), "{}", told(output));
}

/// The GeoJSON files of a folder.
fn collections(folder: &Path) -> Vec<String> {
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "geojson"))
        .map(|path| path.to_str().unwrap().to_string())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no GeoJSON in {}", folder.display());
    files
}

#[test]
fn qgis_opens_the_seeds() {
    assert_fine(&check_qgis(seeds()));
}

#[test]
fn qgis_opens_a_long_war_of_many_sides() {
    assert_fine(&check_qgis(big_war()));
}

#[test]
fn qgis_opens_hostile_texts() {
    assert_fine(&check_qgis(hostile()));
}

#[test]
fn the_check_in_qgis_finds_what_is_wrong() {
    let out = scratch("broken");
    war(Size { events: 50, actors: 3, days: 90, steps: 3 }).write(&out, &Format::ALL).unwrap();
    let edit = |name: &str, from: &str, to: &str| {
        let path = out.join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from} is not in {name}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    };
    // One date that is none, a style without time, and one shape of another type.
    edit("events.geojson", "\"end\":\"2022", "\"end\":\"\",\"was\":\"2022");
    edit("control.qml", "<temporal enabled=\"1\"", "<temporal enabled=\"0\"");
    edit(
        "frontlines.geojson",
        "\"type\":\"MultiLineString\",\"coordinates\":[",
        "\"type\":\"LineString\",\"coordinates\":",
    );
    fs::remove_file(out.join("places.qml")).unwrap();
    let output = check_qgis(&out);
    let said = told(&output);
    assert!(!output.status.success(), "{said}");
}

#[test]
fn texts_come_out_of_every_format_as_they_went_in() {
    let script = project("tests/gis/check_texts.py");
    assert_fine(&run(Path::new(PYTHON), &[script.to_str().unwrap(), hostile().to_str().unwrap()]));
}

#[test]
fn the_geopackage_is_valid() {
    for folder in [seeds(), big_war(), hostile()] {
        let package = folder.join("map.gpkg");
        let output = run(Path::new(PYTHON), &["-m", "osgeo_utils.samples.validate_gpkg", package.to_str().unwrap()]);
        assert_fine(&output);
    }
}

#[test]
fn the_check_of_geopackages_finds_what_is_wrong() {
    let out = scratch("broken-package");
    war(Size { events: 5, actors: 2, days: 10, steps: 1 }).write(&out, &[Format::GeoPackage]).unwrap();
    let package = out.join("map.gpkg");
    let db = rusqlite::Connection::open(&package).unwrap();
    db.execute("UPDATE gpkg_geometry_columns SET geometry_type_name = 'POINT' WHERE table_name = 'control'", [])
        .unwrap();
    drop(db);
    let output = run(Path::new(PYTHON), &["-m", "osgeo_utils.samples.validate_gpkg", package.to_str().unwrap()]);
    assert!(!output.status.success(), "{}", told(&output));
}

#[test]
fn gdal_sees_dates_and_one_geometry_type() {
    for folder in [seeds(), big_war()] {
        for file in collections(folder) {
            let output = run(Path::new("ogrinfo"), &["-al", "-so", &file]);
            let said = told(&output);
            assert!(output.status.success() && !said.contains("Warning") && !said.contains("ERROR"), "{said}");
            for column in ["start: DateTime", "end: DateTime", "date: Date (", "start_ms: Integer64"] {
                assert!(said.lines().any(|line| line.starts_with(column)), "no {column} in {file}: {said}");
            }
            let shapes: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("Geometry: ")).collect();
            let expected = match Path::new(&file).file_stem().unwrap().to_str().unwrap() {
                "control" => "Multi Polygon",
                "frontlines" => "Multi Line String",
                _ => "Point",
            };
            assert_eq!(shapes, [expected], "{file}");
        }
    }
}

#[test]
fn geojsonhint_is_content() {
    let hint = project("tests/tools/node_modules/.bin/geojsonhint");
    for folder in [seeds(), two_sides(), big_war(), hostile()] {
        for file in collections(folder) {
            let output = run(&hint, &[&file]);
            let said = told(&output);
            assert!(output.status.success() && said.trim().is_empty(), "{file}: {said}");
        }
    }
    let bad = scratch("clockwise.geojson");
    fs::write(
        &bad,
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}}]}"#,
    )
    .unwrap();
    let output = run(&hint, &[bad.to_str().unwrap()]);
    assert!(!told(&output).trim().is_empty(), "geojsonhint says nothing to a ring wound the wrong way");
}

#[test]
fn geojson_validator_is_content() {
    let python = project("target/test-venv/bin/python");
    let script = project("tests/gis/check_geojson.py");
    for folder in [seeds(), big_war(), hostile()] {
        let files = collections(folder);
        let args: Vec<&str> = [script.to_str().unwrap()].into_iter().chain(files.iter().map(String::as_str)).collect();
        assert_fine(&run(&python, &args));
    }
}

/// The map of the war in tests/war, with fronts between two confirmed sides, written once by the program.
fn two_sides() -> &'static Path {
    static OUT: OnceLock<PathBuf> = OnceLock::new();
    OUT.get_or_init(|| {
        let out = scratch("two-sides");
        let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["map", "tests/war", "tests/war/reports.csv", "--out"])
            .arg(&out)
            .current_dir(project(""))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", told(&output));
        out
    })
}

fn check_shapes(args: &[&str]) -> Output {
    let script = project("tests/gis/check_shapes.py");
    let args: Vec<&str> = [script.to_str().unwrap()].into_iter().chain(args.iter().copied()).collect();
    run(&project("target/test-venv/bin/python"), &args)
}

fn check_validity(files: &[String]) -> Output {
    let script = project("tests/gis/check_validity.py");
    let args: Vec<&str> = [script.to_str().unwrap()].into_iter().chain(files.iter().map(String::as_str)).collect();
    run(Path::new(PYTHON), &args)
}

#[test]
fn shapely_finds_areas_valid_disjoint_and_on_land_and_fronts_on_their_outlines() {
    let land = project("places/eastern-congo/land.geojson");
    let [seeds, two] = [seeds(), two_sides()].map(|folder| folder.to_str().unwrap());
    assert_fine(&check_shapes(&["--land", land.to_str().unwrap(), seeds, two]));
    assert_fine(&check_shapes(&[big_war().to_str().unwrap()]));
}

#[test]
fn qgis_finds_every_shape_valid() {
    let files: Vec<String> = [seeds(), two_sides(), big_war(), hostile()].into_iter().flat_map(collections).collect();
    assert_fine(&check_validity(&files));
    let packages = [two_sides(), big_war()].into_iter().flat_map(|folder| {
        let package = folder.join("map.gpkg");
        ["control", "frontlines"].map(|layer| format!("{}|layername={layer}", package.to_str().unwrap()))
    });
    assert_fine(&check_validity(&packages.collect::<Vec<String>>()));
}

#[test]
fn the_checks_of_shapes_find_what_is_wrong() {
    let copy = |name: &str| {
        let out = scratch(name);
        fs::create_dir_all(&out).unwrap();
        for layer in ["control.geojson", "frontlines.geojson"] {
            fs::copy(two_sides().join(layer), out.join(layer)).unwrap();
        }
        out
    };
    let edit = |path: &Path, change: fn(&mut serde_json::Value)| {
        let mut collection: serde_json::Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        change(&mut collection["features"][0]["geometry"]["coordinates"][0]);
        fs::write(path, collection.to_string()).unwrap();
    };
    // A ring that crosses itself, for both.
    let crossed = copy("crossed");
    edit(&crossed.join("control.geojson"), |polygon| {
        let ring = polygon[0].as_array_mut().unwrap();
        let (a, b) = (ring.len() / 3, ring.len() / 2);
        ring.swap(a, b);
    });
    let output = check_shapes(&[crossed.to_str().unwrap()]);
    assert!(!output.status.success() && told(&output).contains("Self-intersection"), "{}", told(&output));
    let output = check_validity(&[crossed.join("control.geojson").to_str().unwrap().to_owned()]);
    assert!(!output.status.success() && told(&output).contains("1 of "), "{}", told(&output));
    // A front that leaves its outline.
    let astray = copy("astray");
    edit(&astray.join("frontlines.geojson"), |line| line[1][0] = (line[1][0].as_f64().unwrap() + 0.001).into());
    let output = check_shapes(&[astray.to_str().unwrap()]);
    assert!(!output.status.success() && told(&output).contains("not of the outline"), "{}", told(&output));
    // An area over another.
    let doubled = copy("doubled");
    let path = doubled.join("control.geojson");
    let mut collection: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let mut second = collection["features"][0].clone();
    second["properties"]["id"] = "another".into();
    collection["features"].as_array_mut().unwrap().push(second);
    fs::write(&path, collection.to_string()).unwrap();
    let output = check_shapes(&[doubled.to_str().unwrap()]);
    assert!(!output.status.success() && told(&output).contains("share"), "{}", told(&output));
}

#[test]
fn qgis_opens_a_war_of_two_sides() {
    assert_fine(&check_qgis(two_sides()));
}

#[test]
fn ids_are_unique_and_boxes_in_order() {
    // What the validators of others do not look at.
    for folder in [seeds(), big_war(), hostile()] {
        for file in collections(folder) {
            let collection: geojson::FeatureCollection =
                fs::read_to_string(&file).unwrap().parse::<geojson::GeoJson>().unwrap().try_into().unwrap();
            let mut ids = std::collections::HashSet::new();
            let keys: Vec<String> = collection.features[0].properties.as_ref().unwrap().keys().cloned().collect();
            for feature in &collection.features {
                assert!(ids.insert(format!("{:?}", feature.id)), "{file}: {:?} twice", feature.id);
                assert!(feature.properties.as_ref().unwrap().keys().eq(keys.iter()), "{file}: keys differ");
            }
            let bbox = collection.bbox.unwrap();
            assert!(bbox[0] <= bbox[2] && bbox[1] <= bbox[3] && bbox.len() == 4, "{file}: {bbox:?}");
            assert!(!collection.foreign_members.unwrap().contains_key("crs"), "{file}: crs");
        }
    }
}

/// `cargo test --release --test gis -- --ignored --nocapture frame_times`
#[test]
#[ignore = "measures, and takes a minute"]
fn frame_times_at_a_hundred_thousand_events() {
    let out = scratch("hundred-thousand");
    let big = war(Size { events: 100_000, ..WAR });
    let started = std::time::Instant::now();
    let written = big.write(&out, &[Format::GeoJson, Format::GeoPackage, Format::Qgis]).unwrap();
    println!("written in {:.1} s", started.elapsed().as_secs_f64());
    for file in written {
        println!("{:>12} bytes  {}", file.bytes, file.name);
    }
    let script = project("tests/gis/frame_time.py");
    assert_fine(&run(Path::new(PYTHON), &[script.to_str().unwrap(), out.to_str().unwrap(), "2023-06-01"]));
}
