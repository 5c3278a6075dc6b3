//! Conditions on entries: `where donor = Allogeneic`, `where (donor = Allogeneic AND cells > 2
//! million cells)`; and what people write in place of `where`.
//!
//! Without parentheses, a condition is one test. Whether days after it belong to the entries is for
//! `check` to say.

use super::predicate::at_operand_end;
use super::times::phrase_at;
use super::{Context, Entries, Names, Parsed, Parser, ahead, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Expression, ExpressionKind, Operand, Predicate, Test};
use crate::text::{Cursor, Delimiter, Name, Place, Token};

/// What is written in place of `where`.
const OTHERWISE: [&str; 12] = [
    "with",
    "having",
    "whose",
    "which",
    "that",
    "when",
    "if",
    "for which",
    "in which",
    "of which",
    "WHERE",
    "Where",
];

/// What is written before a value alone: `any trial of Topiramate`, `any trial Topiramate`.
const BEFORE_VALUE: [&str; 8] =
    ["of", "with", "for", "other than", "except", "excluding", "not", ""];

/// Where several tests go.
const IN_PARENTHESES: &str = "put the whole condition in parentheses";

impl Parser<'_, '_> {
    /// Reads a condition on entries, if one comes next.
    pub(super) fn where_part(&mut self, predicate: &mut Predicate) -> Parsed<bool> {
        let start = self.cursor.position();
        let keyword = self.cursor.place();
        if predicate.is_of_entries() {
            if let Some(words) = self.where_otherwise() {
                self.cursor = self.cursor.ahead(words);
                let typed = self.cursor.source_from(start);
                let message = if typed.eq_ignore_ascii_case("where") {
                    format!("`{typed}` is written in small letters")
                } else {
                    format!("events are not told apart with `{typed}`")
                };
                let mistake = Diagnostic::at(self.cursor.place_from(start), message);
                self.report(mistake.replace("where"));
                return self.one_filter(predicate, keyword);
            }
            if let Some(mistake) =
                self.attribute_without_sign().or_else(|| self.different_behind(predicate))
            {
                return self.fail(mistake);
            }
            if predicate.test.is_none()
                && predicate.filter.is_none()
                && predicate.has.is_none()
                && let Some(value) = self.value_without_where()
            {
                let place = value.place;
                let test = Box::new(Predicate::of(value));
                let filter = Expression { kind: ExpressionKind::Predicate(test), place };
                self.once(
                    &mut predicate.filter,
                    Box::new(filter),
                    "a condition on entries",
                    keyword,
                );
                return Ok(true);
            }
            if is_filter(&self.cursor) {
                let typed = self.cursor.enter().map_or_else(String::new, |inner| inner.source());
                let mistake = self.missing("`where`");
                if self.at_group(Delimiter::Parenthesis) {
                    let mistake = mistake.help(format!("write `where ({})`", quote(&typed)));
                    self.report(mistake.inserting_before(self.cursor.spot(), "where"));
                    return self.one_filter(predicate, keyword);
                }
                let right = format!("where ({typed})");
                let place = self.cursor.advance();
                let mistake = mistake.help(format!("write `{}`", quote(&right)));
                return self.fail(mistake.replacing(place, right));
            }
        }
        if self.take_word("where").is_none() {
            return Ok(false);
        }
        self.one_filter(predicate, keyword)
    }

    /// Reads what follows `where`, once.
    fn one_filter(&mut self, predicate: &mut Predicate, keyword: Place) -> Parsed<bool> {
        let start = self.cursor.position();
        let entries = if predicate.sum.is_some() { Entries::AddedUp } else { Entries::Chosen };
        let outside = std::mem::replace(&mut self.entries, entries);
        let filter = self.filter();
        self.entries = outside;
        let filter = filter?;
        let Some(first) = &predicate.filter else {
            predicate.filter = Some(Box::new(filter));
            return Ok(true);
        };
        let [one, other] = [first.place, filter.place]
            .map(|place| self.cursor.source_between(place.first, place.last.saturating_add(1)));
        let mistake =
            Diagnostic::at(keyword.to(self.cursor.place_from(start)), "`where` is here twice");
        self.report(
            mistake.help(format!("write one condition: `where {}`", quote(&both(&one, &other)))),
        );
        Ok(true)
    }

