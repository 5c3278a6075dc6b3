//! Histories: events, courses, records and readings.

use super::date::AnyDate;
use super::limits::ELEMENTS;
use super::place::Place;
use super::reader::{Given, Reader};
use super::shape::Shape;
use super::{Documented, read_value};
use crate::case::refusal::Refusal;
use crate::case::{ProblemKind, history, validate};
use crate::json::syntax::Broken;
use crate::json::value::{Kind, Value};
use crate::json::walker::Walker;
use crate::possible::{AttributeValue, Complete, Date, Entry, History};
use crate::vocabulary::{Attributes, FactId, HistoryForm};

/// A history: what is known to have happened, and whether that is everything.
pub(super) struct HistoryFact<'a, 'v> {
    pub(super) reader: &'a mut Reader<'v>,
    pub(super) place: Place<'a>,
    pub(super) listed: Listed<'a>,
}

/// What a history lists.
#[derive(Clone, Copy)]
pub(super) struct Listed<'a> {
    pub(super) fact: FactId,
    pub(super) form: HistoryForm,
    pub(super) attributes: Attributes,
    /// The keys of an entry: its days, its attributes, its id.
    pub(super) keys: &'a [&'a str],
}

impl<'t> Shape<'t> for HistoryFact<'_, '_> {
    type Output = Given<History>;

    fn other(self, found: Kind) -> Given<History> {
        let (list, example) = (self.listed.form.name(), example(self.listed.form));
        let (expected, help) = match self.listed.form {
            HistoryForm::Events | HistoryForm::Courses | HistoryForm::Records => (
                format!("a history of {list}"),
                format!("write `{{\"complete\": …, \"{list}\": [{example}]}}`"),
            ),
            HistoryForm::Readings if found == Kind::Object => (
                "a list of readings".to_owned(),
                format!(
                    "write the list alone, `[{example}]`: whether readings are complete is never known"
                ),
            ),
            HistoryForm::Readings => (
                "a list of readings".to_owned(),
                format!("write a list of readings: `[{example}]`"),
            ),
        };
        self.reader.refuse_kind(self.place, found, &expected, help)
    }

    fn list(self, walker: &mut Walker<'t>) -> Result<Given<History>, Broken> {
        if self.listed.form != HistoryForm::Readings {
            walker.leave()?;
            return Ok(self.other(Kind::List));
        }
        let HistoryFact { reader, place, listed } = self;
        let (entries, number) = list_of_entries(reader, place, listed, walker)?;
        if number == 0 {
            let problem = "the list of readings is empty";
            let help = "leave the fact out where there is no reading";
            return Ok(reader.refuse(place, Refusal::new(problem, help)));
        }
        Ok(Given::Read(History { complete: Complete::No, entries }))
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<Given<History>, Broken> {
        if self.listed.form == HistoryForm::Readings {
            walker.leave()?;
            return Ok(self.other(Kind::Object));
        }
        let HistoryFact { reader, place, listed } = self;
        let list = listed.form.name();
        let (mut complete, mut entries) = (Given::Absent, Given::Absent);
        let keys = ["complete", list];
        let meant = reader.members(place, &keys, walker, |reader, key, walker| {
            let here = place.member(key);
            if key == "complete" {
                complete = HowComplete { reader, place: here, listed }.read(walker)?;
            } else {
                entries = Entries { reader, place: here, listed }.read(walker)?;
            }
            Ok(())
        })?;
        for (key, absent) in [("complete", complete.is_absent()), (list, entries.is_absent())] {
            if absent && !meant.contains(&key) {
                reader.refuse::<()>(place.member(key), validate::missing(key));
            }
        }
        Ok(match (complete.read(), entries.read()) {
            (Some(complete), Some(entries)) => Given::Read(History { complete, entries }),
            _ => Given::Refused,
        })
    }
}

/// An entry, as it is written.
const fn example(form: HistoryForm) -> &'static str {
    match form {
        HistoryForm::Events | HistoryForm::Readings => "{\"date\": …}",
        HistoryForm::Courses => "{\"start\": …, \"end\": …}",
        HistoryForm::Records => "{…}",
    }
}

/// Whether a history is complete: yes, no, or from a day on.
struct HowComplete<'a, 'v> {
    reader: &'a mut Reader<'v>,
    place: Place<'a>,
    listed: Listed<'a>,
}

const COMPLETE: &str = "write `true`, `false`, or `{\"since\": \"2024-01-01\"}` if nothing else happened from that day on";

impl<'t> Shape<'t> for HowComplete<'_, '_> {
    type Output = Given<Complete>;

