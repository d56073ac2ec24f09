//! The words around a trigger and a place, as a linear model sees them.
//!
//! Rules know a word only by what the lexicon says of it. What the words beside it add ('attack helicopters', 'the
//! attack on', 'recalled the attack') is learned: each word with its position is a feature, hashed to a number of a table of weights
//! (Weinberger et al. 2009). Names of places and actors, days and numbers stand for their kind, so that no name is learned.

use super::context::Context;
use super::linear::{BUCKETS, Linear};
use super::reading::Reading;
use crate::actors::ActorClass;
use crate::lexicon::TriggerHit;
use crate::text::{Case, TokenKind};

/// Numbers of features, each below [`BUCKETS`].
pub(super) type Words = Vec<u16>;

/// How many words to either side of a trigger count by their position.
const NEAR: usize = 4;

/// How many words to either side of a trigger count wherever they stand.
const WINDOW: usize = 12;

/// How many words to either side of a place count.
const BESIDE: usize = 3;

/// FNV-1a, whose values never change between machines or versions.
#[derive(Clone, Copy)]
struct Hash(u32);

impl Hash {
    const START: Self = Self(0x811c_9dc5);

    fn with(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |hash, &b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193)))
    }

    /// The same with a mark of what kind of feature it is.
    fn of(kind: u8, number: u8) -> Self {
        Self::START.with(&[kind, number])
    }

    fn bucket(self) -> u16 {
        ((self.0 >> 16) ^ self.0) as u16 % BUCKETS as u16
    }
}

impl Context<'_> {
    /// For each token what stands for it: its folded form, or the kind of name, number or day it belongs to.
    pub(super) fn masks(&self) -> Vec<u32> {
        let mut out: Vec<u32> = (0..self.doc.tokens.len())
            .map(|i| {
                let token = &self.doc.tokens[i];
                match token.kind {
                    TokenKind::Number => Hash::of(b'#', b'n').0,
                    TokenKind::Word if token.case == Case::Title && !self.opens_sentence(i) => Hash::of(b'#', b'x').0,
                    TokenKind::Word | TokenKind::Punct => Hash::START.with(self.doc.folded(i).as_bytes()).0,
                }
            })
            .collect();
        for actor in &self.actors {
            let kind = Hash::of(b'#', b'a' + actor.class as u8).0;
            // Nouns of people are words like others; names are not.
            let named = actor.actor.is_some() || actor.class == ActorClass::Leaders;
            if named {
                out[actor.tokens.clone()].fill(kind);
            }
        }
        for (place, &host) in self.places.iter().zip(&self.hosts) {
            out[place.tokens.clone()].fill(Hash::of(b'#', if host { b'p' } else { b'q' }).0);
        }
        out
    }

    fn opens_sentence(&self, i: usize) -> bool {
        self.doc.sentences.get(self.doc.sentence_of(i)).is_some_and(|s| s.tokens.start == i)
    }

    /// The features of a trigger.
    pub(super) fn trigger_words(&self, hit: &TriggerHit, reading: &Reading) -> Words {
        let sentence = self.sentence(self.doc.sentence_of(hit.start));
        let rule = self.scanner.rules.get(usize::from(reading.rule));
        let group = rule.and_then(|r| r.code).map_or(0, |c| 1 + c.group() as u8);
        let code = rule.and_then(|r| r.code).map_or(0, |c| 1 + c as u8);
        let mut out = Vec::with_capacity(64);
        let words = &self.mask;
        let phrase = (hit.start..hit.end)
            .fold(Hash::of(b't', 0), |hash, i| hash.with(self.doc.folded(i).as_bytes()).with(b" "));
        let class = |list: &[usize]| list.first().map_or(0, |&i| 1 + self.actors[i].class as u8);
        let (agent, target) = (class(&reading.agents), class(&reading.targets));
        let form = [code, u8::from(reading.verb) + 2 * u8::from(reading.passive) + 4 * u8::from(reading.infinitive)];
        out.push(phrase.bucket());
        out.push(phrase.with(&[code]).bucket());
        out.push(Hash::of(b'f', 0).with(&form).bucket());
        out.push(Hash::of(b'a', agent).with(&[code]).bucket());
        out.push(Hash::of(b'g', target).with(&[code]).bucket());
        out.push(Hash::of(b'h', agent).with(&[code, target]).bucket());
        let mut add = |kind: u8, number: u8, more: &[u32]| {
            let hash = more.iter().fold(Hash::of(kind, number), |hash, word| hash.with(&word.to_le_bytes()));
            out.push(hash.bucket());
        };
        const NONE: u32 = 0;
        let at = |i: usize| if sentence.contains(&i) { words[i] } else { NONE };
        let before = |k: usize| hit.start.checked_sub(k).map_or(NONE, &at);
        let after = |k: usize| at(hit.end - 1 + k);
        for k in 1..=NEAR {
            add(b'-', k as u8, &[before(k)]);
            add(b'+', k as u8, &[after(k)]);
        }
        add(b'<', group, &[before(2), before(1)]);
        add(b'>', group, &[after(1), after(2)]);
        add(b'=', group, &[before(1), after(1)]);
        add(b'(', group, &[before(1), phrase.0]);
        add(b')', group, &[after(1), phrase.0]);
        let window = hit.start.saturating_sub(WINDOW).max(sentence.start)..(hit.end + WINDOW).min(sentence.end);
        for i in window.filter(|i| !(hit.start..hit.end).contains(i)) {
            add(b'w', 0, &[words[i]]);
            add(b'c', group, &[words[i]]);
        }
        add(b's', 0, &[at(sentence.start)]);
        add(b's', 1, &[at(sentence.start), at(sentence.start + 1)]);
        out
    }

    /// The features of a place that the trigger's event may be at.
    pub(super) fn place_words(&self, i: usize, hit: &TriggerHit, reading: &Reading) -> Words {
        let place = &self.places[i];
        let sentence = self.sentence(self.doc.sentence_of(place.tokens.start));
        let rule = self.scanner.rules.get(usize::from(reading.rule));
        let group = rule.and_then(|r| r.code).map_or(0, |c| 1 + c.group() as u8);
        let here = sentence.contains(&hit.start);
        let side = if !here { 0 } else { 1 + u8::from(hit.start < place.tokens.start) };
        let words = &self.mask;
        let mut out = Vec::with_capacity(16);
        let mut add = |kind: u8, more: &[u32]| {
            let start = Hash::of(kind, side);
            let hash = more.iter().fold(start, |hash, word| hash.with(&word.to_le_bytes()));
            out.push(hash.bucket());
            out.push(hash.with(&[group]).bucket());
        };
        const NONE: u32 = 0;
        let at = |i: usize| if sentence.contains(&i) { words[i] } else { NONE };
        let before = |k: usize| place.tokens.start.checked_sub(k).map_or(NONE, &at);
        let after = |k: usize| at(place.tokens.end - 1 + k);
        for k in 1..=BESIDE {
            add(b'B' + k as u8, &[before(k)]);
            add(b'L' + k as u8, &[after(k)]);
        }
        add(b'Y', &[before(2), before(1)]);
        add(b'Z', &[after(1), after(2)]);
        out
    }

    /// What the model makes of features: log-odds.
    pub(super) fn weigh(&self, words: &[u16]) -> f32 {
        let model: &Linear = &self.models.words;
        model.sum(words)
    }
}
