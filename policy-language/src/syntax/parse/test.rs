//! Tests: what is asked of a fact, `>= 18`, `in [II, III]`, `between 300 and 510 million cells`,
//! `at least 1 month ago`.

use super::names::in_one_word;
use super::phrases::bound_in_words;
use super::predicate::at_operand_end;
use super::{Context, Parsed, Parser, Reported, ahead, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Operand, Operator, Test};
use crate::syntax::literal::QuantityText;
use crate::text::{Cursor, Delimiter, Name, Placed, Token};

/// Spellings from mathematics, from programming and from typos.
const MISSPELT: [(&str, &str); 13] = [
    ("!>=", "<"),
    ("!<=", ">"),
    ("!>", "<="),
    ("!<", ">="),
    ("==", "="),
    ("===", "="),
    ("=<", "<="),
    ("=>", ">="),
    ("<>", "!="),
    ("=!", "!="),
    ("!==", "!="),
    ("<<", "<"),
    (">>", ">"),
];

/// How a comparison is spoken, the longer phrases first.
const PHRASES: [(&str, &str); 72] = [
    ("includes", "="),
    ("contains", "="),
    ("like", "="),
    ("ge", ">="),
    ("gt", ">"),
    ("le", "<="),
    ("lt", "<"),
    ("eq", "="),
    ("ne", "!="),
    ("on or after", ">="),
    ("on or before", "<="),
    ("no later than", "<="),
    ("not later than", "<="),
    ("no earlier than", ">="),
    ("not earlier than", ">="),
    ("later than", ">"),
    ("earlier than", "<"),
    ("prior to", "<"),
    ("before", "<"),
    ("after", ">"),
    ("no more than", "<="),
    ("not more than", "<="),
    ("not to exceed", "<="),
    ("not exceeding", "<="),
    ("does not exceed", "<="),
    ("at a maximum of", "<="),
    ("at a maximum", "<="),
    ("at maximum", "<="),
    ("a maximum of", "<="),
    ("maximum of", "<="),
    ("maximum", "<="),
    ("max", "<="),
    ("up to", "<="),
    ("no less than", ">="),
    ("not less than", ">="),
    ("no fewer than", ">="),
    ("not fewer than", ">="),
    ("at a minimum of", ">="),
    ("at a minimum", ">="),
    ("at minimum", ">="),
    ("a minimum of", ">="),
    ("minimum of", ">="),
    ("minimum", ">="),
    ("min", ">="),
    ("exceeding", ">"),
    ("exceeds", ">"),
    ("greater than or equal to", ">="),
    ("less than or equal to", "<="),
    ("not equal to", "!="),
    ("does not equal", "!="),
    ("other than", "!="),
    ("equal to", "="),
    ("at least", ">="),
    ("atleast", ">="),
    ("at most", "<="),
    ("atmost", "<="),
    ("in excess of", ">"),
    ("longer than", ">"),
    ("greater than", ">"),
    ("more than", ">"),
    ("higher than", ">"),
    ("older than", ">"),
    ("less than", "<"),
    ("fewer than", "<"),
    ("lower than", "<"),
    ("younger than", "<"),
    ("shorter than", "<"),
    ("equals", "="),
    ("above", ">"),
    ("over", ">"),
    ("below", "<"),
    ("under", "<"),
];

/// What compares only with a number right after it.
const LIMITS: [&str; 7] = ["maximum", "max", "up to", "minimum", "min", "of", "exceed"];

/// Compares a code with a value; before another fact it joins two conditions.
const OTHER: &str = "other than";

/// What compares only with something right after it: the same words end a sentence.
pub(super) const TIMES: [&str; 3] = ["prior to", "before", "after"];

