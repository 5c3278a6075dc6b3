//! One line of evidence.
//!
//! In: a line, and a case. Out: "Left ventricular ejection fraction 38 % by Echo2d on 2026-10-02".
//! Results and events after the request date are left out, as in the criteria; if there are many,
//! those that decide are shown.

use crate::Truth;
use crate::calendar::CalendarUnit;
use crate::case::{CaseFact, Chart, FactView, bounds};
use crate::data::Text;
use crate::evaluate::reference::Documentation;
use crate::policy::notation::grouped;
use crate::policy::{
    Comparable, Day, Entries, Expression, Formula, Input, NormTest, Selection, Sum, size_of,
};
use crate::possible::{
    Amount, Complete, Date, DocumentedResult, Entry, EntryDay, History, Interval, NormLimit, Scale,
    all_bits, until,
};
use crate::unit::Unit;
use crate::vocabulary::{Concept, Fact, FactId, FactKind, HistoryForm, labels_of};
use crate::wording::words::{inside, push_age, push_date, push_list, push_number, push_whole};
use crate::wording::{Line, LookedAt, NOT_DOCUMENTED, Shown, limit_in_words};
use core::cmp::Reverse;
use rust_decimal::Decimal;

/// What is said of an entry that is not one of those that are asked for.
const DOES_NOT_COUNT: &str = "does not count";

/// How many results or events are shown at most; the rest are counted.
const SHOWN: usize = 5;

impl Line {
    /// Writes the line with what a case documents.
    pub(super) fn write(&self, case: Documentation<'_>, text: &mut String) {
        case.with_days(0, &self.days, &mut |case| self.write_known(case, text));
    }

    fn write_known(&self, case: Documentation<'_>, text: &mut String) {
        let begin = text.len();
        text.push_str(&self.beginning);
        if self.push_documented(text, case).is_none() {
            text.truncate(begin);
            text.push_str(&self.nothing);
            self.push_received(text, case);
        }
    }

    /// "; received: 28 % by cardiac MR on 2026-10-02 (another method)": the latest result that does
    /// not count, here or in another line.
    fn push_received(&self, line: &mut String, case: Documentation<'_>) {
        let Shown::Results { methods, looked_at } = &self.shown else { return };
        let Some(FactView::Measurement(documented)) = case.view(self.fact) else { return };
        let period = bounds(looked_at.window, case.chart).widest();
        let up_to_request = until(case.chart.request_date());
        let is_shown_elsewhere = |result: &DocumentedResult| {
            result.method.is_some_and(|method| looked_at.elsewhere.contains(&method))
        };
        let received = documented
            .iter()
            .filter(|result| result.date.days().can_be_in(up_to_request))
            .filter(|result| !is_shown_elsewhere(result))
            .max_by_key(|result| result.date.days().high());
        if let Some(result) = received {
            line.push_str("; received: ");
            push_result(line, methods, looked_at, result);
            line.extend([" (", why_not(result, period), ")"]);
        }
    }

    /// What is documented; `None` if nothing is.
    fn push_documented(&self, line: &mut String, case: Documentation<'_>) -> Option<()> {
        if let Shown::Calculated { scale, formula, names } = &self.shown {
            return push_calculated(line, scale, (formula, names), case);
        }
        let documented = match self.fact {
            FactId::REQUEST_DATE => FactView::Date(case.chart.request_date().into()),
            FactId::SERVICE_DATE => FactView::Date(case.chart.service_date().into()),
            fact => case.view(fact)?,
        };
        match (&self.shown, documented) {
            (Shown::Value, FactView::Flag(flag)) => line.push_str(match flag.truth() {
                Truth::MET => "yes",
                Truth::NOT_MET => "no",
                _ => return None,
            }),
            (Shown::Value, FactView::Count(count)) => push_number(line, count.written()?.into()),
            (Shown::Value, FactView::Date(Date::NEVER)) => line.push_str("never"),
            (Shown::Value, FactView::Date(date)) if date != Date::UNKNOWN => push_date(line, date),
            (Shown::Value, FactView::Quantity(amount)) => push_amount(line, amount?),
            (Shown::Code { values }, FactView::Code(candidates)) => {
                push_candidates(line, values, candidates)?;
            }
            (Shown::Age { at, unit }, FactView::Date(birth_date)) => {
                push_age_at(line, birth_date, *at, *unit, case.chart)?;
            }
            (Shown::Results { methods, looked_at }, FactView::Measurement(results)) => {
                push_results(line, methods, looked_at, results, case.chart)?;
            }
            (Shown::Entries { asked }, FactView::History(history)) => {
                push_entries(line, asked, history, case)?;
            }
            (Shown::Found { day }, _) => match case.found_day(day) {
                Date::UNKNOWN => return None,
                Date::NEVER => line.push_str("never"),
                date => push_date(line, date),
            },
            _ => return None,
        }
        Some(())
    }
}

