//! The questions of the policy, and what the worlds of a chart agree on.

use crate::chart::{Chart, Complete, Day, LONG_AGO, MILLIGRAM, REQUEST, Trial};
use policy_core::Truth;
use std::collections::BTreeSet;

/// A trial as it may have been. What a question does not look at is left as it is here.
#[derive(Clone, Copy, Default, Debug)]
pub struct Entry {
    medicine: u64,
    outcome: u64,
    dose: i64,
    cycles: i64,
    planned: i64,
    adherent: bool,
    finished: Option<i64>,
}

/// The facts of the case that attributes are compared with, and that windows are counted from.
#[derive(Clone, Copy, Default, Debug)]
pub struct Facts {
    start: Option<i64>,
    target: i64,
    protocol: i64,
}

/// What a condition looks at, as bits.
type Looks = u16;
const MEDICINE: Looks = 1;
const OUTCOME: Looks = 1 << 1;
const DOSE: Looks = 1 << 2;
const CYCLES: Looks = 1 << 3;
const PLANNED: Looks = 1 << 4;
const ADHERENT: Looks = 1 << 5;
const ENDED: Looks = 1 << 6;
const START: Looks = 1 << 7;
const TARGET: Looks = 1 << 8;
const PROTOCOL: Looks = 1 << 9;

/// A condition on an entry.
pub enum Condition {
    Is(Looks, fn(&Entry, &Facts) -> bool),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    If(Box<[Condition; 3]>),
}

use Condition::Is;

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

fn all<const N: usize>(parts: [Condition; N]) -> Condition {
    Condition::All(parts.into())
}

fn any<const N: usize>(parts: [Condition; N]) -> Condition {
    Condition::Any(parts.into())
}

impl Condition {
    fn looks(&self) -> Looks {
        match self {
            Is(looks, _) => *looks,
            Condition::Not(part) => part.looks(),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().fold(0, |looks, part| looks | part.looks())
            }
            Condition::If(parts) => parts.iter().fold(0, |looks, part| looks | part.looks()),
        }
    }

    fn holds(&self, entry: &Entry, facts: &Facts) -> bool {
        match self {
            Is(_, holds) => holds(entry, facts),
            Condition::Not(part) => !part.holds(entry, facts),
            Condition::All(parts) => parts.iter().all(|part| part.holds(entry, facts)),
            Condition::Any(parts) => parts.iter().any(|part| part.holds(entry, facts)),
            Condition::If(parts) => {
                let [condition, then, otherwise] = &**parts;
                if condition.holds(entry, facts) { then } else { otherwise }.holds(entry, facts)
            }
        }
    }

    /// What the condition is of what is documented, if each of its parts is answered by itself.
    fn truth(&self, chart: &Chart, trial: &Trial) -> Truth {
        match self {
            Is(looks, holds) => {
                let mut seen = [false; 2];
                for facts in facts(*looks, chart, std::slice::from_ref(trial)) {
                    for entry in entries(*looks, trial, &facts) {
                        seen[usize::from(holds(&entry, &facts))] = true;
                    }
                }
                Truth::from_possibilities(seen[1], seen[0])
            }
            Condition::Not(part) => !part.truth(chart, trial),
            Condition::All(parts) => {
                parts.iter().fold(Truth::MET, |truth, part| truth & part.truth(chart, trial))
            }
            Condition::Any(parts) => {
                parts.iter().fold(Truth::NOT_MET, |truth, part| truth | part.truth(chart, trial))
            }
            Condition::If(parts) => {
                let [condition, then, otherwise] =
                    parts.each_ref().map(|part| part.truth(chart, trial));
                match condition {
                    Truth::MET => then,
                    Truth::NOT_MET => otherwise,
                    _ if then == otherwise => then,
                    _ => Truth::UNKNOWN,
                }
            }
        }
    }
}

/// What the facts that are looked at may be. Doses are those at which some dose of the trials may
/// pass from one answer to another, and next to them.
fn facts(looks: Looks, chart: &Chart, trials: &[Trial]) -> Vec<Facts> {
    let starts = if looks & START == 0 { vec![None] } else { chart.start.each() };
    let targets = if looks & TARGET == 0 {
        vec![0]
    } else {
        let doses = trials.iter().filter_map(|trial| trial.dose).chain(chart.target);
        let ends = doses.flat_map(super::chart::Written::ends).collect::<Vec<_>>();
        let far = ends.iter().max().unwrap_or(&0) * 2 + 1000 * MILLIGRAM;
        let moved = ends.iter().flat_map(|end| [*end, end * 10 / 9, end - 20 * MILLIGRAM]);
        let near = moved.flat_map(|end| [-10, -1, 0, 1, 10].map(|apart| end + apart));
        let near = near.chain([1, far]).filter(|target| *target > 0);
        let near = near.filter(|target| chart.target.is_none_or(|written| written.holds(*target)));
        near.collect::<BTreeSet<_>>().into_iter().collect()
    };
    let protocols = counts(looks & PROTOCOL != 0, chart.protocol);
    let mut found = Vec::new();
    for start in &starts {
        for target in &targets {
            for protocol in &protocols {
                found.push(Facts { start: *start, target: *target, protocol: *protocol });
            }
        }
    }
    found
}

