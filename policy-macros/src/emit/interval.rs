//! Comparisons as the intervals that they ask for.

use super::literal::grouped;
use policy_core::policy::{CountTest, Operator, QuantityTest, Threshold};
use policy_core::possible::Scale;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// `None` where a threshold does not lie on the scale.
pub fn quantity_interval(scale: &Scale, test: QuantityTest) -> Option<TokenStream> {
    Some(match test {
        QuantityTest::Compare(operator, threshold) => {
            let (constructor, bound) = (constructor(operator), position(scale, threshold)?);
            quote!(Interval::#constructor(#bound))
        }
        QuantityTest::Between(low, high) => {
            let (low, high) = (position(scale, low)?, position(scale, high)?);
            quote!(Interval::between(#low, #high))
        }
    })
}

/// The position of a threshold: twice its millionths, since the odd positions are those between two
/// marks.
fn position(scale: &Scale, threshold: Threshold) -> Option<TokenStream> {
    let position = scale.position(threshold.value, threshold.unit)?;
    let millionths = grouped(position.div_euclid(2));
    Some(quote!(2 * #millionths))
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
