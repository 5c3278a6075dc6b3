//! Both sides as diagrams over one space, moment by moment; and the questions that a comparison
//! asks of them.

use super::show::{Claim, Said, Shown};
use super::{Compared, LOOKS, Refused, Transition, Verdict, Witness};
use crate::answer::{Answer, Answers};
use crate::moments::{Moment, Period, moments};
use crate::side::Side;
use crate::space::Space;
use core::cell::Cell;
use policy_core::policy::{Algebra, Expression, Outcome};
use policy_core::worlds::atoms::Completeness;
use policy_core::worlds::diagram::{Diagram, Diagrams};
use policy_core::worlds::{Fault, Unanswered};
use std::collections::BTreeSet;

/// A moment for each side.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// Their positions in the space.
    pub charts: [usize; 2],
    pub moments: [Moment; 2],
    /// What a member can answer at both.
    possible: Diagram,
    /// What each side says.
    answers: [Diagram; 2],
    /// The outcomes differ.
    differ: Diagram,
}

/// For each frame in which there are any, some members.
pub(super) type Found = Vec<(Frame, Diagram)>;

pub(super) struct Comparer<'s> {
    pub sides: [Side<'s>; 2],
    pub space: Space<'s>,
    pub share_dates: bool,
    frames: Vec<Frame>,
    answers: Answers,
}

