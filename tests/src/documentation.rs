//! The examples of the guides, compiled: every Rust block of `docs/LANGUAGE.md` and `docs/SEMANTICS.md` is a documentation test of this module.

/// The guide for authors.
#[doc = include_str!("../../docs/LANGUAGE.md")]
pub mod language {}

/// What a policy means.
#[doc = include_str!("../../docs/SEMANTICS.md")]
pub mod semantics {}
