//! The labels of an outline: each level counts on without a gap.

use super::scope::Scope;
use crate::report::Mistake;
use crate::syntax::place::Name;

/// How a level of an outline counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Counting {
    Numbers,
    Letters,
    Romans,
}

/// Checks that labels are unique and count on: `1, 2, 3`, `a, b, c`, `i, ii, iii`. Names (`preamble`) may stand anywhere between them.
pub fn check_labels<'l>(labels: impl IntoIterator<Item = &'l Name>, scope: &mut Scope<'_>) {
    let mut seen: Vec<&str> = Vec::new();
    let mut counting = None;
    let mut expected = 1_usize;
    for label in labels {
        let text = label.value.as_str();
        if seen.contains(&text) {
            scope.report(
                Mistake::at(label.place, format!("the label `{text}` stands here twice")).help("give each criterion of a group its own label"),
            );
            continue;
        }
        seen.push(text);
        let Some(how) = counting.or_else(|| counting_of(text)) else { continue };
        let upper = text.chars().any(|letter| letter.is_ascii_uppercase());
        let Some(position) = position(text, how) else {
            if counting_of(text).is_some() {
                report(label, expected, how, upper, scope);
            }
            continue;
        };
        counting = Some(how);
        if position != expected {
            report(label, expected, how, upper, scope);
        }
        expected = position.saturating_add(1);
    }
}

fn report(label: &Name, expected: usize, how: Counting, upper: bool, scope: &mut Scope<'_>) {
    let wanted = label_at(expected, how, upper);
    let text = &label.value;
    scope.report_missing(
        Mistake::at(label.place, format!("the label `{text}` stands where `{wanted}` is expected"))
            .help(format!("label this criterion `{wanted}`"))
            .note("the labels of a level count on without a gap, as in the source; what cannot be computed is left out by a `note`"),
    );
}

/// How a level counts that begins with this label; `None` for a name.
fn counting_of(first: &str) -> Option<Counting> {
    if first.chars().all(|letter| letter.is_ascii_digit()) {
        return Some(Counting::Numbers);
    }
    let lower = first.to_ascii_lowercase();
    let one_case = first == lower || first == first.to_ascii_uppercase();
    if !one_case {
        return None;
    }
    // A level that begins with `i` counts in roman numerals: nobody begins with the ninth letter.
    if roman_value(&lower).is_some() && (lower == "i" || lower.len() > 1) {
        return Some(Counting::Romans);
    }
    (lower.len() == 1).then_some(Counting::Letters)
}

/// The position of a label on a level that counts like this, from 1.
fn position(label: &str, how: Counting) -> Option<usize> {
    let lower = label.to_ascii_lowercase();
    match how {
        Counting::Numbers => label.parse().ok(),
        Counting::Romans => roman_value(&lower),
        Counting::Letters => match lower.as_bytes() {
            [letter @ b'a'..=b'z'] => Some(usize::from(letter.saturating_sub(b'a')).saturating_add(1)),
            _ => None,
        },
    }
}

fn label_at(position: usize, how: Counting, upper: bool) -> String {
    let label = match how {
        Counting::Numbers => position.to_string(),
        Counting::Romans => roman(position),
        Counting::Letters => u8::try_from(position)
            .ok()
            .and_then(|position| b'a'.checked_add(position.saturating_sub(1)))
            .map_or_else(String::new, |letter| char::from(letter).to_string()),
    };
    if upper { label.to_ascii_uppercase() } else { label }
}

const ROMANS: [(usize, &str); 9] = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];

fn roman(mut number: usize) -> String {
    let mut text = String::new();
    for (value, numeral) in ROMANS {
        while number >= value {
            text.push_str(numeral);
            number = number.saturating_sub(value);
        }
    }
    text
}

fn roman_value(text: &str) -> Option<usize> {
    (1..=100).find(|number| roman(*number) == text)
}
