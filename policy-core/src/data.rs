//! Text, lists and links that are `static` in a compiled policy and owned while a policy is being
//! made or changed.

use core::fmt;
use core::ops::Deref;
use std::borrow::Cow;

/// A piece of text.
pub type Text = Cow<'static, str>;

/// A list.
pub type List<T> = Cow<'static, [T]>;

/// One value behind a pointer, so that a tree can hold itself.
pub enum Link<T: 'static> {
    /// In a compiled policy.
    Static(&'static T),
    /// In a policy that is being made.
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
            Link::Owned(value) => value,
        }
    }
}

/// What is linked to, wherever it is kept: a vocabulary that was compiled is the one that was read
/// from the same text.
impl<T: PartialEq> PartialEq for Link<T> {
    fn eq(&self, other: &Link<T>) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Link<T> {}

impl<T: Clone> Clone for Link<T> {
    fn clone(&self) -> Link<T> {
        match self {
            Link::Static(value) => Link::Static(value),
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
