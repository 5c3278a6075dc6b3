//! The author's text as tokens, whichever way it came.
//!
//! In: the tokens of a macro call, or a file. Out: [`Tokens`], which both have in common, with a
//! [`Cursor`] over them. A [`Place`] is a run of tokens; only the source of the tokens knows where
//! in the world that is.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "tokens: anything but what is looked for is a mistake, whichever it is"
)]

mod almost;
mod cursor;
mod file;
mod place;
mod tokens;

pub use crate::scan::{Delimiter, unescape};
pub use cursor::Cursor;
pub use file::{Block, BlockKind, File};
pub use place::{Name, Place, Placed, Quoted};
pub use tokens::{Builder, Token, Tokens, shorten};
