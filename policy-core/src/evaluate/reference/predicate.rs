//! Predicates on facts: does a predicate hold in some world that the documentation leaves open, and
//! does it fail in one?

use super::amount::places;
use super::apart::{Spaced, spaced};
use super::chain::chained;
use super::course::EntryDays;
use super::different;
use super::holds;
use super::places::{Place, Places, Worlds};
use super::readings::Reading;
use super::repeated::{are_there, at_least};
use super::window::Outcome;
use crate::Truth;
use crate::calendar::{CalendarDuration, CalendarUnit, age_in};
use crate::case::{Chart, EntryChart, FactView};
use crate::policy::{
    CountTest, DateTest, Day, Entries, Expression, Operator, QuantityTest, Region, Selection,
    Window,
};
use crate::possible::{
    AttributeValue, Complete, Date, DocumentedResult, Entry, EntryDay, Extreme, Spacing, all_bits,
    positions,
};
use crate::vocabulary::{FactId, FactKind, Vocabulary};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What a chart documents about the facts of a vocabulary.
#[derive(Clone, Copy)]
pub struct Documentation<'a> {
    /// The facts.
    pub vocabulary: &'a Vocabulary,
    /// What is documented about them.
    pub chart: &'a dyn Chart,
}

/// Is the value at this position among `values`?
#[must_use]
pub fn contains(values: u64, position: u8) -> bool {
    values.checked_shr(u32::from(position)).is_some_and(|rest| rest & 1 == 1)
}

/// The days from the first to the last; or that there never was one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Days {
    pub(crate) first: NaiveDate,
    pub(crate) last: NaiveDate,
    pub(crate) can_be_never: bool,
}

impl Days {
    /// Any day, or never: nothing is documented.
    const ANY: Days = Days { first: NaiveDate::MIN, last: NaiveDate::MAX, can_be_never: true };
    /// No day.
    pub(super) const NEVER: Days =
        Days { first: NaiveDate::MAX, last: NaiveDate::MIN, can_be_never: true };

    pub(super) fn single(day: NaiveDate) -> Days {
        Days { first: day, last: day, can_be_never: false }
    }

    /// The day, if there is only one.
    pub(crate) fn exact(self) -> Option<NaiveDate> {
        (self.first == self.last && !self.can_be_never).then_some(self.first)
    }

    /// Each of its days.
    pub(crate) fn each(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |day| *day <= self.last)
    }

    /// Nothing is known about the day.
    pub(crate) fn is_any(self) -> bool {
        self == Days::ANY
    }

    /// It never was.
    pub(crate) fn is_never(self) -> bool {
        self == Days::NEVER
    }

    pub(super) fn of(date: Date) -> Days {
        if date.is_never() {
            return Days::NEVER;
        }
        date.written().map_or(Days::ANY, |date| Days {
            first: date.first(),
            last: date.last(),
            can_be_never: false,
        })
    }

    /// The days of a result or an event; `None` if it begins after the request.
    pub(crate) fn of_something_past(date: Date, request: NaiveDate) -> Option<Days> {
        let Days { first, last, .. } = Days::of(date);
        // What is in a list happened.
        (first <= request).then(|| Days { first, last: last.min(request), can_be_never: false })
    }

    /// Some day of these is in the relation to some day of the others.
    pub(crate) fn can_be(self, operator: Operator, others: Days) -> bool {
        if self.is_never() || others.is_never() {
            return false;
        }
        match operator {
            Operator::Equal => self.first <= others.last && others.first <= self.last,
            Operator::Less => self.first < others.last,
            Operator::LessOrEqual => self.first <= others.last,
            Operator::Greater => self.last > others.first,
            Operator::GreaterOrEqual => self.last >= others.first,
        }
    }

    /// Some day of these is not in the relation to some day of the others; nothing is that never
    /// was.
    fn can_fail_to_be(self, operator: Operator, others: Days) -> bool {
        let can_be = |operator| self.can_be(operator, others);
        self.can_be_never
            || others.can_be_never
            || match operator {
                Operator::Equal => can_be(Operator::Less) || can_be(Operator::Greater),
                Operator::Less => can_be(Operator::GreaterOrEqual),
                Operator::LessOrEqual => can_be(Operator::Greater),
                Operator::Greater => can_be(Operator::LessOrEqual),
                Operator::GreaterOrEqual => can_be(Operator::Less),
            }
    }

    /// It can be a day from `first` to `last`.
    pub(super) fn can_be_between(self, first: NaiveDate, last: NaiveDate) -> bool {
        !self.is_never() && self.first <= last && first <= self.last
    }
}

