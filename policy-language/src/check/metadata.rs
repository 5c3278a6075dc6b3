//! Who decides by a policy, its number, its source, its codes.

use super::codes::{Stars, check_codes};
use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::syntax::policy::{MetadataKey, PolicyText, Statement};
use crate::text::{Place, Placed};
use policy_core::data::Text;
use policy_core::vocabulary::Coding;

use super::dates::check_partial_date;

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
                metadata.codes.extend(check_codes(system, codes, Stars::Refused, scope));
            }
            Statement::Effective { .. }
            | Statement::Applies { .. }
            | Statement::Define(_)
            | Statement::Table(_)
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