/// The sign of the phrase that comes next, and how many words it has.
pub(super) fn phrase(cursor: &Cursor) -> Option<(&'static str, usize)> {
    let matches = |phrase: &str| {
        phrase
            .split(' ')
            .enumerate()
            .all(|(distance, word)| cursor.peek_at(distance).is_word_in_any_case(word))
    };
    let number = |words: usize| {
        matches!(cursor.peek_at(words), Token::Number(_)) || cursor.peek_at(words).is_symbol("-")
    };
    let named = |words: usize| matches!(cursor.peek_at(words), Token::Word(word) if !words::is_reserved(word));
    PHRASES
        .iter()
        .map(|(phrase, sign)| (phrase, *sign, phrase.split(' ').count()))
        // `over the last 6 months`, `max_dose`: with no number after it, it compares nothing.
        .find(|(phrase, _, words)| {
            let limit = LIMITS.iter().any(|limit| phrase.ends_with(limit));
            let time = TIMES.contains(phrase);
            // `diagnosis other than Psoriasis`, and not `asthma other than pregnancy`.
            let fact = phrase.starts_with(OTHER)
                && matches!(cursor.peek_at(*words), Token::Word(word) if word.starts_with(char::is_lowercase));
            matches(phrase)
                && !fact
                && (number(*words) || !limit && !time || time && named(*words))
        })
        .map(|(_, sign, words)| (sign, words))
}

/// Whether nothing of the operand follows the next word.
fn at_operand_end_after(cursor: &Cursor) -> bool {
    let mut ahead = *cursor;
    ahead.advance();
    at_operand_end(&ahead)
}

/// `L40.0`, `J3590`: what a code system has, and no vocabulary.
fn is_code(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.chars().filter(char::is_ascii_digit).count() >= 2
        && text.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '.')
}

impl Parser<'_, '_> {
    /// `is III`, `at least 18`, `older than 18`, `during the last 3 months`
    pub(super) fn at_spelt_out_test(&self) -> bool {
        let period = ["during", "over", "in"].iter().any(|word| self.at_word(word));
        let last = ["last", "past", "previous", "prior"].iter().any(|word| self.at_word(word))
            && matches!(self.cursor.peek_at(1), Token::Number(_));
        period || last || self.at_word("at") || self.at_word("on") || phrase(&self.cursor).is_some()
    }

