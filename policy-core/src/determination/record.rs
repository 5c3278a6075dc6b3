//! The truths of one evaluation: how they are noted, and how a determination keeps them.

#[cfg(test)]
mod tests;

use crate::Truth;
use crate::policy::Slot;
use core::fmt;

/// How many truths there is room for; `policy!` refuses a version with more criteria.
pub const SLOTS: usize = 512;

const SLOTS_PER_WORD: usize = u64::BITS as usize / 2;

/// The truth of every applicability condition, guard and criterion that was looked at, two bits
/// each, while a version is evaluated.
///
/// It has the room that the version needs ([`words_for`]), so that a small one stays in a register.
#[derive(Clone, Copy)]
pub struct Record<const WORDS: usize> {
    words: [u64; WORDS],
}

impl<const WORDS: usize> Record<WORDS> {
    /// Nothing looked at yet.
    #[inline]
    #[must_use]
    #[expect(
        clippy::new_without_default,
        reason = "the size is always written out, or inferred from a function's parameter"
    )]
    pub const fn new() -> Record<WORDS> {
        Record { words: [0; WORDS] }
    }

    /// Keeps a truth at a slot, once, and hands it on.
    #[inline]
    pub fn keep(&mut self, slot: u16, truth: Truth) -> Truth {
        write(&mut self.words, slot, truth);
        truth
    }
}

/// Writes a truth at a slot that has none.
#[inline]
fn write(words: &mut [u64], slot: u16, truth: Truth) {
    let (word, shift) = place(slot);
    if let Some(word) = words.get_mut(word) {
        // Not `|=`, and what all bits have in common apart: it is then put together for all truths
        // when the policy is compiled.
        let (bits, common) = truth.bits_apart();
        *word ^= u64::from(bits).wrapping_shl(shift) ^ u64::from(common).wrapping_shl(shift);
    }
}

/// How many words a [`Record`] of so many slots has: one of the sizes that [`Truths`] keeps.
#[must_use]
pub fn words_for(slots: usize) -> usize {
    slots.div_ceil(SLOTS_PER_WORD).next_power_of_two()
}

/// The word of a slot, and by how much its two bits are shifted there; shifts wrap around at the
/// size of a word.
const fn place(slot: u16) -> (usize, u32) {
    (slot as usize / SLOTS_PER_WORD, (slot as u32).wrapping_mul(2))
}

/// A [`Record`] of any size. Making one of a small record writes no more than that record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Truths(Words);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    One([u64; 1]),
    Two([u64; 2]),
    Four([u64; 4]),
    Eight([u64; 8]),
    Sixteen([u64; 16]),
}

impl Truths {
    /// Of an evaluation that looked at nothing.
    #[inline]
    pub(crate) const fn none() -> Truths {
        Truths(Words::One([0]))
    }

    /// None yet, with the room of a [`Record`] for so many slots; `None` where no record has it.
    pub(crate) fn with_room(slots: usize) -> Option<Truths> {
        Some(Truths(match words_for(slots) {
            1 => Words::One([0; 1]),
            2 => Words::Two([0; 2]),
            4 => Words::Four([0; 4]),
            8 => Words::Eight([0; 8]),
            16 => Words::Sixteen([0; 16]),
            _ => return None,
        }))
    }

    /// Keeps a truth at a slot, once.
    pub(crate) fn keep(&mut self, slot: Slot, truth: Truth) {
        write(self.words_mut(), slot.0, truth);
    }

    /// The truth at a slot; `None` where it was not looked at.
    pub(super) fn at(&self, slot: Slot) -> Option<Truth> {
        let (word, shift) = place(slot.0);
        Truth::from_bits((self.words().get(word)?.wrapping_shr(shift) & 0b11) as u8)
    }

    const fn words(&self) -> &[u64] {
        match &self.0 {
            Words::One(words) => words,
            Words::Two(words) => words,
            Words::Four(words) => words,
            Words::Eight(words) => words,
            Words::Sixteen(words) => words,
        }
    }

    const fn words_mut(&mut self) -> &mut [u64] {
        match &mut self.0 {
            Words::One(words) => words,
            Words::Two(words) => words,
            Words::Four(words) => words,
            Words::Eight(words) => words,
            Words::Sixteen(words) => words,
        }
    }
}

/// A size of [`Record`] and the variant that holds it.
macro_rules! kept_as {
    ($($size:literal $variant:ident)+) => {
        $(
            impl From<Record<$size>> for Truths {
                #[inline]
                fn from(record: Record<$size>) -> Truths {
                    Truths(Words::$variant(record.words))
                }
            }
        )+
    };
}

kept_as!(1 One 2 Two 4 Four 8 Eight 16 Sixteen);

impl fmt::Debug for Truths {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = (0..).map(Slot).take(SLOTS).filter_map(|slot| Some((slot.0, self.at(slot)?)));
        formatter.debug_map().entries(kept).finish()
    }
}
