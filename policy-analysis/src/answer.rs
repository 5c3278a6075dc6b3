//! What a policy says about a member: the outcome with its terms. Also the answers of a version as
//! a decision diagram.

use super::side::Side;
use super::space::Space;
use policy_core::case::Chart;
use policy_core::data::Text;
use policy_core::evaluate::reference::{ReferenceDetermination, determine};
use policy_core::policy::{
    Algebra, Approval, Arm, Basis, Choice, Conclusion, Decision, Expression, Outcome, Policy,
    Ruling, Section,
};
use policy_core::worlds::Unanswered;
use policy_core::worlds::diagram::{Diagram, Diagrams};

/// What a policy says about a member.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// The outcome.
    pub outcome: Outcome,
    /// The terms of the approval, if the criteria are met.
    pub approval: Option<Approval>,
    /// The body that reviews, if the criteria are met.
    pub review: Option<Text>,
    /// The policy to refer to, for [`Outcome::Refer`].
    pub refer_to: Option<Text>,
    /// The basis, for [`Outcome::NotCovered`], and for [`Outcome::CriteriaNotMet`] where the policy
    /// gives one.
    pub basis: Option<Basis>,
}

impl Answer {
    /// What a policy says about a chart.
    #[must_use]
    pub fn to(policy: &Policy, chart: &dyn Chart) -> Answer {
        Answer::determined(policy, &determine(policy, chart))
    }

    pub(super) const fn of(outcome: Outcome) -> Answer {
        Answer { outcome, approval: None, review: None, refer_to: None, basis: None }
    }

    /// The answer that is in a determination.
    pub(super) fn determined(
        policy: &Policy,
        determination: &ReferenceDetermination<'_>,
    ) -> Answer {
        let ReferenceDetermination { outcome, refer_to, basis, approval, .. } = determination;
        let mut answer = Answer {
            refer_to: refer_to.map(|policy| policy.to_owned().into()),
            basis: *basis,
            approval: approval.clone(),
            ..Answer::of(*outcome)
        };
        if matches!(outcome, Outcome::CriteriaMet | Outcome::CriteriaMetReviewRequired) {
            let version = determination.version.and_then(|version| policy.version(version));
            let sections = determination
                .candidates
                .iter()
                .filter_map(|section| version?.section(*section))
                .collect::<Vec<_>>();
            let review = |section: &&Section| match &section.conclusion {
                Conclusion::CriteriaMet { review, .. } => review.clone(),
                Conclusion::CriteriaNotMet { .. }
                | Conclusion::CaseByCase { .. }
                | Conclusion::Refer { .. }
                | Conclusion::NotCovered { .. }
                | Conclusion::NotApplicable { .. } => None,
            };
            answer.review = agreed(sections.iter().map(review));
        }
        answer
    }
}

/// The value that all agree on, if they do.
fn agreed<T: PartialEq>(mut said: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = said.next()??;
    said.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

/// Answers, each with a number that represents it in diagrams.
#[derive(Default)]
pub(super) struct Answers(Vec<Answer>);

impl Answers {
    /// The numbers of all.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u16> + use<> {
        (0..).take(self.0.len())
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Answer] {
        &self.0
    }

    pub(super) fn get(&self, number: u16) -> Option<&Answer> {
        self.0.get(usize::from(number))
    }

    /// What a version says, as numbers of answers.
    pub(super) fn diagram(
        &mut self,
        side: Side<'_>,
        space: &mut Space<'_>,
    ) -> Result<Diagram, Unanswered> {
        AnswersIn { answers: self, space }.outcome(side.policy, &mut side.version.sections.iter())
    }

    pub(super) fn terminal(&mut self, answer: Answer) -> Result<Diagram, Unanswered> {
        let known = self.0.iter().position(|known| *known == answer);
        let position = known.unwrap_or_else(|| {
            self.0.push(answer);
            self.0.len().saturating_sub(1)
        });
        u16::try_from(position).map(Diagrams::terminal).map_err(|_| Unanswered::TooLarge)
    }

    fn conclusion(
        &mut self,
        conclusion: &Conclusion,
        space: &mut Space<'_>,
    ) -> Result<Diagram, Unanswered> {
        let outcome = conclusion.outcome();
        match conclusion {
            Conclusion::CriteriaMet { approval, review } => self.choice(
                approval,
                &|approval| Answer {
                    approval: approval.cloned(),
                    review: review.clone(),
                    ..Answer::of(outcome)
                },
                space,
            ),
            Conclusion::Refer { to } => self.choice(
                to,
                &|to| Answer { refer_to: to.cloned(), ..Answer::of(outcome) },
                space,
            ),
            Conclusion::NotCovered { basis, .. } => self.choice(
                basis,
                &|basis| Answer { basis: basis.copied(), ..Answer::of(outcome) },
                space,
            ),
            Conclusion::CriteriaNotMet { basis, .. } => {
                self.terminal(Answer { basis: *basis, ..Answer::of(outcome) })
            }
            Conclusion::CaseByCase { .. } | Conclusion::NotApplicable { .. } => {
                self.terminal(Answer::of(outcome))
            }
        }
    }

    /// What two functions with the same outcome agree on.
    fn agreed(
        &mut self,
        one: Diagram,
        other: Diagram,
        diagrams: &mut Diagrams,
    ) -> Result<Diagram, Unanswered> {
        let mut agreed = one;
        for first in self.numbers() {
            for second in self.numbers().filter(|second| *second != first) {
                let (one, other) = (
                    diagrams.takes(one, |it| it == first)?,
                    diagrams.takes(other, |it| it == second)?,
                );
                let differ = diagrams.and(one, other)?;
                if let Some(answer) = self.get(first).filter(|_| differ != Diagrams::FALSE) {
                    let open = self.terminal(Answer::of(answer.outcome))?;
                    agreed = diagrams.if_then_else(differ, open, agreed)?;
                }
            }
        }
        Ok(agreed)
    }

    fn choice<T: Clone>(
        &mut self,
        choice: &Choice<T>,
        answer: &dyn Fn(Option<&T>) -> Answer,
        space: &mut Space<'_>,
    ) -> Result<Diagram, Unanswered> {
        let Choice::By { selector, arms } = choice else {
            let Choice::Always(detail) = choice else { return self.terminal(answer(None)) };
            return self.terminal(answer(Some(detail)));
        };
        let mut chosen = self.terminal(answer(None))?;
        for arm in arms.iter().rev() {
            let reached = space.condition(&selector.is_among(arm.values))?;
            let then = self.choice(&arm.choice, answer, space)?;
            chosen = space.diagrams().if_then_else(reached, then, chosen)?;
        }
        Ok(chosen)
    }
}

