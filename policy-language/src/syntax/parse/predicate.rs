//! Predicates: one question about one fact, `lvef by Echo2d <= 40%`, `at least 1 hf_hospitalization within 9 months`.
//!
//! Every combination of parts is taken as long as each stands once. Which of them fit the fact is for `check` to say.

use super::{Parsed, Parser, ahead, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Filter, Predicate, Selector, Test};
use crate::syntax::literal::DurationText;
use crate::text::{Delimiter, Name, Placed, Token};

const SELECTORS: [(&str, Selector); 5] =
    [("any", Selector::Any), ("every", Selector::Every), ("highest", Selector::Highest), ("lowest", Selector::Lowest), ("no", Selector::No)];

impl Parser<'_, '_> {
    pub(super) fn predicate(&mut self) -> Parsed<Predicate> {
        self.condition_present()?;
        let selector = self.selector()?;
        let subject = self.subject(selector.is_some())?;
        let arguments = if self.at_group(Delimiter::Parenthesis) { Some(self.names_between_delimiters("the name of a fact")?) } else { None };
        let mut predicate = Predicate { selector, subject, arguments, method: None, filter: None, test: None, within: None };
        while self.part(&mut predicate)? {}
        Ok(predicate)
    }

    /// Reads one part behind the fact, if there is another.
    fn part(&mut self, predicate: &mut Predicate) -> Parsed<bool> {
        let start = self.cursor.position();
        let keyword = self.cursor.place();
        if self.take_word("by").is_some() {
            let method = self.name("a method")?;
            if predicate.test.is_some() || predicate.within.is_some() || predicate.filter.is_some() {
                let subject = &predicate.subject.value;
                let mistake = Diagnostic::at(self.cursor.place_from(start), "the method stands right behind the fact");
                self.report(mistake.help(format!("write `{subject} by {}` and then the rest", method.value)));
            }
            self.once(&mut predicate.method, method, "`by`", keyword);
            return Ok(true);
        }
        if self.take_word("where").is_some() {
            let filter = self.filter()?;
            self.once(&mut predicate.filter, filter, "`where`", keyword);
            return Ok(true);
        }
        if let Some(within) = self.within()? {
            self.once(&mut predicate.within, within, "`within`", keyword);
            return Ok(true);
        }
        if predicate.test.is_none()
            && let Some(test) = self.test(&predicate.subject)?
        {
            predicate.test = Some(test);
            return Ok(true);
        }
        Ok(false)
    }

    /// Something stands here that may begin a condition.
    fn condition_present(&mut self) -> Parsed<()> {
        let (before, _) = self.before();
        let found = self.cursor.describe();
        let mistake = match self.cursor.peek() {
            Token::End | Token::Group(_) | Token::Close(_) => self.missing_condition(),
            _ if ahead::at_label(&self.cursor) || ahead::at_statement(&self.cursor) => self.missing_condition(),
            Token::Symbol(symbol) if words::is_comparison(symbol) && symbol != "=>" => {
                let fact = self.last_fact.as_deref().unwrap_or("FACT");
                let joined = if ["AND", "OR", "NOT"].contains(&before.as_str()) { format!("{before} ") } else { String::new() };
                self.missing("the name of a fact").help(format!("name the fact again in every comparison: `{joined}{fact} {symbol} …`"))
            }
            Token::Symbol(_) | Token::Other(_) => self.missing_condition(),
            Token::Number(number) => {
                let mistake = Diagnostic::at(self.cursor.place(), format!("{found} cannot begin a condition"));
                match self.cursor.peek_at(1) {
                    Token::Symbol(sign) if let Some(right) = self.fact_first(number, sign) => mistake.help(format!("write `{right}`")),
                    Token::Word(word) if !words::is_reserved(word) => mistake.help(format!("write `at least {number} {word}`")),
                    _ => mistake.help("begin with the name of a fact, such as `age >= 18`"),
                }
            }
            Token::Text(text) if words::is_name(text) => {
                Diagnostic::at(self.cursor.place(), "a fact is named without quotation marks").help(format!("write `{text}`"))
            }
            Token::Text(_) => {
                Diagnostic::at(self.cursor.place(), "a text in quotation marks is not a condition").help("begin with the name of a fact")
            }
            Token::Word(word) if ["in", "not", "between", "within", "by", "where"].contains(&word.as_str()) => {
                self.missing("the name of a fact").help(format!("name the fact before `{word}`"))
            }
            Token::Word(word) if ["then", "else", "AND", "OR", "and", "or"].contains(&word.as_str()) => {
                self.missing_condition().note(format!("`{word}` stands there instead"))
            }
            Token::Word(_) => return Ok(()),
        };
        self.fail(mistake)
    }

