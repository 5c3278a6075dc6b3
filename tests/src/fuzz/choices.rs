//! Reads choices off a fuzzer's bytes: the same bytes, the same choices.

/// The bytes that are left; when they run out, every choice is the first.
pub struct Choices<'b>(pub &'b [u8]);

impl<'b> Choices<'b> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn byte(&mut self) -> u8 {
        let (first, rest) =
            self.0.split_first().map_or((0, self.0), |(first, rest)| (*first, rest));
        self.0 = rest;
        first
    }

    /// A number below a limit; small limits take one byte, so that a change of one byte changes one
    /// choice.
    pub fn below(&mut self, limit: usize) -> usize {
        let number = if limit <= 256 {
            usize::from(self.byte())
        } else {
            usize::from(self.byte()) << 8 | usize::from(self.byte())
        };
        number % limit.max(1)
    }

    /// One time in so many, as long as there are bytes.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    pub fn one_of<'t, T: ?Sized>(&mut self, among: &[&'t T]) -> &'t T {
        among[self.below(among.len())]
    }

    pub fn bytes(&mut self, number: usize) -> &'b [u8] {
        let (taken, rest) = self.0.split_at(number.min(self.0.len()));
        self.0 = rest;
        taken
    }
}
