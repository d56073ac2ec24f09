//! One scan of a text for everything the lexicon and the region's actors know.

use std::ops::Range;

use super::automaton::{Automaton, NO_WORD};
use super::compile::{Short, Tails};
use super::tag::{Cue, Form, Grammar, People, Tag, TriggerRule};
use super::vocabulary::{Vocabulary, WordTraits};
use super::written::Gap;
use crate::article::Lang;
use crate::text::{Case, Document, Hit, Starts, TokenKind, Word};

/// All phrases of one language and one region, ready to scan texts.
#[derive(Debug, Clone)]
pub struct Scanner {
    /// The language.
    pub lang: Lang,
    /// The rules that trigger options point to.
    pub rules: Vec<TriggerRule>,
    /// The words of the phrases and of the region's names.
    pub(super) vocabulary: Vocabulary,
    pub(super) phrases: Automaton,
    /// The actors and nationalities of the region.
    pub(super) names: Automaton,
    pub(super) tails: Tails,
    pub(super) short: Short,
}

/// One reading of a trigger's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TriggerOption {
    /// Number in [`Scanner::rules`].
    pub rule: u16,
    /// Form of the word.
    pub form: Form,
    /// True when only 'se' before it gives it this meaning.
    pub reflexive: bool,
}

/// Words that may tell of an event, with every reading the lexicon has for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriggerHit {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// One past the last of the words that belong to it behind a gap ('drove the rebels out of'); else `end`.
    pub tail: usize,
    /// The readings.
    pub options: Vec<TriggerOption>,
    /// Shorter triggers that begin with it, the longest first: what to read where none of its own readings fits.
    pub shorter: Vec<TriggerHit>,
}

/// A number in the text: lowest, best and highest reading.
pub(crate) type Quantity = [u32; 3];

/// What a scan found, by class; within a class the longest phrase wins and none overlap.
#[derive(Debug, Clone, Default)]
pub struct Scan {
    /// Triggers.
    pub triggers: Vec<TriggerHit>,
    /// How things are said.
    pub cues: Vec<Hit<Cue>>,
    /// Small words.
    pub grammar: Vec<Hit<Grammar>>,
    /// Where these begin.
    grammar_starts: Starts,
    /// For each token the kinds of small words that begin there, a bit each.
    small: Vec<u64>,
    /// Nouns of people.
    pub people: Vec<Hit<People>>,
    /// Actors of the region, by number.
    pub actors: Vec<Hit<u16>>,
    /// Nationalities, by number of the country's place.
    pub nations: Vec<Hit<u32>>,
    /// Numbers in words and vague quantities.
    pub numbers: Vec<Hit<Quantity>>,
    /// 'at least' (true) and 'up to' (false).
    pub bounds: Vec<Hit<bool>>,
    /// Words of death (true) and of other harm (false).
    pub harm: Vec<Hit<bool>>,
    /// Words that mean this is no war.
    pub not_war: Vec<Hit<()>>,
}

impl Scan {
    /// The small words that begin within a range of tokens.
    #[must_use]
    pub fn grammar_in(&self, range: &Range<usize>) -> &[Hit<Grammar>] {
        &self.grammar[self.grammar_starts.within(range)]
    }

    /// True when a small word of this kind begins at token `i`.
    #[must_use]
    pub fn begins(&self, i: usize, tag: Grammar) -> bool {
        self.small.get(i).is_some_and(|bits| bits >> tag as u32 & 1 == 1)
    }
}

impl Scanner {
    /// True for a word that may part a verb of several words: a day, an adverb.
    pub(crate) fn is_aside(&self, word: Word) -> bool {
        self.traits(self.vocabulary.numbers.of(word)).aside
    }

    /// What is known of a word by its number.
    pub(super) fn traits(&self, word: u32) -> WordTraits {
        self.vocabulary.traits(word)
    }

    /// The number of each word of a text.
    pub(crate) fn numbered(&self, doc: &Document) -> Vec<u32> {
        doc.keys().iter().map(|&word| self.vocabulary.numbers.of(word)).collect()
    }

