//! The questions by hand, three-valued, over the same typed cases. Charts in which a day is known in
//! part are rare, and left to the function they are compared with.

use super::facts::{FillStrength, RequestType, TrialDose, TrialMedicine, TrialOutcome};
use super::{RecordsCase, RenewalCase, StepsCase};
use crate::hand::all;
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::possible::{
    Complete, DocumentedResult, Entry, EntryView, History, Interval, Quantity, Written, day_number,
    look_back,
};
use policy_core::vocabulary::FactId;
use policy_core::{Decimal, NaiveDate, Truth};
use smallvec::SmallVec;

/// A list that is rarely longer.
type List<T> = SmallVec<[T; 128]>;

const MEDICINE: FactId = FactId::attribute(0);
const OUTCOME: FactId = FactId::attribute(1);
const DOSE: FactId = FactId::attribute(2);
const ADHERENT: FactId = FactId::attribute(3);
const STRENGTH: FactId = FactId::attribute(4);
const PAIN: FactId = FactId::attribute(5);
const AURA: FactId = FactId::attribute(6);

const ONE: i64 = 2_000_000;

const fn months(number: u32) -> CalendarDuration {
    CalendarDuration::new(number, CalendarUnit::Months)
}

const fn weeks(number: u32) -> CalendarDuration {
    CalendarDuration::new(number, CalendarUnit::Weeks)
}

const fn days(number: u32) -> CalendarDuration {
    CalendarDuration::new(number, CalendarUnit::Days)
}

/// Every day of a history is known.
fn is_dated(history: &History) -> bool {
    let is_known = |entry: &Entry| {
        entry.date.days().is_exact() && (entry.end.days().is_exact() || entry.end.is_unknown())
    };
    history.entries.iter().all(is_known)
}

/// What is known of a number of entries, of which so many certainly count, and so many may.
fn at_least(wanted: usize, certain: usize, possible: usize, is_complete: bool) -> Truth {
    if certain >= wanted {
        Truth::MET
    } else if is_complete && possible < wanted {
        Truth::NOT_MET
    } else {
        Truth::UNKNOWN
    }
}

/// A renewal with a baseline.
#[must_use]
pub fn renewal(case: &RenewalCase) -> Truth {
    let request = case.request_date;
    all!(
        case.request_type.one_of([RequestType::Continuation]),
        case.taken_as_prescribed.truth(),
        case.therapy_start.days().inside(Interval::at_most(look_back(request, months(6)).low())),
        Quantity::values(case.weekly_dose).inside(Interval::between(17 * ONE / 10, 24 * ONE / 10)),
        !pancreatitis(case),
        weight_lost(case),
    )
}

fn pancreatitis(case: &RenewalCase) -> Truth {
    let history = case.pancreatitis.documented();
    let period = look_back(case.request_date, CalendarDuration::new(1, CalendarUnit::Years));
    let days = history.entries.iter().map(|event| event.date.days().inside(period));
    any(days, is_complete(history, period))
}

fn weight_lost(case: &RenewalCase) -> Truth {
    let start = case.therapy_start.days();
    let is_known = |result: &DocumentedResult| {
        result.date.days().is_exact() && matches!(result.amount.written(), Written::Exactly(_))
    };
    let results = case.weight.documented();
    if !start.is_exact() || case.therapy_start.is_never() || !results.iter().all(is_known) {
        return super::evaluate_renewal_continued(case);
    }
    let (start, request) = (start.low(), day_number(case.request_date));
    let (mut before, mut after) = (i64::MIN, i64::MIN);
    for result in results {
        let day = result.date.days().low();
        if day <= start {
            before = before.max(day);
        } else if day <= request {
            after = after.max(day);
        }
    }
    if before == i64::MIN || after == i64::MIN {
        return Truth::UNKNOWN;
    }
    let of_day = |day: i64| {
        results.iter().filter(move |result| result.date.days().low() == day).filter_map(|result| {
            match result.amount.written() {
                Written::Exactly(value) => Some(value),
                Written::Between(..) | Written::Compared(..) => None,
            }
        })
    };
    let (mut can, mut must) = (false, true);
    for baseline in of_day(before) {
        for now in of_day(after) {
            let is_lower = now * Decimal::ONE_HUNDRED <= baseline * Decimal::from(95);
            can |= is_lower;
            must &= is_lower;
        }
    }
    Truth::from_possibilities(can, !must)
}

