//! Comparisons as the intervals that they ask for.

use super::literal::grouped;
use policy_core::policy::{CountTest, DateTest, Expression, Operator, QuantityTest, Selection, Threshold};
use policy_core::possible::Scale;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The same comparison the other way round, where that is one comparison as well and a result that is missing leaves both unknown.
pub fn opposite(predicate: &Expression) -> Option<Expression> {
    Some(match *predicate {
        Expression::Count { fact, test: CountTest::Compare(operator, bound) } => {
            Expression::Count { fact, test: CountTest::Compare(reversed(operator)?, bound) }
        }
        Expression::Quantity { fact, test: QuantityTest::Compare(operator, threshold) } => {
            Expression::Quantity { fact, test: QuantityTest::Compare(reversed(operator)?, threshold) }
        }
        Expression::Measurement { fact, selection: Selection::Latest, method, within, test: QuantityTest::Compare(operator, threshold) } => {
            let test = QuantityTest::Compare(reversed(operator)?, threshold);
            Expression::Measurement { fact, selection: Selection::Latest, method, within, test }
        }
        Expression::Date { fact, test: DateTest::Compare(operator, operand) } => {
            Expression::Date { fact, test: DateTest::Compare(reversed(operator)?, operand) }
        }
        _ => return None,
    })
}

const fn reversed(operator: Operator) -> Option<Operator> {
    match operator {
        Operator::Equal => None,
        Operator::Less => Some(Operator::GreaterOrEqual),
        Operator::LessOrEqual => Some(Operator::Greater),
        Operator::Greater => Some(Operator::LessOrEqual),
        Operator::GreaterOrEqual => Some(Operator::Less),
    }
}

pub fn quantity_interval(scale: &Scale, test: QuantityTest) -> TokenStream {
    match test {
        QuantityTest::Compare(operator, threshold) => {
            let (constructor, bound) = (constructor(operator), position(scale, threshold));
            quote!(Interval::#constructor(#bound))
        }
        QuantityTest::Between(low, high) => {
            let (low, high) = (position(scale, low), position(scale, high));
            quote!(Interval::between(#low, #high))
        }
    }
}

/// Whether a test compares with one number, so that of several possible results only the lowest and the highest matter.
pub fn is_half_open(test: QuantityTest) -> bool {
    matches!(test, QuantityTest::Compare(Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual, _))
}

/// The position of a threshold: twice its millionths, since the odd positions are those between two marks.
fn position(scale: &Scale, threshold: Threshold) -> TokenStream {
    let millionths = scale.position(threshold.value, threshold.unit).unwrap_or_default().div_euclid(2);
    let millionths = grouped(millionths);
    quote!(2 * #millionths)
}

pub fn count_interval(test: CountTest) -> TokenStream {
    let number = |number: u32| grouped(i64::from(number));
    match test {
        CountTest::Compare(operator, bound) => {
            let (constructor, bound) = (constructor(operator), number(bound));
            quote!(Interval::#constructor(#bound))
        }
        CountTest::Between(low, high) => {
            let (low, high) = (number(low), number(high));
            quote!(Interval::between(#low, #high))
        }
    }
}

pub fn constructor(operator: Operator) -> Ident {
    format_ident!(
        "{}",
        match operator {
            Operator::Equal => "exactly",
            Operator::Less => "below",
            Operator::LessOrEqual => "at_most",
            Operator::Greater => "above",
            Operator::GreaterOrEqual => "at_least",
        }
    )
}
