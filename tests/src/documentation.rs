//! The examples of the guides, compiled: every Rust block of `README.md`, `docs/LANGUAGE.md` and
//! `docs/SEMANTICS.md` is a documentation test of this module.

#![expect(
    clippy::doc_markdown,
    reason = "the guides are prose, and write names as their owners do"
)]

/// The first page.
#[doc = include_str!("../../README.md")]
pub mod readme {}

/// The guide for authors.
#[doc = include_str!("../../docs/LANGUAGE.md")]
pub mod language {}

/// What a policy means.
#[doc = include_str!("../../docs/SEMANTICS.md")]
pub mod semantics {}
