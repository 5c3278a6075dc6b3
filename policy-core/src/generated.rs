//! What generated code calls. Not meant for use by hand: it changes with the macros.

pub use crate::Truth;
pub use crate::calendar::{CalendarDuration, CalendarUnit, Shift};
pub use crate::codes::CodeSystem;
pub use crate::data::Link;
pub use crate::determination::{Deliberation, Detail, Record, Said, Terms};
pub use crate::policy::{Basis, Formula, Outcome};
pub use crate::possible::{
    Anchor, Bounds, Date, Edge, Interval, Quantity, Scale, day_number, until,
};
pub use crate::possible::{
    AttributeOf, AttributeValue, Code, CodeSet, CodedAttribute, EntryDay, Extreme, Joining,
    Lasting, Length, Spacing, Wanted,
};
pub use crate::unit::Unit;
pub use crate::vocabulary::{
    Addressee, Attributes, CodeMeaning, Coding, Concept, Fact, FactId, FactKind, HistoryForm,
    Vocabulary,
};
#[cfg(feature = "serde")]
pub use serde;
pub use std::borrow::Cow::Borrowed;
pub use std::sync::LazyLock;

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Two terms that are compared with each other.
pub mod terms {
    pub use crate::possible::{
        Calculated, Choice, Counted, DAYS_COVERED, Distance, Multiple, Norm, NormLimit, Orders,
        Selected, Side, Sign, compared,
    };
    pub use crate::unit::Ratio;
}

/// The formula that `vocabulary!` wrote as a line.
///
/// # Panics
///
/// If the line is not one that the macro wrote.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "nobody meets it: the line was written by the other half of the code that reads it"
)]
pub fn formula_of(line: &'static str) -> Formula {
    Formula::from_line(line).expect("a line that `vocabulary!` wrote")
}

/// A day that the macro has checked against the calendar.
///
/// # Panics
///
/// If there is no such day; in a constant, this fails the build.
#[must_use]
#[expect(clippy::panic, reason = "it is called in constants only, where a panic is a build error")]
pub const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("no such date"),
    }
}

/// A decimal from its digits and the number of them after the decimal point.
#[must_use]
pub const fn decimal(digits: i64, decimals: u32) -> Decimal {
    let magnitude = digits.unsigned_abs();
    Decimal::from_parts(
        (magnitude & 0xFFFF_FFFF) as u32,
        (magnitude >> 32) as u32,
        0,
        digits < 0,
        decimals,
    )
}

/// Implements the text conversions of the enum of a code set.
#[macro_export]
#[doc(hidden)]
macro_rules! implement_code_set {
    ($name:ident) => {
        impl ::core::str::FromStr for $name {
            type Err = $crate::UnknownName;

            fn from_str(name: &str) -> ::core::result::Result<$name, $crate::UnknownName> {
                $crate::possible::CodeSet::from_name(name)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad($crate::possible::CodeSet::name(*self))
            }
        }

        $crate::implement_code_set_serde!($name);
    };
}

/// Implements the JSON conversions of the enum of a code set.
#[cfg(feature = "serde")]
#[macro_export]
#[doc(hidden)]
macro_rules! implement_code_set_serde {
    ($name:ident) => {
        impl $crate::generated::serde::Serialize for $name {
            fn serialize<S: $crate::generated::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::possible::CodeSet::name(*self))
            }
        }

        impl<'de> $crate::generated::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::generated::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<$name, D::Error> {
                $crate::json::deserialize_code(deserializer)
            }
        }
    };
}

/// Without the feature `serde`, the enum of a code set has no JSON.
#[cfg(not(feature = "serde"))]
#[macro_export]
#[doc(hidden)]
macro_rules! implement_code_set_serde {
    ($name:ident) => {};
}

/// Implements the JSON conversions of a case type: `serde::Deserialize` and `serde::Serialize` in
/// the case format.
#[cfg(feature = "serde")]
#[macro_export]
#[doc(hidden)]
macro_rules! implement_serde {
    ($case:ident) => {
        impl $crate::generated::serde::Serialize for $case {
            fn serialize<S: $crate::generated::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::json::serialize_case(self, ::core::option::Option::None, serializer)
            }
        }

        impl<'de> $crate::generated::serde::Deserialize<'de> for $case {
            fn deserialize<D: $crate::generated::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<$case, D::Error> {
                $crate::json::deserialize_as(deserializer)
            }
        }
    };
}

/// Without the feature `serde`, a case type has no JSON.
#[cfg(not(feature = "serde"))]
#[macro_export]
#[doc(hidden)]
macro_rules! implement_serde {
    ($case:ident) => {};
}
