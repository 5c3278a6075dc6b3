//! The module of a vocabulary: its enums, its marker types, and the vocabulary as data; and the macro through which policies see it.

use super::literal::{coding, decimal, integer, list, option, optional_text, text, unit};
use super::names::type_name;
use super::tree::fact_id;
use policy_core::data::{List, Text};
use policy_core::possible::Scale;
use policy_core::vocabulary::{Fact, FactKind, Vocabulary};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

/// Who sees a vocabulary.
pub struct Visibility {
    /// `pub`, `pub(crate)`, … as typed.
    pub tokens: TokenStream,
}

/// The items of a vocabulary; `schema` are the author's own tokens, which `policy!` reads again.
pub fn emit_vocabulary(vocabulary: &Vocabulary, docs: &[String], span: Span, visibility: &Visibility, schema: &TokenStream) -> TokenStream {
    let name = Ident::new(&vocabulary.name, span);
    let visible = &visibility.tokens;
    let docs = if docs.is_empty() { vec![format!(" The vocabulary `{}`.", vocabulary.name)] } else { docs.to_vec() };
    let types = vocabulary.facts.iter().map(fact_types);
    let scales = vocabulary.facts.iter().filter_map(|fact| {
        let scale = fact.kind.scale()?;
        let (name, scale) = (scale_name(fact), scale_data(scale));
        Some(quote!(pub static #name: Scale = #scale;))
    });
    let facts = list(vocabulary.facts.iter().map(fact_data));
    let vocabulary_name = text(&vocabulary.name);
    let bridge = bridge(&name, visibility, schema);
    quote! {
        #(#[doc = #docs])*
        #visible mod #name {
            #(#types)*

            /// The vocabulary as data.
            pub static VOCABULARY: ::policy_core::vocabulary::Vocabulary = {
                use ::policy_core::generated::*;
                Vocabulary { name: #vocabulary_name, facts: #facts }
            };

            /// Units and plausible ranges.
            mod scales {
                #[allow(unused_imports, reason = "a vocabulary may be without quantities")]
                use ::policy_core::generated::*;
                #(#scales)*
            }
        }
        #bridge
    }
}

/// One name in two namespaces: the module holds the types, the macro hands the schema to `policy!`, from any module or crate that sees the name.
fn bridge(name: &Ident, visibility: &Visibility, schema: &TokenStream) -> TokenStream {
    let hidden = format_ident!("__vocabulary_{}_{}", name, fingerprint(schema));
    let exported = visibility.tokens.to_string() == "pub";
    let (export, reach) = if exported { (quote!(#[macro_export]), quote!(pub)) } else { (TokenStream::new(), quote!(pub(crate))) };
    let reach = if exported || !visibility.tokens.is_empty() { reach } else { TokenStream::new() };
    quote! {
        #[doc(hidden)]
        #[allow(unused_macros, reason = "a vocabulary may be declared before its first policy")]
        #export
        macro_rules! #hidden {
            ($($policy:tt)*) => { ::policy_macros::__policy! { { #schema } $($policy)* } };
        }
        #[doc(hidden)]
        #[allow(unused_imports, reason = "a vocabulary may be declared before its first policy")]
        #reach use #hidden as #name;
    }
}

/// Tells two vocabularies of one name in one crate apart: exported macros all live at the crate's root.
fn fingerprint(schema: &TokenStream) -> String {
    let hash = schema.to_string().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

fn fact_types(fact: &Fact) -> TokenStream {
    let name = type_name(fact, "");
    let label = &*fact.label;
    match &fact.kind {
        FactKind::Code { values } => code_set(&name, label, values),
        FactKind::Quantity { .. } => quantity_fact(fact, label, &quote!(::policy_core::possible::NoValues)),
        FactKind::Measurement { methods, .. } if methods.is_empty() => quantity_fact(fact, label, &quote!(::policy_core::possible::NoValues)),
        FactKind::Measurement { methods, .. } => {
            let method = type_name(fact, "method");
            let set = code_set(&method, &format!("{label}: methods"), methods);
            let marker = quantity_fact(fact, label, &quote!(#method));
            quote!(#set #marker)
        }
        FactKind::Events { attribute: None } => event_fact(&name, label, &quote!(::policy_core::possible::NoValues)),
        FactKind::Events { attribute: Some(attribute) } => {
            let set_name = type_name(fact, &attribute.name);
            let set = code_set(&set_name, &format!("{label}: {}", attribute.name), &attribute.values);
            let marker = event_fact(&name, label, &quote!(#set_name));
            quote!(#set #marker)
        }
        FactKind::Flag { .. } | FactKind::Count { .. } | FactKind::Date | FactKind::Age { .. } => TokenStream::new(),
    }
}

fn code_set(name: &Ident, label: &str, values: &List<Text>) -> TokenStream {
    let docs = format!(" {label}");
    let variants = values.iter().map(|value| format_ident!("{}", &**value)).collect::<Vec<_>>();
    let names = values.iter().map(|value| &**value).collect::<Vec<_>>();
    let value_docs = names.iter().map(|value| format!(" `{value}`"));
    quote! {
        #[doc = #docs]
        #[allow(non_camel_case_types, reason = "the values are spelled as in the vocabulary")]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum #name {
            #(#[doc = #value_docs] #variants,)*
        }

        impl ::policy_core::possible::CodeSet for #name {
            const NAMES: &'static [&'static str] = &[#(#names),*];

            fn position(self) -> u8 {
                self as u8
            }
        }
    }
}

fn quantity_fact(fact: &Fact, label: &str, method: &TokenStream) -> TokenStream {
    let (name, scale) = (type_name(fact, ""), scale_name(fact));
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

fn event_fact(name: &Ident, label: &str, attribute: &TokenStream) -> TokenStream {
    let docs = format!(" {label}");
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
fn scale_name(fact: &Fact) -> Ident {
    format_ident!("{}", fact.name.to_ascii_uppercase())
}

fn scale_data(scale: &Scale) -> TokenStream {
    let (own, accepted) = (unit(scale.unit), list(scale.accepted.iter().copied().map(unit)));
    let (low, high) = (decimal(scale.low), decimal(scale.high));
    let multiplier = Literal::u64_unsuffixed(scale.multiplier);
    quote!(Scale { unit: #own, accepted: #accepted, low: #low, high: #high, multiplier: #multiplier })
}

fn fact_data(fact: &Fact) -> TokenStream {
    let (name, label, note) = (text(&fact.name), text(&fact.label), optional_text(fact.note.as_ref()));
    let codes = list(fact.codes.iter().map(coding));
    let kind = kind_data(fact);
    quote!(Fact { name: #name, label: #label, note: #note, codes: #codes, kind: #kind })
}

fn kind_data(fact: &Fact) -> TokenStream {
    let scale = scale_name(fact);
    match &fact.kind {
        FactKind::Flag { attested } => quote!(FactKind::Flag { attested: #attested }),
        FactKind::Code { values } => {
            let values = list(values.iter().map(text));
            quote!(FactKind::Code { values: #values })
        }
        FactKind::Count { low, high } => {
            let (low, high) = (integer(*low), integer(*high));
            quote!(FactKind::Count { low: #low, high: #high })
        }
        FactKind::Date => quote!(FactKind::Date),
        FactKind::Age { birth_date } => {
            let birth_date = fact_id(*birth_date);
            quote!(FactKind::Age { birth_date: #birth_date })
        }
        FactKind::Quantity { .. } => quote!(FactKind::Quantity { scale: Link::Static(&scales::#scale) }),
        FactKind::Measurement { methods, .. } => {
            let methods = list(methods.iter().map(text));
            quote!(FactKind::Measurement { scale: Link::Static(&scales::#scale), methods: #methods })
        }
        FactKind::Events { attribute } => {
            let attribute = option(attribute.as_ref().map(|attribute| {
                let (name, values) = (text(&attribute.name), list(attribute.values.iter().map(text)));
                quote!(Attribute { name: #name, values: #values })
            }));
            quote!(FactKind::Events { attribute: #attribute })
        }
    }
}
