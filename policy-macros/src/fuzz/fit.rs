//! What is promised of everything that the macros hand back: Rust that parses, and messages in the
//! author's words.

use policy_language::fuzz::names_internal;
use proc_macro2::{TokenStream, TokenTree};

/// What rustc would read, and what an author would: both have to be fit for them.
pub fn assert_fit(items: TokenStream, source: &str) {
    assert!(!items.is_empty(), "neither items nor a message\n{source}");
    let mut messages = Vec::new();
    collect_messages(items.clone(), &mut messages);
    for message in messages {
        assert!(
            !names_internal(&message, source),
            "a message names an internal: {message}\n{source}"
        );
    }
    // Parsing Rust takes longer than all the rest, and most inputs lead to the same code.
    if source.len().is_multiple_of(4)
        && let Err(error) = syn::parse2::<syn::File>(items)
    {
        panic!("generated code does not parse: {error}\n{source}");
    }
}

/// The texts of `compile_error!("…")`.
fn collect_messages(tokens: TokenStream, messages: &mut Vec<String>) {
    let trees = tokens.into_iter().collect::<Vec<_>>();
    for window in trees.windows(3) {
        if let [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Group(content)] = window
            && name == "compile_error"
        {
            messages.push(content.stream().to_string());
        }
    }
    for tree in trees {
        if let TokenTree::Group(group) = tree {
            collect_messages(group.stream(), messages);
        }
    }
}
