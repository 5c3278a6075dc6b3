//! Changes of a text, word by word, as a fuzzer's bytes say.

use super::seeds::FOREIGN;

/// Reads numbers off the fuzzer's bytes.
pub struct Choices<'b>(pub &'b [u8]);

impl Choices<'_> {
    pub fn below(&mut self, limit: usize) -> usize {
        let mut number = 0_usize;
        for _ in 0..2 {
            if let Some((byte, rest)) = self.0.split_first() {
                number = number << 8 | usize::from(*byte);
                self.0 = rest;
            }
        }
        number % limit.max(1)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Deletes, doubles, swaps and replaces words.
pub fn mutate(words: &mut Vec<String>, choices: &mut Choices<'_>) {
    for _ in 0..=choices.below(4) {
        let (kind, place, other) =
            (choices.below(6), choices.below(words.len()), choices.below(words.len()));
        if words.is_empty() {
            return;
        }
        match kind {
            0 => drop(words.remove(place)),
            1 => words.insert(place, words[place].clone()),
            2 => words.swap(place, other),
            3 => words[place] = words[other].clone(),
            4 => FOREIGN[other % FOREIGN.len()].clone_into(&mut words[place]),
            _ => words.truncate(place),
        }
        if choices.is_empty() {
            return;
        }
    }
}
