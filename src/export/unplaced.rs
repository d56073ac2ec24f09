//! `unplaced.csv`: what could not be put on the map, for the user to add to the place table: names that look like
//! places and are in no table, and events without a position or without days.

use std::collections::BTreeMap;

use super::{ExportError, Folder, Map};
use crate::events::Event;
use crate::layers::off_map;
use crate::places::PlaceIndex;
use crate::reports::protect;

/// A name that looks like a place and is in no table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnplacedName {
    /// The name as the text writes it.
    pub name: String,
    /// The area that the text puts it in, where it does.
    pub container: Option<String>,
    /// How often it was found.
    pub count: usize,
    /// A sentence with it.
    pub example: String,
    /// The article of the sentence.
    pub article: String,
    /// Places known by a like name, as a hint: filled by [`UnplacedName::find_similar`].
    pub similar: Vec<String>,
}

impl UnplacedName {
    /// The names among the events' reports that no row of a place table answers to, most frequent first.
    #[must_use]
    pub fn among(events: &[Event]) -> Vec<Self> {
        let mut names: BTreeMap<(&str, Option<&str>), Self> = BTreeMap::new();
        for report in events.iter().flat_map(|e| &e.reports).filter(|r| r.place_id.is_none() && !r.place.is_empty()) {
            let container = report.admin2.as_deref().or(report.admin1.as_deref());
            let example = (&report.article, report.quote_start, &report.quote);
            names
                .entry((&report.place, container))
                .and_modify(|name| {
                    name.count += 1;
                    // The first sentence in the order of articles, so that the order of events does not matter.
                    if (example.0.as_str(), example.2.as_str()) < (name.article.as_str(), name.example.as_str()) {
                        (name.article, name.example) = (example.0.clone(), example.2.clone());
                    }
                })
                .or_insert_with(|| Self {
                    name: report.place.clone(),
                    container: container.map(str::to_string),
                    count: 1,
                    example: report.quote.clone(),
                    article: report.article.clone(),
                    similar: Vec::new(),
                });
        }
        let mut names: Vec<_> = names.into_values().collect();
        names.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.cmp(b)));
        names
    }

    /// Looks for the nearest spellings known, so that a user sees at once when a name is only spelt otherwise.
    pub fn find_similar(names: &mut [Self], places: &PlaceIndex) {
        for name in names {
            let rows = places.similar(&name.name, MOST_SIMILAR * 2).into_iter().filter_map(|p| places.row(p));
            for row in rows {
                let area = row.admin2.or(row.admin1).unwrap_or(row.country);
                let text = format!("{} ({area})", row.name);
                if name.similar.len() < MOST_SIMILAR && !name.similar.contains(&text) {
                    name.similar.push(text);
                }
            }
        }
    }
}

/// How many like spellings are named.
const MOST_SIMILAR: usize = 3;

/// The columns of the file.
const COLUMNS: [&str; 12] = [
    "what",
    "name",
    "count",
    "container",
    "reason",
    "example",
    "article",
    "id",
    "code",
    "date_start",
    "date_end",
    "similar",
];

pub(super) fn write(map: &Map<'_>, folder: &mut Folder) -> Result<(), ExportError> {
    let mut rows: Vec<[String; COLUMNS.len()]> = Vec::new();
    let safe = |text: &str| protect(text).into_owned();
    for name in map.unplaced {
        rows.push([
            "name".into(),
            safe(&name.name),
            name.count.to_string(),
            safe(name.container.as_deref().unwrap_or_default()),
            "in no place table".into(),
            safe(&name.example),
            safe(&name.article),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            safe(&name.similar.join("|")),
        ]);
    }
    let mut events = off_map(map.events);
    events.sort_by(|a, b| a.event.id.cmp(&b.event.id));
    for off in events {
        let event = off.event;
        let report = event.reports.first();
        let of_report = |get: fn(&crate::reports::Report) -> &str| safe(report.map_or("", get));
        rows.push([
            "event".into(),
            of_report(|r| &r.place),
            event.reports.len().to_string(),
            of_report(|r| r.admin2.as_deref().or(r.admin1.as_deref()).unwrap_or_default()),
            off.reason.as_str().into(),
            of_report(|r| &r.quote),
            of_report(|r| &r.article),
            safe(&event.id),
            event.code.as_str().into(),
            event.start.map_or_else(String::new, |d| d.to_string()),
            event.end.map_or_else(String::new, |d| d.to_string()),
            String::new(),
        ]);
    }
    folder.file("unplaced.csv", Some(rows.len()), |to| {
        let mut csv = csv::Writer::from_writer(to);
        csv.write_record(COLUMNS)?;
        for row in &rows {
            csv.write_record(row)?;
        }
        csv.flush()
    })
}
