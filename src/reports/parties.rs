//! Who took part, by name, and on which side.

use std::ops::Range;

use chrono::Datelike;
use hashbrown::HashMap;

use super::candidate::Candidate;
use super::context::Context;
use super::reading::Reading;
use super::{Code, Group};
use crate::actors::{self, ActorClass, ActorMention};
use crate::lexicon::{People, Role, TriggerRule};

/// What civilians are called who take part as such.
pub(super) const CIVILIANS: &str = "civilians";

/// What those are called who take to the street, where nothing else is said of them.
pub(super) const RESIDENTS: &str = "residents";

/// Who did it and to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parties {
    pub actors: Vec<String>,
    pub against: Vec<String>,
}

/// The parties to the war that an article tells of: numbers of actor mentions.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sides<'a> {
    /// The army named most; that of the country it tells of before all others.
    pub army: Option<usize>,
    /// The armed group named most.
    pub group: Option<usize>,
    /// Whom the army fights: the group, or else another army.
    pub foe: Option<usize>,
    /// ISO code of the country it tells of.
    pub country: Option<&'a str>,
}

impl Context<'_> {
    /// Who stands against whom in the article as a whole, that tells of a country.
    pub(super) fn sides<'a>(&self, country: Option<&'a str>) -> Sides<'a> {
        let year = self.article.published.map(|p| p.date.year());
        let home = country.and_then(|c| actors::army(self.region, c, year));
        let of = |class: ActorClass| {
            (0..self.actors.len()).filter(move |&i| {
                let m = &self.actors[i];
                let helper = m.noun == Some(People::Allies);
                m.class == class && !helper && (m.actor.is_some() || m.named && m.noun != Some(People::Loose))
            })
        };
        let mut named: HashMap<&str, usize> = HashMap::new();
        for m in self.actors.iter().filter(|m| m.named) {
            *named.entry(&m.name).or_default() += 1;
        }
        let times = |i: usize| named.get(self.actors[i].name.as_str()).copied().unwrap_or_default();
        // Among those named as often the first: 'max' would take the last.
        let own = of(ActorClass::State).find(|&i| home.is_some() && self.actors[i].actor == home);
        let army = own.or_else(|| of(ActorClass::State).rev().max_by_key(|&i| times(i)));
        let group = of(ActorClass::Rebel).rev().max_by_key(|&i| times(i));
        let other = of(ActorClass::State).rev().filter(|&i| army.is_some_and(|a| !self.are_allies(a, i)));
        Sides { army, group, foe: group.or_else(|| other.max_by_key(|&i| times(i))), country }
    }

    /// The army of the country that the article tells of, by name.
    pub(super) fn home_army(&self) -> Option<String> {
        self.army_of(self.sides.country?)
    }

    /// The army of a country (ISO code) when the article was written, by name.
    pub(super) fn army_of(&self, country: &str) -> Option<String> {
        let year = self.article.published.map(|p| p.date.year());
        match actors::army(self.region, country, year).and_then(|a| self.region.actors.get(usize::from(a))) {
            Some(row) => Some(row.id.clone()),
            None => self.region.demonym(country).map(|whose| format!("{whose} army")),
        }
    }

    /// True when two actors fight on one side, or are one.
    fn are_allies(&self, a: usize, b: usize) -> bool {
        let day = self.article.published.map(|p| p.date);
        let (a, b) = (&self.actors[a], &self.actors[b]);
        a.name == b.name || self.region.are_allies(&a.name, &b.name, day)
    }

    /// Who took part in an event of some code, as the sentence `at` with its trigger tells it.
    pub(super) fn parties(&self, rule: &TriggerRule, reading: &Reading, code: Code, at: &Range<usize>) -> Parties {
        let mut parties = Parties {
            actors: self.names(&reading.agents, code, true),
            against: self.names(&reading.targets, code, false),
        };
        parties.turn(rule, reading, code);
        self.add_victims(&mut parties, reading, code, at);
        parties.keep_to(code);
        if code == Code::Humanitarian {
            parties.actors.extend(self.helpers(at));
        }
        parties
    }

    /// The names of those mentions that can have a part in an event of this code.
    fn names(&self, list: &[usize], code: Code, agents: bool) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for mention in list.iter().map(|&i| &self.actors[i]).filter(|m| takes_part(m, code, agents)) {
            let name = self.name(mention, code);
            if !out.contains(&name) {
                out.push(name);
            }
        }
        out
    }

    pub(super) fn name(&self, mention: &ActorMention, code: Code) -> String {
        let place = mention.nation.and_then(|n| self.region.places.get(n as usize));
        match (code.group(), mention.class) {
            // Who takes to the street bears the name that the text gives him.
            (Group::Unrest, ActorClass::Civilian)
                if mention.noun == Some(People::Civilian) && mention.actor.is_none() =>
            {
                self.doc.slice(mention.tokens.clone()).to_lowercase()
            }
            // Who mediates or receives is named by the country.
            (Group::Talks, ActorClass::Leaders) => match place {
                Some(place) if Some(place.country.as_str()) != self.sides.country => place.name.clone(),
                _ => mention.name.clone(),
            },
            _ => mention.name.clone(),
        }
    }

    /// Those of a sentence who bring aid: agencies by name.
    fn helpers(&self, at: &Range<usize>) -> Vec<String> {
        let agency = |m: &&ActorMention| m.class == ActorClass::Civilian && m.actor.is_some();
        let mut out: Vec<String> = Vec::new();
        for mention in self.actors_in(at).map(|i| &self.actors[i]).filter(agency) {
            if !out.contains(&mention.name) {
                out.push(mention.name.clone());
            }
        }
        out
    }

    /// Violence against nobody named is against civilians, and so are bombs on houses and their people.
    fn add_victims(&self, parties: &mut Parties, reading: &Reading, code: Code, at: &Range<usize>) {
        if code.group() == Group::Violence {
            // 'des femmes ont subi des viols': they are no doers.
            parties.actors.retain(|a| a != CIVILIANS);
        }
        if !parties.against.is_empty() {
            return;
        }
        match code {
            Code::AttackCivilians | Code::Abduction | Code::SexualViolence | Code::LootingDestruction => {
                parties.against.push(CIVILIANS.to_owned());
            }
            Code::Shelling | Code::AirDroneStrike | Code::Explosion => {
                let others =
                    || self.actors_in(at).filter(|i| !reading.agents.contains(i)).map(|i| self.actors[i].class);
                if others().any(|c| c == ActorClass::Civilian) && !others().any(ActorClass::is_force) {
                    parties.against.push(CIVILIANS.to_owned());
                }
            }
            _ => {}
        }
    }

    /// Who took part in what a candidate tells, over the whole article. What it tells of its war need not be said again
    /// in each sentence: who gained a place and from whom, who clashed, between whom a truce is.
    pub(super) fn all_parties(&self, candidate: &Candidate) -> Parties {
        let mut parties = Parties { actors: candidate.actors.to_vec(), against: candidate.against.to_vec() };
        if parties.actors.is_empty() {
            parties.actors = self.likely_agents(candidate, &parties.against);
        }
        let fought = matches!(
            candidate.code,
            Code::TerritoryGainedNonstate | Code::TerritoryGainedGovernment | Code::Advance | Code::ArmedClash
        );
        if fought && parties.against.is_empty() {
            parties.against.extend(self.likely_enemy(candidate, &parties.actors));
        }
        parties
    }

    /// Who did what nobody is told to have done, as far as the article's war makes it plain.
    fn likely_agents(&self, candidate: &Candidate, against: &[String]) -> Vec<String> {
        let Sides { army, group, foe, country, .. } = self.sides;
        let target = against.first().and_then(|name| self.actors.iter().find(|m| m.name == *name)).map(|m| m.class);
        let name = |side: Option<usize>| side.map(|i| self.actors[i].name.clone()).filter(|a| !against.contains(a));
        match (candidate.code, target) {
            (Code::TerritoryGainedNonstate | Code::Advance | Code::Abduction, _)
            | (Code::ArmedClash, Some(ActorClass::State)) => name(group).into_iter().collect(),
            (Code::TerritoryGainedGovernment, _) | (Code::ArmedClash, Some(ActorClass::Rebel) | None) => {
                name(army).into_iter().collect()
            }
            // Armies fly; where two of them are at war, not over their own country.
            (Code::AirDroneStrike, _) => {
                let place = self.resolved[candidate.place].country.as_deref();
                let foreign = |i: &usize| self.country_of(*i) != place;
                let two = foe.filter(|&i| self.actors[i].class == ActorClass::State);
                let flyer = if two.is_some() { [army, two].into_iter().flatten().find(foreign) } else { army };
                name(flyer).into_iter().collect()
            }
            // 'The truce signed in Accra': between the two sides.
            (Code::Agreement, None) if group.is_some() => {
                let demonym = country.and_then(|c| self.region.demonym(c));
                demonym.map(government).into_iter().chain(name(group)).collect()
            }
            (Code::Protest | Code::Riot, _) => vec![RESIDENTS.to_owned()],
            _ => Vec::new(),
        }
    }

    /// The country whose army or group an actor is.
    pub(super) fn country_of(&self, i: usize) -> Option<&str> {
        let mention = &self.actors[i];
        let row = mention.actor.and_then(|a| self.region.actors.get(usize::from(a)));
        let nation = mention.nation.and_then(|n| self.region.places.get(n as usize));
        row.and_then(|row| row.country.as_deref()).or(nation.map(|place| place.country.as_str()))
    }

    /// Whom those who fight stand against in the article's war.
    fn likely_enemy(&self, candidate: &Candidate, actors: &[String]) -> Option<String> {
        let Sides { army, foe, .. } = self.sides;
        let agent = actors.first().and_then(|name| self.actors.iter().position(|m| m.name == *name));
        let enemy = match (agent.map(|i| self.actors[i].class), candidate.code) {
            (Some(ActorClass::Rebel), _) | (None, Code::TerritoryGainedNonstate) => army,
            (Some(ActorClass::State | ActorClass::Mission), _)
            | (None, Code::TerritoryGainedGovernment | Code::ArmedClash) => {
                let mut foes = [foe, army].into_iter().flatten();
                foes.find(|&f| agent.is_none_or(|a| !self.are_allies(a, f)))
            }
            _ => None,
        };
        enemy.map(|i| self.actors[i].name.clone()).filter(|enemy| !actors.contains(enemy))
    }
}

