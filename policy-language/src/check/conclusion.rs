//! What follows `=>`.

use super::arms::{check_choice, detail_place};
use super::scope::Scope;
use super::terms::{check_approval, kept, places};
use super::wording::all_of;
use crate::diagnostic::Diagnostic;
use crate::syntax::policy::{Detail, Outcome};
use crate::text::{Name, Quoted};
use policy_core::data::Text;
use policy_core::policy::{Basis, Choice, Conclusion, Outcome as Kind};
use policy_core::suggest::nearest;

/// The outcomes that a section can name.
const CONCLUSIONS: [&str; 6] =
    ["criteria_met", "criteria_not_met", "case_by_case", "refer", "not_covered", "not_applicable"];

/// Checks what a section concludes.
pub fn check_conclusion(outcome: &Outcome, scope: &mut Scope<'_>) -> Option<Conclusion> {
    let kind = outcome.kind.value.as_str();
    if kind != "criteria_met" && CONCLUSIONS.contains(&kind) {
        refuse_terms(outcome, scope);
    }
    match outcome.kind.value.as_str() {
        "criteria_met" => {
            if let Some(basis) = &outcome.basis {
                refuse_basis(outcome, basis, scope);
            }
            check_approval(outcome, scope)
        }
        "criteria_not_met" => {
            let basis = outcome.basis.as_ref().map(|name| known_basis(name, scope));
            let reason = reason(outcome, scope);
            Some(Conclusion::CriteriaNotMet { reason: reason?, basis: kept(basis)? })
        }
        "case_by_case" => reason(outcome, scope).map(|reason| Conclusion::CaseByCase { reason }),
        "not_applicable" => {
            reason(outcome, scope).map(|reason| Conclusion::NotApplicable { reason })
        }
        "refer" => referral(outcome, scope),
        "not_covered" => not_covered(outcome, scope),
        "need_information" | "criteria_met_review_required" => {
            let help = if outcome.kind.value == "need_information" {
                "it comes by itself where documentation is missing; write what follows where the criteria are met"
            } else {
                "write `criteria_met`, with `review \"…\"` after its terms"
            };
            scope.report(
                Diagnostic::at(
                    outcome.kind.place,
                    format!("`{}` is not written in a policy", outcome.kind.value),
                )
                .help(help),
            );
            None
        }
        other => {
            let denial = other.to_lowercase().starts_with("den")
                || other.to_lowercase().starts_with("reject");
            let mistake =
                Diagnostic::at(outcome.kind.place, format!("`{other}` is not an outcome"));
            scope.report(if denial {
                mistake
                    .help("write `criteria_not_met`, or `not_covered` with its basis, whichever the source means")
                    .note("an adverse decision is always a clinician's")
            } else {
                let near = nearest(other, CONCLUSIONS);
                let mistake = match near.as_slice() {
                    [] => mistake.help("write one of the outcomes, as in `criteria_met for 12 months`"),
                    near => mistake.did_you_mean(near),
                };
                mistake.note(format!("the outcomes are {}", all_of(CONCLUSIONS)))
            });
            None
        }
    }
}

/// Terms belong to an approval alone.
fn refuse_terms(outcome: &Outcome, scope: &mut Scope<'_>) {
    let [duration, limit, at_most] = places(&outcome.terms);
    let terms = [duration, limit, at_most, outcome.review.as_ref().map(|review| review.place)];
    if let Some(basis) = &outcome.basis
        && outcome.kind.value != "criteria_not_met"
    {
        refuse_basis(outcome, basis, scope);
    }
    for place in terms.into_iter().flatten() {
        scope.report(
            Diagnostic::at(place, format!("`{}` has no terms", outcome.kind.value))
                .help("only `criteria_met` has a duration, a limit or a review"),
        );
    }
}

/// `case_by_case basis investigational`, `not_covered basis investigational`
fn refuse_basis(outcome: &Outcome, basis: &Name, scope: &mut Scope<'_>) {
    let kind = &outcome.kind.value;
    let mistake = Diagnostic::at(basis.place, format!("`{kind}` has no `basis`"));
    scope.report(mistake.help(if kind == "not_covered" {
        format!("write it without the word `basis`: `not_covered {}`", basis.value)
    } else {
        "only `criteria_not_met` has one: `criteria_not_met basis not_medically_necessary`"
            .to_owned()
    }));
}

