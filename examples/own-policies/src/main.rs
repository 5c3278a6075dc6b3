//! A payer's own policies, with the command `policy` over them.
//!
//! ```text
//! cargo run -- demo
//! cargo run -- show glucose_monitor
//! cargo run -- demo --cases | cargo run -- evaluate glucose_monitor - --explain
//! ```
//!
//! - `vocabulary.rs` declares the facts that criteria may ask about.
//! - `glucose_monitor.rs` is a policy over them. Another policy is another file like it and another
//!   line below.
//! - `cases/` holds example cases, one on each line, with the outcome that they are there to show;
//!   `policy demo` prints them as a table.

mod glucose_monitor;
mod vocabulary;

use policy_cli::PolicyEntry;
use std::process::ExitCode;

fn main() -> ExitCode {
    policy_cli::main(&[PolicyEntry::new(
        glucose_monitor::GlucoseMonitorCase::PROGRAM,
        include_str!("../cases/glucose_monitor.ndjson"),
    )])
}