fn counts(is_looked_at: bool, documented: Option<u32>) -> Vec<i64> {
    match documented {
        _ if !is_looked_at => vec![0],
        Some(number) => vec![number.into()],
        None => (0..=9).collect(),
    }
}

fn codes(is_looked_at: bool, candidates: u64) -> Vec<u64> {
    if !is_looked_at {
        return vec![1];
    }
    (0..3).map(|position| 1 << position).filter(|bit| candidates & bit != 0).collect()
}

/// What a trial may have been, as far as is looked at.
fn entries(looks: Looks, trial: &Trial, facts: &Facts) -> Vec<Entry> {
    let doses = if looks & DOSE == 0 {
        vec![0]
    } else {
        let ends = trial.dose.iter().flat_map(|written| written.ends());
        let thresholds = [50, 100, 150].map(|milligrams| milligrams * MILLIGRAM);
        let target = facts.target;
        let moved = [target, target * 9 / 10, target + 20 * MILLIGRAM];
        let far = target * 2 + 1000 * MILLIGRAM;
        let near = ends.chain(thresholds).chain(moved);
        let near = near.flat_map(|end| [-1, 0, 1].map(|apart| end + apart));
        let near = near.chain([1, far]).filter(|dose| *dose > 0);
        let near = near.filter(|dose| trial.dose.is_none_or(|written| written.holds(*dose)));
        near.collect::<BTreeSet<_>>().into_iter().collect()
    };
    let adherent = match trial.adherent {
        _ if looks & ADHERENT == 0 => vec![false],
        Some(adherent) => vec![adherent],
        None => vec![false, true],
    };
    let finished = if looks & ENDED == 0 { vec![None] } else { trial.finished.each() };
    let mut found = vec![Entry::default()];
    let mut each = |values: &mut dyn FnMut(&Entry) -> Vec<Entry>| {
        found = found.iter().flat_map(values).collect();
    };
    each(&mut |entry| {
        let values = codes(looks & MEDICINE != 0, trial.medicine).into_iter();
        values.map(|medicine| Entry { medicine, ..*entry }).collect()
    });
    each(&mut |entry| {
        let values = codes(looks & OUTCOME != 0, trial.outcome).into_iter();
        values.map(|outcome| Entry { outcome, ..*entry }).collect()
    });
    each(&mut |entry| doses.iter().map(|dose| Entry { dose: *dose, ..*entry }).collect());
    each(&mut |entry| {
        let values = counts(looks & CYCLES != 0, trial.cycles).into_iter();
        values.map(|cycles| Entry { cycles, ..*entry }).collect()
    });
    each(&mut |entry| {
        let values = counts(looks & PLANNED != 0, trial.planned).into_iter();
        values.map(|planned| Entry { planned, ..*entry }).collect()
    });
    each(&mut |entry| {
        adherent.iter().map(|adherent| Entry { adherent: *adherent, ..*entry }).collect()
    });
    each(&mut |entry| {
        finished.iter().map(|finished| Entry { finished: *finished, ..*entry }).collect()
    });
    found
}

/// All days up to the request.
const EVER: Option<(i64, i64)> = Some((i64::MIN, REQUEST));

/// The days of a window, given the start; `None` where it has none.
#[derive(Clone, Copy)]
pub enum Window {
    Ever,
    Recent,
    Of(fn(Option<i64>) -> Option<(i64, i64)>),
}

impl Window {
    fn days(self, start: Option<i64>) -> Option<(i64, i64)> {
        match self {
            Window::Ever => EVER,
            Window::Recent => Some((REQUEST - 5, REQUEST)),
            Window::Of(days) => days(start),
        }
    }

    const fn looks(self) -> Looks {
        match self {
            Window::Ever | Window::Recent => 0,
            Window::Of(_) => START,
        }
    }
}

/// How many entries are asked for.
pub struct Question {
    condition: Condition,
    window: Window,
    /// So many days apart.
    pub apart: Option<i64>,
    number: usize,
    /// So many are too many.
    is_negated: bool,
}

/// What may be counted of a trial: nothing, or something on this day.
type Counted = BTreeSet<Option<i64>>;

/// What may be true, and what may be false.
#[derive(Default)]
struct Seen {
    met: bool,
    fails: bool,
}

impl Question {
    fn looks(&self) -> Looks {
        self.condition.looks() | self.window.looks()
    }

