//! Which army is a country's.

use super::mention::ActorClass;
use crate::region::Region;

/// The army of a country (ISO code) in a year: a row of the table, by number. Armies of old names count in their own
/// time only, if another is known.
#[must_use]
pub fn army(region: &Region, country: &str, year: Option<i32>) -> Option<u16> {
    let armies = || {
        region.actors.iter().enumerate().filter(|(_, row)| {
            row.country.as_deref() == Some(country)
                && ActorClass::of_row(row) == ActorClass::State
                && (row.id == row.side || row.last_year.is_some())
        })
    };
    let stood = |first: Option<i32>, last: Option<i32>| {
        year.is_none_or(|y| first.is_none_or(|first| first <= y) && last.is_none_or(|last| y <= last))
    };
    let then = armies().find(|(_, row)| stood(row.first_year, row.last_year));
    then.or_else(|| armies().next()).map(|(number, _)| number as u16)
}
