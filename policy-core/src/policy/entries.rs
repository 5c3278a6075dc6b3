//! Which entries of a history a test counts.

use super::expression::Expression;
use super::region::Region;
use super::term::Term;
use super::window::Window;
use crate::calendar::CalendarDuration;
use crate::data::{Link, List};
use crate::possible::{EntryDay, Extreme, Lasting, Spacing};
use crate::vocabulary::FactId;

/// Which entries of a history a test counts, and how.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Entries {
    /// The history.
    pub fact: FactId,
    /// They are readings: that there are no others is never documented, and the same one twice
    /// counts once.
    pub are_readings: bool,
    /// Only those of which this holds. In it, the attributes of an entry are facts.
    pub filter: Option<Link<Expression>>,
    /// Asked is what one of them is, and not how many there are.
    pub chosen: Option<Chosen>,
    /// Counted are the different values of this attribute, a code, and not the entries.
    pub different: Option<FactId>,
    /// Courses that are joined are one.
    pub joined: Option<Link<Joined>>,
    /// Only courses that last so long.
    pub lasting: Option<Lasting>,
    /// Which of their days have to lie in the window.
    pub day: EntryDay,
    /// Only those of these days.
    pub window: Window,
    /// How they have to lie to each other.
    pub apart: Option<Spacing>,
}

/// `joined by (medicine) within 7 days`: courses with the same values of these attributes are one
/// where the next one starts at most so long after the last day of those before it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Joined {
    /// Attributes, each a code.
    pub by: List<FactId>,
    /// How long there may be none.
    pub within: CalendarDuration,
}

/// `latest visit has (weight_stable)`: what is asked of one of the entries. If there is none, it is
/// not met.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Chosen {
    /// Which of them.
    pub which: Extreme,
    /// What it has to be; the attributes of the entry are facts, as in the filter.
    pub has: Link<Expression>,
}

/// `date of latest trial where (…)`, `end of earliest stay within 1 year`: a day that windows and
/// ages of a predicate are counted from. If there is no such entry, it is never.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FoundDay {
    /// Which of the entries has it.
    pub which: Extreme,
    /// It is the last day of a course, and not the first one.
    pub is_end: bool,
    /// The entries among which it is found.
    pub entries: Entries,
}

impl Entries {
    /// All entries of a history.
    #[must_use]
    pub const fn of(fact: FactId) -> Entries {
        Entries {
            fact,
            are_readings: false,
            filter: None,
            chosen: None,
            different: None,
            joined: None,
            lasting: None,
            day: EntryDay::First,
            window: Window::EVER,
            apart: None,
        }
    }

    /// All readings of a fact.
    #[must_use]
    pub fn readings(fact: FactId) -> Entries {
        Entries { are_readings: true, ..Entries::of(fact) }
    }

    /// It asks whether there is a reading, whatever it says: met or unknown, never not met.
    #[must_use]
    pub const fn asks_for_file(&self) -> bool {
        self.are_readings
            && self.filter.is_none()
            && self.chosen.is_none()
            && self.different.is_none()
    }

    /// Only those whose attribute has one of these values, given by position, as bits.
    #[must_use]
    pub fn with(self, attribute: FactId, values: u64) -> Entries {
        self.that(Term::Code(attribute).is(Region::Values(values)))
    }

    /// Only those of which this holds.
    #[must_use]
    pub fn that(self, condition: Expression) -> Entries {
        Entries { filter: Some(Link::from(condition)), ..self }
    }

    /// Only those of these days.
    #[must_use]
    pub fn within(self, window: Window) -> Entries {
        Entries { window, ..self }
    }

    /// Asked is what the latest or the earliest of them is.
    #[must_use]
    pub fn choosing(self, which: Extreme, has: Expression) -> Entries {
        Entries { chosen: Some(Chosen { which, has: Link::from(has) }), ..self }
    }

    /// The conditions on an entry: whether it is asked about, and what it has to be.
    pub fn conditions(&self) -> impl Iterator<Item = &Expression> {
        let has = self.chosen.iter().map(|chosen| &*chosen.has);
        self.filter.iter().map(|filter| &**filter).chain(has)
    }

    /// Counted are the different values of an attribute, a code, and not the entries.
    #[must_use]
    pub fn different(self, attribute: FactId) -> Entries {
        Entries { different: Some(attribute), ..self }
    }

    /// Courses with the same values of these attributes are one, if they follow each other so closely.
    #[must_use]
    pub fn joined(self, by: impl Into<List<FactId>>, within: CalendarDuration) -> Entries {
        Entries { joined: Some(Link::from(Joined { by: by.into(), within })), ..self }
    }

    /// Asked is whether there is any of some joined courses, so that further ones take nothing away:
    /// they only make it longer.
    #[must_use]
    pub fn is_any_joined(&self, region: Region) -> bool {
        let is_any = [Some(region), region.opposite()].into_iter().flatten();
        self.joined.is_some()
            && self.chosen.is_none()
            && self.different.is_none()
            && self.apart.is_none()
            && self.day == EntryDay::Any
            && matches!(self.lasting, None | Some(Lasting::AtLeast(_) | Lasting::MoreThan(_)))
            && is_any.into_iter().any(|region| region.at_least() == Some(1))
    }

    /// Only courses that last so long.
    #[must_use]
    pub fn lasting(self, lasting: Lasting) -> Entries {
        Entries { lasting: Some(lasting), ..self }
    }

    /// Which of their days have to lie in the window.
    #[must_use]
    pub fn by(self, day: EntryDay) -> Entries {
        Entries { day, ..self }
    }

    /// How they have to lie to each other.
    #[must_use]
    pub fn apart(self, apart: Spacing) -> Entries {
        Entries { apart: Some(apart), ..self }
    }

    /// The longest gap that there may be, if that is what is asked.
    #[must_use]
    pub const fn longest_gap(&self) -> Option<CalendarDuration> {
        if let Some(Spacing::NoGap(duration)) = self.apart { Some(duration) } else { None }
    }

    /// The facts that they depend on: the history, the dates that its window is counted from, and what
    /// attributes are compared with.
    pub fn facts(&self) -> impl Iterator<Item = FactId> + use<> {
        [self.fact].into_iter().chain(self.window.anchors()).chain(self.compared_with())
    }

    /// The facts of the case that the condition on an entry compares its attributes with.
    #[must_use]
    pub fn compared_with(&self) -> Vec<FactId> {
        let predicates = self.conditions().flat_map(Expression::predicates);
        let facts = predicates.filter_map(Expression::asked).flat_map(|(term, region)| {
            let other = region.relation().map(|relation| relation.other.fact());
            let dates = term.other_dates().chain(region.other_dates());
            [term.fact()].into_iter().chain(other).chain(dates)
        });
        facts.filter(|fact| fact.attribute_position().is_none()).collect()
    }

    /// `where donor in [Autologous, Allogeneic]`: the attribute and the values that count, if that is
    /// all that is asked of an entry.
    #[must_use]
    pub fn one_code(&self) -> Option<(FactId, u64)> {
        match self.filter.as_deref()? {
            Expression::Test { term: Term::Code(attribute), region: Region::Values(values) } => {
                Some((*attribute, *values))
            }
            Expression::AtLeast(..)
            | Expression::Not(_)
            | Expression::If { .. }
            | Expression::Test { .. } => None,
        }
    }
}
