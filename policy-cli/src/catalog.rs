//! The policies that the command knows, and finding one by what was typed.

use crate::failure::Failure;
use policy_core::case::Program;
use policy_core::policy::{Policy, Version};
use policy_core::suggest::did_you_mean;

/// A compiled policy, with example cases and, where there is one, the outline of its source.
#[derive(Clone, Copy, Debug)]
pub struct PolicyEntry {
    program: Program,
    cases: &'static str,
    outline: Option<&'static str>,
}

impl PolicyEntry {
    /// A policy and its example cases for `policy demo`: one line of JSON for each,
    /// `{"case": {…}, "expect": {"outcome": "…"}, "why": "…"}`, where `expect` and `why` may be
    /// left out; or no lines at all.
    #[must_use]
    pub const fn new(program: Program, cases: &'static str) -> PolicyEntry {
        PolicyEntry { program, cases, outline: None }
    }

    /// The same policy with the outline of its source for `policy show --coverage`: what the source
    /// says, statement by statement, in the form that [`policy_analysis::coverage`] reads.
    #[must_use]
    pub const fn with_outline(self, outline: &'static str) -> PolicyEntry {
        PolicyEntry { outline: Some(outline), ..self }
    }

    /// The policy as tools see it.
    #[must_use]
    pub const fn program(&self) -> &Program {
        &self.program
    }

    /// The policy tree.
    #[must_use]
    pub fn policy(&self) -> &'static Policy {
        self.program.policy()
    }

    /// The example cases, one on each line.
    #[must_use]
    pub const fn cases(&self) -> &'static str {
        self.cases
    }

    /// The outline of the source.
    #[must_use]
    pub const fn outline(&self) -> Option<&'static str> {
        self.outline
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
        let found = self
            .entries
            .iter()
            .find(|entry| entry.policy().name == name || entry.policy().number == name);
        found.ok_or_else(|| {
            let names = || self.entries.iter().map(|entry| &*entry.policy().name);
            Failure::Usage {
                error: format!("no policy is named `{}`", name.escape_debug()),
                help: did_you_mean(name, names()),
                note: Some(if self.entries.is_empty() {
                    "no policies are compiled in".to_owned()
                } else {
                    format!("there are {}", listed(names()))
                }),
            }
        })
    }

    /// The policy of `NAME` or `NAME@VERSION`, and the version where one is named.
    pub fn find_with_version(
        self,
        name: &str,
    ) -> Result<(&'a PolicyEntry, Option<&'static Version>), Failure> {
        let (name, version) =
            name.split_once('@').map_or((name, None), |(name, version)| (name, Some(version)));
        let entry = self.find(name)?;
        Ok((entry, version.map(|version| find_version(entry.policy(), version)).transpose()?))
    }
}

/// The version of a policy with this name.
fn find_version<'p>(policy: &'p Policy, name: &str) -> Result<&'p Version, Failure> {
    let names = || policy.versions.iter().filter_map(|version| version.name.as_deref());
    policy.versions.iter().find(|version| version.name.as_deref() == Some(name)).ok_or_else(|| {
        Failure::Usage {
            error: format!("`{}` has no version `{}`", policy.name, name.escape_debug()),
            help: did_you_mean(name, names()),
            note: Some(if names().next().is_none() {
                "it has no versions".to_owned()
            } else {
                format!("there are {}", listed(names()))
            }),
        }
    })
}

fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
