//! The `[dates]` tables of the lexicon files: words, forms and what stands around them.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use toml::Spanned;

use super::expr::Role;
use super::grammar::{Grammar, Kind, Rule};
use super::pattern::expand;
use super::slot::Slot;
use crate::lexicon::line_of;
use crate::text::{Document, Word, WordMap};

/// A lexicon whose time words cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum DatesError {
    /// Not TOML, or not of the form of a `[dates]` table.
    #[error("{file}: {message}")]
    Toml {
        /// The file.
        file: String,
        /// What is wrong, with its line.
        message: String,
    },
    /// A form that cannot be read.
    #[error("{file}: line {line}: [[dates.rule]] form '{form}': {message}")]
    Form {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// The form.
        form: String,
        /// What is wrong.
        message: String,
    },
    /// A word under a key that its slot does not know.
    #[error("{file}: line {line}: [dates.words.{slot}] has the key '{key}', which it does not know")]
    Key {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// The slot.
        slot: String,
        /// The key.
        key: String,
    },
}

#[derive(Deserialize)]
struct File {
    dates: Option<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// Slots whose words are written with a capital.
    #[serde(default)]
    capitals: Vec<Spanned<String>>,
    words: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Vec<String>>>,
    #[serde(default)]
    define: BTreeMap<String, String>,
    rule: Vec<RuleEntry>,
    context: Context,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    kind: Kind,
    #[serde(default)]
    shift: Option<i32>,
    #[serde(default)]
    count: Option<i32>,
    #[serde(default)]
    told: bool,
    #[serde(default)]
    year_shift: Option<i32>,
    #[serde(default)]
    week_shift: Option<i32>,
    #[serde(default)]
    bc: bool,
    #[serde(default)]
    part_of_year: Option<i32>,
    forms: Vec<Spanned<String>>,
}

/// What stands around time expressions, as phrases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Context {
    /// What stands around two dates that begin and end a run ('from … to').
    pairs: Vec<String>,
    /// Words between dates that share a year ('on 3 February and 5 May 2013').
    connectors: Vec<String>,
    since: Vec<String>,
    until: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
    during: Vec<String>,
    /// Words between a preposition and the expression that say nothing ('the').
    articles: Vec<String>,
    /// Words that can be a month and something else.
    ambiguous: Vec<String>,
    /// Months' abbreviations that are numbers too, where no stop follows: French 'sept'.
    #[serde(default)]
    numerals: Vec<String>,
    /// Prepositions after which a bare month or year is one.
    licence: Vec<String>,
    /// Prepositions after which a month is meant without the figure behind it ('in May 10 people').
    month_only: Vec<String>,
    /// Nouns that are counted, so that '2000 people' is no year.
    counted: Vec<String>,
    /// Parts of a day before a date ('the night of').
    day_part_before: Vec<String>,
    /// Parts of a day behind a date ('morning').
    day_part_after: Vec<String>,
    /// Words that make a future of the clause.
    future: Vec<String>,
    /// Endings of verbs in the future, for small-lettered words ('rencontreront').
    #[serde(default)]
    future_endings: Vec<String>,
}

/// Phrases of folded words, looked up backwards or forwards from a token.
#[derive(Debug, Clone, Default)]
pub(super) struct PhraseList {
    phrases: Vec<Box<[Word]>>,
    /// Numbers of phrases by their last word, the longest first.
    by_last: WordMap<Vec<u32>>,
    /// By their first word, the longest first.
    by_first: WordMap<Vec<u32>>,
}

impl PhraseList {
    fn new(phrases: &[String]) -> Self {
        Self::of(phrases.iter().map(|phrase| Document::new(phrase).keys().into()).collect())
    }

    fn of(phrases: Vec<Box<[Word]>>) -> Self {
        let mut list = Self::default();
        for (words, n) in phrases.iter().zip(0..) {
            if let (Some(&first), Some(&last)) = (words.first(), words.last()) {
                list.by_first.entry(first).or_default().push(n);
                list.by_last.entry(last).or_default().push(n);
            }
        }
        for numbers in list.by_first.values_mut().chain(list.by_last.values_mut()) {
            numbers.sort_by_key(|&n| std::cmp::Reverse(phrases[n as usize].len()));
        }
        list.phrases = phrases;
        list
    }

    /// The number of tokens of the first of some phrases that fits.
    fn first(&self, numbers: &[u32], fits: impl Fn(&&[Word]) -> bool) -> Option<usize> {
        numbers.iter().map(|&n| &*self.phrases[n as usize]).find(fits).map(<[Word]>::len)
    }

    /// The number of tokens of the longest phrase that ends right before `at`.
    pub(super) fn before(&self, doc: &Document, at: usize, floor: usize) -> Option<usize> {
        let phrases = self.by_last.get(&doc.key(at.checked_sub(1)?))?;
        let fits = |p: &&[Word]| at >= floor + p.len() && doc.keys().get(at - p.len()..at) == Some(*p);
        self.first(phrases, fits)
    }

