//! Histories in a vocabulary: the attributes of their entries.

use super::scope::Scope;
use super::vocabulary::{check_fact_codes, check_kind, label_and_note};
use crate::diagnostic::Diagnostic;
use crate::syntax::vocabulary::{FactKind as Written, FactText, VocabularyText};
use crate::text::Name;
use policy_core::data::Text;
use policy_core::vocabulary::{Attributes, Fact, FactKind, HistoryForm};

/// The largest number of attributes that a history can have.
const ATTRIBUTES: usize = 32;

/// The largest number that the histories of a vocabulary can have together.
const ALL_ATTRIBUTES: usize = 0x7fff;

/// Adds the attributes of a history to those of the vocabulary.
pub fn check_attributes(
    (form, own): (HistoryForm, &[FactText]),
    fact: &Name,
    vocabulary: &VocabularyText,
    attributes: &mut Vec<Fact>,
    scope: &mut Scope<'_>,
) -> Option<FactKind> {
    let first = attributes.len();
    for (position, attribute) in own.iter().enumerate() {
        let before = own.get(..position).unwrap_or_default();
        attributes.extend(check_attribute(attribute, before, (form, fact), vocabulary, scope));
    }
    if own.len() > ATTRIBUTES {
        let mistake = Diagnostic::at(
            fact.place,
            format!("`{}` has more than {ATTRIBUTES} attributes", fact.value),
        );
        scope.report(mistake.help("leave out those that no criterion asks about"));
        return None;
    }
    if form == HistoryForm::Readings && own.is_empty() {
        let name = &fact.value;
        let mistake =
            Diagnostic::at(fact.place, format!("nothing says what a reading of `{name}` has"));
        scope.report(mistake.help(format!(
            "name its parts, as in `{name}: readings with {{ systolic: quantity in mmHg, diastolic: quantity in mmHg }},`; if each has one number, declare a `measurement`"
        )));
        return None;
    }
    let number = attributes.len().saturating_sub(first);
    let (Ok(first), Ok(number), ..=ALL_ATTRIBUTES) =
        (u16::try_from(first), u16::try_from(number), attributes.len())
    else {
        scope.report(
            Diagnostic::at(fact.place, "the histories of this vocabulary have too many attributes")
                .help("split the vocabulary"),
        );
        return None;
    };
    let range = Attributes { first: if number == 0 { 0 } else { first }, number };
    (usize::from(number) == own.len()).then_some(FactKind::History { form, attributes: range })
}

/// An attribute after others of the same history.
fn check_attribute(
    attribute: &FactText,
    before: &[FactText],
    (form, history): (HistoryForm, &Name),
    vocabulary: &VocabularyText,
    scope: &mut Scope<'_>,
) -> Option<Fact> {
    let name = &attribute.name;
    let mistake = wrong_name(name, before, form);
    if let Some(mistake) = mistake.or_else(|| name_of_a_fact(name, history, vocabulary)) {
        scope.report(mistake);
        return None;
    }
    let kind = match &attribute.kind.value {
        Written::Flag { .. }
        | Written::Code { .. }
        | Written::Count { .. }
        | Written::Date
        | Written::Quantity { .. } => check_kind(attribute, vocabulary, (&[], &[]), scope),
        Written::Measurement { units, .. } => {
            let unit = units.first().map_or("UNIT", |unit| unit.value.as_str());
            let help = format!(
                "write `{}: quantity in {unit}` for one number of each entry; results with dates are a fact of their own",
                name.value
            );
            refuse_type(attribute, "measurement", help, scope)
        }
        Written::Calculated { .. } => {
            let help = format!(
                "give `{}` as a `quantity` of each entry: only facts of the case are calculated",
                name.value
            );
            refuse_type(attribute, "calculated number", help, scope)
        }
        Written::Age { .. } => {
            let help = format!(
                "write `{}: count` for a number of years, or give the date itself as a `date`",
                name.value
            );
            refuse_type(attribute, "age", help, scope)
        }
        Written::History { form, .. } => {
            let help =
                format!("declare `{}` as a fact of its own, outside of these braces", name.value);
            refuse_type(attribute, form.name(), help, scope)
        }
    };
    let (label, note) = label_and_note(&attribute.docs);
    let label = if label.is_empty() { name.value.replace('_', " ") } else { label };
    let codes = check_fact_codes(attribute, vocabulary, scope);
    Some(Fact {
        name: Text::Owned(name.value.clone()),
        label: Text::Owned(label),
        note: note.map(Text::Owned),
        asked_of: None,
        codes,
        kind: kind?,
    })
}

/// A type that only facts have, and what to write.
fn refuse_type(
    attribute: &FactText,
    kind: &str,
    help: String,
    scope: &mut Scope<'_>,
) -> Option<FactKind> {
    let message = format!("an attribute does not have the type `{kind}`");
    scope.report(Diagnostic::at(attribute.kind.place, message).help(help).note(
        "the types of attributes are `flag`, `attested flag`, `code [..]`, `count`, `date` and `quantity in UNIT`",
    ));
    None
}

/// `any trial where planned_dose > dose`: the dose of the trial, or that of the case?
fn name_of_a_fact(name: &Name, history: &Name, vocabulary: &VocabularyText) -> Option<Diagnostic> {
    let fact = vocabulary.facts.iter().find(|fact| fact.name.value == name.value)?;
    let mistake = Diagnostic::at(
        name.place,
        format!("`{}` is the name of a fact, too: after `where`, it could be either", name.value),
    )
    .with(fact.name.place, "the fact is");
    let longer = format!("{}_{}", history.value, name.value);
    let is_taken = vocabulary.facts.iter().any(|fact| fact.name.value == longer);
    Some(mistake.help(if is_taken || name.value == history.value {
        "give the attribute another name".to_owned()
    } else {
        format!("give the attribute another name, as in `{longer}`")
    }))
}

/// A name that an attribute cannot have.
fn wrong_name(name: &Name, before: &[FactText], form: HistoryForm) -> Option<Diagnostic> {
    let (word, place) = (name.value.as_str(), name.place);
    if form.days().contains(&word) {
        let mistake = Diagnostic::at(place, format!("{} has `{word}` already", form.entry()));
        return Some(mistake.help("give the attribute another name"));
    }
    if let Some(first) = before.iter().find(|first| first.name.value == word) {
        let mistake = Diagnostic::at(place, format!("there are two attributes `{word}`"))
            .with(first.name.place, "the first one is");
        return Some(mistake.help("give each attribute a name of its own"));
    }
    if word.chars().any(char::is_uppercase) {
        let mistake =
            Diagnostic::at(place, format!("the attribute `{word}` is written with capitals"));
        return Some(
            mistake
                .replace(word.to_lowercase())
                .note("capitals are for values, such as `II` or `AdverseEffect`"),
        );
    }
    let used = match word {
        "request_date" | "service_date" => {
            let mistake = Diagnostic::at(place, format!("`{word}` is built into every vocabulary"));
            let help = "give the attribute another name: a condition on it can use this one";
            return Some(mistake.help(help));
        }
        "date" | "start" | "end" | "ongoing" => "the days of histories",
        "id" => "what tells two entries apart",
        "complete" => "whether all entries are known",
        _ => return None,
    };
    let mistake = Diagnostic::at(place, format!("`{word}` cannot be the name of an attribute"))
        .note(format!("in a case, `{word}` is for {used}"));
    Some(mistake.help(if word == "date" {
        "give the attribute another name, as in `approval_date`; if each one has a date, declare the fact as `events`"
    } else {
        "give the attribute another name"
    }))
}
