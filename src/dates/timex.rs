//! TIMEX2 values, the form in which corpora of time expressions write what they mean.
//!
//! Source: TIDES 2005 Standard for the Annotation of Temporal Expressions.

use chrono::{Datelike, NaiveDate};

use super::choose::grain;
use super::expr::{DateParts, Expr, Role, Unit};
use super::resolve::{Anchor, days_of};

/// The value of an expression ('1939-10', '1940-SU', '193'); 'early' and 'late' are modifiers, not part of it. `None` when
/// it has no point in the calendar.
pub(super) fn value(expr: &Expr, anchor: &Anchor, role: Role) -> Option<String> {
    match expr {
        Expr::Date(parts) => {
            let whole = DateParts { edge: None, eve: false, week: None, ..*parts };
            let days = days_of(&Expr::Date(whole), anchor, role)?.days;
            let year = year(days.start.year());
            Some(match (grain(parts), parts.season, parts.quarter, parts.half) {
                (Unit::Day, ..) => day(days.start),
                (Unit::Month | Unit::Week, ..) => format!("{year}-{:02}", days.start.month()),
                (_, Some(season), ..) => {
                    let name = ["SP", "SU", "FA", "WI"][usize::from(season.clamp(1, 4)) - 1];
                    format!("{year}-{name}")
                }
                (_, _, Some(quarter), _) => format!("{year}-Q{quarter}"),
                (_, _, _, Some(half)) => format!("{year}-H{half}"),
                _ => year,
            })
        }
        &Expr::Years { first, count, .. } => {
            let digits = if count > 10 { 2 } else { 3 };
            // Before Christ the decade or century is named by its latest year, which has the smallest number.
            let year = year(if first <= 0 { first + count - 1 } else { first });
            let (era, number) = year.strip_prefix("BC").map_or(("", year.as_str()), |n| ("BC", n));
            Some(format!("{era}{}", &number[..digits.min(number.len())]))
        }
        &Expr::Unit { unit, shift, from, .. } => {
            let whole = Expr::Unit { unit, shift, from, edge: None };
            calendar(unit, days_of(&whole, anchor, Role::Until)?.days.start)
        }
        Expr::Offset { unit, .. } => {
            let days = days_of(expr, anchor, role)?.days;
            calendar((*unit).min(Unit::Year), days.start)
        }
        Expr::Span { .. } | Expr::Range(_) | Expr::Length { .. } => None,
    }
}

fn calendar(unit: Unit, start: NaiveDate) -> Option<String> {
    Some(match unit {
        Unit::Hour | Unit::Day | Unit::Fortnight => day(start),
        Unit::Week => format!("{}-W{:02}", start.iso_week().year(), start.iso_week().week()),
        Unit::Weekend => format!("{}-W{:02}-WE", start.iso_week().year(), start.iso_week().week()),
        Unit::Month => format!("{}-{:02}", year(start.year()), start.month()),
        Unit::Quarter => format!("{}-Q{}", year(start.year()), start.month().div_ceil(3)),
        Unit::Year => year(start.year()),
        Unit::Decade => year(start.year()).get(..3)?.to_owned(),
        Unit::Century => year(start.year()).get(..2)?.to_owned(),
    })
}

fn day(date: NaiveDate) -> String {
    format!("{}-{:02}-{:02}", year(date.year()), date.month(), date.day())
}

/// '1939', and 'BC0490' for the astronomical year -489.
fn year(year: i32) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - year) }
}
