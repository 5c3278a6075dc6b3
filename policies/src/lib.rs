//! The clinical vocabulary and the coverage policies that use it, with their cases and the outlines of their sources.
//!
//! Each policy has its own module, and an entry in [`POLICIES`].
//!
//! ```
//! use policies::revascor::{RevascorCase, evaluate_revascor};
//! use policies::vocabulary::clinical::{Lvef, LvefMethod, Nyha};
//! use policy_core::possible::QuantityFact;
//! use policy_core::{Case, NaiveDate, Outcome, Unit};
//!
//! let request = NaiveDate::from_ymd_opt(2026, 11, 21).ok_or("no such day")?;
//! let echo = Lvef::exactly(34, Unit::Percent)?.on(request).by(LvefMethod::Echo2d);
//! let case = RevascorCase { nyha: Nyha::II.into(), lvef: echo.into(), ..RevascorCase::new(request, request) };
//! let case = case.checked()?;
//!
//! assert_eq!(evaluate_revascor(&case).outcome(), Outcome::NeedInformation);
//! assert!(case.missing().iter().any(|(_, fact)| fact.name == "requested_product"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! With the feature `serde`, cases are read from JSON and written to it.

pub mod abecma;
pub mod kresladi;
pub mod pad_stem_cells;
pub mod revascor;
pub mod tecartus;
pub mod vocabulary;

use policy_core::case::Program;
#[cfg(feature = "serde")]
use policy_core::json::{ExampleCase, read_example};
use policy_core::{CaseFacts, Problems, Truth};

/// A policy, the cases that show what it decides, and the outline of its source.
#[derive(Clone, Copy, Debug)]
pub struct Bundled {
    /// The policy as tools see it.
    pub program: Program,
    /// One case per line: `{"case": {…}, "expect": {…}, "why": "…"}`.
    pub cases: &'static str,
    /// What the source says, one statement per line, and how the policy treats it; for `policy_analysis::coverage`.
    pub outline: &'static str,
}

impl Bundled {
    /// Whether the policy applies to a request with these facts. If it certainly does not, the
    /// policy need not be evaluated; if that is unknown, the policy's first questions decide it.
    ///
    /// ```
    /// use policies::POLICIES;
    /// use policies::vocabulary::clinical;
    /// use policy_core::{CaseFacts, NaiveDate, Truth};
    ///
    /// let day = NaiveDate::from_ymd_opt(2026, 11, 21).ok_or("no such day")?;
    /// let mut facts = CaseFacts::new(day, day);
    /// facts.set(&clinical::VOCABULARY, "requested_product", "IdecabtageneVicleucel")?;
    /// let mut asked = POLICIES.iter().filter(|policy| policy.applies(&facts) != Ok(Truth::NOT_MET));
    /// assert_eq!(asked.next().map(|policy| &*policy.program.policy().name), Some("abecma"));
    /// assert!(asked.next().is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Facts of another vocabulary, and values that are not valid for their facts.
    pub fn applies(&self, facts: &CaseFacts) -> Result<Truth, Problems> {
        Ok(self.program.case(facts.clone())?.evaluate().applies())
    }

    /// The cases that show what the policy decides, each with what it shows.
    #[cfg(feature = "serde")]
    pub fn examples(&self) -> impl Iterator<Item = Result<ExampleCase, Problems>> + '_ {
        let lines = self.cases.lines().filter(|line| !line.trim().is_empty());
        lines.map(|line| read_example(&self.program, line))
    }
}

/// All policies of this crate.
pub static POLICIES: &[Bundled] = &[
    Bundled {
        program: revascor::RevascorCase::PROGRAM,
        cases: include_str!("../cases/revascor.ndjson"),
        outline: include_str!("../outlines/revascor.tsv"),
    },
    Bundled {
        program: tecartus::TecartusCase::PROGRAM,
        cases: include_str!("../cases/tecartus.ndjson"),
        outline: include_str!("../outlines/tecartus.tsv"),
    },
    Bundled {
        program: abecma::AbecmaCase::PROGRAM,
        cases: include_str!("../cases/abecma.ndjson"),
        outline: include_str!("../outlines/abecma.tsv"),
    },
    Bundled {
        program: kresladi::KresladiCase::PROGRAM,
        cases: include_str!("../cases/kresladi.ndjson"),
        outline: include_str!("../outlines/kresladi.tsv"),
    },
    Bundled {
        program: pad_stem_cells::PadStemCellsCase::PROGRAM,
        cases: include_str!("../cases/pad_stem_cells.ndjson"),
        outline: include_str!("../outlines/pad_stem_cells.tsv"),
    },
];
