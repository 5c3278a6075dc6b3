//! Cases and determinations as JSON: the stable format that the command line, generated case types
//! and every other front end share.
//!
//! In: the bytes of a case; they are read in one pass, directed by the vocabulary, and every digit
//! of a number is kept. Out: a filled case, or every problem of it with its place; determinations
//! and problems as one line each.

mod document;
mod named;
mod nested;
mod read;
mod received;
mod write;

pub use document::{case_to_json, chart_to_json, serialize_case};
#[doc(hidden)]
pub use named::deserialize_code;
pub use nested::CaseWithId;
#[doc(hidden)]
pub use nested::deserialize_as;
pub use read::{CaseDocument, ELEMENTS, FactsDocument, NESTING, PROBLEMS, read_case, read_facts};
pub use received::{ReceivedApproval, ReceivedCriterion, ReceivedDetermination, ReceivedSection};
pub use write::{determination_to_json, problems_to_json};
