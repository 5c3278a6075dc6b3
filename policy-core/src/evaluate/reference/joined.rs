//! Courses that are joined to others of the same kind.

use super::course::EntryDays;
use super::predicate::{Days, Documentation, contains};
use crate::Truth;
use crate::case::EntryChart;
use crate::policy::{Entries, Joined};
use crate::possible::{AttributeValue, Complete, Entry};
use crate::vocabulary::FactKind;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The first and the last day of a course; of one that goes on, the last day of the calendar.
type Span = [NaiveDate; 2];

/// The value of each attribute by which courses are joined.
type Kind = Vec<u8>;

/// A course and what is documented about it.
type Dated<'e> = (EntryDays, &'e Entry);

impl Joined {
    /// Each starts soon enough after the other's last day, or before it.
    fn is_near(&self, one: Span, other: Span) -> bool {
        let starts_near = |start: NaiveDate, end: NaiveDate| start <= self.within.after(end);
        starts_near(one[0], other[1]) && starts_near(other[0], one[1])
    }

    /// Joins two that are near each other, as long as there are any.
    fn join(&self, mut spans: Vec<Span>) -> Vec<Span> {
        'again: loop {
            for one in 0..spans.len() {
                for other in 0..one {
                    if let (Some([start, end]), Some([first, last])) =
                        (spans.get(one).copied(), spans.get(other).copied())
                        && self.is_near([start, end], [first, last])
                    {
                        spans.remove(one);
                        spans.remove(other);
                        spans.push([first.min(start), last.max(end)]);
                        continue 'again;
                    }
                }
            }
            return spans;
        }
    }
}

/// The last first day and the first last day that a course may have had: if no more than that is
/// near another course, it is near it whatever else it may have been.
fn shortest(days: EntryDays) -> Span {
    [days.start.last, if days.end.is_never() { NaiveDate::MAX } else { days.end.first }]
}

/// The first and the last day that a course may have had.
fn longest(days: EntryDays) -> Span {
    [days.start.first, if days.end.can_be_never { NaiveDate::MAX } else { days.end.last }]
}

fn days_of([first, last]: Span) -> EntryDays {
    let end = if last == NaiveDate::MAX { Days::NEVER } else { Days::single(last) };
    EntryDays { start: Days::single(first), end }
}

