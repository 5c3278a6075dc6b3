//! The detail that a conclusion leads to, as code.

use super::expression::Evaluation;
use super::literal::mask;
use super::names::field;
use policy_core::generated::Terms;
use policy_core::policy::{Basis, Choice, Conclusion, Selector, Version};
use policy_core::vocabulary::FactId;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

fn basis_variant(basis: Basis) -> TokenStream {
    let variant = format_ident!("{}", format!("{basis:?}"));
    quote!(Basis::#variant)
}

fn position(position: Option<u16>) -> TokenStream {
    position.map_or_else(|| quote!(None), |position| quote!(Some(#position)))
}

/// The detail that a conclusion of a version leads to for a case.
pub fn detail(
    conclusion: &Conclusion,
    version: &Version,
    evaluation: &mut Evaluation<'_>,
) -> TokenStream {
    match conclusion {
        Conclusion::Refer { to } => chosen(to, evaluation, &|policy| {
            let policy = &**policy;
            quote!(Detail::ReferTo(#policy))
        }),
        Conclusion::NotCovered { basis, .. } => chosen(basis, evaluation, &|basis| {
            let basis = basis_variant(*basis);
            quote!(Detail::Basis(#basis))
        }),
        Conclusion::CriteriaNotMet { basis: Some(basis), .. } => {
            let basis = basis_variant(*basis);
            quote!(Detail::Basis(#basis))
        }
        Conclusion::CriteriaMet { approval, .. } => chosen(approval, evaluation, &|approval| {
            let Terms { duration, limits } = Terms::of(approval, version);
            let [duration, limits] = [duration, limits].map(position);
            quote!(Detail::approval(#duration, #limits))
        }),
        Conclusion::CriteriaNotMet { basis: None, .. }
        | Conclusion::CaseByCase { .. }
        | Conclusion::NotApplicable { .. } => {
            quote!(Detail::None)
        }
    }
}

fn chosen<T: Clone>(
    detail: &Choice<T>,
    evaluation: &mut Evaluation<'_>,
    leaf: &dyn Fn(&T) -> TokenStream,
) -> TokenStream {
    match detail {
        Choice::Always(value) => leaf(value),
        Choice::By { selector, arms } => {
            let candidates = match selector {
                Selector::Code(fact) | Selector::Flag(fact) => case_mask(*fact, evaluation),
                Selector::Condition(condition) => {
                    let truth = evaluation.truth(condition);
                    quote!(Truth::mask(#truth))
                }
            };
            // Only what is reached is worked out.
            let arms = arms.iter().map(|arm| {
                let (values, detail) = (mask(arm.values), chosen(&arm.choice, evaluation, leaf));
                quote!(if candidates & #values != 0 { reached = Detail::join(reached, #detail); })
            });
            let arms = arms.collect::<Vec<_>>();
            quote!({
                let candidates = #candidates;
                let mut reached = None;
                #(#arms)*
                reached.unwrap_or(Detail::None)
            })
        }
    }
}

fn case_mask(fact: FactId, evaluation: &Evaluation<'_>) -> TokenStream {
    let field = evaluation.fact(fact).map(field);
    quote!(case.#field.mask())
}
