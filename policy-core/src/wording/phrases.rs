//! The words about a policy's criteria that do not depend on the case, made once.
//!
//! In: a policy. Out: its phrases, a few kilobytes, made when one of its determinations is first
//! explained, and stored with the policy.

use super::by_name::ByName;
use super::evidence::Evidence;
use super::room::Room;
use super::sentence::{self, section_name};
use super::words::{inside, is_short};
use crate::calendar::CalendarDuration;
use crate::policy::{
    Approval, Body, Connective, Criterion, Expression, Policy, Quantifier, Section, Slot, Version,
};
use crate::vocabulary::{FactId, Vocabulary};

/// A policy in words.
pub(crate) struct Phrases {
    versions: Vec<VersionInWords>,
    /// The labels of all facts, in the form used inside a sentence.
    labels: Vec<String>,
    by_name: ByName,
}

/// A version in words.
pub(crate) struct VersionInWords {
    pub(crate) sections: Vec<SectionInWords>,
    /// The approvals of all sections, in reading order.
    pub(crate) approvals: Vec<ApprovalInWords>,
    /// Its criteria and guards, by slot.
    phrases: Vec<Phrase>,
}

/// A section in words.
pub(crate) struct SectionInWords {
    pub(crate) name: String,
    /// Its citation, with its name if it shares that; its name if it has none in its source.
    pub(crate) place: String,
    /// Its citation and its name: "I.C (other indications)".
    pub(crate) heading: String,
    /// What follows if its criteria are not met, in their order.
    pub(crate) otherwise: Vec<String>,
    /// For the section and all its criteria.
    pub(crate) room: Room,
}

/// The terms of an approval in words, borrowed as [`ApprovalTerms`](super::ApprovalTerms).
pub(crate) struct ApprovalInWords {
    pub(crate) duration: Option<String>,
    pub(crate) limit: Option<String>,
}

/// A criterion, a condition under which the policy applies, the guard of a section, the condition of
/// what follows otherwise, or a part of one of these, in words.
#[derive(Default)]
pub(crate) struct Phrase {
    /// The author's title of the criterion, or the criterion in words.
    pub(crate) title: String,
    /// What a case should document for it; nothing for a group.
    pub(crate) evidence: Evidence,
    /// Its parts, if it would make a long sentence.
    pub(crate) parts: Vec<Phrase>,
}

impl Phrase {
    fn of(vocabulary: &Vocabulary, condition: &Expression, title: Option<String>) -> Phrase {
        let words = sentence::expression(vocabulary, condition);
        let (words, parts) = match condition {
            Expression::AtLeast(needed, parts) if !is_short(&words) => {
                let heading = sentence::heading(match Connective::of(*needed, parts) {
                    Connective::And => Quantifier::AllOf,
                    Connective::Or => Quantifier::AnyOf,
                    Connective::AtLeast(needed) => Quantifier::AtLeast(needed),
                });
                let parts = parts.iter().map(|part| Phrase::of(vocabulary, part, None));
                (heading.into_owned(), parts.collect())
            }
            Expression::AtLeast(..)
            | Expression::Test { .. }
            | Expression::Not(_)
            | Expression::If { .. } => (words, Vec::new()),
        };
        Phrase {
            title: title.unwrap_or(words),
            evidence: Evidence::of(vocabulary, condition),
            parts,
        }
    }
}

impl Phrases {
    pub(crate) fn of(policy: &Policy) -> Phrases {
        Phrases {
            versions: policy
                .versions
                .iter()
                .map(|version| VersionInWords::of(policy, version))
                .collect(),
            labels: policy
                .vocabulary
                .facts
                .iter()
                .map(|fact| inside(&fact.label).into_owned())
                .collect(),
            by_name: ByName::of(&policy.vocabulary),
        }
    }

    /// The order of the facts' names.
    pub(crate) fn by_name(&self) -> &ByName {
        &self.by_name
    }

    /// The version at a position.
    pub(crate) fn version(&self, position: Option<u16>) -> Option<&VersionInWords> {
        self.versions.get(usize::from(position?))
    }

    /// The label of a fact inside a sentence.
    pub(crate) fn label(&self, fact: FactId) -> &str {
        self.labels.get(usize::from(fact.0)).map_or("", |label| label)
    }
}

