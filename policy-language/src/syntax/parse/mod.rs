//! From tokens to the syntax tree, in one pass and never stopping at the first mistake.
//!
//! A function either returns what it read, or has reported why it could not (`Parsed`); whoever
//! holds the statement or the criterion then skips to its end. A frequent mistake (`and`, `==`,
//! `"II"`) is reported and read as what was meant, so that the rest of the criterion is looked at
//! as well.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "tokens: anything but what is looked for is a mistake, whichever it is"
)]

mod accept;
mod addressees;
mod ahead;
mod argument;
mod arrow;
mod attributes;
mod calendar;
mod change;
mod code_lists;
mod codes;
mod concepts;
mod condition;
mod course;
mod date;
mod ends;
mod exception;
mod filter;
mod formula;
mod found;
mod group;
mod history;
mod length;
mod lists;
mod literal;
mod methods;
mod moment;
mod names;
mod norm;
mod normal;
mod other;
mod otherwise;
mod outcome;
mod outline;
mod phrases;
mod policy;
mod predicate;
mod ranges;
mod section;
mod share;
mod some;
mod statement;
mod sum;
mod table;
mod terms;
mod test;
mod times;
mod vocabulary;
mod window;

pub use policy::{Route, parse_policy, parse_route};
pub use vocabulary::parse_vocabulary;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::syntax::policy::Statement;
use crate::syntax::vocabulary::CodeListText;
use crate::text::{Cursor, Delimiter, Place, Placed, Quoted, Token, Tokens, shorten};
use crate::words;
use ahead::{at_label, at_remark, at_statement};
use attributes::Declared;
use policy_core::vocabulary::Addressee;

/// How deep groups, parentheses and `if`s may be nested in each other: far beyond what can be read,
/// and safe for the compiler's stack.
const DEEPEST: usize = 64;

/// The proof that a mistake was reported.
#[derive(Debug)]
struct Reported(());

type Parsed<T> = Result<T, Reported>;

/// Which condition is read: what may follow it differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Context {
    /// After `for`, where `=>` is the section's arrow.
    Guard,
    /// After `applies when`, which a reason may follow.
    Applies,
    /// Of an advisory, which `on` and outcomes may follow.
    Advisory,
    /// After the `when` of an `otherwise`, which another one may follow.
    Otherwise,
    /// After the `at most` of an approval, where `per` begins a period.
    Limit,
    /// One of several, with commas between them.
    List,
    Other,
}

/// What the names in a condition are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Names {
    /// Facts of the case.
    Facts,
    /// After `where` or `has`, attributes of an entry.
    Attributes,
}

/// What is asked of the entries that a condition is on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Entries {
    /// Whether there are any, how many, or which.
    Chosen,
    /// What they come to, which is then compared.
    AddedUp,
}

struct Parser<'t, 'e> {
    cursor: Cursor<'t>,
    errors: &'e mut Diagnostics,
    /// How many mistakes were reported: after one, an unexpected rest of the same statement is no
    /// news.
    reported: usize,
    depth: usize,
    /// The fact that was named last, for the help with a comparison that names none.
    last_fact: Option<String>,
    /// The label that the next criterion most likely has.
    next_label: String,
    /// The parameters of the `define` that is read.
    parameters: Vec<String>,
    /// Which condition is read.
    context: Context,
    /// What is asked of the entries that a condition is on.
    entries: Entries,
    /// What names are.
    names: Names,
    /// Between the braces of a vocabulary, where names are declared and not used.
    in_vocabulary: bool,
    /// What is declared there.
    declared: Declared,
    /// Whom the facts there are asked of.
    asked_of: Option<Addressee>,
    /// The lists of codes that were declared there.
    code_lists: Vec<CodeListText>,
    /// `define`s that were found among criteria, which is reported.
    misplaced: Vec<Statement>,
    /// Whether a bullet was met among these criteria.
    bullets: bool,
    /// A label of this outline has signs around it, which is one mistake for all of them.
    dressed_labels: bool,
}