    fn missing_condition(&self) -> Diagnostic {
        let (before, _) = self.before();
        let mistake = self.missing("a condition");
        match before.as_str() {
            "AND" | "OR" => mistake.help(format!("write a condition behind `{before}`, or take `{before}` out")),
            _ => mistake.help("write a condition, such as `age >= 18`"),
        }
    }

    /// `18 <= age`, `18 <= age <= 65`: how it is written with the fact in front.
    fn fact_first(&self, number: &str, sign: &str) -> Option<String> {
        let turned = |sign: &str| {
            Some(match sign {
                "<" => ">",
                "<=" | "=<" => ">=",
                ">" => "<",
                ">=" => "<=",
                "=" => "=",
                _ => return None,
            })
        };
        let Token::Word(fact) = self.cursor.peek_at(2) else { return None };
        let left = format!("{fact} {} {number}", turned(sign)?);
        match (self.cursor.peek_at(3), self.cursor.peek_at(4)) {
            (Token::Symbol(second), Token::Number(high)) if sign == "<=" && second == "<=" => Some(format!("{fact} between {number} and {high}")),
            (Token::Symbol(second), Token::Number(high)) if words::is_comparison(second) => Some(format!("{left} AND {fact} {second} {high}")),
            _ => Some(left),
        }
    }

    /// `any`, `every`, `highest`, `lowest`, `no`, `at least 2`
    fn selector(&mut self) -> Parsed<Option<Placed<Selector>>> {
        let start = self.cursor.position();
        if self.at_word("at") || self.cursor.peek().is_word_in_any_case("at") && self.cursor.peek_at(1).is_word_in_any_case("least") {
            return self.at_least_events().map(Some);
        }
        for (word, selector) in SELECTORS {
            let followed = matches!(self.cursor.peek_at(1), Token::Word(next) if !words::ends_unit(next));
            if self.at_word(word) || self.cursor.peek().is_word_in_any_case(word) && followed {
                self.lower_case_word(word);
                return Ok(Some(Placed::new(selector, self.cursor.place_from(start))));
            }
        }
        if let (Token::Word(word), Token::Number(number)) = (self.cursor.peek(), self.cursor.peek_at(1))
            && matches!(word.as_str(), "exactly" | "least" | "minimum" | "min" | "only")
        {
            let event = self.cursor.peek_at(2).text();
            let mistake = Diagnostic::at(self.cursor.place(), format!("events are not counted with `{word}`"));
            return self.fail(match number.parse::<u32>() {
                Ok(exact) if word == "exactly" || word == "only" => {
                    mistake.help(format!("write `at least {number} {event} AND NOT at least {} {event}`", exact.saturating_add(1)))
                }
                _ => mistake.help(format!("write `at least {number} {event}`")),
            });
        }
        Ok(None)
    }

    fn at_least_events(&mut self) -> Parsed<Placed<Selector>> {
        let start = self.cursor.position();
        self.lower_case_word("at");
        if self.at_word("most") {
            let place = self.cursor.place_from(start).to(self.cursor.place());
            let event = self.cursor.peek_at(2).text();
            let mistake = Diagnostic::at(place, "events are not counted with `at most`");
            return self.fail(match self.cursor.peek_at(1) {
                Token::Number(number) if number == "0" => mistake.help(format!("write `no {event}`")),
                Token::Number(number) => {
                    mistake.help(format!("write `NOT at least {} {event}`", number.parse::<u32>().unwrap_or_default().saturating_add(1)))
                }
                _ => mistake.help("write `NOT at least 3 …` for at most two of them"),
            });
        }
        if !self.lower_case_word("least") {
            let mistake = self.missing("`least`").help("write `at least 1 …`");
            return self.fail(mistake);
        }
        let number = self.number()?;
        Ok(Placed::new(Selector::AtLeast(number), self.cursor.place_from(start)))
    }

