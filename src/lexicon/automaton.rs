//! Many phrases found at once: one automaton over the numbers of words.
//!
//! A text's tokens are numbered once, and phrases of any length are then followed by number. A word that begins no
//! phrase costs one look-up and nothing more.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::tag::Tag;

/// How many words of no weight may part a phrase at one place ('le lundi 5 mai').
const MAX_ASIDE: usize = 4;

/// What stands for a word that is in no phrase.
pub(super) const NO_WORD: u32 = u32::MAX;

/// Phrases, each with what it stands for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Automaton {
    /// Node reached from the root by a word, by word number; 0 for none.
    first: Vec<u32>,
    /// The ways out of each node, those of one node side by side and by word: the word, and the node it leads to.
    ways: Vec<(u32, u32)>,
    /// Behind the last stands one more, where the ways end.
    nodes: Vec<Node>,
    tags: Vec<Tag>,
}

/// A place on the way along phrases. Phrases that go on alike share it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Node {
    /// A bit for the number of each word that a phrase goes on with: spares most words the search.
    onward: u64,
    /// A bit for the number of each word that may stand behind the gap of one of `gapped`.
    behind: u64,
    /// The first of its ways out.
    ways: u32,
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
        if node == 0 {
            return self.first.get(word as usize).copied().unwrap_or(0);
        }
        let here = &self.nodes[node as usize];
        if here.onward & bit(word) == 0 {
            return 0;
        }
        let ways = &self.ways[here.ways as usize..self.nodes[node as usize + 1].ways as usize];
        ways.binary_search_by_key(&word, |&(word, _)| word).map_or(0, |at| ways[at].1)
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
    /// The first is the root.
    nodes: Vec<Draft>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
struct Draft {
    /// The words that phrases go on with and the nodes they lead to, by word.
    ways: Vec<(u32, u32)>,
    plain: Vec<Tag>,
    gapped: Vec<Tag>,
    behind: u64,
    parting: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Self { first: Vec::new(), nodes: vec![Draft::default()] }
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
            draft.behind |= behind.unwrap_or_default();
        }
    }

    /// The node behind `node` by a word, laid where there is none.
    fn lay(&mut self, node: u32, word: u32, parting: bool) -> u32 {
        let made = self.nodes.len() as u32;
        let next = if node == 0 {
            if self.first.len() <= word as usize {
                self.first.resize(word as usize + 1, 0);
            }
            let slot = &mut self.first[word as usize];
            if *slot == 0 {
                *slot = made;
            }
            *slot
        } else {
            let ways = &mut self.nodes[node as usize].ways;
            match ways.binary_search_by_key(&word, |&(word, _)| word) {
                Ok(at) => ways[at].1,
                Err(at) => {
                    ways.insert(at, (word, made));
                    made
                }
            }
        };
        if next == made {
            self.nodes.push(Draft::default());
        }
        self.nodes[next as usize].parting |= parting;
        next
    }

    /// The automaton of all phrases added. Nodes from which all goes on alike become one: the forms of a verb share the
    /// words behind it.
    pub(super) fn finish(mut self) -> Automaton {
        let mut made =
            Automaton { first: self.first, ways: Vec::new(), nodes: vec![Node::default()], tags: Vec::new() };
        let mut known: HashMap<Draft, u32> = HashMap::new();
        // Where the nodes of the tree are in the automaton. Those behind a node are laid after it.
        let mut moved = vec![0; self.nodes.len()];
        for number in (1..self.nodes.len()).rev() {
            let mut draft = std::mem::take(&mut self.nodes[number]);
            draft.ways.iter_mut().for_each(|(_, next)| *next = moved[*next as usize]);
            moved[number] = *known.entry(draft).or_insert_with_key(|draft| made.push(draft));
        }
        made.first.iter_mut().for_each(|node| *node = moved[*node as usize]);
        made.nodes.push(Node { ways: made.ways.len() as u32, ..Node::default() });
        made
    }
}

impl Automaton {
    fn push(&mut self, draft: &Draft) -> u32 {
        let number = self.nodes.len() as u32;
        self.nodes.push(Node {
            onward: draft.ways.iter().fold(0, |bits, &(word, _)| bits | bit(word)),
            behind: draft.behind,
            ways: self.ways.len() as u32,
            tags: self.tags.len() as u32,
            plain: draft.plain.len() as u16,
            gapped: draft.gapped.len() as u16,
            parting: draft.parting,
        });
        self.ways.extend_from_slice(&draft.ways);
        self.tags.extend(draft.plain.iter().chain(&draft.gapped));
        number
    }
}

/// A bit for a word's number.
#[inline]
pub(super) fn bit(word: u32) -> u64 {
    1 << (word % 64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tag::Cue;
    use crate::lexicon::vocabulary::Numbers;
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
