//! Numbers, quantities and units.
//!
//! A number is read from what the author typed, never from Rust's idea of it: `1,000` is two
//! numbers for Rust, `18y` a number with a suffix, and a fraction would pass through floating
//! point.

use super::{Context, Parsed, Parser, ahead, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::literal::{Number, QuantityText};
use crate::text::{Cursor, Name, Place, Placed, Token};
use policy_core::Decimal;
use policy_core::unit::Unit;

/// What `policy_core::Decimal` holds exactly whatever the digits are.
const MOST_DIGITS: usize = 28;

#[derive(Debug)]
struct Reading<'a> {
    value: Decimal,
    whole: bool,
    /// The letters that stick to the number.
    suffix: &'a str,
}

/// What may follow a number, for the wording of a mistake.
#[derive(Clone, Copy)]
pub(super) enum Behind {
    Nothing,
    Unit,
    Duration,
}

enum Unreadable {
    /// `0x1F`
    Base,
    TooManyDigits,
}

/// The exact value of a number as typed, without its underscores.
fn read(text: &str, negative: bool) -> Result<Reading<'_>, Unreadable> {
    if text.starts_with("0x") || text.starts_with("0o") || text.starts_with("0b") {
        return Err(Unreadable::Base);
    }
    let digits_of = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let integer = digits_of(text);
    let mut suffix = text.get(integer.len()..).unwrap_or_default();
    let mut whole = true;
    let mut fraction = String::new();
    if let Some(rest) = suffix.strip_prefix('.') {
        whole = false;
        fraction = digits_of(rest);
        suffix = rest.get(fraction.len()..).unwrap_or_default();
    }
    let mut exponent = 0_i32;
    if let Some(rest) = suffix.strip_prefix(['e', 'E']) {
        let unsigned = rest.strip_prefix(['+', '-']).unwrap_or(rest);
        let digits = digits_of(unsigned);
        if !digits.is_empty() {
            whole = false;
            let size: i32 = digits.parse().map_err(|_| Unreadable::TooManyDigits)?;
            exponent = if rest.starts_with('-') { size.saturating_neg() } else { size };
            suffix = unsigned.get(digits.len()..).unwrap_or_default();
        }
    }
    let scale = i32::try_from(fraction.len()).unwrap_or(i32::MAX).saturating_sub(exponent);
    let digits = integer + &fraction;
    let significant = digits.trim_start_matches('0');
    let zeros = usize::try_from(scale.saturating_neg().max(0)).unwrap_or_default();
    if significant.len().saturating_add(zeros) > MOST_DIGITS || scale.unsigned_abs() > 28 {
        return Err(Unreadable::TooManyDigits);
    }
    let sign = if negative { "-" } else { "" };
    let places = usize::try_from(scale.max(0)).unwrap_or_default();
    let zeros = "0".repeat(zeros);
    let padded = format!("{significant:0>width$}{zeros}", width = places.saturating_add(1));
    let (before, after) = padded.split_at(padded.len().saturating_sub(places));
    let point = if after.is_empty() { "" } else { "." };
    let value = Decimal::from_str_exact(&format!("{sign}{before}{point}{after}"))
        .map_err(|_| Unreadable::TooManyDigits)?;
    Ok(Reading { value, whole, suffix })
}

pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(|digit| digit.is_ascii_digit())
}

fn is_age(suffix: &str) -> bool {
    let is_years = ["year", "years"].iter().any(|unit| unit.eq_ignore_ascii_case(suffix));
    is_years || words::abbreviated_time(suffix) == Some("years")
}

fn is_rust_suffix(suffix: &str) -> bool {
    suffix.starts_with(['u', 'i', 'f'])
        && suffix.len() > 1
        && suffix.get(1..).is_some_and(|rest| is_plain(rest) || rest == "size")
}

/// The help for `5 x 10^8`, with the cursor after the base; `place` is that of the number up to
/// the base.
fn scientific_help(
    cursor: &Cursor,
    mistake: Diagnostic,
    mantissa: &str,
    base: &str,
    place: Place,
) -> Diagnostic {
    match (base, cursor.peek(), cursor.peek_at(1)) {
        ("10", Token::Symbol(power), Token::Number(exponent)) if power == "^" => {
            let right = format!("{mantissa}e{exponent}");
            mistake
                .help(format!("write `{right}`"))
                .replacing(place.to(cursor.place_at(1)), right)
                .replaced_if(!mantissa.contains(' '))
        }
        _ => mistake.help("write `5e8` for five times ten to the eighth"),
    }
}

