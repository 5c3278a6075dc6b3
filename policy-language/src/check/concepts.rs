//! The values of a code and the methods of a measurement: their names, labels and codes.

use super::codes::check_declared_codes;
use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::syntax::vocabulary::{ConceptText, VocabularyText};
use crate::text::{Name, Quoted};
use policy_core::data::{List, Text};
use policy_core::vocabulary::Concept;
use std::borrow::Cow;

/// The largest number of values or methods: they are kept as bits.
const MOST: usize = 64;

/// The values, or the methods, of a fact.
pub fn check_concepts(
    fact: &Name,
    written: &[ConceptText],
    what: &str,
    vocabulary: &VocabularyText,
    scope: &mut Scope<'_>,
) -> Option<List<Concept>> {
    let mut checked: Vec<Concept> = Vec::new();
    for concept in written {
        let name = &concept.name;
        if let Some(capitalized) = capitalized(&name.value) {
            let is_new = !written.iter().any(|other| other.name.value == capitalized);
            let mistake =
                Diagnostic::at(name.place, format!("a {what} begins with a capital letter"));
            let mistake = mistake.help(format!("write `{capitalized}`"));
            scope.report(mistake.instead(capitalized.clone()).replaced_if(is_new));
            // What is said about it elsewhere is said with either.
        } else if checked.iter().any(|known| known.name == name.value) {
            scope.report(
                Diagnostic::at(name.place, format!("`{}` is here twice", name.value))
                    .help(format!("name each {what} once")),
            );
            continue;
        }
        let codes = Cow::Owned(check_declared_codes(&concept.codes, vocabulary, scope));
        let given_label = concept.label.as_ref().map(|label| {
            check_label(name, label, &checked, scope);
            Text::Owned(label.value.trim().to_owned())
        });
        checked.push(Concept { name: Text::Owned(name.value.clone()), given_label, codes });
    }
    if checked.is_empty() {
        scope.report(
            Diagnostic::at(fact.place, format!("`{}` has no {what}s", fact.value))
                .help(format!("name at least one {what} between the brackets")),
        );
        return None;
    }
    if checked.len() > MOST {
        scope.report(
            Diagnostic::at(fact.place, format!("`{}` has more than {MOST} {what}s", fact.value))
                .help("leave out those that no criterion asks about, and add `Other`"),
        );
        return None;
    }
    Some(Cow::Owned(checked))
}

/// A reader tells values apart by their labels alone.
fn check_label(of: &Name, label: &Quoted, before: &[Concept], scope: &mut Scope<'_>) {
    let text = label.value.trim();
    if text.is_empty() {
        let mistake = Diagnostic::at(label.place, format!("the label of `{}` is empty", of.value));
        scope.report(mistake.remove(format!(
            "write it between the quotation marks, or leave it out: `{}` is then shown in words",
            of.value
        )));
    } else if let Some(same) = before.iter().find(|other| other.label() == text) {
        let message = format!("`{}` and `{}` have the same label", same.name, of.value);
        scope.report(
            Diagnostic::at(label.place, message)
                .help("give each a label of its own: readers do not see the names"),
        );
    } else if text.ends_with('.') && !text.ends_with("etc.") {
        let mistake = Diagnostic::at(label.place, "a label has no period at its end");
        let right = text.trim_end_matches('.').replace('"', "'");
        scope.report(
            mistake
                .help("a label is part of a sentence")
                .replacing(label.place, format!("\"{right}\"")),
        );
    }
}

/// The name with a capital letter, where that is missing.
fn capitalized(name: &str) -> Option<String> {
    let mut letters = name.chars();
    let first = letters.next().filter(|first| first.is_lowercase())?;
    Some(first.to_uppercase().chain(letters).collect())
}
