//! The cells of a measurement: the values that selections of its results can have.

use super::normal::lies;
use super::numbers::{Class, asked, classes};
use super::{Cell, Cells, Completeness, Example, ShownValue, first_of_each, region_of};
use crate::case::FactView;
use crate::evaluate::reference::{Days as Possible, Documentation};
use crate::policy::{Expression, Region, Selection, Term, Window};
use crate::possible::Interval;
use crate::vocabulary::{FactId, FactKind};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// With more worlds than this, atoms count as independent.
const WORLDS: usize = 4_096;

/// Which results a criterion looks at.
type Selected = (Selection, Option<u8>, Window);

/// The same, and what of them: without a selection, that there is one.
type Key = (Option<Selection>, Option<u8>, Window);

/// A result that a criterion may consider.
struct Seen {
    first: NaiveDate,
    /// The last day that it can have in the window.
    last: NaiveDate,
    possible: Interval,
    may_be_outside: bool,
}

/// Atoms on the value of one selection of the results, by one method or any, in one window. `None`
/// if there are too many worlds.
pub(super) fn selected(
    fact: FactId,
    (selection, method, window): Selected,
    atoms: &[&Expression],
    chart: Documentation<'_>,
) -> Option<Cells> {
    let scale = chart.kind(fact)?.scale()?;
    let (asked, any) = (asked(scale, atoms)?, scale.range());
    let request = chart.chart.request_date();
    let span = chart.span(window)?;
    let results = match chart.view(fact) {
        Some(FactView::Measurement(results)) => results,
        _ => &[],
    };
    let seen = results
        .iter()
        .filter(|result| method.is_none_or(|method| result.method == Some(method)))
        .filter_map(|result| {
            let days = Possible::of_something_past(result.date, request)?;
            let span = span.filter(|span| days.first <= span.last && span.first <= days.last)?;
            Some(Seen {
                first: days.first.max(span.first),
                last: days.last.min(span.last),
                possible: result.amount.positions(),
                may_be_outside: !(span.contains(days.first) && span.contains(days.last)),
            })
        });
    let seen = seen.collect::<Vec<_>>();
    let cell = |class: &Class| class.cell.clone();

    let cells = match selection {
        Selection::Latest => latest(&seen, &asked, any),
        Selection::Earliest => earliest(&seen, &asked, any),
        Selection::Any => worlds(&seen, &asked, any, cell, |one, other| {
            each(one, other, |one, other| one || other)
        })?,
        Selection::Every => worlds(&seen, &asked, any, cell, |one, other| {
            each(one, other, |one, other| one && other)
        })?,
        // How many there are has its own atoms.
        Selection::AtLeast { .. } => return None,
        Selection::Highest | Selection::Lowest => {
            let better = |one: &(usize, Cell), other: &(usize, Cell)| {
                if selection == Selection::Highest { one.max(other) } else { one.min(other) }
                    .clone()
            };
            let ends = worlds(
                &seen,
                &asked,
                any,
                |class| (rank(&asked, class), class.cell.clone()),
                better,
            )?;
            ends.into_iter().map(|(_, cell)| cell).collect()
        }
    };
    Some(cells.into_iter().map(|cell| (cell, Example::Unknown)).collect())
}

/// The rank of a class among all classes: if two differ, the higher one ranks higher; two that no
/// atom distinguishes are one class.
fn rank(asked: &[Interval], class: &Class) -> usize {
    let position = class.positions.low();
    let begun = asked.iter().filter(|asked| asked.low() <= position).count();
    begun.saturating_add(asked.iter().filter(|asked| asked.high() < position).count())
}

fn each(one: &Cell, other: &Cell, both: impl Fn(bool, bool) -> bool) -> Cell {
    one.iter().zip(other).map(|(one, other)| both(*one, *other)).collect()
}

