//! A stretch of text that names somebody who takes part.

use std::ops::Range;

use crate::lexicon::People;
use crate::region::{Actor, ActorKind};

/// What somebody is, as far as reading needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActorClass {
    /// Soldiers of a state.
    State,
    /// Police of a state.
    Police,
    /// An armed group.
    Rebel,
    /// Peacekeepers.
    Mission,
    /// Demonstrators.
    Protesters,
    /// Civilians.
    Civilian,
    /// Governments and politicians.
    Leaders,
}

impl ActorClass {
    /// True for those who bear arms.
    #[must_use]
    pub fn is_force(self) -> bool {
        matches!(self, Self::State | Self::Police | Self::Rebel | Self::Mission)
    }

    pub(super) fn of_people(people: People) -> Option<Self> {
        Some(match people {
            People::State | People::Army | People::Allies => Self::State,
            People::Police => Self::Police,
            People::Rebel | People::Loose => Self::Rebel,
            People::Civilian | People::Property => Self::Civilian,
            People::Protesters => Self::Protesters,
            People::Missions => Self::Mission,
            People::Leaders | People::Government => Self::Leaders,
            People::Suspected | People::Speakers | People::Sources => return None,
        })
    }

    /// What a row of the actor table is. A foreign force with a country of its own is that country's army; a state's
    /// police are told by their name.
    #[must_use]
    pub fn of_row(row: &Actor) -> Self {
        match row.kind {
            ActorKind::StateForces if row.name.contains("Police") => Self::Police,
            ActorKind::StateForces => Self::State,
            // A mission of peacekeepers has the country it is in.
            ActorKind::ExternalForces
                if row.country.is_some() && row.id == row.side && !row.name.contains("Mission") =>
            {
                Self::State
            }
            ActorKind::ExternalForces => Self::Mission,
            ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia => Self::Rebel,
            ActorKind::Rioters | ActorKind::Protesters => Self::Protesters,
            ActorKind::Civilians => Self::Civilian,
        }
    }
}

/// A mention of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorMention {
    /// The tokens of the whole phrase ('suspected M23 rebels').
    pub tokens: Range<usize>,
    /// Short normalised name ('M23', 'Israeli army', 'civilians').
    pub name: String,
    /// What it is.
    pub class: ActorClass,
    /// The noun it was told by ('army', 'rebels'), where there is one.
    pub noun: Option<People>,
    /// The country whose adjective says who it is, by number in `Region::places`.
    pub nation: Option<u32>,
    /// Row of the region's actor table, where it is in it.
    pub actor: Option<u16>,
    /// True when a name or a nationality tells who it is; false for 'the rebels', 'the army' until resolved.
    pub named: bool,
}
