//! Boosted decision trees: the small learned part of the reader.
//!
//! Fitted by `scripts/train-models.py` (gradient boosting, Friedman 2001) and written as text: a line a
//! tree, its nodes in preorder, `feature:threshold` for a split (not above goes left) and `=value` for a leaf.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// A model as its file says it: what is embedded.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Model {
    threshold: f32,
    base: f32,
    /// The features it asks for.
    features: Vec<Asked>,
    leaves: Vec<[[f32; MOST_LEAVES]; BLOCK]>,
}

/// A feature that a model asks for.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    name: String,
    /// The line that asks for it first.
    line: usize,
    splits: Vec<Split>,
}

/// A model, ready for use: log-odds are the base and the sum of one leaf of each tree.
///
/// Trees are not walked. Each split knows which leaves are out of reach when a value is above its threshold; the leaf
/// reached is the first of the tree that no such split put out (`QuickScorer`, Lucchese et al. 2015). What all splits
/// on one feature leave within reach is known beforehand for each stretch between two of its thresholds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trees {
    /// What is below this probability is dropped.
    pub threshold: f32,
    base: f32,
    features: Vec<Feature>,
    /// The leaves of each tree, from left to right. A last block is filled up with trees that say nothing.
    leaves: Vec<[[f32; MOST_LEAVES]; BLOCK]>,
}

/// What a feature's value leaves within reach.
#[derive(Debug, Clone, Default, PartialEq)]
struct Feature {
    /// In order.
    thresholds: Vec<f32>,
    /// The stretch of each small whole number, from [`LOWEST`] on: most values are such.
    whole: Vec<u16>,
    /// For each stretch below, between and above the thresholds: the leaves within reach, block by block.
    within: Vec<Block>,
}

/// The lowest whole number whose stretch is kept.
const LOWEST: i32 = -1;

/// How many whole numbers have their stretch kept.
const WHOLE: usize = 64;

/// Most leaves of a tree.
const MOST_LEAVES: usize = Leaves::BITS as usize;

/// A set of leaves of one tree, a bit each.
type Leaves = u16;

/// How many trees are looked at together.
const BLOCK: usize = 32;

/// How many sets of leaves share a number.
const PACKED: usize = (u64::BITS / Leaves::BITS) as usize;

/// The leaves within reach of the trees of a block, several sets a number: a processor holds all of them at once.
type Block = [u64; BLOCK / PACKED];

/// Nothing put out of reach.
const ALL: Block = [u64::MAX; BLOCK / PACKED];

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Split {
    threshold: f32,
    tree: usize,
    /// The leaves that are not on the left of the split.
    right: Leaves,
}

impl Feature {
    fn new(mut splits: Vec<Split>, blocks: usize) -> Self {
        splits.sort_by(|a, b| a.threshold.total_cmp(&b.threshold));
        let mut here = vec![ALL; blocks];
        let mut out = Self { thresholds: Vec::new(), whole: Vec::new(), within: here.clone() };
        for same in splits.chunk_by(|a, b| a.threshold.total_cmp(&b.threshold).is_eq()) {
            for split in same {
                let (number, place) = (split.tree % BLOCK / PACKED, split.tree % PACKED);
                here[split.tree / BLOCK][number] &= !(u64::from(!split.right) << (place * MOST_LEAVES));
            }
            out.thresholds.push(same[0].threshold);
            out.within.extend_from_slice(&here);
        }
        out.whole = (LOWEST..).take(WHOLE).map(|n| out.search(n as f32) as u16).collect();
        out
    }

    /// The number of the stretch that a value lies in.
    #[inline]
    fn stretch(&self, value: f32) -> usize {
        // Most values are nought, and below all thresholds.
        if self.thresholds.first().is_none_or(|&lowest| value <= lowest) {
            return 0;
        }
        let whole = value as i32;
        match self.whole.get(whole.wrapping_sub(LOWEST) as usize) {
            Some(&stretch) if (whole as f32).to_bits() == value.to_bits() => usize::from(stretch),
            _ => self.search(value),
        }
    }

    fn search(&self, value: f32) -> usize {
        self.thresholds.partition_point(|&threshold| value > threshold)
    }

    /// What a value leaves within reach, block by block; nothing for one below all thresholds, which puts no leaf out of
    /// reach.
    #[inline]
    fn within(&self, value: f32, blocks: usize) -> Option<&[Block]> {
        let stretch = self.stretch(value);
        (stretch > 0).then(|| &self.within[stretch * blocks..][..blocks])
    }
}

