//! Why a value is refused, in the same words wherever it comes from. In: what was found. Out: what
//! is wrong with it, and what to write instead.

use super::{Problem, ProblemKind};
use crate::calendar::DateProblem;
use crate::possible::{QuantityProblem, Scale};
use crate::unit::Unit;
use crate::unseen::is_unseen;
use crate::vocabulary::Concept;
#[cfg(feature = "serde")]
use std::borrow::Cow;

/// How many characters of a key a message quotes: enough to find it.
const QUOTED: usize = 40;

/// How a date is written.
pub(crate) const DATE: &str =
    "write `\"2026-11-21\"`, or `\"2026-11\"` or `\"2026\"` where no more is known";

/// How a full date is written.
pub(crate) const DAY: &str = "write the day, as in `\"2026-11-21\"`";

/// What is wrong with a value, and what to write instead: a [`Problem`] without its path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Refusal {
    kind: ProblemKind,
    problem: String,
    help: String,
}

impl Refusal {
    /// For a value that its fact cannot have, the most common kind.
    pub(crate) fn new(problem: impl Into<String>, help: impl Into<String>) -> Refusal {
        Refusal { kind: ProblemKind::WrongValue, problem: problem.into(), help: help.into() }
    }

    /// The same, with another kind.
    pub(crate) fn of(self, kind: ProblemKind) -> Refusal {
        Refusal { kind, ..self }
    }

    /// The problem, with its path as a JSON pointer.
    pub(crate) fn at(self, path: impl Into<String>) -> Problem {
        let Refusal { kind, problem, help } = self;
        Problem { kind, path: path.into(), problem, help }
    }
}

/// How a message describes an invalid text: by its length, without quoting it. Messages may be
/// logged, and a text in the wrong place may be someone's name.
pub(crate) fn measured(text: &str) -> String {
    match text.chars().count() {
        0 => "an empty string".to_owned(),
        1 => "a string of 1 character".to_owned(),
        length => format!("a string of {length} characters"),
    }
}

/// A key as a message quotes it: truncated if long, and without anything that a terminal would
/// interpret.
pub(crate) fn shown(text: &str) -> String {
    let mut rest = text.chars();
    let mut shown = String::new();
    for character in rest.by_ref().take(QUOTED) {
        if is_unseen(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    if rest.next().is_some() {
        shown.push('…');
    }
    shown
}

/// A key that is no name of ours, as paths have it: cut off if it is long, since it may be a text in
/// the wrong place.
#[cfg(feature = "serde")]
pub(crate) fn cut(key: &str) -> Cow<'_, str> {
    match key.char_indices().nth(QUOTED) {
        None => Cow::Borrowed(key),
        Some((end, _)) => Cow::Owned(format!("{}…", key.get(..end).unwrap_or_default())),
    }
}

/// `a`, `b` or `c`
pub(crate) fn listed<'n>(names: impl Iterator<Item = &'n str>, conjunction: &str) -> String {
    let quoted = names.map(|name| format!("`{name}`")).collect::<Vec<_>>();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} {conjunction} {last}", others.join(", ")),
    }
}

/// What is wrong with a date, without quoting it.
pub(crate) fn in_words(problem: DateProblem, text: &str) -> String {
    match problem {
        DateProblem::NotADate => format!("{}, not a date", measured(text)),
        DateProblem::NoSuchYear => "no such date: years go from 0001 to 9999".to_owned(),
        DateProblem::NoSuchMonth { .. } => "no such date: months go from 01 to 12".to_owned(),
        DateProblem::NoSuchDay { .. } => {
            "no such date: that month does not have this day".to_owned()
        }
    }
}

/// The values of a code.
pub(crate) fn values(values: &[Concept]) -> String {
    format!("the values are {}", listed(values.iter().map(|value| &*value.name), "and"))
}

/// What is wrong with an amount, without quoting it.
pub(crate) fn implausible(problem: &QuantityProblem, scale: &Scale) -> Refusal {
    let found = match problem {
        QuantityProblem::Range { .. } => "a value outside the plausible range",
        QuantityProblem::Unit { .. } => "a unit that the fact does not accept",
        QuantityProblem::UpsideDown { .. } => "a range that is upside down",
    };
    let range =
        scale.limits().map(|_| format!("the plausible range is {}; ", scale.range_in_words()));
    Refusal::new(found, format!("{}check the number and its unit", range.unwrap_or_default()))
        .of(ProblemKind::OutOfRange)
}

/// What is wrong with a limit of normal, without quoting it.
pub(crate) fn implausible_limit(problem: &QuantityProblem, scale: &Scale) -> Refusal {
    match problem {
        QuantityProblem::UpsideDown { .. } => Refusal::new(
            "the lower limit of normal is above the upper one",
            "write the lower limit as `low` and the upper one as `high`",
        )
        .of(ProblemKind::Contradiction),
        QuantityProblem::Range { found } if found.is_zero() => Refusal::new(
            "an upper limit of normal of 0",
            "leave the limit out where the laboratory gives none",
        )
        .of(ProblemKind::OutOfRange),
        QuantityProblem::Range { .. } | QuantityProblem::Unit { .. } => {
            let Refusal { help, .. } = implausible(problem, scale);
            Refusal::new("a limit of normal outside the plausible range", help)
                .of(ProblemKind::OutOfRange)
        }
    }
}

/// The units of a scale.
pub(crate) fn units(scale: &Scale) -> String {
    listed(scale.units().map(Unit::ucum), "or")
}
