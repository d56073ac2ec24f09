//! Gazetteers and the search for places: `cargo bench --bench places`.
//!
//! The dump is made up, in GeoNames' form. `DATELINE_BENCH_PLACES=12000000` makes it as large as the whole of GeoNames;
//! the import is then measured once, outside of divan, with the size of the index and the time to open it.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench stops where it can't measure, and prints")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Instant;

use dateline::article::Lang;
use dateline::places::{ArticleContext, IndexFile, PlaceIndex, import};
use dateline::region::Region;
use dateline::text::Document;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    let dump = &*DUMP;
    let begun = Instant::now();
    let report = import::import(std::slice::from_ref(&dump.text), &dump.index).expect("the dump is whole");
    let import = begun.elapsed();
    let begun = Instant::now();
    let index = IndexFile::open(&dump.index).expect("the index was just written");
    let open = begun.elapsed();
    println!(
        "{} places, {} names: import {import:.1?}, {:.1} MB, open {open:.1?}, peak memory {} MB",
        index.stats().rows,
        report.stats.names,
        report.stats.bytes as f64 / 1e6,
        peak_megabytes()
    );
    divan::main();
    let _ = fs::remove_dir_all(&dump.dir);
}

/// The most memory this process has held, as Linux tells it; 0 elsewhere.
fn peak_megabytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok()).map_or(0, |kb| kb / 1024)
}

/// Numbers that look random and are the same each time (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// A name of two to five syllables; short ones come again and again, as namesakes do.
    fn name(&mut self) -> String {
        const HEADS: [&str; 24] = [
            "B", "K", "M", "R", "T", "N", "S", "L", "G", "D", "Ki", "Ma", "Bu", "Ru", "Ka", "Nya", "Lu", "Mu", "Ga",
            "Ny", "Ts", "Sh", "V", "Z",
        ];
        const TAILS: [&str; 20] = [
            "a", "anga", "umba", "iru", "oro", "enge", "isha", "ula", "avu", "omo", "ika", "undo", "eza", "ari", "una",
            "ogo", "ire", "abe", "uka", "inga",
        ];
        let mut name = HEADS[self.below(24) as usize].to_owned();
        for _ in 0..2 + self.below(4) {
            name.push_str(TAILS[self.below(20) as usize]);
        }
        name
    }
}

struct Dump {
    dir: PathBuf,
    text: PathBuf,
    index: PathBuf,
    names: Vec<String>,
}

static DUMP: LazyLock<Dump> = LazyLock::new(|| {
    let rows: u64 = std::env::var("DATELINE_BENCH_PLACES").ok().and_then(|n| n.parse().ok()).unwrap_or(200_000);
    let dir = std::env::temp_dir().join(format!("dateline-bench-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("the temporary folder can be written");
    let text = dir.join("dump.txt");
    let mut out = BufWriter::new(File::create(&text).expect("the temporary folder can be written"));
    let mut dice = Dice(11);
    let mut names = Vec::new();
    for id in 1..=rows {
        let name = dice.name();
        let (lat, lon) = (dice.below(1_400_000) as f64 / 1e4 - 70.0, dice.below(3_600_000) as f64 / 1e4 - 180.0);
        let people = if dice.below(10) == 0 { dice.below(200_000).to_string() } else { String::new() };
        let row = format!(
            "{id}\t{name}\t{name}\t\t{lat:.5}\t{lon:.5}\tP\tPPL\tCD\t\t{:02}\t\t\t\t{people}\t\t0\t\t2026-01-01",
            id % 40
        );
        writeln!(out, "{row}").expect("the disk has room");
        if id % (rows / 1000).max(1) == 0 {
            names.push(name);
        }
    }
    out.flush().expect("the disk has room");
    let index = dir.join("dump.idx");
    Dump { dir, text, index, names }
});

static REGION: LazyLock<Region> = LazyLock::new(|| Region::builtin("eastern-congo").expect("the region is built in"));

#[divan::bench]
fn open(bencher: Bencher) {
    bencher.bench(|| IndexFile::open(&DUMP.index));
}

#[divan::bench(sample_count = 20)]
fn build_region_index(bencher: Bencher) {
    let region = Region::builtin("eastern-congo").expect("the region is built in");
    bencher.bench(|| PlaceIndex::new(&region));
}

#[divan::bench]
fn look_up(bencher: Bencher) {
    let mut index = PlaceIndex::from_places(Vec::new());
    index.add_gazetteer(&DUMP.index).expect("the index was just written");
    bencher
        .counter(ItemsCount::new(DUMP.names.len()))
        .bench(|| DUMP.names.iter().filter(|name| !index.named(name).is_empty()).count());
}

/// News in the manner of the wires: a place about each twenty words.
fn news(bytes: usize) -> String {
    let mut dice = Dice(5);
    let mut text = String::with_capacity(bytes + 200);
    while text.len() < bytes {
        let (a, b) = (&DUMP.names[dice.below(DUMP.names.len() as u64) as usize], dice.below(28));
        let _ = write!(
            text,
            "On the {b}th rebels attacked a position of the army near {a}, residents and a local chief said by telephone. \
             At least seven people were wounded and several houses were burnt to the ground before the soldiers came back. "
        );
    }
    text
}

#[divan::bench]
fn scan(bencher: Bencher) {
    let index = PlaceIndex::new(&REGION);
    scan_with(bencher, &index);
}

#[divan::bench]
fn scan_with_gazetteer(bencher: Bencher) {
    let mut index = PlaceIndex::new(&REGION);
    index.add_gazetteer(&DUMP.index).expect("the index was just written");
    scan_with(bencher, &index);
}

fn scan_with(bencher: Bencher, index: &PlaceIndex) {
    let text = news(1 << 20);
    let doc = Document::new(&text);
    bencher.counter(BytesCount::new(text.len())).bench(|| {
        let mut mentions = Vec::new();
        index.find(&doc, 0..doc.tokens.len(), Lang::En, &mut mentions);
        mentions.len()
    });
}

#[divan::bench]
fn resolve_an_article(bencher: Bencher) {
    let mut index = PlaceIndex::new(&REGION);
    index.add_gazetteer(&DUMP.index).expect("the index was just written");
    let text = news(4_000);
    let doc = Document::new(&text);
    let mut mentions = Vec::new();
    index.find(&doc, 0..doc.tokens.len(), Lang::En, &mut mentions);
    bencher.bench(|| index.resolve(&mentions, &doc, &ArticleContext::default()));
}