/// "II or III"; where all values are candidates, nothing is documented.
fn push_candidates(line: &mut String, values: &[Concept], candidates: u64) -> Option<()> {
    let all = all_bits(values.len());
    match candidates & all {
        documented if documented == 0 || documented == all => return None,
        // Usually there is one.
        documented if documented.is_power_of_two() => {
            line.push_str(&values.get(documented.trailing_zeros() as usize)?.label());
        }
        documented => push_list(line, labels_of(values, documented), "or"),
    }
    Some(())
}

/// "31.2 kg/m2 (94.5 kg, 1.74 m)"; `None` if nothing is documented of what it is calculated from.
fn push_calculated(
    line: &mut String,
    scale: &Scale,
    (formula, names): (&Formula, &[Text]),
    case: Documentation<'_>,
) -> Option<()> {
    let inputs = formula.inputs();
    let mut given = Vec::<String>::new();
    let mut nothing = true;
    for (input, name) in inputs.iter().zip(names) {
        let known = input_in_words(*input, case);
        nothing &= known.is_none();
        let shown = known.unwrap_or_else(|| format!("{name} {NOT_DOCUMENTED}"));
        if !given.contains(&shown) {
            given.push(shown);
        }
    }
    if nothing && !inputs.is_empty() {
        return None;
    }
    let value = case.calculated_value(formula);
    let (_, size) = scale.unit.size()?;
    match value.in_words(size, |digits| scale.unit.after(digits)) {
        Some(words) => line.push_str(&words),
        None => line.push_str("not known"),
    }
    // What is added up is shown by itself.
    if formula.sum().is_none() {
        line.extend([" (", &given.join(", "), ")"]);
    }
    Some(())
}

/// "94.5 kg", "84 days"; `None` if nothing is documented.
fn input_in_words(input: Input<'_>, case: Documentation<'_>) -> Option<String> {
    let (unit, what) = match input {
        Input::Sum(sum) => return sum_in_words(sum, case),
        Input::Days(..) => (None, " days"),
        Input::Term(term) => {
            match (term, case.view(term.fact())?) {
                (Comparable::Count(_), FactView::Count(count)) => {
                    count.written()?;
                }
                (Comparable::Quantity(_), FactView::Quantity(amount)) => {
                    return Some(amount?.shown(|number| grouped(number, ',')));
                }
                _ => {}
            }
            (case.vocabulary.unit_of(term)?, "")
        }
    };
    let with_unit = |(value, given, _): (Decimal, Option<Unit>, bool)| {
        let digits = grouped(value, ',');
        match given.or(unit) {
            Some(unit) => unit.after(&digits),
            None => format!("{digits}{what}"),
        }
    };
    Some(match case.input(input)?.plain().map(|end| end.map(with_unit)) {
        [Some(low), Some(high)] if low == high => low,
        [Some(low), Some(high)] => format!("{low} to {high}"),
        [Some(low), None] => format!("from {low} on"),
        [None, Some(high)] => format!("up to {high}"),
        [None, None] => return None,
    })
}

/// "300 U", "at least 300 U", "at most 84 days"; `None` if nothing is documented.
fn sum_in_words(sum: &Sum, case: Documentation<'_>) -> Option<String> {
    let FactView::History(history) = case.view(sum.entries.fact)? else { return None };
    if history.is_unknown() {
        return None;
    }
    let unit = sum.unit(case.vocabulary);
    let (_, size) = size_of(unit)?;
    let with_unit = |digits: &str| unit.map_or(digits.to_owned(), |unit| unit.after(digits));
    case.sum_value(sum).in_words(size, with_unit)
}

