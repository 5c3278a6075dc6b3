//! Tables: `define most by weight { below 20 kg => 25 mg, from 20 kg to below 40 kg => 50 mg, from 40 kg => 100 mg }`.
//!
//! In: the tokens after the name of a definition. Out: the inputs of the table and its rows.

use super::test::phrase as comparison;
use super::{Parsed, Parser, Reported};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::Predicate;
use crate::syntax::literal::QuantityText;
use crate::syntax::table::{Bound, Row, RowValue, Span, Table};
use crate::text::{Delimiter, Name, Placed, Token};

const WRITTEN: &str = "write a row as in `below 20 kg => 25 mg`, `from 20 kg to below 40 kg => 50 mg` or `I, II => 25 mg`, with a comma after it";

const RANGES: &str = "write a range as in `below 20 kg`, `up to 20 kg`, `from 20 kg to below 40 kg`, `from 20 kg to 40 kg`, `above 40 kg` or `from 40 kg`";

/// How a comparison is written as the range of a row.
const SIGNS: [(&str, &str); 4] = [("<", "below"), ("<=", "up to"), (">", "above"), (">=", "from")];

/// An end of a range, and on which side.
enum End {
    Low(Bound),
    High(Bound),
}

impl Parser<'_, '_> {
    /// The `by` before the inputs of a table, also where another sign is in its place.
    pub(super) fn by_of_table(&mut self, name: &str) -> bool {
        if self.take_word("by").is_some() {
            return true;
        }
        let mut ahead = self.cursor;
        ahead.advance();
        if ![":", "=", "=>"].iter().any(|sign| self.at_symbol(sign))
            || !matches!(ahead.peek(), Token::Word(_))
            || *ahead.peek_at(1) != Token::Group(Delimiter::Brace)
        {
            return false;
        }
        ahead.advance();
        let Some(mut rows) = ahead.enter() else { return false };
        while !matches!(rows.peek(), Token::End)
            && !rows.peek().is_symbol("=>")
            && !rows.peek().is_symbol(";")
        {
            rows.advance();
        }
        if !rows.peek().is_symbol("=>") {
            return false;
        }
        let typed = self.cursor.describe();
        let place = self.cursor.advance();
        let mistake = Diagnostic::at(place, format!("{typed} does not follow the name of a table"));
        self.report(mistake.help(format!("write `define {name} by … {{ … }}`")).instead("by"));
        true
    }

    /// What follows the name of a table, with the cursor after `by`.
    pub(super) fn table(&mut self, name: Name) -> Table {
        let mut inputs = Vec::new();
        let rows = self.inputs_and_rows(&mut inputs).unwrap_or_else(|Reported(())| {
            while !self.at_end() && !self.at_symbol(";") && !self.at_group(Delimiter::Brace) {
                self.cursor.advance();
            }
            if self.at_group(Delimiter::Brace) {
                self.cursor.advance();
            }
            None
        });
        Table { name, inputs, rows }
    }

    fn inputs_and_rows(&mut self, inputs: &mut Vec<Predicate>) -> Parsed<Option<Vec<Row>>> {
        loop {
            inputs.push(self.input_of_table()?);
            if self.take_symbol(",").is_none() && self.take_word("and").is_none() {
                break;
            }
        }
        if !self.at_group(Delimiter::Brace) {
            let mistake = self.missing("`{`").help("write the rows of a table in braces, as in `define most by weight { below 20 kg => 25 mg, from 20 kg => 50 mg }`");
            return self.fail(mistake);
        }
        Ok(self.inside(Self::rows)?.value.ok())
    }

    /// `weight`, `highest lvef by Echo2d within 6 months`
    fn input_of_table(&mut self) -> Parsed<Predicate> {
        let input = self.predicate()?;
        if let Some(test) = &input.test {
            let mistake =
                Diagnostic::at(test.place, "the input of a table is not compared with anything");
            return self.fail(mistake.help(format!(
                "name the fact alone, as in `by {} {{ … }}`, and write the numbers in the rows",
                input.subject.value
            )));
        }
        Ok(input)
    }

    /// All rows; one that cannot be read makes the whole table unreadable, since what is missing in
    /// it would be reported as a gap.
    fn rows(&mut self) -> Parsed<Vec<Row>> {
        let mut rows = Ok(Vec::new());
        while !self.at_end() {
            match self.row() {
                Ok(row) => {
                    if let Ok(rows) = &mut rows {
                        rows.push(row);
                    }
                }
                Err(reported) => {
                    rows = Err(reported);
                    self.skip_arm();
                }
            }
        }
        rows
    }

    /// `from 20 kg to below 40 kg and I, II => 50 mg,`
    fn row(&mut self) -> Parsed<Row> {
        let mut spans = Vec::new();
        loop {
            let start = self.cursor.position();
            let span = self.span()?;
            spans.push(Placed::new(span, self.cursor.place_from(start)));
            if self.at_word("AND") {
                let place = self.cursor.advance();
                self.report(
                    Diagnostic::at(place, "two inputs of a row are joined with `and`")
                        .replace("and"),
                );
            } else if self.take_word("and").is_none() {
                break;
            }
        }
        self.arrow("a row and what it gives", WRITTEN)?;
        let value = self.row_value()?;
        if let Some(place) = self.take_symbol(";") {
            self.report(Diagnostic::at(place, "two rows are not separated with `;`").replace(","));
        } else if self.take_symbol(",").is_none() && !self.at_end() {
            let mistake = self.missing("`,`").help("write a comma after each row");
            let another = self.at_span();
            self.report(mistake.inserting_behind(self.before().1, ",").replaced_if(another));
            if !another {
                return Err(Reported(()));
            }
        }
        Ok(Row { spans, value })
    }

