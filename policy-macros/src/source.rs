//! The tokens of a macro call as the language's own, and where each of them is.

use policy_language::text::{Builder, Delimiter, Place, Tokens};
use proc_macro2::{Spacing, Span, TokenStream, TokenTree};
use std::ops::RangeInclusive;

/// Tokens, and the spans of each by its position.
pub struct Source {
    pub tokens: Tokens,
    spans: Vec<(Span, Span)>,
    /// The trees themselves by the position of their first token, where they are kept: only those
    /// outside of all groups.
    trees: Vec<(usize, TokenTree)>,
}

impl Source {
    /// All tokens of a call.
    pub fn whole(stream: TokenStream) -> Source {
        Reading { deep: true, ..Reading::default() }.read(stream)
    }

    /// The tokens outside of braces. It is all that is needed of a policy before its vocabulary is
    /// known.
    pub fn outside_of_braces(stream: TokenStream) -> Source {
        Reading::default().read(stream)
    }

    /// Where a place begins. It is a real place also where something is missing at the very end.
    pub fn first(&self, place: Place) -> Span {
        self.spans(place.first).0
    }

    /// Where a place ends.
    pub fn last(&self, place: Place) -> Span {
        self.spans(place.last).1
    }

    fn spans(&self, position: usize) -> (Span, Span) {
        let at_end = || {
            self.spans
                .last()
                .map_or_else(|| (Span::call_site(), Span::call_site()), |(_, last)| (*last, *last))
        };
        self.spans.get(position).copied().unwrap_or_else(at_end)
    }

    /// The tokens of a place outside of all groups, as the compiler gave them.
    pub fn trees(&self, place: Place) -> TokenStream {
        self.trees_within(place.first..=place.last)
    }

    /// The tokens before and after a place, outside of all groups.
    pub fn trees_without(&self, place: Place) -> TokenStream {
        let before = place.first.checked_sub(1).map(|last| self.trees_within(0..=last));
        before
            .into_iter()
            .flatten()
            .chain(self.trees_within(place.last.saturating_add(1)..=usize::MAX))
            .collect()
    }

    fn trees_within(&self, positions: RangeInclusive<usize>) -> TokenStream {
        self.trees
            .iter()
            .filter(|(position, _)| positions.contains(position))
            .map(|(_, tree)| tree.clone())
            .collect()
    }
}

/// One step of the walk over a stream and the groups in it.
enum Step {
    Tree(TokenTree),
    Close(Span),
}

#[derive(Default)]
struct Reading {
    builder: Builder,
    spans: Vec<(Span, Span)>,
    trees: Vec<(usize, TokenTree)>,
    deep: bool,
}

impl Reading {
    fn read(mut self, stream: TokenStream) -> Source {
        let mut open = vec![(stream.into_iter(), None)];
        let mut depth = 0_usize;
        while let Some((stream, closing)) = open.last_mut() {
            let step = match (stream.next(), &closing) {
                (Some(tree), _) => Step::Tree(tree),
                (None, Some(span)) => Step::Close(*span),
                (None, None) => {
                    open.pop();
                    continue;
                }
            };
            match step {
                Step::Close(span) => {
                    open.pop();
                    depth = depth.saturating_sub(1);
                    self.builder.close();
                    self.spans.push((span, span));
                }
                Step::Tree(TokenTree::Group(group)) => {
                    // Invisible groups come from fragments such as `$age:literal` of an author's
                    // own macro: what they hold is what counts.
                    let Some(delimiter) = delimiter(group.delimiter()) else {
                        open.push((group.stream().into_iter(), None));
                        continue;
                    };
                    let inside = if self.deep || delimiter != Delimiter::Brace {
                        group.stream()
                    } else {
                        TokenStream::new()
                    };
                    open.push((inside.into_iter(), Some(group.span_close())));
                    let position = self.builder.len();
                    self.builder.open(delimiter);
                    self.spans.push((group.span_open(), group.span_open()));
                    self.keep(position, depth, TokenTree::Group(group));
                    depth = depth.saturating_add(1);
                }
                Step::Tree(leaf) => {
                    self.leaf(&leaf);
                    let position = self.builder.len().saturating_sub(1);
                    self.keep(position, depth, leaf);
                }
            }
        }
        Source { tokens: self.builder.finish(), spans: self.spans, trees: self.trees }
    }

    fn keep(&mut self, position: usize, depth: usize, tree: TokenTree) {
        if depth == 0 {
            self.trees.push((position, tree));
        }
    }

    fn leaf(&mut self, tree: &TokenTree) {
        let span = tree.span();
        match tree {
            TokenTree::Ident(ident) => self.builder.word(&ident.to_string()),
            TokenTree::Literal(literal) => self.builder.literal(&literal.to_string()),
            TokenTree::Punct(punct) => {
                if self.builder.sign(punct.as_char(), punct.spacing() == Spacing::Joint)
                    && let Some((_, last)) = self.spans.last_mut()
                {
                    *last = span;
                    return;
                }
            }
            TokenTree::Group(_) => return,
        }
        self.spans.push((span, span));
    }
}

fn delimiter(delimiter: proc_macro2::Delimiter) -> Option<Delimiter> {
    match delimiter {
        proc_macro2::Delimiter::Parenthesis => Some(Delimiter::Parenthesis),
        proc_macro2::Delimiter::Brace => Some(Delimiter::Brace),
        proc_macro2::Delimiter::Bracket => Some(Delimiter::Bracket),
        proc_macro2::Delimiter::None => None,
    }
}
