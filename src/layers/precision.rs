//! How exactly a time and a place are known, in Dateline's words and in the codes of the two large data sets.
//!
//! Sources: UCDP Georeferenced Event Dataset Codebook, variables `date_prec` (1-5) and `where_prec` (1-7);
//! ACLED Codebook, `TIME_PRECISION` (1-3) and `GEO_PRECISION` (1-3).

use chrono::NaiveDate;

use crate::reports::{DateBasis, Relation};

/// How exactly the days are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimePrecision {
    /// One day.
    Day,
    /// Two to six days.
    Days,
    /// A week.
    Week,
    /// Up to a month.
    Month,
    /// Longer than a month.
    Year,
}

impl TimePrecision {
    /// From the interval's length. Where the text gives no day and that of publication stands in, it happened on that
    /// day or in those before it: never better than [`TimePrecision::Days`].
    pub(super) fn of(start: NaiveDate, end: NaiveDate, basis: Option<DateBasis>) -> Self {
        match (end - start).num_days() + 1 {
            ..=1 if basis == Some(DateBasis::Publication) => Self::Days,
            ..=1 => Self::Day,
            2..=6 => Self::Days,
            7 => Self::Week,
            8..=31 => Self::Month,
            _ => Self::Year,
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Days => "days",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// UCDP `date_prec`: 1 the exact day; 2 a range of two to six days; 3 a week; 4 a month; 5 longer than a month.
    pub(super) fn ucdp(self) -> i64 {
        self as i64 + 1
    }

    /// ACLED `TIME_PRECISION`: 1 the day; 2 some time in the week; 3 some time in the month (ACLED codes nothing
    /// vaguer, so a longer span is 3 too).
    pub(super) fn acled(self) -> i64 {
        match self {
            Self::Day => 1,
            Self::Days | Self::Week => 2,
            Self::Month | Self::Year => 3,
        }
    }
}

/// The day that stands for an interval: its middle, as ACLED does for weeks and months.
pub(super) fn middle(start: NaiveDate, end: NaiveDate) -> NaiveDate {
    start + chrono::TimeDelta::days((end - start).num_days().max(0) / 2)
}

/// How exactly the position is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PlacePrecision {
    /// `exact`, `near`, `area` or `admin`.
    pub(super) word: &'static str,
    /// UCDP `where_prec`: 1 the exact place; 2 within 25 km of a known point; 3 a second-order division (territory,
    /// district); 4 a first-order division (province); 5 a line or an area without borders (road, lake, forest,
    /// region) or a radius beyond 25 km; 6 a country only; 7 international waters or air space (never given here).
    pub(super) ucdp: i64,
    /// ACLED `GEO_PRECISION`: 1 the town itself; 2 near it, or a small part of a region; 3 a larger region.
    pub(super) acled: i64,
}

/// UCDP's limit between `where_prec` 2 and 5, in metres.
const NEAR_M: u32 = 25_000;

impl PlacePrecision {
    /// From the coarse kind of the place, how the event relates to it, and the radius in metres.
    pub(super) fn of(kind: &str, relation: Relation, radius_m: Option<u32>) -> Self {
        let wide = radius_m.is_some_and(|r| r > NEAR_M);
        let (word, ucdp, acled) = match kind {
            "country" => ("admin", 6, 3),
            "province" => ("admin", 4, 3),
            "territory" => ("admin", 3, 2),
            "region" => ("area", 5, 3),
            "road" | "lake" | "park" if wide => ("area", 5, 3),
            "road" | "lake" | "park" => ("area", 5, 2),
            _ if wide => ("near", 5, 3),
            _ if relation == Relation::In => ("exact", 1, 1),
            _ => ("near", 2, 2),
        };
        Self { word, ucdp, acled }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn time_codes_follow_the_codebooks() {
        for (start, end, basis, word, ucdp, acled) in [
            ("2025-01-27", "2025-01-27", DateBasis::Explicit, "day", 1, 1),
            ("2025-01-27", "2025-01-27", DateBasis::Publication, "days", 2, 2),
            ("2024-02-03", "2024-02-04", DateBasis::Relative, "days", 2, 2),
            ("2024-02-05", "2024-02-11", DateBasis::Relative, "week", 3, 2),
            ("2024-02-01", "2024-02-29", DateBasis::Explicit, "month", 4, 3),
            ("2012-01-01", "2012-12-31", DateBasis::Explicit, "year", 5, 3),
        ] {
            let precision = TimePrecision::of(day(start), day(end), Some(basis));
            assert_eq!((precision.as_str(), precision.ucdp(), precision.acled()), (word, ucdp, acled), "{start}/{end}");
        }
    }

    #[test]
    fn the_middle_day_stands_for_the_interval() {
        assert_eq!(middle(day("2024-02-03"), day("2024-02-04")), day("2024-02-03"));
        assert_eq!(middle(day("2024-02-01"), day("2024-02-29")), day("2024-02-15"));
        assert_eq!(middle(day("2024-02-01"), day("2024-02-01")), day("2024-02-01"));
    }

    #[test]
    fn place_codes_follow_the_codebooks() {
        for (kind, relation, radius, word, ucdp, acled) in [
            ("locality", Relation::In, Some(2_000), "exact", 1, 1),
            ("locality", Relation::Near, Some(10_000), "near", 2, 2),
            ("locality", Relation::Direction, Some(30_000), "near", 5, 3),
            ("hill", Relation::In, None, "exact", 1, 1),
            ("territory", Relation::In, Some(40_000), "admin", 3, 2),
            ("province", Relation::In, Some(120_000), "admin", 4, 3),
            ("region", Relation::In, Some(90_000), "area", 5, 3),
            ("road", Relation::Between, Some(12_000), "area", 5, 2),
            ("country", Relation::In, None, "admin", 6, 3),
        ] {
            let found = PlacePrecision::of(kind, relation, radius);
            assert_eq!(found, PlacePrecision { word, ucdp, acled }, "{kind}");
        }
    }
}
