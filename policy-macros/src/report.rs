//! Errors as an author reads them: what is wrong, what to write, and circumstances; all of a block at once.

use crate::syntax::place::Place;
use proc_macro2::TokenStream;
use std::fmt::Write as _;

/// One mistake, at one place.
///
/// The text follows three rules: the message says what is wrong in the author's words, `help` says what to write, `note` gives circumstances. Lower
/// case, no full stop, no names of Rust types.
#[derive(Debug)]
#[must_use = "an error teaches nobody until it is given to `Errors`"]
pub struct Mistake {
    place: Place,
    text: String,
}

impl Mistake {
    pub fn at(place: Place, message: impl Into<String>) -> Mistake {
        Mistake { place, text: message.into() }
    }

    /// The same mistake, reported elsewhere.
    pub fn moved_to(self, place: Place) -> Mistake {
        Mistake { place, ..self }
    }

    pub fn help(mut self, help: impl AsRef<str>) -> Mistake {
        let _ = write!(self.text, "\nhelp: {}", help.as_ref());
        self
    }

    pub fn note(mut self, note: impl AsRef<str>) -> Mistake {
        let _ = write!(self.text, "\nnote: {}", note.as_ref());
        self
    }

    /// With a `help` or a `note` only where there is something to say.
    pub fn maybe_help(self, help: Option<String>) -> Mistake {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }
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

    /// The texts alone, in the order in which they were found.
    #[cfg(test)]
    pub fn texts(&self) -> Vec<&str> {
        self.mistakes.iter().map(|mistake| mistake.text.as_str()).collect()
    }

    /// One `compile_error!` for each mistake, at the author's tokens.
    pub fn into_tokens(self) -> TokenStream {
        self.mistakes.into_iter().map(|mistake| syn::Error::new_spanned(mistake.place, mistake.text).to_compile_error()).collect()
    }
}
