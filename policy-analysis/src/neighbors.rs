//! Values next to one that a policy names: what a changed policy asks for instead, and what a case
//! documents to show on which side of a boundary it lies. Below first, then above; `None` where
//! there is no such value.

use chrono::NaiveDate;
use policy_core::policy::Threshold;
use rust_decimal::Decimal;

pub(crate) fn of_number(number: u32) -> [Option<u32>; 2] {
    [number.checked_sub(1), number.checked_add(1)]
}

pub(crate) fn of_day(day: NaiveDate) -> [Option<NaiveDate>; 2] {
    [day.pred_opt(), day.succ_opt()]
}

/// The numbers one `step` away.
pub(crate) fn of_threshold(threshold: Threshold, step: Decimal) -> [Option<Threshold>; 2] {
    [threshold.value.checked_sub(step), threshold.value.checked_add(step)]
        .map(|value| value.map(|value| Threshold { value, ..threshold }))
}

/// One in the last decimal place that a threshold is written with.
pub(crate) fn last_place(threshold: Threshold) -> Decimal {
    Decimal::new(1, threshold.value.normalize().scale())
}

/// One in the decimal place after that.
pub(crate) fn next_place(threshold: Threshold) -> Decimal {
    let scale = threshold.value.normalize().scale().saturating_add(1);
    Decimal::new(1, scale.min(policy_core::possible::THRESHOLD_DECIMALS))
}
