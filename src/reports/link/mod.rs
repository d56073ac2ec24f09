//! Which place an event is at: every place that may be meant is weighed by a learned model.
//!
//! The places weighed are those of the trigger's own sentence, of the sentences around it, of the headline and the lede,
//! and the one last told of. What is known of each is a row of numbers ([`NAMES`]); the model is fitted by
//! `scripts/train-models.py` on annotated articles.

mod features;
mod ruled_out;

use super::candidate::Candidate;
use super::context::Context;
use super::reading::{Object, Reading};
use super::site::Found;
use crate::lexicon::{Need, TriggerHit};

pub(super) use features::NAMES;

/// How many sentences back a place may be named.
const BACK: usize = 4;

/// A place less likely than this is not the event's.
pub(super) const LEAST: f32 = 0.12;

/// From this probability on a second place counts as told of as well.
const SURE: f32 = 0.5;

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
        self.rule_out(&mut seen, hit, reading, !told.is_empty());
        seen.into_iter().map(|(i, place)| self.link(i, place, &trigger)).collect()
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
