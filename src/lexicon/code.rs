//! Event codes: ACLED's event and sub-event vocabulary in short form, with four of our own.

use serde::{Deserialize, Serialize};

/// What happened. Source of the vocabulary: ACLED codebook (2023); `advance`, `diplomacy`, `displacement` and
/// `humanitarian` are what ACLED lacks and a frontline map needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Two armed sides fight, no change of territory said.
    ArmedClash,
    /// A non-state armed group takes a place.
    TerritoryGainedNonstate,
    /// Government or allied forces take or retake a place.
    TerritoryGainedGovernment,
    /// An armed force leaves or hands over a place.
    Withdrawal,
    /// A force sets up a base or deploys into a place.
    BaseEstablished,
    /// A force moves on or encircles a place.
    Advance,
    /// Shelling, artillery, mortar, rocket, missile.
    Shelling,
    /// Air or drone strike.
    AirDroneStrike,
    /// Bomb, mine, grenade.
    Explosion,
    /// Civilians killed, wounded, beaten; houses burned.
    AttackCivilians,
    /// Kidnapping, hostage taking.
    Abduction,
    /// Sexual violence.
    SexualViolence,
    /// Looting, destruction, robbery.
    LootingDestruction,
    /// Arrests, detention, surrender.
    Arrest,
    /// Protest, strike.
    Protest,
    /// Riot, mob violence.
    Riot,
    /// Ceasefire, accord.
    Agreement,
    /// Talks, summit, visit, mediation.
    Diplomacy,
    /// People flee, arrive, return.
    Displacement,
    /// Aid, disease, crisis.
    Humanitarian,
    /// Anything else of strategic weight.
    OtherStrategic,
}

/// Codes that tell of the same kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Armed sides against each other.
    Fighting,
    /// Who holds a place changes.
    Territory,
    /// Violence against civilians and property.
    Violence,
    /// Arrest.
    Arrest,
    /// Protest and riot.
    Unrest,
    /// Talks and agreements.
    Talks,
    /// Displacement and aid.
    Relief,
    /// The rest.
    Other,
}

impl Code {
    /// All codes, in the order of the codebook.
    pub const ALL: [Code; 21] = [
        Code::ArmedClash,
        Code::TerritoryGainedNonstate,
        Code::TerritoryGainedGovernment,
        Code::Withdrawal,
        Code::BaseEstablished,
        Code::Advance,
        Code::Shelling,
        Code::AirDroneStrike,
        Code::Explosion,
        Code::AttackCivilians,
        Code::Abduction,
        Code::SexualViolence,
        Code::LootingDestruction,
        Code::Arrest,
        Code::Protest,
        Code::Riot,
        Code::Agreement,
        Code::Diplomacy,
        Code::Displacement,
        Code::Humanitarian,
        Code::OtherStrategic,
    ];

    /// The code as files write it (`armed_clash`).
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Code::ArmedClash => "armed_clash",
            Code::TerritoryGainedNonstate => "territory_gained_nonstate",
            Code::TerritoryGainedGovernment => "territory_gained_government",
            Code::Withdrawal => "withdrawal",
            Code::BaseEstablished => "base_established",
            Code::Advance => "advance",
            Code::Shelling => "shelling",
            Code::AirDroneStrike => "air_drone_strike",
            Code::Explosion => "explosion",
            Code::AttackCivilians => "attack_civilians",
            Code::Abduction => "abduction",
            Code::SexualViolence => "sexual_violence",
            Code::LootingDestruction => "looting_destruction",
            Code::Arrest => "arrest",
            Code::Protest => "protest",
            Code::Riot => "riot",
            Code::Agreement => "agreement",
            Code::Diplomacy => "diplomacy",
            Code::Displacement => "displacement",
            Code::Humanitarian => "humanitarian",
            Code::OtherStrategic => "other_strategic",
        }
    }

    /// The group it belongs to.
    #[must_use]
    pub fn group(self) -> Group {
        match self {
            Code::ArmedClash | Code::Shelling | Code::AirDroneStrike | Code::Explosion | Code::Advance => {
                Group::Fighting
            }
            Code::TerritoryGainedNonstate
            | Code::TerritoryGainedGovernment
            | Code::Withdrawal
            | Code::BaseEstablished => Group::Territory,
            Code::AttackCivilians | Code::Abduction | Code::SexualViolence | Code::LootingDestruction => {
                Group::Violence
            }
            Code::Arrest => Group::Arrest,
            Code::Protest | Code::Riot => Group::Unrest,
            Code::Agreement | Code::Diplomacy => Group::Talks,
            Code::Displacement | Code::Humanitarian => Group::Relief,
            Code::OtherStrategic => Group::Other,
        }
    }

    /// ACLED's event type and sub-event type in ACLED's words (codebook of 2023); what ACLED lacks stands
    /// under 'Strategic developments / Other'.
    #[must_use]
    pub fn acled(self) -> (&'static str, &'static str) {
        const BATTLES: &str = "Battles";
        const EXPLOSIONS: &str = "Explosions/Remote violence";
        const CIVILIANS: &str = "Violence against civilians";
        const STRATEGIC: &str = "Strategic developments";
        match self {
            Code::ArmedClash => (BATTLES, "Armed clash"),
            Code::TerritoryGainedNonstate => (BATTLES, "Non-state actor overtakes territory"),
            Code::TerritoryGainedGovernment => (BATTLES, "Government regains territory"),
            Code::Withdrawal => (STRATEGIC, "Non-violent transfer of territory"),
            Code::BaseEstablished => (STRATEGIC, "Headquarters or base established"),
            Code::Shelling => (EXPLOSIONS, "Shelling/artillery/missile attack"),
            Code::AirDroneStrike => (EXPLOSIONS, "Air/drone strike"),
            Code::Explosion => (EXPLOSIONS, "Remote explosive/landmine/IED"),
            Code::AttackCivilians => (CIVILIANS, "Attack"),
            Code::Abduction => (CIVILIANS, "Abduction/forced disappearance"),
            Code::SexualViolence => (CIVILIANS, "Sexual violence"),
            Code::LootingDestruction => (STRATEGIC, "Looting/property destruction"),
            Code::Arrest => (STRATEGIC, "Arrests"),
            Code::Protest => ("Protests", "Peaceful protest"),
            Code::Riot => ("Riots", "Violent demonstration"),
            Code::Agreement => (STRATEGIC, "Agreement"),
            Code::Advance | Code::Diplomacy | Code::Displacement | Code::Humanitarian | Code::OtherStrategic => {
                (STRATEGIC, "Other")
            }
        }
    }
}

impl std::str::FromStr for Code {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        Code::ALL.into_iter().find(|c| c.as_str() == s).ok_or(())
    }
}
