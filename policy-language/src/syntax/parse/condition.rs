//! Conditions: what `AND`, `OR`, `NOT`, parentheses and `if … then … else …` make of predicates.

use super::names::in_one_word;
use super::test::phrase;
use super::{Context, Parsed, Parser, Reported, ahead, exception, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Expression, ExpressionKind};
use crate::text::{Delimiter, Place, Token, shorten};
use policy_core::unit::Unit;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Connective {
    And,
    Or,
}

/// An operand of a chain, and from which token to which it is.
struct Link {
    expression: Expression,
    start: usize,
    end: usize,
}

impl Parser<'_, '_> {
    /// A condition and nothing after it that belongs to neither it nor its statement. What cannot
    /// be read is skipped and stays in the tree as such.
    pub(super) fn condition(&mut self) -> Expression {
        self.chain_up_to(Self::at_condition_end)
    }

    pub(super) fn chain_up_to(&mut self, at_end: fn(&Self) -> bool) -> Expression {
        let start = self.cursor.position();
        match self.chain() {
            Ok(expression) if at_end(self) => return expression,
            Ok(_) => self.report_unjoined(start),
            Err(Reported(())) => {}
        }
        while !at_end(self) {
            self.cursor.advance();
        }
        let names = self
            .cursor
            .words_from(start)
            .into_iter()
            .filter(|name| !words::is_reserved(&name.value))
            .collect();
        Expression { kind: ExpressionKind::Unreadable(names), place: self.cursor.place_from(start) }
    }

    /// What may follow a condition anywhere in the language.
    fn at_condition_end(&self) -> bool {
        match self.cursor.peek() {
            Token::End | Token::Group(Delimiter::Brace) => true,
            Token::Symbol(symbol) if symbol == ";" => true,
            Token::Text(_) => self.context == Context::Guard,
            Token::Symbol(symbol) if symbol == "=>" => self.context == Context::Guard,
            // `advisory "…" when CONDITION on OUTCOME`
            Token::Word(word) if word == "on" => {
                let outcome = self.cursor.peek_at(1).text();
                self.context == Context::Advisory
                    || ["criteria", "case", "refer", "not_", "need"]
                        .iter()
                        .any(|beginning| outcome.starts_with(beginning))
            }
            Token::Word(word) if self.context == Context::Otherwise && word == "otherwise" => true,
            Token::Symbol(symbol) if symbol == "," && self.context == Context::Otherwise => {
                self.cursor.peek_at(1).is_word("otherwise")
            }
            Token::Word(word) if word == "otherwise" => {
                self.context == Context::Applies && matches!(self.cursor.peek_at(1), Token::Text(_))
            }
            Token::Word(word) if word == "else" || word == "because" => {
                self.context == Context::Applies || matches!(self.cursor.peek_at(1), Token::Text(_))
            }
            Token::Symbol(symbol) if symbol == "," => {
                (self.context == Context::Applies) && self.cursor.peek_at(1).is_word("else")
            }
            _ => {
                ahead::at_remark(&self.cursor)
                    || ahead::at_label(&self.cursor)
                    || ahead::at_statement(&self.cursor)
            }
        }
    }

    /// One operand, or several with one connective between them.
    fn chain(&mut self) -> Parsed<Expression> {
        let begin = self.cursor.position();
        let mut links = vec![self.link()?];
        let mut connectives: Vec<(Connective, Place)> = Vec::new();
        while let Some(connective) = self.connective() {
            if self.cursor.peek().is_word_in_any_case("if") {
                let mistake =
                    Diagnostic::at(self.cursor.place(), "it is not clear how far this `if` goes")
                        .help("put parentheses around `if … then … else …`");
                self.report(mistake);
            }
            connectives.push(connective);
            links.push(self.link()?);
        }
        let place = self.cursor.place_from(begin);
        let Some((first, _)) = connectives.first().copied() else {
            return links.pop().map(|link| link.expression).ok_or(Reported(()));
        };
        if let Some((_, place)) = connectives.iter().find(|(connective, _)| *connective != first) {
            let mistake =
                Diagnostic::at(*place, "`AND` and `OR` side by side can be read in two ways").help(
                    format!(
                        "write {} or {}, whichever the source means",
                        self.with_parentheses(&links, &connectives, Connective::And),
                        self.with_parentheses(&links, &connectives, Connective::Or),
                    ),
                );
            self.report(mistake);
            return and_first(links, &connectives).ok_or(Reported(()));
        }
        let kind = join(first, links.into_iter().map(|link| link.expression).collect());
        Ok(Expression { kind, place })
    }

