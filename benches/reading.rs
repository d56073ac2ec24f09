//! How fast articles are read, on one core: `cargo bench --bench reading`.
//!
//! (a) articles repeated to 50 MB; (b) the same, each followed by twenty times its length of text that tells of no
//! event. The articles are those below `$DATELINE_ARTICLES`, else those of `seeds/` and `tests/articles/`;
//! `$DATELINE_BENCH_MB` sets another size.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench stops where it can't measure, and prints")]

use std::path::PathBuf;
use std::sync::LazyLock;

use dateline::article::{Article, Lang, load};
use dateline::region::Region;
use dateline::reports::Reader;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    let (articles, quiet) = &*CORPUS;
    let region = Region::builtin("eastern-congo").expect("the region is built in");
    let reader = Reader::new(&region).expect("the lexicons are built in");
    let reports = |all: &[Article]| all.iter().map(|a| reader.read(a).reports.len()).sum::<usize>();
    println!(
        "{} articles of {:.1} kB on average, {} reports; {} without an event, {} reports",
        articles.len(),
        bytes(articles) as f64 / articles.len() as f64 / 1e3,
        reports(articles),
        quiet.len(),
        reports(quiet)
    );
    divan::main();
    println!("peak memory {} MB", peak_megabytes());
}

/// The most memory this process has held, as Linux tells it; 0 elsewhere.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok()).map_or(0, |kb| kb / 1024)
}

fn bytes(articles: &[Article]) -> usize {
    articles.iter().map(|a| a.text.len()).sum()
}

/// The articles, and as many without an event.
static CORPUS: LazyLock<(Vec<Article>, Vec<Article>)> = LazyLock::new(|| {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folders = std::env::var_os("DATELINE_ARTICLES")
        .map_or_else(|| vec![here.join("seeds"), here.join("tests/articles")], |dir| vec![PathBuf::from(dir)]);
    let (articles, problems) = load(&folders);
    assert!(!articles.is_empty(), "no articles: {problems:?}");
    let quiet = (0..200).map(|n| quiet(&articles[n % articles.len()], n)).collect();
    (articles, quiet)
});

/// Texts of peace, in the manner of the wires, a sentence or two a line: names, places, days and figures of markets,
/// sport, culture, weather and politics, and nothing of a war.
const PEACE: [&str; 2] = [include_str!("peace/en.txt"), include_str!("peace/fr.txt")];

/// An article as long as `model`, in its language, that tells of no event; `n` makes it differ from the others.
fn quiet(model: &Article, n: usize) -> Article {
    let lines: Vec<&str> = PEACE[usize::from(model.lang == Lang::Fr)].lines().collect();
    let mut text = String::with_capacity(model.text.len() + 200);
    let mut at = n;
    while text.len() < model.text.len() {
        text.push_str(lines[at % lines.len()]);
        text.push_str(if at % 3 == 2 { "\n\n" } else { " " });
        at += 5;
    }
    Article { id: format!("quiet-{n}"), text, body: 0, ..model.clone() }
}

/// Articles from `corpus` in turn until they have the size asked for.
fn repeated<'a>(corpus: impl Iterator<Item = &'a Article> + Clone) -> Vec<&'a Article> {
    let megabytes: usize = std::env::var("DATELINE_BENCH_MB").ok().and_then(|n| n.parse().ok()).unwrap_or(50);
    let mut left = megabytes * 1_000_000;
    let mut out = Vec::new();
    for article in corpus.cycle() {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(article.text.len());
        out.push(article);
    }
    out
}

fn read_all(bencher: Bencher, articles: &[&Article]) {
    let region = Region::builtin("eastern-congo").expect("the region is built in");
    let reader = Reader::new(&region).expect("the lexicons are built in");
    let size: usize = articles.iter().map(|a| a.text.len()).sum();
    bencher
        .counter(BytesCount::new(size))
        .counter(ItemsCount::new(articles.len()))
        .bench(|| articles.iter().map(|article| reader.read(article).reports.len()).sum::<usize>());
}

/// (a) articles of war alone.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn articles_of_war(bencher: Bencher) {
    let (articles, _) = &*CORPUS;
    read_all(bencher, &repeated(articles.iter()));
}

/// (b) one article of war among twenty without an event.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn one_in_twenty(bencher: Bencher) {
    let (articles, quiet) = &*CORPUS;
    let mixed = (0..).flat_map(|n: usize| {
        let others = (0..20).map(move |k| &quiet[(n * 20 + k) % quiet.len()]);
        std::iter::once(&articles[n % articles.len()]).chain(others)
    });
    let one_round: Vec<&Article> = mixed.take(21 * articles.len()).collect();
    read_all(bencher, &repeated(one_round.iter().copied()));
}

/// Cutting into tokens and sentences alone: the bound of what reading can reach.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn tokens_alone(bencher: Bencher) {
    let (articles, _) = &*CORPUS;
    let articles = repeated(articles.iter());
    let size: usize = articles.iter().map(|a| a.text.len()).sum();
    bencher
        .counter(BytesCount::new(size))
        .bench(|| articles.iter().map(|a| dateline::text::Document::new(&a.text).tokens.len()).sum::<usize>());
}
