//! The labels of an outline: each level counts on without a gap.

use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::text::Name;

/// How a level of an outline counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Counting {
    Numbers,
    Letters,
    Romans,
}

/// Checks that labels are unique and count on: `1, 2, 3`, `a, b, c`, `i, ii, iii`. Names
/// (`preamble`) may be anywhere between them.
pub fn check_labels<'l>(labels: impl IntoIterator<Item = &'l Name>, scope: &mut Scope<'_>) {
    let labels = labels.into_iter().collect::<Vec<_>>();
    let mut seen: Vec<&Name> = Vec::new();
    let mut counting = None;
    let mut expected = 1_usize;
    // The labels that follow one that should follow them: one message is enough for
    // both.
    let mut late: Vec<usize> = Vec::new();
    for (number, label) in labels.iter().copied().enumerate() {
        let text = label.value.as_str();
        if let Some(first) = seen.iter().find(|first| first.value == text) {
            let mistake = Diagnostic::at(label.place, format!("the label `{text}` is here twice"))
                .with(first.place, "the first one is");
            // Where the next one is missing, it is this one: one mistake.
            let next = counting.map(|how| {
                let upper = text.chars().any(|letter| letter.is_ascii_uppercase());
                label_at(expected, how, upper)
            });
            let after = labels.get(number.saturating_add(1)).map(|label| label.value.as_str());
            scope.report(match next {
                Some(next) if after != Some(&*next) => {
                    expected = expected.saturating_add(1);
                    mistake.help(format!("label this criterion `{next}`"))
                }
                _ => mistake.help("give each criterion of a group its own label"),
            });
            continue;
        }
        seen.push(label);
        let Some(how) = counting.or_else(|| counting_of(text)) else { continue };
        let upper = text.chars().any(|letter| letter.is_ascii_uppercase());
        let Some(place) = position(text, how) else {
            if counting_of(text).is_some() || how == Counting::Romans && is_like_roman(text) {
                report(label, &label_at(expected, how, upper), None, scope);
                expected = expected.saturating_add(1);
            }
            continue;
        };
        counting = Some(how);
        if late.contains(&place) {
            continue;
        }
        if place != expected {
            let wanted = label_at(expected, how, upper);
            let later = labels.iter().skip(number).find(|later| later.value == wanted).copied();
            late.extend(later.map(|_| expected));
            report(label, &wanted, later, scope);
        }
        expected = place.saturating_add(1);
    }
}

fn report(label: &Name, wanted: &str, later: Option<&Name>, scope: &mut Scope<'_>) {
    let mistake = Diagnostic::at(
        label.place,
        format!("the label `{}` is out of order: `{wanted}` is expected", label.value),
    );
    let mistake = match later {
        Some(later) => mistake
            .with(later.place, "the one that comes before it is")
            .help(format!("put criterion `{wanted}` before it")),
        None => mistake.help(format!(
            "label this criterion `{wanted}`, or write criterion `{wanted}` before it"
        )),
    };
    scope.report_missing(
        mistake.note("the labels of a level count on without a gap, as in the source; what cannot be computed is left out by a `note`"),
    );
}

/// `iiii`: letters of Roman numerals that make none.
fn is_like_roman(text: &str) -> bool {
    text.chars().all(|letter| "ivxlc".contains(letter.to_ascii_lowercase()))
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
    // A level that begins with `i` counts in Roman numerals: no one begins with the ninth letter.
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
            [letter @ b'a'..=b'z'] => {
                Some(usize::from(letter.saturating_sub(b'a')).saturating_add(1))
            }
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

const ROMANS: [(usize, &str); 9] = [
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// A small roman numeral.
pub fn roman(mut number: usize) -> String {
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
