//! Who does what to whom: subjects, objects and those beside them, of verbs and of nouns.

use std::ops::Range;

use super::Group;
use super::context::Context;
use super::reading::{Object, Reading};
use crate::actors::ActorClass;
use crate::article::Lang;
use crate::lexicon::{Form, Grammar, Need, Role, TriggerHit, TriggerOption};

/// How far an object may stand from its verb, in tokens.
pub(super) const OBJECT_REACH: usize = 9;

/// How far the place that falls may stand from its verb.
const SUBJECT_NEAR: usize = 4;

/// How far a subject may stand from its verb.
const SUBJECT_REACH: usize = 28;

/// How far behind a noun its 'carried out by' may stand.
const BY_REACH: usize = 14;

/// How far behind a verb its 'to whom' may stand.
const GIVEN_REACH: usize = 10;

impl Context<'_> {
    pub(super) fn read_verb(
        &self,
        hit: &TriggerHit,
        option: TriggerOption,
        clause: &Range<usize>,
        sentence: &Range<usize>,
    ) -> Reading {
        let rule = self.scanner.rules.get(usize::from(option.rule));
        let role = rule.map_or(Role::Agent, |r| r.role);
        let passive = !rule.is_some_and(|r| r.intransitive) && self.is_passive(hit, option.form, clause);
        let by = self.after_word(Grammar::By, hit.end, clause);
        // 'ont tué douze civils et incendié leurs maisons': the subject of the first is that of both.
        let helper = self.shared_helper(hit, option.form, clause);
        let left = match option.form {
            Form::Gerund => self.main_subject(hit.start, sentence),
            _ => None,
        };
        let left = left.or_else(|| self.subject(helper.map_or(hit.start, |(at, _)| at), sentence));
        let civil = rule.is_some_and(|r| r.subject == Need::Civilians);
        let left = left.or_else(|| self.pronoun(hit.start, clause, sentence, civil));
        let left = left.filter(|&i| !self.is_counted_alone(i, hit.start));
        let reach = rule.and_then(|r| r.reach).unwrap_or(OBJECT_REACH);
        // 'Perdue jeudi, la localité de Sake a été …': what it is done to stands behind the comma.
        let opening = self.scanner.lang == Lang::Fr && passive && hit.start == sentence.start;
        let behind = (hit.end..sentence.end).find(|&i| opening && self.doc.word(i) == ",").map(|i| i + 1);
        let left = behind.map_or(left, |at| self.actors_in(&(at..sentence.end.min(at + 4))).next());
        let object = if let Some(at) = behind {
            self.object_right(at, &(at..sentence.end), 5)
        } else if passive {
            match (self.object_left(hit.start, clause, left, reach), left) {
                // 'À Nyabiondo, des adolescents ont été enrôlés': the actor is nearer, and no place is asked for.
                (Object::Place(p), Some(a))
                    if rule.is_some_and(|r| r.object != Need::Place)
                        && self.actors[a].tokens.start >= self.places[p].tokens.end.max(clause.start) =>
                {
                    Object::Actor(a)
                }
                (object, _) => object,
            }
        } else {
            // 'ont fait leur entrée mardi à Kirumba'
            let entered = rule.is_some_and(|r| r.intransitive && r.object == Need::Place);
            let place = self.places_in(&(hit.end..clause.end.min(hit.end + reach))).next();
            match self.object_right(hit.end, clause, reach) {
                Object::None if entered => place.map_or(Object::None, Object::Place),
                object => object,
            }
        };
        let (mut agents, mut targets) = (Vec::new(), Vec::new());
        let object = if role == Role::Fall { self.object_left(hit.start, clause, left, SUBJECT_NEAR) } else { object };
        if role == Role::Fall {
            // 'the town fell to the rebels': the place stands before, who gains it behind.
            agents.extend(self.actors_in(&(hit.end..clause.end.min(hit.end + 6))).next());
        } else if passive {
            agents.extend(by);
            match object {
                Object::Actor(i) => targets.push(i),
                _ if matches!(role, Role::Harm | Role::Expel) => targets.extend(left),
                _ => {}
            }
        } else {
            agents.extend(left);
            match object {
                Object::Actor(i) => targets.push(i),
                // 'attacked army positions', 'seized the rebels' headquarters'.
                Object::Ground => targets.extend(self.owner_right(hit.end, clause, reach)),
                _ => {}
            }
        }
        // 'the town they had captured': the object stands before its clause.
        let before = hit.start.saturating_sub(5).max(sentence.start)..hit.start;
        let object = match object {
            Object::None if !passive && self.relative_place(left, hit.start, sentence).is_some() => {
                self.relative_place(left, hit.start, sentence).map_or(Object::None, Object::Place)
            }
            Object::None
                if !passive && self.grammar_in(&before).any(|h| matches!(h.tag, Grammar::Ground | Grammar::Here)) =>
            {
                Object::Ground
            }
            object => object,
        };
        targets.extend(self.after_word(Grammar::Against, hit.end, clause));
        targets.extend(self.given_to(hit.end, clause).filter(|i| targets.is_empty() && !agents.contains(i)));
        // Who dies or falls into an ambush is the target.
        if role == Role::Suffer
            && !rule.and_then(|r| r.code).is_some_and(|c| matches!(c.group(), Group::Relief | Group::Arrest))
        {
            std::mem::swap(&mut agents, &mut targets);
            // 'came under fire from bandits', 'died at the hands of'.
            agents.extend(by.or_else(|| self.doer_right(hit.end, clause)).filter(|i| !targets.contains(i)));
        }
        let (infinitive, future) = (option.form == Form::Base, option.form == Form::Future);
        let reading = Reading { rule: option.rule, verb: true, passive, infinitive, future, agents, targets, object };
        self.with_groups(reading)
    }

    pub(super) fn read_noun(
        &self,
        hit: &TriggerHit,
        option: TriggerOption,
        clause: &Range<usize>,
        sentence: &Range<usize>,
    ) -> Reading {
        let (mut agents, mut targets) = (Vec::new(), Vec::new());
        if self.scanner.rules.get(usize::from(option.rule)).is_some_and(|r| r.role == Role::Hold) {
            // 'the town is in rebel hands', 'under the control of the army'.
            let held = hit.start..clause.end.min(hit.tail.max(hit.end + 4));
            agents.extend(self.actors_in(&held).next());
            let object = self.object_left(hit.start, clause, None, 2 * OBJECT_REACH);
            return self.with_groups(Reading { rule: option.rule, agents, object, ..Reading::default() });
        }
        // 'an attack by rebels', 'une attaque des ADF', 'attaque perpétrée par'.
        let right = self.actors_in(&(hit.end..clause.end.min(hit.end + 8)));
        if let Some(first) = right.clone().next() {
            let gap = hit.end..self.actors[first].tokens.start;
            // 'l'aviation a bombardé des positions rebelles': a verb between parts them.
            let verb = gap.clone().any(|i| self.is(i, Grammar::Have) || self.is(i, Grammar::Be));
            let link = self
                .grammar_in(&gap)
                .filter(|_| !verb)
                .map(|h| h.tag)
                .filter(|t| matches!(t, Grammar::By | Grammar::Of | Grammar::Against))
                .last();
            match link {
                Some(Grammar::By | Grammar::Of) => agents.push(first),
                Some(_) => targets.push(first),
                // 'une frappe israélienne'
                None if gap.is_empty() && self.scanner.lang == Lang::Fr => agents.push(first),
                None => {}
            }
        }
        // 'clashes between A and B': both take part.
        if let Some(first) = self.after_word(Grammar::Against, hit.end, clause) {
            if targets.first() != Some(&first) && agents.first() != Some(&first) {
                targets.push(first);
            }
            let group =
                self.actors_in(&(self.actors[first].tokens.end..clause.end.min(self.actors[first].tokens.end + 8)));
            if let Some(second) = group.clone().next()
                && (self.actors[first].tokens.end..self.actors[second].tokens.start).any(|i| self.is(i, Grammar::And))
            {
                targets.push(second);
            }
        }
        // 'des combats opposent l'armée aux rebelles'.
        if let Some((one, other)) = self.pitted(hit.end, sentence) {
            agents.clear();
            targets.clear();
            agents.push(one);
            targets.push(other);
        }
        // 'fighting resumed, pitting the army against the rebels'.
        if agents.is_empty()
            && targets.is_empty()
            && let Some(against) = self.grammar_in(&(hit.end..sentence.end)).find(|h| h.tag == Grammar::Against)
        {
            let left = self.actors_in(&(hit.end..against.start)).next_back();
            let right = self.actors_in(&(against.end..sentence.end.min(against.end + 5))).next();
            if let (Some(left), Some(right)) = (left, right)
                && against.start <= self.actors[left].tokens.end + 2
            {
                agents.push(left);
                targets.push(right);
            }
        }
        targets.extend(self.given_to(hit.end, clause).filter(|i| targets.is_empty() && !agents.contains(i)));
        // 'le massacre de Banibangou, perpétré vendredi par l'État islamique'.
        if agents.is_empty() {
            agents.extend(self.carried_out_by(hit.end, sentence).filter(|i| !targets.contains(i)));
        }
        // 'the rebel attack', and failing all else the subject of the clause: 'the rebels launched an attack'.
        if agents.is_empty() {
            agents.extend(self.subject(hit.start, sentence).filter(|i| !targets.contains(i)));
        }
        let object = self.object_right(hit.end, clause, OBJECT_REACH);
        self.with_groups(Reading { rule: option.rule, agents, targets, object, ..Reading::default() })
    }

    /// The first actor behind a small word ('by', 'against') that stands behind token `at`.
    pub(super) fn after_word(&self, word: Grammar, at: usize, clause: &Range<usize>) -> Option<usize> {
        let end = clause.end.min(at + 14);
        let hit = self.grammar_in(&(at..end)).find(|h| h.tag == word)?;
        // 'arrêtés par le M23, accusés de collaborer avec les Wazalendo': another's 'with'.
        if word == Grammar::Against && (at..hit.start).any(|i| self.doc.word(i) == ",") {
            return None;
        }
        let first = self.actors_in(&(hit.end..end)).next()?;
        (self.actors[first].tokens.start <= hit.end + 4).then_some(first)
    }

    /// The agent behind a participle that belongs to a noun, no verb of its own between.
    fn carried_out_by(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let by = self.grammar_in(&(at..sentence.end.min(at + BY_REACH))).find(|h| h.tag == Grammar::By)?;
        let told = (at..by.start).any(|i| {
            self.is(i, Grammar::Be)
                || self.is(i, Grammar::Have)
                || self.is(i, Grammar::VerbLead)
                || self.is(i, Grammar::Clause)
        });
        let first = self.actors_in(&(by.end..sentence.end.min(by.end + 4))).next()?;
        (!told && self.scanner.lang == Lang::Fr).then_some(first)
    }

    /// Those whom 'opposer … à …' sets against each other.
    fn pitted(&self, at: usize, sentence: &Range<usize>) -> Option<(usize, usize)> {
        let verb = self.grammar_in(&(at..sentence.end.min(at + GIVEN_REACH))).find(|h| h.tag == Grammar::Pit)?;
        let range = verb.end..sentence.end.min(verb.end + 2 * GIVEN_REACH);
        let one = self.actors_in(&range).find(|&i| self.actors[i].class.is_force())?;
        let behind = self.actors[one].tokens.end;
        let and = |i: &usize| (behind..self.actors[*i].tokens.start).any(|k| self.is(k, Grammar::And));
        let other = self.given_to(behind, &(behind..sentence.end));
        let other =
            other.or_else(|| self.actors_in(&(behind..range.end)).find(|i| self.actors[*i].class.is_force() && and(i)));
        other.map(|other| (one, other))
    }

    /// The force that 'à' leads to: 'une embuscade tendue aux ADF', 'ont repris la cité aux rebelles'.
    fn given_to(&self, at: usize, clause: &Range<usize>) -> Option<usize> {
        let range = at..clause.end.min(at + GIVEN_REACH);
        self.actors_in(&range).find(|&i| {
            let start = self.actors[i].tokens.start;
            let led = |k: usize| start >= at + k && self.is(start - k, Grammar::To);
            self.actors[i].class.is_force() && (led(1) || led(2) && self.is(start - 1, Grammar::Article))
        })
    }

    /// The nearest actor before `at` that can be a subject: not behind 'by', 'against' or 'backed by'.
    fn subject(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let floor = sentence.start.max(at.saturating_sub(SUBJECT_REACH));
        self.actors_in(&(floor..at)).rev().find(|&i| {
            let start = self.actors[i].tokens.start;
            let lead = floor.max(start.saturating_sub(4))..start;
            !self.grammar_in(&lead).any(|h| matches!(h.tag, Grammar::By | Grammar::Against | Grammar::Beside))
                && !self.is_helper(i)
                && !self.is_object_before(i, at)
        })
    }

    /// Whose deed a French gerund tells of: the subject of the main clause, which its comma opens or the sentence
    /// ('Créé en 2012, le M23 avait humilié l'armée en prenant Goma').
    fn main_subject(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        if self.scanner.lang != Lang::Fr {
            return None;
        }
        let comma = |i: &usize| self.doc.word(*i) == ",";
        let end = (sentence.start..at).rev().take(2).find(comma).unwrap_or(at);
        let start = (sentence.start..end).rev().find(comma).map_or(sentence.start, |i| i + 1);
        self.actors_in(&(start..end)).next().filter(|&i| {
            let first = self.actors[i].tokens.start;
            !self
                .grammar_in(&(first.saturating_sub(3).max(start)..first))
                .any(|h| matches!(h.tag, Grammar::By | Grammar::Against | Grammar::Beside | Grammar::In | Grammar::Of))
        })
    }

    /// True when a number stands alone as the subject, so that actor `i` before it is none: 'soldiers fell back and
    /// thousands fled'.
    fn is_counted_alone(&self, i: usize, at: usize) -> bool {
        let near = self.actors[i].tokens.end.max(at.saturating_sub(2))..at;
        self.scan.numbers.iter().any(|n| near.contains(&n.start) && n.tag[1] >= 20)
            || self.grammar_in(&near).any(|h| h.tag == Grammar::Many)
    }

    /// Whom a pronoun right before a verb stands for: the first armed side, or civilians where only they can do what is
    /// told, that the sentence before names as a subject.
    fn pronoun(&self, at: usize, clause: &Range<usize>, sentence: &Range<usize>, civil: bool) -> Option<usize> {
        let near = at.saturating_sub(4).max(clause.start)..at;
        self.grammar_in(&near).find(|h| h.tag == Grammar::Pronoun)?;
        let before = self.sentence(self.doc.sentence_of(sentence.start).checked_sub(1)?);
        let fits = |class: ActorClass| if civil { class == ActorClass::Civilian } else { class.is_force() };
        let mut them = self.actors_in(&before).filter(|&i| fits(self.actors[i].class));
        them.find(|&i| {
            let start = self.actors[i].tokens.start;
            let lead = before.start.max(start.saturating_sub(4))..start;
            !self.grammar_in(&lead).any(|h| matches!(h.tag, Grammar::By | Grammar::Against | Grammar::Beside))
        })
    }

    /// The actor behind 'from' where the subject suffers what they do: 'came under fire from the rebels'.
    fn doer_right(&self, at: usize, clause: &Range<usize>) -> Option<usize> {
        let first = self.actors_in(&(at..clause.end.min(at + 6))).next()?;
        (self.is(at, Grammar::Lead) && self.actors[first].tokens.start <= at + 3).then_some(first)
    }
}
