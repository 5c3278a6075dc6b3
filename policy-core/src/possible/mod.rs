//! Possible values: what a fact may be, given what is documented.
//!
//! A fact is represented by the set of values that it may have: one if it is fully documented, all
//! of them if it is not documented at all. "NYHA II-III" is two values, "LVEF 35-40 %" an interval,
//! "May 2026" 31 days, "two transplants that we know of" at least two. A predicate asks such a set
//! two questions: can it hold, and can it fail? The two answers are a [`Truth`](crate::Truth).
//! Internally, a code is a bit mask and everything ordered is one [`Interval`] of integers, so a
//! predicate is a few integer operations.
//!
//! The fields of a generated case have these types. A field that is left out is not documented.
//!
//! | type | documented by |
//! |---|---|
//! | [`Flag`] | `true.into()` |
//! | [`Code<Nyha>`](Code) | `Nyha::II.into()`; `Code::candidates([Nyha::II, Nyha::III])` if the chart leaves it open |
//! | [`Count`] | `3.into()` |
//! | [`Date`] | `day.into()` with a [`NaiveDate`](crate::NaiveDate); `PartialDate::parse("2026-03")?.into()` for a month or a year |
//! | [`Option<Quantity<Dose>>`](Quantity) | `Some(Dose::exactly(6, Unit::Milliliter)?)`; a range or a limit with [`between`](QuantityFact::between) or [`compared`](QuantityFact::compared) |
//! | [`Measurement<Lvef>`](Measurement) | `[Lvef::exactly(38, Unit::Percent)?.on(day).by(LvefMethod::Echo2d)].into()` |
//! | [`Events<Transplant>`](Events) | `Events::complete([Event::on(day)])`; [`incomplete`](Events::incomplete) if there may be others; [`none`](Events::none) |

mod attribute;
mod calculated;
mod chain;
mod code;
mod compared;
mod course;
mod covered;
mod date;
mod different;
mod distinct;
mod events;
mod found;
mod history;
mod interval;
mod joined;
mod listed;
mod measurement;
mod normal;
mod number;
mod parse;
mod period;
mod readings;
mod repeated;
mod scale;
mod spaced;

pub use attribute::{AttributeValue, CodedAttribute};
pub use calculated::{Calculated, Total};
pub use code::{Code, CodeSet, Flag, NoValues};
pub(crate) use code::{all_bits, bit, positions};
pub use compared::{Choice, Distance, Orders, Selected, Side, Sign, compared};
pub use course::{EntryDay, Extreme, Lasting, Spacing};
pub use covered::DAYS_COVERED;
pub use date::{Anchor, Date, day_number, look_back, until};
pub use events::{AttributeOf, CourseFact, Event, EventFact, Events, HistoryFact, RecordFact};
pub use history::{Complete, Entry, History};
pub use interval::Interval;
pub use joined::{JoinedCourses, Joining, Length};
pub use listed::{EntryView, Listed};
pub use measurement::{DocumentedResult, Measured, Measurement, Results};
pub use normal::{Multiple, Norm, NormLimit, Normal, OwnLimits};
pub use number::{Amount, Comparator, Count, Quantity, QuantityFact, QuantityProblem, Written};
pub use parse::ParseQuantityError;
pub use period::{Bounds, Counted, Days, Edge, Period};
pub use readings::{Readings, Wanted};
pub use scale::Scale;

/// A list that is hardly ever longer: then nothing is allocated for it.
type List<T> = smallvec::SmallVec<[T; 128]>;
