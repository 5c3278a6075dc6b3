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
        let values = self.find(fact).map_or(&[][..], values_of);
        values
            .iter()
            .find(|name| name.value == value)
            .map_or_else(Span::call_site, |name| self.source.first(name.place))
    }

    fn find(&self, fact: &str) -> Option<&'a FactText> {
        self.text.facts.iter().find(|declared| declared.name.value == fact)
    }
}

fn values_of(fact: &FactText) -> &[Name] {
    match &fact.kind.value {
        FactKind::Code { values }
        | FactKind::Measurement { methods: Some(values), .. }
        | FactKind::Events { attribute: Some((_, values)) } => values,
        FactKind::Flag { .. }
        | FactKind::Count { .. }
        | FactKind::Date
        | FactKind::Age { .. }
        | FactKind::Quantity { .. }
        | FactKind::Measurement { .. }
        | FactKind::Events { .. } => &[],
    }
}