    /// Scans a text once.
    #[must_use]
    pub fn scan(&self, doc: &Document) -> Scan {
        self.scan_numbered(doc, &self.numbered(doc))
    }

    /// Every phrase that begins at token `start` and is written as it must be, also verbs that words of no weight part
    /// ('tombée lundi aux mains'), each with one past the last of its words.
    pub(super) fn at(&self, doc: &Document, words: &[u32], start: usize, mut give: impl FnMut(Hit<Tag>, usize)) {
        if words[start] == NO_WORD {
            return;
        }
        let mut gap = Gap::default();
        self.phrases.at(words, start, |ends| self.check(doc, words, start, ends, &mut gap, &mut give));
        let WordTraits { named, parted, .. } = self.traits(words[start]);
        if named {
            self.names.at(words, start, |ends| self.check(doc, words, start, ends, &mut gap, &mut give));
        }
        if !parted {
            return;
        }
        let aside = |i: usize| doc.tokens[i].kind == TokenKind::Number || self.traits(words[i]).aside;
        self.phrases.parted_at(words, start, aside, |ends| {
            self.check(doc, words, start, ends, &mut gap, |hit, tail| {
                if hit.tag.is_verb() {
                    give(hit, tail);
                }
            });
        });
    }

    /// Scans a text once; `words` are the numbers of its words.
    pub(crate) fn scan_numbered(&self, doc: &Document, words: &[u32]) -> Scan {
        let mut scan = Scan { small: vec![0; words.len()], ..Scan::default() };
        let mut hits: Vec<(Hit<Tag>, usize)> = Vec::new();
        for start in 0..words.len() {
            self.at(doc, words, start, |hit, tail| {
                if !(matches!(hit.tag, Tag::Grammar(_)) && hit.end == start + 1 && is_abbreviation(doc, start)) {
                    hits.push((hit, tail));
                }
            });
            // Longest first, so that the first of a class to claim a token keeps it.
            if hits.len() > 1 {
                hits.sort_by_key(|(hit, tail)| std::cmp::Reverse((hit.end, *tail)));
            }
            for (hit, tail) in hits.drain(..) {
                scan.take(hit, tail);
            }
        }
        // 'March 23 Movement' is a name: no march, no movement.
        let names = &scan.actors;
        scan.triggers.retain(|t| {
            let next = names.partition_point(|name| name.end <= t.start);
            names.get(next).is_none_or(|name| name.start >= t.end)
        });
        scan
    }
}

impl Scan {
    fn take(&mut self, hit: Hit<Tag>, tail: usize) {
        let Hit { start, end, tag } = hit;
        match tag {
            Tag::Trigger { rule, form, reflexive, .. } => {
                add_trigger(&mut self.triggers, (start, end, tail), TriggerOption { rule, form, reflexive });
            }
            Tag::Cue(tag) => self.cues.push(Hit { start, end, tag }),
            Tag::Grammar(tag) => {
                self.grammar.push(Hit { start, end, tag });
                self.grammar_starts.push(start);
                self.small[start] |= 1 << tag as u64;
            }
            Tag::People(tag) => add(&mut self.people, start, end, tag),
            Tag::Actor { actor, .. } => add(&mut self.actors, start, end, actor),
            Tag::Nationality(place) => add(&mut self.nations, start, end, place),
            Tag::Number(n) => add(&mut self.numbers, start, end, [n, n, n]),
            Tag::Vague(quantity) => add(&mut self.numbers, start, end, quantity),
            Tag::Low => add(&mut self.bounds, start, end, true),
            Tag::High => add(&mut self.bounds, start, end, false),
            Tag::Dead => add(&mut self.harm, start, end, true),
            Tag::Hurt => add(&mut self.harm, start, end, false),
            Tag::NotWar => add(&mut self.not_war, start, end, ()),
            Tag::War => {}
        }
    }
}

/// True for capitals among small letters, which are no small word: 'IS fighters', 'the WHO'.
fn is_abbreviation(doc: &Document, i: usize) -> bool {
    let small = |k: usize| doc.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Upper);
    doc.tokens[i].case == Case::Upper && (small(i + 1) || i > 0 && small(i - 1))
}

