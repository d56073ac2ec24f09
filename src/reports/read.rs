//! From an article to its reports.

use std::path::Path;

use chrono::Duration;

use super::candidate::{Candidate, When};
use super::context::Context;
use super::site::{Found, Site};
use super::{Code, DateBasis, Explanation, Group, Modality, Report, make, score};
use crate::actors;
use crate::article::{Article, Lang};
use crate::dates;
use crate::lexicon::{Lexicon, LexiconError, Scanner};
use crate::places::{ArticleContext, IndexFile, PlaceIndex};
use crate::region::Region;
use crate::text::{Case, Document, TokenKind};

/// An event further back than this from publication is history in the article (gold guide: 60 days).
pub(super) const BACKGROUND_DAYS: i64 = 60;

/// How many sentences on 'the town' or an unplaced event may still mean the place last told of.
const LAST_REACH: usize = 3;

/// Reads articles: one for a run, shared by threads.
#[derive(Debug)]
pub struct Reader<'r> {
    region: &'r Region,
    places: PlaceIndex,
    scanners: [Scanner; 2],
}

/// What was read from one article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Its reports, in the order of the text.
    pub reports: Vec<Report>,
    /// What was considered and dropped, and why, in words.
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

impl<'r> Reader<'r> {
    /// A reader with the built-in lexicons.
    pub fn new(region: &'r Region) -> Result<Self, LexiconError> {
        Self::with_lexicon(region, None)
    }

    /// A reader with the lexicons of a folder, or with the built-in ones.
    pub fn with_lexicon(region: &'r Region, dir: Option<&Path>) -> Result<Self, LexiconError> {
        let scanner = |lang| {
            let lexicon = match dir {
                Some(dir) => Lexicon::load(lang, dir)?,
                None => Lexicon::builtin(lang)?,
            };
            Ok::<_, LexiconError>(Scanner::new(&lexicon, region))
        };
        Ok(Self { region, places: PlaceIndex::new(region), scanners: [scanner(Lang::En)?, scanner(Lang::Fr)?] })
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
        self.with_context(article, |context| context.read().0).unwrap_or_default()
    }

    /// Reads one article and says why.
    #[must_use]
    pub fn explain(&self, article: &Article) -> Explanation {
        let all = |context: &Context| {
            let (reading, kept) = context.read();
            let why = kept.iter().map(|c| context.why(c)).collect();
            Explanation { reading, why, marks: context.marks() }
        };
        self.with_context(article, all).unwrap_or_default()
    }

    /// Every candidate of an article as a report, however unsure, with what the score is made of: for fitting it.
    #[must_use]
    pub fn candidates(&self, article: &Article) -> Vec<(Report, Vec<(&'static str, f64)>)> {
        let all = |context: &Context| {
            let merged = context.merge(context.candidates(&mut Vec::new()));
            merged.iter().map(|c| (make::report(context, c), context.features(c))).collect()
        };
        self.with_context(article, all).unwrap_or_default()
    }

    /// Finds all mentions of an article and hands them on; `None` when nothing in it can tell of an event.
    fn with_context<T>(&self, article: &Article, then: impl FnOnce(&Context) -> T) -> Option<T> {
        let scanner = &self.scanners[usize::from(article.lang == Lang::Fr)];
        let doc = Document::new(&article.text);
        let scan = scanner.scan(&doc);
        if scan.triggers.is_empty() {
            return None;
        }
        let all = 0..doc.tokens.len();
        let mut places = Vec::new();
        self.places.find(&doc, all.clone(), article.lang, &mut places);
        let about = ArticleContext {
            published: article.published.map(|p| p.date),
            outlet: article.outlet.as_deref(),
            home: None,
        };
        let resolved = self.places.resolve(&places, &doc, &about);
        let mut times = Vec::new();
        dates::find(&doc, all, article.lang, &mut times);
        let country = resolved.iter().find_map(|p| p.country.clone());
        let mut mentions = actors::find(&doc, &scan, self.region, article.lang);
        actors::resolve(&mut mentions, self.region, country.as_deref());
        let body = doc.tokens.partition_point(|t| (t.start as usize) < article.body);
        let context = Context {
            article,
            doc: &doc,
            region: self.region,
            scanner,
            scan: &scan,
            actors: &mentions,
            places: &places,
            resolved: &resolved,
            times: &times,
            body: doc.sentence_of(body),
        };
        Some(then(&context))
    }
}

/// True for events that are never put at a place named elsewhere: who holds a place is not guessed, and talks and aid
/// go on in many places.
fn needs_own_place(code: Code, found: Found) -> bool {
    match code.group() {
        Group::Talks => found > Found::Before && found != Found::Here,
        Group::Territory | Group::Relief | Group::Other => found > Found::Here,
        _ => false,
    }
}

impl Context<'_> {
    /// The reports, and the candidates they were made of.
    fn read(&self) -> (Reading, Vec<Candidate>) {
        let mut out = Reading::default();
        let mut kept = Vec::new();
        let candidates = self.candidates(&mut out.dropped);
        let merged = self.merge(candidates);
        for mut candidate in merged {
            candidate.confidence = score::probability(&self.features(&candidate));
            if candidate.confidence < score::threshold() {
                self.drop(&mut out.dropped, &candidate, format!("too unsure ({:.2})", candidate.confidence));
                continue;
            }
            out.reports.push(make::report(self, &candidate));
            kept.push(candidate);
        }
        (out, kept)
    }

