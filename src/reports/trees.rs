//! Boosted decision trees: the small learned part of the reader.
//!
//! Fitted by `scripts/train-models.py` (gradient boosting, Friedman 2001) and written as text that is embedded: a line a
//! tree, its nodes in preorder, `feature:threshold` for a split (not above goes left) and `=value` for a leaf.

use std::collections::HashMap;

/// A model: log-odds are the base and the sum of one leaf of each tree.
///
/// Trees are not walked. Each split knows which leaves are out of reach when a value is above its threshold; the leaf
/// reached is the first of the tree that no such split put out (`QuickScorer`, Lucchese et al. 2015). Splits lie by
/// feature and threshold, so only those that put leaves out are looked at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trees {
    /// What is below this probability is dropped.
    pub threshold: f32,
    base: f32,
    /// By feature, in order of the threshold.
    splits: Vec<Vec<Split>>,
    /// The leaves of all trees, from left to right.
    leaves: Vec<f32>,
    /// Where the leaves of each tree begin.
    roots: Vec<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Split {
    threshold: f32,
    tree: u32,
    /// A bit for each leaf of the tree, 0 for those on the left of the split.
    right: u64,
}

/// Most leaves of a tree.
const MOST_LEAVES: usize = 64;

/// What is wrong with a model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the model: {what}; fit it anew with scripts/train-models.py")]
pub struct TreesError {
    line: usize,
    what: String,
}

impl Trees {
    /// Reads a model whose features are named as in `names`.
    pub(super) fn parse(text: &str, names: &[&str]) -> Result<Self, TreesError> {
        let number: HashMap<&str, usize> = names.iter().enumerate().map(|(i, &name)| (name, i)).collect();
        let mut out = Self {
            threshold: 0.5,
            base: 0.0,
            splits: vec![Vec::new(); names.len()],
            leaves: Vec::new(),
            roots: Vec::new(),
        };
        for (i, line) in text.lines().enumerate() {
            let wrong = |what: String| TreesError { line: i + 1, what };
            let float = |s: &str| s.parse::<f32>().map_err(|_| wrong(format!("'{s}' is no number")));
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                None | Some("#") => {}
                Some("threshold") => out.threshold = float(words.next().unwrap_or_default())?,
                Some("base") => out.base = float(words.next().unwrap_or_default())?,
                Some("tree") => {
                    let (tree, root) = (out.roots.len() as u32, out.leaves.len());
                    out.roots.push(root as u32);
                    // Splits whose right side is still to come: feature, threshold, first leaf on the left.
                    let mut open: Vec<(usize, f32, usize)> = Vec::new();
                    let mut done = false;
                    for word in words {
                        if done {
                            return Err(wrong(format!("'{word}' stands behind the tree's end")));
                        }
                        let leaf = out.leaves.len() - root;
                        if let Some(value) = word.strip_prefix('=') {
                            if leaf == MOST_LEAVES {
                                return Err(wrong(format!("the tree has more than {MOST_LEAVES} leaves")));
                            }
                            out.leaves.push(float(value)?);
                            match open.pop() {
                                Some((feature, threshold, first)) => {
                                    // The leaves of the left side are the last ones so far.
                                    let left = (u64::MAX >> (MOST_LEAVES - 1 - leaf)) & (u64::MAX << first);
                                    out.splits[feature].push(Split { threshold, tree, right: !left });
                                }
                                None => done = true,
                            }
                            continue;
                        }
                        let (name, threshold) =
                            word.split_once(':').ok_or_else(|| wrong(format!("'{word}' is no node")))?;
                        let feature =
                            *number.get(name).ok_or_else(|| wrong(format!("the feature '{name}' is not known")))?;
                        open.push((feature, float(threshold)?, leaf));
                    }
                    if !done {
                        return Err(wrong("the tree is cut off".to_owned()));
                    }
                }
                Some(word) => return Err(wrong(format!("'{word}' is none of threshold, base, tree"))),
            }
        }
        for splits in &mut out.splits {
            splits.sort_by(|a, b| a.threshold.total_cmp(&b.threshold));
        }
        Ok(out)
    }

    /// The probability for the values of the features, in the order of the names the model was read with.
    pub(super) fn probability(&self, values: &[f32]) -> f32 {
        let mut within = vec![u64::MAX; self.roots.len()];
        self.put_out(values, 0..self.splits.len(), &mut within);
        self.reached(&within)
    }

    /// The probabilities for several rows of values. Splits on what all rows share are looked at once.
    pub(super) fn probabilities<'v>(&self, rows: impl Iterator<Item = &'v [f32]> + Clone) -> Vec<f32> {
        let Some(first) = rows.clone().next() else { return Vec::new() };
        let shared = |&feature: &usize| {
            let bits = |row: &[f32]| row.get(feature).map(|value| value.to_bits());
            rows.clone().all(|row| bits(row) == bits(first))
        };
        let (shared, own): (Vec<usize>, Vec<usize>) = (0..self.splits.len()).partition(shared);
        let mut together = vec![u64::MAX; self.roots.len()];
        self.put_out(first, shared.into_iter(), &mut together);
        let mut within = together.clone();
        rows.map(|row| {
            within.copy_from_slice(&together);
            self.put_out(row, own.iter().copied(), &mut within);
            self.reached(&within)
        })
        .collect()
    }

    /// Takes from `within` the leaves that are out of reach by some of the features.
    fn put_out(&self, values: &[f32], features: impl Iterator<Item = usize>, within: &mut [u64]) {
        for feature in features {
            let value = values.get(feature).copied().unwrap_or_default();
            for split in self.splits[feature].iter().take_while(|split| value > split.threshold) {
                within[split.tree as usize] &= split.right;
            }
        }
    }

    fn reached(&self, within: &[u64]) -> f32 {
        let leaf = |(root, within): (&u32, &u64)| self.leaves[(root + within.trailing_zeros()) as usize];
        let odds = self.roots.iter().zip(within).map(leaf).fold(self.base, |sum, leaf| sum + leaf);
        1.0 / (1.0 + (-odds).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_read_and_followed() {
        let text = "# two trees\nthreshold 0.4\nbase -1\ntree a:0.5 =1 b:2 =2 =3\ntree =0.5\n";
        let trees = Trees::parse(text, &["b", "a"]).unwrap();
        let odds = |values: &[f32]| {
            let p = trees.probability(values);
            (p / (1.0 - p)).ln()
        };
        for (values, expected) in [([9.0, 0.5], 0.5), ([2.0, 1.0], 1.5), ([3.0, 1.0], 2.5)] {
            assert!((odds(&values) - expected).abs() < 1e-4, "{values:?}");
        }
        let rows: [[f32; 2]; 3] = [[9.0, 0.5], [9.0, 1.0], [2.0, 1.0]];
        let alone: Vec<f32> = rows.iter().map(|row| trees.probability(row)).collect();
        assert_eq!(trees.probabilities(rows.iter().map(<[f32; 2]>::as_slice)), alone);
    }

    #[test]
    fn a_broken_model_says_where() {
        let wrong = |text: &str| Trees::parse(text, &["a"]).unwrap_err().line;
        assert_eq!(wrong("base x"), 1);
        assert_eq!(wrong("base 0\ntree a:1 =1"), 2);
        assert_eq!(wrong("tree b:1 =1 =2"), 1);
        assert_eq!(wrong("tree =1 =2"), 1);
        assert_eq!(wrong("forest"), 1);
    }
}
