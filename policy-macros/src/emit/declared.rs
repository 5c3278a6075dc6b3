//! Where a vocabulary declares its names, so that editors jump to them.

use crate::source::Source;
use policy_language::syntax::vocabulary::{FactKind, FactText, VocabularyText};
use policy_language::text::Name;
use proc_macro2::Span;

/// The places of a vocabulary's names.
pub struct Declared<'a> {
    text: &'a VocabularyText,
    source: &'a Source,
}

impl<'a> Declared<'a> {
    pub fn new(text: &'a VocabularyText, source: &'a Source) -> Declared<'a> {
        Declared { text, source }
    }

    /// The name of a fact.
    pub fn fact(&self, fact: &str) -> Span {
        self.find(fact)
            .map_or_else(Span::call_site, |declared| self.source.first(declared.name.place))
    }

    /// A value, method or attribute value of a fact.
    pub fn value(&self, fact: &str, value: &str) -> Span {
        let values = self.find(fact).map(values_of).unwrap_or_default();
        values
            .into_iter()
            .find(|name| name.value == value)
            .map_or_else(Span::call_site, |name| self.source.first(name.place))
    }

    /// The name of an attribute of a history.
    pub fn attribute(&self, fact: &str, attribute: &str) -> Span {
        let attributes = self.find(fact).map(attributes_of).unwrap_or_default();
        let declared = attributes.iter().find(|declared| declared.name.value == attribute);
        declared.map_or_else(Span::call_site, |declared| self.source.first(declared.name.place))
    }

    fn find(&self, fact: &str) -> Option<&'a FactText> {
        self.text.facts.iter().find(|declared| declared.name.value == fact)
    }
}

fn attributes_of(fact: &FactText) -> &[FactText] {
    if let FactKind::History { attributes, .. } = &fact.kind.value { attributes } else { &[] }
}

fn values_of(fact: &FactText) -> Vec<&Name> {
    match &fact.kind.value {
        FactKind::Code { values, .. } | FactKind::Measurement { methods: Some(values), .. } => {
            values.iter().map(|value| &value.name).collect()
        }
        FactKind::History { attributes, .. } => attributes.iter().flat_map(values_of).collect(),
        FactKind::Flag { .. }
        | FactKind::Count { .. }
        | FactKind::Date
        | FactKind::Age { .. }
        | FactKind::Quantity { .. }
        | FactKind::Calculated { .. }
        | FactKind::Measurement { .. } => Vec::new(),
    }
}
