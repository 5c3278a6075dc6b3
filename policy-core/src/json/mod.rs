//! Cases and determinations as JSON: the stable format shared by the command line, generated case
//! types and all other front ends.
//!
//! In: the bytes of a case; they are read in one pass, guided by the vocabulary, keeping every
//! digit of a number. Out: a case, or all of its problems with their places; determinations and
//! problems as one line each.
//!
//! # A case
//!
//! A case is one object. Its keys are the names of facts; facts that are not documented are left
//! out, or `null`.
//!
//! ```json
//! {
//!   "id": "r-1",
//!   "request_date": "2026-11-21",
//!   "service_date": "2026-12-01",
//!   "birth_date": "1958-04",
//!   "atrial_fibrillation": true,
//!   "nyha": "II",
//!   "heart_failure_type": {"one_of": ["Hfref", "Hfmref"]},
//!   "prior_administrations": 0,
//!   "dose": {"value": 150, "unit": "10*6"},
//!   "lvef": [
//!     {"value": 34.5, "unit": "%", "method": "Echo2d", "date": "2026-10-02"},
//!     {"low": 30, "high": 40, "unit": "%", "date": "2026"},
//!     {"value": 20, "comparator": "<", "unit": "%", "date": "2026-09"}
//!   ],
//!   "hf_hospitalization": {"complete": true, "events": [{"date": "2026-06-10"}]},
//!   "prior_transplant": {"complete": false, "events": [{"date": "2025", "donor": "Autologous"}]}
//! }
//! ```
//!
//! | type of fact | in a case |
//! |---|---|
//! | `id`, `request_date`, `service_date` | what the sender calls the case; the two dates that every case has, as full days |
//! | flag | `true` or `false` |
//! | code | the name of the value, as in the vocabulary; `{"one_of": […]}` where the chart leaves it open. A code of a code system, such as `Q2055`, is no value |
//! | count | a whole number |
//! | date | a day, a month or a year |
//! | age | nothing; the date of birth is given |
//! | quantity | a number with the UCUM code of its unit: `value`; `low` and `high`; or `value` with a `comparator` (`<`, `<=`, `>`, `>=`) |
//! | measurement | a list of such quantities, each with its `date`, and its `method` where the vocabulary has some |
//! | events | `events`, each with its `date` and the attribute of the vocabulary, and `complete`: whether nothing else happened |
//!
//! Numbers keep all digits as given. An unknown key, a repeated key and a value of the wrong type
//! are problems, never guessed at: [`read_case`] and [`read_facts`] report all of them at once,
//! each with a JSON pointer and what to write instead.
//!
//! # With serde
//!
//! Generated case types and [`CaseWithId`] are `Serialize` and `Deserialize`, even under
//! `#[serde(flatten)]` and in an enum with `#[serde(tag = "…")]`. In these two, serde parses the
//! numbers before the case does, so digits beyond those of an `f64` are lost. Problems become one
//! message. For a JSON Schema of a policy's cases, see `policy_analysis::json`.

mod document;
mod example;
mod named;
mod nested;
mod read;
mod received;
mod scanner;
mod structure;
mod syntax;
mod value;
mod walker;
mod write;

pub use document::{case_to_json, chart_to_json, serialize_case};
pub use example::{ExampleCase, read_example};
#[doc(hidden)]
pub use named::deserialize_code;
pub use nested::CaseWithId;
#[doc(hidden)]
pub use nested::deserialize_as;
pub use read::{CaseDocument, ELEMENTS, FactsDocument, PROBLEMS, Source, read_case, read_facts};
pub use received::{ReceivedApproval, ReceivedCriterion, ReceivedDetermination, ReceivedSection};
#[doc(hidden)]
pub use scanner::{Progress, Scanner};
pub use structure::NESTING;
pub use write::{determination_to_json, problems_to_json};
