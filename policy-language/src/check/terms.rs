//! The terms of an approval: `for 3 months, 1 administration per lifetime`, for everybody or
//! `by FACT { … }`.

use super::arms::{check_choice, detail_place};
use super::dates::check_duration;
use super::operand::whole_number;
use super::scope::Scope;
use super::units::meant_units;
use super::vocabulary::known_unit;
use super::wording::number;
use crate::diagnostic::Diagnostic;
use crate::syntax::literal::Number;
use crate::syntax::policy::{AtMostText, Detail, LimitText, Outcome, PerText, Terms};
use crate::text::{Name, Place};
use crate::words;
use policy_core::calendar::CalendarDuration;
use policy_core::data::Text;
use policy_core::policy::{Approval, Choice, Conclusion, Limit, Most, Per, Threshold};
use policy_core::unit::Unit;

/// Checks what `criteria_met` leads to.
pub fn check_approval(outcome: &Outcome, scope: &mut Scope<'_>) -> Option<Conclusion> {
    let common = check_terms(&outcome.terms, scope);
    let approval = match &outcome.detail {
        None => {
            let common = common?;
            if !common.has_terms() {
                scope.report(
                    Diagnostic::at(outcome.kind.place, "an approval needs its terms").help(
                        "write at least one: `criteria_met for 3 months`, `criteria_met 1 administration per lifetime` or `criteria_met at most 500 mg`",
                    ),
                );
                return None;
            }
            Choice::Always(common)
        }
        Some(by @ Detail::By { .. }) => {
            let arms = check_choice(by, scope, &|detail, scope| arm(detail, outcome, scope));
            with_common(arms?, &common?)
        }
        Some(detail) => {
            scope.report(
                Diagnostic::at(detail_place(detail), "this is not a term of an approval").help(
                    "write `for 3 months`, `1 administration per lifetime`, `at most 500 mg` or `review \"…\"`",
                ),
            );
            return None;
        }
    };
    let review = outcome.review.as_ref().map(|review| Text::Owned(review.value.clone()));
    Some(Conclusion::CriteriaMet { approval, review })
}

/// Where each of the terms begins.
pub fn places(terms: &Terms) -> [Option<Place>; 3] {
    [
        terms.duration.as_ref().map(|duration| duration.place),
        terms.limit.as_ref().map(|limit| limit.number.place),
        terms.at_most.as_ref().map(|at_most| at_most.quantity.place),
    ]
}

/// What one of the arms leads to.
fn arm(detail: &Detail, outcome: &Outcome, scope: &mut Scope<'_>) -> Option<Approval> {
    let Detail::Terms(terms, _) = detail else {
        scope.report(
            Diagnostic::at(detail_place(detail), "this is not a term of an approval").help(
                "write `for 3 months`, `1 administration per lifetime` or `at most 500 mg`, without quotation marks",
            ),
        );
        return None;
    };
    let names = ["the duration", "the number", "`at most`"];
    for ((name, here), common) in names.into_iter().zip(places(terms)).zip(places(&outcome.terms)) {
        if let (Some(here), Some(common)) = (here, common) {
            let mistake = Diagnostic::at(
                here,
                format!("{name} is given for this value and again for all values"),
            );
            let mistake =
                mistake.help("keep one of the two: what stands after the `}` is for all values");
            scope.report(mistake.with(common, "for all values"));
        }
    }
    check_terms(terms, scope)
}

/// A term that may be left out, but not be wrong.
#[expect(
    clippy::option_option,
    reason = "outside: whether it is there; inside: whether it is right"
)]
pub fn kept<T>(term: Option<Option<T>>) -> Option<Option<T>> {
    term.map_or(Some(None), |term| term.map(Some))
}

/// The arms with the terms that are written behind them.
fn with_common(choice: Choice<Approval>, common: &Approval) -> Choice<Approval> {
    match choice {
        Choice::Always(own) => Choice::Always(Approval {
            duration: own.duration.or(common.duration),
            limit: own.limit.or_else(|| common.limit.clone()),
            at_most: own.at_most.or_else(|| common.at_most.clone()),
        }),
        Choice::By { selector, arms } => {
            let mut arms = arms.into_owned();
            for arm in &mut arms {
                arm.choice = with_common(arm.choice.clone(), common);
            }
            Choice::By { selector, arms: arms.into() }
        }
    }
}

