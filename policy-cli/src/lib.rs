//! The command `policy`: lists and shows coverage policies and evaluates cases.
//!
//! In: a list of compiled policies, and what was typed. Out: text for people or JSON for programs,
//! and an exit status: 0, 1 where a case was refused or not as expected, or a policy has a mistake,
//! 2 where the command could not do what was asked.
//!
//! The policies come from whoever calls [`main`], so a payer's own crate gets the same command over
//! its own policies:
//!
//! ```no_run
//! use policy_cli::PolicyEntry;
//! use std::process::ExitCode;
//!
//! # mod policies {
//! #     policy_macros::vocabulary! {
//! #         /// Facts.
//! #         pub facts {
//! #             /// Date of birth
//! #             birth_date: date,
//! #             /// Age
//! #             age: age from birth_date,
//! #         }
//! #     }
//! #     policy_macros::policy! {
//! #         /// Adults
//! #         adults<facts> {
//! #             payer "Example Health";
//! #             number "EX.1";
//! #             source "example.pdf";
//! #             section criteria "I" {
//! #                 1: age >= 18;
//! #             } => criteria_met for 12 months;
//! #         }
//! #     }
//! # }
//! fn main() -> ExitCode {
//!     policy_cli::main(&[PolicyEntry::new(policies::AdultsCase::PROGRAM, "")])
//! }
//! ```

mod asked;
mod batch;
mod cases;
mod catalog;
mod check;
mod compare;
mod demo;
mod evaluate;
mod facts;
mod failure;
#[cfg(any(test, feature = "fuzz"))]
#[doc(hidden)]
pub mod fuzz;
mod input;
mod interpretations;
mod letter;
mod list;
mod mutants;
mod nodes;
mod output;
mod particulars;
mod questions;
mod render;
mod schema;
mod show;
mod style;
mod table;
mod tally;
mod testing;
mod text;

pub use catalog::PolicyEntry;

use catalog::Catalog;
use clap::{Parser, Subcommand, ValueEnum};
use failure::{Failure, Status};
use std::io::{self, Write};
use std::process::ExitCode;

/// Compiled coverage policies: what they ask, and how they apply to a case
///
/// No outcome is a decision about care: a request that does not meet the criteria goes to a
/// clinician.
#[derive(Parser, Debug)]
#[command(
    name = "policy",
    version,
    arg_required_else_help = true,
    after_help = "Start with `policy demo`."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// List the policies
    List(list::List),
    /// Show what a policy asks, in words
    Show(show::Show),
    /// Generate test cases for a policy, or report what a file of cases does not cover
    Cases(cases::Cases),
    /// Check vocabularies and policies for mistakes, from their files
    Check(check::Check),
    /// Compare two policies, or two versions of one
    Compare(compare::Compare),
    /// Evaluate cases
    Evaluate(evaluate::Evaluate),
    /// List the facts that a policy uses, and where
    Facts(facts::Facts),
    /// Write letters that ask for what a case does not document
    Letter(letter::Letter),
    /// List what to ask about a case, most decisive first
    Questions(questions::Questions),
    /// List the readings that authors chose where a source is ambiguous
    Interpretations(interpretations::Interpretations),
    /// Find small changes to a policy that a file of cases would miss
    Mutants(mutants::Mutants),
    /// Test whether cases come out as they expect, and update what they expect
    Test(testing::Test),
    /// Print the JSON Schema of a policy's cases
    Schema(schema::Schema),
    /// Evaluate the example cases of all policies
    Demo(demo::Demo),
}

/// For whom the output is.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug, Default)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// Runs the command over a list of policies.
///
/// It reads the arguments of the process, writes to its standard output and standard error, and
/// hands back its exit status.
#[must_use]
pub fn main(policies: &[PolicyEntry]) -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // It goes to the standard output where help was asked for.
            let printed = error.print().and_then(|()| io::stdout().flush());
            return printed
                .map_or_else(|error| Failure::from(error).report(), |()| Status::from_clap(&error))
                .into();
        }
    };
    let result = output::with_output(|output| {
        let catalog = Catalog::new(policies);
        match &arguments.command {
            Command::List(list) => list.run(catalog, output),
            Command::Show(show) => show.run(catalog, output),
            Command::Cases(cases) => cases.run(catalog, output),
            Command::Check(check) => check.run(output),
            Command::Compare(compare) => compare.run(catalog, output),
            Command::Evaluate(evaluate) => evaluate.run(catalog, output),
            Command::Facts(facts) => facts.run(catalog, output),
            Command::Questions(questions) => questions.run(catalog, output),
            Command::Interpretations(interpretations) => interpretations.run(catalog, output),
            Command::Letter(letter) => letter.run(catalog, output),
            Command::Mutants(mutants) => mutants.run(catalog, output),
            Command::Test(test) => test.run(catalog, output),
            Command::Schema(schema) => schema.run(catalog, output),
            Command::Demo(demo) => demo.run(catalog, output),
        }
    });
    result.unwrap_or_else(Failure::report).into()
}
