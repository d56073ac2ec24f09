//! What an analyst corrects: `corrections.csv` beside the input, applied on every run.
//!
//! Columns: `action,id,value,from,to,note`. `id` is an event's or a report's id (`place` for `set_holder`).
//!
//! | action | id | value | from, to |
//! |---|---|---|---|
//! | `reject` | event or report | | |
//! | `set_place` | event or report | a place id of the region | |
//! | `set_date` | event or report | | first and last day |
//! | `set_holder` | place id | actor id; empty = nobody | first and, if it ended, last day |
//! | `merge` | event | the event it belongs to | |
//! | `split` | report | | |

use std::io::Read;

use chrono::NaiveDate;
use thiserror::Error;

use super::Event;
use super::weigh::weigh;
use crate::article::Lang;
use crate::region::Region;
use crate::reports::{Code, DateBasis, Hash, Modality, Relation, Report};

/// Name of the file.
pub const CORRECTIONS: &str = "corrections.csv";

/// What a line of the file asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Leave the event or report out.
    Reject,
    /// It happened at this place.
    SetPlace(String),
    /// It happened on these days.
    SetDate(NaiveDate, NaiveDate),
    /// This actor (or nobody) held the place from that day, perhaps to that.
    SetHolder(Option<String>, NaiveDate, Option<NaiveDate>),
    /// The event is the same as that one.
    Merge(String),
    /// The report is an event of its own.
    Split,
}

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Line, counted from 1.
    pub line: u64,
    /// What it asks for.
    pub action: Action,
    /// What it is about.
    pub id: String,
    /// Why: the analyst's words.
    pub note: String,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {message}")]
pub struct CorrectionError {
    /// Line, counted from 1.
    pub line: u64,
    /// The field, what is wrong and what to do.
    pub message: String,
}

/// How many corrections did something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// Lines that were applied.
    pub applied: usize,
    /// Lines whose id no event, report or place bears: out of date, or mistyped.
    pub unmatched: Vec<u64>,
}

/// Reads a table of corrections; lines that are wrong are told and left out.
///
/// # Errors
///
/// When the columns `action` and `id` are missing.
pub fn read_corrections(file: impl Read) -> Result<(Vec<Correction>, Vec<CorrectionError>), CorrectionError> {
    let mut rows = csv::ReaderBuilder::new().flexible(true).comment(Some(b'#')).from_reader(file);
    let header = rows.headers().map_err(|e| CorrectionError { line: 1, message: e.to_string() })?.clone();
    let column = |name: &str| header.iter().position(|h| h.trim_start_matches('\u{feff}').trim() == name);
    let (Some(action), Some(id)) = (column("action"), column("id")) else {
        let message = "needs the columns action,id and, as the actions ask, value,from,to,note".to_owned();
        return Err(CorrectionError { line: 1, message });
    };
    let others = [column("value"), column("from"), column("to"), column("note")];
    let (mut corrections, mut errors) = (Vec::new(), Vec::new());
    for row in rows.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                errors.push(CorrectionError { line, message: error.to_string() });
                continue;
            }
        };
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |column: Option<usize>| column.and_then(|i| row.get(i)).unwrap_or("").trim().to_owned();
        let [value, from, to, note] = others.map(cell);
        let id = cell(Some(id));
        match parse(&cell(Some(action)), &id, value, &from, &to) {
            Ok(action) => corrections.push(Correction { line, action, id, note }),
            Err(message) => errors.push(CorrectionError { line, message }),
        }
    }
    Ok((corrections, errors))
}

fn parse(action: &str, id: &str, value: String, from: &str, to: &str) -> Result<Action, String> {
    let day = |field: &str, text: &str| {
        text.parse::<NaiveDate>().map_err(|_| format!("{field}: '{text}' is no day; write it as 2024-02-03"))
    };
    let last = || if to.is_empty() { Ok(None) } else { day("to", to).map(Some) };
    if id.is_empty() {
        return Err("id: empty; give the id of an event, a report or a place".to_owned());
    }
    let needed =
        |what: &str| if value.is_empty() { Err(format!("value: empty; give {what}")) } else { Ok(value.clone()) };
    match action {
        "reject" => Ok(Action::Reject),
        "set_place" => needed("the id of a place of the region").map(Action::SetPlace),
        "set_date" => {
            let from = day("from", from)?;
            let to = last()?.unwrap_or(from);
            if to < from { Err(format!("to: {to} is before {from}; swap them")) } else { Ok(Action::SetDate(from, to)) }
        }
        "set_holder" => Ok(Action::SetHolder(Some(value).filter(|v| !v.is_empty()), day("from", from)?, last()?)),
        "merge" => needed("the id of the event it belongs to").map(Action::Merge),
        "split" => Ok(Action::Split),
        other => Err(format!("action: '{other}' is none of: reject, set_place, set_date, set_holder, merge, split")),
    }
}

