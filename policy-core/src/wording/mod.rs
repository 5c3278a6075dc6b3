//! A policy in words that do not depend on the case.
//!
//! In: the policy tree and its vocabulary. Out: [sentences](sentence); and, made once for each
//! policy, its phrases (the words about its sections and criteria in every explanation) and its
//! lines of evidence, except for what a case documents.

mod by_name;
mod compound;
mod conclusion;
mod evidence;
mod line;
mod phrases;
mod predicate;
mod reading;
mod room;
pub mod sentence;
#[cfg(test)]
mod tests;
mod text;
pub(crate) mod words;

pub use conclusion::ApprovalTerms;
pub(crate) use evidence::Evidence;
pub(crate) use line::{Line, LookedAt, NOT_DOCUMENTED, Shown};
pub(crate) use phrases::{Phrase, Phrases, SectionInWords, VersionInWords};
pub(crate) use predicate::limit_in_words;
pub(crate) use room::Room;
pub use words::list;
