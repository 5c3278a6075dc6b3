//! Where something stands in the author's text: from its first token to its last.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// A run of the author's tokens, kept as its two ends.
///
/// Two spans instead of one, because on stable Rust spans cannot be joined; an error that is given a `Place` underlines everything between them.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub first: Span,
    pub last: Span,
}

impl Place {
    /// The place of a single token.
    pub fn of(span: Span) -> Place {
        Place { first: span, last: span }
    }

    /// From the start of this place to the end of `other`.
    pub fn to(self, other: Place) -> Place {
        Place { first: self.first, last: other.last }
    }
}

impl ToTokens for Place {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend([self.first, self.last].map(|span| TokenTree::Ident(Ident::new("_", span))));
    }
}

/// A value and where the author wrote it.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    pub value: T,
    pub place: Place,
}

impl<T> Placed<T> {
    pub fn new(value: T, place: Place) -> Placed<T> {
        Placed { value, place }
    }
}

/// An identifier as the author typed it: a fact, a value, a method, a parameter.
pub type Name = Placed<String>;

/// The text between the quotation marks of a string.
pub type Quoted = Placed<String>;
