//! The Rust types of facts: an enum for values, methods and attributes, a marker for quantities,
//! measurements and events.

use super::declared::Declared;
use super::names::type_name;
use policy_core::data::{List, Text};
use policy_core::vocabulary::{Fact, FactKind};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The types of one fact; flags, counts, dates and ages need none.
pub fn emit_fact_types(fact: &Fact, declared: &Declared<'_>) -> TokenStream {
    let label = &*fact.label;
    match &fact.kind {
        FactKind::Code { values } => code_set(fact, "", label, values, declared),
        FactKind::Quantity { .. } => {
            quantity_fact(fact, &quote!(::policy_core::possible::NoValues), declared)
        }
        FactKind::Measurement { methods, .. } if methods.is_empty() => {
            quantity_fact(fact, &quote!(::policy_core::possible::NoValues), declared)
        }
        FactKind::Measurement { methods, .. } => {
            let set = code_set(fact, "method", &format!("{label}: methods"), methods, declared);
            let method = type_name(fact, "method");
            let marker = quantity_fact(fact, &quote!(#method), declared);
            quote!(#set #marker)
        }
        FactKind::Events { attribute: None } => {
            event_fact(fact, &quote!(::policy_core::possible::NoValues), declared)
        }
        FactKind::Events { attribute: Some(attribute) } => {
            let set = code_set(
                fact,
                &attribute.name,
                &format!("{label}: {}", attribute.name),
                &attribute.values,
                declared,
            );
            let name = type_name(fact, &attribute.name);
            let marker = event_fact(fact, &quote!(#name), declared);
            quote!(#set #marker)
        }
        FactKind::Flag { .. } | FactKind::Count { .. } | FactKind::Date | FactKind::Age { .. } => {
            TokenStream::new()
        }
    }
}

/// A type's name, at the place where its fact is declared.
fn declared_name(fact: &Fact, part: &str, declared: &Declared<'_>) -> Ident {
    Ident::new(&type_name(fact, part).to_string(), declared.fact(&fact.name))
}

fn code_set(
    fact: &Fact,
    part: &str,
    label: &str,
    values: &List<Text>,
    declared: &Declared<'_>,
) -> TokenStream {
    let name = declared_name(fact, part, declared);
    let docs = format!(" {label}");
    let variants =
        || values.iter().map(|value| Ident::new(value, declared.value(&fact.name, value)));
    let names = values.iter().map(|value| &**value).collect::<Vec<_>>();
    let all = variants();
    let variants = variants();
    let value_docs = names.iter().map(|value| format!(" `{value}`"));
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

fn quantity_fact(fact: &Fact, method: &TokenStream, declared: &Declared<'_>) -> TokenStream {
    let (name, scale) = (declared_name(fact, "", declared), scale_name(fact));
    let docs = format!(" {}", fact.label);
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

fn event_fact(fact: &Fact, attribute: &TokenStream, declared: &Declared<'_>) -> TokenStream {
    let name = declared_name(fact, "", declared);
    let docs = format!(" {}", fact.label);
    quote! {
        #[doc = #docs]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub struct #name;

        impl ::policy_core::possible::EventFact for #name {
            type Attribute = #attribute;
        }
    }
}

/// The static that holds a fact's scale.
pub fn scale_name(fact: &Fact) -> Ident {
    format_ident!("{}", fact.name.to_ascii_uppercase())
}
