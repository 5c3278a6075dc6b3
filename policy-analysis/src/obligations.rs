//! What a set of cases must show about a policy, and cases that show it.
//!
//! In: a policy. Out: a [`Suite`]: test obligations, each with an id and a sentence, and cases,
//! each with the reference evaluator's answer. For other cases, it says which obligations they
//! meet.
//!
//! The criterion is **masking MC/DC** (modified condition/decision coverage) with boundary values.
//! The decision is what the policy says; the conditions are its predicates, each occurrence on its
//! own. A predicate *decides* in a case (has an independent effect on the decision) if two copies
//! of the policy, in which it is forced to be not met and met, give different answers, both
//! certain: nothing masks the predicate, and everything else that matters is documented. Each
//! predicate must decide
//! - met and not met: wherever it can, in two cases that differ in the documentation of its own
//!   fact alone;
//! - at its boundary values and their neighbors: a number at a threshold, just below and just
//!   above, a date on the day, the day before and the day after, each value of a code;
//! - unknown: not documented, a range, a comparator, several candidates, a date that is not known
//!   to the day, an incomplete history.
//!
//! In addition, each section must conclude in each way through its arms, each advisory must be
//! given, and services must be on the days on which a version begins and ends. These decide in the
//! same sense: the copies differ in the conclusion, in the advisory, or in whether the version is
//! in force.
//!
//! What no case can show is *impossible*, with a reason: the
//! [diagram](policy_core::worlds::diagram)s prove that there is no such member.

mod copies;
mod entry;
mod observation;
mod sample;
mod search;
mod shown;
mod subject;
#[cfg(test)]
mod tests;
mod value;
mod words;

use super::answer::{Answers, conditions};
use super::moments::{Moment, Period, moments};
use super::side::Side;
use super::space::Space;
use policy_core::case::CaseFacts;
use policy_core::case::Chart;
use policy_core::data::Text;
use policy_core::evaluate::reference::{ReferenceDetermination, determine};
use policy_core::policy::{Advisory, Expression, Outcome, Policy, Version};
use policy_core::worlds::Unanswered;
use policy_core::worlds::atoms::Completeness;
use search::{Effect, Searcher};
use shown::Shown;
use std::collections::BTreeSet;
use subject::{Goal, Subject};
use value::Value;

/// How many children of diagrams are visited at most for one version; Revascor takes a twentieth.
pub const LOOKS: usize = 32_000_000;

/// Something that a set of cases must show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Obligation {
    /// `I.A.3:met`; after the version if there are several: `2025-11/1:met`.
    pub id: String,
    /// What must be shown, in words.
    pub sentence: String,
    /// Whether it can be shown.
    pub standing: Standing,
}

/// Whether an obligation can be met.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// A case shows it.
    Possible,
    /// No case can, and why.
    Impossible(&'static str),
    /// No case was found, and no proof that there is none.
    NotFound,
}

/// A generated case.
#[derive(Clone, PartialEq, Debug)]
pub struct GeneratedCase<'p> {
    /// The policy and the first of the obligations that it was made for.
    pub id: String,
    /// What is documented.
    pub member: CaseFacts,
    /// The reference evaluator's answer.
    pub determination: ReferenceDetermination<'p>,
    /// The advisories that are given.
    pub advisories: Vec<Text>,
    /// What it shows, in words.
    pub why: String,
    /// The obligations that it meets, by position.
    pub covers: Vec<usize>,
}

/// What must be shown about a policy, and cases that show it.
#[derive(Debug)]
pub struct Suite<'p> {
    /// Everything that must be shown.
    pub obligations: Vec<Obligation>,
    /// Cases that meet every obligation that can be met.
    pub cases: Vec<GeneratedCase<'p>>,
    /// What the obligations are about, in their order.
    scopes: Vec<Scope>,
}

/// Subjects, and the cases in which they can decide.
#[derive(Debug)]
struct Scope {
    cases: Cases,
    subjects: Vec<Subject>,
}

/// Cases, by the position of the version in force.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Cases {
    All,
    Of(Option<u16>),
}

impl Cases {
    fn contain(self, version: Option<u16>) -> bool {
        self == Cases::All || self == Cases::Of(version)
    }
}

