//! What some entries come to that are added up.

#![expect(
    clippy::large_types_passed_by_value,
    reason = "copying a fraction costs little beside multiplying it"
)]

use super::{Calculated, End, Numbers};
use crate::Truth;
use crate::possible::{Days, EntryDay, EntryView, Interval, Listed, Scale};
use crate::unit::Ratio;
use rust_decimal::Decimal;
use smallvec::SmallVec;

/// With more entries than this of which it is open whether they count, the total may be any number
/// between the least and the most.
const MOST_OPEN: usize = 12;

/// What some entries may come to; nothing where a number is longer than any that a build accepts.
#[derive(Clone, Debug)]
pub struct Total(Option<Parts>);

#[derive(Clone, Debug)]
struct Parts {
    /// What those come to that certainly count.
    certain: Numbers,
    /// What each of the others adds, if it counts; none if these are many.
    open: SmallVec<[Numbers; MOST_OPEN]>,
    /// From the least to the most.
    all: Numbers,
    /// There may be others that are not documented.
    is_open_ended: bool,
}

impl<'h, I: Iterator<Item = EntryView<'h>> + Clone> Listed<I> {
    /// What the entries in `period` come to of which `counted` holds, each with its amount.
    pub fn total(
        self,
        day: EntryDay,
        counted: impl Fn(EntryView<'_>) -> Truth,
        amount: impl Fn(EntryView<'_>) -> Calculated,
        period: impl Days,
    ) -> Total {
        let is_open_ended = !self.complete.is_in(period);
        let entries = self.entries.filter_map(|entry| {
            let counts = entry.lies_in(period, day).and_then(|| counted(entry));
            counts.can_be_met().then(|| (counts == Truth::MET, amount(entry)))
        });
        Total(Parts::of(entries, is_open_ended))
    }
}

impl Parts {
    fn of(entries: impl Iterator<Item = (bool, Calculated)>, is_open_ended: bool) -> Option<Parts> {
        let zero = Numbers::exactly(super::Fraction::of(Decimal::ZERO, Ratio::ONE)?);
        let (mut certain, mut all) = (zero, zero);
        let mut open = SmallVec::new();
        let mut number = 0_usize;
        for (counts, Calculated(amount)) in entries {
            let amount = amount?;
            if counts {
                (certain, all) = (certain.plus(amount)?, all.plus(amount)?);
            } else {
                all = all.plus(zero.joined(amount)?)?;
                number = number.saturating_add(1);
                if number <= MOST_OPEN {
                    open.push(amount);
                }
            }
        }
        if number > MOST_OPEN {
            open.clear();
            certain = all;
        }
        Some(Parts { certain, open, all, is_open_ended })
    }

    /// The numbers that entries of such a sum may come to with others that are not documented.
    fn with_others(&self, numbers: Numbers) -> Numbers {
        if self.is_open_ended { Numbers { high: End::Highest, ..numbers } } else { numbers }
    }

    /// Visits what each choice of the open entries comes to, as long as `visit` says so.
    fn each(
        &self,
        from: usize,
        sum: Numbers,
        visit: &mut dyn FnMut(Numbers) -> bool,
    ) -> Option<bool> {
        let Some(amount) = self.open.get(from) else {
            return Some(visit(self.with_others(sum)));
        };
        let next = from.saturating_add(1);
        Some(self.each(next, sum, visit)? && self.each(next, sum.plus(*amount)?, visit)?)
    }
}

impl Total {
    /// Whether it lies at these positions on a scale, given the size of its unit.
    #[must_use]
    pub fn inside(&self, scale: &Scale, size: Ratio, asked: Interval) -> Truth {
        let Some(parts) = &self.0 else { return Truth::UNKNOWN };
        let (mut can, mut fails) = (false, false);
        let all_told = parts.each(0, parts.certain, &mut |numbers| {
            let truth = Calculated(Some(numbers)).inside(scale, size, asked);
            can |= truth.can_be_met();
            fails |= truth.can_fail();
            !(can && fails)
        });
        if all_told.is_some() { Truth::from_possibilities(can, fails) } else { Truth::UNKNOWN }
    }

    /// The smallest range that holds it.
    #[must_use]
    pub fn all(&self) -> Calculated {
        Calculated(self.0.as_ref().map(|parts| parts.with_others(parts.all)))
    }
}