/// The basis with this name.
fn known_basis(name: &Name, scope: &mut Scope<'_>) -> Option<Basis> {
    let known = || Basis::ALL.map(Basis::name);
    let basis = Basis::from_name(&name.value);
    if basis.is_none() {
        let mistake = Diagnostic::at(name.place, format!("`{}` is not a basis", name.value));
        let mistake = if name.value == "experimental" {
            // What payers say of the same thing.
            mistake.replace(Basis::Investigational.name())
        } else {
            mistake.did_you_mean(&nearest(&name.value, known()))
        };
        scope.report(mistake.note(format!("the bases are {}", all_of(known()))));
    }
    basis
}

fn text(quoted: &Quoted) -> Text {
    Text::Owned(quoted.value.clone())
}

#[expect(
    clippy::option_option,
    reason = "outside: whether it is right; inside: whether it is there"
)]
fn reason(outcome: &Outcome, scope: &mut Scope<'_>) -> Option<Option<Text>> {
    match &outcome.detail {
        None => Some(None),
        Some(Detail::Text(reason)) => Some(Some(text(reason))),
        Some(detail) => {
            let kind = &outcome.kind.value;
            scope.report(
                Diagnostic::at(
                    detail_place(detail),
                    format!("`{kind}` says why in quotation marks"),
                )
                .help(format!("write `{kind} \"…\"`")),
            );
            None
        }
    }
}

fn referral(outcome: &Outcome, scope: &mut Scope<'_>) -> Option<Conclusion> {
    let Some(detail) = &outcome.detail else {
        scope.report(
            Diagnostic::at(outcome.kind.place, "`refer` needs the policy to go to")
                .help("write `refer \"CP.CPA.09\"` or `refer by line_of_business { … }`"),
        );
        return None;
    };
    let to = check_choice(detail, scope, &|detail, scope| {
        if let Detail::Text(policy) = detail {
            return Some(text(policy));
        }
        let mistake = Diagnostic::at(
            detail_place(detail),
            "the policy to go to is written in quotation marks",
        );
        scope.report(mistake.help("write it as in `refer \"CP.CPA.09\"`"));
        None
    });
    Some(Conclusion::Refer { to: to? })
}

fn not_covered(outcome: &Outcome, scope: &mut Scope<'_>) -> Option<Conclusion> {
    let known = || Basis::ALL.map(Basis::name);
    if outcome.basis.is_some() {
        // What is wrong with it is reported already.
        return None;
    }
    let Some(detail) = &outcome.detail else {
        scope.report(
            Diagnostic::at(outcome.kind.place, "`not_covered` needs its basis")
                .help("write it as in `not_covered investigational`")
                .note(format!("the bases are {}", all_of(known()))),
        );
        return None;
    };
    let basis: Option<Choice<Basis>> = check_choice(detail, scope, &|detail, scope| {
        let (name, place) = match detail {
            Detail::Name(name) => return known_basis(name, scope),
            Detail::Text(name) => (name.value.as_str(), name.place),
            Detail::Terms(_, place) | Detail::By { place, .. } => ("", *place),
        };
        let mistake = Diagnostic::at(place, format!("`{name}` is not a basis"));
        let mistake = mistake.instead(name).replaced_if(Basis::from_name(name).is_some());
        let mistake = mistake.help(format!(
            "name the basis without quotation marks, as in `not_covered {}`",
            Basis::Investigational.name()
        ));
        scope.report(mistake.note(format!("the bases are {}", all_of(known()))));
        None
    });
    let reason = outcome.why.as_ref().map(|why| why.value.clone().into());
    Some(Conclusion::NotCovered { basis: basis?, reason })
}

/// The outcome that an author most likely meant.
fn nearest_outcome(typed: &str) -> Vec<&'static str> {
    match typed {
        "approve" | "approved" | "approval" | "covered" | "met" => vec![Kind::CriteriaMet.name()],
        _ => nearest(typed, Kind::ALL.map(Kind::name)),
    }
}

/// The outcomes after `on`.
pub fn check_outcome_names(names: &[Name], scope: &mut Scope<'_>) -> Option<Vec<Kind>> {
    let kinds = names
        .iter()
        .map(|name| {
            let kind = Kind::from_name(&name.value);
            if kind.is_none() {
                scope.report(
                    Diagnostic::at(name.place, format!("`{}` is not an outcome", name.value))
                        .did_you_mean(&nearest_outcome(&name.value))
                        .note(format!("the outcomes are {}", all_of(Kind::ALL.map(Kind::name)))),
                );
            }
            kind
        })
        .collect::<Vec<_>>();
    kinds.into_iter().collect()
}
