//! Signs that only a word processor types: which one is meant, and what to do about the others.

use super::characters::{
    fraction, is_direction_control, is_invisible, is_odd_space, is_word_start, narrow, superscript,
};
use super::curly::is_quotation_mark;
use super::lexer::Lexer;
use super::problem::{Problem, direction_control};
use super::token::{CommentKind, Delimiter, RawKind, RawToken};
use std::ops::Range;

/// The signs or the word to type instead.
fn typed(sign: char) -> Option<&'static str> {
    Some(match sign {
        '≥' | '≧' | '⩾' => ">=",
        '≤' | '≦' | '⩽' => "<=",
        '≠' => "!=",
        '⇒' | '→' | '⟹' => "=>",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' => "-",
        '×' | '∗' => "*",
        '÷' | '⁄' | '∕' => "/",
        '∶' => ":",
        '。' => ".",
        '、' => ",",
        '∧' => "AND",
        '∨' => "OR",
        '¬' => "NOT",
        _ => return None,
    })
}

fn is_dash(sign: char) -> bool {
    typed(sign) == Some("-")
}

const BULLET: &str = "a bullet cannot begin a line";

fn is_bullet(sign: char) -> bool {
    matches!(
        sign,
        '•' | '‣'
            | '◦'
            | '▪'
            | '▫'
            | '●'
            | '○'
            | '■'
            | '□'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '·'
            | '∙'
            | '⋅'
            | '\u{F0B7}'
            | '\u{F0A7}'
    )
}

