//! The clinical vocabulary and the coverage policies written over it.

pub mod vocabulary;