    /// `having`, `for which` before an attribute, in place of `where`: how many words.
    pub(super) fn where_otherwise(&self) -> Option<usize> {
        OTHERWISE.iter().find_map(|phrase| {
            let words = phrase.split(' ').count();
            let typed = phrase
                .split(' ')
                .enumerate()
                .all(|(distance, word)| self.cursor.peek_at(distance).is_word(word));
            let ahead = self.cursor.ahead(words);
            (typed && at_test(&ahead)).then_some(words)
        })
    }

    /// `of Topiramate`, `with Topiramate or Propranolol`, `except Topiramate`: values without their
    /// attribute, in place of one. Whose values they are, `check` knows.
    fn value_without_where(&mut self) -> Option<Name> {
        let is_value = |token: &Token| matches!(token, Token::Word(value) if value.starts_with(char::is_uppercase) && !words::is_reserved(value));
        let before = BEFORE_VALUE
            .into_iter()
            .find_map(|phrase| phrase_at(&self.cursor, 0, phrase))
            .filter(|words| is_value(self.cursor.peek_at(*words)))?;
        if ahead::at_label(&self.cursor) {
            return None;
        }
        let start = self.cursor.position();
        self.cursor = self.cursor.ahead(before.saturating_add(1));
        let or = |cursor: &Cursor| {
            let comma = usize::from(cursor.peek().is_symbol(","));
            let next = cursor.peek_at(comma);
            let word = usize::from(["or", "and"].iter().any(|word| next.is_word(word)));
            let joint = comma.saturating_add(word);
            (joint > 0 && is_value(cursor.peek_at(joint))).then_some(joint)
        };
        while let Some(joint) = or(&self.cursor) {
            self.cursor = self.cursor.ahead(joint.saturating_add(1));
        }
        let typed = self.cursor.source_from(start);
        let value = if before > 0 { typed } else { format!("of {typed}") };
        Some(Name { value, place: self.cursor.place_from(start) })
    }

    /// `with medicine Topiramate`: an attribute and its value without `where` and a sign.
    fn attribute_without_sign(&self) -> Option<Diagnostic> {
        let with = ["with", "of", "for"].iter().any(|word| self.at_word(word));
        let (Token::Word(attribute), Token::Word(value)) =
            (self.cursor.peek_at(1), self.cursor.peek_at(2))
        else {
            return None;
        };
        let named = attribute.starts_with(char::is_lowercase) && !words::is_reserved(attribute);
        let is_value = value.starts_with(char::is_uppercase) && !words::is_reserved(value);
        (with && named && is_value).then(|| {
            let place = self.cursor.place().to(self.cursor.place_at(2));
            let mistake = Diagnostic::at(
                place,
                format!("events are not told apart with `{}`", self.cursor.peek().text()),
            );
            mistake.replace(format!("where {attribute} = {value}"))
        })
    }

    /// `donor = Allogeneic`, `NOT adherent`, `(donor = Allogeneic AND cells > 2 million cells)`
    pub(super) fn filter(&mut self) -> Parsed<Expression> {
        let outside = std::mem::replace(&mut self.names, Names::Attributes);
        let filter = self.condition_on_entry();
        self.names = outside;
        filter
    }

    fn condition_on_entry(&mut self) -> Parsed<Expression> {
        match self.cursor.peek().clone() {
            Token::Group(Delimiter::Parenthesis) => self.operand(),
            Token::Group(Delimiter::Bracket | Delimiter::Brace) => {
                let typed = self.cursor.enter().map_or_else(String::new, |inner| inner.source());
                let right = format!("({typed})");
                let mistake = Diagnostic::at(
                    self.cursor.spot(),
                    "a condition after `where` is written in parentheses",
                );
                let mistake = mistake
                    .help(format!("write `where {}`", quote(&right)))
                    .replacing(self.cursor.place(), right)
                    .replaced_if(!typed.contains(';'));
                self.cursor.advance();
                self.fail(mistake)
            }
            Token::Word(word) if word.eq_ignore_ascii_case("not") => {
                self.negation(&word, Self::filter)
            }
            Token::Symbol(symbol) if symbol == "!" => self.negation(&symbol, Self::filter),
            Token::Word(word) if word.eq_ignore_ascii_case("if") => {
                let start = self.cursor.position();
                let mistake = Diagnostic::at(
                    self.cursor.place(),
                    "after `where`, `if … then … else …` is written in parentheses",
                );
                self.report(mistake.help("write `where (if … then … else …)`"));
                let place = self.cursor.place();
                self.deeper(place, |parser| parser.choice(start))
            }
            _ if self.at_some_of() => {
                let place = self.cursor.place();
                self.deeper(place, Self::some_of)
            }
            _ => self.test_of_entries(),
        }
    }