    fn link(&mut self) -> Parsed<Link> {
        let start = self.cursor.position();
        let expression = self.operand()?;
        Ok(Link { expression, start, end: self.cursor.position() })
    }

    /// `AND`, `OR` or what an author writes instead.
    fn connective(&mut self) -> Option<(Connective, Place)> {
        let (connective, right) = match self.cursor.peek() {
            Token::Word(word) if word == "AND" => (Connective::And, true),
            Token::Word(word) if word == "OR" => (Connective::Or, true),
            Token::Word(word) if word.eq_ignore_ascii_case("and") => (Connective::And, false),
            Token::Word(word) if word.eq_ignore_ascii_case("or") => (Connective::Or, false),
            Token::Symbol(symbol) if symbol == "&&" || symbol == "&" => (Connective::And, false),
            Token::Symbol(symbol) if symbol == "||" || symbol == "|" => (Connective::Or, false),
            _ => return None,
        };
        if self.at_bound() {
            return None;
        }
        if self.joined_criteria() {
            return None;
        }
        let start = self.cursor.position();
        self.cursor.advance();
        if !right && self.at_symbol("/") && self.cursor.peek_at(1).is_word_in_any_case("or") {
            self.cursor.advance();
            self.cursor.advance();
            let place = self.cursor.place_from(start);
            let mistake = Diagnostic::at(place, "`and/or` does not say which is meant")
                .help("write `OR` if one of the two is enough, or `AND`");
            self.report(mistake);
            return Some((Connective::Or, place));
        }
        let place = self.cursor.place_from(start);
        if !right {
            let typed = self.cursor.source_from(start);
            let word = if connective == Connective::And { "AND" } else { "OR" };
            self.report(
                Diagnostic::at(place, format!("two conditions are not joined with `{typed}`"))
                    .replace(word),
            );
        }
        Some((connective, place))
    }

    /// `; AND`, `, and` before the next criterion, with the cursor at the first token of it: says
    /// so and passes over it.
    pub(super) fn joined_criteria(&mut self) -> bool {
        let mut ahead = self.cursor;
        if ahead.peek().is_symbol(",") {
            ahead.advance();
        }
        let all = ahead.peek().is_word_in_any_case("and");
        if !all && !ahead.peek().is_word_in_any_case("or") {
            return false;
        }
        ahead.advance();
        if !ahead::at_label(&ahead) {
            return self.criterion_begins_joined(all);
        }
        let start = self.cursor.position();
        self.cursor = ahead;
        let typed = self.cursor.source_from(start);
        let mistake = Diagnostic::at(
            self.cursor.place_from(start),
            format!("two criteria are not joined with `{typed}`"),
        );
        self.report(if all {
            mistake.help("end each criterion with `;`, and write nothing between them: all have to be met, unless they are in a group that says otherwise")
        } else {
            mistake.help("put the criteria of which one is enough into a group, as in `any of { a: …; b: …; }`")
        });
        true
    }

