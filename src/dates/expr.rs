//! What a time expression says, before it is known when it was said.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A length of time that the calendar has a name for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// An hour.
    Hour,
    /// A day, or its night.
    Day,
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// Two weeks.
    Fortnight,
    /// A calendar month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// Which part of a longer time is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// 'the start of March', 'début mars' standing for its first days.
    Start,
    /// 'early March': its first third.
    Early,
    /// 'mid-March'.
    Mid,
    /// 'late March': its last third.
    Late,
    /// 'the end of March': its last week.
    End,
    /// 'earlier this month': from its first day to the day it is said.
    Earlier,
    /// 'later this month': from the day it is said to its last day.
    Later,
}

/// Where the reckoning of a relative expression begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The day of the news ('last week').
    News,
    /// The event told before ('the next day', 'la veille').
    Told,
}

/// How many, and whether that was a figure ('three') or not ('a few').
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The figure, or what such words commonly stand for.
    pub n: i32,
    /// True for 'a few', 'several', 'quelques'.
    pub vague: bool,
}

/// The named parts of a calendar date; what was not said is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateParts {
    /// Year; 0 is 1 BC, -1 is 2 BC.
    pub year: Option<i32>,
    /// Months 1 to 12.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
    /// Monday 1 to Sunday 7.
    pub weekday: Option<u8>,
    /// Spring 1, summer 2, autumn 3, winter 4.
    pub season: Option<u8>,
    /// Quarter of the year, 1 to 4.
    pub quarter: Option<u8>,
    /// Half of the year, 1 or 2.
    pub half: Option<u8>,
    /// Week of the month, 1 to 5: 'the first week of October'.
    pub week: Option<u8>,
    /// Last -1, this 0, next 1: 'last November', 'mardi prochain'.
    pub rel: Option<i8>,
    /// The year counted from that of the news or of what was told: 'November last year', 'August of that year'.
    pub year_shift: Option<(i32, From)>,
    /// The week counted from that of the news: 'Tuesday last week'.
    pub week_shift: Option<i32>,
    /// 'early', 'mid', 'end of'.
    pub edge: Option<Edge>,
    /// True when it is the night that leads into that day ('overnight into Friday').
    pub eve: bool,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// A date or part of one: '6 November', 'Tuesday', 'in 2012', 'last March'.
    Date(DateParts),
    /// A decade, a century or another run of years.
    Years {
        /// The first.
        first: i32,
        /// How many.
        count: i32,
        /// 'the late 1930s'.
        edge: Option<Edge>,
    },
    /// The unit so many before or after the present one: 'last week', 'that month', 'the end of the year'.
    Unit {
        /// The unit.
        unit: Unit,
        /// -1 last, 0 this, 1 next.
        shift: i32,
        /// Counted from.
        from: From,
        /// 'earlier this month'.
        edge: Option<Edge>,
    },
    /// So many units before or after: 'three days ago', 'two months later', 'yesterday'.
    Offset {
        /// How many; negative is before.
        count: Count,
        /// The unit.
        unit: Unit,
        /// Counted from.
        from: From,
    },
    /// The last or next so many units as a whole: 'the past 72 hours', 'in recent months'.
    Span {
        /// How many; negative is before.
        count: Count,
        /// The unit.
        unit: Unit,
        /// Counted from.
        from: From,
    },
    /// From one to the other, both included: 'between 9 and 16 August', 'la nuit de lundi à mardi'.
    Range(Box<(TimeMention, TimeMention)>),
    /// A length, which is no date: 'three days of fighting'.
    Length {
        /// How many.
        count: Count,
        /// The unit.
        unit: Unit,
    },
}

impl Expr {
    /// True when it is reckoned from what was told before: 'the next day', 'two months later'.
    #[must_use]
    pub fn is_told(&self) -> bool {
        match self {
            Expr::Date(parts) => matches!(parts.year_shift, Some((_, From::Told))),
            Expr::Unit { from, .. } | Expr::Offset { from, .. } | Expr::Span { from, .. } => *from == From::Told,
            Expr::Range(ends) => ends.0.expr.is_told() || ends.1.expr.is_told(),
            Expr::Years { .. } | Expr::Length { .. } => false,
        }
    }
}

/// How the time relates to what is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// It happened then.
    On,
    /// It began then ('since November').
    Since,
    /// It ended or is to end then ('until Friday', 'by June').
    Until,
    /// It happened before then.
    Before,
    /// It happened after then.
    After,
    /// It lasted so long ('for three days', 'over the last two weeks').
    During,
}

/// A time expression found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMention {
    /// Its tokens, without the preposition.
    pub tokens: Range<usize>,
    /// What it says.
    pub expr: Expr,
    /// How it relates to what is told.
    pub role: Role,
}

impl TimeMention {
    /// True when this is a time, not a mere length.
    #[must_use]
    pub fn is_date(&self) -> bool {
        !matches!(self.expr, Expr::Length { .. })
    }
}