/// "67 or 68 years"
fn push_age_at(
    line: &mut String,
    birth_date: Date,
    at: Day,
    unit: CalendarUnit,
    case: &dyn Chart,
) -> Option<()> {
    let day = match at {
        Day::On(day) => day.into(),
        Day::REQUEST => case.request_date().into(),
        Day::SERVICE => case.service_date().into(),
        Day::Fact(date) => {
            let FactView::Date(date) = case.fact(date)?.view() else { return None };
            date
        }
    };
    if [birth_date, day].iter().any(|date| date.written().is_none()) {
        return None;
    }
    let ages = birth_date.age_at(day, unit);
    // No one is born after the service.
    let youngest = if at == Day::SERVICE { ages.low().max(0) } else { ages.low() };
    let Ok(oldest) = u32::try_from(ages.high().max(youngest)) else {
        line.push_str("not born yet");
        return Some(());
    };
    match u32::try_from(youngest) {
        Ok(youngest) if youngest < oldest => {
            push_whole(line, youngest.into());
            line.push_str(if oldest.saturating_sub(youngest) == 1 { " or " } else { " to " });
        }
        Ok(_) => {}
        Err(_) => line.push_str("not born yet, or at most "),
    }
    push_age(line, oldest, unit);
    Some(())
}

/// "38 % by Echo2d on 2026-10-02"
fn push_results(
    line: &mut String,
    methods: &[Concept],
    looked_at: &LookedAt,
    documented: &[DocumentedResult],
    case: &dyn Chart,
) -> Option<()> {
    let period = bounds(looked_at.window, case).widest();
    let rank = |result: &&DocumentedResult| looked_at.rank(result, period);
    push_some(line, looked_at.deciding(documented, period), rank, |line, result| {
        push_result(line, methods, looked_at, result);
    })
}

/// Why a result is not one of those that a predicate looks at.
fn why_not(result: &DocumentedResult, period: Interval) -> &'static str {
    match (out_of(period, result.date.days()), result.method) {
        (Some(out), _) => out,
        (None, Some(_)) => "another method",
        (None, None) => "method not documented",
    }
}

/// "38 % by Echo2d on 2026-10-02"
fn push_result(
    line: &mut String,
    methods: &[Concept],
    looked_at: &LookedAt,
    result: &DocumentedResult,
) {
    push_amount(line, &result.amount);
    if let Some((test, _)) = looked_at.norm {
        push_limits(line, result, test);
    }
    if let Some(method) = result.method {
        line.push_str(" by ");
        line.push_str(&methods.get(usize::from(method)).map(Concept::label).unwrap_or_default());
    }
    push_when(line, result.date);
}

/// " (upper limit of normal 40 U/L)": the limits that a result is compared with.
fn push_limits(line: &mut String, result: &DocumentedResult, test: NormTest) {
    let mut separator = " (";
    for limit in [NormLimit::Lower, NormLimit::Upper] {
        if !test.multiples().any(|multiple| multiple.limit == limit) {
            continue;
        }
        line.extend([separator, limit_in_words(limit), " "]);
        match result.normal.limit(limit) {
            Some(value) => line.push_str(&result.amount.unit().after(&grouped(value, ','))),
            None => line.push_str(NOT_DOCUMENTED),
        }
        separator = ", ";
    }
    line.push(')');
}

impl LookedAt {
    /// The results of a period, by a method if one is required, that decide: those that may be the
    /// latest, or all.
    fn deciding<'c>(
        &self,
        documented: &'c [DocumentedResult],
        period: Interval,
    ) -> impl Iterator<Item = &'c DocumentedResult> + use<'c> {
        let method = self.method;
        let fits = move |result: &&DocumentedResult| {
            method.is_none_or(|method| result.method == Some(method))
                && result.date.days().can_be_in(period)
        };
        let newest_certain = match self.selection {
            Selection::Latest => {
                let first_days =
                    documented.iter().filter(fits).map(|result| result.date.days().low());
                first_days
                    .filter(|day| *day >= period.low() && *day <= period.high())
                    .max()
                    .unwrap_or(i64::MIN)
            }
            Selection::Any
            | Selection::Every
            | Selection::Highest
            | Selection::Lowest
            | Selection::Earliest
            | Selection::AtLeast { .. } => i64::MIN,
        };
        let oldest_certain = if self.selection == Selection::Earliest {
            let is_certain =
                |result: &&DocumentedResult| !result.date.days().can_be_outside(period);
            let certain = documented.iter().filter(fits).filter(is_certain);
            certain.map(|result| latest_day(result, period)).min().unwrap_or(i64::MAX)
        } else {
            i64::MAX
        };
        documented.iter().filter(fits).filter(move |result| {
            latest_day(result, period) >= newest_certain
                && result.date.days().low() <= oldest_certain
        })
    }

    /// Results that settle the question first, and among these the latest first.
    fn rank(&self, result: &DocumentedResult, period: Interval) -> (i64, Reverse<(i64, i64)>) {
        let positions = result.amount.positions();
        let asked_of = match self.norm {
            Some((test, sign)) => test.norm().of(result, sign),
            None => positions.inside(self.asked),
        };
        let settles = match self.selection {
            Selection::Latest => 0,
            Selection::Any | Selection::AtLeast { .. } => i64::from(!asked_of.can_be_met()),
            Selection::Every => i64::from(asked_of == Truth::MET),
            Selection::Highest => positions.high().saturating_neg(),
            Selection::Lowest => positions.low(),
            Selection::Earliest => result.date.days().low(),
        };
        (settles, Reverse((latest_day(result, period), result.date.days().low())))
    }
}

