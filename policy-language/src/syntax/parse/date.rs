//! Dates and durations.

use super::calendar::{Written, written};
use super::literal::{Behind, is_plain};
use super::{Parsed, Parser, ahead, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::literal::{DateText, DurationText, Number};
use crate::text::{Name, Place, Placed, Token};

const DATE_HELP: &str = "write year, month and day, such as `2026-05-31`";

impl Parser<'_, '_> {
    /// Whether a date comes next, or what an author from elsewhere takes for one, and not a number.
    pub(super) fn at_date(&self) -> bool {
        if written(&self.cursor).is_some() {
            return true;
        }
        let Token::Number(year) = self.cursor.peek() else { return false };
        let Token::Symbol(symbol) = self.cursor.peek_at(1) else { return false };
        let three = self.cursor.peek_at(3).is_symbol(symbol)
            && matches!(self.cursor.peek_at(4), Token::Number(_));
        match (symbol.as_str(), self.cursor.peek_at(2)) {
            ("-", Token::Number(month)) => {
                three || year.len() == 4 && is_plain(year) && month.len() <= 2
            }
            ("-", Token::Word(_)) => year.len() == 4 && is_plain(year),
            ("/", Token::Number(_)) => three,
            _ => false,
        }
    }

    /// `2026-05-31`, `2026-05`, `2026`
    pub(super) fn date(&mut self) -> Parsed<DateText> {
        if let Token::Text(text) = self.cursor.peek() {
            let text = text.clone();
            let place = self.cursor.advance();
            let parts: Vec<&str> = text.split('-').collect();
            let help = if parts.iter().all(|part| is_plain(part)) {
                format!("write `{}`", quote(&text))
            } else {
                DATE_HELP.to_owned()
            };
            let lengths = parts.iter().map(|part| part.len()).collect::<Vec<_>>();
            let certain = matches!(lengths[..], [4] | [4, 1..=2] | [4, 1..=2, 1..=2])
                && parts.iter().all(|part| is_plain(part));
            self.report(
                Diagnostic::at(place, "a date is written without quotation marks")
                    .help(help)
                    .instead(&text)
                    .replaced_if(certain),
            );
            return self.date_of(&parts, place, true);
        }
        if let Some(written) = written(&self.cursor) {
            return self.written_otherwise(&written);
        }
        let start = self.cursor.position();
        let mut parts = Vec::new();
        let mut foreign = false;
        loop {
            match self.cursor.peek() {
                Token::Number(part) => parts.push(part.clone()),
                Token::Word(part) if !parts.is_empty() => parts.push(part.clone()),
                _ => break,
            }
            self.cursor.advance();
            match self.cursor.peek() {
                Token::Symbol(symbol)
                    if parts.len() < 3 && matches!(symbol.as_str(), "-" | "/" | ".") =>
                {
                    foreign |= symbol != "-";
                    self.cursor.advance();
                }
                _ => break,
            }
        }
        if parts.is_empty() {
            let mistake = match self.cursor.peek() {
                Token::Word(word) if !words::is_reserved(word) => {
                    Diagnostic::at(self.cursor.place(), format!("`{word}` does not begin a date"))
                }
                _ => self.missing("a date"),
            };
            return self.fail(mistake.help(DATE_HELP));
        }
        let place = self.cursor.place_from(start);
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        if foreign {
            let typed = self.cursor.source_from(start);
            return self.fail(
                Diagnostic::at(place, format!("`{}` is not how a date is written", quote(&typed)))
                    .help(DATE_HELP),
            );
        }
        self.date_of(&parts, place, false)
    }

    /// `01/31/2026`, `January 31, 2026`
    fn written_otherwise<T>(&mut self, written: &Written) -> Parsed<T> {
        let start = self.cursor.position();
        let place = self.cursor.place().to(written.last);
        for _ in 0..written.tokens {
            self.cursor.advance();
        }
        let typed = quote(&self.cursor.source_from(start));
        let mistake = Diagnostic::at(place, format!("`{typed}` is not how a date is written"));
        self.fail(match written.days.as_slice() {
            [only] => mistake.replace(only),
            days => mistake.help(format!(
                "write {}, whichever the source means",
                days.iter().map(|day| format!("`{day}`")).collect::<Vec<_>>().join(" or ")
            )),
        })
    }

    fn date_of(&mut self, parts: &[&str], place: Place, reported: bool) -> Parsed<DateText> {
        let digits = |part: &str| {
            if is_plain(part) && (1..=4).contains(&part.len()) {
                part.parse::<u32>().ok()
            } else {
                None
            }
        };
        let read = match *parts {
            [year] => digits(year).map(|year| (year, None, None)),
            [year, month] => {
                digits(year).zip(digits(month)).map(|(year, month)| (year, Some(month), None))
            }
            [year, month, day] => digits(year)
                .zip(digits(month))
                .zip(digits(day))
                .map(|((year, month), day)| (year, Some(month), Some(day))),
            _ => None,
        };
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let readable =
            lengths.first() == Some(&4) && lengths.iter().skip(1).all(|length| *length <= 2);
        let Some((year, month, day)) = read.filter(|_| readable) else {
            if reported {
                return Err(super::Reported(()));
            }
            return self.fail(
                Diagnostic::at(
                    place,
                    format!("`{}` is not how a date is written", quote(&parts.join("-"))),
                )
                .help(DATE_HELP),
            );
        };
        if !reported && lengths.iter().skip(1).any(|length| *length != 2) {
            let right = [month, day]
                .into_iter()
                .flatten()
                .fold(format!("{year:04}"), |date, part| format!("{date}-{part:02}"));
            self.report(
                Diagnostic::at(place, "the month and the day of a date have two digits")
                    .replace(right),
            );
        }
        Ok(DateText { year, month, day, place })
    }

    /// `9 months`
    pub(super) fn duration(&mut self) -> Parsed<DurationText> {
        let start = self.cursor.position();
        let (number, suffix) = self.number_with_suffix(Behind::Duration)?;
        let unit = match (suffix, &number.parameter) {
            (Some(suffix), _) => suffix,
            // `lasting at least period`
            (None, Some(parameter)) if !words::is_unit_of_time(&self.cursor.peek().text()) => {
                Placed::new(String::new(), parameter.place)
            }
            (None, _) => self.duration_unit(&number)?,
        };
        Ok(DurationText { number, unit, place: self.cursor.place_from(start) })
    }

    fn duration_unit(&mut self, number: &Number) -> Parsed<Name> {
        if self.at_symbol("-") && matches!(self.cursor.peek_at(1), Token::Word(_)) {
            let place = self.cursor.advance();
            self.report(Diagnostic::at(place, "a duration has no hyphen").remove(format!(
                "write `{} {}`",
                number.value,
                self.cursor.peek().text()
            )));
        }
        let behind = ahead::at_label(&self.cursor) || ahead::at_statement(&self.cursor);
        if let Token::Word(word) = self.cursor.peek()
            && !behind
            && !words::ends_unit(word)
        {
            let word = word.clone();
            return Ok(Placed::new(word, self.cursor.advance()));
        }
        let mistake = self
            .missing("the unit of a duration")
            .help(format!("write `{} days`, `weeks`, `months` or `years`", number.value));
        self.fail(mistake)
    }
}
