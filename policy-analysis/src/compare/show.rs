//! Showing a difference: a member as a case, checked by the reference evaluator, with no fact that
//! could be left out.

use super::Witness;
use crate::answer::Answer;
use crate::moments::Moment;
use crate::side::Side;
use core::convert::Infallible;
use policy_core::Truth;
use policy_core::case::CaseFacts;
use policy_core::case::FactValue;
use policy_core::evaluate::reference::Documentation;
use policy_core::policy::{Algebra, Criterion, Expression, Outcome};
use policy_core::vocabulary::FactId;
use std::collections::{BTreeMap, BTreeSet};

/// What a side is claimed to say.
#[derive(Clone, Copy)]
pub(super) enum Said<'a> {
    Anything,
    Outcome(Outcome),
    Answer(&'a Answer),
}

impl Said<'_> {
    pub(super) fn is(self, answer: &Answer) -> bool {
        match self {
            Said::Anything => true,
            Said::Outcome(outcome) => answer.outcome == outcome,
            Said::Answer(claimed) => answer == claimed,
        }
    }
}

/// A part of a side that a member meets or does not.
#[derive(Clone, Copy)]
pub(super) enum Shown<'a> {
    Applies,
    /// The section at a position governs.
    Section(usize),
    Criterion(&'a Criterion),
}

impl Shown<'_> {
    fn truth(self, side: Side<'_>, member: &CaseFacts) -> Truth {
        let mut documented =
            Documented(Documentation { vocabulary: &side.policy.vocabulary, chart: member });
        let Ok(truth) = match self {
            Shown::Applies => documented.applies(side.policy),
            Shown::Section(position) => {
                let mut guard = |section: usize| {
                    let guard = side
                        .version
                        .sections
                        .get(section)
                        .and_then(|section| section.guard.as_ref());
                    guard.map_or(Ok(Truth::MET), |guard| documented.guard(guard))
                };
                guard(position).and_then(|own| {
                    (0..position).try_fold(own, |all, earlier| Ok(all & !guard(earlier)?))
                })
            }
            Shown::Criterion(criterion) => documented.criterion(criterion),
        };
        truth
    }
}

/// The truths of conditions, as far as something is documented.
struct Documented<'d>(Documentation<'d>);

impl<'p> Algebra<'p> for Documented<'_> {
    type Value = Truth;
    type Error = Infallible;

    fn test(&mut self, test: &'p Expression) -> Result<Truth, Infallible> {
        Ok(self.0.truth(test))
    }

    fn at_least<P>(
        &mut self,
        needed: usize,
        parts: &'p [P],
        value: impl Fn(&mut Self, &'p P) -> Result<Truth, Infallible>,
    ) -> Result<Truth, Infallible> {
        let parts = parts.iter().map(|part| value(self, part)).collect::<Result<Vec<_>, _>>()?;
        // No list is as long: then they are too few.
        Ok(Truth::at_least(u32::try_from(needed).unwrap_or(u32::MAX), &parts))
    }

    fn not(&mut self, part: Truth) -> Result<Truth, Infallible> {
        Ok(!part)
    }

    fn choose(
        &mut self,
        condition: &'p Expression,
        then: &'p Expression,
        otherwise: &'p Expression,
    ) -> Result<Truth, Infallible> {
        Ok(Truth::choose(
            self.condition(condition)?,
            self.condition(then)?,
            self.condition(otherwise)?,
        ))
    }
}

/// What a witness shows.
pub(super) struct Claim<'a> {
    pub said: [Said<'a>; 2],
    /// The part of each side that it is about.
    pub parts: [Option<Shown<'a>>; 2],
    /// Whether it is met.
    pub met: [Option<bool>; 2],
}

impl Claim<'_> {
    /// The facts as a witness, if they show it.
    pub(super) fn shown_by(
        &self,
        sides: [Side<'_>; 2],
        moments: [Moment; 2],
        facts: Vec<BTreeMap<FactId, FactValue>>,
    ) -> Option<Witness> {
        let [a, b] = <[_; 2]>::try_from(facts).ok()?;
        let [of_a, of_b] = moments;
        let mut members = [of_a.documenting(a), of_b.documenting(b)];
        let answers = self.answers(sides, &members)?;
        let outcomes = answers.map(|answer| answer.outcome);
        let shows = |members: &[CaseFacts; 2]| {
            self.answers(sides, members)
                .is_some_and(|answers| answers.map(|answer| answer.outcome) == outcomes)
        };
        leave_out(&mut members, shows);
        make_the_same(&mut members, shows);
        let answers = self.answers(sides, &members)?;
        Some(Witness { members, answers, met: self.met })
    }

    /// What both sides say, if it is what is claimed; nothing may be open.
    fn answers(&self, sides: [Side<'_>; 2], members: &[CaseFacts; 2]) -> Option<[Answer; 2]> {
        let [a, b] = sides;
        let [of_a, of_b] = members;
        let [said_a, said_b] = self.said;
        let [part_a, part_b] = self.parts;
        let [met_a, met_b] = self.met;
        let mut answers = [(a, of_a, said_a, part_a, met_a), (b, of_b, said_b, part_b, met_b)].map(
            |(side, member, said, part, met)| {
                let wanted = |met| if met { Truth::MET } else { Truth::NOT_MET };
                let is_met =
                    part.zip(met).is_none_or(|(part, met)| part.truth(side, member) == wanted(met));
                let answer = Answer::to(side.policy, member);
                Some(answer).filter(|answer| {
                    is_met && answer.outcome != Outcome::NeedInformation && said.is(answer)
                })
            },
        );
        let [a, b] = &mut answers;
        Some([a.take()?, b.take()?])
    }
}

/// Leaves out every fact that is not needed. More documentation never changes an answer, so what
/// was needed once is needed with fewer facts.
fn leave_out(members: &mut [CaseFacts; 2], shows: impl Fn(&[CaseFacts; 2]) -> bool) {
    let facts =
        members.iter().flat_map(CaseFacts::iter).map(|(fact, _)| fact).collect::<BTreeSet<_>>();
    for fact in facts {
        let mut fewer = members.clone();
        for member in &mut fewer {
            member.remove(fact);
        }
        if shows(&fewer) {
            *members = fewer;
        }
    }
}

/// Gives the later case the facts of the earlier one, wherever that shows the same. What had
/// happened at the earlier date has happened at the later one.
fn make_the_same(members: &mut [CaseFacts; 2], shows: impl Fn(&[CaseFacts; 2]) -> bool) {
    let [a, b] = &*members;
    if a == b {
        return;
    }
    let (earlier, is_a_earlier) =
        match (a.request_date.cmp(&b.request_date), a.service_date.cmp(&b.service_date)) {
            (request, service) if request.is_le() && service.is_le() => (a.clone(), true),
            (request, service) if request.is_ge() && service.is_ge() => (b.clone(), false),
            _ => return,
        };
    for (fact, value) in earlier.iter() {
        let mut same = members.clone();
        let [a, b] = &mut same;
        let later = if is_a_earlier { b } else { a };
        later.insert(fact, value.clone());
        if shows(&same) {
            *members = same;
        }
    }
}
