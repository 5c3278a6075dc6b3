//! Mistakes as errors of the compiler, each at its place, all of a block at once.
//!
//! An error has one place on stable Rust; another that it concerns is a note with its line.

use crate::source::Source;
use policy_language::Schema;
use policy_language::diagnostic::{Diagnostic, Diagnostics, Label, Severity};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use std::fmt::Write as _;

/// One `compile_error!` for each mistake, at the author's tokens. `schema` knows where facts are
/// declared.
pub fn report(diagnostics: Diagnostics, source: &Source, schema: Option<&Schema>) -> TokenStream {
    // A macro can only refuse: what is right is told by `policy check`.
    let mistakes = diagnostics.into_iter().filter(|told| told.severity == Severity::Error);
    mistakes.map(|diagnostic| error(&diagnostic, source, schema)).collect()
}

fn error(diagnostic: &Diagnostic, source: &Source, schema: Option<&Schema>) -> TokenStream {
    let mut text = diagnostic.message.clone();
    for help in &diagnostic.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    for note in &diagnostic.notes {
        let _ = write!(text, "\nnote: {note}");
    }
    let (first, last) = (source.first(diagnostic.place), source.last(diagnostic.place));
    let here = Line::of(first);
    for Label { place, what, .. } in &diagnostic.labels {
        if let Some(there) = Line::of(source.first(*place)) {
            let _ = write!(text, "\nnote: {what} {}", there.seen_from(here.as_ref()));
        }
    }
    let declaration =
        diagnostic.fact.as_deref().and_then(|fact| Some((fact, schema?.declaration(fact)?)));
    if let Some((fact, (file, line))) = declaration {
        let there = Line { file: file.to_owned(), line };
        let _ = write!(text, "\nnote: `{fact}` is declared {}", there.seen_from(here.as_ref()));
    }
    // An error is underlined from its first token to its last.
    let ends = [first, last].map(|span| TokenTree::Ident(Ident::new("_", span)));
    syn::Error::new_spanned(TokenStream::from_iter(ends), text).to_compile_error()
}

/// A line of a file.
struct Line {
    file: String,
    line: u32,
}

impl Line {
    /// `None` outside of a compiler, and in editors, which do not say.
    fn of(span: Span) -> Option<Line> {
        if !proc_macro::is_available() {
            return None;
        }
        let span = span.unwrap();
        let (file, line) = (span.file(), u32::try_from(span.line()).ok()?);
        (!file.is_empty()).then_some(Line { file, line })
    }

    fn seen_from(&self, here: Option<&Line>) -> String {
        if here.is_some_and(|here| here.file == self.file) {
            format!("on line {}", self.line)
        } else {
            format!("at {}:{}", self.file, self.line)
        }
    }
}

/// The file of a place and the line in it, where the compiler says so.
pub fn file_of(span: Span) -> String {
    Line::of(span).map_or_else(String::new, |line| line.file)
}

/// The line of a place; 0 where the compiler does not say.
pub fn line_of(span: Span) -> u32 {
    Line::of(span).map_or(0, |line| line.line)
}
