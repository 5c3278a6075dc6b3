//! Codes: their systems, their forms, and that each has one place among those of a fact.

use super::code_lists::{MOST, codes_of_list, list_named};
use super::scope::Scope;
use super::wording::all_of;
use crate::diagnostic::Diagnostic;
use crate::print::quoted;
use crate::syntax::vocabulary::{
    CodesFrom, CodesText, ConceptText, FactKind, FactText, SystemText, VocabularyText,
};
use crate::text::{Name, Place, Quoted};
use policy_core::codes::{CodeSystem, beginning};
use policy_core::suggest::nearest;
use policy_core::vocabulary::{CodeMeaning, Coding};
use std::collections::{BTreeMap, BTreeSet};

/// `icd`: the one system whose keyword begins so.
fn beginning_with<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = typed.to_lowercase();
    let found =
        names.filter(|name| typed.len() > 2 && name.starts_with(&typed)).collect::<Vec<_>>();
    if found.len() == 1 { found } else { Vec::new() }
}

/// `L40.0, L40.1`: each of the codes in quotation marks.
fn several(codes: &str) -> Option<String> {
    let separators = |sign: char| sign == ',' || sign == ';' || sign.is_whitespace();
    let each = codes.split(separators).filter(|code| !code.is_empty()).collect::<Vec<_>>();
    let whole = each.iter().all(|code| code.len() > 2);
    (each.len() > 1 && whole)
        .then(|| each.iter().map(|code| quoted(code)).collect::<Vec<_>>().join(", "))
}

/// Whether `*` can end a code, and stand for all that begin so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stars {
    /// In a vocabulary.
    Allowed,
    /// In a policy, which lists what it covers code by code.
    Refused,
}

/// Codes with the right form and check digit.
pub fn check_codes(
    system: &Name,
    codes: &[Quoted],
    stars: Stars,
    scope: &mut Scope<'_>,
) -> Vec<Coding> {
    let Some(known) = CodeSystem::from_name(&system.value) else {
        let names = || CodeSystem::ALL.iter().map(|system| system.keyword());
        let near = match nearest(&system.value, names()) {
            near if near.is_empty() => beginning_with(&system.value, names()),
            near => near,
        };
        scope.report(
            Diagnostic::at(system.place, format!("unknown code system `{}`", system.value))
                .did_you_mean(&near)
                .note(format!("the code systems are {}", all_of(names()))),
        );
        return Vec::new();
    };
    let mut checked = Vec::new();
    for code in codes {
        let found = match stars {
            Stars::Allowed => known.check_with_beginnings(&code.value),
            Stars::Refused => known.check(&code.value),
        };
        match found {
            Ok(()) => checked.push(Coding::of(known, code.value.clone())),
            Err(problem) => {
                let mistake = Diagnostic::at(code.place, problem.to_string());
                let mistake = match several(&code.value) {
                    Some(each) => mistake
                        .help(format!("write each code in quotation marks of its own: `{each}`")),
                    None => mistake.maybe_help(problem.help()),
                };
                scope.report(match problem.correction() {
                    Some(right) => mistake.instead(quoted(&right)),
                    None => mistake,
                });
            }
        }
    }
    checked
}

/// The codes of a fact, a value or a method.
pub fn check_declared_codes(
    codes: &[CodesText],
    vocabulary: &VocabularyText,
    scope: &mut Scope<'_>,
) -> Vec<Coding> {
    let mut checked = Vec::new();
    for group in codes {
        let meaning = if group.suggests { CodeMeaning::Suggests } else { CodeMeaning::Answers };
        let codes = match &group.from {
            CodesFrom::System(SystemText { system, codes }) => {
                check_codes(system, codes, Stars::Allowed, scope)
            }
            CodesFrom::Lists(names) => {
                names.iter().flat_map(|name| codes_of_list(name, vocabulary, scope)).collect()
            }
        };
        checked.extend(codes.into_iter().map(|coding| Coding { meaning, ..coding }));
    }
    checked
}

/// A code of a fact.
pub struct Given<'a> {
    /// The value or the method that it is given for; `None` for the fact itself.
    of: Option<&'a str>,
    /// The list that it is from.
    list: Option<&'a str>,
    system: CodeSystem,
    code: &'a str,
    suggests: bool,
    place: Place,
}