impl Documentation<'_> {
    /// Each kind that an entry may be of.
    fn kinds(self, joined: &Joined, entry: &Entry) -> BTreeSet<Kind> {
        let chart = EntryChart { entry, chart: self.chart };
        let own = Documentation { chart: &chart, ..self };
        joined.by.iter().fold(BTreeSet::from([Kind::new()]), |kinds, attribute| {
            let longer = |kind: &Kind| {
                let values = own.candidates(*attribute);
                values.map(|value| [kind.as_slice(), &[value]].concat()).collect::<Vec<_>>()
            };
            kinds.iter().flat_map(longer).collect()
        })
    }

    /// The kind of an entry, if it is known, and stands for one thing.
    fn kind_of(self, joined: &Joined, entry: &Entry) -> Option<Kind> {
        let mut kinds = self.kinds(joined, entry).into_iter();
        let kind = kinds.next().filter(|_| kinds.next().is_none())?;
        let is_one = joined.by.iter().zip(&kind).all(|(attribute, value)| {
            !contains(self.kind(*attribute).map_or(0, FactKind::many), *value)
        });
        is_one.then_some(kind)
    }

    /// An entry of this kind is asked for, as far as that is known.
    fn asks_for(self, asked: &Entries, joined: &Joined, entry: &Entry, kind: &Kind) -> Truth {
        let with = |entry: Entry, (attribute, value): (_, &u8)| {
            entry.with(attribute, AttributeValue::Code(1_u64.rotate_left(u32::from(*value))))
        };
        let each = joined.by.iter().copied().zip(kind);
        self.is_asked_for(asked, &each.fold(entry.clone(), with))
    }

    /// Is any of the courses met, joined to others? More of them never make it shorter.
    pub(super) fn any_joined(
        self,
        asked: &Entries,
        joined: &Joined,
        (dated, complete): (&[Dated<'_>], Complete),
        is_met: &dyn Fn(EntryDays) -> Truth,
    ) -> Truth {
        let certain =
            || dated.iter().filter(|(_, entry)| self.is_asked_for(asked, entry) == Truth::MET);
        let alone = certain().any(|(days, _)| is_met(*days) == Truth::MET);
        let known = certain().filter_map(|(_, entry)| self.kind_of(joined, entry));
        let together = known.collect::<BTreeSet<_>>().into_iter().any(|kind| {
            let of_kind =
                certain().filter(|(_, entry)| self.kind_of(joined, entry).as_ref() == Some(&kind));
            let spans = of_kind.map(|(days, _)| shortest(*days)).collect();
            joined.join(spans).into_iter().any(|span| is_met(days_of(span)) == Truth::MET)
        });
        let unknown = Entry::default();
        let further = match complete {
            Complete::Yes => None,
            Complete::No => Some([NaiveDate::MIN, NaiveDate::MAX]),
            Complete::Since(day) => day.pred_opt().map(|last| [NaiveDate::MIN, last]),
        };
        let documented = dated.iter().map(|(days, entry)| (longest(*days), *entry));
        let all = documented.chain(further.map(|span| (span, &unknown))).collect::<Vec<_>>();
        let kinds = all.iter().flat_map(|(_, entry)| self.kinds(joined, entry));
        let possible = kinds.collect::<BTreeSet<_>>().into_iter().any(|kind| {
            let of_kind = all.iter().filter(|(_, entry)| {
                self.kinds(joined, entry).contains(&kind)
                    && self.asks_for(asked, joined, entry, &kind) != Truth::NOT_MET
            });
            let spans = of_kind.map(|(span, _)| *span).collect();
            joined.join(spans).into_iter().any(|span| is_met(days_of(span)) != Truth::NOT_MET)
        });
        Truth::from_possibilities(possible || alone || together, !(alone || together))
    }

    /// The courses of a complete history that are asked for, joined: where it is certain for each
    /// two of them that they are one, or that they are not.
    pub(super) fn joined<'e>(
        self,
        asked: &Entries,
        joined: &Joined,
        dated: &[Dated<'e>],
    ) -> Option<Vec<Dated<'e>>> {
        let possible = dated.iter().copied();
        let mut parts = possible
            .filter(|(_, entry)| self.is_asked_for(asked, entry) != Truth::NOT_MET)
            .map(|course| vec![course])
            .collect::<Vec<_>>();
        let may_be_one = |(days, entry): &Dated<'_>, (others, other): &Dated<'_>| {
            let shares = |attribute| {
                let values = |entry| {
                    let kinds = Joined { by: vec![attribute].into(), within: joined.within };
                    self.kinds(&kinds, entry)
                };
                !values(entry).is_disjoint(&values(other))
            };
            joined.is_near(longest(*days), longest(*others))
                && joined.by.iter().all(|attribute| shares(*attribute))
        };
        // Parts that may be one are put together.
        'again: loop {
            for one in 0..parts.len() {
                for other in 0..one {
                    let (Some(first), Some(second)) = (parts.get(one), parts.get(other)) else {
                        continue;
                    };
                    if first.iter().any(|it| second.iter().any(|other| may_be_one(it, other))) {
                        let more = parts.remove(one);
                        parts.get_mut(other)?.extend(more);
                        continue 'again;
                    }
                }
            }
            break;
        }
        parts.into_iter().map(|part| self.as_one(asked, joined, &part)).collect()
    }

    /// Courses as one, if they certainly are.
    fn as_one<'e>(self, asked: &Entries, joined: &Joined, part: &[Dated<'e>]) -> Option<Dated<'e>> {
        let (first, others) = part.split_first()?;
        if others.is_empty() {
            return Some(*first);
        }
        let is_certain = |(_, entry): &Dated<'_>| {
            self.kind_of(joined, entry).is_some() && self.is_asked_for(asked, entry) == Truth::MET
        };
        let certain = joined.join(part.iter().map(|(days, _)| shortest(*days)).collect());
        let [[latest_start, earliest_end]] = certain[..] else { return None };
        if !part.iter().all(is_certain) {
            return None;
        }
        let spans = part.iter().map(|(days, _)| longest(*days));
        let [start, end] =
            spans.reduce(|one, other| [one[0].min(other[0]), one[1].max(other[1])])?;
        let ongoing = earliest_end == NaiveDate::MAX;
        let end = Days { first: earliest_end, last: end, can_be_never: end == NaiveDate::MAX };
        let days = EntryDays {
            start: Days { first: start, last: latest_start, can_be_never: false },
            end: if ongoing { Days::NEVER } else { end },
        };
        Some((days, first.1))
    }
}
