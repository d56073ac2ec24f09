//! The map page in a real browser, opened as a file: `tests/browser/*.test.mjs`, run by node over pages made here.
//!
//! Needs node, chromium and `npm ci` in `tests/browser`: `scripts/install-test-tools.sh` sees to all three.

#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its pages has failed")]

mod common;

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::hostile::{HOSTILE, very_long};
use common::synthetic;
use common::synthetic_page::{Size, War, war};
use dateline::export::Format;
use dateline::export::page::{PageData, write};
use dateline::layers::Value;
use dateline::region::Region;

fn save(dir: &Path, name: &str, title: &str, war: &War, region: &Region, tiles: Option<&str>) {
    let mut file = BufWriter::new(File::create(dir.join(name)).unwrap());
    let data = PageData {
        title,
        as_of: Some(war.last),
        data_to: Some(war.last),
        layers: &war.layers,
        reports: &war.reports.iter().collect::<Vec<_>>(),
        region,
        tiles,
    };
    write(&data, &mut file).unwrap();
}

/// Puts every hostile text wherever text can stand.
fn poisoned(mut war: War) -> War {
    let long = very_long();
    let texts: Vec<&str> = HOSTILE.iter().map(|(_, text)| *text).chain([long.as_str()]).collect();
    for (n, report) in war.reports.iter_mut().enumerate() {
        let text = texts[n % texts.len()].to_owned();
        for field in [&mut report.url, &mut report.title, &mut report.outlet, &mut report.date_text] {
            *field = Some(text.clone());
        }
        report.place.clone_from(&text);
        report.actors = vec![text.clone()];
        report.quote = text;
    }
    for layer in &mut war.layers {
        for column in ["place", "actor1", "actor2", "quote", "date_text", "admin1", "claimed_by", "holder"] {
            let Some(at) = layer.columns.iter().position(|c| c.name == column) else { continue };
            for (n, row) in layer.rows.iter_mut().enumerate() {
                row.values[at] = Value::Text(texts[n % texts.len()].to_owned());
            }
        }
    }
    war
}

fn pages() -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    fs::create_dir_all(&dir).unwrap();
    let region = Region::builtin("eastern-congo").unwrap();
    let big = war(&region, Size { events: 5000, areas: 1000, actors: 8, days: 3 * 365 });
    save(&dir, "big.html", "A war that never was", &big, &region, None);
    let small = war(&region, Size { events: 60, areas: 16, actors: 2, days: 120 });
    save(&dir, "small.html", "A small war", &small, &region, None);
    save(&dir, "tiles.html", "Tiles", &small, &region, Some("http://127.0.0.1:9/{z}/{x}/{y}.png"));
    let texts = HOSTILE.len() + 1;
    let hostile = poisoned(war(&region, Size { events: texts, areas: texts * 8, actors: 8, days: 60 }));
    save(&dir, "hostile.html", HOSTILE[0].1, &hostile, &region, None);
    let none = War { layers: Vec::new(), reports: Vec::new(), last: hostile.last };
    save(&dir, "empty.html", "Nothing", &none, &region, None);
    // The files that the snippets of docs/ load.
    let files = synthetic::Size { events: 300, actors: 4, days: 100, steps: 8 };
    synthetic::war(files).write(&dir.join("docs"), &[Format::GeoJson, Format::Csv]).unwrap();
    dir
}

/// A folder of the project that has its packages installed.
fn with_packages(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    assert!(
        folder.join("node_modules").is_dir(),
        "{name}/node_modules is missing: run scripts/install-test-tools.sh, which installs node, chromium and the packages"
    );
    folder
}

#[test]
fn the_page_embedded_is_the_one_its_sources_give() {
    let web = with_packages("web");
    for command in [&["build.mjs", "--check"][..], &["node_modules/typescript/bin/tsc", "--noEmit"]] {
        let status = Command::new("node").args(command).current_dir(&web).status().unwrap();
        assert!(status.success(), "node {}: see the messages above", command.join(" "));
    }
}

#[test]
fn the_page_works_in_a_browser() {
    let tests = with_packages("tests/browser");
    let files: Vec<PathBuf> = {
        let mut all: Vec<_> = fs::read_dir(&tests).unwrap().map(|f| f.unwrap().path()).collect();
        all.retain(|f| f.to_string_lossy().ends_with(".test.mjs"));
        all.sort();
        all
    };
    let status = Command::new("node")
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .args(files)
        .env("PAGES", pages())
        .current_dir(&tests)
        .status()
        .unwrap();
    assert!(status.success(), "see the messages of node above");
}
