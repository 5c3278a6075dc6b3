//! What obligations are about: each predicate in its place, and each conclusion, advisory and date.
//!
//! In: a policy with one version. Out: subjects, each with the pairs of copies that show whether it
//! decides, and with what charts must show about it.

use super::copies::{self, Place};
use super::observation::{Decision, Observation};
use super::shown::shifted;
use super::value::{Boundary, Value, answers, is_built_in, values};
use super::words;
use crate::moments::Moment;
use chrono::NaiveDate;
use policy_core::evaluate::reference::contains;
use policy_core::policy::{
    Choice, Conclusion, DateTest, Day, Expression, Policy, Region, Selector, Term, Window,
};
use policy_core::vocabulary::{FactId, Vocabulary};
use policy_core::wording::sentence;

/// Something that decides.
#[derive(Debug)]
pub(super) struct Subject {
    /// The predicate; for anything else, a condition that charts must also meet.
    pub(super) condition: Expression,
    /// Empty for a predicate that only restates another.
    pub(super) observations: Vec<Observation>,
    pub(super) goals: Vec<Goal>,
}

/// Something that a chart in which the subject decides must show.
#[derive(Debug)]
pub(super) struct Goal {
    pub(super) id: String,
    pub(super) sentence: String,
    pub(super) value: Value,
    /// The position of the observation that shows it.
    pub(super) observation: usize,
}

impl Goal {
    fn new(id: String, sentence: String, value: Value) -> Goal {
        Goal { id, sentence, value, observation: 0 }
    }
}

/// The predicates, conclusions and advisories of a copied policy.
pub(super) fn subjects(policy: &Policy) -> Vec<Subject> {
    let mut found = predicates(policy);
    let sections = policy.versions.iter().flat_map(|version| version.sections.iter().enumerate());
    let conclusions = sections.flat_map(|(position, section)| {
        section.conclusions().enumerate().map(move |(number, it)| (position, section, number, it))
    });
    for (position, section, number, conclusion) in conclusions {
        let paths = match conclusion {
            Conclusion::Refer { to } => paths(to, &policy.vocabulary),
            Conclusion::NotCovered { basis, .. } => paths(basis, &policy.vocabulary),
            Conclusion::CriteriaMet { approval, .. } => paths(approval, &policy.vocabulary),
            Conclusion::CriteriaNotMet { .. }
            | Conclusion::CaseByCase { .. }
            | Conclusion::NotApplicable { .. } => vec![Path::default()],
        };
        for Path { conditions, names } in paths {
            let (id, by) = if names.is_empty() {
                (String::new(), String::new())
            } else {
                (format!("({})", names.join(",")), format!(" for {}", names.join(", ")))
            };
            let (name, outcome) = (&section.name, conclusion.outcome());
            let (which, then) = if number == 0 {
                (String::new(), String::new())
            } else {
                (format!(".otherwise.{number}"), ", its criteria are not met,".to_owned())
            };
            let sentence = format!("Section {name} governs{then} and concludes{by}: {outcome}");
            let goal = Goal::new(format!("{name}{which}:conclusion{id}"), sentence, Value::Met);
            let observation = Observation::new(copies::concluded(policy, position, number));
            found.push(Subject::new(Expression::all(conditions.into()), observation, vec![goal]));
        }
    }
    for (position, advisory) in copies::advisories(policy).enumerate() {
        let id = format!("{}:given", Place::Advisory(position).id());
        let goal = Goal::new(id, format!("The advisory is given: {}", advisory.text), Value::Met);
        let observation = Observation {
            decision: Decision::Advisory(position),
            ..Observation::new(copies::advised(policy, position))
        };
        found.push(Subject::new(copies::constant(true), observation, vec![goal]));
    }
    found
}

