//! Where in the text places are named, and which row of the place table is meant.
//!
//! [`PlaceIndex::find`] reads names and the words around them, [`PlaceIndex::resolve`] weighs all names of a document
//! together, and [`geometry`] turns '20 km north of Sake' into a point with a radius.

pub mod areas;
mod around;
mod builtin;
mod evidence;
mod find;
pub mod geometry;
pub mod geoparsing;
pub mod import;
mod index;
mod mention;
mod phrase;
mod resolve;
mod words;

pub(crate) use find::{Named, Sought};
pub use index::{IndexBuilder, IndexError, IndexFile, IndexStats, LayerStats, NewPlace, PlaceIndex, Row};
pub use mention::{OtherEnd, PlaceMention, PlaceRef, Relation, Role, Spatial};
pub use resolve::{ArticleContext, Reason, ResolvedPlace};
pub use words::{PlaceWords, PlaceWordsError};

#[cfg(test)]
mod cases;
#[cfg(test)]
mod tests;
