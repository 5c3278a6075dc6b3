//! Dates and durations: do they exist, and do they fit the fact?

use super::scope::{Scope, Subject};
use super::wording::{example_of, kind_of};
use crate::report::Mistake;
use crate::syntax::expression::{Operand, Operator, Predicate, Test};
use crate::syntax::literal::{DateText, DurationText};
use crate::syntax::place::Name;
use policy_core::NaiveDate;
use policy_core::calendar::{Duration, PartialDate};
use policy_core::policy::{DateOperand, DateTest, Operator as Checked};
use policy_core::vocabulary::{Fact, FactId, FactKind};

use super::quantity::whole_number;

/// The day that an author wrote; it has to be one of the calendar.
pub fn check_day(text: &DateText, scope: &mut Scope<'_>) -> Option<NaiveDate> {
    match check_partial_date(text, scope)? {
        PartialDate::Day(day) => Some(day),
        PartialDate::Year(_) | PartialDate::Month { .. } => {
            scope.report(Mistake::at(text.place, "a full date is needed here").help("write year, month and day, as in `2026-01-31`"));
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
            scope.report(Mistake::at(text.place, format!("`{written}`: {problem}")).maybe_help(problem.help().map(str::to_owned)));
            None
        }
    }
}

fn date_in_words(text: &DateText) -> String {
    match (text.month, text.day) {
        (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", text.year),
        (Some(month), None) => format!("{:04}-{month:02}", text.year),
        _ => format!("{:04}", text.year),
    }
}

/// A duration of at least one day.
pub fn check_duration(text: &DurationText, scope: &mut Scope<'_>) -> Option<Duration> {
    let Some(duration) = Duration::from_words(1, &text.unit.value) else {
        scope.report(
            Mistake::at(text.unit.place, format!("`{}` is not a unit of time here", text.unit.value))
                .help("write `days`, `weeks`, `months` or `years`"),
        );
        return None;
    };
    match whole_number(&text.number).filter(|amount| (1..=100_000).contains(amount)) {
        Some(amount) => Some(Duration::new(amount, duration.unit)),
        None => {
            scope.report(
                Mistake::at(
                    text.number.place,
                    format!("`{} {}` is not a span of time that can be looked back over", text.number.value, text.unit.value),
                )
                .help("write a whole number from 1 on, as in `9 months`"),
            );
            None
        }
    }
}

/// The test of a date, and whether it is negated.
pub fn check_date_test(predicate: &Predicate, fact: &Fact, scope: &mut Scope<'_>) -> Option<(DateTest, bool)> {
    match (&predicate.test, &predicate.within) {
        (None, Some(within)) => check_duration(&within.value, scope).map(|duration| (DateTest::Within(duration), false)),
        (None, None) => {
            scope.report(Mistake::at(predicate.subject.place, format!("{}: it needs a comparison", kind_of(fact))).help(example_of(fact)));
            None
        }
        (Some(_), Some(within)) => {
            scope.report(Mistake::at(within.place, "a date is compared in one way at a time").help("write two conditions and join them with `AND`"));
            None
        }
        (Some(test), None) => match &test.value {
            Test::AtLeastAgo(duration) => check_duration(duration, scope).map(|duration| (DateTest::AtLeastAgo(duration), false)),
            Test::BetweenDates { low, high } => {
                let (first, last) = (check_day(low, scope), check_day(high, scope));
                let (first, last) = (first?, last?);
                if first > last {
                    scope.report(
                        Mistake::at(low.place.to(high.place), "the second date lies before the first")
                            .help(format!("write `between {last} and {first}`")),
                    );
                    return None;
                }
                Some((DateTest::Between(first, last), false))
            }
            Test::Compare { operator, operand } => {
                let operand = match operand {
                    Operand::Date(date) => check_day(date, scope).map(DateOperand::Day),
                    Operand::Name(name) => other_date(name, scope).map(DateOperand::Fact),
                    Operand::Quantity(quantity) => {
                        scope.report(
                            Mistake::at(quantity.place, format!("{}: it is not compared with a number", kind_of(fact))).help(example_of(fact)),
                        );
                        None
                    }
                }?;
                let (operator, negated) = check_operator(operator.value);
                Some((DateTest::Compare(operator, operand), negated))
            }
            Test::OneOf { .. } | Test::Between { .. } => {
                scope.report(Mistake::at(test.place, format!("{}: it is compared with a date", kind_of(fact))).help(example_of(fact)));
                None
            }
        },
    }
}

/// The relation, and whether it is negated: `!=` is the negation of `=`.
pub fn check_operator(operator: Operator) -> (Checked, bool) {
    match operator {
        Operator::Equal => (Checked::Equal, false),
        Operator::NotEqual => (Checked::Equal, true),
        Operator::Less => (Checked::Less, false),
        Operator::LessOrEqual => (Checked::LessOrEqual, false),
        Operator::Greater => (Checked::Greater, false),
        Operator::GreaterOrEqual => (Checked::GreaterOrEqual, false),
    }
}

/// The other date of a comparison.
fn other_date(name: &Name, scope: &mut Scope<'_>) -> Option<FactId> {
    scope.with_subject(name, |scope, subject| match subject {
        Subject::Open => Some(FactId::REQUEST_DATE),
        Subject::Fact(id, Fact { kind: FactKind::Date, .. }) => Some(id),
        Subject::Fact(_, fact) => {
            scope.report(
                Mistake::at(name.place, format!("{}, not a date", kind_of(fact)))
                    .help("compare a date with another date or with a day such as `2026-01-31`"),
            );
            None
        }
    })
}
