//! The only parser of JSON text. In: a text. Out: its keys and values one after another, with
//! escapes in strings resolved and all digits of numbers kept; or the first place where it is not
//! JSON.

use super::structure::{Fault, Structure, Token, is_blank};
use super::syntax::Broken;
use super::value::Value;
use std::borrow::Cow;

/// The bytes that need attention inside a string; a table, because most of a case is strings.
static IS_SPECIAL: [bool; 256] = {
    let mut is_special = [false; 256];
    let (mut rest, mut byte) = (is_special.as_mut_slice(), 0_u8);
    while let [first, others @ ..] = rest {
        *first = byte < b' ' || byte == b'"' || byte == b'\\';
        byte = byte.wrapping_add(1);
        rest = others;
    }
    is_special
};

/// Walks through a text.
pub(super) struct Walker<'t> {
    text: &'t str,
    /// The position of the next byte.
    at: usize,
    structure: Structure,
}

impl<'t> Walker<'t> {
    pub(super) const fn new(text: &'t str) -> Walker<'t> {
        Walker { text, at: 0, structure: Structure::new() }
    }

    /// The next value.
    pub(super) fn value(&mut self) -> Result<Value<'t>, Broken> {
        let start = self.at_token()?;
        match self.step()? {
            Token::Object => Ok(Value::Object),
            Token::List => Ok(Value::List),
            Token::String => self.string().map(Value::Text),
            Token::Word => self.word(),
            // Neither can begin a value.
            Token::Key | Token::End => Err(Broken::new(Fault::NoValue, start)),
        }
    }

