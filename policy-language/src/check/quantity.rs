//! Numbers: whole ones, and quantities with their units.

use super::dates::unit_of_time;
use super::operand::{check_operator, plausible_number, report_no_number, upside_down};
use super::scope::Scope;
use super::units::{converted, meant_units};
use super::wording::{
    alternatives, example_of, kind_of, number as words, quantity as quantity_in_words,
};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Operand, Test};
use crate::syntax::literal::QuantityText;
use crate::text::{Name, Placed};
use policy_core::Decimal;
use policy_core::calendar::CalendarUnit;
use policy_core::policy::{CountTest, QuantityTest, Threshold};
use policy_core::possible::Scale;
use policy_core::unit::{Kind, Unit};
use policy_core::vocabulary::Fact;

/// The test of a count, and whether it is negated.
pub fn check_count_test(
    test: &Placed<Test>,
    range: (u32, u32),
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> Option<(CountTest, bool)> {
    match &test.value {
        Test::Compare { operator, operand: Operand::Quantity(quantity) } => {
            let (operator, negated) = check_operator(operator.value);
            count(quantity, range, fact, scope)
                .map(|number| (CountTest::Compare(operator, number), negated))
        }
        Test::Between { low, high } => {
            let (first, last) = (count(low, range, fact, scope), count(high, range, fact, scope));
            let (first, last) = (first?, last?);
            if first > last {
                scope.report(upside_down(low, high, turned(low, high, None)));
                return None;
            }
            Some((CountTest::Between(first, last), false))
        }
        Test::Compare { .. } | Test::OneOf { .. } | Test::Apart(_) | Test::WithinNormal => {
            report_no_number(test, fact, scope);
            None
        }
    }
}

fn count(
    quantity: &QuantityText,
    (low, high): (u32, u32),
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> Option<u32> {
    if let Some(unit) = &quantity.unit {
        scope.report(needless_unit(quantity, unit, fact));
        return None;
    }
    plausible_number(&quantity.number, low..=high, &high.to_string(), fact, scope)
}

/// A unit after a count.
fn needless_unit(quantity: &QuantityText, unit: &Name, fact: &Fact) -> Diagnostic {
    let number = words(quantity.number.value);
    // After a number of something else, the fact may be the wrong one.
    let needless = quantity.unit_apart()
        && Unit::from_words(&unit.value).is_none()
        && unit_of_time(unit).is_none_or(|time| time == CalendarUnit::Years);
    let mistake =
        Diagnostic::at(unit.place, format!("{}: no unit follows its number", kind_of(fact)));
    // `2/week` is another number than 2.
    if unit.value.starts_with('/') {
        return mistake.about(&fact.name).help(
            "a rate is not computed: name a fact for the number in that time, or count events `within` it",
        );
    }
    mistake.about(&fact.name).remove(format!("write `{number}`")).replaced_if(needless)
}

/// The two numbers of a range the other way round; of two units, each stays with its number.
fn turned(low: &QuantityText, high: &QuantityText, unit: Option<Unit>) -> String {
    let written = |quantity: &QuantityText| match (&quantity.unit, unit) {
        (_, Some(unit)) => unit.shared(&words(quantity.number.value)),
        (Some(own), None) => format!("{} {}", words(quantity.number.value), own.value),
        (None, None) => words(quantity.number.value),
    };
    let most = unit.map_or_else(|| written(low), |unit| quantity_in_words(low.number.value, unit));
    format!("{} and {most}", written(high))
}

/// The test of a quantity or a result, and whether it is negated.
pub fn check_quantity_test(
    test: &Placed<Test>,
    fact: &Fact,
    scale: &Scale,
    scope: &mut Scope<'_>,
) -> Option<(QuantityTest, bool)> {
    match &test.value {
        Test::Compare { operator, operand: Operand::Quantity(quantity) } => {
            let (operator, negated) = check_operator(operator.value);
            let threshold = threshold(quantity, quantity.unit.as_ref(), fact, scale, scope)?;
            Some((QuantityTest::Compare(operator, threshold), negated))
        }
        Test::Between { low, high } => {
            // One unit at the end serves both numbers.
            let unit = high.unit.as_ref();
            // Nor do two numbers miss two.
            if low.unit.is_none() && unit.is_none() {
                scope.report(missing_unit(high, fact, scale));
                return None;
            }
            let first = threshold(low, low.unit.as_ref().or(unit), fact, scale, scope);
            let last = threshold(high, unit, fact, scale, scope);
            let (first, last) = (first?, last?);
            if scale.position(first.value, first.unit) > scale.position(last.value, last.unit) {
                let unit = (first.unit == last.unit).then_some(last.unit);
                scope.report(upside_down(low, high, turned(low, high, unit)));
                return None;
            }
            Some((QuantityTest::Between(first, last), false))
        }
        Test::Compare { .. } | Test::OneOf { .. } | Test::Apart(_) | Test::WithinNormal => {
            scope.report(
                Diagnostic::at(
                    test.place,
                    format!("{}: it is compared with a number and its unit", kind_of(fact)),
                )
                .about(&fact.name)
                .help(example_of(fact)),
            );
            None
        }
    }
}

fn threshold(
    quantity: &QuantityText,
    unit: Option<&Name>,
    fact: &Fact,
    scale: &Scale,
    scope: &mut Scope<'_>,
) -> Option<Threshold> {
    let number = quantity.number.value;
    let Some(unit_name) = unit else {
        scope.report(missing_unit(quantity, fact, scale));
        return None;
    };
    let unit = check_unit(unit_name, quantity, fact, scale, scope)?;
    let threshold = Threshold { value: number, unit };
    match scale.plausible(number, unit) {
        None => {
            let hundredfold = percentage(number, scale).filter(|_| unit == Unit::Percent);
            let shown = quantity_in_words(number, unit);
            let mistake = Diagnostic::at(
                quantity.number.place,
                format!("`{shown}` lies outside the plausible range of `{}`", fact.name),
            );
            let mistake = match &hundredfold {
                Some(percent) => {
                    mistake.did_you_mean(&[percent]).replacing(quantity.place, percent)
                }
                None => mistake.help("check the number and the unit"),
            };
            scope.report(
                mistake
                    .note(format!("`{}` goes from {}", fact.name, scale.range_in_words()))
                    .about(&fact.name),
            );
            None
        }
        Some(position) if Scale::is_beyond(position) => {
            scope.report(too_large(quantity, threshold, scale));
            None
        }
        Some(position) if !Scale::is_on_mark(position) => {
            scope.report(too_fine(quantity, threshold, scale));
            None
        }
        Some(_) => Some(threshold),
    }
}

/// A threshold beyond all that the scale can tell apart.
fn too_large(quantity: &QuantityText, threshold: Threshold, scale: &Scale) -> Diagnostic {
    let typed = quantity_in_words(threshold.value, threshold.unit);
    let unit = scale.unit.words();
    Diagnostic::at(
        quantity.number.place,
        format!("`{typed}` is too large to be compared exactly in {unit}"),
    )
    .help("check the number, or name a larger unit first in the vocabulary")
    .note(format!("thresholds are kept in {unit}, the unit that the vocabulary names first"))
}

/// A threshold that is no threshold of the fact's own unit: 99 lb is no round number of kilograms.
fn too_fine(quantity: &QuantityText, threshold: Threshold, scale: &Scale) -> Diagnostic {
    let typed = quantity_in_words(threshold.value, threshold.unit);
    let unit = scale.unit.words();
    let mistake = Diagnostic::at(
        quantity.number.place,
        format!("`{typed}` has more decimal places than can be compared exactly"),
    );
    let own = Scale { accepted: Vec::new().into(), ..scale.clone() };
    let same = converted(threshold.value, threshold.unit, &own);
    let mistake = match &same[..] {
        [same] if threshold.unit != scale.unit => mistake.help(format!(
            "thresholds are compared in {unit}: write the value in {unit} that the source means; `{typed}` is {same}"
        )),
        _ => mistake.help(format!(
            "write a value that has at most {} decimal places in {unit}",
            scale.unit.decimals()
        )),
    };
    mistake.note(format!("thresholds are kept in {unit}, the unit that the vocabulary names first"))
}

/// A number without its unit. Where several units would do, only the source can say which: another
/// unit is another criterion.
fn missing_unit(quantity: &QuantityText, fact: &Fact, scale: &Scale) -> Diagnostic {
    let number = quantity.number.value;
    let mistake =
        Diagnostic::at(quantity.number.place, format!("`{}` needs a unit", words(number)));
    if let Some(percent) = percentage(number, scale) {
        return mistake
            .did_you_mean(&[&percent])
            .note(accepted_units(fact, scale))
            .about(&fact.name);
    }
    // 0.7 % is plausible, and 0.7 may be 70 %.
    if let Some(hundredfold) = fraction(number, scale) {
        return mistake
            .help(format!(
                "write `{hundredfold}` if `{}` is a fraction, or `{}` if it is a percentage",
                words(number),
                quantity_in_words(number, scale.unit)
            ))
            .note(accepted_units(fact, scale))
            .about(&fact.name);
    }
    let fitting = scale
        .units()
        .filter(|unit| scale.plausible(number, *unit).is_some())
        .map(|unit| quantity_in_words(number, unit))
        .collect::<Vec<_>>();
    match &fitting[..] {
        [] => mistake
            .help("write its unit after it")
            .note(accepted_units(fact, scale))
            .about(&fact.name),
        [only] => mistake.replace(only).note(accepted_units(fact, scale)).about(&fact.name),
        several => {
            let choice = alternatives(several.iter().map(String::as_str));
            mistake.help(format!("write {choice}, whichever the source means")).about(&fact.name)
        }
    }
}

/// `0.4` where 40 % is plausible and 0.4 % is not: the percentage.
fn percentage(number: Decimal, scale: &Scale) -> Option<String> {
    let hundredfold = number.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    let fits = |number| scale.plausible(number, Unit::Percent).is_some();
    (scale.unit == Unit::Percent && number < Decimal::ONE && !fits(number) && fits(hundredfold))
        .then(|| quantity_in_words(hundredfold, Unit::Percent))
}

/// `0.7` where both 0.7 % and 70 % are plausible: the percentage that the fraction is.
fn fraction(number: Decimal, scale: &Scale) -> Option<String> {
    let hundredfold = number.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    (scale.unit == Unit::Percent
        && number > Decimal::ZERO
        && number <= Decimal::ONE
        && scale.plausible(hundredfold, Unit::Percent).is_some())
    .then(|| quantity_in_words(hundredfold, Unit::Percent))
}

/// The unit that an author wrote, if the fact accepts it.
fn check_unit(
    name: &Name,
    quantity: &QuantityText,
    fact: &Fact,
    scale: &Scale,
    scope: &mut Scope<'_>,
) -> Option<Unit> {
    let mistake = match Unit::from_words(&name.value) {
        Some(unit) if scale.units().any(|accepted| accepted == unit) => return Some(unit),
        Some(unit) if unit.kind() == scale.unit.kind() => {
            let mistake = Diagnostic::at(
                name.place,
                format!("`{}` does not accept the unit `{}`", fact.name, name.value),
            );
            // The number changes with the unit.
            let same = converted(quantity.number.value, unit, scale);
            let typed = quantity_in_words(quantity.number.value, unit);
            mistake
                .help(if same.is_empty() {
                    format!("convert `{typed}` to {}", unit_choice(scale))
                } else {
                    let same = alternatives(same.iter().map(String::as_str));
                    format!("write {same}, which is `{typed}`")
                })
                .about(&fact.name)
        }
        Some(unit)
            if matches!(unit.kind(), Kind::UpperLimitMultiple | Kind::LowerLimitMultiple) =>
        {
            Diagnostic::at(
                name.place,
                format!(
                    "`{}` is measured in {}, and not as a multiple of a limit of normal",
                    fact.name,
                    unit_choice(scale)
                ),
            )
            .help(format!(
                "name a fact of its own for it: `{}_multiple: measurement in {}`",
                fact.name,
                unit.words()
            ))
            .about(&fact.name)
        }
        Some(unit) => Diagnostic::at(
            name.place,
            format!(
                "`{}` is a {}, but `{}` is a {}",
                name.value,
                unit.kind().name(),
                fact.name,
                scale.unit.kind().name()
            ),
        )
        .help(format!(
            "check which {} is meant: `{}` is measured in {}",
            if scope.is_of_entries() { "attribute" } else { "fact" },
            fact.name,
            unit_choice(scale)
        ))
        .about(&fact.name),
        None => {
            let mistake = Diagnostic::at(name.place, format!("unknown unit `{}`", name.value));
            match meant_units(&name.value, scale.units())[..] {
                [] => mistake
                    .help(format!("convert the value to {}", unit_choice(scale)))
                    .about(&fact.name),
                ref near => mistake
                    .did_you_mean(near)
                    .replaced_if(quantity.unit_apart())
                    .note(accepted_units(fact, scale))
                    .about(&fact.name),
            }
        }
    };
    scope.report(mistake);
    None
}

fn unit_choice(scale: &Scale) -> String {
    alternatives(scale.units().map(Unit::words))
}

fn accepted_units(fact: &Fact, scale: &Scale) -> String {
    format!("`{}` is measured in {}", fact.name, unit_choice(scale))
}
