//! What is in the columns of an outline.

use core::fmt;

/// The first line of an outline: its columns, separated by tabs.
pub const HEADER: &str = "place\tstatement\ttreatment\treason";

/// How many words a statement may have: enough to say what a sentence asks, too few to copy it.
pub const LONGEST_STATEMENT: usize = 15;

/// What a policy makes of a statement of its source.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Treatment {
    /// It is a criterion, or part of one.
    Criterion,
    /// It says to which requests the policy, a version or a section speaks.
    Applicability,
    /// It says what follows.
    Outcome,
    /// It adds a sentence to determinations and never changes their outcome.
    Advisory,
    /// Nothing that is documented about a request answers it, or it binds someone else than who
    /// decides the request.
    NotComputable,
}

impl Treatment {
    /// All treatments.
    pub const ALL: [Treatment; 5] = [
        Treatment::Criterion,
        Treatment::Applicability,
        Treatment::Outcome,
        Treatment::Advisory,
        Treatment::NotComputable,
    ];

    /// `criterion`, …, as in outlines.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Treatment::Criterion => "criterion",
            Treatment::Applicability => "applicability",
            Treatment::Outcome => "outcome",
            Treatment::Advisory => "advisory",
            Treatment::NotComputable => "not computable",
        }
    }

    /// The treatment of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Treatment> {
        Treatment::ALL.into_iter().find(|treatment| treatment.name() == name)
    }
}

impl fmt::Display for Treatment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}
