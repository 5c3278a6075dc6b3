//! Days in histories: does the history have such a day?

use super::attributes::form_of;
use super::entries::{check_lasting, entry_day};
use super::expression::check_filter;
use super::parts::{refuse_what_others_have, transpose, window};
use super::scope::{Scope, Subject};
use super::unenclosed::days_of_entries;
use super::wording::kind_of;
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{DayWord, FoundText, Predicate, Selector};
use policy_core::data::Link;
use policy_core::policy::{Day, Entries, Expression, FoundDay};
use policy_core::possible::Extreme;
use policy_core::vocabulary::{Fact, FactId, FactKind, HistoryForm};

/// The day, as one of those that the predicate is counted from.
pub fn check_found(found: &FoundText, scope: &mut Scope<'_>) -> Option<Day> {
    if scope.is_of_entries() || scope.is_in_found_day() {
        let mistake = Diagnostic::at(found.place, "a day in a history cannot be named here");
        scope.report(mistake.help(if scope.is_of_entries() {
            "compare attributes with values, or with facts of the case"
        } else {
            "count from one such day at a time: name a date of the case for the other one"
        }));
        return None;
    }
    let moved = days_of_entries(&found.entry, scope);
    let entry = moved.as_ref().unwrap_or(&found.entry);
    let filter = check_filter(entry, scope).filter;
    scope.with_subject(&entry.subject, |scope, subject| match subject {
        Subject::Open => Some(Day::REQUEST),
        Subject::Fact(id, fact) => {
            let day = found_day(found, entry, (id, fact), filter, scope)?;
            Some(Day::Fact(scope.count_from(day)))
        }
    })
}

#[expect(
    clippy::option_option,
    reason = "outside: whether it is there; inside: whether it is right"
)]
fn found_day(
    found: &FoundText,
    entry: &Predicate,
    (id, fact): (FactId, &Fact),
    filter: Option<Option<Expression>>,
    scope: &mut Scope<'_>,
) -> Option<FoundDay> {
    let name = &fact.name;
    let is_history = matches!(fact.kind, FactKind::History { .. });
    if !is_history || form_of(fact) == HistoryForm::Records {
        let what = if is_history { "a record has no day" } else { "it is no history" };
        let mistake =
            Diagnostic::at(entry.subject.place, format!("{}: {what}", kind_of(fact))).about(name);
        scope.report(mistake.help(if matches!(fact.kind, FactKind::Date) {
            format!("write `{name}` alone: it is a date already")
        } else {
            "name a history of events or courses, or a date of the case".to_owned()
        }));
        return None;
    }
    if let Some(mistake) = wrong_word(found, fact) {
        scope.report(mistake);
        return None;
    }
    if refuse_what_others_have(entry, fact, scope) {
        return None;
    }
    if let Some(joined) = &entry.joined {
        let mistake =
            Diagnostic::at(joined.place, "nothing is counted from a day of joined courses");
        scope.report(mistake.help("take this out, or name a date of the case for that day"));
        return None;
    }
    let lasting = entry.lasting.as_ref().map(|lasting| check_lasting(lasting, scope));
    let day = entry_day(entry, fact, scope);
    let window = scope.in_found_day(|scope| window(entry, id, scope));
    let filter = transpose(filter)?.map(Link::from);
    let (lasting, day, window) = (transpose(lasting)?, day?, window?);
    let which = match entry.selector.as_ref().map(|selector| &selector.value) {
        Some(Selector::Earliest) => Extreme::Earliest,
        _ => Extreme::Latest,
    };
    let entries = Entries { filter, lasting, day, window, ..Entries::of(id) };
    Some(FoundDay { which, is_end: found.day.value == DayWord::End, entries })
}

/// An event has a date; a course has a start, which is also its date, and an end.
fn wrong_word(found: &FoundText, fact: &Fact) -> Option<Diagnostic> {
    let which = match found.entry.selector.as_ref().map(|selector| &selector.value) {
        Some(Selector::Earliest) => "earliest",
        _ => "latest",
    };
    let of = format!("of {which}");
    match (form_of(fact), found.day.value) {
        (HistoryForm::Readings, _) => {
            let problem = "nothing is counted from the day of a reading: there may be others that are not listed";
            let mistake = Diagnostic::at(found.day.place, problem);
            Some(mistake.help("name a date of the case for that day"))
        }
        (HistoryForm::Events, DayWord::Start | DayWord::End) => {
            let mistake = Diagnostic::at(found.day.place, "an event has one day, its date");
            Some(mistake.replace(format!("date {of}")))
        }
        (HistoryForm::Courses | HistoryForm::Events | HistoryForm::Records, _) => None,
    }
}
