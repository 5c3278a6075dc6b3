//! The policy as data: a `static` with the policy tree as one line of text.

use super::names::Names;
use policy_core::policy::Policy;
use proc_macro2::TokenStream;
use quote::quote;

pub fn emit_tree(policy: &Policy, names: &Names) -> TokenStream {
    let (tree, vocabulary) = (names.tree(), names.vocabulary());
    let docs = format!("The policy `{}` as data: {}", policy.name, policy.title);
    let line = policy.to_line();
    quote! {
        #[doc = #docs]
        pub static #tree: ::policy_core::compiled::CompiledPolicy = ::policy_core::compiled::CompiledPolicy::new(#line, &#vocabulary::VOCABULARY);
    }
}
