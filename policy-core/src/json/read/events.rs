//! Histories of events.

use super::limits::ELEMENTS;
use super::place::Place;
use super::reader::{Given, Reader};
use super::shape::Shape;
use crate::case::validate;
use crate::json::syntax::Broken;
use crate::json::value::{Kind, Value};
use crate::json::walker::Walker;
use crate::possible::{Complete, Date, History, Occurrence};
use crate::vocabulary::{Attribute, FactId};

/// An events fact: what is known to have happened, and whether that is everything.
pub(super) struct EventsFact<'a, 'v> {
    pub(super) reader: &'a mut Reader<'v>,
    pub(super) place: Place<'a>,
    pub(super) fact: FactId,
    pub(super) attribute: Option<&'a Attribute>,
}

impl<'t> Shape<'t> for EventsFact<'_, '_> {
    type Output = Given<History>;

    fn other(self, found: Kind) -> Given<History> {
        self.reader.refuse_kind(
            self.place,
            found,
            "a history of events",
            "write `{\"complete\": …, \"events\": [{\"date\": …}]}`",
        )
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<Given<History>, Broken> {
        let EventsFact { reader, place, fact, attribute } = self;
        let (mut complete, mut events) = (Given::Absent, Given::Absent);
        reader.members(place, &["complete", "events"], walker, |reader, key, walker| {
            let here = place.member(key);
            if key == "complete" {
                complete = HowComplete { reader, place: here }.read(walker)?;
            } else {
                events = Occurrences { reader, place: here, fact, attribute }.read(walker)?;
            }
            Ok(())
        })?;
        for (key, absent) in [("complete", complete.is_absent()), ("events", events.is_absent())] {
            if absent {
                reader.refuse::<()>(place.member(key), validate::missing(key));
            }
        }
        Ok(match (complete.read(), events.read()) {
            (Some(complete), Some(occurrences)) => Given::Read(History { complete, occurrences }),
            _ => Given::Refused,
        })
    }
}

/// Whether a history is complete: yes, no, or from a day on.
struct HowComplete<'a, 'v> {
    reader: &'a mut Reader<'v>,
    place: Place<'a>,
}

const COMPLETE: &str = "write `true`, `false`, or `{\"since\": \"2024-01-01\"}` if nothing else happened from that day on";

impl<'t> Shape<'t> for HowComplete<'_, '_> {
    type Output = Given<Complete>;

    fn other(self, found: Kind) -> Self::Output {
        self.reader.refuse_kind(self.place, found, "a flag or a day", COMPLETE)
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<Self::Output, Broken> {
        let HowComplete { reader, place } = self;
        let mut since = Given::Absent;
        reader.members(place, &["since"], walker, |reader, key, walker| {
            since = reader.full_date(place.member(key), &walker.whole_value()?);
            Ok(())
        })?;
        Ok(if since.is_absent() {
            reader.refuse(place.member("since"), validate::missing("since"))
        } else {
            since.map(Complete::Since)
        })
    }

    fn read(self, walker: &mut Walker<'t>) -> Result<Self::Output, Broken> {
        match walker.value()? {
            Value::Flag(complete) => Ok(Given::Read(complete.into())),
            Value::Object => self.object(walker),
            Value::List => self.list(walker),
            value @ (Value::Null | Value::Text(_) | Value::Number(_)) => {
                Ok(self.other(value.kind()))
            }
        }
    }
}

struct Occurrences<'a, 'v> {
    reader: &'a mut Reader<'v>,
    place: Place<'a>,
    fact: FactId,
    attribute: Option<&'a Attribute>,
}

impl<'t> Shape<'t> for Occurrences<'_, '_> {
    type Output = Given<Vec<Occurrence>>;

    fn other(self, found: Kind) -> Self::Output {
        self.reader.refuse_kind(
            self.place,
            found,
            "a list of events",
            "write a list of dated events: `[{\"date\": …}]`, or `[]`",
        )
    }

    fn list(self, walker: &mut Walker<'t>) -> Result<Self::Output, Broken> {
        let Occurrences { reader, place, fact, attribute } = self;
        let mut occurrences = Vec::new();
        let mut position = 0_usize;
        while walker.has_element()? {
            let here = place.element(position);
            let event = OneEvent { reader, place: here, fact, position, attribute }.read(walker)?;
            occurrences.extend(event.read());
            position = position.saturating_add(1);
            if position == ELEMENTS {
                reader.end_of_list(place, walker, "events")?;
                break;
            }
        }
        Ok(Given::Read(occurrences))
    }
}

struct OneEvent<'a, 'v> {
    reader: &'a mut Reader<'v>,
    place: Place<'a>,
    fact: FactId,
    position: usize,
    attribute: Option<&'a Attribute>,
}

impl<'t> Shape<'t> for OneEvent<'_, '_> {
    type Output = Given<Occurrence>;

    fn other(self, found: Kind) -> Self::Output {
        self.reader.refuse_kind(self.place, found, "an event", "write `{\"date\": …}`")
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<Self::Output, Broken> {
        let OneEvent { reader, place, fact, position, attribute } = self;
        let (mut date, mut value) = (Given::Absent, Given::Absent);
        let (with_attribute, without) =
            (["date", attribute.map_or("", |attribute| &attribute.name)], ["date"]);
        let keys: &[&str] = if attribute.is_some() { &with_attribute } else { &without };
        reader.members(place, keys, walker, |reader, key, walker| {
            match attribute {
                Some(attribute) if key == attribute.name => {
                    let given = walker.whole_value()?;
                    value = reader.named(place.member(key), &given, key, &attribute.values);
                }
                _ => date = reader.date_of(place.member(key), fact, position, walker)?,
            }
            Ok(())
        })?;
        // Without a date it happened on some day up to the request.
        let date = if date.is_absent() { Given::Read(Date::UNKNOWN) } else { date };
        Ok(date.map(|date| Occurrence { date, attribute: value.read() }))
    }
}
