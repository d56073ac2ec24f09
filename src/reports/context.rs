//! Everything found in one article, by sentence: what the rules of this station look at.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use hashbrown::HashMap;

use super::candidate::When;
use super::models::Models;
use super::parties::Sides;
use super::reading::Reading;
use super::site::PlaceKey;
use super::speaker::Source;
use super::times::Times;
use crate::actors::ActorMention;
use crate::article::{Article, Lang};
use crate::dates::TimeMention;
use crate::lexicon::{Cue, Grammar, Scan, Scanner, TriggerHit};
use crate::places::{Named, PlaceMention, ResolvedPlace, Role};
use crate::region::Region;
use crate::text::{Document, Hit, Starts, TokenKind};

/// One article with all its mentions.
pub(super) struct Context<'a> {
    pub article: &'a Article,
    pub doc: &'a Document<'a>,
    pub region: &'a Region,
    pub scanner: &'a Scanner,
    pub models: &'a Models,
    pub scan: &'a Scan,
    pub actors: Vec<ActorMention>,
    /// The two sides of the war it tells of.
    pub sides: Sides<'a>,
    pub places: Vec<PlaceMention>,
    pub starts: Begins,
    /// For each token whether a clause begins behind it, once that has been asked.
    pub opens: Vec<Cell<Option<bool>>>,
    /// For each sentence who says what it tells, once that has been asked.
    pub sources: Vec<OnceCell<Option<Source>>>,
    /// The days that the story is about, once that has been asked.
    pub story: OnceCell<Option<When>>,
    /// The row each of `places` was resolved to, in the same order; empty while the triggers are read.
    pub resolved: &'a [ResolvedPlace],
    pub times: Times<'a>,
    /// The tokens, ascending, where a capitalised word is a place, known or not.
    pub awaited: Vec<usize>,
    /// For each trigger of the scan: how it is read, or why it tells of nothing.
    pub readings: Vec<Result<Reading, &'static str>>,
    /// For each of `places`: whether it is a capital that stands for its government.
    pub metonyms: Vec<bool>,
    /// For each of `places`: whether an event can be there.
    pub hosts: Vec<bool>,
    /// For each of `places`: the number of the first mention of the same place.
    pub entity: Vec<usize>,
    /// For each of `places`: what is known of the place it names; only what stands at an entity's number counts.
    pub facts: Vec<Facts>,
    /// The country that most of these places lie in.
    pub home: Option<&'a str>,
    /// For each of `places`: whether somebody speaks there.
    pub speakers: Vec<bool>,
    /// The first of `places` that stands in a date line.
    pub dateline: Option<usize>,
    /// How many places are named that an event can be at.
    pub entities: usize,
    /// The first sentence of the running text: what stands before is headline and date line.
    pub body: usize,
}

/// What the article tells of one place, over all its mentions that an event can be at.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    /// How often it is named.
    pub named: usize,
    /// How many places that an event can be at were named before it for the first time.
    pub order: usize,
    pub in_headline: bool,
    pub in_lede: bool,
    /// True when another place is said to lie in it.
    pub holds: bool,
}

/// No phrase is longer than this, in tokens.
pub(super) const LONGEST: usize = 32;

/// What leads to a name is sought among as many tokens before it.
const LONGEST_LEAD: usize = 4;

/// Where mentions begin.
pub(super) struct Begins {
    pub triggers: Starts,
    pub cues: Starts,
    pub actors: Starts,
    pub places: Starts,
}

impl Begins {
    /// With no place named yet.
    pub(super) fn new(doc: &Document, scan: &Scan, actors: &[ActorMention]) -> Self {
        let tokens = doc.tokens.len();
        Self {
            triggers: Starts::new(tokens, scan.triggers.iter().map(|t| t.start)),
            cues: Starts::new(tokens, scan.cues.iter().map(|c| c.start)),
            actors: Starts::new(tokens, actors.iter().map(|a| a.tokens.start)),
            places: Starts::default(),
        }
    }
}

/// As many words within quotation marks do not part the clause.
const FEW_WORDS: usize = 3;

impl<'a> Context<'a> {
    /// Puts the places of the article, or of the sentences looked at, in place of those named before.
    pub(super) fn name_places(&mut self, named: Named) {
        self.starts.places = Starts::new(self.doc.tokens.len(), named.places.iter().map(|p| p.tokens.start));
        (self.places, self.awaited) = (named.places, named.awaited);
    }

