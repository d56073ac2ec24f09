//! Intervals of days and the units of the calendar: proleptic Gregorian, astronomical years (0 is 1 BC).

use chrono::{Datelike, Duration, NaiveDate};

use super::expr::{Edge, Unit};

/// From one day to another, both included.
/// How many days 'the end of last year' stands for.
const YEARS_END: i64 = 21;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) start: NaiveDate,
    pub(super) end: NaiveDate,
}

impl Days {
    pub(super) fn day(day: NaiveDate) -> Self {
        Self { start: day, end: day }
    }

    /// Whole calendar years from `first` on.
    pub(super) fn years(first: i32, count: i32) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt(first, 1, 1)?;
        let end = NaiveDate::from_ymd_opt(first.checked_add(count)?, 1, 1)?.pred_opt()?;
        Some(Self { start, end })
    }

    /// `count` calendar months from month `month` (1 to 12) of `year` on.
    pub(super) fn months(year: i32, month: u32, count: i32) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt(year, month, 1)?;
        let end = shift_months(start, count)?.pred_opt()?;
        Some(Self { start, end })
    }

    /// A season of a northern year; winter is the one that begins in it.
    pub(super) fn season(year: i32, season: u8) -> Option<Self> {
        Self::months(year, u32::from(season.clamp(1, 4)) * 3, 3)
    }

    /// The calendar unit that holds `day`, moved by `shift` units.
    pub(super) fn unit(unit: Unit, day: NaiveDate, shift: i32) -> Option<Self> {
        match unit {
            Unit::Hour | Unit::Day => Some(Self::day(add_days(day, i64::from(shift))?)),
            Unit::Week => Self::from_monday(day, shift, 0, 6),
            Unit::Fortnight => Self::from_monday(day, shift.checked_mul(2)?, 0, 13),
            Unit::Weekend => {
                // The weekend last begun; on a Sunday it is the present one.
                let back = i64::from((day.weekday().num_days_from_monday() + 2) % 7);
                let saturday = add_days(day, i64::from(shift) * 7 - back)?;
                Some(Self { start: saturday, end: saturday.succ_opt()? })
            }
            Unit::Month => {
                let day = shift_months(first_of_month(day)?, shift)?;
                Self::months(day.year(), day.month(), 1)
            }
            Unit::Quarter => {
                let day = shift_months(first_of_month(day)?, shift.checked_mul(3)?)?;
                Self::months(day.year(), (day.month() - 1) / 3 * 3 + 1, 3)
            }
            Unit::Year => Self::years(day.year().checked_add(shift)?, 1),
            Unit::Decade => {
                let first = day.year() - day.year().rem_euclid(10);
                Self::years(first.checked_add(shift.checked_mul(10)?)?, 10)
            }
            Unit::Century => {
                let first = day.year() - day.year().rem_euclid(100);
                Self::years(first.checked_add(shift.checked_mul(100)?)?, 100)
            }
        }
    }

    fn from_monday(day: NaiveDate, weeks: i32, from: i64, to: i64) -> Option<Self> {
        let monday = add_days(day, i64::from(weeks) * 7 - i64::from(day.weekday().num_days_from_monday()))?;
        Some(Self { start: add_days(monday, from)?, end: add_days(monday, to)? })
    }

    /// The part of the interval that 'early', 'mid', 'the end of' stand for. `now` ends 'earlier this month'.
    pub(super) fn part(self, edge: Edge, now: Option<NaiveDate>) -> Self {
        let length = (self.end - self.start).num_days() + 1;
        let cut = |from: i64, to: i64| {
            let start = add_days(self.start, from.clamp(0, length - 1)).unwrap_or(self.start);
            let end = add_days(self.start, to.clamp(0, length - 1)).unwrap_or(self.end);
            Self { start, end: end.max(start) }
        };
        // Months in thirds of ten days, longer times in thirds and quarters of their months.
        let months = i64::from((self.end.year() - self.start.year()) * 12) + i64::from(self.end.month())
            - i64::from(self.start.month())
            + 1;
        let days_to = |months: i64| {
            let to = shift_months(self.start, i32::try_from(months).unwrap_or(0));
            to.map_or(length, |to| (to - self.start).num_days())
        };
        let (first, second, quarter, last) = match months {
            1 if length >= 28 => (10, 20, 7, length - 7),
            // The end of a year is its last weeks.
            12 => (days_to(4), days_to(8), days_to(3), length - YEARS_END),
            3.. => (days_to(months / 3), days_to(months * 2 / 3), days_to(months / 4), days_to(months - months / 4)),
            _ => ((length + 2) / 3, (length + 2) / 3 * 2, (length + 3) / 4, length - (length + 3) / 4),
        };
        match edge {
            Edge::Start => cut(0, quarter - 1),
            Edge::Early => cut(0, first - 1),
            Edge::Mid => cut(first, second - 1),
            Edge::Late => cut(second, length - 1),
            Edge::End => cut(last, length - 1),
            Edge::Earlier => match now {
                Some(now) if self.start <= now && now <= self.end => Self { start: self.start, end: now },
                _ => self,
            },
            Edge::Later => match now {
                Some(now) if self.start <= now && now <= self.end => Self { start: now, end: self.end },
                _ => self,
            },
        }
    }

    /// How far `day` lies from the interval, in days; 0 inside.
    pub(super) fn distance(self, day: NaiveDate) -> i64 {
        ((self.start - day).num_days()).max((day - self.end).num_days()).max(0)
    }
}

pub(super) fn add_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_signed(Duration::try_days(days)?)
}

pub(super) fn first_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)
}

/// The same day `months` later, or the last day of a shorter month.
pub(super) fn shift_months(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = chrono::Months::new(months.unsigned_abs());
    if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) }
}

/// The day with that weekday (Monday 1) nearest to `day` in the direction of `step`; `day` itself counts when
/// `with_itself`.
pub(super) fn weekday_from(day: NaiveDate, weekday: u8, step: i64, with_itself: bool) -> Option<NaiveDate> {
    let mut at = if with_itself { day } else { add_days(day, step)? };
    for _ in 0..7 {
        if at.weekday().number_from_monday() == u32::from(weekday) {
            return Some(at);
        }
        at = add_days(at, step)?;
    }
    None
}
