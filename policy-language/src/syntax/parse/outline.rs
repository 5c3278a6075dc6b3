//! Outlines: the labeled criteria between braces, each on its own, so that a mistake in one never
//! hides the next.

use super::{Parsed, Parser, Reported, ahead, quote, words};
use crate::diagnostic::Diagnostic;
use crate::print::quoted;
use crate::syntax::policy::{Body, Criterion, Outline, Remark, RemarkKind};
use crate::text::{Delimiter, Name, Place, Placed, Quoted, Token};

impl Parser<'_, '_> {
    /// The braces that come next and the criteria between them.
    ///
    /// `first` is the label with which such an outline usually begins.
    pub(super) fn outline(&mut self, first: &str) -> Parsed<Outline> {
        let bullets = std::mem::replace(&mut self.bullets, false);
        let dressed_labels = std::mem::replace(&mut self.dressed_labels, false);
        let read = self.inside(|parser| parser.items(first));
        self.bullets = bullets;
        self.dressed_labels = dressed_labels;
        let read = read?;
        let Placed { value: (criteria, remarks), place } = read;
        Ok(Outline { criteria, remarks, place })
    }

    fn items(&mut self, first: &str) -> (Vec<Criterion>, Vec<Remark>) {
        let (mut criteria, mut remarks): (Vec<Criterion>, _) = (Vec::new(), Vec::new());
        while !self.at_end() {
            let start = self.cursor.position();
            self.next_label = next_label(criteria.last(), first);
            if self.take_symbol(";").is_some() || self.stray_doc_comment() || self.joined_criteria()
            {
                continue;
            }
            let read = match self.remark_kind() {
                Some(kind) => self.remark(kind).map(|remark| remarks.push(remark)),
                None => self.criterion().map(|criterion| criteria.extend(criterion)),
            };
            if read.is_err() {
                self.skip_rest_of_item(start);
            }
        }
        (criteria, remarks)
    }

    /// Whether a remark comes next, which its keyword alone does not say: a criterion may be
    /// labeled `note`.
    pub(super) fn remark_kind(&self) -> Option<RemarkKind> {
        let kind = match self.cursor.peek() {
            Token::Word(word) if word == "note" => RemarkKind::Note,
            Token::Word(word) if word == "interpretation" => RemarkKind::Interpretation,
            _ => return None,
        };
        (!ahead::at_label(&self.cursor)).then_some(kind)
    }

    /// `note "…";` on its own.
    pub(super) fn remark(&mut self, kind: RemarkKind) -> Parsed<Remark> {
        let since = self.reported;
        let remark = self.remark_text(kind)?;
        self.semicolon("the remark", since);
        Ok(remark)
    }

    fn remark_text(&mut self, kind: RemarkKind) -> Parsed<Remark> {
        let word = self.cursor.peek().text();
        self.cursor.advance();
        let text = self.remark_or_unquoted(&word)?;
        Ok(Remark { kind, text })
    }

