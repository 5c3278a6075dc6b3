//! The cells of a calculated number: its numbers are cut at the thresholds, as those of a quantity.
//!
//! What the inputs have to be is found by trial: for each cell, values of all inputs but one, and
//! of that one a value with which the formula comes to a number of the cell.

use super::numbers::{asked, classes};
use super::{Cell, Cells, Completeness, Example, events, or_without_result};
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::case::{CaseFacts, FactValue};
use crate::evaluate::reference::Documentation;
use crate::policy::{
    Comparable, CountTest, Entries, Expression, Formula, Input, Region, Sum, Summed, Term, Window,
    size_of,
};
use crate::possible::{
    Amount, AttributeValue, Calculated, Complete, Date, DocumentedResult, Entry, History, Interval,
    Normal, Scale, Written,
};
use crate::unit::{Ratio, Unit};
use crate::vocabulary::{FactId, FactKind};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// How often the room for a number is halved, while one is looked for.
const HALVINGS: usize = 40;

/// The most entries that are added up.
const MOST_ENTRIES: u32 = 8;

/// The most days of a course.
const MOST_DAYS: Decimal = Decimal::from_parts(400, 0, 0, false, 0);

/// Ends of a fact without a plausible range.
const WITHOUT_RANGE: Decimal = Decimal::ONE_THOUSAND;

/// The scale of a calculated number, or of what some entries of a history come to.
pub(super) fn scale_of<'c>(
    fact: FactId,
    formula: &Formula,
    chart: Documentation<'c>,
) -> Option<Cow<'c, Scale>> {
    match (chart.kind(fact)?.scale(), formula.sum()) {
        (Some(scale), _) => Some(Cow::Borrowed(scale)),
        (None, sum) => sum?.scale(chart.vocabulary),
    }
}

/// The positions that a formula may come to; what it may, where there may be no number.
pub(super) fn possible(
    scale: &Scale,
    formula: &Formula,
    chart: Documentation<'_>,
) -> Option<Interval> {
    let (_, size) = scale.unit.size()?;
    let value = formula.value(&|input| {
        if let Input::Sum(sum) = input {
            return chart.sum_value(sum);
        }
        let ends = chart.input(input).map(|numbers| numbers.plain());
        plausible(input, ends.unwrap_or_default(), chart).unwrap_or(Calculated::ANY)
    });
    value.positions(scale, size)
}

/// What an input may be in a plausible chart, given the ends of what it may be otherwise.
fn plausible(
    input: Input<'_>,
    [low, high]: [Option<(Decimal, Option<Unit>, bool)>; 2],
    chart: Documentation<'_>,
) -> Option<Calculated> {
    let Input::Term(term) = input else {
        return Some(Calculated::between([low, high], None, Ratio::ONE));
    };
    let unit = chart.vocabulary.unit_of(term)?;
    let kind = chart.kind(term.fact())?;
    let limits = match kind.scale() {
        Some(scale) => scale.limits(),
        None => ends_of(kind),
    };
    let (least, most) = limits.unzip();
    // Where nothing but the sign is known, the range begins at 0.
    let is_told = |(value, _, _): &(Decimal, Option<Unit>, bool)| !value.is_zero();
    let or = |end: Option<(Decimal, Option<Unit>, bool)>, limit: Option<Decimal>| {
        end.or_else(|| Some((limit?, unit, true)))
    };
    let low = if limits.is_some() { or(low.filter(is_told), least) } else { low };
    let (_, size) = size_of(unit)?;
    Some(Calculated::between([low, or(high, most)], unit, size))
}

/// Atoms on a calculated number.
pub(super) fn cells(
    (fact, formula): (FactId, &Formula),
    facts: &[FactId],
    atoms: &[&Expression],
    chart: Documentation<'_>,
    completeness: Completeness,
) -> Option<Cells> {
    let scale = &*scale_of(fact, formula, chart)?;
    let mut classes = classes(&asked(scale, atoms)?, possible(scale, formula, chart)?);
    if formula.sum().is_some_and(|sum| sum.of == Summed::Days) {
        // There is no half of a day.
        let is_whole = |number: Decimal| number.scale() == 0;
        classes.retain(|class| scale.simplest(class.positions).is_some_and(is_whole));
    }
    let targets = classes.iter().map(|class| class.positions).collect::<Vec<_>>();
    let mut cells =
        classes.into_iter().map(|class| (class.cell, Example::Unknown)).collect::<Cells>();
    // Only for members of whom nothing is known, examples are of use.
    let is_known =
        formula.facts().into_iter().any(|fact| !fact.is_built_in() && chart.view(fact).is_some());
    let search = Search { formula, scale, facts, atoms, chart };
    let examples = (!is_known).then(|| search.examples(&targets));
    for (answers, example) in examples.into_iter().flatten() {
        if let Some(known @ Example::Unknown) = cells.get_mut(&answers) {
            *known = example;
        }
        if cells.values().all(|example| *example != Example::Unknown) {
            break;
        }
    }
    let may_be_neither = completeness == Completeness::Any && formula.may_be_missing();
    Some(if may_be_neither { or_without_result(cells, atoms.len()) } else { cells })
}

