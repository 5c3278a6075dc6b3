//! The table of units against UCUM itself, as the crate `octofhir-ucum` reads it, and conversions
//! against exact fractions.
//!
//! In: `policy_core::unit::Unit` and the scales that facts get from it. Out: nothing of it says
//! anything else than UCUM, except that quantities which UCUM lets through are kept apart, and no
//! digit is lost where numbers in several units compare.

mod exact;
mod fraction;
mod kinds;
mod range;
mod shown;
mod table;

use policy_core::unit::{Kind, Unit};

/// The units of each kind, kind by kind.
fn units_by_kind() -> impl Iterator<Item = (Kind, &'static [Unit])> {
    Unit::ALL
        .chunk_by(|one, other| one.kind() == other.kind())
        .map(|units| (units[0].kind(), units))
}
