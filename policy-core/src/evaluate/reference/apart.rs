//! How many events lie so far apart from each other, at least and at most.

use super::predicate::Days;
use crate::Truth;
use crate::calendar::CalendarDuration;
use chrono::NaiveDate;

/// An event that may count.
pub(super) struct Spaced {
    /// Whether it counts.
    pub(super) counts: Truth,
    /// The days that it may be of.
    pub(super) days: Days,
    /// The first and the last of these that lie in the window, if it does.
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
}

/// The fewest and the most of some events that lie at least so far apart from each other.
pub(super) fn spaced(events: &[Spaced], apart: CalendarDuration) -> [u64; 2] {
    [fewest(events, apart), most(events, apart)]
        .map(|number| u64::try_from(number).unwrap_or(u64::MAX))
}

/// Of those that certainly count, as many as have to lie apart however close together they are: from
/// the one that has to be first, each that cannot be less than so long after it.
fn fewest(events: &[Spaced], apart: CalendarDuration) -> usize {
    let certain = events.iter().filter(|event| event.counts == Truth::MET);
    let mut days = certain.map(|event| event.days).collect::<Vec<_>>();
    days.sort_by_key(|days| days.last);
    let mut number = 0_usize;
    let mut next = NaiveDate::MIN;
    for days in days {
        if days.first >= next {
            number = number.saturating_add(1);
            next = apart.after(days.last);
        }
    }
    number
}

/// As many as may count and may lie apart. If all of their days are known, that is the number;
/// otherwise it may be more.
fn most(events: &[Spaced], apart: CalendarDuration) -> usize {
    let possible = events.iter().filter(|event| event.counts != Truth::NOT_MET);
    let mut days = possible.map(|event| [event.first, event.last]).collect::<Vec<_>>();
    if days.iter().all(|[first, last]| first == last) {
        days.sort_unstable();
        let mut next = NaiveDate::MIN;
        let lies_apart = |[day, _]: &&[NaiveDate; 2]| {
            let lies = *day >= next;
            if lies {
                next = apart.after(*day);
            }
            lies
        };
        return days.iter().filter(lies_apart).count();
    }
    on_different_days(days).min(between(events, apart))
}

/// The most events that can be put on days of their own: each day takes, of those that may be of it,
/// the one that has to be over first.
pub(super) fn on_different_days(mut days: Vec<[NaiveDate; 2]>) -> usize {
    let mut number = 0_usize;
    let mut day = NaiveDate::MIN;
    loop {
        days.retain(|[_, last]| *last >= day);
        let Some(next) = days.iter().map(|[first, _]| *first).min() else { return number };
        day = day.max(next);
        let due = days.iter().enumerate().filter(|(_, [first, _])| *first <= day);
        let Some((position, _)) = due.min_by_key(|(_, [_, last])| *last) else { return number };
        days.remove(position);
        number = number.saturating_add(1);
        let Some(next) = day.succ_opt() else { return number };
        day = next;
    }
}

/// The most days so far apart from the first to the last of those that may count.
fn between(events: &[Spaced], apart: CalendarDuration) -> usize {
    let possible = || events.iter().filter(|event| event.counts != Truth::NOT_MET);
    let (Some(mut day), Some(last)) =
        (possible().map(|event| event.first).min(), possible().map(|event| event.last).max())
    else {
        return 0;
    };
    let mut number = 0_usize;
    while day <= last && number <= events.len() {
        number = number.saturating_add(1);
        day = apart.after(day);
    }
    number
}
