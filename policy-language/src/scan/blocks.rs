//! The vocabularies and policies of a file of Rust.

use super::problem::Problem;
use super::token::{RawKind, RawToken, Scanned};
use std::ops::Range;

/// What a block declares.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BlockKind {
    /// `vocabulary! { … }`
    Vocabulary,
    /// `policy! { … }`
    Policy,
}

/// A block of the language in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it declares.
    pub kind: BlockKind,
    /// The indices of the tokens between its delimiters.
    pub tokens: Range<usize>,
    /// The whole call in bytes, from its path to its closing delimiter.
    pub range: Range<usize>,
    /// Up to where the text belongs to no other block: what closes too much may be after the
    /// end.
    until: usize,
}

impl Block {
    /// What is wrong in this block: everything in its range, and what is left over after it because
    /// the block was closed too early. All other problems of the file are outside of every block,
    /// and Rust's own business.
    pub fn problems<'s>(
        &self,
        text: &'s str,
        scanned: &'s Scanned,
    ) -> impl Iterator<Item = &'s Problem> + use<'s> {
        let from = |position: usize| {
            scanned.problems.partition_point(|problem| problem.range.start < position)
        };
        let (end, last) = (self.range.end, self.range.end == text.len());
        let near =
            scanned.problems.get(from(self.range.start)..from(self.until)).unwrap_or_default();
        near.iter().filter(move |problem| {
            let start = problem.range.start;
            let closes = || matches!(text.get(problem.range.clone()), Some(")" | "]" | "}"));
            start < end || last && start == end || closes()
        })
    }
}

/// The word, `!` and opening delimiter of a call at the index.
pub(super) fn call_at<'t>(text: &'t str, tokens: &'t [RawToken], index: usize) -> Option<&'t str> {
    let [word, bang, open] = tokens.get(index..index.saturating_add(3))? else { return None };
    let is_call = word.kind == RawKind::Word
        && matches!(bang.kind, RawKind::Sign { sign: '!', .. })
        && matches!(open.kind, RawKind::Open(_));
    is_call.then(|| word.word(text))
}

pub(super) fn block_at(text: &str, tokens: &[RawToken], index: usize) -> Option<BlockKind> {
    match call_at(text, tokens, index)? {
        "vocabulary" => Some(BlockKind::Vocabulary),
        "policy" => Some(BlockKind::Policy),
        _ => None,
    }
}

/// All vocabularies and policies of a file, wherever they are, except for what a `macro_rules!`
/// writes.
#[must_use]
pub fn blocks(text: &str, scanned: &Scanned) -> Vec<Block> {
    let (tokens, partners) = (&scanned.tokens, scanned.partners());
    let mut found: Vec<Block> = Vec::new();
    let mut index = 0_usize;
    while index < tokens.len() {
        let mut next = index.saturating_add(1);
        if let Some(kind) = block_at(text, tokens, index) {
            let open = index.saturating_add(2);
            let close = partners.get(open).copied().unwrap_or(open);
            let start =
                tokens.get(path_start(text, tokens, index)).map_or(0, |token| token.range.start);
            let end = tokens.get(close).map_or(text.len(), |token| token.range.end);
            if let Some(before) = found.last_mut() {
                before.until = start;
            }
            found.push(Block {
                kind,
                tokens: open.saturating_add(1)..close,
                range: start..end,
                until: text.len().saturating_add(1),
            });
            next = close.saturating_add(1);
        } else if is_macro_rules(text, tokens, index) {
            let open = index.saturating_add(3);
            next = partners.get(open).copied().unwrap_or(open).saturating_add(1);
        }
        index = next;
    }
    found
}

/// `macro_rules! name {`
fn is_macro_rules(text: &str, tokens: &[RawToken], index: usize) -> bool {
    let Some([word, bang, name, open]) = tokens.get(index..index.saturating_add(4)) else {
        return false;
    };
    word.text(text) == "macro_rules"
        && matches!(bang.kind, RawKind::Sign { sign: '!', .. })
        && name.kind == RawKind::Word
        && matches!(open.kind, RawKind::Open(_))
}

/// Where the path of a call begins whose last word is at the index: `::a::b::policy`.
fn path_start(text: &str, tokens: &[RawToken], index: usize) -> usize {
    let colon = |index: Option<usize>| {
        index.and_then(|index| tokens.get(index)).is_some_and(|token| token.text(text) == ":")
    };
    let mut start = index;
    while colon(start.checked_sub(1)) && colon(start.checked_sub(2)) {
        start = start.saturating_sub(2);
        match start.checked_sub(1).and_then(|before| tokens.get(before)) {
            Some(token)
                if token.kind == RawKind::Word
                    && tokens
                        .get(start)
                        .is_some_and(|colon| token.range.end == colon.range.start) =>
            {
                start = start.saturating_sub(1);
            }
            _ => return start,
        }
    }
    start
}
