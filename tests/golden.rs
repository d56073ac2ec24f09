//! Articles of our own, read whole, beside what a careful analyst would put on the map.
//!
//! `tests/articles/NAME.txt` is the article and `NAME.expected` the analyst's list, written before the program read
//! it. The snapshot shows both: `=` came out as expected, `-` is missing, `+` is more than expected. So a change of the
//! reading shows what it does to whole articles. `INSTA_UPDATE=always cargo test --test golden` takes new snapshots.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::article::load;
use dateline::region::Region;
use dateline::reports::{Reader, Report};

/// Share of the analyst's reports that come out, by code and place, and how many of those in every field: no change may
/// fall below. Raise them when the reading gets better. (Few come out in every field, since the lists leave out a side that
/// the sentence does not name and the reader takes it from the rest of the article.)
const FLOOR: (f64, f64) = (0.7, 0.15);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles")
}

/// A field's value as serde writes it.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// A report in one line: code | place | days | actors > against | modality | toll.
fn line(report: &Report) -> String {
    let relation = word(report.relation);
    let mut out = format!("{} | {}", report.code.as_str(), report.place);
    if relation != "in" {
        write!(out, " ({relation})").unwrap();
    }
    match (report.date_start, report.date_end) {
        (Some(a), Some(b)) if a == b => write!(out, " | {a} {}", word(report.date_basis)),
        (Some(a), Some(b)) => write!(out, " | {a}..{b} {}", word(report.date_basis)),
        _ => write!(out, " | -"),
    }
    .unwrap();
    let side = |names: &[String]| if names.is_empty() { "-".to_owned() } else { names.join(", ") };
    write!(out, " | {} > {} | {}", side(&report.actors), side(&report.against), word(report.modality)).unwrap();
    if report.background {
        out.push_str(", history");
    }
    if let Some(dead) = report.fatalities {
        write!(out, " | {dead}").unwrap();
    }
    out
}

/// The code and the place of a line, without the relation.
fn key(line: &str) -> (&str, &str) {
    let mut cells = line.split(" | ");
    let (code, place) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
    (code, place.split(" (").next().unwrap_or_default())
}

/// The two lists side by side: whole lines first, then those that agree in code and place.
fn compare(expected: &[&str], found: &[String]) -> (String, usize, usize) {
    let mut open: Vec<&str> = found.iter().map(String::as_str).collect();
    let mut take = |fits: &dyn Fn(&str) -> bool| open.iter().position(|o| fits(o)).map(|at| open.remove(at));
    let same: Vec<Option<&str>> = expected.iter().map(|e| take(&|o| o == *e)).collect();
    let near: Vec<Option<&str>> =
        expected.iter().zip(&same).map(|(e, s)| s.or_else(|| take(&|o| key(o) == key(e)))).collect();
    let mut out = String::new();
    for (expected, found) in expected.iter().zip(&near) {
        match found {
            Some(found) if found == expected => writeln!(out, "= {expected}").unwrap(),
            Some(found) => writeln!(out, "- {expected}\n+ {found}").unwrap(),
            None => writeln!(out, "- {expected}").unwrap(),
        }
    }
    for more in open {
        writeln!(out, "+ {more}").unwrap();
    }
    (out, near.iter().flatten().count(), same.iter().flatten().count())
}

#[test]
fn articles_are_read_as_an_analyst_reads_them() {
    let region = Region::builtin("eastern-congo").unwrap();
    let reader = Reader::new(&region).unwrap();
    let (articles, problems) = load(&[folder()]);
    assert!(problems.is_empty(), "{problems:?}");
    assert!(articles.len() >= 12);
    let mut book = String::new();
    let (mut all, mut near, mut same, mut more) = (0, 0, 0, 0);
    for article in &articles {
        let expected = fs::read_to_string(folder().join(format!("{}.expected", article.id))).unwrap();
        let expected: Vec<&str> = expected.lines().filter(|line| !line.starts_with('#')).collect();
        let found: Vec<String> = reader.read(article).reports.iter().map(line).collect();
        let (text, agreeing, exact) = compare(&expected, &found);
        all += expected.len();
        near += agreeing;
        same += exact;
        more += found.len() - agreeing;
        write!(book, "# {}\n{text}\n", article.id).unwrap();
    }
    write!(book, "{all} expected: {near} by code and place, {same} in every field; {more} more than expected").unwrap();
    let share = |part: usize| part as f64 / all as f64;
    assert!(share(near) >= FLOOR.0 && share(same) >= FLOOR.1, "{book}");
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("articles", book);
    });
}
