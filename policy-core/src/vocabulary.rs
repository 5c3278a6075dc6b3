//! The schema of facts as data: what criteria can ask about, and how each fact is documented.
//!
//! ```
//! use policy_core::vocabulary::{FactKind, Vocabulary};
//!
//! /// One line for each fact, such as `nyha: I, II, III, IV`.
//! fn lines(vocabulary: &Vocabulary) -> Vec<String> {
//!     let line = |(_, fact): (_, &policy_core::vocabulary::Fact)| match &fact.kind {
//!         FactKind::Code { values, .. } => {
//!             let names = values.iter().map(|value| &*value.name).collect::<Vec<_>>();
//!             format!("{}: {}", fact.name, names.join(", "))
//!         }
//!         FactKind::Quantity { scale } => format!("{}: {}", fact.name, scale.range_in_words()),
//!         kind => format!("{}: {}", fact.name, kind.name()),
//!     };
//!     vocabulary.iter().map(line).collect()
//! }
//! ```

mod addressee;
mod coding;

pub use addressee::Addressee;
pub use coding::{CodeMeaning, Coding};

use crate::data::{Link, List, Text};
use crate::policy::Formula;
use crate::possible::{Scale, bit, positions};
use core::fmt;
use std::borrow::Cow;

/// The position of a fact in its vocabulary.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FactId(pub u16);

impl FactId {
    /// `request_date`, part of every vocabulary: the date from which look-backs count.
    pub const REQUEST_DATE: FactId = FactId(0);
    /// `service_date`, part of every vocabulary: the date for ages and for the version in force.
    pub const SERVICE_DATE: FactId = FactId(1);

    /// From this number on, a fact is an attribute of the entries of a history.
    const FIRST_ATTRIBUTE: u16 = 0x8000;

    /// The attribute at a position among all of the vocabulary.
    #[must_use]
    pub const fn attribute(position: u16) -> FactId {
        FactId(FactId::FIRST_ATTRIBUTE.saturating_add(position))
    }

    /// The position of an attribute among all of the vocabulary; `None` for a fact of the case.
    #[must_use]
    pub const fn attribute_position(self) -> Option<u16> {
        self.0.checked_sub(FactId::FIRST_ATTRIBUTE)
    }

    /// From this number on, and before the attributes, a fact is a day that a predicate finds in a
    /// history.
    const FIRST_FOUND: u16 = 0x7ff0;

    /// The day at a position among those that a predicate finds.
    #[must_use]
    pub const fn found(position: u16) -> FactId {
        FactId(FactId::FIRST_FOUND.saturating_add(position))
    }

    /// The position of a day among those that its predicate finds; `None` for a fact of the case.
    #[must_use]
    pub const fn found_position(self) -> Option<u16> {
        match self.attribute_position() {
            Some(_) => None,
            None => self.0.checked_sub(FactId::FIRST_FOUND),
        }
    }

    /// It is one of the two dates that every case has.
    #[must_use]
    pub const fn is_built_in(self) -> bool {
        self.0 <= FactId::SERVICE_DATE.0
    }
}

/// A named set of facts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Vocabulary {
    /// The name used in `policy<vocabulary>`.
    pub name: Text,
    /// The facts; the first two are the built-in dates, the others are in the author's order.
    pub facts: List<Fact>,
    /// What the histories among the facts say about each entry, besides its days: those of the first
    /// history, then those of the next.
    pub attributes: List<Fact>,
}

impl Vocabulary {
    /// A vocabulary of facts none of which has attributes.
    #[must_use]
    pub fn of(name: impl Into<Text>, facts: impl Into<List<Fact>>) -> Vocabulary {
        Vocabulary { name: name.into(), facts: facts.into(), attributes: List::default() }
    }

    /// The fact at a position, or the attribute.
    #[must_use]
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        match id.attribute_position() {
            Some(position) => self.attributes.get(usize::from(position)),
            None => self.facts.get(usize::from(id.0)),
        }
    }

    /// The attributes of the entries of a history, in the author's order; none for other facts.
    pub fn attributes_of(&self, fact: FactId) -> impl Iterator<Item = (FactId, &Fact)> + use<'_> {
        let attributes = self.fact(fact).map(|fact| fact.kind.attributes()).unwrap_or_default();
        attributes.ids().filter_map(|id| Some((id, self.fact(id)?)))
    }

    /// The fact with this name, with its position.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<(FactId, &Fact)> {
        self.iter().find(|(_, fact)| fact.name == name)
    }

    /// All facts with their positions.
    pub fn iter(&self) -> impl Iterator<Item = (FactId, &Fact)> {
        (0..).map(FactId).zip(self.facts.iter())
    }

    /// The history that has an attribute.
    #[must_use]
    pub fn history_of(&self, attribute: FactId) -> Option<(FactId, &Fact)> {
        self.iter().find(|(_, fact)| fact.kind.attributes().ids().any(|id| id == attribute))
    }

    /// The label of the fact at a position.
    #[must_use]
    pub fn label_of(&self, id: FactId) -> &str {
        self.fact(id).map_or("", |fact| &fact.label)
    }

    /// The name of the fact at a position.
    #[must_use]
    pub fn name_of(&self, id: FactId) -> &str {
        self.fact(id).map_or("", |fact| &fact.name)
    }
}

