//! Exceptions: `tried unless contraindicated`, `adult except pregnant`. English leaves open whether
//! an exception excuses or excludes, so no word of the language means it. In: the cursor at such
//! words. Out: the mistake, with both readings in the author's own operands.

use super::phrases::length;
use super::predicate::at_operand_end;
use super::{Parser, quote};
use crate::diagnostic::Diagnostic;
use crate::text::{Cursor, Token};

/// The words before an exception; longer ones before those with which they begin.
const EXCEPTIONS: [&str; 18] = [
    "unless otherwise",
    "unless and until",
    "unless the member is",
    "unless the member has",
    "unless there is a",
    "unless there is",
    "unless",
    "except when",
    "except in",
    "except where",
    "except for",
    "except if",
    "except",
    "with the exception of",
    "with exception of",
    "other than",
    "excluding",
    "barring",
];

/// After `unless otherwise`: what is written somewhere else.
const ELSEWHERE: [&str; 7] =
    ["specified", "noted", "stated", "indicated", "listed", "described", "directed"];

/// A condition as its author wrote it.
struct Written {
    text: String,
    has_and: bool,
    has_or: bool,
    /// The sign of its only comparison, if it is one.
    compared: Option<&'static str>,
}

impl Written {
    /// The text between two places of a cursor.
    fn between(from: Cursor<'_>, to: usize) -> Written {
        let (mut ahead, start) = (from, from.position());
        let mut written = Written {
            text: from.source_between(start, to),
            has_and: false,
            has_or: false,
            compared: None,
        };
        while ahead.position() < to {
            match ahead.peek() {
                Token::Word(word) if word == "AND" => written.has_and = true,
                Token::Word(word) if word.eq_ignore_ascii_case("or") => written.has_or = true,
                Token::Word(word) if word == "in" => written.compared = Some("in"),
                Token::Symbol(sign) if sign == "=" => written.compared = Some("="),
                _ => {}
            }
            ahead.advance();
        }
        written
    }

    fn in_parentheses_if(&self, needed: bool) -> String {
        if needed { format!("({})", self.text) } else { self.text.clone() }
    }

    /// The opposite.
    fn negated(&self) -> String {
        let joined = self.has_and || self.has_or;
        let opposite = |positive: &str, negative: &str| {
            let (before, behind) = self.text.split_once(&format!(" {positive} "))?;
            (!before.contains(' ')).then(|| format!("{before} {negative} {behind}"))
        };
        let shorter = match (joined, self.compared) {
            (true, _) => None,
            (false, Some("=")) => opposite("=", "!="),
            (false, Some("in")) => opposite("in", "not in"),
            (false, _) => {
                let entries = self.text.strip_prefix("any ").map(|rest| format!("no {rest}"));
                entries.or_else(|| self.text.strip_prefix("no ").map(|rest| format!("any {rest}")))
            }
        };
        shorter.unwrap_or_else(|| format!("NOT {}", self.in_parentheses_if(joined)))
    }
}

/// The opposite of a condition, as its author wrote it.
pub(super) fn opposite(text: &str) -> String {
    let has = |word: &str| text.contains(&format!(" {word} "));
    if let Some(positive) = text.strip_prefix("NOT ")
        && !has("AND")
        && !has("OR")
    {
        return positive.to_owned();
    }
    let (has_and, has_or) = (has("AND"), has("OR"));
    if has_and || has_or {
        // It is in parentheses.
        return format!("NOT {text}");
    }
    let compared = if has("in") && !has("not") && !has("where") {
        Some("in")
    } else {
        text.contains(" = ").then_some("=")
    };
    Written { text: text.to_owned(), has_and, has_or, compared }.negated()
}

/// Both readings of a rule with an exception.
fn either(rule: &Written, exception: &Written) -> String {
    let excused = format!(
        "{} OR {}",
        rule.in_parentheses_if(rule.has_and),
        exception.in_parentheses_if(exception.has_and)
    );
    let excluded = format!("{} AND {}", rule.in_parentheses_if(rule.has_or), exception.negated());
    format!(
        "write `{}` if the exception excuses (who has it need not meet the rest), or `{}` if it excludes (who has it does not qualify)",
        quote(&excused),
        quote(&excluded)
    )
}

