//! Where a condition is broken that is too long for its line.
//!
//! Only spaces become line breaks, so a condition reads back as its notation does: before `then`
//! and `else` and before `AND` and `OR`, those outside of parentheses before those inside.

use super::width::{STEP, WIDTH, fits, length};

/// A condition that begins at a column of its line, and goes on in lines of their own.
pub fn laid_out(condition: &str, column: usize, indent: usize) -> String {
    if fits(condition, column) {
        return condition.to_owned();
    }
    let breaks = breaks(condition);
    let Some(outermost) = breaks.iter().map(|(_, level)| *level).min() else {
        return filled(condition, column, indent);
    };
    let (mut text, mut start) = (String::new(), 0);
    let ends = breaks
        .iter()
        .filter(|(_, level)| *level == outermost)
        .map(|(place, _)| *place)
        .chain([condition.len()]);
    for end in ends {
        let part = condition.get(start..end).unwrap_or_default();
        if start == 0 {
            text.push_str(&laid_out(part, column, indent.saturating_add(STEP)));
        } else {
            next_line(&mut text, indent);
            text.push_str(&laid_out(part, indent, indent.saturating_add(STEP)));
        }
        start = end.saturating_add(1);
    }
    text
}

/// How far inside a word is: within how many brackets, and after which words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Level {
    brackets: usize,
    /// `AND` and `OR` bind more than `then` and `else`.
    connective: bool,
}

/// The spaces before the words that a line may begin with.
fn breaks(condition: &str) -> Vec<(usize, Level)> {
    let (mut breaks, mut brackets, mut place) = (Vec::new(), 0_usize, 0_usize);
    for word in condition.split(' ') {
        let connective = ["AND", "OR"].contains(&word);
        if place > 0 && (connective || ["then", "else"].contains(&word)) {
            breaks.push((place.saturating_sub(1), Level { brackets, connective }));
        }
        for sign in word.chars() {
            match sign {
                '(' | '[' => brackets = brackets.saturating_add(1),
                ')' | ']' => brackets = brackets.saturating_sub(1),
                _ => {}
            }
        }
        place = place.saturating_add(word.len()).saturating_add(1);
    }
    breaks
}

/// A list with as many of its parts on each line as there is room for.
pub fn filled(list: &str, column: usize, indent: usize) -> String {
    let (mut text, mut column) = (String::new(), column);
    for part in list.split_inclusive(", ") {
        let room = WIDTH.saturating_sub(column);
        if !text.is_empty() && length(part.trim_end()) > room {
            text.truncate(text.trim_end().len());
            next_line(&mut text, indent);
            column = indent;
        }
        text.push_str(part);
        column = column.saturating_add(length(part));
    }
    text
}

fn next_line(text: &mut String, indent: usize) {
    text.push('\n');
    text.push_str(&" ".repeat(indent));
}
