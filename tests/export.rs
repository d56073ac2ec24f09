//! Whole map folders of made-up wars: hostile texts and the contract's rules, without outside software.

mod common;

use std::path::Path;

use common::synthetic::{WAR, war};
use dateline::export::Format;

#[test]
fn writes_a_war() {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("war");
    let started = std::time::Instant::now();
    let written = war(WAR).write(&out, &Format::ALL).unwrap();
    println!("{written:#?} {:?}", started.elapsed());
}
