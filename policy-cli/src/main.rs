//! The command `policy` over the policies of the crate `policies`.

use policy_cli::PolicyEntry;
use std::process::ExitCode;

fn main() -> ExitCode {
    let policies = policies::POLICIES.iter().map(|bundled| {
        PolicyEntry::new(bundled.program, bundled.cases).with_outline(bundled.outline)
    });
    policy_cli::main(&policies.collect::<Vec<_>>())
}