/// The value of a result that may be the earliest; any value if there may be none.
fn earliest(seen: &[Seen], asked: &[Interval], any: Interval) -> BTreeSet<Cell> {
    let certain = seen.iter().filter(|result| !result.may_be_outside);
    let oldest = certain.map(|result| result.last).min();
    let may_be_earliest =
        seen.iter().filter(|result| oldest.is_none_or(|oldest| result.first <= oldest));
    let possible = may_be_earliest.map(|result| result.possible);
    let none = seen.iter().all(|result| result.may_be_outside);
    let possible = possible.chain(none.then_some(any));
    possible.flat_map(|possible| classes(asked, possible)).map(|class| class.cell).collect()
}

/// The value of a result that may be the latest; any value if there may be none.
fn latest(seen: &[Seen], asked: &[Interval], any: Interval) -> BTreeSet<Cell> {
    let certain = seen.iter().filter(|result| !result.may_be_outside);
    let newest = certain.map(|result| result.first).max();
    let may_be_latest =
        seen.iter().filter(|result| newest.is_none_or(|newest| newest <= result.last));
    let possible = may_be_latest.map(|result| result.possible);
    let none = seen.iter().all(|result| result.may_be_outside);
    let possible = possible.chain(none.then_some(any));
    possible.flat_map(|possible| classes(asked, possible)).map(|class| class.cell).collect()
}

/// All results of a world together: each is too old or has one of its values. In a world without
/// results, there may be any.
fn worlds<T: Ord + Clone>(
    seen: &[Seen],
    asked: &[Interval],
    any: Interval,
    alone: impl Fn(&Class) -> T,
    together: impl Fn(&T, &T) -> T,
) -> Option<BTreeSet<T>> {
    let mut empty = true;
    let mut worlds = BTreeSet::<T>::new();
    let extend = |worlds: &BTreeSet<T>, possible: Interval, first: bool| {
        let values = classes(asked, possible).iter().map(&alone).collect::<BTreeSet<_>>();
        let mut extended = values
            .iter()
            .flat_map(|value| worlds.iter().map(|world| together(world, value)))
            .collect::<BTreeSet<_>>();
        if first {
            extended.extend(values);
        }
        extended
    };
    for result in seen {
        let mut extended = extend(&worlds, result.possible, empty);
        if result.may_be_outside {
            extended.append(&mut worlds);
        } else {
            empty = false;
        }
        worlds = extended;
        if worlds.len() > WORLDS {
            return None;
        }
    }
    if empty {
        let mut any_results = extend(&BTreeSet::new(), any, true);
        loop {
            let before = any_results.len();
            any_results.append(&mut extend(&any_results, any, false));
            if any_results.len() > WORLDS {
                return None;
            }
            if any_results.len() == before {
                break;
            }
        }
        worlds.append(&mut any_results);
    }
    Some(worlds)
}

/// A result: its date, its method, and its value.
type Result = (NaiveDate, Option<u8>, ShownValue);

/// Results that all atoms treat alike.
struct Alike {
    shown: ShownValue,
    /// How each atom turns out of one of them.
    cell: Cell,
}

