//! The cells of a history: how many events each atom counts, together. An event in a short window
//! is also in the longer ones, and a third event implies a second.

use super::dated::{When, dated};
use super::ways::ways;
use super::{Cells, Example, first_of_each, region_of};
use crate::case::FactView;
use crate::evaluate::reference::{Documentation, EntryDays, number_passes};
use crate::policy::{CountTest, Entries, Expression, Operator, Term};
use crate::possible::{Complete, Date, Entry};
use crate::vocabulary::{FactId, FactKind};
use std::collections::BTreeMap;

/// With more worlds than this, atoms count as independent.
const WORLDS: usize = 4_096;

/// What an atom asks: a number of entries, in a window.
struct Asked {
    test: CountTest,
    /// More than this make no difference.
    enough: u32,
    when: When,
    /// Counted are different values of an attribute.
    is_of_values: bool,
}

impl Asked {
    /// What has been counted, and one entry more: a number, or the values as bits.
    fn with(&self, counted: u64, entry: u64) -> u64 {
        if !self.is_of_values {
            return counted.saturating_add(entry).min(self.enough.into());
        }
        let values = counted | entry;
        if values.count_ones() >= self.enough { u64::MAX } else { values }
    }

    fn passes(&self, counted: u64) -> bool {
        let number = if self.is_of_values { counted.count_ones().into() } else { counted };
        number_passes(number.min(self.enough.into()), self.test)
    }
}

/// What each atom counts, as far as it matters; and the entries that lead to this.
type Worlds = BTreeMap<Vec<u64>, Vec<Entry>>;

/// Atoms on the events of one kind. `None` if there are too many worlds.
pub(super) fn cells(
    fact: FactId,
    atoms: &[&Expression],
    chart: Documentation<'_>,
) -> Option<Cells> {
    let request = chart.chart.request_date();
    let entries = atoms.iter().map(|atom| match atom {
        Expression::Test { term: Term::Entries(entries), .. } if entries.apart.is_none() => {
            Some(entries)
        }
        Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. }
        | Expression::Test { .. } => None,
    });
    let entries = entries.collect::<Option<Vec<_>>>()?;
    let asked = atoms.iter().zip(&entries).map(|(atom, entries)| {
        let test = region_of(atom)?.whole()?;
        Some(Asked {
            test,
            enough: enough(test),
            when: When::of(entries, chart)?,
            is_of_values: entries.different.is_some(),
        })
    });
    let asked = asked.collect::<Option<Vec<_>>>()?;
    let when = asked.iter().map(|asked| asked.when).collect::<Vec<_>>();
    let history = match chart.view(fact) {
        Some(FactView::History(history)) => Some(history),
        _ => None,
    };
    let Some(FactKind::History { form, .. }) = chart.kind(fact) else { return None };
    let placed = |entry: &Entry, days: EntryDays| {
        dated(&when, *form, days, request, &ways(entry, &entries, chart)?)
    };

    // Entries that are counted alike, and how many of them there are: once one more changes nothing,
    // no further one does.
    let mut alike = BTreeMap::<Vec<Vec<u64>>, (BTreeMap<Vec<u64>, Entry>, usize)>::new();
    for entry in history.iter().flat_map(|history| &history.entries) {
        let Some(days) = EntryDays::of(entry, request) else { continue };
        let entries = placed(entry, days)?;
        let (_, times) = alike.entry(entries.keys().cloned().collect()).or_insert((entries, 0));
        *times = times.saturating_add(1);
    }
    let mut worlds = Worlds::from([(vec![0; asked.len()], Vec::new())]);
    for (events, times) in alike.values() {
        for _ in 0..*times {
            let extended = with_one_event(&worlds, &asked, events);
            if extended.keys().eq(worlds.keys()) {
                break;
            }
            if extended.len() > WORLDS {
                return None;
            }
            worlds = extended;
        }
    }
    let complete = history.map_or(Complete::No, |history| history.complete);
    let unknown = Entry::default();
    let further = EntryDays::of(&unknown, request)?;
    let further = match complete {
        Complete::Yes => None,
        Complete::No => Some(further),
        // What else happened was over before that day.
        Complete::Since(day) => day.pred_opt().map(|last| further.over_by(last)),
    };
    if let Some(further) = further {
        let any = placed(&unknown, further)?;
        loop {
            let before = worlds.len();
            for (world, events) in with_one_event(&worlds, &asked, &any) {
                worlds.entry(world).or_insert(events);
            }
            if worlds.len() > WORLDS {
                return None;
            }
            if worlds.len() == before {
                break;
            }
        }
    }
    let cell = |world: Vec<u64>| {
        world.into_iter().zip(&asked).map(|(counted, asked)| asked.passes(counted)).collect()
    };
    // Few events before many.
    let mut worlds = worlds.into_iter().collect::<Vec<_>>();
    worlds.sort_by_key(|(_, events)| events.len());
    Some(first_of_each(
        worlds.into_iter().map(|(world, events)| (cell(world), Example::Events(events))),
    ))
}

/// Numbers of events that lie so far apart, in one window: one cell for each, as far as there is
/// room.
pub(super) fn spaced(
    entries: &Entries,
    atoms: &[&Expression],
    chart: Documentation<'_>,
) -> Option<Cells> {
    let (span, apart) = (chart.span(entries.window)??, entries.apart?);
    let ways = ways(&Entry::default(), &[entries], chart)?;
    let (_, entry) = ways.into_iter().find(|(asked, _)| asked.contains(&1))?;
    let tests = atoms.iter().map(|atom| region_of(atom)?.whole());
    let tests = tests.collect::<Option<Vec<_>>>()?;
    let most = tests.iter().copied().map(enough).max()?;
    let mut events = Vec::new();
    let mut found = Vec::new();
    let mut day = Some(span.last);
    for number in 0..=most {
        let cell = tests.iter().map(|test| number_passes(u64::from(number), *test));
        found.push((cell.collect(), Example::Events(events.clone())));
        // The next one lies so far before the last.
        let Some(next) = day.filter(|day| span.contains(*day)) else { break };
        events.push(Entry { date: Date::from(next), ..entry.clone() });
        let mut earlier = apart.before(next);
        // At the end of a month the way back may be too short.
        while apart.after(earlier) > next {
            earlier = earlier.pred_opt()?;
        }
        day = Some(earlier);
    }
    Some(first_of_each(found))
}

/// The number of events from which on a test gives the same answer.
fn enough(test: CountTest) -> u32 {
    match test {
        CountTest::Compare(Operator::GreaterOrEqual | Operator::Less, bound) => bound,
        CountTest::Compare(Operator::Equal | Operator::LessOrEqual | Operator::Greater, bound)
        | CountTest::Between(_, bound) => bound.saturating_add(1),
    }
}

/// The worlds with one more of the events.
fn with_one_event(worlds: &Worlds, asked: &[Asked], events: &BTreeMap<Vec<u64>, Entry>) -> Worlds {
    let mut extended = Worlds::new();
    for (world, happened) in worlds {
        for (counted, event) in events {
            let counts = world.iter().zip(counted).zip(asked);
            let counts = counts
                .map(|((counted, entry), asked)| asked.with(*counted, *entry))
                .collect::<Vec<_>>();
            extended
                .entry(counts)
                .or_insert_with(|| [happened.as_slice(), core::slice::from_ref(event)].concat());
        }
    }
    extended
}