impl<'p> Suite<'p> {
    /// The obligations of a policy, or of one of its versions, and the cases for them.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn of(policy: &'p Policy, only: Option<&Version>) -> Result<Suite<'p>, Unanswered> {
        let mut suite = Suite { obligations: Vec::new(), cases: Vec::new(), scopes: Vec::new() };
        let several = policy.versions.len() > 1;
        for (position, version) in (0..).zip(policy.versions.iter()) {
            if only.is_none_or(|only| only == version) {
                let name = version.name.as_ref().filter(|_| several);
                let prefix = name.map_or_else(String::new, |name| format!("{name}/"));
                let predicates = policy.conditions_in(version).flat_map(Expression::predicates);
                let moments = moments(Period::of(version), predicates);
                suite.add_version(policy, Some((position, version)), moments, &prefix)?;
            }
        }
        let outside = outside_versions(policy);
        let given = |advisory: &Advisory| {
            advisory.outcomes.is_empty() || advisory.outcomes.contains(&Outcome::NotApplicable)
        };
        if only.is_none() && !outside.is_empty() && policy.advisories.iter().any(given) {
            suite.add_version(policy, None, outside, "not-in-force/")?;
        }
        let members = suite.cases.iter().map(|case| case.member.clone()).collect::<Vec<_>>();
        let charts = members.iter().map(|member| member as &dyn Chart).collect::<Vec<_>>();
        let coverage = suite.coverage(policy, &charts);
        for (position, case) in suite.cases.iter_mut().enumerate() {
            let covers = (0..).zip(&coverage).filter(|(_, cases)| cases.contains(&position));
            case.covers = covers.map(|(obligation, _)| obligation).collect();
        }
        Ok(suite)
    }

    /// For each obligation the positions of the charts that meet it.
    #[must_use]
    pub fn coverage(&self, policy: &Policy, charts: &[&dyn Chart]) -> Vec<Vec<usize>> {
        let in_force = |chart: &dyn Chart| {
            policy.version_on(chart.service_date()).map(|(position, _)| position)
        };
        let charts = charts.iter().map(|chart| (*chart, in_force(*chart))).collect::<Vec<_>>();
        let mut coverage = Vec::new();
        for Scope { cases, subjects } in &self.scopes {
            for subject in subjects {
                let mut decided = vec![vec![None; charts.len()]; subject.observations.len()];
                for goal in &subject.goals {
                    let observation = subject.observations.get(goal.observation);
                    let decided = decided.get_mut(goal.observation);
                    // What only restates something else never decides.
                    let Some((observation, decided)) = observation.zip(decided) else {
                        coverage.push(Vec::new());
                        continue;
                    };
                    let shows =
                        |((chart, version), decided): (&(&dyn Chart, _), &mut Option<bool>)| {
                            cases.contain(*version)
                                && Shown::of(&subject.condition, &policy.vocabulary, *chart)
                                    .is(goal.value)
                                && *decided.get_or_insert_with(|| observation.differs(*chart))
                        };
                    let each = charts.iter().zip(decided).map(shows).enumerate();
                    coverage.push(
                        each.filter(|(_, shows)| *shows).map(|(position, _)| position).collect(),
                    );
                }
            }
        }
        coverage
    }

    /// Adds the obligations of a version, or of days on which none is in force, and cases for them.
    fn add_version(
        &mut self,
        policy: &'p Policy,
        version: Option<(u16, &Version)>,
        mut moments: Vec<Moment>,
        prefix: &str,
    ) -> Result<(), Unanswered> {
        let copy = copies::of_version(policy, version.map(|(_, version)| version));
        let position = version.map(|(position, _)| position);
        let subjects = subject::subjects(&copy);
        let arms = copy
            .versions
            .iter()
            .flat_map(|version| conditions([Side { policy: &copy, version }; 2]));
        let asked = subjects.iter().map(|subject| subject.condition.clone()).chain(arms);
        let asked = asked.collect::<Vec<_>>();
        for moment in subjects.iter().flat_map(Subject::moments) {
            let in_force = policy.version_on(moment.service_date).map(|(position, _)| position);
            if in_force == position && !moments.contains(&moment) {
                moments.push(moment);
            }
        }
        let source = Source { policy, prefix, cases: Cases::Of(position) };
        self.add(source, subjects, &asked, &moments)?;
        let subjects = subject::days_in_force(&copy);
        let moments = subjects.iter().flat_map(Subject::moments).collect::<Vec<_>>();
        if moments.is_empty() {
            // Always in force: there is no first or last day to show.
            return Ok(());
        }
        self.add(Source { cases: Cases::All, ..source }, subjects, &asked, &moments)
    }

    /// Adds obligations about subjects, and cases for those that no case meets yet.
    fn add(
        &mut self,
        source: Source<'_, 'p>,
        mut subjects: Vec<Subject>,
        asked: &[Expression],
        moments: &[Moment],
    ) -> Result<(), Unanswered> {
        let vocabulary = &*source.policy.vocabulary;
        let own = subjects.iter().map(|subject| subject.condition.clone()).collect::<Vec<_>>();
        let predicates = asked.iter().chain(&own).flat_map(Expression::predicates);
        let space =
            Space::of_moments(vocabulary, predicates, moments, Completeness::Decided, LOOKS)?;
        let mut searcher = Searcher { vocabulary, space, moments, answers: Answers::default() };

        // Pairs first, because their cases also show much else.
        let (mut effects, mut pairs) = (Vec::new(), Vec::new());
        for subject in &subjects {
            let of_subject = subject.observations.iter();
            let of_subject = of_subject
                .map(|observation| searcher.effect(subject, observation))
                .collect::<Result<Vec<_>, _>>()?;
            if let Some(observed) = subject.observations.first().zip(of_subject.first())
                && let Some(pair) = searcher.pair(subject, observed)?
            {
                pairs.extend(subject.goals.iter().zip(pair));
            }
            effects.push(of_subject);
        }
        for (goal, member) in pairs {
            self.add_case(source, goal, member);
        }
        let mut observed = Vec::new();
        for (subject, effects) in subjects.iter().zip(&effects) {
            for goal in &subject.goals {
                let found = self.meet(source, &searcher, (subject, effects), goal)?;
                let standing = if found.is_some() {
                    Standing::Possible
                } else {
                    let why = searcher.why_not(subject, effects, goal.value)?;
                    why.map_or(Standing::NotFound, Standing::Impossible)
                };
                let id = format!("{}{}", source.prefix, goal.id);
                self.obligations.push(Obligation { id, sentence: goal.sentence.clone(), standing });
                observed.push(found);
            }
        }
        let goals = subjects.iter_mut().flat_map(|subject| &mut subject.goals);
        for (goal, found) in goals.zip(observed) {
            goal.observation = found.unwrap_or(goal.observation);
        }
        self.scopes.push(Scope { cases: source.cases, subjects });
        Ok(())
    }

    /// Ensures that a case meets a goal; returns the position of the observation by which it does.
    fn meet(
        &mut self,
        source: Source<'_, 'p>,
        searcher: &Searcher<'_>,
        (subject, effects): (&Subject, &[Effect]),
        goal: &Goal,
    ) -> Result<Option<usize>, Unanswered> {
        // What is met or not met for certain must decide for certain.
        let is_certain = matches!(goal.value, Value::Met | Value::NotMet);
        let observed = subject.observations.iter().zip(effects).enumerate();
        for (position, observed) in observed.take(if is_certain { 1 } else { effects.len() }) {
            let (observation, _) = observed;
            let mut known =
                self.cases.iter().filter(|case| source.cases.contain(case.determination.version));
            let is_met = known.any(|case| {
                search::shows((subject, observation), goal.value, searcher.vocabulary, &case.member)
            });
            if is_met {
                return Ok(Some(position));
            }
            if let Some(member) = searcher.member_with(subject, observed, goal.value)? {
                self.add_case(source, goal, member);
                return Ok(Some(position));
            }
        }
        Ok(None)
    }

    /// Adds a case, unless there is an equal one.
    fn add_case(&mut self, source: Source<'_, 'p>, goal: &Goal, member: CaseFacts) {
        if self.cases.iter().any(|case| case.member == member) {
            return;
        }
        let Source { policy, prefix, .. } = source;
        let determination = determine(policy, &member);
        let version = determination.version.and_then(|version| policy.version(version));
        let of_version = version.iter().flat_map(|version| version.advisories.iter());
        let given = policy.advisories.iter().chain(of_version).filter(|advisory| {
            observation::is_given(policy, advisory, determination.outcome, &member)
        });
        let advisories = given.map(|advisory| advisory.text.clone()).collect();
        self.cases.push(GeneratedCase {
            id: format!("{}/{prefix}{}", policy.name, goal.id),
            member,
            determination,
            advisories,
            why: format!("{}.", goal.sentence),
            covers: Vec::new(),
        });
    }
}

/// The source of obligations.
#[derive(Clone, Copy)]
struct Source<'s, 'p> {
    policy: &'p Policy,
    /// The beginning of their ids.
    prefix: &'s str,
    /// The cases that can meet them.
    cases: Cases,
}

/// Days on which no version is in force: those next to the versions.
fn outside_versions(policy: &Policy) -> Vec<Moment> {
    let first = policy.versions.iter().filter_map(|version| version.from?.pred_opt());
    let last = policy.versions.iter().filter_map(|version| version.to?.succ_opt());
    let days = first.chain(last).filter(|day| policy.version_on(*day).is_none());
    let days = days.collect::<BTreeSet<_>>().into_iter();
    days.map(|day| Moment { request_date: day, service_date: day }).collect()
}