    /// Whether a range begins with the next word.
    fn at_span(&self) -> bool {
        ["below", "up", "from", "above"].iter().any(|word| self.at_word(word))
    }

    fn span(&mut self) -> Parsed<Span> {
        if self.take_word("any").is_some() {
            return Ok(Span::Any);
        }
        for rest in ["_", "else", "other", "others", "otherwise", "default"] {
            if self.at_word(rest) {
                let mistake = Diagnostic::at(
                    self.cursor.place(),
                    format!("`{rest}` cannot mean all that is left"),
                );
                return self.fail(mistake.help(
                    "write out every range and every value, so that nothing is decided by accident; where an input does not matter in a row, write `any`",
                ));
            }
        }
        if let Some(span) = self.misspelled_range()? {
            return Ok(span);
        }
        if !self.at_span() {
            return self.values_of_row();
        }
        match self.end_of_range()? {
            End::High(bound) => Ok(Span::Range(Box::new([None, Some(bound)]))),
            End::Low(low) => {
                let high = self.take_word("to").map(|_| {
                    let included = self.take_word("below").is_none();
                    self.quantity().map(|quantity| Bound { quantity, included })
                });
                Ok(Span::Range(Box::new([Some(low), high.transpose()?])))
            }
        }
    }

    /// `below 20 kg`, `up to 20 kg`, `from 20 kg`, `above 20 kg`
    fn end_of_range(&mut self) -> Parsed<End> {
        let word = self.cursor.peek().text();
        self.cursor.advance();
        if word == "up" && self.take_word("to").is_none() {
            let mistake = self.missing("`to`").help(RANGES);
            return self.fail(mistake);
        }
        let bound = |quantity: QuantityText, included| Bound { quantity, included };
        let quantity = self.quantity()?;
        Ok(match word.as_str() {
            "below" => End::High(bound(quantity, false)),
            "up" => End::High(bound(quantity, true)),
            "above" => End::Low(bound(quantity, false)),
            _ => End::Low(bound(quantity, true)),
        })
    }

    /// `< 20 kg`, `less than 20 kg`, `between 20 and 40 kg`, `20 kg to 40 kg`
    fn misspelled_range(&mut self) -> Parsed<Option<Span>> {
        if self.at_word("between") {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                "the range of a row does not begin with `between`",
            );
            return self.fail(mistake.help("write `from 20 kg to 40 kg` where both ends belong to the row, and `from 20 kg to below 40 kg` where the upper end belongs to the next one"));
        }
        if matches!(self.cursor.peek(), Token::Number(_)) {
            let mistake = Diagnostic::at(self.cursor.place(), "a row does not begin with a number");
            return self.fail(mistake.help(RANGES));
        }
        let start = self.cursor.position();
        let sign = match self.cursor.peek() {
            Token::Symbol(symbol) => Some((symbol.clone(), 1)),
            _ if self.at_span() => None,
            _ => comparison(&self.cursor).map(|(sign, words)| (sign.to_owned(), words)),
        };
        let Some((sign, words)) = sign else { return Ok(None) };
        let Some((_, right)) = SIGNS.into_iter().find(|(own, _)| *own == sign) else {
            let mistake = self.unexpected().help(RANGES);
            return self.fail(mistake);
        };
        for _ in 0..words {
            self.cursor.advance();
        }
        let typed = self.cursor.source_from(start);
        let place = self.cursor.place_from(start);
        let mistake =
            Diagnostic::at(place, format!("the range of a row does not begin with `{typed}`"));
        self.report(mistake.replace(right));
        let included = sign.ends_with('=');
        let bound = Some(Bound { quantity: self.quantity()?, included });
        Ok(Some(if sign.starts_with('<') {
            Span::Range(Box::new([None, bound]))
        } else {
            Span::Range(Box::new([bound, None]))
        }))
    }

    /// `I, II`
    fn values_of_row(&mut self) -> Parsed<Span> {
        let mut values = Vec::new();
        loop {
            if !matches!(self.cursor.peek(), Token::Word(_)) {
                let mistake = self.unexpected().help(WRITTEN);
                return self.fail(mistake);
            }
            values.push(self.name("a value")?);
            if self.take_symbol(",").is_none() {
                return Ok(Span::Values(values));
            }
        }
    }

    /// `25 mg`, `KitA`, `[KitA, KitB]`
    fn row_value(&mut self) -> Parsed<RowValue> {
        match self.cursor.peek() {
            Token::Word(_) => self.name("a number or a value").map(RowValue::Name),
            Token::Group(Delimiter::Bracket) => {
                self.names_between_delimiters("a value").map(RowValue::Names)
            }
            Token::Number(_) => self.quantity().map(RowValue::Number),
            Token::Symbol(symbol) if symbol == "-" => self.quantity().map(RowValue::Number),
            Token::Text(_) => {
                let mistake = Diagnostic::at(self.cursor.place(), "a row does not give a text");
                self.fail(mistake.help(
                    "write a number and its unit, or a value of a code without quotation marks",
                ))
            }
            _ => {
                let mistake = self.missing("what the row gives").help(WRITTEN);
                self.fail(mistake)
            }
        }
    }
}
