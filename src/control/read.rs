//! From events to control: the one function that the command line calls.

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::atlas::{Drawn, draw};
use super::evidence::{Evidence, START_REASON, START_WEIGHT, argue};
use super::figures::Sources;
use super::parties::Parties;
use super::spans::History;
use super::{Argument, Control, ControlOptions, Holding};
use crate::events::{Event, independent, known_by};
use crate::region::Region;
use crate::reports::Report;

/// Who holds what, from the events of a war.
///
/// The result depends on the events and the region alone: not on the order of events, the clock or the threads.
#[must_use]
pub fn read(events: &[Event], region: &Region, options: &ControlOptions) -> Control {
    let (histories, parties, cut_off) = histories(events, region, options);
    let Some(cut_off) = cut_off else { return Control::default() };
    let from = options.from.unwrap_or(NaiveDate::MIN);
    let mut holdings: Vec<Holding> = histories.iter().flat_map(|h| holdings(h, &parties, from, cut_off)).collect();
    holdings.sort_by(|a, b| (&a.place_id, a.start).cmp(&(&b.place_id, b.start)));
    let voices = voices(events);
    let sources = Sources { histories: &histories, parties: &parties, options, cut_off, voices };
    let Drawn { mut areas, mut fronts, mut shifts } = draw(&sources, region);
    areas.retain(|area| area.end >= from);
    fronts.retain(|front| front.end >= from);
    shifts.retain(|shift| shift.day >= from);
    for area in &mut areas {
        area.start = area.start.max(from);
    }
    for front in &mut fronts {
        front.start = front.start.max(from);
    }
    Control { cut_off: Some(cut_off), holdings, areas, fronts, shifts }
}

/// Number of the voice behind each report: its outlet, else its article; copies of one text within an event are the
/// voice of the first of them.
fn voices(events: &[Event]) -> HashMap<&str, u32> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut voices = HashMap::new();
    for event in events {
        let reports: Vec<&Report> = event.reports.iter().collect();
        let groups = if reports.len() > 1 { independent(&reports) } else { vec![0] };
        let mut first: HashMap<usize, u32> = HashMap::new();
        for (report, group) in reports.iter().zip(groups) {
            let next = numbers.len() as u32;
            let number = *numbers.entry(report.outlet.as_deref().unwrap_or(&report.article)).or_insert(next);
            voices.insert(report.report_id.as_str(), *first.entry(group).or_insert(number));
        }
    }
    voices
}

/// Every place with evidence, in order of place id, with the parties and the cut-off day.
pub(super) fn histories(
    events: &[Event],
    region: &Region,
    options: &ControlOptions,
) -> (Vec<History>, Parties, Option<NaiveDate>) {
    let past = options.as_of.map(|day| known_by(events, day));
    let known: &[Event] = past.as_deref().unwrap_or(events);
    let cut_off = options.to.or(options.as_of).or_else(|| newest(known));
    let mut evidence: Vec<Evidence> = known.iter().flat_map(|event| argue(event, region)).collect();
    evidence.extend(start(region));
    evidence.retain(|e| cut_off.is_some_and(|last| e.day <= last));
    evidence.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| b.weight.total_cmp(&a.weight)));
    let parties = Parties::new(evidence.iter().flat_map(|e| &e.actors).map(String::as_str), region);
    let Some(last) = cut_off else { return (Vec::new(), parties, None) };
    let mut by_place: HashMap<String, Vec<Evidence>> = HashMap::new();
    for piece in evidence {
        by_place.entry(piece.place_id.clone()).or_default().push(piece);
    }
    let mut places: Vec<Vec<Evidence>> = by_place.into_values().collect();
    places.sort_by(|a, b| a[0].place_id.cmp(&b[0].place_id));
    let histories = places.into_iter().map(|evidence| History::new(evidence, &parties, options, last)).collect();
    (histories, parties, cut_off)
}

type Order<'a> = (NaiveDate, NaiveDate, NaiveDate, Argument, &'a [String], &'a [String]);

/// A total order of evidence, so that sums come out the same whatever the order of events.
fn order(e: &Evidence) -> Order<'_> {
    (e.day, e.end, e.start, e.argument, &e.actors, &e.reports)
}

/// The newest publication day; without any, the newest day of what happened.
fn newest(events: &[Event]) -> Option<NaiveDate> {
    let reports = || events.iter().flat_map(|event| &event.reports);
    let happened = || events.iter().filter(|event| event.happened()).filter_map(|event| event.end.or(event.start));
    reports().filter_map(|r: &Report| r.published).max().or_else(|| happened().max())
}

/// The start table as evidence.
fn start(region: &Region) -> impl Iterator<Item = Evidence> + '_ {
    region.start.iter().filter(|row| region.place(&row.place_id).is_some()).map(|row| Evidence {
        place_id: row.place_id.clone(),
        day: row.from,
        start: row.from,
        end: row.from,
        argument: Argument::Took,
        actors: vec![row.holder.clone()],
        weight: START_WEIGHT,
        claimed: false,
        reason: START_REASON,
        reports: Vec::new(),
    })
}