/// Diagrams of answers over a space.
struct AnswersIn<'n, 's, 'a> {
    answers: &'n mut Answers,
    space: &'s mut Space<'a>,
}

impl<'p> Algebra<'p> for AnswersIn<'_, '_, '_> {
    type Value = Diagram;
    type Error = Unanswered;

    fn test(&mut self, test: &'p Expression) -> Result<Diagram, Unanswered> {
        self.space.test(test)
    }

    fn at_least<P>(
        &mut self,
        needed: usize,
        parts: &'p [P],
        value: impl Fn(&mut Self, &'p P) -> Result<Diagram, Unanswered>,
    ) -> Result<Diagram, Unanswered> {
        let parts = parts.iter().map(|part| value(self, part)).collect::<Result<Vec<_>, _>>()?;
        self.space.counted(needed, &parts)
    }

    fn not(&mut self, part: Diagram) -> Result<Diagram, Unanswered> {
        self.space.not(part)
    }

    fn choose(
        &mut self,
        condition: &'p Expression,
        then: &'p Expression,
        otherwise: &'p Expression,
    ) -> Result<Diagram, Unanswered> {
        self.space.choose(condition, then, otherwise)
    }
}

impl<'p> Decision<'p> for AnswersIn<'_, '_, '_> {
    type Outcome = Diagram;

    fn ruling(&mut self, ruling: Ruling<'p>) -> Result<Diagram, Unanswered> {
        match ruling {
            Ruling::Met(section) => self.answers.conclusion(&section.conclusion, self.space),
            Ruling::Otherwise(conclusion) => self.answers.conclusion(conclusion, self.space),
            Ruling::Unknown(section, Some(otherwise))
                if otherwise.outcome() == section.conclusion.outcome() =>
            {
                let met = self.answers.conclusion(&section.conclusion, self.space)?;
                let unmet = self.answers.conclusion(otherwise, self.space)?;
                self.answers.agreed(met, unmet, self.space.diagrams())
            }
            Ruling::NotApplicable | Ruling::NotMet | Ruling::Unknown(..) => {
                self.answers.terminal(Answer::of(ruling.outcome()))
            }
        }
    }

    fn suppose_on_file(&mut self, supposed: bool) {
        self.space.suppose_on_file(supposed);
    }

    fn decide(
        &mut self,
        condition: impl FnOnce(&mut Self) -> Result<Diagram, Unanswered>,
        then: impl FnOnce(&mut Self) -> Result<Diagram, Unanswered>,
        otherwise: impl FnOnce(&mut Self) -> Result<Diagram, Unanswered>,
    ) -> Result<Diagram, Unanswered> {
        let [condition, then, otherwise] = [condition(self)?, then(self)?, otherwise(self)?];
        self.space.diagrams().if_then_else(condition, then, otherwise)
    }
}

/// The conditions by which the arms of conclusions are reached, so that a space has their
/// predicates.
pub(super) fn conditions(sides: [Side<'_>; 2]) -> Vec<Expression> {
    let mut found = Vec::new();
    for section in sides.iter().flat_map(|side| side.version.sections.iter()) {
        for conclusion in section.conclusions() {
            match conclusion {
                Conclusion::Refer { to } => add_arms(to, &mut found),
                Conclusion::NotCovered { basis, .. } => add_arms(basis, &mut found),
                Conclusion::CriteriaMet { approval, .. } => add_arms(approval, &mut found),
                Conclusion::CriteriaNotMet { .. }
                | Conclusion::CaseByCase { .. }
                | Conclusion::NotApplicable { .. } => {}
            }
        }
    }
    found
}

fn add_arms<T: Clone>(choice: &Choice<T>, found: &mut Vec<Expression>) {
    let Choice::By { selector, arms } = choice else { return };
    for Arm { values, choice } in arms.iter() {
        found.push(selector.is_among(*values));
        add_arms(choice, found);
    }
}