/// The results of a measurement as far as atoms tell them apart, from the lowest to the highest; and of
/// one value as far as its limits of normal do.
fn alike(fact: FactId, atoms: &[&Expression], chart: Documentation<'_>) -> Option<Vec<Alike>> {
    let scale = chart.kind(fact)?.scale()?;
    let regions = atoms.iter().map(|atom| region_of(atom)).collect::<Option<Vec<_>>>()?;
    let asked = regions.iter().map(|region| match region {
        // `on file` accepts a result with any value.
        Region::Yes | Region::Norm(_) => Some(Interval::ANYTHING),
        Region::Quantity(test) => test.positions(scale),
        Region::Values(_) | Region::Whole(_) | Region::Day(_) | Region::Than(_) => None,
    });
    let classes = classes(&asked.collect::<Option<Vec<_>>>()?, scale.range());
    let tests = regions.iter().filter_map(|region| region.norm()).collect::<Vec<_>>();
    if tests.is_empty() {
        let alike = classes.into_iter().map(|class| {
            let shown = ShownValue::Positions(class.positions);
            Alike { shown, cell: class.cell }
        });
        return Some(alike.collect());
    }
    let lies = lies(&tests, chart.vocabulary.sign_of(fact));
    let mut found = Vec::new();
    for Class { positions, cell } in classes {
        for lies in lies.iter().filter(|lies| lies.is_possible(positions, scale)) {
            let mut answers = lies.answers.iter();
            let each = regions.iter().zip(&cell).map(|(region, met)| match region.norm() {
                Some(_) => answers.next().copied().unwrap_or_default(),
                None => *met,
            });
            let cell = each.collect();
            let shown = match lies.example(&tests, positions, scale) {
                Some((amount, normal)) => ShownValue::WithLimits(amount, normal),
                None => ShownValue::Unknown,
            };
            found.push(Alike { shown, cell });
        }
    }
    Some(found)
}

/// The value of each selection, as a class; and the results that lead to this.
type Worlds = BTreeMap<Vec<Summary>, Vec<Result>>;

/// The value of a selection of some results.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Summary {
    /// No result yet.
    Nothing,
    /// The class of the value that counts.
    Value(usize),
    /// For each class, whether some result has a value in it.
    Values(Vec<bool>),
    /// For each class, how many results have a value in it, as far as that matters.
    Counts(Vec<u32>),
}

