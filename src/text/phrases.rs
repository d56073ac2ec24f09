//! Many phrases found at once: one automaton over folded words.
//!
//! Words are numbered when the automaton is built; a text's tokens are looked up once each, and phrases of any length
//! are then followed by number. A word that begins no phrase costs one look-up and nothing more.

use std::ops::Range;

use hashbrown::HashMap;

use super::Document;

/// How many words of no weight may part a phrase at one place ('le lundi 5 mai').
const MAX_ASIDE: usize = 4;

/// Phrases, each with what it stands for.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    words: HashMap<String, u32>,
    /// Node reached from the root by a word, by word number; 0 for none.
    first: Vec<u32>,
    next: HashMap<(u32, u32), u32>,
    nodes: Vec<Node<T>>,
}

/// A place on the way along phrases.
#[derive(Debug, Clone)]
struct Node<T> {
    /// What the phrases that end here stand for.
    tags: Vec<T>,
    /// A bit for the number of each word that a phrase goes on with: spares most words the look-up.
    onward: u64,
    /// True on the way to phrases that other words may part.
    parting: bool,
}

impl<T> Default for Node<T> {
    fn default() -> Self {
        Self { tags: Vec::new(), onward: 0, parting: false }
    }
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<T> {
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// What it stands for.
    pub tag: T,
}

/// Hits in the order of the text, looked up by token.
impl<T> Hit<T> {
    /// Those that begin within a range of tokens.
    #[must_use]
    pub fn starting_in<'h>(hits: &'h [Self], range: &Range<usize>) -> &'h [Self] {
        let first = hits.partition_point(|h| h.start < range.start);
        let many = hits[first..].iter().take_while(|h| h.start < range.end).count();
        &hits[first..first + many]
    }

    /// The one that token `i` is part of, among hits that do not overlap.
    #[must_use]
    pub fn covering(hits: &[Self], i: usize) -> Option<&Self> {
        hits.get(hits.partition_point(|h| h.end <= i)).filter(|h| h.start <= i)
    }

    /// The one that ends before token `end`, among hits that do not overlap.
    #[must_use]
    pub fn ending_at(hits: &[Self], end: usize) -> Option<&Self> {
        hits.get(hits.partition_point(|h| h.end < end)).filter(|h| h.end == end)
    }
}

impl<T: Copy> Default for Phrases<T> {
    fn default() -> Self {
        Self { words: HashMap::new(), first: Vec::new(), next: HashMap::new(), nodes: vec![Node::default()] }
    }
}

impl<T: Copy + PartialEq> Phrases<T> {
    /// Adds a phrase as it would be written ("prise d'otages"); it is cut and folded like a text. Gives the number of
    /// its first word; empty ones have none and are ignored.
    pub fn insert(&mut self, phrase: &str, tag: T) -> Option<u32> {
        self.add(phrase, tag, false)
    }

    fn add(&mut self, phrase: &str, tag: T, parting: bool) -> Option<u32> {
        let mut last = 0;
        let mut lead = None;
        let mut step = |word: &str| {
            let word = self.number(word);
            lead = lead.or(Some(word));
            last = self.lay(last, word, parting);
        };
        // Most phrases are small letters and spaces, and need no cutting.
        if phrase.bytes().all(|b| b.is_ascii_lowercase() || b == b' ') {
            phrase.split_ascii_whitespace().for_each(&mut step);
        } else {
            let doc = Document::new(phrase);
            (0..doc.tokens.len()).for_each(|i| step(doc.folded(i)));
        }
        let tags = &mut self.nodes[last as usize].tags;
        if last != 0 && !tags.contains(&tag) {
            tags.push(tag);
        }
        lead
    }

