//! How many results or entries there have to be, and how far apart, in the words of documents: `lvef
//! <= 40% at least 2 times`, `on two occasions`, `one week apart`, `within 3 months of each other`.

use super::predicate::at_operand_end;
use super::{Parser, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Predicate, Selector};
use crate::text::{Cursor, Placed, Token};

/// Words before a number of times, and how the language writes them before what is counted.
const BEFORE: [(&str, Often); 7] = [
    ("at least", Often::AtLeast),
    ("no fewer than", Often::AtLeast),
    ("no less than", Often::AtLeast),
    ("more than", Often::MoreThan),
    ("at most", Often::AtMost),
    ("no more than", Often::AtMost),
    ("", Often::AtLeast),
];

/// What is counted, where that are days.
const DAYS: [&str; 6] = ["days", "dates", "occasions", "visits", "day", "times"];

/// Words that say that the days are not the same.
const DIFFERENT: [&str; 3] = ["different", "separate", "distinct"];

/// Words that may come before a distance and add nothing.
const FILLERS: [&str; 8] =
    ["each", "spaced", "taken", "measured", "drawn", "obtained", "separated by", "spaced by"];

/// Words before a distance, the side of it, and whether the distance itself is meant as well.
const DISTANCES: [(&str, &str, bool); 11] = [
    ("at least", "at least", true),
    ("no less than", "at least", true),
    ("a minimum of", "at least", true),
    ("more than", "at least", false),
    ("over", "at least", false),
    ("at most", "at most", true),
    ("no more than", "at most", true),
    ("within", "at most", true),
    ("less than", "at most", false),
    ("under", "at most", false),
    ("", "at least", true),
];

/// How documents say that entries are regular, before the longest time between two.
const REGULAR: [&str; 9] = [
    "at least once every",
    "no less often than every",
    "not less often than every",
    "at a minimum every",
    "at minimum every",
    "at least every",
    "once every",
    "minimum every",
    "every",
];