    /// What all worlds agree on.
    pub fn in_all_worlds(&self, chart: &Chart) -> Truth {
        let looks = self.looks();
        let mut seen = Seen::default();
        for facts in facts(looks, chart, &chart.trials) {
            let days = self.window.days(facts.start);
            let counted = chart.trials.iter().map(|trial| {
                let entries = entries(looks, trial, &facts);
                let holds = |wanted: bool| {
                    entries.iter().any(|entry| self.condition.holds(entry, &facts) == wanted)
                };
                counted(trial, days, holds(true), holds(false))
            });
            self.see(&counted.collect::<Vec<_>>(), days, chart.complete, &mut seen);
        }
        self.answer(&seen)
    }

    /// The same, where each part of a condition on an entry is answered by itself, and where a window
    /// that may lie anywhere is not looked for on each day.
    pub fn part_by_part(&self, chart: &Chart) -> Truth {
        let truths = chart.trials.iter().map(|trial| self.condition.truth(chart, trial));
        let truths = truths.collect::<Vec<_>>();
        let mut seen = Seen::default();
        if self.window.looks() & START != 0 && chart.start == Day::Undocumented {
            let anywhere = chart.trials.iter().zip(&truths).map(|(trial, truth)| {
                let mut counted = counted(trial, EVER, truth.can_be_met(), truth.can_fail());
                counted.insert(None);
                counted
            });
            self.see(&anywhere.collect::<Vec<_>>(), EVER, chart.complete, &mut seen);
            return self.answer(&seen);
        }
        for facts in facts(self.window.looks(), chart, &[]) {
            let days = self.window.days(facts.start);
            let counted =
                chart.trials.iter().zip(&truths).map(|(trial, truth)| {
                    counted(trial, days, truth.can_be_met(), truth.can_fail())
                });
            self.see(&counted.collect::<Vec<_>>(), days, chart.complete, &mut seen);
        }
        self.answer(&seen)
    }

    fn answer(&self, seen: &Seen) -> Truth {
        let at_least = Truth::from_possibilities(seen.met, seen.fails);
        if self.is_negated { !at_least } else { at_least }
    }

    fn see(
        &self,
        counted: &[Counted],
        days: Option<(i64, i64)>,
        complete: Complete,
        seen: &mut Seen,
    ) {
        let [fewest, most] = match self.apart {
            None => [
                counted.iter().filter(|days| !days.contains(&None)).count(),
                counted.iter().filter(|days| days.iter().any(Option::is_some)).count(),
            ],
            Some(apart) => {
                let mut ends = [usize::MAX, 0];
                each_choice(counted, &mut Vec::new(), &mut |days| {
                    let number = most_apart(days, apart);
                    ends = [ends[0].min(number), ends[1].max(number)];
                });
                ends
            }
        };
        let is_complete = match (complete, days) {
            (Complete::Yes, _) | (_, None) => true,
            (Complete::Since(since), Some((first, _))) => since <= first,
            (Complete::No, _) => false,
        };
        seen.met |= most >= self.number || !is_complete;
        seen.fails |= fewest < self.number;
    }
}

/// What may be counted of a trial over these days.
fn counted(trial: &Trial, days: Option<(i64, i64)>, may_hold: bool, may_fail: bool) -> Counted {
    let mut found = Counted::new();
    for day in trial.date.each_past() {
        let is_inside = days.is_some_and(|(first, last)| first <= day && day <= last);
        if is_inside && may_hold {
            found.insert(Some(day));
        }
        if !is_inside || may_fail {
            found.insert(None);
        }
    }
    found
}

fn each_choice(left: &[Counted], chosen: &mut Vec<i64>, visit: &mut dyn FnMut(&[i64])) {
    let Some((first, rest)) = left.split_first() else { return visit(chosen) };
    for day in first {
        chosen.extend(day);
        each_choice(rest, chosen, visit);
        if day.is_some() {
            chosen.pop();
        }
    }
}

/// The most of some days that lie so far apart.
fn most_apart(days: &[i64], apart: i64) -> usize {
    let mut days = days.to_vec();
    days.sort_unstable();
    let mut chosen = Vec::<i64>::new();
    for day in days {
        if chosen.last().is_none_or(|last| last + apart <= day) {
            chosen.push(day);
        }
    }
    chosen.len()
}

const A: u64 = 0b001;
const B: u64 = 0b010;
const C: u64 = 0b100;
const BAD: u64 = 0b01;
const GOOD: u64 = 0b10;

fn dose_between(entry: &Entry) -> bool {
    (50 * MILLIGRAM..=150 * MILLIGRAM).contains(&entry.dose)
}

