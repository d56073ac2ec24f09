//! One trigger read in its sentence: verb or noun, and whether its subject and object are what its rule asks for.

use std::ops::Range;

use super::Code;
use super::context::{Context, LONGEST, any_in};
use crate::actors::ActorClass;
use crate::article::Lang;
use crate::lexicon::{Form, Grammar, Need, Role, TriggerHit, TriggerOption, TriggerRule};
use crate::text::{Case, Hit, Join};

/// A trigger with its roles.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is read on its own; no two of them make a state")]
pub(super) struct Reading {
    pub rule: u16,
    /// Which of the shorter triggers of its hit is read, where not the hit itself.
    pub shorter: Option<usize>,
    pub verb: bool,
    pub passive: bool,
    /// True for an infinitive: what is wished or planned rather than told.
    pub infinitive: bool,
    /// True for a future: what is to come.
    pub future: bool,
    /// Numbers of the actor mentions that do it.
    pub agents: Vec<usize>,
    /// Numbers of those it is done to, or who are on the other side.
    pub targets: Vec<usize>,
    /// To whom the agents gave the place.
    pub receiver: Option<usize>,
    /// What the object is.
    pub object: Object,
}

/// What a verb's object, or a passive verb's subject, is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Object {
    /// Nothing found.
    #[default]
    None,
    /// A place: the number of its mention.
    Place(usize),
    /// A word for ground: 'the town', 'positions'.
    Ground,
    /// Someone: the number of the actor mention.
    Actor(usize),
    /// A person by name: the token of it.
    Person(usize),
}