/// A fact that a case can document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// The name in policies and cases.
    pub name: Text,
    /// The name for people.
    pub label: Text,
    /// Further explanation.
    pub note: Option<Text>,
    /// Who can answer what is asked about it, if the vocabulary says so; nobody for an attribute,
    /// which is asked of whom its history is asked.
    pub asked_of: Option<Addressee>,
    /// The codes for it in code systems.
    pub codes: List<Coding>,
    /// How it is documented.
    pub kind: FactKind,
}

/// A value of a code, or a method of a measurement.
///
/// ```
/// use policy_core::vocabulary::Concept;
///
/// let value = Concept::from("NoneOfThese");
/// assert_eq!((&*value.name, &*value.label()), ("NoneOfThese", "none of these"));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Concept {
    /// The name in policies and cases.
    pub name: Text,
    /// The name for people, if the vocabulary gives one; see [`label`](Self::label).
    pub given_label: Option<Text>,
    /// The codes for it in code systems.
    pub codes: List<Coding>,
}

impl Concept {
    /// A concept that has a name, and nothing else is said about it.
    #[must_use]
    pub const fn named(name: Text) -> Concept {
        Concept { name, given_label: None, codes: List::Borrowed(&[]) }
    }

    /// The name for people: the one in the vocabulary, or its name in words, as "living donor" from
    /// `LivingDonor`.
    #[must_use]
    pub fn label(&self) -> Cow<'_, str> {
        match &self.given_label {
            Some(label) => Cow::Borrowed(label),
            None => name_in_words(&self.name),
        }
    }
}

impl AsRef<str> for Concept {
    /// The name.
    fn as_ref(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for Concept {
    /// The name.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.name)
    }
}

impl<T: Into<Text>> From<T> for Concept {
    fn from(name: T) -> Concept {
        Concept::named(name.into())
    }
}

/// `BCellPrecursor` as "B cell precursor", `Stage2A` as "stage 2A"; abbreviations and numerals stay
/// as they are.
fn name_in_words(name: &str) -> Cow<'_, str> {
    let letters = name.char_indices().collect::<Vec<_>>();
    let kind = |position: usize| letters.get(position).map(|(_, letter)| *letter);
    let begins = |position: &usize| {
        let [two_before, before, here, after] = [
            position.checked_sub(2),
            position.checked_sub(1),
            Some(*position),
            position.checked_add(1),
        ]
        .map(|position| position.and_then(kind));
        let is = |letter: Option<char>, what: fn(char) -> bool| letter.is_some_and(what);
        if is(here, char::is_uppercase) {
            is(before, char::is_lowercase)
                || is(before, char::is_uppercase) && is(after, char::is_lowercase)
        } else {
            // `Day100`, but not `G3a`
            is(here, char::is_numeric)
                && is(before, char::is_lowercase)
                && is(two_before, char::is_lowercase)
        }
    };
    let starts =
        (1..letters.len()).filter(begins).filter_map(|at| letters.get(at)).map(|(at, _)| *at);
    let starts = [0].into_iter().chain(starts).chain([name.len()]).collect::<Vec<_>>();
    let words = starts.windows(2).filter_map(|ends| match ends {
        [from, to] => name.get(*from..*to),
        _ => None,
    });
    let in_sentence = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next();
        let is_word = word.len() > 1 && letters.all(char::is_lowercase);
        match first {
            Some(first) if is_word => first.to_lowercase().chain(word.chars().skip(1)).collect(),
            _ => word.to_owned(),
        }
    };
    let words = words.map(in_sentence).collect::<Vec<_>>().join(" ");
    if words == name { Cow::Borrowed(name) } else { Cow::Owned(words) }
}

