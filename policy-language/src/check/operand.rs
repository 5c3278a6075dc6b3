//! What all comparisons have in common: relations and whole numbers.

use crate::syntax::expression::Operator;
use crate::syntax::literal::Number;
use policy_core::policy::Operator as Checked;

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
