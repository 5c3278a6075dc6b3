//! Everything that is wrong with a case.

use super::CaseId;
use core::fmt;
use core::slice;
use std::vec::IntoIter;

/// What sort of problem it is, for a program that must choose a response.
///
/// ```
/// use policy_core::case::ProblemKind;
///
/// /// The status of an HTTP response.
/// fn status(kind: ProblemKind) -> u16 {
///     if kind.is_malformed() { 400 } else { 422 }
/// }
/// assert_eq!((status(ProblemKind::NotJson), status(ProblemKind::UnknownName)), (400, 422));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The text is not JSON, so nothing of the case could be read.
    NotJson,
    /// It is larger or more deeply nested than a case can be.
    TooLarge,
    /// The vocabulary does not have this name.
    UnknownName,
    /// Something is given twice.
    GivenTwice,
    /// Something required is missing.
    Missing,
    /// A value of another type, such as a string for a flag.
    WrongType,
    /// A value of the right type that its fact cannot have.
    WrongValue,
    /// A number outside the plausible range of its fact, or in a unit that the fact does not
    /// accept.
    OutOfRange,
    /// It contradicts something else in the case.
    Contradiction,
    /// The facts belong to another vocabulary.
    OtherVocabulary,
}

impl ProblemKind {
    /// The request could not be read at all; with any other kind of problem, it was read but is
    /// invalid.
    #[must_use]
    pub const fn is_malformed(self) -> bool {
        matches!(self, ProblemKind::NotJson | ProblemKind::TooLarge)
    }
}

/// One problem of a case.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Problem {
    /// The sort of problem.
    pub kind: ProblemKind,
    /// Where, as a JSON pointer (RFC 6901): `/lvef/0/unit`; empty for the case as a whole.
    pub path: String,
    /// What was found, and why it is refused.
    pub problem: String,
    /// What to write instead.
    pub help: String,
}

impl Problem {
    /// A problem of the case as a whole.
    ///
    /// ```
    /// use policy_core::case::{Problem, ProblemKind};
    ///
    /// let problem = Problem::new(ProblemKind::TooLarge, "a case of 20 MB", "send at most 16 MB");
    /// assert_eq!(problem.to_string(), "a case of 20 MB; send at most 16 MB");
    /// ```
    #[must_use]
    pub fn new(kind: ProblemKind, problem: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem { kind, path: String::new(), problem: problem.into(), help: help.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(formatter, "{}: ", self.path)?;
        }
        write!(formatter, "{}; {}", self.problem, self.help)
    }
}

/// Everything that is wrong with a case; at least one problem.
/// ```
/// use policy_core::Problems;
///
/// /// One line for each problem: `/lvef/0/unit: "unit" is missing`.
/// fn lines(problems: &Problems) -> Vec<String> {
///     problems.iter().map(|problem| format!("{}: {}", problem.path, problem.problem)).collect()
/// }
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Problems {
    /// The case's id, if it could be read.
    pub id: Option<CaseId>,
    /// The problems, in the order of the case.
    pub problems: Vec<Problem>,
}

impl Problems {
    /// The problems, one after another.
    pub fn iter(&self) -> slice::Iter<'_, Problem> {
        self.problems.iter()
    }

    /// The case could not be read at all: see [`ProblemKind::is_malformed`].
    #[must_use]
    pub fn is_malformed(&self) -> bool {
        self.iter().any(|problem| problem.kind.is_malformed())
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Problems {
        Problems { id: None, problems: vec![problem] }
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = IntoIter<Problem>;

    fn into_iter(self) -> IntoIter<Problem> {
        self.problems.into_iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = slice::Iter<'a, Problem>;

    fn into_iter(self) -> slice::Iter<'a, Problem> {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for problem in &self.problems {
            write!(formatter, "{separator}{problem}")?;
            separator = "\n";
        }
        Ok(())
    }
}

impl core::error::Error for Problem {}

impl core::error::Error for Problems {}
