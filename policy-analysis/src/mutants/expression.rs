//! Small changes of a condition.

use super::{Change, Variant, region};
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::data::Link;
use policy_core::policy::{
    Chosen, Connective, Day, End, Entries, Expression, FoundDay, Joined, Notation, Region,
    Relation, Selection, Sum, Summed, Term, Window,
};
use policy_core::possible::{EntryDay, Extreme, Lasting, Spacing};
use policy_core::vocabulary::{FactKind, HistoryForm, Vocabulary};

/// All small changes of a condition, each with the whole condition around it.
pub(super) fn variants(
    expression: &Expression,
    vocabulary: &Vocabulary,
) -> Vec<Variant<Expression>> {
    let mut found = Vec::new();
    match expression {
        Expression::AtLeast(needed, parts) => {
            let connective = Connective::of(*needed, parts);
            let others = match connective {
                Connective::And => vec![Connective::Or],
                Connective::Or => vec![Connective::And],
                Connective::AtLeast(needed) => [needed.checked_add(1), needed.checked_sub(1)]
                    .into_iter()
                    .flatten()
                    .map(Connective::AtLeast)
                    .collect(),
            };
            found.extend(others.into_iter().map(|other| {
                told(expression, other.join(parts.clone()), Change::Connective, vocabulary)
            }));
            found.extend(of_parts(expression, parts, vocabulary, |parts| {
                connective.join(parts.into())
            }));
        }
        Expression::Not(part) => {
            found.push(told(expression, (**part).clone(), Change::Negation, vocabulary));
            let inner = variants(part, vocabulary).into_iter();
            // The double negation is the part itself, which is there already.
            let inner = inner.filter(|variant| {
                variant.change != Change::Negation
                    || !matches!(**part, Expression::Test { term: Term::Flag(_), .. })
            });
            found.extend(inner.map(|variant| variant.inside(|part| Expression::Not(part.into()))));
        }
        Expression::If { condition, then, otherwise } => {
            let swapped = Expression::If {
                condition: condition.clone(),
                then: otherwise.clone(),
                otherwise: then.clone(),
            };
            found.push(told(expression, swapped, Change::Connective, vocabulary));
            for branch in [then, otherwise] {
                found.push(told(expression, (**branch).clone(), Change::Removal, vocabulary));
            }
            let of = |condition: &Expression, then: &Expression, otherwise: &Expression| {
                Expression::If {
                    condition: condition.clone().into(),
                    then: then.clone().into(),
                    otherwise: otherwise.clone().into(),
                }
            };
            found.extend(
                variants(condition, vocabulary)
                    .into_iter()
                    .map(|variant| variant.inside(|part| of(&part, then, otherwise))),
            );
            found.extend(
                variants(then, vocabulary)
                    .into_iter()
                    .map(|variant| variant.inside(|part| of(condition, &part, otherwise))),
            );
            found.extend(
                variants(otherwise, vocabulary)
                    .into_iter()
                    .map(|variant| variant.inside(|part| of(condition, then, &part))),
            );
        }
        Expression::Test { term, region } => {
            let changed = of_test(term, *region, vocabulary);
            found.extend(
                changed
                    .into_iter()
                    .map(|(changed, change)| told(expression, changed, change, vocabulary)),
            );
        }
    }
    found
}

fn told(
    before: &Expression,
    after: Expression,
    change: Change,
    vocabulary: &Vocabulary,
) -> Variant<Expression> {
    let what = format!(
        "`{}` becomes `{}`",
        Notation::of(vocabulary, before),
        Notation::of(vocabulary, &after)
    );
    Variant::new(after, change, what)
}

fn of_parts(
    whole: &Expression,
    parts: &[Expression],
    vocabulary: &Vocabulary,
    join: impl Fn(Vec<Expression>) -> Expression + Copy,
) -> Vec<Variant<Expression>> {
    let mut found = Vec::new();
    for position in 0..parts.len() {
        let mut rest = parts.to_vec();
        let _ = rest.remove(position);
        let rest = if rest.len() == 1 { rest.swap_remove(0) } else { join(rest) };
        found.push(told(whole, rest, Change::Removal, vocabulary));
    }
    for (position, part) in parts.iter().enumerate() {
        for variant in variants(part, vocabulary) {
            found.push(variant.inside(|changed| {
                let mut parts = parts.to_vec();
                if let Some(part) = parts.get_mut(position) {
                    *part = changed;
                }
                join(parts)
            }));
        }
    }
    found
}

