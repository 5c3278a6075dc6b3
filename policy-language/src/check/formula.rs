//! Calculations: do the units of the numbers go together, can nothing be divided by 0, and does the
//! formula stay exact?
//!
//! In: a formula as typed. Out: the formula, and what its unit is made of.

#[cfg(test)]
mod tests;

use super::comparison::Parts;
use super::dates::{check_day, other_date};
use super::expression::check_filter;
use super::scope::{Scope, Subject};
use super::sum::check_sum;
use super::vocabulary::known_unit;
use super::wording::kind_of;
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{DayText, Other, Predicate, WindowText};
use crate::syntax::formula::{FormulaText, PlacedFormula};
use crate::syntax::literal::QuantityText;
use crate::text::{Name, Place};
use policy_core::Decimal;
use policy_core::data::Link;
use policy_core::policy::{Arithmetic, Day, Formula, size_of};
use policy_core::unit::{Dimension, Unit};
use policy_core::vocabulary::{Fact, FactId, FactKind};

/// The bits that a number of a formula may have.
const MOST_BITS: u32 = 512;

/// A formula, what its unit is made of, and where it is.
struct Part {
    formula: Formula,
    dimension: Dimension,
    place: Place,
}

/// Checks the formula of a fact in this unit.
pub fn check_formula(
    name: &Name,
    unit: Unit,
    text: &PlacedFormula,
    scope: &mut Scope<'_>,
) -> Option<Formula> {
    let part = check_part(text, scope)?;
    let Some((declared, _)) = unit.size() else {
        let mistake = Diagnostic::at(
            text.place,
            format!("{} is no unit that a calculation comes to", unit.words()),
        );
        scope.report(mistake.about(&name.value).help("calculate a number in another unit"));
        return None;
    };
    if part.dimension != declared {
        let found = match part.dimension {
            Dimension::NONE => "a number without a unit".to_owned(),
            other => format!("a number in {other}"),
        };
        let mistake = Diagnostic::at(
            text.place,
            format!(
                "this calculation comes to {found}, but `{}` is in {}",
                name.value,
                unit.words()
            ),
        );
        let mistake = mistake.about(&name.value);
        scope.report(match part.dimension.unit() {
            Some(other) => mistake.help(format!(
                "declare it as `calculated in {}`, or check what is multiplied and divided",
                other.words()
            )),
            None => mistake.help("check what is multiplied and divided"),
        });
        return None;
    }
    if unit == Unit::Percent
        && let Some(place) = hundred_of(text)
    {
        let mistake = Diagnostic::at(
            place,
            "a quotient comes to a percentage by itself: times 100 it would be a hundred times as much",
        );
        scope.report(mistake.help("take `100` with its `*` out"));
        return None;
    }
    let facts = part.formula.facts();
    if facts.iter().all(|fact| fact.is_built_in()) {
        let mistake = Diagnostic::at(text.place, "nothing of the case is in this calculation");
        scope.report(mistake.help("name a fact, or write the number where it is compared"));
        return None;
    }
    if part.formula.bits(scope.vocabulary) > MOST_BITS {
        let mistake = Diagnostic::at(
            text.place,
            format!(
                "numbers of this calculation may have more than {MOST_BITS} bits, too many to stay exact"
            ),
        );
        scope.report(mistake.help("multiply and divide fewer numbers by each other; what a chart can state is a fact of its own"));
        return None;
    }
    Some(part.formula)
}

/// The place of a factor of exactly 100.
fn hundred_of(text: &PlacedFormula) -> Option<Place> {
    match &text.value {
        FormulaText::Number(number) => {
            let is_hundred = number.unit.is_none() && number.number.value == Decimal::ONE_HUNDRED;
            is_hundred.then_some(number.place)
        }
        FormulaText::Of(left, sign, right) => match sign.value {
            Arithmetic::Times => hundred_of(left).or_else(|| hundred_of(right)),
            Arithmetic::Over => hundred_of(left),
            Arithmetic::Plus | Arithmetic::Minus => None,
        },
        FormulaText::Term(_) | FormulaText::Days(_) | FormulaText::Sum(_) => None,
    }
}