/// The last day of a period that a result may have; a partial date is cut off at the end of the
/// period.
fn latest_day(result: &DocumentedResult, period: Interval) -> i64 {
    result.date.days().high().min(period.high())
}

/// The entries up to the request, those that the criterion asks for first, each with why it does not
/// count; and whether the history is complete.
fn push_entries(
    line: &mut String,
    asked: &Entries,
    history: &History,
    case: Documentation<'_>,
) -> Option<()> {
    let period = bounds(asked.window, case.chart).widest();
    let why_not = |entry: &Entry| {
        let out = match asked.day {
            EntryDay::First => out_of(period, entry.date.days()),
            EntryDay::Last | EntryDay::Any => None,
        };
        let is_other = || case.is_asked_for(asked, entry) == Truth::NOT_MET;
        out.or_else(|| is_other().then_some(DOES_NOT_COUNT))
    };
    let entries = history
        .entries
        .iter()
        .filter(|entry| entry.date.days().can_be_in(until(case.chart.request_date())))
        .map(|entry| (entry, why_not(entry)));
    let rank =
        |(entry, out): &(&Entry, Option<&str>)| (out.is_some(), Reverse(entry.date.days().high()));
    let any = push_some(line, entries, rank, |line, (entry, out)| {
        push_entry(line, entry, asked, case);
        if let Some(out) = out {
            let begun = line.strip_suffix(')').map(str::len);
            line.truncate(begun.unwrap_or(line.len()));
            let separator = if begun.is_some() { "; " } else { " (" };
            line.extend([separator, out, ")"]);
        }
    });
    match (any, history.complete) {
        // That there are no others is never documented.
        (any, _) if asked.are_readings => any?,
        (Some(()), Complete::Yes) => line.push_str("; complete history"),
        (Some(()), Complete::No) => line.push_str("; history incomplete"),
        (Some(()), Complete::Since(day)) => {
            line.push_str("; history complete since ");
            push_date(line, day.into());
        }
        (None, Complete::Yes) => line.push_str("none; complete history"),
        (None, Complete::Since(day)) => {
            line.push_str("none since ");
            push_date(line, day.into());
            line.push_str("; history before not documented");
        }
        (None, Complete::No) => return None,
    }
    Some(())
}

/// Why days are certainly not in a period: "too early" or "too late".
fn out_of(period: Interval, days: Interval) -> Option<&'static str> {
    if period.low() > period.high() || days.high() < period.low() && period.first_day().is_none() {
        // No day counts, for example none after what never was.
        Some(DOES_NOT_COUNT)
    } else if days.high() < period.low() {
        Some("too early")
    } else if days.low() > period.high() {
        Some("too late")
    } else {
        None
    }
}

