//! Random cases for any policy, drawn near the thresholds that its tree names.
//!
//! A case is drawn fact by fact: undocumented, documented, or half-known (several candidates, a
//! range, a partial date, an incomplete history). Values come mostly from just below, at and just
//! above what the policy compares with, since that is where evaluators go wrong. Where there are
//! bundled cases, most draws begin with one of them. proptest runs them, and makes those that fail
//! smaller: fact by fact, result by result.

use crate::bundled::known_cases;
use crate::dice::Dice;
use landmarks::Landmarks;
use policy_core::NaiveDate;
use policy_core::case::{Case, CaseFacts, FactValue, Program};
use policy_core::json::case_to_json;
use policy_core::possible::{Complete, DocumentedResult, Entry, History};
use policy_core::vocabulary::{FactId, FactKind, Vocabulary};
use proptest::prelude::*;
use proptest::strategy::{NewTree, ValueTree};
use proptest::test_runner::TestRunner;
use values::{Source, shifted, shifted_date};

mod landmarks;
pub(crate) mod values;

/// Whether values may be half-known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Knowledge {
    Exact,
    Any,
}

/// The random cases of a policy.
#[derive(Clone, Debug)]
pub struct Cases {
    program: Program,
    facts: Vec<FactId>,
    landmarks: Landmarks,
    known: Vec<CaseFacts>,
    knowledge: Knowledge,
}

/// A case that was drawn, and a seed for what a test does to it. As text, it is the JSON that
/// `policy evaluate` reads.
#[derive(Clone)]
pub struct RandomCase {
    pub program: Program,
    pub facts: CaseFacts,
    pub seed: u64,
}

impl RandomCase {
    #[must_use]
    pub fn case(&self) -> Box<dyn Case> {
        case_of(self.program, &self.facts)
    }
}

impl std::fmt::Debug for RandomCase {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&case_to_json(&*self.case(), None))
    }
}

/// A case in which this is documented.
#[must_use]
///
/// # Panics
///
/// For facts that a case cannot have.
pub fn case_of(program: Program, facts: &CaseFacts) -> Box<dyn Case> {
    program.case(facts.clone()).expect("values of their facts")
}

impl Cases {
    /// Cases of a policy, half-known values among them.
    #[must_use]
    pub fn of(program: Program) -> Cases {
        let policy = program.policy();
        Cases {
            program,
            facts: policy.facts(),
            landmarks: Landmarks::of(policy),
            known: known_cases(program),
            knowledge: Knowledge::Any,
        }
    }

    /// Cases of which everything that is documented is known exactly: one value, full dates,
    /// complete histories, one result by every method.
    #[must_use]
    pub fn exact(program: Program) -> Cases {
        let mut cases = Cases { knowledge: Knowledge::Exact, ..Cases::of(program) };
        for case in &mut cases.known {
            case.retain(|fact, value| is_exact(&program.policy().vocabulary, fact, value));
        }
        cases
    }

    /// A value of a fact that a bundled case documents, as many days away from this request; or a
    /// random one.
    pub fn likely_value(
        &self,
        fact: FactId,
        request_date: NaiveDate,
        service_date: NaiveDate,
        dice: &mut Dice,
    ) -> FactValue {
        let known = (!self.known.is_empty() && dice.chance(50)).then(|| dice.pick(&self.known));
        let value = known.and_then(|known| {
            Some(later(known.get(fact)?, (request_date - known.request_date).num_days()))
        });
        value.unwrap_or_else(|| self.value(fact, request_date, service_date, dice))
    }

    /// A random value of a fact.
    pub fn value(
        &self,
        fact: FactId,
        request_date: NaiveDate,
        service_date: NaiveDate,
        dice: &mut Dice,
    ) -> FactValue {
        let Cases { program, ref landmarks, knowledge, .. } = *self;
        Source { policy: program.policy(), landmarks, knowledge, request_date, service_date }
            .value(fact, dice)
    }

    /// A random case.
    pub fn draw(&self, dice: &mut Dice) -> CaseFacts {
        let (request_date, service_date) = self.dates(dice);
        if self.known.is_empty() || dice.chance(30) {
            return self.draw_for(request_date, service_date, dice);
        }
        let known = dice.pick(&self.known);
        let (request_date, service_date) = match dice.below(10) {
            0..6 => (known.request_date, known.service_date),
            6 => (
                shifted(known.request_date, dice.between(-1, 1)),
                shifted(known.service_date, dice.between(-1, 1)),
            ),
            _ => (request_date, service_date),
        };
        let days = (request_date - known.request_date).num_days();
        let mut facts = CaseFacts::new(request_date, service_date);
        for fact in &self.facts {
            let value = match dice.below(100) {
                0..2 => None,
                2..12 => Some(self.value(*fact, request_date, service_date, dice)),
                _ => known.get(*fact).map(|value| later(value, days)),
            };
            facts.extend(value.map(|value| (*fact, value)));
        }
        self.consistent(facts)
    }

    /// A random case of these dates.
    pub fn draw_for(
        &self,
        request_date: NaiveDate,
        service_date: NaiveDate,
        dice: &mut Dice,
    ) -> CaseFacts {
        let mut facts = CaseFacts::new(request_date, service_date);
        for fact in &self.facts {
            if dice.chance(85) {
                facts.insert(*fact, self.value(*fact, request_date, service_date, dice));
            }
        }
        self.consistent(facts)
    }

