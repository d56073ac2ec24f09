//! The forms of one language, compiled: a tree of words and slots that is walked along the tokens.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::slot::{Slot, figure};
use crate::text::{Document, Join, Sieve, TokenKind, Word, WordMap, by_word};

/// What a form of the lexicon amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// Parts of a calendar date.
    Date,
    /// The night that leads into a date.
    Eve,
    /// Two dates and all between.
    Range,
    /// 'yesterday'.
    Deictic,
    /// 'last week'.
    Unit,
    /// 'three days ago'.
    Offset,
    /// 'the past three days'.
    Span,
    /// 'three days'.
    Length,
    /// A century; the slot is its number.
    Century,
    /// A name that only looks like a date.
    None,
}

/// A form's meaning with what its words add to it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Rule {
    pub(super) kind: Kind,
    /// Last -1, this 0, next 1; for offsets and spans the sign.
    pub(super) shift: Option<i32>,
    /// The count where no slot gives it.
    pub(super) count: Option<i32>,
    /// Counted from what was told before.
    pub(super) told: bool,
    /// Year counted from the present one or from what was told.
    pub(super) year_shift: Option<i32>,
    /// Week counted from the present one.
    pub(super) week_shift: Option<i32>,
    /// Years before Christ.
    pub(super) bc: bool,
    /// The half or quarter of the year that `{nth}` counts.
    pub(super) part_of_year: Option<i32>,
}

/// A slot filled by the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) slot: Slot,
    /// 0, or 1 for the second date of a range.
    pub(super) group: u8,
    pub(super) value: i32,
    /// The token.
    pub(super) token: u32,
}

/// Most slots in one form.
const MAX_FILLED: usize = 10;

/// Most that a word may stand for.
const MAX_SENSES: usize = 16;

/// A form that fits the tokens from some point on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    pub(super) end: usize,
    pub(super) rule: u16,
    filled: [Filled; MAX_FILLED],
    len: u8,
}

impl Fit {
    pub(super) fn filled(&self) -> &[Filled] {
        &self.filled[..self.len as usize]
    }
}

/// What a word can be in a form.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Sense {
    class: Class,
    value: i32,
    /// The words behind it, for names of several words ('a few').
    rest: Box<[Word]>,
}

/// A word of a form, or a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Class {
    Word(u16),
    Slot(Slot),
}

/// A step of a form: what must stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Step {
    class: Class,
    hyphen: bool,
    group: u8,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Node {
    steps: Vec<(Step, u32)>,
    rule: Option<u16>,
}

/// The compiled forms of one language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Grammar {
    #[serde(with = "by_word")]
    words: WordMap<Vec<Sense>>,
    nodes: Vec<Node>,
    /// Where each step leads while forms are added.
    #[serde(skip)]
    made: HashMap<(u32, Step), u32>,
    rules: Vec<Rule>,
    literals: u16,
    /// Slots whose words are written with a capital.
    capitals: Vec<Slot>,
    /// Words that a form can begin with. Most words of a text are passed over by this alone.
    openers: Sieve,
}

impl Grammar {
    pub(super) fn new(capitals: Vec<Slot>) -> Self {
        Self {
            words: WordMap::default(),
            nodes: vec![Node::default()],
            rules: Vec::new(),
            made: HashMap::new(),
            literals: 0,
            capitals,
            openers: Sieve::default(),
        }
    }

    pub(super) fn rule(&self, fit: &Fit) -> Rule {
        self.rules[fit.rule as usize]
    }

    /// Adds a word or a run of words to a slot.
    pub(super) fn add_word(&mut self, phrase: &str, slot: Slot, value: i32) {
        let doc = Document::new(phrase);
        let Some((&first, rest)) = doc.keys().split_first() else { return };
        let sense = Sense { class: Class::Slot(slot), value, rest: rest.into() };
        self.words.entry(first).or_default().push(sense);
    }

    pub(super) fn add_rule(&mut self, rule: Rule) -> Option<u16> {
        let number = u16::try_from(self.rules.len()).ok()?;
        self.rules.push(rule);
        Some(number)
    }

    /// Adds a flat form; of forms that are alike the first added stays.
    pub(super) fn add_form(&mut self, form: &[super::pattern::Element<Class>], rule: u16) -> Result<(), String> {
        if form.iter().filter(|e| matches!(e.class, Class::Slot(_))).count() > MAX_FILLED {
            return Err(format!("more than {MAX_FILLED} slots"));
        }
        let mut node = 0;
        for element in form {
            let step = Step { class: element.class, hyphen: element.hyphen, group: element.group };
            let fresh = self.nodes.len();
            let next = *self.made.entry((node as u32, step)).or_insert(fresh as u32);
            if next as usize == fresh {
                self.nodes[node].steps.push((step, next));
                self.nodes.push(Node::default());
            }
            node = next as usize;
        }
        if node != 0 && self.nodes[node].rule.is_none() {
            self.nodes[node].rule = Some(rule);
        }
        Ok(())
    }

    /// What a word of a form stands for, or a slot by its name.
    pub(super) fn class_of(&mut self, name: &str, is_slot: bool) -> Result<Class, String> {
        if is_slot {
            return Slot::named(name).map(Class::Slot).ok_or_else(|| format!("no slot {{{name}}}"));
        }
        Ok(self.literal(name))
    }

    fn literal(&mut self, word: &str) -> Class {
        let senses = self.words.entry(Word::of(word)).or_default();
        if let Some(known) = senses.iter().find(|s| matches!(s.class, Class::Word(_))) {
            return known.class;
        }
        let class = Class::Word(self.literals);
        self.literals += 1;
        senses.push(Sense { class, value: 0, rest: Box::default() });
        class
    }

