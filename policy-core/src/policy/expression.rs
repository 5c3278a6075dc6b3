//! Conditions on facts.

use super::{End, Region, Term, Window};
use crate::calendar::CalendarDuration;
use crate::data::{Link, List};
use crate::possible::Interval;
use crate::unit::Unit;
use crate::vocabulary::FactId;
use chrono::NaiveDate;
use core::fmt;
use rust_decimal::Decimal;

/// A condition on facts, with `define`s filled in.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Expression {
    /// At least this many of these are met: all of them for AND, one for OR.
    AtLeast(u32, List<Expression>),
    /// It is not met.
    Not(Link<Expression>),
    /// `if C then A else B`; if the condition is unknown, the value on which both branches agree.
    If {
        /// `C`
        condition: Link<Expression>,
        /// `A`
        then: Link<Expression>,
        /// `B`
        otherwise: Link<Expression>,
    },
    /// A term lies in a region: the only form of a predicate.
    Test {
        /// What is tested.
        term: Term,
        /// What is required of it.
        region: Region,
    },
}

impl Expression {
    /// All of these are met; always met if there are none.
    #[must_use]
    pub fn all(parts: List<Expression>) -> Expression {
        Expression::AtLeast(u32::try_from(parts.len()).unwrap_or(u32::MAX), parts)
    }

    /// At least one of these is met; never met if there are none.
    #[must_use]
    pub const fn any(parts: List<Expression>) -> Expression {
        Expression::AtLeast(1, parts)
    }
}

impl Expression {
    /// What a predicate asks, and of what; `None` for a connective.
    #[must_use]
    pub const fn asked(&self) -> Option<(&Term, Region)> {
        if let Expression::Test { term, region } = self { Some((term, *region)) } else { None }
    }

    /// It asks whether a result is on file, which is met or unknown but never not met.
    #[must_use]
    pub fn asks_for_file(&self) -> bool {
        self.asked().is_some_and(|(term, _)| match term.inner() {
            Term::OnFile { .. } => true,
            Term::Entries(entries) => entries.asks_for_file(),
            Term::Flag(_)
            | Term::Code(_)
            | Term::Count(_)
            | Term::Date(_)
            | Term::Quantity(_)
            | Term::Calculated { .. }
            | Term::Age { .. }
            | Term::Result { .. }
            | Term::Anchored { .. } => false,
        })
    }
}

impl Expression {
    /// A predicate that is counted from days in histories, with these days in their place.
    #[must_use]
    pub fn counted_from(&self, days: &[NaiveDate]) -> Expression {
        self.with_days(&|day| {
            let position = day.fact().and_then(FactId::found_position).map(usize::from);
            position.and_then(|position| days.get(position)).map_or(day, |day| Day::On(*day))
        })
    }

    /// The same predicate without the days in histories from which nothing is counted.
    #[must_use]
    pub fn without_unused_days(&self) -> Expression {
        let found = self.asked().map(|(term, _)| term.found_days()).unwrap_or_default();
        let used = (0_u16..).zip(found).filter(|(position, _)| {
            let day = Day::Fact(FactId::found(*position));
            self.with_days(&|other| if other == day { Day::REQUEST } else { other })
                != self.with_days(&|other| other)
        });
        let (used, days): (Vec<_>, Vec<_>) = used.map(|(at, day)| (at, day.clone())).unzip();
        let plain = self.with_days(&|day| {
            let position = day.fact().and_then(FactId::found_position);
            let position = position.and_then(|old| (0..).zip(&used).find(|(_, at)| **at == old));
            position.map_or(day, |(new, _)| Day::Fact(FactId::found(new)))
        });
        match plain {
            Expression::Test { term, region } => term.anchored(days.into()).is(region),
            other @ (Expression::AtLeast(..) | Expression::Not(_) | Expression::If { .. }) => other,
        }
    }

    /// A predicate as if it was not counted from days in histories, with each day as told.
    fn with_days(&self, day: &dyn Fn(Day) -> Day) -> Expression {
        let Some((Term::Anchored { term, .. }, region)) = self.asked() else { return self.clone() };
        let moved = |window: Window| window.with_ends(|end| End { day: day(end.day), ..end });
        let term = match (term.inner(), term.window()) {
            (Term::Age { birth_date, at, unit }, _) => {
                Term::Age { birth_date: *birth_date, at: day(*at), unit: *unit }
            }
            (term, Some(window)) => term.clone().over(moved(window)),
            (term, None) => term.clone(),
        };
        term.is(match region {
            Region::Day(DateTest::In(window)) => Region::Day(DateTest::In(moved(window))),
            Region::Than(relation) => Region::Than(relation.over(&moved)),
            Region::Yes
            | Region::Values(_)
            | Region::Whole(_)
            | Region::Quantity(_)
            | Region::Norm(_)
            | Region::Day(DateTest::Compare(..)) => region,
        })
    }
}

