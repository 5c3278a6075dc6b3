//! The lines of policies as their authors wrote them, found by reading the text of a file.

use std::collections::BTreeMap;
use std::ops::Range;

/// The lines of a file: criteria and sections, and what these use.
pub struct Lines {
    lines: Vec<Line>,
    /// Definitions of conditions, and calculated facts: how each is declared.
    parts: BTreeMap<String, String>,
}

struct Line {
    citation: String,
    /// Without its label, title and remarks, in one line.
    text: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Section,
    Group,
    Condition,
}

impl Lines {
    /// What is written at a citation.
    pub fn get(&self, citation: &str) -> Option<&str> {
        let line = self.lines.iter().find(|line| line.citation == citation);
        line.map(|line| line.text.as_str())
    }

    /// The citations of the criteria that are conditions, in order.
    pub fn criteria(&self) -> impl Iterator<Item = &str> {
        self.of(Kind::Condition)
    }

    /// The citations of the sections, in order.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.of(Kind::Section)
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let lines = self.lines.iter().filter(move |line| line.kind == kind);
        lines.map(|line| line.citation.as_str())
    }

    /// What a text uses, by name: definitions and calculated facts, and what they use.
    pub fn parts_of(&self, text: &str) -> Vec<(&str, &str)> {
        let mut parts = Vec::new();
        self.collect(text, &mut parts);
        parts
    }

    fn collect<'l>(&'l self, text: &str, into: &mut Vec<(&'l str, &'l str)>) {
        for token in tokens(text) {
            if let Some((name, declared)) = self.parts.get_key_value(token.text)
                && !into.iter().any(|(there, _)| there == name)
            {
                into.push((name, declared));
                self.collect(declared, into);
            }
        }
    }

    /// What is written at a citation, with what it uses.
    pub fn text_with_parts(&self, citation: &str) -> String {
        let text = self.get(citation).unwrap_or_default();
        let parts = self.parts_of(text).into_iter().map(|(_, declared)| format!("\n{declared}"));
        text.to_owned() + &parts.collect::<String>()
    }
}

/// Reads a file.
pub fn read(text: &str) -> Lines {
    let tokens = tokens(text);
    let mut lines = Lines { lines: Vec::new(), parts: BTreeMap::new() };
    for at in 0..tokens.len() {
        let block = |name: &str| tokens[at].text == name && word(&tokens, at + 1) == "!";
        if block("vocabulary") {
            calculated(text, &tokens, at, &mut lines);
        } else if block("policy") {
            Policy { text, tokens: &tokens, groups: BTreeMap::new(), lines: &mut lines }.read(at);
        }
    }
    lines
}

fn calculated(text: &str, tokens: &[Token<'_>], start: usize, lines: &mut Lines) {
    let end = closing(tokens, start + 2);
    for at in start..end {
        if word(tokens, at + 1) == ":" && word(tokens, at + 2) == "calculated" {
            let mut depth = 0;
            let stop = (at..end).find(|at| {
                depth += match word(tokens, *at) {
                    "[" | "(" => 1,
                    "]" | ")" | "}" => -1,
                    _ => 0,
                };
                depth < 0 || (depth == 0 && word(tokens, *at) == ",")
            });
            let stop = stop.unwrap_or(end);
            let declared = written(text, tokens, at..stop);
            lines.parts.insert(tokens[at].text.to_owned(), declared);
        }
    }
}

struct Policy<'r, 't> {
    text: &'t str,
    tokens: &'r [Token<'t>],
    /// Definitions of groups: where they begin, and where their braces open.
    groups: BTreeMap<&'t str, (usize, usize)>,
    lines: &'r mut Lines,
}

