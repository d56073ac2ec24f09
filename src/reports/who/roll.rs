//! Who may have taken part in an event: every name of the article, and those who need not be named.

use std::ops::Range;

use chrono::Datelike;
use hashbrown::HashMap;

use crate::actors::{self, ActorClass};
use crate::lexicon::People;
use crate::region::PlaceKind;
use crate::reports::candidate::Candidate;
use crate::reports::context::Context;
use crate::reports::parties::{CIVILIANS, Parties, RESIDENTS, government};
use crate::reports::{Code, Group};

/// More names than this are not weighed for one event: those named first are.
const MOST: usize = 32;

/// Where a name comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// An actor that the text names.
    Named,
    /// A country that the text names, as one that talks or whose army it was.
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
    pub origin: Origin,
    pub class: ActorClass,
    /// Numbers of the actor mentions that bear the name.
    pub mentions: Vec<usize>,
    /// Where it is named.
    pub spans: Vec<Range<usize>>,
}

/// Those who may have taken part, each name once.
#[derive(Default)]
struct Roll {
    all: Vec<Somebody>,
    numbers: HashMap<String, usize>,
}

impl Roll {
    /// Puts a name on the roll, unless it is full; `None` when there is no name.
    fn add(&mut self, name: String, origin: Origin, class: ActorClass) -> Option<&mut Somebody> {
        let known = self.numbers.get(&name).copied();
        if name.is_empty() || known.is_none() && self.all.len() >= MOST {
            return None;
        }
        let number = known.unwrap_or_else(|| {
            self.numbers.insert(name.clone(), self.all.len());
            self.all.push(Somebody { name, origin, class, mentions: Vec::new(), spans: Vec::new() });
            self.all.len() - 1
        });
        let somebody = self.all.get_mut(number)?;
        // 'JNIM officials' make no civilians of a group.
        if class.is_force() && !somebody.class.is_force() {
            somebody.class = class;
        }
        Some(somebody)
    }

    /// The same for a name that the text has at `span`.
    fn add_at(&mut self, name: String, origin: Origin, class: ActorClass, span: Range<usize>) -> Option<&mut Somebody> {
        let somebody = self.add(name, origin, class)?;
        somebody.spans.push(span);
        Some(somebody)
    }
}

impl Context<'_> {
    /// Who may have taken part in what a candidate tells, those first whom the rules name.
    pub(super) fn somebodies(&self, c: &Candidate, ruled: &Parties) -> Vec<Somebody> {
        let mut roll = Roll::default();
        for name in ruled.actors.iter().chain(&ruled.against) {
            let class = self.actors.iter().find(|m| m.name == *name).map_or(ActorClass::Civilian, |m| m.class);
            roll.add(name.clone(), Origin::Rule, class);
        }
        roll.add(CIVILIANS.to_owned(), Origin::Anybody, ActorClass::Civilian);
        for (i, mention) in self.actors.iter().enumerate() {
            let name = self.name(mention, c.code);
            if let Some(somebody) = roll.add_at(name, Origin::Named, mention.class, mention.tokens.clone()) {
                somebody.mentions.push(i);
            }
        }
        self.add_unnamed(&mut roll, c.code);
        match c.code.group() {
            Group::Fighting | Group::Territory | Group::Violence | Group::Arrest => self.add_armies(&mut roll),
            Group::Talks => self.add_countries(&mut roll),
            Group::Unrest | Group::Relief | Group::Other => {}
        }
        for somebody in &mut roll.all {
            if somebody.origin == Origin::Rule && !somebody.mentions.is_empty() {
                somebody.origin = Origin::Named;
            }
        }
        roll.all
    }

    /// Those who need not be named: residents, the government and the army of the country told of, its armed group.
    fn add_unnamed(&self, roll: &mut Roll, code: Code) {
        if code.group() == Group::Unrest {
            roll.add(RESIDENTS.to_owned(), Origin::Anybody, ActorClass::Civilian);
        }
        if let Some(whose) = self.sides.country.and_then(|country| self.region.demonym(country))
            && matches!(code.group(), Group::Talks | Group::Unrest | Group::Arrest)
        {
            roll.add(government(whose), Origin::State, ActorClass::Leaders);
        }
        if let Some(army) = self.home_army() {
            roll.add(army, Origin::State, ActorClass::State);
        }
        let year = self.article.published.map(|p| p.date.year());
        if let (None, Some(country), Some(year)) = (self.sides.group, self.sides.country, year) {
            let row = actors::group(self.region, country, year).and_then(|a| self.region.actors.get(usize::from(a)));
            let unnamed = self.actors.iter().find(|m| m.class == ActorClass::Rebel && m.noun == Some(People::Rebel));
            if let (Some(row), Some(mention)) = (row, unnamed) {
                roll.add_at(row.id.clone(), Origin::Table, ActorClass::Rebel, mention.tokens.clone());
            }
        }
    }

    /// The armies of countries that are told of: 'a Russian drone'.
    fn add_armies(&self, roll: &mut Roll) {
        for (tokens, country) in self.nations_told() {
            if let Some(name) = self.army_of(country) {
                roll.add_at(name, Origin::Country, ActorClass::State, tokens);
            }
        }
    }

    /// The countries named, as those who talk; that of the article, and one named by its capital, by its government.
    fn add_countries(&self, roll: &mut Roll) {
        for ((place, mention), &metonym) in self.resolved.iter().zip(&self.places).zip(&self.metonyms) {
            if place.kind != PlaceKind::Country && !metonym {
                continue;
            }
            let home = place.country.is_some() && place.country.as_deref() == self.sides.country;
            let demonym = place.country.as_deref().and_then(|country| self.region.demonym(country));
            let name = demonym.filter(|_| home || metonym).map_or_else(|| place.name.clone(), government);
            roll.add_at(name, Origin::Country, ActorClass::Leaders, mention.tokens.clone());
        }
    }

    /// Countries by name or adjective where no actor is named by them, each with its ISO code.
    fn nations_told(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        let adjectives = self.scan.nations.iter().filter_map(|hit| {
            let place = self.region.places.get(hit.tag as usize)?;
            Some((hit.start..hit.end, place.country.as_str()))
        });
        let names = self.resolved.iter().zip(&self.places).filter(|(p, _)| p.kind == PlaceKind::Country);
        let names = names.filter_map(|(p, mention)| Some((mention.tokens.clone(), p.country.as_deref()?)));
        adjectives.chain(names).filter(|(span, _)| self.actor_at(span).is_none())
    }
}
