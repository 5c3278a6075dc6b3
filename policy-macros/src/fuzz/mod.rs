//! Whatever is typed between the braces, the macros answer: no panic, no endless loop, no Rust that does not parse, no word of their inside.
//!
//! In: a fuzzer's bytes, as the text of an author's file, or as choices: which real policy, with which words deleted, doubled, swapped and replaced; or which soup of
//! the language's own words. Out: nothing, or a panic that says what is not fit.
//!
//! `cargo test` runs a few thousand of each; for more, `BOLERO_RANDOM_ITERATIONS=1000000 cargo test --release -p policy-macros fuzz`. The coverage-guided targets in
//! `fuzz/` run the same functions, with this folder and the macros' own as modules of theirs, since a crate of macros exports nothing else.

#![expect(clippy::arithmetic_side_effects, reason = "tests may panic")]

pub mod changes;
mod fit;
#[cfg(test)]
mod growth;
pub mod seeds;
#[cfg(test)]
mod tests;

use crate::check::{Schema, check_vocabulary};
use crate::expand;
use crate::report::Errors;
use crate::syntax::{parse_vocabulary, split_route};
use changes::{Choices, mutate};
use fit::assert_fit;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use seeds::{CLINICAL, FOREIGN, POLICIES, REAL, Seed, VOCABULARIES, blocks, words};

/// A file as an author writes it: each of its vocabularies and policies. A policy is over the file's first vocabulary, or else over the clinical one.
pub fn file(text: &str) {
    let vocabularies = blocks(text, "vocabulary");
    for vocabulary in &vocabularies {
        assert_fit(expand::vocabulary(vocabulary.clone()), text);
    }
    let schema = vocabularies.into_iter().next().or_else(|| blocks(CLINICAL, "vocabulary").pop()).unwrap_or_default();
    // A vocabulary that cannot be read at all has no macro that would hand a policy on.
    let is_readable = parse_vocabulary(schema.clone(), &mut Errors::default()).is_some();
    for policy in blocks(text, "policy") {
        assert_fit(expand::route(policy.clone()), text);
        if let Some(route) = split_route(policy, &mut Errors::default()).filter(|_| is_readable) {
            let rest = route.rest;
            let schema = handed_over(&schema);
            assert_fit(expand::policy(quote!(#schema [crate::vocabulary::clinical] #rest)), text);
        }
    }
}

/// A real policy, some of its words changed.
pub fn changed_policy(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    POLICIES.with(|policies| {
        let seed = &policies[choices.below(policies.len())];
        let mut words = seed.words.clone();
        mutate(&mut words, &mut choices);
        expand_policy(seed, &words);
    });
}

/// Pieces of a real policy in any order.
pub fn soup_of_words(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    POLICIES.with(|policies| {
        let seed = &policies[choices.below(policies.len())];
        let mut words = ["soup", "{"].map(str::to_owned).to_vec();
        while !choices.is_empty() {
            let from = choices.below(seed.words.len());
            let length = 1 + choices.below(6);
            words.extend(seed.words.iter().skip(from).take(length).cloned());
            if choices.below(3) == 0 {
                words.push(FOREIGN[choices.below(FOREIGN.len())].to_owned());
            }
        }
        words.push("}".to_owned());
        expand_policy(seed, &words);
    });
}

/// A real vocabulary, some of its words changed.
pub fn changed_vocabulary(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let mut words = VOCABULARIES.with(|vocabularies| vocabularies[choices.below(vocabularies.len())].clone());
    mutate(&mut words, &mut choices);
    let source = words.join(" ");
    if let Ok(vocabulary) = source.parse::<TokenStream>() {
        assert_fit(expand::vocabulary(vocabulary), &source);
    }
}

/// The head of a policy, where it says which vocabulary it is over, some of its words changed.
pub fn changed_route(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let mut words = words(blocks(REAL[choices.below(REAL.len())], "policy").remove(0));
    words.truncate(40);
    words.push("}".to_owned());
    mutate(&mut words, &mut choices);
    let source = words.join(" ");
    if let Ok(policy) = source.parse::<TokenStream>() {
        let _ = expand::route(policy);
    }
}

/// Any of the changes, for a fuzzer that has one target for all of them.
pub fn changed(bytes: &[u8]) {
    let (which, rest) = bytes.split_first().map_or((0, bytes), |(which, rest)| (*which, rest));
    match which % 8 {
        0 => changed_vocabulary(rest),
        1 => changed_route(rest),
        2 | 3 => soup_of_words(rest),
        _ => changed_policy(rest),
    }
}

/// A vocabulary as its macro hands it to a policy; nothing where it cannot be read at all.
fn handed_over(schema: &TokenStream) -> Option<Literal> {
    let mut errors = Errors::default();
    let text = parse_vocabulary(schema.clone(), &mut errors)?;
    let vocabulary = check_vocabulary(&text, &mut errors);
    Some(Schema::new(vocabulary, &text, &errors).to_literal())
}

fn expand_policy(seed: &Seed, words: &[String]) {
    let source = words.join(" ");
    let Ok(policy) = source.parse::<TokenStream>() else { return };
    let schema = handed_over(&seed.schema);
    let items = expand::policy(quote!(#schema [crate::vocabulary::clinical] #policy));
    assert_fit(items, &source);
}
