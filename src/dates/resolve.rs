//! From what is said to days: reckoning from the day of the news and from what was told before.

use chrono::{Datelike, NaiveDate, Weekday};

use super::choose::{Named, named};
use super::days::{Days, add_days, shift_months};
use super::expr::{Count, Edge, Expr, From, Role, TimeMention, Unit};

/// How many days before and after 'a month ago' may mean.
const ABOUT_DAYS: i64 = 3;

/// The tense of the clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tense {
    /// It happened.
    Past,
    /// It is to happen ('will meet on Friday').
    Future,
    /// Not known; news tells of the past.
    #[default]
    Unknown,
}

/// What a time expression is reckoned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    /// The day of the news. Without it only what names its year, or is reckoned from what was told before, has days.
    pub published: Option<NaiveDate>,
    /// First and last day of what was told before ('the day before', 'two months later'). Without `published` it also
    /// lends its year to dates without one, as in a history.
    pub previous: Option<(NaiveDate, NaiveDate)>,
    /// Past or future.
    pub tense: Tense,
}

/// How fine the days are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// One day.
    Day,
    /// Some days.
    Days,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year or more.
    Year,
}

/// Whether the text names the date or it had to be reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Named: '6 November', 'in 2012'.
    Explicit,
    /// Reckoned: 'on Tuesday', 'last March', 'two days ago'.
    Relative,
}

/// Which part of a date does not fit the others and was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contradiction {
    /// The weekday.
    Weekday,
    /// The month.
    Month,
    /// The year.
    Year,
}

/// A time expression as days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// First day.
    pub start: NaiveDate,
    /// Last day, not before the first.
    pub end: NaiveDate,
    /// How fine.
    pub precision: Precision,
    /// Named or reckoned.
    pub basis: Basis,
    /// How the time relates to what is told: 'since November' is the days of November and [`Role::Since`].
    pub role: Role,
    /// What in the words contradicts the rest.
    pub contradiction: Option<Contradiction>,
}

impl Anchor {
    /// An anchor on the day of the news alone.
    #[must_use]
    pub fn news(published: NaiveDate) -> Self {
        Self { published: Some(published), ..Self::default() }
    }

    /// First and last day to reckon from.
    pub(super) fn base(&self, from: From) -> Option<(NaiveDate, NaiveDate)> {
        let published = self.published.map(|d| (d, d));
        match from {
            From::News => published.or(self.previous),
            From::Told => self.previous.or(published),
        }
    }
}

impl TimeMention {
    /// The days this means; `None` when it is a length or when nothing tells what it is reckoned from.
    #[must_use]
    pub fn resolve(&self, anchor: &Anchor) -> Option<Resolved> {
        let named = days_of(&self.expr, anchor, self.role)?;
        let Named { days, grain, basis, contradiction } = named;
        let days = if days.start <= days.end { days } else { return None };
        let precision = match grain {
            Unit::Hour | Unit::Day if days.start == days.end => Precision::Day,
            Unit::Hour | Unit::Day | Unit::Weekend => Precision::Days,
            Unit::Week | Unit::Fortnight => Precision::Week,
            Unit::Month | Unit::Quarter => Precision::Month,
            Unit::Year | Unit::Decade | Unit::Century => Precision::Year,
        };
        Some(Resolved { start: days.start, end: days.end, precision, basis, role: self.role, contradiction })
    }
}

fn relative(days: Days, grain: Unit) -> Named {
    Named { days, grain, basis: Basis::Relative, contradiction: None }
}

/// The days of an expression and how fine they are.
pub(super) fn days_of(expr: &Expr, anchor: &Anchor, role: Role) -> Option<Named> {
    match expr {
        Expr::Date(parts) => named(parts, anchor, role),
        &Expr::Years { first, count, edge } => {
            let whole = Days::years(first, count)?;
            let days = edge.map_or(whole, |e| whole.part(e, None));
            let grain = if count > 10 { Unit::Century } else { Unit::Decade };
            Some(Named { days, grain, basis: Basis::Explicit, contradiction: None })
        }
        &Expr::Unit { unit, shift, from, edge } => unit_days(unit, shift, from, edge, anchor, role),
        &Expr::Offset { count, unit, from } => offset(count, unit, from, anchor),
        &Expr::Span { count, unit, from } => span(count, unit, from, anchor),
        Expr::Range(ends) => range(&ends.0, &ends.1, anchor),
        Expr::Length { .. } => None,
    }
}

