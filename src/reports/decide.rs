//! What kind of event a trigger tells of, and who took part.

use std::ops::Range;

use super::context::Context;
use super::modality::Saying;
use super::reading::{Object, Reading};
use super::{Code, Modality};
use crate::actors::ActorClass;
use crate::lexicon::{Role, TriggerRule};
use crate::region::ActorKind;

/// Who did it and to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parties {
    pub actors: Vec<String>,
    pub against: Vec<String>,
}

impl Context<'_> {
    /// The code of the event.
    pub(super) fn code(&self, rule: &TriggerRule, reading: &Reading, saying: &Saying, at: &Range<usize>) -> Code {
        let class = |list: &[usize]| list.first().map(|&i| self.actors[i].class);
        let (agent, target) = (class(&reading.agents), class(&reading.targets));
        let not_yet = matches!(saying.modality, Modality::Threatened | Modality::Planned | Modality::Hypothetical);
        let Some(code) = rule.code else {
            // Who is to take a place is on the way there.
            return if not_yet && rule.role == Role::Agent { Code::Advance } else { self.gain(rule.role, reading) };
        };
        match (code, rule.role) {
            // Soldiers who flee a town leave it.
            (Code::Displacement, _) if reading.verb && !reading.passive && agent.is_some_and(ActorClass::is_force) => {
                Code::Withdrawal
            }
            // Fighters killed are a fight, whoever says so.
            (Code::AttackCivilians, Role::Harm | Role::Suffer)
                if target.is_some_and(ActorClass::is_force) || self.is_fighter(reading.targets.first()) =>
            {
                Code::ArmedClash
            }
            // Who fires on a crowd kills civilians.
            (Code::ArmedClash, Role::Agent)
                if reading.verb
                    && agent.is_some_and(ActorClass::is_force)
                    && target == Some(ActorClass::Protesters) =>
            {
                rule.civilians.unwrap_or(Code::AttackCivilians)
            }
            // A crowd against soldiers or police is no battle.
            (Code::ArmedClash | Code::LootingDestruction, _) if agent == Some(ActorClass::Protesters) => Code::Riot,
            (Code::ArmedClash, Role::Agent) if self.is_crowd_against_police(reading) => Code::Riot,
            // Whom a threatened attack would hit is not told.
            // An attack that was beaten back hit those who beat it.
            _ if not_yet || saying.repulsed => code,
            _ => match rule.civilians {
                Some(civilians) if target == Some(ActorClass::Civilian) => civilians,
                Some(civilians) if agent == Some(ActorClass::Rebel) && target.is_none() && self.hits_homes(reading) => {
                    civilians
                }
                Some(civilians)
                    if agent != Some(ActorClass::State)
                        && target.is_none_or(|t| !t.is_force())
                        && self.only_civilians_suffer(at) =>
                {
                    civilians
                }
                _ => code,
            },
        }
    }

    /// True for somebody of an armed group, whatever his office: 'the Tamil Tiger leader'.
    fn is_fighter(&self, target: Option<&usize>) -> bool {
        let row = target.and_then(|&i| self.actors[i].actor).and_then(|a| self.region.actors.get(usize::from(a)));
        row.is_some_and(|row| {
            matches!(row.kind, ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia)
        })
    }

    /// True when a crowd or residents stand against soldiers or police, and no armed group is in it.
    fn is_crowd_against_police(&self, reading: &Reading) -> bool {
        let classes = || reading.agents.iter().chain(&reading.targets).map(|&i| self.actors[i].class);
        classes().any(|c| matches!(c, ActorClass::Protesters | ActorClass::Civilian))
            && classes().any(|c| matches!(c, ActorClass::State | ActorClass::Police))
            && !classes().any(|c| c == ActorClass::Rebel)
    }

    /// True when the sentence tells of dead or of civilians, and of no soldiers or police.
    fn only_civilians_suffer(&self, sentence: &Range<usize>) -> bool {
        let classes = || self.actors_in(sentence).map(|i| self.actors[i].class);
        let dead = self.scan.harm.iter().any(|h| h.tag && sentence.contains(&h.start));
        (dead || classes().any(|c| c == ActorClass::Civilian))
            && !classes().any(|c| matches!(c, ActorClass::State | ActorClass::Police | ActorClass::Mission))
    }

    /// True when the object of an attack is a town or village rather than a position.
    fn hits_homes(&self, reading: &Reading) -> bool {
        matches!(reading.object, Object::Place(i) if !self.resolved[i].kind.is_area())
    }

    /// Who gains a place: an armed group, or a government and those who fight for it.
    fn gain(&self, role: Role, reading: &Reading) -> Code {
        let (winner, loser) = match role {
            Role::Lose => (None, reading.agents.first()),
            _ => (reading.agents.first(), reading.targets.first()),
        };
        let government = match (winner, loser) {
            (Some(&i), _) => self.is_government(i),
            (None, Some(&i)) => !self.is_government(i),
            (None, None) => false,
        };
        if government { Code::TerritoryGainedGovernment } else { Code::TerritoryGainedNonstate }
    }

    /// True for armies, police and peacekeepers that do not fight for an armed group.
    fn is_government(&self, i: usize) -> bool {
        let mention = &self.actors[i];
        let date = self.article.published.map(|p| p.date);
        let side = mention
            .actor
            .and_then(|a| self.region.actors.get(usize::from(a)))
            .and_then(|a| self.region.actor(self.region.side_of(&a.id, date)));
        match side {
            Some(side) => matches!(side.kind, ActorKind::StateForces | ActorKind::ExternalForces),
            None => matches!(
                mention.class,
                ActorClass::State | ActorClass::Police | ActorClass::Mission | ActorClass::Leaders
            ),
        }
    }

    /// Who took part, by name.
    pub(super) fn parties(&self, rule: &TriggerRule, reading: &Reading, code: Code, at: &Range<usize>) -> Parties {
        let names = |list: &[usize]| {
            let mut out: Vec<String> = Vec::new();
            for &i in list {
                let name = &self.actors[i].name;
                if !out.contains(name) {
                    out.push(name.clone());
                }
            }
            out
        };
        let (mut actors, mut against) = (names(&reading.agents), names(&reading.targets));
        match rule.role {
            Role::Lose => std::mem::swap(&mut actors, &mut against),
            // 'soldiers were deployed': it is they who came.
            _ if reading.passive
                && actors.is_empty()
                && matches!(code, Code::BaseEstablished | Code::Withdrawal | Code::Advance) =>
            {
                std::mem::swap(&mut actors, &mut against);
            }
            Role::Suffer
                if against.is_empty() && (code == Code::Arrest || code == Code::AttackCivilians && !reading.verb) =>
            {
                // Those who surrender or are dead are the targets; who takes or kills them is not their subject.
                against.append(&mut actors);
            }
            _ => {}
        }
        if matches!(code, Code::AttackCivilians | Code::Abduction | Code::SexualViolence | Code::LootingDestruction)
            && against.is_empty()
        {
            against.push("civilians".to_owned());
            // 'des femmes ont subi des viols': they are no doers.
            actors.retain(|a| a != "civilians");
        }
        // Bombs on houses and their people, whatever they were aimed at.
        if matches!(code, Code::Shelling | Code::AirDroneStrike | Code::Explosion)
            && against.is_empty()
            && self.actors_in(at).any(|i| self.actors[i].class == ActorClass::Civilian)
            && !self.actors_in(at).any(|i| self.actors[i].class.is_force() && !reading.agents.contains(&i))
        {
            against.push("civilians".to_owned());
        }
        // Who comes to stand where a force has left is no enemy of it.
        if code == Code::Withdrawal {
            against.clear();
        }
        if code == Code::Displacement {
            actors = vec!["civilians".to_owned()];
            against.clear();
        }
        if code == Code::Humanitarian {
            actors.clear();
            against.clear();
        }
        // Civilians take part in fights only as victims.
        if code.group() == super::Group::Fighting || code.group() == super::Group::Territory {
            actors.retain(|a| a != "civilians");
        }
        // 'clashes between the army and the rebels': the first named is as much an actor as the other.
        if actors.is_empty()
            && against.len() > 1
            && matches!(code, Code::ArmedClash | Code::Riot | Code::Diplomacy | Code::Agreement)
        {
            actors.push(against.remove(0));
        }
        against.retain(|a| !actors.contains(a));
        // Whom they took it from need not be said again in each sentence.
        let taken = matches!(
            code,
            Code::TerritoryGainedNonstate | Code::TerritoryGainedGovernment | Code::Advance | Code::ArmedClash
        );
        if taken && against.is_empty() && !actors.is_empty() && rule.role != Role::Lose {
            against.extend(self.enemy(reading.agents.first()).filter(|enemy| !actors.contains(enemy)));
        }
        Parties { actors, against }
    }

    /// The other side of the article's war: the army or the armed group that it names most.
    fn enemy(&self, agent: Option<&usize>) -> Option<String> {
        let wanted = match self.actors[*agent?].class {
            ActorClass::Rebel => ActorClass::State,
            ActorClass::State | ActorClass::Mission => ActorClass::Rebel,
            _ => return None,
        };
        let others = || self.actors.iter().filter(|m| m.class == wanted && m.actor.is_some());
        let times = |name: &str| others().filter(|m| m.name == name).count();
        // Among those named as often the first: 'max' would take the last.
        others().rev().max_by_key(|m| times(&m.name)).map(|m| m.name.clone())
    }
}