    /// All forms that fit the tokens from `at` on, before `end`, the longest first.
    pub(super) fn fits(&self, doc: &Document, at: usize, end: usize, out: &mut Vec<Fit>) {
        out.clear();
        let filled = Filled { slot: Slot::Day, group: 0, value: 0, token: at as u32 };
        let mut walk = Walk { grammar: self, doc, end, out, filled: [filled; MAX_FILLED], len: 0 };
        walk.step(0, at);
        out.sort_by(|a, b| b.end.cmp(&a.end).then(a.rule.cmp(&b.rule)));
    }

    /// Calls `give` with each class that the token may have, its value and its number of tokens.
    fn senses(&self, doc: &Document, at: usize, end: usize, mut give: impl FnMut(Class, i32, usize)) {
        let token = doc.tokens[at];
        if starts_with_figure(doc, at) {
            figure(doc.folded(at), |slot, value| give(Class::Slot(slot), value, 1));
            return;
        }
        let Some(senses) = self.words.get(&doc.key(at)) else { return };
        for sense in senses {
            if let Class::Slot(slot) = sense.class {
                if token.kind == TokenKind::Word
                    && self.capitals.contains(&slot)
                    && token.case == crate::text::Case::Lower
                {
                    continue;
                }
                if slot == Slot::Numeral
                    && sense.value >= 20
                    && sense.value % 10 == 0
                    && let Some(ones) = self.ones(doc, at + 1, end)
                {
                    give(sense.class, sense.value + ones, 2);
                }
            }
            let behind = sense.rest.iter().enumerate().all(|(k, &w)| at + 1 + k < end && doc.key(at + 1 + k) == w);
            if behind {
                give(sense.class, sense.value, 1 + sense.rest.len());
            }
        }
    }

    /// The 'one' of 'twenty-one'.
    fn ones(&self, doc: &Document, at: usize, end: usize) -> Option<i32> {
        if at >= end || doc.tokens[at].join != Join::Hyphen {
            return None;
        }
        let senses = self.words.get(&doc.key(at))?;
        let ones = senses.iter().find(|s| s.class == Class::Slot(Slot::Numeral) && s.rest.is_empty())?;
        (1..10).contains(&ones.value).then_some(ones.value)
    }

    /// Sorts the steps for the search, makes nodes from which all goes on alike one, and notes which words can begin a
    /// form; to be called when all forms are in.
    pub(super) fn finish(&mut self) {
        self.made = HashMap::new();
        let (mut nodes, mut known) = (Vec::new(), HashMap::new());
        // Where each node is now. Those behind a node stand after it, so that the root comes last.
        let mut moved = vec![0; self.nodes.len()];
        for (number, mut node) in std::mem::take(&mut self.nodes).into_iter().enumerate().rev() {
            node.steps.sort_by_key(|(step, _)| step.class);
            node.steps.iter_mut().for_each(|(_, next)| *next = moved[*next as usize]);
            moved[number] = *known.entry(node).or_insert_with_key(|node: &Node| {
                nodes.push(node.clone());
                nodes.len() as u32 - 1
            });
        }
        // The root is where a walk begins: node 0.
        let last = nodes.len() as u32 - 1;
        nodes.iter_mut().flat_map(|node| &mut node.steps).for_each(|(_, next)| *next = last - *next);
        nodes.reverse();
        self.nodes = nodes;
        let root = &self.nodes[0];
        for (&word, senses) in &self.words {
            if senses.iter().any(|s| !root.steps_of(s.class).is_empty()) {
                self.openers.add(word);
            }
        }
    }

    /// False when no form begins with this word; spares most tokens the walk.
    pub(super) fn may_begin(&self, doc: &Document, at: usize) -> bool {
        self.openers.may_hold(doc.key(at)) || starts_with_figure(doc, at)
    }
}

fn starts_with_figure(doc: &Document, at: usize) -> bool {
    doc.folded(at).as_bytes().first().is_some_and(u8::is_ascii_digit)
}

impl Node {
    fn steps_of(&self, class: Class) -> &[(Step, u32)] {
        let from = self.steps.partition_point(|(s, _)| s.class < class);
        let to = from + self.steps[from..].partition_point(|(s, _)| s.class == class);
        &self.steps[from..to]
    }
}

struct Walk<'g, 'd, 't> {
    grammar: &'g Grammar,
    doc: &'d Document<'t>,
    end: usize,
    out: &'d mut Vec<Fit>,
    filled: [Filled; MAX_FILLED],
    len: usize,
}

impl Walk<'_, '_, '_> {
    fn step(&mut self, node: usize, at: usize) {
        let grammar = self.grammar;
        let here = &grammar.nodes[node];
        if let Some(rule) = here.rule {
            self.out.push(Fit { end: at, rule, filled: self.filled, len: self.len as u8 });
        }
        if at >= self.end || here.steps.is_empty() {
            return;
        }
        let (doc, end) = (self.doc, self.end);
        let joined = doc.tokens[at].join == Join::Hyphen;
        let mut senses = 0;
        grammar.senses(doc, at, end, |class, value, width| {
            senses += 1;
            if senses > MAX_SENSES {
                return;
            }
            for &(step, next) in here.steps_of(class) {
                if step.hyphen && !joined {
                    continue;
                }
                if let Class::Slot(slot) = class {
                    self.filled[self.len] = Filled { slot, group: step.group, value, token: at as u32 };
                    self.len += 1;
                    self.step(next as usize, at + width);
                    self.len -= 1;
                } else {
                    self.step(next as usize, at + width);
                }
            }
        });
    }
}
