//! Land gained and lost: the rows of `stats.csv`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use chrono::NaiveDate;

use super::{Control, Shift};

/// What one holder gained, lost and held over some days.
#[derive(Debug, Clone, PartialEq)]
pub struct Balance {
    /// Actor id of the holder.
    pub holder: String,
    /// Land newly its own, km².
    pub gained_km2: f64,
    /// Land no longer its own, km².
    pub lost_km2: f64,
    /// Land held on the last day, km².
    pub held_km2: f64,
}

/// Gains and losses of each holder from one day to another, both inclusive, in order of holder.
///
/// Land that changed hands twice counts as gained and as lost.
#[must_use]
pub fn balances(control: &Control, from: NaiveDate, to: NaiveDate) -> Vec<Balance> {
    let mut holders: BTreeMap<&str, Balance> = BTreeMap::new();
    for shift in control.shifts.iter().filter(|shift| shift.day <= to) {
        let balance = holders.entry(&shift.holder).or_insert_with(|| Balance {
            holder: shift.holder.clone(),
            gained_km2: 0.0,
            lost_km2: 0.0,
            held_km2: 0.0,
        });
        balance.held_km2 = shift.held_km2;
        if shift.day >= from {
            balance.gained_km2 += shift.gained_km2;
            balance.lost_km2 += shift.lost_km2;
        }
    }
    holders.into_values().collect()
}

/// Writes `stats.csv`: a row for each holder and each day on which its land changed.
///
/// # Errors
///
/// Those of the writer.
pub fn write_stats(to: impl Write, shifts: &[Shift]) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(to);
    table.write_record(["day", "holder", "gained_km2", "lost_km2", "held_km2"])?;
    for shift in shifts {
        let km2 = |value: f64| format!("{value:.2}");
        // A name that a spreadsheet would run as a formula is quoted.
        let guard = if shift.holder.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        table.write_record([
            shift.day.to_string(),
            format!("{guard}{}", shift.holder),
            km2(shift.gained_km2),
            km2(shift.lost_km2),
            km2(shift.held_km2),
        ])?;
    }
    table.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::testing::{day, events, region};
    use crate::control::{ControlOptions, read};

    #[test]
    fn what_one_gains_the_other_loses() {
        let region = region(&[("x", 29.0, 0.0)], Vec::new());
        let told = events(
            "2024-01-10 territory_gained_nonstate x A>B
             2024-01-20 territory_gained_government x B>A",
        );
        let options = ControlOptions { to: Some(day("2024-01-31")), ..ControlOptions::default() };
        let control = read(&told, &region, &options);
        let rows: Vec<(String, i64, i64, i64)> = control
            .shifts
            .iter()
            .map(|s| {
                (
                    format!("{} {}", s.day, s.holder),
                    s.gained_km2.round() as i64,
                    s.lost_km2.round() as i64,
                    s.held_km2.round() as i64,
                )
            })
            .collect();
        // A town speaks for 10 km: a disc of 314 km².
        let disc = control.areas[0].area_km2.round() as i64;
        assert!((305..=316).contains(&disc), "{disc}");
        let row = |what: &str, gained, lost, held| (what.to_owned(), gained, lost, held);
        assert_eq!(
            rows,
            [row("2024-01-10 A", disc, 0, disc), row("2024-01-20 A", 0, disc, 0), row("2024-01-20 B", disc, 0, disc)]
        );
        let sums = balances(&control, day("2024-01-15"), day("2024-01-31"));
        assert_eq!(
            sums.iter().map(|b| (b.gained_km2.round(), b.lost_km2.round())).collect::<Vec<_>>(),
            [(0.0, disc as f64), (disc as f64, 0.0)]
        );
        let mut csv = Vec::new();
        write_stats(&mut csv, &control.shifts).unwrap();
        assert_eq!(String::from_utf8(csv).unwrap().lines().count(), 4);
    }
}