/// The leaves of a block that are within reach, and that each of some features leaves there.
#[inline]
fn narrowed(reach: Block, features: &[&[Block]], block: usize) -> Block {
    features.iter().fold(reach, |mut reach, within| {
        for (reach, within) in reach.iter_mut().zip(&within[block]) {
            *reach &= within;
        }
        reach
    })
}

/// The number of the leaf reached: the first of a set.
#[inline]
fn first_of(leaves: Leaves) -> usize {
    // One more bit spares the question whether there is any.
    (u32::from(leaves) | 1 << (MOST_LEAVES - 1)).trailing_zeros() as usize % MOST_LEAVES
}

/// What is wrong with a model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the model: {what}; fit it anew with scripts/train-models.py")]
pub struct TreesError {
    line: usize,
    what: String,
}

impl Model {
    /// Reads a model from the text of its file.
    pub(crate) fn parse(text: &str) -> Result<Self, TreesError> {
        let mut number: HashMap<&str, usize> = HashMap::new();
        let mut out = Self { threshold: 0.5, base: 0.0, features: Vec::new(), leaves: Vec::new() };
        let mut trees = 0;
        for (i, line) in text.lines().enumerate() {
            let wrong = |what: String| TreesError { line: i + 1, what };
            let float = |s: &str| s.parse::<f32>().map_err(|_| wrong(format!("'{s}' is no number")));
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                None | Some("#") => {}
                Some("threshold") => out.threshold = float(words.next().unwrap_or_default())?,
                Some("base") => out.base = float(words.next().unwrap_or_default())?,
                Some("tree") => {
                    if trees % BLOCK == 0 {
                        out.leaves.push([[0.0; MOST_LEAVES]; BLOCK]);
                    }
                    let (tree, mut leaf) = (trees, 0);
                    trees += 1;
                    // Splits whose right side is still to come: feature, threshold, first leaf on the left.
                    let mut open: Vec<(usize, f32, usize)> = Vec::new();
                    let mut done = false;
                    for word in words {
                        if done {
                            return Err(wrong(format!("'{word}' stands behind the tree's end")));
                        }
                        if let Some(value) = word.strip_prefix('=') {
                            if leaf == MOST_LEAVES {
                                return Err(wrong(format!("the tree has more than {MOST_LEAVES} leaves")));
                            }
                            out.leaves[tree / BLOCK][tree % BLOCK][leaf] = float(value)?;
                            match open.pop() {
                                Some((feature, threshold, first)) => {
                                    // The leaves of the left side are the last ones so far.
                                    let left = (Leaves::MAX >> (MOST_LEAVES - 1 - leaf)) & (Leaves::MAX << first);
                                    out.features[feature].splits.push(Split { threshold, tree, right: !left });
                                }
                                None => done = true,
                            }
                            leaf += 1;
                            continue;
                        }
                        let (name, threshold) =
                            word.split_once(':').ok_or_else(|| wrong(format!("'{word}' is no node")))?;
                        let feature = *number.entry(name).or_insert_with(|| {
                            out.features.push(Asked { name: name.to_owned(), line: i + 1, splits: Vec::new() });
                            out.features.len() - 1
                        });
                        open.push((feature, float(threshold)?, leaf));
                    }
                    if !done {
                        return Err(wrong("the tree is cut off".to_owned()));
                    }
                }
                Some(word) => return Err(wrong(format!("'{word}' is none of threshold, base, tree"))),
            }
        }
        Ok(out)
    }
}

impl Trees {
    /// A model whose features are named as in `names`.
    pub(super) fn new(model: Model, names: &[&str]) -> Result<Self, TreesError> {
        let mut splits: Vec<Vec<Split>> = vec![Vec::new(); names.len()];
        let Model { threshold, base, features, leaves } = model;
        for feature in features {
            let Asked { name, line, splits: asked } = feature;
            let unknown = || TreesError { line, what: format!("the feature '{name}' is not known") };
            splits[names.iter().position(|known| *known == name).ok_or_else(unknown)?] = asked;
        }
        let features = splits.into_iter().map(|splits| Feature::new(splits, leaves.len())).collect();
        Ok(Self { threshold, base, features, leaves })
    }

