//! What the changes begin with: the real policies and the small ones, whole and section by section, as words.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A vocabulary of every type of fact, and policies over it that use the whole language.
pub const SMALL: &str = include_str!("../../../tests/src/small.rs");

/// Real policies, over the clinical vocabulary.
pub const REAL: [&str; 5] = [
    include_str!("../../../policies/src/revascor.rs"),
    include_str!("../../../policies/src/tecartus.rs"),
    include_str!("../../../policies/src/abecma.rs"),
    include_str!("../../../policies/src/kresladi.rs"),
    include_str!("../../../policies/src/pad_stem_cells.rs"),
];

pub const CLINICAL: &str = include_str!("../../../policies/src/vocabulary.rs");

/// What people type who know another language.
pub const FOREIGN: [&str; 40] = [
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

/// A block of one of our macros, as text that can be changed word by word.
pub struct Seed {
    pub schema: TokenStream,
    pub words: Vec<String>,
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
    pub static POLICIES: Vec<Seed> = policies();
    pub static VOCABULARIES: Vec<Vec<String>> = vocabularies();
}

/// The content of each `name! { … }` of a file; nothing where the file is no tokens.
pub fn blocks(file: &str, name: &str) -> Vec<TokenStream> {
    let trees = file.parse::<TokenStream>().unwrap_or_default().into_iter().collect::<Vec<_>>();
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

/// The words of a text, brackets among them.
pub fn words(tokens: TokenStream) -> Vec<String> {
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
