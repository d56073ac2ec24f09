//! Who does what to whom, as a verb tells it.

use std::ops::Range;

use super::context::Context;
use super::reading::{Object, Reading};
use super::{Code, Group};
use crate::lexicon::{Cue, Form, Grammar, Need, Role, TriggerHit, TriggerOption, TriggerRule};

/// How far an object may stand from its verb, in tokens.
pub(super) const OBJECT_REACH: usize = 9;

/// How far the place that falls may stand from its verb.
const FALL_REACH: usize = 4;

/// How far behind its verb may stand to whom a place falls.
const GAINER_REACH: usize = 6;

/// A verb in its sentence: what its roles are read from.
struct Verb<'a> {
    hit: &'a TriggerHit,
    rule: Option<&'a TriggerRule>,
    form: Form,
    passive: bool,
    clause: &'a Range<usize>,
    sentence: &'a Range<usize>,
    /// How far its object may stand from it.
    reach: usize,
    /// Where what it is done to begins, when that stands behind the comma of an opening participle.
    opening: Option<usize>,
}

impl Verb<'_> {
    fn role(&self) -> Role {
        self.rule.map_or(Role::Agent, |rule| rule.role)
    }

    fn wants_place(&self) -> bool {
        self.rule.is_some_and(|rule| rule.object == Need::Place)
    }

    /// True when whom it happens to is its subject: 'died', 'came under fire'.
    fn happens_to(&self) -> bool {
        let group = self.rule.and_then(|rule| rule.code).map(super::Code::group);
        self.role() == Role::Suffer && !matches!(group, Some(Group::Relief | Group::Arrest))
    }
}

