//! Dates: a day, a month, a year, some day of a range, or never.

use super::place::Place;
use super::reader::{Given, Reader};
use super::shape::Shape;
use crate::calendar::PartialDate;
use crate::case::refusal::{DATE, Refusal};
use crate::json::syntax::Broken;
use crate::json::value::{Kind, Value};
use crate::json::walker::Walker;
use crate::possible::Date;

const NEVER: &str = "never";
const RANGE: &str = "write `{\"from\": …, \"to\": …}`; either end may be left out";

/// A date that may be known in part.
pub(super) struct AnyDate<'a, 'v> {
    pub(super) reader: &'a mut Reader<'v>,
    pub(super) place: Place<'a>,
    /// It may be documented as `"never"`: a date fact, and nothing that happened.
    pub(super) can_be_never: bool,
}

impl<'t> Shape<'t> for AnyDate<'_, '_> {
    type Output = Given<Date>;

    fn other(self, found: Kind) -> Given<Date> {
        self.reader.refuse_kind(self.place, found, "a date", DATE)
    }

    fn text(self, text: &str) -> Given<Date> {
        if self.can_be_never && text == NEVER {
            return Given::Read(Date::NEVER);
        }
        if text == NEVER {
            let help = if self.place.name() == "end" {
                "write `\"ongoing\": true` of a course that goes on"
            } else {
                "leave the date out where it is not known; of what never happened there is no entry"
            };
            let problem = "`\"never\"` of something that happened";
            return self.reader.refuse(self.place, Refusal::new(problem, help));
        }
        let given = Value::Text(text.into());
        self.reader.partial_date(self.place, &given).map(Date::from)
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<Given<Date>, Broken> {
        let AnyDate { reader, place, .. } = self;
        let (mut from, mut to) = (Given::Absent, Given::Absent);
        let meant = reader.members(place, &["from", "to"], walker, |reader, key, walker| {
            let end = reader.partial_date(place.member(key), &walker.whole_value()?);
            if key == "from" {
                from = end;
            } else {
                to = end;
            }
            Ok(())
        })?;
        if from == Given::Refused || to == Given::Refused || !meant.is_empty() {
            return Ok(Given::Refused);
        }
        let (from, to) = (from.read(), to.read());
        Ok(match PartialDate::between(from, to) {
            Some(date) => Given::Read(Date::from(date)),
            None if from.is_none() => {
                reader.refuse(place, Refusal::new("a range without `from` and `to`", RANGE))
            }
            None => reader.refuse(
                place,
                Refusal::new("`from` is later than `to`", "write the earlier date as `from`"),
            ),
        })
    }
}
