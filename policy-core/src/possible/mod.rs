//! Possible values: what a fact may be, given what is documented.
//!
//! A fact is represented by the set of values that it may have: one if it is fully documented, all
//! of them if it is not documented at all. "NYHA II-III" is two values, "LVEF 35-40 %" an interval,
//! "May 2026" 31 days, "two transplants that we know of" at least two. A predicate asks such a set
//! two questions: can it hold, and can it fail? The two answers are a [`Truth`](crate::Truth).
//! Internally, a code is a bit mask and everything ordered is one [`Interval`] of integers, so a
//! predicate is a few integer operations.

mod code;
mod date;
mod events;
mod interval;
mod measurement;
mod number;
mod parse;
mod scale;

pub use code::{Code, CodeSet, Flag, NoValues};
pub(crate) use code::{all_bits, bit, positions};
pub use date::{Anchor, Date, day_number, look_back, until};
pub use events::{Event, EventFact, Events, History, Occurrence};
pub use interval::Interval;
pub use measurement::{DocumentedResult, Measured, Measurement, Results};
pub use number::{Amount, Comparator, Count, Quantity, QuantityFact, QuantityProblem, Written};
pub use parse::ParseQuantityError;
pub use scale::{Scale, THRESHOLD_DECIMALS};
