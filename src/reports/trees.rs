//! Boosted decision trees: the small learned part of the reader.
//!
//! Fitted by `scripts/train-models.py` (gradient boosting, Friedman 2001) and written as text that is embedded: a line a
//! tree, its nodes in preorder, `feature:threshold` for a split (not above goes left) and `=value` for a leaf.

use std::collections::HashMap;

/// A model: log-odds are the base and the sum of one leaf of each tree.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trees {
    /// What is below this probability is dropped.
    pub threshold: f32,
    base: f32,
    nodes: Vec<Node>,
    /// The number of each tree's first node.
    roots: Vec<u16>,
    /// Steps from a root to the farthest leaf.
    depth: usize,
}

/// A split or a leaf in eight bytes, so that a model stays in the cache. A leaf leads to itself: every tree is walked
/// the same number of steps, several side by side, without a branch that depends on the values.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    /// Values not above it go left; at a leaf, what it adds.
    threshold: f32,
    feature: u8,
    /// From here to the left node: 1, at a leaf 0.
    left: u8,
    right: u16,
}

/// Trees walked side by side.
const ABREAST: usize = 8;

/// What is wrong with a model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the model: {what}; fit it anew with scripts/train-models.py")]
pub(super) struct TreesError {
    line: usize,
    what: String,
}

impl Trees {
    /// Reads a model whose features are named as in `names`.
    pub(super) fn parse(text: &str, names: &[&str]) -> Result<Self, TreesError> {
        let number: HashMap<&str, usize> = names.iter().enumerate().map(|(i, &name)| (name, i)).collect();
        let mut out = Self { threshold: 0.5, base: 0.0, nodes: Vec::new(), roots: Vec::new(), depth: 0 };
        for (i, line) in text.lines().enumerate() {
            let wrong = |what: String| TreesError { line: i + 1, what };
            let float = |s: &str| s.parse::<f32>().map_err(|_| wrong(format!("'{s}' is no number")));
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                None | Some("#") => {}
                Some("threshold") => out.threshold = float(words.next().unwrap_or_default())?,
                Some("base") => out.base = float(words.next().unwrap_or_default())?,
                Some("tree") => {
                    out.roots.push(out.nodes.len() as u16);
                    // Splits whose right side is still to come, with their depth.
                    let mut open: Vec<(usize, usize)> = Vec::new();
                    let (mut depth, mut done) = (0, false);
                    for word in words {
                        let Ok(here) = u16::try_from(out.nodes.len()) else {
                            return Err(wrong("the model has more than 65,536 nodes".to_owned()));
                        };
                        out.depth = out.depth.max(depth);
                        if done {
                            return Err(wrong(format!("'{word}' stands behind the tree's end")));
                        }
                        if let Some(value) = word.strip_prefix('=') {
                            out.nodes.push(Node { threshold: float(value)?, feature: 0, left: 0, right: here });
                            match open.pop() {
                                Some((split, above)) => {
                                    out.nodes[split].right = here.saturating_add(1);
                                    depth = above + 1;
                                }
                                None => done = true,
                            }
                            continue;
                        }
                        let (name, threshold) =
                            word.split_once(':').ok_or_else(|| wrong(format!("'{word}' is no node")))?;
                        let feature =
                            *number.get(name).ok_or_else(|| wrong(format!("the feature '{name}' is not known")))?;
                        open.push((out.nodes.len(), depth));
                        depth += 1;
                        let threshold = float(threshold)?;
                        out.nodes.push(Node { threshold, feature: feature as u8, left: 1, right: 0 });
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

    /// The probability for the values of the features, in the order of the names the model was read with.
    pub(super) fn probability(&self, values: &[f32]) -> f32 {
        let mut odds = self.base;
        for roots in self.roots.chunks(ABREAST) {
            let mut at = [0; ABREAST];
            at[..roots.len()].copy_from_slice(roots);
            for _ in 0..self.depth {
                for at in &mut at {
                    let node = self.nodes[usize::from(*at)];
                    let value = values.get(usize::from(node.feature)).copied().unwrap_or_default();
                    *at = if value <= node.threshold { *at + u16::from(node.left) } else { node.right };
                }
            }
            odds = at[..roots.len()].iter().fold(odds, |sum, &leaf| sum + self.nodes[usize::from(leaf)].threshold);
        }
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
