//! The elements of JSON. In: the steps of a walker. Out: values, and the names of their types for
//! messages.

use core::fmt;
use std::borrow::Cow;

/// A value, as far as it has been read.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Value<'t> {
    Null,
    Flag(bool),
    /// A number as text: a binary floating-point number would lose digits.
    Number(&'t str),
    Text(Cow<'t, str>),
    /// A list whose elements come next or have been skipped.
    List,
    /// An object whose keys come next or have been skipped.
    Object,
}

impl Value<'_> {
    pub(super) const fn kind(&self) -> Kind {
        match self {
            Value::Null => Kind::Null,
            Value::Flag(_) => Kind::Flag,
            Value::Number(_) => Kind::Number,
            Value::Text(_) => Kind::Text,
            Value::List => Kind::List,
            Value::Object => Kind::Object,
        }
    }
}

/// The types of JSON.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Null,
    Flag,
    Number,
    Text,
    List,
    Object,
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Kind::Null => "`null`",
            Kind::Flag => "a flag",
            Kind::Number => "a number",
            Kind::Text => "a string",
            Kind::List => "a list",
            Kind::Object => "an object",
        })
    }
}