    /// `label "title" restated: BODY;`; nothing where the label is missing, so that no follow-up
    /// error complains of a label that no one wrote.
    fn criterion(&mut self) -> Parsed<Option<Criterion>> {
        let since = self.reported;
        if self.at_group_of_criteria() && !self.at_labeled_group() {
            let place = self.cursor.spot();
            self.report(Diagnostic::at(place, "this group has no label").help(format!(
                "write its number or letter in the source before it, such as `{}: all of {{`",
                self.next_label
            )));
            self.group()?;
            self.take_symbol(";");
            return Ok(None);
        }
        if ahead::at_statement(&self.cursor) && !ahead::at_label(&self.cursor) {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("{} cannot be among criteria", self.cursor.describe()),
            );
            self.report(mistake.help("write it before the section"));
            let define = self.at_word("define");
            self.cursor.advance();
            if define && let Ok(define) = self.define(since) {
                self.misplaced.push(define);
                return Ok(None);
            }
            self.skip_item();
            return Ok(None);
        }
        self.last_fact = None;
        let label = self.label()?;
        let mut title = self.take_text();
        let restated = self.take_word("restated");
        if let Some(early) = restated
            && title.is_none()
            && let Some(late) = self.take_text()
        {
            let mistake = Diagnostic::at(late.place, "the title is written before `restated`");
            let mistake = mistake.help(format!(
                "write `{} \"{}\" restated:`",
                label.value,
                quote(&late.value)
            ));
            let colon = if self.at_symbol(":") { "" } else { ":" };
            self.report(mistake.replacing(
                early.to(late.place),
                format!("{} restated{colon}", quoted(&late.value)),
            ));
            title = Some(late);
            self.take_symbol(":");
        }
        if title.is_none() && restated.is_none() {
            title = self.unquoted_title(&label);
        }
        self.colon(&label, title.as_ref(), restated, since);
        if title.is_none() && restated.is_none() {
            title = self.title_after_colon(&label);
        }
        if let Some(mistake) = self.remark_as_criterion(&label) {
            return self.fail(mistake);
        }
        if self.at_group_of_criteria() || self.at_group_in_brackets() {
            let body = Body::Group(self.group()?);
            self.take_symbol(";");
            return Ok(Some(Criterion { label, title, restated, body, remarks: Vec::new() }));
        }
        let body = Body::Condition(self.condition());
        let mut remarks = Vec::new();
        while let Some(kind) = self.remark_kind() {
            remarks.push(self.remark_text(kind)?);
        }
        self.semicolon(&format!("criterion `{}`", label.value), since);
        Ok(Some(Criterion { label, title, restated, body, remarks }))
    }

    /// `1 all of {`, where only the colon is missing, and not `all of {`.
    fn at_labeled_group(&self) -> bool {
        if ahead::at_label(&self.cursor) {
            return true;
        }
        match self.cursor.peek() {
            Token::Word(word) | Token::Number(word) => {
                words::is_outline_number(word.trim_end_matches('.'))
                    && !self.cursor.peek_at(1).is_word("of")
            }
            _ => false,
        }
    }

    /// `1`, `a`, `iii`, `preamble`, and the ways in which sources print them: `(a)`, `1.`, `a.`
    fn label(&mut self) -> Parsed<Name> {
        let start = self.cursor.position();
        let next = self.cursor.peek_at(1);
        let spot = self.cursor.spot();
        let (label, dressed) = match self.cursor.peek().clone() {
            Token::Word(bullet)
                if bullet == "o"
                    && self.next_label != "o"
                    && matches!(next, Token::Word(_))
                    && !ahead::at_label(&self.cursor)
                    && !ahead::goes_on_behind_fact(next) =>
            {
                return self.no_label(start);
            }
            _ if ahead::at_label(&self.cursor) => {
                let label = self.cursor.peek().text();
                let dressed = label.ends_with('.');
                (label, dressed)
            }
            Token::Group(Delimiter::Parenthesis) => {
                let inner = self
                    .cursor
                    .enter()
                    .map(|inner| (inner.peek().text(), inner.peek_at(1) == &Token::End));
                let Some((label, true)) = inner else { return self.no_label(start) };
                (label, true)
            }
            Token::Text(text) if next.is_symbol(":") => (text, true),
            Token::Word(word) if words::is_outline_number(&word) && next.is_symbol(".") => {
                self.cursor.advance();
                (word, true)
            }
            Token::Number(number) if next.is_symbol(".") => {
                (format!("{number}.{}", self.cursor.peek_at(2).text()), false)
            }
            Token::Number(number) if number.ends_with('.') => (number, true),
            Token::Word(label) | Token::Number(label)
                if words::is_outline_number(&label)
                    && (next.is_symbol("::")
                        || next.is_symbol(";") && self.at_condition_after_sign()) =>
            {
                (label, false)
            }
            Token::Word(word) if matches!(next, Token::Text(_)) => (word, false),
            Token::Word(word)
                if words::is_outline_number(&word) && !ahead::goes_on_behind_fact(next) =>
            {
                (word, false)
            }
            Token::Number(number) if matches!(next, Token::Text(_) | Token::Word(_)) => {
                (number, false)
            }
            _ => return self.no_label(start),
        };
        let bare = label.trim_end_matches('.').to_owned();
        self.cursor.advance();
        let place = self.cursor.place_from(start);
        if dressed {
            let colon = self.take_symbol(":");
            if std::mem::replace(&mut self.dressed_labels, true) {
                self.reported = self.reported.saturating_add(1);
                return Ok(Placed::new(bare, place));
            }
            let others = self.at_more_dressed_labels();
            let likewise = if others { ", and the labels after it in the same way" } else { "" };
            let mistake =
                Diagnostic::at(place, "a label is its number or letter and a colon, nothing else")
                    .help(format!("write `{}:`{likewise}", quote(&bare)));
            // After a title, the colon is still to come.
            let goes_on = colon.is_none() && ahead::at_rest_of_label(&self.cursor);
            let right = if goes_on { bare.clone() } else { format!("{bare}:") };
            let certain = bare.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
            self.report(
                mistake
                    .replacing(place.to(colon.unwrap_or(place)), right)
                    .replaced_if(certain && !others && !bare.is_empty()),
            );
        } else if bare.contains('.') {
            let mistake = Diagnostic::at(spot, format!("`{bare}` is not one label"));
            return self.fail(mistake.help(
                "a label is one step of the source's numbering; put the steps below it in a group",
            ));
        }
        Ok(Placed::new(bare, place))
    }

    /// Whether a label with signs around it begins one of the criteria after this one.
    fn at_more_dressed_labels(&self) -> bool {
        let mut ahead = self.cursor;
        while *ahead.peek() != Token::End {
            let ends = ahead.peek().is_symbol(";")
                || matches!(ahead.peek(), Token::Group(Delimiter::Brace));
            ahead.advance();
            let next = ahead.peek_at(1);
            let is_dressed = match ahead.peek() {
                Token::Group(Delimiter::Parenthesis) => matches!(next, Token::Word(_)),
                Token::Number(number) => number.ends_with('.'),
                Token::Word(word) => words::is_outline_number(word) && next.is_symbol("."),
                _ => false,
            };
            if ends && is_dressed {
                return true;
            }
        }
        false
    }

    fn bullet(&self, message: &str) -> Diagnostic {
        Diagnostic::at(self.cursor.place(), message).help(format!(
            "where the source has only bullets, count them in place of the bullets: `{}:`",
            self.next_label
        ))
    }

    /// `1; age >= 18`: a fact follows the label and its `;`, and not the next label.
    fn at_condition_after_sign(&self) -> bool {
        let mut ahead = self.cursor;
        ahead.advance();
        ahead.advance();
        matches!(ahead.peek(), Token::Word(_))
            && !ahead::at_label(&ahead)
            && !ahead::at_statement(&ahead)
            && !ahead::at_remark(&ahead)
    }

    fn no_label<T>(&mut self, start: usize) -> Parsed<T> {
        let label = self.next_label.clone();
        let after_group = matches!(self.cursor.behind(1), Token::Group(Delimiter::Brace));
        let mistake = match self.cursor.peek() {
            Token::Word(_) if after_group && let Some(mistake) = self.exception_of_group() => mistake,
            Token::Word(bullet) if bullet == "o" => self.bullet("`o` is a bullet here, and cannot be a label"),
            Token::Symbol(symbol) if symbol == "-" || symbol == "*" => self.bullet(&format!("`{symbol}` cannot be a label")),
            Token::Word(_) | Token::Group(Delimiter::Parenthesis) => {
                let place = self.cursor.spot();
                let mut ahead = self.cursor;
                while !matches!(ahead.peek(), Token::End | Token::Group(Delimiter::Brace)) && !ahead.peek().is_symbol(";") {
                    ahead.advance();
                }
                let condition = ahead.source_from(start);
                Diagnostic::at(place, "this criterion has no label")
                    .help(format!("write its number or letter in the source before it: `{label}: {}`", quote(&condition)))
            }
            _ => self.unexpected().help(format!("a criterion is written `{label}: …;`, with its number or letter in the source before the colon")),
        };
        // The first token is passed over, since skipping stops at what looks like a beginning.
        // One mistake stands for a list of bullets.
        let bullet = ["-", "*", "o"].contains(&self.cursor.peek().text().as_str());
        let failed = if bullet && self.bullets { Err(Reported(())) } else { self.fail(mistake) };
        self.bullets |= bullet;
        self.cursor.advance();
        failed
    }

    /// `1: "Age" age >= 18`
    fn title_after_colon(&mut self, label: &Name) -> Option<Quoted> {
        let after = self.cursor.peek_at(1);
        let follows = matches!(after, Token::Word(_) | Token::Number(_))
            && !ahead::goes_on_behind_fact(after);
        if !follows || !self.cursor.behind(1).is_symbol(":") || ahead::at_remark(&self.cursor) {
            return None;
        }
        let title = self.take_text()?;
        let mistake = Diagnostic::at(title.place, "a title is written before the colon");
        self.report(mistake.help(format!(
            "write `{} \"{}\":` before the condition",
            label.value,
            quote(&title.value)
        )));
        Some(title)
    }

    /// `Note: the plan reviews this yearly`, with the cursor after the colon.
    fn remark_as_criterion(&self, label: &Name) -> Option<Diagnostic> {
        let word = label.value.to_lowercase();
        if !["note", "interpretation"].contains(&word.as_str()) {
            return None;
        }
        let text = match self.cursor.peek() {
            Token::Text(text) if !ahead::goes_on_behind_fact(self.cursor.peek_at(1)) => {
                text.clone()
            }
            Token::Word(_) if matches!(self.cursor.peek_at(1), Token::Word(second) if !words::is_reserved(second)) => {
                self.rest_of_operand(0).0
            }
            _ => return None,
        };
        let mistake = Diagnostic::at(label.place, "a remark is not a criterion, and has no colon");
        Some(mistake.help(format!("write `{word} \"{}\";`", quote(&text))))
    }

    /// `3 Severity: any of {`
    fn unquoted_title(&mut self, label: &Name) -> Option<Quoted> {
        let start = self.cursor.position();
        let mut ahead = self.cursor;
        while let Token::Word(_) | Token::Number(_) = ahead.peek() {
            ahead.advance();
        }
        if !ahead.peek().is_symbol(":") || ahead.position() == start {
            return None;
        }
        self.cursor = ahead;
        let text = self.cursor.source_from(start);
        let place = self.cursor.place_from(start);
        self.report(
            Diagnostic::at(place, "a title is written in quotation marks")
                .help(format!("write `{} \"{}\":`", label.value, quote(&text)))
                .instead(quoted(&text)),
        );
        Some(Placed::new(text, place))
    }

    /// The colon after a label; what follows is read as its body in any case.
    fn colon(
        &mut self,
        label: &Name,
        title: Option<&Quoted>,
        restated: Option<Place>,
        since: usize,
    ) {
        if self.take_symbol(":").is_some() || self.reported > since {
            return;
        }
        let mut head = label.value.clone();
        if let Some(title) = title {
            head = format!("{head} \"{}\"", quote(&title.value));
        }
        if restated.is_some() {
            head.push_str(" restated");
        }
        let wrong = self.at_symbol(";") || self.at_symbol("::");
        if let Some(place) = wrong.then(|| self.cursor.place()) {
            self.report(
                Diagnostic::at(place, "a label is followed by a colon")
                    .help(format!("write `{head}:`"))
                    .instead(":"),
            );
            self.cursor.advance();
            return;
        }
        let (_, place) = self.before();
        let mistake = Diagnostic::at(place, format!("`:` is missing after `{head}`"))
            .help(format!("write `{head}: …`"));
        self.report(mistake.inserting_behind(place, ":"));
    }
}

/// The label that follows that of the last criterion.
fn next_label(last: Option<&Criterion>, first: &str) -> String {
    let Some(label) = last.map(|last| last.label.value.as_str()) else { return first.to_owned() };
    match (label.parse::<u32>(), label.as_bytes()) {
        (Ok(number), _) => number.saturating_add(1).to_string(),
        (_, [letter @ (b'a'..=b'h' | b'j'..=b'y')]) => {
            char::from(letter.saturating_add(1)).to_string()
        }
        (_, [b'i']) => "ii".to_owned(),
        _ => "…".to_owned(),
    }
}
