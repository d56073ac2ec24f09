//! No room to write: what stood before stays, nothing half-written is left, and the message says what to do.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{DATELINE, GOOD, Run, bytes_of, folder, map};

/// The names in a folder.
fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_on_a_full_disk() {
    let dir = folder(&[("good.txt", GOOD)]);
    for command in ["extract", "explain"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let run: Run =
            Command::new(DATELINE).arg(command).arg(dir.path().join("good.txt")).stdout(full).output().unwrap().into();
        run.ends(2).tells(&["error: ", "standard output", "free some space"]);
    }
}

/// A limit on the size of files, set by the shell, is met anywhere and by any user: the system refuses to write on in
/// the middle of a file, as a full disk does.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_grow() {
    let dir = folder(&[("good.txt", GOOD)]);
    let out = dir.path().join("map");
    map(&[&dir.path().join("good.txt")], &out).ends(0);
    let before = bytes_of(&out);
    let run: Run = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 2; exec \"$@\"", "sh", DATELINE, "map"])
        .arg(dir.path().join("good.txt"))
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap()
        .into();
    run.ends(2).tells(&["error: ", "map/", "--out"]);
    assert!(bytes_of(&out) == before, "what stood there is unchanged");
    assert_eq!(names(dir.path()), ["good.txt", "map"], "nothing half-written is left");
}

/// A disk of 8 MiB, where the system lets us make one: as root, or as root of a namespace of our own.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let dir = folder(&[("good.txt", GOOD)]);
    let disk = dir.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let script = r#"
        mount -t tmpfs -o size=8m none "$1" || exit 77
        "$2" map "$3" --out "$1/map" || exit 78
        find "$1/map" -type f | sort | xargs cat | sha256sum > "$4/before"
        head -c 10000000 /dev/zero > "$1/filler" 2>/dev/null
        "$2" map "$3" --out "$1/map"
        echo "code $?" >&2
        find "$1/map" -type f | sort | xargs cat | sha256sum > "$4/after"
        ls -A "$1" > "$4/names"
    "#;
    let unshared = |flags: &[&str]| -> Run {
        Command::new("unshare")
            .args(flags)
            .args(["sh", "-c", script, "sh"])
            .args([&disk, Path::new(DATELINE), &dir.path().join("good.txt"), dir.path()])
            .output()
            .unwrap()
            .into()
    };
    let mut run = unshared(&["--mount"]);
    if run.code != 0 && run.code != 78 {
        run = unshared(&["--mount", "--map-root-user"]);
    }
    if run.code != 0 && run.code != 78 {
        eprintln!("not tested: this system lets us mount no small disk ({})", run.err.trim());
        return;
    }
    let run = run.ends(0).tells(&["error: ", "disk is full", "free some space", "unchanged"]).tells(&["code 2"]);
    let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
    assert_eq!(read("before"), read("after"), "{}", run.err);
    assert_eq!(read("names"), "filler\nmap\n", "nothing half-written is left");
}
