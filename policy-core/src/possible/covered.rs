//! On how many days there is a course: each day counts once, however many courses it has.

use super::date::{day_with_number, first_day_from, last_day_up_to};
use super::{Calculated, EntryView, Interval, List, Listed, Period, Scale};
use crate::Truth;
use crate::unit::Unit;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The scale of a number of days.
pub static DAYS_COVERED: Scale = Scale {
    unit: Unit::Day,
    accepted: Cow::Borrowed(&[Unit::Week]),
    low: Decimal::ZERO,
    high: Scale::NO_HIGH,
    multiplier: 1,
};

impl<'h, I: Iterator<Item = EntryView<'h>> + Clone> Listed<I> {
    /// The days of `period` on which there is a course of which `counted` holds.
    pub fn days_covered(
        self,
        counted: impl Fn(EntryView<'_>) -> Truth,
        period: impl Into<Period>,
    ) -> Calculated {
        let period = period.into();
        // The days that courses certainly have, and the days of which each of the others has one.
        let (mut certain, mut somewhere) = (List::new(), List::new());
        let mut possible = List::new();
        for entry in self.entries {
            let counts = counted(entry);
            let course = entry.course;
            let latest = course.starts.high.min(period.until);
            if counts == Truth::MET {
                if latest <= course.ends.low {
                    certain.extend(common(latest, course.ends.low, period.certain));
                } else if period.certain.low <= course.ends.low && latest <= period.certain.high {
                    somewhere.push(Interval { low: course.ends.low, high: latest });
                }
            }
            if counts.can_be_met() {
                possible.extend(common(course.starts.low, course.ends.high, period.possible));
            }
        }
        let certain = joined(certain);
        let beside = points(somewhere, &certain);
        let fewest = number_of_days(&certain).map(|days| days.saturating_add(beside));
        let most = if self.complete.is_in(period) {
            number_of_days(&joined(possible))
        } else {
            number_of_days(&[period.possible])
        };
        Calculated::between_days(fewest.unwrap_or(0), most)
    }
}

/// The days of a course that lie in a window.
fn common(first: i64, last: i64, window: Interval) -> Option<Interval> {
    let (low, high) = (first.max(window.low), last.min(window.high));
    (low <= high).then_some(Interval { low, high })
}

/// The same days, as stretches of which none touches another one, in order.
fn joined(mut stretches: List<Interval>) -> List<Interval> {
    stretches.sort_unstable_by_key(|days| days.low);
    let mut joined = List::<Interval>::new();
    for days in stretches {
        match joined.last_mut() {
            Some(last) if days.low <= last.high => last.high = last.high.max(days.high),
            Some(_) | None => joined.push(days),
        }
    }
    joined
}

/// The fewest days that each of some stretches has one of, beside those that are there anyway.
fn points(mut stretches: List<Interval>, certain: &[Interval]) -> i64 {
    stretches.retain(|days| !certain.iter().any(|there| there.can_be_in(*days)));
    stretches.sort_unstable_by_key(|days| days.high);
    let (mut number, mut last) = (0_i64, None::<i64>);
    for days in stretches {
        if last.is_none_or(|last| last < days.low) {
            number = number.saturating_add(1);
            last = Some(days.high);
        }
    }
    number
}

/// How many days some stretches have; `None` without a first or a last day.
fn number_of_days(stretches: &[Interval]) -> Option<i64> {
    stretches.iter().try_fold(0_i64, |number, days| {
        let (first, last) = (first_day_from(days.low), last_day_up_to(days.high));
        let (first, last) = (day_with_number(first)?, day_with_number(last)?);
        let length = last.signed_duration_since(first).num_days().saturating_add(1);
        number.checked_add(length.max(0))
    })
}