fn holdings(history: &History, parties: &Parties, from: NaiveDate, cut_off: NaiveDate) -> Vec<Holding> {
    let told = history.spans.iter().filter(|span| span.end >= from);
    told.map(|span| {
        let mut reports: Vec<String> =
            span.evidence.iter().flat_map(|&i| history.evidence[i].reports.iter().cloned()).collect();
        reports.sort_unstable();
        reports.dedup();
        Holding {
            place_id: history.place_id.clone(),
            holder: span.side.map(|side| parties.id(side).to_owned()),
            start: span.start.max(from),
            end: span.end,
            ongoing: span.end == cut_off,
            status: span.status,
            probability: span.probability,
            reports,
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::Status;
    use crate::control::testing::{ally, day, events, region};

    /// 'holder status' of a place on a day; '-' when nothing is told.
    fn on(control: &Control, place: &str, date: &str) -> String {
        let covers = |h: &&Holding| h.place_id == place && h.start <= day(date) && day(date) <= h.end;
        control.holdings.iter().find(covers).map_or("-".into(), |h| {
            format!("{} {:?}", h.holder.as_deref().unwrap_or("unknown"), h.status).to_lowercase()
        })
    }

    fn check(lines: &str, expected: &[(&str, &str)]) {
        let region = region(&[("x", 0.0, 0.0)], vec![ally("C", "A", "2024-01-01", "2024-03-31")]);
        let options = ControlOptions { to: Some(day("2025-06-01")), ..ControlOptions::default() };
        let control = read(&events(lines), &region, &options);
        for &(date, want) in expected {
            assert_eq!(on(&control, "x", date), want, "{date} of\n{lines}\n{:#?}", control.holdings);
        }
    }

    #[test]
    fn taken_grows_old_and_is_forgotten() {
        check(
            "2024-01-10 territory_gained_nonstate x A>B",
            &[
                ("2024-01-09", "-"),
                ("2024-01-10", "a confirmed"),
                ("2024-03-10", "a confirmed"),
                ("2024-03-12", "a stale"),
                ("2025-01-01", "unknown stale"),
            ],
        );
    }

    #[test]
    fn a_withdrawal_without_successor_leaves_nobody() {
        check(
            "2024-01-10 territory_gained_nonstate x A>B
             2024-01-20 withdrawal x A",
            &[("2024-01-19", "a confirmed"), ("2024-01-20", "unknown stale"), ("2024-05-20", "unknown stale")],
        );
        check("2024-01-20 withdrawal x A>B", &[("2024-01-20", "-"), ("2024-02-20", "-")]);
    }

    #[test]
    fn what_did_not_happen_paints_nothing() {
        for how in ["planned", "threatened", "hypothetical", "denied"] {
            check(&format!("2024-01-10 territory_gained_nonstate x A>B {how}"), &[("2024-01-10", "-")]);
        }
        check("2024-01-10 territory_gained_nonstate x civilians", &[("2024-01-10", "-")]);
        check("2024-01-10 attack_civilians x A>civilians", &[("2024-01-10", "-")]);
        check("2024-01-10 shelling x A>B", &[("2024-01-10", "-")]);
        check("2024-01-10 base_established x gunmen", &[("2024-01-10", "-")]);
    }

    #[test]
    fn fighting_contests_and_leaves_the_holder() {
        check(
            "2024-01-10 territory_gained_nonstate x A>B
             2024-01-20 armed_clash x A>B",
            &[("2024-01-19", "a confirmed"), ("2024-01-20", "a contested"), ("2024-01-24", "a confirmed")],
        );
        check(
            "2024-01-20 armed_clash x A>B",
            &[("2024-01-19", "-"), ("2024-01-20", "unknown contested"), ("2024-01-24", "-")],
        );
    }

    #[test]
    fn a_claim_is_a_claim_until_others_say_so() {
        check(
            "2024-01-10 territory_gained_nonstate x A>B claimed-by-A
             2024-01-15 other_strategic x A",
            &[("2024-01-10", "a claimed"), ("2024-01-14", "a claimed")],
        );
        check("2024-01-10 territory_gained_nonstate x A>B claimed-by-B", &[("2024-01-10", "a confirmed")]);
    }

    #[test]
    fn a_claim_that_later_news_refutes_does_not_stand() {
        check(
            "2024-01-01 territory_gained_government x B>A
             2024-01-10 territory_gained_nonstate x A>B claimed-by-A
             2024-01-11 arrest x B>civilians
             2024-01-12 base_established x B",
            &[("2024-01-05", "b confirmed"), ("2024-01-12", "b confirmed")],
        );
    }

    #[test]
    fn two_claims_of_one_day_are_a_quarrel() {
        check(
            "2024-01-10 territory_gained_nonstate x A>B claimed-by-A
             2024-01-10 territory_gained_government x B>A claimed-by-B",
            &[("2024-01-10", "unknown contested")],
        );
    }

    #[test]
    fn an_ally_holds_for_its_lead_while_it_is_one() {
        check(
            "2024-02-10 territory_gained_nonstate x C>B",
            &[("2024-02-10", "a confirmed"), ("2024-03-31", "a confirmed"), ("2024-04-01", "c confirmed")],
        );
    }

    #[test]
    fn a_long_span_is_a_gain_at_its_end_and_a_loss_at_its_beginning() {
        // Taken at some time since October, and pushed out at some time in spring.
        check(
            "2023-10-16..2024-01-10 territory_gained_nonstate x A>B
             2024-03-01..2024-05-31 territory_gained_government x B>A",
            &[
                ("2023-10-16", "-"),
                ("2024-01-09", "-"),
                ("2024-01-10", "a confirmed"),
                ("2024-02-29", "a confirmed"),
                ("2024-03-01", "unknown stale"),
                ("2024-05-30", "unknown stale"),
                ("2024-05-31", "b confirmed"),
            ],
        );
        // A weekend or a week is one piece of news: no gap at the handover.
        check(
            "2024-01-10 territory_gained_nonstate x A>B
             2024-02-05..2024-02-11 territory_gained_government x B>A",
            &[("2024-02-10", "a confirmed"), ("2024-02-11", "b confirmed")],
        );
        check(
            "2024-01-10 territory_gained_nonstate x A>B
             2024-02-01..2024-02-29 withdrawal x A",
            &[("2024-01-31", "a confirmed"), ("2024-02-01", "unknown stale")],
        );
    }

    #[test]
    fn a_month_long_gone_says_who_lost_not_who_held() {
        let region = region(&[("x", 0.0, 0.0)], Vec::new());
        let options = ControlOptions { to: Some(day("2024-12-31")), ..ControlOptions::default() };
        let mut told = events(
            "2024-01-10 territory_gained_nonstate x B>A
             2024-03-01..2024-03-31 territory_gained_nonstate x A>B",
        );
        let holders = |told: &[Event]| {
            let control = read(told, &region, &options);
            ["2024-02-29", "2024-03-01", "2024-03-31"].map(|date| on(&control, "x", date))
        };
        assert_eq!(holders(&told), ["b confirmed", "unknown stale", "a confirmed"]);
        told[1].reports[0].background = true;
        assert_eq!(holders(&told), ["b confirmed", "unknown stale", "unknown stale"]);
        // A day is a day, however late it is told.
        told[1].end = told[1].start;
        assert_eq!(holders(&told), ["b confirmed", "a confirmed", "a confirmed"]);
    }

    #[test]
    fn taken_and_left_on_one_day_is_left() {
        check(
            "2024-01-10 territory_gained_nonstate x A>B
             2024-01-10 withdrawal x A",
            &[("2024-01-10", "-"), ("2024-02-10", "-")],
        );
        check("2024-02-10 territory_gained_nonstate x C>A", &[("2024-02-10", "-")]);
        check("2024-04-10 territory_gained_nonstate x C>A", &[("2024-04-10", "c confirmed")]);
    }

    #[test]
    fn two_sides_make_a_fight() {
        check("2024-01-20 armed_clash x A>civilians", &[("2024-01-20", "-")]);
        check("2024-01-20 armed_clash x A>gunmen", &[("2024-01-20", "-")]);
        check("2024-02-20 armed_clash x A>C", &[("2024-02-20", "-")]);
        check(
            "2024-01-10 territory_gained_nonstate x A>B
             2024-01-20 armed_clash x B>gunmen
             2024-01-30 armed_clash x A>gunmen",
            &[("2024-01-20", "a contested"), ("2024-01-24", "a confirmed"), ("2024-01-30", "a confirmed")],
        );
    }

    #[test]
    fn a_year_is_put_to_its_end_and_a_generation_nowhere() {
        let region = region(&[("x", 0.0, 0.0)], Vec::new());
        let mut told = events("2024-01-10 territory_gained_nonstate x A>B");
        (told[0].start, told[0].end) = (Some(day("2012-01-01")), Some(day("2012-12-31")));
        let control = read(&told, &region, &ControlOptions::default());
        assert_eq!(
            (on(&control, "x", "2012-12-30").as_str(), on(&control, "x", "2012-12-31").as_str()),
            ("-", "a confirmed")
        );
        assert_eq!(on(&control, "x", "2024-01-10"), "-", "history does not last till today");
        told[0].start = Some(day("1980-01-01"));
        assert_eq!(read(&told, &region, &ControlOptions::default()).holdings, []);
    }

    #[test]
    fn as_of_knows_only_what_was_published() {
        let region = region(&[("x", 0.0, 0.0)], Vec::new());
        let mut told = events("2024-01-10 territory_gained_nonstate x A>B");
        told[0].reports[0].published = Some(day("2024-01-15"));
        let at = |date| ControlOptions { as_of: Some(day(date)), ..ControlOptions::default() };
        assert_eq!(read(&told, &region, &at("2024-01-14")).holdings, []);
        let control = read(&told, &region, &at("2024-01-16"));
        assert_eq!((control.cut_off, on(&control, "x", "2024-01-10")), (Some(day("2024-01-16")), "a confirmed".into()));
        assert!(control.holdings[0].ongoing && control.holdings[0].status == Status::Confirmed);
    }
}
