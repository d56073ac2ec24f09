//! Who takes part: rows of `actors.csv` and `alliances.csv`.

use chrono::NaiveDate;

/// ACLED's actor types (the 'inter' codes 1 to 8 of the ACLED codebook).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActorKind {
    /// 1: state forces of the country at war.
    StateForces,
    /// 2: rebel group.
    RebelGroup,
    /// 3: political militia.
    PoliticalMilitia,
    /// 4: identity militia (ethnic, communal, local self-defence).
    IdentityMilitia,
    /// 5: rioters.
    Rioters,
    /// 6: protesters.
    Protesters,
    /// 7: civilians.
    Civilians,
    /// 8: external or other forces (foreign armies, peacekeepers, private companies).
    ExternalForces,
}

impl ActorKind {
    /// The ACLED inter code, 1 to 8.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8 + 1
    }

    /// From an ACLED inter code.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        use ActorKind::{
            Civilians, ExternalForces, IdentityMilitia, PoliticalMilitia, Protesters, RebelGroup, Rioters, StateForces,
        };
        [StateForces, RebelGroup, PoliticalMilitia, IdentityMilitia, Rioters, Protesters, Civilians, ExternalForces]
            .get(usize::from(code).checked_sub(1)?)
            .copied()
    }
}

/// A party to the war.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Short normalised name, the one that reports carry ('M23', 'FARDC').
    pub id: String,
    /// The full name.
    pub name: String,
    /// Every other name, abbreviation and phrase in English and French ('armée congolaise', 'Congolese army').
    pub alt_names: Vec<String>,
    /// ACLED's actor type.
    pub kind: ActorKind,
    /// ISO code of the country it belongs to, where it does.
    pub country: Option<String>,
    /// The side whose colour and area it shares when the alliances say nothing else ('M23', 'FARDC').
    pub side: String,
    /// Colour of its areas and symbols, `#RRGGBB`.
    pub colour: String,
    /// First year it existed under this name.
    pub first_year: Option<i32>,
    /// Last year.
    pub last_year: Option<i32>,
    /// Where this is stated.
    pub source: String,
}

/// Two actors on one side over some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alliance {
    /// One ally, an actor id: the one who fights beside `lead`.
    pub actor: String,
    /// The other: the one whose area it is when they hold a place together.
    pub lead: String,
    /// First day, inclusive; open when `None`.
    pub from: Option<NaiveDate>,
    /// Last day, inclusive; open when `None`.
    pub to: Option<NaiveDate>,
    /// 'ally', or 'between' for a force that stands between the sides.
    pub relation: String,
    /// Where this is stated.
    pub source: String,
}
