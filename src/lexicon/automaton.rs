//! Many phrases found at once: one automaton over the numbers of words.
//!
//! A text's tokens are numbered once, and phrases of any length are then followed by number. A word that begins no
//! phrase costs one look-up and nothing more.

use std::hash::{BuildHasherDefault, Hasher};

use hashbrown::HashMap;

use super::tag::Tag;
use crate::text::{Word, WordMap};

/// How many words of no weight may part a phrase at one place ('le lundi 5 mai').
const MAX_ASIDE: usize = 4;

/// What stands for a word that is in no phrase.
pub(super) const NO_WORD: u32 = u32::MAX;

/// The words of phrases, numbered.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers(WordMap<u32>);

impl Numbers {
    /// The number of a word, a new one when no phrase has it yet.
    pub(super) fn add(&mut self, word: Word) -> u32 {
        let fresh = self.0.len() as u32;
        *self.0.entry(word).or_insert(fresh)
    }

    /// The number of a word, [`NO_WORD`] for one that no phrase has.
    #[inline]
    pub(super) fn of(&self, word: Word) -> u32 {
        self.0.get(&word).copied().unwrap_or(NO_WORD)
    }
}

/// Phrases, each with what it stands for.
#[derive(Debug, Clone)]
pub(super) struct Automaton {
    /// Node reached from the root by a word, by word number; 0 for none.
    first: Vec<u32>,
    next: HashMap<(u32, u32), u32, BuildHasherDefault<StepHasher>>,
    nodes: Vec<Node>,
    tags: Vec<Tag>,
}

/// A place on the way along phrases.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// A bit for the number of each word that a phrase goes on with: spares most words the look-up.
    onward: u64,
    /// A bit for the number of each word that may stand behind the gap of one of `gapped`.
    behind: u64,
    /// What the phrases that end here stand for: the first of them, how many have no gap, and how many have one.
    tags: u32,
    plain: u16,
    gapped: u16,
    /// True on the way to phrases that other words may part.
    parting: bool,
}

/// What the phrases stand for that end at one place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends<'a> {
    /// One past the last token.
    pub(super) end: usize,
    pub(super) plain: &'a [Tag],
    /// Those behind which other words must stand.
    pub(super) gapped: &'a [Tag],
    /// A bit for the number of each word that may be the first of these.
    pub(super) behind: u64,
}

impl Automaton {
    /// Calls `give` with what ends at each place along the phrases that begin at token `start` of a text whose words have
    /// these numbers, shorter ones before longer.
    #[inline]
    pub(super) fn at<'a>(&'a self, words: &[u32], start: usize, mut give: impl FnMut(Ends<'a>)) {
        let Some(&root) = words.get(start).and_then(|&word| self.first.get(word as usize)) else { return };
        let mut number = root;
        let mut end = start + 1;
        while number != 0 {
            let node = &self.nodes[number as usize];
            if node.plain + node.gapped > 0 {
                give(self.ends(node, end));
            }
            let Some(&word) = words.get(end).filter(|&&word| word != NO_WORD) else { break };
            number = self.step(number, word);
            end += 1;
        }
    }

    fn ends(&self, node: &Node, end: usize) -> Ends<'_> {
        let from = node.tags as usize;
        let (plain, gapped) = (usize::from(node.plain), usize::from(node.gapped));
        let (plain, gapped) = self.tags[from..from + plain + gapped].split_at(plain);
        Ends { end, plain, gapped, behind: node.behind }
    }

    /// The node behind `node` by a word; 0 for none.
    #[inline]
    fn step(&self, node: u32, word: u32) -> u32 {
        let next = match node {
            0 => self.first.get(word as usize),
            _ if self.nodes[node as usize].onward & bit(word) == 0 => None,
            _ => self.next.get(&(node, word)),
        };
        next.copied().unwrap_or(0)
    }

    /// Calls `give` with what ends along the phrases from token `start` on that words of no weight part ('tombée lundi aux
    /// mains'), and only with those: between two words of a phrase up to `MAX_ASIDE` tokens may stand of which `aside` is
    /// true. Phrases are those added as parting, and others of the same words.
    #[inline]
    pub(super) fn parted_at<'a>(
        &'a self,
        words: &[u32],
        start: usize,
        aside: impl Fn(usize) -> bool,
        mut give: impl FnMut(Ends<'a>),
    ) {
        let onward = |node: u32, word: Option<&u32>| {
            let next = word.filter(|&&word| word != NO_WORD).map_or(0, |&word| self.step(node, word));
            (next != 0 && self.nodes[next as usize].parting).then_some(next)
        };
        let Some(mut node) = onward(0, words.get(start)) else { return };
        let (mut end, mut between, mut parted) = (start + 1, 0, false);
        while end < words.len() {
            match onward(node, words.get(end)) {
                Some(next) => {
                    parted |= between > 0;
                    (node, between) = (next, 0);
                    let node = &self.nodes[node as usize];
                    if parted && node.plain + node.gapped > 0 {
                        give(self.ends(node, end + 1));
                    }
                }
                None if between < MAX_ASIDE && aside(end) => between += 1,
                None => break,
            }
            end += 1;
        }
    }
}

