//! An article's text cut into sentences and tokens with byte offsets into the original.
//!
//! One pass over the bytes makes tokens and their folded forms; everything later works on token numbers.

mod document;
mod fold;
mod hit;
mod sentence;
mod sieve;
mod starts;
mod token;
mod word;

pub use document::Document;
pub use fold::{fold, fold_into, folds_alike};
pub use hit::Hit;
pub use sentence::Sentence;
pub(crate) use sieve::Sieve;
pub(crate) use starts::Starts;
pub use token::{Case, Join, Token, TokenKind};
pub use word::Word;
pub(crate) use word::{WordMap, by_word};
