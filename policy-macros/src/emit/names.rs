//! The names of generated items.

use policy_core::policy::{Criterion, Section, Version};
use policy_core::vocabulary::{Fact, FactKind};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// How the items of one policy are named, and where its vocabulary is.
pub struct Names {
    policy: String,
    /// The author's token, so that editors jump from the items to the policy.
    span: Span,
    vocabulary: TokenStream,
}

impl Names {
    pub fn new(policy: &str, span: Span, vocabulary: TokenStream) -> Names {
        Names { policy: policy.to_owned(), span, vocabulary }
    }

    /// `RevascorCase`
    pub fn case(&self) -> Ident {
        Ident::new(&format!("{}Case", upper_camel(&self.policy)), self.span)
    }

    /// `REVASCOR`
    pub fn tree(&self) -> Ident {
        Ident::new(&self.policy.to_ascii_uppercase(), self.span)
    }

    /// `evaluate_revascor`
    pub fn evaluate(&self) -> Ident {
        Ident::new(&format!("evaluate_{}", self.policy), self.span)
    }

    /// `evaluate_abecma_v2025_11`: the evaluator of one version, called by the one of the policy.
    pub fn evaluate_version(&self, version: &Version) -> Ident {
        Ident::new(&format!("__evaluate_{}{}", self.policy, version_part(version)), self.span)
    }

    /// `evaluate_revascor_advanced_heart_failure`, `evaluate_abecma_v2025_11_multiple_myeloma`
    pub fn evaluate_section(&self, version: &Version, section: &Section) -> Ident {
        Ident::new(&format!("evaluate_{}{}_{}", self.policy, version_part(version), section.name), self.span)
    }

    /// The function that records a section's criteria.
    pub fn criteria(&self, version: &Version, section: &Section) -> Ident {
        Ident::new(&format!("__{}{}_{}", self.policy, version_part(version), section.name), self.span)
    }

    /// The path to the vocabulary, as the author typed it.
    pub fn vocabulary(&self) -> &TokenStream {
        &self.vocabulary
    }
}

/// `_v2025_11`; nothing where the policy has no versions.
fn version_part(version: &Version) -> String {
    let Some(name) = &version.name else { return String::new() };
    format!("_v{}", name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' }).collect::<String>())
}

/// `Nyha`, `LvefMethod`, `PriorHsctDonor`
pub fn type_name(fact: &Fact, part: &str) -> Ident {
    format_ident!("{}{}", upper_camel(&fact.name), upper_camel(part))
}

/// The names of all types that a fact becomes in its vocabulary's module.
pub fn types_of(fact: &Fact) -> Vec<String> {
    let parts = match &fact.kind {
        FactKind::Code { .. } | FactKind::Quantity { .. } | FactKind::Events { attribute: None } => vec![""],
        FactKind::Measurement { methods, .. } if methods.is_empty() => vec![""],
        FactKind::Measurement { .. } => vec!["", "method"],
        FactKind::Events { attribute: Some(attribute) } => vec!["", &*attribute.name],
        FactKind::Flag { .. } | FactKind::Count { .. } | FactKind::Date | FactKind::Age { .. } => Vec::new(),
    };
    parts.into_iter().map(|part| format!("{}{}", upper_camel(&fact.name), upper_camel(part))).collect()
}

/// A field for a fact.
pub fn field(fact: &Fact) -> Ident {
    format_ident!("{}", &*fact.name)
}

/// The type of the field for a fact.
pub fn field_type(fact: &Fact, vocabulary: &TokenStream) -> TokenStream {
    let own = type_name(fact, "");
    match &fact.kind {
        FactKind::Flag { .. } => quote!(::policy_core::possible::Flag),
        FactKind::Code { .. } => quote!(::policy_core::possible::Code<#vocabulary::#own>),
        FactKind::Count { .. } => quote!(::policy_core::possible::Count),
        FactKind::Date | FactKind::Age { .. } => quote!(::policy_core::possible::Date),
        FactKind::Quantity { .. } => quote!(::core::option::Option<::policy_core::possible::Quantity<#vocabulary::#own>>),
        FactKind::Measurement { .. } => quote!(::policy_core::possible::Measurement<#vocabulary::#own>),
        FactKind::Events { .. } => quote!(::policy_core::possible::Events<#vocabulary::#own>),
    }
}

/// The variable that holds a criterion's truth: its labels from the section down.
pub fn criterion_variable(criterion: &Criterion, section: &Section) -> Ident {
    let citation = section.citation().and_then(|prefix| criterion.citation.strip_prefix(prefix)).unwrap_or(&criterion.citation);
    let labels = citation.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect::<String>();
    format_ident!("c_{}", labels.trim_matches('_'))
}

/// `nt_probnp` as `NtProbnp`.
pub fn upper_camel(snake: &str) -> String {
    snake
        .split('_')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect()
}