impl<'t, 'e> Parser<'t, 'e> {
    fn new(tokens: &'t Tokens, errors: &'e mut Diagnostics) -> Parser<'t, 'e> {
        Parser {
            cursor: Cursor::new(tokens),
            errors,
            reported: 0,
            depth: 0,
            last_fact: None,
            next_label: "1".to_owned(),
            parameters: Vec::new(),
            context: Context::Other,
            entries: Entries::Chosen,
            names: Names::Facts,
            in_vocabulary: false,
            declared: Declared::Fact,
            asked_of: None,
            code_lists: Vec::new(),
            misplaced: Vec::new(),
            bullets: false,
            dressed_labels: false,
        }
    }

    fn report(&mut self, mistake: Diagnostic) {
        self.reported = self.reported.saturating_add(1);
        self.errors.push(mistake);
    }

    fn fail<T>(&mut self, mistake: Diagnostic) -> Parsed<T> {
        self.report(mistake);
        Err(Reported(()))
    }

    fn at_end(&self) -> bool {
        *self.cursor.peek() == Token::End
    }

    fn at_word(&self, word: &str) -> bool {
        self.cursor.peek().is_word(word)
    }

    fn at_symbol(&self, symbol: &str) -> bool {
        self.cursor.peek().is_symbol(symbol)
    }

    fn at_group(&self, delimiter: Delimiter) -> bool {
        *self.cursor.peek() == Token::Group(delimiter)
    }

    fn take_word(&mut self, word: &str) -> Option<Place> {
        self.at_word(word).then(|| self.cursor.advance())
    }

    fn take_symbol(&mut self, symbol: &str) -> Option<Place> {
        self.at_symbol(symbol).then(|| self.cursor.advance())
    }

    /// The text between the next quotation marks, if that is what comes next.
    fn take_text(&mut self) -> Option<Quoted> {
        let Token::Text(text) = self.cursor.peek() else { return None };
        let text = text.clone();
        Some(Placed::new(text, self.cursor.advance()))
    }

    /// The word before the cursor and its place; at the very start, the end of the block.
    fn before(&self) -> (String, Place) {
        self.cursor.previous().unwrap_or_else(|| (String::new(), self.cursor.spot()))
    }

    /// Something is missing between the last token and the next: shown at the last one.
    fn missing(&self, what: &str) -> Diagnostic {
        let (before, place) = self.before();
        if before.is_empty() {
            Diagnostic::at(place, format!("{what} is missing"))
        } else {
            Diagnostic::at(place, format!("{what} is missing after `{before}`"))
        }
    }

    fn unexpected(&self) -> Diagnostic {
        let (before, _) = self.before();
        let found = self.cursor.describe();
        let message = if before.is_empty() {
            format!("{found} cannot be here")
        } else {
            format!("{found} cannot follow `{before}`")
        };
        Diagnostic::at(self.cursor.spot(), message)
    }

    /// Reads the content of the group that comes next.
    fn inside<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Parsed<Placed<T>> {
        let Some(inner) = self.cursor.enter() else {
            let mistake = self.unexpected();
            return self.fail(mistake);
        };
        let spot = self.cursor.spot();
        let place = self.cursor.advance();
        let value = self.deeper(spot, |parser| {
            let outer = std::mem::replace(&mut parser.cursor, inner);
            let context = std::mem::replace(&mut parser.context, Context::Other);
            let value = read(parser);
            parser.cursor = outer;
            parser.context = context;
            Ok(value)
        })?;
        Ok(Placed::new(value, place))
    }

    fn deeper<T>(&mut self, spot: Place, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= DEEPEST {
            let mistake = Diagnostic::at(spot, "this is nested too deeply")
                .help("give a part of it a name with `define`, and use the name here")
                .note(format!("at most {DEEPEST} levels can be nested"));
            return self.fail(mistake);
        }
        let depth = self.depth;
        self.depth = depth.saturating_add(1);
        let value = read(self);
        self.depth = depth;
        value
    }

    /// Keeps a part that may appear once.
    fn once<T>(&mut self, slot: &mut Option<T>, part: T, what: &str, place: Place) {
        if slot.is_some() {
            self.report(
                Diagnostic::at(place, format!("{what} is here twice")).help("keep one of the two"),
            );
        } else {
            *slot = Some(part);
        }
    }

