//! The names of generated items.

use policy_core::policy::{Criterion, Section, Version};
use policy_core::vocabulary::{Fact, FactKind, HistoryForm};
use policy_language::naming::{type_of, upper_camel, version_in_code};
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
        Ident::new(
            &format!("evaluate_{}{}_{}", self.policy, version_part(version), section.name),
            self.span,
        )
    }

    /// The function that records a section's criteria.
    pub fn criteria(&self, version: &Version, section: &Section) -> Ident {
        Ident::new(
            &format!("__{}{}_{}", self.policy, version_part(version), section.name),
            self.span,
        )
    }

    /// The path to the vocabulary, as the author typed it.
    pub fn vocabulary(&self) -> &TokenStream {
        &self.vocabulary
    }
}

/// `_v2025_11`; nothing where the policy has no versions.
fn version_part(version: &Version) -> String {
    let Some(name) = &version.name else { return String::new() };
    format!("_v{}", version_in_code(name))
}

/// `Nyha`, `LvefMethod`, `PriorHsctDonor`
pub fn type_name(fact: &Fact, part: &str) -> Ident {
    format_ident!("{}", type_of(fact, part))
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
        // Not a field: it is never given.
        FactKind::Calculated { .. } => quote!(()),
        FactKind::Quantity { .. } => {
            quote!(::core::option::Option<::policy_core::possible::Quantity<#vocabulary::#own>>)
        }
        FactKind::Measurement { .. } => {
            quote!(::policy_core::possible::Measurement<#vocabulary::#own>)
        }
        FactKind::History { form: HistoryForm::Readings, .. } => {
            quote!(::policy_core::possible::Readings<#vocabulary::#own>)
        }
        FactKind::History { .. } => quote!(::policy_core::possible::Events<#vocabulary::#own>),
    }
}

/// The variable that holds a criterion's truth: its labels from the section down.
pub fn criterion_variable(criterion: &Criterion, section: &Section) -> Ident {
    let citation = section
        .citation()
        .and_then(|prefix| criterion.citation.strip_prefix(prefix))
        .unwrap_or(&criterion.citation);
    let labels = citation
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { '_' })
        .collect::<String>();
    format_ident!("c_{}", labels.trim_matches('_'))
}
