//! From a determination to its explanation.

use super::candidate::Candidate;
use super::criteria::Explained;
use super::leaves::{Leaves, truth_of};
use super::missing::{missing_details, missing_facts};
use super::reason::reason;
use super::{ExplainedCriteria, Explanation, SectionReference};
use crate::Truth;
use crate::case::Chart;
use crate::determination::{Determination, Terms};
use crate::evaluate::reference;
use crate::evaluate::reference::Documentation;
use crate::policy::{Advisory, Body, Criterion, Expression, Guard, Outcome, Policy, Section};
use crate::vocabulary::FactId;
use crate::wording::{ApprovalTerms, Phrase, Room, VersionInWords};

/// Whether an explanation includes every criterion with its evidence, or only the citations of
/// those that are not met or unknown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Criteria {
    /// [`Explanation::criteria`] is filled.
    Shown,
    /// [`Explanation::criteria`] is `None`.
    Omitted,
}

impl<'p> Explanation<'p> {
    /// The explanation of a determination, with the case for which it was made.
    pub(crate) fn of(
        case: &dyn Chart,
        determination: &Determination<'p>,
        criteria: Criteria,
    ) -> Explanation<'p> {
        let policy = determination.policy();
        let words = determination.phrases().version(determination.version_position());
        let missing = missing_facts(determination, case);
        let details = missing_details(determination, case);
        let leaves = Leaves::of(determination);
        Explanation {
            policy: &policy.name,
            number: &policy.number,
            version: determination.version().and_then(|version| version.name.as_deref()),
            outcome: determination.outcome(),
            section: determination.section().map(SectionReference::to),
            not_met: leaves.not_met,
            undecided: leaves.undecided,
            reason: reason(case, determination, &missing, &details),
            missing: names(policy, &missing),
            missing_details: names(policy, &details),
            approval: words.and_then(|words| approval(determination.terms()?, words)),
            review: determination.review(),
            refer_to: determination.refer_to(),
            basis: determination.basis(),
            advisories: advisories(case, determination),
            policy_digest: determination.policy_digest(),
            criteria: match criteria {
                Criteria::Shown => Some(words.map_or_else(ExplainedCriteria::default, |words| {
                    Explainer { case, determination, words }.sections()
                })),
                Criteria::Omitted => None,
            },
        }
    }
}

impl<'p> SectionReference<'p> {
    pub(crate) fn to(section: &'p Section) -> SectionReference<'p> {
        SectionReference { name: &section.name, citation: section.citation() }
    }
}

/// The terms of an approval, if there are any.
fn approval(terms: Terms, words: &VersionInWords) -> Option<ApprovalTerms<'_>> {
    let at = |position: Option<u16>| words.approvals.get(usize::from(position?));
    let duration = at(terms.duration).and_then(|approval| approval.duration.as_deref());
    let limit = at(terms.limits).and_then(|approval| approval.limit.as_deref());
    (duration.is_some() || limit.is_some()).then_some(ApprovalTerms { duration, limit })
}

fn names<'p>(policy: &'p Policy, facts: &[FactId]) -> Vec<&'p str> {
    let mut names = Vec::with_capacity(facts.len());
    names.extend(facts.iter().map(|fact| policy.vocabulary.name_of(*fact)));
    names
}

/// The sentences of the policy, then those of the version, that belong to the outcome and whose
/// condition is certainly met.
fn advisories<'p>(case: &dyn Chart, determination: &Determination<'p>) -> Vec<&'p str> {
    let policy = determination.policy();
    let version = determination.version().map(|version| &*version.advisories).unwrap_or_default();
    policy
        .advisories
        .iter()
        .chain(version)
        .filter(|advisory| is_given(advisory, case, determination))
        .map(|advisory| &*advisory.text)
        .collect()
}

fn is_given(advisory: &Advisory, case: &dyn Chart, determination: &Determination<'_>) -> bool {
    let certainly =
        |condition| reference::truth(condition, determination.policy(), case) == Truth::MET;
    (advisory.outcomes.is_empty() || advisory.outcomes.contains(&determination.outcome()))
        && advisory.condition.as_ref().is_none_or(certainly)
}

#[derive(Clone, Copy)]
struct Explainer<'a, 'p> {
    case: &'a dyn Chart,
    determination: &'a Determination<'p>,
    words: &'p VersionInWords,
}