    /// One test of one attribute.
    fn test_of_entries(&mut self) -> Parsed<Expression> {
        let start = self.cursor.position();
        if let Some(mistake) = self.some_otherwise() {
            return self.fail(mistake);
        }
        if let Some(length) = self.group_without_braces() {
            self.cursor = self.cursor.ahead(length);
            let place = self.cursor.place_from(start);
            if self.cursor.enter().is_some() {
                self.cursor.advance();
            }
            let mistake = Diagnostic::at(place, "there are no groups after `where`");
            return self.fail(mistake.help(format!(
                "{IN_PARENTHESES}, with `AND` or `OR` in it, as in `where (… AND …)`"
            )));
        }
        if let Some(mistake) = self.chosen_otherwise().or_else(|| self.prose_before()) {
            return self.fail(mistake);
        }
        let selector = self.selector()?;
        let attribute = self.attribute()?;
        let mut predicate = Predicate { selector, ..Predicate::of(attribute) };
        let mistake =
            self.beside_the_mean(&predicate.subject).or_else(|| self.two_ends(&predicate));
        if let Some(mistake) = mistake {
            return self.fail(mistake);
        }
        if let Some(reach) = self.at_reach() {
            predicate.test = Some(self.distance(reach)?);
        } else if !self.at_days() {
            predicate.test = self.test(&predicate.subject)?;
        }
        if let Some(mistake) = self.after_test(&predicate, start) {
            return self.fail(mistake);
        }
        Ok(Expression {
            kind: ExpressionKind::Predicate(Box::new(predicate)),
            place: self.cursor.place_from(start),
        })
    }

    fn attribute(&mut self) -> Parsed<Name> {
        match self.cursor.peek() {
            Token::Text(value) if value.starts_with(char::is_uppercase) => {
                let mistake = Diagnostic::at(
                    self.cursor.place(),
                    format!("nothing says of which attribute `{}` is a value", quote(value)),
                );
                let value = quote(value);
                self.fail(mistake.help(format!("write the attribute before it, and the value without quotation marks, as in `where ATTRIBUTE = {value}`")))
            }
            Token::Number(_) => {
                let mistake = self.missing("an attribute").help(
                    "name the attribute first, and then the number, as in `where dose >= 100 mg`",
                );
                self.fail(mistake)
            }
            Token::Word(word) if !words::is_reserved(word) => {
                let attribute = self.subject(false)?;
                if self.at_symbol(".")
                    && let Token::Word(name) = self.cursor.peek_at(1)
                {
                    let place = attribute.place.to(self.cursor.place_at(1));
                    let mistake = Diagnostic::at(place, "an attribute is named alone");
                    let name = name.clone();
                    return self.fail(mistake.replace(name));
                }
                Ok(attribute)
            }
            Token::Text(_) => self.name("an attribute"),
            Token::Word(word)
                if ["lasting", "started", "ended", "within", "on", "before", "after"]
                    .contains(&word.as_str()) =>
            {
                let mistake = Diagnostic::at(
                    self.cursor.place(),
                    format!("`{word}` asks about the days of an entry, which are no attribute"),
                );
                let right = format!("take `where` out: `{word} …` follows the name of the history");
                self.fail(mistake.help(right))
            }
            Token::Word(word) if word == "has" => {
                let mistake = Diagnostic::at(self.cursor.place(), "`has` does not follow `where`");
                self.fail(mistake.remove("take `has` out"))
            }
            _ => {
                let found = format!("{} is there instead", self.cursor.describe());
                let mistake = self.missing("an attribute").help(
                    "write what each one has to be, as in `where donor = Allogeneic`, or take `where` out",
                );
                self.fail(mistake.note(found))
            }
        }
    }

    /// Whether days come next, which then belong to the entries.
    fn at_days(&mut self) -> bool {
        if self.at_apart().is_some() || self.at_distance_in_prose() || self.at_regular() {
            return true;
        }
        let (cursor, reported, found) = (self.cursor, self.reported, self.errors.count());
        let window = self.window_after(false);
        self.errors.keep(found);
        (self.cursor, self.reported) = (cursor, reported);
        !matches!(window, Ok(None))
    }

