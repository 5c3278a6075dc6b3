//! A policy with its phrases, each made when first needed: what a determination points to.
//!
//! Compiled policies and policies made at run time differ only in the source of their tree, so the
//! determinations of both have one type.

use crate::policy::Policy;
use crate::vocabulary::Vocabulary;
use crate::wording::Phrases;
use core::fmt;
use std::sync::OnceLock;

/// A policy with its phrases.
pub(crate) struct WordedPolicy {
    tree: Tree,
    phrases: OnceLock<Phrases>,
}

/// The source of the tree.
enum Tree {
    /// The line that `policy!` wrote.
    Written { line: &'static str, vocabulary: &'static Vocabulary, tree: OnceLock<Policy> },
    /// A tree made at run time.
    Made(Policy),
}

impl WordedPolicy {
    /// The policy of a line over a vocabulary.
    pub(crate) const fn written(
        line: &'static str,
        vocabulary: &'static Vocabulary,
    ) -> WordedPolicy {
        WordedPolicy {
            tree: Tree::Written { line, vocabulary, tree: OnceLock::new() },
            phrases: OnceLock::new(),
        }
    }

    /// A policy that is already a tree.
    pub(crate) const fn made(tree: Policy) -> WordedPolicy {
        WordedPolicy { tree: Tree::Made(tree), phrases: OnceLock::new() }
    }

    /// The policy.
    #[expect(
        clippy::expect_used,
        reason = "nobody meets it: the line was written by the other half of the code that reads it"
    )]
    pub(crate) fn policy(&self) -> &Policy {
        match &self.tree {
            Tree::Written { line, vocabulary, tree } => tree.get_or_init(|| {
                Policy::from_line(line, vocabulary).expect("a line that `policy!` wrote")
            }),
            Tree::Made(tree) => tree,
        }
    }

    /// The words about its criteria that do not depend on the case.
    pub(crate) fn phrases(&self) -> &Phrases {
        self.phrases.get_or_init(|| Phrases::of(self.policy()))
    }
}

impl PartialEq for WordedPolicy {
    fn eq(&self, other: &WordedPolicy) -> bool {
        core::ptr::eq(self, other) || self.policy() == other.policy()
    }
}

/// Only its name: a determination is easier to read without the whole tree in it.
impl fmt::Debug for WordedPolicy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.policy().name.fmt(formatter)
    }
}
