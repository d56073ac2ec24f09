//! Who is named in the text.
