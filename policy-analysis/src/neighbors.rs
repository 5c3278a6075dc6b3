//! Values next to one that a policy names: what a changed policy asks for instead, and what a case
//! documents to show on which side of a boundary it is. Above first, then below; `None` where
//! there is no such value.

use chrono::NaiveDate;
use core::cmp::Ordering;
use policy_core::policy::{Relation, Threshold};
use policy_core::possible::Distance;
use policy_core::unit::Unit;
use policy_core::worlds::atoms::Moved;
use rust_decimal::Decimal;

pub(crate) fn of_number(number: u32) -> [Option<u32>; 2] {
    [number.checked_add(1), number.checked_sub(1)]
}

pub(crate) fn of_day(day: NaiveDate) -> [Option<NaiveDate>; 2] {
    [day.succ_opt(), day.pred_opt()]
}

/// The numbers one `step` away.
pub(crate) fn of_threshold(threshold: Threshold, step: Decimal) -> [Option<Threshold>; 2] {
    [threshold.value.checked_add(step), threshold.value.checked_sub(step)]
        .map(|value| value.map(|value| Threshold { value, ..threshold }))
}

/// A distance that differs by one in its last decimal place, or so many places behind it; `None` where
/// there is none, and where it says that more is taken away than there is.
pub(crate) fn of_distance(distance: Distance, side: Ordering, behind: u32) -> Option<Distance> {
    let near = |value: Decimal| {
        let step = Decimal::new(1, value.scale().checked_add(behind)?);
        match side {
            Ordering::Less => value.checked_sub(step),
            Ordering::Equal => Some(value),
            Ordering::Greater => value.checked_add(step),
        }
    };
    match distance {
        Distance::None => None,
        Distance::Plus { value, unit } => Some(Distance::Plus { value: near(value)?, unit }),
        Distance::Percent(percent) => {
            let percent = near(percent)?;
            (percent >= -Decimal::ONE_HUNDRED).then_some(Distance::Percent(percent))
        }
    }
}

/// A number that lies like this to what it is compared with, as far from it as is asked: there, or
/// just below or above. In its own unit; a count has none.
pub(crate) fn of_relation(
    relation: Relation,
    (other, other_unit): (Decimal, Option<Unit>),
    own: Option<Unit>,
    side: Ordering,
) -> Option<Decimal> {
    let moved = |distance| Moved::by(distance, other_unit, own)?.of(other);
    let at = moved(relation.distance)?;
    let Some(unit) = own else {
        return match side {
            Ordering::Less => at.ceil().checked_sub(Decimal::ONE),
            Ordering::Equal => Some(at),
            Ordering::Greater => at.floor().checked_add(Decimal::ONE),
        };
    };
    match of_distance(relation.distance, side, 1) {
        Some(near) => moved(near),
        None => Some(self::at(Threshold { value: at, unit }, side)?.value),
    }
}

/// One in the last decimal place that a threshold is written with.
pub(crate) fn last_place(threshold: Threshold) -> Decimal {
    Decimal::new(1, threshold.value.normalize().scale())
}

/// A threshold, or the number just below or above it: one in the decimal place after its last.
pub(crate) fn at(threshold: Threshold, side: Ordering) -> Option<Threshold> {
    let scale = threshold.value.normalize().scale().saturating_add(1);
    let step = Decimal::new(1, scale.min(policy_core::possible::THRESHOLD_DECIMALS));
    let [above, below] = of_threshold(threshold, step);
    match side {
        Ordering::Less => below,
        Ordering::Equal => Some(threshold),
        Ordering::Greater => above,
    }
}
