//! Which place an event is at: every place that may be meant is weighed by a learned model.
//!
//! The places weighed are those of the trigger's own sentence, of the sentences around it, of the headline and the lede,
//! and the one last told of. What is known of each is a row of numbers ([`NAMES`]); the model is fitted by
//! `scripts/train-models.py` on annotated articles.

mod features;

use super::candidate::Candidate;
use super::context::Context;
use super::reading::{Object, Reading};
use super::site::Found;
use super::{Code, Group};
use crate::lexicon::{Form, Grammar, Need, Role, TriggerHit};
use crate::places;

pub(super) use features::NAMES;

/// How many sentences back a place may be named.
const BACK: usize = 4;

/// A place less likely than this is not the event's.
pub(super) const LEAST: f32 = 0.12;

/// From this probability on a second place counts as told of as well.
const SURE: f32 = 0.5;

/// As many words behind 'these clashes' still say where they were.
const AGAIN_REACH: usize = 3;

/// More places than this are not weighed for one trigger: the nearest are.
const MOST: usize = 16;

/// Where a place stands, seen from the trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Where {
    Sentence,
    Before,
    BeforeParagraph,
    After,
    AfterParagraph,
    Headline,
    Lede,
    Dateline,
    Told,
}

/// A place that may be the trigger's, and what is known of the two.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// Number of the place mention.
    pub place: usize,
    pub found: Found,
    /// Tokens between, 0 when not in the sentence.
    pub distance: usize,
    /// In the order of [`NAMES`].
    pub features: [f32; NAMES.len()],
}

