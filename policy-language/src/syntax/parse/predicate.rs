//! Predicates: one question about one fact, `lvef by Echo2d <= 40%`,
//! `at least 1 hf_hospitalization within 9 months`.
//!
//! Every combination of parts is taken as long as each appears once. Which of them fit the fact is
//! for `check` to say.

use super::filter::is_filter;
use super::lists;
use super::phrases::bound_in_words;
use super::test::phrase as comparison;
use super::times::phrase_at;
use super::{Names, Parsed, Parser, ahead, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{DayText, Predicate, Selector};
use crate::text::{Cursor, Delimiter, Name, Place, Placed, Token};
use policy_core::unit::Unit;

const SELECTORS: [(&str, Selector); 6] = [
    ("any", Selector::Any),
    ("every", Selector::Every),
    ("highest", Selector::Highest),
    ("lowest", Selector::Lowest),
    ("earliest", Selector::Earliest),
    ("no", Selector::No),
];

/// How many things before a connective are looked at for the fact of the comparison there.
const MOST_BEHIND: usize = 8;

/// A comparison with the fact in front.
struct Turned {
    text: String,
    /// How many tokens it is written for.
    tokens: usize,
    /// Whether it is the same everywhere.
    certain: bool,
}

impl Parser<'_, '_> {
    pub(super) fn predicate(&mut self) -> Parsed<Predicate> {
        if let Some(mistake) = self.share_of_entries().or_else(|| self.some_otherwise()) {
            return self.fail(mistake);
        }
        if let Some(length) = self.group_without_braces() {
            let start = self.cursor.position();
            for _ in 0..length {
                self.cursor.advance();
            }
            let place = self.cursor.place_from(start);
            let joint = match self.cursor.behind(length).text().to_lowercase().as_str() {
                "any" | "one" => ("any of", "` or `… OR …`"),
                "none" => ("none of", "` or `NOT … AND NOT …`"),
                "at" => ("at least 2 of", "` or `at least 2 of (…, …, …)`"),
                _ => ("all of", "` or `… AND …`"),
            };
            self.take_symbol(":");
            let mistake = Diagnostic::at(place, "a group is written in braces");
            let (group, condition) = joint;
            return self.fail(mistake.help(format!("write `{group} {{ a: …; b: …; }}{condition}")));
        }
        if !self.chooses_entry()
            && let Some(mistake) = self.chosen_otherwise().or_else(|| self.prose_before())
        {
            return self.fail(mistake);
        }
        if let Some(mistake) = self.limit_uncompared() {
            return self.fail(mistake);
        }
        self.condition_present()?;
        let selector = self.selector()?;
        let different = self.different(selector.as_ref())?;
        let sum = self.sum()?;
        let subject = self.subject(selector.is_some() || sum.is_some())?;
        if let Some((method, tokens)) = self.method_otherwise() {
            let place = self.cursor.place_of(tokens);
            let mistake = Diagnostic::at(place, "a method is named with `by`");
            return self.fail(mistake.replace(format!("by {method}")));
        }
        if let Some(inner) = self.cursor.enter().filter(|_| self.at_group(Delimiter::Parenthesis))
            && ["within", "before", "after"]
                .iter()
                .any(|word| inner.peek().is_word_in_any_case(word))
        {
            let place = self.cursor.place();
            let mistake = Diagnostic::at(
                place,
                format!("`{}` is not written in parentheses", inner.peek().text()),
            );
            return self.fail(
                mistake.help(format!(
                    "write `{}` after the comparison",
                    super::quote(&inner.source())
                )),
            );
        }
        let unnamed = (selector.is_some() || sum.is_some()) && is_filter(&self.cursor);
        let arguments = if self.at_remark_in_parentheses() && !unnamed {
            let place = self.cursor.place();
            let remark = self.cursor.enter().map_or_else(String::new, |inner| inner.source());
            let mistake = Diagnostic::at(
                place,
                format!("the parentheses after `{}` hold a remark", subject.value),
            );
            return self.fail(mistake.help(format!(
                "take them out, and write `note \"{}\"` after the condition",
                super::quote(&remark)
            )));
        } else if self.at_group(Delimiter::Parenthesis) && !unnamed {
            Some(self.arguments()?)
        } else {
            None
        };
        let mut predicate =
            Predicate { selector, different, sum, arguments, ..Predicate::of(subject) };
        while self.part(&mut predicate)? {}
        Ok(predicate)
    }

    /// `any of`, `at least 2 of the following`: how many words.
    pub(super) fn group_without_braces(&self) -> Option<usize> {
        let counted = self.at_word("at") && self.cursor.peek_at(1).is_word("least");
        let first = ["all", "any", "none", "each", "one", "both"]
            .iter()
            .any(|word| self.cursor.peek().is_word_in_any_case(word));
        let of = if counted { 3 } else { 1 };
        if !(first || counted) || !self.cursor.peek_at(of).is_word_in_any_case("of") {
            return None;
        }
        let more = ["the", "these", "following", "criteria"];
        (of.saturating_add(1)..=MOST_BEHIND)
            .find(|distance| !more.iter().any(|word| self.cursor.peek_at(*distance).is_word(word)))
    }

    /// `(see chart note)`: words in a row, without a comma between them.
    fn at_remark_in_parentheses(&self) -> bool {
        let Some(mut inner) = self.cursor.enter() else { return false };
        if !self.at_group(Delimiter::Parenthesis) {
            return false;
        }
        let mut row = 0_usize;
        while *inner.peek() != Token::End {
            match inner.peek() {
                Token::Word(_) => row = row.saturating_add(1),
                _ => row = 0,
            }
            if row > 2 {
                return true;
            }
            inner.advance();
        }
        false
    }

    /// Reads one part after the fact, if there is another. What says which entry is meant stands before
    /// `has`: after it, nothing follows.
    fn part(&mut self, predicate: &mut Predicate) -> Parsed<bool> {
        let (behind, start) = (predicate.has.is_some(), self.cursor.position());
        let found = self.reported;
        let taken = self.part_in_any_order(predicate)?;
        if taken && behind && self.reported == found {
            let mistake = self.behind_has(predicate, start);
            self.report(mistake);
        }
        Ok(taken)
    }

    /// `latest trial has adherent within 1 year`, with the cursor behind the window that begins at the
    /// token at `start`.
    fn behind_has(&self, predicate: &Predicate, start: usize) -> Diagnostic {
        let part = self.cursor.source_from(start);
        let chosen = predicate.selector.as_ref().map(|selector| &selector.value);
        let latest = if matches!(chosen, Some(Selector::Earliest)) { "earliest" } else { "latest" };
        let mistake = Diagnostic::at(
            self.cursor.place_from(start),
            format!("what says which entry is the {latest} stands before `has`"),
        );
        let begin = predicate.selector.as_ref().map_or(start, |selector| selector.place.first);
        let behind = self.cursor.back_at(begin);
        let mut ahead = behind;
        while ahead.position() < start && !ahead.peek().is_word("has") {
            ahead.advance();
        }
        let question = self.cursor.source_between(begin, ahead.position());
        let has = self.cursor.source_between(ahead.position(), start);
        let right = format!("{question} {part} {has}");
        let place = Place { first: begin, last: self.cursor.place_from(start).last };
        mistake.help(format!("write `{}`", super::quote(&right))).replacing(place, right)
    }

    /// Reads one part after the fact, wherever it stands.
    fn part_in_any_order(&mut self, predicate: &mut Predicate) -> Parsed<bool> {
        if let Some(mistake) = self.prose_of_part(predicate) {
            return self.fail(mistake);
        }
        let start = self.cursor.position();
        let keyword = self.cursor.place();
        if self.take_word("by").is_some() {
            if let Some(mistake) = self.change_by(&predicate.subject.value, keyword) {
                return self.fail(mistake);
            }
            if let Some(mistake) = self.several_methods(predicate, start) {
                return self.fail(mistake);
            }
            let method = self.name("a method")?;
            if predicate.test.is_some() || predicate.window.is_some() || predicate.filter.is_some()
            {
                let subject = &predicate.subject.value;
                let mistake = Diagnostic::at(
                    self.cursor.place_from(start),
                    "the method directly follows the fact",
                );
                let mut mistake = mistake
                    .help(format!("write `{subject} by {}` and then the rest", method.value));
                let first = predicate.subject.place.last.saturating_add(1);
                if let (None, Some(rest)) = (&predicate.method, self.cursor.complete(first, start))
                {
                    mistake = mistake.replacing(
                        self.cursor.place_from(first),
                        format!("by {} {rest}", method.value),
                    );
                }
                self.report(mistake);
            }
            self.once(&mut predicate.method, method, "`by`", keyword);
            return Ok(true);
        }
        if self.at_day() {
            self.cursor.advance();
            let day = self.day_text()?;
            self.once(&mut predicate.at, day, "`at`", keyword);
            return Ok(true);
        }
        if self.at_word("on") && self.cursor.peek_at(1).is_word("file") {
            self.cursor.advance();
            self.cursor.advance();
            let place = self.cursor.place_from(start);
            self.once(&mut predicate.on_file, place, "`on file`", keyword);
            return Ok(true);
        }
        if predicate.is_of_entries() && self.take_word("has").is_some() {
            let has = self.filter()?;
            self.once(&mut predicate.has, Box::new(has), "`has`", keyword);
            return Ok(true);
        }
        if predicate.test.is_none()
            && let Some(test) = self.normal()?
        {
            predicate.test = Some(test);
            return Ok(true);
        }
        if self.part_of_entries(predicate)? {
            return Ok(true);
        }
        if let Some(apart) = self.apart_from_each_other(predicate)? {
            self.once(&mut predicate.apart, apart, "a distance", keyword);
            return Ok(true);
        }
        if let Some(window) = self.since(predicate)? {
            self.once(&mut predicate.window, window, "a window of time", keyword);
            return Ok(true);
        }
        if predicate.test.is_none()
            && let Some(reach) = self.at_reach()
        {
            predicate.test = Some(self.distance(reach)?);
            return Ok(true);
        }
        if predicate.test.is_none()
            && let Some(mistake) = self.distance_in_prose(&predicate.subject)
        {
            return self.fail(mistake);
        }
        if let Some(window) = self.window(predicate)? {
            self.once(&mut predicate.window, window, "a window of time", keyword);
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

    /// What comes next in words of documents and is one mistake as a whole.
    fn prose_of_part(&self, predicate: &Predicate) -> Option<Diagnostic> {
        let selected = predicate.is_of_entries();
        let tested = predicate.test.is_some();
        let name = &predicate.subject.value;
        if let Some(mistake) = self.gap_of_one(predicate) {
            return Some(mistake);
        }
        if predicate.test.is_none()
            && let Some(mistake) =
                self.beside_the_mean(&predicate.subject).or_else(|| self.two_ends(predicate))
        {
            return Some(mistake);
        }
        let of_entries = || {
            self.going_on_in_prose()
                .or_else(|| self.length_in_prose())
                .or_else(|| self.neither_lasting_nor_ago(name))
        };
        if selected && self.at_word("each") && !tested && !self.at_distance_in_prose() {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                "whatever is asked has to hold for each one that is counted",
            );
            return Some(mistake.remove("take `each` out"));
        }
        self.distance_of_entries(predicate)
            .or_else(|| if selected && !tested { of_entries() } else { None })
            .or_else(|| {
                if tested {
                    return None;
                }
                self.regular(predicate).or_else(|| self.gap_in_prose())
            })
            .or_else(|| if tested { self.word_before_window() } else { None })
            .or_else(|| self.days_in_prose(selected || tested))
            .or_else(|| if tested || selected { None } else { self.age_on_day(name) })
            .or_else(|| {
                let far = !tested && !selected && self.at_reach().is_none();
                if far { self.change_after_fact(name) } else { None }
            })
    }

    /// `age on service_date >= 18`, `age as of service_date >= 18`
    fn age_on_day(&self, name: &str) -> Option<Diagnostic> {
        let (phrase, words) = ["on", "as of", "at the time of", "at time of"]
            .into_iter()
            .find_map(|phrase| Some((phrase, phrase_at(&self.cursor, 0, phrase)?)))?;
        let Token::Word(day) = self.cursor.peek_at(words) else { return None };
        let behind = self.cursor.peek_at(words.saturating_add(1));
        let compared = matches!(behind, Token::Symbol(sign) if words::is_comparison(sign));
        if !compared || !self.at_day_name(words) || day == "file" {
            return None;
        }
        let place = self.cursor.place().to(self.cursor.place_at(words));
        let mistake =
            Diagnostic::at(place, format!("the day of an age is not written with `{phrase}`"));
        Some(match day.as_str() {
            "request" => mistake.help(format!(
                "write `{name} at request_date`, or `{name}` alone for the date of service"
            )),
            _ => mistake.replace(format!("at {day}")),
        })
    }

    /// Reads one part that says which entries are meant, if there is another: a condition on them, how
    /// long they last, which of their days.
    pub(super) fn part_of_entries(&mut self, predicate: &mut Predicate) -> Parsed<bool> {
        let keyword = self.cursor.place();
        if self.where_part(predicate)? {
            return Ok(true);
        }
        if predicate.is_of_entries()
            && let Some(joined) = self.joined()?
        {
            self.once(&mut predicate.joined, joined, "`joined by`", keyword);
            return Ok(true);
        }
        if (predicate.is_of_entries() || self.asks_for_gap())
            && let Some(lasting) = self.lasting()?
        {
            self.once(&mut predicate.lasting, lasting, "`lasting`", keyword);
            return Ok(true);
        }
        if let Some(edge) = self.course_edge(predicate) {
            self.once(&mut predicate.edge, edge, "`started` or `ended`", keyword);
            return Ok(true);
        }
        if let Some(window) = self.on_day(predicate)? {
            self.once(&mut predicate.window, window, "a window of time", keyword);
            return Ok(true);
        }
        Ok(false)
    }

    /// `at onset`, and not `at least 18`.
    fn at_day(&self) -> bool {
        let phrase = ["least", "most"];
        self.at_word("at")
            && comparison(&self.cursor).is_none()
            && !phrase.iter().any(|word| self.cursor.peek_at(1).is_word_in_any_case(word))
    }

    /// `onset`, `2026-01-31`
    pub(super) fn day_text(&mut self) -> Parsed<DayText> {
        if self.at_date() {
            return self.date().map(DayText::Date);
        }
        if let Some(found) = self.found_day()? {
            return Ok(DayText::Found(Box::new(found)));
        }
        let one_word = matches!(self.cursor.peek_at(1), Token::Word(day) if words::is_name(day) && !["time", "date", "day"].contains(&day.as_str()))
            && !matches!(self.cursor.peek_at(2), Token::Word(next) if ["of", "when"].contains(&next.as_str()));
        self.day_in_prose()?;
        if self.at_word("the") && one_word {
            let place = self.cursor.advance();
            let day = self.cursor.peek().text();
            let mistake = Diagnostic::at(place, "no `the` comes before the name of a date");
            self.report(mistake.remove(format!("write `{day}`")));
        } else if self.at_word("the") || self.at_word("time") {
            let mistake = Diagnostic::at(self.cursor.place(), "a day is named by one word");
            return self.fail(mistake.help(
                "write the name of a date, such as `service_date`, or a day, such as `2026-01-31`",
            ));
        }
        self.name("the name of a date").map(DayText::Name)
    }

    /// Something is here that may begin a condition.
    fn condition_present(&mut self) -> Parsed<()> {
        let (before, _) = self.before();
        let found = self.cursor.describe();
        let mistake = match self.cursor.peek() {
            Token::End | Token::Group(_) | Token::Close(_) => self.missing_condition(),
            Token::Word(fact)
                if self.cursor.behind(1).is_symbol(":")
                    && self.cursor.peek_at(1).is_symbol(":")
                    && !words::is_outline_number(fact)
                    && !matches!(self.cursor.peek_at(2), Token::Group(_)) =>
            {
                let mistake = Diagnostic::at(
                    self.cursor.place_at(1),
                    "a fact and its value are not joined with `:`",
                );
                let fact = fact.clone();
                let failed =
                    self.fail(mistake.help(format!("write `{fact} = …`, or another comparison")));
                self.cursor.advance();
                self.cursor.advance();
                return failed;
            }
            _ if ahead::at_label(&self.cursor) || ahead::at_statement(&self.cursor) => {
                self.missing_condition()
            }
            Token::Symbol(symbol)
                if let (">=" | "=>", Token::Number(number), Token::Word(event)) =
                    (symbol.as_str(), self.cursor.peek_at(1), self.cursor.peek_at(2))
                    && !words::is_unit_of_time(event)
                    && Unit::from_words(event).is_none()
                    && !words::is_reserved(event) =>
            {
                let place = self.cursor.place().to(self.cursor.place_at(1));
                let right = format!("at least {number}");
                Diagnostic::at(place, "events are not counted with a sign")
                    .help(format!("write `{right} {event}`"))
                    .instead(right)
            }
            Token::Symbol(symbol)
                if words::is_comparison(symbol) && symbol != "=>" && self.last_fact.is_none() =>
            {
                let number = self.cursor.peek_at(1).text();
                self.missing("the name of a fact")
                    .help(format!("write it before the comparison, as in `age {symbol} {number}`"))
            }
            Token::Symbol(symbol) if words::is_comparison(symbol) && symbol != "=>" => {
                let fact = self.last_fact.as_deref().unwrap_or("FACT");
                let joined = if ["AND", "OR", "NOT"].contains(&before.as_str()) {
                    format!("{before} ")
                } else {
                    String::new()
                };
                let mistake = self.missing("the name of a fact");
                let mistake = mistake.help(format!(
                    "name the fact again in every comparison: `{joined}{fact} {symbol} …`"
                ));
                mistake
                    .inserting_before(self.cursor.place(), fact)
                    .replaced_if(self.behind_comparison_of(fact))
            }
            Token::Symbol(_) | Token::Other(_) => self.missing_condition(),
            Token::Number(number) => {
                let mistake = Diagnostic::at(
                    self.cursor.place(),
                    format!("{found} cannot begin a condition"),
                );
                match self.cursor.peek_at(1) {
                    Token::Symbol(sign)
                        if let Some(Turned { text, tokens, certain }) =
                            self.fact_first(number, sign) =>
                    {
                        let place = self.cursor.place_of(tokens);
                        mistake
                            .help(format!("write `{text}`"))
                            .replacing(place, text)
                            .replaced_if(certain)
                    }
                    _ if let Some(bound) = bound_in_words(&self.cursor) => {
                        mistake.help(format!("name the fact before it, as in `age {bound}`"))
                    }
                    Token::Word(word)
                        if !words::is_reserved(word)
                            && !words::is_unit_of_time(word)
                            && Unit::from_words(word).is_none() =>
                    {
                        mistake.help(format!(
                            "write `at least {number} {word}` if that many or more are asked for"
                        ))
                    }
                    _ => mistake.help("begin with the name of a fact, such as `age >= 18`"),
                }
            }
            Token::Text(text) if words::is_name(text) => {
                Diagnostic::at(self.cursor.place(), "a fact is named without quotation marks")
                    .replace(text)
                    .replaced_if(!words::is_reserved(text))
            }
            Token::Text(_) => {
                Diagnostic::at(self.cursor.place(), "a text in quotation marks is not a condition")
                    .help("begin with the name of a fact")
            }
            Token::Word(word)
                if ["in", "not", "between", "within", "by", "where"].contains(&word.as_str()) =>
            {
                self.missing("the name of a fact").help(format!("name the fact before `{word}`"))
            }
            Token::Word(word)
                if ["then", "else", "AND", "OR", "and", "or"].contains(&word.as_str()) =>
            {
                self.missing_condition().note(format!("`{word}` is there instead"))
            }
            Token::Word(_) if before.eq_ignore_ascii_case("and") && self.at_apart().is_some() => {
                let joint = self.before().1;
                let mistake =
                    Diagnostic::at(joint, format!("a distance is not joined with `{before}`"));
                mistake.remove(format!("take `{before}` out: the distance follows what is counted"))
            }
            Token::Word(_)
                if let Some((sign, words)) = comparison(&self.cursor)
                    && let Token::Number(number) = self.cursor.peek_at(words)
                    && number.chars().all(|digit| digit.is_ascii_digit() || digit == '.') =>
            {
                let counted = self.cursor.peek_at(words.saturating_add(1));
                let event = matches!(counted, Token::Word(word) if !words::is_unit_of_time(word) && word != "or");
                if event {
                    return Ok(());
                }
                let place = self.cursor.place_of(words);
                Diagnostic::at(place, "the name of a fact is missing before this comparison")
                    .help(format!("name it first, as in `age {sign} {number}`"))
            }
            Token::Word(_) => return Ok(()),
        };
        self.fail(mistake)
    }

    fn missing_condition(&self) -> Diagnostic {
        let (before, _) = self.before();
        let mistake = self.missing("a condition");
        match before.as_str() {
            "AND" | "OR" => {
                mistake.help(format!("write a condition after `{before}`, or take `{before}` out"))
            }
            _ => mistake.help("write a condition, such as `age >= 18`"),
        }
    }

    /// Whether the connective before the cursor follows a comparison of this fact with
    /// something, with nothing before the fact that chooses among its values.
    fn behind_comparison_of(&self, fact: &str) -> bool {
        let chooses = |token: &Token| SELECTORS.iter().any(|(word, _)| token.is_word(word));
        let found = (3..=MOST_BEHIND).find(|distance| self.cursor.behind(*distance).is_word(fact));
        let joined = ["AND", "OR"].iter().any(|word| self.cursor.behind(1).is_word(word));
        joined
            && found.is_some_and(|distance| {
                let sign = matches!(self.cursor.behind(distance.saturating_sub(1)), Token::Symbol(sign) if words::is_comparison(sign));
                sign && !chooses(self.cursor.behind(distance.saturating_add(1)))
            })
    }

    /// `18 <= age`, `18 <= age <= 65`: how it is written with the fact in front.
    fn fact_first(&self, number: &str, sign: &str) -> Option<Turned> {
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
        Some(match (self.cursor.peek_at(3), self.cursor.peek_at(4)) {
            (Token::Symbol(second), Token::Number(high)) if sign == "<=" && second == "<=" => {
                Turned {
                    text: format!("{fact} between {number} and {high}"),
                    tokens: 5,
                    certain: true,
                }
            }
            // An `AND` would not belong to a `NOT` before it.
            (Token::Symbol(second), Token::Number(high)) if words::is_comparison(second) => {
                Turned {
                    text: format!("{left} AND {fact} {second} {high}"),
                    tokens: 5,
                    certain: self.cursor.behind(1).is_symbol(":"),
                }
            }
            (Token::Symbol(second), _) => {
                Turned { text: left, tokens: 3, certain: !words::is_comparison(second) }
            }
            _ => Turned { text: left, tokens: 3, certain: true },
        })
    }

    /// `any`, `every`, `highest`, `lowest`, `no`, `at least 2`
    pub(super) fn selector(&mut self) -> Parsed<Option<Placed<Selector>>> {
        let start = self.cursor.position();
        if self.at_word("at")
            || self.cursor.peek().is_word_in_any_case("at")
                && self.cursor.peek_at(1).is_word_in_any_case("least")
        {
            return self.at_least_events().map(Some);
        }
        if self.at_word("latest") && self.chooses_entry() {
            let place = self.cursor.advance();
            return Ok(Some(Placed::new(Selector::Latest, place)));
        }
        for (word, selector) in SELECTORS {
            let followed =
                matches!(self.cursor.peek_at(1), Token::Word(next) if !words::ends_unit(next));
            if self.at_word(word) || self.cursor.peek().is_word_in_any_case(word) && followed {
                self.lower_case_word(word);
                return Ok(Some(Placed::new(selector, self.cursor.place_from(start))));
            }
        }
        if let (Token::Word(word), Token::Number(number)) =
            (self.cursor.peek(), self.cursor.peek_at(1))
            && matches!(word.as_str(), "exactly" | "least" | "minimum" | "min" | "only")
        {
            let event = self.cursor.peek_at(2).text();
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("events are not counted with `{word}`"),
            );
            let exactly = word == "exactly" || word == "only";
            return self.fail(match number.parse::<u32>() {
                Ok(exact) if exactly => {
                    // What follows the events, such as `within 6 months`, belongs to both.
                    let (events, last) = self.rest_of_operand(2);
                    let right = format!("(at least {exact} {events} AND at most {exact} {events})");
                    mistake
                        .help(format!("write `{right}`"))
                        .replacing(self.cursor.place().to(last), right)
                }
                Ok(_) => {
                    mistake.help(format!("write `at least {number} {event}`")).instead("at least")
                }
                Err(_) => mistake.help("count events in whole numbers, as in `at least 2 …`"),
            });
        }
        Ok(None)
    }

    /// What the author wrote from that many tokens ahead up to the end of the operand, and the
    /// place of its last token.
    pub(super) fn rest_of_operand(&self, distance: usize) -> (String, Place) {
        let mut ahead = self.cursor;
        for _ in 0..distance {
            ahead.advance();
        }
        let start = ahead.position();
        let mut last = ahead.place();
        while !at_operand_end(&ahead) {
            last = ahead.advance();
        }
        (ahead.source_from(start), last)
    }

    fn at_least_events(&mut self) -> Parsed<Placed<Selector>> {
        let start = self.cursor.position();
        if self.cursor.peek_at(1).is_word_in_any_case("least")
            && !(self.at_word("at") && self.cursor.peek_at(1).is_word("least"))
        {
            self.cursor.advance();
            self.cursor.advance();
            let typed = self.cursor.source_from(start);
            let place = self.cursor.place_from(start);
            self.report(
                Diagnostic::at(place, format!("`{typed}` is written in small letters"))
                    .replace("at least"),
            );
            let number = self.number()?;
            return Ok(Placed::new(Selector::AtLeast(number), self.cursor.place_from(start)));
        }
        self.lower_case_word("at");
        if self.take_word("most").is_some() {
            let number = self.number()?;
            let place = self.cursor.place_from(start);
            if number.whole && number.value.is_zero() {
                let mistake = Diagnostic::at(place, "events are not counted with `at most 0`");
                self.report(mistake.replace("no"));
                return Ok(Placed::new(Selector::No, place));
            }
            return Ok(Placed::new(Selector::AtMost(number), place));
        }
        if !self.lower_case_word("least") {
            let mistake = self.missing("`least`").help("write `at least 1 …`");
            return self.fail(mistake);
        }
        let number = self.number()?;
        Ok(Placed::new(Selector::AtLeast(number), self.cursor.place_from(start)))
    }

    pub(super) fn subject(&mut self, selected: bool) -> Parsed<Name> {
        let start = self.cursor.position();
        let mut name = self.name("the name of a fact")?;
        while self.goes_on_in_words(&name.value, selected) {
            name.value = format!("{} {}", name.value, self.cursor.peek().text());
            self.cursor.advance();
            name.place = self.cursor.place_from(start);
        }
        if let Some(second) = self.subtracted() {
            // Two facts, or one whose name has a hyphen: `check` knows.
            name.value = format!("{} - {second}", name.value);
            self.cursor = self.cursor.ahead(2);
            name.place = self.cursor.place_from(start);
        }
        self.last_fact = Some(name.value.clone());
        Ok(name)
    }

    /// `chart_bmi - bmi >= 3 kg/m2`: the second name, with the cursor at the sign between them.
    fn subtracted(&self) -> Option<String> {
        let Token::Word(second) = self.cursor.peek_at(1) else { return None };
        let compared =
            matches!(self.cursor.peek_at(2), Token::Symbol(sign) if words::is_comparison(sign));
        let number = matches!(self.cursor.peek_at(3), Token::Number(_));
        let time = words::is_unit_of_time(&self.cursor.peek_at(4).text());
        let is_name = second.starts_with(char::is_lowercase) && !words::is_reserved(second);
        let named = self.at_symbol("-") && is_name && self.names == Names::Facts;
        (named && compared && number && !time).then(|| second.clone())
    }

    /// `ejection fraction < 40`: words in a row are the label of a fact, or a part of it. No fact
    /// has a space in its name, so `check` says which it is.
    fn goes_on_in_words(&self, before: &str, selected: bool) -> bool {
        let is_word = |word: &str| {
            word.len() > 2
                && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
        };
        let Token::Word(word) = self.cursor.peek() else { return false };
        let last = before.rsplit(' ').next().unwrap_or_default();
        is_word(word)
            && (last.len() > 2 || selected)
            && !words::is_reserved(word)
            && !words::ends_unit(word)
            && !ahead::at_label(&self.cursor)
            && !ahead::at_statement(&self.cursor)
            && !self.at_spelt_out_test()
            && self.at_reach().is_none()
            && self.at_apart().is_none()
            && !self.at_course_edge()
            && !self.at_lasting_otherwise()
            && !self.at_distance_in_prose()
            && !(selected && self.at_prose_of_entries())
            && !(selected && self.where_otherwise().is_some())
            && !self.at_phrase_after()
            && self.method_otherwise().is_none()
            && lists::phrase(&self.cursor).is_none()
    }
}

/// Where one operand of a condition is over.
pub(super) fn at_operand_end(cursor: &Cursor) -> bool {
    match cursor.peek() {
        Token::End | Token::Group(Delimiter::Brace) => true,
        Token::Symbol(symbol) => [";", "=>", ","].contains(&symbol.as_str()),
        Token::Number(_) => ahead::at_label(cursor),
        Token::Word(word) => {
            ["AND", "OR", "then", "else", "because"].contains(&word.as_str())
                || ahead::at_remark(cursor)
                || ahead::at_label(cursor)
                || ahead::at_statement(cursor)
        }
        _ => false,
    }
}
