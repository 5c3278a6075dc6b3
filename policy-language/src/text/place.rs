//! Where something is in the author's text: from its first token to its last.

/// A run of tokens, as the positions of its first and its last one among the
/// [`Tokens`](super::Tokens) of a block.
///
/// The syntax tree and diagnostics know nothing else of where they come from; whoever made the
/// tokens, out of a macro call or a file, knows where each is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// The position of the first token.
    pub first: usize,
    /// The position of the last token.
    pub last: usize,
}

impl Place {
    /// The place of a single token.
    #[must_use]
    pub fn of(position: usize) -> Place {
        Place { first: position, last: position }
    }

    /// From the start of this place to the end of `other`.
    #[must_use]
    pub fn to(self, other: Place) -> Place {
        Place { first: self.first, last: other.last }
    }

    /// The first token alone.
    #[must_use]
    pub fn start(self) -> Place {
        Place::of(self.first)
    }
}

/// A value and where the author wrote it.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it is.
    pub place: Place,
}

impl<T> Placed<T> {
    /// A value at a place.
    pub fn new(value: T, place: Place) -> Placed<T> {
        Placed { value, place }
    }
}

/// An identifier as the author typed it: a fact, a value, a method, a parameter.
pub type Name = Placed<String>;

/// The text between the quotation marks of a string.
pub type Quoted = Placed<String>;
