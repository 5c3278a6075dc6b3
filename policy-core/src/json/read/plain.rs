//! Values without parts: flags, counts, dates, names.

use super::date::AnyDate;
use super::place::Place;
use super::reader::{Given, Reader};
use super::shape::Shape;
use crate::calendar::PartialDate;
use crate::case::refusal::{DATE, DAY, Refusal, in_words, measured, values};
use crate::case::validate;
use crate::json::syntax::Broken;
use crate::json::value::{Kind, Value};
use crate::json::walker::Walker;
use crate::possible::Date;
use crate::vocabulary::{Concept, FactId};
use chrono::NaiveDate;

impl Reader<'_> {
    pub(super) fn flag(&mut self, place: Place<'_>, given: &Value<'_>) -> Given<bool> {
        let Value::Flag(flag) = given else {
            let help = "write `true` or `false`, without quotes; leave the key out where it is not documented";
            return self.refuse_kind(place, given.kind(), "a flag", help);
        };
        Given::Read(*flag)
    }

    pub(super) fn count(
        &mut self,
        place: Place<'_>,
        given: &Value<'_>,
        low: u32,
        high: u32,
    ) -> Given<u32> {
        let help = || validate::whole_number(low, high);
        let Value::Number(text) = given else {
            return self.refuse_kind(place, given.kind(), "a count", help());
        };
        let text = if *text == "-0" { "0" } else { *text };
        let refusal = if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            let found = if text.starts_with('-') {
                "a number below 0"
            } else {
                "a number that is not written as a whole number"
            };
            Refusal::new(found, help())
        } else if let Ok(count) = text.parse() {
            match validate::count(count, low, high) {
                None => return Given::Read(count),
                Some(refusal) => refusal,
            }
        } else {
            validate::implausible_count(low, high)
        };
        self.refuse(place, refusal)
    }

    pub(super) fn partial_date(
        &mut self,
        place: Place<'_>,
        given: &Value<'_>,
    ) -> Given<PartialDate> {
        self.date(place, given, DATE)
    }

    pub(super) fn full_date(&mut self, place: Place<'_>, given: &Value<'_>) -> Given<NaiveDate> {
        match self.date(place, given, DAY) {
            Given::Read(PartialDate::Day(day)) => Given::Read(day),
            Given::Read(PartialDate::Month { .. }) => {
                self.refuse(place, Refusal::new("a month, not a full date", DAY))
            }
            Given::Read(PartialDate::Year(_) | PartialDate::Between { .. }) => {
                self.refuse(place, Refusal::new("a year, not a full date", DAY))
            }
            Given::Refused => Given::Refused,
            Given::Absent => Given::Absent,
        }
    }

    fn date(&mut self, place: Place<'_>, given: &Value<'_>, help: &str) -> Given<PartialDate> {
        let Value::Text(text) = given else {
            return self.refuse_kind(place, given.kind(), "a date", help);
        };
        match PartialDate::parse(text) {
            Ok(date) => Given::Read(date),
            Err(problem) => self.refuse(place, Refusal::new(in_words(problem, text), help)),
        }
    }

    /// The date of a result or event, to be compared with the request date.
    pub(super) fn date_of(
        &mut self,
        place: Place<'_>,
        fact: FactId,
        position: usize,
        walker: &mut Walker<'_>,
    ) -> Result<Given<Date>, Broken> {
        let date = AnyDate { reader: self, place, can_be_never: false }.read(walker)?;
        if let Given::Read(date) = date {
            self.compare_later(fact, Some(position), date);
        }
        Ok(date)
    }

    /// One of the values in `of`, by its position.
    pub(super) fn named(
        &mut self,
        place: Place<'_>,
        given: &Value<'_>,
        of: &str,
        names: &[Concept],
    ) -> Given<u8> {
        let Value::Text(text) = given else {
            let expected = format!("a value of `{of}`");
            return self.refuse_kind(place, given.kind(), &expected, values(names));
        };
        self.name(place, text, of, names)
    }

    fn name(&mut self, place: Place<'_>, text: &str, of: &str, names: &[Concept]) -> Given<u8> {
        if let Some((position, _)) = (0..).zip(names).find(|(_, value)| value.name == text) {
            return Given::Read(position);
        }
        let problem = format!("{}, not a value of `{of}`", measured(text));
        self.refuse_name(place, problem, text, names.iter().map(|value| &*value.name), || {
            values(names)
        })
    }
}

/// A code: one value, or a list of candidates.
pub(super) struct CodeFact<'a, 'v> {
    pub(super) reader: &'a mut Reader<'v>,
    pub(super) place: Place<'a>,
    pub(super) values: &'a [Concept],
}

impl<'t> Shape<'t> for CodeFact<'_, '_> {
    type Output = Given<u64>;

    fn other(self, found: Kind) -> Given<u64> {
        self.reader.refuse_kind(
            self.place,
            found,
            "a code",
            format!("{}; several candidates go into `{{\"one_of\": […]}}`", values(self.values)),
        )
    }

    fn text(self, text: &str) -> Given<u64> {
        self.reader.name(self.place, text, self.place.name(), self.values).map(bit)
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<Given<u64>, Broken> {
        let CodeFact { reader, place, values } = self;
        let mut candidates = Given::Absent;
        reader.members(place, &["one_of"], walker, |reader, key, walker| {
            let list = OneOf { reader, place: place.member(key), of: place.name(), values };
            candidates = list.read(walker)?;
            Ok(())
        })?;
        Ok(match candidates {
            Given::Absent => reader.refuse(place.member("one_of"), validate::missing("one_of")),
            given @ (Given::Refused | Given::Read(_)) => given,
        })
    }
}

struct OneOf<'a, 'v> {
    reader: &'a mut Reader<'v>,
    place: Place<'a>,
    of: &'a str,
    values: &'a [Concept],
}

impl<'t> Shape<'t> for OneOf<'_, '_> {
    type Output = Given<u64>;

    fn other(self, found: Kind) -> Given<u64> {
        self.reader.refuse_kind(
            self.place,
            found,
            "a list of candidates",
            "write the candidates in brackets, as in `{\"one_of\": [\"A\", \"B\"]}`",
        )
    }

    fn list(self, walker: &mut Walker<'t>) -> Result<Given<u64>, Broken> {
        let OneOf { reader, place, of, values } = self;
        let (mut length, mut candidates, mut twice) = (0_usize, 0, 0);
        while walker.has_element()? {
            let given = walker.whole_value()?;
            let candidate = reader.named(place.element(length), &given, of, values);
            let candidate = candidate.map(bit).read().unwrap_or(0);
            if candidates & candidate & !twice != 0 {
                twice |= candidate;
                reader.refuse::<()>(
                    place,
                    Refusal::new("a candidate is given twice", "name each candidate once"),
                );
            }
            candidates |= candidate;
            length = length.saturating_add(1);
        }
        if length == 0 {
            let help = "name the candidates, or leave the fact out where nothing is known";
            return Ok(reader.refuse(place, Refusal::new("`one_of` is empty", help)));
        }
        Ok(Given::Read(candidates))
    }
}

/// The bit for a value by its position; a vocabulary has at most 64.
fn bit(position: u8) -> u64 {
    1_u64.checked_shl(position.into()).unwrap_or(0)
}
