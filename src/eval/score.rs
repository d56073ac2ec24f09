//! Pairs of events and reports, and the figures made of them.

use std::cmp::Reverse;

use chrono::{Duration, NaiveDate};

use super::actors::{common, of_gold, of_report};
use super::gold::{GoldArticle, GoldEvent};
use crate::places::geometry::distance_m;
use crate::reports::{Code, Group, Report};

/// What was found, wanted, and found rightly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Right.
    pub hit: usize,
    /// Reports.
    pub found: usize,
    /// Annotated events.
    pub wanted: usize,
}

impl Counts {
    /// Precision, recall, F1.
    #[must_use]
    pub fn prf(&self) -> (f64, f64, f64) {
        let ratio = |n: usize, of: usize| if of == 0 { 0.0 } else { n as f64 / of as f64 };
        let (p, r) = (ratio(self.hit, self.found), ratio(self.hit, self.wanted));
        (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }
}

/// An event and the report that tells of it.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// The event.
    pub gold: &'a GoldEvent,
    /// The report.
    pub report: &'a Report,
}

/// The figures over some articles.
#[derive(Debug, Clone, Default)]
pub struct Score<'a> {
    /// Pairs at one place.
    pub pairs: Vec<Pair<'a>>,
    /// Number of reports.
    pub found: usize,
    /// Number of events.
    pub wanted: usize,
    /// Events that no report tells rightly, with their article.
    pub missed: Vec<(&'a str, &'a GoldEvent)>,
    /// Reports that tell of no event rightly.
    pub spurious: Vec<&'a Report>,
}

impl Score<'_> {
    /// The counts when a pair must pass `test` to be right.
    #[must_use]
    pub fn counts(&self, test: impl Fn(&Pair) -> bool) -> Counts {
        let hit = self.pairs.iter().filter(|p| test(p)).count();
        Counts { hit, found: self.found, wanted: self.wanted }
    }

    /// Of the pairs whose kind agrees: share that passes `test`.
    #[must_use]
    pub fn share(&self, test: impl Fn(&Pair) -> bool) -> f64 {
        let good: Vec<&Pair> = self.pairs.iter().filter(|p| p.same_group()).collect();
        if good.is_empty() { 0.0 } else { good.iter().filter(|p| test(p)).count() as f64 / good.len() as f64 }
    }

    /// Of the pairs whose kind agrees: the actors as counts.
    #[must_use]
    pub fn actors(&self) -> Counts {
        let mut out = Counts::default();
        for pair in self.pairs.iter().filter(|p| p.same_group()) {
            let (gold, report) = (of_gold(pair.gold), of_report(pair.report));
            out.hit += common(&gold, &report);
            out.found += report.len();
            out.wanted += gold.len();
        }
        out
    }
}

impl Pair<'_> {
    /// True when the days touch, give or take one.
    #[must_use]
    pub fn same_time(&self) -> bool {
        let Some(a) = self.gold.date_start else { return true };
        let Some(c) = self.report.date_start else { return false };
        let b = self.gold.date_end.unwrap_or(a);
        let d = self.report.date_end.unwrap_or(c);
        // An interval far wider than the gold's says nothing: it must not be rewarded.
        if (d - c).num_days() > 3 * (b - a).num_days() + 7 {
            return false;
        }
        touch((a, b), (c, d))
    }

    /// True when the codes are of one group.
    #[must_use]
    pub fn same_group(&self) -> bool {
        self.gold.code.group() == self.report.code.group()
    }
}

fn touch((a, b): (NaiveDate, NaiveDate), (c, d): (NaiveDate, NaiveDate)) -> bool {
    let day = Duration::days(1);
    c <= b + day && a <= d + day
}

/// True when place, days and kind agree: the headline figure.
#[must_use]
pub fn is_event(pair: &Pair) -> bool {
    pair.same_group() && pair.same_time()
}

/// Letters and digits of a folded text, as words.
pub(super) fn words(folded: &str) -> Vec<String> {
    folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn name(text: &str) -> String {
    words(&crate::text::fold(text)).join(" ")
}

fn same_place(g: &GoldEvent, r: &Report) -> bool {
    let alike = name(&g.place) == name(&r.place);
    let (Some(a), Some(b)) = (g.lat.zip(g.lon), r.lat.zip(r.lon)) else { return alike };
    // An area's centre is a convention; there the name decides.
    let point = g.place_kind.as_deref().is_none_or(|k| ["locality", "camp", "hill", "other"].contains(&k));
    let km = distance_m(a, b) / 1000.0;
    if alike { !point || km <= 60.0 } else { km <= if point { 10.0 } else { 60.0 } }
}

/// The events of this kind whose evidence is the quoted sentence; where none has it there, all of this kind.
fn told_there<'a>(article: &'a GoldArticle, report: &Report) -> Vec<&'a GoldEvent> {
    let here = evident(article, report);
    let alike = |gold: &&GoldEvent| Pair { gold, report }.same_group();
    if here.is_empty() { article.events.iter().filter(alike).collect() } else { here }
}

