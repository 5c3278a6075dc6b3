//! Criteria of public coverage policies, each written as a criterion of a policy here.
//!
//! `tests/criteria.tsv` says which lines stand for which criterion, and whether it is written
//! naturally: every number, date and drug of the criterion is in the policy as such, and no fact's
//! name contains a threshold, a window or a verdict. `tests/tests/criteria` checks it, and makes
//! `docs/CRITERIA.md` of it. Nothing else of the sources is repeated, and none of these policies
//! is complete.
//!
//! Where a criterion leaves its numbers to its source ("dose by indication", "adult height by sex"),
//! and for the terms of approvals that no criterion names, the numbers here are of the usual kind and
//! not checked against the source. They show how such a line is written, and nothing else.

#![expect(clippy::doc_markdown, reason = "payers write their names as they do")]

pub mod bariatric;
pub mod botox;
pub mod car_t;
pub mod cgm;
pub mod cgrp;
pub mod cpap;
pub mod growth_hormone;
pub mod lung_screening;
pub mod mammaplasty;
pub mod opioids;
pub mod oxygen;
pub mod pcsk9;
pub mod stimulator;
pub mod tavr;
pub mod teriparatide;
pub mod testosterone;
pub mod wegovy;
pub mod zolgensma;

use policy_core::case::Program;

/// A file of policies, named as in the table.
#[derive(Clone, Copy)]
pub struct Source {
    /// The name of the module.
    pub module: &'static str,
    /// Its text.
    pub text: &'static str,
    /// Its policies, in the order of the text.
    pub programs: &'static [Program],
}

/// All of them.
pub const SOURCES: [Source; 18] = [
    Source {
        module: "bariatric",
        text: include_str!("bariatric.rs"),
        programs: &[
            bariatric::CredenceCase::PROGRAM,
            bariatric::UmpCase::PROGRAM,
            bariatric::IllinoisCase::PROGRAM,
        ],
    },
    Source {
        module: "botox",
        text: include_str!("botox.rs"),
        programs: &[botox::BotoxCase::PROGRAM],
    },
    Source {
        module: "car_t",
        text: include_str!("car_t.rs"),
        programs: &[car_t::CarTCase::PROGRAM],
    },
    Source { module: "cgm", text: include_str!("cgm.rs"), programs: &[cgm::CgmCase::PROGRAM] },
    Source {
        module: "cgrp",
        text: include_str!("cgrp.rs"),
        programs: &[
            cgrp::UnitedCase::PROGRAM,
            cgrp::CenteneCase::PROGRAM,
            cgrp::FederalCase::PROGRAM,
        ],
    },
    Source { module: "cpap", text: include_str!("cpap.rs"), programs: &[cpap::CpapCase::PROGRAM] },
    Source {
        module: "growth_hormone",
        text: include_str!("growth_hormone.rs"),
        programs: &[
            growth_hormone::WesternCase::PROGRAM,
            growth_hormone::MedicaRenewalCase::PROGRAM,
        ],
    },
    Source {
        module: "lung_screening",
        text: include_str!("lung_screening.rs"),
        programs: &[lung_screening::LungScreeningCase::PROGRAM],
    },
    Source {
        module: "mammaplasty",
        text: include_str!("mammaplasty.rs"),
        programs: &[
            mammaplasty::PremeraCase::PROGRAM,
            mammaplasty::BlueKcCase::PROGRAM,
            mammaplasty::CgSurg71Case::PROGRAM,
        ],
    },
    Source {
        module: "opioids",
        text: include_str!("opioids.rs"),
        programs: &[opioids::OpioidsCase::PROGRAM],
    },
    Source {
        module: "oxygen",
        text: include_str!("oxygen.rs"),
        programs: &[oxygen::OxygenCase::PROGRAM],
    },
    Source {
        module: "pcsk9",
        text: include_str!("pcsk9.rs"),
        programs: &[
            pcsk9::HomozygousCase::PROGRAM,
            pcsk9::HeterozygousCase::PROGRAM,
            pcsk9::AntibodiesCase::PROGRAM,
        ],
    },
    Source {
        module: "stimulator",
        text: include_str!("stimulator.rs"),
        programs: &[stimulator::StimulatorCase::PROGRAM],
    },
    Source { module: "tavr", text: include_str!("tavr.rs"), programs: &[tavr::TavrCase::PROGRAM] },
    Source {
        module: "teriparatide",
        text: include_str!("teriparatide.rs"),
        programs: &[teriparatide::TeriparatideCase::PROGRAM],
    },
    Source {
        module: "testosterone",
        text: include_str!("testosterone.rs"),
        programs: &[
            testosterone::QualchoiceCase::PROGRAM,
            testosterone::MedicalMutualCase::PROGRAM,
        ],
    },
    Source {
        module: "wegovy",
        text: include_str!("wegovy.rs"),
        programs: &[wegovy::WegovyCase::PROGRAM],
    },
    Source {
        module: "zolgensma",
        text: include_str!("zolgensma.rs"),
        programs: &[zolgensma::ZolgensmaCase::PROGRAM],
    },
];
