//! The case type of a policy: one field for each fact that it uses.
//!
//! Whatever is the same for all case types is in `policy-core`: a compiler checks generated code
//! separately for each policy. Here are the fields, and the ways between the position of a fact and
//! its field. A case is written as a literal over an empty one: a setter for each fact would repeat
//! each field, and cost the compiler as much as the rest of the type.

use super::documentation::fact_docs;
use super::names::{Names, field, field_type};
use policy_core::policy::Policy;
use policy_core::vocabulary::{Fact, FactId};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub fn emit_case(policy: &Policy, facts: &[FactId], names: &Names) -> TokenStream {
    let facts = facts
        .iter()
        .filter_map(|id| policy.vocabulary.fact(*id).map(|fact| (*id, fact)))
        .collect::<Vec<_>>();
    let mut items = case_struct(policy, &facts, names);
    items.extend(case_traits(&facts, names));
    items.extend(common_traits(names));
    items
}

fn case_struct(policy: &Policy, facts: &[(FactId, &Fact)], names: &Names) -> TokenStream {
    let (case, evaluate) = (names.case(), names.evaluate());
    let docs = format!(
        " What is documented about one request, for [`{evaluate}`]: {}\n\n Write what is documented over an empty case, `{case} {{ …, ..{case}::new(request_date, service_date) }}`. Whatever is left out is not \
         documented: unknown, never \"no\". [`policy_core::possible`](::policy_core::possible) shows how each type of field is written.",
        policy.title
    );
    let fields = facts.iter().map(|(id, fact)| {
        let docs = fact_docs(*id, fact, &policy.vocabulary);
        let (docs, name, field_type) = (docs, field(fact), field_type(fact, names.vocabulary()));
        quote!(#[doc = #docs] pub #name: #field_type,)
    });
    quote! {
        #[doc = #docs]
        pub struct #case {
            /// Date on which the request was received; the anchor of every look-back
            pub request_date: ::policy_core::NaiveDate,
            /// Date of service; the anchor of age and of the version in force
            pub service_date: ::policy_core::NaiveDate,
            #(#fields)*
        }

        impl #case {
            /// The policy as tools see it.
            pub const PROGRAM: ::policy_core::case::Program = ::policy_core::case::Program::of::<#case>();

            /// A case in which nothing but its dates is documented.
            #[must_use]
            pub fn new(request_date: ::policy_core::NaiveDate, service_date: ::policy_core::NaiveDate) -> #case {
                ::policy_core::case::CaseFacts::new(request_date, service_date).into()
            }

            /// The case, where nothing in it contradicts itself.
            ///
            /// # Errors
            ///
            /// Everything that contradicts itself: results after the request, a birth after the
            /// service, counts outside their plausible range.
            pub fn checked(self) -> ::core::result::Result<#case, ::policy_core::case::Problems> {
                ::policy_core::case::check(self)
            }
        }
    }
}

/// What tools know of a case.
fn case_traits(facts: &[(FactId, &Fact)], names: &Names) -> TokenStream {
    let (case, tree, evaluate) = (names.case(), names.tree(), names.evaluate());
    let arms = facts.iter().map(|(id, fact)| {
        let (position, name) = (Literal::u16_unsuffixed(id.0), field(fact));
        quote!(#position => &self.#name,)
    });
    let arms = arms.collect::<Vec<_>>();
    let field_of_fact = match &arms[..] {
        [] => quote!(let _ = fact; ::core::option::Option::None),
        // A reference becomes one to a trait where the whole is one: in an arm of its own, `Some`
        // of it costs a compiler twice as much.
        arms => {
            quote!(::core::option::Option::Some(match fact.0 { #(#arms)* _ => return ::core::option::Option::None }))
        }
    };
    let taken = facts.iter().map(|(id, fact)| {
        let (position, name) = (Literal::u16_unsuffixed(id.0), field(fact));
        quote!(#name: fields.take(#position),)
    });
    quote! {
        impl ::policy_core::case::Chart for #case {
            fn request_date(&self) -> ::policy_core::NaiveDate {
                self.request_date
            }

            fn service_date(&self) -> ::policy_core::NaiveDate {
                self.service_date
            }

            fn fact(&self, fact: ::policy_core::vocabulary::FactId) -> ::core::option::Option<&dyn ::policy_core::case::CaseFact> {
                #field_of_fact
            }
        }

        impl ::core::convert::From<::policy_core::case::CaseFacts> for #case {
            fn from(facts: ::policy_core::case::CaseFacts) -> #case {
                let (request_date, service_date) = (facts.request_date, facts.service_date);
                let mut fields = facts.into_fields();
                #case { request_date, service_date, #(#taken)* }
            }
        }

        impl ::policy_core::case::CompiledCase for #case {
            const EVALUATE: fn(&#case) -> ::policy_core::determination::Determination<'static> = #evaluate;

            fn compiled_policy() -> &'static ::policy_core::compiled::CompiledPolicy {
                &#tree
            }
        }
    }
}

/// `Clone`, `PartialEq`, `Debug` over the facts of a case, and its JSON. Derived, each would be
/// checked again field by field for every policy.
fn common_traits(names: &Names) -> TokenStream {
    let case = names.case();
    let name = case.to_string();
    quote! {
        impl ::core::clone::Clone for #case {
            fn clone(&self) -> #case {
                ::policy_core::case::CaseFacts::of(self).into()
            }
        }

        impl ::core::cmp::PartialEq for #case {
            fn eq(&self, other: &#case) -> bool {
                ::policy_core::case::equal(self, other)
            }
        }

        impl ::core::cmp::Eq for #case {}

        impl ::core::fmt::Debug for #case {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::policy_core::case::debug(self, #name, formatter)
            }
        }

        ::policy_core::implement_serde!(#case);
    }
}
