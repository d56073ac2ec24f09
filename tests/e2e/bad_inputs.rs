//! Inputs that are not what they should be: each is named with its line and what to do, and the others go through.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use crate::{DATELINE, GOOD, Run, bytes_of, dateline, folder, map};

/// Maps a folder with one good article and one other; the good one is on the map whatever the other is.
#[track_caller]
fn beside_a_good_one(name: &str, bytes: &[u8]) -> Run {
    let dir = folder(&[("good.txt", GOOD), (name, bytes)]);
    let out = dir.path().join("out/map");
    let run = map(&[dir.path()], &out);
    let events = fs::read_to_string(out.join("events.geojson")).unwrap_or_else(|e| panic!("{e}: {}", run.err));
    assert!(events.contains("Nyanzale"), "{events}");
    run
}

#[test]
fn a_missing_file() {
    let dir = folder(&[("good.txt", GOOD)]);
    let out = dir.path().join("map");
    map(&[&dir.path().join("good.txt"), &dir.path().join("gone.txt")], &out).ends(2).tells(&[
        "error: ",
        "gone.txt: no such file",
        "check the path",
    ]);
    assert!(out.join("events.geojson").exists(), "the other article is on the map");
    map(&[&dir.path().join("gone.txt")], &dir.path().join("none")).ends(2);
    assert!(!dir.path().join("none").exists());
}

#[test]
fn an_empty_file() {
    for bytes in [&b""[..], b"  \n\n\t"] {
        beside_a_good_one("void.txt", bytes).ends(2).tells(&["error: ", "void.txt: ", "empty", "remove it"]);
    }
}

#[test]
fn binary_data() {
    for (bytes, what) in
        [(&b"line\n\0\x01\x02\xff"[..], "binary"), (b"%PDF-1.7\n%\xe2\xe3", "PDF"), (b"PK\x03\x04abc", "zip")]
    {
        beside_a_good_one("data.txt", bytes).ends(2).tells(&["error: ", "data.txt:", what, "save it as plain text"]);
    }
}

#[test]
fn letters_that_are_no_utf8() {
    // Read with the broken letter replaced, the rest as it is: a warning only.
    let text = b"date 2024-03-05\n\nLes rebelles ont pris la cit\xc3\xa9 de Sake mardi, a dit l'arm\xc3\xa9e \xff.\n";
    let run = beside_a_good_one("broken.txt", text).ends(0);
    run.tells(&["warning: ", "broken.txt:3: ", "UTF-8", "save it as UTF-8"]);
}

#[test]
fn latin_1() {
    let text = b"date 2024-03-05\n\nLes rebelles du M23 se sont empar\xe9s mardi de Minova, a indiqu\xe9 l'arm\xe9e.\n";
    let dir = folder(&[("ancien.txt", text)]);
    let run = dateline(["extract", dir.path().to_str().unwrap()]).ends(0);
    assert!(run.out.contains("a indiqué l'armée") && run.out.contains("\"place\":\"Minova\""), "{}", run.out);
    run.tells(&["warning: ", "ancien.txt:3: ", "Windows-1252"]);
}

#[test]
fn no_date_anywhere() {
    let text = b"M23 rebels captured the town of Sake, residents said.\n";
    let dir = folder(&[("undated.txt", text)]);
    let out = dir.path().join("map");
    let run = map(&[&dir.path().join("undated.txt")], &out);
    assert!(run.err.contains("without a publication date 1"), "{}", run.err);
    assert!(matches!(run.code, 0 | 1), "{}", run.err);
    let reports = dateline(["extract", dir.path().to_str().unwrap()]).ends(0).out;
    let report: serde_json::Value = serde_json::from_str(reports.lines().next().unwrap()).unwrap();
    assert!(report["date_start"].is_null() && report["date_end"].is_null(), "no day is invented: {report}");
    beside_a_good_one("undated.txt", text).ends(0);
}

#[test]
fn a_date_in_the_year_20233() {
    let text = b"date 20233-12-07\n\nM23 rebels captured the town of Sake, residents said.\n";
    let run = beside_a_good_one("late.txt", text).ends(0);
    run.tells(&["warning: ", "late.txt:1: ", "20233-12-07", "date YYYY-MM-DD"]);
    // In the middle of a text it is a number and no day.
    let text = b"date 2023-12-07\n\nM23 rebels captured the town of Sake on 5 December 20233, residents said.\n";
    let dir = folder(&[("odd.txt", text)]);
    let run = dateline(["extract", dir.path().to_str().unwrap()]).ends(0);
    assert!(!run.out.contains("\"date_start\":\"2023-12-05\"") || !run.out.contains("20233-"), "{}", run.out);
    assert!(!run.out.contains("\"date_start\":\"20233"), "{}", run.out);
}

