//! The columns that every feature with a time has, in the order of the output contract, and its sources.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::cells::{Cells, first_second, last_second};
use super::wording::clean;
use crate::control::Status;
use crate::events::Event;
use crate::reports::Report;

/// Simplestyle 1.1: how geojson.io, GitHub, GitLab and Mapbox draw it. All six keys stand on each feature, whatever
/// its geometry.
pub(super) struct Style<'a> {
    pub(super) colour: &'a str,
    pub(super) width: f64,
    pub(super) opacity: f64,
    pub(super) fill_opacity: f64,
}

/// What the common columns say of one feature.
pub(super) struct Common<'a> {
    pub(super) id: &'a str,
    pub(super) start: NaiveDate,
    pub(super) end: NaiveDate,
    pub(super) ongoing: bool,
    /// Write the column `time` (events: Leaflet.TimeDimension reads it).
    pub(super) time: bool,
    pub(super) date: NaiveDate,
    pub(super) date_precision: &'static str,
    pub(super) date_text: Option<String>,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) status: &'static str,
    pub(super) location_precision_m: Option<i64>,
    pub(super) location_precision: &'static str,
    pub(super) sources: Sources,
    pub(super) style: Style<'a>,
}

impl Common<'_> {
    /// The cells of a row that begins with the common columns.
    pub(super) fn cells(self) -> Cells {
        let (start, end) = (first_second(self.start), last_second(self.end));
        let mut cells = Cells::default();
        cells.text("id", self.id).moment("start", start).moment("end", end).boolean("ongoing", self.ongoing);
        cells.integer("start_ms", start.timestamp_millis()).integer("end_ms", end.timestamp_millis());
        if self.time {
            cells.moment("time", start);
        }
        cells
            .date("date", self.date)
            .text("date_precision", self.date_precision)
            .text_if("date_text", self.date_text)
            .text("title", self.title)
            .text("description", self.description)
            .text("status", self.status)
            .integer("location_precision_m", self.location_precision_m)
            .text("location_precision", self.location_precision)
            .text_if("source_url", self.sources.url)
            .integer("source_count", self.sources.count)
            .text("sources_json", self.sources.json)
            .text("marker-color", self.style.colour)
            .text("stroke", self.style.colour)
            .real("stroke-width", self.style.width)
            .real("stroke-opacity", self.style.opacity)
            .text("fill", self.style.colour)
            .real("fill-opacity", self.style.fill_opacity);
        cells
    }
}

/// The word for how well control is supported.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "confirmed",
        Status::Claimed => "claimed",
        Status::Contested => "contested",
        Status::Stale => "stale",
    }
}

/// An interval of days for a sentence: '2024-02-03 to 2024-02-04'.
pub(super) fn days(start: NaiveDate, end: NaiveDate) -> String {
    if start == end { start.to_string() } else { format!("{start} to {end}") }
}

/// '1 report', '2 reports'.
pub(super) fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// What a description says first of a holding, an area or a front: its days and how sure they are.
pub(super) fn standing(start: NaiveDate, end: NaiveDate, ongoing: bool, held: Status) -> String {
    let sure = match held {
        Status::Confirmed => "Confirmed",
        Status::Claimed => "Claimed by the holder alone",
        Status::Contested => "Contested",
        Status::Stale => "On old evidence",
    };
    format!("{}{}. {sure}", days(start, end), if ongoing { " (still at the cut-off)" } else { "" })
}

/// Where a feature comes from.
pub(super) struct Sources {
    pub(super) url: Option<String>,
    pub(super) count: i64,
    pub(super) json: String,
}

/// One article among the sources, as `sources_json` holds it.
#[derive(Serialize, PartialEq)]
struct Source {
    article: String,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    published: Option<NaiveDate>,
}

impl Sources {
    /// The articles of the reports, each once, in the order of the reports. `count` is the number of independent
    /// sources as the stations before reckon it, who know which articles copy each other.
    pub(super) fn of<'r>(reports: impl IntoIterator<Item = &'r Report>, count: usize) -> Self {
        let mut articles: Vec<Source> = Vec::new();
        for report in reports {
            if articles.iter().any(|s| s.article == report.article) {
                continue;
            }
            articles.push(Source {
                article: report.article.clone(),
                title: report.title.as_deref().map(clean),
                outlet: report.outlet.as_deref().map(clean),
                url: web_address(report.url.as_deref()),
                published: report.published,
            });
        }
        let url = articles.iter().find_map(|s| s.url.clone());
        // Texts, dates and options: nothing in it that JSON cannot hold.
        let json = serde_json::to_string(&articles).unwrap_or_else(|_| "[]".into());
        Self { url, count: count as i64, json }
    }
}

/// The address if it is one of a web page: pop-ups make links of it, and `javascript:` is no source.
fn web_address(url: Option<&str>) -> Option<String> {
    let url = url?.trim();
    let scheme = url.split_once("://")?.0;
    let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    (web && !url.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'<>`\\".contains(c)))
        .then(|| url.to_string())
}

/// Reports by id: control names its evidence so.
pub(super) struct SourceIndex<'a>(HashMap<&'a str, &'a Report>);

impl<'a> SourceIndex<'a> {
    pub(super) fn new(events: &'a [Event]) -> Self {
        Self(events.iter().flat_map(|e| &e.reports).map(|r| (r.report_id.as_str(), r)).collect())
    }

    /// The reports with these ids, newest first, those with an equal day by id; ids nobody knows are passed over.
    pub(super) fn reports(&self, ids: &[String]) -> Vec<&'a Report> {
        let mut found: Vec<&Report> = ids.iter().filter_map(|id| self.0.get(id.as_str()).copied()).collect();
        found.sort_by(|a, b| (b.date_end, &a.report_id).cmp(&(a.date_end, &b.report_id)));
        found.dedup_by(|a, b| a.report_id == b.report_id);
        found
    }
}

/// How many different publishers the reports have; an article that names none is one of its own.
pub(super) fn publishers(reports: &[&Report]) -> usize {
    reports.iter().map(|r| r.outlet.as_ref().unwrap_or(&r.article)).collect::<std::collections::HashSet<_>>().len()
}

/// Ids in one cell: what `;` separates.
pub(super) fn joined(ids: &[String]) -> String {
    ids.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_web_pages_become_links() {
        for good in ["https://example.org/a?b=c#d", "HTTP://example.org", " https://example.org/é "] {
            assert_eq!(web_address(Some(good)).as_deref(), Some(good.trim()));
        }
        for bad in [
            "javascript:alert(1)",
            "javascript://x/%0aalert(1)",
            "file:///etc/passwd",
            "https://a/\"onx=",
            "a.html",
            "",
        ] {
            assert_eq!(web_address(Some(bad)), None, "{bad}");
        }
    }
}
