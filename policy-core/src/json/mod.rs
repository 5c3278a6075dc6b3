//! Cases and determinations as JSON: the stable format that the command line, generated case types
//! and every other front end share.
//!
//! In: the bytes of a case; they are read in one pass, directed by the vocabulary, and every digit
//! of a number is kept. Out: a filled case, or every problem of it with its place; determinations
//! and problems as one line each.

mod document;
mod read;
mod scanner;
mod structure;
mod syntax;
mod value;
mod walker;
mod write;

pub use document::{case_to_json, chart_to_json, serialize_case};
pub use read::{
    CaseDocument, ELEMENTS, FactsDocument, PROBLEMS, deserialize_as, read_case, read_facts,
};
#[doc(hidden)]
pub use scanner::{Progress, Scanner};
pub use structure::NESTING;
pub use write::{determination_to_json, problems_to_json};
