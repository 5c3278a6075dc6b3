//! What is asked of results and their own limits of normal, as code.

use super::literal::decimal;
use policy_core::policy::{NormTest, Operator};
use policy_core::possible::{Multiple, NormLimit};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// How a result has to lie to its limits.
pub fn norm(test: NormTest) -> TokenStream {
    match test {
        NormTest::Compare(operator, limit) => {
            let (orders, limit) = (orders(operator), multiple(limit));
            quote!(terms::Norm::Compare(#orders, #limit))
        }
        NormTest::Between(low, high) => {
            let (low, high) = (multiple(low), multiple(high));
            quote!(terms::Norm::Between(#low, #high))
        }
    }
}

fn multiple(Multiple { times, limit }: Multiple) -> TokenStream {
    let times = decimal(times);
    let limit = match limit {
        NormLimit::Lower => quote!(Lower),
        NormLimit::Upper => quote!(Upper),
    };
    quote!(terms::Multiple { times: const { #times }, limit: terms::NormLimit::#limit })
}

/// The orders that a comparison asks for.
pub fn orders(operator: Operator) -> TokenStream {
    let orders = format_ident!(
        "{}",
        match operator {
            Operator::Equal => "EQUAL",
            Operator::Less => "LESS",
            Operator::LessOrEqual => "AT_MOST",
            Operator::Greater => "GREATER",
            Operator::GreaterOrEqual => "AT_LEAST",
        }
    );
    quote!(terms::Orders::#orders)
}
