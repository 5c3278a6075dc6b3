//! The syntax tree of a condition, such as `age >= 18 AND nyha in [II, III]`.

use super::literal::{DateText, DurationText, Number, QuantityText};
use crate::text::{Name, Place, Placed};
use policy_core::policy::Reach;
use policy_core::possible::{EntryDay, NormLimit};

#[derive(Clone, Debug)]
pub struct Expression {
    pub kind: ExpressionKind,
    pub place: Place,
}

#[derive(Clone, Debug)]
pub enum ExpressionKind {
    /// Two or more, joined with `AND`.
    And(Vec<Expression>),
    /// Two or more, joined with `OR`.
    Or(Vec<Expression>),
    /// `at least 2 of (A, B, C)`
    AtLeast(Number, Vec<Expression>),
    Not(Box<Expression>),
    /// `if C then A else B`
    If {
        condition: Box<Expression>,
        then: Box<Expression>,
        otherwise: Box<Expression>,
    },
    Predicate(Box<Predicate>),
    /// What could not be read and is reported already: the names that are in it, for editors, and
    /// so that a `define` used there counts as used.
    Unreadable(Vec<Name>),
}

/// One question about one fact, or the use of a `define`.
///
/// The parser takes every combination of parts; which of them fit a fact is for `check` to say,
/// since only the vocabulary knows.
#[derive(Clone, Debug)]
pub struct Predicate {
    /// The word before the fact: `any`, `every`, `highest`, `lowest`, `earliest`, `no`, `at least 2`,
    /// `at most 2`.
    pub selector: Option<Placed<Selector>>,
    /// The condition after `has`: `latest visit has (weight_stable)`. What it names are attributes.
    pub has: Option<Box<Expression>>,
    /// `different medicine of` before the fact.
    pub different: Option<Name>,
    /// `total dose of`, `days covered by` before the fact.
    pub sum: Option<Placed<SumText>>,
    pub subject: Name,
    /// `on_stable_dose(beta_blocker, 8 weeks)`: what is between the parentheses.
    pub arguments: Option<Placed<Vec<ArgumentText>>>,
    /// The argument of a `define` that has been put into this predicate, where mistakes with it are
    /// reported.
    pub handed: Option<Place>,
    /// The method after `by`.
    pub method: Option<Name>,
    /// The day after `at`.
    pub at: Option<DayText>,
    /// `on file`
    pub on_file: Option<Place>,
    /// The condition after `where`: `donor = Allogeneic`, `(donor = Allogeneic AND cells > 2)`. What
    /// it names are attributes.
    pub filter: Option<Box<Expression>>,
    /// `joined by (medicine) within 7 days`
    pub joined: Option<Placed<JoinedText>>,
    /// `lasting at least 8 weeks`
    pub lasting: Option<Placed<LastingText>>,
    /// `started`, `ended` before the window.
    pub edge: Option<Placed<EntryDay>>,
    pub test: Option<Placed<Test>>,
    /// The days that it looks at.
    pub window: Option<Placed<WindowText>>,
    /// `on different days`, `at least 2 weeks apart`
    pub apart: Option<Placed<ApartText>>,
}

/// What a use hands over to a `define`.
#[derive(Clone, Debug)]
pub enum ArgumentText {
    /// A fact, an attribute or a value.
    Name(Name),
    /// `[Topiramate, Propranolol]`
    Values(Vec<Name>, Place),
    /// `3`, `500 mg`
    Quantity(QuantityText),
    /// `8 weeks`
    Duration(DurationText),
}

impl ArgumentText {
    #[must_use]
    pub const fn place(&self) -> Place {
        match self {
            ArgumentText::Name(name) => name.place,
            ArgumentText::Values(_, place) => *place,
            ArgumentText::Quantity(quantity) => quantity.place,
            ArgumentText::Duration(duration) => duration.place,
        }
    }

    /// The name, if it is one.
    #[must_use]
    pub const fn name(&self) -> Option<&Name> {
        match self {
            ArgumentText::Name(name) => Some(name),
            ArgumentText::Values(..) | ArgumentText::Quantity(_) | ArgumentText::Duration(_) => {
                None
            }
        }
    }
}

/// What is added up.
#[derive(Clone, Debug)]
pub enum SumText {
    /// `total dose of`: an attribute.
    Total(Name),
    /// `days covered by`
    Days,
}

/// `by (medicine, dose) within 7 days`
#[derive(Clone, Debug)]
pub struct JoinedText {
    pub by: Vec<Name>,
    pub within: DurationText,
}

/// How long courses have to last.
#[derive(Clone, Debug)]
pub enum LastingText {
    /// `at least 8 weeks`
    Compare(Reach, DurationText),
    /// `between 2 and 6 months`
    Between(Number, DurationText),
}

/// How far events have to lie from each other.
#[derive(Clone, Debug)]
pub enum ApartText {
    /// `on different days`
    OnDifferentDays,
    /// `at least 2 weeks apart`
    AtLeast(DurationText),
    /// `at most 2 weeks apart`
    AtMost(DurationText),
}

impl Predicate {
    /// The name of a fact, of which nothing is asked yet.
    #[must_use]
    pub const fn of(subject: Name) -> Predicate {
        Predicate {
            selector: None,
            has: None,
            different: None,
            sum: None,
            subject,
            arguments: None,
            handed: None,
            method: None,
            at: None,
            on_file: None,
            filter: None,
            joined: None,
            lasting: None,
            edge: None,
            test: None,
            window: None,
            apart: None,
        }
    }

    /// It is about entries of a history, even before the vocabulary says so.
    #[must_use]
    pub const fn is_of_entries(&self) -> bool {
        self.selector.is_some() || self.sum.is_some()
    }

