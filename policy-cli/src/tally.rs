//! Counts the cases with each outcome.

use crate::style::{self, Style};
use policy_core::policy::Outcome;
use std::fmt;
use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts outcomes and refusals, from whatever thread they come.
#[derive(Default)]
pub struct Tally {
    outcomes: [AtomicU64; Outcome::ALL.len()],
    refused: AtomicU64,
}

impl Tally {
    pub fn add(&self, outcome: Outcome) {
        if let Some((count, _)) =
            self.outcomes.iter().zip(Outcome::ALL).find(|(_, counted)| *counted == outcome)
        {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub fn add_refused(&self) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    pub fn cases(&self) -> u64 {
        self.outcomes.iter().chain([&self.refused]).map(number).fold(0, u64::saturating_add)
    }

    /// One line for each outcome that occurred.
    pub fn print(&self, output: &mut dyn Write) -> io::Result<()> {
        let outcomes = Outcome::ALL.into_iter().zip(&self.outcomes);
        let outcomes = outcomes.map(|(outcome, count)| {
            (number(count), outcome.to_string(), Style::of_outcome(outcome))
        });
        let refused = (
            number(&self.refused),
            "refused: the case could not be read".to_owned(),
            style::NOT_MET,
        );
        let cases = self.cases();
        let width = cases.to_string().len();
        for (count, words, style) in outcomes.chain([refused]).filter(|(count, ..)| *count > 0) {
            writeln!(output, "{count:>width$}  {}", style.on(words))?;
        }
        writeln!(output, "{}", style::HEADING.on(counted(cases, "case", "cases")))
    }
}

/// `1 case`, `2 cases`
pub fn counted<N: Copy + fmt::Display + PartialEq + From<u8>>(
    number: N,
    one: &str,
    several: &str,
) -> String {
    let noun = if number == N::from(1) { one } else { several };
    format!("{number} {noun}")
}

fn number(count: &AtomicU64) -> u64 {
    count.load(Ordering::Relaxed)
}