/// How a fact is documented.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FactKind {
    /// Yes or no.
    Flag {
        /// Someone states it, as a promise or a judgment: `attested flag`.
        attested: bool,
    },
    /// One of a few values.
    Code {
        /// The values, in the author's order; at most 64.
        values: List<Concept>,
        /// Those, as bits, that may stand for one thing or for several (`Other many`): two entries
        /// with such a value may be alike or different.
        many: u64,
    },
    /// A whole number.
    Count {
        /// The lowest plausible number.
        low: u32,
        /// The highest plausible number.
        high: u32,
    },
    /// A date.
    Date,
    /// Completed years on the date of service, derived from a date of birth.
    Age {
        /// The date of birth.
        birth_date: FactId,
    },
    /// A number with a unit.
    Quantity {
        /// Unit, accepted units, plausible range.
        scale: Link<Scale>,
    },
    /// A number that is calculated from other facts; never given in a case.
    Calculated {
        /// Unit, and the other units in which thresholds may be given.
        scale: Link<Scale>,
        /// How it is calculated.
        formula: Link<Formula>,
    },
    /// Dated results, each a number with a unit.
    Measurement {
        /// Unit, accepted units, plausible range.
        scale: Link<Scale>,
        /// The methods by which it is measured; empty if methods are not distinguished.
        methods: List<Concept>,
    },
    /// Things that happened, or that are on record.
    History {
        /// The days that each entry has.
        form: HistoryForm,
        /// What is documented about each entry besides its days.
        attributes: Attributes,
    },
}

impl FactKind {
    /// The name of the kind, in the language's words.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            FactKind::Flag { attested: false } => "flag",
            FactKind::Flag { attested: true } => "attested flag",
            FactKind::Code { .. } => "code",
            FactKind::Count { .. } => "count",
            FactKind::Date => "date",
            FactKind::Age { .. } => "age",
            FactKind::Quantity { .. } => "quantity",
            FactKind::Calculated { .. } => "calculated",
            FactKind::Measurement { .. } => "measurement",
            FactKind::History { form, .. } => form.name(),
        }
    }

    /// The values of a code.
    #[must_use]
    pub fn values(&self) -> Option<&[Concept]> {
        match self {
            FactKind::Code { values, .. } => Some(values),
            FactKind::Flag { .. }
            | FactKind::Count { .. }
            | FactKind::Date
            | FactKind::Age { .. }
            | FactKind::Quantity { .. }
            | FactKind::Calculated { .. }
            | FactKind::Measurement { .. }
            | FactKind::History { .. } => None,
        }
    }

    /// The methods by which a measurement is made, where they are distinguished.
    #[must_use]
    pub fn methods(&self) -> &[Concept] {
        match self {
            FactKind::Measurement { methods, .. } => methods,
            FactKind::Flag { .. }
            | FactKind::Code { .. }
            | FactKind::Count { .. }
            | FactKind::Date
            | FactKind::Age { .. }
            | FactKind::Quantity { .. }
            | FactKind::Calculated { .. }
            | FactKind::History { .. } => &[],
        }
    }

    /// The values of a code, or the methods of a measurement; none for other facts.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        self.values().unwrap_or_else(|| self.methods())
    }

    /// The value of a code at a position.
    #[must_use]
    pub fn value(&self, position: u8) -> Option<&Concept> {
        self.values()?.get(usize::from(position))
    }

    /// The method of a measurement at a position.
    #[must_use]
    pub fn method(&self, position: u8) -> Option<&Concept> {
        self.methods().get(usize::from(position))
    }

    /// The values of a code as they are declared: each, and whether it may stand for several things
    /// (`Other many`).
    pub fn declared_values(&self) -> impl Iterator<Item = (&Concept, bool)> {
        let many = self.many();
        let values = self.values().unwrap_or_default().iter().zip((0..).map(bit));
        values.map(move |(value, bit)| (value, many & bit != 0))
    }

    /// The values of a code, as bits, that may stand for several things.
    #[must_use]
    pub const fn many(&self) -> u64 {
        match self {
            FactKind::Code { many, .. } => *many,
            FactKind::Flag { .. }
            | FactKind::Count { .. }
            | FactKind::Date
            | FactKind::Age { .. }
            | FactKind::Quantity { .. }
            | FactKind::Calculated { .. }
            | FactKind::Measurement { .. }
            | FactKind::History { .. } => 0,
        }
    }

    /// What a history says about each entry besides its days.
    #[must_use]
    pub const fn attributes(&self) -> Attributes {
        match self {
            FactKind::History { attributes, .. } => *attributes,
            FactKind::Flag { .. }
            | FactKind::Code { .. }
            | FactKind::Count { .. }
            | FactKind::Date
            | FactKind::Age { .. }
            | FactKind::Quantity { .. }
            | FactKind::Calculated { .. }
            | FactKind::Measurement { .. } => Attributes::NONE,
        }
    }

    /// The unit and range of a quantity or measurement.
    #[must_use]
    pub fn scale(&self) -> Option<&Scale> {
        match self {
            FactKind::Quantity { scale }
            | FactKind::Calculated { scale, .. }
            | FactKind::Measurement { scale, .. } => Some(scale),
            FactKind::Flag { .. }
            | FactKind::Code { .. }
            | FactKind::Count { .. }
            | FactKind::Date
            | FactKind::Age { .. }
            | FactKind::History { .. } => None,
        }
    }
}

