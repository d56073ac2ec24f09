//! Which colour a side has: the region's, never one known to the code.

use chrono::NaiveDate;

use crate::region::Region;

/// Fought over: Okabe and Ito's orange.
pub const CONTESTED: &str = "#E69F00";
/// Nobody knows who holds it.
pub const UNKNOWN: &str = "#999999";

/// Sides and colours of a region.
#[derive(Debug, Clone, Copy)]
pub struct Palette<'a> {
    region: &'a Region,
}

impl<'a> Palette<'a> {
    /// The palette of a region.
    #[must_use]
    pub fn new(region: &'a Region) -> Self {
        Self { region }
    }

    /// The side an actor fought on at a day: its lead in an alliance of that day, else the side of the table, else
    /// itself.
    #[must_use]
    pub fn side<'b>(&self, actor: &'b str, day: NaiveDate) -> &'b str
    where
        'a: 'b,
    {
        let ally = self.region.alliances.iter().find(|a| {
            a.actor == actor
                && a.relation == "ally"
                && a.from.is_none_or(|from| from <= day)
                && a.to.is_none_or(|to| day <= to)
        });
        let lead = ally.map_or(actor, |a| a.lead.as_str());
        self.region.actors.iter().find(|a| a.id == lead).map_or(lead, |a| a.side.as_str())
    }

    /// The colour of a side, `#RRGGBB`; grey for one that the region does not know.
    #[must_use]
    pub fn colour(&self, side: &str) -> &'a str {
        let colour = self.region.actors.iter().find(|a| a.id == side).map(|a| a.colour.as_str());
        colour.filter(|c| is_colour(c)).unwrap_or(UNKNOWN)
    }
}

/// True for `#RRGGBB`.
fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}
