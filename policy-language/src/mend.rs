//! Replacements as bytes of a file: with the spaces that keep words apart, and none too many.

use crate::diagnostic::{Replacement, Side};
use crate::text::{Block, File};
use std::ops::Range;

/// What to put in place of which bytes. `None` where a remark to colleagues is among what would
/// go away.
pub fn in_file(
    file: &File,
    block: &Block,
    replacement: &Replacement,
) -> Option<(Range<usize>, String)> {
    let place = block.range(replacement.place);
    let mut range = match replacement.side {
        Side::Instead if block.has_remark(&file.text, replacement.place) => return None,
        Side::Instead => place,
        Side::Before => place.start..place.start,
        Side::Behind => place.end..place.end,
    };
    let (before, after) = (file.text.get(..range.start)?, file.text.get(range.end..)?);
    let text = replacement.text.as_str();
    let next = after.chars().next();
    let first = text.chars().next();
    let closes = first.or(next).is_some_and(|sign| ",;:)]".contains(sign))
        || first.is_none() && next.is_some_and(char::is_whitespace);
    let kept = before.trim_end_matches(' ');
    // At the beginning of a line the spaces are its indentation.
    if closes && !kept.ends_with('\n') {
        range.start = kept.len();
    }
    let last_before = file.text.get(..range.start)?.chars().next_back();
    let gap = |one: Option<char>, other: Option<char>| {
        if one.zip(other).is_some_and(|(one, other)| grow_together(one, other)) { " " } else { "" }
    };
    let ahead = gap(last_before, first.or(next));
    let behind = gap(text.chars().next_back(), next);
    Some((range, format!("{ahead}{text}{behind}")))
}

/// Whether two characters without a space between them could be read as one word or sign.
fn grow_together(one: char, other: char) -> bool {
    let in_word = |sign: char| sign.is_alphanumeric() || "_\"'".contains(sign);
    let in_sign = |sign: char| "<>=!&|:-/*.".contains(sign);
    in_word(one) && in_word(other) || in_sign(one) && in_sign(other)
}