fn of_test(term: &Term, region: Region, vocabulary: &Vocabulary) -> Vec<(Expression, Change)> {
    let regions = term
        .domain(vocabulary)
        .map(|domain| region::others(region, domain))
        .unwrap_or_default()
        .into_iter();
    let regions = regions
        .filter(|(region, _)| term.can_be_asked_for(*region))
        .map(|(region, change)| (term.clone().is(region), change));
    let terms =
        other_terms(term, vocabulary).into_iter().map(|(term, change)| (term.is(region), change));
    let others = region.relation().into_iter().flat_map(|relation| {
        let others = other_terms(&relation.other.term(), vocabulary).into_iter();
        others.filter_map(move |(other, change)| {
            let other = other.comparable()?;
            Some((term.clone().is(Region::Than(Relation { other, ..relation })), change))
        })
    });
    let tests = terms.chain(others).map(|(test, change)| (test.without_unused_days(), change));
    let regions = regions.map(|(test, change)| (test.without_unused_days(), change));
    let terms = tests.filter(
        |(test, _)| matches!(test, Expression::Test { term, region } if term.can_be_asked_for(*region)),
    );
    regions
        .chain(terms)
        .chain([(Expression::Not(term.clone().is(region).into()), Change::Negation)])
        .collect()
}

/// Sums of other entries.
fn other_sums(sum: &Sum, vocabulary: &Vocabulary) -> Vec<(Term, Change)> {
    let counted = Term::Entries(sum.entries.clone());
    let others = other_terms(&counted, vocabulary).into_iter().filter_map(|(term, change)| {
        let entries = term.entries()?.clone();
        // Days count one by one, whichever of them lie in the window.
        let day = if sum.of == Summed::Days { sum.entries.day } else { entries.day };
        let counted = Entries { day, ..entries };
        let is_sum = counted.apart.is_none() && counted.different.is_none();
        let other = Sum { entries: counted, of: sum.of };
        (is_sum && other != *sum).then(|| (other.term(), change))
    });
    others.collect()
}

