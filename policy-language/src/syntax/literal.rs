//! Numbers, quantities, dates and durations as the author typed them.

use crate::text::{Name, Place};
use policy_core::Decimal;

/// `1_200`, `40`, `0.5`: exact.
#[derive(Clone, Debug)]
pub struct Number {
    pub value: Decimal,
    /// The literal had neither a decimal point nor an exponent.
    pub whole: bool,
    /// The parameter of a `define` that stands for the number; its value is not known yet.
    pub parameter: Option<Name>,
    pub place: Place,
}

/// A number and, if there is one, its unit.
#[derive(Clone, Debug)]
pub struct QuantityText {
    pub number: Number,
    /// The words of the unit, single-spaced around words and tight around symbols: `%`, `pg/mL`,
    /// `million cells/kg`, or the content of a string (`"10*6/kg"`).
    pub unit: Option<Name>,
    pub place: Place,
}

impl QuantityText {
    /// Whether the unit, if there is one, has a place of its own: in `9mg` it sticks to the number.
    #[must_use]
    pub fn unit_apart(&self) -> bool {
        self.unit.as_ref().is_none_or(|unit| unit.place.first > self.number.place.last)
    }
}

/// `2026-05-31`, `2026-05` or `2026`, not yet known to exist in the calendar.
#[derive(Clone, Debug)]
pub struct DateText {
    pub year: u32,
    pub month: Option<u32>,
    pub day: Option<u32>,
    pub place: Place,
}

/// `9 months`, not yet known to be a duration that exists.
#[derive(Clone, Debug)]
pub struct DurationText {
    pub number: Number,
    /// `day`, `days`, `week`, … as typed; empty where a parameter stands for number and unit.
    pub unit: Name,
    pub place: Place,
}