/// Applies corrections in order. Ids are those of the map without corrections, so a file stays right on the next run.
#[must_use]
pub fn correct(events: Vec<Event>, corrections: &[Correction], region: &Region) -> (Vec<Event>, Applied) {
    let mut events = events;
    let mut applied = Applied::default();
    for correction in corrections {
        if apply(&mut events, correction, region) {
            applied.applied += 1;
        } else {
            applied.unmatched.push(correction.line);
        }
    }
    events.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    (events, applied)
}

fn apply(events: &mut Vec<Event>, correction: &Correction, region: &Region) -> bool {
    let id = correction.id.as_str();
    match &correction.action {
        Action::Reject => change(events, id, |_| false),
        Action::SetPlace(place) => {
            let Some(place) = region.place(place) else { return false };
            change(events, id, |report| {
                (report.place, report.place_id) = (place.name.clone(), Some(place.id.clone()));
                (report.lat, report.lon) = (Some(place.lat), Some(place.lon));
                (report.admin1, report.admin2) = (place.admin1.clone(), place.admin2.clone());
                report.country = Some(place.country.clone()).filter(|code| !code.is_empty());
                place.kind.coarse().clone_into(&mut report.place_kind);
                report.location_precision_m = Some((place.precision_km * 1000.0) as u32);
                report.relation = Relation::In;
                true
            })
        }
        Action::SetDate(from, to) => change(events, id, |report| {
            (report.date_start, report.date_end) = (Some(*from), Some(*to));
            report.date_basis = DateBasis::Explicit;
            true
        }),
        Action::SetHolder(holder, from, to) => {
            let Some(place) = region.place(id) else { return false };
            let told = holding(correction, place, holder.as_deref(), *from, *to);
            events.extend(told.into_iter().filter_map(|report| weigh(vec![report])));
            true
        }
        Action::Merge(into) => merge(events, id, into),
        Action::Split => split(events, id),
    }
}

/// Changes every report of an event, or one report; those for which `keep` is false go. True when there was one.
fn change(events: &mut Vec<Event>, id: &str, mut keep: impl FnMut(&mut Report) -> bool) -> bool {
    let mut found = false;
    let mut changed = Vec::with_capacity(events.len());
    for mut event in events.drain(..) {
        let whole = event.id == id;
        if !whole && !event.reports.iter().any(|r| r.report_id == id) {
            changed.push(event);
            continue;
        }
        found = true;
        event.reports.retain_mut(|report| !(whole || report.report_id == id) || keep(report));
        changed.extend(reweigh(event.id, event.reports));
    }
    *events = changed;
    found
}

/// The event of some reports, under its old id.
fn reweigh(id: String, mut reports: Vec<Report>) -> Option<Event> {
    reports.sort_by(super::weigh::better);
    let mut event = weigh(reports)?;
    for report in &mut event.reports {
        report.event_id.clone_from(&id);
    }
    event.id = id;
    Some(event)
}

fn merge(events: &mut Vec<Event>, id: &str, into: &str) -> bool {
    let at = |events: &[Event], id: &str| events.iter().position(|event| event.id == id);
    if id == into || at(events, into).is_none() {
        return false;
    }
    let Some(from) = at(events, id) else { return false };
    let gone = events.remove(from);
    let Some(to) = at(events, into) else { return false };
    let whole = events.remove(to);
    let reports = whole.reports.into_iter().chain(gone.reports).collect();
    events.extend(reweigh(whole.id, reports));
    true
}

fn split(events: &mut Vec<Event>, id: &str) -> bool {
    let Some(at) = events.iter().position(|e| e.reports.len() > 1 && e.reports.iter().any(|r| r.report_id == id))
    else {
        return false;
    };
    let event = events.remove(at);
    let (alone, rest): (Vec<Report>, Vec<Report>) = event.reports.into_iter().partition(|r| r.report_id == id);
    events.extend(reweigh(event.id, rest));
    // The first report of an event gives it its id: the one that is split off needs another.
    let own = Hash::default().field("split").field(id).id('e');
    events.extend(reweigh(own, alone));
    true
}

