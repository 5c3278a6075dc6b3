//! Where a policy can end: its sections, the arms of their conclusions, its advisories, the first
//! and last days of its versions.

use super::home::Home;
use super::lens::{Said, advisories, is_given, said};
use crate::space::Space;
use chrono::NaiveDate;
use policy_core::Truth;
use policy_core::case::{CaseFacts, Chart};
use policy_core::evaluate::reference::{self, determine};
use policy_core::policy::{Algebra, Choice, Conclusion, Expression, Outcome, Policy, Selector};
use policy_core::vocabulary::{FactKind, Vocabulary};
use policy_core::worlds::Unanswered;
use policy_core::worlds::diagram::{Diagram, Diagrams};

/// Somewhere a case can end.
#[derive(Clone, Debug)]
pub(super) enum End {
    /// A section governs and comes to its conclusion; with it, values that the conclusion hangs on.
    Conclusion { section: usize, chosen: Vec<Expression> },
    /// An advisory is given, by position.
    Advisory(usize),
    /// Service on a day; the day that is beside it on the other side of the version's first or
    /// last.
    Day { day: NaiveDate, other: NaiveDate, inside: bool },
}

/// An end with its id and in words.
#[derive(Clone, Debug)]
pub(super) struct NamedEnd {
    pub(super) end: End,
    pub(super) id: String,
    pub(super) sentence: String,
}

/// The ends of a copied policy.
pub(super) fn ends(policy: &Policy) -> Vec<NamedEnd> {
    let mut found = Vec::new();
    for version in policy.versions.iter() {
        for (position, section) in version.sections.iter().enumerate() {
            let mut paths = vec![(Vec::new(), Vec::new())];
            match &section.conclusion {
                Conclusion::Refer { to } => paths = arms(to, &policy.vocabulary),
                Conclusion::NotCovered { basis } => paths = arms(basis, &policy.vocabulary),
                Conclusion::CriteriaMet { .. }
                | Conclusion::CriteriaNotMet { .. }
                | Conclusion::CaseByCase { .. }
                | Conclusion::NotApplicable { .. } => {}
            }
            for (chosen, names) in paths {
                let id = if names.is_empty() {
                    format!("{}:conclusion", section.name)
                } else {
                    format!("{}:conclusion({})", section.name, names.join(","))
                };
                let by = if names.is_empty() {
                    String::new()
                } else {
                    format!(" by {}", names.join(", "))
                };
                let sentence = format!(
                    "Section {} governs and comes to its conclusion{by}: {}",
                    section.name,
                    section.conclusion.outcome()
                );
                found.push(NamedEnd {
                    end: End::Conclusion { section: position, chosen },
                    id,
                    sentence,
                });
            }
        }
    }
    for (position, advisory) in advisories(policy).enumerate() {
        let id = format!("advisory.{}:given", position.saturating_add(1));
        found.push(NamedEnd {
            end: End::Advisory(position),
            id,
            sentence: format!("The advisory is given: {}", advisory.text),
        });
    }
    for version in policy.versions.iter() {
        let first = version
            .from
            .and_then(|from| Some((from, from.pred_opt()?, "first", "before the first")));
        let last = version.to.and_then(|to| Some((to, to.succ_opt()?, "last", "after the last")));
        for (inside, outside, within, beyond) in [first, last].into_iter().flatten() {
            let day = |day, other, inside, what: &str| {
                let sentence = format!(
                    "The service is on {day}, the {}day of the version",
                    if inside { format!("{what} ") } else { format!("day {what} ") }
                );
                NamedEnd {
                    end: End::Day { day, other, inside },
                    id: format!("service_date={day}"),
                    sentence,
                }
            };
            found.push(day(inside, outside, true, within));
            found.push(day(outside, inside, false, beyond));
        }
    }
    found
}

