//! Reports of one happening become one event.

use std::collections::BTreeMap;

use chrono::Datelike;
use hashbrown::{HashMap, HashSet};

use super::Event;
use super::by_hand::{is_by_hand, together};
use super::same::{bare, days, point, same};
use super::weigh::{better, weigh};
use crate::reports::{Code, Group, Report};

/// Side of a look-up cell in degrees: more than the farthest distance at which two spots can be one (10 km), so that
/// a cell and its eight neighbours hold every candidate up to 25 degrees of latitude and nearly all beyond.
const CELL_DEG: f64 = 0.1;
/// Months after which an interval is looked up as 'long' rather than month by month.
const LONG_MONTHS: i32 = 24;

/// Joins reports into events.
///
/// The most exact report of a happening leads; each further report joins the leader it fits best (see `same`), or
/// leads an event of its own. Comparing with leaders only keeps a month of daily fighting from running together
/// into one event. Reports are put into a total order first, so that neither the order of the input nor an
/// `event_id` from an earlier run changes the result: but for events put together by hand (see `by_hand`), which stay
/// as they are. A report that stands in the input twice counts once.
///
/// Events come out by first day, then id; each event's reports best first, with `event_id` set.
#[must_use]
pub fn join(reports: Vec<Report>) -> Vec<Event> {
    let (fixed, mut reports): (Vec<Report>, Vec<Report>) =
        reports.into_iter().partition(|report| is_by_hand(&report.event_id));
    let corrected: HashSet<String> = fixed.iter().map(|report| report.report_id.clone()).collect();
    reports.retain(|report| !corrected.contains(&report.report_id));
    let mut kept: BTreeMap<String, Vec<Report>> = BTreeMap::new();
    for report in fixed {
        kept.entry(report.event_id.clone()).or_default().push(report);
    }
    for report in &mut reports {
        report.event_id.clear();
    }
    reports.sort_by(better);
    reports.dedup();
    let mut leaders = Leaders::default();
    let mut events: Vec<Vec<Report>> = Vec::new();
    for report in reports {
        if let Some(i) = leaders.best(&events, &report) {
            events[i].push(report);
        } else {
            leaders.add(events.len(), &report);
            events.push(vec![report]);
        }
    }
    let mut events: Vec<Event> = events.into_iter().filter_map(weigh).collect();
    events.extend(kept.into_iter().filter_map(|(id, reports)| together(&id, reports)));
    events.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    unique(&mut events);
    events
}

/// Ids that several events share (two reports of one id in a table made by hand) get a number.
fn unique(events: &mut [Event]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for event in events {
        let n = seen.entry(event.id.clone()).or_insert(0);
        *n += 1;
        if *n > 1 {
            event.id = format!("{}-{n}", event.id);
            for report in &mut event.reports {
                report.event_id.clone_from(&event.id);
            }
        }
    }
}

/// Where something may be found again.
#[derive(PartialEq, Eq, Hash, Clone)]
enum Spot {
    Cell(i32, i32),
    Name(String),
}

/// Leaders by kind, spot and month.
#[derive(Default)]
struct Leaders(HashMap<(Group, Spot, i32), Vec<usize>>);

impl Leaders {
    fn add(&mut self, event: usize, report: &Report) {
        let mut spots = vec![Spot::Name(bare(&report.place))];
        spots.extend(cell(report).map(|(x, y)| Spot::Cell(x, y)));
        for spot in spots {
            for month in months(report) {
                self.0.entry((report.code.group(), spot.clone(), month)).or_default().push(event);
            }
        }
    }

    /// The event whose leader fits the report best.
    fn best(&self, events: &[Vec<Report>], report: &Report) -> Option<usize> {
        let mut spots = vec![Spot::Name(bare(&report.place))];
        if let Some((x, y)) = cell(report) {
            spots.extend((-1..=1).flat_map(|dx| (-1..=1).map(move |dy| Spot::Cell(x + dx, y + dy))));
        }
        let mut best: Option<((bool, usize, i64), usize)> = None;
        for spot in spots {
            for month in months(report) {
                for &i in self.0.get(&(report.code.group(), spot.clone(), month)).into_iter().flatten() {
                    let Some(leader) = events[i].first() else { continue };
                    let rank = (fit(leader, report), i);
                    let ahead = best.is_none_or(|(b, j)| rank.0 > b || (rank.0 == b && i < j));
                    if ahead && same(leader, report) && !coded_apart(&events[i], &report.article, report.code) {
                        best = Some(rank);
                    }
                }
            }
        }
        best.map(|(_, i)| i)
    }
}

/// True when the article has its own report in the event under another code: it means two happenings.
fn coded_apart(event: &[Report], article: &str, code: Code) -> bool {
    event.iter().any(|r| r.article == article && r.code != code)
}

