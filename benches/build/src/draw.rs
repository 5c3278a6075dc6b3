//! Numbers that look random and are the same in every run.

pub struct Draw {
    state: u64,
}

impl Draw {
    pub fn new(seed: u64) -> Draw {
        Draw { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(0x1234_5678_9ABC_DEF1) }
    }

    /// A number below `end`, which is not 0 (xorshift).
    pub fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let drawn = usize::try_from(self.state >> 33).unwrap_or_default();
        drawn.checked_rem(end).unwrap_or_default()
    }

    /// A number from `low` to `high`.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low.saturating_add(self.below(high.saturating_sub(low).saturating_add(1)))
    }

    pub fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.below(words.len())).copied().unwrap_or_default()
    }

    /// Some of the words, at least one and never all of them, in their order.
    pub fn some_of<'a>(&mut self, words: &[&'a str]) -> Vec<&'a str> {
        let first = self.below(words.len());
        let kept = self.between(1, words.len().saturating_sub(1));
        (0..words.len())
            .filter(|place| {
                place
                    .wrapping_sub(first)
                    .wrapping_add(words.len())
                    .checked_rem(words.len())
                    .is_some_and(|distance| distance < kept)
            })
            .filter_map(|place| words.get(place).copied())
            .collect()
    }
}