fn unit_days(unit: Unit, shift: i32, from: From, edge: Option<Edge>, anchor: &Anchor, role: Role) -> Option<Named> {
    // 'last week' needs the news; 'the end of the year' is also that of the year told of.
    if from == From::News && edge.is_none() {
        anchor.published?;
    }
    let (first, last) = anchor.base(from)?;
    let base = if shift < 0 { first } else { last };
    // 'last weekend' is the one just gone by, unless it is weekend now.
    let weekend = matches!(base.weekday(), Weekday::Sat | Weekday::Sun);
    let gone = unit == Unit::Weekend && shift == -1 && from == From::News && !weekend;
    let shift = if gone { 0 } else { shift };
    // 'next weekend' is the one to come, also within the week.
    let mut days = Days::unit(unit, base, shift)?;
    if let Some(edge) = edge {
        return Some(relative(days.part(edge, Some(base)), unit));
    }
    // 'this week', told as past, ends with the day of the news.
    let ongoing = shift == 0 && !gone && from == From::News && anchor.published.is_some();
    if ongoing && anchor.tense != Tense::Future && role != Role::Until && days.start <= base && base < days.end {
        days.end = base;
    }
    Some(relative(days, unit))
}

/// So many units as days, where a unit has a fixed number of them.
fn unit_length(unit: Unit) -> Option<i64> {
    match unit {
        Unit::Hour | Unit::Day => Some(1),
        Unit::Week | Unit::Weekend => Some(7),
        Unit::Fortnight => Some(14),
        _ => None,
    }
}

/// So many units as months, for the others.
fn unit_months(unit: Unit) -> i32 {
    match unit {
        Unit::Quarter => 3,
        Unit::Year => 12,
        Unit::Decade => 120,
        Unit::Century => 1200,
        _ => 1,
    }
}

fn offset(count: Count, unit: Unit, from: From, anchor: &Anchor) -> Option<Named> {
    if from == From::News {
        anchor.published?;
    }
    let (first, last) = anchor.base(from)?;
    let base = if count.n < 0 { first } else { last };
    if let Some(length) = unit_length(unit) {
        let day = add_days(base, i64::from(count.n) * length)?;
        let grain = if count.vague && unit <= Unit::Day { Unit::Week } else { unit };
        return Some(relative(Days::day(day), grain));
    }
    let day = shift_months(base, count.n.checked_mul(unit_months(unit))?)?;
    // 'A month ago' is a day of about then.
    if unit == Unit::Month && count.n == -1 && from == From::News {
        return Some(relative(
            Days { start: add_days(day, -ABOUT_DAYS)?, end: add_days(day, ABOUT_DAYS)? },
            Unit::Week,
        ));
    }
    // Months ago is that month, years ago that year.
    let grain = if unit <= Unit::Quarter { Unit::Month } else { Unit::Year };
    Some(relative(Days::unit(grain, day, 0)?, grain))
}

fn span(count: Count, unit: Unit, from: From, anchor: &Anchor) -> Option<Named> {
    if from == From::News {
        anchor.published?;
    }
    let (first, last) = anchor.base(from)?;
    let back = count.n < 0;
    let days = if let Some(length) = unit_length(unit) {
        let far = i64::from(count.n.abs()) * length - 1;
        match (back, from) {
            (true, From::News) => Days { start: add_days(first, -far)?, end: first },
            (true, From::Told) => Days { start: add_days(first, -far - 1)?, end: first.pred_opt()? },
            (false, From::News) => Days { start: last, end: add_days(last, far + 1)? },
            (false, From::Told) => Days { start: last.succ_opt()?, end: add_days(last, far + 1)? },
        }
    } else {
        let far = count.n.checked_mul(unit_months(unit))?;
        if back {
            Days { start: shift_months(first, far)?, end: first }
        } else {
            Days { start: last, end: shift_months(last, far)? }
        }
    };
    if days.start > days.end {
        return None;
    }
    let grain = match (unit, count.n.abs()) {
        (Unit::Hour | Unit::Day, _) => Unit::Day,
        (unit, 1) => unit,
        (Unit::Week, 2..=3) => Unit::Week,
        (Unit::Week | Unit::Fortnight | Unit::Weekend, _) | (Unit::Month, 2..=11) => Unit::Month,
        _ => Unit::Year,
    };
    Some(relative(days, grain))
}

/// From one date to another. The later one is found first: 'from Monday to Tuesday' are the latest such days.
fn range(first: &TimeMention, last: &TimeMention, anchor: &Anchor) -> Option<Named> {
    let to = days_of(&last.expr, anchor, Role::On)?;
    let until = Anchor { published: anchor.published.map(|_| to.days.start), tense: Tense::Past, ..*anchor };
    let from = days_of(&first.expr, &until, Role::On)
        .filter(|f| f.days.start <= to.days.end)
        .or_else(|| days_of(&first.expr, anchor, Role::On))?;
    let days = Days { start: from.days.start, end: to.days.end };
    let grain = from.grain.max(to.grain);
    let basis = if to.basis == Basis::Explicit { from.basis } else { Basis::Relative };
    let contradiction = from.contradiction.or(to.contradiction);
    (days.start <= days.end).then_some(Named { days, grain, basis, contradiction })
}
