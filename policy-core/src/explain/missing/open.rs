//! What a determination leaves open: the sections that may govern, and what remains of their
//! conditions.
//!
//! In: the sections that may govern, and the truths that were found. Out: the outcome, or what is
//! said beside it, as a formula over everything that is unknown where it matters. What is met or not met stays so however the
//! documentation is completed, so it is not evaluated again.

use super::details::{Conditions, Said};
use super::formula::{Formula, Node};
use crate::Truth;
use crate::case::Chart;
use crate::determination::Determination;
use crate::evaluate::reference::Documentation;
use crate::policy::{
    Algebra, Arm, Choice, Conclusion, Decision, Expression, Outcome, Policy, Ruling, Selector,
    Slot, Version,
};
use crate::worlds::atoms::only_answer;
use core::convert::Infallible;

/// Which of the unknown predicates are included.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// Those that a plausible chart can answer either way.
    Either,
    /// All of them.
    Unknown,
}

/// What a determination leaves open.
pub(super) struct Open<'a> {
    pub(super) policy: &'a Policy,
    pub(super) version: &'a Version,
    pub(super) documentation: Documentation<'a>,
    /// The outcome, by its position; or whatever is said, numbered.
    pub(super) outcome: Formula<'a>,
}

impl<'a> Open<'a> {
    /// What a determination leaves open; `None` if the outcome is decided.
    pub(super) fn of<'p: 'a>(
        determination: &Determination<'p>,
        chart: &'a dyn Chart,
        asks: Asks,
    ) -> Option<Open<'a>> {
        if determination.outcome() != Outcome::NeedInformation {
            return None;
        }
        Open::written(determination, chart, asks, None)
    }

    /// What a determination leaves open beside its outcome; `None` if no version is in force.
    pub(super) fn details<'p: 'a>(
        determination: &Determination<'p>,
        chart: &'a dyn Chart,
        asks: Asks,
        conditions: &'a Conditions<'a>,
    ) -> Option<Open<'a>> {
        let details = Details { conditions, said: Vec::new() };
        Open::written(determination, chart, asks, Some(details))
    }

    fn written<'p: 'a>(
        determination: &Determination<'p>,
        chart: &'a dyn Chart,
        asks: Asks,
        details: Option<Details<'a>>,
    ) -> Option<Open<'a>> {
        let version = determination.version()?;
        let policy = determination.policy();
        let documentation = Documentation { vocabulary: &policy.vocabulary, chart };
        let mut writer = Writer {
            formula: Formula::new(),
            determination,
            documentation,
            asks,
            all_on_file: false,
            details,
        };
        let Ok(()) = writer.outcome(policy, &mut determination.candidates());
        Some(Open { policy, version, documentation, outcome: writer.formula })
    }

    /// All predicates on which the outcome of the version can depend, whatever is documented.
    pub(super) fn all_predicates(&self) -> impl Iterator<Item = &'a Expression> + use<'a> {
        self.policy.conditions_in(self.version).flat_map(Expression::predicates)
    }
}

/// Writes what is open. For a condition that turns out to be known, nothing is written.
struct Writer<'d, 'a> {
    formula: Formula<'a>,
    determination: &'d Determination<'a>,
    documentation: Documentation<'a>,
    asks: Asks,
    all_on_file: bool,
    /// If what is said beside the outcome is written, too.
    details: Option<Details<'a>>,
}

/// What is said, numbered by its position.
struct Details<'a> {
    conditions: &'a Conditions<'a>,
    said: Vec<Said<'a>>,
}

/// Whether a condition is met; `None` if that is open, and has been written.
type Met = Option<bool>;

impl<'a> Algebra<'a> for Writer<'_, 'a> {
    type Value = Met;
    type Error = Infallible;

    fn found(&mut self, slot: Slot) -> Option<Met> {
        match self.determination.truth(slot) {
            Some(Truth::MET) => Some(Some(true)),
            Some(Truth::NOT_MET) => Some(Some(false)),
            // It does not say how its parts turn out.
            _ => None,
        }
    }

    fn test(&mut self, test: &'a Expression) -> Result<Met, Infallible> {
        if self.all_on_file && test.asks_for_file() {
            return Ok(Some(true));
        }
        Ok(match self.documentation.truth(test) {
            Truth::MET => Some(true),
            Truth::NOT_MET => Some(false),
            _ => {
                let only = if self.asks == Asks::Either {
                    only_answer(test, self.documentation)
                } else {
                    None
                };
                if only.is_none() {
                    self.formula.push(Node::Asks(test));
                }
                only
            }
        })
    }

    fn at_least<P>(
        &mut self,
        mut needed: usize,
        parts: &'a [P],
        value: impl Fn(&mut Self, &'a P) -> Result<Met, Infallible>,
    ) -> Result<Met, Infallible> {
        let begin = self.formula.len();
        let (mut open, mut parts) = (0_usize, parts.iter());
        while needed > 0 && needed <= parts.len().saturating_add(open) {
            match parts.next().map(|part| value(self, part)) {
                Some(Ok(Some(met))) => needed = needed.saturating_sub(usize::from(met)),
                Some(Ok(None)) => open = open.saturating_add(1),
                None => {
                    if open > 1 {
                        self.formula.push(Node::AtLeast(needed, open));
                    }
                    return Ok(None);
                }
            }
        }
        self.formula.truncate(begin);
        Ok(Some(needed == 0))
    }

    fn not(&mut self, part: Met) -> Result<Met, Infallible> {
        if part.is_none() {
            self.formula.push(Node::Not);
        }
        Ok(part.map(|met| !met))
    }

    fn choose(
        &mut self,
        condition: &'a Expression,
        then: &'a Expression,
        otherwise: &'a Expression,
    ) -> Result<Met, Infallible> {
        let begin = self.formula.len();
        match self.condition(condition)? {
            Some(true) => return self.condition(then),
            Some(false) => return self.condition(otherwise),
            None => {}
        }
        let then = self.branch(then)?;
        let otherwise = self.branch(otherwise)?;
        if then.is_some() && then == otherwise {
            self.formula.truncate(begin);
            return Ok(then);
        }
        self.formula.push(Node::If);
        Ok(None)
    }
}

impl<'a> Decision<'a> for Writer<'_, 'a> {
    type Outcome = ();