/// How well a report fits a leader: the same code, then shared parties, then days between.
fn fit(leader: &Report, report: &Report) -> (bool, usize, i64) {
    let shared = report.actors.iter().chain(&report.against);
    let shared = shared.filter(|x| leader.actors.contains(x) || leader.against.contains(x)).count();
    let gap = match (days(leader), days(report)) {
        (Some((s, e)), Some((t, f))) => (t - e).num_days().max((s - f).num_days()).max(0),
        _ => 0,
    };
    (leader.code == report.code, shared, -gap)
}

fn cell(report: &Report) -> Option<(i32, i32)> {
    point(report).map(|p| ((p.x() / CELL_DEG).floor() as i32, (p.y() / CELL_DEG).floor() as i32))
}

/// The months in which a report is filed and looked up: those of its days and slack, and one shared drawer for long
/// intervals and one for no date.
fn months(report: &Report) -> Vec<i32> {
    let Some((start, end)) = days(report) else { return vec![i32::MIN] };
    let month = |day: chrono::NaiveDate, shift: i64| {
        let day = day.checked_add_signed(chrono::Duration::days(shift)).unwrap_or(day);
        day.year() * 12 + day.month0().cast_signed()
    };
    let (first, last) = (month(start, -4), month(end, 4));
    let mut all: Vec<i32> = if last - first > LONG_MONTHS { Vec::new() } else { (first..=last).collect() };
    if last - first > 2 {
        all.push(i32::MAX);
    }
    all
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::reports::Modality;
    use crate::reports::testing::report;

    fn on(mut r: Report, day: u32) -> Report {
        r.date_start = NaiveDate::from_ymd_opt(2024, 6, day);
        r.date_end = r.date_start;
        r.report_id = format!("{}-{day}", r.report_id);
        r
    }

    #[test]
    fn three_outlets_one_fight() {
        let mut reports = vec![report("a", "alpha"), report("b", "alpha"), on(report("c", "alpha"), 2)];
        for (r, quote) in reports.iter_mut().zip(["one text of it", "quite another text", "a third"]) {
            r.quote = quote.into();
        }
        let events = join(reports);
        assert_eq!(events.len(), 1);
        assert_eq!((events[0].sources, events[0].reports.len()), (3, 3));
        assert!(events[0].confidence > 0.95);
        assert!(events[0].reports.iter().all(|r| r.event_id == events[0].id));
    }

    #[test]
    fn a_month_of_fighting_stays_apart() {
        let events = join((1..=30).map(|d| on(report(&format!("a{d}"), "alpha"), d)).collect());
        assert!(events.len() >= 10, "{} events: days must not chain", events.len());
    }

    #[test]
    fn order_copies_and_old_ids_do_not_matter() {
        let mut reports: Vec<Report> = (1..=9).map(|d| on(report(&format!("a{}", d % 4), "alpha"), d)).collect();
        reports.extend((1..=9).map(|d| on(report("z", "beta"), d)));
        let events = join(reports.clone());
        let again: Vec<Report> = events.iter().rev().flat_map(|e| e.reports.clone()).collect();
        assert_eq!(join(again), events, "its own output");
        reports.reverse();
        reports.extend(reports.clone());
        assert_eq!(join(reports), events, "reversed and doubled");
    }

    #[test]
    fn who_says_so_is_weighed() {
        let claim = |article: &str, by: &str| {
            let mut r = report(article, "alpha");
            (r.code, r.actors, r.against) = (Code::TerritoryGainedNonstate, vec!["A".into()], vec!["B".into()]);
            (r.modality, r.claimed_by) = (Modality::Claimed, Some(by.into()));
            r
        };
        assert_eq!(join(vec![claim("a", "A")])[0].modality, Modality::Claimed);
        assert_eq!(join(vec![claim("a", "A"), claim("b", "A")])[0].modality, Modality::Claimed);
        assert_eq!(join(vec![claim("a", "A"), claim("b", "B")])[0].modality, Modality::Reported);
        let neutral = Report { modality: Modality::Reported, claimed_by: None, ..claim("c", "A") };
        assert_eq!(join(vec![claim("a", "A"), neutral])[0].modality, Modality::Reported);
    }

    #[test]
    fn tolls_span_all_reports() {
        let toll =
            |article: &str, n, low| Report { fatalities: Some(n), fatalities_low: low, ..report(article, "alpha") };
        let events = join(vec![toll("a", 7, None), toll("b", 9, Some(5))]);
        assert_eq!(events[0].fatalities.map(|(low, _, high)| (low, high)), Some((5, 9)));
    }
}
