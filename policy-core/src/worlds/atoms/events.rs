//! The cells of a history: how many events each atom counts, together. An event in a short window
//! is also in the longer ones, and a third event implies a second.

use super::apart::days_apart;
use super::dated::{When, dated};
use super::ways::ways;
use super::{Cells, Completeness, Example, counts_many, first_of_each, may_be_neither, region_of};
use crate::case::FactView;
use crate::evaluate::reference::{Documentation, EntryDays, number_passes};
use crate::policy::{CountTest, Entries, Expression, Operator, Region, Term};
use crate::possible::{Complete, Date, Entry, Extreme, Spacing, bit};
use crate::vocabulary::{FactId, FactKind};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// With more worlds than this, atoms count as independent.
const WORLDS: usize = 4_096;

/// What an atom asks about the entries of a window.
struct Asked {
    what: What,
    when: When,
}

enum What {
    /// How many there are; more than so many make no difference.
    Number { test: CountTest, enough: u32 },
    /// How many different values of an attribute they have, of which some, as bits, may stand for
    /// several things.
    Values { test: CountTest, enough: u32, many: u64 },
    /// What the latest or the earliest is.
    One(Extreme),
}

impl What {
    fn of(entries: &Entries, region: Region, chart: Documentation<'_>) -> Option<What> {
        if let Some(chosen) = &entries.chosen {
            return Some(What::One(chosen.which));
        }
        let test = region.whole()?;
        let enough = enough(test);
        Some(match entries.different {
            Some(attribute) => {
                let many = chart.kind(attribute).map_or(0, FactKind::many);
                What::Values { test, enough, many }
            }
            None => What::Number { test, enough },
        })
    }

    /// What has been found, and one entry more: a number; the values, as bits; of one entry, its day
    /// and whether it is so. Of two entries of one day, each may be the one.
    fn with(&self, found: u64, entry: u64) -> [u64; 2] {
        match self {
            What::Number { enough, .. } => [found.saturating_add(entry).min((*enough).into()); 2],
            What::Values { many, .. } => [found | entry & !many; 2],
            What::One(_) if found == 0 || entry == 0 => [found.max(entry); 2],
            What::One(_) if found >> 1 == entry >> 1 => [found, entry],
            What::One(Extreme::Latest) => [found.max(entry); 2],
            What::One(Extreme::Earliest) => [found.min(entry); 2],
        }
    }

    /// What an entry of a day adds to it.
    fn adds(&self, adds: u64, start: NaiveDate) -> u64 {
        match self {
            What::Number { .. } | What::Values { .. } => adds,
            What::One(_) if adds == 0 => 0,
            What::One(_) => {
                let day = u64::try_from(start.num_days_from_ce().saturating_add(LATE));
                day.unwrap_or_default() << 1 | (adds & 1)
            }
        }
    }

    /// An entry has a value that stands for several things: it may be alike to another one, or not.
    fn is_many(&self, adds: u64) -> bool {
        matches!(self, What::Values { many, .. } if adds & many != 0)
    }

    /// So many different values, with so many other things, that more of them make no difference.
    fn is_enough(&self, found: u64, others: u32) -> bool {
        match self {
            What::Values { enough, .. } => found.count_ones().saturating_add(others) >= *enough,
            What::Number { .. } | What::One(_) => false,
        }
    }

    /// Whether it is met if this has been found, and so many other things.
    fn passes(&self, found: u64, others: u32) -> bool {
        match self {
            What::Number { test, enough } => number_passes(found.min((*enough).into()), *test),
            What::Values { test, enough, .. } if found == ENOUGH => {
                number_passes((*enough).into(), *test)
            }
            What::Values { test, enough, .. } => {
                let number = found.count_ones().saturating_add(others);
                number_passes(number.min(*enough).into(), *test)
            }
            What::One(_) => found & 1 == 1,
        }
    }
}

/// The bit of an atom.
fn bit_of(atom: usize) -> u64 {
    u8::try_from(atom).map_or(0, bit)
}

/// So many values that more of them make no difference.
const ENOUGH: u64 = u64::MAX;

/// What makes every day of the calendar a number above 0.
const LATE: i32 = 100_000_000;

/// What each atom finds, as far as it matters; and the entries that lead to this.
type Worlds = BTreeMap<Found, World>;

/// What has been found in some entries.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    each: Vec<u64>,
    /// The things that values that may stand for several are in this world: for each, the atoms that
    /// count it, as bits.
    others: Vec<u64>,
}

impl Found {
    fn nothing(asked: &[Asked]) -> Found {
        Found { each: vec![0; asked.len()], others: Vec::new() }
    }