impl Parser<'_, '_> {
    /// A number without a unit.
    pub(super) fn number(&mut self) -> Parsed<Number> {
        self.number_with_suffix(Behind::Nothing).map(|(number, _)| number)
    }

    pub(super) fn at_number(&self) -> bool {
        if self.at_point() {
            return true;
        }
        matches!(self.cursor.peek(), Token::Number(_))
            || self.at_symbol("-") && matches!(self.cursor.peek_at(1), Token::Number(_))
    }

    /// Whether the next criterion or the end of its group comes next.
    fn at_next_item(&self) -> bool {
        self.at_end() || ahead::at_label(&self.cursor) || ahead::at_statement(&self.cursor)
    }

    /// `.5`
    fn at_point(&self) -> bool {
        self.at_symbol(".") && matches!(self.cursor.peek_at(1), Token::Number(_))
    }

    /// A number and the letters stuck to it, which are reported here. `_` in the number is gone, as
    /// is `,`.
    pub(super) fn number_with_suffix(&mut self, behind: Behind) -> Parsed<(Number, Option<Name>)> {
        let start = self.cursor.position();
        if self.at_point() {
            let place = self.cursor.advance().to(self.cursor.place());
            let right = format!("0.{}", self.cursor.peek().text());
            self.cursor.advance();
            let mistake = Diagnostic::at(place, "a number does not begin with its point");
            return self.fail(mistake.replace(right));
        }
        if let Some(parameter) = self.parameter() {
            let (value, place) = (Decimal::ONE, parameter.place);
            return Ok((Number { value, whole: true, parameter: Some(parameter), place }, None));
        }
        let negative = self.take_symbol("-").is_some();
        let Token::Number(typed) = self.cursor.peek().clone() else {
            let mistake = self.missing("a number");
            let mistake = match self.cursor.peek() {
                Token::Word(word) if let Some(number) = words::number_in_words(word) => {
                    Diagnostic::at(
                        self.cursor.place(),
                        format!("the number `{word}` is not in digits"),
                    )
                    .replace(number.to_string())
                }
                // `within a year`
                Token::Word(article)
                    if ["a", "an"].contains(&article.as_str())
                        && words::is_unit_of_time(&self.cursor.peek_at(1).text()) =>
                {
                    Diagnostic::at(self.cursor.place(), "the number of a duration is missing")
                        .help(format!("write `1 {}`", self.cursor.peek_at(1).text()))
                        .instead("1")
                }
                Token::Word(_) if words::is_unit_of_time(&self.cursor.peek_at(1).text()) => mistake
                    .help("write a number in digits, or a parameter of the `define` that it is in"),
                Token::Word(_) => mistake.help("write a number in digits"),
                Token::Text(text) if is_plain(text) => {
                    let mistake = mistake
                        .help(format!("write `{text}` without quotation marks"))
                        .replacing(self.cursor.place(), text);
                    mistake.replaced_if(!text.is_empty())
                }
                _ => mistake,
            };
            return self.fail(mistake);
        };
        let unsigned = self.cursor.position();
        self.cursor.advance();
        let mut text: String = typed.chars().filter(|character| *character != '_').collect();
        self.decimal_comma(start, &typed)?;
        self.join_thousands(unsigned, start, &typed, &mut text);
        self.thousands_apart(start, &typed)?;
        // What is replaced of a number is never its sign.
        let unsigned = self.cursor.place_from(unsigned);
        let place = self.cursor.place_from(start);
        let Reading { value, whole, suffix } = match read(&text, negative) {
            Ok(reading) => reading,
            Err(Unreadable::Base) => {
                return self.fail(
                    Diagnostic::at(place, format!("`{typed}` is a programmer's number"))
                        .help("write it in decimal digits"),
                );
            }
            Err(Unreadable::TooManyDigits) => {
                let mistake = Diagnostic::at(
                    place,
                    format!("`{}` has more digits than can be kept exactly", quote(&typed)),
                );
                return self.fail(mistake.note(format!(
                    "a number has at most {MOST_DIGITS} digits, before and after its point together"
                )));
            }
        };
        let bare = text.get(..text.len().saturating_sub(suffix.len())).unwrap_or_default();
        let significant = bare.trim_start_matches('0');
        if bare.len() > 1
            && bare.starts_with('0')
            && !bare.starts_with("0.")
            && !bare.starts_with("0e")
            && !bare.starts_with("0E")
        {
            let right = if significant.is_empty() || significant.starts_with('.') {
                format!("0{significant}")
            } else {
                significant.to_owned()
            };
            let mistake = Diagnostic::at(place, format!("the number `{typed}` begins with a zero"))
                .help(format!("write `{right}`"));
            self.report(mistake.replacing(unsigned, format!("{right}{suffix}")));
        }
        if typed.ends_with('.') && self.at_next_item() {
            let right = bare.trim_end_matches('.');
            self.report(
                Diagnostic::at(place, "a criterion ends with `;`, not with a point")
                    .replacing(unsigned, format!("{right};"))
                    .help(format!("write `{right};`")),
            );
            return Ok((Number { value, whole: true, parameter: None, place }, None));
        }
        if typed.ends_with('.') {
            let right = bare.trim_end_matches('.');
            let mistake =
                Diagnostic::at(place, format!("the point in `{typed}` has no digits after it"));
            self.report(mistake.help(format!("write `{right}`")).replacing(unsigned, right));
        }
        let number = Number { value, whole, parameter: None, place };
        if suffix.is_empty() {
            return Ok((number, None));
        }
        let mistake =
            Diagnostic::at(place, format!("letters directly follow the number in `{typed}`"));
        if is_rust_suffix(suffix) {
            self.report(mistake.help(format!("write `{bare}`")).replacing(unsigned, bare));
            return Ok((number, None));
        }
        if let Some(power) = suffix.strip_prefix('x').filter(|power| *power == "10") {
            let mistake =
                Diagnostic::at(place, format!("`{typed}` is not how a power of ten is written"));
            let mistake = scientific_help(&self.cursor, mistake, bare, power, unsigned);
            return self.fail(mistake);
        }
        if let Some(percentile) = self.percentile(suffix, behind) {
            return Ok((number, Some(percentile)));
        }
        // `2mg/L`: the unit goes on.
        let unit = if matches!(behind, Behind::Unit) && !is_age(suffix) {
            self.rest_of_unit(suffix, start)
        } else {
            Placed::new(suffix.to_owned(), place)
        };
        let whole = unit.value.as_str();
        if matches!(behind, Behind::Nothing) {
            // The letters are what is counted; their `_` is not part of the number.
            let counted = typed
                .trim_start_matches(|sign: char| sign.is_ascii_digit() || ".,_".contains(sign));
            let right = format!("{bare} {counted}");
            let mistake = mistake.help(format!("write `{right}`, with a space between them"));
            return self.fail(mistake.replacing(unsigned, right));
        }
        if matches!(behind, Behind::Duration)
            && let Some(time) = words::abbreviated_time(whole)
        {
            let right = format!("{bare} {time}");
            self.report(mistake.help(format!("write `{right}`")).replacing(unsigned, right));
            return Ok((number, Some(Placed::new(time.to_owned(), place))));
        }
        self.report(match behind {
            Behind::Unit if is_age(whole) => mistake
                .help(format!("write `{bare}`: an age is a bare number of years"))
                .replacing(unsigned, bare),
            Behind::Nothing | Behind::Unit | Behind::Duration => mistake
                .help(format!("write `{bare} {whole}`, with a space before the unit"))
                .replacing(unsigned, format!("{bare} {suffix}")),
        });
        Ok((number, Some(unit)))
    }

