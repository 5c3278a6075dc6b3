//! Values that JSON represents by their names: written as strings, and read back from them.

use crate::Truth;
use crate::calendar::PartialDate;
use crate::policy::{Basis, Outcome, Quantifier};
use crate::possible::{CodeSet, Comparator};
use crate::unit::Unit;
use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

/// A string from which a value is parsed; a refusal does not quote it.
struct Text<T, F> {
    read: F,
    read_as: PhantomData<T>,
}

impl<T, E: fmt::Display, F: Fn(&str) -> Result<T, E>> Visitor<'_> for Text<T, F> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<D: Error>(self, text: &str) -> Result<T, D> {
        (self.read)(text).map_err(D::custom)
    }
}

/// The value of a code set: the `Deserialize` of generated enums.
///
/// # Errors
///
/// Text that is not the name of a value.
pub fn deserialize_code<'de, E: CodeSet, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<E, D::Error> {
    deserializer.deserialize_str(Text { read: E::from_name, read_as: PhantomData })
}

macro_rules! named {
    ($($type:ty: |$value:ident| $name:expr;)*) => {
        $(
            impl Serialize for $type {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let $value = self;
                    serializer.collect_str($name)
                }
            }

            impl<'de> Deserialize<'de> for $type {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
                    let read = <$type>::from_str;
                    deserializer.deserialize_str(Text { read, read_as: PhantomData })
                }
            }
        )*
    };
}

named! {
    Outcome: |outcome| outcome.name();
    Basis: |basis| basis.name();
    Truth: |truth| truth.name();
    Unit: |unit| unit.ucum();
    Comparator: |comparator| comparator.sign();
    PartialDate: |date| date;
    Quantifier: |quantifier| quantifier;
}

#[cfg(test)]
mod tests {
    use crate::Truth;
    use crate::calendar::PartialDate;
    use crate::policy::{Basis, Outcome, Quantifier};
    use crate::unit::Unit;
    use serde::{Deserialize, Serialize};

    fn assert_read_back<T: Serialize + for<'de> Deserialize<'de> + PartialEq + core::fmt::Debug>(
        value: &T,
        written: &str,
    ) {
        assert_eq!(serde_json::to_string(value).unwrap(), written);
        assert_eq!(&serde_json::from_str::<T>(written).unwrap(), value);
        assert_eq!(
            &serde_json::from_value::<T>(serde_json::to_value(value).unwrap()).unwrap(),
            value
        );
    }

    #[test]
    fn named_values_are_read_back() {
        assert_read_back(&Outcome::CriteriaMetReviewRequired, r#""criteria_met_review_required""#);
        assert_read_back(&Basis::Investigational, r#""investigational""#);
        assert_read_back(&Truth::NOT_MET, r#""not_met""#);
        assert_read_back(&Unit::MillionCells, r#""10*6""#);
        assert_read_back(&Quantifier::AllOf, r#""all of""#);
        assert_read_back(&Quantifier::AtLeast(2), r#""at least 2 of""#);
        assert_read_back(&PartialDate::Year(2026), r#""2026""#);
        let refused = serde_json::from_str::<Outcome>(r#""denied""#).unwrap_err();
        assert_eq!(refused.to_string(), "not the name of an outcome at line 1 column 8");
    }
}
