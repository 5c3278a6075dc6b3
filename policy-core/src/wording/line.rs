//! One line of evidence, except for what a case documents. In: a fact, and the part of it that a
//! predicate uses.

use super::predicate::{found_day, in_window, method_label, named_day, sum_in_words};
use super::text::{Beginning, age_at, label};
use super::words::inside;
use crate::calendar::CalendarUnit;
use crate::data::{List, Text};
use crate::policy::{
    Day, Entries, Formula, FoundDay, Input, NormTest, Region, Selection, Sum, Window,
};
use crate::possible::{Interval, Scale, Sign};
use crate::vocabulary::{Concept, FactId, FactKind, Vocabulary};

pub(crate) const NOT_DOCUMENTED: &str = "not documented";

/// The usual length of the results or events of a fact, in bytes.
const ROOM_FOR_SEVERAL: usize = 48;

/// A line of evidence, except for what a case documents.
#[derive(PartialEq)]
pub(crate) struct Line {
    pub(crate) fact: FactId,
    /// "New York Heart Association functional class: "
    pub(crate) beginning: String,
    pub(crate) shown: Shown,
    /// The days in histories that it is counted from.
    pub(crate) days: List<FoundDay>,
    /// The whole line, if nothing is documented.
    pub(crate) nothing: String,
    /// The usual length of the line.
    room: usize,
}

/// What is shown for a fact.
#[derive(PartialEq)]
pub(crate) enum Shown {
    /// Its one value.
    Value,
    /// Its candidates.
    Code { values: List<Concept> },
    /// What it comes to, and what it is calculated from.
    Calculated { scale: Scale, formula: Formula, names: List<Text> },
    /// The age on a day.
    Age { at: Day, unit: CalendarUnit },
    /// The results that decide.
    Results { methods: List<Concept>, looked_at: LookedAt },
    /// The events up to the request.
    Entries { asked: Entries },
    /// A day in a history.
    Found { day: FoundDay },
}

/// Which results a predicate considers, and the positions that it asks for.
#[derive(PartialEq)]
pub(crate) struct LookedAt {
    pub(crate) selection: Selection,
    pub(crate) method: Option<u8>,
    pub(crate) window: Window,
    pub(crate) asked: Interval,
    /// What is asked of each result and its own limits, and the sign of its numbers.
    pub(crate) norm: Option<(NormTest, Sign)>,
    /// The methods whose results are shown in other lines.
    pub(crate) elsewhere: Vec<u8>,
}

/// Lets each line of results know which methods the others show.
pub(super) fn tell_methods(lines: &mut [Line]) {
    for position in 0..lines.len() {
        let Some(fact) = lines.get(position).map(|line| line.fact) else { continue };
        let others = lines.iter().enumerate().filter(|(other, _)| *other != position);
        let shown = others.filter_map(|(_, line)| line.method(fact)).collect::<Vec<_>>();
        if let Some(Line { shown: Shown::Results { looked_at, .. }, .. }) = lines.get_mut(position)
        {
            looked_at.elsewhere = shown;
        }
    }
}

impl Shown {
    /// The usual length of what is shown.
    fn room(&self) -> usize {
        match self {
            Shown::Value | Shown::Age { .. } | Shown::Found { .. } => NOT_DOCUMENTED.len(),
            Shown::Code { values } => {
                values.iter().map(|value| value.label().len()).max().unwrap_or_default()
            }
            Shown::Results { .. } | Shown::Entries { .. } | Shown::Calculated { .. } => {
                ROOM_FOR_SEVERAL
            }
        }
    }
}

impl Line {
    /// A fact with one value, or with some candidates for it.
    pub(super) fn of_value(vocabulary: &Vocabulary, fact: FactId) -> Line {
        let shown = match vocabulary.fact(fact).map(|fact| &fact.kind) {
            Some(FactKind::Code { values, .. }) => Shown::Code { values: values.clone() },
            _ => Shown::Value,
        };
        Line::of_one(fact, label(vocabulary, fact), shown)
    }

