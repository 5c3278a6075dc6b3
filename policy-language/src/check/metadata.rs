//! Who decides by a policy, its number, its source, its codes.

use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::print::quoted;
use crate::syntax::policy::{MetadataKey, PolicyText, Statement};
use crate::text::{Name, Place, Placed, Quoted};
use policy_core::codes::CodeSystem;
use policy_core::data::Text;
use policy_core::suggest::nearest;
use policy_core::vocabulary::Coding;

use super::dates::check_partial_date;
use super::wording::all_of;

#[derive(Default)]
pub struct Metadata {
    pub payer: Option<Text>,
    pub number: Option<Text>,
    pub source: Option<Text>,
    pub title: Option<Text>,
    pub reviewed: Option<Text>,
    pub codes: Vec<Coding>,
}

/// Reads the metadata among a policy's statements; the payer, number and source have to be there.
pub fn check_metadata(policy: &PolicyText, scope: &mut Scope<'_>) -> Metadata {
    let mut metadata = Metadata::default();
    let (mut keys, mut reviewed): (Vec<Placed<MetadataKey>>, Option<Place>) = (Vec::new(), None);
    for statement in &policy.statements {
        match statement {
            Statement::Metadata { key, value } => {
                let name = key.value.quoted();
                let field = match key.value {
                    MetadataKey::Payer => &mut metadata.payer,
                    MetadataKey::Number => &mut metadata.number,
                    MetadataKey::Source => &mut metadata.source,
                    MetadataKey::Title => &mut metadata.title,
                };
                if let Some(first) = keys.iter().find(|first| first.value == key.value) {
                    scope.report(
                        Diagnostic::at(key.place, format!("{name} is given twice"))
                            .with(first.place, "the first one is")
                            .help("keep one of them"),
                    );
                }
                keys.push(key.clone());
                if value.value.trim().is_empty() {
                    scope.report(
                        Diagnostic::at(value.place, format!("{name} is empty"))
                            .help("write it between the quotation marks"),
                    );
                }
                *field = Some(Text::Owned(value.value.clone()));
            }
            Statement::Reviewed { keyword, date } => {
                if let Some(first) = reviewed {
                    scope.report(
                        Diagnostic::at(*keyword, "`reviewed` is given twice")
                            .with(first, "the first one is")
                            .help("keep the later date"),
                    );
                }
                reviewed = Some(*keyword);
                if let Some(date) = check_partial_date(date, scope) {
                    metadata.reviewed = Some(Text::Owned(date.to_string()));
                }
            }
            Statement::Codes { system, codes } => {
                metadata.codes.extend(check_codes(system, codes, scope));
            }
            Statement::Effective { .. }
            | Statement::Applies { .. }
            | Statement::Define(_)
            | Statement::Section(_)
            | Statement::Version(_)
            | Statement::Advisory(_)
            | Statement::Remark(_)
            | Statement::NeverApproves(_)
            | Statement::LookBack { .. }
            | Statement::AcceptGap(_)
            | Statement::AcceptFinding(_) => {}
        }
    }
    for (name, field, example) in [
        ("payer", &metadata.payer, "payer \"Centene Corporation\";"),
        ("number", &metadata.number, "number \"CP.PHAR.728\";"),
        ("source", &metadata.source, "source \"policy.pdf\";"),
    ] {
        if field.is_none() {
            scope.report_missing(
                Diagnostic::at(
                    policy.name.place,
                    format!("policy `{}` has no `{name}`", policy.name.value),
                )
                .help(format!("write `{example}`")),
            );
        }
    }
    metadata
}

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

/// Codes with the right form and check digit.
pub fn check_codes(system: &Name, codes: &[Quoted], scope: &mut Scope<'_>) -> Vec<Coding> {
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
        match known.check(&code.value) {
            Ok(()) => checked.push(Coding { system: known, code: Text::Owned(code.value.clone()) }),
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