    /// The test after the fact or attribute `of`, if there is one.
    pub(super) fn test(&mut self, of: &Name) -> Parsed<Option<Placed<Test>>> {
        let start = self.cursor.position();
        let next = self.cursor.peek_at(1).clone();
        let test = match self.cursor.peek().clone() {
            Token::Symbol(symbol) if symbol == "=>" && !self.at_misplaced_arrow() => {
                return Ok(None);
            }
            Token::Symbol(symbol) if words::is_comparison(&symbol) => self.comparison(&symbol)?,
            Token::Word(word)
                if word == "not"
                    && matches!(&next, Token::Symbol(sign) if words::is_comparison(sign)) =>
            {
                self.is(of)?
            }
            Token::Word(word)
                if word == "not"
                    && matches!(&next, Token::Word(value) if value.starts_with(char::is_uppercase) && !words::is_reserved(value)) =>
            {
                let place = self.cursor.advance();
                let mistake = Diagnostic::at(place, "a comparison is not written with `not`");
                self.report(mistake.replace("!="));
                self.compare_with(Placed::new(Operator::NotEqual, place))?
            }
            Token::Word(word)
                if word == "of"
                    && let Some(mistake) = self.of_a_number(of) =>
            {
                return self.fail(mistake);
            }
            Token::Word(_) if let Some(mistake) = self.range_after_word(of) => {
                return self.fail(mistake);
            }
            Token::Word(_) if let Some(test) = self.one_of_in_words(of) => test?,
            Token::Word(word) if word.eq_ignore_ascii_case("is") => self.is(of)?,
            Token::Word(word) if word.eq_ignore_ascii_case("in") => {
                if let Some(mistake) = self.numbers_in_list(of, 1) {
                    return self.fail(mistake);
                }
                // `IN (…)`, as databases have it, is one mistake.
                if word == "IN" && next == Token::Group(Delimiter::Parenthesis) {
                    self.list_of_a_database()?
                } else {
                    self.lower_case_word("in");
                    self.one_of(false)?
                }
            }
            Token::Word(word)
                if word.eq_ignore_ascii_case("not") && next.is_word_in_any_case("in") =>
            {
                self.cursor.advance();
                self.cursor.advance();
                let typed = self.cursor.source_from(start);
                if typed != "not in" && !self.at_group(Delimiter::Parenthesis) {
                    let place = self.cursor.place_from(start);
                    self.report(
                        Diagnostic::at(place, format!("`{typed}` is written in small letters"))
                            .replace("not in"),
                    );
                }
                self.one_of(true)?
            }
            Token::Word(word)
                if word.eq_ignore_ascii_case("not") && next.is_word_in_any_case("between") =>
            {
                let place = self.cursor.place().to(self.cursor.place_at(1));
                let mistake = Diagnostic::at(place, "there is no `not between`");
                return self
                    .fail(mistake.help(format!("write `NOT ({} between … and …)`", of.value)));
            }
            Token::Word(word) if word == "between" => {
                self.cursor.advance();
                self.between(false)?
            }
            Token::Word(word) if word.eq_ignore_ascii_case("between") => {
                self.between_in_capitals(&word)?
            }
            Token::Word(_)
                if let Some((sign, words)) =
                    phrase(&self.cursor).filter(|_| !self.after_within()) =>
            {
                self.spelt_out(sign, start, words)?
            }
            Token::Number(_) if !ahead::at_label(&self.cursor) => {
                let mistake = self.uncompared(of);
                return self.fail(mistake);
            }
            Token::Group(Delimiter::Bracket) => {
                let mistake = Diagnostic::at(
                    self.cursor.spot(),
                    format!("nothing says how `{}` relates to this list", of.value),
                );
                self.report(mistake.help("write `in` or `not in` before a list"));
                self.one_of(false)?
            }
            _ => return Ok(None),
        };
        Ok(Some(Placed::new(test, self.cursor.place_from(start))))
    }

    /// `=>` where it is not a section's arrow but a misspelled `>=`.
    fn at_misplaced_arrow(&self) -> bool {
        let number = matches!(self.cursor.peek_at(1), Token::Number(_))
            || self.cursor.peek_at(1).is_symbol("-");
        number || self.context != Context::Guard && matches!(self.cursor.peek_at(1), Token::Word(_))
    }

    /// `at least 1 month`, and not `at least 18`.
    pub(super) fn at_period(&self) -> bool {
        // `at least Moderate`
        if matches!(self.cursor.peek_at(2), Token::Word(word) if word.starts_with(char::is_uppercase))
        {
            return false;
        }
        let Token::Word(unit) = self.cursor.peek_at(3) else {
            return !matches!(self.cursor.peek_at(2), Token::Number(_));
        };
        ["day", "week", "month", "year"].iter().any(|period| unit.trim_end_matches('s') == *period)
            || self.cursor.peek_at(4).is_word("ago")
    }

    fn comparison(&mut self, symbol: &str) -> Parsed<Test> {
        let place = self.cursor.advance();
        let mut operator = Operator::from_sign(symbol);
        if symbol == "!" && self.at_symbol("=") {
            let place = place.to(self.cursor.advance());
            let mistake = Diagnostic::at(place, "`! =` is not a comparison");
            self.report(mistake.help("write `!=`, without a space inside").instead("!="));
            return self.compare_with(Placed::new(Operator::NotEqual, place));
        }
        if operator.is_none() {
            let right = MISSPELT.iter().find(|(own, _)| *own == symbol).map(|(_, right)| *right);
            let mistake = Diagnostic::at(place, format!("`{symbol}` is not a comparison"));
            let Some(right) = right else {
                return self
                    .fail(mistake.help("the comparisons are `=`, `!=`, `<`, `<=`, `>` and `>=`"));
            };
            self.report(mistake.replace(right));
            operator = Operator::from_sign(right);
        } else if self.at_symbol("=") {
            // `> =`: the blank makes two symbols of one.
            let place = place.to(self.cursor.advance());
            let right = if symbol == "=" { "=".to_owned() } else { format!("{symbol}=") };
            let mistake = Diagnostic::at(place, format!("`{symbol} =` is not a comparison"));
            self.report(
                mistake.help(format!("write `{right}`, without a space inside")).instead(&right),
            );
            operator = Operator::from_sign(&right);
        }
        let operator = Placed::new(operator.unwrap_or(Operator::Equal), place);
        self.compare_with(operator)
    }

