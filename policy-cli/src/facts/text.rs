//! The facts of a policy on a terminal.

use super::{UsedFact, kind, place_of, required};
use crate::style::{HEADING, QUIET};
use crate::tally::counted;
use crate::text::print_field;
use policy_analysis::facts::{Use, UsedBy};
use policy_core::policy::Policy;
use policy_core::unit::Unit;
use policy_core::vocabulary::{
    CodeMeaning, Coding, Concept, Fact, FactKind, HistoryForm, Vocabulary,
};
use std::io::{self, Write};
use std::iter;

pub fn print(
    output: &mut dyn Write,
    policy: &Policy,
    version: Option<&str>,
    facts: &[UsedFact<'_>],
) -> io::Result<()> {
    writeln!(output, "{}\n", HEADING.on(&policy.title))?;
    print_field(output, "name", &policy.name)?;
    if let Some(version) = version {
        print_field(output, "version", version)?;
    }
    let [request, service] = required(policy);
    print_field(
        output,
        "required",
        format_args!("{request} and {service}, of every case, as in \"2026-11-21\""),
    )?;
    for used in facts {
        print_fact(output, used, &policy.vocabulary)?;
    }
    writeln!(output, "\n{}", counted(facts.len(), "fact", "facts"))
}

fn print_fact(
    output: &mut dyn Write,
    used: &UsedFact<'_>,
    vocabulary: &Vocabulary,
) -> io::Result<()> {
    let fact = used.fact;
    writeln!(output, "\n{}  {}", HEADING.on(&fact.name), fact.label)?;
    for (name, text) in details(fact, vocabulary) {
        print_field(output, name, text)?;
    }
    for age in &used.gives {
        print_field(
            output,
            "gives",
            format_args!("{} {}", age.label, QUIET.on(format_args!("({})", age.name))),
        )?;
    }
    for (position, line) in uses(&used.used.uses).into_iter().enumerate() {
        print_field(output, if position == 0 { "used by" } else { "" }, line)?;
    }
    Ok(())
}

fn details(fact: &Fact, vocabulary: &Vocabulary) -> Vec<(&'static str, String)> {
    let mut details = vec![("type", type_in_words(&fact.kind))];
    if let FactKind::Measurement { methods, .. } = &fact.kind {
        let all = methods.iter().map(|method| (method, false));
        details.extend((!methods.is_empty()).then(|| ("methods", in_words(all))));
    }
    if let FactKind::History { attributes, .. } = &fact.kind {
        for attribute in attributes.ids().filter_map(|id| vocabulary.fact(id)) {
            let of = match &attribute.kind {
                kind @ FactKind::Code { .. } => in_words(kind.declared_values()),
                FactKind::Quantity { scale } => {
                    format!("quantity in {}", unit_in_words(scale.unit))
                }
                kind => kind.name().to_owned(),
            };
            details.push(("attribute", format!("{}: {of}", attribute.name)));
        }
    }
    if let FactKind::Count { low, high } = fact.kind {
        details.push(("range", format!("{low} to {high}")));
    }
    if let Some(scale) = fact.kind.scale() {
        let accepted =
            scale.accepted.iter().map(|unit| unit_in_words(*unit)).collect::<Vec<_>>().join(", ");
        let also = if accepted.is_empty() {
            String::new()
        } else {
            format!("; also accepted: {accepted}")
        };
        details.push(("unit", format!("{}{also}", unit_in_words(scale.unit))));
        details.extend(scale.limits().map(|_| ("range", scale.range_in_words())));
    }
    details.extend(fact.asked_of.map(|addressee| ("asked of", addressee.words().to_owned())));
    let own = (!fact.codes.is_empty()).then(|| codes(&fact.codes));
    let concepts = fact.kind.concepts().iter().filter(|concept| !concept.codes.is_empty());
    let concepts = concepts.map(|concept| format!("{concept}: {}", codes(&concept.codes)));
    let names = ["codes"].into_iter().chain(iter::repeat(""));
    details.extend(names.zip(own.into_iter().chain(concepts)));
    details.extend(fact.note.iter().map(|note| ("note", note.to_string())));
    details
}

/// "I (class I), II (class II), Other many"
fn in_words<'f>(declared: impl Iterator<Item = (&'f Concept, bool)>) -> String {
    let described = declared.map(|(concept, is_many)| {
        let number = if is_many { " many" } else { "" };
        let label = concept.given_label.iter().map(|label| format!(" ({label})"));
        format!("{concept}{number}{}", label.collect::<String>())
    });
    described.collect::<Vec<_>>().join(", ")
}

