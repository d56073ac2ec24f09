//! Who is named in the text: groups, armies, police, peacekeepers, civilians.

mod find;
mod mention;
mod resolve;
mod state;

pub use find::find;
pub use mention::{ActorClass, ActorMention};
pub use resolve::{Setting, resolve};
pub use state::{army, group, police};