impl Context<'_> {
    pub(super) fn read_verb(
        &self,
        hit: &TriggerHit,
        option: TriggerOption,
        clause: &Range<usize>,
        sentence: &Range<usize>,
    ) -> Reading {
        let rule = self.scanner.rules.get(usize::from(option.rule));
        let passive = !rule.is_some_and(|r| r.intransitive) && self.is_passive(hit, option.form, clause);
        // 'Perdue jeudi, la localité de Sake a été …', 'Lost on Thursday, the town …'.
        let opens = passive && hit.start == sentence.start;
        let opening = (hit.end..sentence.end).find(|&i| opens && self.doc.word(i) == ",").map(|i| i + 1);
        let reach = rule.and_then(|r| r.reach).unwrap_or(OBJECT_REACH);
        let verb = Verb { hit, rule, form: option.form, passive, clause, sentence, reach, opening };
        let left = self.verb_subject(&verb);
        let object = self.verb_object(&verb, left);
        // 'où campe un bataillon', 'que contrôlent les rebelles': the subject stands behind.
        let (left, object) = match object {
            Object::Actor(i)
                if !passive && self.is_turned(hit, sentence) && self.actors[i].tokens.start <= hit.end + 3 =>
            {
                (Some(i), Object::None)
            }
            object => (left, object),
        };
        let object = self.told_before(&verb, object);
        let (agents, targets) = self.verb_sides(&verb, left, object);
        let given = verb.role() == Role::Give
            && option.form != Form::Base
            && matches!(object, Object::Place(_) | Object::Ground);
        self.with_groups(Reading {
            rule: option.rule,
            shorter: None,
            verb: true,
            passive,
            infinitive: option.form == Form::Base,
            future: option.form == Form::Future,
            receiver: if given { self.receiver(hit, clause, &agents) } else { None },
            agents,
            targets,
            object: self.object_before(&verb, left, object),
        })
    }

    /// The actor that is the verb's subject.
    fn verb_subject(&self, verb: &Verb) -> Option<usize> {
        if let Some(at) = verb.opening {
            return self.actors_in(&(at..verb.sentence.end.min(at + 4))).next();
        }
        let at = verb.hit.start;
        // 'ont tué douze civils et incendié leurs maisons': the subject of the first is that of both.
        let helper = self.shared_helper(verb.hit, verb.form, verb.clause);
        // 'The army accused the M23 of attacking Sake': whoever is accused did it.
        let accused = || self.cues_in(&(verb.sentence.start..at)).any(|h| h.tag == Cue::Accuse);
        let of_main = verb.form == Form::Gerund && !accused();
        let main = of_main.then(|| self.main_subject(at, verb.sentence)).flatten();
        let civil = verb.rule.is_some_and(|r| r.subject == Need::Civilians);
        let subject = || self.subject(helper.map_or(at, |(helper, _)| helper), verb.sentence);
        main.or_else(|| self.speaking_self(at, verb.clause, verb.sentence))
            .or_else(subject)
            .or_else(|| self.pronoun(at, verb.clause, verb.sentence, civil))
            .filter(|&i| !self.is_counted_alone(i, at))
    }

    /// What it is done to: behind an active verb, before a passive one.
    fn verb_object(&self, verb: &Verb, left: Option<usize>) -> Object {
        let Verb { hit, rule, clause, reach, .. } = *verb;
        if verb.role() == Role::Fall {
            return match self.object_left(hit.start, clause, left, FALL_REACH) {
                Object::Place(p) if !self.is_subject_place(p, hit.start, clause) => Object::None,
                object => object,
            };
        }
        if let Some(at) = verb.opening {
            return self.object_right(at, &(at..verb.sentence.end), 5);
        }
        if verb.passive
            && let Some(end) = self.insertion(hit, verb.sentence)
        {
            return self.object_left(end, &(verb.sentence.start..end), None, reach);
        }
        if verb.passive {
            return match (self.object_left(hit.start, clause, left, reach), left) {
                // 'À Nyabiondo, des adolescents ont été enrôlés': the actor is nearer, and no place is asked for.
                (Object::Place(p), Some(a))
                    if rule.is_some_and(|r| r.object != Need::Place)
                        && self.actors[a].tokens.start >= self.places[p].tokens.end.max(clause.start) =>
                {
                    Object::Actor(a)
                }
                // 'arrested in Goma and taken to Kinshasa': the place of the verb before.
                (Object::Place(p), _) if self.is_place_of_joined(p, hit.start) => Object::None,
                (object, _) => object,
            };
        }
        // 'ont fait leur entrée mardi à Kirumba'
        let entered = rule.is_some_and(|r| r.intransitive && r.object == Need::Place);
        let place = self.places_in(&(hit.end..clause.end.min(hit.end + reach))).next();
        // 'ont repris lundi aux insurgés la localité de Sake'
        let loser = self.actors_in(&(hit.end..self.reach_end(hit.end, 3, clause))).next();
        // 'ont repris Sake aux insurgés': there the place stands first.
        let first = |i: usize| self.places_in(&(hit.end..self.actors[i].tokens.start)).next().is_none();
        let loser = loser.filter(|&i| verb.wants_place() && self.is_given_to(i) && first(i));
        let at = loser.map_or(hit.end, |i| self.actors[i].tokens.end);
        match self.object_right(at, clause, reach) {
            Object::None if entered => place.map_or(Object::None, Object::Place),
            Object::Place(p) if self.is_only_where(verb, p) => Object::None,
            object => object,
        }
    }

    /// True when a word of saying stands between an actor and token `at`.
    pub(super) fn says_before(&self, i: usize, at: usize) -> bool {
        self.cues_in(&(self.actors[i].tokens.end..at)).any(|h| h.tag == Cue::Said)
    }

    /// True for a force that is sent somewhere: not done to, but doing.
    fn is_sent(&self, verb: &Verb, i: usize) -> bool {
        let sends = verb.rule.is_some_and(|r| r.code == Some(Code::BaseEstablished) && r.role == Role::Agent);
        sends && self.actors[i].class.is_force()
    }

    /// True for a place that 'in' leads to, right before the 'and' that joins the verb at `at` to another.
    fn is_place_of_joined(&self, place: usize, at: usize) -> bool {
        let place = &self.places[place];
        let led = |k: usize| [Grammar::In, Grammar::From, Grammar::Near].iter().any(|&tag| self.is(k, tag));
        at == place.tokens.end + 1
            && self.is(place.tokens.end, Grammar::And)
            && place.span.start.checked_sub(1).is_some_and(led)
    }

    /// True for a place in which something resumes or is seized, and that is not itself taken: 'les tirs ont repris à
    /// Sake', 'arms seized in Goma'. What a single word takes stands bare behind it.
    fn is_only_where(&self, verb: &Verb, place: usize) -> bool {
        let Verb { hit, rule, .. } = *verb;
        let takes = rule.is_some_and(|r| r.code.is_none() && r.role == Role::Agent && !r.intransitive);
        let prepositions = [Grammar::In, Grammar::Lead, Grammar::Near, Grammar::Toward];
        let small = [Grammar::Article, Grammar::Ground, Grammar::Of];
        takes
            && hit.end == hit.start + 1
            && prepositions.iter().any(|&tag| self.is(hit.end, tag))
            && (hit.end + 1..self.places[place].span.start).all(|i| small.iter().any(|&tag| self.is(i, tag)))
    }

    /// What a relative word or a pronoun stands for: 'Sake, qui est tombée', 'Sake, d'où ils ont été chassés', 's'en sont
    /// emparés', 'les rebelles l'ont prise'.
    fn told_before(&self, verb: &Verb, object: Object) -> Object {
        let falls = verb.role() == Role::Fall;
        if matches!(object, Object::Place(_) | Object::Ground) || !(falls || verb.wants_place()) {
            return object;
        }
        let subject = verb.passive || falls;
        match self.antecedent(verb.hit, subject, verb.sentence) {
            Object::None if !subject && self.has_clitic(verb.hit, verb.form, verb.sentence) => Object::Ground,
            Object::None => object,
            antecedent => antecedent,
        }
    }

    /// The object of an active verb that stands before its clause: 'the town they had captured'.
    fn object_before(&self, verb: &Verb, left: Option<usize>, object: Object) -> Object {
        if verb.passive || object != Object::None {
            return object;
        }
        let at = verb.hit.start;
        if let Some(place) = self.relative_place(left, at, verb.sentence) {
            return Object::Place(place);
        }
        let before = at.saturating_sub(5).max(verb.sentence.start)..at;
        let ground = self.grammar_in(&before).filter(|h| matches!(h.tag, Grammar::Ground | Grammar::Here)).last();
        // 'police in the region detained six men and seized a car': another verb's.
        let own = |at: Range<usize>| {
            self.triggers_in(&at).is_empty()
                && at.into_iter().all(|i| self.doc.word(i) != "," && !self.is(i, Grammar::And))
        };
        if ground.is_some_and(|h| own(h.end..at)) { Object::Ground } else { Object::None }
    }

    /// Who does it, and to whom.
    fn verb_sides(&self, verb: &Verb, left: Option<usize>, object: Object) -> (Vec<usize>, Vec<usize>) {
        let Verb { hit, clause, .. } = *verb;
        let by = self.after_word(Grammar::By, hit.end, clause);
        let (mut agents, mut targets) = (Vec::new(), Vec::new());
        if verb.role() == Role::Fall {
            // 'the town fell to the rebels': the place stands before, who gains it behind.
            agents.extend(self.actors_in(&(hit.end..clause.end.min(hit.end + GAINER_REACH))).next());
        } else if verb.passive {
            agents.extend(by);
            match object {
                Object::Actor(i) if self.is_sent(verb, i) => agents.push(i),
                Object::Actor(i) => targets.push(i),
                // 'Residents said Sake was attacked': they only tell of it.
                _ if matches!(verb.role(), Role::Harm | Role::Expel) => {
                    targets.extend(left.filter(|&i| !self.says_before(i, hit.start)));
                }
                Object::Place(_) | Object::Ground => targets.extend(left.filter(|&i| self.owns_ground(i))),
                _ => {}
            }
        } else {
            agents.extend(left);
            match object {
                // 'has sent troops to': they are who sets up there.
                Object::Actor(i) if self.is_sent(verb, i) => agents.push(i),
                Object::Actor(i) => targets.push(i),
                // 'attacked army positions', 'seized the rebels' headquarters'.
                Object::Ground => targets.extend(self.owner_right(hit.end, clause, verb.reach)),
                // 'ont attaqué la base militaire de Rumangabo'
                Object::Place(p) => {
                    targets.extend(self.actors_in(&self.places[p].span).find(|&i| self.owns_ground(i)));
                }
                _ => {}
            }
        }
        targets.extend(self.after_word(Grammar::Against, hit.end, clause));
        if verb.wants_place() {
            let loser = self.taken_from(hit.end, clause);
            targets.extend(loser.filter(|i| !targets.contains(i) && !agents.contains(i)));
        }
        targets.extend(self.given_to(hit.end, clause).filter(|i| targets.is_empty() && !agents.contains(i)));
        if verb.happens_to() {
            std::mem::swap(&mut agents, &mut targets);
            // 'came under fire from bandits', 'died at the hands of'.
            agents.extend(by.or_else(|| self.doer_right(hit.end, clause)).filter(|i| !targets.contains(i)));
        }
        (agents, targets)
    }
}
