//! What several reports of one happening amount to.

mod event;
mod id;
mod join;
mod same;
mod sources;
mod weigh;

pub use event::Event;
pub use id::Hash;
pub use join::join;
pub use sources::{count as count_sources, independent};
