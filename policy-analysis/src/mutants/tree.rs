//! Small changes of a policy's outline: its criteria, guards, sections and versions.

use super::{Change, Mutant, Variant, conclusion, expression};
use crate::neighbors;
use chrono::NaiveDate;
use policy_core::data::List;
use policy_core::policy::{
    Applicability, Body, Criterion, Guard, Otherwise, Policy, Quantifier, Section, Version,
};
use policy_core::vocabulary::Vocabulary;

/// Every policy that differs from this one in one small thing.
pub(super) fn mutants(policy: &Policy) -> Vec<Mutant> {
    let vocabulary = &policy.vocabulary;
    let mut found = Vec::new();
    for (position, applicability) in policy.applicability.iter().enumerate() {
        let with =
            |list: Vec<Applicability>| Policy { applicability: list.into(), ..policy.clone() };
        for variant in expression::variants(&applicability.condition, vocabulary) {
            let changed = variant.inside(|condition| {
                let mut list = policy.applicability.to_vec();
                if let Some(place) = list.get_mut(position) {
                    place.condition = condition;
                }
                with(list)
            });
            found.push(mutant(changed, "applies when".to_owned(), None));
        }
        let mut rest = policy.applicability.to_vec();
        let _ = rest.remove(position);
        let what =
            format!("`applies when {}` is left out", policy.notation(&applicability.condition));
        found.push(mutant(
            Variant::new(with(rest), Change::Removal, what),
            "applies when".to_owned(),
            None,
        ));
    }
    for (position, version) in policy.versions.iter().enumerate() {
        let name = version.name.as_deref().map(|name| format!("{name}: ")).unwrap_or_default();
        for (place, variant) in of_version(version, vocabulary) {
            let changed = variant.inside(|version| {
                let mut versions = policy.versions.to_vec();
                if let Some(place) = versions.get_mut(position) {
                    *place = version;
                }
                Policy { versions: versions.into(), ..policy.clone() }
            });
            found.push(mutant(changed, format!("{name}{place}"), Some(position)));
        }
    }
    found
}

fn mutant(variant: Variant<Policy>, place: String, version: Option<usize>) -> Mutant {
    Mutant { policy: variant.changed, change: variant.change, place, what: variant.what, version }
}

fn of_version(version: &Version, vocabulary: &Vocabulary) -> Vec<(String, Variant<Version>)> {
    let mut found = Vec::new();
    for (position, section) in version.sections.iter().enumerate() {
        for (place, variant) in of_section(section, vocabulary) {
            let changed = variant.inside(|section| Version {
                sections: replaced(&version.sections, position, section),
                ..version.clone()
            });
            found.push((place, changed));
        }
    }
    // The last section has no guard and stays where it is.
    let others = version.sections.split_last().map_or(&[][..], |(_, others)| others);
    for (position, (one, next)) in others.iter().zip(others.iter().skip(1)).enumerate() {
        let mut sections = version.sections.to_vec();
        sections.swap(position, position.saturating_add(1));
        let what = format!("sections `{}` and `{}` are exchanged", one.name, next.name);
        found.push((
            "sections".to_owned(),
            Variant::new(
                Version { sections: sections.into(), ..version.clone() },
                Change::Order,
                what,
            ),
        ));
    }
    let days = |day: Option<NaiveDate>| {
        day.into_iter().flat_map(|day| neighbors::of_day(day).into_iter().rev()).flatten()
    };
    for from in days(version.from) {
        let what = format!("in force from {from}");
        found.push((
            "version".to_owned(),
            Variant::new(Version { from: Some(from), ..version.clone() }, Change::Period, what),
        ));
    }
    for to in days(version.to) {
        let what = format!("in force to {to}");
        found.push((
            "version".to_owned(),
            Variant::new(Version { to: Some(to), ..version.clone() }, Change::Period, what),
        ));
    }
    found
}

fn replaced<T: Clone>(list: &List<T>, position: usize, item: T) -> List<T> {
    let mut items = list.to_vec();
    if let Some(place) = items.get_mut(position) {
        *place = item;
    }
    items.into()
}

fn of_section(section: &Section, vocabulary: &Vocabulary) -> Vec<(String, Variant<Section>)> {
    let mut found = Vec::new();
    let name = || format!("section {}", section.name);
    if let Some(guard) = &section.guard {
        let with = |condition| Section {
            guard: Some(Guard { slot: guard.slot, condition }),
            ..section.clone()
        };
        let negated = policy_core::policy::Expression::Not(guard.condition.clone().into());
        found.push((name(), Variant::new(with(negated), Change::Negation, "`for` is negated")));
        found.extend(
            expression::variants(&guard.condition, vocabulary)
                .into_iter()
                .map(|variant| (name(), variant.inside(with))),
        );
    }
    for (place, variant) in
        of_criteria(&section.criteria, section.citation().unwrap_or(&section.name), vocabulary)
    {
        found.push((
            place,
            variant.inside(|criteria| Section { criteria: criteria.into(), ..section.clone() }),
        ));
    }
    found.extend(conclusion::variants(&section.conclusion).into_iter().map(|variant| {
        (name(), variant.inside(|conclusion| Section { conclusion, ..section.clone() }))
    }));
    found.extend(of_otherwise(section, vocabulary).into_iter().map(|variant| (name(), variant)));
    found
}

