//! What is wrong with a text, in its author's words.

use std::ops::Range;

/// Something that cannot be read, and what to write in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where it is, in bytes.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub help: Option<String>,
    /// What to put in the place of the range, where that is certain.
    pub replacement: Option<String>,
    /// A brace has no partner: what follows it may belong elsewhere.
    pub unbalanced: bool,
}

impl Problem {
    pub(crate) fn new(range: Range<usize>, message: impl Into<String>) -> Problem {
        Problem { range, message: message.into(), help: None, replacement: None, unbalanced: false }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }

    /// The same, where a brace may be without a partner.
    pub(super) fn unbalanced(self, unbalanced: bool) -> Problem {
        Problem { unbalanced, ..self }
    }

    pub(crate) fn replacement(mut self, replacement: impl Into<String>) -> Problem {
        self.replacement = Some(replacement.into());
        self
    }

    /// A problem with text that was typed in full width from one character to the next.
    pub(super) fn full_width(range: Range<usize>, text: &str, meant: &str) -> Problem {
        let (text, shown) = (shorten(text, 40), shorten(meant, 40));
        Problem::new(range, format!("`{text}{FULL_WIDTH}"))
            .help(format!("write `{shown}`"))
            .replacement(meant)
    }

    /// Makes one problem of two that follow each other directly, if both are of full width.
    pub(super) fn joins(&mut self, next: &Problem) -> bool {
        if self.range.end != next.range.start
            || !self.message.ends_with(FULL_WIDTH)
            || !next.message.ends_with(FULL_WIDTH)
        {
            return false;
        }
        let text = |problem: &Problem| {
            problem.message.trim_start_matches('`').trim_end_matches(FULL_WIDTH).to_owned()
        };
        let mut meant = self.replacement.take().unwrap_or_default();
        meant.push_str(next.replacement.as_deref().unwrap_or_default());
        self.range.end = next.range.end;
        let own = text(self);
        // However long the text is, only its beginning is shown.
        if !own.ends_with('…') {
            *self =
                Problem::full_width(self.range.clone(), &format!("{own}{}", text(next)), &meant);
        }
        self.replacement = Some(meant);
        true
    }
}

const FULL_WIDTH: &str = "` is written in full-width characters";

/// At most that many characters of one line, with `…` for the rest.
pub(super) fn shorten(text: &str, length: usize) -> String {
    match text
        .char_indices()
        .enumerate()
        .find(|(count, (_, character))| *count == length || matches!(character, '\n' | '\r'))
    {
        Some((_, (end, _))) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// Text that reads otherwise on the screen than it is.
pub(super) fn direction_control(at: usize, character: char) -> Problem {
    Problem::new(
        at..at.saturating_add(character.len_utf8()),
        "an invisible character reverses the order of the text on the screen",
    )
    .help("delete it (it came with text that was copied)")
    .replacement("")
}
