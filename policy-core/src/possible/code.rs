//! Codes and flags: sets of candidates as bits.

use crate::{Truth, UnknownName};
use core::fmt;
use core::marker::PhantomData;

/// The enum of a code fact, a method or an attribute, as `vocabulary!` generates it.
///
/// Each enum also has `FromStr` and `Display`, and `Serialize` and `Deserialize` with the feature
/// `serde`: by the name of the value, as in a case.
///
/// ```
/// # use policy_core::possible::CodeSet;
/// # #[derive(Clone, Copy, PartialEq, Eq, Debug)]
/// # enum Nyha { I, II, III, IV }
/// # impl CodeSet for Nyha {
/// #     const NAMES: &'static [&'static str] = &["I", "II", "III", "IV"];
/// #     const ALL: &'static [Nyha] = &[Nyha::I, Nyha::II, Nyha::III, Nyha::IV];
/// #     fn position(self) -> u8 { self as u8 }
/// # }
/// assert_eq!(Nyha::from_name("III")?, Nyha::III);
/// assert_eq!(Nyha::ALL.iter().map(|class| class.name()).collect::<Vec<_>>(), ["I", "II", "III", "IV"]);
/// assert_eq!(Nyha::from_name("V").unwrap_err().to_string(), "not the name of a value of this fact");
/// # Ok::<(), policy_core::UnknownName>(())
/// ```
pub trait CodeSet: Copy + Eq + fmt::Debug + Send + Sync + 'static {
    /// The values in the order of the vocabulary, as they are written there.
    const NAMES: &'static [&'static str];

    /// The values in the order of the vocabulary.
    const ALL: &'static [Self];

    /// The value with this name.
    ///
    /// # Errors
    ///
    /// A name that no value has.
    fn from_name(name: &str) -> Result<Self, UnknownName> {
        let named = Self::ALL.iter().find(|value| value.name() == name);
        named.copied().ok_or(UnknownName::of("a value of this fact"))
    }

    /// The name of this value, as it is written in the vocabulary and in cases.
    fn name(self) -> &'static str {
        Self::NAMES.get(usize::from(self.position())).copied().unwrap_or_default()
    }

    /// The position of this value in [`NAMES`](Self::NAMES); at most 63.
    fn position(self) -> u8;
}

/// The value set of a fact without methods or attributes: it has no values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoValues {}

impl CodeSet for NoValues {
    const NAMES: &'static [&'static str] = &[];
    const ALL: &'static [NoValues] = &[];

    fn position(self) -> u8 {
        match self {}
    }
}

/// The bit of each of `values`, together.
#[inline]
pub(crate) fn mask_of<E: CodeSet>(values: impl IntoIterator<Item = E>) -> u64 {
    values.into_iter().fold(0, |mask, value| mask | bit(value.position()))
}

/// The bit at a position; none beyond the sixty-fourth.
#[inline]
pub(crate) const fn bit(position: u8) -> u64 {
    match 1_u64.checked_shl(position as u32) {
        Some(bit) => bit,
        None => 0,
    }
}

/// The positions of all bits that are set, one after the other.
#[inline]
pub(crate) fn positions(mut bits: u64) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let position = (bits != 0).then_some(bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        position
    })
}

/// The bits of the first `count` values.
#[inline]
pub(crate) const fn all_bits(count: usize) -> u64 {
    if count >= 64 { u64::MAX } else { (1_u64 << count).wrapping_sub(1) }
}

/// Does a value among `candidates`, of which there is at least one, belong to `values`?
#[inline]
pub(crate) const fn one_of(candidates: u64, values: u64) -> Truth {
    Truth::of(candidates & values != 0, candidates & !values == 0)
}

/// The possible values of a code fact: one where it is documented, several where a chart leaves it
/// open, all where nothing is documented.
///
/// ```
/// # use policy_core::{Truth, possible::{Code, CodeSet}};
/// # #[derive(Clone, Copy, PartialEq, Eq, Debug)]
/// # enum Nyha { I, II, III, IV }
/// # impl CodeSet for Nyha {
/// #     const NAMES: &'static [&'static str] = &["I", "II", "III", "IV"];
/// #     const ALL: &'static [Nyha] = &[Nyha::I, Nyha::II, Nyha::III, Nyha::IV];
/// #     fn position(self) -> u8 { self as u8 }
/// # }
/// let charted_as_ii_to_iii = Code::candidates([Nyha::II, Nyha::III]);
/// assert_eq!(charted_as_ii_to_iii.one_of([Nyha::II, Nyha::III]), Truth::MET);
/// assert_eq!(charted_as_ii_to_iii.one_of([Nyha::III, Nyha::IV]), Truth::UNKNOWN);
/// assert_eq!(Code::<Nyha>::UNKNOWN.one_of([Nyha::IV]), Truth::UNKNOWN);
///
/// assert!(charted_as_ii_to_iii.values().eq([Nyha::II, Nyha::III]));
/// assert_eq!((charted_as_ii_to_iii.known(), Code::from(Nyha::II).known()), (None, Some(Nyha::II)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code<E> {
    candidates: u64,
    values: PhantomData<E>,
}

