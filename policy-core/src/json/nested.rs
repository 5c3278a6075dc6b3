//! Cases inside larger documents. In: a deserializer. Out: a case of a generated type.
//!
//! `serde_json` passes on the text of a value, with every digit. If serde has already parsed the
//! document before it is known what belongs to the case (under `flatten`, or in an enum with a
//! `tag`), the text is written again from the parts.

use super::read::read_facts;
use crate::case::{CaseFacts, CaseId, CompiledCase};
use core::fmt;
use core::marker::PhantomData;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// The name by which `serde_json` is asked for the text of a value, and under which it passes it
/// on; a test notices if that ever changes.
const TEXT: &str = "$serde_json::private::RawValue";

/// A case of a generated type, with the sender's id for it.
///
/// `Deserialize` of the case itself reads the same JSON, but drops the id.
///
/// ```
/// use policy_core::case::{CaseId, CompiledCase};
/// use policy_core::json::CaseWithId;
///
/// fn id<C: CompiledCase>(json: &str) -> serde_json::Result<Option<CaseId>> {
///     Ok(serde_json::from_str::<CaseWithId<C>>(json)?.id)
/// }
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseWithId<C> {
    /// The sender's id.
    pub id: Option<CaseId>,
    /// The case.
    pub case: C,
}

impl<'de, C: CompiledCase> Deserialize<'de> for CaseWithId<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<CaseWithId<C>, D::Error> {
        deserializer.deserialize_newtype_struct(TEXT, Whole(PhantomData))
    }
}

impl<C: CompiledCase> Serialize for CaseWithId<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::serialize_case(&self.case, self.id.as_ref(), serializer)
    }
}

/// Reads a case from a larger JSON document: the `Deserialize` of generated case types.
///
/// # Errors
///
/// Any error of the deserializer, and all problems of the case as one message.
pub fn deserialize_as<'de, C: CompiledCase, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<C, D::Error> {
    CaseWithId::deserialize(deserializer).map(|document| document.case)
}

/// A complete case, as text or in parts.
struct Whole<C>(PhantomData<C>);

impl<C: CompiledCase> Whole<C> {
    fn read<E: Error>(text: &str) -> Result<CaseWithId<C>, E> {
        let document =
            read_facts(&C::compiled_policy().vocabulary, text.as_bytes()).map_err(E::custom)?;
        let facts: CaseFacts = document.facts;
        Ok(CaseWithId { id: document.id, case: C::from(facts) })
    }
}

impl<'de, C: CompiledCase> Visitor<'de> for Whole<C> {
    type Value = CaseWithId<C>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a case, as an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<CaseWithId<C>, A::Error> {
        let mut text = String::new();
        let first = map.next_key::<String>()?;
        if first.as_deref() == Some(TEXT) {
            return Whole::read(&map.next_value::<String>()?);
        }
        write_members(first, map, &mut text)?;
        Whole::read(&text)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        parts: D,
    ) -> Result<CaseWithId<C>, D::Error> {
        let mut text = String::new();
        parts.deserialize_any(Anew(&mut text))?;
        Whole::read(&text)
    }
}

/// Writes the text of a value again.
struct Anew<'a>(&'a mut String);

impl Anew<'_> {
    fn write<E: Error>(self, value: impl Serialize) -> Result<(), E> {
        self.0.push_str(&serde_json::to_string(&value).map_err(E::custom)?);
        Ok(())
    }
}

impl<'de> serde::de::DeserializeSeed<'de> for Anew<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

fn write_members<'de, A: MapAccess<'de>>(
    first: Option<String>,
    mut map: A,
    text: &mut String,
) -> Result<(), A::Error> {
    let mut next = first;
    let mut separator = "{";
    while let Some(key) = next {
        text.push_str(separator);
        separator = ",";
        Anew(text).write(key)?;
        text.push(':');
        map.next_value_seed(Anew(text))?;
        next = map.next_key()?;
    }
    text.push_str(if separator == "{" { "{}" } else { "}" });
    Ok(())
}

impl<'de> Visitor<'de> for Anew<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value of JSON")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.write(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.write(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.write(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.write(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.write(value)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.write(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.write(())
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut separator = "[";
        loop {
            let end = self.0.len();
            self.0.push_str(separator);
            if list.next_element_seed(Anew(self.0))?.is_none() {
                self.0.truncate(end);
                self.0.push_str(if separator == "[" { "[]" } else { "]" });
                return Ok(());
            }
            separator = ",";
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let first = map.next_key()?;
        write_members(first, map, self.0)
    }
}
