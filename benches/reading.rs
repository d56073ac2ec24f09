//! How fast articles are read, on one core: `cargo bench --bench reading`.
//!
//! (a) articles repeated to 50 MB; (b) the same, each followed by twenty times its length of text that tells of no
//! event. The articles are those below `$DATELINE_ARTICLES`, else those of `seeds/` and `tests/articles/`;
//! `$DATELINE_BENCH_MB` sets another size.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench stops where it can't measure, and prints")]

use std::path::PathBuf;
use std::sync::LazyLock;

use dateline::article::{Article, load};
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

/// Texts of peace, in the manner of the wires: names, places, days and figures, and nothing of a war.
const PEACE: [&str; 24] = [
    "The central bank left its main interest rate unchanged at 5.25 percent on Thursday, in line with what most economists had expected.",
    "Shares in Nairobi closed slightly higher after the telecoms company reported a profit of 31 million dollars for the third quarter.",
    "Farmers around Kampala are planting two weeks earlier than last year because the rains came early, the ministry of agriculture said.",
    "The novel, her fourth, follows three sisters from Dakar to Paris and back, and it took her six years to finish.",
    "Researchers at the university measured the temperature of the lake every hour between March 2019 and October 2022.",
    "Tickets for the festival in Kigali go on sale on 14 January and cost between 10 and 45 dollars.",
    "The new bridge is 640 metres long and shortens the way to the port by almost two hours, engineers said.",
    "Mrs. Okello has taught mathematics at the same school since 1998 and still walks there every morning.",
    "Coffee from the hills above the town sells for more than twice the price of five years ago.",
    "The airline will add a daily flight between Johannesburg and Kinshasa from the beginning of April.",
    "A telescope of that size has never been built so close to the equator, and the team expects its first pictures next summer.",
    "Visitors can see more than 300 photographs, most of them taken in the 1960s by an unknown studio in Bamako.",
    "La banque centrale a maintenu jeudi son taux directeur à 5,25 %, conformément aux prévisions des économistes.",
    "Le chiffre d'affaires de l'entreprise a progressé de 12 % au troisième trimestre, à 48 millions d'euros.",
    "Les agriculteurs de la région ont semé deux semaines plus tôt que l'an dernier en raison des pluies précoces.",
    "Son quatrième roman raconte la vie de trois sœurs entre Dakar et Paris, et il lui a fallu six ans pour l'écrire.",
    "Des chercheurs de l'université ont mesuré la température du lac toutes les heures de mars 2019 à octobre 2022.",
    "Les billets du festival de Kigali seront en vente à partir du 14 janvier, entre 10 et 45 dollars.",
    "Le nouveau pont, long de 640 mètres, raccourcit de près de deux heures le trajet jusqu'au port.",
    "Madame Okello enseigne les mathématiques dans la même école depuis 1998 et s'y rend encore à pied chaque matin.",
    "Le café des collines se vend plus de deux fois plus cher qu'il y a cinq ans.",
    "La compagnie aérienne ouvrira une liaison quotidienne entre Johannesburg et Kinshasa début avril.",
    "Aucun télescope de cette taille n'a encore été construit aussi près de l'équateur.",
    "Plus de 300 photographies, pour la plupart prises dans les années 1960, sont exposées au musée de Bamako.",
];

/// An article as long as `model`, in its language, that tells of no event; `n` makes it differ from the others.
fn quiet(model: &Article, n: usize) -> Article {
    let half = PEACE.len() / 2;
    let from = if model.lang == dateline::article::Lang::Fr { half } else { 0 };
    let mut text = String::with_capacity(model.text.len() + 200);
    let mut at = n;
    while text.len() < model.text.len() {
        text.push_str(PEACE[from + at % half]);
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
