//! What the reader knows of a language: words and what they say, as data.
//!
//! `lexicon/en.toml` and `lexicon/fr.toml` are checked and compiled when the program is built (`build.rs`) and
//! embedded; any folder of such files can stand in for them.

mod automaton;
mod awaited;
pub(crate) mod builtin;
mod code;
mod compile;
mod inflect;
mod load;
mod passive;
mod prepare;
mod scan;
mod schema;
mod tag;
mod told;
mod vocabulary;
mod written;

pub use code::{Code, Group};
pub use compile::Lexicon;
pub use load::LexiconError;
pub use scan::{Scan, Scanner, TriggerHit, TriggerOption};
pub(crate) use schema::line_of;
pub use schema::{Need, Role};
pub use tag::{Cue, Form, Grammar, People, Tag, TriggerRule};
