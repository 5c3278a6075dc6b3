//! One term compared with another: `weight < baseline_weight`, `weight after therapy_start at least
//! 5% below weight on or before therapy_start`.

use super::expression::{Operator, Selection};
use super::region::Region;
use super::term::Term;
use super::window::Window;
use crate::possible::{Distance, Orders};
use crate::vocabulary::FactId;

/// How a term has to lie to another one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Relation {
    /// The comparison with the second term, moved by the distance: `at least 5 kg below` asks for
    /// `<=` 5 kg less, `at least 5 kg above` for `>=` 5 kg more.
    pub operator: Operator,
    /// How far from the second term.
    pub distance: Distance,
    /// The second term.
    pub other: Comparable,
}

impl Relation {
    /// The same, with the window of the second term as told.
    pub(super) fn over(self, moved: &dyn Fn(Window) -> Window) -> Relation {
        Relation { other: self.other.over(moved), ..self }
    }
}

/// A term that another one can be compared with: a number, or one result.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Comparable {
    /// A count.
    Count(FactId),
    /// A quantity.
    Quantity(FactId),
    /// A result of a measurement.
    Result {
        /// The measurement.
        fact: FactId,
        /// Which of its results: the latest, the highest or the lowest.
        selection: Selection,
        /// Only results by this method, given by position.
        method: Option<u8>,
        /// Only results of these days.
        window: Window,
    },
}

impl Comparable {
    /// The term.
    #[must_use]
    pub const fn term(self) -> Term {
        match self {
            Comparable::Count(fact) => Term::Count(fact),
            Comparable::Quantity(fact) => Term::Quantity(fact),
            Comparable::Result { fact, selection, method, window } => {
                Term::Result { fact, selection, method, window }
            }
        }
    }

    /// The fact that documents it.
    #[must_use]
    pub const fn fact(self) -> FactId {
        match self {
            Comparable::Count(fact)
            | Comparable::Quantity(fact)
            | Comparable::Result { fact, .. } => fact,
        }
    }

    /// The days of the results that it looks at, if it looks at some.
    #[must_use]
    pub const fn window(self) -> Option<Window> {
        match self {
            Comparable::Result { window, .. } => Some(window),
            Comparable::Count(_) | Comparable::Quantity(_) => None,
        }
    }

    /// The same, with its window as told.
    pub(super) fn over(self, moved: &dyn Fn(Window) -> Window) -> Comparable {
        match self {
            Comparable::Result { fact, selection, method, window } => {
                Comparable::Result { fact, selection, method, window: moved(window) }
            }
            Comparable::Count(_) | Comparable::Quantity(_) => self,
        }
    }

    /// It is counted, without a unit.
    const fn is_count(self) -> bool {
        matches!(self, Comparable::Count(_))
    }
}

/// How an author says how far from the second term: `at least … below`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// `at least`
    AtLeast,
    /// `at most`
    AtMost,
    /// `more than`
    MoreThan,
    /// `less than`
    LessThan,
    /// `exactly`
    Exactly,
}

impl Reach {
    /// The comparison that it is, above the second term or below it.
    #[must_use]
    pub const fn operator(self, above: bool) -> Operator {
        match (self, above) {
            (Reach::AtLeast, true) | (Reach::AtMost, false) => Operator::GreaterOrEqual,
            (Reach::AtMost, true) | (Reach::AtLeast, false) => Operator::LessOrEqual,
            (Reach::MoreThan, true) | (Reach::LessThan, false) => Operator::Greater,
            (Reach::LessThan, true) | (Reach::MoreThan, false) => Operator::Less,
            (Reach::Exactly, _) => Operator::Equal,
        }
    }

    /// How a comparison above or below the second term is said.
    #[must_use]
    pub const fn of(operator: Operator, above: bool) -> Reach {
        match (operator, above) {
            (Operator::Equal, _) => Reach::Exactly,
            (Operator::GreaterOrEqual, true) | (Operator::LessOrEqual, false) => Reach::AtLeast,
            (Operator::LessOrEqual, true) | (Operator::GreaterOrEqual, false) => Reach::AtMost,
            (Operator::Greater, true) | (Operator::Less, false) => Reach::MoreThan,
            (Operator::Less, true) | (Operator::Greater, false) => Reach::LessThan,
        }
    }

    /// The words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Reach::AtLeast => "at least",
            Reach::AtMost => "at most",
            Reach::MoreThan => "more than",
            Reach::LessThan => "less than",
            Reach::Exactly => "exactly",
        }
    }
}

impl Operator {
    /// The orders that it asks for.
    #[must_use]
    pub const fn orders(self) -> Orders {
        match self {
            Operator::Equal => Orders::EQUAL,
            Operator::Less => Orders::LESS,
            Operator::LessOrEqual => Orders::AT_MOST,
            Operator::Greater => Orders::GREATER,
            Operator::GreaterOrEqual => Orders::AT_LEAST,
        }
    }
}

impl Term {
    /// The same as a side of a comparison, if it can be compared with another term.
    #[must_use]
    pub fn comparable(&self) -> Option<Comparable> {
        match *self {
            Term::Count(fact) => Some(Comparable::Count(fact)),
            Term::Quantity(fact) => Some(Comparable::Quantity(fact)),
            Term::Result {
                fact,
                selection: selection @ (Selection::Latest | Selection::Highest | Selection::Lowest),
                method,
                window,
            } => Some(Comparable::Result { fact, selection, method, window }),
            Term::Flag(_)
            | Term::Code(_)
            | Term::Date(_)
            | Term::Age { .. }
            | Term::Calculated { .. }
            | Term::Result {
                selection:
                    Selection::Any | Selection::Every | Selection::Earliest | Selection::AtLeast { .. },
                ..
            }
            | Term::OnFile { .. }
            | Term::Entries(_) => None,
            Term::Anchored { ref term, .. } => term.comparable(),
        }
    }

    /// Whether it can be asked how it lies to another term.
    pub(super) fn can_be_compared(&self, relation: Relation) -> bool {
        let Some(own) = self.comparable() else { return false };
        let distance = match relation.distance {
            Distance::None | Distance::Percent(_) => true,
            Distance::Plus { unit, .. } => unit.is_none() == own.is_count(),
        };
        own.is_count() == relation.other.is_count() && distance
    }
}

impl Region {
    /// How a term has to lie to another one.
    #[must_use]
    pub const fn relation(self) -> Option<Relation> {
        if let Region::Than(relation) = self { Some(relation) } else { None }
    }
}
