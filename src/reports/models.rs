//! The learned models of the reader: what the words around a trigger say, which place its event is at, and how sure it is.
//!
//! Fitted by `scripts/train-models.py` and embedded; a lexicon folder may bring its own.

use std::path::{Path, PathBuf};

use super::linear::Linear;
use super::trees::{ModelFault, Trees};
use super::{link, score};

const WORDS: (&str, &str) = ("words.linear", include_str!("../../lexicon/words.linear"));
const LINK: (&str, &str) = ("link.trees", include_str!("../../lexicon/link.trees"));
const SCORE: (&str, &str) = ("score.trees", include_str!("../../lexicon/score.trees"));

/// The models, ready for use.
#[derive(Debug)]
pub(super) struct Models {
    /// What the words around a trigger and a place say.
    pub words: Linear,
    /// Which place a trigger's event is at.
    pub link: Trees,
    /// How sure a candidate is.
    pub score: Trees,
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
        source: ModelFault,
    },
}

impl Models {
    /// True when a folder holds a model.
    pub(super) fn are_in(dir: &Path) -> bool {
        [WORDS, LINK, SCORE].iter().any(|(name, _)| dir.join(name).exists())
    }

    /// The models of a lexicon folder; what it does not hold is the built-in one.
    pub(super) fn read(dir: Option<&Path>) -> Result<Self, ModelError> {
        let trees = |file, names| model(dir, file, |text| Trees::parse(text, names));
        Ok(Self {
            words: model(dir, WORDS, Linear::parse)?,
            link: trees(LINK, &link::NAMES[..])?,
            score: trees(SCORE, &score::NAMES[..])?,
        })
    }
}

fn model<M>(
    dir: Option<&Path>,
    (name, builtin): (&str, &str),
    parse: impl Fn(&str) -> Result<M, ModelFault>,
) -> Result<M, ModelError> {
    let parse = |path: &str, text: &str| {
        parse(text).map_err(|source| ModelError::Form { path: path.to_owned(), source })
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
