//! What can be typed.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::limits::LimitArgs;
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
    /// Show how an article was read, or, with --place, why a place is shown as somebody's
    Explain(ExplainArgs),
    /// Tell what changed between two maps: events, holders of places, areas
    Diff(DiffArgs),
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
    #[command(flatten)]
    pub sources: SourceArgs,
    /// Folder with lexicons and models in place of the built-in ones: en.toml, fr.toml, link.trees, days.trees, score.trees, party.trees, manner.trees
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Threads to read with; 0 for one a core
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
}

/// What is known of the war: its region, and places beside those of the region.
#[derive(Debug, Clone, Args)]
pub(super) struct SourceArgs {
    /// Built-in region by name, or a folder of the same form (docs/own-region.md)
    #[arg(long, value_name = "NAME|DIR", default_value = "eastern-congo")]
    pub region: String,
    /// Index of a gazetteer (dateline places import), used for names that the region lacks; may be given again
    #[arg(long, value_name = "INDEX")]
    pub gazetteer: Vec<PathBuf>,
    /// Your own places: a table with at least name, lat, lon; may be given again
    #[arg(long = "places", value_name = "CSV")]
    pub own: Vec<PathBuf>,
    /// Admin areas or other named areas (health zones) as GeoJSON polygons; may be given again
    #[arg(long, value_name = "GEOJSON")]
    pub areas: Vec<PathBuf>,
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
    #[command(flatten)]
    pub limits: LimitArgs,
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
#[command(after_help = "Examples:\n  dateline explain seeds/seed-003.txt\n  \
                        dateline explain --place Shasha --date 2024-02-07 map")]
pub(super) struct ExplainArgs {
    /// The article; with --place, the map folder
    #[arg(value_name = "ARTICLE|MAPDIR")]
    pub article: PathBuf,
    /// Place of the map, by name or id: who holds it, and each report that argued
    #[arg(long, value_name = "NAME")]
    pub place: Option<String>,
    /// Day to tell about; by default the newest of the map
    #[arg(long, value_name = "DATE", requires = "place")]
    pub date: Option<NaiveDate>,
    #[command(flatten)]
    pub sources: SourceArgs,
    /// Folder with lexicons and models in place of the built-in ones: en.toml, fr.toml, link.trees, days.trees, score.trees, party.trees, manner.trees
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
}

/// `dateline diff`
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  dateline diff map-yesterday map\n\nExit codes: 0 something changed, 1 nothing did."
)]
pub(super) struct DiffArgs {
    /// The older map folder, or its reports.jsonl
    pub old: PathBuf,
    /// The newer one
    pub new: PathBuf,
    #[command(flatten)]
    pub sources: SourceArgs,
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
    /// Which places bear a name, how far apart they lie, and which one wins without further words
    #[command(
        after_help = "Examples:\n  dateline places find Kitchanga\n  dateline places find Kavumu --in 'Kabare, South Kivu' --gazetteer cities500.idx"
    )]
    Find {
        /// The name
        name: String,
        /// Words around the name, as an article might have them
        #[arg(long = "in", value_name = "TEXT")]
        within: Option<String>,
        #[command(flatten)]
        sources: SourceArgs,
    },
    /// The places nearest to a spot
    #[command(allow_negative_numbers = true, after_help = "Example:\n  dateline places near -1.25 29.06 --count 5")]
    Near {
        /// Latitude in decimal degrees
        lat: f64,
        /// Longitude in decimal degrees
        lon: f64,
        /// How many
        #[arg(long, default_value_t = 10)]
        count: usize,
        #[command(flatten)]
        sources: SourceArgs,
    },
    /// How many places are known, by source and kind
    #[command(after_help = "Example:\n  dateline places stats --gazetteer cities500.idx")]
    Stats {
        #[command(flatten)]
        sources: SourceArgs,
    },
    /// Make an index of gazetteers: GeoNames dumps, OSM or Who's On First as GeoJSON, tables; zipped or not
    #[command(
        after_help = "Examples:\n  dateline places import cities500.zip admin1CodesASCII.txt --out cities500.idx\n  \
                      dateline places import CD.zip export.geojson my-places.csv --out congo.idx\n\n\
                      GeoNames: https://download.geonames.org/export/dump/ (CC BY 4.0)"
    )]
    Import {
        /// Gazetteers
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The index to write
        #[arg(long, value_name = "INDEX", default_value = "places.idx")]
        out: PathBuf,
    },
    /// Check the tables of a region's folder, or an index of a gazetteer
    #[command(after_help = "Examples:\n  dateline places check my-region/\n  dateline places check cities500.idx")]
    Check {
        /// The folder or the index
        #[arg(value_name = "DIR|INDEX")]
        path: PathBuf,
    },
}

/// `dateline eval`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  dateline eval gold.jsonl articles/ --misses 20\n  dateline eval --geoparsing GeoVirus.xml --gazetteer cities500.idx\n  dateline eval --dates corpora/wikiwars"
)]
pub(super) struct EvalArgs {
    /// Annotated events, one article a line (docs/eval.md)
    #[arg(required_unless_present_any = ["geoparsing", "dates"])]
    pub gold: Option<PathBuf>,
    /// Folder of the articles, one file each, named by the id of its line
    #[arg(required_unless_present_any = ["geoparsing", "dates"])]
    pub articles: Option<PathBuf>,
    /// Measure finding and placing of names instead, on a corpus in the form of GeoVirus
    #[arg(long, value_name = "XML", conflicts_with_all = ["gold", "articles"])]
    pub geoparsing: Option<PathBuf>,
    /// Measure the reading of dates instead, on a folder of histories with TIMEX2 marks (*.key.xml)
    #[arg(long, value_name = "DIR", conflicts_with_all = ["gold", "articles", "geoparsing"])]
    pub dates: Option<PathBuf>,
    #[command(flatten)]
    pub sources: SourceArgs,
    /// Print so many missed and so many spurious events
    #[arg(long, default_value_t = 0)]
    pub misses: usize,
    /// Folder with lexicons and models in place of the built-in ones: en.toml, fr.toml, link.trees, days.trees, score.trees, party.trees, manner.trees
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Print what is known of each candidate and whether it is right, for scripts/train-models.py
    #[arg(long, hide = true)]
    pub features: bool,
}

/// A tile address that the page can use.
fn tiles(address: &str) -> Result<String, TileAddressError> {
    tile_host(address).map(|_| address.to_owned())
}