/// A step therapy.
#[must_use]
pub fn steps(case: &StepsCase) -> Truth {
    let history = case.trial.documented();
    if !is_dated(history) {
        return super::evaluate_steps_prevention(case);
    }
    let request = case.request_date;
    all!(
        two_medicines(history, request),
        topiramate(history, request),
        not_effective(history, request),
        latest_failed(history, request),
    )
}

fn has_failed(trial: &Entry) -> Truth {
    EntryView::of(trial)
        .code::<TrialOutcome>(OUTCOME)
        .one_of([TrialOutcome::Inadequate, TrialOutcome::NotTolerated])
}

fn lasted(trial: &Entry, request: NaiveDate) -> Truth {
    let Some(start) = trial.date.exact().filter(|start| *start <= request) else {
        return Truth::NOT_MET;
    };
    let over = weeks(8).after(start);
    let lasts = |end: NaiveDate| over <= end.min(request).succ_opt().unwrap_or(end);
    if trial.end.is_unknown() {
        return if lasts(request) { Truth::UNKNOWN } else { Truth::NOT_MET };
    }
    if lasts(trial.end.exact().unwrap_or(request)) { Truth::MET } else { Truth::NOT_MET }
}

fn two_medicines(history: &History, request: NaiveDate) -> Truth {
    let period = look_back(request, CalendarDuration::new(5, CalendarUnit::Years));
    let (mut known, mut open, mut possible) = (0_u64, false, 0_u64);
    for trial in &history.entries {
        let days = trial.date.days();
        let in_period = if days.low() > period.high() || trial.end.days().high() < period.low() {
            continue;
        } else if trial.end.is_unknown() && days.low() < period.low() {
            Truth::UNKNOWN
        } else {
            Truth::MET
        };
        let counts = in_period & has_failed(trial) & lasted(trial, request);
        if counts == Truth::NOT_MET {
            continue;
        }
        let medicine = EntryView::of(trial).code::<TrialMedicine>(MEDICINE);
        match medicine.known() {
            Some(medicine) => {
                let bit = 1 << policy_core::possible::CodeSet::position(medicine);
                possible |= bit;
                known |= if counts == Truth::MET { bit } else { 0 };
            }
            None => open = true,
        }
    }
    let is_complete = match history.complete {
        Complete::Yes => true,
        Complete::Since(day) => day_number(day) <= period.low(),
        Complete::No => false,
    };
    let possible = possible.count_ones() + if open { 2 } else { 0 };
    at_least(2, known.count_ones() as usize, possible as usize, is_complete)
}

fn any(entries: impl Iterator<Item = Truth>, is_complete: bool) -> Truth {
    let mut found = if is_complete { Truth::NOT_MET } else { Truth::UNKNOWN };
    for truth in entries {
        if truth == Truth::MET {
            return truth;
        }
        found = found | truth;
    }
    found
}

fn topiramate(history: &History, request: NaiveDate) -> Truth {
    let counts = |trial: &Entry| {
        all!(
            EntryView::of(trial)
                .code::<TrialMedicine>(MEDICINE)
                .one_of([TrialMedicine::Topiramate]),
            Quantity::<TrialDose>::values(EntryView::of(trial).quantity(DOSE))
                .inside(Interval::at_least(100 * ONE)),
            EntryView::of(trial).flag(ADHERENT).truth(),
            lasted(trial, request),
        )
    };
    any(history.entries.iter().map(counts), history.complete == Complete::Yes)
}

