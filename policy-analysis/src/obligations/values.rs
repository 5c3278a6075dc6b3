//! What to document so that a case shows a variant. In: a predicate, a variant, and what may be
//! documented of the fact otherwise. Out: values to try, the simplest first; whether one of them
//! shows the variant, and decides, is for others to see.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "of the many variants each term shows a few by something special to document"
)]

use super::variant::{Anchor, Variant, attribute, is_built_in, passes, shifted, shown, step};
use chrono::{Datelike, NaiveDate};
use core::cmp::Ordering;
use policy_core::calendar::{CalendarUnit, Duration, PartialDate, latest_birth_date_for_age};
use policy_core::case::{Chart, FactValue};
use policy_core::policy::{AttributeFilter, Day, Expression, Region, Term, Threshold};
use policy_core::possible::{
    Amount, Comparator, Count, Date, DocumentedResult, History, Occurrence, Scale, Written,
};
use policy_core::vocabulary::{FactId, FactKind, Vocabulary};
use rust_decimal::Decimal;

/// What is documented of the facts that hang together with a predicate's.
pub(super) type Facts = Vec<(FactId, FactValue)>;

/// Events: of which kind, with which values of the attribute, since when.
type Counted = (FactId, Option<AttributeFilter>, Option<Duration>);

/// A predicate and a chart with nothing but dates.
pub(super) struct Values<'a> {
    pub(super) predicate: &'a Expression,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) chart: &'a dyn Chart,
    /// The ways in which the facts can turn out: whether the predicate is met, and what is
    /// documented then.
    pub(super) examples: &'a [(bool, Facts)],
}