/// Atoms on a measurement about which nothing is documented, with all selections, methods and
/// windows together. Each selection has at least one result: without a result, its atoms are
/// unknown whatever else is documented. If an atom only asks whether there is a result, there may
/// be none. If results may be missing, a selection may have none as well, and a cell says for each
/// atom whether it is met and whether it certainly fails. `None` if there are too many worlds.
pub(super) fn undocumented(
    fact: FactId,
    atoms: &[&Expression],
    chart: Documentation<'_>,
    completeness: Completeness,
) -> Option<Cells> {
    let FactKind::Measurement { methods, .. } = chart.kind(fact)? else { return None };
    let request = chart.chart.request_date();
    let classes = alike(fact, atoms, chart)?;
    let key = |atom: &&Expression| match **atom {
        Expression::Test { term: Term::Result { selection, method, window, .. }, .. } => {
            Some((Some(selection), method, window))
        }
        Expression::Test { term: Term::OnFile { method, window, .. }, .. } => {
            Some((None, method, window))
        }
        Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. }
        | Expression::Test { .. } => None,
    };
    let keys_of_atoms = atoms.iter().map(key).collect::<Option<Vec<_>>>()?;
    let mut keys = Vec::<Key>::new();
    for key in &keys_of_atoms {
        if !keys.contains(key) {
            keys.push(*key);
        }
    }
    let spans =
        keys.iter().map(|(_, _, window)| chart.span(*window)).collect::<Option<Vec<_>>>()?;
    if let ([(Some(selection), method, _)], [Some(span)]) = (&*keys, &*spans)
        && !selection.is_about_several()
        && completeness == Completeness::Decided
    {
        // Whatever one selection can come to, it comes to with a single result.
        let day = match span.first {
            NaiveDate::MIN if span.last == request => request.pred_opt()?,
            NaiveDate::MIN => span.last,
            first => first,
        };
        let method = method.or((!methods.is_empty()).then_some(0));
        return Some(first_of_each(
            classes
                .into_iter()
                .map(|class| (class.cell, Example::Results(vec![(day, method, class.shown)]))),
        ));
    }
    // The days from which on a window has begun, or is over.
    let changes = spans.iter().flatten().flat_map(|span| [Some(span.first), span.last.succ_opt()]);
    let starts = changes
        .flatten()
        .filter(|day| *day != NaiveDate::MIN && *day <= request)
        .collect::<BTreeSet<_>>();
    let before_all = starts.first().copied().unwrap_or(request).pred_opt()?;
    let asked_methods = keys.iter().filter_map(|(_, method, _)| *method).collect::<BTreeSet<_>>();
    // A method that no atom asks for represents all such methods.
    let other = (0_u8..).take(methods.len()).find(|method| !asked_methods.contains(method));
    let methods = asked_methods.iter().copied().map(Some).chain([other]).collect::<BTreeSet<_>>();

    // From the oldest day to the newest, so that each further result is the latest.
    let mut worlds = Worlds::from([(vec![Summary::Nothing; keys.len()], Vec::new())]);
    for day in [before_all].into_iter().chain(starts.iter().copied()) {
        // Each round adds one result to the worlds that are new, until none is new.
        let mut latest = worlds.clone();
        while !latest.is_empty() {
            let mut extended = Worlds::new();
            for (world, results) in &latest {
                for method in &methods {
                    for (class, value) in classes.iter().enumerate() {
                        let summaries = world.iter().zip(keys.iter().zip(&spans)).map(
                            |(summary, ((selection, wanted, _), span))| {
                                let counts = span.is_some_and(|span| span.contains(day))
                                    && wanted.is_none_or(|wanted| *method == Some(wanted));
                                if counts {
                                    summary.with(*selection, class, classes.len())
                                } else {
                                    summary.clone()
                                }
                            },
                        );
                        let summaries = summaries.collect::<Vec<_>>();
                        if !worlds.contains_key(&summaries) {
                            extended.entry(summaries).or_insert_with(|| {
                                [results.as_slice(), &[(day, *method, value.shown)]].concat()
                            });
                        }
                    }
                }
            }
            worlds.extend(extended.iter().map(|(world, results)| (world.clone(), results.clone())));
            if worlds.len() > WORLDS {
                return None;
            }
            latest = extended;
        }
    }
    let position = |key: &Key| keys.iter().position(|known| known == key);
    let places = keys_of_atoms.iter().map(position).collect::<Option<Vec<_>>>()?;
    let may_be_missing = completeness == Completeness::Any;
    let mut complete = worlds
        .into_iter()
        .filter(|(world, _)| {
            let mut known = world.iter().zip(&keys);
            known.all(|(summary, (selection, ..))| {
                may_be_missing || selection.is_none() || summary.is_known(*selection)
            })
        })
        .collect::<Vec<_>>();
    complete.sort_by_key(|(_, results)| results.len());
    let cell = |world: &[Summary]| {
        let truth = |(atom, place): (usize, &usize)| {
            let (Some(summary), Some((selection, ..))) = (world.get(*place), keys.get(*place))
            else {
                return false;
            };
            summary.meets(*selection, |class| {
                classes.get(class).and_then(|class| class.cell.get(atom)).copied().unwrap_or(false)
            })
        };
        let met = places.iter().enumerate().map(truth).collect::<Cell>();
        if !may_be_missing {
            return met;
        }
        // A test of missing results does not fail, and neither does `on file`.
        let fails = |(place, met): (&usize, &bool)| {
            let (Some(summary), Some((selection, ..))) = (world.get(*place), keys.get(*place))
            else {
                return false;
            };
            summary.is_known(*selection) && selection.is_some() && !met
        };
        let failed = places.iter().zip(&met).map(fails).collect::<Vec<_>>();
        met.into_iter().chain(failed).collect()
    };
    let last = |day: NaiveDate| {
        starts.iter().find(|start| **start > day).and_then(NaiveDate::pred_opt).unwrap_or(request)
    };
    let example = |results: &[Result]| {
        Example::Results(one_a_day(
            results,
            |day| if day == before_all { None } else { Some(last(day)) },
        ))
    };
    Some(first_of_each(
        complete.into_iter().map(|(world, results)| (cell(&world), example(&results))),
    ))
}

