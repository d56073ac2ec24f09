//! A report: one article saying that one thing happened at one place over some days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Code, Hash};
use crate::article::Lang;
use crate::places::Relation;

/// How a report says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// The outlet, witnesses, the UN, local authorities state it.
    Reported,
    /// Only a party to the war says so about itself or its enemy.
    Claimed,
    /// Said not to have happened.
    Denied,
    /// Threatened.
    Threatened,
    /// Planned.
    Planned,
    /// If, would, might.
    Hypothetical,
}

impl Modality {
    /// The word that files carry ('reported').
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Claimed => "claimed",
            Self::Denied => "denied",
            Self::Threatened => "threatened",
            Self::Planned => "planned",
            Self::Hypothetical => "hypothetical",
        }
    }
}

/// Where the days of a report come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateBasis {
    /// A date in the text.
    Explicit,
    /// Words reckoned from the publication date ('on Tuesday').
    Relative,
    /// The text gives none: the day of publication.
    Publication,
}

/// One article saying that one thing happened at one place over some days: a line of `reports.jsonl`.
///
/// Everything the later stations need is in here, so that a folder of layers can be made again from
/// `reports.jsonl` alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Stable id.
    pub report_id: String,
    /// The event it was joined into; empty before `events/` has run.
    #[serde(default)]
    pub event_id: String,
    /// Id of the article (file stem).
    pub article: String,
    /// Address of the article.
    pub url: Option<String>,
    /// Title of the article.
    pub title: Option<String>,
    /// Outlet of the article.
    #[serde(default)]
    pub outlet: Option<String>,
    /// Publication day of the article.
    pub published: Option<NaiveDate>,
    /// Language of the article.
    pub lang: Lang,
    /// What happened.
    pub code: Code,
    /// The place as the text writes it (shortest full name).
    pub place: String,
    /// The row of the place table, when one was found.
    pub place_id: Option<String>,
    /// Coarse kind: locality, territory, province, region, country, road, lake, hill, park, camp, other.
    pub place_kind: String,
    /// Latitude, WGS 84 degrees; `None` when the place is in no table and nothing near it is.
    pub lat: Option<f64>,
    /// Longitude, WGS 84 degrees.
    pub lon: Option<f64>,
    /// First-level admin area.
    #[serde(default)]
    pub admin1: Option<String>,
    /// Second-level admin area.
    #[serde(default)]
    pub admin2: Option<String>,
    /// ISO country code.
    #[serde(default)]
    pub country: Option<String>,
    /// How the place relates to the event.
    pub relation: Relation,
    /// Radius in metres within which it happened.
    pub location_precision_m: Option<u32>,
    /// First day, inclusive.
    pub date_start: Option<NaiveDate>,
    /// Last day, inclusive.
    pub date_end: Option<NaiveDate>,
    /// Where the days come from.
    pub date_basis: DateBasis,
    /// The words that gave the days.
    pub date_text: Option<String>,
    /// Who did it or took part, short names; the first is the chief one.
    pub actors: Vec<String>,
    /// The other side or the target.
    pub against: Vec<String>,
    /// How it is said.
    pub modality: Modality,
    /// The party that says so, for `claimed`, `denied`, `threatened`.
    pub claimed_by: Option<String>,
    /// True when it happened more than 60 days before publication (history in the article).
    pub background: bool,
    /// Dead: the best figure.
    pub fatalities: Option<u32>,
    /// Dead: the lowest figure ('at least seven').
    #[serde(default)]
    pub fatalities_low: Option<u32>,
    /// Dead: the highest figure.
    #[serde(default)]
    pub fatalities_high: Option<u32>,
    /// Probability that place, days and kind of event are right, 0 to 1.
    pub confidence: f64,
    /// The sentence it comes from, as in the article.
    pub quote: String,
    /// Where the quote begins in the article's text, in bytes.
    pub quote_start: usize,
    /// Where the quote ends, in bytes (exclusive).
    pub quote_end: usize,
}

impl Report {
    /// The stable id of a report whose trigger is token `at` of its article: the same text gives the same id,
    /// whatever other articles are read with it.
    pub(super) fn own_id(&self, at: usize) -> String {
        Hash::default()
            .field(&self.article)
            .field(self.code.as_str())
            .field(&self.place)
            .field(&at.to_string())
            .field(&self.quote)
            .id('r')
    }
}