    fn compare_with(&mut self, operator: Placed<Operator>) -> Parsed<Test> {
        if let Some(mistake) = self.list_against_sign(&operator) {
            return self.fail(mistake);
        }
        if self.at_group(Delimiter::Bracket)
            && matches!(operator.value, Operator::Equal | Operator::NotEqual)
        {
            let (negated, word) =
                if operator.value == Operator::Equal { (false, "in") } else { (true, "not in") };
            self.report(
                Diagnostic::at(operator.place, "a list is not compared with a sign").replace(word),
            );
            return self.one_of(negated);
        }
        if let Some(mistake) = self.compared_with_found_day(&operator) {
            return self.fail(mistake);
        }
        let operand = self.operand_of_comparison(&operator)?;
        Ok(Test::Compare { operator, operand })
    }

    fn operand_of_comparison(&mut self, operator: &Placed<Operator>) -> Parsed<Operand> {
        if self.at_date() {
            return self.date().map(Operand::Date);
        }
        let sign = operator.value.sign();
        if let Some(mistake) = self.multiple(sign, operator.place.first) {
            return self.fail(mistake);
        }
        if let Some(limit) = self.own_limit() {
            return Ok(Operand::Limit(limit));
        }
        if let Some(mistake) = self.limit_of_normal() {
            return self.fail(mistake);
        }
        if self.at_number() {
            return self.quantity_of_comparison(operator).map(Operand::Quantity);
        }
        if let Token::Word(word) = self.cursor.peek()
            && let Some(number) =
                words::number_in_words(word).filter(|_| word.starts_with(char::is_lowercase))
        {
            let place = self.cursor.place();
            let mistake = Diagnostic::at(place, format!("the number `{word}` is not in digits"));
            return self.fail(mistake.replace(number.to_string()));
        }
        if let Some(mistake) = self.baseline_in_prose() {
            return self.fail(mistake);
        }
        if self.at_choice() {
            return self.other().map(|other| Operand::Other(Box::new(other)));
        }
        match self.cursor.peek() {
            Token::Text(text) if is_code(text) => {
                let mistake = Diagnostic::at(
                    self.cursor.place(),
                    "a fact is not compared with a code of a code system",
                );
                self.fail(mistake.help("write the name of a value as the vocabulary has it; the codes that it stands for are given there"))
            }
            Token::Word(word)
                if word.starts_with(char::is_uppercase)
                    && word.chars().any(|digit| digit.is_ascii_digit())
                    && self.cursor.peek_at(1).is_symbol(".") =>
            {
                let place = self.cursor.place().to(self.cursor.place_at(2));
                let mistake =
                    Diagnostic::at(place, "a fact is not compared with a code of a code system");
                self.fail(mistake.help("write the name of a value as the vocabulary has it; the codes that it stands for are given there"))
            }
            Token::Word(_)
                if ["to", "through"].iter().any(|word| self.cursor.peek_at(1).is_word(word))
                    && matches!(self.cursor.peek_at(2), Token::Word(_)) =>
            {
                let (first, last) = (self.cursor.peek().text(), self.cursor.peek_at(2).text());
                let place = operator.place.to(self.cursor.place_at(2));
                let mistake = Diagnostic::at(place, "values have no ranges");
                self.fail(
                    mistake.help(format!("name every value, as in `in [{first}, …, {last}]`")),
                )
            }
            Token::Text(text) if !words::is_name(text) => {
                let help = if let Some((first, rest)) = text.split_once(' ') {
                    let name = rest
                        .split(' ')
                        .fold(first.to_owned(), |name, word| in_one_word(&name, word));
                    format!("write the value as the vocabulary has it, such as `{name}`")
                } else if text.is_empty() {
                    "write the name of a value as the vocabulary has it".to_owned()
                } else {
                    format!("write `{}`", quote(text))
                };
                let mistake = Diagnostic::at(
                    self.cursor.place(),
                    "values, numbers and dates are written without quotation marks",
                )
                .help(help);
                let certain = !text.is_empty()
                    && text
                        .chars()
                        .all(|letter| letter.is_alphanumeric() || "_.-/%".contains(letter));
                self.fail(mistake.instead(text).replaced_if(certain))
            }
            Token::Word(word)
                if (!words::is_reserved(word) || words::yes_or_no(word).is_some())
                    && !ahead::at_label(&self.cursor)
                    && !ahead::at_statement(&self.cursor) =>
            {
                if let Some(mistake) = self.several_values(operator) {
                    return self.fail(mistake);
                }
                let (word, start) = (word.clone(), self.cursor.position());
                let name = Placed::new(word, self.cursor.advance());
                // Values have no results to choose from.
                if name.value.starts_with(char::is_uppercase) {
                    return Ok(Operand::Name(name));
                }
                let other = self.rest_of_other(start, None, name)?;
                Ok(if other.method.is_none() && other.window.is_none() {
                    Operand::Name(other.subject)
                } else {
                    Operand::Other(Box::new(other))
                })
            }
            Token::Text(text) => {
                let text = text.clone();
                let place = self.cursor.advance();
                self.report(
                    Diagnostic::at(place, "a value is written without quotation marks")
                        .replace(&text)
                        .replaced_if(!words::is_reserved(&text)),
                );
                Ok(Operand::Name(Placed::new(text, place)))
            }
            Token::Symbol(symbol) if words::is_comparison(symbol) => {
                let mistake = self.unexpected().help("the comparisons are `=`, `!=`, `<`, `<=`, `>` and `>=`, each without a space inside");
                self.fail(mistake)
            }
            Token::Other(_) => {
                let mistake = self.unexpected().help("write a value, a number with its unit, a date or another fact, without quotation marks");
                self.fail(mistake)
            }
            _ => {
                let mistake = self
                    .missing("what the fact is compared with")
                    .help("write a value, a number with its unit, a date or another fact");
                self.fail(mistake)
            }
        }
    }

