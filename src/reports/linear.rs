//! A linear model over hashed features: a table of weights.
//!
//! Fitted by `scripts/train-models.py` (logistic regression) and written as text that is embedded: `number:weight` for each weight that is not
//! zero, the weight in thousandths.

use super::trees::ModelFault;

/// How many weights there are.
pub(super) const BUCKETS: usize = 1 << 15;

/// The weights by number of the feature.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Linear {
    weights: Vec<f32>,
}

impl Linear {
    /// Reads a model.
    pub(super) fn parse(text: &str) -> Result<Self, ModelFault> {
        let mut weights = vec![0.0; BUCKETS];
        for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let wrong = |what: String| ModelFault { line: i + 1, what };
            for word in line.split_ascii_whitespace() {
                let (number, weight) = word
                    .split_once(':')
                    .and_then(|(n, w)| Some((n.parse::<usize>().ok()?, w.parse::<i16>().ok()?)))
                    .ok_or_else(|| wrong(format!("'{word}' is no number:weight")))?;
                *weights.get_mut(number).ok_or_else(|| wrong(format!("{number} is above {}", BUCKETS - 1)))? =
                    f32::from(weight) / 1000.0;
            }
        }
        Ok(Self { weights })
    }

    /// The sum of the weights of some features.
    pub(super) fn sum(&self, features: &[u16]) -> f32 {
        features.iter().filter_map(|&f| self.weights.get(usize::from(f))).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_and_added() {
        let model = Linear::parse("# two\n1:500 7:-250\n").unwrap();
        assert!((model.sum(&[1, 7, 9, 1]) - 0.75).abs() < 1e-6);
        for (text, line) in [("1:5\nx", 2), ("40000:1", 1), ("1:many", 1)] {
            assert_eq!(Linear::parse(text).unwrap_err().line, line, "{text}");
        }
    }
}
