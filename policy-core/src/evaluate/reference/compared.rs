//! Two terms compared with each other, world by world as far as worlds differ.
//!
//! A world gives each result one of its days and one of its numbers. Only these matter of a day:
//! in which of the two windows it lies, and which of two days comes first. So each result stands
//! on the first or the last of its days in the same windows; which number it has is left open, as
//! the numbers that are left to the two chosen results by all others.

mod numbers;

use super::holds;
use super::predicate::{Days, Documentation};
use super::window::Span;
use crate::Truth;
use crate::case::FactView;
use crate::policy::{Comparable, Region, Relation, Selection, Term, Window};
use crate::possible::{Distance, DocumentedResult};
use crate::vocabulary::{FactId, FactKind};
use chrono::NaiveDate;
use core::cmp::Ordering;
pub(super) use numbers::Fraction;
use numbers::Number;
pub(crate) use numbers::Numbers;
use rust_decimal::Decimal;

const ORDERS: [Ordering; 3] = [Ordering::Less, Ordering::Equal, Ordering::Greater];

/// What is chosen on one side, with the orders that numbers may have.
#[derive(Clone)]
enum Side<'a> {
    Number(Numbers),
    Results(Results<'a>),
}

#[derive(Clone)]
struct Results<'a> {
    fact: FactId,
    selection: Selection,
    method: Option<u8>,
    window: Window,
    /// Whether its numbers are at least 0, or above it, if that is known.
    sign: Option<Ordering>,
    all: Vec<(Days, &'a DocumentedResult)>,
}

/// What there may be to compare: nothing, or these orders.
type Orders = Option<Vec<Ordering>>;

impl<'a> Documentation<'a> {
    /// The truth of a comparison of two terms.
    pub(super) fn compared(self, term: &Term, relation: Relation) -> Option<Truth> {
        if !term.can_be_asked_for(Region::Than(relation)) {
            return None;
        }
        let [left, right] = [self.side(term.comparable()?), self.side(relation.other)];
        let windows = [&left, &right].map(|side| match side {
            Side::Number(_) => None,
            Side::Results(results) => Some(results.window),
        });
        let days = [&left, &right].into_iter().flat_map(|side| match side {
            Side::Number(_) => Vec::new(),
            Side::Results(results) => results.all.iter().map(|(days, _)| *days).collect(),
        });
        let spans = self.spans(windows, &days.collect::<Vec<_>>());
        let mut answers = spans.into_iter().map(|spans| {
            let Some([one, other]) = spans else { return Truth::UNKNOWN };
            let orders = orders((&left, one), (&right, other), relation.distance);
            let Some(orders) = orders else { return Truth::UNKNOWN };
            let mut truths = orders.into_iter().map(|order| holds(relation.operator, order));
            let Some(first) = truths.next() else { return Truth::UNKNOWN };
            if truths.all(|truth| truth == first) { Truth::from(first) } else { Truth::UNKNOWN }
        });
        let first = answers.next()?;
        Some(if answers.all(|answer| answer == first) { first } else { Truth::UNKNOWN })
    }

    /// What more there is to know for a comparison of two terms of which the truth is not known:
    /// dates, and numbers that are not exact.
    pub(crate) fn open_between(self, term: &Term, relation: Relation) -> Vec<FactId> {
        let windows = [term.window(), relation.other.window()];
        let anchors = windows.into_iter().flatten().flat_map(Window::anchors);
        let is_open = |fact: &FactId| {
            let days = self.days(*fact);
            days.exact().is_none() && !days.is_never()
        };
        let mut open = anchors.filter(is_open).collect::<Vec<_>>();
        let terms = term.comparable().into_iter().chain([relation.other]);
        let facts = terms.map(|term| (term.fact(), self.is_exact(term)));
        let facts = facts.collect::<Vec<_>>();
        let several = facts.iter().any(|(_, exact)| !exact);
        // Of two exact numbers, one is not the one that is asked for.
        let asked = facts.into_iter().filter(|(_, exact)| !exact || !several);
        for (fact, _) in asked {
            if !open.contains(&fact) {
                open.push(fact);
            }
        }
        open
    }

