//! What may be at a place of a case. In: a text that is being walked through. Out: a piece of the
//! case; an error only where the text is no JSON, since a value of another type is a problem of the
//! case and not the end of reading.

use crate::json::syntax::Broken;
use crate::json::value::{Kind, Value};
use crate::json::walker::Walker;

/// What is expected at a place: one or more of a text, an object and a list.
pub(super) trait Shape<'t>: Sized {
    type Output;

    /// None of what is expected.
    fn other(self, found: Kind) -> Self::Output;

    fn text(self, _text: &str) -> Self::Output {
        self.other(Kind::Text)
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<Self::Output, Broken> {
        walker.leave()?;
        Ok(self.other(Kind::Object))
    }

    fn list(self, walker: &mut Walker<'t>) -> Result<Self::Output, Broken> {
        walker.leave()?;
        Ok(self.other(Kind::List))
    }

    /// Reads the next value.
    fn read(self, walker: &mut Walker<'t>) -> Result<Self::Output, Broken> {
        match walker.value()? {
            Value::Text(text) => Ok(self.text(&text)),
            Value::Object => self.object(walker),
            Value::List => self.list(walker),
            value @ (Value::Null | Value::Flag(_) | Value::Number(_)) => {
                Ok(self.other(value.kind()))
            }
        }
    }
}
