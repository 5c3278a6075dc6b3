//! Finding cases. In: what must be shown. Out: members who show it, with as little documented as
//! possible; or a proof that there are none.
//!
//! A [diagram](policy_core::worlds::diagram) says what else must be documented so that a subject
//! decides. The reference evaluator has the last word: a member counts only if the copies of the
//! policy, evaluated, give different answers. Then every fact that is not needed is left out.

use super::observation::{Decision, Observation, difference, given};
use super::sample::{Examples, Facts, samples};
use super::shown::Shown;
use super::subject::Subject;
use super::value::{Reason, Value};
use crate::answer::Answers;
use crate::moments::Moment;
use crate::space::Space;
use policy_core::Truth;
use policy_core::case::CaseFacts;
use policy_core::case::{Chart, validate};
use policy_core::evaluate::reference::Documentation;
use policy_core::policy::{Algebra, Expression, Outcome, Term};
use policy_core::vocabulary::Vocabulary;
use policy_core::worlds::atoms::{Group, Meaning};
use policy_core::worlds::diagram::{Diagram, Diagrams};
use policy_core::worlds::{Fault, Unanswered};
use std::collections::BTreeSet;

/// Where cases are looked for.
pub(super) struct Searcher<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) space: Space<'a>,
    pub(super) moments: &'a [Moment],
    pub(super) answers: Answers,
}

/// Other facts with which a subject decides, for the chart at a position.
type Context = (usize, Facts);

/// Where a subject decides, by one of its observations.
pub(super) struct Effect {
    /// The group of its predicate, and its position there; `None` if the dates alone decide.
    place: Option<(usize, usize)>,
    condition: Diagram,
    answers: [Diagram; 2],
    decides: Diagram,
    contexts: Vec<Context>,
}

/// The chart shows the goal, and the subject decides there.
pub(super) fn shows(
    (subject, observation): (&Subject, &Observation),
    value: Value,
    vocabulary: &Vocabulary,
    chart: &dyn Chart,
) -> bool {
    Shown::of(&subject.condition, vocabulary, chart).is(value) && observation.differs(chart)
}

impl<'a> Searcher<'a> {
    pub(super) fn effect(
        &mut self,
        subject: &Subject,
        observation: &Observation,
    ) -> Result<Effect, Unanswered> {
        let answers = observation.diagrams(&mut self.space, &mut self.answers)?;
        let possible = self.space.possible();
        let decides = difference(answers, self.space.diagrams(), &self.answers)?;
        let decides = self.space.diagrams().and(decides, possible)?;
        let condition = self.space.condition(&subject.condition)?;
        let place = match self.space.atoms().meaning(&subject.condition) {
            Some(Meaning::Open { group, atom }) => Some((group, atom)),
            Some(Meaning::Decided(_)) | None => None,
        };
        let mut contexts = Vec::new();
        if decides != Diagrams::FALSE {
            let conditions = match place {
                None => {
                    let not = self.space.diagrams().not(condition)?;
                    [condition, not]
                        .into_iter()
                        .map(|answer| self.space.diagrams().and(decides, answer))
                        .collect::<Result<Vec<_>, _>>()?
                }
                Some((group, _)) => (0..self.group(group)?.cells.len())
                    .map(|cell| self.space.where_group_is(decides, group, cell))
                    .collect::<Result<Vec<_>, _>>()?,
            };
            contexts = self.contexts(&conditions, place.map(|(group, _)| group))?;
        }
        Ok(Effect { place, condition, answers, decides, contexts })
    }