    /// Every trigger that has a place, in the order of the text.
    fn candidates(&self, dropped: &mut Vec<Dropped>) -> Vec<Candidate> {
        let headline = (0..self.body).find_map(|s| {
            let range = self.sentence(s);
            self.places_in(&range).find(|&i| self.can_host(i))
        });
        let mut out: Vec<Candidate> = Vec::new();
        let mut speaker = None;
        for hit in &self.scan.triggers {
            let s = self.doc.sentence_of(hit.start);
            let sentence = self.sentence(s);
            let mut drop = |why: &str| {
                let bytes = self.doc.bytes(hit.start..hit.end);
                dropped.push(Dropped { bytes, why: why.to_owned() });
            };
            if self.scan.not_war.iter().any(|h| sentence.contains(&h.start)) {
                drop("its sentence is about sport, an accident or a disaster");
                continue;
            }
            if self.is_editorial(&sentence) {
                drop("a line of the news desk");
                continue;
            }
            if self.places.iter().any(|p| p.span.start < hit.start && hit.end <= p.span.end && p.particle.is_some()) {
                drop("part of a place's name");
                continue;
            }
            let Some(reading) = self.read_trigger(hit, &sentence) else {
                drop("its subject or object does not fit");
                continue;
            };
            let saying = self.saying(hit, &reading, &sentence, speaker);
            speaker = saying.speaker.or(speaker);
            if saying.wished {
                drop("called for, not told");
                continue;
            }
            let rule = &self.scanner.rules[usize::from(reading.rule)];
            let site = self.site_in_sentence(hit, &reading, &sentence).or_else(|| {
                let last = out.last().filter(|c| s - c.sentence <= LAST_REACH).map(|c| c.place);
                let site = |place, found| Site { places: vec![place], found, distance: 0 };
                match (last, rule.weak) {
                    (_, true) => None,
                    (Some(place), _) if self.points_back(&sentence) => Some(site(place, Found::Here)),
                    (Some(place), _) => Some(site(place, Found::Last)),
                    (None, _) => headline.map(|place| site(place, Found::Headline)),
                }
            });
            let Some(site) = site else {
                drop("no place is named for it");
                continue;
            };
            let told = out.last().and_then(|c| c.when.as_ref()).map(|w| (w.start, w.end));
            let when = self.when(hit, &sentence, &saying, told).or_else(|| self.carried(&out, s, &site));
            let code = self.code(rule, &reading, &saying, &sentence);
            if needs_own_place(code, site.found) {
                drop("its own sentence names no place for it");
                continue;
            }
            // 'the Luanda peace agreement' names an accord; only its own day makes it an event.
            let named = site.found == Found::Before && site.distance <= 2 && !reading.verb;
            if code == Code::Agreement && named && !when.as_ref().is_some_and(|w| w.own) {
                drop("the name of an accord");
                continue;
            }
            // Talks that were to be held and were not are news; a fight that was not is nothing.
            if saying.negated && code.group() != Group::Talks {
                drop("said not to have happened");
                continue;
            }
            let parties = self.parties(rule, &reading, code);
            let toll = self.toll(&self.clause(hit.start, &sentence)).or_else(|| self.toll(&sentence));
            let candidate = Candidate {
                hit: hit.clone(),
                sentence: s,
                code,
                weak: rule.weak,
                place: site.places[0],
                found: site.found,
                distance: site.distance,
                listed: 1,
                when,
                saying,
                toll: toll.filter(|_| code.group() != Group::Talks),
                actors: parties.actors,
                against: parties.against,
                repeats: 0,
                not_war: self.is_not_war(),
                // A noun without a place is talk of the thing told before, not another.
                adds: !reading.verb && site.found >= Found::Last,
                confidence: 0.0,
                reading,
            };
            out.extend(candidate.spread(&site));
        }
        out
    }

    /// True when the headline, the lede or several sentences tell of sport, an accident or a disaster.
    fn is_not_war(&self) -> bool {
        let lede = self.sentence(self.body + 1).end;
        self.scan.not_war.len() > 2 || self.scan.not_war.iter().any(|h| h.start < lede)
    }

    /// True for slugs and desk notes: '(SOMALIA-UNREST)', 'ATTENTION - RECASTS ///'.
    fn is_editorial(&self, sentence: &std::ops::Range<usize>) -> bool {
        let words = || sentence.clone().filter(|&i| self.doc.tokens[i].kind == TokenKind::Word);
        let upper = words().filter(|&i| self.doc.tokens[i].case == Case::Upper).count();
        (upper * 2 > words().count() && upper > 1) || self.doc.slice(sentence.clone()).contains("///")
    }

    /// The days for an event whose sentence names none: those of the event told just before at the same place, else
    /// the day of publication.
    fn carried(&self, told: &[Candidate], s: usize, site: &Site) -> Option<When> {
        let last = told.iter().rev().find(|c| s - c.sentence <= LAST_REACH && self.same_place(c.place, site.places[0]));
        match last.and_then(|c| c.when.clone()) {
            Some(when) if when.basis != DateBasis::Publication && !self.is_history(&when) => {
                Some(When { own: false, ..when })
            }
            _ => self.published(),
        }
    }

    /// True for days so long before publication that they are history.
    pub(super) fn is_history(&self, when: &When) -> bool {
        self.article.published.is_some_and(|p| when.end < p.date - Duration::days(BACKGROUND_DAYS))
    }

    fn drop(&self, dropped: &mut Vec<Dropped>, candidate: &Candidate, why: String) {
        let bytes = self.doc.bytes(candidate.hit.start..candidate.hit.end);
        dropped.push(Dropped { bytes, why });
    }

    /// The party that says so, where it matters.
    pub(super) fn claimant(&self, candidate: &Candidate) -> Option<String> {
        (candidate.saying.modality != Modality::Reported)
            .then(|| candidate.saying.speaker.map(|i| self.actors[i].name.clone()))
            .flatten()
    }
}
