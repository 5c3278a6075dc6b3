//! How it can be seen that a predicate decides: what the policy says if it holds, and what if it
//! fails.
//!
//! In: a chart. Out: whether the two differ. Nearly always both are certain, everything else being
//! documented. Where one fact is asked about in several places, what leaves the predicate open
//! leaves more open; then it is enough that the section by itself would be decided, or that one of
//! the two is certain.

use super::home::Home;
use super::tree;
use crate::answer::{Answer, Answers};
use crate::side::Side;
use crate::space::Space;
use policy_core::Truth;
use policy_core::case::Chart;
use policy_core::evaluate::reference::{self, determine};
use policy_core::policy::{Advisory, Algebra, Outcome, Policy};
use policy_core::worlds::Unanswered;
use policy_core::worlds::diagram::{Diagram, Diagrams};

/// What the policy says, as far as a place of it can matter.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Said {
    Answer(Box<Answer>),
    /// Whether an advisory is given.
    Given(bool),
}

/// Two policies that differ in a predicate alone: it always fails, or it always holds.
#[derive(Debug)]
pub(super) struct Lens {
    stuck: [Policy; 2],
    home: Home,
    /// Both answers are to be certain.
    certain: bool,
}

impl Lens {
    /// The lenses for a place, the best first.
    pub(super) fn all(home: Home, stuck: &[Policy; 2]) -> Vec<Lens> {
        let lens = |stuck: &[Policy; 2], certain| Lens { stuck: stuck.clone(), home, certain };
        match home {
            Home::Criteria(section) => {
                let alone = stuck.each_ref().map(|policy| tree::section_alone(policy, section));
                vec![lens(stuck, true), lens(&alone, true), lens(&alone, false)]
            }
            Home::Applicability | Home::Guard | Home::Conclusion => {
                vec![lens(stuck, true), lens(stuck, false)]
            }
            Home::Advisory(_) => vec![lens(stuck, true)],
        }
    }

    /// The predicate decides: held to each of its answers, the policy says different things.
    pub(super) fn decides(&self, chart: &dyn Chart) -> bool {
        let [failing, holding] = self.stuck.each_ref().map(|policy| said(policy, self.home, chart));
        if self.certain { failing.certainly_differs_from(&holding) } else { failing != holding }
    }

    /// For whom the predicate decides, from the diagrams of both answers.
    pub(super) fn decided(
        &self,
        [failing, holding]: [Diagram; 2],
        space: &mut Space<'_>,
        answers: &Answers,
    ) -> Result<Diagram, Unanswered> {
        if matches!(self.home, Home::Advisory(_)) {
            return differ(failing, holding, |value| value, space.diagrams());
        }
        let outcomes = differ(
            failing,
            holding,
            |value| answers.get(value).map(|answer| answer.outcome),
            space.diagrams(),
        )?;
        let mut details = differ(failing, holding, |value| value, space.diagrams())?;
        for side in [failing, holding] {
            let known = space
                .diagrams()
                .takes(side, |value| answers.get(value).is_some_and(has_details))?;
            details = space.diagrams().and(details, known)?;
        }
        space.diagrams().or(outcomes, details)
    }

    /// What the policy says if the predicate fails, and if it holds, as diagrams with values that
    /// mean the same.
    pub(super) fn diagrams(
        &self,
        space: &mut Space<'_>,
        answers: &mut Answers,
    ) -> Result<[Diagram; 2], Unanswered> {
        let [failing, holding] = &self.stuck;
        Ok([
            diagram(failing, self.home, space, answers)?,
            diagram(holding, self.home, space, answers)?,
        ])
    }
}

impl Said {
    /// Both are certain and differ. Where the outcomes differ, their details need not be known.
    fn certainly_differs_from(&self, other: &Said) -> bool {
        match (self, other) {
            (Said::Answer(one), Said::Answer(other)) => {
                ![one.outcome, other.outcome].contains(&Outcome::NeedInformation)
                    && (one.outcome != other.outcome
                        || (one != other && has_details(one) && has_details(other)))
            }
            _ => self != other,
        }
    }
}

/// Everything that belongs to the outcome is known.
const fn has_details(answer: &Answer) -> bool {
    match answer.outcome {
        Outcome::Refer => answer.refer_to.is_some(),
        Outcome::NotCovered => answer.basis.is_some(),
        Outcome::CriteriaMet | Outcome::CriteriaMetReviewRequired => answer.approval.is_some(),
        Outcome::CriteriaNotMet
        | Outcome::CaseByCase
        | Outcome::NotApplicable
        | Outcome::NeedInformation => true,
    }
}

/// What a policy says about a chart.
pub(super) fn said(policy: &Policy, home: Home, chart: &dyn Chart) -> Said {
    let determination = determine(policy, chart);
    match home {
        Home::Advisory(position) => Said::Given(
            advisory(policy, position)
                .is_some_and(|advisory| is_given(policy, advisory, determination.outcome, chart)),
        ),
        Home::Applicability | Home::Guard | Home::Criteria(_) | Home::Conclusion => {
            Said::Answer(Box::new(Answer::determined(policy, &determination)))
        }
    }
}

/// The advisories of a policy, then those of its only version.
pub(super) fn advisories(policy: &Policy) -> impl Iterator<Item = &Advisory> {
    policy
        .advisories
        .iter()
        .chain(policy.versions.iter().flat_map(|version| version.advisories.iter()))
}

fn advisory(policy: &Policy, position: usize) -> Option<&Advisory> {
    advisories(policy).nth(position)
}

/// The sentence is added to the determination.
pub(super) fn is_given(
    policy: &Policy,
    advisory: &Advisory,
    outcome: Outcome,
    chart: &dyn Chart,
) -> bool {
    let on = advisory.outcomes.is_empty() || advisory.outcomes.contains(&outcome);
    on && advisory
        .condition
        .as_ref()
        .is_none_or(|condition| reference::truth(condition, policy, chart) == Truth::MET)
}

/// What a policy says, about everybody.
pub(super) fn diagram(
    policy: &Policy,
    home: Home,
    space: &mut Space<'_>,
    answers: &mut Answers,
) -> Result<Diagram, Unanswered> {
    let Home::Advisory(position) = home else {
        return match policy.versions.first() {
            Some(version) => answers.diagram(Side { policy, version }, space),
            None => answers.terminal(Answer::of(Outcome::NotApplicable)),
        };
    };
    let Some(advisory) = advisory(policy, position) else { return Ok(Diagrams::FALSE) };
    let outcome = match policy.versions.first() {
        Some(version) => space.outcome_of(policy, version)?,
        None => Space::terminal(Outcome::NotApplicable),
    };
    let on = space.diagrams().takes(outcome, |value| {
        advisory.outcomes.is_empty() || advisory.outcomes.iter().any(|on| on.position() == value)
    })?;
    match &advisory.condition {
        None => Ok(on),
        Some(condition) => {
            let condition = space.condition(condition)?;
            space.diagrams().and(on, condition)
        }
    }
}

/// Where two functions have values with different keys.
pub(super) fn differ<K: PartialEq>(
    one: Diagram,
    other: Diagram,
    key: impl Fn(u16) -> K,
    diagrams: &mut Diagrams,
) -> Result<Diagram, Unanswered> {
    let mut differ = Diagrams::FALSE;
    for value in diagrams.reached(one).collect::<Vec<_>>() {
        let here = diagrams.takes(one, |taken| taken == value)?;
        let elsewhere = diagrams.takes(other, |taken| key(taken) != key(value))?;
        let both = diagrams.and(here, elsewhere)?;
        differ = diagrams.or(differ, both)?;
    }
    Ok(differ)
}
