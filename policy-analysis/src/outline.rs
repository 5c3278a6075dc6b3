//! A policy as a person reads it: plain data, from which text, Markdown and JSON are printed.
//!
//! In: a policy tree. Out: its outline, every condition in words, and a list of all
//! interpretations, so that a medical director can find and overrule them.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use policy_core::data::Text;
use policy_core::policy::{
    Advisory, Body, Criterion, Day, Outcome, Policy, Remark, Section, Version,
};
use policy_core::vocabulary::{Coding, Vocabulary};
use policy_core::wording::sentence;

/// A policy in words.
#[derive(Clone, PartialEq, Debug)]
pub struct PolicyOutline {
    /// As it is named in `policy!` and on the command line.
    pub name: Text,
    /// The title.
    pub title: Text,
    /// Who decides by it.
    pub payer: Text,
    /// The payer's number for it.
    pub number: Text,
    /// The document that it was written from.
    pub source: Text,
    /// When the payer last reviewed it.
    pub reviewed: Option<Text>,
    /// Codes of what it covers.
    pub codes: Vec<Coding>,
    /// Notes and interpretations on the policy as a whole.
    pub remarks: Vec<Remark>,
    /// When it speaks about a request at all: all of these.
    pub applicability: Vec<ApplicabilityOutline>,
    /// Its versions in the author's order; exactly one, without a name, where the policy has none.
    pub versions: Vec<VersionOutline>,
    /// Sentences added to determinations, in every version.
    pub advisories: Vec<AdvisoryOutline>,
    /// The date that windows look back from, where that is not the day of the request.
    pub looks_from: Option<Text>,
    /// No section may reach `criteria_met`.
    pub never_approves: bool,
}

/// A condition that a request has to meet for the policy to speak about it, in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApplicabilityOutline {
    /// "Line of business of the member's plan is Commercial or Medicaid"
    pub sentence: String,
    /// What is said where it is not met.
    pub otherwise: Option<Text>,
}

/// A version in words.
#[derive(Clone, PartialEq, Debug)]
pub struct VersionOutline {
    /// `None` where the policy has no versions.
    pub name: Option<Text>,
    /// The first day of service that it governs.
    pub from: Option<NaiveDate>,
    /// The last day of service that it governs.
    pub to: Option<NaiveDate>,
    /// The date that its windows look back from, where that is another one than the policy's.
    pub looks_from: Option<Text>,
    /// Notes and interpretations on the version.
    pub remarks: Vec<Remark>,
    /// Tried in order; the first whose guard holds governs.
    pub sections: Vec<SectionOutline>,
    /// Sentences added to determinations.
    pub advisories: Vec<AdvisoryOutline>,
}

/// A section in words.
#[derive(Clone, PartialEq, Debug)]
pub struct SectionOutline {
    /// As the generated function is named.
    pub name: Text,
    /// The name in words: "Advanced heart failure".
    pub title: String,
    /// Where it is in the source.
    pub citations: Vec<Text>,
    /// Whom it is for; `None` for everyone whom no earlier section governs.
    pub guard: Option<String>,
    /// All of them have to be met.
    pub criteria: Vec<CriterionOutline>,
    /// Notes and interpretations on the section.
    pub remarks: Vec<Remark>,
    /// The outcome that it leads to.
    pub outcome: Outcome,
    /// What follows, in words: "Criteria met: approval for 3 months".
    pub conclusion: String,
    /// What follows where its criteria are not met, in words: "Otherwise: case by case".
    pub otherwise: Vec<String>,
}

/// A criterion in words.
#[derive(Clone, PartialEq, Debug)]
pub struct CriterionOutline {
    /// Its label in the source's outline.
    pub citation: Text,
    /// The author's title.
    pub title: Option<Text>,
    /// The condition, or the heading of the group.
    pub sentence: Text,
    /// Its source says it twice.
    pub restated: bool,
    /// Notes and interpretations on the criterion.
    pub remarks: Vec<Remark>,
    /// The criteria of a group.
    pub children: Vec<CriterionOutline>,
}

/// A sentence that is added to a determination, and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AdvisoryOutline {
    /// The sentence.
    pub text: Text,
    /// With which outcomes; with all where empty.
    pub outcomes: Vec<Outcome>,
    /// Only where this is met, in words.
    pub condition: Option<String>,
}

/// A reading that an author chose where the source is open, and where it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Interpretation {
    /// The version, where the policy has versions and the reading belongs to one.
    pub version: Option<Text>,
    /// The citation of the criterion or section, or the section's name where its source does not
    /// number it; `None` for a whole version or policy.
    pub place: Option<Text>,
    /// The reading.
    pub text: Text,
}