/// The terms of the same fact that differ in one small thing.
fn other_terms(term: &Term, vocabulary: &Vocabulary) -> Vec<(Term, Change)> {
    // There is no other word for a gap than `since`.
    let is_gap = term.entries().is_some_and(|entries| entries.longest_gap().is_some());
    let can_be_said = |window: &Window| {
        !is_gap || window.to.is_none() && window.from.is_some_and(|from| from == End::at(from.day))
    };
    let windows = other_windows(term).into_iter().filter(|(window, _)| can_be_said(window));
    let windows = windows.map(|(window, change)| (term.clone().over(window), change));
    let kind = vocabulary.fact(term.fact()).map(|fact| &fact.kind);
    match *term {
        Term::Calculated { .. } if let Some(sum) = term.sum() => other_sums(sum, vocabulary),
        Term::Flag(_)
        | Term::Code(_)
        | Term::Count(_)
        | Term::Date(_)
        | Term::Quantity(_)
        | Term::Calculated { .. } => Vec::new(),
        Term::Age { birth_date, at, unit } => {
            let of_service = Term::Age { birth_date, at: Day::SERVICE, unit };
            let in_years = Term::Age { birth_date, at, unit: CalendarUnit::Years };
            [(of_service, Change::Window), (in_years, Change::Unit)]
                .into_iter()
                .filter(|(other, _)| other != term)
                .collect()
        }
        Term::OnFile { fact, number, apart, method, window } => {
            let on_file =
                |number, apart, method| Term::OnFile { fact, number, apart, method, window };
            let by_others = other_methods(method, kind)
                .map(|method| (on_file(number, apart, method), Change::Selection));
            let counted = other_selections(Selection::at_least(number, apart));
            let counted = counted.filter_map(|(selection, change)| match selection {
                Selection::Any => Some((on_file(1, None, method), change)),
                Selection::AtLeast { number, apart } => {
                    Some((on_file(number, apart, method), change))
                }
                Selection::Latest
                | Selection::Every
                | Selection::Highest
                | Selection::Lowest
                | Selection::Earliest => None,
            });
            let counted = counted.filter(|_| number > 1);
            windows.chain(by_others).chain(counted).collect()
        }
        Term::Result { fact, selection, method, window } => {
            let by_others = other_methods(method, kind).map(|method| Term::Result {
                fact,
                selection,
                method,
                window,
            });
            let selected = other_selections(selection).map(|(selection, change)| {
                (Term::Result { fact, selection, method, window }, change)
            });
            windows.chain(by_others.map(|term| (term, Change::Selection))).chain(selected).collect()
        }
        Term::Entries(ref entries) => {
            let filters = other_filters(entries, vocabulary).into_iter();
            let filters = filters.map(|(entries, change)| (Term::Entries(entries), change));
            let apart = other_distances(entries.apart)
                .map(|apart| (Term::Entries(Entries { apart, ..entries.clone() }), Change::Window));
            let lasting = other_lengths(entries.lasting).map(|lasting| {
                (Term::Entries(Entries { lasting, ..entries.clone() }), Change::Window)
            });
            let joined = other_distances(
                entries.joined.as_ref().map(|joined| Spacing::AtLeast(joined.within)),
            );
            let joined = joined.map(|within| {
                let by = entries.joined.as_deref().map(|joined| joined.by.clone());
                let within = within.map(Spacing::duration);
                let joined = by.zip(within).map(|(by, within)| Link::from(Joined { by, within }));
                let change = if joined.is_some() { Change::Window } else { Change::Removal };
                (Term::Entries(Entries { joined, ..entries.clone() }), change)
            });
            // What happens on one day starts on it and ends on it.
            let is_course =
                matches!(kind, Some(FactKind::History { form: HistoryForm::Courses, .. }));
            let days = [EntryDay::First, EntryDay::Any, EntryDay::Last].into_iter();
            let has_window = !entries.window.is_ever();
            let days = days.filter(|day| is_course && has_window && *day != entries.day);
            let days = days
                .map(|day| (Term::Entries(Entries { day, ..entries.clone() }), Change::Selection));
            let chosen = entries.chosen.iter().flat_map(|Chosen { which, has }| {
                let other = match which {
                    Extreme::Latest => Extreme::Earliest,
                    Extreme::Earliest => Extreme::Latest,
                };
                let other = Chosen { which: other, has: has.clone() };
                let changed = variants(has, vocabulary).into_iter();
                let changed = changed.map(|Variant { changed, change, .. }| {
                    (Chosen { which: *which, has: Link::from(changed) }, change)
                });
                changed.chain([(other, Change::Selection)])
            });
            let chosen = chosen.map(|(chosen, change)| {
                let chosen = Some(chosen);
                (Term::Entries(Entries { chosen, ..entries.clone() }), change)
            });
            let different = entries.different.map(|_| {
                let entries = Entries { different: None, ..entries.clone() };
                (Term::Entries(entries), Change::Removal)
            });
            windows
                .chain(filters)
                .chain(chosen)
                .chain(different)
                .chain(joined)
                .chain(lasting)
                .chain(days)
                .chain(apart)
                .collect()
        }
        Term::Anchored { ref days, ref term } => {
            let own = other_terms(term, vocabulary).into_iter();
            let own = own.map(|(term, change)| (term.anchored(days.clone()), change));
            let found = days.iter().enumerate().flat_map(|(position, day)| {
                other_found_days(day, vocabulary).into_iter().map(move |(other, change)| {
                    let mut days = days.to_vec();
                    days.iter_mut().skip(position).take(1).for_each(|day| *day = other.clone());
                    ((**term).clone().anchored(days.into()), change)
                })
            });
            own.chain(found).collect()
        }
    }
}

/// The entries with another condition, or none.
fn other_filters(entries: &Entries, vocabulary: &Vocabulary) -> Vec<(Entries, Change)> {
    let filters = entries.filter.iter().flat_map(|condition| {
        let changed = variants(condition, vocabulary).into_iter();
        let changed =
            changed.map(|Variant { changed, change, .. }| (Some(Link::from(changed)), change));
        changed.chain([(None, Change::Removal)])
    });
    filters.map(|(filter, change)| (Entries { filter, ..entries.clone() }, change)).collect()
}

