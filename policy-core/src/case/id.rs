//! The sender's id for a case.

use core::fmt;
use core::ops::Deref;

/// The sender's id for a case: a text or a whole number, echoed as it was sent.
///
/// ```
/// use policy_core::case::CaseId;
///
/// assert_eq!(&*CaseId::from("r-1"), "r-1");
/// assert_eq!(CaseId::from(1001).to_string(), "1001");
/// assert_ne!(CaseId::from(1001), CaseId::from("1001"));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CaseId {
    text: String,
    number: Option<i64>,
}

impl CaseId {
    /// The id as text, also of a number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn number(&self) -> Option<i64> {
        self.number
    }
}

impl From<&str> for CaseId {
    fn from(text: &str) -> CaseId {
        String::from(text).into()
    }
}

impl From<String> for CaseId {
    fn from(text: String) -> CaseId {
        CaseId { text, number: None }
    }
}

impl From<i64> for CaseId {
    fn from(number: i64) -> CaseId {
        CaseId { text: number.to_string(), number: Some(number) }
    }
}

impl Deref for CaseId {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for CaseId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.number {
            Some(number) => serializer.serialize_i64(number),
            None => serializer.serialize_str(&self.text),
        }
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for CaseId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<CaseId, D::Error> {
        struct AnyId;

        impl serde::de::Visitor<'_> for AnyId {
            type Value = CaseId;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a string or a whole number")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<CaseId, E> {
                Ok(text.into())
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<CaseId, E> {
                Ok(number.into())
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<CaseId, E> {
                i64::try_from(number).map(CaseId::from).map_err(E::custom)
            }
        }

        deserializer.deserialize_any(AnyId)
    }
}
