//! The facts of a policy for programs. Every fact has the same keys; what its type does not have is
//! null.

use super::{UsedFact, kind, required};
use policy_analysis::facts::{Use, UsedBy};
use policy_core::Decimal;
use policy_core::policy::Policy;
use policy_core::unit::Unit;
use policy_core::vocabulary::{
    Addressee, CodeMeaning, Coding, Concept, Fact, FactKind, Vocabulary, names_of,
};
use serde_json::{Number, Value, json};

pub fn facts(policy: &Policy, version: Option<&str>, facts: &[UsedFact<'_>]) -> Value {
    json!({
        "policy": policy.name,
        "number": policy.number,
        "version": version,
        "required": required(policy),
        "facts": facts.iter().map(|used| fact_json(used, &policy.vocabulary)).collect::<Value>(),
    })
}

fn fact_json(used: &UsedFact<'_>, vocabulary: &Vocabulary) -> Value {
    let fact = used.fact;
    let gives = used
        .gives
        .iter()
        .map(|age| json!({ "name": age.name, "label": age.label, "codes": codes(&age.codes) }));
    let (mut methods, mut attributes) = (None, None);
    match &fact.kind {
        FactKind::Measurement { methods: of, .. } => methods = Some(names(of)),
        FactKind::History { attributes: of, .. } => {
            let of = of.ids().filter_map(|id| vocabulary.fact(id));
            attributes = Some(of.map(attribute_json).collect::<Value>());
        }
        _ => {}
    }
    let scale = fact.kind.scale();
    json!({
        "name": fact.name,
        "label": fact.label,
        "note": fact.note,
        "asked_of": fact.asked_of.map(Addressee::name),
        "codes": codes(&fact.codes),
        "type": fact.kind.name(),
        "values": fact.kind.values().map(names),
        "methods": methods,
        "concepts": concepts(&fact.kind),
        "attributes": attributes,
        "unit": scale.map(|scale| scale.unit.ucum()),
        "accepted_units": scale.map(|scale| scale.accepted.iter().copied().map(Unit::ucum).collect::<Value>()),
        "range": range(&fact.kind),
        "gives": gives.collect::<Value>(),
        "used_by": used.used.uses.iter().map(use_json).collect::<Value>(),
    })
}

/// What is documented about each entry of a history besides its days.
fn attribute_json(attribute: &Fact) -> Value {
    let values = attribute.kind.values();
    let many = values.map(|values| names_of(values, attribute.kind.many()).collect::<Value>());
    let scale = attribute.kind.scale();
    json!({
        "name": attribute.name,
        "label": attribute.label,
        "note": attribute.note,
        "codes": codes(&attribute.codes),
        "type": attribute.kind.name(),
        "values": values.map(names),
        "many": many,
        "concepts": concepts(&attribute.kind),
        "unit": scale.map(|scale| scale.unit.ucum()),
        "accepted_units": scale.map(|scale| scale.accepted.iter().copied().map(Unit::ucum).collect::<Value>()),
        "range": range(&attribute.kind),
    })
}

fn names(concepts: &[Concept]) -> Value {
    concepts.iter().map(|concept| &*concept.name).collect()
}

/// What is said about each value, or each method; nothing where there are none.
fn concepts(kind: &FactKind) -> Value {
    let all = kind.concepts();
    let concept = |concept: &Concept| json!({ "name": concept.name, "label": concept.label(), "codes": codes(&concept.codes) });
    if all.is_empty() { Value::Null } else { all.iter().map(concept).collect() }
}

fn codes(codes: &[Coding]) -> Value {
    codes
        .iter()
        .map(|Coding { system, code, meaning }| {
            let suggests = *meaning == CodeMeaning::Suggests;
            json!({ "system": system.keyword(), "code": code, "suggests": suggests })
        })
        .collect()
}

/// The plausible range, in the fact's own unit.
fn range(kind: &FactKind) -> Value {
    match (kind, kind.scale()) {
        (FactKind::Count { low, high }, _) => json!({ "low": low, "high": high }),
        (_, Some(scale)) => {
            let end = |end: Decimal| number(&end.normalize().to_string());
            scale
                .limits()
                .map_or(Value::Null, |(low, high)| json!({ "low": end(low), "high": end(high) }))
        }
        _ => Value::Null,
    }
}

/// A decimal as a number, or as text where that would lose digits, as in a case.
fn number(text: &str) -> Value {
    let number =
        serde_json::from_str::<Number>(text).ok().filter(|number| number.to_string() == text);
    number.map_or_else(|| text.into(), Value::Number)
}

fn use_json(one: &Use<'_>) -> Value {
    let (section, citation, text) = match one.by {
        UsedBy::Applicability(_) => (None, None, None),
        UsedBy::Guard(section) | UsedBy::Otherwise(section) | UsedBy::Detail(section, _) => {
            (Some(&section.name), section.citation(), None)
        }
        UsedBy::Criterion(criterion) => (None, Some(&*criterion.citation), None),
        UsedBy::Advisory(advisory) => (None, None, Some(&advisory.text)),
    };
    json!({ "version": one.version, "kind": kind(one.by), "section": section, "citation": citation, "text": text })
}
