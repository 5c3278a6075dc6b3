//! What entries of a history come to: is there something to add up, and is it known of which entries?

use super::attributes::form_of;
use super::entries::{attribute_named, check_lasting, entry_day};
use super::parts::{OfEntries, refuse_what_others_have, transpose, window};
use super::scope::Scope;
use super::wording::kind_of;
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Predicate, SumText};
use crate::text::{Name, Place, Placed};
use policy_core::Decimal;
use policy_core::data::Link;
use policy_core::policy::{Entries, Sum, Summed};
use policy_core::possible::EntryDay;
use policy_core::vocabulary::{Fact, FactId, FactKind, HistoryForm};

/// Checks what is added up, and of which entries.
pub fn check_sum(
    sum: &Placed<SumText>,
    predicate: &Predicate,
    (id, fact): (FactId, &Fact),
    OfEntries { filter, .. }: OfEntries,
    scope: &mut Scope<'_>,
) -> Option<Sum> {
    if let Some(mistake) = without_entries(sum, predicate, fact) {
        scope.report(mistake.about(&fact.name));
        return None;
    }
    if refuse_what_others_have(predicate, fact, scope) || refuse_parts(predicate, scope) {
        return None;
    }
    let of = match &sum.value {
        SumText::Total(attribute) => summed(attribute, (id, fact), scope).map(Summed::Attribute),
        SumText::Days => Some(Summed::Days),
    };
    let window = window(predicate, id, scope);
    let lasting = predicate.lasting.as_ref().map(|lasting| check_lasting(lasting, scope));
    let day = if matches!(sum.value, SumText::Days) {
        Some(EntryDay::Any)
    } else {
        entry_day(predicate, fact, scope)
    };
    let filter = transpose(filter)?.map(Link::from);
    let (of, lasting, day, window) = (of?, transpose(lasting)?, day?, window?);
    let entries = Entries { filter, lasting, day, window, ..Entries::of(id) };
    Some(Sum { of, entries })
}

/// The mistake where nothing can be added up.
fn without_entries(
    sum: &Placed<SumText>,
    predicate: &Predicate,
    fact: &Fact,
) -> Option<Diagnostic> {
    let name = &fact.name;
    let place = predicate.subject.place;
    if !matches!(fact.kind, FactKind::History { .. }) {
        let mistake = Diagnostic::at(place, format!("{}, and not a history", kind_of(fact)));
        return Some(
            mistake.help(match &fact.kind {
                FactKind::Measurement { .. } => {
                    "results are not added up; name events or courses whose entries have the amount"
                        .to_owned()
                }
                FactKind::Quantity { .. }
                | FactKind::Count { .. }
                | FactKind::Calculated { .. } => {
                    format!("write `{name}` alone: it is one number already")
                }
                FactKind::Flag { .. }
                | FactKind::Code { .. }
                | FactKind::Date
                | FactKind::Age { .. }
                | FactKind::History { .. } => {
                    "name events, courses or records whose entries have the amount".to_owned()
                }
            }),
        );
    }
    match (form_of(fact), &sum.value) {
        (HistoryForm::Readings, _) => {
            let mistake = Diagnostic::at(
                place,
                "readings are not added up: that there are no others is never documented",
            );
            Some(
                mistake
                    .help(format!("declare `{name}` as `events`, whose history can be complete")),
            )
        }
        (HistoryForm::Events | HistoryForm::Records, SumText::Days) => {
            let mistake =
                Diagnostic::at(place, format!("{}: none of its entries lasts", kind_of(fact)));
            Some(mistake.help(format!(
                "declare `{name}` as `courses`, each with a start and an end, or count the entries with `at least`"
            )))
        }
        (HistoryForm::Courses, _)
        | (HistoryForm::Events | HistoryForm::Records, SumText::Total(_)) => {
            let is_record = form_of(fact) == HistoryForm::Records;
            let window = predicate.window.as_ref().filter(|_| is_record)?;
            let mistake = Diagnostic::at(window.place, "a record has no day");
            Some(
                mistake
                    .help("declare the fact as `events` if each one has a date, or take this out"),
            )
        }
    }
}

/// Parts that say how entries are counted, or which one is meant.
fn refuse_parts(predicate: &Predicate, scope: &mut Scope<'_>) -> bool {
    let is_days = predicate.sum.as_ref().is_some_and(|sum| matches!(sum.value, SumText::Days));
    let method = predicate
        .method
        .as_ref()
        .map(|method| (method.place, "entries have no methods to choose with `by`"));
    let has = predicate
        .has
        .as_ref()
        .map(|has| (has.place, "which entries are added up is said with `where`"));
    let joined = predicate.joined.as_ref().map(|joined| {
        (
            joined.place,
            if is_days {
                "each day counts once, whether courses are joined or not"
            } else {
                "the amounts of courses are added up one by one, and not once they are joined"
            },
        )
    });
    let apart = predicate
        .apart
        .as_ref()
        .map(|apart| (apart.place, "all entries are added up, however far they lie apart"));
    let edge = predicate.edge.as_ref().filter(|_| is_days).map(|edge| {
        (edge.place, "the days in the window are counted, whenever the courses start or end")
    });
    let selector = predicate
        .selector
        .as_ref()
        .map(|selector| (selector.place, "all entries that are meant are added up"));
    let different = predicate
        .different
        .as_ref()
        .map(|name| (name.place, "amounts are added up, and not counted"));
    let found = [selector, different, method, has, joined, apart, edge].into_iter().flatten();
    let mistakes = found.map(|(place, problem): (Place, &str)| {
        let help = if predicate.has.as_ref().is_some_and(|has| has.place == place) {
            "write `where` in the place of `has`"
        } else {
            "take this out"
        };
        Diagnostic::at(place, problem).help(help)
    });
    let mistakes = mistakes.collect::<Vec<_>>();
    let any = !mistakes.is_empty();
    for mistake in mistakes {
        scope.report(mistake);
    }
    any
}

/// The attribute that is added up.
fn summed(name: &Name, (id, fact): (FactId, &Fact), scope: &mut Scope<'_>) -> Option<FactId> {
    let (attribute, of) = attribute_named(name, (id, fact), scope)?;
    let mistake = match &of.kind {
        FactKind::Quantity { scale } if scale.low < Decimal::ZERO => Diagnostic::at(
            name.place,
            format!("`{}` may be below 0, and then a total says nothing about the most", of.name),
        )
        .help(format!("give `{}` a plausible range that begins at 0 or above", of.name)),
        FactKind::Quantity { scale } if scale.unit.size().is_none() => Diagnostic::at(
            name.place,
            format!("numbers in {} are not added up", scale.unit.words()),
        )
        .help("name an attribute in another unit"),
        FactKind::Quantity { .. } | FactKind::Count { .. } => return Some(attribute),
        FactKind::Flag { .. }
        | FactKind::Code { .. }
        | FactKind::Date
        | FactKind::Age { .. }
        | FactKind::Calculated { .. }
        | FactKind::Measurement { .. }
        | FactKind::History { .. } => Diagnostic::at(
            name.place,
            format!("{}, and no number", kind_of(of)),
        )
        .help(
            "name an attribute that is a quantity or a count, or count the entries with `at least`",
        ),
    };
    scope.report(mistake.about(&of.name));
    None
}
