//! The members of a JSON object as they are written, in their order, repeated ones included.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Keys and values; the values are slices of the text that was read.
pub struct Members<'t>(pub Vec<(String, &'t RawValue)>);

impl<'t> Members<'t> {
    /// The members of an object; `None` for any other text.
    pub fn read(text: &'t [u8]) -> Option<Members<'t>> {
        serde_json::from_slice(text).ok()
    }

    /// The value of a key; of one that is there more than once, the last.
    pub fn get(&self, name: &str) -> Option<&'t RawValue> {
        self.0.iter().rfind(|(key, _)| key == name).map(|(_, value)| *value)
    }

    /// A key that is there more than once: which of its values counts is anyone's guess.
    pub fn repeated(&self) -> Option<&str> {
        let mut keys = self.0.iter().map(|(key, _)| &**key).collect::<Vec<_>>();
        keys.sort_unstable();
        keys.iter().zip(keys.iter().skip(1)).find(|(key, next)| key == next).map(|(key, _)| *key)
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Members<'de>, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Object)
    }
}
