//! The case type of a policy: one field for each fact that it uses.

use super::documentation::fact_docs;
use super::names::{Names, field, field_type};
use policy_core::policy::Policy;
use policy_core::vocabulary::{Fact, FactId};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub fn emit_case(policy: &Policy, facts: &[FactId], names: &Names) -> TokenStream {
    let facts = facts.iter().filter_map(|id| policy.vocabulary.fact(*id).map(|fact| (*id, fact))).collect::<Vec<_>>();
    let mut items = case_struct(policy, &facts, names);
    items.extend(case_trait(&facts, names));
    items.extend(builder(policy, &facts, names));
    items
}

fn case_struct(policy: &Policy, facts: &[(FactId, &Fact)], names: &Names) -> TokenStream {
    let (case, builder, tree, evaluate) = (names.case(), names.builder(), names.tree(), names.evaluate());
    let docs = format!(" What is documented about one request, for [`{evaluate}`]: {}", policy.title);
    let fields = facts.iter().map(|(_, fact)| {
        let (docs, name, field_type) = (fact_docs(fact), field(fact), field_type(fact, names.vocabulary()));
        quote!(#[doc = #docs] pub #name: #field_type,)
    });
    let defaults = facts.iter().map(|(_, fact)| {
        let name = field(fact);
        quote!(#name: ::core::default::Default::default(),)
    });
    quote! {
        #[doc = #docs]
        #[doc = ""]
        #[doc = " Whatever is left out is not documented: unknown, never \"no\"."]
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub struct #case {
            /// Date on which the request was received; the anchor of every look-back
            pub request_date: ::policy_core::NaiveDate,
            /// Date of service; the anchor of age and of the version in force
            pub service_date: ::policy_core::NaiveDate,
            #(#fields)*
        }

        impl #case {
            /// The policy as tools see it.
            pub const PROGRAM: ::policy_core::case::Program =
                ::policy_core::case::Program::new(&#tree, |request_date, service_date| ::std::boxed::Box::new(#case::new(request_date, service_date)));

            /// A case in which nothing but its dates is documented.
            #[must_use]
            pub fn new(request_date: ::policy_core::NaiveDate, service_date: ::policy_core::NaiveDate) -> #case {
                #case { request_date, service_date, #(#defaults)* }
            }

            /// Builds a case fact by fact, and checks it at the end.
            #[must_use]
            pub fn builder(request_date: ::policy_core::NaiveDate, service_date: ::policy_core::NaiveDate) -> #builder {
                #builder { case: #case::new(request_date, service_date) }
            }
        }

        ::policy_core::implement_serde!(#case);
    }
}

fn case_trait(facts: &[(FactId, &Fact)], names: &Names) -> TokenStream {
    let (case, tree, evaluate) = (names.case(), names.tree(), names.evaluate());
    let arms = |reference: TokenStream| {
        let arms = facts.iter().map(move |(id, fact)| {
            let (position, name) = (Literal::u16_unsuffixed(id.0), field(fact));
            quote!(#position => ::core::option::Option::Some(#reference self.#name),)
        });
        quote!(#(#arms)*)
    };
    let (shared, mutable) = (arms(quote!(&)), arms(quote!(&mut)));
    quote! {
        impl ::policy_core::case::Chart for #case {
            fn request_date(&self) -> ::policy_core::NaiveDate {
                self.request_date
            }

            fn service_date(&self) -> ::policy_core::NaiveDate {
                self.service_date
            }

            fn fact(&self, fact: ::policy_core::vocabulary::FactId) -> ::core::option::Option<&dyn ::policy_core::case::CaseFact> {
                match fact.0 {
                    #shared
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl ::policy_core::case::Case for #case {
            fn policy(&self) -> &'static ::policy_core::policy::Policy {
                &#tree
            }

            fn set_dates(&mut self, request_date: ::policy_core::NaiveDate, service_date: ::policy_core::NaiveDate) {
                self.request_date = request_date;
                self.service_date = service_date;
            }

            fn fact_mut(&mut self, fact: ::policy_core::vocabulary::FactId) -> ::core::option::Option<&mut dyn ::policy_core::case::CaseFact> {
                match fact.0 {
                    #mutable
                    _ => ::core::option::Option::None,
                }
            }

            fn evaluate(&self) -> ::policy_core::determination::Determination {
                #evaluate(self)
            }
        }
    }
}

fn builder(policy: &Policy, facts: &[(FactId, &Fact)], names: &Names) -> TokenStream {
    let (case, builder) = (names.case(), names.builder());
    let docs = format!(" Builds a [`{case}`] for `{}`.", policy.name);
    let setters = facts.iter().map(|(_, fact)| {
        let (docs, name, field_type) = (fact_docs(fact), field(fact), field_type(fact, names.vocabulary()));
        quote! {
            #[doc = #docs]
            #[must_use]
            pub fn #name(mut self, #name: impl ::core::convert::Into<#field_type>) -> #builder {
                self.case.#name = #name.into();
                self
            }
        }
    });
    quote! {
        #[doc = #docs]
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub struct #builder {
            case: #case,
        }

        impl #builder {
            #(#setters)*

            /// The case.
            ///
            /// # Errors
            ///
            /// Everything that contradicts itself: results after the request, a birth after the service, counts outside their plausible range.
            pub fn build(self) -> ::core::result::Result<#case, ::policy_core::case::Problems> {
                let problems = ::policy_core::case::validate(&self.case);
                if problems.is_empty() {
                    ::core::result::Result::Ok(self.case)
                } else {
                    ::core::result::Result::Err(::policy_core::case::Problems { id: ::core::option::Option::None, problems })
                }
            }
        }
    }
}