impl Context<'_> {
    /// Reads a trigger, or the longest within it that fits where it does not itself ('seized weapons from'); why not, when
    /// no reading of its words fits the sentence.
    pub(super) fn read_trigger(&self, hit: &TriggerHit, sentence: &Range<usize>) -> Result<Reading, &'static str> {
        let why = match self.read_words(hit, sentence) {
            Err(why) if !self.is_none(hit) => why,
            read => return read,
        };
        for (i, shorter) in hit.shorter.iter().enumerate() {
            match self.read_words(shorter, sentence) {
                // 'avaient pris leurs quartiers': words that mean much else mean it here.
                Ok(reading) if self.rule(reading.rule).is_some_and(|rule| rule.reach.is_some()) => {}
                Ok(reading) => return Ok(Reading { shorter: Some(i), ..reading }),
                Err(_) if self.is_none(shorter) => break,
                Err(_) => {}
            }
        }
        Err(why)
    }

    /// True for words that look like an event and are none.
    fn is_none(&self, hit: &TriggerHit) -> bool {
        hit.options.iter().any(|o| self.rule(o.rule).is_some_and(|rule| rule.none))
    }

    fn rule(&self, number: u16) -> Option<&TriggerRule> {
        self.scanner.rules.get(usize::from(number))
    }

    /// Reads a trigger by its own words.
    fn read_words(&self, hit: &TriggerHit, sentence: &Range<usize>) -> Result<Reading, &'static str> {
        let noun = hit.options.iter().any(|o| o.form == Form::Noun);
        let verb = hit.options.iter().any(|o| o.form != Form::Noun);
        let as_verb = verb && (!noun || self.stands_as_verb(hit));
        let mut why = "its words stand for something else";
        // 'se rendre' is no 'rendre', 'la messe s'achève' no 'achever': with 'se', what the lexicon has for 'se' alone holds.
        let reflexive = hit.options.iter().any(|o| o.reflexive) && self.has_reflexive(hit);
        for option in hit.options.iter().filter(|o| (o.form != Form::Noun) == as_verb && (o.reflexive || !reflexive)) {
            match self.try_option(hit, *option, sentence) {
                Some(Ok(reading)) => return Ok(reading),
                Some(Err(unfit)) => why = unfit,
                None => {}
            }
        }
        Err(why)
    }

    /// `None` for words that do not have this form here.
    fn try_option(
        &self,
        hit: &TriggerHit,
        option: TriggerOption,
        sentence: &Range<usize>,
    ) -> Option<Result<Reading, &'static str>> {
        // 'rebel-held', 'Ugandan-backed'.
        let compound = option.form != Form::Noun && self.doc.tokens[hit.start].join == Join::Hyphen;
        // 'the target', 'in camp'.
        if compound
            || self.is_named(hit, option.form)
            || self.is_likely_noun(hit, option.form)
            || matches!(option.form, Form::Past | Form::Participle) && self.is_adjective(hit)
        {
            return None;
        }
        // 'la marche', 'de traque': a noun that the lexicon has only as a verb.
        let noun = hit.start.checked_sub(1).is_some_and(|before| {
            (self.is(before, Grammar::Article) || self.is(before, Grammar::Of)) && !self.is(before, Grammar::VerbLead)
        });
        if noun && option.form == Form::Finite && self.scanner.lang == Lang::Fr {
            return None;
        }
        // 'se rendre' and 'rendre', 'se livrer' and 'livrer' are two verbs.
        if option.reflexive && !self.has_reflexive(hit) {
            return None;
        }
        let rule = self.rule(option.rule).filter(|rule| !rule.none)?;
        if self.is_date(hit.start) {
            return None;
        }
        let clause = self.clause(hit.start, sentence);
        let reading = if option.form == Form::Noun {
            self.read_noun(hit, option, &clause, sentence)
        } else {
            self.read_verb(hit, option, &clause, sentence)
        };
        Some(self.fits(rule, &reading, hit, option.form, sentence).map(|()| reading))
    }

    /// True for a verb that 'se' stands before.
    fn has_reflexive(&self, hit: &TriggerHit) -> bool {
        (hit.start.saturating_sub(4)..hit.start).any(|i| self.is(i, Grammar::Reflexive))
    }

    /// True for a word of a date: 'on March 3'. Dates take long to find: to be asked last.
    fn is_date(&self, i: usize) -> bool {
        self.times.around(i).iter().any(|t| t.tokens.contains(&i) && i <= t.tokens.start + 3)
    }

    /// Checks what the rule asks of subject and object.
    fn fits(
        &self,
        rule: &TriggerRule,
        reading: &Reading,
        hit: &TriggerHit,
        form: Form,
        sentence: &Range<usize>,
    ) -> Result<(), &'static str> {
        let at = hit.end;
        if rule.role == Role::Hold {
            let held = matches!(reading.object, Object::Place(_) | Object::Ground) && !reading.agents.is_empty();
            return held.then_some(()).ok_or("it is not said who holds what");
        }
        if !reading.verb {
            // 'la reprise de Sake', not 'la reprise de l'aide alimentaire'.
            let taken = rule.object != Need::Place || matches!(reading.object, Object::Place(_) | Object::Ground);
            return taken.then_some(()).ok_or("its object does not fit");
        }
        let class = |i: &usize| self.actors[*i].class;
        if self.is_taken_by_civilians(rule, reading, hit) {
            return Err("those who bear no arms take no places");
        }
        let object = match rule.object {
            Need::Any => true,
            Need::Place => matches!(reading.object, Object::Place(_) | Object::Ground),
            Need::Ground => self.is_ground(reading.object),
            Need::People => {
                matches!(reading.object, Object::Actor(_) | Object::Person(_))
                    || !reading.targets.is_empty()
                    // 'en a arrêté une vingtaine', 'arrested 20'.
                    || any_in(&self.scan.numbers, &(at..at + 3))
            }
            Need::Civilians => {
                matches!(reading.object, Object::Actor(i) if self.actors[i].class == ActorClass::Civilian)
                    || reading.targets.iter().map(class).any(|c| c == ActorClass::Civilian)
                    || reading.targets.is_empty() && self.is_done_to_people(hit, reading)
            }
            Need::Crowd => {
                matches!(reading.object, Object::Actor(i) if self.is_many(i))
                    || reading.targets.iter().any(|&i| self.is_many(i))
            }
            Need::Leaders => matches!(reading.object, Object::Actor(i) if self.actors[i].class == ActorClass::Leaders),
            Need::Force => match reading.object {
                Object::Actor(i) => self.actors[i].class.is_force(),
                // 'les ont chassés', 'a chassé Kony'
                Object::None if self.has_clitic(hit, form, sentence) => true,
                Object::Person(_) => true,
                _ => reading.targets.iter().map(class).any(ActorClass::is_force),
            },
        };
        let subject = match rule.subject {
            Need::Any => true,
            // 'the town fell', and nothing it fell on or from behind it.
            Need::Place => matches!(reading.object, Object::Place(_) | Object::Ground),
            Need::Ground => self.is_ground(reading.object),
            Need::People => reading.passive || !reading.agents.is_empty() || self.is_counted(hit),
            Need::Civilians => {
                let who = if reading.passive { &reading.targets } else { &reading.agents };
                who.iter().map(class).any(|c| c == ActorClass::Civilian) || who.is_empty() && self.stand_for_people(hit)
            }
            Need::Crowd => self.is_crowd(if reading.passive { &reading.targets } else { &reading.agents }, hit),
            Need::Leaders => reading.agents.iter().map(class).any(|c| c == ActorClass::Leaders),
            Need::Force if reading.passive => {
                // 'the town was abandoned', 'they were dug in'
                let given_up = matches!(rule.role, Role::Leave | Role::Give)
                    && matches!(reading.object, Object::Place(_) | Object::Ground);
                // 'troops were deployed': who is sent does it.
                let sent = rule.code == Some(Code::BaseEstablished)
                    && reading.agents.iter().map(class).any(ActorClass::is_force);
                reading.targets.iter().map(class).all(ActorClass::is_force)
                    && (!reading.targets.is_empty() || given_up || sent || self.has_pronoun(hit, sentence))
            }
            // 'the government took': a government acts by its army.
            Need::Force => {
                let acts = |c: ActorClass| c.is_force() || c == ActorClass::Leaders && rule.object == Need::Place;
                // 'ils s'en sont emparés', whoever they are.
                reading.agents.iter().map(class).any(acts)
                    || reading.agents.is_empty() && self.has_pronoun(hit, sentence)
            }
        };
        match (object, subject) {
            (true, true) => Ok(()),
            (false, _) => Err("its object does not fit"),
            (true, false) => Err("its subject does not fit"),
        }
    }

    /// True for a word that an article or preposition makes a noun, though only its verb is known ('the target').
    fn is_named(&self, hit: &TriggerHit, form: Form) -> bool {
        let named = |before: usize| {
            self.is(before, Grammar::Article) || self.is(before, Grammar::Of) || self.is(before, Grammar::In)
        };
        self.scanner.lang == Lang::En && form == Form::Base && hit.start.checked_sub(1).is_some_and(named)
    }

    /// True for an English word that may be a noun ('rifles', 'camp') and has nothing before it that a verb in the
    /// present has: 'to', 'who', those who do it, 'and', an adverb.
    fn is_likely_noun(&self, hit: &TriggerHit, form: Form) -> bool {
        let present = form == Form::Base || form == Form::Finite && self.doc.folded(hit.start).ends_with('s');
        let Some(before) = hit.start.checked_sub(1) else { return false };
        if !present || self.scanner.lang != Lang::En {
            return false;
        }
        let word = self.doc.folded(before);
        let near = hit.start.saturating_sub(LONGEST)..hit.start;
        let led = self.is(before, Grammar::VerbLead)
            || self.is(before, Grammar::And)
            || self.is(before, Grammar::Many)
            || self.is(before, Grammar::Pronoun)
            // 'some 300 flee', and no '14 rifles'.
            || form == Form::Base && self.scan.numbers.iter().any(|n| n.end == hit.start)
            || matches!(self.doc.word(before), "," | "“" | "\"")
            || self.doc.tokens[before].case != Case::Lower
            || word.ends_with("ly")
            || self.actor_ending_at(hit.start).is_some()
            || Hit::ending_at(&self.scan.people, hit.start).is_some()
            || self.cues_in(&near).any(|c| c.end == hit.start)
            || self.triggers_in(&near).iter().any(|t| t.end == hit.start);
        !led
    }

    /// True for a word for ground, alone or before a name: 'the road', 'la route Bukavu-Uvira'.
    fn is_ground(&self, object: Object) -> bool {
        match object {
            Object::Ground => true,
            Object::Place(i) => {
                let place = &self.places[i];
                let near = place.span.start.min(place.tokens.start).saturating_sub(2)..place.tokens.end;
                self.grammar_in(&near).any(|h| h.tag == Grammar::Ground)
            }
            _ => false,
        }
    }

    /// True for a participle that only describes a noun: 'the occupied territory', 'from captured positions'.
    fn is_adjective(&self, hit: &TriggerHit) -> bool {
        let led = hit.start.checked_sub(1).is_some_and(|before| {
            self.is(before, Grammar::Article) || self.is(before, Grammar::Of) || self.is(before, Grammar::In)
        });
        let noun = self.grammar_in(&(hit.end..hit.end + 1)).any(|h| h.tag == Grammar::Ground)
            || Hit::covering(&self.scan.people, hit.end).is_some_and(|h| h.start == hit.end);
        // 'des blessés', 'in scattered villages': what follows an article or a preposition is no verb.
        let dead = self.scan.harm.iter().any(|h| h.tag && h.start == hit.start);
        led && (noun || self.scanner.lang == Lang::En || !dead)
    }

    /// Decides for words that may be verb or noun ('attacks', 'attaque').
    fn stands_as_verb(&self, hit: &TriggerHit) -> bool {
        let Some(before) = hit.start.checked_sub(1) else { return false };
        if self.is(before, Grammar::Article) || self.is(before, Grammar::Of) || self.is(before, Grammar::In) {
            return false;
        }
        // 'ils attaquent', 'ont été tués'
        if [Grammar::VerbLead, Grammar::Be, Grammar::Have].iter().any(|&tag| self.is(before, tag)) {
            return true;
        }
        let after_actor = self.actor_ending_at(hit.start).is_some();
        let before_object = self.is(hit.end, Grammar::Article)
            || self.begins_place(hit.end)
            || self.actors_in(&(hit.end..hit.end + 1)).next().is_some();
        after_actor && before_object
    }
}
