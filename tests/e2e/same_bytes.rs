//! The same articles give the same bytes, whatever the order they come in and the number of threads.

use std::path::PathBuf;
use std::process::Command;

use crate::{DATELINE, GOOD, bytes_of, folder, map, project};

/// The articles of seeds/ and tests/articles/.
fn articles() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = ["seeds", "tests/articles"]
        .iter()
        .flat_map(|dir| std::fs::read_dir(project(dir)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    found.sort();
    found
}

/// Another order for each number: a Fisher-Yates shuffle by a small generator of our own (Knuth's MMIX constants).
fn shuffle<T>(items: &mut [T], mut state: u64) {
    for last in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(last, (state >> 33) as usize % (last + 1));
    }
}

#[test]
fn ten_orders_and_two_counts_of_threads() {
    let dir = tempfile::tempdir().unwrap();
    let mut inputs = articles();
    let mut first: Option<Vec<(String, Vec<u8>)>> = None;
    for round in 0..10 {
        let out = dir.path().join(format!("map-{round}"));
        let threads = if round % 2 == 0 { "1" } else { "2" };
        let output = Command::new(DATELINE)
            .args(["map", "--threads", threads, "--out"])
            .arg(&out)
            .args(&inputs)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let files = bytes_of(&out);
        assert!(files.len() >= 8);
        match &first {
            None => first = Some(files),
            Some(first) => {
                for ((name, bytes), (other, others)) in first.iter().zip(&files) {
                    assert_eq!(name, other);
                    assert!(bytes == others, "{name} differs in round {round} with {threads} threads");
                }
                assert_eq!(first.len(), files.len());
            }
        }
        shuffle(&mut inputs, round + 1);
    }
}

#[test]
fn extract_too() {
    let mut inputs = articles();
    let mut first: Option<Vec<u8>> = None;
    for round in 0..4 {
        let threads = if round % 2 == 0 { "2" } else { "1" };
        let output = Command::new(DATELINE).args(["extract", "--threads", threads]).args(&inputs).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let first = first.get_or_insert_with(|| output.stdout.clone());
        assert!(*first == output.stdout, "round {round}");
        shuffle(&mut inputs, round + 11);
    }
}

#[test]
fn a_map_among_the_articles_is_not_read_again() {
    let dir = folder(&[("good.txt", GOOD)]);
    let out = dir.path().join("map");
    map(&[dir.path()], &out).ends(0);
    let first = bytes_of(&out);
    let again = map(&[dir.path()], &out).ends(0);
    assert!(bytes_of(&out) == first, "{}", again.err);
}
