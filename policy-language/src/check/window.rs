//! Windows of time: do their days exist, and do they make sense for what looks at them?

use super::dates::{check_day, check_duration, other_date};
use super::found::check_found;
use super::operand::whole_number;
use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Apart, DayText, Side, WindowText};
use crate::text::Placed;
use policy_core::calendar::{CalendarDuration, Shift};
use policy_core::policy::{Day, End, Window};
use policy_core::vocabulary::FactId;

/// The days that an author's window means; `None` where something in it was reported.
///
/// A window that reaches past a day looks from the request; every other one looks from the day that
/// the policy names.
pub fn check_window(
    window: &Placed<WindowText>,
    of: FactId,
    scope: &mut Scope<'_>,
) -> Option<Window> {
    let looked_from = scope.looked_from();
    match &window.value {
        WindowText::Within(duration) => {
            Some(Window::looking_back(check_duration(duration, scope)?, looked_from))
        }
        WindowText::Ago(duration) => {
            Some(Window::at_least_ago(check_duration(duration, scope)?, looked_from))
        }
        WindowText::Apart { how, duration, side, day } => {
            let duration = check_duration(duration, scope);
            let day = check_named(day, of, scope);
            Some(apart(*how, duration?, *side, day?, looked_from))
        }
        WindowText::Span { low, high, side, day } => {
            let named = check_named(day, of, scope);
            let far = check_duration(high, scope)?;
            let Some(near) = whole_number(low) else {
                let mistake = Diagnostic::at(
                    low.place,
                    format!("`{}` is not a whole number of {}", low.value, far.unit.words(2)),
                );
                scope.report(mistake.help("write a whole number from 0 on"));
                return None;
            };
            if near > far.amount {
                let right = format!("{} and {near}", far.amount);
                let place = low.place.to(high.number.place);
                let mistake = Diagnostic::at(place, "the second number is smaller than the first");
                scope.report(
                    mistake
                        .help(format!("write `between {right} {}`", high.unit.value))
                        .instead(right),
                );
                return None;
            }
            let named = named?;
            if near == 0 {
                return Some(apart(Apart::Within, far, *side, named, looked_from));
            }
            let near = CalendarDuration { amount: near, ..far };
            Some(match side {
                Side::Before => Window {
                    from: Some(End::shifted(named, Shift::Before(far))),
                    to: Some(End::shifted(named, Shift::Before(near))),
                    until: looked_from,
                },
                Side::After => Window {
                    from: Some(End::shifted(named, Shift::After(near))),
                    to: Some(End::shifted(named, Shift::After(far))),
                    until: Day::REQUEST,
                },
            })
        }
        WindowText::Beside { included, side, day } => {
            let day = check_named(day, of, scope)?;
            let end = Some(End { day, shift: Shift::None, included: *included });
            Some(match side {
                Side::Before => Window { from: None, to: end, until: looked_from },
                Side::After => Window { from: end, to: None, until: Day::REQUEST },
            })
        }
        WindowText::On(day) => {
            let day = check_named(day, of, scope)?;
            Some(Window { until: looked_from, ..Window::between(day, day) })
        }
        WindowText::Since(day) => {
            let from = Some(End::at(check_named(day, of, scope)?));
            Some(Window { from, to: None, until: looked_from })
        }
        WindowText::Between { first, last } => {
            let [start, end] = [first, last].map(|day| check_named(day, of, scope));
            let (start, end) = (start?, end?);
            match (start, end) {
                (Day::On(early), Day::On(late)) if early > late => {
                    let place = first.place().to(last.place());
                    let mistake = Diagnostic::at(place, "the second date lies before the first");
                    scope.report(
                        mistake
                            .help(format!("write `between {late} and {early}`"))
                            .instead(format!("{late} and {early}")),
                    );
                    return None;
                }
                _ if first
                    .name()
                    .zip(last.name())
                    .is_some_and(|(one, other)| one.value == other.value)
                    || start == end && is_found(start) =>
                {
                    let mistake = Diagnostic::at(window.place, "both ends are the same day");
                    scope.report(mistake.help(if is_found(start) {
                        "name two days"
                    } else {
                        "name two days, or compare with `=`"
                    }));
                    return None;
                }
                _ => {}
            }
            Some(Window { until: looked_from, ..Window::between(start, end) })
        }
    }
}

fn is_found(day: Day) -> bool {
    day.fact().and_then(FactId::found_position).is_some()
}

fn apart(how: Apart, duration: CalendarDuration, side: Side, day: Day, looked_from: Day) -> Window {
    let near = End::at(day);
    let included = matches!(how, Apart::Within | Apart::AtLeast);
    let far = |shift| End { day, shift, included };
    let reaches = matches!(how, Apart::Within | Apart::LessThan);
    match side {
        Side::Before => {
            let far = far(Shift::Before(duration));
            let (from, to) = if reaches { (Some(far), Some(near)) } else { (None, Some(far)) };
            Window { from, to, until: looked_from }
        }
        Side::After => {
            let far = far(Shift::After(duration));
            let (from, to) = if reaches { (Some(near), Some(far)) } else { (Some(far), None) };
            Window { from, to, until: Day::REQUEST }
        }
    }
}

/// A day that a window names; a date is not looked for around itself.
fn check_named(day: &DayText, of: FactId, scope: &mut Scope<'_>) -> Option<Day> {
    let named = match day {
        DayText::Date(date) => check_day(date, scope).map(Day::On)?,
        DayText::Name(name) => Day::Fact(other_date(name, scope)?),
        DayText::Found(found) => return check_found(found, scope),
    };
    if named == Day::Fact(of) {
        let mistake = Diagnostic::at(day.place(), "this is the date itself");
        scope.report(mistake.help("name another day, such as `service_date` or `2026-01-31`"));
        return None;
    }
    Some(named)
}
