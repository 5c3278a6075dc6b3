//! Statements: what is directly between the braces of a policy or of one of its versions.

use super::calendar::{Written, written};
use super::{Context, Parsed, Parser, ahead, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Expression, ExpressionKind};
use crate::syntax::literal::DateText;
use crate::syntax::policy::{
    Advisory, Body, Define, MetadataKey, Remark, RemarkKind, Statement, Version,
};
use crate::text::{Delimiter, Name, Place, Placed, Quoted, Token};
use policy_core::suggest::nearest;

const METADATA: [(&str, MetadataKey); 4] = [
    ("payer", MetadataKey::Payer),
    ("number", MetadataKey::Number),
    ("source", MetadataKey::Source),
    ("title", MetadataKey::Title),
];

/// What is written before the first day on which something is in force, in place of `from`.
const AFTER_EFFECTIVE: [&str; 9] =
    ["on", "since", "date", "effective", "beginning", "starting", "as", "of", "from"];

/// What other languages and documents call statements.
const MEANT: [(&str, &str); 10] = [
    ("let", "define"),
    ("set", "define"),
    ("definition", "define"),
    ("plan", "payer"),
    ("insurer", "payer"),
    ("document", "source"),
    ("remark", "note"),
    ("comment", "note"),
    ("criteria", "section"),
    ("indication", "section"),
];

impl Parser<'_, '_> {
    /// Everything up to the closing brace.
    pub(super) fn statements(&mut self) -> Vec<Statement> {
        let mut statements = Vec::new();
        while !self.at_end() {
            let start = self.cursor.position();
            if self.take_symbol(";").is_some() || self.stray_doc_comment() {
                continue;
            }
            match self.statement() {
                Ok(statement) => statements.push(statement),
                Err(_) => self.skip_rest_of_item(start),
            }
        }
        statements
    }

    fn statement(&mut self) -> Parsed<Statement> {
        let keyword = self.cursor.place();
        let since = self.reported;
        let Token::Word(typed) = self.cursor.peek().clone() else { return self.no_statement() };
        let exact = words::STATEMENTS.iter().find(|word| typed.eq_ignore_ascii_case(word)).copied();
        let Some(word) = exact.or_else(|| self.misspelled_statement(&typed)) else {
            return self.no_statement();
        };
        if exact.is_some() {
            self.lower_case_word(word);
        } else {
            let place = self.cursor.advance();
            let mistake = Diagnostic::at(place, format!("`{typed}` does not begin a statement"));
            self.report(mistake.did_you_mean(&[word]));
        }
        if matches!(word, "advisory" | "note" | "interpretation") {
            self.needless_sign(word);
        }
        let statement = match word {
            "payer" | "number" | "source" | "title" => self.metadata(word)?,
            "reviewed" => Statement::Reviewed { keyword, date: self.date()? },
            "codes" => self.codes()?,
            "effective" => self.effective(keyword)?,
            "applies" => self.applies()?,
            "advisory" => Statement::Advisory(self.advisory()?),
            "never" => self.never_approves(keyword)?,
            "look" => self.look_back(keyword)?,
            "accept" => self.accepted(keyword)?,
            "define" => return self.define(since),
            "section" => {
                return self.section().map(|section| Statement::Section(Box::new(section)));
            }
            "version" => return self.version().map(Statement::Version),
            _ => {
                let text = self.remark_or_unquoted(word)?;
                let kind =
                    if word == "note" { RemarkKind::Note } else { RemarkKind::Interpretation };
                Statement::Remark(Remark { kind, text })
            }
        };
        self.semicolon(&format!("`{word}`"), since);
        Ok(statement)
    }

