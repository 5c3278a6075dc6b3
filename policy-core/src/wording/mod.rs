//! A policy in words, whatever the case.
//!
//! In: the policy tree and the vocabulary that it is written over. Out: [sentences](sentence); and
//! once for each policy its phrases, what is said of its sections and criteria in every
//! explanation, and its lines of evidence but for what a case documents.

mod by_name;
mod compound;
mod conclusion;
mod evidence;
mod line;
mod phrases;
mod predicate;
mod room;
pub mod sentence;
#[cfg(test)]
mod tests;
mod text;
pub(crate) mod words;

pub use conclusion::ApprovalTerms;
pub(crate) use evidence::Evidence;
pub(crate) use line::{Line, LookedAt, NOT_DOCUMENTED, Shown};
pub(crate) use phrases::{
    ApprovalInWords, ChoiceInWords, Phrase, Phrases, SectionInWords, VersionInWords,
};
pub(crate) use room::Room;
pub use words::list;
