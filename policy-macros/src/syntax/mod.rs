//! From tokens to a spanned syntax tree. It recovers: a mistake in one statement or criterion does not hide the next.

pub mod expression;
pub mod literal;
mod parse;
pub mod place;
pub mod policy;
mod tokens;
pub mod vocabulary;
pub mod words;

pub use parse::{parse_policy, parse_vocabulary, split_route};