    /// The `;` after `what`. Where the next one of its kind begins at once, only the `;` is
    /// missing; anything else belongs to neither.
    ///
    /// `since` is the number of mistakes before `what`: if it has one already, a rest that does not
    /// fit is its consequence.
    fn semicolon(&mut self, what: &str, since: usize) {
        if self.take_symbol(";").is_some() {
            return;
        }
        if self.at_end() || at_label(&self.cursor) || at_statement(&self.cursor) {
            let (before, place) = self.before();
            // After a colon the criterion itself is missing, and after another sign it goes on,
            // which is reported already.
            if self.reported > since && !self.ends_condition() {
                return;
            }
            let mistake = Diagnostic::at(place, format!("`;` is missing after {what}"))
                .help(format!("write `{before};`"));
            self.report(mistake.inserting_behind(place, ";"));
            return;
        }
        if self.reported == since {
            let mistake = self.unexpected().help(match self.cursor.peek() {
                Token::Group(Delimiter::Brace) => {
                    "a group is written `all of { … }`, `any of { … }`, `none of { … }` or `at least 2 of { … }`".to_owned()
                }
                _ => format!("end {what} with `;`"),
            });
            self.report(mistake);
        }
        self.skip_item();
    }

    /// Whether the last token can be the last one of a condition.
    fn ends_condition(&self) -> bool {
        match self.cursor.behind(1) {
            Token::Symbol(symbol) => symbol == "%",
            Token::Word(word) => !["and", "or"].iter().any(|own| own.eq_ignore_ascii_case(word)),
            // `18.`, where the point ends the criterion.
            Token::Number(number) => !number.ends_with('.'),
            Token::Group(delimiter) => *delimiter != Delimiter::Brace,
            _ => true,
        }
    }

    /// To the end of a statement or criterion that cannot be read: after its `;` or its closing
    /// brace, or before what certainly is the next one.
    fn skip_item(&mut self) {
        loop {
            match self.cursor.peek() {
                Token::End => return,
                Token::Symbol(symbol) if symbol == ";" => {
                    self.cursor.advance();
                    return;
                }
                Token::Group(Delimiter::Brace) => {
                    self.cursor.advance();
                    if !self.at_symbol("=>") {
                        self.take_symbol(";");
                        return;
                    }
                }
                _ => {
                    self.cursor.advance();
                }
            }
            if at_label(&self.cursor) || at_statement(&self.cursor) || at_remark(&self.cursor) {
                return;
            }
        }
    }

    /// Skips to the end of the item that began at `start`, unless the parser is at the next one
    /// already.
    fn skip_rest_of_item(&mut self, start: usize) {
        let behind_end = self.cursor.behind(1).is_symbol(";")
            || *self.cursor.behind(1) == Token::Group(Delimiter::Brace);
        let at_next = behind_end
            || at_label(&self.cursor)
            || at_statement(&self.cursor)
            || at_remark(&self.cursor);
        if self.cursor.position() == start || !at_next {
            self.skip_item();
        }
    }

    /// A doc comment inside a block: `///` reaches the macro as an attribute. Several in a row are
    /// one mistake.
    fn stray_doc_comment(&mut self) -> bool {
        let start = self.cursor.position();
        if self.at_symbol("#")
            && !self.cursor.peek_at(1).is_symbol("!")
            && *self.cursor.peek_at(1) != Token::Group(Delimiter::Bracket)
        {
            let mistake = Diagnostic::at(self.cursor.advance(), "a remark does not begin with `#`");
            self.report(mistake.help("begin it with `//`: `// …`"));
            while !self.at_end()
                && !self.at_symbol(";")
                && !at_label(&self.cursor)
                && !at_statement(&self.cursor)
                && !at_remark(&self.cursor)
            {
                self.cursor.advance();
            }
            return true;
        }
        while self.at_symbol("#") {
            self.cursor.advance();
            self.take_symbol("!");
            if self.at_group(Delimiter::Bracket) {
                self.cursor.advance();
            }
        }
        if self.cursor.position() == start {
            return false;
        }
        let place = self.cursor.place_from(start);
        let mistake = Diagnostic::at(place, "a comment with three slashes cannot be here")
            .help("write `// …` with two slashes for a remark to colleagues, or `note \"…\";` for one that belongs to the policy");
        self.report(mistake);
        true
    }
}

/// A text as it may be quoted in a message.
fn quote(text: &str) -> String {
    shorten(text, 200)
}

#[cfg(test)]
mod tests;
