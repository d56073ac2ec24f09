//! Each command does what its help says.

use std::fs;

use crate::{GOOD, dateline, folder, map, project};

#[test]
fn map_writes_a_folder_and_says_what_is_in_it() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("map");
    let run = map(&[&project("seeds")], &out).ends(0);
    assert_eq!(run.out, "", "the summary goes to stderr");
    for word in ["articles", "reports", "dated by the text", "by publication", "events", "places", "not in any table"] {
        assert!(run.err.contains(word), "no '{word}' in:\n{}", run.err);
    }
    for file in [
        "events.geojson",
        "control.geojson",
        "places.geojson",
        "events.csv",
        "reports.jsonl",
        "unplaced.csv",
        "metadata.json",
    ] {
        assert!(fs::metadata(out.join(file)).unwrap().len() > 0, "{file}");
        assert!(run.err.contains(file), "{file} is not in the summary:\n{}", run.err);
    }
    for file in fs::read_dir(&out).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(run.err.contains(&name), "{name} is written and not in the summary");
    }
}

#[test]
fn a_map_as_known_on_a_day_holds_nothing_published_later() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("map");
    dateline(["map", project("seeds").to_str().unwrap(), "--out", out.to_str().unwrap(), "--as-of", "2023-01-01"])
        .ends(0);
    let events = fs::read_to_string(out.join("events.geojson")).unwrap();
    assert!(events.contains("seed-000") || events.contains("Goma"), "{events}");
    assert!(!events.contains("Shasha") && !events.contains("Bujumbura"), "{events}");
}

#[test]
fn a_window_of_days_leaves_out_the_rest() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("map");
    let window = ["--from", "2024-01-01", "--to", "2024-12-31"];
    dateline(["map", project("seeds").to_str().unwrap(), "--out", out.to_str().unwrap()].into_iter().chain(window))
        .ends(0);
    let events: geojson::FeatureCollection = fs::read_to_string(out.join("events.geojson"))
        .unwrap()
        .parse::<geojson::GeoJson>()
        .unwrap()
        .try_into()
        .unwrap();
    for feature in &events.features {
        let text = |key: &str| feature.property(key).unwrap().as_str().unwrap().to_owned();
        assert!(text("end").as_str() >= "2024-01-01", "{}", text("title"));
        assert!(text("start").as_str() <= "2024-12-31T23:59:59Z", "{}", text("title"));
    }
    assert!(!events.features.is_empty());
}

#[test]
fn extract_prints_one_object_a_line() {
    let run = dateline(["extract", project("seeds").to_str().unwrap(), "--format", "jsonl"]).ends(0);
    let keys = [
        "report_id",
        "event_id",
        "article",
        "url",
        "title",
        "published",
        "lang",
        "code",
        "place",
        "place_id",
        "place_kind",
        "lat",
        "lon",
        "relation",
        "location_precision_m",
        "date_start",
        "date_end",
        "date_basis",
        "date_text",
        "actors",
        "against",
        "modality",
        "claimed_by",
        "background",
        "fatalities",
        "confidence",
        "quote",
        "quote_start",
        "quote_end",
    ];
    let mut lines = 0;
    for line in run.out.lines() {
        let report: serde_json::Value = serde_json::from_str(line).unwrap();
        for key in keys {
            assert!(report.get(key).is_some(), "no {key} in {line}");
        }
        let text = fs::read(project("seeds").join(format!("{}.txt", report["article"].as_str().unwrap()))).unwrap();
        let at = |key: &str| usize::try_from(report[key].as_u64().unwrap()).unwrap();
        let quote = &text[at("quote_start")..at("quote_end")];
        assert_eq!(String::from_utf8_lossy(quote), report["quote"].as_str().unwrap(), "offsets are into the file");
        lines += 1;
    }
    assert!(lines > 0);
}

#[test]
fn extract_prints_a_table() {
    let seeds = project("seeds");
    let seeds = seeds.to_str().unwrap();
    let run = dateline(["extract", seeds, "--format", "csv"]).ends(0);
    let mut table = csv::Reader::from_reader(run.out.as_bytes());
    let header = table.headers().unwrap().clone();
    assert!(header.iter().any(|h| h == "code") && header.iter().any(|h| h == "quote"));
    let rows = table.records().map(Result::unwrap).count();
    assert_eq!(rows, dateline(["extract", seeds]).ends(0).out.lines().count());
}

