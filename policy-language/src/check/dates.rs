//! Dates and durations: do they exist, and do they fit the fact?

use super::comparison::refuse_distance;
use super::normal::refuse_limits;
use super::scope::{Scope, Subject};
use super::window::check_window;
use super::wording::{alternatives, example_of, kind_of};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{ApartText, Operand, Other, Predicate, Test};
use crate::syntax::literal::{DateText, DurationText, QuantityText};
use crate::text::{Name, Place, Placed};
use crate::words::abbreviated_time;
use policy_core::NaiveDate;
use policy_core::calendar::{CalendarDuration, CalendarUnit, PartialDate};
use policy_core::policy::{DateTest, Day};
use policy_core::possible::Spacing;
use policy_core::suggest::nearest;
use policy_core::vocabulary::{Fact, FactId, FactKind};

use super::operand::{check_operator, whole_number};

/// The largest number of days, weeks, months or years.
const LONGEST: u32 = 100_000;

/// The day that an author wrote; it has to be one of the calendar.
pub fn check_day(text: &DateText, scope: &mut Scope<'_>) -> Option<NaiveDate> {
    match check_partial_date(text, scope)? {
        PartialDate::Day(day) => Some(day),
        PartialDate::Year(_) | PartialDate::Month { .. } | PartialDate::Between { .. } => {
            scope.report(
                Diagnostic::at(text.place, "a full date is needed here")
                    .help("write year, month and day, as in `2026-01-31`"),
            );
            None
        }
    }
}

/// The day, month or year that an author wrote; it has to be one of the calendar.
pub fn check_partial_date(text: &DateText, scope: &mut Scope<'_>) -> Option<PartialDate> {
    let written = date_in_words(text);
    match PartialDate::parse(&written) {
        Ok(date) => Some(date),
        Err(problem) => {
            let problem_in_words = problem.to_string();
            let why = problem_in_words.strip_prefix("no such date: ").unwrap_or(&problem_in_words);
            let swapped = DateText { month: text.day, day: text.month, ..text.clone() };
            let swapped = text
                .day
                .map(|_| date_in_words(&swapped))
                .filter(|swapped| PartialDate::parse(swapped).is_ok());
            let help = swapped
                .map(|swapped| format!("write `{swapped}`, if month and day changed places"));
            let mistake = Diagnostic::at(text.place, format!("`{written}` is not a date: {why}"));
            let mistake = if last_day(text).is_some() {
                mistake
            } else {
                mistake.help("write the year, the month and the day, as in `2026-05-31`")
            };
            let help = help.or_else(|| problem.help().map(str::to_owned)).or_else(|| {
                last_day(text).map(|day| format!("the last day of that month is `{day}`"))
            });
            scope.report(mistake.maybe_help(help));
            None
        }
    }
}

/// The last day of a month that is shorter than its author thought.
fn last_day(text: &DateText) -> Option<String> {
    let days = (28..=text.day?.min(31))
        .rev()
        .map(|day| date_in_words(&DateText { day: Some(day), ..text.clone() }));
    days.into_iter().find(|day| PartialDate::parse(day).is_ok())
}

fn date_in_words(text: &DateText) -> String {
    match (text.month, text.day) {
        (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", text.year),
        (Some(month), None) => format!("{:04}-{month:02}", text.year),
        _ => format!("{:04}", text.year),
    }
}

/// `days`, `months`: what a time is counted in.
pub fn unit_of_time(unit: &Name) -> Option<CalendarUnit> {
    CalendarDuration::from_words(1, &unit.value).map(|duration| duration.unit)
}

const UNITS: [&str; 4] = ["days", "weeks", "months", "years"];

/// The units of time that an author may have meant.
pub fn meant_unit(unit: &str) -> Vec<&'static str> {
    abbreviated_time(unit).map_or_else(|| nearest(unit, UNITS), |unit| vec![unit])
}

/// How far entries or results have to lie apart from each other.
pub fn check_apart(text: &Placed<ApartText>, scope: &mut Scope<'_>) -> Option<Spacing> {
    match &text.value {
        ApartText::OnDifferentDays => {
            Some(Spacing::AtLeast(CalendarDuration::new(1, CalendarUnit::Days)))
        }
        ApartText::AtLeast(duration) => check_duration(duration, scope).map(Spacing::AtLeast),
        ApartText::AtMost(duration) => check_duration(duration, scope).map(Spacing::AtMost),
    }
}

