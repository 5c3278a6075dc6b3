//! Texts that documents about policies share: periods, and escaping for Markdown.

use chrono::NaiveDate;

/// "from 2025-09-01 to 2026-08-31"; `None` for a period without limits.
#[must_use]
pub fn period(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) => Some(format!("from {from} to {to}")),
        (Some(from), None) => Some(format!("from {from}")),
        (None, Some(to)) => Some(format!("to {to}")),
        (None, None) => None,
    }
}

/// The text with everything escaped that Markdown would interpret, in the middle of a line or at its
/// beginning; a line break becomes a space.
///
/// ```
/// use policy_analysis::text::markdown;
///
/// assert_eq!(markdown("<b> & [a](b)"), r"\<b\> \& \[a\](b)");
/// assert_eq!(markdown("- x\n1. y"), r"\- x 1. y");
/// assert_eq!(markdown("1. y"), r"1\. y");
/// assert_eq!(markdown("https://example.com, @team"), r"https\://example.com, \@team");
/// ```
#[must_use]
pub fn markdown(text: &str) -> String {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut signs = text.chars().enumerate().peekable();
    let mut escaped = String::with_capacity(text.len());
    while let Some((position, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        let is_interpreted = match sign {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' | '@' | '$' => {
                true
            }
            // An item of a list, or the line below a heading.
            '-' | '+' | '=' => position == 0,
            '.' | ')' if digits > 0 && position == digits => next.is_none_or(char::is_whitespace),
            // An image.
            '!' => next == Some('['),
            // An address that would become a link.
            ':' => next == Some('/'),
            '.' => ends_with_www(&escaped),
            _ => false,
        };
        if is_interpreted {
            escaped.push('\\');
        }
        escaped.push(if sign.is_control() { ' ' } else { sign });
    }
    escaped
}

fn ends_with_www(text: &str) -> bool {
    let end = text.len().checked_sub(3).and_then(|start| text.get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case("www"))
}