    /// The number of tokens of the longest phrase that begins at `at`.
    pub(super) fn at(&self, doc: &Document, at: usize, end: usize) -> Option<usize> {
        let phrases = self.by_first.get(&doc.key(at))?;
        let fits = |p: &&[Word]| at + p.len() <= end && doc.keys().get(at..at + p.len()) == Some(*p);
        self.first(phrases, fits)
    }
}

// Written are the phrases alone: how to look them up follows from them.
impl Serialize for PhraseList {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.phrases.serialize(to)
    }
}

impl<'de> Deserialize<'de> for PhraseList {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(Self::of)
    }
}

/// All that is known about time expressions of one language.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Lexicon {
    pub(super) grammar: Grammar,
    pub(super) roles: [(Role, PhraseList); 5],
    pub(super) pairs: Vec<(PhraseList, PhraseList)>,
    pub(super) connectors: PhraseList,
    pub(super) articles: PhraseList,
    pub(super) ambiguous: PhraseList,
    pub(super) numerals: PhraseList,
    pub(super) licence: PhraseList,
    pub(super) month_only: PhraseList,
    pub(super) counted: PhraseList,
    pub(super) day_part_before: PhraseList,
    pub(super) day_part_after: PhraseList,
    pub(super) future: PhraseList,
    pub(super) future_endings: Vec<String>,
}

impl Lexicon {
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, DatesError> {
        let none = || DatesError::Toml { file: file.to_owned(), message: "there is no [dates]".to_owned() };
        Self::read(file, text)?.ok_or_else(none)
    }

    /// As [`Lexicon::parse`], but `None` for a file without `[dates]`.
    pub(super) fn read(file: &str, text: &str) -> Result<Option<Self>, DatesError> {
        let toml = |message: String| DatesError::Toml { file: file.to_owned(), message };
        let file_read = toml::from_str::<File>(text).map_err(|e| toml(e.to_string()))?;
        let Some(table) = file_read.dates else { return Ok(None) };
        let line = |at: std::ops::Range<usize>| line_of(text, at.start);
        let slot = |name: &Spanned<String>, table: &str| {
            let unknown = || toml(format!("line {}: [{table}{}] is no slot", line(name.span()), name.get_ref()));
            Slot::named(name.get_ref()).ok_or_else(unknown)
        };
        let capitals = table.capitals.iter().map(|s| slot(s, "dates] capitals: [")).collect::<Result<_, _>>()?;
        let mut grammar = Grammar::new(capitals);
        for (name, keys) in &table.words {
            let slot = slot(name, "dates.words.")?;
            for (key, words) in keys {
                let value = slot.value(key.get_ref()).ok_or_else(|| DatesError::Key {
                    file: file.to_owned(),
                    line: line(key.span()),
                    slot: name.get_ref().clone(),
                    key: key.get_ref().clone(),
                })?;
                for word in words {
                    grammar.add_word(word, slot, value);
                }
            }
        }
        for entry in &table.rule {
            let rule = Rule {
                kind: entry.kind,
                shift: entry.shift,
                count: entry.count,
                told: entry.told,
                year_shift: entry.year_shift,
                week_shift: entry.week_shift,
                bc: entry.bc,
                part_of_year: entry.part_of_year,
            };
            let number = grammar.add_rule(rule).ok_or_else(|| toml("too many rules".to_owned()))?;
            for form in &entry.forms {
                let wrong = |message| DatesError::Form {
                    file: file.to_owned(),
                    line: line(form.span()),
                    form: form.get_ref().clone(),
                    message,
                };
                let mut class = |name: &str, is_slot| grammar.class_of(name, is_slot);
                for flat in expand(form.get_ref(), &table.define, &mut class).map_err(wrong)? {
                    grammar.add_form(&flat, number).map_err(wrong)?;
                }
            }
        }
        grammar.finish();
        let c = &table.context;
        Ok(Some(Self {
            grammar,
            roles: [
                (Role::Since, PhraseList::new(&c.since)),
                (Role::Until, PhraseList::new(&c.until)),
                (Role::Before, PhraseList::new(&c.before)),
                (Role::After, PhraseList::new(&c.after)),
                (Role::During, PhraseList::new(&c.during)),
            ],
            pairs: c
                .pairs
                .iter()
                .filter_map(|p| p.split_once('…'))
                .map(|(a, b)| (PhraseList::new(&[a.to_owned()]), PhraseList::new(&[b.to_owned()])))
                .collect(),
            connectors: PhraseList::new(&c.connectors),
            articles: PhraseList::new(&c.articles),
            ambiguous: PhraseList::new(&c.ambiguous),
            numerals: PhraseList::new(&c.numerals),
            licence: PhraseList::new(&c.licence),
            month_only: PhraseList::new(&c.month_only),
            counted: PhraseList::new(&c.counted),
            day_part_before: PhraseList::new(&c.day_part_before),
            day_part_after: PhraseList::new(&c.day_part_after),
            future: PhraseList::new(&c.future),
            future_endings: c.future_endings.iter().map(|e| crate::text::fold(e)).collect(),
        }))
    }
}