    /// `95th percentile`: the letters belong to the number, and the word after them says so.
    fn percentile(&mut self, letters: &str, behind: Behind) -> Option<Name> {
        let ordinal = matches!(behind, Behind::Unit) && ["st", "nd", "rd", "th"].contains(&letters);
        (ordinal && self.at_word("percentile"))
            .then(|| Placed::new(Unit::Percentile.words().to_owned(), self.cursor.advance()))
    }

    /// `2,5`: no list of the language has numbers.
    fn decimal_comma(&mut self, start: usize, typed: &str) -> Parsed<()> {
        let Token::Number(next) = self.cursor.peek_at(1) else { return Ok(()) };
        let digits = next.chars().take_while(char::is_ascii_digit).count();
        // `between 1,2` has its ends joined with a comma.
        let ends =
            self.cursor.behind(2).is_word("between") && !self.cursor.peek_at(2).is_word("and");
        // `18,` and the label of the next criterion.
        let mut ahead = self.cursor;
        ahead.advance();
        let label = ahead::at_label(&ahead);
        if label || !self.at_symbol(",") || !is_plain(typed) || digits == 3 || ends {
            return Ok(());
        }
        let right = format!("{typed}.{next}");
        self.cursor.advance();
        self.cursor.advance();
        let mistake =
            Diagnostic::at(self.cursor.place_from(start), "a decimal comma is written as a point");
        self.fail(mistake.replace(right))
    }

