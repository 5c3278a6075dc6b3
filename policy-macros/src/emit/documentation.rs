//! What rustdoc shows of generated items: the policy in words, from the same tree as the code.
//!
//! Each item has its documentation in one attribute of many lines: one attribute a line costs a
//! compiler more than the rest of the item.

use policy_core::Decimal;
use policy_core::policy::{Body, Criterion, Policy, Section, Version};
use policy_core::possible::Scale;
use policy_core::vocabulary::{
    CodeMeaning, Concept, Fact, FactId, FactKind, HistoryForm, Vocabulary,
};
use policy_core::wording::sentence;

pub fn evaluate_docs(policy: &Policy) -> String {
    let mut lines = vec![
        format!(" What {} {} says about a case: {}", policy.payer, policy.number, policy.title),
        String::new(),
        " It allocates nothing and cannot panic; whatever is not documented stays unknown, and no outcome is ever a denial.".to_owned(),
    ];
    for version in policy.versions.iter() {
        if let Some(name) = &version.name {
            lines.extend([String::new(), format!(" # Version {name}")]);
        }
        for section in version.sections.iter() {
            lines.extend([String::new(), format!(" ## {}", section_heading(section))]);
            lines.extend(section_lines(policy, section));
        }
    }
    lines.join("\n")
}

pub fn section_docs(policy: &Policy, version: &Version, section: &Section) -> String {
    let version =
        version.name.as_ref().map(|name| format!(" of version {name}")).unwrap_or_default();
    let mut lines = vec![
        format!(
            " Whether the guard and the criteria of section `{}`{version} of `{}` hold, taken by themselves: {}",
            section.name,
            policy.name,
            section_heading(section)
        ),
        String::new(),
        format!(
            " [`evaluate_{}`] also asks whether the policy applies and whether an earlier section governs.",
            policy.name
        ),
    ];
    lines.extend(section_lines(policy, section));
    lines.join("\n")
}

fn section_heading(section: &Section) -> String {
    let name = sentence::section_name(&section.name);
    if section.citations.is_empty() {
        name
    } else {
        format!("{name} ({})", section.citations.join(", "))
    }
}

fn section_lines(policy: &Policy, section: &Section) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(guard) = &section.guard {
        lines.extend([
            String::new(),
            format!(
                " For: {}",
                escaped(&sentence::expression(&policy.vocabulary, &guard.condition))
            ),
        ]);
    }
    if !section.criteria.is_empty() {
        lines.push(String::new());
        section
            .criteria
            .iter()
            .for_each(|criterion| criterion_lines(policy, criterion, 0, &mut lines));
    }
    for otherwise in section.otherwise.iter() {
        let words = sentence::otherwise(&policy.vocabulary, otherwise);
        lines.extend([String::new(), format!(" {}", escaped(&words))]);
    }
    lines
}

fn criterion_lines(policy: &Policy, criterion: &Criterion, depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    let text = sentence::criterion(&policy.vocabulary, criterion);
    lines.push(format!(" {indent}- {}: {}", escaped(&criterion.citation), escaped(&text)));
    if let Body::Group { criteria, .. } = &criterion.body {
        criteria.iter().for_each(|criterion| {
            criterion_lines(policy, criterion, depth.saturating_add(1), lines);
        });
    }
}

/// The documentation of a case's field, with its form in JSON.
pub fn fact_docs(id: FactId, fact: &Fact, vocabulary: &Vocabulary) -> String {
    let mut lines = vec![format!(" {}", escaped(&fact.label))];
    let detail = match &fact.kind {
        FactKind::Quantity { scale }
        | FactKind::Calculated { scale, .. }
        | FactKind::Measurement { scale, .. } => {
            let units = scale
                .units()
                .map(|unit| format!("`{}`", unit.words()))
                .collect::<Vec<_>>()
                .join(" or ");
            let plausible = scale
                .limits()
                .map(|_| format!(", plausible from {}", scale.range_in_words()))
                .unwrap_or_default();
            Some(format!(" In {units}{plausible}."))
        }
        FactKind::Count { low, high } if *high < u32::MAX => {
            Some(format!(" Plausible from {low} to {high}."))
        }
        FactKind::Flag { .. }
        | FactKind::Code { .. }
        | FactKind::Count { .. }
        | FactKind::Date
        | FactKind::Age { .. }
        | FactKind::History { .. } => None,
    };
    lines.extend(
        fact.note
            .as_ref()
            .map(|note| format!(" {}", escaped(note)))
            .into_iter()
            .chain(detail)
            .chain(fact.asked_of.map(|addressee| format!(" Asked of {}.", addressee.words())))
            .chain(in_json(id, fact, vocabulary).map(|form| format!(" In JSON: {form}.")))
            .flat_map(|line| [String::new(), line]),
    );
    for (meaning, what) in [
        (CodeMeaning::Answers, "Codes in other systems, not used in cases"),
        (CodeMeaning::Suggests, "Codes that only suggest asking"),
    ] {
        let codes = fact.codes.iter().filter(|coding| coding.meaning == meaning);
        let codes = codes
            .map(|coding| format!("{} {}", coding.system.name(), escaped(&coding.code)))
            .collect::<Vec<_>>();
        if !codes.is_empty() {
            lines.extend([String::new(), format!(" {what}: {}", codes.join(", "))]);
        }
    }
    lines.join("\n")
}

