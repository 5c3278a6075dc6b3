//! Three-valued truth, as two bits: can it be met, and is that certain?

#[cfg(test)]
mod tests;

use core::fmt;
use core::ops::{BitAnd, BitOr, Not};

/// What is known about a criterion: [met](Truth::MET), [not met](Truth::NOT_MET) or
/// [unknown](Truth::UNKNOWN).
///
/// The connectives are Kleene's strong ones, the same as CQL's `and`, `or` and `not` with null as
/// unknown: a conjunction with one part that is not met is not met whatever the others are, and a
/// disjunction with one part that is met is met.
///
/// ```
/// use policy_core::Truth;
///
/// assert_eq!(Truth::UNKNOWN & Truth::NOT_MET, Truth::NOT_MET);
/// assert_eq!(Truth::UNKNOWN | Truth::MET, Truth::MET);
/// assert_eq!(!Truth::UNKNOWN, Truth::UNKNOWN);
/// ```
///
/// For a `match`, use [`state`](Truth::state).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Truth(u8);

// With the second bit as "it cannot fail" instead of "it can fail", a conjunction and a disjunction
// are one machine instruction each.
const CAN_BE_MET: u8 = 1;
const CERTAIN: u8 = 2;

/// The three truths as an enum, for an exhaustive `match`.
///
/// ```
/// use policy_core::{Truth, TruthState};
///
/// let mark = |truth: Truth| match truth.state() {
///     TruthState::Met => '✓',
///     TruthState::NotMet => '✗',
///     TruthState::Unknown => '?',
/// };
/// assert_eq!([Truth::MET, Truth::NOT_MET, Truth::UNKNOWN].map(mark), ['✓', '✗', '?']);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TruthState {
    /// [`Truth::MET`]
    Met,
    /// [`Truth::NOT_MET`]
    NotMet,
    /// [`Truth::UNKNOWN`]
    Unknown,
}

impl From<TruthState> for Truth {
    fn from(state: TruthState) -> Truth {
        match state {
            TruthState::Met => Truth::MET,
            TruthState::NotMet => Truth::NOT_MET,
            TruthState::Unknown => Truth::UNKNOWN,
        }
    }
}

impl From<Truth> for TruthState {
    fn from(truth: Truth) -> TruthState {
        truth.state()
    }
}

impl Truth {
    /// All truths.
    pub const ALL: [Truth; 3] = [Truth::MET, Truth::NOT_MET, Truth::UNKNOWN];

    /// The truth as an enum, for a `match`.
    #[inline]
    #[must_use]
    pub const fn state(self) -> TruthState {
        match (self.can_be_met(), self.can_fail()) {
            (true, false) => TruthState::Met,
            (false, _) => TruthState::NotMet,
            (true, true) => TruthState::Unknown,
        }
    }

    /// It holds in every possible world.
    pub const MET: Truth = Truth(CAN_BE_MET | CERTAIN);
    /// It holds in no possible world.
    pub const NOT_MET: Truth = Truth(0);
    /// It holds in some possible worlds and not in others.
    pub const UNKNOWN: Truth = Truth(CAN_BE_MET);

    /// From the two questions that every predicate asks about its possible values.
    ///
    /// A fact always has at least one possible value, so at least one of the two is possible; if a
    /// caller says neither, nothing is known.
    #[inline]
    #[must_use]
    pub const fn from_possibilities(can_be_met: bool, can_fail: bool) -> Truth {
        Truth::of(can_be_met || !can_fail, can_be_met && !can_fail)
    }

    /// This and another one that is only looked at where it matters.
    #[inline]
    #[must_use]
    pub fn and_then(self, other: impl FnOnce() -> Truth) -> Truth {
        if self == Truth::NOT_MET { self } else { self & other() }
    }

    /// From the answers to the two questions, if whatever is certain is also possible.
    #[inline]
    pub(crate) const fn of(can_be_met: bool, certain: bool) -> Truth {
        Truth(can_be_met as u8 | (certain as u8) << 1)
    }

    /// It holds in at least one possible world.
    #[inline]
    #[must_use]
    pub const fn can_be_met(self) -> bool {
        self.0 & CAN_BE_MET != 0
    }

