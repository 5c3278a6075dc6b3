//! The schema of facts as data: what criteria can ask about, and how each fact is documented.
//!
//! ```
//! use policy_core::vocabulary::{FactKind, Vocabulary};
//!
//! /// One line for each fact, such as `nyha: I, II, III, IV`.
//! fn lines(vocabulary: &Vocabulary) -> Vec<String> {
//!     let line = |(_, fact): (_, &policy_core::vocabulary::Fact)| match &fact.kind {
//!         FactKind::Code { values } => format!("{}: {}", fact.name, values.join(", ")),
//!         FactKind::Quantity { scale } => format!("{}: {}", fact.name, scale.range_in_words()),
//!         kind => format!("{}: {}", fact.name, kind.name()),
//!     };
//!     vocabulary.iter().map(line).collect()
//! }
//! ```

use crate::codes::CodeSystem;
use crate::data::{Link, List, Text};
use crate::possible::{Scale, positions};

/// The position of a fact in its vocabulary.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FactId(pub u16);

impl FactId {
    /// `request_date`, part of every vocabulary: the date from which look-backs count.
    pub const REQUEST_DATE: FactId = FactId(0);
    /// `service_date`, part of every vocabulary: the date for ages and for the version in force.
    pub const SERVICE_DATE: FactId = FactId(1);

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
}

impl Vocabulary {
    /// The fact at a position.
    #[must_use]
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.facts.get(usize::from(id.0))
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
    /// The codes for it in code systems.
    pub codes: List<Coding>,
    /// How it is documented.
    pub kind: FactKind,
}

/// A code of a code system.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coding {
    /// The system.
    pub system: CodeSystem,
    /// The code, as written in that system.
    pub code: Text,
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
        values: List<Text>,
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
    /// Dated results, each a number with a unit.
    Measurement {
        /// Unit, accepted units, plausible range.
        scale: Link<Scale>,
        /// The methods by which it is measured; empty if methods are not distinguished.
        methods: List<Text>,
    },
    /// Things that happened, each with a date.
    Events {
        /// What is documented about each event besides its date.
        attribute: Option<Attribute>,
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
            FactKind::Measurement { .. } => "measurement",
            FactKind::Events { .. } => "events",
        }
    }

    /// The unit and range of a quantity or measurement.
    #[must_use]
    pub fn scale(&self) -> Option<&Scale> {
        match self {
            FactKind::Quantity { scale } | FactKind::Measurement { scale, .. } => Some(scale),
            FactKind::Flag { .. }
            | FactKind::Code { .. }
            | FactKind::Count { .. }
            | FactKind::Date
            | FactKind::Age { .. }
            | FactKind::Events { .. } => None,
        }
    }
}

/// What is documented about each event of a kind, besides its date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attribute {
    /// The name after `where` in policies, and in cases.
    pub name: Text,
    /// The values, in the author's order; at most 64.
    pub values: List<Text>,
}

/// The names at the positions set in `values`.
pub(crate) fn names_of<T: AsRef<str>>(names: &[T], values: u64) -> impl Iterator<Item = &str> {
    positions(values).map_while(|position| names.get(position)).map(AsRef::as_ref)
}