/// The ways through the arms of a conclusion: for each the conditions and their names.
fn arms<T: Clone>(
    choice: &Choice<T>,
    vocabulary: &Vocabulary,
) -> Vec<(Vec<Expression>, Vec<String>)> {
    let Choice::By { selector, arms: branches } = choice else {
        return vec![(Vec::new(), Vec::new())];
    };
    let mut found = Vec::new();
    for arm in branches.iter() {
        let below = arms(&arm.choice, vocabulary);
        for value in (0..u64::BITS)
            .filter(|value| arm.values.checked_shr(*value).is_some_and(|rest| rest & 1 == 1))
        {
            let condition = selector.is_among(1_u64.checked_shl(value).unwrap_or(0));
            let name = name(selector, value, vocabulary);
            for (conditions, names) in &below {
                let conditions =
                    [condition.clone()].into_iter().chain(conditions.iter().cloned()).collect();
                found.push((
                    conditions,
                    [name.clone()].into_iter().chain(names.iter().cloned()).collect(),
                ));
            }
        }
    }
    found
}

fn name(selector: &Selector, value: u32, vocabulary: &Vocabulary) -> String {
    let yes = value == 1;
    match selector {
        Selector::Code(fact) => match vocabulary.fact(*fact).map(|fact| &fact.kind) {
            Some(FactKind::Code { values }) => usize::try_from(value)
                .ok()
                .and_then(|value| values.get(value))
                .map_or_else(String::new, ToString::to_string),
            _ => value.to_string(),
        },
        Selector::Flag(fact) => format!("{}={yes}", vocabulary.name_of(*fact)),
        Selector::Condition(_) => yes.to_string(),
    }
}

impl End {
    /// The chart ends here.
    pub(super) fn is_shown(&self, policy: &Policy, chart: &dyn Chart) -> bool {
        match self {
            End::Conclusion { section, chosen } => {
                let determination = determine(policy, chart);
                let outcome = policy
                    .versions
                    .first()
                    .and_then(|version| version.sections.get(*section))
                    .map(|section| section.conclusion.outcome());
                determination.section.map(usize::from) == Some(*section)
                    && Some(determination.outcome) == outcome
                    && chosen
                        .iter()
                        .all(|condition| reference::truth(condition, policy, chart) == Truth::MET)
            }
            End::Advisory(position) => {
                let outcome = determine(policy, chart).outcome;
                advisories(policy)
                    .nth(*position)
                    .is_some_and(|advisory| is_given(policy, advisory, outcome, chart))
            }
            End::Day { day, other, inside } => {
                let inside = if *inside { *day } else { *other };
                let mut moved = CaseFacts::of_chart(chart, &policy.vocabulary);
                moved.service_date = inside;
                chart.service_date() == *day && speaks(policy, &moved)
            }
        }
    }

    /// Who ends here.
    pub(super) fn diagram(
        &self,
        policy: &Policy,
        space: &mut Space<'_>,
    ) -> Result<Diagram, Unanswered> {
        let Some(version) = policy.versions.first() else { return Ok(Diagrams::FALSE) };
        match self {
            End::Conclusion { section, chosen } => {
                let mut parts = vec![space.applies(policy)?];
                for (position, other) in
                    version.sections.iter().enumerate().take(section.saturating_add(1))
                {
                    if let Some(guard) = &other.guard {
                        let guard = space.condition(&guard.condition)?;
                        parts.push(if position == *section {
                            guard
                        } else {
                            space.diagrams().not(guard)?
                        });
                    }
                    if position == *section {
                        parts.push(space.criteria(other)?);
                    }
                }
                for condition in chosen {
                    parts.push(space.condition(condition)?);
                }
                space.diagrams().all(&parts)
            }
            End::Advisory(_) => Ok(Diagrams::FALSE),
            End::Day { .. } => {
                let outcome = space.outcome_of(policy, version)?;
                space.diagrams().takes(outcome, |value| value != Outcome::NotApplicable.position())
            }
        }
    }
}

/// The policy says something about the request.
fn speaks(policy: &Policy, chart: &dyn Chart) -> bool {
    matches!(said(policy, Home::Guard, chart), Said::Answer(answer) if answer.outcome != Outcome::NotApplicable)
}