impl<'a> Documentation<'a> {
    /// What is documented about a fact.
    #[must_use]
    pub fn view(self, fact: FactId) -> Option<FactView<'a>> {
        self.chart.fact(fact).map(|fact| fact.view())
    }

    /// What kind of fact it is.
    #[must_use]
    pub fn kind(self, fact: FactId) -> Option<&'a FactKind> {
        self.vocabulary.fact(fact).map(|fact| &fact.kind)
    }

    pub(super) fn flag(self, fact: FactId) -> Truth {
        match self.view(fact) {
            Some(FactView::Flag(flag)) => flag.truth(),
            _ => Truth::UNKNOWN,
        }
    }

    /// The candidates of a code, by position: all values if nothing is documented.
    pub fn candidates(self, fact: FactId) -> impl Iterator<Item = u8> {
        let all = match self.kind(fact) {
            Some(FactKind::Code { values, .. }) => all_bits(values.len()),
            _ => 0,
        };
        let documented = match self.view(fact) {
            Some(FactView::Code(mask)) => mask & all,
            _ => 0,
        };
        positions(if documented == 0 { all } else { documented })
            .filter_map(|position| position.try_into().ok())
    }

    pub(super) fn code(self, fact: FactId, values: u64) -> Truth {
        of_worlds(self.candidates(fact).map(|position| contains(values, position)))
    }

    pub(super) fn count(self, fact: FactId, test: CountTest) -> Truth {
        let written = match self.view(fact) {
            Some(FactView::Count(count)) => count.written(),
            _ => None,
        };
        written.map_or_else(
            || any_number(test),
            |number| Truth::from(number_passes(u64::from(number), test)),
        )
    }

    pub(super) fn age(
        self,
        birth_date: FactId,
        at: Day,
        unit: CalendarUnit,
        test: CountTest,
    ) -> Truth {
        let (births, days) = (self.days(birth_date), self.possible(at));
        if births.is_never() || days.is_never() {
            return Truth::UNKNOWN;
        }
        // Nobody is born after the service.
        let unborn = if at == Day::SERVICE { Some(0) } else { None };
        if births.is_any() || days.is_any() {
            let unborn = of_worlds([age_passes(unborn, test)].into_iter());
            let born = any_number(test);
            return if born == unborn { born } else { Truth::UNKNOWN };
        }
        // From one day to the next an age changes by one at most: between the lowest and the highest
        // it takes every value.
        let age = |birth, day| age_in(unit, birth, day).or(unborn);
        let (lowest, highest) = (age(births.last, days.first), age(births.first, days.last));
        let between = beside_bounds(test).filter_map(|age| u32::try_from(age).ok()).map(Some);
        let between = between.filter(|age| lowest <= *age && *age <= highest);
        of_worlds([lowest, highest].into_iter().chain(between).map(|age| age_passes(age, test)))
    }

    /// The possible days of a day named in a policy.
    pub(crate) fn possible(self, day: Day) -> Days {
        match day {
            Day::On(day) => Days::single(day),
            Day::Fact(fact) => self.days(fact),
        }
    }

    /// The possible days of a date fact.
    pub(crate) fn days(self, fact: FactId) -> Days {
        match (fact, self.view(fact)) {
            (FactId::REQUEST_DATE, _) => Days::single(self.chart.request_date()),
            (FactId::SERVICE_DATE, _) => Days::single(self.chart.service_date()),
            (_, Some(FactView::Date(date))) => Days::of(date),
            _ => Days::of(Date::UNKNOWN),
        }
    }

    /// The day of a date fact, if it is unique.
    #[must_use]
    pub fn exact_day(self, fact: FactId) -> Option<NaiveDate> {
        self.days(fact).exact()
    }

    /// A day named in a policy, if it is unique.
    #[must_use]
    pub fn exact(self, day: Day) -> Option<NaiveDate> {
        self.possible(day).exact()
    }

    pub(super) fn date(self, fact: FactId, test: DateTest) -> Truth {
        let days = self.days(fact);
        match test {
            DateTest::Compare(operator, day) => {
                let others = self.possible(day);
                Truth::from_possibilities(
                    days.can_be(operator, others),
                    days.can_fail_to_be(operator, others),
                )
            }
            DateTest::In(window) => {
                let outcomes = self.outcomes(window, &[days], None);
                agreed(outcomes.into_iter().map(|outcome| outcome.holds(days)))
            }
        }
    }

    pub(super) fn quantity(self, fact: FactId, test: QuantityTest) -> Truth {
        let amount = match self.view(fact) {
            Some(FactView::Quantity(amount)) => amount,
            _ => None,
        };
        of_worlds(places(amount, test).iter().map(|place| place == Place::Inside))
    }

    pub(super) fn measurement(
        self,
        fact: FactId,
        selection: Selection,
        method: Option<u8>,
        window: Window,
        test: QuantityTest,
    ) -> Truth {
        self.of_results(
            (fact, method, window),
            |result| places(Some(&result.amount), test),
            |results| selected(selection, results, Some(test)),
        )
    }

    /// What is said of the results in a window, each with its places, whichever days the window has.
    pub(super) fn of_results(
        self,
        (fact, method, window): (FactId, Option<u8>, Window),
        places: impl Fn(&DocumentedResult) -> Places,
        said: impl Fn(&[DatedResult<'_>]) -> Truth,
    ) -> Truth {
        let results = self.results_by(fact, method);
        if results.is_empty() {
            return Truth::UNKNOWN;
        }
        let days = results.iter().map(|(days, _)| *days).collect::<Vec<_>>();
        let outcomes = self.outcomes(window, &days, Some(self.looked_from(window)));
        agreed(outcomes.into_iter().map(|outcome| {
            let results = results.iter().filter_map(|(days, result)| {
                DatedResult::new(result, *days, outcome, places(result))
            });
            said(&results.collect::<Vec<_>>())
        }))
    }

    /// The results by a method, or by any, up to the request, each with its possible days.
    pub(super) fn results_by(
        self,
        fact: FactId,
        method: Option<u8>,
    ) -> Vec<(Days, &'a DocumentedResult)> {
        let Some(FactView::Measurement(documented)) = self.view(fact) else { return Vec::new() };
        let request = self.chart.request_date();
        documented
            .iter()
            .filter(|result| method.is_none_or(|method| result.method == Some(method)))
            .filter_map(|result| Some((Days::of_something_past(result.date, request)?, result)))
            .collect()
    }

    /// Met where so many results certainly lie in the window. That there are fewer is never
    /// documented.
    pub(super) fn on_file(
        self,
        fact: FactId,
        (number, apart): (u32, Option<CalendarDuration>),
        method: Option<u8>,
        window: Window,
    ) -> Truth {
        let results = self.results_by(fact, method);
        let days = results.iter().map(|(days, _)| *days).collect::<Vec<_>>();
        let outcomes = self.outcomes(window, &days, Some(self.looked_from(window)));
        agreed(outcomes.into_iter().map(|outcome| {
            let certain = results.iter().filter(|(days, _)| outcome.holds(*days) == Truth::MET);
            let there = certain.map(|(days, result)| DatedResult {
                result,
                first: days.first,
                last: days.last,
                can_be_outside: false,
                places: Places::NONE,
            });
            are_there(number, apart, &there.collect::<Vec<_>>())
        }))
    }

    pub(super) fn entries(self, asked: &Entries, region: Region) -> Truth {
        let counting = match &asked.joined {
            None => self.counting(asked),
            Some(joined) => {
                let (dated, complete) = self.dated(asked.fact);
                if asked.is_any_joined(region) {
                    let looked_from = self.looked_from(asked.window);
                    let days = dated.iter().flat_map(|(days, _)| [days.start, days.end]);
                    let days = days.collect::<Vec<_>>();
                    let outcomes = self.outcomes(asked.window, &days, Some(looked_from));
                    let any = agreed(outcomes.into_iter().map(|outcome| {
                        let is_met = |days: EntryDays| {
                            let lasts = asked.lasting.map(|asked| days.last(asked, looked_from));
                            let lies = days.lie_in(outcome, EntryDay::Any);
                            super::all([lies, lasts.unwrap_or(Truth::MET)])
                        };
                        self.any_joined(asked, joined, (&dated, complete), &is_met)
                    }));
                    return if region.at_least() == Some(1) { any } else { !any };
                }
                match self.joined(asked, joined, &dated) {
                    Some(joined) if complete == Complete::Yes => {
                        let days = dated.iter().flat_map(|(days, _)| [days.start, days.end]);
                        self.counting_of(asked, joined, (complete, days.collect()))
                    }
                    _ => return Truth::UNKNOWN,
                }
            }
        };
        let Counting { entries, complete, ways } = counting;
        agreed(ways.into_iter().map(|(outcome, counted)| {
            if asked.are_readings {
                let readings = entries.iter().zip(&counted);
                let readings = readings.map(|((days, entry), counts)| Reading {
                    entry,
                    days: *days,
                    in_window: days.lie_in(outcome, EntryDay::First),
                    counts: *counts,
                });
                return self.readings(asked, region, &readings.collect::<Vec<_>>(), outcome);
            }
            // Nothing happens in a window without days.
            let is_complete = outcome.possible.is_none_or(|span| complete.is_from(span.first));
            if let Some(chosen) = &asked.chosen {
                let entries = entries.iter().zip(&counted).map(|((days, entry), counts)| {
                    let has = self.holds_of(&chosen.has, entry);
                    (days.spaced(*counts, outcome, asked.day), has)
                });
                let complete = if is_complete { Complete::Yes } else { complete };
                return has(chosen.which, &entries.collect::<Vec<_>>(), complete);
            }
            let complete = is_complete;
            let Some(test) = region.whole() else { return Truth::UNKNOWN };
            if let Some(attribute) = asked.different {
                let entries = entries.iter().map(|(_, entry)| *entry).zip(counted);
                return passes(self.different(asked, attribute, entries, complete), true, test);
            }
            let [certain, possible] = asked.apart.map_or_else(
                || numbers(&counted),
                |apart| {
                    let counted = counted
                        .iter()
                        .zip(&entries)
                        .map(|(counts, (days, _))| days.spaced(*counts, outcome, asked.day));
                    let counted = counted.collect::<Vec<_>>();
                    match apart {
                        Spacing::AtMost(apart) => chained(&counted, apart),
                        Spacing::AtLeast(apart) | Spacing::NoGap(apart) => spaced(&counted, apart),
                    }
                },
            );
            passes([certain, possible], complete, test)
        }))
    }

    /// Which entries of a history count.
    pub(super) fn counting(self, asked: &Entries) -> Counting<'a> {
        let (entries, complete) = self.dated(asked.fact);
        let days = entries.iter().flat_map(|(days, _)| [days.start, days.end]).collect::<Vec<_>>();
        self.counting_of(asked, entries, (complete, days))
    }

    /// The entries of a history up to the request, and whether these are all.
    fn dated(self, fact: FactId) -> (Vec<(EntryDays, &'a Entry)>, Complete) {
        let (entries, complete) = match self.view(fact) {
            Some(FactView::History(history)) => (history.entries.as_slice(), history.complete),
            _ => (&[][..], Complete::No),
        };
        let request = self.chart.request_date();
        let dated =
            entries.iter().filter_map(|entry| Some((EntryDays::of(entry, request)?, entry)));
        (dated.collect(), complete)
    }

    /// The same of these entries, where a window is counted from days near which these lie.
    fn counting_of(
        self,
        asked: &Entries,
        entries: Vec<(EntryDays, &'a Entry)>,
        (complete, days): (Complete, Vec<Days>),
    ) -> Counting<'a> {
        let looked_from = self.looked_from(asked.window);
        let asked_of = entries.iter().map(|(days, entry)| {
            let lasts = asked.lasting.map_or(Truth::MET, |asked| days.last(asked, looked_from));
            super::all([self.is_asked_for(asked, entry), lasts])
        });
        let asked_of = asked_of.collect::<Vec<_>>();
        let outcomes = self.outcomes(asked.window, &days, Some(looked_from)).into_iter();
        let ways = outcomes.map(|outcome| {
            let counts = entries.iter().zip(&asked_of).map(|((days, _), asked_for)| {
                super::all([days.lie_in(outcome, asked.day), *asked_for])
            });
            (outcome, counts.collect())
        });
        let ways = ways.collect();
        Counting { entries, complete, ways }
    }

    /// How many values of an attribute there are among the entries that count, at least and at most.
    fn different<'e>(
        self,
        asked: &Entries,
        attribute: FactId,
        entries: impl Iterator<Item = (&'e Entry, Truth)>,
        complete: bool,
    ) -> [u64; 2] {
        // The values with which an entry would count.
        let values = |entry: &Entry| {
            let chart = EntryChart { entry, chart: self.chart };
            let candidates = Documentation { chart: &chart, ..self }.candidates(attribute);
            let counts = |value: &u8| {
                let value = AttributeValue::Code(1_u64.rotate_left(u32::from(*value)));
                self.is_asked_for(asked, &entry.clone().with(attribute, value)) != Truth::NOT_MET
            };
            candidates.filter(counts).collect::<BTreeSet<_>>()
        };
        let (mut certain, mut possible) = (Vec::new(), Vec::new());
        for (entry, counts) in entries.filter(|(_, counts)| *counts != Truth::NOT_MET) {
            possible.push(values(entry));
            if counts == Truth::MET {
                certain.push(values(entry));
            }
        }
        let many = self.kind(attribute).map_or(0, FactKind::many);
        let many = (0..64).filter(|value| contains(many, *value)).collect::<BTreeSet<_>>();
        let further = match values(&Entry::default()) {
            _ if complete => 0,
            values if values.is_disjoint(&many) => values.len(),
            _ => usize::MAX,
        };
        let most = different::most(&possible, &many).max(further);
        [different::fewest(&certain), most].map(|number| u64::try_from(number).unwrap_or(u64::MAX))
    }

    /// Does the condition hold of an entry?
    #[must_use]
    pub fn is_asked_for(self, asked: &Entries, entry: &Entry) -> Truth {
        asked.filter.as_deref().map_or(Truth::MET, |condition| self.holds_of(condition, entry))
    }

    pub(crate) fn holds_of(self, condition: &Expression, entry: &Entry) -> Truth {
        let chart = EntryChart { entry, chart: self.chart };
        Documentation { chart: &chart, ..self }.truth(condition)
    }
}

/// The entries of a history up to the request, and which of them count.
pub(super) struct Counting<'a> {
    pub(super) entries: Vec<(EntryDays, &'a Entry)>,
    pub(super) complete: Complete,
    /// For each of the ways in which the window may turn out, whether each entry counts.
    pub(super) ways: Vec<(Outcome, Vec<Truth>)>,
}

/// Is the latest of some entries so, or the earliest? Each comes with what it has to be.
pub(super) fn has(which: Extreme, entries: &[(Spaced, Truth)], complete: Complete) -> Truth {
    let known = entries.iter().filter(|(entry, _)| entry.counts == Truth::MET);
    let known = known.map(|(entry, _)| entry).collect::<Vec<_>>();
    if !is_whole(which, known.iter().map(|entry| entry.first), complete) {
        return Truth::UNKNOWN;
    }
    // It may be the one if none that is certainly there has to come after it, or before it.
    let may_be_it = |entry: &Spaced| match which {
        Extreme::Latest => known.iter().all(|other| other.first <= entry.last),
        Extreme::Earliest => known.iter().all(|other| entry.first <= other.last),
    };
    let candidates =
        entries.iter().filter(|(entry, _)| entry.counts != Truth::NOT_MET && may_be_it(entry));
    let nothing = known.is_empty().then_some(Truth::NOT_MET);
    let truths = candidates.map(|(_, has)| *has).chain(nothing);
    let (can, fails) = truths.fold((false, false), |(can, fails), truth| {
        (can || truth != Truth::NOT_MET, fails || truth != Truth::MET)
    });
    Truth::from_possibilities(can, fails)
}

/// Nothing that is not documented can be the latest, or the earliest; given are the first days of
/// those that certainly count.
pub(super) fn is_whole(
    which: Extreme,
    mut certain: impl Iterator<Item = NaiveDate>,
    complete: Complete,
) -> bool {
    match (which, complete) {
        (_, Complete::Yes) => true,
        // What else there is was earlier than one that is certainly there.
        (Extreme::Latest, Complete::Since(day)) => certain.any(|first| day <= first),
        (Extreme::Earliest, Complete::Since(_)) | (_, Complete::No) => false,
    }
}

/// How many certainly count, and how many may.
fn numbers(counted: &[Truth]) -> [u64; 2] {
    let number = |truths: &[Truth]| {
        let number = counted.iter().filter(|counts| truths.contains(counts)).count();
        u64::try_from(number).unwrap_or(u64::MAX)
    };
    [number(&[Truth::MET]), number(&[Truth::MET, Truth::UNKNOWN])]
}

/// Do so many events, at least and at most, pass the test?
fn passes([certain, possible]: [u64; 2], complete: bool, test: CountTest) -> Truth {
    let numbers = certain..=if complete { possible } else { u64::MAX };
    let ends = [*numbers.start(), *numbers.end()];
    of_worlds(
        ends.into_iter()
            .chain(beside_bounds(test).filter(|number| numbers.contains(number)))
            .map(|number| number_passes(number, test)),
    )
}

/// What all say, if all say the same.
pub(super) fn agreed(truths: impl Iterator<Item = Truth>) -> Truth {
    let mut truths = truths;
    let first = truths.next().unwrap_or(Truth::UNKNOWN);
    if truths.all(|truth| truth == first) { first } else { Truth::UNKNOWN }
}

/// The truth of a test of one selection of some results; what is asked of a number, where it is.
pub(super) fn selected(
    selection: Selection,
    results: &[DatedResult<'_>],
    test: Option<QuantityTest>,
) -> Truth {
    let worlds = results.iter().fold(Worlds::NONE.with(Places::NONE), with);
    if worlds.contains(Places::NONE) {
        return Truth::UNKNOWN;
    }
    let inside = |place: Place| place == Place::Inside;
    match selection {
        Selection::Latest => {
            of_worlds(may_be_latest(results).flat_map(|result| result.places.iter()).map(inside))
        }
        Selection::Earliest => {
            of_worlds(may_be_earliest(results).flat_map(|result| result.places.iter()).map(inside))
        }
        Selection::Any => of_worlds(worlds.iter().map(|places| places.iter().any(inside))),
        Selection::AtLeast { number, apart } => at_least(number, apart, results, test),
        Selection::Every => of_worlds(worlds.iter().map(|places| places.iter().all(inside))),
        Selection::Highest => {
            of_worlds(worlds.iter().map(|places| places.iter().last().is_some_and(inside)))
        }
        Selection::Lowest => {
            of_worlds(worlds.iter().map(|places| places.iter().next().is_some_and(inside)))
        }
    }
}

/// In which worlds does it hold? If there is no world, nothing is known.
pub(super) fn of_worlds(worlds: impl Iterator<Item = bool>) -> Truth {
    let (can_be_met, can_fail) = worlds.fold((false, false), |(can_be_met, can_fail), holds| {
        (can_be_met | holds, can_fail | !holds)
    });
    Truth::from_possibilities(can_be_met, can_fail)
}

/// A number of which only this is known: it is 0 or more. The bounds and their neighbors represent
/// all other numbers.
fn any_number(test: CountTest) -> Truth {
    of_worlds([0].into_iter().chain(beside_bounds(test)).map(|number| number_passes(number, test)))
}

/// The bounds of a test and their neighbors.
fn beside_bounds(test: CountTest) -> impl Iterator<Item = u64> {
    let bounds = match test {
        CountTest::Compare(_, bound) => [bound, bound],
        CountTest::Between(low, high) => [low, high],
    };
    bounds
        .into_iter()
        .map(u64::from)
        .flat_map(|bound| [bound.saturating_sub(1), bound, bound.saturating_add(1)])
}

/// Does an age pass the test? Before birth, it is less than every number.
pub(crate) fn age_passes(age: Option<u32>, test: CountTest) -> bool {
    match age {
        Some(age) => number_passes(u64::from(age), test),
        None => matches!(test, CountTest::Compare(Operator::Less | Operator::LessOrEqual, _)),
    }
}

/// Does a number pass the test?
#[must_use]
pub fn number_passes(number: u64, test: CountTest) -> bool {
    match test {
        CountTest::Compare(operator, bound) => holds(operator, number.cmp(&u64::from(bound))),
        CountTest::Between(low, high) => u64::from(low) <= number && number <= u64::from(high),
    }
}

/// A result that may lie in the window.
pub(super) struct DatedResult<'r> {
    pub(super) result: &'r DocumentedResult,
    /// The first day that it can have in the window.
    pub(super) first: NaiveDate,
    /// The last day that it can have in the window.
    pub(super) last: NaiveDate,
    pub(super) places: Places,
    pub(super) can_be_outside: bool,
}

impl<'r> DatedResult<'r> {
    pub(super) fn new(
        result: &'r DocumentedResult,
        days: Days,
        outcome: Outcome,
        places: Places,
    ) -> Option<DatedResult<'r>> {
        let window = outcome.possible?;
        let holds = outcome.holds(days);
        (holds != Truth::NOT_MET).then(|| DatedResult {
            result,
            first: days.first.max(window.first),
            last: days.last.min(window.last),
            places,
            can_be_outside: holds != Truth::MET,
        })
    }
}

