//! Speed of the date reader on histories, repeated to 50 MB: `cargo bench --bench dates`. The corpus is looked for in
//! `$DATELINE_SHARED` (default `../shared`, beside the project); without it there is nothing to measure.
//! `scripts/compare-dates.sh` runs this and the package `dateparser` of `PyPI` on the same text one after the other.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use dateline::article::Lang;
use dateline::dates::{find, wikiwars};
use dateline::text::Document;
use divan::counter::BytesCount;

const SIZE: usize = 50_000_000;

static TEXT: LazyLock<Option<String>> = LazyLock::new(|| {
    let shared = std::env::var_os("DATELINE_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let folder = shared.join("corpora/dates/wikiwars");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.retain(|p| p.to_string_lossy().ends_with(".key.xml"));
    paths.sort();
    let texts: Vec<String> = paths
        .iter()
        .filter_map(|p| Some(wikiwars::plain_text(&String::from_utf8_lossy(&std::fs::read(p).ok()?))))
        .collect();
    let once: usize = texts.iter().map(String::len).sum();
    (once > 0).then(|| texts.iter().cycle().take(texts.len() * SIZE.div_ceil(once)).map(String::as_str).collect())
});

fn main() {
    if TEXT.is_none() {
        eprintln!("skipped: no corpora/dates/wikiwars below $DATELINE_SHARED (default ../shared)");
        return;
    }
    divan::main();
}

/// Articles of some size, as the reader gets them.
fn articles(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut cut = rest.len().min(20_000);
        while !rest.is_char_boundary(cut) {
            cut += 1;
        }
        let (one, more) = rest.split_at(cut);
        out.push(one);
        rest = more;
    }
    out
}

/// The date reader alone, over texts already cut into tokens.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn find_dates(bencher: divan::Bencher) {
    let Some(text) = TEXT.as_deref() else { return };
    let documents: Vec<Document> = articles(text).into_iter().map(Document::new).collect();
    bencher.counter(BytesCount::of_str(text)).bench(|| {
        let mut found = Vec::new();
        let mut count = 0;
        for doc in &documents {
            found.clear();
            find(doc, 0..doc.tokens.len(), Lang::En, &mut found);
            count += found.len();
        }
        count
    });
}

/// Cutting into tokens and sentences with it.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn tokenize_and_find(bencher: divan::Bencher) {
    let Some(text) = TEXT.as_deref() else { return };
    let articles = articles(text);
    bencher.counter(BytesCount::of_str(text)).bench(|| {
        let mut found = Vec::new();
        let mut count = 0;
        for article in &articles {
            found.clear();
            let doc = Document::new(article);
            find(&doc, 0..doc.tokens.len(), Lang::En, &mut found);
            count += found.len();
        }
        count
    });
}
