//! What a chart must show, as an id and in words.

use super::value::{Boundary, Reason, Value};
use core::cmp::Ordering;
use policy_core::Truth;
use policy_core::calendar::{CalendarUnit, Shift};
use policy_core::policy::{Day, Expression, Threshold, notation, unit_of_multiple};
use policy_core::possible::{AttributeValue, NormLimit};
use policy_core::unit::ordinal;
use policy_core::vocabulary::{FactId, Vocabulary};

/// The end of an id, `just-below=2_mg/L`, and of a sentence.
pub(super) fn of(
    value: Value,
    predicate: &Expression,
    vocabulary: &Vocabulary,
) -> (String, String) {
    let name = |position| {
        let fact = predicate.subjects().next();
        fact.map_or_else(String::new, |fact| value_name(fact, position, vocabulary))
    };
    match value {
        Value::Met => ("met".to_owned(), "it is met".to_owned()),
        Value::NotMet => ("not-met".to_owned(), "it is not met".to_owned()),
        Value::Code(position) => {
            (format!("value={}", name(position)), format!("the value is {}", name(position)))
        }
        Value::Count(number) => (format!("number={number}"), format!("the number is {number}")),
        Value::Events(1) => ("events=1".to_owned(), "exactly 1 event counts".to_owned()),
        Value::Events(number) => {
            (format!("events={number}"), format!("exactly {number} events count"))
        }
        Value::Results(1) => ("results=1".to_owned(), "exactly 1 result counts".to_owned()),
        Value::Results(number) => {
            (format!("results={number}"), format!("exactly {number} results count"))
        }
        Value::Attribute(attribute, value) => {
            let fact = vocabulary.name_of(attribute);
            let value = attribute_value(attribute, value, vocabulary);
            (
                format!("{fact}={}", value.replace(' ', "_")),
                format!("an entry has the {} {value}", vocabulary.label_of(attribute)),
            )
        }
        Value::Beside(attribute, side) => {
            let (id, words) = match side {
                Ordering::Less => ("below", "below"),
                Ordering::Equal => ("at", "the same as"),
                Ordering::Greater => ("above", "above"),
            };
            (
                format!("{}-{id}", vocabulary.name_of(attribute)),
                format!(
                    "the {} of an entry is {words} what it is compared with",
                    vocabulary.label_of(attribute)
                ),
            )
        }
        Value::AttributeDay(attribute, boundary, later) => {
            let (id, words) = beside_day(later);
            let (day, day_in_words) = boundary_names(boundary, predicate, vocabulary);
            (
                format!("{}-{id}={day}", vocabulary.name_of(attribute)),
                format!(
                    "the {} of an entry is {words} {day_in_words}",
                    vocabulary.label_of(attribute)
                ),
            )
        }
        Value::Lasting(length, longer) => {
            let (id, words) = match longer.cmp(&0) {
                Ordering::Less => ("just-shorter", "one day less than"),
                Ordering::Equal => ("lasting", "exactly"),
                Ordering::Greater => ("just-longer", "one day more than"),
            };
            (format!("{id}={}", length.iso_8601()), format!("a course has lasted {words} {length}"))
        }
        Value::Number(threshold, side) => {
            let (id, words) = match side {
                Ordering::Less => ("just-below", "just below"),
                Ordering::Equal => ("at", "exactly"),
                Ordering::Greater => ("just-above", "just above"),
            };
            (
                format!("{id}={}{}", threshold.value, threshold.unit.ucum()),
                format!("the value is {words} {threshold}"),
            )
        }
        Value::Limit(multiple, side) => {
            let (id, words) = match side {
                Ordering::Less => ("just-below", "just below"),
                Ordering::Equal => ("at", "exactly"),
                Ordering::Greater => ("just-above", "just above"),
            };
            let unit = unit_of_multiple(multiple.limit);
            let threshold = Threshold { value: multiple.times, unit };
            (
                format!("{id}={}{}", multiple.times, unit.ucum()),
                format!("a result is {words} {threshold}"),
            )
        }
        Value::Day(Boundary::Age(age, at), later) => {
            let (id, words) = if later > 0 {
                ("day-before-birthday", "the day before")
            } else {
                ("birthday", "the day of")
            };
            let day = match at {
                Day::SERVICE => "the date of service".to_owned(),
                Day::On(day) => day.to_string(),
                Day::Fact(fact) => date_names(fact, predicate, vocabulary).1,
            };
            let reached = if age.unit == CalendarUnit::Years {
                format!("the {} birthday", ordinal(&age.amount.to_string()))
            } else {
                format!("completing {age} of age")
            };
            (format!("{id}={}", age.amount), format!("{day} is {words} {reached}"))
        }
        Value::Day(boundary, later) => {
            let (id, words) = beside_day(later);
            let (day, day_in_words) = boundary_names(boundary, predicate, vocabulary);
            (format!("{id}={day}"), format!("the date is {words} {day_in_words}"))
        }
        Value::Unknown(reason) => {
            if let Reason::Attribute(attribute) = reason {
                return (
                    format!("{}-undocumented", vocabulary.name_of(attribute)),
                    format!(
                        "it is unknown, because the {} of an entry is not documented",
                        vocabulary.label_of(attribute)
                    ),
                );
            }
            let (id, words) = reason_names(reason);
            (id.to_owned(), words.to_owned())
        }
    }
}