    /// The duration of `within 9 months`.
    #[must_use]
    pub const fn within(&self) -> Option<&DurationText> {
        match &self.window {
            Some(Placed { value: WindowText::Within(duration), .. }) => Some(duration),
            Some(_) | None => None,
        }
    }
}

/// `within 9 months`, `before surgery`, `between 31 and 91 days after therapy_start`
#[derive(Clone, Debug)]
pub enum WindowText {
    /// `within 9 months`
    Within(DurationText),
    /// `at least 1 month ago`
    Ago(DurationText),
    /// `within 30 days before surgery`, `more than 1 year after surgery`
    Apart { how: Apart, duration: DurationText, side: Side, day: DayText },
    /// `between 31 and 91 days after surgery`
    Span { low: Number, high: DurationText, side: Side, day: DayText },
    /// `before surgery`, `on or after surgery`
    Beside { included: bool, side: Side, day: DayText },
    /// `between 2025-01-01 and surgery`
    Between { first: DayText, last: DayText },
    /// `on surgery`
    On(DayText),
    /// `since therapy_start`, behind the distance that a gap may have.
    Since(DayText),
}

/// How far from a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Apart {
    /// `within`
    Within,
    /// `less than`
    LessThan,
    /// `at least`
    AtLeast,
    /// `more than`
    MoreThan,
}

/// On which side of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    Before,
    After,
}

impl WindowText {
    /// The days that it names.
    pub fn days(&self) -> impl Iterator<Item = &DayText> {
        let (first, last) = match self {
            WindowText::Within(_) | WindowText::Ago(_) => (None, None),
            WindowText::Apart { day, .. }
            | WindowText::Span { day, .. }
            | WindowText::Beside { day, .. }
            | WindowText::On(day)
            | WindowText::Since(day) => (Some(day), None),
            WindowText::Between { first, last } => (Some(first), Some(last)),
        };
        first.into_iter().chain(last)
    }
}

/// A day that a predicate names: `2026-01-31`, a date of the case, or a day in a history.
#[derive(Clone, Debug)]
pub enum DayText {
    Date(DateText),
    Name(Name),
    Found(Box<FoundText>),
}

/// `end of latest trial where (medicine = A)`
#[derive(Clone, Debug)]
pub struct FoundText {
    /// `date`, `start`, `end`
    pub day: Placed<DayWord>,
    /// What follows `of`.
    pub entry: Predicate,
    pub place: Place,
}

/// What a day in a history is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DayWord {
    Date,
    Start,
    End,
}

impl DayText {
    /// The name of the date, if it is one of the case.
    #[must_use]
    pub const fn name(&self) -> Option<&Name> {
        match self {
            DayText::Date(_) | DayText::Found(_) => None,
            DayText::Name(name) => Some(name),
        }
    }

    #[must_use]
    pub const fn place(&self) -> Place {
        match self {
            DayText::Date(date) => date.place,
            DayText::Name(name) => name.place,
            DayText::Found(found) => found.place,
        }
    }
}

#[derive(Clone, Debug)]
pub enum Selector {
    Any,
    Every,
    Highest,
    Lowest,
    Earliest,
    /// Of entries, with `has`.
    Latest,
    No,
    AtLeast(Number),
    AtMost(Number),
}

#[derive(Clone, Debug)]
pub enum Test {
    /// `>= 18`, `= Hfref`, `<= service_date`
    Compare { operator: Placed<Operator>, operand: Operand },
    /// `in [II, III]`, `not in [II, III]`
    OneOf { negated: bool, values: Vec<Name> },
    /// `between 300 and 510 million cells`
    Between { low: QuantityText, high: QuantityText },
    /// `at least 5% below weight before therapy_start`
    Apart(Box<Distance>),
    /// `within normal`
    WithinNormal,
}

/// How far the fact has to be above or below another one.
#[derive(Clone, Debug)]
pub struct Distance {
    pub reach: Placed<Reach>,
    pub amount: QuantityText,
    /// `relative` after a percentage.
    pub relative: Option<Place>,
    /// `above`, and not `below`.
    pub above: bool,
    pub other: Other,
}

/// Another fact that is compared with, and which of its results: `highest lvef by Muga before
/// therapy_start`.
#[derive(Clone, Debug)]
pub struct Other {
    pub selector: Option<Placed<Selector>>,
    pub subject: Name,
    pub method: Option<Name>,
    pub window: Option<Placed<WindowText>>,
    pub place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Operator {
    const ALL: [Operator; 6] = [
        Operator::Equal,
        Operator::NotEqual,
        Operator::Less,
        Operator::LessOrEqual,
        Operator::Greater,
        Operator::GreaterOrEqual,
    ];

    /// How it is written.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Operator::Equal => "=",
            Operator::NotEqual => "!=",
            Operator::Less => "<",
            Operator::LessOrEqual => "<=",
            Operator::Greater => ">",
            Operator::GreaterOrEqual => ">=",
        }
    }

    /// The one that is written so.
    #[must_use]
    pub fn from_sign(sign: &str) -> Option<Operator> {
        Operator::ALL.into_iter().find(|operator| operator.sign() == sign)
    }
}

/// The right-hand side of a comparison.
#[derive(Clone, Debug)]
pub enum Operand {
    /// A value of a code, or another fact.
    Name(Name),
    /// Another fact, of which some results are meant.
    Other(Box<Other>),
    Quantity(QuantityText),
    Date(DateText),
    /// `the upper limit of normal`; what `above normal` compares with.
    Limit(NormLimit),
}
