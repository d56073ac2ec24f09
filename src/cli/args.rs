//! What can be typed.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::export::Format;
use crate::export::page::{TileAddressError, tile_host};

/// Turns news articles about a war into dated map layers.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    about,
    long_about = "Turns news articles about a war into dated map layers: what happened where and when, who holds which \
                  place, and where the front runs, each traced to the sentence it came from. English and French. \
                  Nothing is fetched; nothing leaves this machine.",
    after_help = "Examples:\n  dateline map articles/ --out map          a folder of layers; open map/index.html\n  \
                  dateline extract articles/ > reports.jsonl   what each article says, one report a line\n  \
                  dateline explain article.txt              how one article was read, and why\n  \
                  dateline places find Bwiza                which places bear a name",
    arg_required_else_help = true
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a folder of map layers from articles
    Map(MapArgs),
    /// Print what the articles say happened, one report a line
    Extract(ExtractArgs),
    /// Show how an article was read: places, dates, actors, and why each report says what it says
    Explain(ExplainArgs),
    /// Look places up, and check the tables of a region
    Places(PlacesArgs),
    /// Measure the reading against articles annotated by hand
    Eval(EvalArgs),
    /// Print shell completions
    #[command(
        after_help = "Example:\n  dateline completions bash > ~/.local/share/bash-completion/completions/dateline"
    )]
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Inputs that every reading command takes.
#[derive(Debug, Args)]
pub(super) struct InputArgs {
    /// Articles: files or folders of .txt, .md, .html or .jsonl; a first line 'date 2024-02-07' gives the publication day
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Built-in region by name, or a folder of the same form (docs/own-region.md)
    #[arg(long, value_name = "NAME|DIR", default_value = "eastern-congo")]
    pub region: String,
    /// Folder with en.toml and fr.toml in place of the built-in lexicons
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Threads to read with; 0 for one a core
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
}

/// `dateline map`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  dateline map seeds --out map\n  \
                        dateline map articles/ --as-of 2023-11-07    the map as it was known on that day\n  \
                        dateline map articles/ --from 2023-01-01 --to 2023-12-31\n\n\
                        Exit codes: 0 written, 1 nothing found in the articles, 2 an input was wrong (the rest is still written).")]
pub(super) struct MapArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Folder to write; what stands there stays until the new map is whole
    #[arg(long, value_name = "DIR", default_value = "map")]
    pub out: PathBuf,
    /// Use only what was published by this day: the map as it was known then
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// First day of the map
    #[arg(long, value_name = "DATE")]
    pub from: Option<NaiveDate>,
    /// Last day of the map; what still holds then ends here
    #[arg(long, value_name = "DATE")]
    pub to: Option<NaiveDate>,
    /// Formats to write, parted by commas; by default all that a map needs
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub formats: Vec<Format>,
    /// Draw these map tiles under the areas of the page, which then needs the network:
    /// `https://HOST/{z}/{x}/{y}.png`, or `.pbf` or `.mvt` for vector tiles
    #[arg(long, value_name = "ADDRESS", value_parser = tiles)]
    pub tiles: Option<String>,
    /// Title of the map
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
}

/// `dateline extract`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  dateline extract seeds\n  dateline extract articles/ --format csv > reports.csv")]
pub(super) struct ExtractArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// How to print the reports
    #[arg(long, value_enum, default_value_t = ExtractFormat::Jsonl)]
    pub format: ExtractFormat,
}

/// How `extract` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExtractFormat {
    /// One JSON object a line
    Jsonl,
    /// A table for a spreadsheet
    Csv,
}

/// `dateline explain`
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dateline explain seeds/seed-003.txt")]
pub(super) struct ExplainArgs {
    /// The article
    #[arg(value_name = "ARTICLE")]
    pub article: PathBuf,
    /// Built-in region by name, or a folder of the same form
    #[arg(long, value_name = "NAME|DIR", default_value = "eastern-congo")]
    pub region: String,
    /// Folder with en.toml and fr.toml in place of the built-in lexicons
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
}

/// `dateline places`
#[derive(Debug, Args)]
pub(super) struct PlacesArgs {
    #[command(subcommand)]
    pub command: PlacesCommand,
}

/// What to do with places.
#[derive(Debug, Subcommand)]
pub(super) enum PlacesCommand {
    /// Which places bear a name
    #[command(after_help = "Example:\n  dateline places find Kitchanga")]
    Find {
        /// The name
        name: String,
        /// Built-in region by name, or a folder of the same form
        #[arg(long, value_name = "NAME|DIR", default_value = "eastern-congo")]
        region: String,
    },
    /// Check the tables of a region's folder
    #[command(after_help = "Example:\n  dateline places check my-region/")]
    Check {
        /// The folder
        dir: PathBuf,
    },
}

/// `dateline eval`
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dateline eval gold.jsonl articles/ --misses 20")]
pub(super) struct EvalArgs {
    /// Annotated events, one article a line (docs/eval.md)
    pub gold: PathBuf,
    /// Folder of the articles, one file each, named by the id of its line
    pub articles: PathBuf,
    /// Print so many missed and so many spurious events
    #[arg(long, default_value_t = 0)]
    pub misses: usize,
    /// Print what is known of each candidate and whether it is right, for scripts/train-score.py
    #[arg(long, hide = true)]
    pub features: bool,
}

/// A tile address that the page can use.
fn tiles(address: &str) -> Result<String, TileAddressError> {
    tile_host(address).map(|_| address.to_owned())
}
