//! Whatever is typed between the braces, the macros answer with Rust that parses, and expose none
//! of their internals.
//!
//! The texts are those that the language itself is tried with; here they come as a compiler's
//! tokens, and go on to be Rust.

mod fit;

use crate::expand;
use fit::assert_fit;
use policy_language::diagnostic::Diagnostics;
use policy_language::fuzz::{
    CLINICAL, REAL, Sample, changed_policy, changed_route, changed_vocabulary, found_blocks,
    found_files, soup_of_words,
};
use policy_language::syntax::parse_route;
use policy_language::text::{BlockKind, File};
use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::quote;

/// The content of each `name! { … }` of a file; nothing where the file is no tokens.
fn blocks(file: &str, name: &str) -> Vec<TokenStream> {
    let trees = file.parse::<TokenStream>().unwrap_or_default().into_iter().collect::<Vec<_>>();
    let block = |window: &[TokenTree]| match window {
        [TokenTree::Ident(word), TokenTree::Punct(_), TokenTree::Group(block)] if word == name => {
            Some(block.stream())
        }
        _ => None,
    };
    trees.windows(3).filter_map(block).collect()
}

/// The vocabulary of a file as its macro hands it to a policy; nothing where it cannot be read at
/// all.
fn handed_over(file: &str) -> Option<Literal> {
    let blocks = File::read("vocabulary.rs", file).blocks;
    let block = blocks.iter().find(|block| block.kind == BlockKind::Vocabulary)?;
    let read =
        policy_language::read_vocabulary(&block.tokens, "", |_| 0, &mut Diagnostics::default())?;
    Some(Literal::string(&read.schema.to_line()))
}

/// A policy on both its ways: as its author wrote it, and as its vocabulary's macro hands it on.
fn policy(tokens: &TokenStream, vocabulary: &str, text: &str) {
    assert_fit(expand::route(tokens.clone()), text);
    let source = crate::source::Source::whole(tokens.clone());
    let Some(route) = parse_route(&source.tokens, &mut Diagnostics::default()) else { return };
    if let Some(schema) = handed_over(vocabulary) {
        let rest = source.trees_without(route.brackets);
        assert_fit(expand::policy(quote!(#schema [crate::vocabulary::clinical] #rest)), text);
    }
}

fn file(text: &str) {
    let vocabularies = blocks(text, "vocabulary");
    for vocabulary in &vocabularies {
        assert_fit(expand::vocabulary(vocabulary.clone()), text);
    }
    let vocabulary = if vocabularies.is_empty() { CLINICAL } else { text };
    for block in blocks(text, "policy") {
        policy(&block, vocabulary, text);
    }
}

fn block(sample: &Sample) {
    let Ok(tokens) = sample.text.parse::<TokenStream>() else { return };
    match sample.kind {
        BlockKind::Vocabulary => assert_fit(expand::vocabulary(tokens), &sample.text),
        BlockKind::Policy => policy(&tokens, sample.vocabulary, &sample.text),
    }
}

#[test]
fn mutated_policies_are_answered() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| block(&changed_policy(bytes)));
}

#[test]
fn soups_of_words_are_answered() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| block(&soup_of_words(bytes)));
}

#[test]
fn mutated_vocabularies_are_answered() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| block(&changed_vocabulary(bytes)));
}

#[test]
fn mutated_routes_are_answered() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| block(&changed_route(bytes)));
}

#[test]
fn files_are_answered() {
    for text in REAL.into_iter().chain([CLINICAL]) {
        file(text);
        // Cut off anywhere, and closed as an editor would.
        for end in (0..text.len()).step_by(397).filter(|end| text.is_char_boundary(*end)) {
            let open = text[..end].chars().fold(Vec::new(), |mut open, letter| {
                match letter {
                    '{' => open.push('}'),
                    '(' => open.push(')'),
                    '[' => open.push(']'),
                    '}' | ')' | ']' => drop(open.pop()),
                    _ => {}
                }
                open
            });
            file(&text[..end].chars().chain(open.into_iter().rev()).collect::<String>());
        }
    }
}

#[test]
fn what_fuzzing_found_is_answered() {
    for text in found_files() {
        file(&text);
    }
    for sample in found_blocks() {
        block(&sample);
    }
}

#[test]
fn what_was_found_stays_answered() {
    // The name of the module would have been a keyword of Rust.
    for source in [
        "in # [ doc = \"Facts\" ] pub facts { # [ doc = \"Smoker\" ] smoker : flag , }",
        "pub in { }",
        "fn { }",
    ] {
        assert_fit(expand::vocabulary(source.parse().unwrap()), source);
    }
}
