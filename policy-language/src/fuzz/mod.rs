//! Whatever is typed, it is answered: no panic, no endless loop, every mistake at a place of the
//! text and in the author's words.
//!
//! In: a fuzzer's bytes, as the text of an author's file, or as choices: which real policy, with
//! which words deleted, doubled, swapped and replaced; or which soup of the language's own words.
//! Out: nothing, or a panic that says what is not fit.
//!
//! `cargo test` runs a few thousand of each, here and once more through the macros; for more,
//! `BOLERO_RANDOM_ITERATIONS=1000000 cargo test --release fuzz`. The coverage-guided targets in
//! `fuzz/` run the same functions.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "tests may panic"
)]

pub(crate) mod changes;
#[cfg(test)]
mod growth;
pub(crate) mod seeds;
#[cfg(test)]
mod tests;

pub use crate::samples::{CLINICAL, REAL};

use crate::text::{BlockKind, File};
use crate::{Located, check_files};
use changes::{Choices, mutate};
use seeds::{FOREIGN, POLICIES, Seed, VOCABULARIES, words};

/// How often, at most, replacements lead to further ones before a test has seen enough.
const MOST_ROUNDS: usize = 12;

/// Words that only we know; an author must never read them.
const INTERNAL: [&str; 12] = [
    "policy_core",
    "policy_macros",
    "policy_language",
    "proc_macro",
    "Cow<",
    "Option<",
    "Some(",
    "TokenStream",
    "unwrap",
    "__policy",
    "Box<",
    "called `",
];

/// A block that someone may have typed.
#[derive(Debug)]
pub struct Sample {
    /// What kind of block it is.
    pub kind: BlockKind,
    /// What is between its braces.
    pub text: String,
    /// Of a policy, the file with its vocabulary.
    pub vocabulary: &'static str,
}

/// Whether a text says anything that only we know, though its author did not.
#[must_use]
pub fn names_internal(message: &str, source: &str) -> bool {
    INTERNAL.iter().any(|word| message.contains(word) && !source.contains(word))
}

/// Reads a file as an author writes it. A policy is over the file's own vocabulary, or else over
/// the clinical one.
pub fn file(text: &str) {
    answer(text, CLINICAL);
}

/// Reads a file that holds one block alone.
pub fn block(sample: &Sample) {
    answer(&in_braces(sample), sample.vocabulary);
}

fn in_braces(sample: &Sample) -> String {
    let name = match sample.kind {
        BlockKind::Vocabulary => "vocabulary",
        BlockKind::Policy => "policy",
    };
    format!("{name}! {{ {} }}", sample.text)
}

/// Puts every replacement in its place: each is for a part of the text, whatever comes out is
/// answered again, and it never leads in a circle.
pub fn mend(sample: &Sample) {
    let mut text = in_braces(sample);
    let mut seen = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let found = found_in(&text, sample.vocabulary);
        let mut replacements = found
            .into_iter()
            .filter_map(|found| found.replacement)
            .filter(|(span, _)| span.file == 0)
            .collect::<Vec<_>>();
        replacements.sort_by_key(|(span, _)| (span.range.start, span.range.end));
        replacements.dedup_by(|next, one| {
            next.0.range.start < one.0.range.end || next.0.range == one.0.range
        });
        if replacements.is_empty() {
            return;
        }
        seen.push(text.clone());
        for (span, new) in replacements.into_iter().rev() {
            text.replace_range(span.range, &new);
        }
        assert!(!seen.contains(&text), "the replacements lead in a circle: {text}");
    }
}

fn answer(text: &str, vocabulary: &str) {
    found_in(text, vocabulary);
}

fn found_in(text: &str, vocabulary: &str) -> Vec<Located> {
    let mut files = vec![File::read("fuzz.rs", text)];
    if files[0].blocks.iter().all(|block| block.kind == BlockKind::Policy) {
        files.push(File::read("vocabulary.rs", vocabulary));
    }
    let found = check_files(&files).diagnostics;
    for found in &found {
        assert_fit(found, &files);
    }
    found
}