impl VersionInWords {
    fn of(policy: &Policy, version: &Version) -> VersionInWords {
        let vocabulary = &*policy.vocabulary;
        let phrases = phrases(policy, version);
        let citations = || version.sections.iter().filter_map(|section| section.citation());
        let in_words = |section: &Section| {
            let mut words = SectionInWords::of(vocabulary, section, &phrases);
            let is_shared = |citation| citations().filter(|other| *other == citation).count() > 1;
            if section.citation().is_some_and(is_shared) {
                words.place.clone_from(&words.heading);
            }
            words
        };
        VersionInWords {
            sections: version.sections.iter().map(in_words).collect(),
            approvals: version.approvals().into_iter().map(ApprovalInWords::of).collect(),
            phrases,
        }
    }

    /// The phrases for a criterion or a guard.
    pub(crate) fn at(&self, slot: Slot) -> Option<&Phrase> {
        self.phrases.get(usize::from(slot.0))
    }
}

impl ApprovalInWords {
    fn of(approval: &Approval) -> ApprovalInWords {
        ApprovalInWords {
            duration: approval.duration.map(CalendarDuration::iso_8601),
            limit: approval.limit_in_words(),
        }
    }
}

impl SectionInWords {
    fn of(vocabulary: &Vocabulary, section: &Section, phrases: &[Phrase]) -> SectionInWords {
        let otherwise = section.otherwise.iter();
        let otherwise = otherwise.map(|it| sentence::otherwise(vocabulary, it)).collect();
        let name = section_name(&section.name);
        let [place, heading] = match section.citation() {
            Some(citation) => [citation.to_owned(), heading(citation, &name)],
            None => {
                let name = inside(&name);
                [format!("“{name}”"), format!("the section “{name}”")]
            }
        };
        SectionInWords { name, place, heading, otherwise, room: room(section, phrases) }
    }
}

/// "I.C (other indications)"; one of the two where it says what the other does.
fn heading(citation: &str, name: &str) -> String {
    let letters = |text: &str| {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let [said, named] = [citation, name].map(letters);
    if named.starts_with(&said) && said.chars().count() > 3 {
        name.to_owned()
    } else {
        format!("{citation} ({})", inside(name))
    }
}

fn phrases(policy: &Policy, version: &Version) -> Vec<Phrase> {
    let vocabulary = &*policy.vocabulary;
    let mut phrases = Vec::new();
    let mut keep = |slot: Slot, phrase| {
        let position = usize::from(slot.0);
        if phrases.len() <= position {
            phrases.resize_with(position.saturating_add(1), Phrase::default);
        }
        if let Some(place) = phrases.get_mut(position) {
            *place = phrase;
        }
    };
    let applies = policy.applicability.iter().map(|applies| (applies.slot, &applies.condition));
    let guards =
        version.sections.iter().flat_map(|section| section.guard.iter().chain(section.whens()));
    for (slot, condition) in applies.chain(guards.map(|guard| (guard.slot, &guard.condition))) {
        keep(slot, Phrase::of(vocabulary, condition, None));
    }
    for criterion in version
        .sections
        .iter()
        .flat_map(|section| section.criteria.iter())
        .flat_map(Criterion::with_parts)
    {
        let title = criterion.title.as_deref().map(str::to_owned);
        keep(
            criterion.slot,
            match &criterion.body {
                Body::Condition(condition) => Phrase::of(vocabulary, condition, title),
                Body::Group { .. } => Phrase {
                    title: sentence::title(vocabulary, criterion).into_owned(),
                    ..Phrase::default()
                },
            },
        );
    }
    phrases
}

/// The usual size of a section's explanation.
fn room(section: &Section, phrases: &[Phrase]) -> Room {
    let evidence = |slot: Slot| {
        phrases.get(usize::from(slot.0)).map(|phrase| phrase.evidence.room()).unwrap_or_default()
    };
    let of_itself = Room {
        criteria: 1,
        ..section.sole_guard().map(|guard| evidence(guard.slot)).unwrap_or_default()
    };
    let guard = section.guard.iter().map(|guard| Room { criteria: 1, ..evidence(guard.slot) });
    let otherwise = section.otherwise.iter().map(|otherwise| Room {
        criteria: 1,
        ..otherwise.when.as_ref().map(|when| evidence(when.slot)).unwrap_or_default()
    });
    let criteria = section.criteria.iter().flat_map(Criterion::with_parts);
    criteria
        .map(|criterion| Room { criteria: 1, ..evidence(criterion.slot) })
        .chain(guard)
        .chain(otherwise)
        .fold(of_itself, Room::and)
}