impl Context<'_> {
    /// The places that the trigger's event may be at, in the order of the text. `told` are the events told before.
    pub(super) fn links(&self, hit: &TriggerHit, reading: &Reading, told: &[Candidate]) -> Vec<Link> {
        let s = self.doc.sentence_of(hit.start);
        // One mention of each place, the nearest, with where it stands.
        let mut seen: Vec<(usize, Where)> = Vec::with_capacity(MOST);
        let add = |seen: &mut Vec<(usize, Where)>, i: usize, place: Where| {
            if seen.len() < MOST && !seen.iter().any(|&(k, _)| self.same_place(k, i)) {
                seen.push((i, place));
            }
        };
        let mut own: Vec<usize> = self.hosts_in(&self.sentence(s)).collect();
        let of_object = |i: usize| reading.object == Object::Place(i);
        own.sort_by_key(|&i| (!of_object(i), self.gap(i, hit), i));
        for &i in &own {
            add(&mut seen, i, Where::Sentence);
        }
        let headline = |s: usize| s < self.body;
        for back in (s.saturating_sub(BACK)..s).rev().filter(|&k| headline(k) == headline(s)) {
            let same = self.doc.sentences[back].paragraph == self.doc.sentences[s].paragraph;
            let place = if same { Where::Before } else { Where::BeforeParagraph };
            let hosts: Vec<usize> = self.hosts_in(&self.sentence(back)).collect();
            for &i in hosts.iter().rev() {
                add(&mut seen, i, place);
            }
        }
        let next = self.doc.sentences.get(s + 1).map(|next| next.paragraph == self.doc.sentences[s].paragraph);
        for i in self.hosts_in(&self.sentence(s + 1)).filter(|_| !headline(s)) {
            add(&mut seen, i, if next == Some(true) { Where::After } else { Where::AfterParagraph });
        }
        if let Some(last) = told.last() {
            add(&mut seen, last.place, Where::Told);
        }
        for i in (0..self.body).flat_map(|k| self.hosts_in(&self.sentence(k))) {
            add(&mut seen, i, Where::Headline);
        }
        for i in self.hosts_in(&self.sentence(self.body)) {
            add(&mut seen, i, Where::Lede);
        }
        if let Some(i) = self.dateline {
            add(&mut seen, i, Where::Dateline);
        }
        let trigger = self.seen_from(hit, reading, told, own.len());
        seen.sort_unstable_by_key(|&(i, _)| i);
        // Who advances on a place has not taken it, and who withdraws to one has not left it.
        let rule = self.scanner.rules.get(usize::from(reading.rule));
        let (gain, leave) = rule.map_or((false, false), |r| (r.code.is_none(), r.role == Role::Leave));
        let toward = |i: usize| self.places[i].spatial.relation == places::Relation::Toward;
        let first = |i: usize| self.list_of(i, &self.sentence(s)).first().map_or(i, |&first| first);
        let led = |i: usize| self.is_led_toward(i);
        let led = |i: usize| led(i) || led(first(i));
        let ahead = |i: usize| (gain || leave) && (toward(i) || toward(first(i))) || leave && led(i);
        seen.retain(|&(i, _)| !self.names_accord(i, hit) && !ahead(i) && !self.is_besides(i, hit, reading));
        // 'a delegation come from Kalemie': where those come from who go somewhere else.
        let group = rule.and_then(|r| r.code).map_or(Group::Territory, Code::group);
        let sent = rule.is_some_and(|r| r.code == Some(Code::BaseEstablished));
        let origin = |i: usize| {
            let start = self.places[i].span.start;
            let near = start.saturating_sub(4)..start;
            // 'troops were sent from Bangui and Libreville'
            let from = |tag: Grammar| tag == if sent { Grammar::From } else { Grammar::Origin };
            self.grammar_in(&near).any(|h| from(h.tag) && h.end == start)
        };
        let origin = |i: usize| origin(i) || origin(first(i));
        let moves = leave || !sent && matches!(group, Group::Relief | Group::Territory);
        if sent || !moves && seen.iter().any(|&(i, _)| !origin(i)) {
            seen.retain(|&(i, _)| !origin(i));
        }
        // 'These clashes drove thousands from Jomba': the clashes were where they were told of before.
        let again = !reading.verb && hit.start.checked_sub(1).is_some_and(|k| self.is(k, Grammar::These));
        let beyond = |i: usize| self.places[i].span.start > hit.end + AGAIN_REACH;
        if again && !told.is_empty() {
            seen.retain(|&(i, place)| place != Where::Sentence || !beyond(i));
        }
        seen.retain(|&(i, place)| place != Where::Sentence || !self.is_launch_site(i, hit, reading));
        seen.into_iter().map(|(i, place)| self.link(i, place, &trigger)).collect()
    }

    /// True for a place beside the one that is itself taken, left or lost: named before it, at the end of a road, or told of by
    /// another verb ('shells fell on Goma from Sake, which they took', 'took Minova, cutting the route to Goma', 'took Sake
    /// and marched on Goma').
    fn is_besides(&self, i: usize, hit: &TriggerHit, reading: &Reading) -> bool {
        let rule = self.scanner.rules.get(usize::from(reading.rule));
        let Object::Place(taken) = reading.object else { return false };
        let bound = rule.is_some_and(|r| r.code.is_none() || r.object == Need::Place);
        let (object, place) = (&self.places[taken], &self.places[i]);
        let number = self.doc.sentence_of(hit.start);
        let same = self.doc.sentence_of(place.span.start) == number;
        let listed = || self.list_of(taken, &self.sentence(number)).contains(&i);
        if !bound || !reading.verb || !same || self.same_place(i, taken) || listed() {
            return false;
        }
        let between = object.tokens.end..place.span.start;
        if between.start > between.end {
            return true;
        }
        let road = self.grammar_in(&between).any(|h| h.tag == Grammar::Road && h.end + 1 >= place.span.start);
        let verb = |t: &TriggerHit| t.start >= hit.end && t.options.iter().any(|o| o.form != Form::Noun);
        let clause = self.grammar_in(&between).any(|h| h.tag == Grammar::Clause);
        let others = self.triggers_in(&between);
        road || others.iter().any(verb) || clause && !others.is_empty()
    }

    /// True for a place that 'towards' leads to.
    fn is_led_toward(&self, i: usize) -> bool {
        let start = self.places[i].span.start;
        let near = start.saturating_sub(4)..start;
        self.grammar_in(&near).any(|h| h.tag == Grammar::Toward && h.end == start)
    }

    /// True for where shells and rockets come from, when it is told where they fell: 'militants in Gaza fired rockets at
    /// Sderot', 'shells fired from Bwiza hit Sake'.
    fn is_launch_site(&self, i: usize, hit: &TriggerHit, reading: &Reading) -> bool {
        let code = self.scanner.rules.get(usize::from(reading.rule)).and_then(|r| r.code);
        let place = &self.places[i];
        if !matches!(code, Some(Code::Shelling | Code::AirDroneStrike)) || place.tokens.end > hit.start && reading.verb
        {
            return false;
        }
        let sentence = self.sentence(self.doc.sentence_of(hit.start));
        let target =
            |k: usize| k != i && !self.same_place(k, i) && self.places[k].span.start >= hit.end.max(place.tokens.end);
        let led = |tag: Grammar| {
            self.grammar_in(&(place.span.start.saturating_sub(3)..place.span.start))
                .any(|h| h.tag == tag && h.end == place.span.start)
        };
        let from = led(Grammar::Origin) || led(Grammar::From);
        // 'Militants in Gaza': where they are who fire.
        let owner = self.actors_in(&(sentence.start..place.span.start)).next_back();
        let beside = owner.is_some_and(|a| (1..=2).contains(&(place.span.start - self.actors[a].tokens.end)));
        let within = !reading.passive && led(Grammar::In) && beside && place.tokens.end <= hit.start;
        (from || within) && self.hosts_in(&sentence).any(target)
    }

    /// Of a trigger's candidates those that the later text is read by: the best, and those as good as sure. What is itself
    /// taken, left or lost stands before all that the model weighs: 'took Sake on Saturday and captured Goma the next day'.
    pub(super) fn chosen(&self, here: &[Candidate]) -> Vec<Candidate> {
        let taken = |c: &Candidate| {
            let rule = self.scanner.rules.get(usize::from(c.reading.rule));
            c.found == Found::Object && rule.is_some_and(|r| r.code.is_none() || r.object == Need::Place)
        };
        let mut order: Vec<&Candidate> = here.iter().collect();
        order.sort_by(|a, b| taken(b).cmp(&taken(a)).then(b.link.total_cmp(&a.link)));
        let sure = |(i, c): &(usize, &Candidate)| *i == 0 || c.link >= SURE || taken(c);
        order.into_iter().enumerate().filter(sure).map(|(_, c)| c.clone()).collect()
    }
}
