//! An age: at which day, and in which unit.
//!
//! The unit follows the number: `age >= 6 months`, `age < 28 days`; a bare number is years.

use super::dates::{check_day, meant_unit, other_date, unit_of_time};
use super::found::check_found;
use super::operand::{
    check_operator, plausible_number, report_no_number, report_no_number_at, upside_down,
};
use super::parts::{negate_if, plain_test};
use super::scope::Scope;
use super::wording::number as words;
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{DayText, Operand, Operator, Predicate, Test};
use crate::syntax::literal::QuantityText;
use crate::text::{Place, Placed};
use policy_core::calendar::CalendarUnit;
use policy_core::policy::{CountTest, Day, Expression, Region, Term};
use policy_core::vocabulary::{Fact, FactId};

/// The highest plausible age, in years.
const OLDEST: u32 = 130;

/// `age at onset < 10`
pub fn age(
    predicate: &Predicate,
    fact: &Fact,
    birth_date: FactId,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    let at = predicate.at.as_ref().map(|at| check_at(at, fact, birth_date, scope));
    if let (Some(window), None) = (&predicate.window, &predicate.test) {
        report_no_number_at(window.place, fact, scope);
        return None;
    }
    if let Some(window) = &predicate.window
        && let Some(day) = window.value.days().next().and_then(DayText::name)
    {
        let mistake = Diagnostic::at(window.place, "an age is asked at a day, not in a window")
            .about(&fact.name)
            .help(format!("write `{} at {}` and then the comparison", fact.name, day.value));
        scope.report(mistake);
        return None;
    }
    let test = plain_test(predicate, fact, scope)?;
    let (test, unit, negated) = check_test(test, fact, scope)?;
    let at = at.unwrap_or(Some(Day::SERVICE))?;
    Some(negate_if(negated, Term::Age { birth_date, at, unit }.is(Region::Whole(test))))
}

/// The day at which the age is asked.
fn check_at(at: &DayText, fact: &Fact, birth_date: FactId, scope: &mut Scope<'_>) -> Option<Day> {
    let name = match at {
        DayText::Date(date) => return check_day(date, scope).map(Day::On),
        DayText::Found(found) => return check_found(found, scope),
        DayText::Name(name) => name,
    };
    let day = other_date(name, scope)?;
    if day == birth_date {
        scope.report(
            Diagnostic::at(name.place, format!("at `{}` everybody is 0 days old", name.value))
                .help(format!("name another day, as in `{} at service_date`", fact.name)),
        );
        return None;
    }
    Some(Day::Fact(day))
}

/// What is asked of the age, in which unit, and whether it is negated.
fn check_test(
    test: &Placed<Test>,
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> Option<(CountTest, CalendarUnit, bool)> {
    match &test.value {
        Test::Compare { operator, operand: Operand::Quantity(quantity) } => {
            let unit = check_unit(quantity, fact, scope)?;
            let number = check_number(quantity, unit, fact, scope)?;
            let is_uneven = matches!(operator.value, Operator::Greater | Operator::LessOrEqual);
            if is_uneven && matches!(unit, CalendarUnit::Weeks | CalendarUnit::Months) {
                let place = operator.place.to(quantity.place);
                scope.report(in_completed_units(operator.value, number, unit, place, fact));
                return None;
            }
            let (operator, negated) = check_operator(operator.value);
            Some((CountTest::Compare(operator, number), unit, negated))
        }
        Test::Between { low, high } => {
            let last_unit = check_unit(high, fact, scope);
            // One unit at the end serves both numbers.
            let first_unit =
                if low.unit.is_none() { last_unit } else { check_unit(low, fact, scope) };
            let (first_unit, unit) = (first_unit?, last_unit?);
            if first_unit != unit {
                scope.report(two_units(low, high, fact));
                return None;
            }
            let (first, last) =
                (check_number(low, unit, fact, scope), check_number(high, unit, fact, scope));
            let (first, last) = (first?, last?);
            if first > last {
                let right = format!("{last} and {}", in_words(first, unit));
                scope.report(upside_down(low, high, right));
                return None;
            }
            Some((CountTest::Between(first, last), unit, false))
        }
        Test::Compare { .. } | Test::OneOf { .. } | Test::Apart(_) | Test::WithinNormal => {
            report_no_number(test, fact, scope);
            None
        }
    }
}

/// The unit of an age; a bare number is years.
fn check_unit(quantity: &QuantityText, fact: &Fact, scope: &mut Scope<'_>) -> Option<CalendarUnit> {
    let Some(unit) = &quantity.unit else { return Some(CalendarUnit::Years) };
    let known = unit_of_time(unit);
    if known.is_none() {
        let mistake = Diagnostic::at(unit.place, format!("`{}` is not a unit of age", unit.value));
        let name = &fact.name;
        let mistake = mistake.about(name);
        scope.report(match meant_unit(&unit.value)[..] {
            [] => mistake.help(format!("an age is in completed years, months, weeks or days, as in `{name} >= 18`, `{name} >= 6 months` or `{name} < 28 days`")),
            ref near => mistake.did_you_mean(near).replaced_if(quantity.unit_apart()),
        });
    }
    known
}

fn check_number(
    quantity: &QuantityText,
    unit: CalendarUnit,
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> Option<u32> {
    let highest = match unit {
        CalendarUnit::Days => OLDEST.saturating_mul(366),
        CalendarUnit::Weeks => OLDEST.saturating_mul(53),
        CalendarUnit::Months => OLDEST.saturating_mul(12),
        CalendarUnit::Years => OLDEST,
    };
    let in_words = in_words(highest, unit);
    plausible_number(&quantity.number, 0..=highest, &in_words, fact, scope)
}

/// `age > 6 months`: of completed months, more than six are seven.
fn in_completed_units(
    operator: Operator,
    number: u32,
    unit: CalendarUnit,
    place: Place,
    fact: &Fact,
) -> Diagnostic {
    let next = number.saturating_add(1);
    let (sign, right) = if operator == Operator::Greater { (">", ">=") } else { ("<=", "<") };
    let units = unit.words(2);
    Diagnostic::at(
        place,
        format!("`{sign} {}` can be read in two ways: an age is counted in completed {units}", in_words(number, unit)),
    )
    .about(&fact.name)
    .help(format!(
        "write `{right} {}` if the day on which {} are completed decides, or `{right} {}` if a whole {} more does",
        in_words(number, unit),
        in_words(number, unit),
        in_words(next, unit),
        unit.words(1),
    ))
}

fn two_units(low: &QuantityText, high: &QuantityText, fact: &Fact) -> Diagnostic {
    let written = |quantity: &QuantityText| match &quantity.unit {
        Some(unit) => format!("{} {}", words(quantity.number.value), unit.value),
        None => words(quantity.number.value),
    };
    Diagnostic::at(low.place.to(high.place), "the two ages have different units").help(format!(
        "write `{0} >= {1} AND {0} < …`, with the age at which the range is over: the day on which `{2}` are completed, or that of one more",
        fact.name,
        written(low),
        written(high),
    ))
}

/// `18`, `6 months`: as it is written after a sign.
fn in_words(number: u32, unit: CalendarUnit) -> String {
    match unit {
        CalendarUnit::Years => words(number.into()),
        CalendarUnit::Days | CalendarUnit::Weeks | CalendarUnit::Months => {
            format!("{} {}", words(number.into()), unit.words(number))
        }
    }
}