/// How an author says how many parts must be met.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Connective {
    /// `a AND b`: all of them.
    And,
    /// `a OR b`: one of them.
    Or,
    /// `at least 2 of (a, b, c)`
    AtLeast(u32),
}

impl Connective {
    /// The connective that asks for this many of the parts; all, for a single part or none.
    #[must_use]
    pub fn of(needed: u32, parts: &[Expression]) -> Connective {
        match needed {
            needed if usize::try_from(needed) == Ok(parts.len()) => Connective::And,
            1 => Connective::Or,
            needed => Connective::AtLeast(needed),
        }
    }

    /// A condition that asks for this many of these parts.
    #[must_use]
    pub fn join(self, parts: List<Expression>) -> Expression {
        match self {
            Connective::And => Expression::all(parts),
            Connective::Or => Expression::any(parts),
            Connective::AtLeast(needed) => Expression::AtLeast(needed, parts),
        }
    }
}

/// Which results of a measurement a criterion looks at.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Selection {
    /// The latest result; the default.
    Latest,
    /// At least one result.
    Any,
    /// Every result.
    Every,
    /// The highest result.
    Highest,
    /// The lowest result.
    Lowest,
    /// The earliest result.
    Earliest,
    /// At least so many results, two or more; the same result twice counts once.
    AtLeast {
        /// How many.
        number: u32,
        /// How far they lie apart from each other, if that is asked.
        apart: Option<CalendarDuration>,
    },
}

impl Selection {
    /// At least so many results.
    #[must_use]
    pub const fn at_least(number: u32, apart: Option<CalendarDuration>) -> Selection {
        // One result lies apart from no other.
        if number == 1 { Selection::Any } else { Selection::AtLeast { number, apart } }
    }

    /// It is about several results, each by itself, and not about one of them.
    #[must_use]
    pub const fn is_about_several(self) -> bool {
        match self {
            Selection::Any | Selection::Every | Selection::AtLeast { .. } => true,
            Selection::Latest | Selection::Highest | Selection::Lowest | Selection::Earliest => {
                false
            }
        }
    }
}

/// How two ordered values compare. "Not equal" is the negation of [`Equal`](Operator::Equal).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Operator {
    /// `=`
    Equal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Operator {
    /// The sign as written.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Operator::Equal => "=",
            Operator::Less => "<",
            Operator::LessOrEqual => "<=",
            Operator::Greater => ">",
            Operator::GreaterOrEqual => ">=",
        }
    }

    /// The integers that compare like this with `bound`.
    #[must_use]
    pub const fn interval(self, bound: i64) -> Interval {
        match self {
            Operator::Equal => Interval::exactly(bound),
            Operator::Less => Interval::below(bound),
            Operator::LessOrEqual => Interval::at_most(bound),
            Operator::Greater => Interval::above(bound),
            Operator::GreaterOrEqual => Interval::at_least(bound),
        }
    }
}

/// What a count or an age is compared with.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CountTest {
    /// `>= 18`
    Compare(Operator, u32),
    /// `between 18 and 64`, both included
    Between(u32, u32),
}

/// A number with its unit, as the author wrote it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Threshold {
    /// The number.
    pub value: Decimal,
    /// The unit, the fact's own or one that it accepts.
    pub unit: Unit,
}

impl fmt::Display for Threshold {
    /// `40 %`, `1200 pg/mL`
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.unit.after(&self.value.to_string()))
    }
}

/// What a quantity or a result is compared with.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum QuantityTest {
    /// `<= 40%`
    Compare(Operator, Threshold),
    /// `between 300 and 510 million cells`, both included
    Between(Threshold, Threshold),
}

/// What a date is compared with.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DateTest {
    /// `<= service_date`, `>= 2025-01-01`
    Compare(Operator, Day),
    /// `within 6 months`, `at least 1 month ago`, `before surgery`: one of these days
    In(Window),
}

/// A day that a policy names: the day that a date is compared with, or the day for which an age is
/// computed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Day {
    /// A day of the calendar: `2025-01-01`.
    On(NaiveDate),
    /// A date of the case: `service_date`, `onset`.
    Fact(FactId),
}

impl Day {
    /// The day of the request.
    pub const REQUEST: Day = Day::Fact(FactId::REQUEST_DATE);
    /// The day of service.
    pub const SERVICE: Day = Day::Fact(FactId::SERVICE_DATE);

    /// The date fact of the case, if it is one.
    #[must_use]
    pub const fn fact(self) -> Option<FactId> {
        if let Day::Fact(fact) = self { Some(fact) } else { None }
    }
}
