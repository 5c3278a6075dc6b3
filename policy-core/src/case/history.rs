//! The rules between the entries of a history, and within one entry.

use super::ProblemKind;
use super::refusal::Refusal;
use super::validate::count;
use crate::possible::{
    Amount, AttributeValue, Comparator, Count, Entry, Flag, History, Interval, Written, all_bits,
    day_number,
};
use crate::unit::Unit;
use crate::vocabulary::{FactId, FactKind, HistoryForm, Vocabulary};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// A course that certainly ends before it starts.
pub(crate) fn end(entry: &Entry) -> Option<Refusal> {
    (entry.end.days().high() < entry.date.days().low()).then(|| {
        Refusal::new(
            "the course ends before it starts",
            "write an `end` that is not before `start`",
        )
        .of(ProblemKind::Contradiction)
    })
}

/// The counts among the attributes of an entry that lie outside their plausible range.
pub(super) fn counts<'v>(
    vocabulary: &'v Vocabulary,
    entry: &Entry,
) -> impl Iterator<Item = (&'v str, Refusal)> {
    entry.attributes.iter().filter_map(|(attribute, value)| {
        let fact = vocabulary.fact(*attribute)?;
        let (AttributeValue::Count(given), FactKind::Count { low, high }) = (value, &fact.kind)
        else {
            return None;
        };
        Some((&*fact.name, count(given.written()?, *low, *high)?))
    })
}

/// Entries that say the same as an earlier one, with that one: nobody knows whether they are one or
/// two. The same reading twice counts once.
pub(crate) fn twice(
    vocabulary: &Vocabulary,
    fact: FactId,
    history: &History,
    request: NaiveDate,
) -> Vec<[usize; 2]> {
    let mut found = Vec::new();
    let are_readings = matches!(
        vocabulary.fact(fact).map(|fact| &fact.kind),
        Some(FactKind::History { form: HistoryForm::Readings, .. })
    );
    if are_readings || history.entries.len() < 2 {
        return found;
    }
    let mut seen = FxHashMap::default();
    for (position, entry) in history.entries.iter().enumerate() {
        // What is refused by itself is not compared.
        if end(entry).is_some() || counts(vocabulary, entry).next().is_some() {
            continue;
        }
        let earlier = *seen.entry(said(vocabulary, fact, entry, request)).or_insert(position);
        if earlier != position {
            found.push([position, earlier]);
        }
    }
    found
}

/// An entry that says the same as the one at an earlier position.
pub(crate) fn same_as(earlier: usize) -> Refusal {
    let problem = format!("the same as the entry at position {earlier}");
    Refusal::new(problem, "remove one, or give each an `id` of its own").of(ProblemKind::GivenTwice)
}

/// What an entry says: its days, the possible values of its attributes, and its id.
type Said<'e> = ([[i64; 2]; 2], Vec<Option<Possible>>, Option<&'e str>);

/// The possible values of an attribute, however they are written.
#[derive(PartialEq, Eq, Hash)]
enum Possible {
    Flag(bool),
    Code(u64),
    Count(u32),
    Days(Interval),
    Quantity(Bounds),
}

/// The possible values of an amount.
#[derive(PartialEq, Eq, Hash)]
enum Bounds {
    Between(Number, Number),
    Compared(Comparator, Number),
}

/// A number in the unit of its fact, in lowest terms; as it is written, where that is too large.
#[derive(PartialEq, Eq, Hash)]
enum Number {
    Fraction(i128, i128),
    Written(Decimal, Unit),
}

fn said<'e>(
    vocabulary: &Vocabulary,
    fact: FactId,
    entry: &'e Entry,
    request: NaiveDate,
) -> Said<'e> {
    let days = entry.date.days();
    // What happened did so up to the request.
    let days = [days.low(), days.high().min(day_number(request))];
    let attributes = vocabulary.attributes_of(fact).map(|(attribute, fact)| {
        let value = entry.attribute(attribute)?;
        possible(*value, &fact.kind)
    });
    let end = entry.end.days();
    ([days, [end.low(), end.high()]], attributes.collect(), entry.id.as_deref())
}

/// Some value of the attribute is ruled out.
#[cfg(feature = "serde")]
pub(crate) fn says_something(value: AttributeValue, kind: &FactKind) -> bool {
    possible(value, kind).is_some()
}

/// `None` if every value is possible.
fn possible(value: AttributeValue, kind: &FactKind) -> Option<Possible> {
    match (value, kind) {
        (AttributeValue::Flag(Flag::UNKNOWN) | AttributeValue::Count(Count::UNKNOWN), _) => None,
        (AttributeValue::Flag(flag), _) => Some(Possible::Flag(flag.truth().can_be_met())),
        (AttributeValue::Code(candidates), FactKind::Code { values, .. }) => {
            let all = all_bits(values.len());
            (candidates & all != all).then_some(Possible::Code(candidates & all))
        }
        (AttributeValue::Code(candidates), _) => Some(Possible::Code(candidates)),
        (AttributeValue::Count(count), _) => count.written().map(Possible::Count),
        (AttributeValue::Date(date), _) => {
            (!date.is_unknown()).then(|| Possible::Days(date.days()))
        }
        (AttributeValue::Quantity(amount), kind) => {
            let own = kind.scale().map_or(amount.unit(), |scale| scale.unit);
            Some(Possible::Quantity(bounds(&amount, own)))
        }
    }
}

fn bounds(amount: &Amount, own: Unit) -> Bounds {
    let number = |value: Decimal| number(value, amount.unit(), own);
    match amount.written() {
        Written::Exactly(value) => Bounds::Between(number(value), number(value)),
        Written::Between(low, high) => Bounds::Between(number(low), number(high)),
        Written::Compared(comparator, value) => Bounds::Compared(comparator, number(value)),
    }
}

fn number(value: Decimal, unit: Unit, own: Unit) -> Number {
    let value = value.normalize();
    let fraction = || {
        let ratio = unit.ratio_to(own)?;
        let numerator = value.mantissa().checked_mul(ratio.numerator.into())?;
        let denominator = 10_i128.checked_pow(value.scale())?;
        let denominator = denominator.checked_mul(ratio.denominator.into())?;
        let (mut divisor, mut rest) = (numerator, denominator);
        while rest != 0 {
            (divisor, rest) = (rest, divisor.checked_rem(rest)?);
        }
        let divisor = divisor.checked_abs()?;
        Some(Number::Fraction(numerator.checked_div(divisor)?, denominator.checked_div(divisor)?))
    };
    fraction().unwrap_or(Number::Written(value, unit))
}
