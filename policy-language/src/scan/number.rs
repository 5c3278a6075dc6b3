//! Numbers: where they end, and which of them no macro can be given. What they are worth is for
//! others to say.

use super::characters::{fraction, is_word_start, narrow, superscript};
use super::lexer::Lexer;
use super::problem::Problem;
use super::token::{RawKind, RawToken};

/// Why digits are no number for the compiler.
enum Slip {
    /// An `e` without digits after it, at that many bytes.
    Exponent(usize),
    /// The beginning of a number to the base 2, 8 or 16 that is none.
    Base,
}

impl Lexer<'_> {
    pub(super) fn number(&mut self, start: usize, first: char) {
        let slip = self.digits(first);
        if self.cursor.first().is_some_and(is_word_start) {
            self.eat_word();
        }
        let range = start..self.cursor.position();
        let text = self.cursor.slice(range.clone()).to_owned();
        match slip {
            Some(Slip::Exponent(at)) => {
                let (number, unit) =
                    text.split_at_checked(at.saturating_sub(start)).unwrap_or_default();
                let spaced = format!("{number} {unit}");
                self.problems.push(
                    Problem::new(range, format!("`{text}` is not a number"))
                        .help(format!(
                            "write the number and its unit with a space between them: `{spaced}`"
                        ))
                        .replacement(spaced),
                );
                self.tokens.push(RawToken::new(RawKind::Literal, start..at));
                return self.push(RawKind::Word, at);
            }
            Some(Slip::Base) => {
                let quoted = format!("\"{text}\"");
                self.problems.push(
                    Problem::new(range, format!("`{text}` is not a number"))
                        .help(format!(
                            "write a number in plain digits, a code in quotation marks: `{quoted}`"
                        ))
                        .replacement(quoted),
                );
                return self.push(RawKind::Literal, start);
            }
            None => {}
        }
        match self.cursor.first() {
            Some(next) if superscript(next).is_some() => self.power(start, &text),
            Some(next)
                if fraction(next).is_some() && text.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                self.mixed_number(start, &text);
            }
            _ => match self.settle(range.clone()) {
                Some(meant) => self.tokens.push(RawToken::meaning(RawKind::Literal, range, meant)),
                None => self.push(RawKind::Literal, start),
            },
        }
    }

    /// `10⁶`
    fn power(&mut self, start: usize, text: &str) {
        self.push(RawKind::Literal, start);
        let at = self.cursor.position();
        let (digits, _) = self.superscripts();
        let range = at..self.cursor.position();
        let raised = self.cursor.slice(range.clone());
        if text != "10" {
            let problem = Problem::new(range, format!("`{raised}` cannot be read after a number"));
            return self.problems.push(
                problem.help("delete it if it points to a footnote; write a power in digits"),
            );
        }
        self.problems.push(
            Problem::new(range.clone(), format!("a number cannot be written with `{raised}`"))
                .help(format!("write `{text}^{digits}`"))
                .replacement(format!("^{digits}")),
        );
        let negative = digits.strip_prefix('-');
        self.tokens.push(RawToken::meaning(
            RawKind::Sign { sign: '^', joint: negative.is_some() },
            range.clone(),
            "^",
        ));
        if negative.is_some() {
            self.tokens.push(RawToken::meaning(
                RawKind::Sign { sign: '-', joint: false },
                range.end..range.end,
                "-",
            ));
        }
        let digits = negative.unwrap_or(&digits);
        self.tokens.push(RawToken::meaning(RawKind::Literal, range.end..range.end, digits));
    }

    /// `1½`
    fn mixed_number(&mut self, start: usize, whole: &str) {
        let at = self.cursor.position();
        let sign = self.cursor.bump().unwrap_or_default();
        let decimals = fraction(sign).unwrap_or_default();
        let range = at..self.cursor.position();
        self.problems.push(
            Problem::new(range.clone(), format!("a number cannot be written with `{sign}`"))
                .help(format!("write `{whole}.{decimals}`"))
                .replacement(format!(".{decimals}")),
        );
        self.tokens.push(RawToken::meaning(
            RawKind::Literal,
            start..range.end,
            format!("{whole}.{decimals}"),
        ));
    }

    /// A number that begins with a full-width digit.
    pub(super) fn full_width_number(&mut self, start: usize) {
        self.cursor.eat_while(|character| {
            narrow(character).unwrap_or(character).is_ascii_digit() || character == '．'
        });
        let range = start..self.cursor.position();
        let text = self.cursor.slice(range.clone());
        let meant: String =
            text.chars().map(|character| narrow(character).unwrap_or(character)).collect();
        self.problems.push(Problem::full_width(range.clone(), text, &meant));
        self.tokens.push(RawToken::meaning(RawKind::Literal, range, meant));
    }

    /// Up to where letters may follow that say what kind of number it is.
    fn digits(&mut self, first: char) -> Option<Slip> {
        let based = matches!((first, self.cursor.first()), ('0', Some('b' | 'o' | 'x')));
        if based {
            let base = self.cursor.bump();
            let hexadecimal = base == Some('x');
            let digits_start = self.cursor.position();
            self.cursor.eat_while(|digit| {
                digit == '_'
                    || if hexadecimal { digit.is_ascii_hexdigit() } else { digit.is_ascii_digit() }
            });
            let digits = self.cursor.slice(digits_start..self.cursor.position());
            let radix = match base {
                Some('b') => 2,
                Some('o') => 8,
                _ => 16,
            };
            if !digits.contains(|digit| digit != '_')
                || digits.contains(|digit: char| digit != '_' && !digit.is_digit(radix))
            {
                return Some(Slip::Base);
            }
        } else {
            self.cursor.eat_while(|digit| digit == '_' || digit.is_ascii_digit());
        }
        match (self.cursor.first(), self.cursor.second()) {
            // `0..2` is a range, and `12.foo` asks the number something.
            (Some('.'), next) if next != Some('.') && !next.is_some_and(is_word_start) => {
                self.cursor.bump();
                if self.cursor.first().is_some_and(|digit| digit.is_ascii_digit()) {
                    self.cursor.eat_while(|digit| digit == '_' || digit.is_ascii_digit());
                    if matches!(self.cursor.first(), Some('e' | 'E')) {
                        let slip = self.exponent();
                        return if based { Some(Slip::Base) } else { slip };
                    }
                }
                based.then_some(Slip::Base)
            }
            (Some('e' | 'E'), _) => {
                let slip = self.exponent();
                if based { Some(Slip::Base) } else { slip }
            }
            _ => None,
        }
    }

    fn exponent(&mut self) -> Option<Slip> {
        let at = self.cursor.position();
        self.cursor.bump();
        if matches!(self.cursor.first(), Some('+' | '-')) {
            self.cursor.bump();
        }
        let digits_start = self.cursor.position();
        self.cursor.eat_while(|digit| digit == '_' || digit.is_ascii_digit());
        let any = self
            .cursor
            .slice(digits_start..self.cursor.position())
            .contains(|digit: char| digit.is_ascii_digit());
        if any {
            return None;
        }
        // The sign after the `e` is one of its own then.
        self.cursor.jump(at.saturating_add(1));
        Some(Slip::Exponent(at))
    }
}
