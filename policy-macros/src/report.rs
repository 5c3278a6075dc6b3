//! Errors as an author reads them: what is wrong, what to write, and circumstances; all of a block at once.
//!
//! A mistake with one place is a `compile_error!`. One with two places is a panic in a constant, which is the only way on stable Rust to have two places
//! underlined in one error: the panic stands at the first place, the call that leads to it at the second. It reads "evaluation panicked: …", and the note
//! "inside `first_here`" leads to the first place; the names of the generated functions are chosen for that note. An editor evaluates no constants, so there
//! it is a `compile_error!` as well.

use crate::syntax::place::Place;
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::quote;
use std::fmt::Write as _;

/// One mistake, at one place or two.
///
/// The text follows three rules: the message says what is wrong in the author's words, `help` says what to write, `note` gives circumstances. Lower
/// case, no full stop, no names of Rust types.
#[derive(Debug)]
#[must_use = "an error teaches nobody until it is given to `Errors`"]
pub struct Mistake {
    place: Place,
    text: String,
    other: Option<(Place, &'static str)>,
}

impl Mistake {
    pub fn at(place: Place, message: impl Into<String>) -> Mistake {
        Mistake { place, text: message.into(), other: None }
    }

    /// The same mistake, reported elsewhere; where it stood is shown as well, under the name `there`.
    pub fn moved_to(self, place: Place, there: &'static str) -> Mistake {
        Mistake { other: self.other.or(Some((self.place, there))), place, ..self }
    }

    /// A second place that the mistake concerns, such as the first of two equal labels. `what` is shown there, as in "inside `first_here`".
    pub fn with(self, place: Place, what: &'static str) -> Mistake {
        Mistake { other: Some((place, what)), ..self }
    }

    pub fn help(mut self, help: impl AsRef<str>) -> Mistake {
        let _ = write!(self.text, "\nhelp: {}", help.as_ref());
        self
    }

    pub fn note(mut self, note: impl AsRef<str>) -> Mistake {
        let _ = write!(self.text, "\nnote: {}", note.as_ref());
        self
    }

    /// With a `help` only where there is something to say.
    pub fn maybe_help(self, help: Option<String>) -> Mistake {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }

    fn into_tokens(self) -> TokenStream {
        let plain = syn::Error::new_spanned(self.place, &self.text).to_compile_error();
        let Some((other, what)) = self.other else { return plain };
        let text = Literal::string(&self.text);
        let name = |span| Ident::new(what, span);
        let (declared, empty) = (name(Span::call_site()), TokenStream::new());
        // A macro call or a function call is underlined from its first token to its last: these carry the author's places.
        let panic = path(&["core", "panic"], other.first);
        let told = parentheses(quote!("{}", #text), other.last);
        let called = name(self.place.first);
        let nothing = parentheses(empty, self.place.last);
        quote! {
            #[allow(unexpected_cfgs)]
            const _: () = {
                #[cfg(rust_analyzer)]
                #plain
                #[cfg(not(rust_analyzer))]
                const fn #declared() { #panic ! #told }
                #[cfg(not(rust_analyzer))]
                #called #nothing
            };
        }
    }
}

/// `::core::panic`, every token at the same place.
fn path(parts: &[&str], span: Span) -> TokenStream {
    let mut tokens = TokenStream::new();
    for part in parts {
        for spacing in [Spacing::Joint, Spacing::Alone] {
            let mut colon = Punct::new(':', spacing);
            colon.set_span(span);
            tokens.extend([TokenTree::Punct(colon)]);
        }
        tokens.extend([TokenTree::Ident(Ident::new(part, span))]);
    }
    tokens
}

fn parentheses(content: TokenStream, span: Span) -> TokenTree {
    let mut group = Group::new(Delimiter::Parenthesis, content);
    group.set_span(span);
    TokenTree::Group(group)
}

/// All mistakes of one block.
#[derive(Debug, Default)]
pub struct Errors {
    mistakes: Vec<Mistake>,
}

impl Errors {
    pub fn push(&mut self, mistake: Mistake) {
        self.mistakes.push(mistake);
    }

    pub fn is_empty(&self) -> bool {
        self.mistakes.is_empty()
    }

    /// How many there are so far.
    pub fn count(&self) -> usize {
        self.mistakes.len()
    }

    /// The texts alone, in the order in which they were found.
    #[cfg(test)]
    pub fn texts(&self) -> Vec<&str> {
        self.mistakes.iter().map(|mistake| mistake.text.as_str()).collect()
    }

    /// One error for each mistake, at the author's tokens.
    pub fn into_tokens(self) -> TokenStream {
        self.mistakes.into_iter().map(Mistake::into_tokens).collect()
    }
}
