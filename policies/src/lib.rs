//! The clinical vocabulary and the coverage policies that use it, with their cases and the outlines of their sources.
//!
//! Each policy is one file and one line in [`POLICIES`].

pub mod abecma;
pub mod kresladi;
pub mod pad_stem_cells;
pub mod revascor;
pub mod tecartus;
pub mod vocabulary;

use policy_core::case::Program;

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