    /// `1 000`: nothing in the language has two numbers in a row.
    fn thousands_apart(&mut self, start: usize, typed: &str) -> Parsed<()> {
        let next = self.cursor.peek().text();
        let number = matches!(self.cursor.peek(), Token::Number(_));
        if !number || ahead::at_label(&self.cursor) || !is_plain(typed) || next.len() != 3 {
            return Ok(());
        }
        self.cursor.advance();
        let place = self.cursor.place_from(start);
        let mistake = Diagnostic::at(place, "a number has no space inside");
        self.fail(mistake.replace(format!("{typed}_{next}")))
    }

    /// `1,000`: Rust reads two numbers. No list of the language has a number of three digits right
    /// after a bare number.
    fn join_thousands(&mut self, unsigned: usize, start: usize, typed: &str, text: &mut String) {
        let before = text.clone();
        let mut joined = typed.to_owned();
        while self.at_symbol(",")
            && is_plain(&before)
            && let Token::Number(next) = self.cursor.peek_at(1)
            && next.chars().take_while(char::is_ascii_digit).count() == 3
        {
            joined.push('_');
            joined.push_str(next);
            text.push_str(next);
            self.cursor.advance();
            self.cursor.advance();
        }
        if joined != typed {
            let place = self.cursor.place_from(start);
            let mistake = Diagnostic::at(place, "a number has no comma inside")
                .help(format!("write `{joined}`"));
            let mistake = mistake.replacing(self.cursor.place_from(unsigned), joined);
            self.report(mistake.note(
                "Rust, which reads the policy first, takes a comma for the end of the number",
            ));
        }
    }

    /// `1:50`, a titer: the number is its reciprocal.
    fn titer(&mut self) -> Parsed<QuantityText> {
        let start = self.cursor.position();
        let one = self.cursor.advance();
        let colon = self.cursor.advance();
        let (number, suffix) = self.number_with_suffix(Behind::Nothing)?;
        let place = self.cursor.place_from(start);
        if suffix.is_some() || number.value <= Decimal::ZERO {
            let mistake = Diagnostic::at(place, "a titer is 1 to a number above 0");
            return self.fail(mistake.help("write `1:50`"));
        }
        let unit = Placed::new(Unit::Titer.words().to_owned(), one.to(colon));
        Ok(QuantityText { number, unit: Some(unit), place })
    }

    fn at_titer(&self) -> bool {
        matches!(self.cursor.peek(), Token::Number(one) if one == "1")
            && self.cursor.peek_at(1).is_symbol(":")
            && matches!(self.cursor.peek_at(2), Token::Number(_))
    }

    /// `40%`, `1_200 pg/mL`, `18`, `2 "10*6/kg"`, `1:50`
    pub(super) fn quantity(&mut self) -> Parsed<QuantityText> {
        if self.at_titer() {
            return self.titer();
        }
        let start = self.cursor.position();
        let (number, suffix) = self.number_with_suffix(Behind::Unit)?;
        if self.cursor.peek().is_word_in_any_case("x")
            && matches!(self.cursor.peek_at(1), Token::Number(ten) if ten == "10")
        {
            let mantissa = self.cursor.source_from(start);
            self.cursor.advance();
            self.cursor.advance();
            let power = self.cursor;
            if self.at_symbol("^") {
                self.cursor.advance();
                self.cursor.advance();
            }
            let mistake = Diagnostic::at(
                self.cursor.place_from(start),
                format!(
                    "`{}` is not how a power of ten is written",
                    self.cursor.source_from(start)
                ),
            );
            let mistake =
                scientific_help(&power, mistake, &mantissa, "10", power.place_from(start));
            return self.fail(mistake);
        }
        let mut unit = match suffix {
            Some(suffix) if is_age(&suffix.value) => None,
            Some(suffix) => Some(suffix),
            None => self.unit(),
        };
        if self.at_word("of") && self.cursor.peek_at(1).is_word("age") {
            let place = self.cursor.place().to(self.cursor.place_at(1));
            self.cursor.advance();
            self.cursor.advance();
            let mistake = Diagnostic::at(place, "`of age` is not written after a number");
            self.report(mistake.remove("remove it: the fact says that it is an age"));
        }
        if let Some(Placed { value, place }) = &unit
            && value.ends_with(" old")
        {
            let mistake = Diagnostic::at(*place, format!("`{value}` is not a unit"));
            let meant = value.strip_suffix(" old").filter(|unit| !is_age(unit));
            self.report(match meant {
                // Eighteen months are not eighteen years.
                Some(unit) => mistake.replace(unit),
                None => {
                    let help = "write an age as a bare number of years";
                    mistake.remove(format!("{help}: `{}`", number.value))
                }
            });
            unit = meant.map(|unit| Placed::new(unit.to_owned(), *place));
        }
        Ok(QuantityText { number, unit, place: self.cursor.place_from(start) })
    }