/// The days that each entry of a history has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum HistoryForm {
    /// A date: a hospitalization.
    Events,
    /// A first and a last day: a treatment.
    Courses,
    /// None: a relative, an approval of another plan.
    Records,
    /// A date: a blood pressure. That there are no others is never documented.
    Readings,
}

impl HistoryForm {
    /// Each form.
    pub const ALL: [HistoryForm; 4] =
        [HistoryForm::Events, HistoryForm::Courses, HistoryForm::Records, HistoryForm::Readings];

    /// The name in the language, and the key of the list of entries in a case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            HistoryForm::Events => "events",
            HistoryForm::Courses => "courses",
            HistoryForm::Records => "records",
            HistoryForm::Readings => "readings",
        }
    }

    /// One entry, in words.
    #[must_use]
    pub const fn entry(self) -> &'static str {
        match self {
            HistoryForm::Events => "an event",
            HistoryForm::Courses => "a course",
            HistoryForm::Records => "a record",
            HistoryForm::Readings => "a reading",
        }
    }

    /// The keys of the days of an entry in a case; the first one is the day that entries are ordered
    /// and counted by.
    #[must_use]
    pub const fn days(self) -> &'static [&'static str] {
        match self {
            HistoryForm::Events | HistoryForm::Readings => &["date"],
            HistoryForm::Courses => &["start", "end", "ongoing"],
            HistoryForm::Records => &[],
        }
    }

    /// The place of an entry in a case, behind that of the fact: `/events/0`. Readings are a list.
    #[must_use]
    pub(crate) fn place_of(self, position: usize) -> String {
        match self {
            HistoryForm::Events | HistoryForm::Courses | HistoryForm::Records => {
                format!("/{}/{position}", self.name())
            }
            HistoryForm::Readings => format!("/{position}"),
        }
    }
}

/// Which of the vocabulary's [`attributes`](Vocabulary::attributes) a history has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Attributes {
    /// The position of the first one.
    pub first: u16,
    /// How many there are.
    pub number: u16,
}

impl Attributes {
    /// None.
    pub const NONE: Attributes = Attributes { first: 0, number: 0 };

    /// The attributes as facts of the vocabulary.
    pub fn ids(self) -> impl DoubleEndedIterator<Item = FactId> + Clone {
        (self.first..self.first.saturating_add(self.number)).map(FactId::attribute)
    }

    /// There are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.number == 0
    }
}

/// What people call the values, or the methods, at the positions set in `chosen`.
pub fn labels_of(of: &[Concept], chosen: u64) -> impl Iterator<Item = Cow<'_, str>> {
    positions(chosen).map_while(|position| of.get(position)).map(Concept::label)
}

/// The names at the positions set in `values`.
pub fn names_of<T: AsRef<str>>(names: &[T], values: u64) -> impl Iterator<Item = &str> {
    positions(values).map_while(|position| names.get(position)).map(AsRef::as_ref)
}

#[cfg(test)]
mod tests {
    use super::Concept;

    #[test]
    fn a_name_without_a_label_is_shown_in_words() {
        for (name, words) in [
            ("Autologous", "autologous"),
            ("NoneOfThese", "none of these"),
            ("BCellPrecursor", "B cell precursor"),
            ("CarT", "car T"),
            ("RexlemestrocelL", "rexlemestrocel L"),
            ("II", "II"),
            ("G3a", "G3a"),
            ("Stage2A", "stage 2A"),
            ("Day100", "day 100"),
            ("Echo2d", "echo 2d"),
            ("NYHA", "NYHA"),
            ("HIVPositive", "HIV positive"),
            ("A", "A"),
        ] {
            assert_eq!(Concept::from(name).label(), words);
        }
    }
}