fn not_effective(history: &History, request: NaiveDate) -> Truth {
    let period = look_back(request, months(6));
    let is_complete = match history.complete {
        Complete::Yes => true,
        Complete::Since(day) => day_number(day) <= period.low(),
        Complete::No => false,
    };
    let counts = |trial: &Entry| {
        all!(
            if trial.end.is_unknown() { Truth::UNKNOWN } else { trial.end.days().inside(period) },
            EntryView::of(trial).code::<TrialOutcome>(OUTCOME).one_of([TrialOutcome::Effective]),
        )
    };
    !any(history.entries.iter().map(counts), is_complete)
}

fn latest_failed(history: &History, request: NaiveDate) -> Truth {
    let request = day_number(request);
    let starts = history.entries.iter().map(|trial| trial.date.days().low());
    let newest = starts.filter(|day| *day <= request).max();
    let is_whole = match (history.complete, newest) {
        (Complete::Yes, _) => true,
        (Complete::Since(since), Some(day)) => day_number(since) <= day,
        (Complete::Since(_) | Complete::No, _) => false,
    };
    let (true, Some(newest)) = (is_whole, newest) else {
        return if is_whole { Truth::NOT_MET } else { Truth::UNKNOWN };
    };
    let (mut can, mut fails) = (false, false);
    for trial in history.entries.iter().filter(|trial| trial.date.days().low() == newest) {
        let truth = has_failed(trial);
        can |= truth.can_be_met();
        fails |= truth.can_fail();
    }
    Truth::from_possibilities(can, fails)
}

/// Entries of a period by their days, in order: those that certainly count, and those that may.
fn in_order(
    history: &History,
    period: Interval,
    counts: impl Fn(&Entry) -> Truth,
) -> [List<NaiveDate>; 2] {
    let [mut certain, mut possible] = [List::new(), List::new()];
    for entry in &history.entries {
        let day = entry.date.days();
        if day.low() < period.low() || day.high() > period.high() {
            continue;
        }
        let counts = counts(entry);
        if let Some(day) = entry.date.exact().filter(|_| counts != Truth::NOT_MET) {
            possible.push(day);
            if counts == Truth::MET {
                certain.push(day);
            }
        }
    }
    certain.sort_unstable();
    possible.sort_unstable();
    [certain, possible]
}

fn is_complete(history: &History, period: Interval) -> bool {
    match history.complete {
        Complete::Yes => true,
        Complete::Since(day) => day_number(day) <= period.low(),
        Complete::No => false,
    }
}

/// The most of some days in order that lie so far apart.
fn apart(ordered: &[NaiveDate], distance: CalendarDuration) -> usize {
    let (mut number, mut next) = (0, NaiveDate::MIN);
    for day in ordered {
        if *day >= next {
            number += 1;
            next = distance.after(*day);
        }
    }
    number
}

/// Days with pain or an aura.
#[must_use]
pub fn counted(case: &RecordsCase) -> Truth {
    let history = case.migraine_day.documented();
    if !is_dated(history) {
        return super::evaluate_records_counted(case);
    }
    let period = look_back(case.request_date, months(3));
    let [certain, possible] = in_order(history, period, |day| {
        EntryView::of(day).count(PAIN).values().inside(Interval::at_least(4))
            | EntryView::of(day).flag(AURA).truth()
    });
    let [certain, possible] = [certain, possible].map(|days_| apart(&days_, days(1)));
    at_least(4, certain, possible, is_complete(history, period))
}

/// Days with pain that lie apart.
#[must_use]
pub fn spaced(case: &RecordsCase) -> Truth {
    let history = case.migraine_day.documented();
    if !is_dated(history) {
        return super::evaluate_records_apart(case);
    }
    let period = look_back(case.request_date, CalendarDuration::new(1, CalendarUnit::Years));
    let [certain, possible] = in_order(history, period, |day| {
        EntryView::of(day).count(PAIN).values().inside(Interval::at_least(4))
    });
    let [certain, possible] = [certain, possible].map(|days| apart(&days, weeks(4)));
    at_least(3, certain, possible, is_complete(history, period))
}

