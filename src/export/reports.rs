//! `reports.jsonl`: every report behind the events, exactly as it was read: a map can be made again from it.

use super::{ExportError, Folder, Map, json};
use crate::reports::Report;

pub(super) fn write(map: &Map<'_>, folder: &mut Folder) -> Result<(), ExportError> {
    let mut reports: Vec<(&str, &Report)> =
        map.events.iter().flat_map(|event| event.reports.iter().map(|r| (event.id.as_str(), r))).collect();
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
