//! What has to be shown, in an id and in words.

use super::site::Site;
use super::variant::{Anchor, Variant};
use core::cmp::Ordering;
use policy_core::policy::Expression;
use policy_core::vocabulary::{FactKind, Vocabulary};
use policy_core::wording::sentence;

/// The id of what a case is to show of a predicate: `I.A.3:met`, `I.A.1.e:just-below=2_mg/L`.
pub(super) fn id(site: &Site, variant: Variant, vocabulary: &Vocabulary) -> String {
    let what = match variant {
        Variant::Met => "met".to_owned(),
        Variant::NotMet => "not-met".to_owned(),
        Variant::Undocumented => "undocumented".to_owned(),
        Variant::Value(value) => {
            format!("value={}", value_name(&site.predicate, value, vocabulary))
        }
        Variant::Candidates => "candidates".to_owned(),
        Variant::Count(number) => format!("number={number}"),
        Variant::Eve(age) => format!("day-before-birthday={age}"),
        Variant::Birthday(age) => format!("birthday={age}"),
        Variant::PartialDate => "partial-date".to_owned(),
        Variant::Day(anchor, shift) => {
            let anchor = match anchor {
                Anchor::Day(day) => day.to_string(),
                Anchor::Before(duration) => duration.iso_8601(),
                Anchor::Request => {
                    vocabulary.name_of(policy_core::vocabulary::FactId::REQUEST_DATE).to_owned()
                }
                Anchor::Fact(fact) => vocabulary.name_of(fact).to_owned(),
            };
            format!("{}={anchor}", side(shift, ["day-before", "day-of", "day-after"]))
        }
        Variant::Number(threshold, where_to) => {
            let words = ["just-below", "at", "just-above"];
            format!("{}={}{}", side(sign(where_to), words), threshold.value, threshold.unit.ucum())
        }
        Variant::Range(_) => "range".to_owned(),
        Variant::Comparator(_) => "comparator".to_owned(),
        Variant::OtherMethod => "other-method".to_owned(),
        Variant::Events(number) => format!("events={number}"),
        Variant::Incomplete => "incomplete".to_owned(),
        Variant::Attribute(value) => {
            format!("attribute={}", value_name(&site.predicate, value, vocabulary))
        }
        Variant::AttributeUnknown => "attribute-undocumented".to_owned(),
    };
    format!("{}:{what}", site.name)
}

/// What a case is to show of a predicate: "I.A.3 decides: age on the date of service is at least 18
/// years; service on the day before the 18th birthday".
pub(super) fn sentence(site: &Site, variant: Variant, vocabulary: &Vocabulary) -> String {
    let what = match variant {
        Variant::Met => "it is met".to_owned(),
        Variant::NotMet => "it is not met".to_owned(),
        Variant::Undocumented => "nothing is documented that could show it".to_owned(),
        Variant::Value(value) => {
            format!("the value is {}", value_name(&site.predicate, value, vocabulary))
        }
        Variant::Candidates => "two values are possible, and it depends on which it is".to_owned(),
        Variant::Count(number) => format!("the number is {number}"),
        Variant::Eve(age) => format!("the service is on the day before {age} years are completed"),
        Variant::Birthday(age) => {
            format!("the service is on the day on which {age} years are completed")
        }
        Variant::PartialDate => {
            "a date is not known to the day, and it depends on the day".to_owned()
        }
        Variant::Day(anchor, shift) => {
            let anchor = match anchor {
                Anchor::Day(day) => day.to_string(),
                Anchor::Before(duration) => format!("the day {duration} before the request"),
                Anchor::Request => "the day of the request".to_owned(),
                Anchor::Fact(fact) => vocabulary.name_of(fact).to_owned(),
            };
            format!(
                "the date is {} {anchor}",
                side(shift, ["a day before", "exactly", "a day after"])
            )
        }
        Variant::Number(threshold, where_to) => {
            format!(
                "the number is {} {threshold}",
                side(sign(where_to), ["just below", "exactly", "just above"])
            )
        }
        Variant::Range(threshold) => format!("the number is a range with {threshold} in it"),
        Variant::Comparator(threshold) => {
            format!("the number has a comparator that leaves {threshold} open")
        }
        Variant::OtherMethod => "there are results by another method only".to_owned(),
        Variant::Events(1) => "one event counts".to_owned(),
        Variant::Events(number) => format!("{number} events count"),
        Variant::Incomplete => "the history is incomplete".to_owned(),
        Variant::Attribute(value) => {
            format!("there is an event with {}", value_name(&site.predicate, value, vocabulary))
        }
        Variant::AttributeUnknown => "what kind of event it was is not documented".to_owned(),
    };
    format!(
        "{} decides by this: {}; {what}",
        capital(&site.place),
        sentence::clause(vocabulary, &site.predicate)
    )
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn side(shift: i8, [before, at, after]: [&str; 3]) -> &str {
    match shift.cmp(&0) {
        Ordering::Less => before,
        Ordering::Equal => at,
        Ordering::Greater => after,
    }
}

const fn sign(side: Ordering) -> i8 {
    match side {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    }
}

/// The name of a value of the code, or of the attribute, that a predicate asks about.
fn value_name(predicate: &Expression, value: u8, vocabulary: &Vocabulary) -> String {
    let fact = predicate.facts().into_iter().next().and_then(|fact| vocabulary.fact(fact));
    let names = match fact.map(|fact| &fact.kind) {
        Some(FactKind::Code { values }) => values,
        Some(FactKind::Events { attribute: Some(attribute) }) => &attribute.values,
        _ => return value.to_string(),
    };
    names.get(usize::from(value)).map_or_else(|| value.to_string(), ToString::to_string)
}