/// Gathers phrases.
#[derive(Debug)]
pub(super) struct Builder {
    first: Vec<u32>,
    next: HashMap<(u32, u32), u32, BuildHasherDefault<StepHasher>>,
    nodes: Vec<Draft>,
}

#[derive(Debug, Default)]
struct Draft {
    node: Node,
    plain: Vec<Tag>,
    gapped: Vec<Tag>,
}

impl Default for Builder {
    fn default() -> Self {
        Self { first: Vec::new(), next: HashMap::default(), nodes: vec![Draft::default()] }
    }
}

impl Builder {
    /// Adds a phrase of words with these numbers; one without words is ignored. A `parting` one is found by
    /// [`Automaton::parted_at`] as well. `behind` has the bits of the words that may stand behind its gap.
    pub(super) fn add(&mut self, words: impl Iterator<Item = u32>, tag: Tag, parting: bool, behind: Option<u64>) {
        let last = words.fold(0, |node, word| self.lay(node, word, parting));
        if last == 0 {
            return;
        }
        let draft = &mut self.nodes[last as usize];
        let tags = if behind.is_some() { &mut draft.gapped } else { &mut draft.plain };
        if !tags.contains(&tag) {
            tags.push(tag);
            draft.node.behind |= behind.unwrap_or_default();
        }
    }

    /// The node behind `node` by a word, laid where there is none.
    fn lay(&mut self, node: u32, word: u32, parting: bool) -> u32 {
        let made = self.nodes.len() as u32;
        self.nodes[node as usize].node.onward |= bit(word);
        let slot = if node == 0 {
            if self.first.len() <= word as usize {
                self.first.resize(word as usize + 1, 0);
            }
            &mut self.first[word as usize]
        } else {
            self.next.entry((node, word)).or_insert(0)
        };
        if *slot == 0 {
            *slot = made;
            self.nodes.push(Draft::default());
        }
        let next = *slot;
        self.nodes[next as usize].node.parting |= parting;
        next
    }

    /// The automaton of all phrases added.
    pub(super) fn finish(self) -> Automaton {
        let mut tags = Vec::new();
        let freeze = |mut draft: Draft| {
            let node = &mut draft.node;
            (node.tags, node.plain, node.gapped) =
                (tags.len() as u32, draft.plain.len() as u16, draft.gapped.len() as u16);
            tags.append(&mut draft.plain);
            tags.append(&mut draft.gapped);
            draft.node
        };
        let nodes = self.nodes.into_iter().map(freeze).collect();
        Automaton { first: self.first, next: self.next, nodes, tags }
    }
}

/// A bit for a word's number.
#[inline]
pub(super) fn bit(word: u32) -> u64 {
    1 << (word % 64)
}

/// Hashes a node and a word, both small numbers.
#[derive(Debug, Clone, Copy, Default)]
struct StepHasher(u64);

impl Hasher for StepHasher {
    fn finish(&self) -> u64 {
        // Upper bits of the product depend on all bits.
        let mixed = self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.0 = self.0 << 32 | u64::from(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tag::Cue;
    use crate::text::Document;

    /// Phrases, and those that other words may part; by the cues they stand for.
    fn automaton(phrases: &[(&str, Cue, bool)]) -> (Numbers, Automaton) {
        let (mut numbers, mut builder) = (Numbers::default(), Builder::default());
        for &(phrase, cue, parting) in phrases {
            let doc = Document::new(phrase);
            builder.add(doc.keys().iter().map(|&word| numbers.add(word)), Tag::Cue(cue), parting, None);
        }
        (numbers, builder.finish())
    }

    fn numbered(numbers: &Numbers, doc: &Document) -> Vec<u32> {
        doc.keys().iter().map(|&word| numbers.of(word)).collect()
    }

    #[test]
    fn finds_phrases_of_any_length() {
        let all = ["M23", "take control", "take control of", "prise d'otages", "Sud-Kivu", ""];
        let (numbers, automaton) = automaton(&all.map(|phrase| (phrase, Cue::Said, false)));
        let doc = Document::new("M23 fighters take control of Goma; prise d’otages au Sud Kivu");
        let words = numbered(&numbers, &doc);
        let mut found = Vec::new();
        (0..words.len()).for_each(|start| automaton.at(&words, start, |ends| found.push(doc.slice(start..ends.end))));
        assert_eq!(found, ["M23", "take control", "take control of", "prise d’otages", "Sud Kivu"]);
    }

    #[test]
    fn finds_phrases_that_are_parted() {
        let (numbers, automaton) = automaton(&[("tombée aux mains", Cue::Said, true), ("tombée", Cue::Deny, false)]);
        for (text, expected) in [
            ("tombée lundi matin aux mains", Some("tombée lundi matin aux mains")),
            ("tombée aux mains", None),
            ("tombée hier des mains", None),
        ] {
            let doc = Document::new(text);
            let aside = |i: usize| matches!(doc.folded(i), "lundi" | "matin" | "hier");
            let words = numbered(&numbers, &doc);
            let mut found = Vec::new();
            let all = 0..words.len();
            all.for_each(|start| automaton.parted_at(&words, start, aside, |e| found.push(doc.slice(start..e.end))));
            assert_eq!(found.first().copied(), expected, "{text}");
        }
    }
}
