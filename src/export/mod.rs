//! Layers as files: one file format, one file of code.