    /// `; and improvement;`, where the rest of a condition has become a criterion.
    fn criterion_begins_joined(&mut self, all: bool) -> bool {
        let first = matches!(self.cursor.behind(1), Token::Symbol(end) if end == ";");
        if !first || !matches!(self.cursor.peek_at(1), Token::Word(_)) {
            return false;
        }
        let typed = self.cursor.describe();
        let place = self.cursor.place();
        let (rest, _) = self.rest_of_operand(1);
        let word = if all { "AND" } else { "OR" };
        let mistake = Diagnostic::at(place, format!("a criterion does not begin with {typed}"));
        self.report(mistake.help(format!(
            "write `{word} {}` in place of the `;` before it, or `{}: {0}` for a criterion of its own",
            quote(&rest),
            self.next_label
        )));
        self.cursor.advance();
        self.skip_item();
        true
    }

    fn with_parentheses(
        &self,
        links: &[Link],
        connectives: &[(Connective, Place)],
        inner: Connective,
    ) -> String {
        let mut text = String::new();
        let mut open = false;
        for (number, link) in links.iter().enumerate() {
            let next = connectives.get(number).map(|(connective, _)| *connective);
            if next == Some(inner) && !open {
                text.push('(');
                open = true;
            }
            text.push_str(&shorten(&self.cursor.source_between(link.start, link.end), 120));
            if next != Some(inner) && open {
                text.push(')');
                open = false;
            }
            text.push_str(match next {
                Some(Connective::And) => " AND ",
                Some(Connective::Or) => " OR ",
                None => "",
            });
        }
        format!("`{text}`")
    }

    pub(super) fn operand(&mut self) -> Parsed<Expression> {
        let start = self.cursor.position();
        let place = self.cursor.place();
        match self.cursor.peek().clone() {
            Token::Group(Delimiter::Parenthesis) => {
                let inner = self.inside(Self::parenthesised)?;
                let mut expression = inner.value?;
                expression.place = inner.place;
                Ok(expression)
            }
            Token::Word(word) if word.eq_ignore_ascii_case("not") => {
                self.negation(&word, Self::operand)
            }
            Token::Symbol(symbol) if symbol == "!" => self.negation(&symbol, Self::operand),
            Token::Word(word) if word.eq_ignore_ascii_case("if") => {
                self.deeper(place, |parser| parser.choice(start))
            }
            _ if self.at_some_of() => self.deeper(place, Self::some_of),
            _ => {
                let predicate = self.predicate()?;
                Ok(Expression {
                    kind: ExpressionKind::Predicate(Box::new(predicate)),
                    place: self.cursor.place_from(start),
                })
            }
        }
    }

