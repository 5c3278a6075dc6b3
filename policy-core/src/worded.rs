//! A policy with its phrases, each made when first needed, and its digest: what a determination
//! points to.
//!
//! Compiled policies and policies made at run time differ only in the source of their tree, so the
//! determinations of both have one type.

use crate::data::Text;
use crate::policy::Policy;
use crate::vocabulary::Vocabulary;
use crate::wording::Phrases;
use core::fmt;
use std::sync::OnceLock;

/// A policy with its phrases.
pub(crate) struct WordedPolicy {
    tree: Tree,
    /// Beside the tree and not in it, since it would be wrong in a copy that is changed.
    digest: Option<Text>,
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
    /// The policy of a line over a vocabulary, with its digest.
    pub(crate) const fn written(
        line: &'static str,
        vocabulary: &'static Vocabulary,
        digest: &'static str,
    ) -> WordedPolicy {
        WordedPolicy {
            tree: Tree::Written { line, vocabulary, tree: OnceLock::new() },
            digest: Some(Text::Borrowed(digest)),
            phrases: OnceLock::new(),
        }
    }

    /// A policy that is already a tree.
    pub(crate) const fn made(tree: Policy) -> WordedPolicy {
        WordedPolicy { tree: Tree::Made(tree), digest: None, phrases: OnceLock::new() }
    }

    /// The same with its digest.
    pub(crate) fn with_digest(self, digest: String) -> WordedPolicy {
        WordedPolicy { digest: Some(Text::Owned(digest)), ..self }
    }

    /// The digest of its text, if someone computed it.
    pub(crate) fn digest(&self) -> Option<&str> {
        self.digest.as_deref()
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

/// The digest is not compared: it follows from the tree, and only some know it.
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
