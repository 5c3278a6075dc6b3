//! Whether a part of a policy decides: two copies that differ only in that part, and whether they
//! give different answers.
//!
//! In: a chart, or a [space](crate::space) of all charts. Out: whether the copies' answers differ,
//! or a diagram of where they do.

use super::copies::{self, Place};
use crate::answer::{Answer, Answers};
use crate::side::Side;
use crate::space::Space;
use policy_core::Truth;
use policy_core::case::Chart;
use policy_core::evaluate::reference::{self, determine};
use policy_core::policy::{Advisory, Algebra, Outcome, Policy};
use policy_core::worlds::Unanswered;
use policy_core::worlds::diagram::{Diagram, Diagrams};

/// The decision whose answers are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Decision {
    /// What the policy says.
    Determination,
    /// Whether an advisory is given, by position.
    Advisory(usize),
}

/// Two copies of a policy that differ in one part.
#[derive(Clone, Debug)]
pub(super) struct Observation {
    pub(super) copies: [Policy; 2],
    pub(super) decision: Decision,
    /// Both answers must be certain; otherwise one is enough.
    pub(super) certain: bool,
}

impl Observation {
    /// Both copies must give a certain determination.
    pub(super) const fn new(copies: [Policy; 2]) -> Observation {
        Observation { copies, decision: Decision::Determination, certain: true }
    }

    /// How it can be observed that a predicate decides, the best way first. If a fact is used in
    /// several places, what leaves the predicate unknown leaves more unknown; then it is enough
    /// that the predicate decides its section alone, or whether anything is certain.
    pub(super) fn of_predicate(place: Place<'_>, forced: [Policy; 2]) -> Vec<Observation> {
        let whole = Observation::new(forced);
        let weaker = match place {
            Place::Advisory(position) => {
                return vec![Observation { decision: Decision::Advisory(position), ..whole }];
            }
            Place::Criterion { section, .. } => {
                whole.copies.each_ref().map(|copy| copies::section_alone(copy, section))
            }
            Place::Applicability(_)
            | Place::Guard(_)
            | Place::Otherwise(..)
            | Place::Conclusion(..) => {
                let uncertain = Observation { certain: false, ..whole.clone() };
                return vec![whole, uncertain];
            }
        };
        let alone = Observation::new(weaker);
        let uncertain = Observation { certain: false, ..alone.clone() };
        vec![whole, alone, uncertain]
    }

    /// The answers of both copies.
    pub(super) fn answers(&self, chart: &dyn Chart) -> [Answer; 2] {
        self.copies.each_ref().map(|copy| {
            let determination = determine(copy, chart);
            match self.decision {
                Decision::Determination => Answer::determined(copy, &determination),
                Decision::Advisory(position) => given(
                    copies::advisories(copy)
                        .nth(position)
                        .is_some_and(|it| is_given(copy, it, determination.outcome, chart)),
                ),
            }
        })
    }

    /// The copies give different answers.
    pub(super) fn differs(&self, chart: &dyn Chart) -> bool {
        let [one, other] = self.answers(chart);
        if self.certain { are_different(&one, &other) } else { one != other }
    }

    /// The answers of both copies, as diagrams.
    pub(super) fn diagrams(
        &self,
        space: &mut Space<'_>,
        answers: &mut Answers,
    ) -> Result<[Diagram; 2], Unanswered> {
        let [one, other] = &self.copies;
        Ok([self.diagram(one, space, answers)?, self.diagram(other, space, answers)?])
    }

    fn diagram(
        &self,
        copy: &Policy,
        space: &mut Space<'_>,
        answers: &mut Answers,
    ) -> Result<Diagram, Unanswered> {
        let version = copy.versions.first();
        let advisory = match self.decision {
            Decision::Advisory(position) => copies::advisories(copy).nth(position),
            Decision::Determination => {
                return match version {
                    Some(version) => answers.diagram(Side { policy: copy, version }, space),
                    None => answers.terminal(Answer::of(Outcome::NotApplicable)),
                };
            }
        };
        let [no, yes] = [answers.terminal(given(false))?, answers.terminal(given(true))?];
        let Some(advisory) = advisory else { return Ok(no) };
        let outcome = match version {
            Some(version) => space.outcome_of(copy, version)?,
            None => Space::terminal(Outcome::NotApplicable),
        };
        let mut given = space.diagrams().takes(outcome, |value| {
            advisory.outcomes.is_empty()
                || advisory.outcomes.iter().any(|on| on.position() == value)
        })?;
        if let Some(condition) = &advisory.condition {
            let condition = space.condition(condition)?;
            given = space.diagrams().and(given, condition)?;
        }
        space.diagrams().if_then_else(given, yes, no)
    }
}

/// Where the answers of two diagrams are different.
pub(super) fn difference(
    [one, other]: [Diagram; 2],
    diagrams: &mut Diagrams,
    answers: &Answers,
) -> Result<Diagram, Unanswered> {
    let mut difference = Diagrams::FALSE;
    for value in diagrams.reached(one).collect::<Vec<_>>() {
        let here = diagrams.takes(one, |taken| taken == value)?;
        let elsewhere = diagrams.takes(other, |taken| {
            let answers = answers.get(value).zip(answers.get(taken));
            answers.is_some_and(|(one, other)| are_different(one, other))
        })?;
        let both = diagrams.and(here, elsewhere)?;
        difference = diagrams.or(difference, both)?;
    }
    Ok(difference)
}

/// Both answers are certain and differ. If the outcomes differ, their details need not be known.
fn are_different(one: &Answer, other: &Answer) -> bool {
    ![one.outcome, other.outcome].contains(&Outcome::NeedInformation)
        && (one.outcome != other.outcome
            || (one != other && has_details(one) && has_details(other)))
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

/// Whether an advisory is given, as the answer of a policy that asks exactly that.
pub(super) const fn given(yes: bool) -> Answer {
    Answer::of(if yes { Outcome::CriteriaMet } else { Outcome::CriteriaNotMet })
}

/// An advisory is added to the determination.
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
