//! A compiled policy: what generated code holds of it; and its tree and its phrases, each made when somebody first asks for it.

use crate::policy::Policy;
use crate::vocabulary::Vocabulary;
use crate::wording::Phrases;
use core::fmt;
use core::ops::Deref;
use std::sync::OnceLock;

/// A policy as `policy!` emits it. It is used like the [`Policy`] that it stands for.
///
/// An evaluation only points to it; the tree behind it is read from its line, once, when an explanation or a tool looks at it.
pub struct CompiledPolicy {
    line: &'static str,
    vocabulary: Option<&'static Vocabulary>,
    tree: OnceLock<Policy>,
    phrases: OnceLock<Phrases>,
}

impl CompiledPolicy {
    /// The policy that `policy!` wrote as a line over a vocabulary; nothing else makes lines, and the tests read back the line of every kind of policy.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(line: &'static str, vocabulary: &'static Vocabulary) -> CompiledPolicy {
        CompiledPolicy { line, vocabulary: Some(vocabulary), tree: OnceLock::new(), phrases: OnceLock::new() }
    }

    /// What is said of its criteria whatever the case.
    pub(crate) fn phrases(&self) -> &Phrases {
        self.phrases.get_or_init(|| Phrases::of(self))
    }
}

/// For policies that are made by programs.
impl From<Policy> for CompiledPolicy {
    fn from(tree: Policy) -> CompiledPolicy {
        CompiledPolicy { line: "", vocabulary: None, tree: OnceLock::from(tree), phrases: OnceLock::new() }
    }
}

impl Deref for CompiledPolicy {
    type Target = Policy;

    #[expect(clippy::expect_used, reason = "nobody meets it: the line was written by the other half of the code that reads it")]
    fn deref(&self) -> &Policy {
        self.tree
            .get_or_init(|| self.vocabulary.and_then(|vocabulary| Policy::from_line(self.line, vocabulary)).expect("a line that `policy!` wrote"))
    }
}

impl PartialEq for CompiledPolicy {
    fn eq(&self, other: &CompiledPolicy) -> bool {
        core::ptr::eq(self, other) || **self == **other
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
    use crate::policy::Policy;

    #[test]
    fn a_compiled_policy_is_its_tree() {
        let tree = Policy::clone(policy());
        let line = tree.to_line().leak();
        let compiled = CompiledPolicy::new(line, vocabulary());
        assert_eq!(compiled.versions, tree.versions);
        assert_eq!(compiled, CompiledPolicy::from(tree));
    }
}
