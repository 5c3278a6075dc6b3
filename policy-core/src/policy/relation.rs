//! One term compared with another: `weight < baseline_weight`, `weight after therapy_start at least
//! 5% below weight on or before therapy_start`.

use super::expression::{Operator, Selection};
use super::region::Region;
use super::term::Term;
use crate::possible::{Distance, Orders};

/// How a term has to lie to another one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Relation {
    /// The comparison with the second term, moved by the distance: `at least 5 kg below` asks for
    /// `<=` 5 kg less, `at least 5 kg above` for `>=` 5 kg more.
    pub operator: Operator,
    /// How far from the second term.
    pub distance: Distance,
    /// The second term.
    pub other: Term,
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
    /// It can be compared with another term: a number, or one result.
    #[must_use]
    pub const fn is_comparable(self) -> bool {
        match self {
            Term::Count(_)
            | Term::Quantity(_)
            | Term::Result {
                selection: Selection::Latest | Selection::Highest | Selection::Lowest,
                ..
            } => true,
            Term::Flag(_)
            | Term::Code(_)
            | Term::Date(_)
            | Term::Age { .. }
            | Term::Result {
                selection: Selection::Any | Selection::Every | Selection::Earliest,
                ..
            }
            | Term::OnFile { .. }
            | Term::Events { .. } => false,
        }
    }

    /// It is counted, without a unit.
    const fn is_count(self) -> bool {
        matches!(self, Term::Count(_))
    }

    /// Whether it can be asked how it lies to another term.
    pub(super) const fn can_be_compared(self, relation: Relation) -> bool {
        let other = relation.other;
        let distance = match relation.distance {
            Distance::None | Distance::Percent(_) => true,
            Distance::Plus { unit, .. } => unit.is_none() == self.is_count(),
        };
        self.is_comparable()
            && other.is_comparable()
            && self.is_count() == other.is_count()
            && distance
    }
}

impl Region {
    /// How a term has to lie to another one.
    #[must_use]
    pub const fn relation(self) -> Option<Relation> {
        if let Region::Than(relation) = self { Some(relation) } else { None }
    }
}
