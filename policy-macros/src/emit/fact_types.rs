//! The Rust types of facts: an enum for values, methods and attributes, a marker for quantities,
//! measurements and events.

use super::declared::Declared;
use super::literal::fact_id;
use super::names::type_name;
use policy_core::vocabulary::{Concept, Fact, FactId, FactKind, HistoryForm, Vocabulary};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The types of one fact; flags, counts, dates and ages need none.
pub fn emit_fact_types(
    id: FactId,
    fact: &Fact,
    vocabulary: &Vocabulary,
    declared: &Declared<'_>,
) -> TokenStream {
    let label = &*fact.label;
    let none = quote!(::policy_core::possible::NoValues);
    match &fact.kind {
        FactKind::Code { values, .. } => {
            code_set(&declared_name(fact, "", declared), fact, label, values, declared)
        }
        FactKind::Quantity { .. } => {
            quantity_fact(&declared_name(fact, "", declared), &fact.label, &none)
        }
        FactKind::Measurement { methods, .. } if methods.is_empty() => {
            quantity_fact(&declared_name(fact, "", declared), &fact.label, &none)
        }
        FactKind::Measurement { methods, .. } => {
            let name = declared_name(fact, "method", declared);
            let set = code_set(&name, fact, &format!("{label}: methods"), methods, declared);
            let method = type_name(fact, "method");
            let name = declared_name(fact, "", declared);
            let marker = quantity_fact(&name, label, &quote!(#method));
            quote!(#set #marker)
        }
        FactKind::History { form, .. } => history_fact(id, fact, *form, vocabulary, declared),
        FactKind::Flag { .. }
        | FactKind::Count { .. }
        | FactKind::Date
        | FactKind::Age { .. }
        | FactKind::Calculated { .. } => TokenStream::new(),
    }
}

/// A type's name, at the place where its fact is declared.
fn declared_name(fact: &Fact, part: &str, declared: &Declared<'_>) -> Ident {
    Ident::new(&type_name(fact, part).to_string(), declared.fact(&fact.name))
}

fn code_set(
    name: &Ident,
    fact: &Fact,
    label: &str,
    values: &[Concept],
    declared: &Declared<'_>,
) -> TokenStream {
    let docs = format!(" {label}");
    let names = values.iter().map(|value| &*value.name).collect::<Vec<_>>();
    let variants =
        || names.iter().map(|value| Ident::new(value, declared.value(&fact.name, value)));
    let all = variants();
    let variants = variants();
    let value_docs = values.iter().map(|value| match &value.given_label {
        Some(label) => format!(" `{value}`: {label}"),
        None => format!(" `{value}`"),
    });
    quote! {
        #[doc = #docs]
        #[allow(non_camel_case_types, clippy::enum_variant_names, dead_code, reason = "the values are those of the vocabulary, used or not")]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum #name {
            #(#[doc = #value_docs] #variants,)*
        }

        impl ::policy_core::possible::CodeSet for #name {
            const NAMES: &'static [&'static str] = &[#(#names),*];
            const ALL: &'static [#name] = &[#(#name::#all),*];

            fn position(self) -> u8 {
                self as u8
            }
        }

        ::policy_core::implement_code_set!(#name);
    }
}

fn quantity_fact(name: &Ident, label: &str, method: &TokenStream) -> TokenStream {
    let scale = scale_name(name);
    let docs = format!(" {label}");
    quote! {
        #[doc = #docs]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub struct #name;

        impl ::policy_core::possible::QuantityFact for #name {
            type Method = #method;

            fn scale() -> &'static ::policy_core::possible::Scale {
                &scales::#scale
            }
        }
    }
}

/// The marker of a history, and a type for each attribute.
fn history_fact(
    id: FactId,
    fact: &Fact,
    form: HistoryForm,
    vocabulary: &Vocabulary,
    declared: &Declared<'_>,
) -> TokenStream {
    let name = declared_name(fact, "", declared);
    let docs = format!(" {}", fact.label);
    let dated = format_ident!(
        "{}",
        match form {
            HistoryForm::Events | HistoryForm::Readings => "EventFact",
            HistoryForm::Courses => "CourseFact",
            HistoryForm::Records => "RecordFact",
        }
    );
    let attributes = vocabulary
        .attributes_of(id)
        .map(|(id, attribute)| attribute_type(id, attribute, (fact, &name), declared));
    quote! {
        #[doc = #docs]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub struct #name;

        impl ::policy_core::possible::HistoryFact for #name {}
        impl ::policy_core::possible::#dated for #name {}

        #(#attributes)*
    }
}

/// The type of an attribute's value, and how entries have it.
fn attribute_type(
    id: FactId,
    attribute: &Fact,
    (history, owner): (&Fact, &Ident),
    declared: &Declared<'_>,
) -> TokenStream {
    let span = declared.attribute(&history.name, &attribute.name);
    let name = Ident::new(&type_name(history, &attribute.name).to_string(), span);
    let label = format!("{}: {}", history.label, attribute.label);
    let docs = format!(" {label}");
    let id = fact_id(id);
    let documented = |of: &TokenStream, value: &TokenStream| {
        quote! {
            impl ::policy_core::possible::AttributeOf<#owner> for #of {
                fn documented(
                    self,
                ) -> (::policy_core::vocabulary::FactId, ::policy_core::possible::AttributeValue) {
                    use ::policy_core::generated::*;
                    (#id, #value)
                }
            }
        }
    };
    let one = |kind: &TokenStream, value: &TokenStream| {
        let documented = documented(&quote!(#name), value);
        quote! {
            #[doc = #docs]
            #[derive(Clone, Copy, PartialEq, Eq, Debug)]
            pub struct #name(pub #kind);

            #documented
        }
    };
    match &attribute.kind {
        FactKind::Code { values, .. } => {
            let set = code_set(&name, history, &label, values, declared);
            let value =
                documented(&quote!(#name), &quote!(AttributeValue::Code(Code::from(self).mask())));
            let code = documented(
                &quote!(::policy_core::possible::Code<#name>),
                &quote!(AttributeValue::Code(self.mask())),
            );
            quote!(#set #value #code)
        }
        FactKind::Quantity { .. } => {
            let none = quote!(::policy_core::possible::NoValues);
            let marker = quantity_fact(&name, &label, &none);
            let documented = documented(
                &quote!(::policy_core::possible::Quantity<#name>),
                &quote!(AttributeValue::Quantity(*self.amount())),
            );
            quote!(#marker #documented)
        }
        FactKind::Flag { .. } => one(&quote!(bool), &quote!(AttributeValue::Flag(self.0.into()))),
        FactKind::Count { .. } => one(&quote!(u32), &quote!(AttributeValue::Count(self.0.into()))),
        FactKind::Date => {
            one(&quote!(::policy_core::possible::Date), &quote!(AttributeValue::Date(self.0)))
        }
        FactKind::Age { .. }
        | FactKind::Calculated { .. }
        | FactKind::Measurement { .. }
        | FactKind::History { .. } => TokenStream::new(),
    }
}

/// The static that holds the scale of a type.
pub fn scale_name(name: &Ident) -> Ident {
    format_ident!("{}", upper_snake(&name.to_string()))
}

/// `NtProbnp` as `NT_PROBNP`.
fn upper_snake(camel: &str) -> String {
    let mut snake = String::with_capacity(camel.len());
    for letter in camel.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_uppercase());
    }
    snake
}
