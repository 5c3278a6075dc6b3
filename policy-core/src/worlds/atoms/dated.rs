//! The days that an entry of a history may have, as far as questions tell them apart.
//!
//! For an event only the first day of a window changes something, and the day after its last. For a
//! course with a given first day, so does the day on which it has lasted as long as is asked; and of
//! the first days, those from which on that day lies beyond another one at which something changes.

use crate::Truth;
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::evaluate::reference::{Documentation, EntryDays, Span};
use crate::policy::Entries;
use crate::possible::{Date, Entry, EntryDay, Lasting};
use crate::vocabulary::HistoryForm;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What an atom asks of an entry besides its attributes.
#[derive(Clone, Copy)]
pub(super) struct When {
    /// `None` where the window has no day.
    pub(super) span: Option<Span>,
    day: EntryDay,
    lasting: Option<Lasting>,
    looked_from: NaiveDate,
    /// Which entry is the latest or the earliest matters.
    is_ordered: bool,
}

impl When {
    /// `None` where the days of the window are not known.
    pub(super) fn of(entries: &Entries, chart: Documentation<'_>) -> Option<When> {
        Some(When {
            span: chart.span(entries.window)?,
            day: entries.day,
            lasting: entries.lasting,
            looked_from: chart.looked_from(entries.window),
            is_ordered: entries.chosen.is_some(),
        })
    }

    /// An entry whose days are known counts.
    fn counts(self, days: EntryDays) -> bool {
        let lasts =
            self.lasting.is_none_or(|asked| days.last(asked, self.looked_from) == Truth::MET);
        lasts && days.are_in(self.span, self.day)
    }
}

/// The entry on its possible days, in each of the ways in which its attributes may turn out: what it
/// adds to each atom on its first day, and an entry for which this is so. `None` where it would matter how many days a
/// month has: 60 days may be more than 2 months, or less.
pub(super) fn dated(
    asked: &[When],
    form: HistoryForm,
    days: EntryDays,
    request: NaiveDate,
    ways: &[(Vec<u64>, Entry)],
    adds_on: &dyn Fn(Vec<u64>, NaiveDate) -> Vec<u64>,
) -> Option<BTreeMap<Vec<u64>, Entry>> {
    let durations = asked.iter().filter_map(|asked| asked.lasting).flat_map(Lasting::durations);
    let durations = durations.collect::<Vec<_>>();
    if !are_in_one_order(&durations) {
        return None;
    }
    let spans = || asked.iter().filter_map(|asked| asked.span);
    let changes = spans().flat_map(|span| [Some(span.first), span.last.succ_opt()]).flatten();
    let changes = changes.filter(|day| *day != NaiveDate::MIN).collect::<BTreeSet<_>>();
    // One entry may come after another between two changes.
    let is_ordered = asked.iter().any(|asked| asked.is_ordered);
    let next = changes.iter().filter_map(NaiveDate::succ_opt).filter(|_| is_ordered);
    let changes = changes.iter().copied().chain(next).collect::<BTreeSet<_>>();
    let placed = match form {
        HistoryForm::Events | HistoryForm::Records | HistoryForm::Readings => {
            let starts = each_start(&changes, days, request);
            starts.map(|start| (start, None)).collect::<Vec<_>>()
        }
        HistoryForm::Courses => {
            let over = asked.iter().filter_map(|asked| asked.looked_from.succ_opt());
            courses(&changes.into_iter().chain(over).collect(), &durations, days, request)
        }
    };
    let mut found = BTreeMap::new();
    for (start, end) in placed {
        let here = |entry: &Entry| Entry {
            date: Date::from(start),
            end: end.unwrap_or_default(),
            ..entry.clone()
        };
        let Some(known) = EntryDays::of(&here(&Entry::default()), request) else { continue };
        let counts = asked.iter().map(|asked| asked.counts(known)).collect::<Vec<_>>();
        for (adds, entry) in ways {
            let counted = counts.iter().zip(adds);
            let counted = counted.map(|(counts, adds)| if *counts { *adds } else { 0 });
            let adds = adds_on(counted.collect(), start);
            found.entry(adds).or_insert_with(|| here(entry));
        }
    }
    Some(found)
}