    /// The node behind `node` by a word, laid where there is none.
    fn lay(&mut self, node: u32, word: u32, parting: bool) -> u32 {
        let made = self.nodes.len() as u32;
        self.nodes[node as usize].onward |= sieve_bit(word);
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
            self.nodes.push(Node::default());
        }
        let next = *slot;
        self.nodes[next as usize].parting |= parting;
        next
    }

    /// The number of a folded word, a new one when no phrase has it.
    pub fn number(&mut self, word: &str) -> u32 {
        let fresh = self.words.len() as u32;
        *self.words.entry_ref(word).or_insert(fresh)
    }

    /// The number of a folded word, [`NO_WORD`] for one that no phrase has.
    pub fn number_of(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(NO_WORD)
    }

    /// The number of each word of the text; [`NO_WORD`] for those of no phrase.
    pub fn numbers(&self, doc: &Document) -> Vec<u32> {
        (0..doc.tokens.len()).map(|i| self.words.get(doc.folded(i)).copied().unwrap_or(NO_WORD)).collect()
    }

    /// Calls `give` with every phrase that begins at token `start` of a text whose words have these numbers, shorter
    /// before longer.
    pub fn at(&self, words: &[u32], start: usize, mut give: impl FnMut(Hit<T>)) {
        let Some(&root) = words.get(start).and_then(|&word| self.first.get(word as usize)) else { return };
        let mut node = root;
        let mut end = start + 1;
        while node != 0 {
            for &tag in &self.nodes[node as usize].tags {
                give(Hit { start, end, tag });
            }
            let Some(&word) = words.get(end).filter(|&&word| word != NO_WORD) else { break };
            node = self.step(node, word);
            end += 1;
        }
    }

    /// As [`Phrases::insert`], for a phrase that [`Phrases::parted_at`] finds as well.
    pub fn insert_parting(&mut self, phrase: &str, tag: T) -> Option<u32> {
        self.add(phrase, tag, true)
    }

    /// The node behind `node` by a word; 0 for none.
    fn step(&self, node: u32, word: u32) -> u32 {
        let next = match node {
            0 => self.first.get(word as usize),
            _ if self.nodes[node as usize].onward & sieve_bit(word) == 0 => None,
            _ => self.next.get(&(node, word)),
        };
        next.copied().unwrap_or(0)
    }

    /// Calls `give` with every phrase from token `start` on that words of no weight part ('tombée lundi aux mains'), and
    /// only with those: between two words of a phrase up to `MAX_ASIDE` tokens may stand of which `aside` is true.
    /// Phrases are those of [`Phrases::insert_parting`], and others of the same words.
    pub fn parted_at(&self, words: &[u32], start: usize, aside: impl Fn(usize) -> bool, mut give: impl FnMut(Hit<T>)) {
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
                    if parted {
                        self.nodes[node as usize].tags.iter().for_each(|&tag| give(Hit { start, end: end + 1, tag }));
                    }
                }
                None if between < MAX_ASIDE && aside(end) => between += 1,
                None => break,
            }
            end += 1;
        }
    }
}

fn sieve_bit(word: u32) -> u64 {
    1 << (word % 64)
}

/// What stands for a word that is in no phrase.
pub const NO_WORD: u32 = u32::MAX;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_phrases_of_any_length() {
        let mut phrases = Phrases::default();
        for (i, p) in ["M23", "take control", "take control of", "prise d'otages", "Sud-Kivu", ""].iter().enumerate() {
            phrases.insert(p, i);
        }
        let doc = Document::new("M23 fighters take control of Goma; prise d’otages au Sud Kivu");
        let words = phrases.numbers(&doc);
        let mut hits = Vec::new();
        (0..words.len()).for_each(|start| phrases.at(&words, start, |hit| hits.push(hit)));
        let found: Vec<(usize, &str)> = hits.iter().map(|h| (h.tag, doc.slice(h.start..h.end))).collect();
        assert_eq!(
            found,
            [(0, "M23"), (1, "take control"), (2, "take control of"), (3, "prise d’otages"), (4, "Sud Kivu")]
        );
    }

    #[test]
    fn finds_phrases_that_are_parted() {
        let mut phrases = Phrases::default();
        phrases.insert_parting("tombée aux mains", 0);
        phrases.insert("tombée", 1);
        for (text, found) in [
            ("tombée lundi matin aux mains", Some("tombée lundi matin aux mains")),
            ("tombée aux mains", None),
            ("tombée hier des mains", None),
        ] {
            let doc = Document::new(text);
            let mut hits = Vec::new();
            let aside = |i: usize| matches!(doc.folded(i), "lundi" | "matin" | "hier");
            let words = phrases.numbers(&doc);
            (0..words.len()).for_each(|start| phrases.parted_at(&words, start, aside, |hit| hits.push(hit)));
            assert_eq!(hits.first().map(|h| doc.slice(h.start..h.end)), found, "{text}");
        }
    }
}