#[test]
fn explain_marks_the_text_and_gives_reasons() {
    let dir = folder(&[("one.txt", GOOD)]);
    let run = dateline(["explain", dir.path().join("one.txt").to_str().unwrap()]).ends(0);
    for part in ["[Nyanzale]", "<Monday>", "{M23 rebels}", "*captured*", "territory_gained_nonstate at Nyanzale"] {
        assert!(run.out.contains(part), "no {part} in:\n{}", run.out);
    }
    assert!(!run.out.contains('\u{1b}'), "no colours into a pipe");
}

#[test]
fn explain_does_not_let_an_article_steer_the_terminal() {
    let dir =
        folder(&[("one.txt", b"date 2024-03-05\n\nM23 rebels captured Sake on Monday.\x1b]0;owned\x07\x1b[2J\n")]);
    let run = dateline(["explain", dir.path().join("one.txt").to_str().unwrap()]);
    assert!(!run.out.contains('\u{1b}') && !run.out.contains('\u{7}'));
}

#[test]
fn places_are_found_by_any_of_their_names() {
    for name in ["Kitchanga", "KITSHANGA", "Kitshanga"] {
        let told = dateline(["places", "find", name]).ends(0).out;
        assert!(told.contains("kitshanga-rutshuru") && told.contains("Rutshuru, North Kivu, CD"), "{name}: {told}");
    }
    dateline(["places", "find", "Nowhere-on-Sea"]).ends(1);
}

#[test]
fn the_built_in_tables_pass_their_own_check() {
    let run = dateline(["places", "check", project("places/eastern-congo").to_str().unwrap()]).ends(0);
    assert!(run.out.contains(" 0 errors"), "{}", run.out);
}

#[test]
fn an_index_is_checked_whole() {
    let dir = folder(&[("towns.csv", b"name,lat,lon\nArdun,10.5,20.25\nBeltu,11,21\n")]);
    let (table, index) = (dir.path().join("towns.csv"), dir.path().join("towns.idx"));
    let path = index.to_str().unwrap();
    dateline(["places", "import", table.to_str().unwrap(), "--out", path]).ends(0);
    let run = dateline(["places", "check", path]).ends(0);
    assert!(run.out.contains("as it was written: 2 places, 2 names"), "{}", run.out);
    let mut bytes = fs::read(&index).unwrap();
    let last = bytes.len() - 3;
    bytes[last] ^= 0x20;
    fs::write(&index, bytes).unwrap();
    dateline(["places", "check", path]).ends(2).tells(&["towns.idx", "damaged", "import it again"]);
}

#[test]
fn a_lexicon_of_ones_own_reaches_places_and_days() {
    let lexicon = |name: &str, changes: &[(&str, &str)]| {
        let text = fs::read_to_string(project("lexicon").join(name)).unwrap();
        changes.iter().fold(text, |text, (from, to)| {
            assert!(text.contains(from), "{name} has no {from}");
            text.replace(from, to)
        })
    };
    let changes = [("\"yesterday\", \"last night\"", "\"yestreen\""), ("village = [", "village = [\"clachan\", ")];
    let (en, fr) = (lexicon("en.toml", &changes), lexicon("fr.toml", &[]));
    let article = b"date 2024-02-07\n\nM23 rebels captured the clachan of Xulimbo yestreen, residents said.\n";
    let dir = folder(&[("en.toml", en.as_bytes()), ("fr.toml", fr.as_bytes()), ("a.txt", article)]);
    let file = dir.path().join("a.txt");
    let read = |more: &[&str]| {
        let args = ["explain", file.to_str().unwrap()].into_iter().chain(more.iter().copied());
        dateline(args).out
    };
    let own = read(&["--lexicon", dir.path().to_str().unwrap()]);
    assert!(own.contains("<yestreen>") && own.contains("[Xulimbo]"), "{own}");
    assert!(!read(&[]).contains("<yestreen>"));
    let broken = lexicon("en.toml", &[("[places]\n", "[places]\nsurprises = []\n")]);
    fs::write(dir.path().join("en.toml"), broken).unwrap();
    let run = dateline(["explain", file.to_str().unwrap(), "--lexicon", dir.path().to_str().unwrap()]);
    let told = run.ends(2).err;
    assert!(told.contains("en.toml") && told.contains("surprises"), "{told}");
}

