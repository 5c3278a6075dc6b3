//! A policy and one of its versions.

use core::fmt;
use policy_core::policy::{Policy, Version};

/// One version of a policy; in a comparison, one side of it.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// A policy.
    pub policy: &'a Policy,
    /// One of its versions.
    pub version: &'a Version,
}

impl fmt::Display for Side<'_> {
    /// As on the command line: `abecma@2025-11`, `revascor`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.policy.name)?;
        self.version.name.as_ref().map_or(Ok(()), |version| write!(formatter, "@{version}"))
    }
}
