//! What holds for every text, however damaged.

use policy_language::scan::{Delimiter, RawKind, Scanned, blocks, scan};
use proptest::prelude::*;

mod pieces;

fn is_white_space(character: char) -> bool {
    matches!(
        character,
        '\u{FEFF}' | '\t'
            ..='\r' | ' ' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}'
    )
}

/// Every byte belongs to a token, a comment, white space, or something that is reported.
fn covers(text: &str, scanned: &Scanned) -> Result<(), String> {
    let mut covered: Vec<bool> = vec![false; text.len()];
    let comments = scanned.comments.iter().map(|comment| comment.range.clone());
    let mut end = 0;
    for token in &scanned.tokens {
        if token.range.start < end || text.get(token.range.clone()).is_none() {
            return Err(format!("{token:?} out of order"));
        }
        end = token.range.end;
    }
    let reported = scanned.problems.iter().map(|problem| problem.range.clone());
    for range in
        scanned.tokens.iter().map(|token| token.range.clone()).chain(comments).chain(reported)
    {
        if text.get(range.clone()).is_none() {
            return Err(format!("{range:?} is no part of the text"));
        }
        covered.get_mut(range).into_iter().for_each(|bytes| bytes.fill(true));
    }
    match text.char_indices().find(|(at, character)| {
        !covered.get(*at).copied().unwrap_or_default() && !is_white_space(*character)
    }) {
        Some((at, character)) => Err(format!("{character:?} at {at} is lost")),
        None => Ok(()),
    }
}

fn is_balanced(scanned: &Scanned) -> bool {
    let mut open: Vec<Delimiter> = Vec::new();
    for token in &scanned.tokens {
        match token.kind {
            RawKind::Open(delimiter) => open.push(delimiter),
            RawKind::Close(delimiter) if open.pop() != Some(delimiter) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

/// Replacements take problems away: made one after the other, they come to an end, and never lead
/// back.
fn mends(text: &str) -> Result<(), String> {
    let mut mended = text.to_owned();
    let mut seen = std::collections::HashSet::new();
    for _ in 0..500 {
        if !seen.insert(mended.clone()) {
            return Err(format!("the replacements lead in a circle: {mended:?}"));
        }
        let problems = scan(&mended).problems;
        let Some((problem, replacement)) =
            problems.iter().find_map(|problem| Some((problem, problem.replacement.as_ref()?)))
        else {
            return Ok(());
        };
        mended.replace_range(problem.range.clone(), replacement);
    }
    Err(format!("the replacements have no end: {mended:?}"))
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let scanned = scan(text);
    covers(text, &scanned).map_err(TestCaseError::fail)?;
    prop_assert!(is_balanced(&scanned), "not balanced: {:?}", scanned.tokens);
    for comment in &scanned.comments {
        let before = scanned.tokens.get(comment.before);
        prop_assert!(
            before.is_none_or(|token| token.range.start >= comment.range.end),
            "{comment:?}"
        );
        let after = comment.before.checked_sub(1).and_then(|index| scanned.tokens.get(index));
        prop_assert!(
            after.is_none_or(|token| token.range.end <= comment.range.start),
            "{comment:?}"
        );
    }
    for problem in &scanned.problems {
        prop_assert!(!problem.message.is_empty() && !problem.message.ends_with('.'));
    }
    mends(text).map_err(TestCaseError::fail)?;
    for block in blocks(text, &scanned) {
        prop_assert!(
            block.tokens.start <= block.tokens.end && block.tokens.end < scanned.tokens.len()
        );
        prop_assert!(text.get(block.range.clone()).is_some());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>()) {
        holds(&text)?;
    }

    #[test]
    fn any_soup(pieces in prop::collection::vec(prop::sample::select(pieces::PIECES), 0..40)) {
        holds(&pieces.concat())?;
    }

    #[test]
    fn any_soup_of_characters(characters in prop::collection::vec(prop::sample::select(pieces::CHARACTERS), 0..30)) {
        holds(&characters.into_iter().collect::<String>())?;
    }
}