fn predicates(policy: &Policy) -> Vec<Subject> {
    let mut found = Vec::new();
    copies::visit(&mut policy.clone(), &mut |place, condition| {
        let predicates = condition.predicates().collect::<Vec<_>>();
        for (number, predicate) in (1..).zip(&predicates) {
            let id =
                if predicates.len() > 1 { format!("{}#{number}", place.id()) } else { place.id() };
            let is_restated = matches!(place, Place::Criterion { restated: true, .. });
            let observations = if is_restated {
                Vec::new()
            } else {
                Observation::of_predicate(place, copies::forced(policy, found.len()))
            };
            let values =
                answers(predicate).iter().copied().chain(values(predicate, &policy.vocabulary));
            let goals = values.map(|value| {
                let (name, what) = words::of(value, predicate, &policy.vocabulary);
                let clause = sentence::clause(&policy.vocabulary, predicate);
                let sentence = format!("{} decides: {clause}; {what}", place.words());
                Goal::new(format!("{id}:{name}"), sentence, value)
            });
            let goals = goals.collect();
            found.push(Subject { condition: (*predicate).clone(), observations, goals });
        }
    });
    found
}

/// The first and last day of a copied policy's version, and the days next to them outside it.
pub(super) fn days_in_force(policy: &Policy) -> Vec<Subject> {
    let Some(version) = policy.versions.first() else { return Vec::new() };
    let ends = [(version.from, -1, "first", "before"), (version.to, 1, "last", "after")];
    let goals = ends.into_iter().filter_map(|(end, outside, which, side)| {
        let end = end?;
        let inside = format!("the {which} day of the version");
        let days = [(0, inside.clone()), (outside, format!("the day {side} {inside}"))];
        Some(days.into_iter().filter_map(move |(later, what)| {
            let day = shifted(end, later)?;
            let sentence = format!("The date of service is {day}, {what}");
            let value = Value::Day(Boundary::Day(end), later);
            Some(Goal::new(format!("service_date={day}"), sentence, value))
        }))
    });
    let (first, last) =
        (version.from.unwrap_or(NaiveDate::MIN), version.to.unwrap_or(NaiveDate::MAX));
    let in_force = Term::Date(FactId::SERVICE_DATE)
        .is(Region::Day(DateTest::In(Window::between(Day::On(first), Day::On(last)))));
    let observation = Observation { certain: false, ..Observation::new(copies::in_force(policy)) };
    vec![Subject::new(in_force, observation, goals.flatten().collect())]
}

impl Subject {
    fn new(condition: Expression, observation: Observation, goals: Vec<Goal>) -> Subject {
        Subject { condition, observations: vec![observation], goals }
    }

    /// The moments that show a calendar day by a date of the request itself.
    pub(super) fn moments(&self) -> impl Iterator<Item = Moment> {
        let built_in = match self.condition {
            Expression::Test { term: Term::Date(fact), .. } => is_built_in(fact),
            Expression::AtLeast(..)
            | Expression::Not(_)
            | Expression::If { .. }
            | Expression::Test { .. } => false,
        };
        let goals = self.goals.iter().filter(move |_| built_in);
        goals.filter_map(|goal| {
            let Value::Day(Boundary::Day(day), later) = goal.value else { return None };
            let day = shifted(day, later)?;
            Some(Moment { request_date: day, service_date: day })
        })
    }
}

/// A way through the arms of a conclusion.
#[derive(Clone, Default)]
struct Path {
    conditions: Vec<Expression>,
    names: Vec<String>,
}

fn paths<T: Clone>(choice: &Choice<T>, vocabulary: &Vocabulary) -> Vec<Path> {
    let Choice::By { selector, arms } = choice else { return vec![Path::default()] };
    let mut found = Vec::new();
    for arm in arms.iter() {
        for value in (0..64).filter(|value| contains(arm.values, *value)) {
            for below in paths(&arm.choice, vocabulary) {
                found.push(Path {
                    conditions: [vec![selector.has(value)], below.conditions].concat(),
                    names: [vec![name(selector, value, vocabulary)], below.names].concat(),
                });
            }
        }
    }
    found
}

fn name(selector: &Selector, value: u8, vocabulary: &Vocabulary) -> String {
    let yes = value == 1;
    match selector {
        Selector::Code(fact) => words::value_name(*fact, value, vocabulary),
        Selector::Flag(fact) => format!("{}={yes}", vocabulary.name_of(*fact)),
        Selector::Condition(_) => yes.to_string(),
    }
}
