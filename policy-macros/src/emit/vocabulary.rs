//! The module of a vocabulary: its types and the vocabulary as data; and the macro through which
//! policies see it.

use super::declared::Declared;
use super::editors::fields_for_editors;
use super::fact_types::{emit_fact_types, scale_name};
use super::literal::{
    coding, concept, decimal, fact_id, integer, list, option, optional_text, text, unit,
};
use super::names::type_name;
use crate::source::Source;
use policy_core::possible::Scale;
use policy_core::vocabulary::{Attributes, Fact, FactId, FactKind, HistoryForm, Vocabulary};
use policy_language::Schema;
use policy_language::syntax::vocabulary::VocabularyText;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// The items of a vocabulary, at the places of the author's words.
pub fn emit_vocabulary(schema: &Schema, written: &VocabularyText, source: &Source) -> TokenStream {
    let vocabulary = &schema.vocabulary;
    let declared = Declared::new(written, source);
    let name = Ident::new(&vocabulary.name, source.first(written.name.place));
    let visible = &written.visibility.map(|place| source.trees(place)).unwrap_or_default();
    let mut docs = written.docs.iter().map(|line| line.value.clone()).collect::<Vec<_>>();
    if docs.is_empty() {
        docs.push(format!(" The vocabulary `{}`.", vocabulary.name));
    }
    let types =
        vocabulary.iter().map(|(id, fact)| emit_fact_types(id, fact, vocabulary, &declared));
    let fields = fields_for_editors(vocabulary, &declared);
    let attributes = (0_u16..).map(FactId::attribute).zip(vocabulary.attributes.iter());
    let all = vocabulary.iter().chain(attributes.clone());
    let scales = all.filter_map(|(id, fact)| {
        let scale = fact.kind.scale()?;
        let (name, scale) = (scale_name(&own_type(id, fact, vocabulary)), scale_data(scale));
        let formula = if let FactKind::Calculated { formula, .. } = &fact.kind {
            let (name, line) = (formula_name(&name), formula.to_line());
            quote!(pub static #name: LazyLock<Formula> = LazyLock::new(|| formula_of(#line));)
        } else {
            TokenStream::new()
        };
        Some(quote!(pub static #name: Scale = #scale; #formula))
    });
    let data = |(id, fact): (FactId, &Fact)| fact_data(fact, &own_type(id, fact, vocabulary));
    let facts = list(vocabulary.iter().map(data));
    let attributes = list(attributes.map(data));
    let vocabulary_name = text(&vocabulary.name);
    let bridge = bridge(&name, visible, &Literal::string(&schema.to_line()));
    quote! {
        #(#[doc = #docs])*
        #[allow(unexpected_cfgs, reason = "`rust_analyzer` is set by editors only")]
        #visible mod #name {
            #(#types)*

            #fields

            /// The vocabulary as data.
            pub static VOCABULARY: ::policy_core::vocabulary::Vocabulary = {
                use ::policy_core::generated::*;
                Vocabulary { name: #vocabulary_name, facts: #facts, attributes: #attributes }
            };

            /// Units, plausible ranges and formulas.
            #[doc(hidden)]
            #[allow(missing_docs, reason = "only generated code sees them")]
            pub mod scales {
                #[allow(unused_imports, reason = "a vocabulary may be without quantities")]
                use ::policy_core::generated::*;
                #(#scales)*
            }
        }
        #bridge
    }
}

/// One name in two namespaces: the module holds the types, the macro hands the schema to `policy!`,
/// from any module or crate that sees the name.
fn bridge(name: &Ident, visibility: &TokenStream, schema: &Literal) -> TokenStream {
    let hidden = format_ident!("__vocabulary_{}_{}", name, fingerprint(schema));
    let (export, reach) = match visibility.to_string().as_str() {
        "pub" => (quote!(#[macro_export]), quote!(pub)),
        "" => (TokenStream::new(), TokenStream::new()),
        // A macro that is not exported reaches its own crate at most.
        _ => (TokenStream::new(), quote!(pub(crate))),
    };
    quote! {
        #[doc(hidden)]
        #[allow(unused_macros, reason = "a vocabulary may be declared before its first policy")]
        #export
        macro_rules! #hidden {
            ($($policy:tt)*) => { ::policy_macros::__policy! { #schema $($policy)* } };
        }
        #[doc(hidden)]
        #[allow(unused_imports, reason = "a vocabulary may be declared before its first policy")]
        #reach use #hidden as #name;
    }
}

/// Tells two vocabularies of one name in one crate apart: exported macros all live at the crate's
/// root.
fn fingerprint(schema: &Literal) -> String {
    let hash = schema.to_string().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

fn scale_data(scale: &Scale) -> TokenStream {
    let (own, accepted) = (unit(scale.unit), list(scale.accepted.iter().copied().map(unit)));
    let (low, high) = match scale.limits() {
        Some((low, high)) => (decimal(low), decimal(high)),
        None => (quote!(Scale::NO_LOW), quote!(Scale::NO_HIGH)),
    };
    let multiplier = Literal::u64_unsuffixed(scale.multiplier);
    quote!(Scale { unit: #own, accepted: #accepted, low: #low, high: #high, multiplier: #multiplier })
}

/// The static that holds the formula of a fact.
fn formula_name(scale: &Ident) -> Ident {
    format_ident!("{scale}_FORMULA")
}

fn fact_data(fact: &Fact, name_of_type: &Ident) -> TokenStream {
    let (name, label, note) =
        (text(&fact.name), text(&fact.label), optional_text(fact.note.as_ref()));
    let asked_of = option(fact.asked_of.map(|addressee| {
        let addressee = format_ident!("{}", format!("{addressee:?}"));
        quote!(Addressee::#addressee)
    }));
    let codes = list(fact.codes.iter().map(coding));
    let kind = kind_data(fact, name_of_type);
    quote!(Fact { name: #name, label: #label, note: #note, asked_of: #asked_of, codes: #codes, kind: #kind })
}

fn kind_data(fact: &Fact, name_of_type: &Ident) -> TokenStream {
    let scale = scale_name(name_of_type);
    match &fact.kind {
        FactKind::Flag { attested } => quote!(FactKind::Flag { attested: #attested }),
        FactKind::Code { values, many } => {
            let values = list(values.iter().map(concept));
            let many = Literal::u64_unsuffixed(*many);
            quote!(FactKind::Code { values: #values, many: #many })
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
        FactKind::Quantity { .. } => {
            quote!(FactKind::Quantity { scale: Link::Static(&scales::#scale) })
        }
        FactKind::Calculated { .. } => {
            let formula = formula_name(&scale);
            quote!(FactKind::Calculated { scale: Link::Static(&scales::#scale), formula: Link::Read(&scales::#formula) })
        }
        FactKind::Measurement { methods, .. } => {
            let methods = list(methods.iter().map(concept));
            quote!(FactKind::Measurement { scale: Link::Static(&scales::#scale), methods: #methods })
        }
        FactKind::History { form, attributes: Attributes { first, number } } => {
            let form = match form {
                HistoryForm::Events => quote!(HistoryForm::Events),
                HistoryForm::Courses => quote!(HistoryForm::Courses),
                HistoryForm::Records => quote!(HistoryForm::Records),
                HistoryForm::Readings => quote!(HistoryForm::Readings),
            };
            let [first, number] = [first, number].map(|part| Literal::u16_unsuffixed(*part));
            quote!(FactKind::History { form: #form, attributes: Attributes { first: #first, number: #number } })
        }
    }
}

/// The type of a fact, or of an attribute of a history.
fn own_type(id: FactId, fact: &Fact, vocabulary: &Vocabulary) -> Ident {
    match vocabulary.history_of(id) {
        Some((_, history)) => type_name(history, &fact.name),
        None => type_name(fact, ""),
    }
}