impl<'s> Comparer<'s> {
    /// Both sides, and the conditions by which the arms of their conclusions are reached.
    pub(super) fn new(
        sides: [Side<'s>; 2],
        selected: &'s [Expression],
    ) -> Result<Comparer<'s>, Refused> {
        let [a, b] = sides;
        let conditions = a
            .policy
            .conditions_in(a.version)
            .chain(b.policy.conditions_in(b.version))
            .chain(selected);
        let predicates = conditions.flat_map(Expression::predicates).collect::<Vec<_>>();
        let periods = sides.map(|side| Period::of(side.version));
        let moments_in = |period| moments(period, predicates.iter().copied());
        let [first, last] = periods;
        let common = first.common(last);
        let (moments, of_a) = match common {
            Some(common) => (moments_in(common), 0),
            None => {
                let of_a = moments_in(first);
                (of_a.iter().copied().chain(moments_in(last)).collect::<Vec<_>>(), of_a.len())
            }
        };
        let space = Space::of_moments(
            &a.policy.vocabulary,
            predicates,
            &moments,
            Completeness::Decided,
            LOOKS,
        )?;
        let mut comparer = Comparer {
            sides,
            space,
            share_dates: common.is_some(),
            frames: Vec::new(),
            answers: Answers::default(),
        };
        let answers = [
            comparer.answers.diagram(a, &mut comparer.space)?,
            comparer.answers.diagram(b, &mut comparer.space)?,
        ];
        // Moments at which everything is the same are one.
        let distinct = |charts: core::ops::Range<usize>, space: &Space<'_>| {
            let mut seen = BTreeSet::new();
            charts.filter(|chart| seen.insert(space.possibilities(*chart))).collect::<Vec<_>>()
        };
        let pairs = if common.is_some() {
            distinct(0..moments.len(), &comparer.space)
                .into_iter()
                .map(|chart| [chart, chart])
                .collect::<Vec<_>>()
        } else {
            let (of_a, of_b) = (
                distinct(0..of_a, &comparer.space),
                distinct(of_a..moments.len(), &comparer.space),
            );
            of_a.iter().flat_map(|a| of_b.iter().map(|b| [*a, *b])).collect()
        };
        for charts in pairs {
            let frame = comparer.frame(charts, &moments, answers)?;
            comparer.frames.push(frame);
        }
        Ok(comparer)
    }

    fn frame(
        &mut self,
        charts: [usize; 2],
        all: &[Moment],
        [a, b]: [Diagram; 2],
    ) -> Result<Frame, Unanswered> {
        let [chart_a, chart_b] = charts;
        let (Some(moment_a), Some(moment_b)) = (all.get(chart_a), all.get(chart_b)) else {
            return Err(Fault::Moment.into());
        };
        let possible = self.space.possible_in_all(&charts)?;
        let answers = [self.space.on_dates_of(a, chart_a)?, self.space.on_dates_of(b, chart_b)?];
        let mut same = Diagrams::FALSE;
        for outcome in Outcome::ALL {
            let both = self.both_say(answers, [Said::Outcome(outcome), Said::Outcome(outcome)])?;
            same = self.space.diagrams().or(same, both)?;
        }
        let differ = self.space.diagrams().not(same)?;
        Ok(Frame { charts, moments: [*moment_a, *moment_b], possible, answers, differ })
    }

    /// Each side says something.
    fn both_say(
        &mut self,
        [a, b]: [Diagram; 2],
        [said_a, said_b]: [Said<'_>; 2],
    ) -> Result<Diagram, Unanswered> {
        let (answers, diagrams) = (&self.answers, self.space.diagrams());
        let is_lost = Cell::new(false);
        let is = |said: Said<'_>, number| {
            let answer = answers.get(number);
            is_lost.set(is_lost.get() || answer.is_none());
            answer.is_some_and(|answer| said.is(answer))
        };
        let a = diagrams.takes(a, |number| is(said_a, number))?;
        let b = diagrams.takes(b, |number| is(said_b, number))?;
        if is_lost.get() {
            return Err(Fault::Answer.into());
        }
        diagrams.and(a, b)
    }

    /// Members of whom both sides say something, among those of whom `among` holds.
    fn who(
        &mut self,
        said: [Said<'_>; 2],
        among: Option<[Diagram; 2]>,
    ) -> Result<Found, Unanswered> {
        let mut found = Vec::new();
        for frame in self.frames.clone() {
            let said = self.both_say(frame.answers, said)?;
            let mut members = self.space.diagrams().and(frame.possible, said)?;
            for (diagram, chart) in among.into_iter().flatten().zip(frame.charts) {
                let diagram = self.space.on_dates_of(diagram, chart)?;
                members = self.space.diagrams().and(members, diagram)?;
            }
            if members != Diagrams::FALSE {
                found.push((frame, members));
            }
        }
        Ok(found)
    }

    /// The outcomes that become others, each with one of its members.
    pub(super) fn outcomes(&mut self) -> Result<Vec<Transition>, Unanswered> {
        let mut transitions = Vec::new();
        for outcomes in changes() {
            let said = outcomes.map(Said::Outcome);
            let found = self.who(said, None)?;
            let Some((frame, members)) = found.first() else { continue };
            let witness =
                self.witness(&found, &Claim { said, parts: [None, None], met: [None, None] })?;
            let answers = match &witness {
                Some(witness) => witness.answers.clone(),
                None => self.some_answers(*frame, *members)?,
            };
            transitions.push(Transition { answers, witness });
        }
        Ok(transitions)
    }

    /// The answers that some member gets, where no example of one is known.
    fn some_answers(&mut self, frame: Frame, members: Diagram) -> Result<[Answer; 2], Fault> {
        let diagrams = self.space.diagrams();
        let assignment = diagrams.shortest(members, |value| value != 0).ok_or(Fault::Diagram)?;
        // Whatever they do not ask about may be anything.
        let value = |variable| assignment.get(&variable).copied().unwrap_or(0);
        let [a, b] = frame.answers;
        let [a, b] = [diagrams.evaluate(a, value)?, diagrams.evaluate(b, value)?];
        let answer = |number| self.answers.get(number).cloned().ok_or(Fault::Answer);
        Ok([answer(a)?, answer(b)?])
    }

    /// The outcomes that become others, of the members about whom both policies speak; `None` where
    /// there are none.
    pub(super) fn outcomes_where_both_apply(
        &mut self,
    ) -> Result<Option<Vec<[Outcome; 2]>>, Unanswered> {
        let [a, b] = self.sides;
        let apply = [self.space.applies(a.policy)?, self.space.applies(b.policy)?];
        if self.who([Said::Anything; 2], Some(apply))?.is_empty() {
            return Ok(None);
        }
        let mut found = Vec::new();
        for outcomes in changes() {
            if !self.who(outcomes.map(Said::Outcome), Some(apply))?.is_empty() {
                found.push(outcomes);
            }
        }
        Ok(Some(found))
    }

    /// Where the outcome is the same, the terms that become others.
    pub(super) fn terms(&mut self) -> Result<Vec<Transition>, Unanswered> {
        let answers = self.answers.all().to_vec();
        let mut transitions = Vec::new();
        for a in &answers {
            for b in answers.iter().filter(|b| a.outcome == b.outcome && a != *b) {
                let said = [Said::Answer(a), Said::Answer(b)];
                let found = self.who(said, None)?;
                if !found.is_empty() {
                    let claim = Claim { said, parts: [None, None], met: [None, None] };
                    let witness = self.witness(&found, &claim)?;
                    transitions.push(Transition { answers: [a.clone(), b.clone()], witness });
                }
            }
        }
        Ok(transitions)
    }

    pub(super) fn applicability(&mut self) -> Result<Compared, Unanswered> {
        let [a, b] = self.sides;
        let sets = [self.space.applies(a.policy)?, self.space.applies(b.policy)?];
        self.sets(sets, [Diagrams::TRUE; 2], [Shown::Applies; 2], &[])
    }

    /// The members of A's set and not of B's, and the other way round, among those of whom `domain`
    /// holds on one of the sides.
    pub(super) fn only(
        &mut self,
        [a, b]: [Diagram; 2],
        domain: [Diagram; 2],
    ) -> Result<[Found; 2], Unanswered> {
        let mut found = [Vec::new(), Vec::new()];
        for frame in self.frames.clone() {
            let [chart_a, chart_b] = frame.charts;
            let a = self.space.on_dates_of(a, chart_a)?;
            let b = self.space.on_dates_of(b, chart_b)?;
            let concerned = self.domain(frame, domain)?;
            for ((one, other), found) in [(a, b), (b, a)].into_iter().zip(&mut found) {
                let diagrams = self.space.diagrams();
                let other = diagrams.not(other)?;
                let only = diagrams.and(one, other)?;
                let only = diagrams.and(concerned, only)?;
                if only != Diagrams::FALSE {
                    found.push((frame, only));
                }
            }
        }
        Ok(found)
    }

    /// The members of a frame for whom a condition holds on one of the sides.
    fn domain(&mut self, frame: Frame, [a, b]: [Diagram; 2]) -> Result<Diagram, Unanswered> {
        let [chart_a, chart_b] = frame.charts;
        let (a, b) = (self.space.on_dates_of(a, chart_a)?, self.space.on_dates_of(b, chart_b)?);
        let either = self.space.diagrams().or(a, b)?;
        self.space.diagrams().and(frame.possible, either)
    }

    /// Two sets held against each other. `alike`: other sets in which a member is best the same, so
    /// that this difference alone tells.
    pub(super) fn sets(
        &mut self,
        sets: [Diagram; 2],
        domain: [Diagram; 2],
        shown: [Shown<'_>; 2],
        alike: &[[Option<Diagram>; 2]],
    ) -> Result<Compared, Unanswered> {
        let [only_a, only_b] = self.only(sets, domain)?;
        let Some(verdict) = Verdict::of(!only_b.is_empty(), !only_a.is_empty()) else {
            return Ok(Compared { verdict: Verdict::Equal, witnesses: Vec::new() });
        };
        let mut witnesses = Vec::new();
        for (found, in_a) in [(only_a, true), (only_b, false)] {
            let claim = Claim {
                said: [Said::Anything; 2],
                parts: shown.map(Some),
                met: [Some(in_a), Some(!in_a)],
            };
            let (alone, changed) = (self.telling(&found, alike)?, self.telling(&found, &[])?);
            for found in [alone, changed, found] {
                if let Some(witness) = self.witness(&found, &claim)? {
                    witnesses.push(witness);
                    break;
                }
            }
        }
        Ok(Compared { verdict, witnesses })
    }

    /// A part that only one side has: a member on whom it tells. Of a section one whom it governs;
    /// of a criterion best one who does not meet it, and who is the same in all other respects.
    pub(super) fn alone(
        &mut self,
        set: Diagram,
        side: usize,
        domain: [Diagram; 2],
        shown: Shown<'_>,
        alike: &[[Option<Diagram>; 2]],
    ) -> Result<Compared, Unanswered> {
        let mut of_each_kind = Vec::new();
        for meets in
            [false, true].into_iter().filter(|meets| *meets || matches!(shown, Shown::Criterion(_)))
        {
            let mut found = Vec::new();
            for frame in self.frames.clone() {
                let chart = frame.charts.get(side).ok_or(Fault::Part)?;
                let set = self.space.on_dates_of(set, *chart)?;
                let set = if meets { set } else { self.space.diagrams().not(set)? };
                let concerned = self.domain(frame, domain)?;
                let members = self.space.diagrams().and(concerned, set)?;
                if members != Diagrams::FALSE {
                    found.push((frame, members));
                }
            }
            let (parts, met) = if side == 0 {
                ([Some(shown), None], [Some(meets), None])
            } else {
                ([None, Some(shown)], [None, Some(meets)])
            };
            of_each_kind.push((found, Claim { said: [Said::Anything; 2], parts, met }));
        }
        // A part alone shows either way; where other differences help, what tells is that it
        // is not met.
        let by_itself = of_each_kind.iter().map(|kind| (kind, alike));
        let with_others = of_each_kind.iter().take(1).map(|kind| (kind, [].as_slice()));
        let mut witnesses = Vec::new();
        for ((found, claim), alike) in by_itself.chain(with_others) {
            if witnesses.is_empty() {
                let telling = self.telling(found, alike)?;
                witnesses.extend(self.witness(&telling, claim)?);
            }
        }
        let verdict = if side == 0 { Verdict::OnlyInA } else { Verdict::OnlyInB };
        Ok(Compared { verdict, witnesses })
    }

    /// The members whose outcomes differ though all these other sets are the same to them.
    fn telling(
        &mut self,
        found: &Found,
        alike: &[[Option<Diagram>; 2]],
    ) -> Result<Found, Unanswered> {
        let mut telling = Vec::new();
        for (frame, members) in found {
            let mut rest = self.space.diagrams().and(*members, frame.differ)?;
            for sets in alike {
                let same = self.same(*frame, *sets)?;
                rest = self.space.diagrams().and(rest, same)?;
            }
            if rest != Diagrams::FALSE {
                telling.push((*frame, rest));
            }
        }
        Ok(telling)
    }

    /// The members to whom two criteria come out the same; of one without the other, those who meet
    /// it.
    fn same(&mut self, frame: Frame, [a, b]: [Option<Diagram>; 2]) -> Result<Diagram, Unanswered> {
        let [chart_a, chart_b] = frame.charts;
        let a = a.map(|a| self.space.on_dates_of(a, chart_a)).transpose()?;
        let b = b.map(|b| self.space.on_dates_of(b, chart_b)).transpose()?;
        match (a, b) {
            (Some(a), Some(b)) => {
                let not_b = self.space.diagrams().not(b)?;
                self.space.diagrams().if_then_else(a, b, not_b)
            }
            (Some(one), None) | (None, Some(one)) => Ok(one),
            (None, None) => Err(Fault::Part.into()),
        }
    }

    /// One of the members, as a case with as few facts as show the claim.
    fn witness(&mut self, found: &Found, claim: &Claim<'_>) -> Result<Option<Witness>, Fault> {
        for (frame, members) in found {
            let charts = frame.charts.into_iter().zip(frame.moments).collect::<Vec<_>>();
            for everything in [false, true] {
                let facts = self.space.alike(*members, &charts, everything)?;
                let shown =
                    facts.and_then(|facts| claim.shown_by(self.sides, frame.moments, facts));
                if shown.is_some() {
                    return Ok(shown);
                }
            }
        }
        Ok(None)
    }
}

/// Every pair of different outcomes that a completely documented member can have.
fn changes() -> impl Iterator<Item = [Outcome; 2]> {
    let outcomes =
        || Outcome::ALL.into_iter().filter(|outcome| *outcome != Outcome::NeedInformation);
    outcomes().flat_map(move |a| outcomes().filter(move |b| a != *b).map(move |b| [a, b]))
}
