//! The policy as data: a `static` with the policy tree as one line of text, and the digest of the
//! canonical text, which a crate that only evaluates could not compute.

use super::names::Names;
use policy_core::policy::Policy;
use policy_language::policy_digest;
use proc_macro2::TokenStream;
use quote::quote;

pub fn emit_tree(policy: &Policy, names: &Names) -> TokenStream {
    let (tree, vocabulary) = (names.tree(), names.vocabulary());
    let docs = format!("The policy `{}` as data: {}", policy.name, policy.title);
    let (line, digest) = (policy.to_line(), policy_digest(policy));
    quote! {
        #[doc = #docs]
        pub static #tree: ::policy_core::compiled::CompiledPolicy = ::policy_core::compiled::CompiledPolicy::new(#line, &#vocabulary::VOCABULARY, #digest);
    }
}
