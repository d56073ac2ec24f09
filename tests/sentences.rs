//! Sentences of our own, each with the reports an analyst expects of it: what the reader gets of a language in general.
//!
//! `tests/sentences/en.txt` and `fr.txt` hold blocks of this form:
//!
//! ```text
//! @ 2024-02-07 active                      <- day of publication, then what the row is about
//! M23 fighters seized Shasha on Saturday, residents said.
//! = territory_gained_nonstate | Shasha | 2024-02-03 | M23 > - | reported
//! ```
//!
//! One `=` line an expected report: code | place | days | actors > against | modality[, history] [| dead]; none where
//! the row is to give nothing. A row passes when the reports agree in code, place, days and modality, no more and no
//! fewer; actors are compared over all rows. Rows that were written blind and do not come out yet begin with `@?`
//! instead of `@`. The marks are kept true: a marked row that comes out fails the test as an unmarked one does that no
//! longer comes out. `SENTENCES=mark cargo test --test sentences` sets the marks anew, and the diff shows what a change did;
//! `SENTENCES=show` prints each row that does not come out beside what was read.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "tests")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::article::{Lang, from_text};
use dateline::region::Region;
use dateline::reports::{Reader, Report};
use dateline::text::fold;

/// What must come out of a language, at least.
struct Floor {
    /// Rows in all.
    rows: usize,
    /// Of those, rows that give nothing.
    nothing: usize,
    /// F1 of the names of actors over the rows that come out.
    actors: f64,
}

/// One row of a table.
struct Row<'a> {
    marked: bool,
    date: &'a str,
    text: String,
    expected: Vec<Expected<'a>>,
}

/// One report a row is to give.
struct Expected<'a> {
    /// Code, place, days and modality, as [`shown`] writes those of a report.
    key: [String; 4],
    actors: BTreeSet<String>,
    line: &'a str,
}

fn table(lang: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/sentences/{lang}.txt"))
}

fn row(block: &str) -> Row<'_> {
    let mut lines = block.lines();
    let head = lines.next().unwrap();
    let (marked, head) = head.strip_prefix("@?").map_or((false, &head[1..]), |rest| (true, rest));
    let (expected, text): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with('='));
    let date = head.split_whitespace().next().unwrap();
    Row { marked, date, text: text.join(" "), expected: expected.into_iter().map(expect).collect() }
}

fn expect(line: &str) -> Expected<'_> {
    let cells: Vec<&str> = line[1..].split('|').map(str::trim).collect();
    let [code, place, days, who, said] = cells[..5] else { panic!("five cells are needed: {line}") };
    let names = who.split(['>', ',']).map(str::trim).filter(|name| !name.is_empty() && *name != "-");
    let said = said.split(',').next().unwrap_or_default().trim();
    Expected {
        key: [code.to_owned(), fold(place), days.to_owned(), said.to_owned()],
        actors: names.map(fold).collect(),
        line,
    }
}

fn key(report: &Report) -> [String; 4] {
    let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    let (start, end) = (day(report.date_start), day(report.date_end));
    let days = if start == end { start } else { format!("{start}..{end}") };
    [report.code.as_str().to_owned(), fold(&report.place), days, report.modality.as_str().to_owned()]
}

/// True when each report expected came out, and no other.
fn agrees(row: &Row, found: &[Report]) -> bool {
    let sorted = |mut keys: Vec<[String; 4]>| {
        keys.sort();
        keys
    };
    sorted(row.expected.iter().map(|e| e.key.clone()).collect()) == sorted(found.iter().map(key).collect())
}

/// A row and what was read of it, for people.
fn shown(row: &Row, found: &[Report]) -> String {
    let mut out = format!("{} {}\n", row.date, row.text);
    for expected in &row.expected {
        writeln!(out, "  - {}", expected.line[1..].trim()).unwrap();
    }
    for report in found {
        let side = |names: &[String]| if names.is_empty() { "-".to_owned() } else { names.join(", ") };
        let [code, _, days, said] = key(report);
        let who = format!("{} > {}", side(&report.actors), side(&report.against));
        writeln!(out, "  + {code} | {} | {days} | {who} | {said}", report.place).unwrap();
    }
    out
}

/// Names of actors expected, found, and found of those expected, over the reports of a row that came out.
fn count_actors(row: &Row, found: &[Report]) -> [usize; 3] {
    let mut sum = [0; 3];
    for expected in &row.expected {
        let Some(report) = found.iter().find(|r| key(r) == expected.key) else { continue };
        let names: BTreeSet<String> = report.actors.iter().chain(&report.against).map(|n| fold(n)).collect();
        sum[0] += expected.actors.len();
        sum[1] += names.len();
        sum[2] += names.intersection(&expected.actors).count();
    }
    sum
}

fn check(lang: Lang, name: &str, floor: &Floor) {
    let region = Region::builtin("eastern-congo").unwrap();
    let reader = Reader::new(&region).unwrap();
    let book = fs::read_to_string(table(name)).unwrap();
    let mode = std::env::var("SENTENCES").unwrap_or_default();
    let (mut marked_anew, mut wrong) = (String::new(), String::new());
    let (mut good, mut nothing, mut names) = (0, 0, [0; 3]);
    for (number, block) in book.split("\n\n").filter(|b| b.trim_start().starts_with('@')).enumerate() {
        let (block, number) = (block.trim(), number + 1);
        let row = row(block);
        let text = format!("date {}\n{}\n", row.date, row.text);
        let (mut article, _) = from_text(&format!("{name}-{number:03}"), &table(name), text);
        article.lang = lang;
        let found = reader.read(&article).reports;
        let right = agrees(&row, &found);
        let rest = block.trim_start_matches('@').trim_start_matches('?');
        write!(marked_anew, "@{}{rest}\n\n", if right { "" } else { "?" }).unwrap();
        if right {
            good += 1;
            nothing += usize::from(row.expected.is_empty());
            for (sum, n) in names.iter_mut().zip(count_actors(&row, &found)) {
                *sum += n;
            }
        } else if mode == "show" {
            eprintln!("{name}-{number:03} {}", shown(&row, &found));
        }
        if right == row.marked {
            let what = if right { "comes out now: take off its mark" } else { "does not come out" };
            writeln!(wrong, "{name}-{number:03} {what}: {}", shown(&row, &found)).unwrap();
        }
    }
    let f1 = 2.0 * names[2] as f64 / (names[0] + names[1]).max(1) as f64;
    eprintln!("{name}: {good} rows come out, {nothing} of them giving nothing; actors F1 {f1:.3}");
    if mode == "mark" {
        fs::write(table(name), format!("{}\n", marked_anew.trim_end())).unwrap();
    } else {
        assert!(wrong.is_empty(), "SENTENCES=mark sets the marks anew.\n{wrong}");
    }
    assert!(good >= floor.rows && nothing >= floor.nothing && f1 >= floor.actors, "{name}: below its floor");
}

#[test]
fn english_sentences_give_what_an_analyst_expects() {
    check(Lang::En, "en", &Floor { rows: 150, nothing: 40, actors: 0.65 });
}

#[test]
fn french_sentences_give_what_an_analyst_expects() {
    check(Lang::Fr, "fr", &Floor { rows: 150, nothing: 40, actors: 0.6 });
}
