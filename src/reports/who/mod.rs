//! Who took part in an event: everybody that the article names is weighed by a learned model.
//!
//! Rules say who stands where in the trigger's sentence (`parties.rs`); an article often tells elsewhere who it was. All
//! that is known of a name and an event is a row of numbers ([`NAMES`]); the model is fitted by `scripts/train-models.py`
//! on annotated articles.

mod features;
mod roll;

use super::candidate::Candidate;
use super::context::Context;
use super::parties::{CIVILIANS, Parties, RESIDENTS};
use super::{Code, Group};
use crate::actors::ActorClass;
use crate::lexicon::People;

pub(super) use features::NAMES;

/// Somebody with what is known of him and the event.
pub(super) struct Weighed {
    pub name: String,
    class: ActorClass,
    /// In the order of [`NAMES`].
    pub features: [f32; NAMES.len()],
}

impl Context<'_> {
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
        let sure = model.probabilities(weighed.iter().map(|one| one.features.as_slice()));
        let mut sure: Vec<(f32, &Weighed)> =
            sure.into_iter().zip(&weighed).filter(|(p, _)| *p >= model.threshold).collect();
        sure.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut taken: Vec<&Weighed> = Vec::new();
        for (_, one) in sure {
            if !taken.iter().any(|surer| self.is_double(one, surer)) {
                taken.push(one);
            }
        }
        let is_taken = |name: &&String| taken.iter().any(|one| one.name == **name);
        let mut parties = Parties {
            actors: ruled.actors.iter().filter(is_taken).cloned().collect(),
            against: ruled.against.iter().filter(is_taken).cloned().collect(),
        };
        for one in taken.iter().filter(|one| !ruled.actors.contains(&one.name) && !ruled.against.contains(&one.name)) {
            let did = self.did(one, c.code, &parties);
            if did { &mut parties.actors } else { &mut parties.against }.push(one.name.clone());
        }
        parties
    }

    /// True for two names of one party: an army and its government, civilians and residents.
    fn is_double(&self, a: &Weighed, b: &Weighed) -> bool {
        let civil = |one: &Weighed| one.name == CIVILIANS || one.name == RESIDENTS;
        let state = |one: &Weighed| matches!(one.class, ActorClass::State | ActorClass::Leaders);
        let of = |one: &Weighed| self.region.state_of(&one.name);
        // 'Syrian rebels' are those of the group that is named.
        let rebel = |one: &Weighed| one.class == ActorClass::Rebel;
        let unnamed = rebel(a) && rebel(b) && self.is_unnamed(a) != self.is_unnamed(b);
        unnamed
            || civil(a) && civil(b)
            || state(a) && state(b) && a.class != b.class && of(a).is_some() && of(a) == of(b)
    }

    /// True for rebels told of by their country alone, or by no name at all.
    fn is_unnamed(&self, one: &Weighed) -> bool {
        let mut mentions = self.actors.iter().filter(|m| m.name == one.name).peekable();
        mentions.peek().is_some() && mentions.all(|m| m.actor.is_none() && m.noun == Some(People::Rebel))
    }

    /// True for one who did it, false for one on the other side, as far as his kind and those known tell.
    fn did(&self, one: &Weighed, code: Code, parties: &Parties) -> bool {
        let day = self.article.published.map(|p| p.date);
        let allied = |names: &[String]| names.iter().any(|name| self.region.are_allies(name, &one.name, day));
        match (code.group(), one.class) {
            (Group::Talks | Group::Relief | Group::Other, _) => true,
            (Group::Unrest, class) => matches!(class, ActorClass::Protesters | ActorClass::Civilian),
            (_, ActorClass::Civilian | ActorClass::Protesters) => false,
            // Who is named beside those who did it and no friend of theirs did it not.
            (Group::Violence, _) => parties.actors.is_empty() || allied(&parties.actors),
            (Group::Arrest, class) => class != ActorClass::Rebel && !allied(&parties.against),
            (Group::Fighting | Group::Territory, class) => match code {
                Code::TerritoryGainedNonstate if parties.actors.is_empty() => class == ActorClass::Rebel,
                Code::TerritoryGainedGovernment if parties.actors.is_empty() => class != ActorClass::Rebel,
                _ => parties.actors.is_empty() || allied(&parties.actors) && !allied(&parties.against),
            },
        }
    }
}
