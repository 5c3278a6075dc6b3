//! What can be wrong with an outline, in words.

use super::columns::{HEADER, LONGEST_STATEMENT, Treatment};
use core::fmt;
use policy_core::suggest::did_you_mean;

/// Something wrong with an outline, and where.
///
/// ```
/// use policy_analysis::coverage::{Mistake, Problem};
/// let mistake = Mistake { line: Some(7), problem: Problem::TooLong { words: 18 } };
/// assert_eq!(mistake.to_string(), "line 7: the statement has 18 words; at most 15 are a paraphrase");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mistake<'a> {
    /// The line, counted from 1; `None` where a line is lacking.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: Problem<'a>,
}

/// What is wrong with an outline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Problem<'a> {
    /// The first line is not [`HEADER`].
    Header {
        /// What is there.
        found: &'a str,
    },
    /// The line has not four columns.
    Columns {
        /// How many it has.
        found: usize,
    },
    /// A column has to say something.
    Empty {
        /// Its name.
        column: &'static str,
    },
    /// The policy has no such version.
    UnknownVersion {
        /// What comes before the place.
        found: &'a str,
    },
    /// There is no such treatment.
    UnknownTreatment {
        /// What is in its column.
        found: &'a str,
    },
    /// The statement is longer than [`LONGEST_STATEMENT`].
    TooLong {
        /// Its length.
        words: usize,
    },
    /// The statement is not computable and does not say why.
    NoReason,
    /// The statement is a criterion, and no criterion of the policy cites its place.
    Uncited {
        /// The place.
        place: &'a str,
        /// The version that lacks the criterion.
        version: Option<&'a str>,
    },
    /// A section or criterion of the policy cites a place that the outline lacks.
    Unlisted {
        /// The place.
        place: &'a str,
        /// The version that cites it.
        version: Option<&'a str>,
    },
}

impl fmt::Display for Mistake<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "line {line}: {}", self.problem),
            None => self.problem.fmt(formatter),
        }
    }
}

impl fmt::Display for Problem<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Problem::Header { found } => {
                write!(formatter, "the columns are `{}`, not `{}`", shown(HEADER), shown(found))
            }
            Problem::Columns { found } => write!(
                formatter,
                "{found} columns; a line has four, separated by tabs: {}",
                shown(HEADER)
            ),
            Problem::Empty { column } => write!(formatter, "the {column} is empty"),
            Problem::UnknownVersion { found } => {
                write!(formatter, "the policy has no version `{found}`")
            }
            Problem::UnknownTreatment { found } => {
                let names = Treatment::ALL.map(Treatment::name);
                write!(formatter, "`{found}` is no treatment; ")?;
                match did_you_mean(found, names) {
                    Some(question) => formatter.write_str(&question),
                    None => write!(formatter, "there are `{}`", names.join("`, `")),
                }
            }
            Problem::TooLong { words } => write!(
                formatter,
                "the statement has {words} words; at most {LONGEST_STATEMENT} are a paraphrase"
            ),
            Problem::NoReason => formatter.write_str("what is not computable needs a reason"),
            Problem::Uncited { place, version } => write!(
                formatter,
                "`{place}` is a criterion that no criterion{} cites",
                InVersion(version)
            ),
            Problem::Unlisted { place, version } => write!(
                formatter,
                "`{place}` is cited{} and stands nowhere in the outline",
                InVersion(version)
            ),
        }
    }
}

fn shown(columns: &str) -> String {
    columns.replace('\t', " | ")
}

struct InVersion<'a>(Option<&'a str>);

impl fmt::Display for InVersion<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |version| write!(formatter, " in version {version}"))
    }
}