/// Results of one period, in order, on separate days: for two on one day, it is not known which is
/// the latest. A period ends on its own day, or begins on it and ends on a later day.
fn one_a_day(results: &[Result], last: impl Fn(NaiveDate) -> Option<NaiveDate>) -> Vec<Result> {
    let mut placed = Vec::new();
    for period in results.chunk_by(|(one, ..), (other, ..)| one == other) {
        for (position, (day, method, shown)) in (0..).zip(period) {
            let place = match last(*day) {
                Some(last) => {
                    day.checked_add_days(Days::new(position)).map_or(last, |day| day.min(last))
                }
                None => {
                    let behind = u64::try_from(period.len())
                        .unwrap_or_default()
                        .saturating_sub(position)
                        .saturating_sub(1);
                    day.checked_sub_days(Days::new(behind)).unwrap_or(*day)
                }
            };
            placed.push((place, *method, *shown));
        }
    }
    placed
}

impl Summary {
    /// With one more result, newer than all others, in a class of values.
    fn with(&self, selection: Option<Selection>, class: usize, classes: usize) -> Summary {
        match (selection, self) {
            // Which one it is does not matter.
            (None, _) => Summary::Value(0),
            (Some(Selection::Highest), Summary::Value(other)) => Summary::Value(class.max(*other)),
            // From the oldest to the newest: the first one stays.
            (Some(Selection::Earliest), Summary::Value(first)) => Summary::Value(*first),
            (Some(Selection::Lowest), Summary::Value(other)) => Summary::Value(class.min(*other)),
            (
                Some(
                    Selection::Latest
                    | Selection::Highest
                    | Selection::Lowest
                    | Selection::Earliest,
                ),
                _,
            ) => Summary::Value(class),
            (Some(Selection::AtLeast { number, .. }), seen) => {
                let mut counts = if let Summary::Counts(counts) = seen {
                    counts.clone()
                } else {
                    vec![0; classes]
                };
                if let Some(count) = counts.get_mut(class) {
                    // With so many, more change nothing.
                    *count = count.saturating_add(1).min(number);
                }
                Summary::Counts(counts)
            }
            (Some(Selection::Any | Selection::Every), seen) => {
                let mut values = if let Summary::Values(values) = seen {
                    values.clone()
                } else {
                    vec![false; classes]
                };
                if let Some(value) = values.get_mut(class) {
                    *value = true;
                }
                Summary::Values(values)
            }
        }
    }

    /// There are enough results for an answer.
    fn is_known(&self, selection: Option<Selection>) -> bool {
        match (self, selection) {
            (Summary::Nothing, _) => false,
            (Summary::Counts(counts), Some(Selection::AtLeast { number, .. })) => {
                counts.iter().copied().fold(0, u32::saturating_add) >= number
            }
            (Summary::Value(_) | Summary::Values(_) | Summary::Counts(_), _) => true,
        }
    }

    fn meets(&self, selection: Option<Selection>, class_meets: impl Fn(usize) -> bool) -> bool {
        match self {
            Summary::Counts(counts) => {
                let met = counts.iter().enumerate().filter(|(class, _)| class_meets(*class));
                let number = met.map(|(_, count)| *count).fold(0, u32::saturating_add);
                matches!(selection, Some(Selection::AtLeast { number: wanted, .. }) if number >= wanted)
            }
            Summary::Nothing => false,
            Summary::Value(_) if selection.is_none() => true,
            Summary::Value(class) => class_meets(*class),
            Summary::Values(values) => {
                let mut seen = values
                    .iter()
                    .enumerate()
                    .filter(|(_, seen)| **seen)
                    .map(|(class, _)| class_meets(class));
                if selection == Some(Selection::Every) {
                    seen.all(|meets| meets)
                } else {
                    seen.any(|meets| meets)
                }
            }
        }
    }
}