/// The questions of the policy, in its order.
pub fn questions() -> Vec<Question> {
    let medicine_a = || Is(MEDICINE, |entry, _| entry.medicine == A);
    let bad = || Is(OUTCOME, |entry, _| entry.outcome == BAD);
    let good = || Is(OUTCOME, |entry, _| entry.outcome == GOOD);
    let adherent = || Is(ADHERENT, |entry, _| entry.adherent);
    let aimed_at = || Is(DOSE | TARGET, |entry, facts| entry.dose >= facts.target);
    let from_100 = || Is(DOSE, |entry, _| entry.dose >= 100 * MILLIGRAM);
    let q = |number, condition| Question {
        condition,
        window: Window::Ever,
        apart: None,
        number,
        is_negated: false,
    };
    let no = |number, condition| Question { is_negated: true, ..q(number, condition) };
    let within = |window, question| Question { window, ..question };
    let apart = |days, question| Question { apart: Some(days), ..question };
    let before = |days: fn(Option<i64>) -> Option<(i64, i64)>| Window::Of(days);
    vec![
        q(1, medicine_a()),
        no(1, all([Is(MEDICINE, |entry, _| entry.medicine & (A | B) != 0), bad()])),
        apart(1, q(2, any([medicine_a(), good()]))),
        q(1, all([not(Is(MEDICINE, |entry, _| entry.medicine == C)), from_100()])),
        within(Window::Recent, q(1, Is(DOSE, |entry, _| dose_between(entry)))),
        no(
            2,
            any([
                Is(DOSE, |entry, _| entry.dose > 100 * MILLIGRAM),
                Is(CYCLES, |entry, _| entry.cycles >= 3),
            ]),
        ),
        q(1, Is(CYCLES | PLANNED, |entry, _| entry.cycles >= entry.planned)),
        within(
            before(|start| start.map(|start| (start - 5, start.min(REQUEST)))),
            no(
                2,
                all([
                    Is(CYCLES | PROTOCOL, |entry, facts| entry.cycles < facts.protocol),
                    adherent(),
                ]),
            ),
        ),
        q(1, aimed_at()),
        within(
            before(|start| start.map(|start| (start, (start + 4).min(REQUEST)))),
            no(1, all([aimed_at(), bad()])),
        ),
        q(2, Is(DOSE | TARGET, |entry, facts| entry.dose * 10 <= facts.target * 9)),
        q(
            2,
            all([
                Is(MEDICINE, |entry, _| entry.medicine != B),
                any([adherent(), Is(CYCLES, |entry, _| entry.cycles == 0)]),
            ]),
        ),
        within(
            before(|start| {
                Some((LONG_AGO, start.map_or(REQUEST, |start| (start - 1).min(REQUEST))))
            }),
            q(1, not(adherent())),
        ),
        no(
            1,
            all([
                bad(),
                any([medicine_a(), Is(DOSE, |entry, _| entry.dose < 50 * MILLIGRAM)]),
                not(adherent()),
            ]),
        ),
        apart(3, q(2, not(medicine_a()))),
        within(Window::Recent, apart(1, no(2, adherent()))),
        q(
            1,
            all([
                Is(DOSE | TARGET, |entry, facts| entry.dose <= facts.target + 20 * MILLIGRAM),
                Is(MEDICINE, |entry, _| entry.medicine & (A | C) == 0),
            ]),
        ),
        q(
            1,
            Condition::If(Box::new([
                medicine_a(),
                from_100(),
                Is(CYCLES, |entry, _| entry.cycles >= 2),
            ])),
        ),
        no(
            1,
            any([
                Is(ENDED | START, |entry, facts| {
                    entry
                        .finished
                        .zip(facts.start)
                        .is_some_and(|(finished, start)| finished > start)
                }),
                Is(CYCLES | PLANNED, |entry, _| entry.cycles <= entry.planned - 2),
            ]),
        ),
        within(
            before(|start| Some((LONG_AGO, start.map_or(REQUEST, |start| start.min(REQUEST))))),
            q(
                1,
                all([
                    Is(ENDED, |entry, _| {
                        entry
                            .finished
                            .is_some_and(|finished| (REQUEST - 4..=REQUEST).contains(&finished))
                    }),
                    good(),
                ]),
            ),
        ),
        q(1, any([all([medicine_a(), adherent()]), all([not(medicine_a()), not(adherent())])])),
        q(2, Is(CYCLES, |entry, _| (2..=4).contains(&entry.cycles))),
        no(
            1,
            all([
                not(Is(DOSE, |entry, _| dose_between(entry))),
                Is(CYCLES, |entry, _| entry.cycles != 2),
            ]),
        ),
        // The last day of February.
        q(1, Is(ENDED, |entry, _| entry.finished.is_some_and(|finished| finished <= 6))),
        within(Window::Recent, q(3, not(bad()))),
        q(2, all([])),
    ]
}
