//! A window as it is written: `within 9 months`, `on or after surgery`, `between 31 and 91 days after
//! therapy_start`.

use crate::calendar::Shift;
use crate::policy::{Day, End, Window};

/// The words for a window; the days that it counts from are named as told. Nothing for all days.
pub(crate) fn window_in_words(window: Window, day: &dyn Fn(Day) -> String) -> String {
    if let Some(duration) = window.look_back() {
        return format!("within {duration}");
    }
    if let Some(duration) = window.ago() {
        return format!("at least {duration} ago");
    }
    match (window.from, window.to) {
        (None, None) => String::new(),
        (Some(from), None) => begins(from, day),
        (None, Some(to)) => ends(to, day),
        (Some(from), Some(to)) => between(from, to, day),
    }
}

fn begins(from: End, day: &dyn Fn(Day) -> String) -> String {
    let at = day(from.day);
    match (from.shift, from.included) {
        (Shift::None, true) => format!("on or after {at}"),
        (Shift::None, false) => format!("after {at}"),
        (Shift::After(duration), true) => format!("at least {duration} after {at}"),
        (Shift::After(duration), false) => format!("more than {duration} after {at}"),
        // No author can write that: what begins before a day ends at it.
        (Shift::Before(duration), _) => format!("from {duration} before {at} on"),
    }
}

fn ends(to: End, day: &dyn Fn(Day) -> String) -> String {
    let at = day(to.day);
    match (to.shift, to.included) {
        (Shift::None, true) => format!("on or before {at}"),
        (Shift::None, false) => format!("before {at}"),
        (Shift::Before(duration), true) => format!("at least {duration} before {at}"),
        (Shift::Before(duration), false) => format!("more than {duration} before {at}"),
        // No author can write that: what ends after a day begins at it.
        (Shift::After(duration), _) => format!("up to {duration} after {at}"),
    }
}

fn between(from: End, to: End, day: &dyn Fn(Day) -> String) -> String {
    let at = day(to.day);
    let same = from.day == to.day;
    match (from.shift, to.shift) {
        (Shift::Before(duration), Shift::None) if same && to.included => {
            let how = if from.included { "within" } else { "less than" };
            format!("{how} {duration} before {at}")
        }
        (Shift::None, Shift::After(duration)) if same && from.included => {
            let how = if to.included { "within" } else { "less than" };
            format!("{how} {duration} after {at}")
        }
        (Shift::Before(far), Shift::Before(near)) if same && far.unit == near.unit => {
            format!("between {} and {far} before {at}", near.amount)
        }
        (Shift::After(near), Shift::After(far)) if same && far.unit == near.unit => {
            format!("between {} and {far} after {at}", near.amount)
        }
        (Shift::None, Shift::None) if from.included && to.included && same => format!("on {at}"),
        (Shift::None, Shift::None) if from.included && to.included => {
            format!("between {} and {at}", day(from.day))
        }
        // No author can write that.
        _ => format!("{} and {}", begins(from, day), ends(to, day)),
    }
}