/// Each `otherwise` changed or left out, and each two neighbors exchanged.
fn of_otherwise(section: &Section, vocabulary: &Vocabulary) -> Vec<Variant<Section>> {
    let with =
        |otherwise: Vec<Otherwise>| Section { otherwise: otherwise.into(), ..section.clone() };
    let mut found = Vec::new();
    for (position, otherwise) in section.otherwise.iter().enumerate() {
        let changed = |changed: Otherwise| Section {
            otherwise: replaced(&section.otherwise, position, changed),
            ..section.clone()
        };
        let number = position.saturating_add(1);
        let mut rest = section.otherwise.to_vec();
        let _ = rest.remove(position);
        let what = format!("`otherwise` {number} is left out");
        found.push(Variant::new(with(rest), Change::Removal, what));
        if let Some(when) = &otherwise.when {
            let with_condition = |condition| {
                let when = Some(Guard { slot: when.slot, condition });
                changed(Otherwise { when, ..otherwise.clone() })
            };
            let negated = policy_core::policy::Expression::Not(when.condition.clone().into());
            let what = format!("`when` of `otherwise` {number} is negated");
            found.push(Variant::new(with_condition(negated), Change::Negation, what));
            let variants = expression::variants(&when.condition, vocabulary).into_iter();
            found.extend(variants.map(|variant| variant.inside(with_condition)));
        }
        let variants = conclusion::variants(&otherwise.conclusion).into_iter();
        found.extend(variants.map(|variant| {
            variant.inside(|conclusion| changed(Otherwise { conclusion, ..otherwise.clone() }))
        }));
    }
    for position in 1..section.otherwise.len() {
        let mut exchanged = section.otherwise.to_vec();
        exchanged.swap(position.saturating_sub(1), position);
        // What comes after one that is for all others never counts.
        let is_total = exchanged.iter().rev().skip(1).any(|otherwise| otherwise.when.is_none());
        if !is_total {
            let what =
                format!("`otherwise` {position} and {} are exchanged", position.saturating_add(1));
            found.push(Variant::new(with(exchanged), Change::Order, what));
        }
    }
    found
}

fn of_criteria(
    criteria: &[Criterion],
    parent: &str,
    vocabulary: &Vocabulary,
) -> Vec<(String, Variant<Vec<Criterion>>)> {
    let mut found = Vec::new();
    // A criterion that is said twice cannot be missed once.
    for (position, criterion) in
        criteria.iter().enumerate().filter(|(_, criterion)| !criterion.restated)
    {
        let mut rest = criteria.to_vec();
        let _ = rest.remove(position);
        if !rest.is_empty() {
            let what = format!("{} is left out", criterion.citation);
            found.push((parent.to_owned(), Variant::new(rest, Change::Removal, what)));
        }
        for (place, variant) in of_criterion(criterion, vocabulary) {
            let changed = variant.inside(|criterion| {
                let mut criteria = criteria.to_vec();
                if let Some(place) = criteria.get_mut(position) {
                    *place = criterion;
                }
                criteria
            });
            found.push((place, changed));
        }
    }
    found
}

fn of_criterion(
    criterion: &Criterion,
    vocabulary: &Vocabulary,
) -> Vec<(String, Variant<Criterion>)> {
    let with = |body: Body| Criterion { body, ..criterion.clone() };
    let place = || criterion.citation.to_string();
    match &criterion.body {
        Body::Condition(condition) => {
            let variants = expression::variants(condition, vocabulary).into_iter();
            variants
                .map(|variant| {
                    (place(), variant.inside(|condition| with(Body::Condition(condition))))
                })
                .collect()
        }
        Body::Group { quantifier, criteria } => {
            let mut found = Vec::new();
            for (other, what) in other_quantifiers(*quantifier, criteria.len()) {
                let body = Body::Group { quantifier: other, criteria: criteria.clone() };
                found.push((place(), Variant::new(with(body), Change::Connective, what)));
            }
            for (place, variant) in of_criteria(criteria, &criterion.citation, vocabulary) {
                found.push((
                    place,
                    variant.inside(|criteria| {
                        with(Body::Group { quantifier: *quantifier, criteria: criteria.into() })
                    }),
                ));
            }
            found
        }
    }
}

fn other_quantifiers(quantifier: Quantifier, criteria: usize) -> Vec<(Quantifier, &'static str)> {
    match quantifier {
        Quantifier::AllOf => vec![(Quantifier::AnyOf, "`all of` becomes `any of`")],
        Quantifier::AnyOf => vec![(Quantifier::AllOf, "`any of` becomes `all of`")],
        Quantifier::NoneOf => vec![(Quantifier::AnyOf, "`none of` becomes `any of`")],
        Quantifier::AtLeast(needed) => {
            let more = needed
                .checked_add(1)
                .filter(|more| usize::try_from(*more).is_ok_and(|more| more <= criteria));
            let fewer = needed.checked_sub(1).filter(|fewer| *fewer > 0);
            let more = more.map(|more| (Quantifier::AtLeast(more), "one more is needed"));
            more.into_iter()
                .chain(fewer.map(|fewer| (Quantifier::AtLeast(fewer), "one fewer is needed")))
                .collect()
        }
    }
}
