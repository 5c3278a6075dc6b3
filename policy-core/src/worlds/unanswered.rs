//! Why a question about all possible worlds has no answer: it takes too many steps, or the program
//! is wrong. Neither is ever replaced by an answer.

use core::fmt;

/// There is no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unanswered {
    /// A limit was reached: the answer would be too large.
    TooLarge,
    /// Something that the program takes for granted is not so.
    Fault(Fault),
}

/// Something that the program takes for granted is not so: a fault of the program, not of a policy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// A decision diagram of other variables.
    Diagram,
    /// A variable of other decision diagrams, or one without values.
    Variable,
    /// A value that its variable does not have.
    Value,
    /// A test that was not collected before it was asked about.
    Test,
    /// A test of a fact that the vocabulary lacks, or of another type than the fact has.
    Fact,
    /// A group of tests, or an answer to it, that was not collected.
    Group,
    /// Dates that were not collected.
    Moment,
    /// A part of the policy that is not where it should be.
    Part,
    /// An answer without a number.
    Answer,
}

impl fmt::Display for Unanswered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unanswered::TooLarge => {
                formatter.write_str("there is no small decision diagram of this")
            }
            Unanswered::Fault(fault) => write!(formatter, "internal error: {fault}"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Fault::Diagram => "a decision diagram of other variables",
            Fault::Variable => "a variable of other decision diagrams",
            Fault::Value => "a value that its variable does not have",
            Fault::Test => "a test that was not collected",
            Fault::Fact => "a test that does not fit its fact",
            Fault::Group => "a group of tests that was not collected",
            Fault::Moment => "dates that were not collected",
            Fault::Part => "a part of the policy that is not where it was",
            Fault::Answer => "an answer without a number",
        })
    }
}

impl Fault {
    /// What to do about it.
    pub const HELP: &str =
        "this is a fault of this program, not of the policy: please report it, with the policy";
}

impl core::error::Error for Unanswered {}
impl core::error::Error for Fault {}

impl From<Fault> for Unanswered {
    fn from(fault: Fault) -> Unanswered {
        Unanswered::Fault(fault)
    }
}