fn add<T>(hits: &mut Vec<Hit<T>>, start: usize, end: usize, tag: T) {
    if hits.last().is_none_or(|last| last.end <= start) {
        hits.push(Hit { start, end, tag });
    }
}

fn add_trigger(hits: &mut Vec<TriggerHit>, at: (usize, usize, usize), option: TriggerOption) {
    let new = || TriggerHit { start: at.0, end: at.1, tail: at.2, options: vec![option], shorter: Vec::new() };
    let same = |hit: &TriggerHit| (hit.start, hit.end, hit.tail) == at;
    match hits.last_mut() {
        Some(last) if last.start == at.0 && !same(last) => match last.shorter.last_mut() {
            Some(known) if same(known) => known.add(option),
            _ => last.shorter.push(new()),
        },
        Some(last) if same(last) => last.add(option),
        Some(last) if last.end > at.0 => {}
        _ => hits.push(new()),
    }
}

impl TriggerHit {
    fn add(&mut self, option: TriggerOption) {
        if !self.options.contains(&option) {
            self.options.push(option);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::region::Region;

    fn triggers(lang: Lang, text: &str) -> Vec<(String, Form)> {
        let scanner = Scanner::new(Lexicon::builtin(lang), &Region::builtin("eastern-congo").unwrap());
        let doc = Document::new(text);
        let scan = scanner.scan(&doc);
        scan.triggers.iter().map(|t| (doc.slice(t.start..t.end).to_owned(), t.options[0].form)).collect()
    }

    #[test]
    fn tells_forms_apart() {
        for (lang, text, word, form) in [
            (Lang::En, "They captured the town", "captured", Form::Past),
            (Lang::En, "The town was taken", "taken", Form::Participle),
            (Lang::En, "Clashes went on", "Clashes", Form::Finite),
            (Lang::Fr, "Ils ont attaqué le village", "attaqué", Form::Participle),
            (Lang::Fr, "Ils l'attaquent", "attaquent", Form::Finite),
            (Lang::Fr, "Ils prennent le contrôle de la cité", "prennent le contrôle", Form::Finite),
        ] {
            assert!(triggers(lang, text).contains(&(word.to_owned(), form)), "{text}: {:?}", triggers(lang, text));
        }
    }

    #[test]
    fn accents_tell_short_words_apart() {
        let scanner = Scanner::new(Lexicon::builtin(Lang::Fr), &Region::builtin("eastern-congo").unwrap());
        let doc = Document::new("Elle a repris Sake à midi. A Goma, rien.");
        let scan = scanner.scan(&doc);
        let tags = |i: usize| scan.grammar.iter().filter(|h| h.start == i).map(|h| h.tag).collect::<Vec<_>>();
        assert_eq!(tags(1), [Grammar::Have]);
        assert!(tags(4).contains(&Grammar::In) && !tags(4).contains(&Grammar::Have));
        assert!(tags(7).contains(&Grammar::In));
    }

    #[test]
    fn words_stand_within_a_trigger() {
        let scanner = Scanner::new(Lexicon::builtin(Lang::En), &Region::builtin("eastern-congo").unwrap());
        for (text, whole) in [
            ("They drove the rebels out of Sake", "drove the rebels out of"),
            ("They took a priest, a hostage of fear", "took"),
            ("They captured many fighters there", "captured many fighters"),
            // Who did it is none that had it done to them.
            ("Sake was captured on Friday by many fighters", "captured"),
            ("A hut was hit on Friday by a missile", "hit on Friday by a missile"),
        ] {
            let doc = Document::new(text);
            let scan = scanner.scan(&doc);
            let hit = &scan.triggers[0];
            assert_eq!(doc.slice(hit.start..hit.tail), whole, "{text}");
        }
    }

    #[test]
    fn names_are_no_triggers() {
        assert_eq!(triggers(Lang::En, "The March 23 Movement stays"), []);
    }
}
