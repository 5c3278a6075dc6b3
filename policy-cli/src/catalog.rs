//! The policies that the command knows, and finding one by what was typed.

use crate::failure::Failure;
use policy_core::case::Program;
use policy_core::policy::{Policy, Version};
use policy_core::suggest::did_you_mean;

/// A compiled policy, with example cases.
#[derive(Clone, Copy, Debug)]
pub struct PolicyEntry {
    program: Program,
    cases: &'static str,
}

impl PolicyEntry {
    /// A policy and its example cases for `policy demo`: one line of JSON for each, `{"case": {…}, "expect": {"outcome": "…"}, "why": "…"}`, where `expect` and
    /// `why` may be left out; or no lines at all.
    #[must_use]
    pub const fn new(program: Program, cases: &'static str) -> PolicyEntry {
        PolicyEntry { program, cases }
    }

    /// The policy as tools see it.
    #[must_use]
    pub const fn program(&self) -> &Program {
        &self.program
    }

    /// The policy tree.
    #[must_use]
    pub const fn policy(&self) -> &'static Policy {
        self.program.policy()
    }

    /// The example cases, one on each line.
    #[must_use]
    pub const fn cases(&self) -> &'static str {
        self.cases
    }
}

/// All policies that the command knows.
#[derive(Clone, Copy, Debug)]
pub struct Catalog<'a> {
    entries: &'a [PolicyEntry],
}

impl<'a> Catalog<'a> {
    pub const fn new(entries: &'a [PolicyEntry]) -> Catalog<'a> {
        Catalog { entries }
    }

    pub const fn entries(self) -> &'a [PolicyEntry] {
        self.entries
    }

    /// The policy with this name, or with this number of its payer's.
    pub fn find(self, name: &str) -> Result<&'a PolicyEntry, Failure> {
        let found = self.entries.iter().find(|entry| entry.policy().name == name || entry.policy().number == name);
        found.ok_or_else(|| {
            let names = || self.entries.iter().map(|entry| &*entry.policy().name);
            Failure::Usage {
                error: format!("no policy is named `{}`", name.escape_debug()),
                help: did_you_mean(name, names()),
                note: Some(if self.entries.is_empty() { "no policies are compiled in".to_owned() } else { format!("there are {}", listed(names())) }),
            }
        })
    }
}

/// The version of a policy with this name.
pub fn find_version<'p>(policy: &'p Policy, name: &str) -> Result<&'p Version, Failure> {
    let names = || policy.versions.iter().filter_map(|version| version.name.as_deref());
    policy.versions.iter().find(|version| version.name.as_deref() == Some(name)).ok_or_else(|| Failure::Usage {
        error: format!("`{}` has no version `{}`", policy.name, name.escape_debug()),
        help: did_you_mean(name, names()),
        note: Some(if names().next().is_none() { "it has no versions".to_owned() } else { format!("there are {}", listed(names())) }),
    })
}

fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
