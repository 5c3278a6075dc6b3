//! Whatever is typed between the braces, the macros answer: no panic, no endless loop, no Rust that does not parse, no word of their inside.
//!
//! In: real policies with tokens deleted, doubled, swapped and replaced, and soups of the language's own words. `cargo test` runs a few thousand; for more,
//! `BOLERO_RANDOM_ITERATIONS=1000000 cargo test --release -p policy-macros fuzz`, or `cargo bolero test` for a coverage-guided engine. Inputs that once found
//! something have a test of their own at the end.

#![expect(clippy::arithmetic_side_effects, reason = "tests may panic")]

use crate::expand;
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A vocabulary of every type of fact, and policies over it that use the whole language.
const SMALL: &str = include_str!("../../tests/src/small.rs");

/// Real policies, over the clinical vocabulary.
const REAL: [&str; 5] = [
    include_str!("../../policies/src/revascor.rs"),
    include_str!("../../policies/src/tecartus.rs"),
    include_str!("../../policies/src/abecma.rs"),
    include_str!("../../policies/src/kresladi.rs"),
    include_str!("../../policies/src/pad_stem_cells.rs"),
];

const CLINICAL: &str = include_str!("../../policies/src/vocabulary.rs");

/// What people type who know another language.
const FOREIGN: [&str; 40] = [
    "and",
    "or",
    "not",
    "&&",
    "||",
    "!",
    "==",
    "=<",
    "=>",
    "<>",
    "is",
    "IN",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ";",
    ":",
    ",",
    ".",
    "1_000",
    "1.5",
    "40%",
    "2026-05-31",
    "2025-02-30",
    "\"II\"",
    "'a",
    "18y",
    "0x12",
    "-",
    "+",
    "*",
    "/",
    "$",
    "#",
    "within",
    "at least",
    "restated",
];

/// Words that only we know; an author must never read them.
const INTERNAL: [&str; 11] =
    ["policy_core", "policy_macros", "proc_macro", "Cow<", "Option<", "Some(", "TokenStream", "unwrap", "__policy", "Box<", "called `"];

/// A block of one of our macros, as text that can be changed word by word.
struct Seed {
    schema: TokenStream,
    words: Vec<String>,
}

fn policies() -> Vec<Seed> {
    let small = blocks(SMALL, "vocabulary").remove(0);
    let clinical = blocks(CLINICAL, "vocabulary").remove(0);
    let small =
        blocks(SMALL, "policy").into_iter().map(|policy| Seed { schema: small.clone(), words: words(without_path(policy)) }).collect::<Vec<_>>();
    let real = REAL.iter().flat_map(|file| blocks(file, "policy"));
    let seed = |policy| Seed { schema: clinical.clone(), words: words(without_path(policy)) };
    small.into_iter().chain(real.map(seed)).flat_map(with_single_sections).collect()
}

/// A policy, and for each of its sections a smaller one that holds this section alone: most mistakes need no more, and it is answered faster.
fn with_single_sections(whole: Seed) -> Vec<Seed> {
    let Some(open) = whole.words.iter().position(|word| word == "{") else { return vec![whole] };
    let (head, body) = whole.words.split_at(open + 1);
    let statements = statements(&body[..body.len() - 1]);
    let is_section = |statement: &[String]| statement.first().is_some_and(|word| word == "section");
    let smaller = statements.iter().enumerate().filter(|(_, statement)| is_section(statement)).map(|(kept, _)| {
        let others = statements.iter().enumerate().filter(|(place, statement)| *place == kept || !is_section(statement));
        let words = head.iter().cloned().chain(others.flat_map(|(_, statement)| statement.iter().cloned())).chain(["}".to_owned()]);
        Seed { schema: whole.schema.clone(), words: words.collect() }
    });
    let smaller = smaller.collect::<Vec<_>>();
    smaller.into_iter().chain([whole]).collect()
}

/// The statements between the braces of a policy: each ends with its `;`, or with a closing brace that nothing follows.
fn statements(body: &[String]) -> Vec<Vec<String>> {
    let (mut statements, mut open, mut depth) = (Vec::new(), Vec::new(), 0_usize);
    for (place, word) in body.iter().enumerate() {
        open.push(word.clone());
        match word.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        let closed = word == "}" && body.get(place + 1).is_none_or(|next| next != "=>" && next != ";");
        if depth == 0 && (word == ";" || closed) {
            statements.push(std::mem::take(&mut open));
        }
    }
    statements
}

fn vocabularies() -> Vec<Vec<String>> {
    [SMALL, CLINICAL].into_iter().flat_map(|file| blocks(file, "vocabulary")).map(words).collect()
}

thread_local! {
    static POLICIES: Vec<Seed> = policies();
    static VOCABULARIES: Vec<Vec<String>> = vocabularies();
}

/// The content of each `name! { … }` of a file.
fn blocks(file: &str, name: &str) -> Vec<TokenStream> {
    let trees = file.parse::<TokenStream>().unwrap().into_iter().collect::<Vec<_>>();
    trees
        .windows(3)
        .filter_map(|window| match window {
            [TokenTree::Ident(word), TokenTree::Punct(_), TokenTree::Group(block)] if word == name => Some(block.stream()),
            _ => None,
        })
        .collect()
}