#[test]
fn a_wrong_table_is_told_with_file_line_and_field() {
    let header = fs::read_to_string(project("places/eastern-congo/places.csv")).unwrap();
    let mut lines = header.lines();
    let (header, row) = (lines.next().unwrap(), lines.next().unwrap());
    let columns: Vec<&str> = header.split(',').collect();
    let lat = columns.iter().position(|c| *c == "lat").unwrap();
    let bad = |value: &str| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
        let cells: Vec<String> = reader.records().next().unwrap().unwrap().iter().map(str::to_owned).collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        let cells = cells.iter().enumerate().map(|(i, cell)| if i == lat { value } else { cell.as_str() });
        writer.write_record(cells).unwrap();
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    };
    let dir = folder(&[("places.csv", format!("{header}\n{}", bad("123.4")).as_bytes())]);
    let run = dateline(["places", "check", dir.path().to_str().unwrap()]).ends(2);
    let told = run.out.lines().any(|l| l.contains("places.csv:2: error: lat: "));
    assert!(told, "{}", run.out);
    let dir = folder(&[("places.csv", format!("{header},colour\n{row},red\n").as_bytes())]);
    let run = dateline(["places", "check", dir.path().to_str().unwrap()]);
    assert!(run.out.contains("places.csv:1") && run.out.contains("colour"), "{}", run.out);
    dateline(["places", "check", "/nowhere"]).ends(2).tells(&["/nowhere", "docs/own-region.md"]);
}

#[test]
fn a_region_is_a_folder_too() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("map");
    let seeds = project("seeds");
    let own = project("places/eastern-congo");
    let args = ["map", seeds.to_str().unwrap(), "--out", out.to_str().unwrap(), "--region", own.to_str().unwrap()];
    dateline(args).ends(0);
    dateline(["extract", seeds.to_str().unwrap(), "--region", "atlantis"])
        .ends(2)
        .tells(&["atlantis", "eastern-congo"]);
}

#[test]
fn every_command_explains_itself() {
    for command in [
        vec![],
        vec!["map"],
        vec!["extract"],
        vec!["explain"],
        vec!["places", "find"],
        vec!["places", "check"],
        vec!["diff"],
        vec!["eval"],
        vec!["completions"],
    ] {
        let run = dateline(command.iter().copied().chain(["--help"])).ends(0);
        assert!(run.out.contains("Usage: dateline"), "{command:?}: {}", run.out);
        assert!(run.out.contains("Example"), "{command:?} shows no example: {}", run.out);
    }
    dateline(["--version"]).ends(0);
}

#[test]
fn what_was_typed_wrong_ends_in_2() {
    dateline(["map"]).ends(2);
    dateline(["mpa", "seeds"]).ends(2);
    dateline(["map", "seeds", "--as-of", "yesterday"]).ends(2);
    dateline(["extract", "seeds", "--format", "xml"]).ends(2);
}

#[test]
fn completions_name_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = dateline(["completions", shell]).ends(0);
        for command in ["map", "extract", "explain", "diff", "places", "eval"] {
            assert!(run.out.contains(command), "{shell}: no {command}");
        }
    }
}

#[test]
fn nothing_found_ends_in_1_and_writes_nothing() {
    let dir =
        folder(&[("calm.txt", b"date 2024-03-05\n\nThe orchestra played in the town hall, and everybody liked it.\n")]);
    let out = dir.path().join("map");
    map(&[&dir.path().join("calm.txt")], &out).ends(1).tells(&["1 articles read", "nothing was written"]);
    assert!(!out.exists());
    let run = dateline(["extract", dir.path().to_str().unwrap()]).ends(1);
    assert_eq!(run.out, "");
    dateline(["explain", dir.path().join("calm.txt").to_str().unwrap()]).ends(1);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(crate::DATELINE)
        .args(["extract", project("seeds").to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
}