impl PolicyOutline {
    /// The outline of a policy.
    #[must_use]
    pub fn of(policy: &Policy) -> PolicyOutline {
        let vocabulary = &*policy.vocabulary;
        PolicyOutline {
            name: policy.name.clone(),
            title: policy.title.clone(),
            payer: policy.payer.clone(),
            number: policy.number.clone(),
            source: policy.source.clone(),
            reviewed: policy.reviewed.clone(),
            codes: policy.codes.to_vec(),
            remarks: policy.remarks.to_vec(),
            applicability: policy
                .applicability
                .iter()
                .map(|applicability| ApplicabilityOutline {
                    sentence: sentence::expression(vocabulary, &applicability.condition),
                    otherwise: applicability.otherwise.clone(),
                })
                .collect(),
            versions: policy
                .versions
                .iter()
                .map(|version| version_outline(policy, version))
                .collect(),
            advisories: advisories(vocabulary, &policy.advisories),
            looks_from: (policy.looks_from != Day::REQUEST)
                .then(|| named_day(vocabulary, policy.looks_from)),
            never_approves: policy.never_approves,
        }
    }
}

fn named_day(vocabulary: &Vocabulary, day: Day) -> Text {
    match day {
        Day::On(day) => Text::Owned(day.to_string()),
        Day::Fact(fact) => Text::Owned(vocabulary.name_of(fact).to_owned()),
    }
}

fn version_outline(policy: &Policy, version: &Version) -> VersionOutline {
    let vocabulary = &policy.vocabulary;
    VersionOutline {
        looks_from: (version.looks_from != policy.looks_from)
            .then(|| named_day(vocabulary, version.looks_from)),
        name: version.name.clone(),
        from: version.from,
        to: version.to,
        remarks: version.remarks.to_vec(),
        sections: version
            .sections
            .iter()
            .map(|section| section_outline(vocabulary, section))
            .collect(),
        advisories: advisories(vocabulary, &version.advisories),
    }
}

fn section_outline(vocabulary: &Vocabulary, section: &Section) -> SectionOutline {
    SectionOutline {
        name: section.name.clone(),
        title: sentence::section_name(&section.name),
        citations: section.citations.to_vec(),
        guard: section
            .guard
            .as_ref()
            .map(|guard| sentence::expression(vocabulary, &guard.condition)),
        criteria: section
            .criteria
            .iter()
            .map(|criterion| criterion_outline(vocabulary, criterion))
            .collect(),
        remarks: section.remarks.to_vec(),
        outcome: section.conclusion.outcome(),
        conclusion: sentence::conclusion(vocabulary, &section.conclusion),
        otherwise: section
            .otherwise
            .iter()
            .map(|otherwise| sentence::otherwise(vocabulary, otherwise))
            .collect(),
    }
}

fn criterion_outline(vocabulary: &Vocabulary, criterion: &Criterion) -> CriterionOutline {
    let children = match &criterion.body {
        Body::Group { criteria, .. } => {
            criteria.iter().map(|criterion| criterion_outline(vocabulary, criterion)).collect()
        }
        Body::Condition(_) => Vec::new(),
    };
    CriterionOutline {
        citation: criterion.citation.clone(),
        title: criterion.title.clone(),
        sentence: sentence::criterion(vocabulary, criterion),
        restated: criterion.restated,
        remarks: criterion.remarks.to_vec(),
        children,
    }
}

fn advisories(vocabulary: &Vocabulary, advisories: &[Advisory]) -> Vec<AdvisoryOutline> {
    let outline = |advisory: &Advisory| AdvisoryOutline {
        text: advisory.text.clone(),
        outcomes: advisory.outcomes.to_vec(),
        condition: advisory
            .condition
            .as_ref()
            .map(|condition| sentence::expression(vocabulary, condition)),
    };
    advisories.iter().map(outline).collect()
}

/// Every reading that the authors of a policy chose, from the policy as a whole down to its
/// criteria.
#[must_use]
pub fn interpretations(policy: &Policy) -> Vec<Interpretation> {
    let mut found = Vec::new();
    collect(&policy.remarks, None, None, &mut found);
    for version in policy.versions.iter() {
        let name = version.name.as_ref();
        collect(&version.remarks, name, None, &mut found);
        for section in version.sections.iter() {
            collect(
                &section.remarks,
                name,
                Some(section.citations.first().unwrap_or(&section.name)),
                &mut found,
            );
            collect_from_criteria(&section.criteria, name, &mut found);
        }
    }
    found
}

fn collect_from_criteria(
    criteria: &[Criterion],
    version: Option<&Text>,
    found: &mut Vec<Interpretation>,
) {
    for criterion in criteria {
        collect(&criterion.remarks, version, Some(&criterion.citation), found);
        if let Body::Group { criteria, .. } = &criterion.body {
            collect_from_criteria(criteria, version, found);
        }
    }
}

fn collect(
    remarks: &[Remark],
    version: Option<&Text>,
    place: Option<&Text>,
    found: &mut Vec<Interpretation>,
) {
    let interpretations = remarks.iter().filter_map(|remark| match remark {
        Remark::Interpretation(text) => Some(Interpretation {
            version: version.cloned(),
            place: place.cloned(),
            text: text.clone(),
        }),
        Remark::Note(_) => None,
    });
    found.extend(interpretations);
}
