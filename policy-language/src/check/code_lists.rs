//! Lists of codes that facts share: their names, their codes, and that each is used.

use super::codes::{Given, Stars, check_codes, check_places, concepts_of};
use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::syntax::vocabulary::{
    CodeListText, CodesFrom, CodesText, FactKind, FactText, VocabularyText,
};
use crate::text::Name;
use policy_core::suggest::nearest;
use policy_core::vocabulary::{Coding, Vocabulary};
use std::collections::BTreeSet;

/// The largest number of codes of a list: they are copied to wherever it is used.
pub const MOST: usize = 500;

/// The list with this name; the first one of several.
pub fn list_named<'a>(name: &Name, vocabulary: &'a VocabularyText) -> Option<&'a CodeListText> {
    vocabulary.code_lists.iter().find(|list| list.name.value == name.value)
}

/// The codes of a list that a fact or a value names. Mistakes in them are reported where the list
/// is.
pub fn codes_of_list(
    name: &Name,
    vocabulary: &VocabularyText,
    scope: &mut Scope<'_>,
) -> Vec<Coding> {
    let Some(list) = list_named(name, vocabulary) else {
        let names = vocabulary.code_lists.iter().map(|list| list.name.value.as_str());
        let mistake =
            Diagnostic::at(name.place, format!("there is no list of codes `{}`", name.value));
        scope.report(match nearest(&name.value, names)[..] {
            [] => mistake.help(format!(
                "declare it in this vocabulary, as in `codes {}: icd10cm(\"…\"),`",
                name.value
            )),
            ref near => mistake.did_you_mean(near),
        });
        return Vec::new();
    };
    let (nothing, mut known) = (Vocabulary::of("", Vec::new()), Diagnostics::default());
    let mut silent = Scope::new(&nothing, &mut known);
    let groups = list.groups.iter();
    groups
        .flat_map(|group| check_codes(&group.system, &group.codes, Stars::Allowed, &mut silent))
        .take(MOST)
        .collect()
}

/// Each list has a name of its own and codes that are right, and is used somewhere. `is_read` says
/// whether all of the vocabulary could be read.
pub fn check_code_lists(vocabulary: &VocabularyText, is_read: bool, scope: &mut Scope<'_>) {
    let mut used = BTreeSet::new();
    for fact in &vocabulary.facts {
        names_used(fact, &mut used);
    }
    // What could not be read, or is not found, may be a list that is not used otherwise.
    let names = vocabulary.code_lists.iter().map(|list| list.name.value.as_str());
    let names = names.collect::<BTreeSet<_>>();
    let all_known = is_read && used.iter().all(|name| names.contains(name));
    let mut before = Vec::<&Name>::new();
    for CodeListText { name, groups } in &vocabulary.code_lists {
        for group in groups {
            check_codes(&group.system, &group.codes, Stars::Allowed, scope);
        }
        let given = groups.iter().flat_map(Given::of_system).collect::<Vec<_>>();
        check_places(&given, &name.value, scope);
        if given.len() > MOST {
            let message = format!("`{}` has more than {MOST} codes", name.value);
            scope.report(Diagnostic::at(name.place, message).help(
                "write what they begin with and `*`, as in `icd10cm(\"C90*\")`, or split the list",
            ));
        }
        if let Some(first) = before.iter().find(|first| first.value == name.value) {
            let message = format!("there are two lists of codes `{}`", name.value);
            let mistake = Diagnostic::at(name.place, message).with(first.place, "the first one is");
            scope.report(mistake.help("give each list a name of its own"));
        } else if all_known && !used.contains(name.value.as_str()) {
            let message = format!("no fact uses the list of codes `{}`", name.value);
            scope.report(Diagnostic::at(name.place, message).help(format!(
                "write `#[codes({0})]` above a fact or `codes({0})` behind a value, or take the list out",
                name.value
            )));
        }
        before.push(name);
    }
}

/// The lists that a fact, its values and its attributes name.
fn names_used<'a>(fact: &'a FactText, used: &mut BTreeSet<&'a str>) {
    let concepts = concepts_of(fact).iter().flat_map(|concept| &concept.codes);
    for CodesText { from, .. } in fact.codes.iter().chain(concepts) {
        if let CodesFrom::Lists(names) = from {
            used.extend(names.iter().map(|name| name.value.as_str()));
        }
    }
    if let FactKind::History { attributes, .. } = &fact.kind.value {
        for attribute in attributes {
            names_used(attribute, used);
        }
    }
}
