//! Whether two reports tell of one happening: place, days, kind, parties and toll all have to allow it.

use chrono::NaiveDate;
use geo::{Distance, Haversine, Point};

use crate::reports::{Code, DateBasis, Group, Modality, Relation, Report};

/// A day more or less is news practice: a night's fight is dated to either day, a wire moves across midnight.
const SLACK_DAYS: i64 = 1;
/// A report without a date of its own is current news: what it tells may be some days older than its publication.
const NEWS_DAYS: i64 = 3;
/// An interval far wider than the other says nothing about it ('since October' is not Tuesday's raid).
const WIDER: i64 = 3;
/// Days of width that are always allowed, whatever the other's width.
const WIDTH_DAYS: i64 = 7;
/// Nearest and farthest reach in metres of 'the same spot' for places that no table row identifies.
const SPOT_M: (f64, f64) = (1_000.0, 10_000.0);

/// True when both reports can be of one happening. Symmetric.
pub(super) fn same(a: &Report, b: &Report) -> bool {
    said_alike(a, b)
        && kind_alike(a, b)
        && parties_alike(a, b)
        && tolls_alike(a, b)
        && days_alike(a, b)
        && place_alike(a, b)
}

/// What is denied may be the same happening as what is claimed; a plan or a threat is not the deed.
fn said_alike(a: &Report, b: &Report) -> bool {
    let deed = |m| matches!(m, Modality::Reported | Modality::Claimed | Modality::Denied);
    a.modality == b.modality || deed(a.modality) && deed(b.modality)
}

/// Codes that two outlets give to one happening. Within one article different codes are meant as different events.
fn kind_alike(a: &Report, b: &Report) -> bool {
    if a.code == b.code {
        return true;
    }
    if a.article == b.article || a.code.group() != b.code.group() {
        return false;
    }
    let either = |x| a.code == x || b.code == x;
    match a.code.group() {
        Group::Fighting => !either(Code::Explosion) && !either(Code::AirDroneStrike) && share(&a.actors, b),
        Group::Territory => !either(Code::Withdrawal) && share(&a.actors, b),
        Group::Unrest => true,
        Group::Talks => share(&a.actors, b),
        Group::Violence | Group::Arrest | Group::Relief | Group::Other => false,
    }
}

/// True when one of `actors` is named by `b`, on either side.
fn share(actors: &[String], b: &Report) -> bool {
    actors.iter().any(|x| b.actors.contains(x) || b.against.contains(x))
}

/// Who did it must not contradict. In a clash both sides act; a place is taken or left by one of them.
fn parties_alike(a: &Report, b: &Report) -> bool {
    if a.actors.is_empty() || b.actors.is_empty() {
        return true;
    }
    if matches!(a.code.group(), Group::Fighting | Group::Talks) {
        share(&a.actors, b) || share(&b.actors, a)
    } else {
        a.actors.iter().any(|x| b.actors.contains(x))
    }
}

/// Tolls grow as news comes in, but 3 and 80 dead are two happenings.
fn tolls_alike(a: &Report, b: &Report) -> bool {
    match (a.fatalities, b.fatalities) {
        (Some(x), Some(y)) => {
            let (low, high) = (x.min(y), x.max(y));
            high <= low.saturating_mul(4) || high - low <= 15
        }
        _ => true,
    }
}

fn days_alike(a: &Report, b: &Report) -> bool {
    let (Some(mine), Some(other)) = (days(a), days(b)) else {
        // Undated stands with undated only, and then only inside one article or with the very same words.
        return days(a).is_none() && days(b).is_none() && (a.article == b.article || a.quote == b.quote);
    };
    let slack = if a.article == b.article { 0 } else { SLACK_DAYS };
    let early = |r: &Report| if r.date_basis == DateBasis::Publication { NEWS_DAYS } else { slack };
    // Days by which one begins after the other has ended. An undated report may mean days before its own.
    if (other.0 - mine.1).num_days() > early(b) || (mine.0 - other.1).num_days() > early(a) {
        return false;
    }
    let width = |(start, end): (NaiveDate, NaiveDate)| (end - start).num_days();
    let (wide, narrow) = (width(mine).max(width(other)), width(mine).min(width(other)));
    (a.background && b.background) || wide <= WIDER * narrow + WIDTH_DAYS
}

/// First and last day; a missing or reversed end is the first day.
pub(super) fn days(r: &Report) -> Option<(NaiveDate, NaiveDate)> {
    let start = r.date_start.or(r.date_end)?;
    Some((start, r.date_end.unwrap_or(start).max(start)))
}

/// The report's point, when it has a valid one.
pub(super) fn point(r: &Report) -> Option<Point<f64>> {
    let (lat, lon) = (r.lat?, r.lon?);
    ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then(|| Point::new(lon, lat))
}

