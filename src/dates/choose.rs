//! Dates that leave something out: which year, which week is meant.

use chrono::{Datelike, NaiveDate};

use super::days::{Days, add_days, weekday_from};
use super::expr::{DateParts, From, Role, Unit};
use super::resolve::{Anchor, Basis, Contradiction, Tense};

/// Days with how they were found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub(super) days: Days,
    pub(super) grain: Unit,
    pub(super) basis: Basis,
    pub(super) contradiction: Option<Contradiction>,
}

/// Days around the news within which a misprinted date is looked for.
const NEAR: i64 = 21;

/// The days of a date.
pub(super) fn named(p: &DateParts, anchor: &Anchor, role: Role) -> Option<Named> {
    let year = match p.year_shift {
        Some((shift, from)) => Some(anchor.base(from)?.0.year().checked_add(shift)?),
        None => p.year,
    };
    let (mut days, contradiction) = match year {
        Some(year) => fitting(p, in_year(p, year)?, true, anchor),
        None => without_year(p, anchor, role)?,
    };
    let grain = grain(p);
    if let Some(edge) = p.edge.filter(|_| grain > Unit::Day) {
        days = days.part(edge, None);
    }
    if let Some(week) = p.week {
        // The first seven days, the next seven, and so on.
        let start = add_days(days.start, i64::from(week - 1) * 7).filter(|s| *s <= days.end)?;
        days = Days { start, end: add_days(start, 6)?.min(days.end) };
    }
    if p.eve {
        days.start = days.start.pred_opt()?;
    }
    let reckoned =
        p.rel.is_some() || p.year_shift.is_some() || (p.day.is_none() && p.month.is_none() && year.is_none());
    // 'mardi 7 octobre dernier' names the day all the same.
    let is_named = !reckoned || (p.day.is_some() && p.month.is_some());
    let basis = if is_named { Basis::Explicit } else { Basis::Relative };
    Some(Named { days, grain, basis, contradiction })
}

pub(super) fn grain(p: &DateParts) -> Unit {
    if p.day.is_some() || p.weekday.is_some() {
        Unit::Day
    } else if p.week.is_some() {
        Unit::Week
    } else if p.month.is_some() {
        Unit::Month
    } else if p.season.is_some() || p.quarter.is_some() || p.half.is_some() {
        Unit::Quarter
    } else {
        Unit::Year
    }
}

/// The date in a given year.
fn in_year(p: &DateParts, year: i32) -> Option<Days> {
    if let Some(month) = p.month {
        return match p.day {
            Some(day) => NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)).map(Days::day),
            None => Days::months(year, u32::from(month), 1),
        };
    }
    if let Some(season) = p.season {
        return Days::season(year, season);
    }
    if let Some(quarter) = p.quarter {
        return Days::months(year, u32::from(quarter) * 3 - 2, 3);
    }
    if let Some(half) = p.half {
        return Days::months(year, u32::from(half) * 6 - 5, 6);
    }
    Days::years(year, 1)
}

type Chosen = (Days, Option<Contradiction>);

fn without_year(p: &DateParts, anchor: &Anchor, role: Role) -> Option<Chosen> {
    let has_month = p.month.is_some() || p.season.is_some() || p.quarter.is_some() || p.half.is_some();
    if has_month {
        let days = choose_year(p, anchor, role)?;
        return Some(fitting(p, days, false, anchor));
    }
    let (base, _) = anchor.base(From::News)?;
    let day = match (p.weekday, p.day) {
        (Some(weekday), Some(day)) => {
            let both =
                |d: &NaiveDate| d.day() == u32::from(day) && d.weekday().number_from_monday() == u32::from(weekday);
            match nearest(base, 180, both) {
                Some(found) => found,
                None => return Some((Days::day(day_of_month(day, anchor, base)?), Some(Contradiction::Weekday))),
            }
        }
        (Some(weekday), None) => weekday_day(p, weekday, anchor, base)?,
        (None, Some(day)) => day_of_month(day, anchor, base)?,
        (None, None) => return None,
    };
    Some((Days::day(day), None))
}

/// The weekday meant: 'on Tuesday' in the past tense is the latest one, the day of the news included.
fn weekday_day(p: &DateParts, weekday: u8, anchor: &Anchor, base: NaiveDate) -> Option<NaiveDate> {
    if let Some(weeks) = p.week_shift {
        let week = Days::unit(Unit::Week, base, weeks)?;
        return add_days(week.start, i64::from(weekday) - 1);
    }
    let narrative = anchor.published.is_none();
    match p.rel {
        Some(-1) => weekday_from(base, weekday, -1, false),
        Some(1) => weekday_from(base, weekday, 1, false),
        _ if anchor.tense == Tense::Future || narrative => weekday_from(base, weekday, 1, true),
        _ => weekday_from(base, weekday, -1, true),
    }
}