    /// The term has one number, whatever its window turns out to be.
    fn is_exact(self, term: Comparable) -> bool {
        match self.side(term) {
            Side::Number(numbers) => numbers.is_exact(),
            Side::Results(results) => {
                let days = results.all.iter().map(|(days, _)| *days).collect::<Vec<_>>();
                let spans = self.spans([Some(results.window), None], &days);
                spans.into_iter().all(|spans| {
                    let chosen = spans.and_then(|[span, _]| results.chosen(span));
                    chosen.is_some_and(|chosen| match &chosen[..] {
                        [only] => only.is_exact(),
                        _ => false,
                    })
                })
            }
        }
    }

    /// The smallest range that holds all numbers that a term may have, whatever its window turns out
    /// to be; `None` where there may be none.
    pub(super) fn hull(self, term: Comparable) -> Option<Numbers> {
        let results = match self.side(term) {
            Side::Number(_) if let (Comparable::Count(fact), None) = (term, self.counted(term)) => {
                let Some(FactKind::Count { low, .. }) = self.kind(fact) else { return None };
                return Some(Numbers::unknown(Some(low.cmp(&0))));
            }
            Side::Number(numbers) => return Some(numbers),
            Side::Results(results) => results,
        };
        let days = results.all.iter().map(|(days, _)| *days).collect::<Vec<_>>();
        let mut hull: Option<Numbers> = None;
        for spans in self.spans([Some(results.window), None], &days) {
            let [span, _] = spans?;
            for numbers in results.chosen(span)? {
                hull = Some(hull.map_or_else(|| numbers.clone(), |hull| hull.joined(&numbers)));
            }
        }
        hull
    }

    /// A count, if it is documented.
    fn counted(self, term: Comparable) -> Option<u32> {
        match self.view(term.fact())? {
            FactView::Count(count) => count.written(),
            FactView::Flag(_)
            | FactView::Code(_)
            | FactView::Date(_)
            | FactView::Quantity(_)
            | FactView::Measurement(_)
            | FactView::History(_) => None,
        }
    }

    fn side(self, term: Comparable) -> Side<'a> {
        let sign = self.sign(term.fact());
        match term {
            Comparable::Count(fact) => Side::Number(match self.view(fact) {
                Some(FactView::Count(count)) if let Some(written) = count.written() => {
                    Numbers::exactly(Number::whole(written))
                }
                _ => Numbers::unknown(Some(Ordering::Equal)),
            }),
            Comparable::Quantity(fact) => Side::Number(match self.view(fact) {
                Some(FactView::Quantity(Some(amount))) => Numbers::of(amount, sign),
                _ => Numbers::unknown(sign),
            }),
            Comparable::Result { fact, selection, method, window } => Side::Results(Results {
                fact,
                selection,
                method,
                window,
                sign,
                all: self.results_by(fact, None),
            }),
        }
    }

    /// Whether a fact is at least 0, or above it; nothing where it may be negative.
    pub(super) fn sign(self, fact: FactId) -> Option<Ordering> {
        match self.kind(fact)? {
            FactKind::Quantity { scale } | FactKind::Measurement { scale, .. } => {
                Some(scale.low.cmp(&Decimal::ZERO)).filter(|order| order.is_ge())
            }
            FactKind::Flag { .. }
            | FactKind::Code { .. }
            | FactKind::Count { .. }
            | FactKind::Date
            | FactKind::Age { .. }
            | FactKind::Calculated { .. }
            | FactKind::History { .. } => None,
        }
    }
}

