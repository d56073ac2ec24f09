//! Who is named in the text: groups, armies, police, peacekeepers, civilians.

mod find;
mod mention;
mod resolve;

pub use find::find;
pub use mention::{ActorClass, ActorMention};
pub use resolve::resolve;