fn check_terms(terms: &Terms, scope: &mut Scope<'_>) -> Option<Approval> {
    let duration = terms.duration.as_ref().map(|duration| check_duration(duration, scope));
    let mut limit = terms.limit.as_ref().map(|limit| check_limit(limit, scope));
    let mut at_most = None;
    if let Some(most) = &terms.at_most {
        match counted(most) {
            // `at most 2 pens` says the same as `2 pens`.
            Some(counted) if limit.is_none() => {
                let per = check_per(most.per.as_ref(), scope);
                limit = Some(limit_of(&most.quantity.number, counted, per, scope));
            }
            Some(_) => {
                let place = most.quantity.place;
                let mistake = Diagnostic::at(place, "the number that is approved is here twice");
                scope.report(mistake.help("keep one of the two"));
            }
            None => at_most = Some(check_at_most(most, scope)),
        }
    }
    Some(Approval { duration: kept(duration)?, limit: kept(limit)?, at_most: kept(at_most)? })
}

/// What is counted, in `at most 2 pens`: a word that neither is a unit nor looks like one.
fn counted(most: &AtMostText) -> Option<&Name> {
    let name = most.quantity.unit.as_ref()?;
    let is_word = name.value.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_');
    let is_unit = Unit::from_words(&name.value).is_some()
        || words::abbreviated_time(&name.value).is_some()
        || words::is_reserved(&name.value)
        || !meant_units(&name.value, Unit::ALL.iter().copied()).is_empty();
    (is_word && !is_unit && most.quantity.unit_apart()).then_some(name)
}

fn check_at_most(most: &AtMostText, scope: &mut Scope<'_>) -> Option<Most> {
    let quantity = &most.quantity;
    let per = check_per(most.per.as_ref(), scope);
    let Some(name) = &quantity.unit else {
        let mistake = Diagnostic::at(
            quantity.place,
            format!("`{}` needs a unit", number(quantity.number.value)),
        );
        scope
            .report(mistake.help("write it as in `at most 322 million cells` or `at most 2 pens`"));
        return None;
    };
    let unit = known_unit(name, quantity.unit_apart(), scope)?;
    let is_length = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year);
    if is_length && most.per.is_none() {
        let mistake = Diagnostic::at(quantity.place, "a length of time is not an amount");
        scope.report(mistake.help("write `for 6 months` for how long the approval is"));
        return None;
    }
    Some(Most { amount: Threshold { value: quantity.number.value, unit }, per: per? })
}

fn check_limit(limit: &LimitText, scope: &mut Scope<'_>) -> Option<Limit> {
    let per = check_per(limit.per.as_ref(), scope);
    limit_of(&limit.number, &limit.counted, per, scope)
}

#[expect(
    clippy::option_option,
    reason = "outside: whether it is right; inside: whether it is there"
)]
fn limit_of(
    number: &Number,
    counted: &Name,
    per: Option<Option<Per>>,
    scope: &mut Scope<'_>,
) -> Option<Limit> {
    let whole = whole_number(number).filter(|number| *number >= 1);
    if whole.is_none() {
        scope.report(
            Diagnostic::at(number.place, format!("`{}` is not a limit", number.value))
                .help("write a whole number from 1 on, as in `1 administration per lifetime`"),
        );
    }
    Some(Limit { number: whole?, counted: Text::Owned(counted.value.clone()), per: per? })
}

/// `per 1 month` and `per month` are the same.
#[expect(
    clippy::option_option,
    reason = "outside: whether it is right; inside: whether it is there"
)]
fn check_per(per: Option<&PerText>, scope: &mut Scope<'_>) -> Option<Option<Per>> {
    Some(match per {
        None => None,
        Some(PerText::Time(period)) => Some(Per::Time(check_duration(period, scope)?)),
        Some(PerText::Name(name)) => Some(match CalendarDuration::from_words(1, &name.value) {
            Some(period) if period.unit.words(1) == name.value => Per::Time(period),
            _ => Per::Named(Text::Owned(name.value.clone())),
        }),
    })
}
