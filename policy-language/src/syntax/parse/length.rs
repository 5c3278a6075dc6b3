//! How long a course lasts, in the words of documents: `for 8 weeks`, `of at least 8 weeks duration`,
//! `any 8 week trial`.

use super::times::phrase_at;
use super::{Parser, quote, words};
use crate::diagnostic::Diagnostic;
use crate::text::{Cursor, Token};

/// What comes before a length.
const BEFORE: [&str; 14] = [
    "lasting",
    "that lasted",
    "that lasts",
    "lasted",
    "for",
    "of",
    "with a duration of",
    "with duration of",
    "with a length of",
    "continuously for",
    "continued for",
    "taken for",
    "given for",
    "",
];

/// How documents say which side of a length, and how the language does; nothing where it is not
/// said.
const REACHES: [(&str, Option<&str>); 21] = [
    ("at least", Some("at least")),
    ("no less than", Some("at least")),
    ("not less than", Some("at least")),
    ("a minimum of", Some("at least")),
    ("minimum of", Some("at least")),
    ("minimum", Some("at least")),
    ("min", Some("at least")),
    ("more than", Some("more than")),
    ("longer than", Some("more than")),
    ("greater than", Some("more than")),
    ("over", Some("more than")),
    ("at most", Some("at most")),
    ("no more than", Some("at most")),
    ("no longer than", Some("at most")),
    ("up to", Some("at most")),
    ("a maximum of", Some("at most")),
    ("less than", Some("less than")),
    ("shorter than", Some("less than")),
    ("under", Some("less than")),
    ("a total of", None),
    ("", None),
];

/// What may come between a number and its unit.
const BETWEEN: [&str; 6] = ["consecutive", "continuous", "full", "straight", "complete", "whole"];

/// What may follow a length, and which side of it that says.
const BEHIND: [(&str, Option<&str>); 10] = [
    ("or more", Some("at least")),
    ("or longer", Some("at least")),
    ("or greater", Some("at least")),
    ("or less", Some("at most")),
    ("or shorter", Some("at most")),
    ("in duration", None),
    ("duration", None),
    ("in length", None),
    ("long", None),
    ("", None),
];

/// A length in prose.
pub(super) struct Length {
    tokens: usize,
    /// `8 weeks`, `8 and 12 weeks`
    amount: String,
    reach: Option<&'static str>,
    /// Whether it is as the language has it, but for the words that come before it.
    plain: bool,
}

impl Length {
    fn at(cursor: &Cursor) -> Option<Length> {
        let (before, phrase) =
            BEFORE.into_iter().find_map(|phrase| Some((phrase_at(cursor, 0, phrase)?, phrase)))?;
        let (reach_words, reach) = REACHES
            .into_iter()
            .find_map(|(words, reach)| Some((phrase_at(cursor, before, words)?, reach)))?;
        let spoken =
            REACHES.into_iter().find(|(words, _)| phrase_at(cursor, before, words).is_some())?.0;
        let mut position = before.saturating_add(reach_words);
        let number = |distance: usize| match cursor.peek_at(distance) {
            Token::Number(number) if number.chars().all(|digit| digit.is_ascii_digit()) => {
                Some((number.clone(), true))
            }
            Token::Word(word) => {
                words::number_in_words(word).map(|number| (number.to_string(), false))
            }
            _ => None,
        };
        let (mut amount, digits) = number(position)?;
        let mut plain = digits;
        position = position.saturating_add(1);
        // `8 to 12 weeks`, `8-12 weeks`, `8-week`
        let joined =
            cursor.peek_at(position).is_word("to") || cursor.peek_at(position).is_symbol("-");
        let mut between = false;
        if joined && let Some((high, _)) = number(position.saturating_add(1)) {
            amount = format!("{amount} and {high}");
            between = true;
            plain = false;
            position = position.saturating_add(2);
        }
        if BETWEEN.iter().any(|word| cursor.peek_at(position).is_word(word)) {
            plain = false;
            position = position.saturating_add(1);
        }
        let unit = cursor.peek_at(position).text();
        if !words::is_unit_of_time(&unit) {
            return None;
        }
        position = position.saturating_add(1);
        let (behind, said) = BEHIND
            .into_iter()
            .find_map(|(words, said)| Some((phrase_at(cursor, position, words)?, said)))?;
        plain &= behind == 0;
        position = position.saturating_add(behind);
        let counts_back = ["ago", "before", "after", "apart", "prior", "from", "of", "old"];
        let elsewhere =
            behind == 0 && counts_back.iter().any(|word| cursor.peek_at(position).is_word(word));
        // A bare number is a length only where its words say so.
        let certain =
            !phrase.is_empty() || behind > 0 || ["longer than", "shorter than"].contains(&spoken);
        if elsewhere || !certain {
            return None;
        }
        let reach = if between { Some("between") } else { reach.or(said) };
        Some(Length { tokens: position, amount: format!("{amount} {unit}"), reach, plain })
    }