    fn other(self, found: Kind) -> Self::Output {
        match self.listed.form {
            HistoryForm::Events | HistoryForm::Courses | HistoryForm::Readings => {
                self.reader.refuse_kind(self.place, found, "a flag or a day", COMPLETE)
            }
            HistoryForm::Records => {
                let help = "write `true` or `false`: records have no days";
                self.reader.refuse_kind(self.place, found, "a flag", help)
            }
        }
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<Self::Output, Broken> {
        if self.listed.form == HistoryForm::Records {
            walker.leave()?;
            return Ok(self.other(Kind::Object));
        }
        let HowComplete { reader, place, listed } = self;
        let mut since = Given::Absent;
        let meant = reader.members(place, &["since"], walker, |reader, key, walker| {
            since = reader.full_date(place.member(key), &walker.whole_value()?);
            if let Given::Read(since) = since {
                reader.compare_since_later(listed.fact, since);
            }
            Ok(())
        })?;
        Ok(if !meant.is_empty() {
            Given::Refused
        } else if since.is_absent() {
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

struct Entries<'a, 'v> {
    reader: &'a mut Reader<'v>,
    place: Place<'a>,
    listed: Listed<'a>,
}

impl<'t> Shape<'t> for Entries<'_, '_> {
    type Output = Given<Vec<Entry>>;

    fn other(self, found: Kind) -> Self::Output {
        let form = self.listed.form;
        self.reader.refuse_kind(
            self.place,
            found,
            &format!("a list of {}", form.name()),
            format!("write a list of {}: `[{}]`, or `[]`", form.name(), example(form)),
        )
    }

    fn list(self, walker: &mut Walker<'t>) -> Result<Self::Output, Broken> {
        let Entries { reader, place, listed } = self;
        let (entries, _) = list_of_entries(reader, place, listed, walker)?;
        Ok(Given::Read(entries))
    }
}

/// The entries of a list, without those that are refused, and how many there are.
fn list_of_entries(
    reader: &mut Reader<'_>,
    place: Place<'_>,
    listed: Listed<'_>,
    walker: &mut Walker<'_>,
) -> Result<(Vec<Entry>, usize), Broken> {
    let mut entries = Vec::new();
    let mut position = 0_usize;
    while walker.has_element()? {
        let here = place.element(position);
        let entry = OneEntry { reader, place: here, listed, position }.read(walker)?;
        entries.extend(entry.read());
        position = position.saturating_add(1);
        if position == ELEMENTS {
            reader.end_of_list(place, walker, listed.form.name())?;
            break;
        }
    }
    Ok((entries, position))
}

struct OneEntry<'a, 'v> {
    reader: &'a mut Reader<'v>,
    place: Place<'a>,
    listed: Listed<'a>,
    position: usize,
}

impl<'t> Shape<'t> for OneEntry<'_, '_> {
    type Output = Given<Entry>;

    fn other(self, found: Kind) -> Self::Output {
        let form = self.listed.form;
        let help = format!("write `{}`", example(form));
        self.reader.refuse_kind(self.place, found, form.entry(), help)
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<Self::Output, Broken> {
        let OneEntry { reader, place, listed, position } = self;
        let (mark, before) = (reader.mark(), reader.number_of_problems());
        let (mut date, mut end) = (Given::Absent, Given::Absent);
        let mut entry = Entry::default();
        reader.members(place, listed.keys, walker, |reader, key, walker| {
            let here = place.member(key);
            let known = listed.attributes.ids().find_map(|id| {
                let fact = reader.vocabulary.fact(id)?;
                (fact.name == key).then_some((id, fact))
            });
            match (key, known) {
                (_, Some((id, fact))) => {
                    let documented = Documented::Attribute;
                    let value = read_value(reader, here, (id, fact), documented, walker)?.read();
                    let value = value.and_then(|value| AttributeValue::try_from(value).ok());
                    let told = value.filter(|value| history::says_something(*value, &fact.kind));
                    entry.attributes.extend(told.map(|value| (id, value)));
                }
                ("id", None) => match walker.whole_value()? {
                    Value::Text(id) => entry.id = Some(id.into()),
                    Value::Number(id) if id.bytes().all(|byte| byte.is_ascii_digit()) => {
                        entry.id = Some(id.into());
                    }
                    given @ (Value::Null
                    | Value::Flag(_)
                    | Value::Number(_)
                    | Value::List
                    | Value::Object) => {
                        let help = "put the id into quotation marks, or leave it out";
                        reader.refuse_kind::<()>(here, given.kind(), "a string", help);
                    }
                },
                ("end", None) => {
                    let last = AnyDate { reader, place: here, can_be_never: false }.read(walker)?;
                    end = second(reader, here, end, last);
                }
                ("ongoing", None) => {
                    let ongoing = match walker.whole_value()? {
                        Value::Flag(true) => Given::Read(Date::NEVER),
                        Value::Null => Given::Absent,
                        Value::Flag(false)
                        | Value::Number(_)
                        | Value::Text(_)
                        | Value::List
                        | Value::Object => {
                            let help = "write `\"ongoing\": true` of a course that goes on, and leave `ongoing` out of any other";
                            reader.refuse(here, Refusal::new("not `true`", help))
                        }
                    };
                    end = second(reader, here, end, ongoing);
                }
                (_, None) => date = reader.date_of(here, listed.fact, position, walker)?,
            }
            Ok(())
        })?;
        // Without a date it was on some day up to the request.
        entry.date = date.read().unwrap_or_default();
        entry.end = end.read().unwrap_or_default();
        if listed.form == HistoryForm::Courses
            && let Some(refusal) = history::end(&entry)
        {
            reader.refuse_at::<()>(mark, place.member("end"), refusal);
        }
        // Of an entry that is refused it is not known what it says.
        if reader.number_of_problems() > before {
            return Ok(Given::Refused);
        }
        reader.compare_entry_later(mark, listed.fact, position);
        entry.attributes.sort_by_key(|(attribute, _)| *attribute);
        Ok(Given::Read(entry))
    }
}

const ONGOING: &str =
    "write `\"ongoing\": true` of a course that goes on, and `\"end\"` of one that is over";

/// The end of a course, which is given by one of two keys.
fn second(
    reader: &mut Reader<'_>,
    place: Place<'_>,
    known: Given<Date>,
    other: Given<Date>,
) -> Given<Date> {
    match (known, other) {
        (known, Given::Absent) => known,
        (Given::Absent, other) => other,
        // What is wrong with one of the two is said already.
        (Given::Refused, Given::Refused | Given::Read(_)) | (Given::Read(_), Given::Refused) => {
            Given::Refused
        }
        (Given::Read(_), Given::Read(_)) => {
            let problem = "a course that has an end and goes on";
            reader.refuse(place, Refusal::new(problem, ONGOING).of(ProblemKind::Contradiction))
        }
    }
}