impl<'p> Explainer<'_, 'p> {
    fn documentation(&self) -> Documentation<'_> {
        Documentation { vocabulary: &self.determination.policy().vocabulary, chart: self.case }
    }

    fn sections(self) -> ExplainedCriteria<'p> {
        let mut shown = ExplainedCriteria::with_room(
            &self.determination.policy().vocabulary,
            Candidate::all(self.determination)
                .map(|candidate| candidate.words.room)
                .fold(Room::default(), Room::and),
        );
        for condition in self.determination.policy().applicability.iter() {
            let looked_at =
                self.determination.truth(condition.slot).zip(self.words.at(condition.slot));
            if let Some((truth, words)) = looked_at {
                let explains = Explained::Applies(&condition.condition);
                self.condition(explains, &condition.condition, words, truth, &mut shown);
            }
        }
        for Candidate { section, words } in Candidate::all(self.determination) {
            let sole_guard = section.sole_guard();
            let guard = sole_guard.and_then(|guard| self.words.at(guard.slot));
            let position = shown.add(
                Explained::Section(sole_guard.map(|guard| &guard.condition)),
                section.citation(),
                &words.name,
                truth_of(section, self.determination),
                |lines| {
                    if let Some(guard) = guard {
                        guard.evidence.write(self.documentation(), lines);
                    }
                },
            );
            self.guard(section, &mut shown);
            self.criteria(&section.criteria, &mut shown);
            self.otherwise(section, &words.otherwise, &mut shown);
            shown.put_rest_below(position);
        }
        self.other_sections(&mut shown);
        shown
    }

    /// The sections that were passed over; where someone weighs the request, all that do not govern,
    /// with their criteria.
    fn other_sections(self, shown: &mut ExplainedCriteria<'p>) {
        if self.determination.applies() == Truth::NOT_MET {
            return;
        }
        let is_weighed =
            matches!(self.determination.outcome(), Outcome::CaseByCase | Outcome::Refer);
        for Candidate { section, words } in Candidate::others(self.determination) {
            let guard = section.guard.as_ref();
            let is_passed_over =
                guard.is_some_and(|guard| self.determination.truth(guard.slot).is_some());
            if !is_passed_over && !is_weighed {
                continue;
            }
            let truth = guard.map_or(Truth::MET, |guard| self.truth_of_guard(guard));
            let explains = Explained::OtherSection;
            let position = shown.add(explains, section.citation(), &words.name, truth, |_| {});
            self.guard(section, shown);
            if is_weighed {
                let truth = |criterion: &Criterion| Some(self.documentation().criterion(criterion));
                self.criteria_with(&section.criteria, truth, shown);
            }
            shown.put_rest_below(position);
        }
    }

    /// For which requests a section is.
    fn guard(self, section: &'p Section, shown: &mut ExplainedCriteria<'p>) {
        let Some(guard) = &section.guard else { return };
        if let Some(words) = self.words.at(guard.slot) {
            let truth = self.truth_of_guard(guard);
            self.condition(
                Explained::Guard(&guard.condition),
                &guard.condition,
                words,
                truth,
                shown,
            );
        }
    }

    /// The truth of a guard, also of a section behind the one that governs.
    fn truth_of_guard(self, guard: &Guard) -> Truth {
        let looked_at = self.determination.truth(guard.slot);
        looked_at.unwrap_or_else(|| self.documentation().truth(&guard.condition))
    }

    /// What follows if the criteria are not met, as far as that was looked at.
    fn otherwise(
        self,
        section: &'p Section,
        titles: &'p [String],
        shown: &mut ExplainedCriteria<'p>,
    ) {
        for ((otherwise, counts), title) in self.determination.otherwise(section).zip(titles) {
            let when = otherwise.when.as_ref();
            let explains = Explained::Otherwise(when.map(|when| &when.condition));
            shown.add(explains, None, title, counts, |lines| {
                if let Some(words) = when.and_then(|when| self.words.at(when.slot)) {
                    words.evidence.write(self.documentation(), lines);
                }
            });
        }
    }

    /// A criterion that was not evaluated could not matter, and is left out.
    fn criteria(self, criteria: &'p [Criterion], shown: &mut ExplainedCriteria<'p>) {
        self.criteria_with(criteria, |criterion| self.determination.truth(criterion.slot), shown);
    }

    fn criteria_with(
        self,
        criteria: &'p [Criterion],
        truth: impl Fn(&Criterion) -> Option<Truth> + Copy,
        shown: &mut ExplainedCriteria<'p>,
    ) {
        for criterion in criteria {
            let looked_at = truth(criterion).zip(self.words.at(criterion.slot));
            let Some((of_all, words)) = looked_at else { continue };
            let explains = Explained::Criterion(criterion);
            match &criterion.body {
                Body::Condition(condition) => {
                    self.condition(explains, condition, words, of_all, shown);
                }
                Body::Group { criteria, .. } => {
                    let citation = Some(&*criterion.citation);
                    let position = shown.add(explains, citation, &words.title, of_all, |_| {});
                    self.criteria_with(criteria, truth, shown);
                    shown.put_rest_below(position);
                }
            }
        }
    }

    /// A condition with its evidence and, if it is long, its parts.
    fn condition(
        self,
        explains: Explained<'p>,
        condition: &'p Expression,
        words: &'p Phrase,
        truth: Truth,
        shown: &mut ExplainedCriteria<'p>,
    ) {
        let citation = match explains {
            Explained::Criterion(criterion) => Some(&*criterion.citation),
            Explained::Applies(_)
            | Explained::Section(_)
            | Explained::OtherSection
            | Explained::Guard(_)
            | Explained::Part(_)
            | Explained::Otherwise(_) => None,
        };
        let position = shown.add(explains, citation, &words.title, truth, |lines| {
            words.evidence.write(self.documentation(), lines);
        });
        for (part, words) in condition.parts().iter().zip(&words.parts) {
            let truth = self.documentation().truth(part);
            self.condition(Explained::Part(part), part, words, truth, shown);
        }
        shown.put_rest_below(position);
    }
}