    /// The statement that a word certainly begins, which is then read as that.
    fn misspelled_statement(&self, typed: &str) -> Option<&'static str> {
        let next = self.cursor.peek_at(1);
        if ahead::at_label(&self.cursor) || !matches!(next, Token::Word(_) | Token::Text(_)) {
            return None;
        }
        if let Some((_, meant)) = MEANT.iter().find(|(own, _)| own.eq_ignore_ascii_case(typed)) {
            return Some(meant);
        }
        match *nearest(typed, words::STATEMENTS) {
            [nearest] => words::STATEMENTS.into_iter().find(|word| *word == nearest),
            _ => None,
        }
    }

    fn no_statement<T>(&mut self) -> Parsed<T> {
        let found = self.cursor.describe();
        let place = self.cursor.spot();
        let mistake = Diagnostic::at(place, format!("{found} does not begin a statement"));
        let mistake = match self.cursor.peek() {
            _ if ahead::at_label(&self.cursor) => mistake.help("write criteria between the braces of a `section`"),
            Token::Word(_) if matches!(self.cursor.peek_at(1), Token::Word(next) if words::STATEMENTS.contains(&next.as_str())) => {
                let next = self.cursor.peek_at(1).text();
                mistake.help(format!("write `{next} …;` alone"))
            }
            Token::Word(word) if matches!(self.cursor.peek_at(1), Token::Text(_) | Token::Group(Delimiter::Brace)) && self.at_unnamed_section() => {
                mistake.help(format!("write `section {word} …` if this is a section"))
            }
            Token::Word(word) => match *nearest(word, words::STATEMENTS) {
                [nearest] => mistake.did_you_mean(&[nearest]),
                _ => mistake.help(format!("a statement begins with one of these words: {}", words::STATEMENTS.join(", "))),
            },
            _ => mistake.help("end the statement before it with one `;`, and begin the next with a word such as `section` or `define`"),
        };
        let failed = self.fail(mistake);
        self.cursor.advance();
        failed
    }

    /// `plaque "I.A" { … } =>`
    fn at_unnamed_section(&self) -> bool {
        (1..=3).any(|distance| *self.cursor.peek_at(distance) == Token::Group(Delimiter::Brace))
    }

    /// `payer "…"`. What is there without quotation marks is taken as the text, so that no one
    /// is told that it is missing as well.
    fn metadata(&mut self, word: &str) -> Parsed<Statement> {
        let key_place = self.before().1;
        let Some(key) = METADATA.iter().find(|(own, _)| *own == word).map(|(_, key)| *key) else {
            return Err(super::Reported(()));
        };
        self.needless_sign(word);
        let value = match self.take_text() {
            Some(value) => value,
            None => self.unquoted(word),
        };
        Ok(Statement::Metadata { key: Placed::new(key, key_place), value })
    }

    /// `payer: "…"`, `payer = "…"`
    fn needless_sign(&mut self, word: &str) {
        if self.at_symbol(":") || self.at_symbol("=") {
            let typed = self.cursor.describe();
            let place = self.cursor.advance();
            let text = if let Token::Text(text) = self.cursor.peek() {
                quote(text)
            } else {
                "…".to_owned()
            };
            self.report(
                Diagnostic::at(place, format!("no {typed} follows `{word}`"))
                    .remove(format!("write `{word} \"{text}\";`")),
            );
        }
    }

    /// The text of a remark, also without its quotation marks.
    pub(super) fn remark_or_unquoted(&mut self, word: &str) -> Parsed<Quoted> {
        match self.cursor.peek() {
            Token::Word(_) | Token::Number(_) if !ahead::at_label(&self.cursor) => {
                Ok(self.unquoted(word))
            }
            _ => self.text("a text in quotation marks", &format!("`{word} \"…\";`")),
        }
    }

    pub(super) fn unquoted(&mut self, word: &str) -> Quoted {
        let start = self.cursor.position();
        while !self.at_end() && !self.at_symbol(";") && !ahead::at_statement(&self.cursor) {
            self.cursor.advance();
        }
        let text = self.cursor.source_from(start);
        if text.is_empty() {
            let mistake =
                self.missing("a text in quotation marks").help(format!("write `{word} \"…\";`"));
            let place = self.before().1;
            self.report(mistake);
            return Placed::new(text, place);
        }
        let place = self.cursor.place_from(start);
        let mistake =
            Diagnostic::at(place, format!("the text after `{word}` is written in quotation marks"));
        self.report_unquoted(mistake.help(format!("write `{word} \"{}\";`", quote(&text))), start);
        Placed::new(text, place)
    }

    /// A text without its quotation marks, from the token at `start` on.
    fn report_unquoted(&mut self, mistake: Diagnostic, start: usize) {
        let text = self.cursor.words_alone_from(start);
        self.report(match text {
            Some(text) => mistake.instead(format!("\"{text}\"")),
            None => mistake,
        });
    }

    /// `codes hcpcs ["Q2055"]`
    fn codes(&mut self) -> Parsed<Statement> {
        if let Token::Group(_) | Token::Text(_) = self.cursor.peek() {
            let mistake = self
                .missing("the code system")
                .help("write it before the codes, as in `codes hcpcs [\"J3590\"];`");
            return self.fail(mistake);
        }
        let system = self.code_system()?;
        if self.at_symbol(":") {
            let place = self.cursor.advance();
            self.report(
                Diagnostic::at(place, "no colon follows a code system").remove("remove it"),
            );
        }
        if !self.at_group(Delimiter::Bracket) {
            let mut listed = Vec::new();
            let mut ahead = self.cursor;
            let start = ahead.place();
            let mut last = start;
            while let Token::Text(code) = ahead.peek() {
                listed.push(format!("\"{}\"", quote(code)));
                last = ahead.advance();
                if ahead.peek().is_symbol(",") {
                    ahead.advance();
                }
            }
            if !listed.is_empty() {
                let right = format!("[{}]", listed.join(", "));
                let mistake = Diagnostic::at(start.to(last), "codes are a list in square brackets");
                return self.fail(mistake.replace(right));
            }
            let mistake = self
                .missing("a list of codes")
                .help(format!("write `codes {} [\"…\", \"…\"];`", system.value));
            return self.fail(mistake);
        }
        let codes = self.code_list()?;
        Ok(Statement::Codes { system, codes })
    }

    /// `hcpcs`, and `icd-10-cm` as people write it.
    fn code_system(&mut self) -> Parsed<Name> {
        let start = self.cursor.position();
        let mut system = self.name("a code system")?;
        while self.at_symbol("-")
            && let Token::Word(part) | Token::Number(part) = self.cursor.peek_at(1).clone()
        {
            self.cursor.advance();
            self.cursor.advance();
            system.value.push_str(&part);
        }
        if self.cursor.position() > start.saturating_add(1) {
            system.place = self.cursor.place_from(start);
            system.value = system.value.to_lowercase();
            let mistake = Diagnostic::at(system.place, "the name of a code system has no hyphen");
            self.report(mistake.replace(&system.value));
        }
        Ok(system)
    }

    /// `effective from 2025-09-01 to 2026-08-31`
    fn effective(&mut self, keyword: Place) -> Parsed<Statement> {
        self.from("effective")?;
        let from = self.date()?;
        let to = self.to()?;
        Ok(Statement::Effective { keyword, from, to })
    }

    fn from(&mut self, word: &str) -> Parsed<()> {
        if self.lower_case_word("from") {
            return Ok(());
        }
        let start = self.cursor.position();
        let other = self.at_symbol(":") || AFTER_EFFECTIVE.iter().any(|word| self.at_word(word));
        let mistake = self.missing("`from`");
        let place = self.cursor.place();
        while self.at_symbol(":") || AFTER_EFFECTIVE.iter().any(|word| self.at_word(word)) {
            self.cursor.advance();
        }
        let otherwise = written(&self.cursor);
        let (day, last) = match &otherwise {
            Some(Written { days, last, .. }) if let [only] = days.as_slice() => {
                (only.clone(), Some(*last))
            }
            None if matches!(self.cursor.peek(), Token::Number(_)) => (self.date_ahead(), None),
            Some(_) | None => ("2026-01-31".to_owned(), None),
        };
        let mistake = mistake.help(format!("write `{word} from {day}`"));
        // The date is written otherwise, too: that is one mistake.
        if let Some(last) = last {
            return self.fail(mistake.replacing(place.to(last), format!("from {day}")));
        }
        let mistake = if other {
            mistake.replacing(self.cursor.place_from(start), "from")
        } else {
            mistake.inserting_before(place, "from")
        };
        self.report(mistake.replaced_if(matches!(self.cursor.peek(), Token::Number(_))));
        Ok(())
    }

    /// The date that comes next, as it was typed.
    fn date_ahead(&self) -> String {
        let mut ahead = self.cursor;
        let start = ahead.position();
        while matches!(ahead.peek(), Token::Number(_)) || ahead.peek().is_symbol("-") {
            ahead.advance();
        }
        ahead.source_from(start)
    }

    fn to(&mut self) -> Parsed<Option<DateText>> {
        if self.at_word("until")
            || self.at_word("through")
            || self.at_word("till")
            || self.at_symbol("-")
        {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("the last day is not written after {}", self.cursor.describe()),
            );
            // Until a day may be without that day.
            let last_day = self.at_word("through") || self.at_symbol("-");
            self.report(
                mistake
                    .help("write `to` and the last day on which it is in force")
                    .instead("to")
                    .replaced_if(last_day),
            );
            self.cursor.advance();
        } else if !self.lower_case_word("to") {
            return Ok(None);
        }
        self.date().map(Some)
    }

    /// `applies when CONDITION else "reason"`
    fn applies(&mut self) -> Parsed<Statement> {
        if ["if", "for", "to"].iter().any(|word| self.at_word(word)) {
            let typed = self.cursor.describe();
            let place = self.cursor.advance();
            self.report(
                Diagnostic::at(place, format!("`applies` is not followed by {typed}"))
                    .help("write `applies when`")
                    .instead("when"),
            );
        } else if !self.lower_case_word("when") {
            let certain =
                matches!(self.cursor.peek(), Token::Word(_) | Token::Group(Delimiter::Parenthesis));
            let mistake = self
                .missing("`when`")
                .help("write `applies when CONDITION;`")
                .inserting_before(self.cursor.spot(), "when");
            self.report(mistake.replaced_if(certain));
        }
        self.context = Context::Applies;
        let condition = self.condition();
        self.context = Context::Other;
        if self.at_symbol(",") && self.cursor.peek_at(1).is_word("else") {
            let place = self.cursor.advance();
            self.report(
                Diagnostic::at(place, "no comma is written before `else`").remove("remove it"),
            );
        }
        let because = ["because", "otherwise"].iter().any(|word| self.at_word(word));
        if because && matches!(self.cursor.peek_at(1), Token::Text(_)) {
            let typed = self.cursor.describe();
            let place = self.cursor.advance();
            self.report(
                Diagnostic::at(
                    place,
                    format!(
                        "the reason for which a policy does not apply is not written after {typed}"
                    ),
                )
                .replace("else"),
            );
            let reason = self.take_text();
            return Ok(Statement::Applies { condition, otherwise: reason });
        }
        let otherwise = if self.take_word("else").is_some() {
            Some(self.remark_or_unquoted("else")?)
        } else {
            None
        };
        Ok(Statement::Applies { condition, otherwise })
    }

    /// `define name(parameters): BODY`, `define name by FACT { ROW => VALUE, … }`
    pub(super) fn define(&mut self, since: usize) -> Parsed<Statement> {
        let (name, parameters) = match self.define_without_parentheses() {
            Some((name, parameters)) => (name, Ok(parameters)),
            None => (self.declared_name("the name of a definition")?, self.parameters()),
        };
        if matches!(&parameters, Ok(parameters) if parameters.is_empty())
            && self.by_of_table(&name.value)
        {
            let table = self.table(name);
            self.take_symbol(";");
            return Ok(Statement::Table(table));
        }
        if self.take_symbol(":").is_none() {
            let typed = self.cursor.describe();
            if self.at_symbol("=") || self.at_symbol("=>") || self.at_word("as") {
                let place = self.cursor.advance();
                let mistake =
                    Diagnostic::at(place, format!("a definition does not begin with {typed}"));
                self.report(mistake.help(format!("write `define {}:`", name.value)).instead(":"));
            } else {
                let certain =
                    matches!(self.cursor.peek(), Token::Word(word) if !words::ends_unit(word));
                let mistake = self
                    .missing("`:`")
                    .help("write `define name: CONDITION;`")
                    .inserting_behind(self.before().1, ":");
                self.report(mistake.replaced_if(certain));
            }
        }
        self.parameters = parameters.iter().flatten().map(|name| name.value.clone()).collect();
        let body = if self.at_group_of_criteria() {
            let group = self.group();
            self.take_symbol(";");
            group.map(Body::Group)
        } else {
            let condition = self.condition();
            self.semicolon(&format!("`define {}`", name.value), since);
            Ok(Body::Condition(condition))
        };
        self.parameters.clear();
        let body = body?;
        let Ok(parameters) = parameters else {
            let kind = ExpressionKind::Unreadable(Vec::new());
            let body = Body::Condition(Expression { kind, place: name.place });
            return Ok(Statement::Define(Define { name, parameters: Vec::new(), body }));
        };
        Ok(Statement::Define(Define { name, parameters, body }))
    }

    /// `(therapy, start)`: where they cannot be read, neither can the condition over them.
    fn parameters(&mut self) -> Parsed<Vec<Name>> {
        if self.at_group(Delimiter::Parenthesis) {
            self.names_between_delimiters("the name of a parameter").map(|names| names.value)
        } else {
            Ok(Vec::new())
        }
    }

    /// `define tried drug:`, where the condition asks about `drug`: else it is one name in two words.
    fn define_without_parentheses(&mut self) -> Option<(Name, Vec<Name>)> {
        let mut ahead = self.cursor;
        let mut names = Vec::new();
        while let Token::Word(word) = ahead.peek().clone() {
            if words::is_reserved(&word) {
                return None;
            }
            names.push(Placed::new(word, ahead.place()));
            ahead.advance();
            if names.len() > 1 && ahead.peek().is_symbol(",") {
                ahead.advance();
            }
        }
        let last = names.last()?.place;
        if names.len() < 2 || !ahead.peek().is_symbol(":") {
            return None;
        }
        let colon = ahead;
        while !matches!(ahead.peek(), Token::End) && !ahead.peek().is_symbol(";") {
            ahead.advance();
        }
        let body = ahead.words_from(colon.position());
        let asked = |name: &Name| body.iter().any(|word| word.value == name.value);
        let name = names.remove(0);
        if asked(&name) || !names.iter().all(asked) {
            return None;
        }
        self.cursor = colon;
        let parameters = names.iter().map(|name| name.value.as_str()).collect::<Vec<_>>();
        let right = format!("{}({})", name.value, parameters.join(", "));
        let place = name.place.to(last);
        let message = format!("what `{}` asks about is written in parentheses", name.value);
        let mistake = Diagnostic::at(place, message);
        self.report(mistake.help(format!("write `define {right}:`")).instead(right));
        Some((name, names))
    }

    /// `version "2025-11" from 2025-11-01 to 2026-10-31 { statements }`
    fn version(&mut self) -> Parsed<Version> {
        let since = self.reported;
        let name = self.version_name();
        let mut dates = Ok((None, None));
        if name.is_ok() {
            let from = self.from(&format!("version {}", self.before().0));
            dates = if from.is_ok() { self.version_dates() } else { Err(super::Reported(())) };
        }
        let (from, to) = dates.unwrap_or_default();
        if self.reported == since && !self.at_group(Delimiter::Brace) {
            let mistake = self.unexpected().help("write `version \"2025-11\" from 2025-11-01 { … }`, or `from … to …` where it has ended");
            self.report(mistake);
        }
        while !self.at_group(Delimiter::Brace) {
            if self.at_end() || self.at_symbol(";") || ahead::at_statement(&self.cursor) {
                return Err(super::Reported(()));
            }
            self.cursor.advance();
        }
        let statements = self.inside(Self::statements)?.value;
        self.take_symbol(";");
        Ok(Version { name: name?, from, to, statements })
    }

    fn version_name(&mut self) -> Parsed<Quoted> {
        if let Some(name) = self.take_text() {
            return Ok(name);
        }
        let start = self.cursor.position();
        if matches!(self.cursor.peek(), Token::Number(_) | Token::Word(_)) && !self.at_word("from")
        {
            while !self.at_end()
                && !self.at_word("from")
                && !self.at_group(Delimiter::Brace)
                && !self.at_symbol(";")
            {
                self.cursor.advance();
            }
            let typed = self.cursor.source_from(start);
            let place = self.cursor.place_from(start);
            let mistake =
                Diagnostic::at(place, "the name of a version is written in quotation marks");
            self.report_unquoted(
                mistake.help(format!("write `version \"{}\"`", quote(&typed))),
                start,
            );
            return Ok(Placed::new(typed, place));
        }
        self.text("the name of the version", "`version \"2025-11\" from 2025-11-01 { … }`")
    }

    fn version_dates(&mut self) -> Parsed<(Option<DateText>, Option<DateText>)> {
        if self.at_group(Delimiter::Brace) && !self.cursor.behind(1).is_word("from") {
            return Ok((None, None));
        }
        let from = self.date()?;
        let to = self.to()?;
        Ok((Some(from), to))
    }

    /// `advisory "…" on OUTCOME, … when CONDITION`
    fn advisory(&mut self) -> Parsed<Advisory> {
        let text = self.text("a text in quotation marks", "`advisory \"…\" on criteria_met;`")?;
        let (mut outcomes, mut condition): (Vec<Name>, _) = (Vec::new(), None);
        loop {
            let place = self.cursor.place();
            if self.take_word("on").is_some() {
                let listed = self.outcomes()?;
                if outcomes.is_empty() {
                    outcomes = listed;
                } else {
                    self.report(
                        Diagnostic::at(place, "`on` is here twice")
                            .help("write all outcomes after one `on`, with commas between them"),
                    );
                }
            } else if self.at_word("when") || self.at_word("if") {
                self.advisory_when();
                if self.at_outcome_after_when() {
                    self.report(
                        Diagnostic::at(
                            place,
                            "`when` is followed by a condition, not by an outcome",
                        )
                        .replace("on"),
                    );
                    outcomes = self.outcomes()?;
                    continue;
                }
                self.context = Context::Advisory;
                let read = self.condition();
                self.context = Context::Other;
                if condition.is_none() {
                    condition = Some(read);
                } else {
                    self.report(
                        Diagnostic::at(place, "`when` is here twice")
                            .help("join the two conditions with `AND` or `OR`"),
                    );
                }
            } else {
                break;
            }
        }
        if outcomes.is_empty() && condition.is_none() {
            let (_, place) = self.before();
            let mistake = Diagnostic::at(place, "nothing says where this advisory is added");
            self.report(mistake.help(
                "write `on` and outcomes, such as `on criteria_met`, or `when` and a condition",
            ));
        }
        Ok(Advisory { text, outcomes, condition })
    }

    /// `criteria_met;`, where a condition is expected.
    fn at_outcome_after_when(&self) -> bool {
        self.at_outcome()
            && (self.cursor.peek_at(1).is_symbol(";") || self.cursor.peek_at(1).is_symbol(","))
    }

    fn advisory_when(&mut self) {
        if self.take_word("when").is_none() {
            let place = self.cursor.advance();
            self.report(
                Diagnostic::at(place, "the condition of an advisory does not begin with `if`")
                    .replace("when"),
            );
        }
    }

    fn outcomes(&mut self) -> Parsed<Vec<Name>> {
        let mut outcomes = vec![self.outcome_name()?];
        loop {
            if ["and", "or", "AND", "OR"].iter().any(|word| self.at_word(word)) {
                let typed = self.cursor.describe();
                let place = self.cursor.advance();
                self.report(
                    Diagnostic::at(place, format!("outcomes are not joined with {typed}"))
                        .help("write a comma")
                        .instead(","),
                );
            } else if self.take_symbol(",").is_none() || self.at_symbol(";") || self.at_word("when")
            {
                return Ok(outcomes);
            }
            outcomes.push(self.outcome_name()?);
        }
    }

    /// `look back from service_date`
    fn look_back(&mut self, keyword: Place) -> Parsed<Statement> {
        for word in ["back", "from"] {
            if self.take_word(word).is_none() {
                let mistake = self
                    .missing(&format!("`{word}`"))
                    .help("write `look back from service_date;` or `look back from request_date;`");
                return self.fail(mistake);
            }
        }
        let from = self.name("the name of a date")?;
        Ok(Statement::LookBack { keyword: keyword.to(from.place), from })
    }

    fn never_approves(&mut self, keyword: Place) -> Parsed<Statement> {
        if let Some(place) = self.take_word("approves") {
            return Ok(Statement::NeverApproves(keyword.to(place)));
        }
        let mistake = self
            .missing("`approves`")
            .help("write `never approves;`")
            .inserting_behind(keyword, "approves");
        let mistake = mistake.replaced_if(self.at_symbol(";"));
        if let Token::Word(word) = self.cursor.peek()
            && word.starts_with("approv")
        {
            let mistake =
                Diagnostic::at(self.cursor.place(), format!("`{word}` cannot follow `never`"))
                    .help("write `never approves;`");
            self.report(mistake.instead("approves"));
            let place = self.cursor.advance();
            return Ok(Statement::NeverApproves(keyword.to(place)));
        }
        self.fail(mistake)
    }
}
