//! What all comparisons have in common: relations, whole numbers and ranges.

use super::scope::Scope;
use super::wording::{example_of, kind_of, number as words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Operator, Test};
use crate::syntax::literal::{Number, QuantityText};
use crate::text::{Place, Placed};
use policy_core::policy::Operator as Checked;
use policy_core::vocabulary::{Fact, FactKind};
use std::ops::RangeInclusive;

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

/// A whole number that was written as one.
pub fn whole_number(number: &Number) -> Option<u32> {
    (number.whole && number.value.scale() == 0)
        .then(|| u32::try_from(number.value.mantissa()).ok())?
}

/// A whole number that the fact can have; `highest` is the end of its range as it is written.
pub fn plausible_number(
    number: &Number,
    range: RangeInclusive<u32>,
    highest: &str,
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> Option<u32> {
    let value = words(number.value);
    let whole = whole_number(number);
    if whole.is_none() && !(number.whole && number.value.is_sign_negative()) {
        let mistake = Diagnostic::at(number.place, format!("`{value}` is not a whole number"));
        let mistake = mistake.help(example_of(fact));
        scope.report(if matches!(fact.kind, FactKind::Age { .. }) {
            mistake.note("half a year is `6 months`, a year and a half `18 months`")
        } else {
            mistake
        });
        return None;
    }
    let lowest = *range.start();
    let plausible = whole.filter(|whole| range.contains(whole));
    if plausible.is_none() {
        scope.report(
            Diagnostic::at(
                number.place,
                format!("`{value}` lies outside the plausible range of `{}`", fact.name),
            )
            .help("check the number")
            .note(format!("`{}` goes from {lowest} to {highest}", fact.name))
            .about(&fact.name),
        );
    }
    plausible
}

/// A count or an age is compared with something else than a number.
pub fn report_no_number(test: &Placed<Test>, fact: &Fact, scope: &mut Scope<'_>) {
    report_no_number_at(test.place, fact, scope);
}

/// The same, at a place.
pub fn report_no_number_at(place: Place, fact: &Fact, scope: &mut Scope<'_>) {
    scope.report(
        Diagnostic::at(place, format!("{}: it is compared with a whole number", kind_of(fact)))
            .about(&fact.name)
            .help(example_of(fact)),
    );
}

/// A range whose second number is smaller than the first, and how it is written.
pub fn upside_down(low: &QuantityText, high: &QuantityText, right: String) -> Diagnostic {
    Diagnostic::at(low.place.to(high.place), "the second number is smaller than the first")
        .help(format!("write `between {right}`"))
        .instead(right)
}
