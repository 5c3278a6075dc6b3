//! What is said of the criteria of a policy whatever the case: put into words once.
//!
//! In: a policy. Out: its phrases, some kilobytes, which a [compiled policy](crate::policy::CompiledPolicy) makes when the first of its determinations is explained and
//! keeps.

use super::sentence::{clause, title};
use super::words::inside;
use crate::policy::{Body, Criterion, Policy, Quantifier, Slot, Version};
use crate::vocabulary::{FactId, Vocabulary};

/// A policy in words.
pub(crate) struct Phrases {
    /// For each version, its criteria by their slots.
    versions: Vec<Vec<Phrase>>,
    /// The labels of all facts, as they stand inside a sentence.
    labels: Vec<String>,
}

/// A criterion in words.
#[derive(Default)]
struct Phrase {
    title: String,
    failed: String,
}

impl Phrases {
    pub(crate) fn of(policy: &Policy) -> Phrases {
        Phrases {
            versions: policy.versions.iter().map(|version| phrases(&policy.vocabulary, version)).collect(),
            labels: policy.vocabulary.facts.iter().map(|fact| inside(&fact.label).into_owned()).collect(),
        }
    }

    /// The author's title of a criterion, or the criterion in words.
    pub(super) fn title(&self, version: Option<u16>, slot: Slot) -> &str {
        self.phrase(version, slot).map_or("", |phrase| &phrase.title)
    }

    /// A criterion that is not met, with its citation, as a part of a sentence.
    pub(super) fn failed(&self, version: Option<u16>, slot: Slot) -> &str {
        self.phrase(version, slot).map_or("", |phrase| &phrase.failed)
    }

    /// The label of a fact inside a sentence.
    pub(super) fn label(&self, fact: FactId) -> &str {
        self.labels.get(usize::from(fact.0)).map_or("", |label| label)
    }

    fn phrase(&self, version: Option<u16>, slot: Slot) -> Option<&Phrase> {
        self.versions.get(usize::from(version?))?.get(usize::from(slot.0))
    }
}

fn phrases(vocabulary: &Vocabulary, version: &Version) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    let mut open = version.sections.iter().flat_map(|section| section.criteria.iter()).collect::<Vec<_>>();
    while let Some(criterion) = open.pop() {
        let position = usize::from(criterion.slot.0);
        if phrases.len() <= position {
            phrases.resize_with(position.saturating_add(1), Phrase::default);
        }
        if let Some(phrase) = phrases.get_mut(position) {
            *phrase = Phrase { title: title(vocabulary, criterion).into_owned(), failed: failed(vocabulary, criterion) };
        }
        if let Body::Group { criteria, .. } = &criterion.body {
            open.extend(criteria.iter());
        }
    }
    phrases
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