/// The events of this kind whose evidence is the quoted sentence.
fn evident<'a>(article: &'a GoldArticle, report: &Report) -> Vec<&'a GoldEvent> {
    let quote = format!(" {} ", name(&report.quote));
    let quoted = |gold: &&GoldEvent| {
        let words = gold.evidence.as_deref().map(name).unwrap_or_default();
        !words.is_empty() && quote.contains(&format!(" {words} "))
    };
    let alike = |gold: &&GoldEvent| Pair { gold, report }.same_group();
    article.events.iter().filter(alike).filter(quoted).collect()
}

/// True when the annotations say which events the quoted sentence tells of; also where they name no evidence at all.
#[must_use]
pub fn is_sure(article: &GoldArticle, report: &Report) -> bool {
    article.events.iter().all(|gold| gold.evidence.is_none()) || !evident(article, report).is_empty()
}

/// True when what a sentence tells of this kind is at this place.
#[must_use]
pub fn is_at(article: &GoldArticle, report: &Report) -> bool {
    told_there(article, report).into_iter().any(|gold| same_place(gold, report))
}

/// True when what a sentence tells of this kind at this place was on these days.
#[must_use]
pub fn is_then(article: &GoldArticle, report: &Report) -> bool {
    told_there(article, report).into_iter().any(|gold| tells(gold, report))
}

/// True when a report tells of an event: place, days and kind agree.
#[must_use]
pub fn tells(gold: &GoldEvent, report: &Report) -> bool {
    same_place(gold, report) && is_event(&Pair { gold, report })
}

/// Scores reports against annotated articles. Only codes that pass `keep` count.
#[must_use]
pub fn score<'a>(gold: &'a [GoldArticle], reports: &'a [Report], keep: impl Fn(Code) -> bool) -> Score<'a> {
    let mut out = Score::default();
    for article in gold {
        let events: Vec<&GoldEvent> = article.events.iter().filter(|e| keep(e.code)).collect();
        let read: Vec<&Report> = reports.iter().filter(|r| r.article == article.id && keep(r.code)).collect();
        let pairs = pair_up(&events, &read);
        out.found += read.len();
        out.wanted += events.len();
        let right: Vec<&Pair> = pairs.iter().filter(|p| is_event(p)).collect();
        let told = |e: &GoldEvent| right.iter().any(|p| std::ptr::eq(p.gold, e));
        let tells = |r: &Report| right.iter().any(|p| std::ptr::eq(p.report, r));
        out.missed.extend(events.iter().filter(|e| !told(e)).map(|e| (article.id.as_str(), *e)));
        out.spurious.extend(read.iter().filter(|r| !tells(r)));
        out.pairs.extend(pairs);
    }
    out
}

/// One-to-one pairs at one place, best agreement first.
fn pair_up<'a>(events: &[&'a GoldEvent], reports: &[&'a Report]) -> Vec<Pair<'a>> {
    let mut candidates = Vec::new();
    for (i, &gold) in events.iter().enumerate() {
        for (j, &report) in reports.iter().enumerate() {
            if !same_place(gold, report) {
                continue;
            }
            let pair = Pair { gold, report };
            let (kind, time) = (pair.same_group(), pair.same_time());
            let shared = common(&of_gold(gold), &of_report(report));
            candidates.push((Reverse((kind && time, kind, time, gold.code == report.code, shared)), i, j));
        }
    }
    candidates.sort();
    let (mut used_events, mut used_reports) = (vec![false; events.len()], vec![false; reports.len()]);
    let mut out = Vec::new();
    for (_, i, j) in candidates {
        if !used_events[i] && !used_reports[j] {
            (used_events[i], used_reports[j]) = (true, true);
            out.push(Pair { gold: events[i], report: reports[j] });
        }
    }
    out
}

/// True for codes that change who holds a place.
#[must_use]
pub fn is_territory(code: Code) -> bool {
    code.group() == Group::Territory
}