/// A day beside a boundary, as in ids and as in sentences.
fn beside_day(later: i8) -> (&'static str, &'static str) {
    match later.cmp(&0) {
        Ordering::Less => ("day-before", "one day earlier than"),
        Ordering::Equal => ("day-of", "exactly"),
        Ordering::Greater => ("day-after", "one day later than"),
    }
}

const fn reason_names(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Undocumented => ("undocumented", "it is unknown, because nothing is documented"),
        Reason::Candidates => ("candidates", "it is unknown, because several values are possible"),
        Reason::PartialDate => {
            ("partial-date", "it is unknown, because a date is known only to the month or year")
        }
        Reason::Range => ("range", "it is unknown, because the value is a range"),
        Reason::Comparator => ("comparator", "it is unknown, because the value has a comparator"),
        Reason::OtherMethod => {
            ("other-method", "it is unknown, because the only results are by other methods")
        }
        Reason::Incomplete => ("incomplete", "it is unknown, because the history is incomplete"),
        Reason::OpenEnd => {
            ("open-end", "it is unknown, because the end of a course is not documented")
        }
        Reason::Limit(NormLimit::Lower) => {
            ("no-lower-limit", "it is unknown, because a lower limit of normal is not documented")
        }
        Reason::Limit(NormLimit::Upper) => {
            ("no-upper-limit", "it is unknown, because an upper limit of normal is not documented")
        }
        Reason::Attribute(_) => {
            ("attribute", "it is unknown, because an attribute of an entry is not documented")
        }
    }
}

/// A boundary as in ids and as in sentences.
fn boundary_names(
    boundary: Boundary,
    predicate: &Expression,
    vocabulary: &Vocabulary,
) -> (String, String) {
    match boundary {
        Boundary::Day(day) => (day.to_string(), day.to_string()),
        Boundary::End(end) => {
            let (day, in_words) = match end.day {
                Day::On(day) => boundary_names(Boundary::Day(day), predicate, vocabulary),
                Day::REQUEST => (String::new(), "the request".to_owned()),
                Day::Fact(fact) => date_names(fact, predicate, vocabulary),
            };
            let (sign, apart, words) = match end.shift {
                Shift::None => ("", String::new(), String::new()),
                Shift::Before(apart) => ("", apart.iso_8601(), format!("{apart} before ")),
                Shift::After(apart) => ("+", apart.iso_8601(), format!("{apart} after ")),
            };
            (format!("{day}{sign}{apart}"), format!("{words}{in_words}"))
        }
        Boundary::Age(age, _) => (age.iso_8601(), format!("{age} of age")),
        Boundary::Date(FactId::REQUEST_DATE) => {
            let name = vocabulary.name_of(FactId::REQUEST_DATE).to_owned();
            (name, "the day of the request".to_owned())
        }
        Boundary::Date(fact) => date_names(fact, predicate, vocabulary),
    }
}

/// A date of the case, or a day in a history.
fn date_names(fact: FactId, predicate: &Expression, vocabulary: &Vocabulary) -> (String, String) {
    let found = predicate.asked().map(|(term, _)| term.found_days()).unwrap_or_default();
    let name = notation::day(vocabulary, found, Day::Fact(fact));
    let id = name.split(" where ").next().unwrap_or_default().replace(' ', "-");
    (id, name)
}

/// A value of an attribute of an entry.
fn attribute_value(attribute: FactId, value: AttributeValue, vocabulary: &Vocabulary) -> String {
    match value {
        AttributeValue::Flag(flag) if flag.truth() == Truth::MET => "yes".to_owned(),
        AttributeValue::Flag(_) => "no".to_owned(),
        AttributeValue::Code(candidates) => {
            let position = u8::try_from(candidates.trailing_zeros()).unwrap_or_default();
            value_name(attribute, position, vocabulary)
        }
        AttributeValue::Count(count) => {
            count.written().map_or_else(String::new, |count| count.to_string())
        }
        AttributeValue::Date(date) => {
            date.written().map_or_else(|| "never".to_owned(), |date| date.to_string())
        }
        AttributeValue::Quantity(amount) => amount.to_string(),
    }
}

/// The name of a value of a code.
pub(super) fn value_name(fact: FactId, position: u8, vocabulary: &Vocabulary) -> String {
    let value = vocabulary.fact(fact).and_then(|fact| fact.kind.value(position));
    value.map_or_else(|| position.to_string(), ToString::to_string)
}
