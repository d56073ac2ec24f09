//! How well articles are read: reports against events annotated by hand.
//!
//! The measure is that of the annotation guide: a report matches an event of the same article when both lie at one
//! place; matching is one to one and maximises the number of agreeing fields.

mod actors;
mod gold;
mod score;

pub use actors::named;
pub use gold::{GoldArticle, GoldError, GoldEvent, load};
pub use score::{Counts, Pair, Score, is_at, is_event, is_sure, is_territory, is_then, score, tells};
