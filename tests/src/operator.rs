//! What a comparison means, written independently: the tests that compare numbers and days do not
//! use the code that they test.

use core::cmp::Ordering;
use policy_core::policy::Operator;

/// Do two values that compare like this satisfy the relation?
#[must_use]
pub fn holds(operator: Operator, comparison: Ordering) -> bool {
    match operator {
        Operator::Equal => comparison == Ordering::Equal,
        Operator::Less => comparison == Ordering::Less,
        Operator::LessOrEqual => comparison != Ordering::Greater,
        Operator::Greater => comparison == Ordering::Greater,
        Operator::GreaterOrEqual => comparison != Ordering::Less,
    }
}
