//! Values next to one that a policy names: what a changed policy asks for instead, and what a case
//! documents to show on which side of a boundary it is. Above first, then below; `None` where
//! there is no such value.

use chrono::NaiveDate;
use core::cmp::Ordering;
use policy_core::policy::Threshold;
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

/// One in the last decimal place that a threshold is written with.
pub(crate) fn last_place(threshold: Threshold) -> Decimal {
    Decimal::new(1, threshold.value.normalize().scale())
}

/// A threshold, or the number just below or above it: one in the decimal place after its last.
pub(crate) fn at(threshold: Threshold, side: Ordering) -> Option<Threshold> {
    let scale = threshold.value.normalize().scale().saturating_add(1);
    let step = Decimal::new(1, scale.min(threshold.unit.decimals()));
    let [above, below] = of_threshold(threshold, step);
    match side {
        Ordering::Less => below,
        Ordering::Equal => Some(threshold),
        Ordering::Greater => above,
    }
}