impl Values<'_> {
    /// The values to try.
    pub(super) fn of(&self, variant: Variant) -> Vec<Facts> {
        let examples = |met: bool| {
            self.examples
                .iter()
                .filter(move |(holds, _)| *holds == met)
                .map(|(_, facts)| facts.clone())
                .collect()
        };
        match variant {
            Variant::Met => return examples(true),
            Variant::NotMet => return examples(false),
            _ => {}
        }
        let Expression::Test { term, region } = *self.predicate else { return Vec::new() };
        match term {
            Term::Flag(_) => vec![Facts::new()],
            Term::Code(fact) => {
                region.values().map_or_else(Vec::new, |values| self.codes(fact, values, variant))
            }
            Term::Count(fact) => match variant {
                Variant::Count(number) => vec![vec![(fact, FactValue::Count(Count::from(number)))]],
                _ => vec![Facts::new()],
            },
            Term::Age { birth_date, at, unit } => self.births(birth_date, at, unit, variant),
            Term::Date(fact) => self.dates(fact, region, variant),
            Term::Quantity(fact) => self
                .amounts(fact, variant)
                .into_iter()
                .map(|amount| vec![(fact, FactValue::Quantity(amount))])
                .chain(Self::nothing(variant))
                .collect(),
            Term::Result { fact, method, within, .. } | Term::OnFile { fact, method, within } => {
                self.results(fact, method, within, variant)
            }
            Term::Events { fact, filter, within } => {
                self.histories((fact, filter, within), region, variant)
            }
        }
    }

    /// Nothing documented, where that is what is to be shown.
    fn nothing(variant: Variant) -> Option<Facts> {
        (variant == Variant::Undocumented).then(Facts::new)
    }

    fn codes(&self, fact: FactId, values: u64, variant: Variant) -> Vec<Facts> {
        let bit = |position: u32| 1_u64.checked_shl(position).unwrap_or(0);
        let code = |mask| vec![(fact, FactValue::Code(mask))];
        match variant {
            Variant::Value(position) => vec![code(bit(u32::from(position)))],
            Variant::Candidates => {
                let count = match self.vocabulary.fact(fact).map(|fact| &fact.kind) {
                    Some(FactKind::Code { values }) => u32::try_from(values.len()).unwrap_or(0),
                    _ => 0,
                };
                let (named, others) =
                    (0..count).partition::<Vec<_>, _>(|position| values & bit(*position) != 0);
                let pairs = named
                    .iter()
                    .flat_map(|one| others.iter().map(move |other| bit(*one) | bit(*other)));
                pairs.map(code).collect()
            }
            _ => vec![Facts::new()],
        }
    }

    fn births(&self, fact: FactId, at: Day, unit: CalendarUnit, variant: Variant) -> Vec<Facts> {
        let document = |fact, day: NaiveDate| (fact, FactValue::Date(Date::from(day)));
        let documentation = shown(self.predicate, self.vocabulary, self.chart).documentation;
        // A day of the case may be any that matters.
        let known = match (documentation.exact(at), at) {
            (Some(day), _) => vec![(day, None)],
            (None, Day::On(_)) => Vec::new(),
            (None, Day::Fact(date)) => {
                let days = self.examples.iter().flat_map(|(_, facts)| facts);
                let days = days.filter_map(|(known, value)| match value {
                    FactValue::Date(day) if *known == date => day.written(),
                    _ => None,
                });
                days.map(PartialDate::first).map(|day| (day, Some(document(date, day)))).collect()
            }
        };
        let mut found = Vec::new();
        for (day, other) in known {
            let birthday = |age| latest_birth_date_for_age(Duration::new(age, unit), day);
            let with_other = |value| [value].into_iter().chain(other.clone()).collect::<Facts>();
            match variant {
                Variant::Eve(age) => {
                    let born = birthday(age).succ_opt().filter(|born| *born <= day);
                    found.extend(born.map(|born| with_other(document(fact, born))));
                }
                Variant::Birthday(age) => found.push(with_other(document(fact, birthday(age)))),
                Variant::PartialDate => {
                    let days = super::variant::variants(self.predicate, self.vocabulary)
                        .into_iter()
                        .filter_map(|variant| match variant {
                            Variant::Eve(age) | Variant::Birthday(age) => Some(birthday(age)),
                            _ => None,
                        });
                    let dates = days.flat_map(partial);
                    found.extend(dates.map(|date| with_other((fact, FactValue::Date(date)))));
                }
                _ => found.push(Facts::new()),
            }
        }
        found
    }

    fn dates(&self, fact: FactId, region: Region, variant: Variant) -> Vec<Facts> {
        let other = region.other_date();
        if is_built_in(fact) && other.is_none() {
            return vec![Facts::new()];
        }
        let document = |fact: FactId, date: Date| {
            (!is_built_in(fact)).then_some((fact, FactValue::Date(date)))
        };
        // Of two dates, the other may be any day that matters.
        let others = match other {
            Some(other) if !is_built_in(other) => {
                let known = self.examples.iter().flat_map(|(_, facts)| facts).filter_map(
                    |(known, value)| match value {
                        FactValue::Date(date) if *known == other => Some(*date),
                        _ => None,
                    },
                );
                known.map(Some).collect()
            }
            _ => vec![None],
        };
        let mut found = Vec::new();
        for known in others {
            let base = other.zip(known).and_then(|(other, date)| document(other, date));
            let day_of = |anchor| match (anchor, known.and_then(Date::written)) {
                (Anchor::Fact(_), Some(PartialDate::Day(day))) => Some(day),
                _ => shown(self.predicate, self.vocabulary, self.chart).day_of(anchor),
            };
            let dates = match variant {
                Variant::Day(anchor, shift) => day_of(anchor)
                    .and_then(|day| shifted(day, shift))
                    .map(|day| Date::from(PartialDate::Day(day)))
                    .into_iter()
                    .collect(),
                Variant::PartialDate => {
                    let anchors = super::variant::variants(self.predicate, self.vocabulary)
                        .into_iter()
                        .filter_map(|variant| match variant {
                            Variant::Day(anchor, _) => day_of(anchor),
                            _ => None,
                        });
                    anchors.flat_map(partial).collect()
                }
                _ => {
                    found.push(base.iter().cloned().collect());
                    Vec::new()
                }
            };
            for date in dates {
                if is_built_in(fact) {
                    // The built-in date stays, so the other one moves the other way.
                    found.extend(self.moved(other, variant));
                } else {
                    found.push(document(fact, date).into_iter().chain(base.clone()).collect());
                }
            }
        }
        found
    }

    /// The other date, so that a built-in one lies so many days from it.
    fn moved(&self, other: Option<FactId>, variant: Variant) -> Option<Facts> {
        let (Some(other), Variant::Day(_, shift), Expression::Test { term: Term::Date(fact), .. }) =
            (other, variant, self.predicate)
        else {
            return None;
        };
        let day = if *fact == FactId::REQUEST_DATE {
            self.chart.request_date()
        } else {
            self.chart.service_date()
        };
        let day = shifted(day, shift.checked_neg()?)?;
        Some(vec![(other, FactValue::Date(Date::from(PartialDate::Day(day))))])
    }

    /// The amounts by which a quantity or a result shows the variant.
    fn amounts(&self, fact: FactId, variant: Variant) -> Vec<Amount> {
        let Some(scale) = self.vocabulary.fact(fact).and_then(|fact| fact.kind.scale()) else {
            return Vec::new();
        };
        let (threshold, written) = match variant {
            Variant::Number(threshold, side) => {
                let value = match side {
                    Ordering::Less => threshold.value.checked_sub(step(threshold)),
                    Ordering::Equal => Some(threshold.value),
                    Ordering::Greater => threshold.value.checked_add(step(threshold)),
                };
                (threshold, value.map(Written::Exactly).into_iter().collect())
            }
            Variant::Range(threshold) => (threshold, ranges(threshold, scale)),
            Variant::Comparator(threshold) => {
                let numbers = beside(threshold);
                let signs = [
                    Comparator::Less,
                    Comparator::LessOrEqual,
                    Comparator::Greater,
                    Comparator::GreaterOrEqual,
                ];
                (
                    threshold,
                    numbers
                        .into_iter()
                        .flat_map(|number| signs.map(|sign| Written::Compared(sign, number)))
                        .collect::<Vec<_>>(),
                )
            }
            _ => return Vec::new(),
        };
        written
            .into_iter()
            .filter_map(|written| Amount::new(scale, written, threshold.unit).ok())
            .collect()
    }

    fn results(
        &self,
        fact: FactId,
        method: Option<u8>,
        within: Option<Duration>,
        variant: Variant,
    ) -> Vec<Facts> {
        let request = self.chart.request_date();
        let start = within.map(|within| within.before(request));
        let of_examples = || {
            self.examples.iter().flat_map(|(_, facts)| facts).filter_map(|(_, value)| {
                if let FactValue::Measurement(results) = value { Some(results) } else { None }
            })
        };
        // What other predicates look at stays.
        let companions = of_examples().map(|results| {
            results
                .iter()
                .filter(|result| method.is_some() && result.method != method)
                .copied()
                .collect::<Vec<_>>()
        });
        let mut companions = [Vec::new()].into_iter().chain(companions).collect::<Vec<_>>();
        companions.dedup();
        let methods = match (method, self.vocabulary.fact(fact).map(|fact| &fact.kind)) {
            (Some(method), _) => vec![Some(method)],
            (None, Some(FactKind::Measurement { methods, .. })) => {
                [None].into_iter().chain((0..64).take(methods.len()).map(Some)).collect()
            }
            (None, _) => vec![None],
        };
        let own = match variant {
            Variant::Undocumented => Vec::new(),
            Variant::OtherMethod => {
                let others = (0..64).filter(|other| Some(*other) != method);
                let count = match self.vocabulary.fact(fact).map(|fact| &fact.kind) {
                    Some(FactKind::Measurement { methods, .. }) => methods.len(),
                    _ => 0,
                };
                let others =
                    others.take_while(|other| usize::from(*other) < count).collect::<Vec<_>>();
                let amounts = of_examples()
                    .flatten()
                    .map(|result| (result.amount, result.date))
                    .collect::<Vec<_>>();
                amounts
                    .into_iter()
                    .flat_map(|(amount, date)| {
                        others.iter().map(move |other| DocumentedResult {
                            amount,
                            date,
                            method: Some(*other),
                        })
                    })
                    .collect()
            }
            Variant::Day(anchor, shift) => {
                let day = shown(self.predicate, self.vocabulary, self.chart)
                    .day_of(anchor)
                    .and_then(|day| shifted(day, shift));
                let amounts =
                    of_examples().flatten().map(|result| result.amount).collect::<Vec<_>>();
                let dates =
                    day.filter(|day| *day <= request).map(|day| Date::from(PartialDate::Day(day)));
                with_each(&amounts, dates.as_slice(), &methods)
            }
            Variant::PartialDate => {
                let amounts =
                    of_examples().flatten().map(|result| result.amount).collect::<Vec<_>>();
                with_each(
                    &amounts,
                    &start.into_iter().flat_map(partial).collect::<Vec<_>>(),
                    &methods,
                )
            }
            _ => {
                let days = [Some(request), start]
                    .into_iter()
                    .flatten()
                    .map(|day| Date::from(PartialDate::Day(day)))
                    .collect::<Vec<_>>();
                with_each(&self.amounts(fact, variant), &days, &methods)
            }
        };
        if variant == Variant::Undocumented {
            let document = |results: Vec<DocumentedResult>| {
                if results.is_empty() {
                    Facts::new()
                } else {
                    vec![(fact, FactValue::Measurement(results))]
                }
            };
            return companions.into_iter().map(document).collect();
        }
        let with = |companions: &Vec<DocumentedResult>, own: &DocumentedResult| {
            vec![(fact, FactValue::Measurement(companions.iter().copied().chain([*own]).collect()))]
        };
        companions
            .iter()
            .flat_map(|companions| own.iter().map(move |own| with(companions, own)))
            .collect()
    }

    fn histories(
        &self,
        (fact, filter, within): Counted,
        region: Region,
        variant: Variant,
    ) -> Vec<Facts> {
        // As many as the test names; with one less, one more decides.
        let Some(at_least) = region.whole().and_then(|test| test.bounds().next()) else {
            return Vec::new();
        };
        let request = self.chart.request_date();
        let start = within.map(|within| within.before(request));
        let all = attribute(fact, self.vocabulary);
        let values = match all {
            Some(count) => {
                (0..64).take(count).map(Some).filter(|value| passes(filter, *value)).collect()
            }
            None => vec![None],
        };
        let history = |complete: bool, occurrences: Vec<Occurrence>| {
            vec![(fact, FactValue::Events(History { complete, occurrences }))]
        };
        // What other predicates look at stays.
        let companions = self.examples.iter().flat_map(|(_, facts)| facts).filter_map(
            |(_, value)| match value {
                FactValue::Events(history) if filter.is_some() => Some(
                    history
                        .occurrences
                        .iter()
                        .filter(|event| !passes(filter, event.attribute))
                        .copied()
                        .collect::<Vec<_>>(),
                ),
                _ => None,
            },
        );
        let mut companions = [Vec::new()].into_iter().chain(companions).collect::<Vec<_>>();
        companions.dedup();
        let day = Date::from(PartialDate::Day(start.unwrap_or(request)));
        let many = |number: u32, date: Date, attribute: Option<u8>| {
            (0..number).map(move |_| Occurrence { date, attribute })
        };
        let last = |date: Date, attribute: Option<u8>| {
            many(at_least.saturating_sub(1), day, values.first().copied().flatten())
                .chain([Occurrence { date, attribute }])
                .collect::<Vec<_>>()
        };
        let (complete, own): (bool, Vec<Vec<Occurrence>>) = match variant {
            Variant::Events(number) => {
                (true, values.iter().map(|value| many(number, day, *value).collect()).collect())
            }
            Variant::Incomplete => {
                let earlier = values
                    .iter()
                    .map(|value| many(at_least.saturating_sub(1), day, *value).collect::<Vec<_>>());
                // One that is too old or counts for nothing shows that the history was asked for.
                let idle = start.and_then(|start| start.pred_opt()).map(|day| {
                    (Date::from(PartialDate::Day(day)), values.first().copied().flatten())
                });
                let others = (0..64)
                    .take(all.unwrap_or(0))
                    .map(Some)
                    .filter(|value| !passes(filter, *value))
                    .map(|value| (day, value));
                let idle = idle
                    .into_iter()
                    .chain(others)
                    .map(|(date, attribute)| vec![Occurrence { date, attribute }]);
                (false, earlier.chain(idle).collect())
            }
            Variant::Day(anchor, shift) => {
                let day = shown(self.predicate, self.vocabulary, self.chart)
                    .day_of(anchor)
                    .and_then(|day| shifted(day, shift))
                    .filter(|day| *day <= request);
                let date = day.map(|day| Date::from(PartialDate::Day(day)));
                (
                    true,
                    date.into_iter()
                        .flat_map(|date| values.iter().map(move |value| (date, *value)))
                        .map(|(date, value)| last(date, value))
                        .collect(),
                )
            }
            Variant::PartialDate => {
                let dates = start.into_iter().flat_map(partial).collect::<Vec<_>>();
                (
                    true,
                    dates
                        .into_iter()
                        .flat_map(|date| values.iter().map(move |value| (date, *value)))
                        .map(|(date, value)| last(date, value))
                        .collect(),
                )
            }
            Variant::Attribute(value) => (true, vec![last(day, Some(value))]),
            Variant::AttributeUnknown => (true, vec![last(day, None)]),
            _ => return vec![Facts::new()],
        };
        companions
            .iter()
            .flat_map(|companions| {
                own.iter().map(move |own| {
                    history(complete, companions.iter().chain(own).copied().collect())
                })
            })
            .collect()
    }
}

