//! The language of coverage policies: from text to checked policies, and everything that is wrong
//! with them.
//!
//! [`text`] turns the tokens of a macro call or a file into [`Tokens`](text::Tokens), `syntax`
//! these into a tree of what the author wrote, `check` the tree into a
//! [`Policy`](policy_core::policy::Policy), and proofs say what is wrong with its logic.
//! [`read_vocabulary`] and [`read_policy`] do all of it, [`read_policies`] does it for files.
//! Mistakes are [`Diagnostic`](diagnostic::Diagnostic)s: data, for whoever shows them.

// Who adds a term, a conclusion or a type of fact is led by the compiler to every place that has to
// know it.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

mod check;
pub mod diagnostic;
mod digest;
mod files;
#[cfg(any(test, feature = "fuzz"))]
#[doc(hidden)]
pub mod fuzz;
mod mend;
pub mod naming;
mod print;
mod prove;
mod read;
#[cfg(any(test, feature = "fuzz"))]
mod samples;
pub mod scan;
mod schema;
#[doc(hidden)]
pub mod syntax;
pub mod text;
mod words;

pub use digest::{evaluator, policy_digest};
pub use files::{Checked, Located, Span, check_files, read_policies};
pub use print::{print_policy, print_vocabulary};
pub use read::{ReadPolicy, ReadVocabulary, read_policy, read_vocabulary};
pub use schema::Schema;
pub use text::File;
