//! Dateline turns news articles about a war into dated map layers.
//!
//! The folders are the stations of one road, and each imports only from those before it:
//! [`region`] (what all read) → [`article`] → [`text`] → [`lexicon`] → [`places`], [`actors`], [`dates`] → [`reports`] →
//! [`events`] → [`control`] → [`layers`] → [`export`] → [`cli`]. See `ARCHITECTURE.md`.

pub mod actors;
pub mod article;
pub mod cli;
pub mod control;
pub mod dates;
pub mod eval;
pub mod events;
pub mod export;
pub mod layers;
pub mod lexicon;
pub mod places;
pub mod region;
pub mod reports;
pub mod text;
