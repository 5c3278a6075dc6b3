//! Which results of a measurement a question is about, as code.

use super::literal::{duration, integer, option};
use policy_core::policy::Selection;
use proc_macro2::TokenStream;
use quote::quote;

/// The question whether these results are as asked; nothing is asked of those that are compared
/// with limits of their own.
pub fn selected(selection: Selection, asked: &TokenStream) -> TokenStream {
    match selection {
        Selection::Latest => quote!(latest(#asked)),
        Selection::Any => quote!(any(#asked)),
        Selection::Every => quote!(every(#asked)),
        Selection::Highest => quote!(highest(#asked)),
        Selection::Lowest => quote!(lowest(#asked)),
        Selection::Earliest => quote!(earliest(#asked)),
        Selection::AtLeast { number, apart } => {
            let (number, apart) = (integer(number), option(apart.map(duration)));
            quote!(at_least(#number, #apart, #asked))
        }
    }
}