    fn group(&self, position: usize) -> Result<&Group<'a>, Unanswered> {
        Ok(self.space.atoms().groups().get(position).ok_or(Fault::Group)?)
    }

    /// Facts by which one of some conditions holds, without those of a group: first few, then
    /// something about everything that is asked.
    fn contexts(
        &mut self,
        conditions: &[Diagram],
        without: Option<usize>,
    ) -> Result<Vec<Context>, Unanswered> {
        let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
        for chart in 0..self.moments.len() {
            for (condition, everything) in
                conditions.iter().flat_map(|condition| [(condition, false), (condition, true)])
            {
                let Some(mut answers) = self.space.answers(*condition, chart, everything)? else {
                    continue;
                };
                answers.retain(|group, _| Some(*group) != without);
                let facts = answers.iter().flat_map(|(group, cell)| {
                    self.space.documented(chart, *group, *cell).into_iter().flatten()
                });
                let facts = facts.collect();
                if seen.insert((chart, answers)) {
                    found.push((chart, facts));
                }
            }
        }
        Ok(found)
    }

    fn member(&self, chart: usize, facts: &Facts, own: &Facts) -> Result<CaseFacts, Unanswered> {
        let moment = *self.moments.get(chart).ok_or(Fault::Moment)?;
        Ok(moment.documenting(facts.iter().chain(own).cloned()))
    }

    /// The ways in which the facts of a predicate can turn out in a chart.
    fn examples(&self, effect: &Effect, chart: usize) -> Result<Examples, Unanswered> {
        let Some((group, atom)) = effect.place else {
            return Ok([false, true].map(|met| (met, Facts::new())).into());
        };
        let known = self.group(group)?;
        let example =
            |cell| Some((known.holds(cell, atom), self.space.documented(chart, group, cell)?));
        Ok((0..known.cells.len()).filter_map(example).collect())
    }

    fn samples(
        &self,
        subject: &Subject,
        effect: &Effect,
        chart: usize,
        value: Value,
    ) -> Result<Vec<Facts>, Unanswered> {
        let moment = *self.moments.get(chart).ok_or(Fault::Moment)?;
        let examples = self.examples(effect, chart)?;
        Ok(samples(&subject.condition, value, (self.vocabulary, moment), &examples))
    }

    /// Two members who differ only in the facts of the predicate: one meets it, the other does not,
    /// and the policy gives different answers.
    pub(super) fn pair(
        &mut self,
        subject: &Subject,
        (observation, effect): (&Observation, &Effect),
    ) -> Result<Option<[CaseFacts; 2]>, Unanswered> {
        let Some((group, atom)) = effect.place else { return Ok(None) };
        let known = self.group(group)?;
        let (met, not_met) =
            (0..known.cells.len()).partition::<Vec<_>, _>(|cell| known.holds(*cell, atom));
        let [if_not_met, if_met] = effect.answers;
        let shows = |[one, other]: &[CaseFacts; 2]| {
            let is_case = |member| validate(self.vocabulary, member).is_empty();
            let [_, if_met] = observation.answers(one);
            let [if_not_met, _] = observation.answers(other);
            shows((subject, observation), Value::Met, self.vocabulary, one)
                && shows((subject, observation), Value::NotMet, self.vocabulary, other)
                && if_met != if_not_met
                && is_case(one)
                && is_case(other)
        };
        for (met, not_met) in met.iter().flat_map(|met| not_met.iter().map(|not| (*met, *not))) {
            let mut there = |diagram, cell| self.space.where_group_is(diagram, group, cell);
            let decides = [there(effect.decides, met)?, there(effect.decides, not_met)?];
            let answers = [there(if_met, met)?, there(if_not_met, not_met)?];
            let differs = difference(answers, self.space.diagrams(), &self.answers)?;
            let [one, other] = decides;
            let both = self.space.diagrams().all(&[one, other, differs])?;
            if both == Diagrams::FALSE {
                continue;
            }
            for (chart, facts) in self.contexts(&[both], Some(group))? {
                let documented = |cell| self.space.documented(chart, group, cell);
                let (Some(with), Some(without)) = (documented(met), documented(not_met)) else {
                    continue;
                };
                let pair =
                    [self.member(chart, &facts, &with)?, self.member(chart, &facts, &without)?];
                if shows(&pair) {
                    return Ok(Some(least(pair, shows)));
                }
            }
        }
        Ok(None)
    }

    /// A member who shows a value, and for whom the subject decides.
    pub(super) fn member_with(
        &self,
        subject: &Subject,
        (observation, effect): (&Observation, &Effect),
        value: Value,
    ) -> Result<Option<CaseFacts>, Unanswered> {
        let shows = |[member]: &[CaseFacts; 1]| {
            shows((subject, observation), value, self.vocabulary, member)
                && validate(self.vocabulary, member).is_empty()
        };
        for contexts in effect.contexts.chunk_by(|(one, _), (other, _)| one == other) {
            let Some((chart, _)) = contexts.first() else { continue };
            let samples = self.samples(subject, effect, *chart, value)?;
            for (_, facts) in contexts {
                for own in &samples {
                    let member = [self.member(*chart, facts, own)?];
                    if shows(&member) {
                        let [member] = least(member, shows);
                        return Ok(Some(member));
                    }
                }
            }
        }
        Ok(None)
    }

    /// Why no chart shows a value where the subject decides, if that can be proved.
    pub(super) fn why_not(
        &mut self,
        subject: &Subject,
        effects: &[Effect],
        value: Value,
    ) -> Result<Option<&'static str>, Unanswered> {
        let Some(effect) = effects.first() else { return Ok(Some(RESTATED)) };
        if effects.iter().all(|effect| effect.decides == Diagrams::FALSE) {
            let is_predicate = matches!(subject.condition, Expression::Test { .. });
            return Ok(Some(if is_predicate { WITHOUT_EFFECT } else { UNREACHABLE }));
        }
        let shown = match value {
            Value::Met => effect.condition,
            Value::NotMet => self.space.diagrams().not(effect.condition)?,
            Value::Unknown(Reason::Undocumented) if self.stays_unknown(subject, effects)? => {
                return Ok(Some(UNCERTAIN));
            }
            Value::Code(_)
            | Value::Count(_)
            | Value::Events(_)
            | Value::Results(_)
            | Value::Attribute(..)
            | Value::Beside(..)
            | Value::AttributeDay(..)
            | Value::Lasting(..)
            | Value::Number(..)
            | Value::Limit(..)
            | Value::Day(..)
            | Value::Unknown(_) => {
                if !self.is_all_that_is_told(&subject.condition, value)? {
                    return Ok(None);
                }
                let Some(shown) = self.answers_with(subject, effect, value)? else {
                    return Ok(None);
                };
                if shown == Diagrams::FALSE {
                    return Ok(Some(IMPLAUSIBLE));
                }
                shown
            }
        };
        let decides = self.space.diagrams().and(effect.decides, shown)?;
        Ok((decides == Diagrams::FALSE).then_some(MASKED))
    }

    /// The sample of a value is every chart that shows it, as far as the predicate's fact is
    /// concerned. Of results and entries there may be others besides, and what is not exact may be
    /// written in many ways.
    fn is_all_that_is_told(
        &self,
        condition: &Expression,
        value: Value,
    ) -> Result<bool, Unanswered> {
        let Some((term, region)) = condition.asked() else { return Ok(false) };
        if region.relation().is_some() {
            return Ok(false);
        }
        match (term, value) {
            (Term::Code(_), Value::Code(_))
            | (Term::Count(_), Value::Count(_))
            | (Term::Quantity(_), Value::Number(..)) => Ok(true),
            // Of one day, where no other date has a part in it.
            (Term::Date(_) | Term::Age { .. }, Value::Day(boundary, _)) => {
                for chart in 0..self.moments.len() {
                    let member = self.member(chart, &Facts::new(), &Facts::new())?;
                    let shown = Shown::of(condition, self.vocabulary, &member);
                    if shown.day_of(boundary).is_none() {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// The answers about a predicate's fact in charts that show a value; `None` if one of these
    /// charts does not answer everything that is asked.
    fn answers_with(
        &mut self,
        subject: &Subject,
        effect: &Effect,
        value: Value,
    ) -> Result<Option<Diagram>, Unanswered> {
        let mut found = Diagrams::FALSE;
        for chart in 0..self.moments.len() {
            for own in self.samples(subject, effect, chart, value)? {
                let Some((group, _)) = effect.place else { return Ok(None) };
                let member = self.member(chart, &Facts::new(), &own)?;
                let documentation = Documentation { vocabulary: self.vocabulary, chart: &member };
                let atoms = self.group(group)?.atoms.iter();
                let truths = atoms.map(|atom| documentation.truth(atom)).collect::<Vec<_>>();
                if truths.iter().any(|truth| truth.is_unknown()) {
                    return Ok(None);
                }
                let cell = truths.iter().map(|truth| Some(*truth == Truth::MET));
                let there = self.space.cells_where(group, &cell.collect::<Vec<_>>())?;
                if there == Diagrams::FALSE {
                    return Ok(None);
                }
                found = self.space.diagrams().or(found, there)?;
            }
        }
        Ok(Some(found))
    }

    /// Whatever else is documented: while the fact of a predicate is not, an outcome is certain
    /// with the predicate forced to one answer only if it is certain with the other one, too. What
    /// is certain is true in every completion of the documentation.
    fn stays_unknown(&mut self, subject: &Subject, effects: &[Effect]) -> Result<bool, Unanswered> {
        // A measurement without results has no completions.
        let asked = subject.condition.asked();
        if asked.is_some_and(|(term, _)| matches!(term.inner(), Term::Result { .. })) {
            return Ok(false);
        }
        let possible = self.space.possible();
        for (observation, effect) in subject.observations.iter().zip(effects) {
            let Some((group, _)) = effect.place else { return Ok(false) };
            if self.group(group)?.facts.len() != 1 {
                return Ok(false);
            }
            let is_advisory = matches!(observation.decision, Decision::Advisory(_));
            for outcome in Outcome::ALL {
                // It is never certain that an advisory is not given unless it is not given.
                if is_advisory && outcome == given(false).outcome {
                    continue;
                }
                let [one, other] = effect.answers.map(|answers| {
                    let is_other = |number| {
                        self.answers.get(number).is_none_or(|answer| answer.outcome != outcome)
                    };
                    let others = self.space.diagrams().takes(answers, is_other)?;
                    let others = self.space.diagrams().and(others, possible)?;
                    self.space.for_some(others, group)
                });
                if one? != other? {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

const RESTATED: &str = "its source says it twice, and the other place decides";
const WITHOUT_EFFECT: &str = "met or not, the policy comes to the same answer in every case";
const UNREACHABLE: &str = "there is no such case";
const UNCERTAIN: &str = "while its fact is not documented, nothing that depends on it is certain";
const MASKED: &str = "in every such case it is masked: something else decides";
const IMPLAUSIBLE: &str = "no case can document this: it would be implausible, after the request, or outside the days of the version";

/// Members without the facts that are not needed, tried from the last to the first.
fn least<const N: usize>(
    mut members: [CaseFacts; N],
    shows: impl Fn(&[CaseFacts; N]) -> bool,
) -> [CaseFacts; N] {
    let facts = members.iter().flat_map(CaseFacts::iter).map(|(fact, _)| fact);
    for fact in facts.collect::<BTreeSet<_>>().into_iter().rev() {
        let mut fewer = members.clone();
        for member in &mut fewer {
            member.remove(fact);
        }
        if shows(&fewer) {
            members = fewer;
        }
    }
    members
}
