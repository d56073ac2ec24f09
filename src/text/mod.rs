//! An article's text cut into sentences and tokens with byte offsets into the original.
