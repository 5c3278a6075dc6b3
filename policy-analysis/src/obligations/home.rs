//! The parts of a policy where predicates stand.

/// In which part of a policy a predicate stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Home {
    /// When the policy speaks about a request.
    Applicability,
    /// Whom a section is for.
    Guard,
    /// The criteria of the section at this position.
    Criteria(usize),
    /// What the conclusion of a section hangs on.
    Conclusion,
    /// An advisory, by position: those of the policy, then those of the version.
    Advisory(usize),
}