impl Lexer<'_> {
    /// A character that Rust does not know; the cursor is after it.
    pub(super) fn typographic(&mut self, start: usize, sign: char) {
        if is_direction_control(sign) {
            return self.problems.push(direction_control(start, sign));
        }
        if is_odd_space(sign) {
            self.cursor.eat_while(is_odd_space);
            let range = start..self.cursor.position();
            let problem = Problem::new(
                range,
                "this space is not a plain one (it came from a word processor)",
            );
            return self.problems.push(problem.help("type the space again").replacement(" "));
        }
        if is_invisible(sign) {
            self.cursor.eat_while(|next| is_invisible(next) && !is_direction_control(next));
            let range = start..self.cursor.position();
            return self.problems.push(
                Problem::new(range, "there is an invisible character here")
                    .help("delete it")
                    .replacement(""),
            );
        }
        match sign {
            _ if is_quotation_mark(sign) => self.curly(start, sign),
            '‘' | '’' | '‚' | '‛' | '′' => self.single_curly(start, sign),
            '°' => self.degrees(start),
            '·' | '∙' | '⋅' if !self.fresh => self.middle_dot(start, sign),
            _ if is_bullet(sign) => self.bullet(start, sign),
            _ if is_dash(sign) => self.dash(start, sign),
            _ if narrow(sign).is_some() => self.full_width(start, sign),
            '×' if self.is_between_numbers(start) => self.product(start),
            _ => match (typed(sign), fraction(sign)) {
                (Some(meant), _) => self.replaced(start, sign, meant),
                (_, Some(decimals)) => self.fraction(start, sign, decimals),
                _ => self.unknown(start, sign),
            },
        }
    }

    fn replaced(&mut self, start: usize, sign: char, meant: &str) {
        let range = start..self.cursor.position();
        self.problems.push(
            Problem::new(range.clone(), format!("`{sign}` cannot be read"))
                .help(format!("write `{meant}`"))
                .replacement(meant),
        );
        self.mean(range, meant);
    }

    /// Tokens for the plain signs, or the word, that the range stands for.
    fn mean(&mut self, range: Range<usize>, meant: &str) {
        if meant.starts_with(is_word_start) {
            return self.tokens.push(RawToken::meaning(RawKind::Word, range, meant));
        }
        let mut signs = meant.chars().peekable();
        let mut place = range;
        while let Some(sign) = signs.next() {
            let joint = if signs.peek().is_some() { true } else { self.is_joined() };
            let kind = match sign {
                '(' => RawKind::Open(Delimiter::Parenthesis),
                ')' => RawKind::Close(Delimiter::Parenthesis),
                '[' => RawKind::Open(Delimiter::Bracket),
                ']' => RawKind::Close(Delimiter::Bracket),
                '{' => RawKind::Open(Delimiter::Brace),
                '}' => RawKind::Close(Delimiter::Brace),
                _ => RawKind::Sign { sign, joint },
            };
            let next = place.end..place.end;
            self.tokens.push(RawToken::meaning(
                kind,
                std::mem::replace(&mut place, next),
                sign.to_string(),
            ));
        }
    }

    /// Whether a number ends before the sign and one begins after it.
    fn is_between_numbers(&self, start: usize) -> bool {
        let digit = |side: Option<char>| side.is_some_and(|side| side.is_ascii_digit());
        digit(self.cursor.slice(0..start).trim_end().chars().next_back())
            && digit(self.cursor.rest().trim_start().chars().next())
    }

    /// `2 × 150 mg`: nothing is computed; `5 × 10^8` is a number.
    fn product(&mut self, start: usize) {
        let range = start..self.cursor.position();
        let power = self.cursor.rest().trim_start().strip_prefix("10").is_some_and(|exponent| {
            exponent.starts_with(|next| next == '^' || superscript(next).is_some())
        });
        let help = if power {
            "write the number with `e` and the exponent, as in `5e8` for 5 × 10⁸"
        } else {
            "nothing is computed: write the result in digits"
        };
        self.problems.push(Problem::new(range.clone(), "`×` cannot be read").help(help));
        self.mean(range, "*");
    }

    /// A dash is a hyphen or a minus, unless it is a range.
    fn dash(&mut self, start: usize, sign: char) {
        self.cursor.eat_while(is_dash);
        let range = start..self.cursor.position();
        let before =
            self.tokens.last().map(|token| (token.text(self.cursor.text()), token.range.end));
        let before = before.filter(|(text, end)| {
            text.starts_with(|first: char| first.is_ascii_digit()) && self.is_blank(*end..start)
        });
        let after = self.cursor.rest().trim_start_matches([' ', '\u{A0}']);
        let after = after
            .split(|next: char| !next.is_ascii_digit() && next != '.' && next != '_')
            .next()
            .unwrap_or_default();
        if let Some((low, _)) = before
            && after.starts_with(|first: char| first.is_ascii_digit())
            && !self.is_in_day(range.clone())
        {
            let between = self.tokens.iter().rev().nth(1);
            let between = between.is_some_and(|token| token.text(self.cursor.text()) == "between");
            let help = format!("write `between {low} and {}`", after.trim_end_matches('.'));
            let problem =
                Problem::new(range.clone(), format!("a range is not written with `{sign}`"));
            let problem = problem.help(help);
            if between {
                let text = self.cursor.text();
                let space = |side: Option<char>| {
                    if side.is_some_and(char::is_whitespace) { "" } else { " " }
                };
                let ahead =
                    space(text.get(..range.start).and_then(|text| text.chars().next_back()));
                let meant = format!("{ahead}and{}", space(self.cursor.first()));
                self.problems.push(problem.replacement(meant));
                return self.tokens.push(RawToken::meaning(RawKind::Word, range, "and"));
            }
            self.problems.push(problem);
            return self.mean(range, "-");
        }
        self.problems.push(
            Problem::new(range.clone(), format!("`{sign}` is not a hyphen"))
                .help("write `-`")
                .replacement("-"),
        );
        self.mean(range, "-");
    }

    /// Whether a dash that follows a number is one of `2026–05–31`.
    fn is_in_day(&self, dash: Range<usize>) -> bool {
        let [.., before, number] = self.tokens.as_slice() else {
            return self.tokens.iter().any(|year| year.range.len() == 4);
        };
        let tight =
            number.range.end == dash.start && !self.cursor.first().is_some_and(char::is_whitespace);
        tight && (number.range.len() == 4 || before.text(self.cursor.text()) == "-")
    }

    fn is_blank(&self, range: Range<usize>) -> bool {
        self.cursor
            .slice(range)
            .chars()
            .all(|character| character == ' ' || is_odd_space(character))
    }

    fn bullet(&mut self, start: usize, sign: char) {
        let range = start..self.cursor.position();
        // One mistake stands for a list of bullets.
        let listed = self.problems.last().is_some_and(|last| {
            last.message.starts_with(BULLET)
                && !self.cursor.slice(last.range.end..start).contains(['{', '}'])
        });
        if self.fresh {
            // For the parser it is a bullet as well, which it does not mention twice.
            let kind = RawKind::Sign { sign: '*', joint: false };
            self.tokens.push(RawToken::meaning(kind, range.clone(), "*"));
        }
        if self.fresh && listed {
            return;
        }
        let problem = if self.fresh {
            Problem::new(range, format!("{BULLET}: `{sign}`"))
                .help("delete it, and begin each line of the list with a number or letter and a colon, as in `1:`")
        } else {
            Problem::new(range, format!("`{sign}` cannot be used here")).help("delete it")
        };
        // Where a label follows, nothing else is missing.
        let rest = self.cursor.slice(self.cursor.position()..self.cursor.text().len());
        let label = rest.trim_start_matches(' ').trim_start_matches(char::is_alphanumeric);
        let labeled = label.starts_with(':') && !rest.trim_start_matches(' ').starts_with(':');
        let certain = !self.fresh || labeled;
        self.problems.push(if certain { problem.replacement("") } else { problem });
    }

    fn middle_dot(&mut self, start: usize, sign: char) {
        let digit =
            |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
        if digit(self.cursor.before(start)) && digit(self.cursor.first()) {
            return self.replaced(start, sign, ".");
        }
        let range = start..self.cursor.position();
        let problem = Problem::new(range, format!("`{sign}` cannot be read"));
        self.problems.push(problem.help("write `.` in a number, and `*` or `/` between units"));
    }

    /// `°C` is a unit in quotation marks; a `°` alone is a word.
    fn degrees(&mut self, start: usize) {
        if let Some(scale @ ('C' | 'F')) = self.cursor.first()
            && !self.cursor.second().is_some_and(super::characters::is_word_continue)
        {
            self.cursor.bump();
            let range = start..self.cursor.position();
            let meant = format!("\"°{scale}\"");
            let help = format!("write `{meant}`");
            self.problems.push(
                Problem::new(range.clone(), "a unit with `°` is written in quotation marks")
                    .help(help)
                    .replacement(meant.clone()),
            );
            return self.tokens.push(RawToken::meaning(RawKind::Literal, range, meant));
        }
        let range = start..self.cursor.position();
        let space =
            |side: Option<char>| if side.is_some_and(char::is_alphanumeric) { " " } else { "" };
        let meant =
            format!("{}degrees{}", space(self.cursor.before(start)), space(self.cursor.first()));
        self.problems.push(
            Problem::new(range.clone(), "`°` cannot be read")
                .help("write `degrees`")
                .replacement(meant),
        );
        self.tokens.push(RawToken::meaning(RawKind::Word, range, "degrees"));
    }

    fn fraction(&mut self, start: usize, sign: char, decimals: &str) {
        let range = start..self.cursor.position();
        let meant = format!("0.{decimals}");
        let problem =
            Problem::new(range.clone(), format!("a number cannot be written with `{sign}`"))
                .help(format!("write `{meant}`"));
        let apart = !self.cursor.before(start).is_some_and(char::is_alphanumeric)
            && !self.cursor.first().is_some_and(char::is_alphanumeric);
        self.problems.push(if apart { problem.replacement(meant.clone()) } else { problem });
        self.tokens.push(RawToken::meaning(RawKind::Literal, range, meant));
    }

    /// Full-width signs, as many as there are in a row, and full-width numbers. (Letters are
    /// words.)
    fn full_width(&mut self, start: usize, sign: char) {
        if narrow(sign).is_some_and(|plain| plain.is_ascii_digit()) {
            return self.full_width_number(start);
        }
        let plain = narrow(sign).unwrap_or(sign);
        let range = start..self.cursor.position();
        match plain {
            '\'' | '`' | '\\' => self.unknown(start, sign),
            _ => {
                self.problems.push(Problem::full_width(
                    range.clone(),
                    &sign.to_string(),
                    &plain.to_string(),
                ));
                self.mean(range, &plain.to_string());
            }
        }
    }

    fn unknown(&mut self, start: usize, sign: char) {
        self.cursor.eat_while(|next| next == sign);
        let range = start..self.cursor.position();
        let problem = match sign {
            '`' => Problem::new(range, "a backtick cannot be used here")
                .help("delete it")
                .replacement(""),
            '\\' => Problem::new(range, "a backslash cannot be used here")
                .help("delete it")
                .replacement(""),
            '…' => Problem::new(range, "`…` says nothing here").help("write what it stands for"),
            '\u{FFFD}' => {
                Problem::new(range, "a character was lost here when the text was copied or saved")
                    .help("type it again")
            }
            _ if sign.is_control() => Problem::new(range, "there is an invisible character here")
                .help("delete it")
                .replacement(""),
            _ if superscript(sign).is_some() => {
                self.cursor.eat_while(|next| superscript(next).is_some());
                let range = start..self.cursor.position();
                let text = self.cursor.slice(range.clone());
                Problem::new(range, format!("a number or unit cannot be written with `{text}`"))
                    .help("write plain digits, as in `m2` and `10^6`")
            }
            _ => Problem::new(range, format!("`{sign}` cannot be used here"))
                .help("write it out in words; between quotation marks, any character can be used"),
        };
        self.problems.push(problem);
    }

    /// Several `#`, or one before a quotation mark: kept by Rust for other uses.
    pub(super) fn hashes(&mut self, start: usize) {
        self.cursor.eat_while(|next| next == '#');
        let range = start..self.cursor.position();
        let count = range.len();
        if self.fresh && count > 1 {
            let end = self.cursor.line_end(start);
            self.problems.push(
                Problem::new(range, "a remark does not begin with `##`")
                    .help("begin it with `//`")
                    .replacement("// "),
            );
            self.cursor.jump(end);
            return self.comment(CommentKind::Line, start..end);
        }
        let quoted = self.cursor.is_at('"');
        let mut spaced = vec!["#"; count].join(" ");
        let help =
            if quoted { format!("write `{spaced} \"`") } else { format!("write `{spaced}`") };
        spaced.push_str(if quoted { " " } else { "" });
        let problem = Problem::new(
            range,
            if quoted {
                "a space is missing between `#` and `\"`"
            } else {
                "a space is missing between two `#`"
            },
        );
        self.problems.push(problem.help(super::problem::shorten(&help, 40)).replacement(spaced));
        self.hash_signs(start, count);
        let joint = self.is_joined();
        if let Some(RawToken { kind: RawKind::Sign { joint: last, .. }, .. }) =
            self.tokens.last_mut()
        {
            *last = joint;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::characters::is_sign;
    use super::*;

    #[test]
    fn what_is_typed_instead_can_be_read() {
        for sign in (0..=0x10_FFFF).filter_map(char::from_u32) {
            if let Some(meant) = typed(sign) {
                assert!(
                    meant.chars().all(is_sign)
                        || meant.chars().all(|letter| letter.is_ascii_uppercase()),
                    "{sign}"
                );
                assert!(
                    !is_quotation_mark(sign) && !is_bullet(sign) && !is_word_start(sign),
                    "{sign}"
                );
            }
        }
    }
}
