//! Events as they were known on a past day.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{Event, join};
use crate::reports::Report;

/// The events as the reports published by `day` tell them.
///
/// The reports are joined anew: an article that came later has no say in which of the earlier ones told of one
/// happening. Events put together by hand stay together, of the reports that were there. A report without a
/// publication day counts from its own last day on.
#[must_use]
pub fn known_by(events: &[Event], day: NaiveDate) -> Cow<'_, [Event]> {
    let known = |r: &Report| r.published.or(r.date_end).or(r.date_start).is_some_and(|d| d <= day);
    if events.iter().flat_map(|event| &event.reports).all(known) {
        return Cow::Borrowed(events);
    }
    let reports = events.iter().flat_map(|event| &event.reports).filter(|r| known(r)).cloned().collect();
    Cow::Owned(join(reports))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::DateBasis;
    use crate::reports::testing::report;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_later_article_does_not_join_what_was_two_things() {
        let told = |article: &str, on: &str, basis, published: &str| {
            let mut r = report(article, "alpha");
            (r.date_start, r.date_end, r.date_basis) = (Some(day(on)), Some(day(on)), basis);
            (r.published, r.quote) = (Some(day(published)), format!("what {article} saw itself"));
            r
        };
        let all = join(vec![
            told("a", "2024-06-01", DateBasis::Relative, "2024-06-04"),
            told("b", "2024-06-03", DateBasis::Relative, "2024-06-04"),
            told("c", "2024-06-02", DateBasis::Explicit, "2024-06-20"),
        ]);
        assert_eq!(
            (all.len(), all[0].reports.len()),
            (1, 3),
            "the late one lies between the two and is the most exact"
        );
        let past = known_by(&all, day("2024-06-19"));
        let days: Vec<_> = past.iter().map(|e| (e.start, e.end, e.reports.len())).collect();
        let on = |text| Some(day(text));
        assert_eq!(days, [(on("2024-06-01"), on("2024-06-01"), 1), (on("2024-06-03"), on("2024-06-03"), 1)]);
        assert!(matches!(known_by(&all, day("2024-06-20")), Cow::Borrowed(_)));
        assert!(matches!(known_by(&past, day("2024-06-19")), Cow::Borrowed(_)));
        assert!(known_by(&all, day("2024-06-03")).is_empty());
    }
}
