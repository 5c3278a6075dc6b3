//! The language of vocabularies and policies, read from text: no compiler is needed, only the file.

pub mod scan;