fn check_part(text: &PlacedFormula, scope: &mut Scope<'_>) -> Option<Part> {
    let place = text.place;
    match &text.value {
        FormulaText::Number(number) => check_number(number, scope),
        FormulaText::Term(other) => check_term(other, place, scope),
        FormulaText::Days(days) => {
            let [from, to] = days.each_ref().map(|day| check_day_of_case(day, scope));
            let (from, to) = (from?, to?);
            if from == to {
                let mistake = Diagnostic::at(place, "both days are the same");
                scope.report(mistake.help("name two days"));
                return None;
            }
            let is_fixed = |day: Day| day.fact().is_none_or(FactId::is_built_in);
            if is_fixed(from) && is_fixed(to) {
                let mistake = Diagnostic::at(
                    place,
                    "nothing that is documented decides how far these days lie apart",
                );
                scope.report(mistake.help("name a date of the vocabulary"));
                return None;
            }
            let (dimension, _) = Unit::Day.size()?;
            Some(Part { formula: Formula::Days { from, to }, dimension, place })
        }
        FormulaText::Sum(entries) => check_added_up(entries, place, scope),
        FormulaText::Of(left, sign, right) => {
            let parts = (check_part(left, scope), check_part(right, scope));
            let (left, right) = (parts.0?, parts.1?);
            check_sign(sign.value, left, right, place, scope)
        }
    }
}

fn check_sign(
    sign: Arithmetic,
    left: Part,
    right: Part,
    place: Place,
    scope: &mut Scope<'_>,
) -> Option<Part> {
    let dimension = match sign {
        Arithmetic::Plus | Arithmetic::Minus if left.dimension != right.dimension => {
            let verb = if sign == Arithmetic::Plus { "added to" } else { "subtracted from" };
            let (one, other) = match sign {
                Arithmetic::Minus => (right.dimension, left.dimension),
                Arithmetic::Plus | Arithmetic::Times | Arithmetic::Over => {
                    (left.dimension, right.dimension)
                }
            };
            let in_words = |dimension: Dimension| match dimension {
                Dimension::NONE => "a number without a unit".to_owned(),
                other => format!("a number in {other}"),
            };
            let mistake = Diagnostic::at(
                place,
                format!("{} cannot be {verb} {}", in_words(one), in_words(other)),
            );
            scope.report(mistake.help("add and subtract numbers in units of one kind; a number alone needs its unit, as in `13 cm`"));
            return None;
        }
        Arithmetic::Plus | Arithmetic::Minus => left.dimension,
        Arithmetic::Times => left.dimension.times(right.dimension),
        Arithmetic::Over => left.dimension.over(right.dimension),
    };
    if sign == Arithmetic::Over && !scope.vocabulary.range_of(&right.formula).is_never_zero() {
        let mistake =
            Diagnostic::at(right.place, "this number may be 0, and nothing can be divided by 0");
        scope.report(match &right.formula {
            Formula::Term(term) => {
                let name = scope.vocabulary.name_of(term.fact());
                mistake
                    .about(name)
                    .help(format!("give `{name}` a plausible range that begins above 0"))
            }
            Formula::Number { .. }
            | Formula::Days { .. }
            | Formula::Sum(_)
            | Formula::Fact { .. }
            | Formula::Of { .. }
            | Formula::Power { .. } => {
                mistake.help("divide by numbers whose plausible ranges begin above 0")
            }
        });
        return None;
    }
    let formula = combined(sign, left.formula, right.formula);
    Some(Part { formula, dimension, place })
}

/// Two numbers with a sign between them; a number times itself is a power.
fn combined(sign: Arithmetic, left: Formula, right: Formula) -> Formula {
    if sign == Arithmetic::Times {
        let (before, last) = if let Formula::Of { sign: Arithmetic::Times, left, right } = &left {
            (Some(left), &**right)
        } else {
            (None, &left)
        };
        let (base, exponent) = as_power(last);
        let (other, more) = as_power(&right);
        if base == other {
            let exponent = exponent.saturating_add(more);
            let power = Formula::Power { base: Link::from(base.clone()), exponent };
            return match before {
                Some(before) => {
                    Formula::Of { sign, left: before.clone(), right: Link::from(power) }
                }
                None => power,
            };
        }
    }
    Formula::Of { sign, left: Link::from(left), right: Link::from(right) }
}

/// What is multiplied by itself, and how often it is there.
fn as_power(formula: &Formula) -> (&Formula, u32) {
    if let Formula::Power { base, exponent } = formula { (base, *exponent) } else { (formula, 1) }
}

fn check_number(text: &QuantityText, scope: &mut Scope<'_>) -> Option<Part> {
    let unit = match &text.unit {
        Some(unit) => Some(known_unit(unit, text.unit_apart(), scope)?),
        None => None,
    };
    let value = text.number.value.normalize();
    let Some((dimension, _)) = size_of(unit) else {
        scope.report(no_unit(text.place, unit));
        return None;
    };
    if value.mantissa().unsigned_abs() >= 10_u128.pow(18) {
        let mistake =
            Diagnostic::at(text.number.place, "a number of a calculation has at most 18 digits");
        scope.report(mistake.help("write fewer digits"));
        return None;
    }
    Some(Part { formula: Formula::Number { value, unit }, dimension, place: text.place })
}

fn no_unit(place: Place, unit: Option<Unit>) -> Diagnostic {
    let words = unit.map(Unit::words).unwrap_or_default();
    Diagnostic::at(place, format!("numbers in {words} are not calculated with"))
        .help("name a fact for the number that is meant")
}

