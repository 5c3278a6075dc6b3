//! What was certainly meant as a block and is none: `policy {`, `polcy! {`. Passed over in silence,
//! it would look like a policy without mistakes.

use crate::scan::{Block, Delimiter, Problem, RawKind, RawToken, Scanned};
use policy_core::suggest::distance;

/// The words with which blocks begin.
const NAMES: [&str; 2] = ["policy", "vocabulary"];

/// How many letters may be wrong.
const WRONG: usize = 2;

/// The words where a block could begin that are nearly those of one.
pub fn almost_blocks(text: &str, scanned: &Scanned, blocks: &[Block]) -> Vec<Problem> {
    let tokens = &scanned.tokens;
    let (mut found, mut depth) = (Vec::new(), 0_usize);
    let mut blocks = blocks.iter().peekable();
    let mut index = 0_usize;
    while let Some(token) = tokens.get(index) {
        if let Some(block) = blocks.next_if(|block| block.tokens.start <= index) {
            index = block.tokens.end.max(index.saturating_add(1));
            continue;
        }
        match token.kind {
            RawKind::Open(_) => depth = depth.saturating_add(1),
            RawKind::Close(_) => depth = depth.saturating_sub(1),
            RawKind::Word if depth == 0 && begins_item(text, tokens, index) => {
                found.extend(almost_block(text, tokens, index));
            }
            _ => {}
        }
        index = index.saturating_add(1);
    }
    found
}

/// Whether an item of a file can begin at a token.
fn begins_item(text: &str, tokens: &[RawToken], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| tokens.get(before));
    before.is_none_or(|before| match before.kind {
        RawKind::Doc { .. } | RawKind::Close(Delimiter::Brace | Delimiter::Bracket) => true,
        _ => before.text(text) == ";",
    })
}

fn almost_block(text: &str, tokens: &[RawToken], index: usize) -> Option<Problem> {
    let word = tokens.get(index)?;
    let is_brace = |distance: usize| {
        tokens
            .get(index.saturating_add(distance))
            .is_some_and(|token| token.kind == RawKind::Open(Delimiter::Brace))
    };
    let has_mark = tokens.get(index.saturating_add(1)).is_some_and(|token| token.text(text) == "!");
    let typed = word.text(text);
    let lower = typed.to_lowercase();
    let meant = NAMES.into_iter().find(|name| distance(&lower, name) <= WRONG)?;
    match has_mark {
        true if typed != meant && is_brace(2) => {
            let problem = Problem::new(
                word.range.clone(),
                format!("`{typed}!` is not a block of the language"),
            );
            Some(problem.help(format!("write `{meant}!`")).replacement(meant))
        }
        false if is_brace(1) => {
            let problem = Problem::new(
                word.range.clone(),
                format!("`{typed} {{` is not a block of the language"),
            );
            Some(problem.help(format!("write `{meant}! {{`")).replacement(format!("{meant}!")))
        }
        _ => None,
    }
}