/// 'on the 16th': the latest, or next, such day.
fn day_of_month(day: u8, anchor: &Anchor, base: NaiveDate) -> Option<NaiveDate> {
    let step = if anchor.tense == Tense::Future || anchor.published.is_none() { 1 } else { -1 };
    (0..=62).filter_map(|n| add_days(base, n * step)).find(|d| d.day() == u32::from(day))
}

/// The day nearest to `base`, at most `reach` away, for which `fits` holds; of two the earlier.
fn nearest(base: NaiveDate, reach: i64, fits: impl Fn(&NaiveDate) -> bool) -> Option<NaiveDate> {
    (0..=reach).flat_map(|n| [-n, n]).filter_map(|n| add_days(base, n)).find(|d| fits(d))
}

/// The year of a date that names none.
fn choose_year(p: &DateParts, anchor: &Anchor, role: Role) -> Option<Days> {
    let Some(news) = anchor.published else { return in_history(p, anchor) };
    // Nine years reach every 29 February.
    let years = (-9..=9).filter_map(|n| in_year(p, news.year().checked_add(n)?));
    let past =
        |strictly: bool| years.clone().rev().find(move |d| if strictly { d.end < news } else { d.start <= news });
    let future = |strictly: bool| years.clone().find(move |d| if strictly { d.start > news } else { d.end >= news });
    match (p.rel, anchor.tense) {
        (Some(-1), _) => past(true),
        (Some(1), _) => future(true),
        (_, Tense::Future) => future(false),
        (_, tense) => {
            let (back, ahead) = (past(false), future(false));
            let (Some(b), Some(a)) = (back, ahead) else { return back.or(ahead) };
            let (far_back, far_ahead) = (b.distance(news), a.distance(news));
            // News tells of the past; but what comes within weeks is nearer than what lies a year back, and
            // 'until June' looks ahead.
            let weight = match (role, tense) {
                (Role::Until, Tense::Unknown) => 1,
                (_, Tense::Past) if p.day.is_none() => 90,
                _ => 20,
            };
            Some(if far_ahead * weight < far_back { a } else { b })
        }
    }
}

/// In a history a date without a year falls into the year last told of, or the next one when that is nearer.
fn in_history(p: &DateParts, anchor: &Anchor) -> Option<Days> {
    let (start, end) = anchor.previous?;
    let same = in_year(p, start.year())?;
    let next = in_year(p, end.year().checked_add(1)?)?;
    match p.rel {
        Some(-1) if same.end >= start => in_year(p, start.year().checked_sub(1)?),
        Some(1) if same.start <= end => Some(next),
        _ => {
            // From November to February the year turns; from August back to May it does not.
            let back = (start - same.end).num_days();
            let whole_year = (end - start).num_days() > 200;
            Some(if back > 180 && !whole_year { next } else { same })
        }
    }
}

/// Checks the weekday of a date. Where it does not fit, the reading nearest to the news is taken.
fn fitting(p: &DateParts, days: Days, has_year: bool, anchor: &Anchor) -> Chosen {
    let (Some(weekday), Some(day), Some(month)) = (p.weekday, p.day, p.month) else { return (days, None) };
    let is_weekday = |d: &NaiveDate| d.weekday().number_from_monday() == u32::from(weekday);
    if is_weekday(&days.start) {
        return (days, None);
    }
    let Some(news) = anchor.published else { return (days, Some(Contradiction::Weekday)) };
    let same_day = |d: &NaiveDate| d.day() == u32::from(day);
    if days.distance(news) > NEAR {
        // A date far off with the wrong weekday: perhaps its year or its month is misprinted.
        if has_year
            && let Some(found) = nearest(news, NEAR, |d| is_weekday(d) && same_day(d) && d.month() == u32::from(month))
        {
            return (Days::day(found), Some(Contradiction::Year));
        }
        if let Some(found) = nearest(news, NEAR, |d| is_weekday(d) && same_day(d)) {
            return (Days::day(found), Some(Contradiction::Month));
        }
        if !has_year {
            let earlier =
                (1..=6).filter_map(|n| in_year(p, news.year().checked_sub(n)?)).find(|d| is_weekday(&d.start));
            if let Some(found) = earlier {
                return (found, None);
            }
        }
    }
    (days, Some(Contradiction::Weekday))
}
