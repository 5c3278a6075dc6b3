//! Texts in straight quotation marks, and where one ends that no one has closed.

use super::escape::{Quoted, check, closing_quote};
use super::lexer::Lexer;
use super::problem::{Problem, shorten};
use super::token::{RawKind, RawToken};
use std::ops::Range;

/// What is wrong with a quotation mark that belongs to no text.
pub(super) const NO_PARTNER: &str = "this quotation mark has no partner on its line";

impl Lexer<'_> {
    pub(super) fn string(&mut self, start: usize) {
        self.cursor.jump(start);
        self.quoted(start, Quoted::Text);
    }

    /// A text that begins at the position; the cursor is at its opening quotation mark.
    pub(super) fn quoted(&mut self, start: usize, quoted: Quoted) {
        self.cursor.bump();
        let content = self.cursor.position();
        let close = self.closing(content);
        let Some(close) = close.filter(|close| !self.is_opening(content, *close)) else {
            return self.unclosed_string(start, content, quoted);
        };
        self.cursor.jump(close.saturating_add(1));
        check(self.cursor.slice(content..close), content, quoted, false, &mut self.problems);
        self.finish_quoted(start);
    }

    /// What sticks to a text is a part of it.
    pub(super) fn finish_quoted(&mut self, start: usize) {
        let end = self.cursor.position();
        if self.cursor.first().is_some_and(super::characters::is_word_start) {
            self.eat_word();
        }
        let range = end..self.cursor.position();
        if self.cursor.slice(range.clone()) == "_" {
            let problem = Problem::new(range, "a space is missing before `_`");
            self.problems.push(problem.help("write ` _`").replacement(" _"));
        } else {
            self.settle(range);
        }
        self.push(RawKind::Literal, start);
    }

    /// The quotation mark that closes the text with this content.
    fn closing(&mut self, content: usize) -> Option<usize> {
        if let Some((range, close)) = &self.unclosed.text
            && range.contains(&content)
        {
            return *close;
        }
        let close = closing_quote(self.cursor.text(), content);
        let end = close.unwrap_or(self.cursor.text().len());
        // Where the text goes on to another line, it may be judged to be unclosed, and be read
        // again from the next line on.
        self.unclosed.text = Some((content..end, close));
        close
    }

    /// Whether the quotation mark that would close a text rather opens the next one: then the text
    /// was not closed on its line.
    fn is_opening(&mut self, content: usize, close: usize) -> bool {
        let sticks = |next: char| next.is_alphanumeric() || matches!(next, '_' | '"' | '(' | '“');
        self.cursor.at(close.saturating_add(1)).is_some_and(sticks)
            && (self.cursor.next('\n', content).is_some_and(|end| end < close)
                || self.cursor.next('”', content).is_some_and(|curly| curly < close))
    }

    fn unclosed_string(&mut self, start: usize, content: usize, quoted: Quoted) {
        let end = self.meant_end(content);
        let curly = self.cursor.at(end).filter(|next| *next == '”');
        let opening = self.cursor.slice(start..content);
        let text = self.cursor.slice(content..end);
        // `payer Plan";` lacks its first quotation mark, not a space and its last one.
        let sticks = self
            .problems
            .pop_if(|problem| {
                problem.range.end == start && problem.message.starts_with("a space is missing")
            })
            .is_some();
        if sticks
            || (curly.is_none() && (text.is_empty() || text.starts_with([';', ':', ',', ')', ']'])))
        {
            self.forget_prose(start);
            let problem = Problem::new(start..content, NO_PARTNER);
            return self
                .problems
                .push(problem.help("write the whole text between two quotation marks"));
        }
        self.cursor.jump(end);
        let meant = format!("{opening}{text}\"");
        let message = if curly.is_some() {
            self.cursor.bump();
            "the closing quotation mark is a curly one"
        } else {
            "the closing quotation mark is missing"
        };
        let range = start..self.cursor.position();
        let problem = Problem::new(range.clone(), message);
        self.problems.push(
            problem.help(format!("write `{}`", shorten(&meant, 60))).replacement(meant.clone()),
        );
        check(text, content, quoted, false, &mut self.problems);
        self.tokens.push(RawToken::meaning(RawKind::Literal, range, meant));
    }

    /// Apostrophes and quotation marks before one without a partner are no mistakes of their own:
    /// they are the text that has lost its first mark.
    fn forget_prose(&mut self, mark: usize) {
        let line = self.cursor.line_start(mark);
        let is_prose = |problem: &mut Problem| {
            let of_word =
                problem.message.starts_with("an apostrophe") && problem.replacement.is_none();
            problem.range.start >= line
                && (of_word || problem.message.starts_with("a space is missing between"))
        };
        while self.problems.pop_if(is_prose).is_some() {}
    }

    /// Where a text was meant to end that no one has closed on its line.
    pub(super) fn meant_end(&mut self, content: usize) -> usize {
        let line = self.cursor.line_end(content);
        if let Some(curly) = self.cursor.next('”', content).filter(|curly| *curly < line) {
            return curly;
        }
        let rest = self.cursor.slice(content..line);
        let rest = rest.split_once(" //").map_or(rest, |(text, _)| text).trim_end();
        let length = match rest.strip_suffix('{') {
            // No one writes such lines, and what is cut short is looked at again.
            _ if rest.len() > 1_000 => without_punctuation(rest).len(),
            // A title is written between a label and its colon.
            _ if self.is_after_label() && rest.contains(':') => rest.find(':').unwrap_or_default(),
            Some(before) => before.find(char::is_whitespace).unwrap_or(before.len()),
            None => without_punctuation(rest).len(),
        };
        let text = rest.get(..length).unwrap_or_default();
        // A backslash would take the closing quotation mark with it.
        let text = text.trim_end_matches('\\');
        content.saturating_add(text.len())
    }

    fn is_after_label(&self) -> bool {
        let Some(label) = self.tokens.last() else { return false };
        let text = label.text(self.cursor.text());
        text.len() == 1 || text.starts_with(|first: char| first.is_ascii_digit())
    }

    /// A text in which a backslash is a backslash; the cursor is after the letters that begin it.
    pub(super) fn raw_string(&mut self, start: usize, quoted: Quoted) {
        let letters = start..self.cursor.position();
        self.cursor.eat_while(|character| character == '#');
        let hashes = self.cursor.position().saturating_sub(letters.end);
        if !self.cursor.is_at('"') {
            return self.separate(letters, hashes);
        }
        self.cursor.bump();
        let content = self.cursor.position();
        let fence = format!("\"{}", "#".repeat(hashes));
        let close = if self.unclosed.raw.is_some_and(|least| least <= hashes) {
            None
        } else {
            self.cursor.rest().find(&fence).map(|offset| content.saturating_add(offset))
        };
        let Some(close) = close else {
            self.unclosed.raw = Some(hashes);
            return self.unclosed_raw_string(start, content, &fence, quoted);
        };
        self.cursor.jump(close.saturating_add(fence.len()));
        check(self.cursor.slice(content..close), content, quoted, true, &mut self.problems);
        if hashes > 255 {
            self.problems.push(
                Problem::new(start..content, "too many `#` before this text")
                    .help("write one `#` before it and one after it"),
            );
        }
        self.finish_quoted(start);
    }

    fn unclosed_raw_string(&mut self, start: usize, content: usize, fence: &str, quoted: Quoted) {
        let end = self.meant_end(content);
        let meant = format!("{}{fence}", self.cursor.slice(start..end));
        let range = start..end;
        let problem = Problem::new(range.clone(), format!("the closing `{fence}` is missing"));
        self.problems.push(
            problem.help(format!("write `{}`", shorten(&meant, 60))).replacement(meant.clone()),
        );
        check(self.cursor.slice(content..end), content, quoted, true, &mut self.problems);
        self.cursor.jump(end);
        self.tokens.push(RawToken::meaning(RawKind::Literal, range, meant));
    }

    /// `r#` without a quotation mark: a word and signs, if there were spaces between them.
    fn separate(&mut self, letters: Range<usize>, hashes: usize) {
        let range = letters.start..self.cursor.position();
        let word = self.cursor.slice(letters.clone());
        let spaced = format!("{word}{}", " #".repeat(hashes));
        self.problems.push(
            Problem::new(range, format!("a space is missing between `{word}` and `#`"))
                .help(format!("write `{}`", shorten(&spaced, 20)))
                .replacement(spaced),
        );
        self.tokens.push(RawToken::new(RawKind::Word, letters.clone()));
        self.hash_signs(letters.end, hashes);
    }

    /// That many `#`, one after the other.
    pub(super) fn hash_signs(&mut self, start: usize, count: usize) {
        for at in (start..).take(count) {
            self.tokens.push(RawToken::new(
                RawKind::Sign { sign: '#', joint: false },
                at..at.saturating_add(1),
            ));
        }
    }
}

/// A text without the punctuation after it: `;` and `,`, and what closes a parenthesis that was
/// opened before it.
fn without_punctuation(text: &str) -> &str {
    let mut rest = text;
    let excess = |open: char, close: char| text.matches(close).count() > text.matches(open).count();
    let (parenthesis, bracket, brace) = (excess('(', ')'), excess('[', ']'), excess('{', '}'));
    loop {
        let shorter = match rest.chars().next_back() {
            Some(';' | ',') => rest.trim_end_matches([';', ',']),
            Some(')') if parenthesis => rest.trim_end_matches(')'),
            Some(']') if bracket => rest.trim_end_matches(']'),
            Some('}') if brace => rest.trim_end_matches('}'),
            Some(last) if last.is_whitespace() => rest.trim_end(),
            _ => return rest,
        };
        rest = shorter;
    }
}
