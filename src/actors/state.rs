//! Which army is a country's.

use super::mention::ActorClass;
use crate::region::{Actor, ActorKind, Region};

/// The police of a country in a year: the table's row, where it has one.
#[must_use]
pub fn police(region: &Region, country: &str, year: Option<i32>) -> Option<u16> {
    let mut rows = region.actors_of(country).filter(|(_, row)| ActorClass::of_row(row) == ActorClass::Police);
    rows.find(|(_, row)| stood(row, year)).map(|(number, _)| number as u16)
}

/// The peacekeepers in a country in a year: the table's row, where it has one, else those of the United Nations.
pub(super) fn mission(region: &Region, country: &str, year: Option<i32>) -> Option<u16> {
    let mut rows = region.actors_of(country).filter(|(_, row)| ActorClass::of_row(row) == ActorClass::Mission);
    let here = rows.find(|(_, row)| stood(row, year)).map(|(number, _)| number);
    here.or_else(|| region.actors.iter().position(|row| row.id == "UN")).map(|number| number as u16)
}

/// The armed group of a country that was founded last before a year, of those that have an end the first: whom an
/// article most likely means that names none.
#[must_use]
pub fn group(region: &Region, country: &str, year: i32) -> Option<u16> {
    let stood = |row: &Actor| row.kind == ActorKind::RebelGroup && stood(row, Some(year));
    let rows = region.actors_of(country).filter(|(_, row)| stood(row));
    rows.rev().max_by_key(|(_, row)| (row.last_year.is_some(), row.first_year)).map(|(number, _)| number as u16)
}

fn stood(row: &Actor, year: Option<i32>) -> bool {
    year.is_none_or(|y| row.first_year.is_none_or(|first| first <= y) && row.last_year.is_none_or(|last| y <= last))
}

/// The army of a country (ISO code) in a year: a row of the table, by number. Armies of old names count in their own
/// time only, if another is known.
#[must_use]
pub fn army(region: &Region, country: &str, year: Option<i32>) -> Option<u16> {
    let armies = || {
        region.actors_of(country).filter(|(_, row)| {
            ActorClass::of_row(row) == ActorClass::State && (row.id == row.side || row.last_year.is_some())
        })
    };
    let then = armies().find(|(_, row)| stood(row, year));
    then.or_else(|| armies().next()).map(|(number, _)| number as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forces_count_in_their_own_time() {
        let region = Region::builtin("eastern-congo").unwrap();
        let id = |number: Option<u16>| number.map(|n| region.actors[usize::from(n)].id.as_str());
        for (year, force, ours) in [(2024, "FARDC", Some("PNC")), (1998, "FAC", None)] {
            assert_eq!(id(army(&region, "CD", Some(year))), Some(force), "{year}");
            assert_eq!(id(police(&region, "CD", Some(year))), ours, "{year}");
        }
        assert_eq!(id(mission(&region, "CD", Some(2024))), Some("MONUSCO"));
        assert_eq!(id(mission(&region, "CD", Some(2006))), Some("MONUC"));
        assert_eq!(id(mission(&region, "NO", Some(2006))), Some("UN"));
        assert_eq!(id(group(&region, "CD", 1997)), Some("AFDL"));
        assert_eq!(id(group(&region, "LK", 1999)), Some("LTTE"));
        assert_eq!(id(group(&region, "LK", 2020)), None);
    }
}
