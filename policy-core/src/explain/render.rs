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
use crate::policy::{Advisory, Body, Criterion, Policy, Section};
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
        let leaves = Leaves::of(determination);
        Explanation {
            policy: &policy.name,
            number: &policy.number,
            version: determination.version().and_then(|version| version.name.as_deref()),
            outcome: determination.outcome(),
            section: determination.section().map(SectionReference::to),
            not_met: leaves.not_met,
            undecided: leaves.undecided,
            reason: reason(case, determination, &missing),
            missing: names(policy, &missing),
            missing_details: names(policy, &missing_details(determination, case)),
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
            self.criteria(&section.criteria, &mut shown);
            self.otherwise(section, &words.otherwise, &mut shown);
            shown.put_rest_below(position);
        }
        shown
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
        for criterion in criteria {
            let looked_at =
                self.determination.truth(criterion.slot).zip(self.words.at(criterion.slot));
            let Some((truth, Phrase { title, evidence, .. })) = looked_at else { continue };
            let explains = Explained::Criterion(criterion);
            let position = shown.add(explains, Some(&criterion.citation), title, truth, |lines| {
                evidence.write(self.documentation(), lines);
            });
            if let Body::Group { criteria, .. } = &criterion.body {
                self.criteria(criteria, shown);
                shown.put_rest_below(position);
            }
        }
    }
}
