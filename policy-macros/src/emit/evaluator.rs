//! The functions that evaluate a policy: one for the policy, one for each section, one statement
//! for each criterion.

use super::documentation::{evaluate_docs, section_docs};
use super::expression::Evaluation;
use super::literal::{date, integer};
use super::names::{Names, criterion_variable};
use super::outcome::detail;
use policy_core::determination::words_for;
use policy_core::policy::{
    Body, Conclusion, Criterion, Policy, Quantifier, Section, Slot, Version,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

pub fn emit_evaluator(policy: &Policy, names: &Names) -> TokenStream {
    let mut items = match &policy.versions[..] {
        [version] => evaluate_only_version(policy, version, names),
        versions => evaluate_by_date(policy, versions, names),
    };
    for version in policy.versions.iter() {
        let words = words_of(policy, version);
        for section in version.sections.iter() {
            items.extend(evaluate_section(policy, version, section, names));
            if !section.criteria.is_empty() {
                items.extend(criteria_function(policy, version, section, &words, names));
            }
        }
    }
    items
}

/// A policy without versions, or with a single one, is one function.
fn evaluate_only_version(policy: &Policy, version: &Version, names: &Names) -> TokenStream {
    let (evaluate, case_type, tree) = (names.evaluate(), names.case(), names.tree());
    let docs = evaluate_docs(policy);
    let body = deliberation(policy, 0, version, names);
    let in_force = in_force(version).map(|in_force| {
        quote! {
            if !(#in_force) {
                return Deliberation::not_in_force(&#tree);
            }
        }
    });
    quote! {
        #[doc = #docs]
        #[must_use]
        #[allow(non_snake_case, reason = "the variables carry the names of methods")]
        pub fn #evaluate(case: &#case_type) -> ::policy_core::determination::Determination<'static> {
            use ::policy_core::generated::*;
            #in_force
            #body
        }
    }
}

/// A policy with versions picks the one in force on the date of service.
fn evaluate_by_date(policy: &Policy, versions: &[Version], names: &Names) -> TokenStream {
    let (evaluate, case_type, tree) = (names.evaluate(), names.case(), names.tree());
    let docs = evaluate_docs(policy);
    let choices = versions.iter().map(|version| {
        let (in_force, evaluate_version) =
            (in_force(version).unwrap_or_else(|| quote!(true)), names.evaluate_version(version));
        quote!(if #in_force { return #evaluate_version(case); })
    });
    let functions = (0_u32..).zip(versions).map(|(position, version)| {
        let (evaluate_version, body) = (names.evaluate_version(version), deliberation(policy, position, version, names));
        quote! {
            #[allow(non_snake_case, reason = "the variables carry the names of methods")]
            fn #evaluate_version(case: &#case_type) -> ::policy_core::determination::Determination<'static> {
                use ::policy_core::generated::*;
                #body
            }
        }
    });
    quote! {
        #[doc = #docs]
        #[must_use]
        #[allow(non_snake_case, reason = "the variables carry the names of methods")]
        pub fn #evaluate(case: &#case_type) -> ::policy_core::determination::Determination<'static> {
            use ::policy_core::generated::*;
            #(#choices)*
            Deliberation::not_in_force(&#tree)
        }
        #(#functions)*
    }
}

/// Whether a version governs the date of service; `None` where it always does.
fn in_force(version: &Version) -> Option<TokenStream> {
    let from = version.from.map(date).map(|from| quote!(case.service_date >= const { #from }));
    let to = version.to.map(date).map(|to| quote!(case.service_date <= const { #to }));
    let bounds = from.into_iter().chain(to).collect::<Vec<_>>();
    (!bounds.is_empty()).then(|| quote!(#(#bounds)&&*))
}

/// Applicability, then sections in order until one certainly governs.
fn deliberation(policy: &Policy, position: u32, version: &Version, names: &Names) -> TokenStream {
    let tree = names.tree();
    let position = integer(position);
    let words = words_of(policy, version);
    let mut evaluation = Evaluation::new(policy, names);
    let applies = policy
        .applicability
        .iter()
        .map(|applicability| keep(applicability.slot, &evaluation.truth(&applicability.condition)))
        .collect::<Vec<_>>();
    let applies = if applies.is_empty() { quote!(Truth::MET) } else { quote!(#(#applies)&*) };
    let prepared = evaluation.prepared();
    let sections = (0_u32..)
        .zip(version.sections.iter())
        .map(|(position, section)| consider(position, version, section, names, &mut evaluation))
        .collect::<Vec<_>>();
    let head = evaluation.head();
    quote! {
        #head
        #prepared
        let mut record = Record::<#words>::new();
        let applies = #applies;
        let mut deliberation = Deliberation::begin(&#tree, #position, applies);
        #(#sections)*
        deliberation.conclude(record)
    }
}

fn consider(
    position: u32,
    version: &Version,
    section: &Section,
    names: &Names,
    evaluation: &mut Evaluation<'_>,
) -> TokenStream {
    let position = integer(position);
    let criteria = if section.criteria.is_empty() {
        quote!(Truth::MET)
    } else {
        let function = names.criteria(version, section);
        quote!(#function(case, &mut record))
    };
    let guarded = if section.guard.is_some() { quote!(guard) } else { quote!(Truth::MET) };
    let said = if section.otherwise.is_empty() {
        let (outcome, detail) = concluded(&section.conclusion, version, evaluation);
        let prepared = evaluation.prepared();
        quote! {
            #prepared
            deliberation.section(#position, #guarded, #criteria, #outcome, #detail);
        }
    } else {
        said((version, section), &criteria, (&position, &guarded), evaluation)
    };
    match &section.guard {
        Some(guard) => {
            let guard = keep(guard.slot, &evaluation.truth(&guard.condition));
            let guard_prepared = evaluation.prepared();
            quote! {
                if deliberation.is_open() {
                    #guard_prepared
                    let guard = #guard;
                    if guard.can_be_met() {
                        #said
                    }
                }
            }
        }
        None => quote! {
            if deliberation.is_open() {
                #said
            }
        },
    }
}

/// What a section says that distinguishes what follows where its criteria are not met: everything
/// that it may conclude with, up to what certainly counts.
fn said(
    (version, section): (&Version, &Section),
    criteria: &TokenStream,
    (position, guard): (&TokenStream, &TokenStream),
    evaluation: &mut Evaluation<'_>,
) -> TokenStream {
    let may = |conclusion: &Conclusion, evaluation: &mut Evaluation<'_>| {
        let (outcome, detail) = concluded(conclusion, version, evaluation);
        let prepared = evaluation.prepared();
        quote!(#prepared said.may(#outcome, #detail);)
    };
    let met = may(&section.conclusion, evaluation);
    let is_total = section.otherwise.iter().any(|otherwise| otherwise.when.is_none());
    let others = section.otherwise.iter().map(|otherwise| {
        let follows = may(&otherwise.conclusion, evaluation);
        let Some(when) = &otherwise.when else { return quote!(if open { #follows }) };
        let when = keep(when.slot, &evaluation.truth(&when.condition));
        let prepared = evaluation.prepared();
        quote! {
            if open {
                #prepared
                let when = #when;
                if when.can_be_met() { #follows }
                open = when.can_fail();
            }
        }
    });
    let others = others.collect::<Vec<_>>();
    let rest = (!is_total).then(|| {
        quote!(if open {
            said.may(Outcome::CriteriaNotMet, Detail::None);
        })
    });
    let is_changed = section.otherwise.iter().any(|otherwise| otherwise.when.is_some());
    let mutable = is_changed.then(|| quote!(mut));
    quote! {
        let criteria = #criteria;
        let mut said = Said::nothing();
        if criteria.can_be_met() { #met }
        let #mutable open = criteria.can_fail();
        #(#others)*
        #rest
        deliberation.says(#position, #guard, said);
    }
}

/// The outcome of a conclusion, and its detail for a case.
fn concluded(
    conclusion: &Conclusion,
    version: &Version,
    evaluation: &mut Evaluation<'_>,
) -> (TokenStream, TokenStream) {
    let outcome = format_ident!("{}", format!("{:?}", conclusion.outcome()));
    (quote!(Outcome::#outcome), detail(conclusion, version, evaluation))
}

/// The size of a version's record.
fn words_of(policy: &Policy, version: &Version) -> Literal {
    Literal::usize_unsuffixed(words_for(policy.slots_in(version)))
}

/// Whether a section's guard and criteria hold, for callers that ask about this section alone.
fn evaluate_section(
    policy: &Policy,
    version: &Version,
    section: &Section,
    names: &Names,
) -> TokenStream {
    let (function, case_type) = (names.evaluate_section(version, section), names.case());
    let docs = section_docs(policy, version, section);
    let mut evaluation = Evaluation::new(policy, names);
    let guard = section.guard.as_ref().map(|guard| evaluation.truth(&guard.condition));
    let criteria = (!section.criteria.is_empty()).then(|| {
        let criteria = names.criteria(version, section);
        quote!(#criteria(case, &mut Record::new()))
    });
    let truth = match (guard, criteria) {
        (Some(guard), Some(criteria)) => quote! {
            let guard = #guard;
            if guard.can_be_met() { guard & #criteria } else { guard }
        },
        (Some(truth), None) | (None, Some(truth)) => truth,
        (None, None) => quote!(Truth::MET),
    };
    let unused =
        (section.guard.is_none() && section.criteria.is_empty()).then(|| quote!(let _ = case;));
    let (head, prepared) = (evaluation.head(), evaluation.prepared());
    quote! {
        #[doc = #docs]
        #[must_use]
        #[allow(non_snake_case, reason = "the variables carry the names of methods")]
        pub fn #function(case: &#case_type) -> ::policy_core::Truth {
            use ::policy_core::generated::*;
            #unused
            #head
            #prepared
            #truth
        }
    }
}

/// One statement for each criterion, innermost first.
fn criteria_function(
    policy: &Policy,
    version: &Version,
    section: &Section,
    words: &Literal,
    names: &Names,
) -> TokenStream {
    let (function, case_type) = (names.criteria(version, section), names.case());
    let mut evaluation = Evaluation::of_criteria(policy, names, section);
    let mut statements = Vec::new();
    let top = section
        .criteria
        .iter()
        .map(|criterion| statement(criterion, section, &mut evaluation, &mut statements))
        .collect::<Vec<_>>();
    let (head, prepared) = (evaluation.head(), evaluation.prepared());
    quote! {
        #[allow(non_snake_case, reason = "the variables carry the labels of the source and the names of methods")]
        fn #function(case: &#case_type, record: &mut ::policy_core::determination::Record<#words>) -> ::policy_core::Truth {
            use ::policy_core::generated::*;
            #head
            #prepared
            #(#statements)*
            #(#top)&*
        }
    }
}

/// Adds the statement of a criterion, after those of the criteria inside it; gives its variable.
fn statement(
    criterion: &Criterion,
    section: &Section,
    evaluation: &mut Evaluation<'_>,
    statements: &mut Vec<TokenStream>,
) -> Ident {
    let truth = match &criterion.body {
        Body::Condition(_) if section.restates_guard(criterion) => quote!(Truth::MET),
        Body::Condition(condition) => evaluation.truth(condition),
        Body::Group { quantifier, criteria } => {
            let parts = criteria
                .iter()
                .map(|part| statement(part, section, evaluation, statements))
                .collect::<Vec<_>>();
            match quantifier {
                Quantifier::AllOf => quote!(#(#parts)&*),
                Quantifier::AnyOf => quote!(#(#parts)|*),
                Quantifier::NoneOf => quote!(!(#(#parts)|*)),
                Quantifier::AtLeast(needed) => {
                    let needed = integer(*needed);
                    quote!(Truth::at_least(#needed, &[#(#parts),*]))
                }
            }
        }
    };
    let (variable, kept) = (criterion_variable(criterion, section), keep(criterion.slot, &truth));
    statements.push(quote!(let #variable = #kept;));
    variable
}

fn keep(slot: Slot, truth: &TokenStream) -> TokenStream {
    let slot = integer(u32::from(slot.0));
    quote!(record.keep(#slot, #truth))
}
