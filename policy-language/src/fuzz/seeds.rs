//! What the changes begin with: the real policies and the small ones, whole and section by section,
//! as words.

use crate::samples::{CLINICAL, REAL, SMALL};
use crate::scan::{RawKind, scan};
use crate::text::BlockKind;

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

/// A policy, as text that can be changed word by word.
pub struct Seed {
    /// The file with its vocabulary.
    pub vocabulary: &'static str,
    pub words: Vec<String>,
}

fn policies() -> Vec<Seed> {
    let of = |file: &str, vocabulary| {
        words(file, BlockKind::Policy)
            .into_iter()
            .map(move |words| Seed { vocabulary, words })
            .collect::<Vec<_>>()
    };
    let real = REAL.iter().flat_map(|file| of(file, CLINICAL));
    of(SMALL, SMALL).into_iter().chain(real).flat_map(with_single_sections).collect()
}

/// A policy, and for each of its sections a smaller one that holds this section alone: most
/// mistakes need no more, and it is answered faster.
fn with_single_sections(whole: Seed) -> Vec<Seed> {
    let Some(open) = whole.words.iter().position(|word| word == "{") else { return vec![whole] };
    let (head, body) = whole.words.split_at(open + 1);
    let statements = statements(&body[..body.len() - 1]);
    let is_section = |statement: &[String]| statement.first().is_some_and(|word| word == "section");
    let smaller = statements.iter().enumerate().filter(|(_, statement)| is_section(statement)).map(
        |(kept, _)| {
            let others = statements
                .iter()
                .enumerate()
                .filter(|(place, statement)| *place == kept || !is_section(statement));
            let words = head
                .iter()
                .cloned()
                .chain(others.flat_map(|(_, statement)| statement.iter().cloned()))
                .chain(["}".to_owned()]);
            Seed { vocabulary: whole.vocabulary, words: words.collect() }
        },
    );
    let smaller = smaller.collect::<Vec<_>>();
    smaller.into_iter().chain([whole]).collect()
}

/// The statements between the braces of a policy: each ends with its `;`, or with a closing brace
/// that nothing follows.
fn statements(body: &[String]) -> Vec<Vec<String>> {
    let (mut statements, mut open, mut depth) = (Vec::new(), Vec::new(), 0_usize);
    for (place, word) in body.iter().enumerate() {
        open.push(word.clone());
        match word.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        let closed =
            word == "}" && body.get(place + 1).is_none_or(|next| next != "=>" && next != ";");
        if depth == 0 && (word == ";" || closed) {
            statements.push(std::mem::take(&mut open));
        }
    }
    statements
}

fn vocabularies() -> Vec<Vec<String>> {
    [SMALL, CLINICAL].into_iter().flat_map(|file| words(file, BlockKind::Vocabulary)).collect()
}

thread_local! {
    pub static POLICIES: Vec<Seed> = policies();
    pub static VOCABULARIES: Vec<Vec<String>> = vocabularies();
}

/// The words of each block of a kind, brackets among them.
pub fn words(file: &str, kind: BlockKind) -> Vec<Vec<String>> {
    let scanned = scan(file);
    let blocks = crate::scan::blocks(file, &scanned).into_iter().filter(|block| block.kind == kind);
    blocks
        .map(|block| {
            let mut words: Vec<String> = Vec::new();
            let mut glued = false;
            for token in &scanned.tokens[block.tokens] {
                // A comment with three slashes goes on to the end of its line.
                let text = if matches!(token.kind, RawKind::Doc { .. }) {
                    format!("{}\n", token.text(file))
                } else {
                    token.text(file).to_owned()
                };
                match words.last_mut() {
                    Some(last) if glued => last.push_str(&text),
                    _ => words.push(text),
                }
                glued = matches!(token.kind, RawKind::Sign { joint: true, .. });
            }
            words
        })
        .collect()
}
