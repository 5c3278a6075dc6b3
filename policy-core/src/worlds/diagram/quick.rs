//! A hasher for small numbers.

use core::hash::{BuildHasherDefault, Hasher};

/// Hashes small numbers quickly. What is hashed comes from a policy's author, not from cases, so
/// nobody gains by choosing numbers that collide.
#[derive(Clone, Copy, Default, Debug)]
pub(in super::super) struct Quick(u64);

pub(in super::super) type Quickly = BuildHasherDefault<Quick>;

impl Quick {
    const fn add(&mut self, number: u64) {
        // As in Firefox and rustc: an odd number near 2^64 divided by the golden ratio.
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.add(u64::from(*byte));
        }
    }

    fn write_u16(&mut self, number: u16) {
        self.add(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.add(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.add(u64::try_from(number).unwrap_or(u64::MAX));
    }

    fn finish(&self) -> u64 {
        // The table looks at the low bits first, which a multiplication mixes least.
        self.0.rotate_left(26)
    }
}
