//! Who took part in an event: everybody that the article names is weighed by a learned model.
//!
//! Rules say who stands where in the trigger's sentence (`parties.rs`); an article often tells elsewhere who it was. All
//! that is known of a name and an event is a row of numbers ([`NAMES`]); the model is fitted by `scripts/train-models.py`
//! on annotated articles.

mod features;

use std::ops::Range;

use chrono::Datelike;
use hashbrown::HashMap;

use super::candidate::Candidate;
use super::context::Context;
use super::parties::{CIVILIANS, Parties, RESIDENTS};
use super::{Code, Group};
use crate::actors::{self, ActorClass};
use crate::lexicon::People;
use crate::region::PlaceKind;

pub(super) use features::NAMES;

/// More names than this are not weighed for one event: those named first are.
const MOST: usize = 32;

/// Where a name comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// An actor that the text names.
    Named,
    /// A country that the text names, as one that talks.
    Country,
    /// Civilians or residents, named or not.
    Anybody,
    /// The government or the army of the country told of, named or not.
    State,
    /// The armed group that a table knows for the country and year, where the text names none.
    Table,
    /// Only the rules name it.
    Rule,
}

/// Somebody who may have taken part.
#[derive(Debug, Clone)]
pub(super) struct Somebody {
    pub name: String,
    origin: Origin,
    class: ActorClass,
    /// Numbers of the actor mentions that bear the name.
    mentions: Vec<usize>,
    /// Where it is named.
    spans: Vec<Range<usize>>,
}

/// Somebody with what is known of him and the event.
pub(super) struct Weighed {
    pub name: String,
    class: ActorClass,
    /// In the order of [`NAMES`].
    pub features: [f32; NAMES.len()],
}