impl<'t> Policy<'_, 't> {
    fn word(&self, at: usize) -> &'t str {
        word(self.tokens, at)
    }

    /// The end of the statement that begins here, behind its `;`.
    fn end(&self, mut at: usize) -> usize {
        while self.word(at) != ";" {
            at = if self.word(at) == "{" { closing(self.tokens, at) } else { at + 1 };
        }
        at + 1
    }

    fn read(mut self, start: usize) {
        let open = (start..).filter(|at| self.word(*at) == "{").nth(1).unwrap();
        let close = closing(self.tokens, open) - 1;
        let mut at = open + 1;
        while at < close {
            at = if self.word(at) == "define" { self.define(at) } else { self.next(at) };
        }
        at = open + 1;
        while at < close {
            at = if self.word(at) == "section" { self.section(at) } else { self.next(at) };
        }
    }

    /// Where the rows of a table open, where its definition begins here.
    fn rows(&self, at: usize) -> Option<usize> {
        let is_table = self.word(at) == "define" && self.word(at + 2) == "by";
        is_table.then(|| (at..self.tokens.len()).find(|at| self.word(*at) == "{"))?
    }

    /// Behind the statement that begins here.
    fn next(&self, at: usize) -> usize {
        match self.rows(at).or_else(|| self.group(at + 3)) {
            Some(open) if self.word(at) == "define" => closing(self.tokens, open),
            _ => self.end(at),
        }
    }

    fn define(&mut self, at: usize) -> usize {
        let name = self.word(at + 1);
        if let Some(open) = self.group(at + 3) {
            self.groups.insert(name, (at + 3, open));
            return closing(self.tokens, open);
        }
        let rows = self.rows(at).map(|open| closing(self.tokens, open));
        let end = rows.unwrap_or_else(|| self.end(at));
        let last = if rows.is_some() { end } else { end - 1 };
        let declared = written(self.text, self.tokens, at..last);
        self.lines.parts.insert(name.to_owned(), declared);
        end
    }

    /// Where the braces of a group open that begins here.
    fn group(&self, at: usize) -> Option<usize> {
        let brace = match self.word(at) {
            "all" | "any" | "none" => at + 2,
            "at" => at + 4,
            _ => return None,
        };
        (self.word(brace - 1) == "of" && self.word(brace) == "{").then_some(brace)
    }

    fn section(&mut self, start: usize) -> usize {
        let citation = self.word(start + 2).trim_matches('"');
        let end = self.end(start);
        let mut at = start + 3;
        while !["for", "{", "="].contains(&self.word(at)) {
            at += 1;
        }
        // A guard may compare with `=`: the outcome follows `=>`.
        let arrow = |at: usize| self.word(at) == "=" && self.word(at + 1) == ">";
        let brace = (at..end).find(|at| self.word(*at) == "{" || arrow(*at)).unwrap();
        let behind = if self.word(brace) == "{" { closing(self.tokens, brace) } else { brace };
        let guard = written(self.text, self.tokens, at..brace);
        let outcome = written(self.text, self.tokens, behind..end - 1);
        self.lines.lines.push(Line {
            citation: citation.to_owned(),
            text: format!("{guard} {outcome}").trim().to_owned(),
            kind: Kind::Section,
        });
        if self.word(brace) == "{" {
            self.outline(brace, citation);
        }
        end
    }

    /// The criteria between braces.
    fn outline(&mut self, open: usize, prefix: &str) {
        let close = closing(self.tokens, open) - 1;
        let mut at = open + 1;
        while at < close {
            if ["note", "interpretation"].contains(&self.word(at)) {
                at = self.end(at);
                continue;
            }
            let citation = format!("{prefix}.{}", self.word(at));
            let body = (at..close).find(|at| self.word(*at) == ":").unwrap() + 1;
            if let Some(open) = self.group(body) {
                at = closing(self.tokens, open);
                self.nested(body, open, &citation);
                continue;
            }
            at = self.end(body);
            let alone = [";", "note", "interpretation"].contains(&self.word(body + 1));
            match self.groups.get(self.word(body)) {
                Some(&(body, open)) if alone => self.nested(body, open, &citation),
                _ => {
                    let text = written(self.text, self.tokens, body..at - 1);
                    self.lines.lines.push(Line { citation, text, kind: Kind::Condition });
                }
            }
        }
    }

    /// A group, and what is in it.
    fn nested(&mut self, body: usize, open: usize, citation: &str) {
        let text = written(self.text, self.tokens, body..closing(self.tokens, open));
        self.lines.lines.push(Line { citation: citation.to_owned(), text, kind: Kind::Group });
        self.outline(open, citation);
    }
}

#[derive(Clone, Copy)]
struct Token<'t> {
    text: &'t str,
    start: usize,
}

fn word<'t>(tokens: &[Token<'t>], at: usize) -> &'t str {
    tokens.get(at).map_or("", |token| token.text)
}

/// Behind the brace that closes the one that opens here.
fn closing(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0;
    for at in open..tokens.len() {
        match word(tokens, at) {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// The text of these tokens in one line, without remarks.
fn written(text: &str, tokens: &[Token<'_>], range: Range<usize>) -> String {
    let mut line = String::new();
    let mut end = None;
    let mut at = range.start;
    while at < range.end {
        if ["note", "interpretation"].contains(&word(tokens, at))
            && word(tokens, at + 1).starts_with('"')
        {
            // A remark of a group is a statement with its own `;`.
            let statement = line.ends_with(['{', ';', '}']) && word(tokens, at + 2) == ";";
            at += if statement { 3 } else { 2 };
            continue;
        }
        let Token { text: word, start } = tokens[at];
        if end.is_some_and(|end| text[end..start].contains(char::is_whitespace)) && word != ";" {
            line.push(' ');
        }
        line += word;
        end = Some(start + word.len());
        at += 1;
    }
    line
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        let rest = &text[start..];
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if first == '"' {
            rest[1..].find('"').map_or(rest.len(), |end| end + 2)
        } else if first.is_alphanumeric() {
            rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        if !first.is_whitespace() && !rest.starts_with("//") {
            tokens.push(Token { text: &rest[..length], start });
        }
        start += length;
    }
    tokens
}

/// The numbers in a text, also those inside of names, but not of a unit.
pub fn numbers(text: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    let text = text.replace("m2", "");
    let mut rest = text.as_str();
    while let Some(start) = rest.find(|sign: char| sign.is_ascii_digit()) {
        rest = &rest[start..];
        let mut length = 0;
        let signs = rest.char_indices().map(|(_, sign)| sign).chain([' ']).collect::<Vec<_>>();
        while signs[length].is_ascii_digit()
            || (['_', '.', 'e'].contains(&signs[length]) && signs[length + 1].is_ascii_digit())
        {
            length += 1;
        }
        let length = rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at);
        numbers.push(rest[..length].replace('_', ""));
        rest = &rest[length..];
    }
    numbers
}

/// The numbers in a text, but not those inside of names such as `SMN2`.
pub fn numbers_of_words(text: &str) -> Vec<String> {
    let words = text.split(|sign: char| sign.is_whitespace() || ",;()".contains(sign));
    words
        .filter(|word| !word.starts_with(char::is_alphabetic) || word.contains('-'))
        .flat_map(numbers)
        .collect()
}
