//! What may stand at a place of a case, as serde sees it. In: a parser. Out: a piece of the case;
//! never an error but that of the parser.
//!
//! A value of another type is a problem of the case and not the end of reading, so everything that
//! has parts is read by `deserialize_any` with a [`Shape`]; and where a number may stand, the text
//! itself is kept as a [`Leaf`], since a binary floating point number would lose its digits.

use core::fmt;
use core::marker::PhantomData;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;

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

/// What is expected at a place: one or more of a text, an object and a list.
pub(super) trait Shape<'de>: Sized {
    type Output;

    /// None of what is expected.
    fn other(self, found: Kind) -> Self::Output;

    fn text(self, _text: &str) -> Self::Output {
        self.other(Kind::Text)
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Output, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(self.other(Kind::Object))
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Output, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(self.other(Kind::List))
    }
}

/// A shape as serde takes it.
pub(super) struct Expect<S>(pub(super) S);

impl<'de, S: Shape<'de>> DeserializeSeed<'de> for Expect<S> {
    type Value = S::Output;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Output, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, S: Shape<'de>> Visitor<'de> for Expect<S> {
    type Value = S::Output;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a part of a case")
    }

    fn visit_unit<E: Error>(self) -> Result<S::Output, E> {
        Ok(self.0.other(Kind::Null))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<S::Output, E> {
        Ok(self.0.other(Kind::Flag))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<S::Output, E> {
        Ok(self.0.other(Kind::Number))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<S::Output, E> {
        Ok(self.0.other(Kind::Number))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<S::Output, E> {
        Ok(self.0.other(Kind::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<S::Output, E> {
        Ok(self.0.text(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<S::Output, A::Error> {
        self.0.object(object)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<S::Output, A::Error> {
        self.0.list(list)
    }
}

/// A value as it was written, where no parts are expected.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Leaf<'de> {
    Flag(bool),
    Number(&'de str),
    Text(Cow<'de, str>),
    Other(Kind),
}

impl<'de> Leaf<'de> {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Leaf::Flag(_) => Kind::Flag,
            Leaf::Number(_) => Kind::Number,
            Leaf::Text(_) => Kind::Text,
            Leaf::Other(kind) => *kind,
        }
    }

    /// The value of the key that was just read.
    pub(super) fn of_member<A: MapAccess<'de>>(object: &mut A) -> Result<Leaf<'de>, A::Error> {
        object.next_value::<&RawValue>().and_then(Leaf::read)
    }

    /// The next element of a list.
    pub(super) fn of_element<A: SeqAccess<'de>>(
        list: &mut A,
    ) -> Result<Option<Leaf<'de>>, A::Error> {
        list.next_element::<&RawValue>()?.map(Leaf::read).transpose()
    }

    fn read<E: Error>(raw: &'de RawValue) -> Result<Leaf<'de>, E> {
        let text = raw.get();
        Ok(match text.as_bytes().first() {
            Some(b'n') | None => Leaf::Other(Kind::Null),
            Some(b't') => Leaf::Flag(true),
            Some(b'f') => Leaf::Flag(false),
            Some(b'[') => Leaf::Other(Kind::List),
            Some(b'{') => Leaf::Other(Kind::Object),
            Some(b'"') => match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
                Some(plain) if !plain.contains('\\') => Leaf::Text(Cow::Borrowed(plain)),
                // A parser that skips over a text does not look at its surrogates.
                _ => Leaf::Text(Cow::Owned(
                    serde_json::from_str(text).map_err(|_| E::custom("lone surrogate"))?,
                )),
            },
            Some(_) => Leaf::Number(text),
        })
    }
}

/// A key, borrowed from the document where it contains no escapes.
pub(super) fn next_key<'de, A: MapAccess<'de>>(
    object: &mut A,
) -> Result<Option<Cow<'de, str>>, A::Error> {
    object.next_key_seed(Key(PhantomData))
}

struct Key<'de>(PhantomData<&'de str>);

impl<'de> DeserializeSeed<'de> for Key<'de> {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'de> {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}
