//! Conclusions: as data, and as the detail that a determination carries.

use super::expression::Evaluation;
use super::literal::{duration, integer, list, mask, option, optional_text, text};
use super::names::field;
use super::tree::{expression, fact_id, threshold};
use policy_core::data::Text;
use policy_core::policy::{Approval, Basis, Choice, Conclusion, Limit, Selector};
use policy_core::vocabulary::FactId;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

pub fn conclusion(conclusion: &Conclusion) -> TokenStream {
    let with_reason = |kind: TokenStream, reason: Option<&Text>| {
        let reason = optional_text(reason);
        quote!(Conclusion::#kind { reason: #reason })
    };
    match conclusion {
        Conclusion::CriteriaMet { approval, review } => {
            let (approval, review) = (terms(approval), optional_text(review.as_ref()));
            quote!(Conclusion::CriteriaMet { approval: #approval, review: #review })
        }
        Conclusion::CriteriaNotMet { reason } => with_reason(quote!(CriteriaNotMet), reason.as_ref()),
        Conclusion::CaseByCase { reason } => with_reason(quote!(CaseByCase), reason.as_ref()),
        Conclusion::NotApplicable { reason } => with_reason(quote!(NotApplicable), reason.as_ref()),
        Conclusion::Refer { to } => {
            let to = choice(to, &text);
            quote!(Conclusion::Refer { to: #to })
        }
        Conclusion::NotCovered { basis } => {
            let basis = choice(basis, &|basis| basis_variant(*basis));
            quote!(Conclusion::NotCovered { basis: #basis })
        }
    }
}

fn terms(approval: &Approval) -> TokenStream {
    let span = option(approval.duration.map(duration));
    let limit = option(approval.limit.as_ref().map(limit));
    let at_most = option(approval.at_most.map(threshold));
    quote!(Approval { duration: #span, limit: #limit, at_most: #at_most })
}

fn limit(limit: &Limit) -> TokenStream {
    let (number, counted, per) = (integer(limit.number), text(&limit.counted), optional_text(limit.per.as_ref()));
    quote!(Limit { number: #number, counted: #counted, per: #per })
}

fn basis_variant(basis: Basis) -> TokenStream {
    let variant = format_ident!("{}", format!("{basis:?}"));
    quote!(Basis::#variant)
}

fn choice<T: Clone>(detail: &Choice<T>, leaf: &dyn Fn(&T) -> TokenStream) -> TokenStream {
    match detail {
        Choice::Always(value) => {
            let value = leaf(value);
            quote!(Choice::Always(#value))
        }
        Choice::By { selector, arms } => {
            let selector = match selector {
                Selector::Code(fact) => {
                    let fact = fact_id(*fact);
                    quote!(Selector::Code(#fact))
                }
                Selector::Flag(fact) => {
                    let fact = fact_id(*fact);
                    quote!(Selector::Flag(#fact))
                }
                Selector::Condition(condition) => {
                    let condition = expression(condition);
                    quote!(Selector::Condition(Link::Static(&#condition)))
                }
            };
            let arms = list(arms.iter().map(|arm| {
                let (values, detail) = (mask(arm.values), choice(&arm.choice, leaf));
                quote!(Arm { values: #values, choice: #detail })
            }));
            quote!(Choice::By { selector: #selector, arms: #arms })
        }
    }
}

/// The detail that a conclusion leads to for a case.
pub fn detail(conclusion: &Conclusion, evaluation: &mut Evaluation<'_>) -> TokenStream {
    match conclusion {
        Conclusion::Refer { to } => chosen(to, evaluation, &|policy| {
            let policy = &**policy;
            quote!(Detail::ReferTo(#policy))
        }),
        Conclusion::NotCovered { basis } => chosen(basis, evaluation, &|basis| {
            let basis = basis_variant(*basis);
            quote!(Detail::Basis(#basis))
        }),
        _ => quote!(Detail::None),
    }
}

fn chosen<T: Clone>(detail: &Choice<T>, evaluation: &mut Evaluation<'_>, leaf: &dyn Fn(&T) -> TokenStream) -> TokenStream {
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