    fn ruling(&mut self, ruling: Ruling<'a>) -> Result<(), Infallible> {
        if self.details.is_none() {
            self.formula.push(Node::Known(ruling.outcome().position()));
            return Ok(());
        }
        match ruling {
            Ruling::Met(section) => self.conclusion(&section.conclusion, &mut Self::say),
            Ruling::Otherwise(conclusion) => self.conclusion(conclusion, &mut Self::say),
            Ruling::Unknown(section, Some(otherwise))
                if otherwise.outcome() == section.conclusion.outcome() =>
            {
                self.conclusion(&section.conclusion, &mut |writer, met| {
                    writer.conclusion(otherwise, &mut |writer, unmet| writer.say(met.agree(unmet)));
                });
            }
            Ruling::NotApplicable | Ruling::NotMet | Ruling::Unknown(..) => {
                self.say(Said::only(ruling.outcome()));
            }
        }
        Ok(())
    }

    fn suppose_on_file(&mut self, supposed: bool) {
        self.all_on_file = supposed;
    }

    fn decide(
        &mut self,
        condition: impl FnOnce(&mut Self) -> Result<Met, Infallible>,
        then: impl FnOnce(&mut Self) -> Result<(), Infallible>,
        otherwise: impl FnOnce(&mut Self) -> Result<(), Infallible>,
    ) -> Result<(), Infallible> {
        match condition(self)? {
            Some(true) => then(self),
            Some(false) => otherwise(self),
            None => {
                then(self)?;
                otherwise(self)?;
                self.formula.push(Node::If);
                Ok(())
            }
        }
    }
}

impl<'a> Writer<'_, 'a> {
    /// Writes something that is said.
    fn say(&mut self, said: Said<'a>) {
        let Some(details) = &mut self.details else { return };
        let known = details.said.iter().position(|known| *known == said);
        let position = known.unwrap_or_else(|| {
            details.said.push(said);
            details.said.len().saturating_sub(1)
        });
        self.formula.push(Node::Known(u16::try_from(position).unwrap_or(u16::MAX)));
    }

    /// Writes what a conclusion says, with `then` for each possibility.
    fn conclusion(
        &mut self,
        conclusion: &'a Conclusion,
        then: &mut dyn FnMut(&mut Self, Said<'a>),
    ) {
        match conclusion {
            Conclusion::CriteriaMet { approval, review } => {
                let review = review.as_deref();
                self.choice(approval, &mut |writer, approval| {
                    then(writer, Said::approval(conclusion, approval, review));
                });
            }
            Conclusion::Refer { to } => self.choice(to, &mut |writer, to| {
                then(writer, Said::refer(to.map(|to| &**to)));
            }),
            Conclusion::NotCovered { basis, .. } => self.choice(basis, &mut |writer, basis| {
                then(writer, Said::not_covered(basis.copied()));
            }),
            Conclusion::CriteriaNotMet { .. }
            | Conclusion::CaseByCase { .. }
            | Conclusion::NotApplicable { .. } => then(self, Said::fixed(conclusion)),
        }
    }

    fn choice<T: Clone>(
        &mut self,
        choice: &'a Choice<T>,
        then: &mut dyn FnMut(&mut Self, Option<&'a T>),
    ) {
        match choice {
            Choice::Always(detail) => then(self, Some(detail)),
            Choice::By { selector, arms } => self.arms(selector, arms, then),
        }
    }

    /// The last arm is for all values that no other arm has: every value that can come has one.
    fn arms<T: Clone>(
        &mut self,
        selector: &'a Selector,
        arms: &'a [Arm<T>],
        then: &mut dyn FnMut(&mut Self, Option<&'a T>),
    ) {
        let (first, rest) = match arms {
            [] => return then(self, None),
            [last] => return self.choice(&last.choice, then),
            [first, rest @ ..] => (first, rest),
        };
        let conditions = self.details.as_ref().map(|details| details.conditions);
        let condition = conditions.and_then(|conditions| conditions.get(selector, first.values));
        let Some(Ok(met)) = condition.map(|condition| self.condition(condition)) else { return };
        match met {
            Some(true) => self.choice(&first.choice, then),
            Some(false) => self.arms(selector, rest, then),
            None => {
                self.choice(&first.choice, then);
                self.arms(selector, rest, then);
                self.formula.push(Node::If);
            }
        }
    }

    /// A condition that is written even if it is known.
    fn branch(&mut self, expression: &'a Expression) -> Result<Met, Infallible> {
        let met = self.condition(expression)?;
        if let Some(met) = met {
            self.formula.push(Node::Known(u16::from(met)));
        }
        Ok(met)
    }
}
