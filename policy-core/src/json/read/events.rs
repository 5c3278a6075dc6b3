//! Histories of events.

use super::limits::ELEMENTS;
use super::place::Place;
use super::reader::{Given, Reader};
use super::shape::{Expect, Kind, Leaf, Shape};
use crate::case::validate;
use crate::possible::{History, Occurrence};
use crate::vocabulary::{Attribute, FactId};
use serde::de::{MapAccess, SeqAccess};

/// An events fact: what is known to have happened, and whether that is all.
pub(super) struct EventsFact<'a, 'v> {
    pub(super) reader: &'a mut Reader<'v>,
    pub(super) place: Place<'a>,
    pub(super) fact: FactId,
    pub(super) attribute: Option<&'a Attribute>,
}

impl<'de> Shape<'de> for EventsFact<'_, '_> {
    type Output = Given<History>;

    fn other(self, found: Kind) -> Given<History> {
        self.reader.refuse_kind(
            self.place,
            found,
            "a history of events",
            "write `{\"complete\": …, \"events\": [{\"date\": …}]}`",
        )
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Given<History>, A::Error> {
        let EventsFact { reader, place, fact, attribute } = self;
        let (mut complete, mut events) = (Given::Absent, Given::Absent);
        reader.members(place, &["complete", "events"], &mut object, |reader, key, object| {
            let here = place.member(key);
            if key == "complete" {
                let leaf = Leaf::of_member(object)?;
                complete = reader.flag(here, &leaf);
            } else {
                events = object.next_value_seed(Expect(Occurrences {
                    reader,
                    place: here,
                    fact,
                    attribute,
                }))?;
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

struct Occurrences<'a, 'v> {
    reader: &'a mut Reader<'v>,
    place: Place<'a>,
    fact: FactId,
    attribute: Option<&'a Attribute>,
}

impl<'de> Shape<'de> for Occurrences<'_, '_> {
    type Output = Given<Vec<Occurrence>>;

    fn other(self, found: Kind) -> Self::Output {
        self.reader.refuse_kind(
            self.place,
            found,
            "a list of events",
            "write a list of dated events: `[{\"date\": …}]`, or `[]`",
        )
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Output, A::Error> {
        let Occurrences { reader, place, fact, attribute } = self;
        let mut occurrences = Vec::new();
        let mut position = 0_usize;
        while let Some(occurrence) = list.next_element_seed(Expect(OneEvent {
            reader: &mut *reader,
            place: place.element(position),
            fact,
            position,
            attribute,
        }))? {
            occurrences.extend(occurrence.read());
            position = position.saturating_add(1);
            if position == ELEMENTS {
                reader.end_of_list(place, &mut list, "events")?;
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

impl<'de> Shape<'de> for OneEvent<'_, '_> {
    type Output = Given<Occurrence>;

    fn other(self, found: Kind) -> Self::Output {
        self.reader.refuse_kind(self.place, found, "an event", "write `{\"date\": …}`")
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Output, A::Error> {
        let OneEvent { reader, place, fact, position, attribute } = self;
        let (mut date, mut value) = (Given::Absent, Given::Absent);
        let (with_attribute, without) =
            (["date", attribute.map_or("", |attribute| &attribute.name)], ["date"]);
        let keys: &[&str] = if attribute.is_some() { &with_attribute } else { &without };
        reader.members(place, keys, &mut object, |reader, key, object| {
            let leaf = Leaf::of_member(object)?;
            match attribute {
                Some(attribute) if key == attribute.name => {
                    value = reader.named(place.member(key), &leaf, key, &attribute.values);
                }
                _ => date = reader.date_of(place, key, &leaf, fact, position),
            }
            Ok(())
        })?;
        if date.is_absent() {
            reader.refuse::<()>(place.member("date"), validate::missing("date"));
        }
        Ok(date.map(|date| Occurrence { date: date.into(), attribute: value.read() }))
    }
}