    /// The next value; the parts of a list or object are skipped.
    pub(super) fn whole_value(&mut self) -> Result<Value<'t>, Broken> {
        let value = self.value()?;
        if let Value::List | Value::Object = value {
            self.leave()?;
        }
        Ok(value)
    }

    /// The next key of an object; `None` at its end, which is consumed.
    pub(super) fn key(&mut self) -> Result<Option<Cow<'t, str>>, Broken> {
        self.at_token()?;
        if self.step()? == Token::Key { self.string().map(Some) } else { Ok(None) }
    }

    /// Whether a list has another element; if not, its end is consumed.
    pub(super) fn has_element(&mut self) -> Result<bool, Broken> {
        self.at_token()?;
        let ends = self.peek() == Some(b']');
        if ends {
            self.step()?;
        }
        Ok(!ends)
    }

    /// Skips the next value.
    pub(super) fn skip(&mut self) -> Result<(), Broken> {
        let depth = self.structure.depth();
        self.skip_token()?;
        self.skip_to(depth)
    }

    /// Skips the rest of the innermost list or object.
    pub(super) fn leave(&mut self) -> Result<(), Broken> {
        self.skip_to(self.structure.depth().saturating_sub(1))
    }

    /// Makes sure that nothing follows.
    pub(super) fn end(&mut self) -> Result<(), Broken> {
        self.pass_blanks();
        if self.peek().is_none() { Ok(()) } else { self.step().map(drop) }
    }

    fn skip_to(&mut self, depth: usize) -> Result<(), Broken> {
        while self.structure.depth() > depth {
            self.skip_token()?;
        }
        Ok(())
    }

    fn skip_token(&mut self) -> Result<(), Broken> {
        self.at_token()?;
        match self.step()? {
            Token::Key | Token::String => self.end_string(),
            Token::Word => self.word().map(drop),
            Token::Object | Token::List | Token::End => Ok(()),
        }
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    const fn advance(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    #[inline]
    fn pass_blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.advance();
        }
    }

    /// Skips whitespace and an expected comma or colon; returns the position of what follows.
    #[inline]
    fn at_token(&mut self) -> Result<usize, Broken> {
        self.pass_blanks();
        if self.peek().is_some_and(|byte| self.structure.separate(byte)) {
            self.advance();
            self.pass_blanks();
        }
        if self.at < self.text.len() {
            Ok(self.at)
        } else {
            Err(self.broken(self.structure.fault_at_end()))
        }
    }

    /// Consumes the next byte, except the first one of a number or word.
    #[inline]
    fn step(&mut self) -> Result<Token, Broken> {
        let byte = self.peek().unwrap_or_default();
        let token = self.structure.step(byte).map_err(|fault| self.broken(fault))?;
        if token != Token::Word {
            self.advance();
        }
        Ok(token)
    }

    /// The string after its opening quotation mark.
    fn string(&mut self) -> Result<Cow<'t, str>, Broken> {
        let start = self.at;
        self.pass_plain();
        if self.peek() == Some(b'"') {
            let plain = self.text.get(start..self.at).unwrap_or_default();
            self.advance();
            return Ok(Cow::Borrowed(plain));
        }
        self.end_string()?;
        let start = start.saturating_sub(1);
        let quoted = self.text.get(start..self.at).unwrap_or_default();
        // Everything except its surrogates has been checked.
        let string = serde_json::from_str(quoted);
        string.map(Cow::Owned).map_err(|_| Broken::new(Fault::LoneSurrogate, start))
    }

    /// Skips the rest of a string, up to its closing quotation mark.
    fn end_string(&mut self) -> Result<(), Broken> {
        loop {
            self.pass_plain();
            match self.expect(Fault::EndsInString)? {
                b'"' => {
                    self.advance();
                    return Ok(());
                }
                b'\\' => {
                    self.advance();
                    self.escape()?;
                }
                _ => return Err(self.broken(Fault::ControlCharacter)),
            }
        }
    }

    /// Skips the literal characters of a string.
    #[inline]
    fn pass_plain(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let is_special = |byte: &u8| IS_SPECIAL.get(usize::from(*byte)) == Some(&true);
        self.at = self.at.saturating_add(rest.iter().position(is_special).unwrap_or(rest.len()));
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<(), Broken> {
        let digits = match self.expect(Fault::EndsInString)? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 0,
            b'u' => 4,
            _ => return Err(self.broken(Fault::UnknownEscape)),
        };
        self.advance();
        for _ in 0..digits {
            if !self.expect(Fault::EndsInString)?.is_ascii_hexdigit() {
                return Err(self.broken(Fault::UnknownEscape));
            }
            self.advance();
        }
        Ok(())
    }

    fn word(&mut self) -> Result<Value<'t>, Broken> {
        match self.peek() {
            Some(b't') => self.known(b"true", Value::Flag(true)),
            Some(b'f') => self.known(b"false", Value::Flag(false)),
            Some(b'n') => self.known(b"null", Value::Null),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(self.broken(Fault::NoValue)),
        }
    }

    fn known(&mut self, word: &[u8], value: Value<'t>) -> Result<Value<'t>, Broken> {
        for letter in word {
            if self.expect(Fault::EndsBeforeValue)? != *letter {
                return Err(self.broken(Fault::UnknownWord));
            }
            self.advance();
        }
        Ok(value)
    }

    fn number(&mut self) -> Result<Value<'t>, Broken> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.advance();
        }
        let begins_with_zero = self.peek() == Some(b'0');
        let whole = self.at;
        self.digits()?;
        if begins_with_zero && self.at > whole.saturating_add(1) {
            return Err(Broken::new(Fault::MalformedNumber, whole.saturating_add(1)));
        }
        if self.peek() == Some(b'.') {
            self.advance();
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.advance();
            if let Some(b'+' | b'-') = self.peek() {
                self.advance();
            }
            self.digits()?;
        }
        Ok(Value::Number(self.text.get(start..self.at).unwrap_or_default()))
    }

    /// One or more digits.
    fn digits(&mut self) -> Result<(), Broken> {
        if !self.expect(Fault::EndsBeforeValue)?.is_ascii_digit() {
            return Err(self.broken(Fault::MalformedNumber));
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.advance();
        }
        Ok(())
    }

    fn expect(&self, fault_at_end: Fault) -> Result<u8, Broken> {
        self.peek().ok_or_else(|| self.broken(fault_at_end))
    }

    #[inline]
    const fn broken(&self, fault: Fault) -> Broken {
        Broken::new(fault, self.at)
    }
}

#[cfg(test)]
mod tests;