/// A duration of at least one day.
pub fn check_duration(text: &DurationText, scope: &mut Scope<'_>) -> Option<CalendarDuration> {
    let (amount, unit) = (text.number.value, &text.unit.value);
    let Some(unit_of_time) = unit_of_time(&text.unit) else {
        let mistake =
            Diagnostic::at(text.unit.place, format!("`{unit}` is not a unit of time here"));
        // In `9mnths` it has no place of its own.
        let apart = text.unit.place.first > text.number.place.last;
        scope.report(match meant_unit(unit)[..] {
            [] => mistake.help(format!("write {}", alternatives(UNITS))),
            ref near => mistake.did_you_mean(near).replaced_if(apart),
        });
        return None;
    };
    match whole_number(&text.number) {
        Some(amount @ 1..=LONGEST) => Some(CalendarDuration::new(amount, unit_of_time)),
        Some(0) => {
            scope.report(
                Diagnostic::at(text.number.place, format!("`0 {unit}` is no time at all"))
                    .help("write a whole number from 1 on, as in `9 months`"),
            );
            None
        }
        Some(_) => {
            scope.report(
                Diagnostic::at(
                    text.number.place,
                    format!("`{amount} {unit}` is longer than anybody lives"),
                )
                .help("check the number and the unit"),
            );
            None
        }
        None => {
            scope.report(
                Diagnostic::at(
                    text.number.place,
                    format!("`{amount}` is not a whole number of {unit}"),
                )
                .help(
                    "write a whole number from 1 on, if need be of a smaller unit, as in `45 days`",
                ),
            );
            None
        }
    }
}

/// The test of a date, and whether it is negated.
pub fn check_date_test(
    predicate: &Predicate,
    id: FactId,
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> Option<(DateTest, bool)> {
    match (&predicate.test, &predicate.window) {
        (None, Some(window)) => {
            check_window(window, id, scope).map(|window| (DateTest::In(window), false))
        }
        (None, None) => {
            let example = if scope.is_of_entries() {
                let name = &fact.name;
                format!(
                    "write `{name} <= 2026-01-31`, or a time in parentheses, as in `where ({name} within 6 months)`"
                )
            } else {
                example_of(fact)
            };
            scope.report(
                Diagnostic::at(
                    predicate.subject.place,
                    format!("{}: it needs a comparison", kind_of(fact)),
                )
                .about(&fact.name)
                .help(example),
            );
            None
        }
        (Some(_), Some(window)) => {
            scope.report(compared_twice(window.place));
            None
        }
        (Some(test), None) => match &test.value {
            Test::Compare { operator, operand } => {
                let operand = match operand {
                    Operand::Date(date) => check_day(date, scope).map(Day::On),
                    Operand::Name(name) => other_date(name, scope).map(Day::Fact),
                    Operand::Other(other) => {
                        report_second_window(other, fact, scope);
                        None
                    }
                    Operand::Quantity(quantity) => {
                        report_number(quantity, fact, scope);
                        None
                    }
                    Operand::Limit(_) => {
                        refuse_limits(test.place, fact, scope);
                        None
                    }
                }?;
                let (operator, negated) = check_operator(operator.value);
                Some((DateTest::Compare(operator, operand), negated))
            }
            Test::OneOf { .. } | Test::Between { .. } | Test::Apart(_) | Test::WithinNormal => {
                scope.report(
                    Diagnostic::at(
                        test.place,
                        format!("{}: it is compared with a date", kind_of(fact)),
                    )
                    .about(&fact.name)
                    .help(example_of(fact)),
                );
                None
            }
        },
    }
}

/// A date is compared with another one, and looked for in a window.
fn compared_twice(place: Place) -> Diagnostic {
    Diagnostic::at(place, "a date is compared in one way at a time")
        .help("write two conditions and join them with `AND`")
}

/// The other date has parts that only a measurement has, or a window.
fn report_second_window(other: &Other, fact: &Fact, scope: &mut Scope<'_>) {
    match &other.window {
        Some(window) => scope.report(compared_twice(window.place)),
        None => refuse_distance(other.place, fact, scope),
    }
}

/// A date is compared with a number: what was probably meant.
fn report_number(quantity: &QuantityText, fact: &Fact, scope: &mut Scope<'_>) {
    let name = &fact.name;
    let number = whole_number(&quantity.number);
    let duration = quantity
        .unit
        .as_ref()
        .filter(|unit| CalendarDuration::from_words(1, &unit.value).is_some());
    let help = match (number, duration) {
        (Some(number), Some(unit)) => {
            let unit = &unit.value;
            format!(
                "write `{name} at least {number} {unit} ago` or `{name} within {number} {unit}`, whichever the source means"
            )
        }
        (Some(year @ 1900..=2200), None) if quantity.unit.is_none() => {
            format!("write year, month and day, as in `{year}-01-31`")
        }
        _ => example_of(fact),
    };
    scope.report(
        Diagnostic::at(
            quantity.place,
            format!("{}: it is not compared with a number", kind_of(fact)),
        )
        .about(&fact.name)
        .help(help),
    );
}

/// The other date of a comparison.
pub fn other_date(name: &Name, scope: &mut Scope<'_>) -> Option<FactId> {
    scope.with_subject(name, |scope, subject| match subject {
        Subject::Open => Some(FactId::REQUEST_DATE),
        Subject::Fact(id, Fact { kind: FactKind::Date, .. }) => Some(id),
        Subject::Fact(_, fact) => {
            scope.report(
                Diagnostic::at(name.place, format!("{}, not a date", kind_of(fact)))
                    .about(&fact.name)
                    .help("compare a date with another date or with a day such as `2026-01-31`"),
            );
            None
        }
    })
}