    /// A number with its unit, and no range of two.
    fn quantity_of_comparison(&mut self, operator: &Placed<Operator>) -> Parsed<QuantityText> {
        let quantity = self.quantity()?;
        if let Some(mistake) = self.long_ago(operator, &quantity) {
            return self.fail(mistake);
        }
        let joined = self.at_symbol("-")
            || ["to", "through"].iter().any(|word| self.cursor.peek().is_word_in_any_case(word));
        if joined && matches!(self.cursor.peek_at(1), Token::Number(_)) {
            let high = self.cursor.peek_at(1).text();
            let typed = match self.cursor.peek().text().as_str() {
                "-" => "a hyphen".to_owned(),
                word => format!("`{word}`"),
            };
            let mistake =
                Diagnostic::at(self.cursor.place(), format!("a range is not written with {typed}"));
            let mut mistake = mistake.help(format!(
                "write `between {} and {high}`, without a sign before it",
                quantity.number.value
            ));
            if let (Operator::Equal, Some(low)) =
                (operator.value, self.cursor.complete(quantity.place.first, self.cursor.position()))
            {
                mistake = mistake.replacing(
                    operator.place.to(self.cursor.place_at(1)),
                    format!("between {low} and {high}"),
                );
            }
            return self.fail(mistake);
        }
        Ok(quantity)
    }

