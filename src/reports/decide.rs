//! What kind of event a trigger tells of.

use std::ops::Range;
use std::rc::Rc;

use super::candidate::Candidate;
use super::context::Context;
use super::modality::Saying;
use super::reading::{Object, Reading};
use super::{Code, Modality};
use crate::actors::ActorClass;
use crate::lexicon::{Cue, Need, Role, TriggerRule};
use crate::region::{ActorKind, PlaceKind};
use crate::text::Hit;

/// How many words may part a word of death from those who died: 'killing at least four'.
const BESIDE_DEATH: usize = 4;

impl Context<'_> {
    /// The code of the event.
    pub(super) fn code(&self, rule: &TriggerRule, reading: &Reading, saying: &Saying, at: &Range<usize>) -> Code {
        let class = |list: &[usize]| list.first().map(|&i| self.actors[i].class);
        let (agent, target) = (class(&reading.agents), class(&reading.targets));
        let not_yet = matches!(saying.modality, Modality::Threatened | Modality::Planned | Modality::Hypothetical);
        let Some(code) = rule.code else {
            // Who is to take a place is on the way there.
            return if not_yet && matches!(rule.role, Role::Agent | Role::Expel) {
                Code::Advance
            } else {
                self.gain(rule.role, reading)
            };
        };
        match (code, rule.role) {
            // Soldiers who flee a town leave it; those who drive others out of it do not.
            (Code::Displacement, _)
                if reading.verb
                    && !reading.passive
                    && rule.object == Need::Any
                    && rule.role == Role::Suffer
                    && agent.is_some_and(ActorClass::is_force) =>
            {
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
            (Code::ArmedClash | Code::LootingDestruction | Code::AttackCivilians, _)
                if agent == Some(ActorClass::Protesters) =>
            {
                Code::Riot
            }
            (Code::ArmedClash, Role::Agent) if self.is_crowd_against_police(reading) => Code::Riot,
            // Whom a threatened attack would hit is not told.
            // An attack that was beaten back hit those who beat it.
            _ if not_yet || saying.repulsed => code,
            _ => match rule.civilians {
                Some(civilians) if target == Some(ActorClass::Civilian) => civilians,
                Some(civilians)
                    if agent == Some(ActorClass::Rebel)
                        && target.is_none()
                        && self.hits_homes(reading)
                        && !self.soldiers_die(at) =>
                {
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
        // 'Residents said' tells of no harm to them.
        let tells = |i: &usize| {
            let end = self.actors[*i].tokens.end;
            self.cues_in(&(end..end + 2)).any(|h| h.tag == Cue::Said)
        };
        let classes = || self.actors_in(sentence).filter(|i| !tells(i)).map(|i| self.actors[i].class);
        let dead = self.scan.harm.iter().any(|h| h.tag && sentence.contains(&h.start));
        (dead || classes().any(|c| c == ActorClass::Civilian))
            && !classes().any(|c| matches!(c, ActorClass::State | ActorClass::Police | ActorClass::Mission))
    }

    /// True when soldiers or police stand right beside a word of death: 'attacked Sake, killing four soldiers'.
    fn soldiers_die(&self, sentence: &Range<usize>) -> bool {
        let dead = || self.scan.harm.iter().filter(|h| h.tag && sentence.contains(&h.start));
        self.actors_in(sentence).map(|i| &self.actors[i]).any(|actor| {
            let of_army = matches!(actor.class, ActorClass::State | ActorClass::Police | ActorClass::Mission);
            let apart =
                |h: &Hit<bool>| actor.tokens.start.saturating_sub(h.end).max(h.start.saturating_sub(actor.tokens.end));
            of_army && dead().any(|h| apart(h) <= BESIDE_DEATH)
        })
    }

    /// True when the object of an attack is a village rather than a position or a garrisoned town.
    fn hits_homes(&self, reading: &Reading) -> bool {
        let defended = |kind: PlaceKind| kind.is_area() || matches!(kind, PlaceKind::City | PlaceKind::Town);
        matches!(reading.object, Object::Place(i) if !defended(self.resolved[i].kind))
    }

    /// The gain of whom a place is handed to, told in one with the withdrawal of who gives it.
    pub(super) fn handed(&self, gone: &Candidate) -> Option<Candidate> {
        let receiver = gone.reading.receiver.filter(|_| gone.code == Code::Withdrawal)?;
        let (agents, targets) = (vec![receiver], gone.reading.agents.clone());
        let reading = Rc::new(Reading { agents, targets, ..(*gone.reading).clone() });
        let actors = vec![self.actors[receiver].name.clone()];
        let against = Rc::new(gone.actors.iter().filter(|name| !actors.contains(name)).cloned().collect());
        let code = self.gain(Role::Agent, &reading);
        Some(Candidate { code, actors: Rc::new(actors), against, reading, ..gone.clone() })
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
}