    fn parenthesised(&mut self) -> Parsed<Expression> {
        if self.at_end() {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                "there is no condition between these parentheses",
            )
            .help("write a condition, or remove them");
            return self.fail(mistake);
        }
        Ok(self.chain_up_to(Self::at_end))
    }

    /// `NOT` and what it negates.
    pub(super) fn negation(
        &mut self,
        typed: &str,
        negated: fn(&mut Self) -> Parsed<Expression>,
    ) -> Parsed<Expression> {
        let start = self.cursor.position();
        let spot = self.cursor.advance();
        if typed != "NOT" {
            self.report(
                Diagnostic::at(spot, format!("a condition is not negated with `{typed}`"))
                    .replace("NOT"),
            );
        }
        let operand = self.deeper(spot, negated)?;
        Ok(Expression {
            kind: ExpressionKind::Not(Box::new(operand)),
            place: self.cursor.place_from(start),
        })
    }

    /// `if C then A else B`
    pub(super) fn choice(&mut self, start: usize) -> Parsed<Expression> {
        let capitals = !self.at_word("if");
        if let Some(mistake) = self.if_of_a_spreadsheet() {
            return self.fail(mistake);
        }
        let place = self.cursor.advance();
        if capitals {
            self.report(
                Diagnostic::at(place, "`if`, `then` and `else` are written in small letters")
                    .help("write `if … then … else …`"),
            );
        }
        let asked = self.cursor.position();
        let condition = self.chain()?;
        let asked = part(self.cursor.source_from(asked));
        self.choice_word("then", start, capitals, "")?;
        self.no_truth(&format!("{asked} OR …"), &format!("NOT {asked} AND …"))?;
        let branch = self.cursor.position();
        let then = self.chain()?;
        let written = self.cursor.source_from(branch);
        let branch = part(written.clone());
        // What nobody is asked to whom the condition does not apply.
        let excused = if written.contains(" AND ") { &branch } else { &written };
        let excused = format!("{} OR {excused}", exception::opposite(&asked));
        self.choice_word("else", start, capitals, &excused)?;
        self.no_truth(&format!("NOT {asked} OR {branch}"), &format!("{asked} AND {branch}"))?;
        let otherwise = self.chain()?;
        let kind = ExpressionKind::If {
            condition: Box::new(condition),
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        };
        Ok(Expression { kind, place: self.cursor.place_from(start) })
    }

    /// `true` or `false` in place of what is asked in one of the cases: how it is written where
    /// that is met, and where it is not met.
    fn no_truth(&mut self, met: &str, not_met: &str) -> Parsed<()> {
        let right = match self.cursor.peek() {
            Token::Word(word) if word.eq_ignore_ascii_case("true") => met,
            Token::Word(word) if word.eq_ignore_ascii_case("false") => not_met,
            _ => return Ok(()),
        };
        let typed = self.cursor.describe();
        let mistake = Diagnostic::at(self.cursor.place(), format!("{typed} is not a condition"));
        self.fail(
            mistake.help(format!("write `{}` in place of `if … then … else …`", quote(right))),
        )
    }

    /// `IF(a, b, c)`, `IF(a; b; c)`, with the cursor at the `IF`.
    fn if_of_a_spreadsheet(&self) -> Option<Diagnostic> {
        let mut ahead = self.cursor;
        let word = ahead.advance();
        let mut inner =
            ahead.enter().filter(|_| *ahead.peek() == Token::Group(Delimiter::Parenthesis))?;
        let mut parts = Vec::new();
        let mut start = inner.position();
        loop {
            let separator =
                matches!(inner.peek(), Token::Symbol(symbol) if symbol == "," || symbol == ";");
            if separator || *inner.peek() == Token::End {
                parts.push(inner.source_from(start));
                if !separator {
                    break;
                }
                start = inner.position().saturating_add(1);
            }
            inner.advance();
        }
        let [condition, then, otherwise] = &parts[..] else { return None };
        let right = format!("if {condition} then {then} else {otherwise}");
        Some(
            Diagnostic::at(word.to(ahead.place()), "`if` is not written as a formula")
                .help(format!("write `{}`", shorten(&right, 120))),
        )
    }

    fn choice_word(
        &mut self,
        word: &str,
        start: usize,
        capitals: bool,
        excused: &str,
    ) -> Parsed<()> {
        if capitals && self.cursor.peek().is_word_in_any_case(word) {
            self.cursor.advance();
            return Ok(());
        }
        if self.lower_case_word(word) {
            return Ok(());
        }
        if self.at_condition_end() {
            let place = self.cursor.place_from(start).start();
            let mistake = Diagnostic::at(place, format!("this `if` has no `{word}`"));
            if word == "else" {
                return self.fail(mistake.help(format!(
                    "write `{}` if nothing is asked where the condition does not hold, or go on with `else` and what is asked there",
                    quote(excused)
                )));
            }
            let mistake = mistake.help("write `if … then … else …`");
            return self.fail(mistake.note("every `if` says what is asked where its condition holds, and what is asked where it does not"));
        }
        self.report_unjoined(self.cursor.position().saturating_sub(1));
        Err(Reported(()))
    }

    /// Takes the word; where it is written with capitals, says so.
    pub(super) fn lower_case_word(&mut self, word: &str) -> bool {
        if !self.cursor.peek().is_word_in_any_case(word) {
            return false;
        }
        let typed = self.cursor.describe();
        let place = self.cursor.advance();
        if typed != format!("`{word}`") {
            self.report(
                Diagnostic::at(place, format!("{typed} is written in small letters")).replace(word),
            );
        }
        true
    }

    /// Whether the last token is what a fact is compared with.
    fn behind_comparison(&self) -> bool {
        matches!(self.cursor.behind(2), Token::Symbol(symbol) if words::is_comparison(symbol))
    }

    /// Whether the next criterion follows the sign that comes next, or nothing.
    fn at_item_after_sign(&self) -> bool {
        let mut ahead = self.cursor;
        ahead.advance();
        *ahead.peek() == Token::End
            || ahead::at_label(&ahead)
            || ahead::at_statement(&ahead)
            || ahead::at_remark(&ahead)
    }

    /// Whether the last tokens are `within 6 months`.
    pub(super) fn after_within(&self) -> bool {
        matches!(self.cursor.behind(2), Token::Number(_)) && self.cursor.behind(3).is_word("within")
    }

    /// `trial.medicine = Topiramate`, as programs name an attribute.
    fn attribute_behind_point(&self, before: &str) -> Option<&str> {
        let is_named = before.starts_with(char::is_lowercase) && !words::is_reserved(before);
        match self.cursor.peek_at(1) {
            Token::Word(name) if is_named && ahead::goes_on_behind_fact(self.cursor.peek_at(2)) => {
                Some(name)
            }
            _ => None,
        }
    }

    /// `end - start >= 3 months`, and not `prior-therapy`.
    fn at_subtraction(&self) -> bool {
        let compared =
            matches!(self.cursor.peek_at(2), Token::Symbol(sign) if words::is_comparison(sign));
        let unit = self.cursor.peek_at(4).text();
        compared
            && matches!(self.cursor.peek_at(3), Token::Number(_))
            && words::is_unit_of_time(&unit)
    }

    /// `any trial where medicine = Topiramate AND dose >= 100 mg lasting at least 8 weeks`: what is asked
    /// of entries, behind a condition on them that has no parentheses.
    fn entries_left_behind(&self, start: usize) -> Option<Diagnostic> {
        let asked = ["lasting", "started", "ended", "joined", "for"];
        let word = self.cursor.peek().text();
        let compared = words::is_comparison(&word);
        if !compared && !asked.contains(&word.as_str()) {
            return None;
        }
        let end = self.cursor.position();
        let mut ahead = self.cursor.back_at(start);
        let (mut from, mut joined, mut sum) = (None, false, false);
        while ahead.position() < end {
            match ahead.peek() {
                Token::Word(word) if word == "where" || word == "has" => {
                    let open = *ahead.peek_at(1) != Token::Group(Delimiter::Parenthesis);
                    from = open.then(|| ahead.position().saturating_add(1));
                    joined = false;
                }
                Token::Word(word) if word == "AND" || word == "OR" => joined = from.is_some(),
                Token::Word(word)
                    if ["any", "no", "every", "latest", "earliest"].contains(&word.as_str()) =>
                {
                    from = None;
                }
                Token::Word(word) if word == "total" || word == "covered" => {
                    (from, sum) = (None, true);
                }
                _ => {}
            }
            ahead.advance();
        }
        let from = from.filter(|_| joined && (sum || !compared))?;
        let condition = format!("({})", self.cursor.source_between(from, end));
        let (_, last) = self.before();
        let whole = Place { first: from, last: last.last };
        let (rest, _) = self.rest_of_operand(0);
        let length = if word == "for" { self.length_of_course() } else { None };
        if word == "for" && length.is_none() {
            return None;
        }
        let rest = length.unwrap_or(rest);
        let mistake = Diagnostic::at(
            self.cursor.place(),
            format!("`{word}` is cut off from the entries that it asks about"),
        );
        Some(
            mistake
                .help(format!(
                    "put the whole condition in parentheses: `where {}`",
                    quote(&format!("{condition} {rest}"))
                ))
                .replacing(whole, condition)
                .replaced_if(word != "for"),
        )
    }

    /// Something follows a complete condition, and no connective before it.
    fn report_unjoined(&mut self, start: usize) {
        if let Some(mistake) = self.entries_left_behind(start) {
            return self.report(mistake);
        }
        let counted = self.counted_behind(start).or_else(|| self.apart_without_number(start));
        let mistake = counted.or_else(|| self.exception_after(start));
        if let Some(mistake) = mistake.or_else(|| self.prose_after(start)) {
            return self.report(mistake);
        }
        if self.joined_criteria() {
            return;
        }
        let (before, last) = self.before();
        let found = self.cursor.describe();
        let unexpected = self.unexpected();
        let mistake = match self.cursor.peek() {
            Token::Word(_) if self.at_bound() => {
                let place = self.cursor.place().to(self.cursor.place_at(1));
                let typed = format!("{} {}", self.cursor.peek().text(), self.cursor.peek_at(1).text());
                Diagnostic::at(place, format!("`{typed}` is not written after a number"))
                    .help("write `>=` before the number for so much or more, `<=` for so much or less, and nothing after it")
            }
            Token::Symbol(symbol) if [",", ".", ":"].contains(&symbol.as_str()) && self.at_item_after_sign() => {
                Diagnostic::at(self.cursor.place(), format!("a criterion does not end with `{symbol}`")).replace(";")
            }
            Token::Word(word) if word == "has" && words::is_name(&before) => {
                Diagnostic::at(self.cursor.place(), format!("nothing says which `{before}` is asked about"))
                    .help(format!("write `latest {before} has …` or `earliest {before} has …` for one of the entries, or `any {before} where …` if any one counts"))
            }
            Token::Word(_) | Token::Number(_) if self.at_day_name(0) && ["started", "ended"].contains(&before.as_str()) => {
                let (day, _) = self.rest_of_operand(0);
                Diagnostic::at(self.cursor.place(), format!("nothing says on which side of the day it has to have {before}"))
                    .help(format!("write `{before} on {0}`, `{before} before {0}` or `{before} after {0}`, whichever the source means", quote(&day)))
            }
            Token::Word(word) if word == "not" && ["within", "before", "after"].iter().any(|time| self.cursor.peek_at(1).is_word(time)) => {
                let (rest, _) = self.rest_of_operand(1);
                let condition = self.cursor.source_from(start);
                Diagnostic::at(self.cursor.place(), "a time is not negated")
                    .help(format!("write `NOT` before the condition: `NOT {}`", quote(&format!("{condition} {rest}"))))
            }
            Token::Symbol(symbol) if symbol == "," => unexpected.help("write `AND` or `OR` between two conditions"),
            Token::Symbol(symbol) if words::is_comparison(symbol) => {
                Diagnostic::at(self.cursor.place(), format!("{found} begins a second comparison of the same fact"))
                    .help("name the fact in both comparisons and write `AND` between them, or write `between … and …`")
            }
            Token::Symbol(symbol) if symbol == "'" => Diagnostic::at(self.cursor.place_at(0), "a condition has no apostrophe")
                .help("name the fact alone, such as `age`; prose is written `note \"…\"`"),
            Token::Symbol(symbol) if symbol == "-" && self.behind_comparison() && matches!(self.cursor.peek_at(1), Token::Word(_)) => {
                unexpected.help(format!("several values are a list, each of them named: `in [{before}, …, {}]`", self.cursor.peek_at(1).text()))
            }
            Token::Symbol(symbol) if symbol == "-" && self.at_subtraction() => Diagnostic::at(self.cursor.place(), "dates are compared, not subtracted")
                .help(format!("write how long ago one of them is, as in `{before} at least 3 months ago`, or compare the two, as in `{before} <= {}`", self.cursor.peek_at(1).text()))
                .note("a time between two days is a fact of its own"),
            Token::Symbol(symbol) if symbol == "-" && before.starts_with(char::is_lowercase) && matches!(self.cursor.peek_at(1), Token::Word(_)) => {
                let name = format!("{before}_{}", self.cursor.peek_at(1).text());
                let place = last.to(self.cursor.place_at(1));
                unexpected.help(format!("a name has `_` in place of a hyphen: `{name}`")).replacing(place, name)
            }
            Token::Symbol(symbol) if symbol == "-" && !matches!(self.cursor.peek_at(1), Token::Word(_)) => unexpected.help("a range is written `between … and …`"),
            Token::Symbol(symbol) if ["+", "-", "*", "/"].contains(&symbol.as_str()) => {
                let second = self.cursor.peek_at(1).text();
                let facts = words::is_name(&before) && words::is_name(&second) && before.starts_with(char::is_lowercase) && second.starts_with(char::is_lowercase);
                if facts {
                    unexpected.help(format!("nothing is computed in a condition: calculate it in the vocabulary, as in `result: calculated in … as {before} {symbol} {second}`, and compare that"))
                } else {
                    unexpected.help("nothing is computed in a condition: name a fact for the result; how long ago a date is, is asked as in `at least 3 months ago`")
                }
            }
            Token::Word(_) if let Some((sign, words)) = phrase(&self.cursor) && self.cursor.peek_at(words.saturating_add(2)).is_word("ago") => {
                let place = self.cursor.place().to(self.cursor.place_at(words.saturating_add(2)));
                let period = format!("{} {}", self.cursor.peek_at(words).text(), self.cursor.peek_at(words.saturating_add(1)).text());
                let mistake = Diagnostic::at(place, "the age of a result is not written with `ago`");
                if sign.starts_with('<') {
                    mistake.help(format!("write `within {period}`"))
                } else {
                    mistake.help("ask about results no older than a time, as in `within 3 months`")
                }
            }
            Token::Symbol(symbol) if symbol == ";" && self.at_item_after_sign() => unexpected.help("close the parenthesis before the `;`"),
            Token::Symbol(symbol) if symbol == ";" => unexpected.help("write `AND` or `OR` between two conditions"),
            Token::Symbol(symbol) if symbol == "." && let Some(attribute) = self.attribute_behind_point(&before) => {
                unexpected.help(format!("write `where` before what is asked of each one, as in `any {before} where {attribute} …`"))
            }
            Token::Word(word) if self.after_within() && ["prior", "preceding", "ago"].contains(&word.as_str()) => {
                unexpected.help("`within 30 days` looks back from the request; another day follows as in `within 30 days before surgery`")
            }
            Token::Word(word) if word == "else" => {
                unexpected.help("`else` belongs to `if … then …`; after `applies when` it is followed by a reason in quotation marks")
            }
            Token::Word(word) if word == "note" || word == "interpretation" => unexpected.help(format!("write `{word} \"…\"`")),
            Token::Word(word) if word == "restated" => unexpected.help("write `restated` before the colon, such as `a restated: …`"),
            Token::Word(_)
                if before.starts_with(char::is_lowercase)
                    && words::is_name(&before)
                    && !words::is_reserved(&before)
                    && !matches!(self.cursor.behind(2), Token::Number(_))
                    && let Some(mistake) = self.uncompared_values(&before) =>
            {
                mistake
            }
            Token::Word(word)
                if words::is_name(&before)
                    && !self.behind_comparison()
                    && !self.after_within()
                    && [word.as_str(), before.as_str()].iter().any(|word| words::is_prose(word)) =>
            {
                let start = self.cursor.place_from(start);
                let (_, last) = self.rest_of_operand(0);
                Diagnostic::at(start.to(last), "a criterion compares a fact, and is not a sentence")
                    .help("write the name of a fact and what is asked of it, as in `age >= 18`; what no fact says is a new fact of the vocabulary")
            }
            Token::Word(word) if words::is_name(&before) && !words::is_reserved(word) && !words::is_reserved(&before) => {
                let mistake = Diagnostic::at(self.cursor.place(), format!("nothing joins `{before}` and {found}"));
                match (self.cursor.peek_at(1), self.cursor.peek_at(2)) {
                    _ if self.behind_comparison() && Unit::from_words(word).is_some() => {
                        mistake.remove(format!("take `{word}` out: what the case says of `{before}` has its unit"))
                    }
                    _ if self.behind_comparison() && !ahead::goes_on_behind_fact(self.cursor.peek_at(1)) => {
                        mistake.help(format!("write `{}` if they are one value, or `AND` or `OR` between two conditions", in_one_word(&before, word)))
                    }
                    _ if self.behind_comparison() => mistake.help("write `AND` or `OR` between two conditions"),
                    (Token::Symbol(hyphen), Token::Word(last)) if hyphen == "-" => {
                        mistake.help(format!("several values are a list, each of them named: `{before} in [{word}, …, {last}]`"))
                    }
                    _ => mistake.help(format!("write `AND` or `OR` between two conditions, or compare: `{before} = {word}`")),
                }
            }
            Token::Word(_) if matches!(self.cursor.peek_at(1), Token::Symbol(sign) if words::is_comparison(sign)) => {
                Diagnostic::at(self.cursor.place(), format!("nothing joins `{before}` and {found}"))
                    .help("write `AND` or `OR` between two conditions")
            }
            Token::Text(text) => unexpected.help(format!("a remark is written `note \"{}\"`", quote(text))),
            Token::Group(Delimiter::Bracket) => unexpected.help("write `in` before a list"),
            Token::Group(Delimiter::Parenthesis) => {
                let inner = self.cursor.enter().map_or_else(String::new, |inner| inner.source());
                let mistake = Diagnostic::at(self.cursor.place(), format!("no parentheses follow `{before}`"));
                if inner.starts_with("within ") || inner.starts_with("in the ") {
                    mistake.help(format!("write `{}` without them", quote(&inner)))
                } else {
                    mistake.help(format!("a remark is written `note \"{}\"` after the condition; a further condition is joined with `AND` or `OR`", quote(&inner)))
                }
            }
            _ => unexpected.help("end the condition with `;`, or go on with `AND` or `OR`"),
        };
        self.report(mistake);
    }
}