    /// `is III`, `is not III`, `is in [..]`, `is at least 18`
    fn is(&mut self, of: &Name) -> Parsed<Test> {
        let start = self.cursor.position();
        if self.at_word("is") || !self.at_word("not") {
            self.cursor.advance();
        }
        if let Some((sign, words)) = phrase(&self.cursor) {
            return self.spelt_out(sign, start, words);
        }
        if let Some(bound) = bound_in_words(&self.cursor) {
            let place = self.cursor.place_from(start);
            let typed = self.cursor.source_from(start);
            let mistake =
                Diagnostic::at(place, format!("a comparison is not written with `{typed}`"));
            return self.fail(mistake.help(format!("write `{} {bound}`", of.value)));
        }
        let negated = self.cursor.peek().is_word_in_any_case("not");
        if negated {
            self.cursor.advance();
        }
        if self.at_documented() {
            return self.documented(of, start, negated);
        }
        let operator = match self.cursor.peek() {
            Token::Symbol(symbol) => Operator::from_sign(symbol),
            _ => phrase(&self.cursor).and_then(|(sign, _)| Operator::from_sign(sign)),
        };
        if let (true, Some(operator)) = (negated, operator) {
            return self.negated_sign(of, start, operator);
        }
        if let Token::Word(word) = self.cursor.peek()
            && let Some(yes) = words::yes_or_no(word)
        {
            self.cursor.advance();
            let place = self.cursor.place_from(start);
            let typed = self.cursor.source_from(start);
            let right = if yes == negated { format!("NOT {}", of.value) } else { of.value.clone() };
            let mistake = Diagnostic::at(place, format!("`{typed}` is not written after a fact"))
                .replace(&right);
            // Where the fact is all that comes before it.
            let alone = of.place.last.saturating_add(1) == start && !self.is_chosen_or_chooses(of);
            return self.fail(mistake.replacing(of.place.to(place), right).replaced_if(alone));
        }
        let listed = self.cursor.peek().is_word_in_any_case("in")
            || self.cursor.peek().is_word_in_any_case("between");
        if !listed
            && !matches!(self.cursor.peek(), Token::Symbol(symbol) if words::is_comparison(symbol))
        {
            return self.spelt_out(if negated { "!=" } else { "=" }, start, 0);
        }
        let place = self.cursor.place_from(start);
        let typed = self.cursor.source_from(start);
        let rest = self.cursor.peek().text().to_lowercase();
        if negated && self.cursor.peek().is_word_in_any_case("between") {
            let mistake = Diagnostic::at(place, "there is no `not between`");
            return self.fail(mistake.help(format!("write `NOT ({} between … and …)`", of.value)));
        }
        let right = if negated { format!("not {rest}") } else { rest };
        let mistake = Diagnostic::at(place, format!("`{typed}` is not needed here"))
            .help(format!("write `{} {right} …`", of.value));
        let certain = !negated || self.cursor.peek().is_word_in_any_case("in");
        self.report(mistake.instead(if negated { "not" } else { "" }).replaced_if(certain));
        match self.test(of)?.map(|test| test.value) {
            Some(Test::OneOf { values, .. }) => Ok(Test::OneOf { negated, values }),
            Some(test) => Ok(test),
            None => Err(Reported(())),
        }
    }

    fn at_documented(&self) -> bool {
        let file = self.at_word("on") || self.at_word("in");
        let kept =
            ["file", "record", "chart"].iter().any(|word| self.cursor.peek_at(1).is_word(word));
        let missing =
            ["null", "NULL", "missing", "blank", "empty", "unknown", "available", "recorded"];
        self.at_word("documented")
            || file && kept
            || missing.iter().any(|word| self.at_word(word)) && at_operand_end_after(&self.cursor)
    }