/// "2026-06-10 (Autologous, cells 2 million cells)"; if an attribute is asked for but not documented,
/// that is said.
fn push_entry(line: &mut String, entry: &Entry, asked: &Entries, case: Documentation<'_>) {
    let form = match case.vocabulary.fact(asked.fact).map(|fact| &fact.kind) {
        Some(FactKind::History { form, .. }) => *form,
        _ => HistoryForm::Events,
    };
    let begin = line.len();
    push_days(line, entry, form);
    let predicates = || asked.conditions().flat_map(Expression::predicates);
    let [mut separator, end] = if line.len() == begin { ["", ""] } else { [" (", ")"] };
    let without = line.len();
    for (id, attribute) in case.vocabulary.attributes_of(asked.fact) {
        let begin = line.len();
        line.push_str(separator);
        let shown = match entry.attribute(id) {
            Some(value) => push_attribute(line, attribute, value.view()),
            None => None,
        };
        if shown.is_none() {
            line.truncate(begin);
            let joins = asked.joined.as_ref().is_some_and(|joined| joined.by.contains(&id));
            if !joins && !predicates().flat_map(Expression::subjects).any(|fact| fact == id) {
                continue;
            }
            line.extend([separator, &*inside(&attribute.label), " ", NOT_DOCUMENTED]);
        }
        separator = ", ";
    }
    if line.len() == begin {
        line.push_str("nothing documented about it");
    } else if line.len() > without {
        line.push_str(end);
    }
}

/// "2026-06-10"; "2026-01 to 2026-06-10", "since 2026-01"; nothing of a record.
fn push_days(line: &mut String, entry: &Entry, form: HistoryForm) {
    match form {
        HistoryForm::Records => {}
        HistoryForm::Events | HistoryForm::Readings if entry.date == Date::UNKNOWN => {
            line.push_str("date not documented");
        }
        HistoryForm::Events | HistoryForm::Readings => push_date(line, entry.date),
        HistoryForm::Courses => {
            match (entry.date == Date::UNKNOWN, entry.end.is_never()) {
                (true, true) => line.push_str("ongoing, start not documented"),
                (true, false) => line.push_str("start not documented"),
                (false, true) => {
                    line.push_str("since ");
                    push_date(line, entry.date);
                }
                (false, false) => push_date(line, entry.date),
            }
            if entry.end == Date::UNKNOWN {
                line.push_str(", end not documented");
            } else if !entry.end.is_never() {
                line.push_str(" to ");
                push_date(line, entry.end);
            }
        }
    }
}

/// "Autologous", "cells 2 million cells", "adherent: yes"; `None` if nothing is documented.
fn push_attribute(line: &mut String, attribute: &Fact, value: FactView<'_>) -> Option<()> {
    match (value, &attribute.kind) {
        (FactView::Code(candidates), FactKind::Code { values, .. }) => {
            push_candidates(line, values, candidates)?;
        }
        (FactView::Flag(flag), _) => {
            let answer = match flag.truth() {
                Truth::MET => ": yes",
                Truth::NOT_MET => ": no",
                _ => return None,
            };
            line.extend([&*inside(&attribute.label), answer]);
        }
        (FactView::Count(count), _) => {
            line.extend([&*inside(&attribute.label), " "]);
            push_number(line, count.written()?.into());
        }
        (FactView::Date(date), _) if date != Date::UNKNOWN => {
            line.push_str(&inside(&attribute.label));
            if date.is_never() {
                line.push_str(" never");
            } else {
                push_when(line, date);
            }
        }
        (FactView::Quantity(amount), _) => {
            line.extend([&*inside(&attribute.label), " "]);
            push_amount(line, amount?);
        }
        _ => return None,
    }
    Some(())
}

/// The first few by rank, and how many more; `None` if there are none.
fn push_some<T, R: Ord>(
    line: &mut String,
    mut items: impl Iterator<Item = T>,
    rank: impl Fn(&T) -> R,
    write: impl Fn(&mut String, T),
) -> Option<()> {
    let first = items.next()?;
    let Some(second) = items.next() else {
        // Usually there is one, which needs no sorting.
        write(line, first);
        return Some(());
    };
    let mut items = [first, second].into_iter().chain(items).collect::<Vec<_>>();
    items.sort_by_key(rank);
    let more = items.len().saturating_sub(SHOWN);
    for (position, item) in items.into_iter().take(SHOWN).enumerate() {
        if position > 0 {
            line.push_str(", ");
        }
        write(line, item);
    }
    if more > 0 {
        line.push_str(&format!(" and {more} more"));
    }
    Some(())
}

/// " on 2026-10-02", " in 2026-10"
fn push_when(line: &mut String, date: Date) {
    line.push_str(match date {
        Date::UNKNOWN => " on a day that is not documented",
        date if date.days().is_exact() => " on ",
        _ => " in ",
    });
    push_date(line, date);
}

/// "38 %", "35 to 40 %", "< 2 mg/L", "1,300 pg/mL"
fn push_amount(line: &mut String, amount: &Amount) {
    line.push_str(&amount.shown(|number| grouped(number, ',')));
}
