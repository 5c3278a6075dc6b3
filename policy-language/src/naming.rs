//! The names of facts and versions in Rust, where they must not collide.

pub use crate::words::is_name_in_rust;

use policy_core::vocabulary::{Fact, FactKind};

/// `nt_probnp` as `NtProbnp`.
#[must_use]
pub fn upper_camel(snake: &str) -> String {
    snake
        .split('_')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect()
}

/// `Nyha`, `LvefMethod`, `PriorHsctDonor`: the type of a fact, or of a part of it.
#[must_use]
pub fn type_of(fact: &Fact, part: &str) -> String {
    format!("{}{}", upper_camel(&fact.name), upper_camel(part))
}

/// The names of all types that a fact becomes in its vocabulary's module.
#[must_use]
pub fn types_of<'a>(fact: &Fact, attributes: impl Iterator<Item = &'a Fact>) -> Vec<String> {
    let parts = match &fact.kind {
        FactKind::Code { .. } | FactKind::Quantity { .. } => vec![""],
        FactKind::History { .. } => {
            [""].into_iter().chain(attributes.map(|attribute| &*attribute.name)).collect()
        }
        FactKind::Measurement { methods, .. } if methods.is_empty() => vec![""],
        FactKind::Measurement { .. } => vec!["", "method"],
        FactKind::Flag { .. }
        | FactKind::Count { .. }
        | FactKind::Date
        | FactKind::Age { .. }
        | FactKind::Calculated { .. } => Vec::new(),
    };
    parts.into_iter().map(|part| type_of(fact, part)).collect()
}

/// `2025-11` as `2025_11`: what remains of a version's name in the names of its functions.
#[must_use]
pub fn version_in_code(name: &str) -> String {
    name.chars()
        .map(
            |letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' },
        )
        .collect()
}