    /// The words and symbols of a unit, up to something that cannot be part of one.
    pub(super) fn unit(&mut self) -> Option<Name> {
        if let Token::Text(text) = self.cursor.peek() {
            // A text of several words that is no unit is a remark whose `note` is missing.
            return if Unit::from_words(text).is_some() || !text.contains(' ') {
                self.take_text()
            } else {
                None
            };
        }
        let unit = self.rest_of_unit("", self.cursor.position());
        (!unit.value.is_empty()).then_some(unit)
    }

    /// What follows of a unit that began at the token at `start` with these letters.
    fn rest_of_unit(&mut self, letters: &str, start: usize) -> Name {
        let mut unit = letters.to_owned();
        // Whether the last symbol binds what follows, as `/` does.
        let mut binds = false;
        loop {
            match self.cursor.peek() {
                Token::Symbol(symbol) if symbol == "%" && (unit.is_empty() || binds) => {
                    unit.push('%');
                    binds = false;
                }
                _ if ahead::at_label(&self.cursor) || ahead::at_statement(&self.cursor) => break,
                Token::Symbol(_) | Token::Word(_) if let Some(longer) = self.longer_unit(&unit) => {
                    unit = longer;
                    self.cursor.advance();
                }
                Token::Word(per) if per == "per" && self.at_unit_after_per(&unit) => {
                    let place = self.cursor.place();
                    self.report(
                        Diagnostic::at(place, "`per` is not written in a unit")
                            .help(format!("write `{unit}/{}`", self.cursor.peek_at(1).text()))
                            .instead("/"),
                    );
                    unit.push('/');
                    binds = true;
                }
                Token::Word(word) if self.begins_comparison(word) => break,
                // `mg/dL a week apart`
                Token::Word(word) if word == "a" && !unit.is_empty() && !binds => break,
                Token::Word(word)
                    if word == "old"
                        || word == "per" && unit.is_empty()
                        || !words::ends_unit(word) && (binds || !unit.ends_with('%')) =>
                {
                    if !unit.is_empty() && !binds {
                        unit.push(' ');
                    }
                    unit.push_str(word);
                    binds = false;
                }
                Token::Symbol(symbol) if matches!(symbol.as_str(), "/" | "*" | "." | "^") => {
                    unit.push_str(symbol);
                    binds = true;
                }
                Token::Number(number)
                    if binds && !unit.is_empty()
                        || matches!(self.cursor.peek_at(1), Token::Symbol(power) if matches!(power.as_str(), "*" | "^")) =>
                {
                    if !unit.is_empty() && !binds {
                        unit.push(' ');
                    }
                    unit.push_str(number);
                    binds = false;
                }
                _ => break,
            }
            self.cursor.advance();
        }
        Placed::new(unit, self.cursor.place_from(start))
    }

    /// A unit with a word or a sign inside that ends other units: `pack-years`, `times per week`,
    /// `times the upper limit of normal`.
    fn longer_unit(&self, unit: &str) -> Option<String> {
        let (inside, last) = (self.cursor.peek().text(), self.cursor.peek_at(1).text());
        let space = match inside.as_str() {
            "-" => "",
            "of" | "per" => " ",
            _ => return None,
        };
        let longer = format!("{unit}{space}{inside}{space}{last}");
        Unit::from_words(&longer).is_some().then_some(longer)
    }

    /// `mg per L`, and not `mg per day`, which is how often.
    fn at_unit_after_per(&self, unit: &str) -> bool {
        let part = self.cursor.peek_at(1).text();
        self.context != Context::Limit
            && !unit.is_empty()
            && Unit::from_words(&format!("{unit}/{part}")).is_some()
    }

    /// `nyha = II` after a number: no unit, but a second condition that nothing joins to the
    /// first.
    fn begins_comparison(&self, word: &str) -> bool {
        let compared = match self.cursor.peek_at(1) {
            Token::Symbol(symbol) => words::is_comparison(symbol) && symbol != "=>",
            Token::Word(next) => next == "in",
            _ => false,
        };
        compared && Unit::from_words(word).is_none()
    }
}