    /// What cannot follow a test that is in no parentheses.
    fn after_test(&self, predicate: &Predicate, start: usize) -> Option<Diagnostic> {
        let attribute = &predicate.subject.value;
        let mistake = match self.cursor.peek() {
            Token::Word(word) if word == "by" => {
                Diagnostic::at(self.cursor.place(), "an attribute has no methods")
                    .help(format!("name another attribute if `{attribute}` is not the right one"))
            }
            Token::Symbol(symbol) if self.entries == Entries::AddedUp && words::is_comparison(symbol) && symbol != "=>" => {
                if !compares_number(predicate) {
                    return None;
                }
                let typed = self.cursor.source_from(start);
                let (_, last) = self.before();
                let right = format!("({typed})");
                let place = self.cursor.place_from(start).start().to(last);
                Diagnostic::at(
                    self.cursor.place(),
                    format!("it is not clear whether `{symbol}` is about `{attribute}` or about the whole"),
                )
                .help(format!("put the condition in parentheses: `where {} {symbol} …`", quote(&right)))
                .replacing(place, right)
            }
            Token::Symbol(symbol) if words::is_comparison(symbol) && symbol != "=>" => {
                Diagnostic::at(
                    self.cursor.place(),
                    format!("`{symbol}` begins a second comparison of `{attribute}`"),
                )
                .help(format!("write `between … and …`, or `where ({attribute} … AND {attribute} …)`"))
            }
            Token::Symbol(symbol) if symbol == ":" && !self.cursor.peek_at(1).is_symbol(":") => {
                Diagnostic::at(
                    self.cursor.place(),
                    "an attribute and its value are not joined with `:`",
                )
                .replace("=")
                .replaced_if(matches!(self.cursor.peek_at(1), Token::Word(value) if value.starts_with(char::is_uppercase)))
            }
            Token::Symbol(symbol) if symbol == "," && self.context != Context::List => {
                let mut second = self.cursor;
                second.advance();
                if !at_test(&second) {
                    return None;
                }
                let typed = self.cursor.source_from(start);
                let mut end = second;
                while !at_operand_end(&end) && !end.peek().is_symbol(",") {
                    end.advance();
                }
                let right = both(&typed, &end.source_from(second.position()));
                Diagnostic::at(self.cursor.place(), "two conditions are not joined with `,`")
                    .help(format!("{IN_PARENTHESES}: `where {}`", quote(&right)))
            }
            _ => return None,
        };
        Some(mistake)
    }
}

/// `any trial (medicine = Topiramate)`: whether brackets come next that hold what is asked of an
/// attribute.
pub(super) fn is_filter(cursor: &Cursor) -> bool {
    // Before a colon, a word is the label of a criterion.
    cursor.enter().is_some_and(|inner| compared_at(&inner, 1) && !ahead::at_label(&inner))
}

/// Whether an attribute is compared with a number, so that a sign behind it could be about it as well.
fn compares_number(predicate: &Predicate) -> bool {
    let test = predicate.test.as_ref().map(|test| &test.value);
    match test {
        None | Some(Test::OneOf { .. }) => false,
        Some(Test::Compare { operand, .. }) => !matches!(operand, Operand::Name(_)),
        Some(_) => true,
    }
}

/// Two conditions as one.
fn both(one: &str, other: &str) -> String {
    let inner = |text: &str| {
        let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        inside.filter(|text| !text.contains(" OR ")).unwrap_or(text).to_owned()
    };
    format!("({} AND {})", inner(one), inner(other))
}

/// Whether what comes next is asked of an attribute: it, and a comparison; or parentheses.
fn at_test(cursor: &Cursor) -> bool {
    match cursor.peek() {
        Token::Word(name) => !words::is_reserved(name) && compared_at(cursor, 1),
        Token::Group(Delimiter::Parenthesis) => true,
        _ => false,
    }
}

/// Whether a comparison comes that many tokens ahead, or another condition.
fn compared_at(cursor: &Cursor, distance: usize) -> bool {
    if !matches!(cursor.peek(), Token::Word(_)) {
        return false;
    }
    match cursor.peek_at(distance) {
        Token::Symbol(sign) => words::is_comparison(sign),
        Token::Word(word) => ["in", "is", "not", "between", "AND", "OR"].contains(&word.as_str()),
        _ => false,
    }
}
