//! Facts become fields, methods and types in Rust: names that cannot be, and names that would meet
//! there.

use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::naming::types_of;
use crate::text::Place;
use crate::words::{is_reserved, is_rust};
use policy_core::vocabulary::Fact;

/// The types that the facts so far become, and whose they are.
#[derive(Default)]
pub struct NamesInCode {
    taken: Vec<(String, String, Place)>,
}

impl NamesInCode {
    /// Whether a fact can have its name.
    pub fn check(
        &mut self,
        fact: &Fact,
        attributes: &[Fact],
        place: Place,
        scope: &mut Scope<'_>,
    ) -> bool {
        let name = &*fact.name;
        if is_rust(name) || is_reserved(name) {
            // The parser has said so.
            return false;
        }
        if name.chars().any(char::is_uppercase) {
            let mistake =
                Diagnostic::at(place, format!("the fact `{name}` is written with capitals"));
            scope.report(
                mistake
                    .replace(name.to_lowercase())
                    .note("capitals are for values, such as `II` or `AdverseEffect`"),
            );
            return false;
        }
        if name == "build" {
            scope.report(
                Diagnostic::at(place, "`build` cannot be the name of a fact: it completes a case")
                    .help("add a second word, as in `body_build`"),
            );
            return false;
        }
        for own in types_of(fact, attributes.iter()) {
            if let Some((_, other, first)) = self.taken.iter().find(|(taken, ..)| *taken == own) {
                let help = "give one of them another name";
                if other == name {
                    let message =
                        format!("two attributes of `{name}` would have one name in code, `{own}`");
                    scope.report(Diagnostic::at(place, message).help(help));
                    return false;
                }
                let mistake = Diagnostic::at(
                    place,
                    format!("`{name}` and `{other}` would have one name in code, `{own}`"),
                )
                .with(*first, "the first one is");
                scope.report(mistake.help(help));
                return false;
            }
            self.taken.push((own, name.to_owned(), place));
        }
        true
    }
}