fn check_term(other: &Other, place: Place, scope: &mut Scope<'_>) -> Option<Part> {
    let parts = Parts::of(other);
    scope.with_subject(&other.subject, |scope, subject| {
        let Subject::Fact(id, fact) = subject else { return None };
        match &fact.kind {
            FactKind::Calculated { scale, formula } => {
                if !parts.are_absent(fact, scope) {
                    return None;
                }
                let (dimension, _) = scale.unit.size()?;
                let formula = Formula::Fact { fact: id, formula: formula.clone() };
                Some(Part { formula, dimension, place })
            }
            FactKind::Age { birth_date } => {
                let birth = scope.vocabulary.name_of(*birth_date);
                let mistake =
                    Diagnostic::at(place, format!("{}, and not calculated with", kind_of(fact)));
                scope.report(
                    mistake
                        .about(&fact.name)
                        .help(format!("write `days from {birth} to service_date`")),
                );
                None
            }
            FactKind::Date => {
                let from = if id.is_built_in() { "therapy_start" } else { &*fact.name };
                let mistake = Diagnostic::at(place, format!("{}, and no number", kind_of(fact)));
                let help = format!(
                    "write the days between two dates, as in `days from {from} to service_date`"
                );
                scope.report(mistake.about(&fact.name).help(help));
                None
            }
            FactKind::Flag { .. }
            | FactKind::Code { .. }
            | FactKind::Count { .. }
            | FactKind::Quantity { .. }
            | FactKind::Measurement { .. }
            | FactKind::History { .. } => {
                let term = parts.term(id, fact, scope)?.comparable()?;
                let unit = scope.vocabulary.unit_of(term)?;
                let Some((dimension, _)) = size_of(unit) else {
                    scope.report(no_unit(place, unit).about(&fact.name));
                    return None;
                };
                if let Some(window) = &other.window
                    && refuse_request_date(&window.value, scope)
                {
                    return None;
                }
                Some(Part { formula: Formula::Term(term), dimension, place })
            }
        }
    })
}

/// What entries of a history come to.
fn check_added_up(entries: &Predicate, place: Place, scope: &mut Scope<'_>) -> Option<Part> {
    let filter = check_filter(entries, scope);
    scope.with_subject(&entries.subject, |scope, subject| {
        let (Subject::Fact(id, fact), Some(written)) = (subject, &entries.sum) else { return None };
        let (sum, found) =
            scope.counting(|scope| check_sum(written, entries, (id, fact), filter, scope));
        let sum = sum?;
        if !found.is_empty() {
            let mistake =
                Diagnostic::at(place, "a calculation does not count from a day in a history");
            scope.report(mistake.help("add a date to the vocabulary for the day that is meant"));
            return None;
        }
        if let Some(window) = &entries.window
            && refuse_request_date(&window.value, scope)
        {
            return None;
        }
        let (dimension, _) = size_of(sum.unit(scope.vocabulary))?;
        Some(Part { formula: Formula::Sum(Link::from(sum)), dimension, place })
    })
}

/// In a vocabulary nobody knows whether a policy looks back from the request.
fn refuse_request_date(window: &WindowText, scope: &mut Scope<'_>) -> bool {
    let named =
        window.days().find_map(|day| day.name().filter(|name| name.value == "request_date"));
    let Some(named) = named else { return false };
    let mistake = Diagnostic::at(
        named.place,
        "each policy says whether it looks back from the request or from the service",
    );
    scope
        .report(mistake.help(
            "write a window without this day, as in `within 6 months`, or name another date",
        ));
    true
}

fn check_day_of_case(day: &DayText, scope: &mut Scope<'_>) -> Option<Day> {
    match day {
        DayText::Date(date) => check_day(date, scope).map(Day::On),
        DayText::Name(name) => other_date(name, scope).map(Day::Fact),
        DayText::Found(found) => {
            let mistake = Diagnostic::at(
                found.place,
                "a length begins and ends with a date fact or a day of the calendar",
            );
            scope.report(mistake.help("add a date to the vocabulary for the day that is meant"));
            None
        }
    }
}

/// The message where a calculated number is compared with another fact.
pub fn refuse_calculated(place: Place, fact: &Fact, other: &str, scope: &mut Scope<'_>) {
    let name = &fact.name;
    let mistake = Diagnostic::at(
        place,
        format!("`{name}` is calculated, and such a number is compared with a number only"),
    );
    scope.report(mistake.about(name).help(format!(
        "calculate the difference, as in `difference: calculated in {} as {name} - {other}`, and compare that with 0",
        fact.kind.scale().map(|scale| scale.unit.words()).unwrap_or_default()
    )));
}