#[test]
fn two_hundred_megabytes_in_one_line() {
    let dir = folder(&[("good.txt", GOOD)]);
    let path = dir.path().join("long.txt");
    let mut file = fs::File::create(&path).unwrap();
    let block = b"The rebels took Sake on Monday and the army left it. ".repeat(20_000);
    let mut written = 0;
    while written < 200_000_000 {
        file.write_all(&block).unwrap();
        written += block.len();
    }
    drop(file);
    let out = dir.path().join("map");
    // A tight bound on memory: the file must never be held whole.
    let run: Run = Command::new("sh")
        .args(["-c", "ulimit -v 400000; exec \"$@\"", "sh", DATELINE, "map", "--threads", "1"])
        .arg(dir.path())
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap()
        .into();
    let run = run.ends(2).tells(&["error: ", "long.txt:1: ", "16 MiB", "one file per article"]);
    assert!(fs::read_to_string(out.join("events.geojson")).unwrap().contains("Nyanzale"), "{}", run.err);
}

#[test]
fn a_folder_without_articles() {
    let dir = folder(&[("table.csv", b"a,b\n")]);
    map(&[dir.path()], &dir.path().join("map")).ends(2).tells(&["error: ", "no article in this folder", ".txt"]);
}

#[test]
fn a_file_where_a_folder_was_meant() {
    let dir = folder(&[("good.txt", GOOD)]);
    let run = map(&[&dir.path().join("good.txt/more"), &dir.path().join("good.txt")], &dir.path().join("map"));
    run.ends(2).tells(&["error: ", "good.txt/more: "]);
    assert!(dir.path().join("map/events.geojson").exists());
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder_and_file() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let allow = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let dir = folder(&[("good.txt", GOOD), ("locked.txt", GOOD)]);
    let (shut, out) = (dir.path().join("shut"), dir.path().join("out"));
    fs::create_dir(&shut).unwrap();
    fs::create_dir(&out).unwrap();
    let program = dir.path().join("dateline");
    fs::copy(DATELINE, &program).unwrap();
    for (path, mode) in
        [(dir.path(), 0o755), (&out, 0o777), (&program, 0o755), (&shut, 0), (&dir.path().join("locked.txt"), 0)]
    {
        allow(path, mode);
    }
    let mut command = Command::new(&program);
    command.arg("map").arg(dir.path()).arg("--out").arg(out.join("map")).current_dir("/");
    // Root may read everything: be nobody then.
    if fs::read_dir(&shut).is_ok() {
        command.uid(65534).gid(65534);
    }
    let run: Run = command.output().unwrap().into();
    allow(&shut, 0o755);
    run.ends(2)
        .tells(&["error: ", "shut: cannot be read", "check its permissions"])
        .tells(&["error: ", "locked.txt: cannot be read"]);
    assert!(fs::read_to_string(out.join("map/events.geojson")).unwrap().contains("Nyanzale"));
}

#[test]
fn an_output_that_is_a_file() {
    let dir = folder(&[("good.txt", GOOD), ("taken", b"mine")]);
    let out = dir.path().join("taken");
    map(&[&dir.path().join("good.txt")], &out).ends(2).tells(&["error: ", "taken", "is a file", "--out"]);
    assert_eq!(fs::read(&out).unwrap(), b"mine");
}

#[test]
fn an_output_folder_with_the_users_own_files() {
    let dir = folder(&[("good.txt", GOOD)]);
    let out = dir.path().join("papers");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("thesis.odt"), b"mine").unwrap();
    map(&[&dir.path().join("good.txt")], &out).ends(2).tells(&["error: ", "papers", "--out"]);
    assert_eq!(bytes_of(&out), [("thesis.odt".to_owned(), b"mine".to_vec())]);
}

#[test]
fn the_old_map_stays_when_the_new_one_finds_nothing() {
    let dir = folder(&[("good.txt", GOOD), ("calm.txt", b"date 2024-03-05\n\nThe orchestra played.\n")]);
    let out = dir.path().join("map");
    map(&[&dir.path().join("good.txt")], &out).ends(0);
    let before = bytes_of(&out);
    map(&[&dir.path().join("calm.txt")], &out).ends(1);
    map(&[&dir.path().join("gone.txt")], &out).ends(2);
    assert!(bytes_of(&out) == before);
}
