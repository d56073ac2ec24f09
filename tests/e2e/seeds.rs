//! What a careful reader takes from the three seed articles.

use serde_json::Value;

use crate::{dateline, project};

/// One report that must come out, by the fields that matter.
struct Wanted {
    article: &'static str,
    code: &'static str,
    place_id: &'static str,
    admin2: Option<&'static str>,
    country: &'static str,
    /// Latitude and longitude, and how far off the report may be, in degrees.
    near: (f64, f64, f64),
    /// First and last day; the report's interval must lie in these, and touch both ends where `exact`.
    days: (&'static str, &'static str),
    basis: &'static [&'static str],
    actors: &'static [&'static str],
    against: &'static [&'static str],
    modality: &'static [&'static str],
    background: bool,
}

fn reports() -> Vec<Value> {
    let run = dateline(["extract", project("seeds").to_str().unwrap(), "--format", "jsonl"]).ends(0);
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn words(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect()
}

/// What is wrong with the report that is nearest to the wanted one.
fn wrong(wanted: &Wanted, reports: &[Value]) -> Vec<String> {
    let mine = |r: &&Value| {
        r["article"] == wanted.article
            && r["code"] == wanted.code
            && r["place_id"] == wanted.place_id
            && r["background"] == wanted.background
    };
    let Some(report) = reports.iter().find(mine) else {
        return vec![format!(
            "{}: no {} at {}, background {}",
            wanted.article, wanted.code, wanted.place_id, wanted.background
        )];
    };
    let mut wrong = Vec::new();
    let mut check = |field: &str, right: bool, found: String| {
        if !right {
            wrong.push(format!("{}: {} at {}: {field} is {found}", wanted.article, wanted.code, wanted.place_id));
        }
    };
    let text = |field: &str| report[field].as_str().unwrap_or_default();
    let (lat, lon, off) = wanted.near;
    let near = (report["lat"].as_f64().unwrap_or(99.0) - lat).abs() < off
        && (report["lon"].as_f64().unwrap_or(999.0) - lon).abs() < off;
    check("position", near, format!("{} {}", report["lat"], report["lon"]));
    check("country", text("country") == wanted.country, text("country").to_owned());
    check("admin2", wanted.admin2.is_none_or(|a| text("admin2") == a), text("admin2").to_owned());
    let (start, end) = (text("date_start"), text("date_end"));
    let (first, last) = wanted.days;
    let touches = start <= last && first <= end && start >= first && end <= last;
    check("days", touches, format!("{start} to {end}"));
    check("date_basis", wanted.basis.contains(&text("date_basis")), text("date_basis").to_owned());
    for (field, names) in [("actors", wanted.actors), ("against", wanted.against)] {
        let mut found = words(&report[field]);
        if wanted.code == "armed_clash" {
            // A clash has no direction: whoever is named first, both sides are in it.
            found = words(&report["actors"]);
            found.extend(words(&report["against"]));
        }
        check(field, names.iter().all(|name| found.contains(name)) && found.len() >= names.len(), format!("{found:?}"));
    }
    check("modality", wanted.modality.contains(&text("modality")), text("modality").to_owned());
    wrong
}

/// What most of them are: told as a fact, of these days, in the Congo; nobody named.
const NEWS: Wanted = Wanted {
    article: "",
    code: "",
    place_id: "",
    admin2: None,
    country: "CD",
    near: (0.0, 0.0, 0.0),
    days: ("", ""),
    basis: &["explicit"],
    actors: &[],
    against: &[],
    modality: &["reported"],
    background: false,
};

const GOMA: Wanted = Wanted { article: "seed-000", place_id: "goma", near: (-1.67, 29.23, 0.05), ..NEWS };

const WANTED: &[Wanted] = &[
    Wanted {
        article: "seed-003",
        code: "territory_gained_nonstate",
        place_id: "shasha",
        admin2: Some("Masisi"),
        near: (-1.62, 29.02, 0.05),
        days: ("2024-02-03", "2024-02-04"),
        basis: &["relative"],
        actors: &["M23"],
        ..NEWS
    },
    Wanted {
        code: "armed_clash",
        days: ("2022-12-06", "2022-12-07"),
        basis: &["publication", "relative"],
        actors: &["FARDC", "M23"],
        ..GOMA
    },
    Wanted {
        article: "seed-002",
        code: "armed_clash",
        place_id: "north-kivu",
        near: (-0.61, 28.7, 0.3),
        days: ("2023-10-01", "2023-11-07"),
        actors: &["FARDC"],
        against: &["M23"],
        ..NEWS
    },
    Wanted {
        article: "seed-002",
        code: "humanitarian",
        place_id: "bwiza",
        admin2: Some("Rutshuru"),
        near: (-1.3, 29.1, 0.2),
        days: ("2023-11-06", "2023-11-07"),
        basis: &["publication", "explicit", "relative"],
        modality: &["claimed"],
        ..NEWS
    },
    Wanted {
        article: "seed-002",
        code: "diplomacy",
        place_id: "bujumbura",
        country: "BI",
        near: (-3.37, 29.36, 0.05),
        days: ("2023-02-04", "2023-02-04"),
        background: true,
        ..NEWS
    },
    Wanted {
        article: "seed-003",
        code: "other_strategic",
        place_id: "kibumba",
        admin2: Some("Nyiragongo"),
        near: (-1.48, 29.35, 0.05),
        days: ("2022-12-23", "2022-12-23"),
        actors: &["M23"],
        background: true,
        ..NEWS
    },
    Wanted {
        code: "territory_gained_nonstate",
        days: ("2012-01-01", "2012-12-31"),
        basis: &["relative"],
        actors: &["M23"],
        background: true,
        ..GOMA
    },
    Wanted {
        code: "territory_gained_government",
        days: ("2013-01-01", "2013-12-31"),
        against: &["M23"],
        background: true,
        ..GOMA
    },
];

#[test]
fn every_field_of_what_matters_is_right() {
    let reports = reports();
    let wrong: Vec<String> = WANTED.iter().flat_map(|wanted| wrong(wanted, &reports)).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn nothing_is_placed_in_a_namesake_abroad() {
    // Bwiza has twelve namesakes in Rwanda and Burundi.
    for report in reports() {
        if ["Bwiza", "Shasha", "Kibumba", "Goma"].contains(&report["place"].as_str().unwrap()) {
            assert_eq!(report["country"], "CD", "{report}");
        }
    }
}
