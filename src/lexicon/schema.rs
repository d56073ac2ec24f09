//! The form of a lexicon file.

use std::collections::BTreeMap;

use serde::de::{Error, IntoDeserializer};
use serde::{Deserialize, Deserializer, Serialize};
use toml::Spanned;

use super::code::Code;
use super::tag::{Cue, Grammar, People};

/// The line of a byte of a text, from 1.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// A lexicon file as written. The tables `places` and `dates` belong to those stations and are read there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LexiconFile {
    pub language: Spanned<String>,
    /// Names of pieces that many triggers have: '<troops>' stands for any of them.
    #[serde(default)]
    pub define: BTreeMap<String, Vec<Phrase>>,
    pub trigger: Vec<TriggerEntry>,
    pub cues: BTreeMap<Key<Cue>, Vec<Phrase>>,
    pub grammar: BTreeMap<Key<Grammar>, Vec<Phrase>>,
    pub people: BTreeMap<Key<People>, Vec<Phrase>>,
    pub numbers: Numbers,
    pub not_war: Words,
    #[serde(default)]
    pub war: Words,
    #[serde(default, rename = "places")]
    pub _places: Option<toml::Table>,
    #[serde(default, rename = "dates")]
    pub _dates: Option<toml::Table>,
}

/// A key of a table and what it stands for. Tables are in the order of the names: of two classes that a phrase is in,
/// the first counts.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<T> {
    name: String,
    pub tag: T,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Key<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let tag = T::deserialize(name.clone().into_deserializer())?;
        Ok(Self { name, tag })
    }
}

/// A word or some; not blank.
#[derive(Debug)]
pub(super) struct Phrase(pub String);

impl<'de> Deserialize<'de> for Phrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = String::deserialize(deserializer)?;
        if words.trim().is_empty() { Err(D::Error::custom("no words: take the entry out")) } else { Ok(Self(words)) }
    }
}

/// Words that tell of one kind of event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TriggerEntry {
    pub code: TriggerCode,
    #[serde(default)]
    pub civilians: Option<Code>,
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
    pub verbs: Vec<Spanned<Phrase>>,
    #[serde(default)]
    pub nouns: Vec<Spanned<Phrase>>,
}

/// What a trigger's words tell of, as its entry writes it.
#[derive(Debug, Clone, Copy)]
pub(super) enum TriggerCode {
    /// An event.
    Of(Code),
    /// A place gained; who gains it makes it nonstate or government.
    Gained,
    /// Nothing: the words only look like an event.
    None,
}

impl<'de> Deserialize<'de> for TriggerCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        match name.as_str() {
            "territory_gained" => Ok(Self::Gained),
            "none" => Ok(Self::None),
            _ => name.parse().map(Self::Of).map_err(|()| {
                let known = Code::ALL.map(Code::as_str).join(", ");
                D::Error::custom(format!("'{name}' is not known; it must be none, territory_gained, {known}"))
            }),
        }
    }
}

/// What a verb's subject or object must be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    pub low: Vec<Phrase>,
    pub high: Vec<Phrase>,
    pub dead: Vec<Phrase>,
    pub hurt: Vec<Phrase>,
    pub words: BTreeMap<String, u32>,
    pub vague: BTreeMap<String, [u32; 3]>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub words: Vec<Phrase>,
}