/// Whether of two durations, one is always the longer, from whichever day on.
fn are_in_one_order(durations: &[CalendarDuration]) -> bool {
    // The shortest and the longest that it may be, in days.
    let days = |duration: &CalendarDuration| {
        let times = |days: u32| duration.amount.saturating_mul(days);
        match duration.unit {
            CalendarUnit::Days => [duration.amount; 2],
            CalendarUnit::Weeks => [times(7); 2],
            // February takes two days from the thirty of the others.
            CalendarUnit::Months => [times(30).saturating_sub(2), times(31)],
            CalendarUnit::Years => [times(365), times(366)],
        }
    };
    let in_months =
        |one: &CalendarDuration| matches!(one.unit, CalendarUnit::Months | CalendarUnit::Years);
    let pairs = durations.iter().flat_map(|one| durations.iter().map(move |other| (one, other)));
    pairs.filter(|(one, other)| in_months(one) != in_months(other)).all(|(one, other)| {
        let ([_, one_longest], [other_shortest, _]) = (days(one), days(other));
        let ([one_shortest, _], [_, other_longest]) = (days(one), days(other));
        one_longest < other_shortest || other_longest < one_shortest
    })
}

/// The first possible day, and each on which something changes. An entry that may be of any day is
/// of one before all these, or of one of them.
fn each_start(
    changes: &BTreeSet<NaiveDate>,
    EntryDays { start, .. }: EntryDays,
    request: NaiveDate,
) -> impl Iterator<Item = NaiveDate> {
    let earliest = changes.first().copied().unwrap_or(request).min(request);
    let first = if start.first == NaiveDate::MIN {
        earliest.pred_opt().unwrap_or(earliest)
    } else {
        start.first
    };
    let later = changes.iter().copied().filter(move |day| first < *day && *day <= start.last);
    later.chain([first])
}

/// First and last days of courses; of one that goes on, the last day is never.
fn courses(
    changes: &BTreeSet<NaiveDate>,
    durations: &[CalendarDuration],
    days: EntryDays,
    request: NaiveDate,
) -> Vec<(NaiveDate, Option<Date>)> {
    // The days on which a course ends that has just lasted so long, or one more day.
    let lasted = |start: NaiveDate| {
        let over = durations.iter().map(move |duration| duration.after(start));
        over.flat_map(|over| [over.pred_opt(), Some(over)]).flatten()
    };
    let near = |day: &NaiveDate| [day.pred_opt(), Some(*day), day.succ_opt()];
    let near_changes = changes.iter().flat_map(near).flatten().collect::<BTreeSet<_>>();
    let starts = near_changes.iter().flat_map(|change| {
        durations.iter().flat_map(move |duration| {
            // Near it, a course has lasted so long at the change, and a later one has not.
            let start = duration.before(*change);
            let later =
                (0..5).filter_map(move |days| start.checked_add_days(chrono::Days::new(days)));
            later.chain(start.pred_opt())
        })
    });
    let starts = starts.chain(near_changes.iter().copied()).collect::<BTreeSet<_>>();
    let mut found = Vec::new();
    for start in each_start(&starts, days, request) {
        let first = days.end.first.max(start);
        let ends = lasted(start).chain(changes.iter().copied()).chain([first]);
        let ends =
            ends.filter(|end| first <= *end && *end <= days.end.last && !days.end.is_never());
        let ends = ends.collect::<BTreeSet<_>>().into_iter().map(Date::from);
        let never = days.end.can_be_never.then_some(Date::NEVER);
        found.extend(ends.chain(never).map(|end| (start, Some(end))));
    }
    found
}
