//! Facts, coverage policies and determinations: evaluates a case against a policy, and explains the
//! answer.
//!
//! A policy is written in a `policy!` block (crate `policy-macros`), over the facts of a
//! `vocabulary!`, and becomes a case type and a function: `RevascorCase` and `evaluate_revascor`.
//! Or it is read from its text while a program runs (crate `policy-language`), and an [`Evaluator`]
//! evaluates it. Either way, the results have the same types:
//!
//! ```
//! use policy_core::{CaseFacts, Evaluator, NaiveDate, Outcome};
//! # use policy_core::policy::{Body, Conclusion, Criterion, Expression, Policy, Region, Section, Slot, Term, Version};
//! # use policy_core::vocabulary::{Fact, FactId, FactKind, Vocabulary};
//! # fn policy() -> Policy {
//! #     let fact = |name: &'static str, label: &'static str, kind| Fact { name: name.into(), label: label.into(), note: None, asked_of: None, codes: vec![].into(), kind };
//! #     let date = |name| fact(name, name, FactKind::Date);
//! #     let smoker = fact("smoker", "Smoker", FactKind::Flag { attested: false });
//! #     let vocabulary = Vocabulary::of("example", vec![date("request_date"), date("service_date"), smoker]);
//! #     let criterion = Criterion {
//! #         slot: Slot(0),
//! #         citation: "1".into(),
//! #         title: None,
//! #         restated: false,
//! #         remarks: vec![].into(),
//! #         body: Body::Condition(Expression::Not(Term::Flag(FactId(2)).is(Region::Yes).into())),
//! #     };
//! #     let section = Section {
//! #         name: "all".into(),
//! #         citations: vec![].into(),
//! #         guard: None,
//! #         criteria: vec![criterion].into(),
//! #         remarks: vec![].into(),
//! #         conclusion: Conclusion::CaseByCase { reason: None },
//! #         otherwise: vec![].into(),
//! #     };
//! #     let version = Version { name: None, from: None, to: None, looks_from: policy_core::policy::Day::REQUEST, remarks: vec![].into(), sections: vec![section].into(), advisories: vec![].into() };
//! #     Policy {
//! #         name: "example".into(),
//! #         title: "An example".into(),
//! #         payer: "Example Health Plan".into(),
//! #         number: "EX.1".into(),
//! #         source: "example.pdf".into(),
//! #         reviewed: None,
//! #         codes: vec![].into(),
//! #         remarks: vec![].into(),
//! #         vocabulary: std::borrow::Cow::Owned(vocabulary),
//! #         applicability: vec![].into(),
//! #         versions: vec![version].into(),
//! #         advisories: vec![].into(),
//! #         looks_from: policy_core::policy::Day::REQUEST,
//! #         never_approves: true,
//! #         gaps: vec![].into(),
//! #         accepted: vec![].into(),
//! #     }
//! # }
//!
//! // A policy whose only criterion is met by nonsmokers, and that leaves these to a clinician.
//! let evaluator = Evaluator::new(policy())?;
//! let vocabulary = &evaluator.policy().vocabulary;
//!
//! // What is not documented stays unknown: the policy asks instead of guessing.
//! let day = NaiveDate::from_ymd_opt(2026, 11, 21).ok_or("no such day")?;
//! let mut facts = CaseFacts::new(day, day);
//! let assessment = evaluator.assess(&facts)?;
//! assert_eq!(assessment.determination().outcome(), Outcome::NeedInformation);
//! assert_eq!(assessment.questions()[0].text, "Smoker? yes or no");
//!
//! // What is documented is checked, and can decide.
//! facts.set(vocabulary, "smoker", true)?;
//! let facts = facts.checked(vocabulary)?;
//! let assessment = evaluator.assess(&facts)?;
//! assert_eq!(assessment.determination().outcome(), Outcome::CriteriaNotMet);
//! assert_eq!(assessment.explain().reason, "1 excludes: smoker; documented: yes.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A case of a compiled policy has these as methods of [`Case`]: `case.evaluate()`,
//! `case.explain()`, `case.missing()`, `case.questions()`. Data flows in one direction: a case
//! holds [possible values](possible), each criterion turns them into a [`Truth`], the truths become
//! a [`Determination`], and an [`Explanation`] is rendered on request.
//!
//! There is no I/O here, no clock and no floating point: a case contains its dates, and numbers are
//! exact decimals.
//!
//! # Where to look
//!
//! | | |
//! |---|---|
//! | [`case`] | cases: typed, or by the names of facts; what is wrong with one |
//! | [`possible`] | the fields of a case: codes, dates, quantities, results, events |
//! | [`determination`], [`explain`] | answers, and answers in words |
//! | [`policy`], [`vocabulary`] | policies and facts as data |
//! | [`mod@unit`], [`calendar`], [`codes`] | units, dates, code systems |
//! | `json` | cases and answers as JSON, with the feature `serde` |
//!
//! # Features
//!
//! - `serde`: the module `json`, and `Serialize` and `Deserialize` of case types, code enums,
//!   outcomes and whatever else a service sends or receives.
//! - `fixtures`: for the tests of this project only.
//!
//! # Public dependencies
//!
//! Dates are those of `chrono` 0.4, numbers those of `rust_decimal` 1, and JSON uses `serde` 1
//! and `serde_json` 1. A new major version of one of them means a new major version of this crate.

// The compiler leads whoever adds a term, a conclusion or a type of fact to every place that must
// handle it.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]
// Only docs.rs sets this; its compiler can show which feature an item needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod calendar;
pub mod case;
pub mod codes;
#[doc(hidden)]
pub mod compiled;
pub mod data;
pub mod determination;
mod digits;
#[doc(hidden)]
pub mod evaluate;
pub mod evaluator;
pub mod explain;
#[cfg(any(test, feature = "fixtures"))]
#[allow(
    missing_docs,
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    clippy::missing_panics_doc,
    clippy::wildcard_imports,
    reason = "for tests"
)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests may panic"
)]
#[doc(hidden)]
pub mod fixtures;
#[doc(hidden)]
pub mod generated;
#[cfg(feature = "serde")]
pub mod json;
mod named;
pub mod policy;
pub mod possible;
#[doc(hidden)]
pub mod suggest;
mod truth;
pub mod unit;
#[doc(hidden)]
pub mod unseen;
pub mod vocabulary;
mod worded;
#[doc(hidden)]
pub mod wording;
#[doc(hidden)]
pub mod worlds;

pub use chrono;
pub use rust_decimal;

pub use calendar::PartialDate;
pub use case::{Case, CaseFacts, Problems, Program};
pub use chrono::NaiveDate;
pub use determination::Determination;
pub use evaluator::Evaluator;
pub use explain::Explanation;
pub use named::UnknownName;
pub use policy::Outcome;
pub use rust_decimal::Decimal;
pub use truth::{Truth, TruthState};
pub use unit::Unit;
