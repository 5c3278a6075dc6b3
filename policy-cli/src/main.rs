//! The command `policy` over the policies of the crate `policies`.

use policy_cli::PolicyEntry;
use std::process::ExitCode;

fn main() -> ExitCode {
    let policies = policies::POLICIES.iter().map(|bundled| PolicyEntry::new(bundled.program, bundled.cases)).collect::<Vec<_>>();
    policy_cli::main(&policies)
}
