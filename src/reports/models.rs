//! The learned models of the reader: which place an event is at, which days it has, how sure it is, who took part,
//! and how it is said.
//!
//! Fitted by `scripts/train-models.py` and embedded; a lexicon folder may bring its own.

use std::path::{Path, PathBuf};

use super::trees::{Model, Trees, TreesError};
use super::{days, link, manner, score, who};
use crate::lexicon::builtin::{built, decode};

/// A built-in model.
struct Builtin {
    name: &'static str,
    /// As the build left it.
    file: &'static [u8],
    /// What it may ask for.
    features: &'static [&'static str],
}

const LINK: Builtin = Builtin { name: "link.trees", file: built!("link.trees"), features: &link::NAMES };
const DAYS: Builtin = Builtin { name: "days.trees", file: built!("days.trees"), features: &days::NAMES };
const SCORE: Builtin = Builtin { name: "score.trees", file: built!("score.trees"), features: &score::NAMES };
const PARTY: Builtin = Builtin { name: "party.trees", file: built!("party.trees"), features: &who::NAMES };
const MANNER: Builtin = Builtin { name: "manner.trees", file: built!("manner.trees"), features: &manner::NAMES };

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
    /// How it is said.
    pub manner: Trees,
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
        [LINK, DAYS, SCORE, PARTY, MANNER].iter().any(|model| dir.join(model.name).exists())
    }

    /// The models of a lexicon folder; what it does not hold is the built-in one.
    pub(super) fn read(dir: Option<&Path>) -> Result<Self, ModelError> {
        Ok(Self {
            link: model(dir, &LINK)?,
            days: model(dir, &DAYS)?,
            score: model(dir, &SCORE)?,
            party: model(dir, &PARTY)?,
            manner: model(dir, &MANNER)?,
        })
    }
}

fn model(dir: Option<&Path>, builtin: &Builtin) -> Result<Trees, ModelError> {
    let (path, model) = match dir.map(|d| d.join(builtin.name)).filter(|p| p.exists()) {
        None => (Path::new("lexicon").join(builtin.name), Ok(decode(builtin.file))),
        Some(path) => match std::fs::read_to_string(&path) {
            Ok(text) => (path, Model::parse(&text)),
            Err(source) => return Err(ModelError::Read { path, source }),
        },
    };
    let form = |source| ModelError::Form { path: path.display().to_string(), source };
    model.and_then(|model| Trees::new(model, builtin.features)).map_err(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_models_are_the_files() {
        let own = Models::read(Some(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon")))).unwrap();
        let built = Models::read(None).unwrap();
        assert!(
            built.link == own.link && built.days == own.days && built.score == own.score && built.party == own.party
        );
        assert!(built.score.threshold > 0.0 && built.score.threshold < 1.0);
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