    /// `is documented`, `is not documented`, `is on file`, `is null`
    fn documented<T>(&mut self, of: &Name, start: usize, negated: bool) -> Parsed<T> {
        let absent = !["documented", "on", "in", "available", "recorded"]
            .iter()
            .any(|word| self.at_word(word));
        self.cursor.advance();
        if absent {
            let typed = self.cursor.source_from(start);
            let place = self.cursor.place_from(start);
            let mistake = Diagnostic::at(place, format!("`{typed}` is not written after a fact"));
            return self.fail(
                mistake
                    .help(format!(
                        "take the condition out, or ask about the value of `{}`",
                        of.value
                    ))
                    .note("what is not documented is unknown, and is asked for"),
            );
        }
        if self.at_word("file") || self.at_word("record") || self.at_word("chart") {
            self.cursor.advance();
        }
        let place = self.cursor.place_from(start);
        let typed = self.cursor.source_from(start);
        let mistake = Diagnostic::at(place, format!("`{typed}` is not written after a fact"));
        let name = &of.value;
        self.fail(if negated {
            mistake.help(format!("write `NOT {name}` of a flag, if it has to be documented that it does not hold"))
                .note("what is not documented is unknown, and is asked for")
        } else {
            mistake.help(format!("write `{name}` for a flag, `{name} on file` for a result of a measurement, or `any {name}` for an event"))
        })
    }

    /// `is not >= 3`, `is not at least 18`: the sign that says the same without `not`.
    fn negated_sign(&mut self, of: &Name, start: usize, operator: Operator) -> Parsed<Test> {
        for _ in 0..phrase(&self.cursor).map_or(1, |(_, words)| words) {
            self.cursor.advance();
        }
        let place = self.cursor.place_from(start);
        let right = match operator {
            Operator::Equal => "!=",
            Operator::NotEqual => "=",
            Operator::Less => ">=",
            Operator::LessOrEqual => ">",
            Operator::Greater => "<=",
            Operator::GreaterOrEqual => "<",
        };
        let mistake = Diagnostic::at(place, "a comparison is not negated with `not`");
        // Not every result at least 3, or every result below 3.
        self.fail(if self.is_chosen_or_chooses(of) {
            mistake.help(format!("write `NOT` before the whole condition and `{}` here, or `{right}` here, whichever the source means", operator.sign()))
        } else {
            mistake.replace(right)
        })
    }

    /// `every lvef`, `where donor`
    fn is_chosen_or_chooses(&self, name: &Name) -> bool {
        let before = self.cursor.token_before(name.place);
        matches!(before, Token::Word(word) if words::is_reserved(word) && !["AND", "OR", "NOT", "if", "then", "else"].contains(&word.as_str()))
    }

    /// A comparison in words, from the token at `start` on, of which so many are still to come.
    fn spelt_out(&mut self, sign: &str, start: usize, words: usize) -> Parsed<Test> {
        for _ in 0..words {
            self.cursor.advance();
        }
        let place = self.cursor.place_from(start);
        let typed = self.cursor.source_from(start);
        if let (Token::Number(number), Token::Word(unit), true) =
            (self.cursor.peek(), self.cursor.peek_at(1), self.cursor.peek_at(2).is_word("ago"))
        {
            let (early, late) =
                (format!("at least {number} {unit} ago"), format!("within {number} {unit}"));
            let mistake =
                Diagnostic::at(place, format!("a date is not compared with `{typed} … ago`"));
            let all = place.to(self.cursor.place_at(2));
            return self.fail(match sign {
                ">=" => mistake.help(format!("write `{early}`")).replacing(all, early),
                "<=" => mistake.help(format!("write `{late}`")).replacing(all, late),
                // More than a month ago is not a month ago.
                ">" => mistake.help(format!("write `{early}`, which takes the day itself as well")),
                "<" => mistake.help(format!("write `{late}`, which takes the day itself as well")),
                _ => {
                    mistake.help(format!("write `{early}` or `{late}`, whichever the source means"))
                }
            });
        }
        // `at least Moderate`: that values have no order says enough.
        let ordered = ["=", "!="].contains(&sign)
            || !matches!(self.cursor.peek(), Token::Word(word) if word.starts_with(char::is_uppercase));
        let is_called =
            matches!(self.cursor.peek(), Token::Word(word) if words::called(word).is_some());
        let multiple = self.multiple(sign, start).is_some();
        if ordered && !is_called && !multiple && !self.at_multiple_of_limit() {
            self.report(
                Diagnostic::at(place, format!("a comparison is not written with `{typed}`"))
                    .replace(sign),
            );
        }
        let operator = Operator::from_sign(sign).unwrap_or(Operator::Equal);
        self.compare_with(Placed::new(operator, place))
    }