/// The days in a history that differ in one small thing.
fn other_found_days(day: &FoundDay, vocabulary: &Vocabulary) -> Vec<(FoundDay, Change)> {
    let FoundDay { which, is_end, entries } = day;
    let which = match which {
        Extreme::Latest => Extreme::Earliest,
        Extreme::Earliest => Extreme::Latest,
    };
    let other = FoundDay { which, ..day.clone() };
    let kind = vocabulary.fact(entries.fact).map(|fact| &fact.kind);
    let is_course = matches!(kind, Some(FactKind::History { form: HistoryForm::Courses, .. }));
    let end = is_course.then(|| FoundDay { is_end: !is_end, ..day.clone() });
    let windows = other_windows(&Term::Entries(entries.clone()))
        .into_iter()
        .map(|(window, change)| (entries.clone().within(window), change));
    let lengths = other_lengths(entries.lasting)
        .map(|lasting| (Entries { lasting, ..entries.clone() }, Change::Window));
    let changed = other_filters(entries, vocabulary).into_iter().chain(windows).chain(lengths);
    let changed = changed.map(|(entries, change)| (FoundDay { entries, ..day.clone() }, change));
    [other].into_iter().chain(end).map(|day| (day, Change::Selection)).chain(changed).collect()
}

/// The latest result instead, or any; one result more or less, and another distance.
fn other_selections(selection: Selection) -> impl Iterator<Item = (Selection, Change)> {
    let other = match selection {
        Selection::Latest => vec![(Selection::Any, Change::Selection)],
        Selection::AtLeast { number, apart } => {
            let fewer = Selection::at_least(number.saturating_sub(1), apart);
            let more = Selection::at_least(number.saturating_add(1), apart);
            let distances = other_distances(apart.map(Spacing::AtLeast)).map(|apart| {
                (Selection::at_least(number, apart.map(Spacing::duration)), Change::Window)
            });
            let numbers = [fewer, more].map(|other| (other, Change::Threshold));
            numbers.into_iter().chain(distances).collect()
        }
        Selection::Any
        | Selection::Every
        | Selection::Highest
        | Selection::Lowest
        | Selection::Earliest => vec![(Selection::Latest, Change::Selection)],
    };
    other.into_iter()
}

/// The other methods by which a fact is measured, and any.
fn other_methods(
    method: Option<u8>,
    kind: Option<&FactKind>,
) -> impl Iterator<Item = Option<u8>> + use<> {
    let methods = kind.map_or(0, |kind| kind.methods().len());
    let others = (0_u8..).take(methods).map(Some).chain([None]);
    others.filter(move |other| method.is_some() && *other != method)
}

/// A distance by one longer or shorter, and none.
fn other_distances(apart: Option<Spacing>) -> impl Iterator<Item = Option<Spacing>> {
    let others = apart.into_iter().flat_map(|apart| {
        region::other_durations(apart.duration()).map(move |other| Some(apart.with(other)))
    });
    // Without a distance, a gap is no question.
    let is_counted = apart.filter(|apart| !matches!(apart, Spacing::NoGap(_)));
    others.chain(is_counted.map(|_| None))
}

/// A length by one longer or shorter, the other comparison, and any length.
fn other_lengths(lasting: Option<Lasting>) -> impl Iterator<Item = Option<Lasting>> {
    let others = lasting.into_iter().flat_map(|lasting| {
        let longer = |duration, make: fn(CalendarDuration) -> Lasting| {
            region::other_durations(duration).map(make).collect::<Vec<_>>()
        };
        let (mut others, beside) = match lasting {
            Lasting::AtLeast(duration) => {
                (longer(duration, Lasting::AtLeast), Lasting::MoreThan(duration))
            }
            Lasting::AtMost(duration) => {
                (longer(duration, Lasting::AtMost), Lasting::LessThan(duration))
            }
            Lasting::MoreThan(duration) => {
                (longer(duration, Lasting::MoreThan), Lasting::AtLeast(duration))
            }
            Lasting::LessThan(duration) => {
                (longer(duration, Lasting::LessThan), Lasting::AtMost(duration))
            }
            Lasting::Between(low, high) => (vec![Lasting::AtMost(high)], Lasting::AtLeast(low)),
        };
        others.push(beside);
        others
    });
    others.map(Some).chain(lasting.map(|_| None))
}

/// Windows that differ in one small thing, and all days.
fn other_windows(term: &Term) -> Vec<(Window, Change)> {
    let Some(window) = term.window().filter(|window| !window.is_ever()) else { return Vec::new() };
    let ever = (Window::until(window.until), Change::Window);
    region::other_windows(window).into_iter().chain([ever]).collect()
}
