//! The window of a predicate in a case: its ends, with the days that the case documents for what they
//! are counted from.

use super::{Chart, FactView};
use crate::policy::{Day, End, Window};
use crate::possible::{Bounds, Date, Edge, day_number};
use crate::vocabulary::FactId;

/// The bounds of a window over results or events in a case.
pub(crate) fn bounds(window: Window, case: &dyn Chart) -> Bounds {
    let edge =
        |end: End| Edge { day: possible(end.day, case), shift: end.shift, included: end.included };
    let request = day_number(case.request_date());
    let looked_from = match window.until {
        Day::On(day) => day_number(day),
        day @ Day::Fact(_) => possible(day, case).days().high(),
    };
    Bounds {
        from: window.from.map(edge),
        to: window.to.map(edge),
        joined: window.from.zip(window.to).is_some_and(|(from, to)| from.day == to.day),
        clip: looked_from.min(request),
        until: request,
    }
}

fn possible(day: Day, case: &dyn Chart) -> Date {
    match day {
        Day::On(day) => day.into(),
        Day::Fact(FactId::REQUEST_DATE) => case.request_date().into(),
        Day::Fact(FactId::SERVICE_DATE) => case.service_date().into(),
        Day::Fact(fact) => match case.fact(fact).map(super::CaseFact::view) {
            Some(FactView::Date(date)) => date,
            _ => Date::UNKNOWN,
        },
    }
}