    fn dates(&self, dice: &mut Dice) -> (NaiveDate, NaiveDate) {
        let days = &self.landmarks.days;
        let anchor = if days.is_empty() || dice.chance(40) {
            *dice.pick(
                &[(2026, 11, 21), (2028, 2, 29), (2026, 3, 31)]
                    .map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap()),
            )
        } else {
            *dice.pick(days)
        };
        let mut away = |low, high| match dice.below(3) {
            0 => 0,
            1 => dice.between(-1, 1),
            _ => dice.between(low, high),
        };
        let service_date = shifted(anchor, away(0, 400));
        (shifted(service_date, away(-60, 60)), service_date)
    }

    /// Without the facts that say nothing, and those that a reader of cases would refuse: a known
    /// event may lie after another request.
    fn consistent(&self, mut facts: CaseFacts) -> CaseFacts {
        let vocabulary = &self.program.policy().vocabulary;
        facts.retain(|fact, value| says_something(vocabulary, fact, value));
        for problem in policy_core::case::validate(vocabulary, &facts) {
            let refused = vocabulary.find(problem.path.split('/').nth(1).unwrap()).unwrap().0;
            facts.remove(refused);
        }
        facts
    }
}

/// Whether any value of the fact is ruled out.
pub(crate) fn says_something(vocabulary: &Vocabulary, fact: FactId, value: &FactValue) -> bool {
    match (value, &vocabulary.fact(fact).unwrap().kind) {
        (FactValue::Flag(flag), _) => !flag.truth().is_unknown(),
        (FactValue::Code(candidates), FactKind::Code { values, .. }) => {
            usize::try_from(candidates.count_ones()).unwrap() < values.len()
        }
        (FactValue::History(history), _) => !history.is_unknown(),
        _ => true,
    }
}

fn is_exact(vocabulary: &Vocabulary, fact: FactId, value: &FactValue) -> bool {
    match value {
        FactValue::Code(candidates) => candidates.is_power_of_two(),
        FactValue::Date(date) => date.days().is_exact(),
        FactValue::Quantity(amount) => amount.positions().is_exact(),
        // A result by one method leaves open what another would have shown.
        FactValue::Measurement(_) => false,
        FactValue::History(history) => {
            let exact = |entry: &Entry| {
                entry.date.days().is_exact()
                    && vocabulary.attributes_of(fact).all(|(attribute, _)| {
                        entry.attribute(attribute).is_some_and(|value| {
                            let value = FactValue::from(*value);
                            says_something(vocabulary, attribute, &value)
                                && is_exact(vocabulary, attribute, &value)
                        })
                    })
            };
            history.complete == Complete::Yes && history.entries.iter().all(exact)
        }
        FactValue::Flag(_) | FactValue::Count(_) => true,
    }
}

/// The same, everything that many days later.
fn later(value: &FactValue, days: i64) -> FactValue {
    let result = |result: &DocumentedResult| DocumentedResult {
        date: shifted_date(result.date, days),
        ..*result
    };
    let entry = |entry: &Entry| Entry {
        date: shifted_date(entry.date, days),
        end: shifted_date(entry.end, days),
        ..entry.clone()
    };
    match value {
        FactValue::Date(date) => FactValue::Date(shifted_date(*date, days)),
        FactValue::Measurement(results) => {
            FactValue::Measurement(results.iter().map(result).collect())
        }
        FactValue::History(history) => FactValue::History(History {
            complete: history.complete,
            entries: history.entries.iter().map(entry).collect(),
        }),
        other => other.clone(),
    }
}

impl Strategy for Cases {
    type Tree = Shrinking;
    type Value = RandomCase;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Cases> {
        let seed = runner.rng().random();
        let mut dice = Dice::new(seed);
        Ok(Shrinking {
            current: RandomCase {
                program: self.program,
                facts: self.draw(&mut dice),
                seed: dice.number(),
            },
            larger: None,
            position: 0,
        })
    }
}

/// A case that fails, on its way to a smaller one: facts, results and events are left out one after
/// the other.
#[derive(Debug)]
pub struct Shrinking {
    current: RandomCase,
    larger: Option<RandomCase>,
    position: usize,
}

impl ValueTree for Shrinking {
    type Value = RandomCase;

    fn current(&self) -> RandomCase {
        self.current.clone()
    }

    fn simplify(&mut self) -> bool {
        let smaller = without(&self.current.facts, self.position)
            .map(|facts| RandomCase { facts, ..self.current.clone() });
        smaller.is_some_and(|smaller| {
            self.larger = Some(std::mem::replace(&mut self.current, smaller));
            true
        })
    }

    fn complicate(&mut self) -> bool {
        self.larger.take().is_some_and(|larger| {
            self.current = larger;
            self.position += 1;
            true
        })
    }
}

/// The case without one thing that it says: first its facts are counted, then its results and
/// events.
fn without(facts: &CaseFacts, position: usize) -> Option<CaseFacts> {
    let mut smaller = facts.clone();
    if let Some((fact, _)) = facts.iter().nth(position) {
        smaller.remove(fact);
        return Some(smaller);
    }
    let mut left = position - facts.iter().count();
    let is_shortened = smaller.iter_mut().any(|(_, value)| {
        let count = match value {
            // A list of results has at least one.
            FactValue::Measurement(results) => results.len() - 1,
            FactValue::History(history) => history.entries.len(),
            _ => 0,
        };
        if left >= count {
            left -= count;
            return false;
        }
        match value {
            FactValue::Measurement(results) => drop(results.remove(left)),
            FactValue::History(history) => drop(history.entries.remove(left)),
            _ => {}
        }
        true
    });
    is_shortened.then_some(smaller)
}
