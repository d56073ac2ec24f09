//! From an article to its reports.

use std::cell::{Cell, OnceCell};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::Datelike;

use super::candidate::Candidate;
use super::candidates::Judged;
use super::context::{Begins, Context};
use super::days::Days;
use super::link::{self, Link};
use super::models::{ModelError, Models};
use super::parties::Sides;
use super::pool::Pool;
use super::times::Times;
use super::{Explanation, Report, days, make, manner, score, tell, who};
use crate::actors::{self, Setting};
use crate::article::{Article, Lang};
use crate::dates::{DatesError, TimeReader};
use crate::lexicon::{Lexicon, LexiconError, Scan, Scanner};
use crate::places::{ArticleContext, IndexFile, PlaceIndex, PlaceWords, PlaceWordsError, ResolvedPlace, Sought};
use crate::region::Region;
use crate::text::Document;

/// Reads articles: one for a run, shared by threads.
#[derive(Debug)]
pub struct Reader<'r> {
    region: &'r Region,
    pub(super) places: PlaceIndex<'r>,
    scanners: [OnceLock<Scanner>; 2],
    models: Models,
    /// A user's own readers of time expressions.
    times: [Option<TimeReader>; 2],
}

/// Why a lexicon can't be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReaderError {
    /// In its triggers, cues and small words.
    #[error(transparent)]
    Words(#[from] LexiconError),
    /// In `[places]`.
    #[error(transparent)]
    Places(#[from] PlaceWordsError),
    /// In `[dates]`.
    #[error(transparent)]
    Dates(#[from] DatesError),
    /// The folder holds none.
    #[error("{} holds no lexicon and no model: give --lexicon a folder with en.toml, fr.toml, link.trees, days.trees, score.trees, party.trees or manner.trees", .0.display())]
    Empty(PathBuf),
    /// In a learned model.
    #[error(transparent)]
    Model(#[from] ModelError),
}

/// What was read from one article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Its reports, in the order of the text.
    pub reports: Vec<Report>,
    /// What was considered and dropped, and why, in words; only [`Reader::explain`] tells all of it.
    pub dropped: Vec<Dropped>,
}

/// A trigger that made no report.
#[derive(Debug, Clone, PartialEq)]
pub struct Dropped {
    /// Bytes of the trigger's words.
    pub bytes: std::ops::Range<usize>,
    /// Why.
    pub why: String,
}

/// A choice as a report, and the numbers, by name, that a model judges it by.
pub type Row = (Report, Vec<(&'static str, f32)>);

/// A name, and the numbers that a model judges it by.
pub type Named = (String, Vec<(&'static str, f32)>);

/// What the learned models judged in one article.
#[derive(Debug, Clone, Default)]
pub struct Features {
    /// For each trigger: every place its event may be at.
    pub links: Vec<Vec<Row>>,
    /// For each trigger at such a place: all days that it may have.
    pub days: Vec<Vec<Row>>,
    /// Every pool of candidates, however unsure.
    pub candidates: Vec<Row>,
    /// For each candidate: everybody who may have taken part, by name.
    pub parties: Vec<Vec<Named>>,
    /// For each candidate: every way that it may be said.
    pub manners: Vec<Vec<Row>>,
}

fn row(context: &Context, candidate: &Candidate, names: &[&'static str], values: &[f32]) -> Row {
    (
        make::report(context, candidate, context.all_parties(candidate)),
        names.iter().copied().zip(values.iter().copied()).collect(),
    )
}

impl<'r> Reader<'r> {
    /// A reader with the built-in lexicons.
    ///
    /// # Errors
    /// None with the built-in lexicons, which tests read; the same type as [`Reader::with_lexicon`].
    pub fn new(region: &'r Region) -> Result<Self, ReaderError> {
        Self::with_lexicon(region, None)
    }

    /// A reader with the lexicons and models of a folder, or with the built-in ones. A file that the folder has not, and
    /// what a lexicon leaves out of `[places]` and `[dates]` as a whole, stays as built in.
    ///
    /// # Errors
    /// When a file can't be read or is no lexicon.
    pub fn with_lexicon(region: &'r Region, dir: Option<&Path>) -> Result<Self, ReaderError> {
        let mut reader = Self {
            region,
            places: PlaceIndex::new(region),
            scanners: [OnceLock::new(), OnceLock::new()],
            models: Models::read(dir)?,
            times: [None, None],
        };
        let mut found = dir.is_none_or(Models::are_in);
        for (dir, lang) in dir.into_iter().flat_map(|dir| [(dir, Lang::En), (dir, Lang::Fr)]) {
            let Some((file, text)) = Lexicon::file(lang, dir)? else { continue };
            found = true;
            reader.scanners[number(lang)] = Scanner::new(Lexicon::parse(lang, &file, &text)?, region).into();
            reader.times[number(lang)] = TimeReader::read(&file, &text)?;
            if let Some(words) = PlaceWords::parse(&file, &text)? {
                reader.places.set_words(lang, words);
            }
        }
        if let Some(dir) = dir.filter(|_| !found) {
            return Err(ReaderError::Empty(dir.to_owned()));
        }
        Ok(reader)
    }

    /// The scanner of a language, made when its first article is read.
    fn scanner(&self, lang: Lang) -> &Scanner {
        self.scanners[number(lang)].get_or_init(|| Scanner::new(Lexicon::builtin(lang), self.region))
    }

    /// Lays a gazetteer under the places of the region.
    #[must_use]
    pub fn with_gazetteer(mut self, gazetteer: IndexFile) -> Self {
        self.places.add_file(gazetteer);
        self
    }

    /// Reads one article. Never fails.
    #[must_use]
    pub fn read(&self, article: &Article) -> Reading {
        self.with_context(article, false, |context| context.read().0).unwrap_or_default()
    }

    /// Reads one article and says why.
    #[must_use]
    pub fn explain(&self, article: &Article) -> Explanation {
        let all = |context: &Context| {
            let (reading, kept) = context.read();
            let why = kept.iter().map(|c| context.why(c)).collect();
            Explanation { reading, why, marks: context.marks() }
        };
        self.with_context(article, true, all).unwrap_or_default()
    }

    /// Everything that the learned models judged in an article, with what they know of it: for fitting them.
    #[must_use]
    pub fn features(&self, article: &Article) -> Features {
        let all = |context: &Context| {
            let mut judged = Judged::default();
            let candidates = context.candidates(&mut Vec::new(), Some(&mut judged));
            let pools = context.pools(&candidates);
            let scored = context.features(&pools, &candidates);
            let merged: Vec<Candidate> = pools.iter().map(|pool| context.told_in(pool, &candidates)).collect();
            let likely = tell::likely(&merged);
            let links = |(link, c): &(Link, Candidate)| row(context, c, &link::NAMES, &link.features);
            let days = |(days, c): &(Days, Candidate)| row(context, c, &days::NAMES, &days.features);
            let named = |one: who::Weighed| (one.name, who::NAMES.into_iter().zip(one.features).collect());
            let parties = |c| context.weighed(c, &context.all_parties(c), &likely).into_iter().map(named).collect();
            let manners = |(pool, told): (&Pool, &Candidate)| {
                let way = |m: manner::Manner| {
                    let mut told = told.clone();
                    told.saying.modality = m.modality;
                    row(context, &told, &manner::NAMES, &m.features)
                };
                context.manners(told, pool, &candidates).into_iter().map(way).collect()
            };
            Features {
                links: judged.links.iter().map(|some| some.iter().map(links).collect()).collect(),
                days: judged.days.iter().map(|some| some.iter().map(days).collect()).collect(),
                manners: pools.iter().zip(&merged).map(manners).collect(),
                parties: merged.iter().map(parties).collect(),
                candidates: pools
                    .iter()
                    .zip(scored)
                    .map(|(pool, features)| {
                        let best = &candidates[pool.best()];
                        let weighed = Candidate { confidence: f64::from(best.weight()), ..best.clone() };
                        row(context, &weighed, &score::NAMES, &features)
                    })
                    .collect(),
            }
        };
        self.with_context(article, true, all).unwrap_or_default()
    }

    /// Finds all mentions of an article and hands them on; `None` when nothing in it can tell of an event. With `all`
    /// also those of an article whose triggers all tell of nothing.
    fn with_context<T>(&self, article: &Article, all: bool, then: impl FnOnce(&Context) -> T) -> Option<T> {
        let scanner = self.scanner(article.lang);
        let doc = Document::new(&article.text);
        let words = scanner.numbered(&doc);
        let of_war = scanner.is_of_war(&doc, &words);
        if !(all || of_war) {
            return None;
        }
        let scan = scanner.scan_numbered(&doc, &words);
        if scan.triggers.is_empty() {
            return None;
        }
        let mut places = Sought::new(&self.places, &doc, article.lang, scanner.awaited(&doc, &scan));
        let mut context = self.context(article, &doc, &scan);
        if !(all || context.tells(&words, &mut places)) {
            return None;
        }
        context.name_places(places.all());
        context.readings = if of_war { context.read_triggers() } else { vec![Err(PEACE); scan.triggers.len()] };
        if !all && context.readings.iter().all(Result::is_err) {
            return None;
        }
        let published = article.published.map(|p| p.date);
        let about = ArticleContext { published, outlet: article.outlet.as_deref(), home: None };
        let resolved = self.places.resolve(&context.places, &doc, &about);
        context.resolved = &resolved;
        let country = country_told(&resolved);
        actors::resolve(&mut context.actors, self.region, Setting { country, published });
        context.sides = context.sides(country);
        context.sort_places();
        Some(then(&context))
    }

    /// What the rules look at, with no place named, nothing resolved yet and no trigger read.
    fn context<'c>(&'c self, article: &'c Article, doc: &'c Document<'c>, scan: &'c Scan) -> Context<'c> {
        let scanner = self.scanner(article.lang);
        let body = doc.tokens.partition_point(|t| (t.start as usize) < article.body);
        let year = article.published.map(|p| p.date.year());
        let actors = actors::find(doc, scan, self.region, scanner, year);
        Context {
            article,
            doc,
            region: self.region,
            scanner,
            models: &self.models,
            scan,
            starts: Begins::new(doc, scan, &actors),
            opens: vec![Cell::new(None); doc.tokens.len()],
            sources: vec![OnceCell::new(); doc.sentences.len()],
            story: OnceCell::new(),
            actors,
            sides: Sides::default(),
            places: Vec::new(),
            resolved: &[],
            times: Times::new(doc, article.lang, self.times[number(article.lang)].as_ref()),
            awaited: Vec::new(),
            readings: Vec::new(),
            metonyms: Vec::new(),
            hosts: Vec::new(),
            entity: Vec::new(),
            facts: Vec::new(),
            home: None,
            speakers: Vec::new(),
            dateline: None,
            entities: 0,
            body: doc.sentence_of(body),
        }
    }
}

/// The country that most of the places lie in; among several the one named first.
fn country_told(places: &[ResolvedPlace]) -> Option<&str> {
    let mut told: Vec<(&str, usize)> = Vec::new();
    for country in places.iter().filter_map(|p| p.country.as_deref()) {
        match told.iter_mut().find(|(c, _)| *c == country) {
            Some((_, times)) => *times += 1,
            None => told.push((country, 1)),
        }
    }
    told.iter().rev().max_by_key(|(_, times)| *times).map(|(country, _)| *country)
}

/// Why no trigger tells of anything in a text without a sign of war.
const PEACE: &str = "nothing in the text speaks of war";

/// The number of a language in what is kept for both.
fn number(lang: Lang) -> usize {
    usize::from(lang == Lang::Fr)
}