impl Context<'_> {
    /// Who may have taken part in what a candidate tells: every name of the article, and those who need not be named.
    fn somebodies(&self, c: &Candidate, ruled: &Parties) -> Vec<Somebody> {
        let mut out: Vec<Somebody> = Vec::new();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut add = |name: String, origin: Origin, class: ActorClass, mention: Option<usize>, span: Range<usize>| {
            let known = numbers.get(&name).copied();
            if name.is_empty() || known.is_none() && out.len() >= MOST {
                return;
            }
            let number = known.unwrap_or_else(|| {
                numbers.insert(name.clone(), out.len());
                out.push(Somebody { name, origin, class, mentions: Vec::new(), spans: Vec::new() });
                out.len() - 1
            });
            let somebody = &mut out[number];
            somebody.mentions.extend(mention);
            if !span.is_empty() {
                somebody.spans.push(span);
            }
        };
        for name in ruled.actors.iter().chain(&ruled.against) {
            let class = self.actors.iter().find(|m| m.name == *name).map_or(ActorClass::Civilian, |m| m.class);
            add(name.clone(), Origin::Rule, class, None, 0..0);
        }
        add(CIVILIANS.to_owned(), Origin::Anybody, ActorClass::Civilian, None, 0..0);
        for (i, mention) in self.actors.iter().enumerate() {
            add(self.name(mention, c.code), Origin::Named, mention.class, Some(i), mention.tokens.clone());
        }
        if c.code.group() == Group::Unrest {
            add(RESIDENTS.to_owned(), Origin::Anybody, ActorClass::Civilian, None, 0..0);
        }
        if let Some(whose) = self.sides.country.and_then(|country| self.region.demonym(country))
            && matches!(c.code.group(), Group::Talks | Group::Unrest | Group::Arrest)
        {
            add(format!("{whose} government"), Origin::State, ActorClass::Leaders, None, 0..0);
        }
        if let Some(army) = self.home_army() {
            add(army, Origin::State, ActorClass::State, None, 0..0);
        }
        let year = self.article.published.map(|p| p.date.year());
        if let (None, Some(country), Some(year)) = (self.sides.group, self.sides.country, year) {
            let row = actors::group(self.region, country, year).and_then(|a| self.region.actors.get(usize::from(a)));
            let unnamed = self.actors.iter().find(|m| m.class == ActorClass::Rebel && m.noun == Some(People::Rebel));
            if let (Some(row), Some(mention)) = (row, unnamed) {
                add(row.id.clone(), Origin::Table, ActorClass::Rebel, None, mention.tokens.clone());
            }
        }
        if matches!(c.code.group(), Group::Fighting | Group::Territory | Group::Violence | Group::Arrest) {
            for (tokens, place) in self.nations_told() {
                let army = actors::army(self.region, place, year).and_then(|a| self.region.actors.get(usize::from(a)));
                let coined = || self.region.demonym(place).map(|whose| format!("{whose} army"));
                if let Some(name) = army.map(|row| row.id.clone()).or_else(coined) {
                    add(name, Origin::Country, ActorClass::State, None, tokens);
                }
            }
        }
        if c.code.group() == Group::Talks {
            for (i, place) in self.resolved.iter().enumerate().filter(|(_, p)| p.kind == PlaceKind::Country) {
                let tokens = self.places[i].tokens.clone();
                let home = place.country.is_some() && place.country.as_deref() == self.sides.country;
                let demonym = place.country.as_deref().and_then(|country| self.region.demonym(country));
                match demonym.filter(|_| home) {
                    Some(whose) => {
                        add(format!("{whose} government"), Origin::Country, ActorClass::Leaders, None, tokens);
                    }
                    None => add(place.name.clone(), Origin::Country, ActorClass::Leaders, None, tokens),
                }
            }
        }
        for somebody in &mut out {
            if somebody.origin == Origin::Rule && !somebody.mentions.is_empty() {
                somebody.origin = Origin::Named;
            }
        }
        out
    }

    /// Countries by name or adjective where no actor is named by them ('a Russian drone'), each with its ISO code.
    fn nations_told(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        let of_actor = |span: &Range<usize>| {
            let first = self.actors.partition_point(|m| m.tokens.end <= span.start);
            self.actors.get(first).is_some_and(|m| m.tokens.start < span.end)
        };
        let adjectives = self.scan.nations.iter().filter_map(|hit| {
            let place = self.region.places.get(hit.tag as usize)?;
            Some((hit.start..hit.end, place.country.as_str()))
        });
        let names = self.resolved.iter().zip(self.places).filter(|(p, _)| p.kind == PlaceKind::Country);
        let names = names.filter_map(|(p, mention)| Some((mention.tokens.clone(), p.country.as_deref()?)));
        adjectives.chain(names).filter(move |(span, _)| !of_actor(span))
    }

    /// What is known of everybody who may have taken part in what a candidate tells. `all` are those of the article.
    pub(super) fn weighed(&self, c: &Candidate, ruled: &Parties, all: &[Candidate]) -> Vec<Weighed> {
        let somebodies = self.somebodies(c, ruled);
        let event = self.event(c, ruled, all, &somebodies);
        let features: Vec<_> = somebodies.iter().map(|one| self.known_of(one, &somebodies, &event)).collect();
        let weighed = somebodies.into_iter().zip(features);
        weighed.map(|(one, features)| Weighed { name: one.name, class: one.class, features }).collect()
    }

    /// Who took part in what a candidate tells: those that the model takes. Rules say on which side.
    pub(super) fn who(&self, c: &Candidate, all: &[Candidate]) -> Parties {
        let ruled = self.all_parties(c);
        let weighed = self.weighed(c, &ruled, all);
        let model = &self.models.party;
        let sure = model.probabilities(&weighed.iter().map(|one| one.features.as_slice()));
        let mut taken: Vec<(f32, &Weighed)> =
            sure.into_iter().zip(&weighed).filter(|(p, _)| *p >= model.threshold).collect();
        taken.sort_by(|a, b| b.0.total_cmp(&a.0));
        let is_taken = |name: &&String| taken.iter().any(|(_, one)| one.name == **name);
        let mut parties = Parties {
            actors: ruled.actors.iter().filter(is_taken).cloned().collect(),
            against: ruled.against.iter().filter(is_taken).cloned().collect(),
        };
        let more = taken.iter().map(|(_, one)| one);
        for one in more.filter(|one| !ruled.actors.contains(&one.name) && !ruled.against.contains(&one.name)) {
            let did = self.did(one, c.code, &parties);
            if did { &mut parties.actors } else { &mut parties.against }.push(one.name.clone());
        }
        parties
    }

    /// True for one who did it, false for one on the other side, as far as his kind and those known tell.
    fn did(&self, one: &Weighed, code: Code, parties: &Parties) -> bool {
        let day = self.article.published.map(|p| p.date);
        let allied = |names: &[String]| names.iter().any(|name| self.region.are_allies(name, &one.name, day));
        match (code.group(), one.class) {
            (Group::Talks | Group::Relief | Group::Other, _) => true,
            (Group::Unrest, class) => matches!(class, ActorClass::Protesters | ActorClass::Civilian),
            (_, ActorClass::Civilian | ActorClass::Protesters) => false,
            (Group::Violence, _) => true,
            (Group::Arrest, class) => class != ActorClass::Rebel && !allied(&parties.against),
            (Group::Fighting | Group::Territory, class) => match code {
                Code::TerritoryGainedNonstate if parties.actors.is_empty() => class == ActorClass::Rebel,
                Code::TerritoryGainedGovernment if parties.actors.is_empty() => class != ActorClass::Rebel,
                _ => parties.actors.is_empty() || allied(&parties.actors) && !allied(&parties.against),
            },
        }
    }
}
