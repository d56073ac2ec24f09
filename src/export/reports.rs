//! `reports.jsonl`: every report behind the events shown, and those that holders, areas and fronts rest on, exactly as
//! they were read: a map can be made again from it.

use std::collections::HashSet;

use super::{ExportError, Folder, Map, json};
use crate::events::Event;
use crate::layers::Value;
use crate::reports::Report;

pub(super) fn write<'a>(map: &Map<'a>, folder: &mut Folder) -> Result<(), ExportError> {
    let named = evidence_ids(map);
    let shown: HashSet<&str> = map.events.iter().map(|event| event.id.as_str()).collect();
    let all = |event: &'a Event| event.reports.iter().map(|r| (event.id.as_str(), r));
    let outside = map.evidence.iter().filter(|event| !shown.contains(event.id.as_str()));
    let mut reports: Vec<(&str, &Report)> = map.events.iter().flat_map(all).collect();
    reports.extend(outside.flat_map(all).filter(|(_, report)| named.contains(report.report_id.as_str())));
    reports.sort_by(|(_, a), (_, b)| {
        (&a.article, a.quote_start, &a.report_id).cmp(&(&b.article, b.quote_start, &b.report_id))
    });
    folder.file("reports.jsonl", Some(reports.len()), |to| {
        for (event, report) in reports {
            if report.event_id == event {
                json::write(&mut *to, report)?;
            } else {
                json::write(&mut *to, &Report { event_id: event.to_string(), ..report.clone() })?;
            }
            to.write_all(b"\n")?;
        }
        Ok(())
    })
}

/// Ids of the reports that rows of the layers name.
fn evidence_ids<'a>(map: &Map<'a>) -> HashSet<&'a str> {
    let mut ids = HashSet::new();
    for layer in map.filled() {
        let Some(at) = layer.column("report_ids") else { continue };
        for row in &layer.rows {
            if let Some(Value::Text(text)) = row.values.get(at) {
                ids.extend(text.split(';'));
            }
        }
    }
    ids
}