/// A government by its country's adjective: 'Kenyan government'.
pub(super) fn government(whose: &str) -> String {
    format!("{whose} government")
}

/// True for those who can have a part in an event of this code.
fn takes_part(mention: &ActorMention, code: Code, agent: bool) -> bool {
    let nameless = mention.actor.is_none() && mention.noun != Some(People::Government) && mention.nation.is_none();
    match (code.group(), mention.class) {
        // 'the mediators' says nothing.
        (Group::Talks, ActorClass::Leaders) => !nameless,
        // 'officials said' does no fighting; of civilians only agencies and unions of states talk.
        (Group::Fighting | Group::Territory | Group::Violence, ActorClass::Leaders)
        | (Group::Talks, ActorClass::Civilian) => mention.actor.is_some(),
        (Group::Unrest, ActorClass::Civilian) if mention.noun == Some(People::Property) => !agent,
        // Agencies are attacked; they attack nobody.
        (Group::Fighting | Group::Territory | Group::Violence, ActorClass::Civilian) => {
            !agent || mention.actor.is_none()
        }
        _ => true,
    }
}

impl Parties {
    /// Puts each on the side that the words give him.
    fn turn(&mut self, rule: &TriggerRule, reading: &Reading, code: Code) {
        match rule.role {
            Role::Lose => std::mem::swap(&mut self.actors, &mut self.against),
            // 'soldiers were deployed': it is they who came.
            _ if reading.passive
                && self.actors.is_empty()
                && matches!(code, Code::BaseEstablished | Code::Withdrawal | Code::Advance) =>
            {
                std::mem::swap(&mut self.actors, &mut self.against);
            }
            // Those who surrender or are dead are the targets; who takes or kills them is not their subject.
            Role::Suffer
                if self.against.is_empty()
                    && (code == Code::Arrest || code == Code::AttackCivilians && !reading.verb) =>
            {
                self.against.append(&mut self.actors);
            }
            _ => {}
        }
    }

    /// Leaves out those who have no part in an event of this code.
    fn keep_to(&mut self, code: Code) {
        match (code, code.group()) {
            // Who comes to stand where a force has left is no enemy of it.
            (Code::Withdrawal, _) => self.against.clear(),
            (Code::Displacement, _) => {
                self.actors = vec![CIVILIANS.to_owned()];
                self.against.clear();
            }
            (Code::Humanitarian, _) => {
                self.actors.clear();
                self.against.clear();
            }
            _ => {}
        }
        // Civilians take part in fights only as victims.
        if matches!(code.group(), Group::Fighting | Group::Territory) {
            self.actors.retain(|a| a != CIVILIANS);
        }
        if code == Code::ArmedClash || code.group() == Group::Territory {
            self.against.retain(|a| a != CIVILIANS);
        }
        // 'clashes between the army and the rebels': the first named is as much an actor as the other.
        if self.actors.is_empty()
            && self.against.len() > 1
            && matches!(code, Code::ArmedClash | Code::Riot | Code::Diplomacy | Code::Agreement)
        {
            self.actors.push(self.against.remove(0));
        }
        let actors = &self.actors;
        self.against.retain(|a| !actors.contains(a));
    }
}