fn with_each(amounts: &[Amount], dates: &[Date], methods: &[Option<u8>]) -> Vec<DocumentedResult> {
    let pairs = dates.iter().flat_map(|date| amounts.iter().map(move |amount| (*amount, *date)));
    pairs
        .flat_map(|(amount, date)| {
            methods.iter().map(move |method| DocumentedResult { amount, date, method: *method })
        })
        .collect()
}

/// Some day of the month, and of the year.
fn partial(day: NaiveDate) -> [Date; 2] {
    [
        Date::from(PartialDate::Month { year: day.year(), month: day.month() }),
        Date::from(PartialDate::Year(day.year())),
    ]
}

/// The number of a threshold, and those a whole step of its last decimal place away.
fn beside(threshold: Threshold) -> Vec<Decimal> {
    let width = Decimal::new(1, threshold.value.normalize().scale());
    [Some(threshold.value), threshold.value.checked_add(width), threshold.value.checked_sub(width)]
        .into_iter()
        .flatten()
        .collect()
}

fn ranges(threshold: Threshold, scale: &Scale) -> Vec<Written> {
    let plausible = |value: &Decimal| scale.plausible(*value, threshold.unit).is_some();
    let numbers = beside(threshold).into_iter().filter(plausible).collect::<Vec<_>>();
    let mut found = Vec::new();
    for low in &numbers {
        found.extend(
            numbers
                .iter()
                .filter(|high| low < high)
                .map(|high| (high.saturating_sub(*low), Written::Between(*low, *high))),
        );
    }
    // The widest first: it has the threshold inside.
    found.sort_by(|(one, _), (other, _)| other.cmp(one));
    found.into_iter().map(|(_, written)| written).collect()
}