    /// `IN (II, III)`, with the cursor at `IN`.
    fn list_of_a_database(&mut self) -> Parsed<Test> {
        let place = self.cursor.advance().to(self.cursor.place());
        let listed = self.cursor.enter().map_or_else(String::new, |inner| inner.source());
        self.report(
            Diagnostic::at(place, "a list is written in square brackets")
                .replace(format!("in [{listed}]")),
        );
        let values = self.names_between_delimiters("a value")?.value;
        Ok(Test::OneOf { negated: false, values })
    }

    pub(super) fn one_of(&mut self, negated: bool) -> Parsed<Test> {
        if let Some(parameter) = self.parameter() {
            return Ok(Test::OneOf { negated, values: vec![parameter] });
        }
        let values = self.name_list("a value")?;
        Ok(Test::OneOf { negated, values: values.value })
    }

    /// `BETWEEN 18 AND 64`
    fn between_in_capitals(&mut self, word: &str) -> Parsed<Test> {
        let start = self.cursor.position();
        let keyword = self.cursor.advance();
        let since = self.reported;
        let range = self.between(true);
        if self.reported > since {
            return range;
        }
        let place = self.cursor.place_from(start);
        let typed = self.cursor.source_from(start);
        let right = typed.replacen(word, "between", 1).replacen(" AND ", " and ", 1);
        let mistake = Diagnostic::at(keyword, format!("`{word}` is written in small letters"));
        self.report(mistake.help(format!("write `{}`", quote(&right))).replacing(place, right));
        range
    }

    /// `300 and 510 million cells`, `2025-01-01 and 2025-12-31`
    fn between(&mut self, capitals: bool) -> Parsed<Test> {
        if let Token::Group(_) = self.cursor.peek() {
            let mistake = Diagnostic::at(self.cursor.spot(), "a range is written without brackets")
                .help("write `between 300 and 510`");
            return self.fail(mistake);
        }
        let low = self.quantity()?;
        self.between_and(capitals)?;
        let high = self.quantity()?;
        Ok(Test::Between { low, high })
    }

    pub(super) fn between_and(&mut self, capitals: bool) -> Parsed<()> {
        if self.take_word("and").is_some() || capitals && self.take_word("AND").is_some() {
            return Ok(());
        }
        let found = self.cursor.describe();
        let known = self.cursor.peek().is_word_in_any_case("and")
            || ["-", ",", "&", "&&"].iter().any(|symbol| self.at_symbol(symbol))
            || self.at_word("to")
            || self.at_word("or");
        if known {
            let help = if self.cursor.peek().is_word_in_any_case("and") {
                "write `and` in small letters"
            } else {
                "write `and`"
            };
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("the ends of `between` are not joined with {found}"),
            );
            self.report(mistake.help(help).instead("and"));
            self.cursor.advance();
            return Ok(());
        }
        let mistake = self.missing("`and` with the upper end").help("write `between 300 and 510`");
        self.fail(mistake)
    }
}
