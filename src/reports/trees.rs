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
    roots: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Node {
    /// Left is the next node; right is given.
    Split {
        feature: usize,
        threshold: f32,
        right: usize,
    },
    Leaf(f32),
}

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
        let mut out = Self { threshold: 0.5, base: 0.0, nodes: Vec::new(), roots: Vec::new() };
        for (i, line) in text.lines().enumerate() {
            let wrong = |what: String| TreesError { line: i + 1, what };
            let float = |s: &str| s.parse::<f32>().map_err(|_| wrong(format!("'{s}' is no number")));
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                None | Some("#") => {}
                Some("threshold") => out.threshold = float(words.next().unwrap_or_default())?,
                Some("base") => out.base = float(words.next().unwrap_or_default())?,
                Some("tree") => {
                    out.roots.push(out.nodes.len());
                    // Splits whose right side is still to come.
                    let mut open: Vec<usize> = Vec::new();
                    let mut done = false;
                    for word in words {
                        if done {
                            return Err(wrong(format!("'{word}' stands behind the tree's end")));
                        }
                        if let Some(value) = word.strip_prefix('=') {
                            out.nodes.push(Node::Leaf(float(value)?));
                            match open.pop() {
                                Some(split) => {
                                    let next = out.nodes.len();
                                    if let Some(Node::Split { right, .. }) = out.nodes.get_mut(split) {
                                        *right = next;
                                    }
                                }
                                None => done = true,
                            }
                            continue;
                        }
                        let (name, threshold) =
                            word.split_once(':').ok_or_else(|| wrong(format!("'{word}' is no node")))?;
                        let feature =
                            *number.get(name).ok_or_else(|| wrong(format!("the feature '{name}' is not known")))?;
                        open.push(out.nodes.len());
                        out.nodes.push(Node::Split { feature, threshold: float(threshold)?, right: 0 });
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
        let odds = self.roots.iter().fold(self.base, |sum, &root| sum + self.leaf(root, values));
        1.0 / (1.0 + (-odds).exp())
    }

    fn leaf(&self, root: usize, values: &[f32]) -> f32 {
        let mut at = root;
        loop {
            match self.nodes.get(at) {
                Some(&Node::Split { feature, threshold, right }) => {
                    let value = values.get(feature).copied().unwrap_or_default();
                    at = if value <= threshold { at + 1 } else { right };
                }
                Some(&Node::Leaf(value)) => return value,
                None => return 0.0,
            }
        }
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
