//! The cells of a calculated number: its numbers are cut at the thresholds, as those of a quantity.
//!
//! What the inputs have to be is found by trial: for each cell, values of all inputs but one, and
//! of that one a value with which the formula comes to a number of the cell.

use super::numbers::{asked, classes};
use super::{Cell, Cells, Completeness, Example, or_without_result};
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::case::{CaseFacts, FactValue};
use crate::evaluate::reference::Documentation;
use crate::policy::{Comparable, Expression, Formula, Input, Window, size_of};
use crate::possible::{
    Amount, Calculated, Date, DocumentedResult, Interval, Normal, Scale, Written,
};
use crate::unit::{Ratio, Unit};
use crate::vocabulary::{FactId, FactKind};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// How often the room for a number is halved, while one is looked for.
const HALVINGS: usize = 40;

/// Ends of a fact without a plausible range.
const WITHOUT_RANGE: Decimal = Decimal::ONE_THOUSAND;

/// The positions that a formula may come to; what it may, where there may be no number.
pub(super) fn possible(
    scale: &Scale,
    formula: &Formula,
    chart: Documentation<'_>,
) -> Option<Interval> {
    let (_, size) = scale.unit.size()?;
    let value = formula.value(&|input| {
        let ends = chart.input(input).map(|numbers| numbers.plain());
        plausible(input, ends.unwrap_or_default(), chart).unwrap_or(Calculated::ANY)
    });
    value.positions(scale, size)
}

/// What an input may be in a plausible chart, given the ends of what it may be otherwise.
fn plausible(
    input: Input,
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
    let scale = chart.kind(fact)?.scale()?;
    let classes = classes(&asked(scale, atoms)?, possible(scale, formula, chart)?);
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
            let near = free.into_iter().flat_map(move |term| {
                let base = base.clone();
                targets.iter().flat_map(move |target| self.approach(&base, term, *target))
            });
            own.into_iter().chain(near)
        })
    }

    /// The inputs that are numbers of a fact, each once.
    fn numbers(self) -> Vec<Comparable> {
        let mut found = Vec::new();
        for input in self.formula.inputs() {
            if let Input::Term(term) = input
                && !found.contains(&term)
            {
                found.push(term);
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
        for term in self.numbers() {
            let (low, high) = self.ends(term)?;
            let width = high.checked_sub(low)?.checked_mul(quarter.into())?;
            let part = low.checked_add(width.checked_div(Decimal::from(4))?)?;
            let rounded = part.round_dp(if part.abs() < Decimal::TEN { 2 } else { 0 });
            self.add(&mut member, term, rounded.clamp(low, high))?;
        }
        Some(member)
    }

    fn ends(self, term: Comparable) -> Option<(Decimal, Decimal)> {
        let kind = self.chart.kind(term.fact())?;
        match kind.scale() {
            Some(scale) => Some(scale.limits().unwrap_or((-WITHOUT_RANGE, WITHOUT_RANGE))),
            None => ends_of(kind),
        }
    }

    /// Documents a number of a term, in the place of the one that it has.
    fn add(self, member: &mut CaseFacts, term: Comparable, number: Decimal) -> Option<()> {
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
        term: Comparable,
        target: Interval,
    ) -> Vec<(Cell, Example)> {
        let mut found = Vec::new();
        let try_at = |number: Decimal| {
            let mut member = base.clone();
            self.add(&mut member, term, number)?;
            let known = Documentation { vocabulary: self.chart.vocabulary, chart: &member };
            let position = known.calculated_positions(self.scale, self.formula)?;
            position.is_exact().then_some((member, position.low()))
        };
        let Some((mut low, mut high)) = self.ends(term) else { return found };
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
