//! What is said of the criteria of a policy whatever the case: put into words once.
//!
//! In: a policy. Out: its phrases, some kilobytes, which a [compiled policy](crate::policy::CompiledPolicy) makes when the first of its determinations is explained and
//! keeps.

use super::criteria::Room;
use super::evidence::Evidence;
use super::render::sole_guard;
use super::sentence::{clause, section_name, title};
use super::words::inside;
use crate::policy::{Body, Criterion, Policy, Quantifier, Section, Slot, Version};
use crate::vocabulary::{FactId, Vocabulary};

/// A policy in words.
pub(crate) struct Phrases {
    versions: Vec<VersionInWords>,
    /// The labels of all facts, as they stand inside a sentence.
    labels: Vec<String>,
}

/// A version in words.
pub(super) struct VersionInWords {
    sections: Vec<SectionInWords>,
    /// Its criteria and guards by their slots.
    phrases: Vec<Phrase>,
}

/// A section in words.
pub(super) struct SectionInWords {
    pub(super) name: String,
    /// For itself and all its criteria.
    pub(super) room: Room,
}

/// A criterion, or the guard of a section without criteria, in words.
#[derive(Default)]
pub(super) struct Phrase {
    /// The author's title of the criterion, or the criterion in words.
    pub(super) title: String,
    /// That it is not met, with its citation, as a part of a sentence.
    pub(super) failed: String,
    /// What a case is to document for it; nothing for a group.
    pub(super) evidence: Evidence,
}

impl Phrases {
    pub(crate) fn of(policy: &Policy) -> Phrases {
        Phrases {
            versions: policy.versions.iter().map(|version| VersionInWords::of(&policy.vocabulary, version)).collect(),
            labels: policy.vocabulary.facts.iter().map(|fact| inside(&fact.label).into_owned()).collect(),
        }
    }

    /// The version at a position.
    pub(super) fn version(&self, position: Option<u16>) -> Option<&VersionInWords> {
        self.versions.get(usize::from(position?))
    }

    /// The label of a fact inside a sentence.
    pub(super) fn label(&self, fact: FactId) -> &str {
        self.labels.get(usize::from(fact.0)).map_or("", |label| label)
    }
}

impl VersionInWords {
    fn of(vocabulary: &Vocabulary, version: &Version) -> VersionInWords {
        let phrases = phrases(vocabulary, version);
        let in_words = |section: &Section| SectionInWords { name: section_name(&section.name), room: room(section, &phrases) };
        VersionInWords { sections: version.sections.iter().map(in_words).collect(), phrases }
    }

    /// The section at a position.
    pub(super) fn section(&self, position: usize) -> Option<&SectionInWords> {
        self.sections.get(position)
    }

    /// The phrases of a criterion or a guard.
    pub(super) fn at(&self, slot: Slot) -> Option<&Phrase> {
        self.phrases.get(usize::from(slot.0))
    }
}

fn phrases(vocabulary: &Vocabulary, version: &Version) -> Vec<Phrase> {
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
    for guard in version.sections.iter().filter_map(sole_guard) {
        keep(guard.slot, Phrase { evidence: Evidence::of(vocabulary, &guard.condition), ..Phrase::default() });
    }
    for criterion in version.sections.iter().flat_map(|section| section.criteria.iter()).flat_map(Criterion::with_parts) {
        let evidence = match &criterion.body {
            Body::Condition(condition) => Evidence::of(vocabulary, condition),
            Body::Group { .. } => Evidence::default(),
        };
        keep(criterion.slot, Phrase { title: title(vocabulary, criterion).into_owned(), failed: failed(vocabulary, criterion), evidence });
    }
    phrases
}

/// How much there mostly is to show of a section.
fn room(section: &Section, phrases: &[Phrase]) -> Room {
    let evidence = |slot: Slot| phrases.get(usize::from(slot.0)).map(|phrase| phrase.evidence.room()).unwrap_or_default();
    let of_itself = Room { criteria: 1, ..sole_guard(section).map(|guard| evidence(guard.slot)).unwrap_or_default() };
    let criteria = section.criteria.iter().flat_map(Criterion::with_parts);
    criteria.map(|criterion| Room { criteria: 1, ..evidence(criterion.slot) }).fold(of_itself, Room::and)
}

fn failed(vocabulary: &Vocabulary, criterion: &Criterion) -> String {
    let citation = &criterion.citation;
    match (&criterion.title, &criterion.body) {
        (Some(title), _) => format!("{} ({citation})", inside(title)),
        (None, Body::Condition(condition)) => format!("{} ({citation})", clause(vocabulary, condition)),
        (None, Body::Group { quantifier: Quantifier::AllOf, .. }) => format!("all criteria of {citation}"),
        (None, Body::Group { quantifier: Quantifier::AnyOf, .. }) => format!("any criterion of {citation}"),
        (None, Body::Group { quantifier: Quantifier::NoneOf, .. }) => format!("no criterion of {citation}"),
        (None, Body::Group { quantifier: Quantifier::AtLeast(needed), .. }) => format!("at least {needed} criteria of {citation}"),
    }
}
