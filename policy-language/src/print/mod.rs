//! The canonical text of a policy and of a vocabulary: from the tree to the language.
//!
//! In: a tree, and what is in its head and not in it. Out: what is between the braces of
//! the macro. The same tree always has the same text, and the text reads back as the same tree:
//! `define`s are written out, since the tree holds them so, and numbers keep the digits in which
//! they were written.

mod conclusion;
mod condition;
mod define;
mod lines;
mod policy;
mod section;
#[cfg(test)]
mod tests;
mod text;
mod vocabulary;
mod width;

pub use policy::print_policy;
pub(crate) use policy::print_policy_over;
pub(crate) use text::quoted;
pub(crate) use vocabulary::print_facts;
pub use vocabulary::print_vocabulary;