/// A condition as a part of another one.
fn part(condition: String) -> String {
    let joined = [" AND ", " OR "].iter().any(|word| condition.contains(word));
    if joined { format!("({condition})") } else { condition }
}

fn join(connective: Connective, operands: Vec<Expression>) -> ExpressionKind {
    match connective {
        Connective::And => ExpressionKind::And(operands),
        Connective::Or => ExpressionKind::Or(operands),
    }
}

/// The tree of a chain that mixes both, as most languages read it: good enough to look at the names
/// in it.
fn and_first(links: Vec<Link>, connectives: &[(Connective, Place)]) -> Option<Expression> {
    let mut runs: Vec<Vec<Expression>> = Vec::new();
    let mut before = Connective::Or;
    for (number, link) in links.into_iter().enumerate() {
        match (before, runs.last_mut()) {
            (Connective::And, Some(run)) => run.push(link.expression),
            _ => runs.push(vec![link.expression]),
        }
        before = connectives.get(number).map_or(Connective::Or, |(connective, _)| *connective);
    }
    joined(
        Connective::Or,
        runs.into_iter().filter_map(|run| joined(Connective::And, run)).collect(),
    )
}

fn joined(connective: Connective, mut operands: Vec<Expression>) -> Option<Expression> {
    let first = operands.first()?.place;
    let last = operands.last()?.place;
    if operands.len() == 1 {
        return operands.pop();
    }
    Some(Expression { kind: join(connective, operands), place: first.to(last) })
}
