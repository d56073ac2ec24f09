//! The words around place names, from the `[places]` tables of `lexicon/en.toml` and `lexicon/fr.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::phrase::Phrases;
use crate::region::PlaceKind;

#[derive(Deserialize)]
struct Lexicon {
    places: Option<Table>,
}

/// The `[places]` tables of a lexicon can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {message}")]
pub struct PlaceWordsError {
    file: String,
    /// What is wrong, with its line.
    message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    articles: Vec<String>,
    links: Vec<String>,
    prepositions: Vec<String>,
    locatives: Vec<String>,
    near: Vec<String>,
    outskirts: Vec<String>,
    toward: Vec<String>,
    between: Vec<String>,
    border: Vec<String>,
    roads: Vec<String>,
    and: Vec<String>,
    stops: Vec<String>,
    person_titles: Vec<String>,
    offices: Vec<String>,
    institutions: Vec<String>,
    things: Vec<String>,
    powers: Vec<String>,
    modifiers: Vec<String>,
    common: Vec<String>,
    whole: Vec<String>,
    holders: Vec<String>,
    closers: Vec<String>,
    instances: Vec<String>,
    posts: Vec<String>,
    kinds: BTreeMap<PlaceKind, Vec<String>>,
    compass: BTreeMap<String, f64>,
    units: BTreeMap<String, f64>,
    numbers: BTreeMap<String, f64>,
}

/// The words around place names in one language.
#[derive(Debug, Serialize, Deserialize)]
pub struct PlaceWords {
    /// 'the', 'la'.
    pub(super) articles: Phrases<()>,
    /// Between a kind word and the name: 'of', 'de'.
    pub(super) links: Phrases<()>,
    /// Words that announce a place.
    pub(super) prepositions: Phrases<()>,
    /// Words behind which an unknown name is likely a place.
    pub(super) locatives: Phrases<()>,
    /// 'near'.
    pub(super) near: Phrases<()>,
    /// 'on the outskirts of'.
    pub(super) outskirts: Phrases<()>,
    /// 'toward'.
    pub(super) toward: Phrases<()>,
    /// 'between'.
    pub(super) between: Phrases<()>,
    /// 'border'.
    pub(super) border: Phrases<()>,
    /// 'road', 'axe'.
    pub(super) roads: Phrases<()>,
    /// What joins the last of a list.
    pub(super) and: Phrases<()>,
    /// Words that are never part of a name and never one.
    pub(super) stops: Phrases<()>,
    /// 'General', 'colonel'.
    pub(super) titles: Phrases<()>,
    /// 'governor' (of), 'maire' (de).
    pub(super) offices: Phrases<()>,
    /// 'university' (of), 'hôpital' (de).
    pub(super) institutions: Phrases<()>,
    /// '(Rutshuru) hospital'.
    pub(super) things: Phrases<()>,
    /// '(Rwanda's) army', '(US) troops'.
    pub(super) powers: Phrases<()>,
    /// 'northern', 'greater'.
    pub(super) modifiers: Phrases<()>,
    /// Names that are ordinary words first.
    pub(super) common: Phrases<()>,
    /// Kind words that belong to the name: 'Ndimo forest', 'pont Luama'.
    pub(super) whole: Phrases<()>,
    /// What lies in a place and is told by its name: 'residents of', 'commissariat de'.
    pub(super) holders: Phrases<()>,
    /// What shows that a list of places has ended: 'in Mogok and Kyaukme were'.
    pub(super) closers: Phrases<()>,
    /// Between places of a kind and the names of some: 'districts of X, including Y'.
    pub(super) instances: Phrases<()>,
    /// What is called by its distance along a road: 'PK 12', 'Kilometer 52'.
    pub(super) posts: Phrases<()>,
    /// 'village', 'territoire'.
    pub(super) kinds: Phrases<PlaceKind>,
    /// Degrees clockwise from north.
    pub(super) compass: Phrases<f64>,
    /// Metres.
    pub(super) units: Phrases<f64>,
    /// Numbers in words.
    pub(super) numbers: Phrases<f64>,
}

impl PlaceWords {
    /// Reads the `[places]` tables of a lexicon file; `None` when it has none. `file` only stands in errors.
    ///
    /// # Errors
    /// When the text is no TOML, or a table of `[places]` is missing or unknown.
    pub fn parse(file: &str, toml: &str) -> Result<Option<Self>, PlaceWordsError> {
        let wrong = |e: toml::de::Error| PlaceWordsError { file: file.to_owned(), message: e.to_string() };
        let Some(t) = toml::from_str::<Lexicon>(toml).map_err(wrong)?.places else { return Ok(None) };
        let set = |list: &[String]| Phrases::new(list.iter().map(|p| (p.as_str(), ())));
        let map = |table: &BTreeMap<String, f64>| Phrases::new(table.iter().map(|(p, &v)| (p.as_str(), v)));
        Ok(Some(Self {
            articles: set(&t.articles),
            links: set(&t.links),
            prepositions: set(&t.prepositions),
            locatives: set(&t.locatives),
            near: set(&t.near),
            outskirts: set(&t.outskirts),
            toward: set(&t.toward),
            between: set(&t.between),
            border: set(&t.border),
            roads: set(&t.roads),
            and: set(&t.and),
            stops: set(&t.stops),
            titles: set(&t.person_titles),
            offices: set(&t.offices),
            institutions: set(&t.institutions),
            things: set(&t.things),
            powers: set(&t.powers),
            modifiers: set(&t.modifiers),
            common: set(&t.common),
            whole: set(&t.whole),
            holders: set(&t.holders),
            closers: set(&t.closers),
            instances: set(&t.instances),
            posts: set(&t.posts),
            kinds: Phrases::new(t.kinds.iter().flat_map(|(&k, list)| list.iter().map(move |p| (p.as_str(), k)))),
            compass: map(&t.compass),
            units: map(&t.units),
            numbers: map(&t.numbers),
        }))
    }
}
