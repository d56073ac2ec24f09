//! What the reader knows of a language: words and what they say, as data.
//!
//! `lexicon/en.toml` and `lexicon/fr.toml` are embedded; any folder of such files can stand in for them.

mod automaton;
mod awaited;
mod code;
mod inflect;
mod load;
mod passive;
mod prepare;
mod scan;
mod schema;
mod tag;
mod told;
mod written;

pub use code::{Code, Group};
pub use load::{Lexicon, LexiconError};
pub use scan::{Scan, Scanner, TriggerHit, TriggerOption};
pub use schema::{Need, Role};
pub use tag::{Cue, Form, Grammar, People, Tag, TriggerRule};