impl Parser<'_, '_> {
    /// The words of an exception that come next, and how many there are.
    fn exception_words(&self) -> Option<(&'static str, usize)> {
        EXCEPTIONS.iter().find_map(|phrase| Some((*phrase, length(phrase, &self.cursor)?)))
    }

    /// Whether several words of an exception come next.
    pub(super) fn at_exception_of_words(&self) -> bool {
        self.exception_words().is_some_and(|(_, words)| words > 1)
    }

    /// The mistake of an exception after a condition that began at the token at `start`.
    pub(super) fn exception_after(&self, start: usize) -> Option<Diagnostic> {
        let (phrase, words) = self.exception_words()?;
        if let Some(mistake) = self.specified_elsewhere(phrase, words) {
            return Some(mistake);
        }
        let rule = Written::between(self.cursor.back_at(start), self.cursor.position());
        let (exception, _) = self.exception(words, |_| false);
        Some(self.in_two_ways(phrase, words).help(either(&rule, &exception)))
    }

    /// The mistake of an exception in place of a condition: `unless contraindicated, tried`.
    pub(super) fn exception_before(&self) -> Option<Diagnostic> {
        let (phrase, words) = self.exception_words()?;
        if matches!(phrase, "other than" | "excluding") {
            return None;
        }
        if let Some(mistake) = self.specified_elsewhere(phrase, words) {
            return Some(mistake);
        }
        let (exception, mut behind) = self.exception(words, |token| token.is_symbol(","));
        let mistake = self.in_two_ways(phrase, words);
        if !behind.peek().is_symbol(",") {
            let (excused, excluded) = (quote(&exception.text), quote(&exception.negated()));
            return Some(mistake.help(format!(
                "write what is required first, and then `OR {excused}` if the exception excuses from it, or `AND {excluded}` if it excludes"
            )));
        }
        behind.advance();
        let rule = behind;
        while !at_exception_end(&behind) {
            behind.advance();
        }
        let rule = Written::between(rule, behind.position());
        Some(mistake.help(either(&rule, &exception)))
    }

    /// The mistake of an exception after the `}` of a group.
    pub(super) fn exception_of_group(&self) -> Option<Diagnostic> {
        let (phrase, words) = self.exception_words()?;
        if let Some(mistake) = self.specified_elsewhere(phrase, words) {
            return Some(mistake);
        }
        let (exception, _) = self.exception(words, |_| false);
        let (excused, excluded) = (quote(&exception.text), quote(&exception.negated()));
        Some(self.in_two_ways(phrase, words).help(format!(
            "if the exception excuses, put an `any of {{ … }}` around the group, with `{excused}` as its other criterion; if it excludes, write a criterion of its own: `{}: {excluded};`",
            self.next_label
        )))
    }

    fn in_two_ways(&self, phrase: &str, words: usize) -> Diagnostic {
        let place = self.cursor.place_of(words);
        Diagnostic::at(place, format!("`{phrase}` can be read in two ways"))
    }

    /// `unless otherwise specified`
    fn specified_elsewhere(&self, phrase: &str, words: usize) -> Option<Diagnostic> {
        let next = self.cursor.peek_at(words);
        let elsewhere = ELSEWHERE.iter().find(|word| next.is_word_in_any_case(word))?;
        (phrase == "unless otherwise").then(|| {
            let place = self.cursor.place_of(words.saturating_add(1));
            Diagnostic::at(place, format!("`{phrase} {elsewhere}` does not say what else holds"))
                .help("take these words out; what is said elsewhere is a criterion, an `OR` or a `note` of its own")
        })
    }

    /// What is excepted, after this many words, and where it ends.
    fn exception(&self, words: usize, ends: fn(&Token) -> bool) -> (Written, Cursor<'_>) {
        let mut behind = self.cursor;
        for _ in 0..words {
            behind.advance();
        }
        let begin = behind;
        while !at_exception_end(&behind) && !ends(behind.peek()) {
            behind.advance();
        }
        (Written::between(begin, behind.position()), behind)
    }
}

/// Where a condition, and not only one operand of it, is over.
fn at_exception_end(cursor: &Cursor<'_>) -> bool {
    let joined = matches!(cursor.peek(), Token::Word(word) if word == "AND" || word == "OR");
    !joined && at_operand_end(cursor)
}
