//! The form of a lexicon file.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A lexicon file as written. The tables `places` and `dates` belong to those stations and are read there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LexiconFile {
    pub language: String,
    /// Names of pieces that many triggers have: '<troops>' stands for any of them.
    #[serde(default)]
    pub define: BTreeMap<String, Vec<String>>,
    pub trigger: Vec<TriggerEntry>,
    pub cues: BTreeMap<String, Vec<String>>,
    pub grammar: BTreeMap<String, Vec<String>>,
    pub people: BTreeMap<String, Vec<String>>,
    pub numbers: Numbers,
    pub not_war: Words,
    #[serde(default)]
    pub war: Words,
    #[serde(default, rename = "places")]
    pub _places: Option<toml::Table>,
    #[serde(default, rename = "dates")]
    pub _dates: Option<toml::Table>,
}

/// Words that tell of one kind of event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TriggerEntry {
    pub code: String,
    #[serde(default)]
    pub civilians: Option<String>,
    #[serde(default)]
    pub object: Need,
    #[serde(default)]
    pub subject: Need,
    #[serde(default)]
    pub role: Role,
    #[serde(default)]
    pub reach: Option<usize>,
    #[serde(default)]
    pub intransitive: bool,
    #[serde(default)]
    pub weak: bool,
    #[serde(default)]
    pub verbs: Vec<String>,
    #[serde(default)]
    pub nouns: Vec<String>,
}

/// What a verb's subject or object must be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Need {
    /// Anything.
    #[default]
    Any,
    /// A place, or a word that stands for one.
    Place,
    /// A word for ground rather than a name: 'position', 'route', 'bridge'.
    Ground,
    /// People of any kind.
    People,
    /// Those who bear no arms.
    Civilians,
    /// Many of those who bear no arms: 'families', 'thousands', 'others'.
    Crowd,
    /// Politicians and diplomats.
    Leaders,
    /// Fighters.
    Force,
}

/// What the subject and object of a trigger are to the event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The subject does it, the object has it done to it.
    #[default]
    Agent,
    /// The object is a victim.
    Harm,
    /// The subject is the one it happens to.
    Suffer,
    /// A place changes hands; nobody need be named.
    Fall,
    /// The object is driven out and loses the place.
    Expel,
    /// The subject gives the place up.
    Leave,
    /// The subject gives the place up to whom 'to' names; without him it leaves.
    Give,
    /// The subject loses the place to another.
    Lose,
    /// The words name who holds the subject, a place ('in rebel hands').
    Hold,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Numbers {
    pub low: Vec<String>,
    pub high: Vec<String>,
    pub dead: Vec<String>,
    pub hurt: Vec<String>,
    pub words: BTreeMap<String, u32>,
    pub vague: BTreeMap<String, [u32; 3]>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub words: Vec<String>,
}