/// A policy as its vocabulary's macro hands it on: without `<vocabulary>`.
fn without_path(policy: TokenStream) -> TokenStream {
    let mut errors = crate::report::Errors::default();
    crate::syntax::split_route(policy, &mut errors).unwrap().rest
}

fn words(tokens: TokenStream) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut joint = false;
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Parenthesis | Delimiter::None => ("(", ")"),
                };
                found.push(open.to_owned());
                found.extend(words(group.stream()));
                found.push(close.to_owned());
                joint = false;
            }
            TokenTree::Punct(sign) => {
                match found.last_mut() {
                    Some(last) if joint => last.push(sign.as_char()),
                    _ => found.push(sign.as_char().to_string()),
                }
                joint = sign.spacing() == Spacing::Joint;
            }
            other => {
                found.push(other.to_string());
                joint = false;
            }
        }
    }
    found
}

/// Reads numbers off the fuzzer's bytes.
struct Choices<'b>(&'b [u8]);

impl Choices<'_> {
    fn below(&mut self, limit: usize) -> usize {
        let mut number = 0_usize;
        for _ in 0..2 {
            if let Some((byte, rest)) = self.0.split_first() {
                number = number << 8 | usize::from(*byte);
                self.0 = rest;
            }
        }
        number % limit.max(1)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Deletes, doubles, swaps and replaces words.
fn mutate(words: &mut Vec<String>, choices: &mut Choices<'_>) {
    for _ in 0..=choices.below(4) {
        let (kind, place, other) = (choices.below(6), choices.below(words.len()), choices.below(words.len()));
        if words.is_empty() {
            return;
        }
        match kind {
            0 => drop(words.remove(place)),
            1 => words.insert(place, words[place].clone()),
            2 => words.swap(place, other),
            3 => words[place] = words[other].clone(),
            4 => words[place] = FOREIGN[other % FOREIGN.len()].to_owned(),
            _ => words.truncate(place),
        }
        if choices.is_empty() {
            return;
        }
    }
}

/// What rustc would read, and what an author would: both have to be fit for them.
fn assert_fit(items: TokenStream, source: &str) {
    assert!(!items.is_empty(), "neither items nor a message\n{source}");
    let mut messages = Vec::new();
    collect_messages(items.clone(), &mut messages);
    for message in messages {
        assert!(!INTERNAL.iter().any(|word| message.contains(word) && !source.contains(word)), "a message names an internal: {message}\n{source}");
    }
    // Parsing Rust takes longer than all the rest, and most inputs lead to the same code.
    if source.len().is_multiple_of(4)
        && let Err(error) = syn::parse2::<syn::File>(items)
    {
        panic!("generated code does not parse: {error}\n{source}");
    }
}

/// The texts of `compile_error!("…")` and of the panics that underline two places.
fn collect_messages(tokens: TokenStream, messages: &mut Vec<String>) {
    let trees = tokens.into_iter().collect::<Vec<_>>();
    for window in trees.windows(3) {
        if let [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Group(content)] = window
            && (name == "compile_error" || name == "panic")
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

fn expand_policy(seed: &Seed, words: &[String]) {
    let source = words.join(" ");
    let Ok(policy) = source.parse::<TokenStream>() else { return };
    let schema = &seed.schema;
    let items = expand::policy(quote::quote!({ #schema } [crate::vocabulary::clinical] #policy));
    assert_fit(items, &source);
}

#[test]
fn mutated_policies_are_answered() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| {
        let mut choices = Choices(bytes);
        POLICIES.with(|policies| {
            let seed = &policies[choices.below(policies.len())];
            let mut words = seed.words.clone();
            mutate(&mut words, &mut choices);
            expand_policy(seed, &words);
        });
    });
}

#[test]
fn soups_of_words_are_answered() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| {
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
    });
}

#[test]
fn mutated_vocabularies_are_answered() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| {
        let mut choices = Choices(bytes);
        let mut words = VOCABULARIES.with(|vocabularies| vocabularies[choices.below(vocabularies.len())].clone());
        mutate(&mut words, &mut choices);
        let source = words.join(" ");
        if let Ok(vocabulary) = source.parse::<TokenStream>() {
            assert_fit(expand::vocabulary(vocabulary), &source);
        }
    });
}

#[test]
fn mutated_routes_are_answered() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| {
        let mut choices = Choices(bytes);
        let mut words = words(blocks(REAL[choices.below(REAL.len())], "policy").remove(0));
        words.truncate(40);
        words.push("}".to_owned());
        mutate(&mut words, &mut choices);
        let source = words.join(" ");
        if let Ok(policy) = source.parse::<TokenStream>() {
            let _ = expand::route(policy);
        }
    });
}

#[test]
fn what_was_found_stays_answered() {
    // The name of the module would have been a keyword of Rust.
    for source in ["in # [ doc = \"Facts\" ] pub facts { # [ doc = \"Smoker\" ] smoker : flag , }", "pub in { }", "fn { }"] {
        assert_fit(expand::vocabulary(source.parse().unwrap()), source);
    }
}
