//! What is wrong with a case, all of it.

use core::fmt;

/// One thing that is wrong with a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where, as a JSON pointer (RFC 6901): `/lvef/0/unit`; empty for the case as a whole.
    pub path: String,
    /// What was found and why it is refused.
    pub problem: String,
    /// What to write instead.
    pub help: String,
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
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problems {
    /// The case's id, if it could be read.
    pub id: Option<String>,
    /// In the order in which they stand in the case.
    pub problems: Vec<Problem>,
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
