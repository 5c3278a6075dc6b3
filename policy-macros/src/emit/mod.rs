//! From the policy tree to Rust items. Nothing here can fail: what could be wrong was found before.
//!
//! A policy becomes two things: its tree as a `static`, and straight-line code that evaluates it,
//! one statement for each criterion. Both are printed from the same tree, so they cannot drift
//! apart.

mod case;
mod declared;
mod documentation;
mod editors;
mod evaluator;
mod expression;
mod fact_types;
mod interval;
mod literal;
mod names;
mod norm;
mod outcome;
mod prepared;
mod selection;
mod tree;
mod vocabulary;

pub use editors::anchors_for_editors;
pub use names::Names;
pub use vocabulary::emit_vocabulary;

use policy_core::policy::Policy;
use policy_core::vocabulary::FactId;
use proc_macro2::TokenStream;

/// The items of a policy: its case type, its tree, and the functions that evaluate it.
pub fn emit_policy(policy: &Policy, facts: &[FactId], names: &Names) -> TokenStream {
    let mut items = case::emit_case(policy, facts, names);
    items.extend(tree::emit_tree(policy, names));
    items.extend(evaluator::emit_evaluator(policy, names));
    items
}