fn type_in_words(kind: &FactKind) -> String {
    let how = match kind {
        FactKind::Flag { attested: false } => "true or false".to_owned(),
        FactKind::Flag { attested: true } => "true or false, as attested".to_owned(),
        FactKind::Code { .. } => in_words(kind.declared_values()),
        FactKind::Count { .. } => "a whole number".to_owned(),
        FactKind::Date => "a day, a month or a year".to_owned(),
        FactKind::Age { .. } => "derived, never given".to_owned(),
        FactKind::Calculated { .. } => "calculated, never given".to_owned(),
        FactKind::Quantity { .. } => "a number with its unit".to_owned(),
        FactKind::Measurement { .. } => "results, each with a number, unit and date".to_owned(),
        FactKind::History { form: HistoryForm::Events, .. } => {
            "events, each with its date, and whether the list is complete".to_owned()
        }
        FactKind::History { form: HistoryForm::Courses, .. } => {
            "courses, each with its start and end, and whether the list is complete".to_owned()
        }
        FactKind::History { form: HistoryForm::Readings, .. } => {
            "readings, each with its date".to_owned()
        }
        FactKind::History { form: HistoryForm::Records, .. } => {
            "records without dates, and whether the list is complete".to_owned()
        }
    };
    format!("{}: {how}", kind.name())
}

/// The code that a case writes, with the words for it where they differ.
fn unit_in_words(unit: Unit) -> String {
    if unit.words() == unit.ucum() {
        unit.ucum().to_owned()
    } else {
        format!("{} ({})", unit.ucum(), unit.words())
    }
}

/// `HCPCS Q2053, Q2055; NDC 83537-0034; suggests ICD-10-CM Z92.86`
fn codes(codings: &[Coding]) -> String {
    let mut text = String::new();
    let mut before = None;
    for coding in codings {
        if before == Some((coding.system, coding.meaning)) {
            text.push_str(", ");
        } else {
            text.push_str(if before.is_some() { "; " } else { "" });
            text.push_str(match coding.meaning {
                CodeMeaning::Answers => "",
                CodeMeaning::Suggests => "suggests ",
            });
            text.push_str(coding.system.name());
            text.push(' ');
        }
        text.push_str(&coding.code);
        before = Some((coding.system, coding.meaning));
    }
    text
}

/// One line for each version and kind of place, "2025-11: criteria 1, 2", and one for each
/// advisory.
fn uses(uses: &[Use<'_>]) -> Vec<String> {
    let mut lines = Vec::<((Option<&str>, &str), Vec<String>)>::new();
    for one in uses {
        let place = match one.by {
            UsedBy::Applicability(_) => None,
            UsedBy::Guard(section) | UsedBy::Otherwise(section) | UsedBy::Detail(section, _) => {
                Some(place_of(section))
            }
            UsedBy::Criterion(criterion) => Some(criterion.citation.to_string()),
            UsedBy::Advisory(advisory) => Some(format!("\"{}\"", advisory.text)),
        };
        let key = (one.version, kind(one.by));
        match lines.iter_mut().find(|(other, _)| *other == key) {
            Some((_, places)) if !matches!(one.by, UsedBy::Advisory(_)) => places.extend(place),
            _ => lines.push((key, place.into_iter().collect())),
        }
    }
    lines.into_iter().map(|((version, kind), places)| line(version, kind, &places)).collect()
}

fn line(version: Option<&str>, kind: &str, places: &[String]) -> String {
    let version = version.map(|version| format!("{version}: ")).unwrap_or_default();
    let kind = match (kind, places) {
        ("criterion", [_, _, ..]) => "criteria",
        _ => kind,
    };
    let of = match kind {
        "guard" | "basis" | "referral" => " of ",
        _ if places.is_empty() => "",
        _ => " ",
    };
    format!("{version}{kind}{of}{}", places.join(", "))
}
