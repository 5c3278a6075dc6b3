//! A text being written: what the parts of a [`sentence`](super::sentence) have in common.

use super::predicate::named_day;
use super::words;
use crate::data::List;
use crate::policy::{Day, FoundDay};
use crate::vocabulary::{FactId, FactKind, Vocabulary};
use std::borrow::Cow;

/// The name of an age on a day, which it always says: on the date of service the label, if that
/// names the day; on another day, the beginning of the label, before the mention of the service.
pub(super) fn age_at<'v>(
    vocabulary: &'v Vocabulary,
    days: &[FoundDay],
    birth_date: FactId,
    at: Day,
) -> Cow<'v, str> {
    let age = vocabulary
        .facts
        .iter()
        .find(|fact| matches!(fact.kind, FactKind::Age { birth_date: of } if of == birth_date));
    let label = age.map_or("Age on the date of service", |age| &age.label);
    let named = [" on ", " at ", " in "].into_iter().filter_map(|word| label.find(word)).min();
    let age = named.and_then(|named| label.get(..named)).unwrap_or(label);
    match at {
        Day::SERVICE if named.is_some() => Cow::Borrowed(label),
        Day::SERVICE => Cow::Owned(format!("{label} on the date of service")),
        Day::On(day) => Cow::Owned(format!("{age} on {day}")),
        Day::Fact(_) => {
            let day = named_day(vocabulary, days, at);
            let on = if day.starts_with("the date ") { "on" } else { "at" };
            Cow::Owned(format!("{age} {on} {day}"))
        }
    }
}

/// "the date of service": another date inside a sentence.
pub(super) fn other_date(label: &str) -> String {
    let article = if label.starts_with("Date ") { "the " } else { "" };
    format!("{article}{}", words::inside(label))
}

/// The label of a fact.
pub(super) fn label(vocabulary: &Vocabulary, fact: FactId) -> &str {
    vocabulary.fact(fact).map_or("", |fact| &fact.label)
}

/// Where a text begins: at the start of a sentence or inside one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beginning {
    Capital,
    Small,
}

/// A sentence being written.
pub(super) struct Sentence<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    /// The days in histories that the predicate is counted from.
    pub(super) days: List<FoundDay>,
    pub(super) text: String,
    beginning: Beginning,
}

impl<'a> Sentence<'a> {
    pub(super) const fn new(vocabulary: &'a Vocabulary, beginning: Beginning) -> Sentence<'a> {
        Sentence { vocabulary, days: List::Borrowed(&[]), text: String::new(), beginning }
    }

    pub(super) fn words(&mut self, words: &str) {
        if self.at_start() {
            self.text.push_str(&words::capitalized(words));
        } else {
            self.text.push_str(words);
        }
    }

    /// A label: as its author wrote it at the start of a sentence, and in the form for inside a
    /// sentence elsewhere.
    pub(super) fn label(&mut self, label: &str) {
        if self.at_start() {
            self.text.push_str(label);
        } else {
            self.text.push_str(&words::inside(label));
        }
    }

    fn at_start(&self) -> bool {
        self.beginning == Beginning::Capital && self.text.trim_start_matches('(').is_empty()
    }
}

/// Whether a condition or its opposite is put into words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Polarity {
    Affirmed,
    Negated,
}

impl Polarity {
    pub(super) const fn opposite(self) -> Polarity {
        match self {
            Polarity::Affirmed => Polarity::Negated,
            Polarity::Negated => Polarity::Affirmed,
        }
    }

    pub(super) const fn choose<T: Copy>(self, affirmed: T, negated: T) -> T {
        match self {
            Polarity::Affirmed => affirmed,
            Polarity::Negated => negated,
        }
    }
}
