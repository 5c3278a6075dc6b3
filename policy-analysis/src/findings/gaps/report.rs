//! A gap as it is told: the numbers in it, the predicates beside it, and what closes it.
//!
//! In: a gap, and the predicates that end below it and begin above it. Out: a finding.

use super::super::prove::Prover;
use super::super::words::describe;
use super::super::{Finding, Kind};
use super::{Edge, Gap, Subject, times_at};
use chrono::NaiveDate;
use policy_core::policy::{
    CountTest, DateTest, Day, Expression, NormTest, Notation, Operator, QuantityTest, Region,
    Relation, Term, Threshold,
};
use policy_core::possible::{Interval, Multiple};
use policy_core::vocabulary::Vocabulary;

pub(super) fn report(gap: &Gap, [below, above]: &[Edge<'_>; 2], prover: &mut Prover<'_, '_>) {
    let Some(condition) = prover
        .space
        .atoms()
        .groups()
        .get(gap.group)
        .and_then(|group| accepting(gap, &group.atoms, prover.vocabulary))
    else {
        return;
    };
    let value = Notation::of(prover.vocabulary, &condition).to_string();
    let together = [below.item.clone(), above.item.clone()];
    let [one, other] = [below, above].map(|edge| {
        let text = describe(prover.vocabulary, &edge.item, &together);
        if edge.is_met { text } else { format!("the opposite of {text}") }
    });
    let better = including(gap, below, End::Last, prover.vocabulary)
        .or_else(|| including(gap, above, End::First, prover.vocabulary));
    let better = better.map_or_else(String::new, |better| {
        format!(", as `{}` does", Notation::of(prover.vocabulary, &better))
    });
    prover.found.push(Finding::new(Kind::Gap, above.item.spot.clone(), format!("`{value}` falls to neither {one} nor {other}"), format!("let one of them include it{better}; where the source leaves it open, write `accept gap {value} because \"why\";` in the policy")).with(Some(below.item.spot.clone())));
}

/// Which end of a predicate's numbers lies at a gap.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// The predicate beside a gap, with the gap; `None` where it is no simple comparison.
fn including(gap: &Gap, edge: &Edge<'_>, end: End, vocabulary: &Vocabulary) -> Option<Expression> {
    let condition = edge.item.node.condition().filter(|_| edge.is_met)?;
    let (term, region) = condition.asked()?;
    let (to, beyond) = match end {
        End::First => (Operator::GreaterOrEqual, Operator::Greater),
        End::Last => (Operator::LessOrEqual, Operator::Less),
    };
    let outermost = if end == End::First { gap.numbers.low() } else { gap.numbers.high() };
    Some(term.clone().is(match region {
        Region::Whole(CountTest::Compare(..)) => {
            Region::Whole(CountTest::Compare(to, u32::try_from(outermost).ok()?))
        }
        Region::Day(test) => match test.comparison()? {
            (_, other @ Day::Fact(_)) => Region::Day(DateTest::Compare(to, other)),
            (_, Day::On(_)) => Region::Day(DateTest::Compare(to, Day::On(day_of(outermost)?))),
        },
        Region::Quantity(QuantityTest::Compare(..)) if gap.numbers.is_exact() => {
            Region::Quantity(QuantityTest::Compare(to, threshold(term, outermost, vocabulary)?))
        }
        Region::Quantity(QuantityTest::Compare(..)) => {
            let next =
                if end == End::First { outermost.checked_sub(1) } else { outermost.checked_add(1) };
            Region::Quantity(QuantityTest::Compare(beyond, threshold(term, next?, vocabulary)?))
        }
        Region::Than(relation) => Region::Than(Relation { operator: to, ..relation }),
        Region::Norm(NormTest::Compare(_, multiple)) => {
            let (operator, place) = if gap.numbers.is_exact() {
                (to, outermost)
            } else if end == End::First {
                (beyond, outermost.checked_sub(1)?)
            } else {
                (beyond, outermost.checked_add(1)?)
            };
            let multiple = Multiple { times: times_at(place), ..multiple };
            Region::Norm(NormTest::Compare(operator, multiple))
        }
        Region::Yes
        | Region::Values(_)
        | Region::Whole(CountTest::Between(..))
        | Region::Quantity(QuantityTest::Between(..))
        | Region::Norm(NormTest::Between(..)) => return None,
    }))
}

fn day_of(number: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?)
}

fn threshold(term: &Term, position: i64, vocabulary: &Vocabulary) -> Option<Threshold> {
    let scale = term.scale(vocabulary)?;
    let value = scale.simplest(Interval::exactly(position))?.normalize();
    Some(Threshold { value, unit: scale.unit })
}

/// The gap as a condition: `lvef = 40%`, `lvef between 39% and 40%`.
fn accepting(gap: &Gap, atoms: &[&Expression], vocabulary: &Vocabulary) -> Option<Expression> {
    let atom = atoms.iter().find(|atom| Subject::of(atom).as_ref() == Some(&gap.subject))?;
    let (term, region) = atom.asked()?;
    Some(term.clone().is(match region {
        Region::Whole(_) => {
            let number = u32::try_from(gap.numbers.low()).ok()?;
            Region::Whole(CountTest::Compare(Operator::Equal, number))
        }
        Region::Day(_) => {
            let day = || day_of(gap.numbers.low()).map(Day::On);
            let operand = if let Some(other) = region.other_dates().next() {
                Day::Fact(other)
            } else {
                day()?
            };
            Region::Day(DateTest::Compare(Operator::Equal, operand))
        }
        Region::Quantity(_) => {
            let threshold = |position| threshold(term, position, vocabulary);
            Region::Quantity(if gap.numbers.is_exact() {
                QuantityTest::Compare(Operator::Equal, threshold(gap.numbers.low())?)
            } else {
                QuantityTest::Between(
                    threshold(gap.numbers.low().checked_sub(1)?)?,
                    threshold(gap.numbers.high().checked_add(1)?)?,
                )
            })
        }
        Region::Than(relation) => Region::Than(Relation { operator: Operator::Equal, ..relation }),
        Region::Norm(_) => {
            let limit = gap.subject.limit?;
            let multiple = |position| Multiple { times: times_at(position), limit };
            Region::Norm(if gap.numbers.is_exact() {
                NormTest::Compare(Operator::Equal, multiple(gap.numbers.low()))
            } else {
                NormTest::Between(
                    multiple(gap.numbers.low().checked_sub(1)?),
                    multiple(gap.numbers.high().checked_add(1)?),
                )
            })
        }
        Region::Yes | Region::Values(_) => return None,
    }))
}
