//! How far one term has to lie from another: `at least 5 kg below`, `at most 10% above`.

use super::{number, quantity};
use crate::policy::{Domain, Reach, Relation};
use crate::possible::Distance;
use crate::unit::{Kind, Unit};
use rust_decimal::Decimal;

/// `at least 5% below`; `None` for the comparison of the terms themselves, which has a sign.
///
/// Of two percentages the difference is in percentage points, and a percentage of the second one
/// is relative.
pub(super) fn distance_in_words(relation: Relation, second: Option<Domain<'_>>) -> Option<String> {
    let is_percentage =
        matches!(second, Some(Domain::Quantity(scale)) if scale.unit.kind() == Kind::Percent);
    let (value, amount) = match relation.distance {
        Distance::None => return None,
        Distance::Plus { value, unit: None } => (value, number(value.abs())),
        Distance::Plus { value, unit: Some(Unit::Percent) } => {
            (value, format!("{} percentage points", number(value.abs())))
        }
        Distance::Plus { value, unit: Some(unit) } => (value, unit.distance(&number(value.abs()))),
        Distance::Percent(percent) => {
            let relative = if is_percentage { " relative" } else { "" };
            (percent, format!("{}{relative}", quantity(percent.abs(), Unit::Percent)))
        }
    };
    let above = value > Decimal::ZERO;
    let reach = Reach::of(relation.operator, above);
    Some(format!("{} {amount} {}", reach.words(), if above { "above" } else { "below" }))
}
