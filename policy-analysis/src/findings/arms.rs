//! `by FACT { … }`: every possible value has an arm, and every arm can be reached.

use super::item::Item;
use super::prove::{Context, Prover};
use super::spot::{Part, Spot};
use super::{Finding, Kind};
use policy_core::Truth;
use policy_core::case::CaseFacts;
use policy_core::evaluate::reference::{Documentation, contains};
use policy_core::policy::{
    Algebra, Choice, Conclusion, Expression, Policy, Section, Selector, Version,
};
use policy_core::vocabulary::Vocabulary;
use policy_core::wording::list;
use policy_core::worlds::diagram::{Diagram, Diagrams};
use policy_core::worlds::{Fault, Unanswered};

/// Where a way through the arms leads.
pub(super) struct Place {
    version: u16,
    section: u16,
    conclusion: u16,
    path: Vec<u16>,
}

impl Place {
    /// A conclusion of a section, by position: that of met criteria, then those of each
    /// `otherwise`.
    pub(super) const fn of(version: u16, section: u16, conclusion: u16) -> Place {
        Place { version, section, conclusion, path: Vec::new() }
    }
}

/// The conditions for each arm's value, for all the values that the conclusions depend on.
pub(super) fn values(policy: &Policy, version: &Version) -> Vec<Expression> {
    let conclusions = version.sections.iter().flat_map(Section::conclusions);
    let selectors = conclusions.flat_map(Conclusion::selectors);
    selectors
        .flat_map(|selector| {
            (0..selector.values(&policy.vocabulary)).map(|value| selector.has(value))
        })
        .collect()
}

fn name(selector: &Selector, value: u8, vocabulary: &Vocabulary) -> String {
    let of_code = match selector {
        Selector::Code(fact) => vocabulary.fact(*fact).and_then(|fact| fact.kind.value(value)),
        Selector::Flag(_) | Selector::Condition(_) => None,
    };
    let yes_or_no = if value == 1 { "true" } else { "false" };
    of_code.map_or(yes_or_no, |value| &value.name).to_owned()
}

/// Proves this for the conclusion of a section, for the members who meet its criteria.
pub(super) fn prove<'a>(
    policy: &'a Policy,
    version: u16,
    position: u16,
    section: &'a Section,
    items: &[Item<'a>],
    members: &Context<'a>,
    prover: &mut Prover<'a, '_>,
) -> Result<(), Unanswered> {
    let reached =
        items.iter().map(|item| item.diagram).chain([members.members]).collect::<Vec<_>>();
    let reached = prover.space.diagrams().all(&reached)?;
    let place = Place::of(version, position, 0);
    of_conclusion(&section.conclusion, reached, &place, policy, prover)
}

/// Proves this for a conclusion, for the members who reach it.
pub(super) fn of_conclusion(
    conclusion: &Conclusion,
    reached: Diagram,
    place: &Place,
    policy: &Policy,
    prover: &mut Prover<'_, '_>,
) -> Result<(), Unanswered> {
    match conclusion {
        Conclusion::Refer { to } => choice(to, reached, place, policy, prover),
        Conclusion::NotCovered { basis, .. } => choice(basis, reached, place, policy, prover),
        Conclusion::CriteriaMet { approval, .. } => {
            choice(approval, reached, place, policy, prover)
        }
        Conclusion::CriteriaNotMet { .. }
        | Conclusion::CaseByCase { .. }
        | Conclusion::NotApplicable { .. } => Ok(()),
    }
}

fn choice<T: Clone>(
    choice: &Choice<T>,
    reached: Diagram,
    place: &Place,
    policy: &Policy,
    prover: &mut Prover<'_, '_>,
) -> Result<(), Unanswered> {
    let Choice::By { selector, arms } = choice else { return Ok(()) };
    let mut missing = Vec::new();
    let mut stray = Vec::new();
    let mut of_arms = vec![Diagrams::FALSE; arms.len()];
    for value in 0..selector.values(&policy.vocabulary) {
        let comes = prover.space.condition(&selector.has(value))?;
        let comes = prover.space.diagrams().and(reached, comes)?;
        match (arms.iter().position(|arm| contains(arm.values, value)), comes == Diagrams::FALSE) {
            (None, false) => {
                let is_so = |member: &CaseFacts, vocabulary: &Vocabulary| {
                    let documentation = Documentation { vocabulary, chart: member };
                    documentation.truth(&selector.has(value)) == Truth::MET
                };
                if prover.shown(comes, is_so)?.is_some() {
                    missing.push(value);
                }
            }
            (Some(_), true) => stray.push(value),
            (Some(arm), false) => {
                let of_arm = of_arms.get_mut(arm).ok_or(Fault::Part)?;
                *of_arm = prover.space.diagrams().or(*of_arm, comes)?;
            }
            (None, true) => {}
        }
    }
    let subject = match selector {
        Selector::Code(fact) | Selector::Flag(fact) => {
            format!(" of `{}`", policy.vocabulary.name_of(*fact))
        }
        Selector::Condition(_) => String::new(),
    };
    let spot = |part| Spot { version: Some(place.version), part, path: place.path.clone() };
    if !missing.is_empty() {
        let names = missing
            .iter()
            .map(|value| name(selector, *value, &policy.vocabulary))
            .collect::<Vec<_>>();
        let quoted = list(names.iter().map(|name| format!("`{name}`")), "or");
        prover.found.push(Finding::new(
            Kind::Arms,
            spot(Part::Arms(place.section, place.conclusion)),
            format!("there is no arm for {quoted}{subject}"),
            format!("add `{} => …`", names.join(", ")),
        ));
    }
    for value in stray {
        prover.found.push(Finding::new(
            Kind::Arms,
            spot(Part::ArmValue(place.section, place.conclusion, value)),
            format!("`{}` cannot come here", name(selector, value, &policy.vocabulary)),
            "take it out of the arms: no member for whom the section concludes has it".to_owned(),
        ));
    }
    for ((position, arm), reached) in (0..).zip(arms.iter()).zip(of_arms) {
        if reached != Diagrams::FALSE {
            let path = place.path.iter().copied().chain([position]).collect();
            self::choice(&arm.choice, reached, &Place { path, ..*place }, policy, prover)?;
        }
    }
    Ok(())
}