/// The plausible range of a count.
fn ends_of(kind: &FactKind) -> Option<(Decimal, Decimal)> {
    if let FactKind::Count { low, high } = kind {
        Some(((*low).into(), (*high).into()))
    } else {
        None
    }
}

/// What is looked for.
#[derive(Clone, Copy)]
struct Search<'a> {
    formula: &'a Formula,
    scale: &'a Scale,
    facts: &'a [FactId],
    atoms: &'a [&'a Expression],
    chart: Documentation<'a>,
}

impl<'a> Search<'a> {
    /// Charts with values for all inputs, and what the atoms say in each.
    fn examples(self, targets: &'a [Interval]) -> impl Iterator<Item = (Cell, Example)> + use<'a> {
        let quarters = [2_u32, 1, 3, 4, 0];
        let free = self.numbers();
        let search = quarters.into_iter().filter_map(move |quarter| {
            let base = self.base(quarter)?;
            Some((base, free.clone()))
        });
        search.flat_map(move |(base, free)| {
            let own = self.read(&base).into_iter().collect::<Vec<_>>();
            let near = free.into_iter().flat_map(move |input| {
                let base = base.clone();
                targets.iter().flat_map(move |target| self.approach(&base, input, *target))
            });
            own.into_iter().chain(near)
        })
    }

    /// The inputs that are numbers, each once.
    fn numbers(self) -> Vec<Input<'a>> {
        let mut found = Vec::new();
        for input in self.formula.inputs() {
            if !matches!(input, Input::Days(..)) && !found.contains(&input) {
                found.push(input);
            }
        }
        found
    }

    /// A chart in which each number lies at so many quarters of its range, and each date on a day
    /// of its own.
    fn base(self, quarter: u32) -> Option<CaseFacts> {
        let (request, service) = (self.chart.chart.request_date(), self.chart.chart.service_date());
        let mut member = CaseFacts::new(request, service);
        let apart = CalendarDuration::new(
            quarter.saturating_mul(60).saturating_add(30),
            CalendarUnit::Days,
        );
        let mut day = apart.before(request);
        for fact in self.formula.dates().into_iter().filter(|fact| !fact.is_built_in()) {
            let days = self.chart.days(fact);
            if days.is_never() {
                return None;
            }
            let chosen = days.exact().unwrap_or(day.clamp(days.first.min(days.last), days.last));
            member.insert(fact, FactValue::Date(Date::from(chosen)));
            day = day.succ_opt()?;
        }
        for input in self.numbers() {
            let (low, high) = self.ends(input)?;
            let width = high.checked_sub(low)?.checked_mul(quarter.into())?;
            let part = low.checked_add(width.checked_div(Decimal::from(4))?)?;
            let rounded = part.round_dp(if part.abs() < Decimal::TEN { 2 } else { 0 });
            self.add(&mut member, input, rounded.clamp(low, high))?;
        }
        Some(member)
    }

    fn ends(self, input: Input<'_>) -> Option<(Decimal, Decimal)> {
        let fact = match input {
            Input::Term(term) => term.fact(),
            Input::Days(..) => return None,
            Input::Sum(sum) => match sum.of {
                Summed::Attribute(attribute) => {
                    let (_, most) = self.ends_of(attribute)?;
                    return Some((Decimal::ZERO, most.checked_mul(MOST_ENTRIES.into())?));
                }
                Summed::Days => return Some((Decimal::ZERO, MOST_DAYS)),
            },
        };
        self.ends_of(fact)
    }

    fn ends_of(self, fact: FactId) -> Option<(Decimal, Decimal)> {
        let kind = self.chart.kind(fact)?;
        match kind.scale() {
            Some(scale) => Some(scale.limits().unwrap_or((-WITHOUT_RANGE, WITHOUT_RANGE))),
            None => ends_of(kind),
        }
    }

    /// Documents a number of a term, in the place of the one that it has.
    fn add(self, member: &mut CaseFacts, input: Input<'_>, number: Decimal) -> Option<()> {
        let term = match input {
            Input::Term(term) => term,
            Input::Days(..) => return None,
            Input::Sum(sum) => {
                let history = self.entries_of(member, sum, number)?;
                member.insert(sum.entries.fact, FactValue::History(history));
                return Some(());
            }
        };
        let fact = term.fact();
        let amount = || {
            let scale = self.chart.kind(fact)?.scale()?;
            Amount::new(scale, Written::Exactly(number), scale.unit).ok()
        };
        let value = match term {
            Comparable::Count(_) => {
                let count = u32::try_from(number.trunc().mantissa()).ok()?;
                FactValue::Count(count.into())
            }
            Comparable::Quantity(_) => FactValue::Quantity(amount()?),
            Comparable::Result { method, window, .. } => {
                let day = self.day_in(member, window)?;
                let date = Date::from(day);
                let mut results = match member.get(fact) {
                    Some(FactValue::Measurement(results)) => results.clone(),
                    _ => Vec::new(),
                };
                results.retain(|result| result.date != date);
                results.push(DocumentedResult {
                    amount: amount()?,
                    date,
                    method,
                    normal: Normal::NONE,
                });
                FactValue::Measurement(results)
            }
        };
        member.insert(fact, value);
        Some(())
    }