    fn subject(&mut self, selected: bool) -> Parsed<Name> {
        if let (true, Token::Word(word)) = (selected, self.cursor.peek())
            && word == "of"
        {
            let mistake = Diagnostic::at(self.cursor.place(), "`of` begins a group, and a group stands in braces");
            return self.fail(mistake.help("write `any of { a: …; b: …; }` behind the label, or `… OR …` in a condition"));
        }
        let start = self.cursor.position();
        let mut name = self.name("the name of a fact")?;
        while self.goes_on_in_words(&name.value, selected) {
            name.value = format!("{} {}", name.value, self.cursor.peek().text());
            self.cursor.advance();
            name.place = self.cursor.place_from(start);
        }
        self.last_fact = Some(name.value.clone());
        Ok(name)
    }

    /// `ejection fraction < 40`: words in a row are the label of a fact, or a part of it. No fact has a blank in its name, so `check` says which it is.
    fn goes_on_in_words(&self, before: &str, selected: bool) -> bool {
        let is_word = |word: &str| word.len() > 2 && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
        let Token::Word(word) = self.cursor.peek() else { return false };
        let last = before.rsplit(' ').next().unwrap_or_default();
        is_word(word)
            && (last.len() > 2 || selected)
            && !words::is_reserved(word)
            && !words::ends_unit(word)
            && !ahead::at_label(&self.cursor)
            && !ahead::at_statement(&self.cursor)
            && !self.at_spelt_out_test()
    }

    /// `where donor = Allogeneic`
    fn filter(&mut self) -> Parsed<Filter> {
        let attribute = self.name("an attribute")?;
        let Some(test) = self.test(&attribute)? else {
            let mistake = self.missing("a comparison").help(format!("write `where {} = …` or `where {0} in […]`", attribute.value));
            return self.fail(mistake);
        };
        Ok(Filter { attribute, test })
    }

    /// `within 9 months`, and the phrases that mean it.
    fn within(&mut self) -> Parsed<Option<Placed<DurationText>>> {
        let start = self.cursor.position();
        let filler = |token: &Token| ["the", "last", "past", "previous", "prior"].iter().any(|word| token.is_word(word));
        let phrase = self.at_word("in") || self.at_word("during") || self.at_word("over");
        if !(self.cursor.peek().is_word_in_any_case("within") || phrase && filler(self.cursor.peek_at(1))) {
            return Ok(None);
        }
        if !self.lower_case_word("within") {
            self.cursor.advance();
        }
        while filler(self.cursor.peek()) {
            self.cursor.advance();
        }
        let typed = self.cursor.source_from(start);
        let place = self.cursor.place_from(start);
        let rephrased = !typed.eq_ignore_ascii_case("within");
        let duration = self.duration()?;
        if rephrased {
            let right = format!("within {} {}", duration.number.value, duration.unit.value);
            self.report(Diagnostic::at(place, format!("a period is not written with `{typed}`")).help(format!("write `{right}`")));
        }
        Ok(Some(Placed::new(duration, self.cursor.place_from(start))))
    }

    /// `1 month ago` behind `at least`.
    pub(super) fn at_least_ago(&mut self) -> Parsed<Test> {
        let start = self.cursor.position();
        self.cursor.advance();
        let most = self.at_word("most");
        if !most && !self.lower_case_word("least") {
            let mistake = self.missing("`least`").help("write `at least 1 month ago`");
            return self.fail(mistake);
        }
        if most {
            self.cursor.advance();
        }
        let duration = self.duration()?;
        let right = format!("{} {}", duration.number.value, duration.unit.value);
        if most {
            self.take_word("ago");
            let mistake =
                Diagnostic::at(self.cursor.place_from(start), "a date is not compared with `at most … ago`").help(format!("write `within {right}`"));
            return self.fail(mistake);
        }
        if !self.lower_case_word("ago") {
            let mistake = self.missing("`ago`").help(format!("write `at least {right} ago`"));
            self.report(mistake);
        }
        Ok(Test::AtLeastAgo(duration))
    }
}
