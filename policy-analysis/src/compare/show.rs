//! Showing a difference: a member as a case, checked by the reference evaluator, with no fact that
//! could be left out.

use super::Witness;
use crate::answer::Answer;
use crate::moments::Moment;
use crate::side::Side;
use chrono::Months;
use policy_core::Truth;
use policy_core::calendar::PartialDate;
use policy_core::case::{CaseFacts, FactValue, validate};
use policy_core::evaluate::reference;
use policy_core::policy::{Body, Criterion, Expression, Outcome, Section};
use policy_core::vocabulary::{FactId, FactKind, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// By how many months a member is made older who would have results before the birth.
const MONTHS_OLDER: [u32; 8] = [1, 3, 6, 12, 36, 120, 240, 600];

/// The claim about what a side says.
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
        let truth = |condition: &Expression| reference::truth(condition, side.policy, member);
        match self {
            Shown::Applies => {
                let conditions = side.policy.applicability.iter();
                conditions.fold(Truth::MET, |all, one| all & truth(&one.condition))
            }
            Shown::Section(position) => {
                let sections = side.version.sections.iter().enumerate();
                let governs = |(number, section): (usize, &Section)| {
                    let guard = section.guard.as_ref();
                    let guard = guard.map_or(Truth::MET, |guard| truth(&guard.condition));
                    if number == position { guard } else { !guard }
                };
                sections
                    .take_while(|(number, _)| *number <= position)
                    .map(governs)
                    .fold(Truth::MET, |all, one| all & one)
            }
            Shown::Criterion(criterion) => met(criterion, &truth),
        }
    }
}

fn met(criterion: &Criterion, truth: &dyn Fn(&Expression) -> Truth) -> Truth {
    match &criterion.body {
        Body::Condition(condition) => truth(condition),
        Body::Group { quantifier, criteria } => {
            let (needed, negated) = quantifier.needed(criteria.len());
            let parts = criteria.iter().map(|part| met(part, truth)).collect::<Vec<_>>();
            // No list is that long; then they are too few.
            let enough = Truth::at_least(u32::try_from(needed).unwrap_or(u32::MAX), &parts);
            if negated { !enough } else { enough }
        }
    }
}

/// What a witness shows.
pub(super) struct Claim<'a> {
    pub said: [Said<'a>; 2],
    /// The part of each side that it is about.
    pub parts: [Option<Shown<'a>>; 2],
    /// Whether the member meets it.
    pub met: [Option<bool>; 2],
}

impl Claim<'_> {
    /// A witness with these facts, if they show the claim.
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
        let vocabularies = sides.map(|side| &*side.policy.vocabulary);
        let is_accepted = |members: &[CaseFacts; 2]| {
            let mut both = vocabularies.into_iter().zip(members);
            both.all(|(vocabulary, member)| validate(vocabulary, member).is_empty())
                && shows(members)
        };
        let_be_born_earlier(&mut members, vocabularies, &is_accepted);
        let answers = self.answers(sides, &members)?;
        Some(Witness { members, answers, met: self.met })
    }

    /// What both sides say, if the claim is true; nothing may be open.
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

/// Leaves out every fact that is not needed. More documentation never changes an answer, so a fact
/// that is needed once is still needed with fewer facts.
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

/// What is found one fact at a time may be a result before the birth, which no case documents: then
/// the member is older.
fn let_be_born_earlier(
    members: &mut [CaseFacts; 2],
    vocabularies: [&Vocabulary; 2],
    is_accepted: &dyn Fn(&[CaseFacts; 2]) -> bool,
) {
    if is_accepted(members) {
        return;
    }
    let mut older = MONTHS_OLDER.into_iter().map(|months| {
        let mut older = members.clone();
        for (member, vocabulary) in older.iter_mut().zip(vocabularies) {
            for (fact, value) in member.iter_mut() {
                if let FactValue::Date(born) = value
                    && vocabulary
                        .facts
                        .iter()
                        .any(|of| of.kind == FactKind::Age { birth_date: fact })
                    && let Some(PartialDate::Day(day)) = born.written()
                    && let Some(birth) = day.checked_sub_months(Months::new(months))
                {
                    *born = PartialDate::Day(birth).into();
                }
            }
        }
        older
    });
    if let Some(older) = older.find(is_accepted) {
        *members = older;
    }
}

/// Gives the later case the facts of the earlier one if that shows the same: what had happened by
/// the earlier date has happened by the later one.
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