/// The worlds with one result more: outside the window, or in it, at each of its places.
fn with(worlds: Worlds, result: &DatedResult<'_>) -> Worlds {
    let mut extended = Worlds::NONE;
    for world in worlds.iter() {
        if result.can_be_outside {
            extended = extended.with(world);
        }
        extended =
            result.places.iter().fold(extended, |extended, place| extended.with(world.with(place)));
    }
    extended
}

/// A result may be the latest if, put on its last day in the window, none that is certainly in the
/// window has to be later.
fn may_be_latest<'a>(results: &'a [DatedResult<'a>]) -> impl Iterator<Item = &'a DatedResult<'a>> {
    let certain = results.iter().filter(|result| !result.can_be_outside);
    let newest = certain.map(|result| result.first).max();
    results.iter().filter(move |result| newest.is_none_or(|newest| newest <= result.last))
}

/// A result may be the earliest if, put on its first day in the window, none that is certainly in
/// the window has to be earlier.
fn may_be_earliest<'a>(
    results: &'a [DatedResult<'a>],
) -> impl Iterator<Item = &'a DatedResult<'a>> {
    let certain = results.iter().filter(|result| !result.can_be_outside);
    let oldest = certain.map(|result| result.last).min();
    results.iter().filter(move |result| oldest.is_none_or(|oldest| result.first <= oldest))
}