    /// How many other things an atom counts.
    fn others(&self, atom: usize) -> u32 {
        let number = self.others.iter().filter(|counted| **counted & bit_of(atom) != 0).count();
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// The same, without what makes no difference.
    fn reduced(mut self, asked: &[Asked]) -> Found {
        for (atom, asked) in asked.iter().enumerate() {
            let Some(found) = self.each.get(atom).copied() else { continue };
            if asked.what.is_enough(found, self.others(atom)) {
                self.each.iter_mut().skip(atom).take(1).for_each(|found| *found = ENOUGH);
                self.others.iter_mut().for_each(|counted| *counted &= !bit_of(atom));
            }
        }
        self.others.retain(|counted| *counted != 0);
        self.others.sort_unstable();
        self
    }

    /// The same with one entry more, in each way in which it may be like those before.
    fn with(&self, entry: &[u64], asked: &[Asked]) -> BTreeSet<Found> {
        let each = self.each.iter().zip(entry).zip(asked);
        let each = each.map(|((found, adds), asked)| asked.what.with(*found, *adds));
        let each = each.collect::<Vec<_>>();
        let is_many = entry.iter().zip(asked).map(|(adds, asked)| asked.what.is_many(*adds));
        let counted = is_many.enumerate().filter(|(_, is_many)| *is_many);
        let counted = counted.fold(0, |counted, (atom, _)| counted | bit_of(atom));
        // It is none of the things before, or one of them.
        let new = [self.others.as_slice(), &[counted]].concat();
        let known = (0..self.others.len()).filter(|_| counted != 0).map(|place| {
            let mut others = self.others.clone();
            others.iter_mut().skip(place).take(1).for_each(|known| *known |= counted);
            others
        });
        let ways = [new].into_iter().chain(known).flat_map(|others| {
            [0, 1].map(|order| {
                let each = each.iter().filter_map(|found| found.get(order).copied()).collect();
                Found { each, others: others.clone() }.reduced(asked)
            })
        });
        ways.collect()
    }
}

#[derive(Clone, Default)]
struct World {
    entries: Vec<Entry>,
    /// Some atom stays open: two of those that it chooses from are of one day, or two of those
    /// whose values it counts may be alike or different.
    is_open: bool,
}

/// Atoms on the events of one kind. `None` if there are too many worlds.
pub(super) fn cells(
    fact: FactId,
    atoms: &[&Expression],
    chart: Documentation<'_>,
    completeness: Completeness,
) -> Option<Cells> {
    let is_left_open = |atom: &&Expression| may_be_neither(atom) || counts_many(atom, chart);
    if completeness == Completeness::Any && atoms.iter().any(is_left_open) {
        return None;
    }
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
        let what = What::of(entries, region_of(atom)?, chart)?;
        Some(Asked { what, when: When::of(entries, chart)? })
    });
    let asked = asked.collect::<Option<Vec<_>>>()?;
    // Atoms are kept as bits.
    if asked.len() > 64 {
        return None;
    }
    let when = asked.iter().map(|asked| asked.when).collect::<Vec<_>>();
    let history = match chart.view(fact) {
        Some(FactView::History(history)) => Some(history),
        _ => None,
    };
    let Some(FactKind::History { form, .. }) = chart.kind(fact) else { return None };
    let placed = |entry: &Entry, days: EntryDays| {
        let adds = |adds: Vec<u64>, start: NaiveDate| {
            let each = asked.iter().zip(adds).map(|(asked, adds)| asked.what.adds(adds, start));
            each.collect()
        };
        dated(&when, *form, days, request, &ways(entry, &entries, chart)?, &adds)
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
    let mut worlds = Worlds::from([(Found::nothing(&asked), World::default())]);
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
        // Only a world that is new, or that stands for another one now, leads to new ones.
        let mut latest = worlds.clone();
        while !latest.is_empty() {
            let mut found_now = Worlds::new();
            for (found, world) in with_one_event(&latest, &asked, &any) {
                // One whose atoms are decided stands for one that leaves some open.
                if worlds.get(&found).is_none_or(|known| known.is_open && !world.is_open) {
                    worlds.insert(found.clone(), world.clone());
                    found_now.insert(found, world);
                }
            }
            if worlds.len() > WORLDS {
                return None;
            }
            latest = found_now;
        }
    }
    let cell = |found: &Found| {
        let each = found.each.iter().zip(&asked).enumerate();
        each.map(|(atom, (each, asked))| asked.what.passes(*each, found.others(atom))).collect()
    };
    // Few events before many.
    let mut worlds = worlds.into_iter().collect::<Vec<_>>();
    worlds.sort_by_key(|(_, world)| (world.is_open, world.entries.len()));
    Some(first_of_each(worlds.into_iter().map(|(found, World { entries, is_open })| {
        (cell(&found), if is_open { Example::Unknown } else { Example::Events(entries) })
    })))
}

/// Numbers of events that lie so far apart, or that follow each other so closely, in one window: one
/// cell for each, as far as there is room.
pub(super) fn spaced(
    entries: &Entries,
    atoms: &[&Expression],
    chart: Documentation<'_>,
    completeness: Completeness,
) -> Option<Cells> {
    if completeness == Completeness::Any && atoms.iter().any(|atom| may_be_neither(atom)) {
        return None;
    }
    let (span, apart) = (chart.span(entries.window)??, entries.apart?);
    let ways = ways(&Entry::default(), &[entries], chart)?;
    let (_, entry) = ways.into_iter().find(|(asked, _)| asked.contains(&1))?;
    let tests = atoms.iter().map(|atom| region_of(atom)?.whole());
    let tests = tests.collect::<Option<Vec<_>>>()?;
    let most = tests.iter().copied().map(enough).max()?;
    let mut events = Vec::new();
    let mut found = Vec::new();
    let mut days: Box<dyn Iterator<Item = NaiveDate>> = match apart {
        Spacing::AtLeast(apart) => Box::new(days_apart(span.last, apart)),
        Spacing::AtMost(_) | Spacing::NoGap(_) => Box::new(core::iter::repeat(span.last)),
    };
    for number in 0..=most {
        let cell = tests.iter().map(|test| number_passes(u64::from(number), *test));
        found.push((cell.collect(), Example::Events(events.clone())));
        let day = days.next()?;
        if !span.contains(day) {
            break;
        }
        events.push(Entry { date: Date::from(day), ..entry.clone() });
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
    for (before, world) in worlds {
        for (adds, event) in events {
            let ways = before.with(adds, asked);
            let is_open = world.is_open || ways.len() > 1;
            for found in ways {
                let is_better = |known: &World| known.is_open && !is_open;
                if extended.get(&found).is_none_or(is_better) {
                    let entries = [world.entries.as_slice(), core::slice::from_ref(event)].concat();
                    extended.insert(found, World { entries, is_open });
                }
            }
        }
    }
    extended
}
