//! Text, lists and links that are `static` in a compiled policy and owned in a policy that is being
//! built or changed.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::ops::Deref;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Text in a policy or vocabulary, `static` or owned; derefs to `str`.
pub type Text = Cow<'static, str>;

/// A list in a policy or vocabulary, `static` or owned; derefs to a slice.
pub type List<T> = Cow<'static, [T]>;

/// A pointer to one value, so that a tree can contain itself.
pub enum Link<T: 'static> {
    /// In a compiled policy.
    Static(&'static T),
    /// In a compiled policy, read from a line of text when it is first looked at.
    Read(&'static LazyLock<T>),
    /// In a policy that is being built.
    Owned(Box<T>),
}

impl<T> From<T> for Link<T> {
    fn from(value: T) -> Link<T> {
        Link::Owned(Box::new(value))
    }
}

impl<T> Deref for Link<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Link::Static(value) => value,
            Link::Read(value) => value,
            Link::Owned(value) => value,
        }
    }
}

/// Compares the values, wherever they are stored: a compiled vocabulary equals one read from the
/// same text.
impl<T: PartialEq> PartialEq for Link<T> {
    fn eq(&self, other: &Link<T>) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Link<T> {}

impl<T: Hash> Hash for Link<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: Clone> Clone for Link<T> {
    fn clone(&self) -> Link<T> {
        match self {
            Link::Static(value) => Link::Static(value),
            Link::Read(value) => Link::Read(value),
            Link::Owned(value) => Link::Owned(value.clone()),
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Link<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::Link;

    #[test]
    fn links_to_equal_values_are_equal_wherever_these_are() {
        assert_eq!(Link::Static(&"one"), Link::from("one"));
        assert_ne!(Link::Static(&"one"), Link::from("other"));
    }
}