    /// Finds out once what is asked of each place again and again.
    pub(super) fn sort_places(&mut self) {
        let all = 0..self.places.len();
        let mut first: HashMap<PlaceKey, usize> = HashMap::new();
        self.entity = all.clone().map(|i| *first.entry(self.place_key(i)).or_insert(i)).collect();
        self.metonyms.clear();
        for i in all.clone() {
            let metonym = self.is_metonym(i);
            self.metonyms.push(metonym);
        }
        self.hosts = all.clone().map(|i| self.is_host(i)).collect();
        self.speakers = all.clone().map(|i| self.is_speakers(i)).collect();
        self.dateline = self.places.iter().position(|p| p.role == Role::Dateline);
        self.facts = vec![Facts::default(); self.places.len()];
        let lede = self.sentence(self.body);
        let headline = 0..if lede.is_empty() { self.doc.tokens.len() } else { lede.start };
        let mut order = 0;
        for i in all {
            let entity = self.entity[i];
            if entity == i {
                self.facts[i].order = order;
            }
            if !self.hosts[i] {
                continue;
            }
            order += usize::from(entity == i);
            let start = self.places[i].tokens.start;
            let facts = &mut self.facts[entity];
            facts.named += 1;
            facts.in_headline |= headline.contains(&start);
            facts.in_lede |= lede.contains(&start);
            if let Some(container) = self.places[i].container {
                self.facts[self.entity[container]].holds = true;
            }
        }
        self.entities = order;
        self.home = self.most_named_country();
    }

    /// The country that most mentions of places lie in; of two the first named.
    fn most_named_country(&self) -> Option<&'a str> {
        let mut countries: Vec<(&'a str, usize)> = Vec::new();
        for country in
            (0..self.places.len()).filter(|&i| self.hosts[i]).filter_map(|i| self.resolved[i].country.as_deref())
        {
            match countries.iter_mut().find(|(c, _)| *c == country) {
                Some((_, n)) => *n += 1,
                None => countries.push((country, 1)),
            }
        }
        countries.into_iter().rev().max_by_key(|&(_, n)| n).map(|(country, _)| country)
    }

    /// The triggers that begin within a range of tokens.
    pub(super) fn triggers_in(&self, range: &Range<usize>) -> &[TriggerHit] {
        &self.scan.triggers[self.starts.triggers.within(range)]
    }

    /// The tokens of sentence `s`.
    pub(super) fn sentence(&self, s: usize) -> Range<usize> {
        self.doc.sentences.get(s).map_or(0..0, |sentence| sentence.tokens.clone())
    }

    /// Numbers of the actor mentions within a range of tokens.
    pub(super) fn actors_in(&self, range: &Range<usize>) -> Range<usize> {
        self.starts.actors.within(range)
    }

    /// The last actor that is named by some of the tokens `at`.
    pub(super) fn actor_at(&self, at: &Range<usize>) -> Option<usize> {
        // Of mentions that do not overlap the last one that begins before the end reaches furthest.
        let last = self.actors_in(&(0..at.end)).next_back();
        last.filter(|&i| at.start < self.actors[i].tokens.end)
    }

    /// The places named by some of the tokens `at`.
    pub(super) fn places_at(&self, at: &Range<usize>) -> impl Iterator<Item = &PlaceMention> {
        let first = at.start;
        let before = self.places_in(&(0..at.end)).rev().map(|i| &self.places[i]);
        before.take_while(move |place| first < place.tokens.end)
    }

    /// True when a place is named by some of the tokens `at`.
    pub(super) fn is_in_place(&self, at: &Range<usize>) -> bool {
        self.places_at(at).next().is_some()
    }

    /// True when the words of a place begin at token `i`, those that lead to its name included.
    pub(super) fn begins_place(&self, i: usize) -> bool {
        self.places_in(&(i..i + LONGEST)).any(|k| self.places[k].span.start == i)
    }

    /// The actor mention that ends before token `end`.
    pub(super) fn actor_ending_at(&self, end: usize) -> Option<&ActorMention> {
        let next = self.actors.partition_point(|m| m.tokens.end < end);
        self.actors.get(next).filter(|m| m.tokens.end == end)
    }