/// Days with migraine that follow each other.
#[must_use]
pub fn chained(case: &RecordsCase) -> Truth {
    let history = case.migraine_day.documented();
    if !is_dated(history) {
        return super::evaluate_records_chained(case);
    }
    let period = look_back(case.request_date, CalendarDuration::new(1, CalendarUnit::Years));
    let [certain, _] = in_order(history, period, |_| Truth::MET);
    let (mut longest, mut number, mut reach) = (0, 0, NaiveDate::MIN);
    for day in certain {
        number = if day <= reach { number + 1 } else { 1 };
        reach = days(3).after(day);
        longest = longest.max(number);
    }
    at_least(5, longest, longest, is_complete(history, period))
}

/// Fills without a gap.
#[must_use]
pub fn filled(case: &RecordsCase) -> Truth {
    let history = case.fill.documented();
    let start = case.therapy_start;
    let (Some(begin), true) = (start.exact(), is_dated(history)) else {
        return super::evaluate_records_filled(case);
    };
    let request = case.request_date;
    if begin > request {
        return Truth::NOT_MET;
    }
    let period = Interval::between(day_number(begin), day_number(request));
    let [certain, _] = in_order(history, period, |_| Truth::MET);
    let mut reach = days(45).after(begin);
    for day in certain {
        if day > reach {
            break;
        }
        reach = days(45).after(day);
    }
    if reach >= request {
        Truth::MET
    } else if is_complete(history, period) {
        Truth::NOT_MET
    } else {
        super::evaluate_records_filled(case)
    }
}

/// Fills that are joined.
#[must_use]
pub fn joined(case: &RecordsCase) -> Truth {
    let history = case.fill.documented();
    let is_known = |fill: &Entry| {
        !fill.end.is_unknown()
            && EntryView::of(fill).code::<FillStrength>(STRENGTH).known().is_some()
    };
    if !is_dated(history) || !history.entries.iter().all(is_known) {
        return super::evaluate_records_refilled(case);
    }
    if history.complete != Complete::Yes {
        return Truth::UNKNOWN;
    }
    let request = case.request_date;
    let mut number = 0;
    for strength in [FillStrength::Low, FillStrength::High] {
        let mut fills = List::<[NaiveDate; 2]>::new();
        for fill in &history.entries {
            if EntryView::of(fill).code::<FillStrength>(STRENGTH).known() == Some(strength)
                && let Some(start) = fill.date.exact().filter(|start| *start <= request)
            {
                fills.push([start, fill.end.exact().unwrap_or(NaiveDate::MAX)]);
            }
        }
        fills.sort_unstable();
        let lasted = |[start, end]: [NaiveDate; 2]| {
            let end = end.min(request);
            days(90).after(start) <= end.succ_opt().unwrap_or(end)
        };
        let mut course = None::<[NaiveDate; 2]>;
        for [start, end] in fills {
            course = match course {
                Some([first, last]) if last == NaiveDate::MAX || start <= days(7).after(last) => {
                    Some([first, last.max(end)])
                }
                other => {
                    number += usize::from(other.is_some_and(lasted));
                    Some([start, end])
                }
            };
        }
        number += usize::from(course.is_some_and(lasted));
    }
    at_least(2, number, number, true)
}

/// Results above a number, on different days.
#[must_use]
pub fn repeated(case: &RecordsCase) -> Truth {
    let results = case.hba1c.documented();
    if !results.iter().all(|result| result.date.days().is_exact()) {
        return super::evaluate_records_repeated(case);
    }
    let period = look_back(case.request_date, CalendarDuration::new(1, CalendarUnit::Years));
    let asked = Interval::above(7 * ONE);
    let [mut there, mut certain, mut possible] = [List::new(), List::new(), List::new()];
    for result in results {
        let day = result.date.days();
        if day.inside(period) == Truth::MET {
            there.push(day.low());
            let counts = result.amount.positions().inside(asked);
            if counts.can_be_met() {
                possible.push(day.low());
            }
            if counts == Truth::MET {
                certain.push(day.low());
            }
        }
    }
    let [there, certain, possible] = [there, certain, possible].map(|mut days| {
        days.sort_unstable();
        days.dedup();
        days.len()
    });
    at_least(2, certain, possible, there >= 2)
}
