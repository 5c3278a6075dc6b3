//! What is allowed at a place in a case. In: a text being walked through. Out: a part of the case;
//! an error only if the text is not JSON, since a value of the wrong type is a problem of the case
//! that does not end the reading.

use crate::json::syntax::Broken;
use crate::json::value::{Kind, Value};
use crate::json::walker::Walker;

/// What is expected at a place: one or more of text, object and list.
pub(super) trait Shape<'t>: Sized {
    type Output;

    /// Not one of the expected types.
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