/// A name without case, spaces and hyphens.
pub(super) fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// True for what is a stretch of land or road rather than a spot.
fn is_area(r: &Report) -> bool {
    matches!(r.place_kind.as_str(), "territory" | "province" | "region" | "country" | "lake" | "park" | "road")
}

fn place_alike(a: &Report, b: &Report) -> bool {
    if is_area(a) != is_area(b) || (a.code.group() == Group::Territory && spot(a) != spot(b)) {
        return false;
    }
    if a.place_id.is_some() && a.place_id == b.place_id {
        return true;
    }
    let named_alike = bare(&a.place) == bare(&b.place);
    let (Some(p), Some(q)) = (point(a), point(b)) else {
        let admin = |x: &Option<String>, y: &Option<String>| x.is_none() || y.is_none() || x == y;
        return named_alike && admin(&a.admin1, &b.admin1) && admin(&a.admin2, &b.admin2);
    };
    if is_area(a) {
        return named_alike && a.place_id.is_none() | b.place_id.is_none();
    }
    // Two rows of the table are two places, unless one report only says 'near'.
    if a.place_id.is_some() && b.place_id.is_some() && spot(a) && spot(b) {
        return false;
    }
    let precision = a.location_precision_m.max(b.location_precision_m).map_or(0.0, f64::from);
    let reach = if named_alike { SPOT_M.1 } else { precision.clamp(SPOT_M.0, SPOT_M.1) };
    Haversine.distance(p, q) <= reach
}

fn spot(r: &Report) -> bool {
    r.relation == Relation::In
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::testing::report;

    fn day(d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2024, 6, d)
    }

    #[test]
    fn reports_that_are_one_and_those_that_are_not() {
        type Change = fn(&mut Report);
        let table: [(&str, Change, bool); 16] = [
            ("the same again", |_| {}, true),
            ("the next day", |r| (r.date_start, r.date_end) = (day(2), day(2)), true),
            ("two days later", |r| (r.date_start, r.date_end) = (day(3), day(3)), false),
            (
                "undated news of the 3rd",
                |r| {
                    (r.date_start, r.date_end, r.date_basis) = (day(3), day(3), DateBasis::Publication);
                },
                true,
            ),
            ("a week around it", |r| (r.date_start, r.date_end) = (day(1), day(7)), true),
            ("a month around it", |r| (r.date_start, r.date_end) = (day(1), day(30)), false),
            ("another place", |r| r.place_id = Some("beta".into()), false),
            (
                "another row nearby, only near it",
                |r| {
                    (r.place_id, r.relation, r.lat) = (Some("beta".into()), Relation::Near, Some(0.005));
                },
                true,
            ),
            ("no row, 400 m off", |r| (r.place_id, r.place, r.lat) = (None, "the hill".into(), Some(0.0036)), true),
            ("no row, 40 km off", |r| (r.place_id, r.lat) = (None, Some(0.36)), false),
            ("the province", |r| r.place_kind = "province".into(), false),
            ("other parties", |r| r.actors = vec!["C".into()], false),
            ("parties turned round", |r| (r.actors, r.against) = (vec!["B".into()], vec!["A".into()]), true),
            ("denied", |r| r.modality = Modality::Denied, true),
            ("planned", |r| r.modality = Modality::Planned, false),
            ("a far higher toll", |r| r.fatalities = Some(80), false),
        ];
        let mut a = report("a", "alpha");
        (a.actors, a.against, a.fatalities) = (vec!["A".into()], vec!["B".into()], Some(3));
        for (what, change, want) in table {
            let mut b = Report { article: "b".into(), ..a.clone() };
            change(&mut b);
            assert_eq!(same(&a, &b), want, "{what}");
            assert_eq!(same(&b, &a), want, "{what}, the other way round");
        }
    }

    #[test]
    fn one_article_means_its_days_and_codes() {
        let a = report("a", "alpha");
        let mut b = a.clone();
        (b.date_start, b.date_end) = (day(2), day(2));
        assert!(!same(&a, &b), "two days of one article are two events");
        let mut b = Report { code: Code::Shelling, actors: vec!["A".into()], ..a.clone() };
        let a = Report { actors: vec!["A".into()], ..a };
        assert!(!same(&a, &b), "two codes of one article are two events");
        b.article = "b".into();
        assert!(same(&a, &b), "two outlets may code one fight differently");
    }

    #[test]
    fn taking_and_retaking_are_two() {
        let mut a = report("a", "alpha");
        (a.code, a.actors) = (Code::TerritoryGainedNonstate, vec!["A".into()]);
        let mut b = report("b", "alpha");
        (b.code, b.actors, b.against) = (Code::TerritoryGainedGovernment, vec!["B".into()], vec!["A".into()]);
        assert!(!same(&a, &b));
    }
}