    /// A complete history of which the entries come to a number.
    fn entries_of(self, member: &CaseFacts, sum: &Sum, number: Decimal) -> Option<History> {
        if number.is_zero() {
            return Some(History { complete: Complete::Yes, entries: Vec::new() });
        }
        let last = self.day_in(member, sum.entries.window)?;
        let entry = self.one_of(&sum.entries)?;
        let attribute = match sum.of {
            Summed::Attribute(attribute) => attribute,
            Summed::Days => {
                let before = u64::try_from(number.trunc().mantissa()).ok()?.checked_sub(1)?;
                let first = last.checked_sub_days(Days::new(before))?;
                let entry = Entry { date: first.into(), end: last.into(), ..entry };
                return Some(History { complete: Complete::Yes, entries: vec![entry] });
            }
        };
        let kind = self.chart.kind(attribute)?;
        let (_, most) = self.ends_of(attribute)?;
        let value = |number: Decimal| match kind.scale() {
            Some(scale) => {
                let amount = Amount::new(scale, Written::Exactly(number), scale.unit).ok()?;
                Some(AttributeValue::Quantity(amount))
            }
            None => {
                let count = u32::try_from(number.trunc().mantissa()).ok()?;
                Some(AttributeValue::Count(count.into()))
            }
        };
        let mut left = number;
        let mut entries = Vec::new();
        while left > Decimal::ZERO && entries.len() < MOST_ENTRIES as usize {
            let part = left.min(most);
            entries.push(entry.clone().with(attribute, value(part)?));
            left = left.checked_sub(part)?;
        }
        Some(History { complete: Complete::Yes, entries }.told_apart())
    }

    /// An entry that counts.
    fn one_of(self, entries: &Entries) -> Option<Entry> {
        let one = Term::Entries(entries.clone()).is(Region::Whole(CountTest::at_least(1)));
        let cells = events::cells(entries.fact, &[&one], self.chart, Completeness::Decided)?;
        let Some(Example::Events(found)) = cells.get(&vec![true]) else { return None };
        found.first().cloned()
    }

    /// The last day of a window.
    fn day_in(self, member: &CaseFacts, window: Window) -> Option<NaiveDate> {
        let known = Documentation { vocabulary: self.chart.vocabulary, chart: member };
        Some(known.span(window)??.last)
    }

    /// What the atoms say of a chart, if each is decided.
    fn read(self, member: &CaseFacts) -> Option<(Cell, Example)> {
        let known = Documentation { vocabulary: self.chart.vocabulary, chart: member };
        let truths = self.atoms.iter().map(|atom| known.truth(atom));
        let answers = truths
            .map(|truth| (!truth.is_unknown()).then(|| truth.can_be_met()))
            .collect::<Option<Cell>>()?;
        let own = self.facts.iter().filter(|fact| !fact.is_built_in());
        let values = own.filter_map(|fact| Some((*fact, member.get(*fact)?.clone())));
        Some((answers, Example::Facts(values.collect())))
    }

    /// Charts in which one number comes closer and closer to what the formula has to come to.
    fn approach(
        self,
        base: &CaseFacts,
        input: Input<'_>,
        target: Interval,
    ) -> Vec<(Cell, Example)> {
        let mut found = Vec::new();
        let try_at = |number: Decimal| {
            let mut member = base.clone();
            self.add(&mut member, input, number)?;
            let known = Documentation { vocabulary: self.chart.vocabulary, chart: &member };
            let position = known.calculated_positions(self.scale, self.formula)?;
            position.is_exact().then_some((member, position.low()))
        };
        let Some((mut low, mut high)) = self.ends(input) else { return found };
        let (Some((_, first)), Some((_, last))) = (try_at(low), try_at(high)) else { return found };
        let rises = first <= last;
        for halving in 0..HALVINGS {
            let Some(middle) = low.checked_add(high).and_then(|sum| sum.checked_div(Decimal::TWO))
            else {
                return found;
            };
            // As few decimals as the room leaves.
            let places = u32::try_from(halving / 3).unwrap_or(u32::MAX).min(6);
            let rounded = middle.round_dp(places).clamp(low, high);
            let Some((member, position)) = try_at(rounded) else { return found };
            if target.low() <= position && position <= target.high() {
                found.extend(self.read(&member));
                return found;
            }
            if (position < target.low()) == rises {
                low = rounded;
            } else {
                high = rounded;
            }
            if low == high {
                return found;
            }
        }
        found
    }
}
