//! From tokens to a syntax tree with places. It recovers: a mistake in one statement or criterion
//! does not hide the next.
//!
//! The tree is for the macros and tools of this workspace, and changes with the language.

pub mod expression;
pub mod formula;
pub mod literal;
mod parse;
pub mod policy;
pub mod table;
pub mod vocabulary;

pub use parse::{Route, parse_policy, parse_route, parse_vocabulary};
