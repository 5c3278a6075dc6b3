//! Results compared with their own limits of normal, world by world: a world gives each result a
//! number, and each limit that is not documented one that the other limit allows.

use super::compared::Numbers;
use super::places::{Place, Places};
use super::predicate::{DatedResult, Documentation, of_worlds, selected};
use super::{all, holds};
use crate::Truth;
use crate::policy::{NormTest, Selection, Window};
use crate::possible::{DocumentedResult, Multiple, NormLimit};
use crate::vocabulary::FactId;
use core::cmp::Ordering;

/// Whether the numbers of a fact are at least 0, or above it, if that is known.
type Sign = Option<Ordering>;

impl Documentation<'_> {
    /// Whether the results that are meant lie so to their own limits.
    pub(super) fn normal(
        self,
        fact: FactId,
        selection: Selection,
        (method, window): (Option<u8>, Window),
        test: NormTest,
    ) -> Truth {
        let sign = self.sign(fact);
        self.of_results(
            (fact, method, window),
            |result| places(lies(&Numbers::of(&result.amount, sign), result, test, sign)),
            |results| match selection {
                Selection::Highest | Selection::Lowest => chosen(selection, results, test, sign),
                Selection::Latest
                | Selection::Any
                | Selection::Every
                | Selection::Earliest
                | Selection::AtLeast { .. } => selected(selection, results, None),
            },
        )
    }
}

/// Where what is asked is so, and where it is not.
fn places(truth: Truth) -> Places {
    let so = [(truth != Truth::NOT_MET, Place::Inside), (truth != Truth::MET, Place::Below)];
    let so = so.into_iter().filter(|(may_be, _)| *may_be);
    so.fold(Places::NONE, |places, (_, place)| places.with(place))
}

/// The highest or the lowest result: each that may be it, with the numbers that the others leave to
/// it.
fn chosen(selection: Selection, results: &[DatedResult<'_>], test: NormTest, sign: Sign) -> Truth {
    let certain = results.iter().filter(|result| !result.can_be_outside).collect::<Vec<_>>();
    if certain.is_empty() {
        return Truth::UNKNOWN;
    }
    let worlds = results.iter().flat_map(|dated| {
        let own = Numbers::of(&dated.result.amount, sign);
        let left = certain.iter().fold(own, |left, other| {
            let other = Numbers::of(&other.result.amount, sign);
            if selection == Selection::Highest {
                left.not_below(&other)
            } else {
                left.not_above(&other)
            }
        });
        let truth = (!left.is_empty()).then(|| lies(&left, dated.result, test, sign));
        let [met, not_met] =
            [Truth::NOT_MET, Truth::MET].map(|other| truth.is_some_and(|truth| truth != other));
        [(met, true), (not_met, false)].into_iter().filter(|(may_be, _)| *may_be)
    });
    of_worlds(worlds.map(|(_, so)| so))
}

/// Whether a number of a result lies where it is asked for.
fn lies(numbers: &Numbers, result: &DocumentedResult, test: NormTest, sign: Sign) -> Truth {
    let may_be = |order: Ordering, multiple: Multiple| {
        let limit = limit(result, multiple.limit, sign);
        numbers.may_be_to_multiple(order, &limit, multiple.times)
    };
    match test {
        NormTest::Compare(operator, multiple) => {
            let orders = [Ordering::Less, Ordering::Equal, Ordering::Greater];
            let orders = orders.into_iter().filter(|order| may_be(*order, multiple));
            of_worlds(orders.map(|order| holds(operator, order)))
        }
        NormTest::Between(low, high) => {
            let beyond = |order: Ordering, multiple: Multiple| {
                let others = [Ordering::Equal, order.reverse()];
                let within = others.into_iter().any(|order| may_be(order, multiple));
                Truth::from_possibilities(within, may_be(order, multiple))
            };
            all([beyond(Ordering::Less, low), beyond(Ordering::Greater, high)])
        }
    }
}

/// What a limit of a result may be.
fn limit(result: &DocumentedResult, limit: NormLimit, sign: Sign) -> Numbers {
    let unit = result.amount.unit();
    let known = |limit| result.normal.limit(limit).map(|value| Numbers::limit(value, unit));
    if let Some(known) = known(limit) {
        return known;
    }
    // No limit is negative where no number is, and an upper one is not 0 either.
    match (limit, known(NormLimit::Lower), known(NormLimit::Upper)) {
        (NormLimit::Lower, _, upper) => {
            let any = Numbers::unknown(sign.map(|_| Ordering::Equal));
            upper.map_or(any.clone(), |upper| any.not_above(&upper))
        }
        (NormLimit::Upper, lower, _) => {
            let any = Numbers::unknown(sign.map(|_| Ordering::Greater));
            lower.map_or(any.clone(), |lower| any.not_below(&lower))
        }
    }
}