    /// A calculated number, with the labels of its inputs.
    pub(super) fn of_calculated(
        vocabulary: &Vocabulary,
        days: &List<FoundDay>,
        fact: FactId,
        formula: &Formula,
    ) -> Line {
        let sum = |sum: &Sum, beginning| sum_in_words(vocabulary, days, sum, beginning);
        let name = |input: Input<'_>| match input {
            Input::Sum(added) => Text::Owned(sum(added, Beginning::Small)),
            Input::Term(term) => Text::Owned(inside(label(vocabulary, term.fact())).into_owned()),
            Input::Days(from, to) => Text::Owned(format!(
                "days from {} to {}",
                named_day(vocabulary, &[], from),
                named_day(vocabulary, &[], to)
            )),
        };
        let names = formula.inputs().into_iter().map(name).collect();
        let shown = |scale: &Scale| Shown::Calculated {
            scale: scale.clone(),
            formula: formula.clone(),
            names,
        };
        if let Some(added) = formula.sum().filter(|sum| sum.entries.fact == fact) {
            let shown = added.scale(vocabulary).map_or(Shown::Value, |scale| shown(&scale));
            return Line::of_one(fact, &sum(added, Beginning::Capital), shown);
        }
        let shown = vocabulary.scale_of(fact).map_or(Shown::Value, shown);
        Line::of_one(fact, label(vocabulary, fact), shown)
    }

    pub(super) fn of_age(
        vocabulary: &Vocabulary,
        days: &[FoundDay],
        birth_date: FactId,
        (at, unit): (Day, CalendarUnit),
    ) -> Line {
        let label = age_at(vocabulary, days, birth_date, at);
        Line::of_one(birth_date, &label, Shown::Age { at, unit })
    }

    pub(super) fn of_found_day(vocabulary: &Vocabulary, day: FoundDay) -> Line {
        let label = found_day(vocabulary, &day);
        Line::of_one(day.entries.fact, &label, Shown::Found { day })
    }

    /// The same line, counted from days in histories.
    pub(super) fn counted_from(self, days: List<FoundDay>) -> Line {
        Line { days, ..self }
    }

    pub(super) fn of_results(
        vocabulary: &Vocabulary,
        days: &[FoundDay],
        (fact, method): (FactId, Option<u8>),
        (selection, window): (Selection, Window),
        region: Region,
    ) -> Line {
        let methods = match vocabulary.fact(fact).map(|fact| &fact.kind) {
            Some(FactKind::Measurement { methods, .. }) => methods.clone(),
            _ => List::default(),
        };
        let label = label(vocabulary, fact);
        let by = method
            .map(|method| format!(" by {}", method_label(vocabulary, fact, method)))
            .unwrap_or_default();
        let period = if window.is_ever() {
            String::new()
        } else {
            format!(" {}", in_window(vocabulary, days, window))
        };
        // "CD18 1 %" would read as one number; "ejection fraction 38 %" does not.
        let separator =
            if label.ends_with(char::is_alphabetic) && !label.contains(',') { " " } else { ": " };
        // Two terms may look at the same measurement, so that each line says when.
        let (when, separator) = match region {
            Region::Than(_) if !window.is_ever() => (&*period, ": "),
            Region::Than(_)
            | Region::Yes
            | Region::Values(_)
            | Region::Whole(_)
            | Region::Quantity(_)
            | Region::Norm(_)
            | Region::Day(_) => ("", separator),
        };
        let shown = Shown::Results {
            methods,
            looked_at: LookedAt {
                selection,
                method,
                window,
                asked: asked(vocabulary, fact, region),
                norm: region.norm().map(|test| (test, vocabulary.sign_of(fact))),
                elsewhere: Vec::new(),
            },
        };
        Line::new(
            fact,
            format!("{label}{when}{separator}"),
            shown,
            format!("{label}{by}: {NOT_DOCUMENTED}{period}"),
        )
    }

    pub(super) fn of_entries(vocabulary: &Vocabulary, asked: Entries) -> Line {
        let (fact, label) = (asked.fact, label(vocabulary, asked.fact));
        Line::new(
            fact,
            format!("{label}: "),
            Shown::Entries { asked },
            format!("{label}: none documented; history incomplete"),
        )
    }

    fn of_one(fact: FactId, label: &str, shown: Shown) -> Line {
        Line::new(fact, format!("{label}: "), shown, format!("{label}: {NOT_DOCUMENTED}"))
    }

    fn new(fact: FactId, beginning: String, shown: Shown, nothing: String) -> Line {
        let room = beginning.len().saturating_add(shown.room()).max(nothing.len());
        Line { fact, beginning, shown, days: List::default(), nothing, room }
    }

    /// The results by a method that it shows.
    fn method(&self, of: FactId) -> Option<u8> {
        let Shown::Results { looked_at, .. } = &self.shown else { return None };
        looked_at.method.filter(|_| self.fact == of)
    }

    /// Whether there may be a case in which this line says the same as another: each begins with
    /// the label of its fact.
    pub(super) fn may_say_what(&self, other: &Line) -> bool {
        let [one, other] = [self, other].map(|line| line.beginning.trim_end_matches([' ', ':']));
        one.starts_with(other) || other.starts_with(one)
    }

    pub(super) const fn room(&self) -> usize {
        self.room
    }
}

/// The positions that a comparison asks for.
fn asked(vocabulary: &Vocabulary, fact: FactId, region: Region) -> Interval {
    let scale = vocabulary.fact(fact).and_then(|fact| fact.kind.scale());
    let asked = scale.zip(region.quantity()).and_then(|(scale, test)| test.positions(scale));
    asked.unwrap_or(Interval::ANYTHING)
}
