//! Statements: what stands directly between the braces of a policy or of one of its versions.

use super::{Parsed, Parser, ahead, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::literal::DateText;
use crate::syntax::policy::{
    AcceptedGap, Advisory, Body, Define, MetadataKey, Remark, RemarkKind, Statement, Version,
};
use crate::text::{Delimiter, Name, Place, Placed, Quoted, Token};
use policy_core::suggest::nearest;

const METADATA: [(&str, MetadataKey); 4] = [
    ("payer", MetadataKey::Payer),
    ("number", MetadataKey::Number),
    ("source", MetadataKey::Source),
    ("title", MetadataKey::Title),
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
        let Some(word) =
            words::STATEMENTS.iter().find(|word| typed.eq_ignore_ascii_case(word)).copied()
        else {
            return self.no_statement();
        };
        self.lower_case_word(word);
        let statement = match word {
            "payer" | "number" | "source" | "title" => self.metadata(word)?,
            "reviewed" => Statement::Reviewed { keyword, date: self.date()? },
            "codes" => self.codes()?,
            "effective" => self.effective(keyword)?,
            "applies" => self.applies()?,
            "advisory" => Statement::Advisory(self.advisory()?),
            "never" => self.never_approves(keyword)?,
            "accept" => Statement::AcceptGap(self.accepted_gap(keyword)?),
            "define" => return self.define(since).map(Statement::Define),
            "section" => {
                return self.section().map(|section| Statement::Section(Box::new(section)));
            }
            "version" => return self.version().map(Statement::Version),
            _ => {
                let text = self.text("a text in quotation marks", &format!("`{word} \"…\";`"))?;
                let kind =
                    if word == "note" { RemarkKind::Note } else { RemarkKind::Interpretation };
                Statement::Remark(Remark { kind, text })
            }
        };
        self.semicolon(&format!("`{word}`"), since);
        Ok(statement)
    }

    fn no_statement<T>(&mut self) -> Parsed<T> {
        let found = self.cursor.describe();
        let place = self.cursor.spot();
        let mistake = Diagnostic::at(place, format!("{found} does not begin a statement"));
        let mistake = match self.cursor.peek() {
            _ if ahead::at_label(&self.cursor) => mistake.help("a criterion stands between the braces of a `section`"),
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

    /// `payer "…"`. What stands there without quotation marks is taken as the text, so that nobody
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
                Diagnostic::at(place, format!("no {typed} stands behind `{word}`"))
                    .remove(format!("write `{word} \"{text}\";`")),
            );
        }
    }

    fn unquoted(&mut self, word: &str) -> Quoted {
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
            Diagnostic::at(place, format!("the text behind `{word}` stands in quotation marks"));
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
        let system = self.name("a code system")?;
        if !self.at_group(Delimiter::Bracket) {
            let mistake = self
                .missing("a list of codes")
                .help(format!("write `codes {} [\"…\", \"…\"];`", system.value));
            return self.fail(mistake);
        }
        let codes = self.code_list()?;
        Ok(Statement::Codes { system, codes })
    }

    /// `effective from 2025-09-01 to 2026-08-31`
    fn effective(&mut self, keyword: Place) -> Parsed<Statement> {
        self.from("effective");
        let from = self.date()?;
        let to = self.to()?;
        Ok(Statement::Effective { keyword, from, to })
    }

    fn from(&mut self, word: &str) {
        if !self.lower_case_word("from") {
            let mistake = self.missing("`from`").help(format!("write `{word} from 2025-09-01`"));
            let other = self.at_symbol(":") || self.at_word("on") || self.at_word("since");
            let date = self.cursor.peek_at(usize::from(other));
            let place = self.cursor.place();
            let mistake = if other {
                mistake.replacing(place, "from")
            } else {
                mistake.inserting_before(place, "from")
            };
            self.report(mistake.replaced_if(matches!(date, Token::Number(_))));
            if other {
                self.cursor.advance();
            }
        }
    }

    fn to(&mut self) -> Parsed<Option<DateText>> {
        if self.at_word("until")
            || self.at_word("through")
            || self.at_word("till")
            || self.at_symbol("-")
        {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("the last day is not written behind {}", self.cursor.describe()),
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
        let condition = self.condition();
        let otherwise = if self.take_word("else").is_some() {
            Some(self.text("the reason behind `else`", "`else \"…\"`")?)
        } else {
            None
        };
        Ok(Statement::Applies { condition, otherwise })
    }

    /// `define name(parameters): BODY`
    fn define(&mut self, since: usize) -> Parsed<Define> {
        let name = self.declared_name("the name of a definition")?;
        let parameters = if self.at_group(Delimiter::Parenthesis) {
            self.names_between_delimiters("the name of a parameter")?.value
        } else {
            Vec::new()
        };
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
        let body = if self.at_group_of_criteria() {
            let group = self.group()?;
            self.take_symbol(";");
            Body::Group(group)
        } else {
            let condition = self.condition();
            self.semicolon(&format!("`define {}`", name.value), since);
            Body::Condition(condition)
        };
        Ok(Define { name, parameters, body })
    }

    /// `version "2025-11" from 2025-11-01 to 2026-10-31 { statements }`
    fn version(&mut self) -> Parsed<Version> {
        let since = self.reported;
        let name = self.version_name();
        let mut dates = Ok((None, None));
        if name.is_ok() {
            self.from(&format!("version {}", self.before().0));
            dates = self.version_dates();
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
            let mistake = Diagnostic::at(place, "the name of a version stands in quotation marks");
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
                        Diagnostic::at(place, "`on` stands twice")
                            .help("write all outcomes behind one `on`, with commas between them"),
                    );
                }
            } else if self.at_word("when") || self.at_word("if") {
                self.advisory_when();
                let read = self.condition();
                if condition.is_none() {
                    condition = Some(read);
                } else {
                    self.report(
                        Diagnostic::at(place, "`when` stands twice")
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
        let mut outcomes = vec![self.name("an outcome")?];
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
            outcomes.push(self.name("an outcome")?);
        }
    }

    /// `accept gap lvef = 40% because "…"`
    fn accepted_gap(&mut self, keyword: Place) -> Parsed<AcceptedGap> {
        const FORM: &str = "write `accept gap lvef = 40% because \"…\";`";
        if !self.lower_case_word("gap") {
            let mistake = self.missing("`gap`").help(FORM);
            return self.fail(mistake);
        }
        let condition = self.condition();
        if !self.lower_case_word("because") {
            let mistake = self.missing("`because` and the reason").help(FORM);
            return self.fail(mistake);
        }
        let reason = self.text("the reason behind `because`", "`because \"…\"`")?;
        Ok(AcceptedGap { keyword, condition, reason })
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
                Diagnostic::at(self.cursor.place(), format!("`{word}` cannot stand after `never`"))
                    .help("write `never approves;`");
            self.report(mistake.instead("approves"));
            let place = self.cursor.advance();
            return Ok(Statement::NeverApproves(keyword.to(place)));
        }
        self.fail(mistake)
    }
}