/// The orders in which the two sides may lie, over these days.
fn orders(
    (left, one): (&Side<'_>, Option<Span>),
    (right, other): (&Side<'_>, Option<Span>),
    distance: Distance,
) -> Orders {
    let pairs = match (left, right) {
        (Side::Number(left), Side::Number(right)) => vec![(left.clone(), right.clone())],
        (Side::Results(left), Side::Number(right)) => {
            let chosen = left.chosen(one)?;
            chosen.into_iter().map(|left| (left, right.clone())).collect()
        }
        (Side::Number(left), Side::Results(right)) => {
            let chosen = right.chosen(other)?;
            chosen.into_iter().map(|right| (left.clone(), right)).collect()
        }
        (Side::Results(left), Side::Results(right)) if left.fact != right.fact => {
            let (left, right) = (left.chosen(one)?, right.chosen(other)?);
            let pair = |left: Numbers| right.iter().map(move |right| (left.clone(), right.clone()));
            left.into_iter().flat_map(pair).collect()
        }
        (Side::Results(left), Side::Results(right)) => {
            return together([(left, one), (right, other)], distance);
        }
    };
    let mut found = Vec::new();
    for (left, right) in pairs {
        for order in ORDERS {
            if left.may_be(order, &right, distance)? {
                found.push(order);
            }
        }
    }
    Some(found)
}

impl Results<'_> {
    fn is_chosen_from(&self, result: &DocumentedResult) -> bool {
        self.method.is_none_or(|method| result.method == Some(method))
    }

    /// The numbers of the results that may be chosen; `None` where there may be none.
    fn chosen(&self, span: Option<Span>) -> Option<Vec<Numbers>> {
        let span = span?;
        let own = self.all.iter().filter(|(_, result)| self.is_chosen_from(result));
        let possible = own.filter(|(days, _)| days.can_be_between(span.first, span.last));
        let possible = possible.collect::<Vec<_>>();
        let is_certain = |days: &Days| span.contains(days.first) && span.contains(days.last);
        let certain = possible.iter().filter(|(days, _)| is_certain(days));
        let certain = certain.collect::<Vec<_>>();
        let first = certain.first()?;
        let newest = certain.iter().map(|(days, _)| days.first).fold(first.0.first, Ord::max);
        let numbers = possible.iter().filter_map(|(days, result)| {
            let mut numbers = Numbers::of(&result.amount, self.sign);
            match self.selection {
                Selection::Highest => {
                    for (_, other) in &certain {
                        numbers = numbers.not_below(&Numbers::of(&other.amount, self.sign));
                    }
                }
                Selection::Lowest => {
                    for (_, other) in &certain {
                        numbers = numbers.not_above(&Numbers::of(&other.amount, self.sign));
                    }
                }
                Selection::Latest
                | Selection::Any
                | Selection::Every
                | Selection::Earliest
                | Selection::AtLeast { .. } => {
                    if days.last.min(span.last) < newest {
                        return None;
                    }
                }
            }
            (!numbers.is_empty()).then_some(numbers)
        });
        Some(numbers.collect())
    }
}

/// Two terms over one measurement: each two results that may be chosen, on each of their days and
/// with each of their numbers. `None` where only one result may be chosen, or none.
fn together(sides: [(&Results<'_>, Option<Span>); 2], distance: Distance) -> Orders {
    let [(left, Some(one)), (right, Some(other))] = sides else { return None };
    let windows = [(left, one), (right, other)];
    for (results, span) in windows {
        let is_certain = |days: &Days| span.contains(days.first) && span.contains(days.last);
        let mut own = results.all.iter().filter(|(_, result)| results.is_chosen_from(result));
        own.find(|(days, _)| is_certain(days))?;
    }
    let all = left.all.iter().map(|(days, result)| Entry::new(*days, result, windows));
    let all = all.collect::<Vec<_>>();
    let cuts = all.iter().flat_map(|entry| entry.numbers.ends()).collect::<Vec<_>>();
    let selections = [left.selection, right.selection];
    let mut found = Vec::new();
    let others = |but: [usize; 2]| {
        let others = all.iter().enumerate().filter(move |(number, _)| !but.contains(number));
        others.map(|(_, entry)| entry)
    };
    for (position, entry) in all.iter().enumerate() {
        // Both choose this one.
        for stand in entry.stands.iter().filter(|stand| stand.inside == [true, true]) {
            for numbers in entry.numbers.cut(&cuts) {
                let world = World {
                    days: [stand.day; 2],
                    numbers: [&numbers, &numbers],
                    direct: Ordering::Equal,
                    selections,
                };
                if others([position; 2]).all(|other| world.leaves_out(other)) {
                    return None;
                }
            }
        }
    }
    for (first, left) in all.iter().enumerate() {
        for (second, right) in all.iter().enumerate().filter(|(second, _)| *second != first) {
            let stands = left.stands.iter().filter(|stand| stand.inside[0]);
            for (at, to) in stands.flat_map(|at| {
                let others = right.stands.iter().filter(|stand| stand.inside[1]);
                others.map(move |to| (at, to))
            }) {
                for one in left.numbers.cut(&cuts) {
                    for other in right.numbers.cut(&cuts) {
                        for direct in ORDERS {
                            let world = World {
                                days: [at.day, to.day],
                                numbers: [&one, &other],
                                direct,
                                selections,
                            };
                            if one.may_be(direct, &other, Distance::None)?
                                && world.keeps(0, *to)
                                && world.keeps(1, *at)
                                && others([first, second]).all(|entry| world.leaves_out(entry))
                            {
                                for order in ORDERS {
                                    if one.may_be_both(direct, order, &other, distance)? {
                                        found.push(order);
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    Some(found)
}

/// A result with the days on which it may stand.
struct Entry {
    stands: Vec<Stand>,
    numbers: Numbers,
}

/// A day, and whether it counts for each of the two terms.
#[derive(Clone, Copy)]
struct Stand {
    day: NaiveDate,
    inside: [bool; 2],
}

impl Entry {
    fn new(days: Days, result: &DocumentedResult, windows: [(&Results<'_>, Span); 2]) -> Entry {
        let near = windows.iter().flat_map(|(_, span)| {
            [span.first.pred_opt(), Some(span.first), Some(span.last), span.last.succ_opt()]
        });
        let near = near.flatten().chain([days.first, days.last]);
        let stands = near.filter(|day| days.first <= *day && *day <= days.last).map(|day| Stand {
            day,
            inside: windows
                .map(|(results, span)| results.is_chosen_from(result) && span.contains(day)),
        });
        let sign = windows[0].0.sign;
        Entry { stands: stands.collect(), numbers: Numbers::of(&result.amount, sign) }
    }
}

/// A choice of two results: their days, their numbers, and how the first number lies to the second.
/// Numbers are cut so that all numbers of other results lie to them in one way.
struct World<'n> {
    days: [NaiveDate; 2],
    numbers: [&'n Numbers; 2],
    direct: Ordering,
    selections: [Selection; 2],
}

impl World<'_> {
    /// The chosen one of a side stays chosen, although the other one stands there.
    fn keeps(&self, side: usize, other: Stand) -> bool {
        let Some((inside, selection)) = other.inside.get(side).zip(self.selections.get(side))
        else {
            return false;
        };
        let [left, right] = self.days;
        let (own, order) =
            if side == 0 { (left, self.direct) } else { (right, self.direct.reverse()) };
        !inside
            || match selection {
                Selection::Highest => order.is_ge(),
                Selection::Lowest => order.is_le(),
                Selection::Latest
                | Selection::Any
                | Selection::Every
                | Selection::Earliest
                | Selection::AtLeast { .. } => other.day <= own,
            }
    }

    /// Some day and number of another result leaves the choice as it is.
    fn leaves_out(&self, entry: &Entry) -> bool {
        entry.stands.iter().any(|stand| {
            let sides =
                stand.inside.into_iter().zip(self.days).zip(self.numbers).zip(self.selections);
            let alone = sides.into_iter().all(|(((inside, day), numbers), selection)| {
                let may_be =
                    |order| entry.numbers.may_be(order, numbers, Distance::None) == Some(true);
                !inside
                    || match selection {
                        Selection::Highest => may_be(Ordering::Less) || may_be(Ordering::Equal),
                        Selection::Lowest => may_be(Ordering::Greater) || may_be(Ordering::Equal),
                        Selection::Latest
                        | Selection::Any
                        | Selection::Every
                        | Selection::Earliest
                        | Selection::AtLeast { .. } => stand.day <= day,
                    }
            });
            // A number that is not above the first and not below the second one.
            let between = match (stand.inside, self.selections) {
                ([true, true], [Selection::Highest, Selection::Lowest]) => self.direct.is_ge(),
                ([true, true], [Selection::Lowest, Selection::Highest]) => self.direct.is_le(),
                _ => true,
            };
            alone && between
        })
    }
}