    /// It does not hold in at least one possible world.
    #[inline]
    #[must_use]
    pub const fn can_fail(self) -> bool {
        self.0 & CERTAIN == 0
    }

    /// Neither met nor not met.
    #[inline]
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        self.0 == Truth::UNKNOWN.0
    }

    /// `if condition then … else otherwise`: if the condition is unknown, the truth on which both
    /// branches agree.
    ///
    /// ```
    /// use policy_core::Truth;
    ///
    /// assert_eq!(Truth::choose(Truth::UNKNOWN, Truth::MET, Truth::MET), Truth::MET);
    /// assert_eq!(Truth::choose(Truth::UNKNOWN, Truth::MET, Truth::NOT_MET), Truth::UNKNOWN);
    /// ```
    #[inline]
    #[must_use]
    pub const fn choose(condition: Truth, then: Truth, otherwise: Truth) -> Truth {
        let then = if condition.can_be_met() { then.bits() } else { 0 };
        let otherwise = if condition.can_fail() { otherwise.bits() } else { 0 };
        Truth((then | otherwise) ^ CERTAIN)
    }

    /// At least `needed` of `parts` are met.
    ///
    /// ```
    /// use policy_core::Truth;
    ///
    /// assert_eq!(Truth::at_least(2, &[Truth::MET, Truth::UNKNOWN, Truth::MET]), Truth::MET);
    /// assert_eq!(Truth::at_least(2, &[Truth::NOT_MET, Truth::UNKNOWN, Truth::NOT_MET]), Truth::NOT_MET);
    /// ```
    #[must_use]
    pub fn at_least(needed: u32, parts: &[Truth]) -> Truth {
        let count =
            |question: fn(Truth) -> bool| parts.iter().filter(|part| question(**part)).count();
        let needed = usize::try_from(needed).unwrap_or(usize::MAX);
        Truth::from_possibilities(
            count(Truth::can_be_met) >= needed,
            count(|part| !part.can_fail()) < needed,
        )
    }

    /// The possibilities as bits: 1 if it can fail, 2 if it can be met.
    #[inline]
    #[must_use]
    pub const fn mask(self) -> u64 {
        (self.can_fail() as u64) | (self.can_be_met() as u64) << 1
    }

    /// Two bits for compact storage: 1 if it can be met, 2 if it can fail; at least one is set.
    #[inline]
    pub(crate) const fn bits(self) -> u8 {
        let (own, common) = self.bits_apart();
        own ^ common
    }

    /// [`bits`](Self::bits) in two parts, joined by `^`; the second is the same for all truths.
    #[inline]
    pub(crate) const fn bits_apart(self) -> (u8, u8) {
        (self.0, CERTAIN)
    }

    /// The truth with these two bits; neither bit means that it was not evaluated.
    #[inline]
    pub(crate) const fn from_bits(bits: u8) -> Option<Truth> {
        match bits & (CAN_BE_MET | CERTAIN) {
            0 => None,
            known => Some(Truth(known ^ CERTAIN)),
        }
    }

    /// `met`, `not_met` or `unknown`, as in the JSON of a determination.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self.state() {
            TruthState::Met => "met",
            TruthState::NotMet => "not_met",
            TruthState::Unknown => "unknown",
        }
    }
}

impl From<bool> for Truth {
    #[inline]
    fn from(value: bool) -> Truth {
        if value { Truth::MET } else { Truth::NOT_MET }
    }
}

impl BitAnd for Truth {
    type Output = Truth;

    #[inline]
    fn bitand(self, other: Truth) -> Truth {
        Truth(self.0 & other.0)
    }
}

impl BitOr for Truth {
    type Output = Truth;

    #[inline]
    fn bitor(self, other: Truth) -> Truth {
        Truth(self.0 | other.0)
    }
}

impl Not for Truth {
    type Output = Truth;

    #[inline]
    fn not(self) -> Truth {
        // Not met (0) keeps both bits of met, unknown (1) shifts one of them out, met (3) both.
        let [answer, ..] = u32::from(Truth::MET.0).wrapping_shr(u32::from(self.0)).to_le_bytes();
        Truth(answer)
    }
}

impl fmt::Debug for Truth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl fmt::Display for Truth {
    /// For display: `met`, `not met`, `unknown`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if *self == Truth::NOT_MET { "not met" } else { self.name() })
    }
}