    /// Numbers of the place mentions within a range of tokens.
    pub(super) fn places_in(&self, range: &Range<usize>) -> Range<usize> {
        self.starts.places.within(range)
    }

    /// The time mentions within a range of tokens of one sentence.
    pub(super) fn times_in(&self, range: &Range<usize>) -> &[TimeMention] {
        let times = self.times.around(range.start);
        let first = times.partition_point(|m| m.tokens.start < range.start);
        let last = times.partition_point(|m| m.tokens.start < range.end);
        &times[first..last.max(first)]
    }

    /// The cues within a range of tokens.
    pub(super) fn cues_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Hit<Cue>> {
        self.scan.cues[self.starts.cues.within(range)].iter()
    }

    /// The small words within a range of tokens.
    pub(super) fn grammar_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Hit<Grammar>> {
        self.scan.grammar_in(range).iter()
    }

    /// True when token `i` begins a small word of this kind.
    pub(super) fn is(&self, i: usize, tag: Grammar) -> bool {
        self.scan.begins(i, tag)
    }

    /// True when a small word of this kind, or a phrase like 'in the direction of', ends right before token `start`.
    pub(super) fn leads_to(&self, start: usize, tag: Grammar) -> bool {
        self.grammar_in(&(start.saturating_sub(LONGEST_LEAD)..start)).any(|h| h.end == start && h.tag == tag)
    }

    /// The clause that token `i` stands in: from the last clause word, bracket, semicolon or dash to the next.
    pub(super) fn clause(&self, i: usize, sentence: &Range<usize>) -> Range<usize> {
        let opens = |&k: &usize| {
            let known = &self.opens[k];
            known.get().unwrap_or_else(|| {
                let opens = self.opens_clause(k);
                known.set(Some(opens));
                opens
            })
        };
        let start = (sentence.start..i).rev().find(opens).map_or(sentence.start, |k| k + 1);
        let end = (i + 1..sentence.end).find(opens).unwrap_or(sentence.end);
        start..end
    }

    /// True when a clause begins behind token `k`.
    fn opens_clause(&self, k: usize) -> bool {
        // 'accueille depuis lundi des familles': a preposition of time opens no clause.
        let of_time = |k: usize| {
            self.scanner.lang == Lang::Fr
                && !self.is(k, Grammar::After)
                && (k..=k + 1).any(|i| self.times.around(i).iter().any(|t| t.tokens.start == i))
        };
        // 'has since taken over'
        let adverb = |k: usize| k > 0 && self.is(k - 1, Grammar::Have);
        self.is(k, Grammar::Clause) && !of_time(k) && !adverb(k) || self.is_break(k)
    }

    /// A mark that parts clauses.
    fn is_break(&self, i: usize) -> bool {
        if self.doc.tokens[i].kind != TokenKind::Punct {
            return false;
        }
        // 'l'armée avait « nettoyé » le port': a word or three in quotation marks part nothing.
        let quote = |k: usize| matches!(self.doc.word(k), "“" | "”" | "«" | "»" | "\"");
        let few = |other: usize| i.abs_diff(other) <= FEW_WORDS + 1;
        let near = i.saturating_sub(FEW_WORDS + 1)..(i + FEW_WORDS + 2).min(self.doc.tokens.len());
        matches!(self.doc.word(i), ";" | ":" | "(" | ")" | "—" | "–")
            || quote(i) && !near.into_iter().any(|k| k != i && quote(k) && few(k))
    }

    /// True when only commas, 'and' and articles stand between two stretches of tokens: they are one list.
    pub(super) fn is_list_gap(&self, from: usize, to: usize) -> bool {
        from <= to
            && to - from <= 4
            && (from..to).any(|i| self.is(i, Grammar::And) || matches!(self.doc.word(i), "," | "/"))
            && (from..to).all(|i| {
                self.is(i, Grammar::And)
                    || self.is(i, Grammar::Article)
                    || self.is(i, Grammar::Of)
                    || self.is(i, Grammar::In)
                    || matches!(self.doc.word(i), "," | "/" | "&")
            })
    }
}

/// True when one of the hits, which stand in order, begins within a range of tokens.
pub(super) fn any_in<T>(hits: &[Hit<T>], range: &Range<usize>) -> bool {
    hits.get(hits.partition_point(|h| h.start < range.start)).is_some_and(|h| h.start < range.end)
}
