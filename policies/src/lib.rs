//! The clinical vocabulary and the coverage policies written over it, with their cases.
//!
//! Each policy is one file and one line of [`POLICIES`].

pub mod abecma;
pub mod kresladi;
pub mod pad_stem_cells;
pub mod revascor;
pub mod tecartus;
pub mod vocabulary;

use policy_core::case::Program;

/// A policy and the cases that show what it decides.
#[derive(Clone, Copy, Debug)]
pub struct Bundled {
    /// The policy as tools see it.
    pub program: Program,
    /// One case a line: `{"case": {…}, "expect": {…}, "why": "…"}`.
    pub cases: &'static str,
}

/// All policies of this crate.
pub static POLICIES: &[Bundled] = &[
    Bundled { program: revascor::RevascorCase::PROGRAM, cases: include_str!("../cases/revascor.ndjson") },
    Bundled { program: tecartus::TecartusCase::PROGRAM, cases: include_str!("../cases/tecartus.ndjson") },
    Bundled { program: abecma::AbecmaCase::PROGRAM, cases: include_str!("../cases/abecma.ndjson") },
    Bundled { program: kresladi::KresladiCase::PROGRAM, cases: include_str!("../cases/kresladi.ndjson") },
    Bundled { program: pad_stem_cells::PadStemCellsCase::PROGRAM, cases: include_str!("../cases/pad_stem_cells.ndjson") },
];
