//! Where in the text places are named, and which row of the place table is meant.