impl<E: CodeSet> Code<E> {
    /// Not documented.
    pub const UNKNOWN: Code<E> = Code { candidates: all_bits(E::NAMES.len()), values: PhantomData };

    /// One of `values`, not known which; no values are as if nothing were documented.
    #[must_use]
    pub fn candidates(values: impl IntoIterator<Item = E>) -> Code<E> {
        Code::from_mask(mask_of(values))
    }

    /// The values that it may be, in the order of the vocabulary.
    pub fn values(self) -> impl Iterator<Item = E> {
        positions(self.candidates).filter_map(|position| E::ALL.get(position).copied())
    }

    /// The value, where it is documented.
    #[must_use]
    pub fn known(self) -> Option<E> {
        let mut values = self.values();
        values.next().filter(|_| values.next().is_none())
    }

    /// Is it one of `values`?
    #[inline]
    #[must_use]
    pub fn one_of<const N: usize>(self, values: [E; N]) -> Truth {
        one_of(self.candidates, mask_of(values))
    }

    /// Is it none of `values`? The opposite of [`one_of`](Code::one_of).
    #[inline]
    #[must_use]
    pub fn none_of<const N: usize>(self, values: [E; N]) -> Truth {
        one_of(self.candidates, !mask_of(values))
    }

    pub(crate) const fn from_mask(mask: u64) -> Code<E> {
        let known = mask & Code::<E>::UNKNOWN.candidates;
        if known == 0 { Code::UNKNOWN } else { Code { candidates: known, values: PhantomData } }
    }

    /// The candidates as bits, by position in the vocabulary.
    #[inline]
    #[must_use]
    pub const fn mask(self) -> u64 {
        self.candidates
    }
}

impl<E: CodeSet> Default for Code<E> {
    fn default() -> Code<E> {
        Code::UNKNOWN
    }
}

impl<E: CodeSet> From<E> for Code<E> {
    fn from(value: E) -> Code<E> {
        Code::candidates([value])
    }
}

impl<E: CodeSet> From<Option<E>> for Code<E> {
    fn from(value: Option<E>) -> Code<E> {
        Code::candidates(value)
    }
}

impl<E: CodeSet> fmt::Debug for Code<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Code::UNKNOWN {
            return formatter.write_str("unknown");
        }
        let names =
            (0..).zip(E::NAMES).filter(|(position, _)| self.candidates & bit(*position) != 0);
        formatter.write_str(&names.map(|(_, name)| *name).collect::<Vec<_>>().join(" or "))
    }
}

/// The possible values of a flag: yes, no, or either where nothing is documented.
///
/// ```
/// use policy_core::{Truth, possible::Flag};
///
/// assert_eq!(Flag::from(false).truth(), Truth::NOT_MET);
/// assert_eq!(Flag::default().truth(), Truth::UNKNOWN);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Flag(Truth);

impl Flag {
    /// Not documented.
    pub const UNKNOWN: Flag = Flag(Truth::UNKNOWN);

    /// Is it so?
    #[inline]
    #[must_use]
    pub const fn truth(self) -> Truth {
        self.0
    }

    /// The candidates as bits: 1 for no, 2 for yes.
    #[inline]
    #[must_use]
    pub const fn mask(self) -> u64 {
        self.0.mask()
    }
}

impl Default for Flag {
    fn default() -> Flag {
        Flag::UNKNOWN
    }
}

impl From<bool> for Flag {
    fn from(value: bool) -> Flag {
        Flag(Truth::from(value))
    }
}

impl From<Option<bool>> for Flag {
    fn from(value: Option<bool>) -> Flag {
        value.map_or(Flag::UNKNOWN, Flag::from)
    }
}

impl fmt::Debug for Flag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.0 {
            Truth::MET => "true",
            Truth::NOT_MET => "false",
            _ => "unknown",
        })
    }
}