/// A holder set by hand, as reports: they say it on the map like any others, and come back from `reports.jsonl`.
fn holding(
    correction: &Correction,
    place: &crate::region::Place,
    holder: Option<&str>,
    from: NaiveDate,
    to: Option<NaiveDate>,
) -> Vec<Report> {
    let report = |code: Code, who: &str, day: NaiveDate| {
        let key = Hash::default().field("set_holder").field(&place.id).field(who).field(&day.to_string());
        Report {
            report_id: key.field(code.as_str()).id('r'),
            event_id: String::new(),
            article: CORRECTIONS.to_owned(),
            url: None,
            title: None,
            outlet: Some("analyst".to_owned()),
            published: Some(day),
            lang: Lang::En,
            code,
            place: place.name.clone(),
            place_id: Some(place.id.clone()),
            place_kind: place.kind.coarse().to_owned(),
            lat: Some(place.lat),
            lon: Some(place.lon),
            admin1: place.admin1.clone(),
            admin2: place.admin2.clone(),
            country: Some(place.country.clone()).filter(|code| !code.is_empty()),
            relation: Relation::In,
            location_precision_m: Some((place.precision_km * 1000.0) as u32),
            date_start: Some(day),
            date_end: Some(day),
            date_basis: DateBasis::Explicit,
            date_text: None,
            actors: vec![who.to_owned()],
            against: Vec::new(),
            modality: Modality::Reported,
            claimed_by: None,
            background: false,
            fatalities: None,
            fatalities_low: None,
            fatalities_high: None,
            confidence: 1.0,
            quote: correction.note.clone(),
            quote_start: 0,
            quote_end: correction.note.len(),
        }
    };
    match (holder, to) {
        (Some(who), None) => vec![report(Code::TerritoryGainedNonstate, who, from)],
        (Some(who), Some(to)) => {
            let left = to.succ_opt().unwrap_or(to);
            vec![report(Code::TerritoryGainedNonstate, who, from), report(Code::Withdrawal, who, left)]
        }
        // Nobody: whoever is there has left.
        (None, _) => vec![report(Code::Withdrawal, EVERYBODY, from)],
    }
}

/// Stands for every party in a withdrawal set by hand.
pub const EVERYBODY: &str = "*";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::testing::{day, events, region};

    fn corrected(lines: &str) -> (Vec<Event>, Applied, Vec<String>) {
        let told = events(
            "2024-01-10 territory_gained_nonstate alpha A>B
             2024-01-10 territory_gained_nonstate alpha A>B claimed-by-A
             2024-02-10 armed_clash beta A>B",
        );
        let region = region(&[("alpha", 29.0, 0.0), ("beta", 29.5, 0.0)], Vec::new());
        let ids = |text: &str| {
            told.iter().enumerate().fold(text.to_owned(), |t, (i, e)| {
                let t = t.replace(&format!("E{i}"), &e.id);
                e.reports.iter().enumerate().fold(t, |t, (k, r)| t.replace(&format!("R{i}{k}"), &r.report_id))
            })
        };
        let text = format!("action,id,value,from,to,note\n{}", ids(lines));
        let (corrections, errors) = read_corrections(text.as_bytes()).unwrap();
        let (events, applied) = correct(told.clone(), &corrections, &region);
        (events, applied, errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn each_action_does_what_it_says() {
        let (events, applied, errors) = corrected("");
        assert_eq!((events.len(), events[0].reports.len(), applied.applied, errors.len()), (2, 2, 0, 0));
        assert_eq!(corrected("reject,E0,,,,\n").0.len(), 1);
        assert_eq!(corrected("reject,R01,,,,\n").0[0].reports.len(), 1);
        assert_eq!(corrected("set_place,E0,beta,,,\n").0[0].reports[1].place_id.as_deref(), Some("beta"));
        assert_eq!(corrected("set_date,E0,,2024-03-01,2024-03-02,\n").0[1].end, Some(day("2024-03-02")));
        let merged = corrected("merge,E1,E0,,,\n").0;
        assert_eq!((merged.len(), merged[0].reports.len()), (1, 3));
        let split = corrected("split,R00,,,,\n").0;
        assert_eq!(split.len(), 3);
        assert!(split.iter().all(|e| e.reports.iter().all(|r| r.event_id == e.id)));
        let held = corrected("set_holder,beta,B,2024-05-01,2024-05-31,seen there\n").0;
        assert_eq!((held.len(), held[2].start, held[3].start), (4, Some(day("2024-05-01")), Some(day("2024-06-01"))));
    }

    #[test]
    fn what_fits_nothing_is_counted_and_what_is_wrong_is_told() {
        let (_, applied, errors) =
            corrected("reject,nobody,,,,\nset_place,E0,nowhere,,,\nburn,E0,,,,\nset_date,E0,,soon,,\n");
        assert_eq!(applied, Applied { applied: 0, unmatched: vec![2, 3] });
        assert!(
            errors[0].starts_with("line 4: action: 'burn'") && errors[1].starts_with("line 5: from: 'soon'"),
            "{errors:?}"
        );
        assert!(read_corrections("a,b\n1,2\n".as_bytes()).is_err());
    }
}
