//! How many cases came to which outcome.

use crate::style::{self, Style};
use policy_core::policy::Outcome;
use std::io::{self, Write};

/// Counts outcomes and refusals.
#[derive(Default)]
pub struct Tally {
    outcomes: [u64; Outcome::ALL.len()],
    refused: u64,
}

impl Tally {
    pub fn add(&mut self, outcome: Outcome) {
        for (count, counted) in self.outcomes.iter_mut().zip(Outcome::ALL) {
            *count = count.saturating_add(u64::from(counted == outcome));
        }
    }

    pub fn add_refused(&mut self) {
        self.refused = self.refused.saturating_add(1);
    }

    pub fn cases(&self) -> u64 {
        self.outcomes.iter().fold(self.refused, |sum, count| sum.saturating_add(*count))
    }

    /// One line for each outcome that occurred.
    pub fn print(&self, output: &mut dyn Write) -> io::Result<()> {
        let outcomes = Outcome::ALL.into_iter().zip(self.outcomes).map(|(outcome, count)| (count, outcome.to_string(), Style::of_outcome(outcome)));
        let refused = (self.refused, "refused: the case could not be read".to_owned(), style::NOT_MET);
        let cases = self.cases();
        let width = cases.to_string().len();
        for (count, words, style) in outcomes.chain([refused]).filter(|(count, ..)| *count > 0) {
            writeln!(output, "{count:>width$}  {}", style.on(words))?;
        }
        writeln!(output, "{}", style::HEADING.on(format!("{cases} {}", if cases == 1 { "case" } else { "cases" })))
    }
}
