//! Many phrases found at once: one automaton over folded words.
//!
//! Words are numbered when the automaton is built; a text's tokens are looked up once each, and phrases of any length
//! are then followed by number. A word that begins no phrase costs one look-up and nothing more.

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
    tags: Vec<Vec<T>>,
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

impl<T: Copy> Default for Phrases<T> {
    fn default() -> Self {
        Self { words: HashMap::new(), first: Vec::new(), next: HashMap::new(), tags: vec![Vec::new()] }
    }
}

impl<T: Copy + PartialEq> Phrases<T> {
    /// Adds a phrase as it would be written ("prise d'otages"); it is cut and folded like a text. Empty ones are ignored.
    pub fn insert(&mut self, phrase: &str, tag: T) {
        let doc = Document::new(phrase);
        let mut node = 0;
        for i in 0..doc.tokens.len() {
            let fresh = self.words.len() as u32;
            let word = *self.words.entry_ref(doc.folded(i)).or_insert(fresh);
            let made = self.tags.len() as u32;
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
                self.tags.push(Vec::new());
            }
            node = *slot;
        }
        if node != 0 && !self.tags[node as usize].contains(&tag) {
            self.tags[node as usize].push(tag);
        }
    }

    /// Every phrase of the text, in order of its first token, shorter before longer.
    pub fn find(&self, doc: &Document, out: &mut Vec<Hit<T>>) {
        let none = u32::MAX;
        let words: Vec<u32> =
            (0..doc.tokens.len()).map(|i| self.words.get(doc.folded(i)).copied().unwrap_or(none)).collect();
        for (start, &word) in words.iter().enumerate() {
            let Some(&root) = self.first.get(word as usize) else { continue };
            let mut node = root;
            let mut end = start + 1;
            while node != 0 {
                out.extend(self.tags[node as usize].iter().map(|&tag| Hit { start, end, tag }));
                let Some(&word) = words.get(end) else { break };
                node = self.next.get(&(node, word)).copied().unwrap_or(0);
                end += 1;
            }
        }
    }

    /// Every phrase that words of no weight part ('tombée lundi aux mains'), and only those: between two words of a
    /// phrase up to [`MAX_ASIDE`] tokens may stand of which `aside` is true.
    pub fn find_parted(&self, doc: &Document, aside: impl Fn(usize) -> bool, out: &mut Vec<Hit<T>>) {
        let number = |i: usize| self.words.get(doc.folded(i)).copied();
        for start in 0..doc.tokens.len() {
            let Some(&root) = number(start).and_then(|word| self.first.get(word as usize)) else { continue };
            let (mut node, mut end, mut between, mut parted) = (root, start + 1, 0, false);
            while node != 0 && end < doc.tokens.len() {
                let next = number(end).and_then(|word| self.next.get(&(node, word)));
                match next {
                    Some(&next) => {
                        parted |= between > 0;
                        (node, between) = (next, 0);
                        if parted {
                            out.extend(self.tags[node as usize].iter().map(|&tag| Hit { start, end: end + 1, tag }));
                        }
                    }
                    None if between < MAX_ASIDE && aside(end) => between += 1,
                    None => break,
                }
                end += 1;
            }
        }
    }
}

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
        let mut hits = Vec::new();
        phrases.find(&doc, &mut hits);
        let found: Vec<(usize, &str)> = hits.iter().map(|h| (h.tag, doc.slice(h.start..h.end))).collect();
        assert_eq!(
            found,
            [(0, "M23"), (1, "take control"), (2, "take control of"), (3, "prise d’otages"), (4, "Sud Kivu")]
        );
    }

    #[test]
    fn finds_phrases_that_are_parted() {
        let mut phrases = Phrases::default();
        phrases.insert("tombée aux mains", 0);
        phrases.insert("tombée", 1);
        for (text, found) in [
            ("tombée lundi matin aux mains", Some("tombée lundi matin aux mains")),
            ("tombée aux mains", None),
            ("tombée hier des mains", None),
        ] {
            let doc = Document::new(text);
            let mut hits = Vec::new();
            let aside = |i: usize| matches!(doc.folded(i), "lundi" | "matin" | "hier");
            phrases.find_parted(&doc, aside, &mut hits);
            assert_eq!(hits.first().map(|h| doc.slice(h.start..h.end)), found, "{text}");
        }
    }
}
