//! Numbers: whole ones, and quantities with their units.

use super::dates::check_operator;
use super::scope::Scope;
use super::wording::{alternatives, example_of, kind_of};
use crate::report::Mistake;
use crate::syntax::expression::{Operand, Test};
use crate::syntax::literal::{Number, QuantityText};
use crate::syntax::place::{Name, Placed};
use policy_core::policy::{CountTest, QuantityTest, Threshold};
use policy_core::possible::{Scale, THRESHOLD_DECIMALS};
use policy_core::suggest::did_you_mean;
use policy_core::unit::Unit;
use policy_core::vocabulary::{Fact, FactKind};

/// A whole number that was written as one.
pub fn whole_number(number: &Number) -> Option<u32> {
    (number.whole && number.value.scale() == 0).then(|| u32::try_from(number.value.mantissa()).ok())?
}

/// The test of a count or an age, and whether it is negated.
pub fn check_count_test(test: &Placed<Test>, fact: &Fact, scope: &mut Scope<'_>) -> Option<(CountTest, bool)> {
    match &test.value {
        Test::Compare { operator, operand: Operand::Quantity(quantity) } => {
            let (operator, negated) = check_operator(operator.value);
            count(quantity, fact, scope).map(|number| (CountTest::Compare(operator, number), negated))
        }
        Test::Between { low, high } => {
            let (first, last) = (count(low, fact, scope), count(high, fact, scope));
            let (first, last) = (first?, last?);
            if first > last {
                scope.report(upside_down(low, high));
                return None;
            }
            Some((CountTest::Between(first, last), false))
        }
        _ => {
            scope.report(Mistake::at(test.place, format!("{}: it is compared with a whole number", kind_of(fact))).help(example_of(fact)));
            None
        }
    }
}

fn count(quantity: &QuantityText, fact: &Fact, scope: &mut Scope<'_>) -> Option<u32> {
    if let Some(unit) = &quantity.unit {
        let what = if matches!(fact.kind, FactKind::Age { .. }) { "completed years" } else { "a plain number" };
        scope.report(
            Mistake::at(unit.place, format!("`{}` counts {what}: no unit stands behind the number", fact.name))
                .help(format!("write `{}`", quantity.number.value)),
        );
        return None;
    }
    let Some(number) = whole_number(&quantity.number) else {
        scope.report(Mistake::at(quantity.number.place, format!("`{}` is not a whole number", quantity.number.value)).help(example_of(fact)));
        return None;
    };
    let (low, high) = match fact.kind {
        FactKind::Count { low, high } => (low, high),
        _ => (0, 130),
    };
    if number < low || high < number {
        scope.report(
            Mistake::at(quantity.number.place, format!("`{number}` lies outside the plausible range of `{}`", fact.name))
                .note(format!("`{}` goes from {low} to {high}", fact.name)),
        );
        return None;
    }
    Some(number)
}

fn upside_down(low: &QuantityText, high: &QuantityText) -> Mistake {
    Mistake::at(low.place.to(high.place), "the second number is smaller than the first")
        .help(format!("write `between {} and {}`", high.number.value, low.number.value))
}

/// The test of a quantity or a result, and whether it is negated.
pub fn check_quantity_test(test: &Placed<Test>, fact: &Fact, scale: &Scale, scope: &mut Scope<'_>) -> Option<(QuantityTest, bool)> {
    match &test.value {
        Test::Compare { operator, operand: Operand::Quantity(quantity) } => {
            let (operator, negated) = check_operator(operator.value);
            let threshold = threshold(quantity, quantity.unit.as_ref(), fact, scale, scope)?;
            Some((QuantityTest::Compare(operator, threshold), negated))
        }
        Test::Between { low, high } => {
            // One unit at the end serves both numbers.
            let unit = high.unit.as_ref();
            let first = threshold(low, low.unit.as_ref().or(unit), fact, scale, scope);
            let last = threshold(high, unit, fact, scale, scope);
            let (first, last) = (first?, last?);
            if scale.position(first.value, first.unit) > scale.position(last.value, last.unit) {
                scope.report(upside_down(low, high));
                return None;
            }
            Some((QuantityTest::Between(first, last), false))
        }
        _ => {
            scope.report(Mistake::at(test.place, format!("{}: it is compared with a number and its unit", kind_of(fact))).help(example_of(fact)));
            None
        }
    }
}

fn threshold(quantity: &QuantityText, unit: Option<&Name>, fact: &Fact, scale: &Scale, scope: &mut Scope<'_>) -> Option<Threshold> {
    let number = quantity.number.value;
    let Some(unit_name) = unit else {
        scope.report(
            Mistake::at(quantity.number.place, format!("`{number}` needs a unit"))
                .help(format!("write `{number} {}`", scale.unit.words()))
                .note(accepted_units(fact, scale)),
        );
        return None;
    };
    let unit = check_unit(unit_name, fact, scale, scope)?;
    let threshold = Threshold { value: number, unit };
    match scale.plausible(number, unit) {
        None => {
            scope.report(
                Mistake::at(quantity.number.place, format!("`{threshold}` lies outside the plausible range of `{}`", fact.name))
                    .help("check the number and the unit")
                    .note(format!("`{}` goes from {}", fact.name, scale.range_in_words())),
            );
            None
        }
        Some(position) if !Scale::is_on_mark(position) => {
            scope.report(
                Mistake::at(quantity.number.place, format!("`{threshold}` has more decimal places than can be compared exactly"))
                    .help(format!("give at most {THRESHOLD_DECIMALS} decimal places in {}", scale.unit.words())),
            );
            None
        }
        Some(_) => Some(threshold),
    }
}

/// The unit that an author wrote, if the fact accepts it.
fn check_unit(name: &Name, fact: &Fact, scale: &Scale, scope: &mut Scope<'_>) -> Option<Unit> {
    let note = accepted_units(fact, scale);
    let mistake = match Unit::from_words(&name.value) {
        Some(unit) if scale.units().any(|accepted| accepted == unit) => return Some(unit),
        Some(unit) if unit.kind() == scale.unit.kind() => {
            Mistake::at(name.place, format!("`{}` does not accept the unit `{}`", fact.name, name.value))
                .help(format!("write the value in {}", unit_choice(scale)))
        }
        Some(unit) => {
            Mistake::at(name.place, format!("`{}` is a {}, but `{}` is a {}", name.value, unit.kind().name(), fact.name, scale.unit.kind().name()))
                .help(format!("write the value in {}", unit_choice(scale)))
        }
        None => Mistake::at(name.place, format!("unknown unit `{}`", name.value))
            .help(did_you_mean(&name.value, scale.units().map(Unit::words)).unwrap_or_else(|| format!("write the value in {}", unit_choice(scale)))),
    };
    scope.report(mistake.note(note));
    None
}

fn unit_choice(scale: &Scale) -> String {
    alternatives(scale.units().map(Unit::words))
}

fn accepted_units(fact: &Fact, scale: &Scale) -> String {
    format!("`{}` is measured in {}", fact.name, unit_choice(scale))
}