impl<'a> Given<'a> {
    /// The codes of a system that is known.
    pub fn of_system(group: &'a SystemText) -> Vec<Given<'a>> {
        let Some(system) = CodeSystem::from_name(&group.system.value) else { return Vec::new() };
        let given = group.codes.iter().map(|Quoted { value: code, place }| Given {
            of: None,
            list: None,
            system,
            code,
            suggests: false,
            place: *place,
        });
        given.collect()
    }

    /// What the code, or each of the codes that it stands for, begins with.
    fn stem(&self) -> &str {
        beginning(self.code).unwrap_or(self.code)
    }

    /// The codes that begin so; `None` if it is one code.
    fn beginning(&self) -> Option<&str> {
        beginning(self.code)
    }
}

/// A code that is given twice for one fact, or that one with `*` covers.
pub fn check_places_of_codes(fact: &FactText, vocabulary: &VocabularyText, scope: &mut Scope<'_>) {
    check_places(&given_codes(fact, vocabulary), &fact.name.value, scope);
}

/// The same of codes that are given for what has this name.
pub fn check_places(given: &[Given<'_>], name: &str, scope: &mut Scope<'_>) {
    let mut exactly = BTreeMap::<_, &Given<'_>>::new();
    let mut beginnings = BTreeMap::<_, Vec<&Given<'_>>>::new();
    for one in given.iter().filter(|one| one.beginning().is_some()) {
        beginnings.entry((one.system.keyword(), one.stem())).or_default().push(one);
    }
    // Two lists can have many codes in common, which is one mistake.
    let mut reported = BTreeSet::new();
    for one in given {
        let first = exactly.get(&(one.system.keyword(), one.code)).copied();
        if let Some(first) = first {
            // What a list says twice is a mistake of the list.
            let apart = first.place != one.place;
            if apart && reported.insert((first.place.first, one.place.first)) {
                scope.report(twice(first, one, name));
            }
            continue;
        }
        exactly.insert((one.system.keyword(), one.code), one);
        let stems = (1..=one.stem().len()).filter_map(|length| one.stem().get(..length));
        let mut covering = stems
            .filter_map(|stem| beginnings.get(&(one.system.keyword(), stem)))
            .flatten()
            .filter(|wide| wide.code != one.code)
            // What is said of a fact may be said of a value of it, more exactly.
            .filter(|wide| wide.of.is_some() == one.of.is_some());
        if let Some(wide) = covering.next()
            && wide.place != one.place
            && reported.insert((wide.place.first, one.place.first))
        {
            scope.report(covered(wide, one));
        }
    }
}

/// The codes of a fact and of its values or methods; a code of a list is where the list is named.
fn given_codes<'a>(fact: &'a FactText, vocabulary: &'a VocabularyText) -> Vec<Given<'a>> {
    let concepts = concepts_of(fact).iter();
    let concepts = concepts.map(|concept| (Some(concept.name.value.as_str()), &concept.codes));
    let all = [(None, &fact.codes)].into_iter().chain(concepts);
    let mut given = Vec::new();
    for (of, group) in all.flat_map(|(of, groups)| groups.iter().map(move |group| (of, group))) {
        let codes = match &group.from {
            CodesFrom::System(system) => Given::of_system(system),
            CodesFrom::Lists(names) => {
                let lists = names.iter().flat_map(|name| {
                    let groups = list_named(name, vocabulary).map(|list| &list.groups);
                    let codes = groups.into_iter().flatten().flat_map(Given::of_system).take(MOST);
                    codes.map(|code| Given {
                        list: Some(name.value.as_str()),
                        place: name.place,
                        ..code
                    })
                });
                lists.collect()
            }
        };
        given.extend(codes.into_iter().map(|code| Given { of, suggests: group.suggests, ..code }));
    }
    given
}

/// The values or the methods of a fact.
pub fn concepts_of(fact: &FactText) -> &[ConceptText] {
    match &fact.kind.value {
        FactKind::Code { values, .. } => values,
        FactKind::Measurement { methods: Some(methods), .. } => methods,
        FactKind::Flag { .. }
        | FactKind::Count { .. }
        | FactKind::Date
        | FactKind::Age { .. }
        | FactKind::Quantity { .. }
        | FactKind::Calculated { .. }
        | FactKind::Measurement { methods: None, .. }
        | FactKind::History { .. } => &[],
    }
}

fn twice(first: &Given<'_>, second: &Given<'_>, name: &str) -> Diagnostic {
    let code = second.code;
    let (message, help) = if let Some(list) = second.list
        && (first.of, first.list, first.suggests) == (second.of, Some(list), second.suggests)
    {
        (format!("the list `{list}` is named twice"), "name each list once".to_owned())
    } else if first.of == second.of && first.suggests == second.suggests {
        (format!("`{code}` is here twice"), "give each code once".to_owned())
    } else if first.of == second.of {
        let of = first.of.unwrap_or(name);
        (
            format!("`{code}` both stands for `{of}` and only suggests asking"),
            "keep it once: behind `suggests` if the code covers more".to_owned(),
        )
    } else if let (Some(one), Some(other)) = (first.of, second.of) {
        (format!("`{one}` and `{other}` have the same code `{code}`"), one_value(second))
    } else {
        let of = first.of.or(second.of).unwrap_or_default();
        (
            format!("`{code}` is given for `{name}` and for its value `{of}`"),
            format!(
                "keep it behind `{of}` if a chart with this code says so much, and above the fact if not"
            ),
        )
    };
    Diagnostic::at(second.place, message).with(first.place, "the first one is").help(help)
}

fn covered(wide: &Given<'_>, one: &Given<'_>) -> Diagnostic {
    let (all, code) = (wide.code, one.code);
    let (message, help) = match (wide.of, one.of) {
        (Some(wide), Some(of)) if wide != of => {
            (format!("`{all}` of `{wide}` covers `{code}` of `{of}`"), one_value(one))
        }
        _ if wide.suggests == one.suggests => (
            format!("`{all}` covers `{code}` already"),
            format!("take one of them out: `{all}` stands for all codes that begin so"),
        ),
        _ => (
            format!(
                "`{code}` both stands for something and, as one of `{all}`, only suggests asking"
            ),
            format!("name the codes in place of `{all}`, or keep `{code}` once"),
        ),
    };
    Diagnostic::at(one.place, message).with(wide.place, "the other one is").help(help)
}

/// What to do with a code of two values.
fn one_value(given: &Given<'_>) -> String {
    if given.suggests {
        let (system, code) = (given.system.keyword(), quoted(given.code));
        format!(
            "write a code that suggests asking, whatever the answer is, above the fact: `#[suggests {system}({code})]`"
        )
    } else {
        "a code stands for one value: keep it behind one of them".to_owned()
    }
}