    /// The probabilities for rows of values, in the order of the names the model was read with. Rows that are the same are
    /// judged once.
    pub(super) fn probabilities<'v>(&self, rows: impl Iterator<Item = &'v [f32]>) -> Vec<f32> {
        let mut distinct: Vec<&[f32]> = Vec::new();
        let number = |row: &'v [f32]| {
            distinct.iter().position(|known| *known == row).unwrap_or_else(|| {
                distinct.push(row);
                distinct.len() - 1
            })
        };
        let numbers: Vec<usize> = rows.map(number).collect();
        let odds = self.odds(&distinct);
        let sure: Vec<f32> = odds.into_iter().map(|odds| 1.0 / (1.0 + (-odds).exp())).collect();
        numbers.into_iter().map(|number| sure[number]).collect()
    }

    /// The log-odds for rows of values. What all rows share is looked at once.
    fn odds(&self, rows: &[&[f32]]) -> Vec<f32> {
        let Some((first, others)) = rows.split_first() else { return Vec::new() };
        let blocks = self.leaves.len();
        let value = |row: &[f32], number: usize| row.get(number).copied().unwrap_or_default();
        // What each feature leaves within reach: for all rows the same, or for each its own.
        let mut shared: Vec<&[Block]> = Vec::with_capacity(self.features.len());
        let mut own: Vec<(usize, &Feature)> = Vec::with_capacity(self.features.len());
        for (number, feature) in self.features.iter().enumerate() {
            let one = value(first, number);
            if others.iter().all(|row| value(row, number).to_bits() == one.to_bits()) {
                shared.extend(feature.within(one, blocks));
            } else {
                own.push((number, feature));
            }
        }
        // What narrows each row by itself, row by row, and where a row's part ends.
        let mut within: Vec<&[Block]> = Vec::with_capacity(own.len() * rows.len());
        let mut ends = Vec::with_capacity(rows.len());
        for row in rows {
            for (number, feature) in &own {
                if let Some(leaves) = feature.within(value(row, *number), blocks) {
                    within.push(leaves);
                }
            }
            ends.push(within.len());
        }
        let mut odds = vec![self.base; rows.len()];
        for (block, leaves) in self.leaves.iter().enumerate() {
            let shared = narrowed(ALL, &shared, block);
            let mut start = 0;
            for (odds, &end) in odds.iter_mut().zip(&ends) {
                let reach = narrowed(shared, &within[start..end], block);
                start = end;
                for (mut sets, leaves) in reach.into_iter().zip(leaves.as_chunks::<PACKED>().0) {
                    for leaves in leaves {
                        *odds += leaves[first_of(sets as Leaves)];
                        sets >>= Leaves::BITS;
                    }
                }
            }
        }
        odds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_read_and_followed() {
        let text = "# two trees\nthreshold 0.4\nbase -1\ntree a:0.5 =1 b:2 =2 =3\ntree =0.5\n";
        let trees = Trees::new(Model::parse(text).unwrap(), &["b", "a"]).unwrap();
        let odds = |values: &[f32]| {
            let p = trees.probabilities(std::iter::once(values))[0];
            (p / (1.0 - p)).ln()
        };
        for (values, expected) in [([9.0, 0.5], 0.5), ([2.0, 1.0], 1.5), ([3.0, 1.0], 2.5)] {
            assert!((odds(&values) - expected).abs() < 1e-4, "{values:?}");
        }
        let rows: [[f32; 2]; 3] = [[9.0, 0.5], [9.0, 1.0], [2.0, 1.0]];
        let alone: Vec<f32> = rows.iter().map(|row| trees.probabilities(std::iter::once(&row[..]))[0]).collect();
        assert_eq!(trees.probabilities(rows.iter().map(<[f32; 2]>::as_slice)), alone);
    }

    #[test]
    fn a_broken_model_says_where() {
        let trees = |text: &str| Model::parse(text).and_then(|model| Trees::new(model, &["a"]));
        let wrong = |text: &str| trees(text).unwrap_err().line;
        assert_eq!(wrong("base x"), 1);
        assert_eq!(wrong("base 0\ntree a:1 =1"), 2);
        assert_eq!(wrong("tree b:1 =1 =2"), 1);
        assert_eq!(wrong("tree =1 =2"), 1);
        assert_eq!(wrong("forest"), 1);
    }
}
