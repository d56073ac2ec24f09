//! The learned models of the reader: which place an event is at, which days it has, how sure it is, and who took part.
//!
//! Fitted by `scripts/train-models.py` and embedded; a lexicon folder may bring its own.

use std::path::{Path, PathBuf};

use super::trees::{Trees, TreesError};
use super::{days, link, score, who};

const LINK: (&str, &str) = ("link.trees", include_str!("../../lexicon/link.trees"));
const DAYS: (&str, &str) = ("days.trees", include_str!("../../lexicon/days.trees"));
const SCORE: (&str, &str) = ("score.trees", include_str!("../../lexicon/score.trees"));
const PARTY: (&str, &str) = ("party.trees", include_str!("../../lexicon/party.trees"));

/// The models, ready for use.
#[derive(Debug)]
pub(super) struct Models {
    /// Which place a trigger's event is at.
    pub link: Trees,
    /// Which days it has there.
    pub days: Trees,
    /// How sure a candidate is.
    pub score: Trees,
    /// Who took part in it.
    pub party: Trees,
}

/// What is wrong with a model file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The file can't be read.
    #[error("can't read the model {path}: {source}; leave the file out to use the built-in one")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no model.
    #[error("{path}: {source}")]
    Form {
        /// The file.
        path: String,
        /// Line and fault.
        source: TreesError,
    },
}

impl Models {
    /// True when a folder holds a model.
    pub(super) fn are_in(dir: &Path) -> bool {
        [LINK, DAYS, SCORE, PARTY].iter().any(|(name, _)| dir.join(name).exists())
    }

    /// The models of a lexicon folder; what it does not hold is the built-in one.
    pub(super) fn read(dir: Option<&Path>) -> Result<Self, ModelError> {
        Ok(Self {
            link: model(dir, LINK, &link::NAMES)?,
            days: model(dir, DAYS, &days::NAMES)?,
            score: model(dir, SCORE, &score::NAMES)?,
            party: model(dir, PARTY, &who::NAMES)?,
        })
    }
}

fn model(dir: Option<&Path>, (name, builtin): (&str, &str), features: &[&str]) -> Result<Trees, ModelError> {
    let parse = |path: &str, text: &str| {
        Trees::parse(text, features).map_err(|source| ModelError::Form { path: path.to_owned(), source })
    };
    let Some(path) = dir.map(|d| d.join(name)).filter(|p| p.exists()) else {
        return parse(&format!("lexicon/{name}"), builtin);
    };
    match std::fs::read_to_string(&path) {
        Ok(text) => parse(&path.display().to_string(), &text),
        Err(source) => Err(ModelError::Read { path, source }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_models_are_read() {
        let models = Models::read(None).unwrap();
        assert!(models.score.threshold > 0.0 && models.score.threshold < 1.0);
    }

    #[test]
    fn a_folder_brings_its_own_model() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("score.trees"), "threshold 0.9\nbase 1\n").unwrap();
        assert!((Models::read(Some(dir.path())).unwrap().score.threshold - 0.9).abs() < 1e-6);
        std::fs::write(dir.path().join("score.trees"), "threshold high\n").unwrap();
        let error = Models::read(Some(dir.path())).unwrap_err().to_string();
        assert!(error.contains("score.trees: line 1 of the model: 'high' is no number"), "{error}");
    }
}
