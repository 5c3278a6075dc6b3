//! Days as the field writes them: `01/31/2026`, `January 31, 2026`, `31 Jan 2026`. In: the cursor
//! at the first token. Out: the days that may be meant, as the language writes them.

use super::literal::is_plain;
use crate::text::{Cursor, Place, Token};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day that is written otherwise.
pub(super) struct Written {
    /// The days that it can be.
    pub days: Vec<String>,
    pub last: Place,
    pub tokens: usize,
}

/// The month that a word names, in full or in short.
fn month(word: &str) -> Option<usize> {
    let lower = word.to_lowercase();
    if lower == "sept" {
        return Some(9);
    }
    let named = |month: &&str| **month == lower || lower.len() == 3 && month.starts_with(&lower);
    MONTHS.iter().position(named).map(|index| index.saturating_add(1))
}

/// The number of a day or a year, which may have an ending: `1st`.
fn number(text: &str) -> Option<usize> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end));
    let bare = bare.unwrap_or(text);
    if is_plain(bare) && bare.len() <= 4 { bare.parse().ok() } else { None }
}

fn day(year: usize, month: usize, day: usize) -> Option<String> {
    let right = (1..=12).contains(&month) && (1..=31).contains(&day);
    right.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The date that comes next, if it is written otherwise.
pub(super) fn written(cursor: &Cursor) -> Option<Written> {
    let mut ahead = *cursor;
    let start = ahead.position();
    let named = matches!(ahead.peek(), Token::Word(word) if month(word).is_some());
    if !named && !matches!(ahead.peek(), Token::Number(_)) {
        return None;
    }
    let mut tokens = 0_usize;
    let mut best = None;
    while tokens < 7 {
        let fits = match ahead.peek() {
            Token::Word(word) => month(word).is_some(),
            Token::Number(_) => true,
            Token::Symbol(sign) => ["/", ".", ",", "-"].contains(&sign.as_str()),
            _ => false,
        };
        if !fits {
            break;
        }
        let ends = !matches!(ahead.peek(), Token::Symbol(_));
        let last = ahead.advance();
        tokens = tokens.saturating_add(1);
        if ends && let Some(days) = read(&ahead.source_from(start)) {
            best = Some(Written { days, last, tokens });
        }
    }
    best
}

/// What a text says as a date, where it says it otherwise than the language does.
fn read(text: &str) -> Option<Vec<String>> {
    let separators = |letter: char| !letter.is_alphanumeric();
    let parts = text.split(separators).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let year = |text: &str| number(text).filter(|_| text.len() == 4);
    let slashes = text.contains('/');
    let days = match *parts.as_slice() {
        [first, second] if let (Some(month), Some(year)) = (month(first), year(second)) => {
            vec![format!("{year:04}-{month:02}")]
        }
        [first, second] if slashes => {
            let (month, year) = (number(first)?, year(second)?);
            vec![(1..=12).contains(&month).then(|| format!("{year:04}-{month:02}"))?]
        }
        [first, second, third] if let Some(month) = month(first) => {
            vec![day(year(third)?, month, number(second)?)?]
        }
        [first, second, third] if let Some(month) = month(second) => {
            let (early, late) = (number(first)?, number(third)?);
            let turned = first.len() == 4;
            let (year, date) = if turned { (early, late) } else { (year(third)?, early) };
            vec![day(year, month, date)?]
        }
        [first, second, third] if first.len() == 4 && !text.contains('-') => {
            vec![day(year(first)?, number(second)?, number(third)?)?]
        }
        [first, second, third] if third.len() == 4 => {
            let (year, first, second) = (year(third)?, number(first)?, number(second)?);
            // The month comes first in the United States, and the day elsewhere.
            let mut days = Vec::from_iter(day(year, first, second));
            days.extend(day(year, second, first).filter(|day| !days.contains(day)));
            days
        }
        _ => return None,
    };
    (!days.is_empty()).then_some(days)
}
