//! The JSON Schema of a policy's cases. In: a policy with its vocabulary. Out: a schema that
//! accepts what the reader accepts.
//!
//! A schema cannot say everything: that a day exists, that a result is not after the request, that
//! a number lies in the plausible range of its fact in another unit than the fact's own. There it
//! accepts more than the reader does. It accepts less in one thing: `null` under a key that no
//! value has.

use policy_core::policy::Policy;
use policy_core::possible::{Comparator, Scale};
use policy_core::unit::Unit;
use policy_core::vocabulary::{Concept, Fact, FactId, FactKind, HistoryForm, Vocabulary};
use rust_decimal::Decimal;
use serde_json::{Map, Number, Value, json};

const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const PARTIAL_DATE: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";
const NUMBER: &str = "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$";

/// The JSON Schema (draft 2020-12) of a case for a policy: every fact of the vocabulary, with
/// `"x-used-by-policy": true` for those that the policy asks about, and with `"x-asked-of"` for those
/// of which the vocabulary says who can answer: `"provider"`.
#[must_use]
pub fn case_schema(policy: &Policy) -> Value {
    let used = policy.facts();
    let mut properties = Map::new();
    properties.insert(
        "id".into(),
        json!({ "title": "What the sender calls the case", "type": ["string", "integer", "null"] }),
    );
    properties.insert(
        "sources".into(),
        json!({
            "title": "Where things are documented: JSON pointers into the case, each with a text",
            "type": ["object", "null"],
            "additionalProperties": { "type": ["string", "null"] },
        }),
    );
    for (id, fact) in policy.vocabulary.iter() {
        let mut schema = if [FactId::REQUEST_DATE, FactId::SERVICE_DATE].contains(&id) {
            json!({ "type": "string", "format": "date", "pattern": DAY })
        } else {
            fact_schema(fact, &policy.vocabulary)
        };
        describe(&mut schema, fact);
        if id.0 <= FactId::SERVICE_DATE.0 || used.contains(&id) {
            insert(&mut schema, "x-used-by-policy", true);
        }
        properties.insert(fact.name.to_string(), schema);
    }
    let required =
        [FactId::REQUEST_DATE, FactId::SERVICE_DATE].map(|id| policy.vocabulary.name_of(id));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("A case for {}", policy.title),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn describe(schema: &mut Value, fact: &Fact) {
    insert(schema, "title", &*fact.label);
    if let Some(note) = &fact.note {
        insert(schema, "description", &**note);
    }
    if let Some(addressee) = fact.asked_of {
        insert(schema, "x-asked-of", addressee.name());
    }
}

fn insert(schema: &mut Value, key: &str, value: impl Into<Value>) {
    if let Value::Object(object) = schema {
        object.insert(key.into(), value.into());
    }
}

fn fact_schema(fact: &Fact, vocabulary: &Vocabulary) -> Value {
    match &fact.kind {
        FactKind::Flag { .. } => json!({ "type": ["boolean", "null"] }),
        FactKind::Code { values, .. } => code(values),
        FactKind::Count { low, high } => {
            json!({ "type": ["integer", "null"], "minimum": low, "maximum": high })
        }
        FactKind::Date => {
            json!({ "anyOf": [partial_date(), { "const": "never" }, { "type": "null" }] })
        }
        FactKind::Age { birth_date } => {
            json!({ "type": "null", "$comment": format!("derived from {}, never given", vocabulary.name_of(*birth_date)) })
        }
        FactKind::Calculated { .. } => {
            json!({ "type": "null", "$comment": "calculated, never given" })
        }
        FactKind::Quantity { scale } => or_null(&quantity(scale, Map::new(), &["unit"])),
        FactKind::Measurement { scale, methods } => {
            let mut further = Map::new();
            further.insert("date".into(), or_null(&partial_date()));
            further.insert("normal".into(), or_null(&limits_of_normal()));
            if !methods.is_empty() {
                further.insert("method".into(), one_or_null(methods));
            }
            json!({ "type": ["array", "null"], "minItems": 1, "items": quantity(scale, further, &["unit"]) })
        }
        FactKind::History { form, attributes } => {
            let attributes = attributes.ids().filter_map(|id| vocabulary.fact(id));
            or_null(&history(*form, attributes, vocabulary))
        }
    }
}

fn or_null(schema: &Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

/// The laboratory's limits of normal, in the unit of the result.
fn limits_of_normal() -> Value {
    let limit = json!({ "type": ["number", "string", "null"] });
    json!({
        "type": "object",
        "properties": { "low": limit, "high": limit },
        "additionalProperties": false,
    })
}

/// A day, a month or a year, or some day of a range.
fn partial_date() -> Value {
    let written = json!({ "type": "string", "pattern": PARTIAL_DATE });
    let end = json!({ "type": ["string", "null"], "pattern": PARTIAL_DATE });
    let range = json!({
        "type": "object",
        "properties": { "from": end, "to": end },
        "minProperties": 1,
        "additionalProperties": false,
    });
    json!({ "anyOf": [written, range] })
}

/// One of the names; what people call them is their description.
fn one_or_null(values: &[Concept]) -> Value {
    let names = values.iter().map(|value| Value::from(&*value.name)).chain([Value::Null]);
    let mut schema = json!({ "enum": names.collect::<Vec<_>>() });
    if values.iter().any(|value| value.given_label.is_some()) {
        let meanings = values.iter().map(|value| format!("{}: {}", value.name, value.label()));
        insert(&mut schema, "description", meanings.collect::<Vec<_>>().join("; "));
    }
    schema
}

fn code(values: &[Concept]) -> Value {
    let names = values.iter().map(|value| &value.name).collect::<Vec<_>>();
    let candidates = json!({
        "type": "object",
        "properties": { "one_of": { "type": "array", "items": { "enum": names }, "minItems": 1, "uniqueItems": true } },
        "required": ["one_of"],
        "additionalProperties": false,
    });
    json!({ "anyOf": [one_or_null(values), candidates] })
}

fn history<'v>(
    form: HistoryForm,
    attributes: impl Iterator<Item = &'v Fact>,
    vocabulary: &Vocabulary,
) -> Value {
    let mut properties = Map::new();
    for key in form.days() {
        let day = match *key {
            "ongoing" => json!({ "enum": [true, null] }),
            _ => or_null(&partial_date()),
        };
        properties.insert((*key).into(), day);
    }
    for attribute in attributes {
        properties.insert(attribute.name.to_string(), fact_schema(attribute, vocabulary));
    }
    if form != HistoryForm::Readings {
        properties.insert("id".into(), json!({ "type": ["string", "integer", "null"] }));
    }
    let entry =
        json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let complete = match form {
        HistoryForm::Readings => {
            return json!({ "type": "array", "items": entry, "minItems": 1 });
        }
        HistoryForm::Events | HistoryForm::Courses => complete(),
        HistoryForm::Records => json!({ "type": "boolean" }),
    };
    let list = form.name();
    json!({
        "type": "object",
        "properties": { "complete": complete, list: { "type": "array", "items": entry } },
        "required": ["complete", list],
        "additionalProperties": false,
    })
}

/// Whether a history is complete, or from which day on.
fn complete() -> Value {
    let since = json!({ "type": "string", "format": "date", "pattern": DAY });
    let object = json!({
        "type": "object",
        "properties": { "since": since },
        "required": ["since"],
        "additionalProperties": false,
    });
    json!({ "anyOf": [{ "type": "boolean" }, object] })
}

/// A quantity is one value or a range, never both; its plausible range is said for the fact's own
/// unit, where it is exact.
fn quantity(scale: &Scale, further: Map<String, Value>, required: &[&str]) -> Value {
    let number = json!({ "type": ["number", "string"], "pattern": NUMBER });
    let signs = [
        Comparator::Less,
        Comparator::LessOrEqual,
        Comparator::Greater,
        Comparator::GreaterOrEqual,
    ]
    .map(Comparator::sign);
    let units = scale.units().map(Unit::ucum).collect::<Vec<_>>();
    let mut properties = further;
    for key in ["value", "low", "high"] {
        properties
            .insert(key.into(), json!({ "type": ["number", "string", "null"], "pattern": NUMBER }));
    }
    properties.insert(
        "comparator".into(),
        json!({ "enum": signs.map(Some).into_iter().chain([None]).collect::<Vec<_>>() }),
    );
    properties.insert("unit".into(), json!({ "enum": units }));
    let limits = scale.limits().map(|(low, high)| [("minimum", low), ("maximum", high)]);
    let bounds =
        limits.into_iter().flatten().filter_map(|(key, bound)| Some((key.into(), exactly(bound)?)));
    let plausible = Value::Object(bounds.collect());
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
        "oneOf": [
            { "properties": { "value": number, "low": { "type": "null" }, "high": { "type": "null" } }, "required": ["value"] },
            { "properties": { "low": number, "high": number, "value": { "type": "null" }, "comparator": { "type": "null" } }, "required": ["low", "high"] },
        ],
        "if": { "properties": { "unit": { "const": scale.unit.ucum() } } },
        "then": { "properties": { "value": plausible, "low": plausible, "high": plausible } },
    })
}

/// A decimal as a number of a schema; `None` where it would lose digits.
fn exactly(number: Decimal) -> Option<Value> {
    let text = number.normalize().to_string();
    let number =
        serde_json::from_str::<Number>(&text).ok().filter(|number| number.to_string() == *text)?;
    Some(Value::Number(number))
}

#[cfg(test)]
mod tests;