/// An example of a fact in the JSON of a case; `None` for an age, which cases do not contain.
fn in_json(id: FactId, fact: &Fact, vocabulary: &Vocabulary) -> Option<String> {
    let named = |name: &str, values: &[Concept]| {
        values.first().map(|value| format!(r#", "{name}": "{value}""#)).unwrap_or_default()
    };
    let quantity = |scale: &Scale| {
        let value = scale.limits().map_or(Decimal::ONE, |(low, _)| low);
        format!(r#""value": {value}, "unit": "{}""#, scale.unit.ucum())
    };
    Some(match &fact.kind {
        FactKind::Flag { .. } => "`true` or `false`".to_owned(),
        FactKind::Code { values, .. } => {
            let example = values.first()?;
            format!(
                r#"the name of a value, such as `"{example}"`; `{{"one_of": [...]}}` if the chart leaves it open"#
            )
        }
        FactKind::Count { low, .. } => format!("a whole number, such as `{low}`"),
        FactKind::Date => {
            r#"`"2026-10-02"`, or `"2026-10"` or `"2026"` if no more is known"#.to_owned()
        }
        FactKind::Age { .. } | FactKind::Calculated { .. } => return None,
        FactKind::Quantity { scale } => format!("`{{{}}}`", quantity(scale)),
        FactKind::Measurement { scale, methods } => {
            format!(
                r#"`[{{{}{}, "date": "2026-10-02"}}]`"#,
                quantity(scale),
                named("method", methods)
            )
        }
        FactKind::History { form, .. } => {
            let days = match form {
                HistoryForm::Events | HistoryForm::Readings => r#""date": "2026-06-10""#,
                HistoryForm::Courses => r#""start": "2026-01-10", "end": "2026-06-10""#,
                HistoryForm::Records => "",
            };
            let attributes = vocabulary.attributes_of(id).map(|(_, attribute)| {
                let value = match &attribute.kind {
                    FactKind::Code { values, .. } => {
                        format!("{:?}", values.first().map_or("", |value| &*value.name))
                    }
                    FactKind::Count { low, .. } => low.to_string(),
                    FactKind::Date => r#""2026-05-02""#.to_owned(),
                    FactKind::Quantity { scale } => format!("{{{}}}", quantity(scale)),
                    FactKind::Flag { .. }
                    | FactKind::Age { .. }
                    | FactKind::Calculated { .. }
                    | FactKind::Measurement { .. }
                    | FactKind::History { .. } => "true".to_owned(),
                };
                format!(r#""{}": {value}"#, attribute.name)
            });
            let parts = Some(days.to_owned()).filter(|days| !days.is_empty());
            let entry = parts.into_iter().chain(attributes).collect::<Vec<_>>().join(", ");
            if *form == HistoryForm::Readings {
                return Some(format!("`[{{{entry}}}]`"));
            }
            format!(r#"`{{"complete": true, "{}": [{{{entry}}}]}}`"#, form.name())
        }
    })
}

/// Text that rustdoc shows as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '[' | ']' | '<' | '>' | '*' | '_' | '`' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::in_json;
    use policy_core::fixtures::generated::Example;
    use policy_core::json::read_facts;

    /// Each example is itself read as a case.
    #[test]
    fn the_form_of_each_kind_of_fact_is_that_of_a_case() {
        let vocabulary = &policy_core::case::Program::of::<Example>().policy().vocabulary;
        let mut seen = 0;
        for (id, fact) in vocabulary.iter().skip(2) {
            let Some(form) = in_json(id, fact, vocabulary) else { continue };
            let example = form.split('`').nth(1).unwrap();
            let case = format!(
                r#"{{"request_date": "2026-11-21", "service_date": "2026-11-21", "{}": {example}}}"#,
                fact.name
            );
            let read = read_facts(vocabulary, case.as_bytes());
            assert_eq!(read.map(|read| read.facts.iter().count()), Ok(1), "{case}");
            seen += 1;
        }
        assert!(seen > 8, "every kind");
    }
}