fn assert_fit(found: &Located, files: &[File]) {
    let source = files[0].text.as_str();
    let is_place = |span: &crate::Span| {
        files.get(span.file).is_some_and(|file| file.text.get(span.range.clone()).is_some())
    };
    assert!(is_place(&found.at), "{found:?}\n{source}");
    assert!(found.labels.iter().all(|(span, _)| is_place(span)), "{found:?}\n{source}");
    assert!(found.replacement.iter().all(|(span, _)| is_place(span)), "{found:?}\n{source}");
    for said in [&found.message].into_iter().chain(&found.help).chain(&found.notes) {
        assert!(
            !said.is_empty() && !names_internal(said, source),
            "a message names an internal: {said}\n{source}"
        );
    }
}

/// A real policy, some of its words changed.
#[must_use]
pub fn changed_policy(bytes: &[u8]) -> Sample {
    let mut choices = Choices(bytes);
    POLICIES.with(|policies| {
        let seed = &policies[choices.below(policies.len())];
        let mut words = seed.words.clone();
        mutate(&mut words, &mut choices);
        policy(seed, &words)
    })
}

/// Pieces of a real policy in any order.
#[must_use]
pub fn soup_of_words(bytes: &[u8]) -> Sample {
    let mut choices = Choices(bytes);
    POLICIES.with(|policies| {
        let seed = &policies[choices.below(policies.len())];
        let mut words = ["soup", "<", "clinical", ">", "{"].map(str::to_owned).to_vec();
        while !choices.is_empty() {
            let from = choices.below(seed.words.len());
            let length = 1 + choices.below(6);
            words.extend(seed.words.iter().skip(from).take(length).cloned());
            if choices.below(3) == 0 {
                words.push(FOREIGN[choices.below(FOREIGN.len())].to_owned());
            }
        }
        words.push("}".to_owned());
        policy(seed, &words)
    })
}

fn policy(seed: &Seed, words: &[String]) -> Sample {
    Sample { kind: BlockKind::Policy, text: words.join(" "), vocabulary: seed.vocabulary }
}

/// A real vocabulary, some of its words changed.
#[must_use]
pub fn changed_vocabulary(bytes: &[u8]) -> Sample {
    let mut choices = Choices(bytes);
    let mut words =
        VOCABULARIES.with(|vocabularies| vocabularies[choices.below(vocabularies.len())].clone());
    mutate(&mut words, &mut choices);
    Sample { kind: BlockKind::Vocabulary, text: words.join(" "), vocabulary: "" }
}

/// The head of a policy, where it says which vocabulary it is over, some of its words changed.
#[must_use]
pub fn changed_route(bytes: &[u8]) -> Sample {
    let mut choices = Choices(bytes);
    let mut words = words(REAL[choices.below(REAL.len())], BlockKind::Policy).remove(0);
    words.truncate(40);
    words.push("}".to_owned());
    mutate(&mut words, &mut choices);
    Sample { kind: BlockKind::Policy, text: words.join(" "), vocabulary: CLINICAL }
}

/// Any of the changes, for a fuzzer that has one target for all of them.
#[must_use]
pub fn changed(bytes: &[u8]) -> Sample {
    let (which, rest) = bytes.split_first().map_or((0, bytes), |(which, rest)| (*which, rest));
    match which % 8 {
        0 => changed_vocabulary(rest),
        1 => changed_route(rest),
        2 | 3 => soup_of_words(rest),
        _ => changed_policy(rest),
    }
}

/// Files that led coverage-guided fuzzing to code that no other led to.
#[must_use]
pub fn found_files() -> Vec<String> {
    found(include_str!("../../../fuzz/found/policy_text.hex"))
        .iter()
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .collect()
}

/// Changed blocks that did.
#[must_use]
pub fn found_blocks() -> Vec<Sample> {
    found(include_str!("../../../fuzz/found/policy_words.hex"))
        .iter()
        .map(|bytes| changed(bytes))
        .collect()
}

/// Inputs as they are kept: one a line, in hexadecimal digits.
fn found(lines: &str) -> Vec<Vec<u8>> {
    let digit = |digit: u8| {
        char::from(digit)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
            .unwrap_or_else(|| panic!("{digit} is no digit"))
    };
    let byte = |digits: &[u8]| digits.iter().fold(0, |byte, next| byte << 4 | digit(*next));
    lines.lines().map(|line| line.as_bytes().chunks(2).map(byte).collect()).collect()
}
