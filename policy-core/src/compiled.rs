//! A compiled policy, as contained in generated code.

use crate::policy::Policy;
use crate::vocabulary::Vocabulary;
use crate::worded::WordedPolicy;
use core::fmt;
use core::ops::Deref;

/// A policy as emitted by `policy!`. It is used like the [`Policy`] that it derefs to.
///
/// An evaluation only points to it; its tree is parsed from the line once, when an explanation or a
/// tool needs it.
#[derive(PartialEq)]
pub struct CompiledPolicy(WordedPolicy);

impl CompiledPolicy {
    /// The policy that `policy!` wrote as a line over a vocabulary, and the digest of its text;
    /// nothing else writes lines, and the tests read back the line of every kind of policy.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        line: &'static str,
        vocabulary: &'static Vocabulary,
        digest: &'static str,
    ) -> CompiledPolicy {
        CompiledPolicy(WordedPolicy::written(line, vocabulary, digest))
    }

    /// What its determinations point to.
    #[inline]
    pub(crate) const fn worded(&self) -> &WordedPolicy {
        &self.0
    }
}

impl Deref for CompiledPolicy {
    type Target = Policy;

    fn deref(&self) -> &Policy {
        self.0.policy()
    }
}

impl fmt::Debug for CompiledPolicy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::CompiledPolicy;
    use crate::fixtures::explained::{policy, vocabulary};

    #[test]
    fn a_compiled_policy_is_its_tree() {
        let tree = policy();
        let line = tree.to_line().leak();
        let compiled = CompiledPolicy::new(line, vocabulary(), "0a");
        assert_eq!(*compiled, *tree);
        assert_eq!(compiled, CompiledPolicy::new(line, vocabulary(), "0a"));
    }
}
