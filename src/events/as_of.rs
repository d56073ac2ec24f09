//! An event as it was known on a past day.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::Event;
use super::weigh::weigh;
use crate::reports::Report;

/// The event as the reports published by `day` tell it, under its own id; `None` when there were none yet.
///
/// A report without a publication day counts from its own last day on.
#[must_use]
pub fn published_by(event: &Event, day: NaiveDate) -> Option<Cow<'_, Event>> {
    let known = |r: &Report| r.published.or(r.date_end).or(r.date_start).is_some_and(|d| d <= day);
    if event.reports.iter().all(known) {
        return Some(Cow::Borrowed(event));
    }
    let mut past = weigh(event.reports.iter().filter(|r| known(r)).cloned().collect())?;
    past.id.clone_from(&event.id);
    for report in &mut past.reports {
        report.event_id.clone_from(&event.id);
    }
    Some(Cow::Owned(past))
}
