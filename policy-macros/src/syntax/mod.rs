//! From tokens to a spanned syntax tree. It recovers: a mistake in one statement or criterion does not hide the next.

pub mod expression;
pub mod literal;
pub mod place;
pub mod policy;
pub mod vocabulary;
