//! A policy and one of its versions.

use core::fmt;
use policy_core::UnknownName;
use policy_core::policy::{Policy, Version};

/// One version of a policy; in a comparison, one side of it.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// A policy.
    pub policy: &'a Policy,
    /// One of its versions.
    pub version: &'a Version,
}

impl<'a> Side<'a> {
    /// A version of a policy by its name; without a name, the only version.
    ///
    /// # Errors
    ///
    /// A name that no version has, and no name if the policy has several versions.
    pub fn named(policy: &'a Policy, version: Option<&str>) -> Result<Side<'a>, UnknownName> {
        let found = match (version, &*policy.versions) {
            (Some(name), _) => policy.version_named(name).map(|(_, version)| version),
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        let version = found.ok_or(UnknownName::of("a version of the policy"))?;
        Ok(Side { policy, version })
    }

    /// The policy and version of a name as [displayed](#impl-Display-for-Side<'_>): `NAME@VERSION`, or
    /// `NAME` for a policy with one version. It borrows from the policies, so `str::parse`, which
    /// has none, cannot make it.
    ///
    /// # Errors
    ///
    /// A name that no policy, or no version of the policy, has.
    pub fn parse(
        name: &str,
        policies: impl IntoIterator<Item = &'a Policy>,
    ) -> Result<Side<'a>, UnknownName> {
        let (name, version) =
            name.split_once('@').map_or((name, None), |(name, version)| (name, Some(version)));
        let policy = policies.into_iter().find(|policy| policy.name == name);
        Side::named(policy.ok_or(UnknownName::of("a policy"))?, version)
    }
}

impl fmt::Display for Side<'_> {
    /// As on the command line: `abecma@2025-11`, `revascor`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.policy.name)?;
        self.version.name.as_ref().map_or(Ok(()), |version| write!(formatter, "@{version}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Side;
    use policy_core::UnknownName;
    use policy_core::fixtures::example::{policy, version};

    #[test]
    fn a_side_is_found_by_the_name_that_it_displays() {
        let single = policy(vec![], vec![]);
        let mut several = single.clone();
        several.name = "several".into();
        let versions = ["2024", "2025"].map(|name| {
            let mut version = version(None, None, vec![]);
            version.name = Some(name.into());
            version
        });
        several.versions = versions.to_vec().into();
        let find = |name: &str| Side::parse(name, [&single, &several]).map(|side| side.to_string());
        for name in [&*single.name, "several@2024", "several@2025"] {
            assert_eq!(find(name).as_deref(), Ok(name));
        }
        assert_eq!(find("other"), Err(UnknownName::of("a policy")));
        for name in ["several", "several@2023", "several@"] {
            assert_eq!(find(name), Err(UnknownName::of("a version of the policy")), "{name}");
        }
    }
}
