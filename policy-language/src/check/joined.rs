//! Courses that are joined: by what, and what can be asked of them then.

use super::dates::check_duration;
use super::entries::attribute_named;
use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::JoinedText;
use crate::text::{Place, Placed};
use policy_core::policy::Joined;
use policy_core::vocabulary::{Fact, FactId, FactKind};

/// In how many ways the attributes can turn out together: each of them is looked at.
const KINDS: usize = 4_096;

/// By what courses are joined, and how long there may be none.
pub fn check_joined(
    text: &Placed<JoinedText>,
    history: (FactId, &Fact),
    scope: &mut Scope<'_>,
) -> Option<Joined> {
    let mut by = Vec::new();
    let mut kinds = 1_usize;
    let mut is_right = true;
    for name in &text.value.by {
        let Some((attribute, of)) = attribute_named(name, history, scope) else {
            is_right = false;
            continue;
        };
        let FactKind::Code { values, .. } = &of.kind else {
            let mistake = Diagnostic::at(
                name.place,
                format!("`{}` is not a code, so courses are not joined by it", name.value),
            );
            scope.report(
                mistake.help(
                    "join them by attributes that are codes, and ask about others with `where`",
                ),
            );
            is_right = false;
            continue;
        };
        if by.contains(&attribute) {
            let mistake = Diagnostic::at(name.place, format!("`{}` is here twice", name.value));
            scope.report(mistake.help("name each attribute once"));
            is_right = false;
        }
        kinds = kinds.saturating_mul(values.len());
        by.push(attribute);
    }
    if kinds > KINDS {
        let mistake = Diagnostic::at(
            text.place,
            format!("the values of these attributes can go together in more than {KINDS} ways"),
        );
        scope.report(mistake.help("join courses by fewer attributes"));
        is_right = false;
    }
    let within = check_duration(&text.value.within, scope)?;
    is_right.then(|| Joined { by: by.into(), within })
}

/// Joined courses have these attributes in common.
pub fn is_known(
    joined: &Joined,
    asked: impl IntoIterator<Item = FactId>,
    place: Place,
    (_, fact): (FactId, &Fact),
    scope: &mut Scope<'_>,
) -> bool {
    let is_attribute = |id: &FactId| id.attribute_position().is_some();
    let open = asked.into_iter().filter(is_attribute).find(|id| !joined.by.contains(id));
    let Some(open) = open else { return true };
    let name = scope.vocabulary.name_of(open).to_owned();
    let is_code = scope.vocabulary.fact(open).is_some_and(|of| of.kind.values().is_some());
    let mistake = Diagnostic::at(place, format!("courses that are joined may differ in `{name}`"));
    let picking = format!(
        "ask about `{name}` in `{} where …`, which picks courses before they are joined",
        fact.name
    );
    scope.report(mistake.help(if is_code {
        let by = joined.by.iter().map(|of| scope.vocabulary.name_of(*of)).chain([&*name]);
        let by = by.collect::<Vec<_>>().join(", ");
        format!(
            "write `joined by ({by})` to keep courses of different `{name}` apart, or {picking}"
        )
    } else {
        picking
    }));
    false
}
