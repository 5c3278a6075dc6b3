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

/// The text with the characters escaped that Markdown would interpret.
#[must_use]
pub fn markdown(text: &str) -> String {
    text.chars()
        .flat_map(|character| {
            "\\`*_[]<>#|".contains(character).then_some('\\').into_iter().chain([character])
        })
        .collect()
}
