//! Details of English: labels inside a sentence, numbers, lists, singular and plural.
//!
//! In: a vocabulary's labels and exact numbers. Out: pieces of text. If a rule does not fit a
//! label, the result is a wrong capital or an "is" for an "are", never a wrong meaning.

#[cfg(test)]
mod tests;

use crate::calendar::CalendarUnit;
use crate::digits::write_whole;
use crate::policy::notation::{grouped, push_grouped};
use crate::policy::{Most, Threshold};
use crate::possible::Date;
use crate::unit::Unit;
use rust_decimal::Decimal;
use std::borrow::Cow;

pub(super) use crate::vocabulary::names_of;

/// A label in the form used inside a sentence: in lower case, unless it begins with an abbreviation
/// or a name ("NYHA", "N-terminal", "New York …").
pub(crate) fn inside(label: &str) -> Cow<'_, str> {
    let mut letters = label.chars();
    match letters.next() {
        Some(first) if first.is_uppercase() && !begins_with_a_name(label) => {
            Cow::Owned(first.to_lowercase().chain(letters).collect())
        }
        _ => Cow::Borrowed(label),
    }
}

/// The most words of a condition inside a sentence.
const WORDS: usize = 20;

/// A condition leaves room in its sentence for where it is asked and what is documented.
pub(crate) fn is_short(words: &str) -> bool {
    has_at_most(words, WORDS)
}

pub(crate) fn has_at_most(text: &str, words: usize) -> bool {
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    text.split_whitespace().filter(is_word).nth(words).is_none()
}

/// With a capital letter.
pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let mut capitalized = String::with_capacity(text.len());
    capitalized.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    capitalized + letters.as_str()
}

/// A programmatic name as words: "Advanced heart failure" from `advanced_heart_failure`.
pub(super) fn name_in_words(name: &str) -> String {
    capitalized(&name.replace('_', " "))
}

const PREFIXES: [&str; 8] = ["Non", "Anti", "Pre", "Post", "Intra", "Inter", "Peri", "Multi"];

fn begins_with_a_name(label: &str) -> bool {
    let mut words = label.split_whitespace();
    let first = words.next().unwrap_or_default();
    let (stem, rest) = first.split_once('-').unwrap_or((first, ""));
    if PREFIXES.contains(&stem) && !rest.is_empty() {
        return false;
    }
    let single_letter = stem.chars().count() == 1 && first != "A";
    let digit = stem.chars().nth(1).is_some_and(|second| second.is_ascii_digit());
    let further_capital = first.chars().skip(1).any(char::is_uppercase);
    let name_of_words = words.next().is_some_and(|second| {
        let mut letters = second.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    });
    single_letter || digit || further_capital || name_of_words
}

/// The verb after a label: "is", or "are" if the label is plural; preceded by a comma if the label
/// ends in an apposition.
pub(super) fn verb_after(label: &str) -> &'static str {
    match (is_plural(label), ends_in_apposition(label)) {
        (false, false) => " is ",
        (false, true) => ", is ",
        (true, false) => " are ",
        (true, true) => ", are ",
    }
}

/// "Date of the last change of dose, the start included": what follows a single comma is not a
/// list.
fn ends_in_apposition(label: &str) -> bool {
    let mut parts = label.split(", ").skip(1);
    parts.next().is_some_and(|rest| !holds_connective(rest)) && parts.next().is_none()
}

/// It contains a comma, an "and" or an "or" that a reader could take for part of the sentence.
pub(super) fn holds_connective(label: &str) -> bool {
    [",", " and ", " or "].iter().any(|connective| label.contains(connective))
}

/// The words that can begin what follows the head of a noun phrase.
const AFTER_THE_HEAD: [&str; 19] = [
    "of", "on", "in", "at", "by", "for", "with", "without", "per", "to", "from", "before", "after",
    "during", "that", "which", "who", "within", "as",
];
const PARTICIPLES: [&str; 4] = ["found", "given", "taken", "known"];
const SINGULAR_IN_S: [&str; 4] = ["diabetes", "series", "herpes", "rabies"];

/// The label is plural: "Prior lines of therapy", "Administrations requested".
pub(super) fn is_plural(label: &str) -> bool {
    let phrase = label.rsplit(": ").next().unwrap_or(label);
    let phrase = phrase.split([',', '(']).next().unwrap_or(phrase);
    let before_the_rest = |(position, word): &(usize, &str)| {
        !AFTER_THE_HEAD.contains(word) && (*position == 0 || !word.ends_with("ing"))
    };
    let head = phrase
        .split_whitespace()
        .enumerate()
        .take_while(before_the_rest)
        .map(|(_, word)| word)
        .filter(|word| !word.ends_with("ed") && !PARTICIPLES.contains(word))
        .last()
        .unwrap_or_default();
    let singular_ending = ["ss", "us", "is", "'s"].iter().any(|ending| head.ends_with(ending));
    head.ends_with('s')
        && !singular_ending
        && !SINGULAR_IN_S.contains(&head.to_lowercase().as_str())
}

/// "I", "I or II", "I, II or III"
pub fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>, conjunction: &str) -> String {
    let mut text = String::new();
    push_list(&mut text, items, conjunction);
    text
}

/// The same, appended to a text.
pub(crate) fn push_list<T: AsRef<str>>(
    text: &mut String,
    items: impl IntoIterator<Item = T>,
    conjunction: &str,
) {
    let mut items = items.into_iter();
    let Some(first) = items.next() else { return };
    text.push_str(first.as_ref());
    let mut next = items.next();
    while let Some(item) = next {
        next = items.next();
        match next {
            Some(_) => text.push_str(", "),
            None => text.extend([" ", conjunction, " "]),
        }
        text.push_str(item.as_ref());
    }
}

/// With thousands separators: "1,200".
pub(super) fn number(value: Decimal) -> String {
    grouped(value, ',')
}

/// The same, appended to a text.
pub(crate) fn push_number(text: &mut String, value: Decimal) {
    push_grouped(text, value, ',');
}

/// "1,200 pg/mL", "the 95th percentile"
pub(super) fn threshold(threshold: &Threshold) -> String {
    let article = if threshold.unit == Unit::Percentile { "the " } else { "" };
    format!("{article}{}", threshold.unit.after(&number(threshold.value)))
}

/// "500 mg per 4 weeks"
pub(super) fn most(most: &Most) -> String {
    let per = most.per.as_ref().map(|per| format!(" per {per}")).unwrap_or_default();
    format!("{}{per}", threshold(&most.amount))
}

/// "1 year", "18 years"
pub(super) fn age(number: u32, unit: CalendarUnit) -> String {
    let mut text = String::new();
    push_age(&mut text, number, unit);
    text
}

/// The same, appended to a text.
pub(crate) fn push_age(text: &mut String, number: u32, unit: CalendarUnit) {
    push_whole(text, number.into());
    text.extend([" ", unit.words(number)]);
}

/// The form used in cases; nothing if the date is not documented.
pub(crate) fn push_date(text: &mut String, date: Date) {
    // Writing to a string cannot fail.
    let _ = date.write_to(text);
}

/// Without separators.
pub(crate) fn push_whole(text: &mut String, number: u64) {
    // Writing to a string cannot fail.
    let _ = write_whole(text, number);
}