/// What follows a distance.
const ENDS: [&str; 6] = [
    "apart",
    "from each other",
    "from one another",
    "of each other",
    "of one another",
    "between them",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Often {
    AtLeast,
    MoreThan,
    AtMost,
}

/// How often, as it is said behind what is counted.
struct Times {
    /// How many words and numbers it has.
    tokens: usize,
    /// How it is written before what is counted; `None` where no number is said.
    right: Option<String>,
    /// Whether days are counted.
    days: bool,
}

/// A distance in prose.
pub(super) struct Distance {
    tokens: usize,
    right: String,
    /// Whether that is the same.
    exact: bool,
}

/// How many words a phrase has, if it comes that many tokens ahead.
pub(super) fn phrase_at(cursor: &Cursor, distance: usize, phrase: &str) -> Option<usize> {
    let each = || phrase.split_terminator(' ').zip(distance..);
    each()
        .all(|(word, distance)| cursor.peek_at(distance).is_word_in_any_case(word))
        .then(|| each().count())
}

/// A number in digits or in words; `a` is one.
pub(super) fn number_at(cursor: &Cursor, distance: usize) -> Option<u32> {
    match cursor.peek_at(distance) {
        Token::Number(number) => number.parse().ok(),
        Token::Word(word) if word == "a" || word == "an" => Some(1),
        Token::Word(word) => words::number_in_words(word),
        _ => None,
    }
}

fn is_among(token: &Token, words: &[&str]) -> bool {
    words.iter().any(|word| token.is_word(word))
}

/// The days that come so many tokens ahead: `two separate days`. How many tokens, the number, and
/// whether they are said to differ.
fn days_at(cursor: &Cursor, distance: usize) -> Option<(usize, Option<u32>, bool)> {
    let number = number_at(cursor, distance);
    let mut behind = distance.saturating_add(usize::from(number.is_some()));
    let differ = is_among(cursor.peek_at(behind), &DIFFERENT);
    behind = behind.saturating_add(usize::from(differ));
    let counted = is_among(cursor.peek_at(behind), &DAYS) && (number.is_some() || differ);
    counted.then(|| (behind.saturating_add(1).saturating_sub(distance), number, differ))
}

impl Times {
    fn at(cursor: &Cursor) -> Option<Times> {
        let on = usize::from(
            is_among(cursor.peek(), &["on", "at"]) && !cursor.peek_at(1).is_word("least"),
        );
        let (before, often) = BEFORE
            .into_iter()
            .find_map(|(phrase, often)| Some((phrase_at(cursor, on, phrase)?, often)))?;
        let begin = on.saturating_add(before);
        let write = |number: u32| match often {
            Often::AtLeast => format!("at least {number}"),
            Often::MoreThan => format!("at least {}", number.saturating_add(1)),
            Often::AtMost => format!("at most {number}"),
        };
        let in_a_word = ["once", "twice", "thrice"];
        let said = (1..).zip(in_a_word).find(|(_, word)| cursor.peek_at(begin).is_word(word));
        if let Some((number, _)) = said {
            let next = cursor.peek_at(begin.saturating_add(1));
            // `twice daily` is how often something is taken, and `once` alone can be.
            let rate = is_among(next, &["daily", "a", "per", "weekly", "monthly", "every", "each"]);
            return (!rate && (number > 1 || before > 0)).then(|| Times {
                tokens: begin.saturating_add(1),
                right: Some(write(number)),
                days: false,
            });
        }
        // `3x`
        if let Token::Number(number) = cursor.peek_at(begin)
            && let Some(number) = number.strip_suffix('x').and_then(|number| number.parse().ok())
        {
            return Some(Times {
                tokens: begin.saturating_add(1),
                right: Some(write(number)),
                days: false,
            });
        }
        if on == 0 && before == 0 && is_among(cursor.peek(), &["repeatedly", "consecutively"]) {
            return Some(Times { tokens: 1, right: None, days: false });
        }
        let several = is_among(cursor.peek_at(begin), &["several", "multiple"]);
        if several && is_among(cursor.peek_at(begin.saturating_add(1)), &DAYS) {
            return Some(Times { tokens: begin.saturating_add(2), right: None, days: true });
        }
        let (tokens, number, differ) = days_at(cursor, begin)?;
        let days = differ
            || !cursor.peek_at(begin.saturating_add(tokens).saturating_sub(1)).is_word("times");
        // `2 days` alone is a time.
        if days && !differ && on == 0 {
            return None;
        }
        Some(Times { tokens: begin.saturating_add(tokens), right: number.map(write), days })
    }
}

impl Distance {
    fn at(cursor: &Cursor) -> Option<Distance> {
        let filler = FILLERS.iter().find_map(|filler| phrase_at(cursor, 0, filler)).unwrap_or(0);
        let (reach, side, with_end) =
            DISTANCES.into_iter().find_map(|(phrase, side, with_end)| {
                Some((phrase_at(cursor, filler, phrase)?, side, with_end))
            })?;
        let at_number = filler.saturating_add(reach);
        let between = cursor.peek_at(at_number).is_word("between");
        let number = number_at(cursor, at_number)?;
        let unit = cursor.peek_at(at_number.saturating_add(1)).text();
        if between || !words::is_unit_of_time(&unit) {
            return None;
        }
        let mut behind = at_number.saturating_add(2);
        let or_more =
            ["or more", "or longer"].iter().find_map(|more| phrase_at(cursor, behind, more));
        behind = behind.saturating_add(or_more.unwrap_or(0));
        let end = ENDS.iter().find_map(|end| phrase_at(cursor, behind, end))?;
        let tokens = behind.saturating_add(end);
        Some(Distance { tokens, right: format!("{side} {number} {unit} apart"), exact: with_end })
    }
}

impl Parser<'_, '_> {
    /// Where the last operand of the condition from the token at `start` on begins: its words up to
    /// here.
    pub(super) fn last_operand(&self, start: usize) -> (usize, String) {
        let joints = ["AND", "OR", "NOT", "then", "else", "if"];
        let begin = self
            .cursor
            .words_from(start)
            .iter()
            .rev()
            .find(|word| joints.contains(&word.value.as_str()))
            .map_or(start, |joint| joint.place.last.saturating_add(1));
        (begin, self.cursor.source_from(begin))
    }

    /// `lvef <= 40% at least 2 times`: how many there have to be, behind what is counted.
    pub(super) fn counted_behind(&self, start: usize) -> Option<Diagnostic> {
        let Times { tokens, right, days } = Times::at(&self.cursor)?;
        let (begin, operand) = self.last_operand(start);
        let asked = operand.strip_prefix("any ").unwrap_or(&operand);
        let chosen = ["every ", "highest ", "lowest ", "earliest ", "latest ", "no ", "at "];
        let compared = ["<", ">", "=", "between"].iter().any(|sign| asked.contains(sign));
        if !compared || chosen.iter().any(|word| asked.starts_with(word)) {
            return None;
        }
        let (place, typed) = (self.cursor.place_of(tokens), self.cursor.source_of(tokens));
        let mistake = Diagnostic::at(
            place,
            format!("how many there have to be is said before what is counted, not with `{typed}`"),
        );
        let days = if days { " on different days" } else { "" };
        let (rest, _) = self.rest_of_operand(tokens);
        let rest = if rest.is_empty() { rest } else { format!(" {rest}") };
        Some(match right {
            Some(right) => {
                let whole = format!("{right} {asked}{days}");
                mistake
                    .help(format!("write `{}`", quote(&format!("{whole}{rest}"))))
                    .replacing(self.cursor.place_from(begin).to(place), whole)
            }
            None => mistake.help(format!(
                "write the number of them, as in `{}`",
                quote(&format!("at least 2 {asked}{days}{rest}"))
            )),
        })
    }

    /// `at least 2 hba1c > 7% apart`: no distance is said.
    pub(super) fn apart_without_number(&self, start: usize) -> Option<Diagnostic> {
        if !self.at_word("apart") {
            return None;
        }
        let (_, operand) = self.last_operand(start);
        // `between 1 and 2 months apart`
        let unit = self.cursor.behind(1).text();
        if words::is_unit_of_time(&unit) {
            let number = self.cursor.behind(2).text();
            let mistake = Diagnostic::at(self.cursor.place(), "a distance has one end");
            return Some(mistake.help(format!(
                "write `at least` or `at most` before it, as in `at most {number} {unit} apart`"
            )));
        }
        let mistake = Diagnostic::at(self.cursor.place(), "nothing says how far apart");
        Some(mistake.help(format!(
            "write `{0} on different days`, or the distance, as in `{0} at least 3 months apart`",
            quote(&operand)
        )))
    }

    /// Whether a distance in prose comes next.
    pub(super) fn at_distance_in_prose(&self) -> bool {
        self.at_apart().is_none() && Distance::at(&self.cursor).is_some()
    }

    /// `one week apart`, `within 3 months of each other`: the mistake, if it comes next.
    pub(super) fn distance_of_entries(&self, predicate: &Predicate) -> Option<Diagnostic> {
        let Distance { tokens, right, exact } =
            Distance::at(&self.cursor).filter(|_| self.at_apart().is_none())?;
        let typed = self.cursor.source_of(tokens);
        let place = self.cursor.place_of(tokens);
        let mistake = Diagnostic::at(place, format!("a distance is not written with `{typed}`"));
        if let Some(Placed { value: Selector::No, place: no }) = &predicate.selector
            && let Some(distance) = right.strip_prefix("at least ")
        {
            let since = if self.cursor.peek_at(tokens).is_word("since") {
                self.rest_of_operand(tokens).0
            } else {
                "since DAY".to_owned()
            };
            return Some(
                Diagnostic::at(no.to(place), "that there is no longer gap is asked without `no`")
                    .help(format!(
                        "write `{} at most {distance} {since}`",
                        predicate.subject.value
                    )),
            );
        }
        Some(if exact {
            mistake.replace(right)
        } else {
            mistake.help(format!("write `{right}`, which takes that distance itself as well"))
        })
    }

    /// `any visit at most 60 days apart since therapy_start`: a gap is asked without a number.
    pub(super) fn gap_of_one(&self, predicate: &Predicate) -> Option<Diagnostic> {
        let Placed { value: Selector::Any | Selector::Every | Selector::No, place } =
            predicate.selector.as_ref()?
        else {
            return None;
        };
        let (phrase, _) = self.at_apart().filter(|(phrase, _)| phrase.contains("most"))?;
        let behind = phrase.split(' ').count().saturating_add(3);
        let (since, _) = self.rest_of_operand(behind);
        if !since.starts_with("since ") {
            return None;
        }
        let mistake = Diagnostic::at(
            *place,
            "a gap is asked of all entries, without a word before their name",
        );
        Some(mistake.remove("take this word out"))
    }

    /// `on two separate days` behind entries that are counted: how many tokens, and whether it says
    /// no more than `on different days`.
    pub(super) fn different_days(&self, predicate: &Predicate) -> Option<(usize, bool)> {
        if !is_among(self.cursor.peek(), &["on", "at"]) {
            return None;
        }
        let (tokens, number, _) = days_at(&self.cursor, 1)?;
        let Placed { value: Selector::AtLeast(counted) | Selector::AtMost(counted), .. } =
            predicate.selector.as_ref()?
        else {
            return None;
        };
        let same = number.is_none_or(|number| counted.value == policy_core::Decimal::from(number));
        Some((tokens.saturating_add(1), same))
    }

    /// `2 consecutive hba1c > 7%`, `last 2 hba1c > 7%`, `no 2 visit`, `any 2 visit`.
    pub(super) fn count_out_of_order(&self) -> Option<Diagnostic> {
        let first = self.cursor.peek().text();
        let number_ahead = |distance: usize| match self.cursor.peek_at(distance) {
            Token::Number(number) => number.parse::<u32>().ok(),
            Token::Word(word) => words::number_in_words(word),
            _ => None,
        };
        let named = |distance: usize| matches!(self.cursor.peek_at(distance), Token::Word(word) if !words::is_reserved(word) && !words::is_unit_of_time(word));
        let row = ["consecutive", "successive", "sequential"];
        // `at least 2 consecutive`, `2 consecutive`
        let at_least = phrase_at(&self.cursor, 0, "at least").unwrap_or(0);
        if let Some(number) = number_ahead(at_least)
            && is_among(self.cursor.peek_at(at_least.saturating_add(1)), &row)
            && named(at_least.saturating_add(2))
        {
            let place = self.cursor.place().to(self.cursor.place_at(at_least.saturating_add(1)));
            let (rest, _) = self.rest_of_operand(at_least.saturating_add(2));
            let right = format!("at least {number} {rest}");
            return Some(
                Diagnostic::at(place, "whether they follow each other is not asked").help(format!(
                    "write `{}` if others may lie between them, or name a fact for those in a row",
                    quote(&right)
                )),
            );
        }
        let number = number_ahead(1)?;
        let place = self.cursor.place().to(self.cursor.place_at(1));
        // `any 8 week trial`
        let of_time =
            |distance: usize| words::is_unit_of_time(&self.cursor.peek_at(distance).text());
        if of_time(2) || self.cursor.peek_at(2).is_symbol("-") {
            return None;
        }
        let (rest, _) = self.rest_of_operand(2);
        match first.as_str() {
            "last" | "latest" | "first" | "earliest" if named(2) => {
                let mistake = Diagnostic::at(
                    place,
                    format!(
                        "the {first} {number} are not chosen: several are counted in a window of time"
                    ),
                );
                Some(mistake.help(format!(
                    "write `{}` with the time of the source, or name a fact for the {first} {number}",
                    quote(&format!("at least {number} {rest} within 6 months"))
                )))
            }
            "any" if named(2) => {
                let right = format!("at least {number}");
                let mistake = Diagnostic::at(place, "`any` is not followed by a number");
                Some(
                    mistake
                        .help(format!("write `{}`", quote(&format!("{right} {rest}"))))
                        .instead(right),
                )
            }
            "no" if named(2) && number > 1 => {
                let right = format!("at most {}", number.saturating_sub(1));
                let mistake = Diagnostic::at(place, "`no` is not followed by a number");
                Some(mistake.help(format!("write `{}`", quote(&format!("{right} {rest}")))))
            }
            _ => None,
        }
    }

    /// `no gap of more than 60 days`, `visit every 60 days since therapy_start`: what asks for a gap.
    pub(super) fn gap_in_prose(&self) -> Option<Diagnostic> {
        let mut ahead = self.cursor;
        let start = ahead.position();
        let article = ["a", "any", "no", "without", "treatment"];
        while is_among(ahead.peek(), &article) && !is_among(ahead.peek_at(1), &["joined"]) {
            ahead.advance();
        }
        let named = is_among(
            ahead.peek(),
            &["gap", "gaps", "interruption", "interruptions", "break", "lapse"],
        );
        let next = ahead.peek_at(1);
        let goes_on = is_among(
            next,
            &["of", "between", "longer", "greater", "more", "exceeding", "in", "over", "for"],
        ) || matches!(next, Token::Symbol(sign) if words::is_comparison(sign))
            || {
                let mut after = ahead;
                after.advance();
                at_operand_end(&after) && ahead.position() > start
            };
        if !named || !goes_on {
            return None;
        }
        let mut time = None;
        let mut last = ahead.place();
        while !at_operand_end(&ahead) {
            if let Token::Number(number) = ahead.peek()
                && words::is_unit_of_time(&ahead.peek_at(1).text())
            {
                time = Some(format!("{number} {}", ahead.peek_at(1).text()));
            }
            last = ahead.advance();
        }
        let time = time.unwrap_or_else(|| "60 days".to_owned());
        let mistake = Diagnostic::at(
            self.cursor.place().to(last),
            "a gap is asked for by the longest time that there may be",
        );
        Some(mistake.help(format!(
            "name the history and the day from which on, as in `fill at most {time} apart since therapy_start`"
        )))
    }

    /// `every 60 days`, `at least every 60 days`, `at least once every 60 days`: how many words come
    /// before the number.
    fn every(&self) -> Option<usize> {
        let words = REGULAR.iter().find_map(|words| phrase_at(&self.cursor, 0, words))?;
        number_at(&self.cursor, words)?;
        let unit = self.cursor.peek_at(words.saturating_add(1)).text();
        words::is_unit_of_time(&unit).then_some(words)
    }

    /// Whether words come next that say how regular entries are.
    pub(super) fn at_regular(&self) -> bool {
        self.every().is_some()
    }

    /// `visit every 60 days`: what comes after the name of a history and asks for a gap.
    pub(super) fn regular(&self, predicate: &Predicate) -> Option<Diagnostic> {
        let words = self.every()?;
        let number = number_at(&self.cursor, words)?;
        let unit = self.cursor.peek_at(words.saturating_add(1)).text();
        let behind = words.saturating_add(2);
        let place = self.cursor.place_of(behind);
        let since = if self.cursor.peek_at(behind).is_word("since") {
            self.rest_of_operand(behind).0
        } else {
            "since DAY".to_owned()
        };
        let history =
            self.cursor.source_between(predicate.subject.place.first, self.cursor.position());
        let mistake = Diagnostic::at(
            place,
            "how regular entries are is asked by the longest time between two",
        );
        let right = format!("{history} at most {number} {unit} apart {since}");
        Some(mistake.help(format!("write `{}`", quote(&right))))
    }
}