    fn right(&self) -> Option<String> {
        self.reach.map(|reach| format!("lasting {reach} {}", self.amount))
    }
}

impl Parser<'_, '_> {
    /// `for 8 weeks`: how long courses last, as the language has it.
    pub(super) fn length_of_course(&self) -> Option<String> {
        let length = Length::at(&self.cursor)?;
        Some(length.right().unwrap_or_else(|| format!("lasting at least {}", length.amount)))
    }

    /// Whether a length in prose comes next that no single word makes right.
    pub(super) fn at_length_in_prose(&self) -> bool {
        !self.at_word("lasting") && Length::at(&self.cursor).is_some()
    }

    /// `for 8 consecutive weeks`: the mistake, where no single word makes it right.
    pub(super) fn length_in_prose(&self) -> Option<Diagnostic> {
        let length = Length::at(&self.cursor)?;
        let known = self.at_lasting_otherwise() || self.at_word("lasting");
        if length.plain && known && length.reach.is_some() && comparison_is_known(&self.cursor) {
            return None;
        }
        let typed = self.cursor.source_of(length.tokens);
        let place = self.cursor.place_of(length.tokens);
        let mistake = Diagnostic::at(
            place,
            format!("how long a course lasts is not written with `{}`", quote(&typed)),
        );
        Some(match length.right() {
            Some(right) => mistake.replace(right),
            None => mistake.help(format!(
                "write `lasting at least {0}` or `lasting at most {0}`, whichever the source means",
                length.amount
            )),
        })
    }

    /// `any 8 week trial`, `at least 8 weeks of trial`: the length before the name of the history.
    pub(super) fn length_before(&self) -> Option<Diagnostic> {
        let mut position = ["any", "a", "an", "at least", "minimum", ""]
            .into_iter()
            .find_map(|phrase| phrase_at(&self.cursor, 0, phrase))?;
        let Token::Number(number) = self.cursor.peek_at(position) else { return None };
        position = position.saturating_add(1);
        let hyphen = self.cursor.peek_at(position).is_symbol("-");
        position = position.saturating_add(usize::from(hyphen));
        let unit = self.cursor.peek_at(position).text();
        if !words::is_unit_of_time(&unit) {
            return None;
        }
        position = position.saturating_add(1);
        let of = self.cursor.peek_at(position).is_word("of");
        position = position.saturating_add(usize::from(of));
        let Token::Word(history) = self.cursor.peek_at(position) else { return None };
        if words::is_reserved(history)
            || words::ends_unit(history)
            || ["age", "old", "apart", "before", "after"].contains(&history.as_str())
        {
            return None;
        }
        let unit = if number == "1" || unit.ends_with('s') { unit } else { format!("{unit}s") };
        let (rest, last) = self.rest_of_operand(position.saturating_add(1));
        let rest = if rest.is_empty() { rest } else { format!(" {rest}") };
        let last = if rest.is_empty() { self.cursor.place_at(position) } else { last };
        let mistake = Diagnostic::at(
            self.cursor.place().to(last),
            format!("how long `{history}` lasts is said after its name"),
        );
        Some(mistake.help(format!(
            "write `{}`",
            quote(&format!("any {history} lasting at least {number} {unit}{rest}"))
        )))
    }
}

/// Whether the words between `for` and the number are such as the parser replaces.
fn comparison_is_known(cursor: &Cursor) -> bool {
    let known = [
        "at least",
        "at most",
        "more than",
        "less than",
        "no less than",
        "not less than",
        "no more than",
        "up to",
        "longer than",
        "shorter than",
    ];
    (1..=4).any(|distance| {
        known.iter().any(|phrase| {
            phrase_at(cursor, distance, phrase).is_some_and(|words| {
                matches!(cursor.peek_at(distance.saturating_add(words)), Token::Number(_))
            })
        })
    })
}
