//! What is wrong, as data: where, in the author's words, and what to write instead.
//!
//! Three rules for the texts: the message says what is wrong in the author's words, `help` says
//! what to write, `note` adds context. Lower case, no full stop, no names of Rust types. Whoever
//! shows it decides how it looks: a compiler's error, a command's output, JSON.

use crate::text::Place;

/// How much it matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Severity {
    /// The text has no meaning, or certainly not the one that was meant.
    Error,
    /// It is right, and could be said in a simpler way.
    Note,
}

impl Severity {
    /// As it is called in messages and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Note => "note",
        }
    }
}

/// Another place that a mistake concerns, such as the first of two equal labels.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Label {
    /// Where it is.
    pub place: Place,
    /// What is there, without the place itself: "the first one is", to which "here" or "on line 12"
    /// belongs.
    pub what: &'static str,
}

/// Where the text of a replacement goes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// What is at the place goes away for it.
    Instead,
    /// What is at the place stays; the text comes before it.
    Before,
    /// What is at the place stays; the text comes after it.
    Behind,
}

/// What can be put in place of a part of the text, or next to it. Spaces around it are left to
/// whoever knows the characters of the text.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Replacement {
    /// What is replaced, or what the text is put next to.
    pub place: Place,
    /// Whether it is put in place of that or next to it.
    pub side: Side,
    /// What is put there; nothing, where something is only taken away.
    pub text: String,
}

/// One mistake, at one place; it may concern others.
#[derive(Clone, PartialEq, Eq, Debug)]
#[must_use = "a mistake teaches nobody until it is reported"]
#[non_exhaustive]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Other places.
    pub labels: Vec<Label>,
    /// What to write.
    pub help: Vec<String>,
    /// Circumstances.
    pub notes: Vec<String>,
    /// The fact that it is about: where the vocabulary declares it may help.
    pub fact: Option<String>,
    /// What the help says, done: only where following it leaves nothing to decide.
    pub replacement: Option<Replacement>,
}

impl Diagnostic {
    /// A mistake at a place.
    pub fn at(place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            message: message.into(),
            place,
            labels: Vec::new(),
            help: Vec::new(),
            notes: Vec::new(),
            fact: None,
            replacement: None,
        }
    }

    /// The same mistake, reported elsewhere; where it was is shown as well.
    pub fn moved_to(mut self, place: Place, what: &'static str) -> Diagnostic {
        // It is there already: a part of an argument.
        if place.first <= self.place.first && self.place.last <= place.last {
            return self;
        }
        if self.labels.is_empty() {
            self.labels.push(Label { place: self.place, what });
        }
        // What would be replaced is not what is pointed at any more.
        Diagnostic { place, replacement: None, ..self }
    }

    /// A second place that the mistake concerns, such as the first of two equal labels: "the first
    /// one is".
    pub fn with(mut self, place: Place, what: &'static str) -> Diagnostic {
        self.labels.push(Label { place, what });
        self
    }

    /// The mistake is about a fact of this name.
    pub fn about(self, fact: &str) -> Diagnostic {
        Diagnostic { fact: Some(fact.to_owned()), ..self }
    }

    /// What to write.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help.push(help.into());
        self
    }

    /// With a `help` only where there is something to say.
    pub fn maybe_help(self, help: Option<String>) -> Diagnostic {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }

    /// The help that says to write this in place of what is pointed at.
    pub fn replace(self, text: impl Into<String>) -> Diagnostic {
        let text = text.into();
        self.help(format!("write `{text}`")).instead(text)
    }

    /// The help that says to take away what is pointed at.
    pub fn remove(self, help: impl Into<String>) -> Diagnostic {
        self.help(help).instead("")
    }

    /// Which of some names was probably meant in place of what is pointed at. One alone can be put
    /// there; on a tie, only the author knows.
    pub fn did_you_mean(self, nearest: &[&str]) -> Diagnostic {
        match nearest {
            [] => self,
            [only] => self.help(format!("did you mean `{only}`?")).instead(*only),
            [others @ .., last] => {
                let others = others.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
                self.help(format!("did you mean {} or `{last}`?", others.join(", ")))
            }
        }
    }

    /// What a help says, as the text to put in place of what is pointed at.
    pub fn instead(self, text: impl Into<String>) -> Diagnostic {
        let place = self.place;
        self.replacing(place, text)
    }

    /// What a help says, as the text to put in place of a part of the author's.
    pub fn replacing(self, place: Place, text: impl Into<String>) -> Diagnostic {
        self.mended(place, Side::Instead, text.into())
    }

    /// What a help says, as the text to put before something that stays.
    pub fn inserting_before(self, place: Place, text: impl Into<String>) -> Diagnostic {
        self.mended(place, Side::Before, text.into())
    }

    /// What a help says, as the text to put after something that stays.
    pub fn inserting_behind(self, place: Place, text: impl Into<String>) -> Diagnostic {
        self.mended(place, Side::Behind, text.into())
    }

    fn mended(self, place: Place, side: Side, text: String) -> Diagnostic {
        Diagnostic { replacement: Some(Replacement { place, side, text }), ..self }
    }

    /// With its replacement only where that is certain.
    pub fn replaced_if(self, certain: bool) -> Diagnostic {
        let replacement = self.replacement.filter(|_| certain);
        Diagnostic { replacement, ..self }
    }

    /// The same, as something that is right.
    pub fn as_note(self) -> Diagnostic {
        Diagnostic { severity: Severity::Note, ..self }
    }

    /// A circumstance.
    pub fn note(mut self, note: impl Into<String>) -> Diagnostic {
        self.notes.push(note.into());
        self
    }
}

/// All that is wrong with one block, in the order in which it was found.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    elsewhere: usize,
}

impl Diagnostics {
    /// Of a block of which something is known to be wrong already: so many mistakes, which are told
    /// elsewhere.
    #[must_use]
    pub fn beside(elsewhere: usize) -> Diagnostics {
        Diagnostics { found: Vec::new(), elsewhere }
    }

    /// Reports a mistake.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Whether nothing is wrong with the block.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.iter().all(|found| found.severity == Severity::Note) && self.elsewhere == 0
    }

    /// How many there are so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Takes out all but the first ones: what was found since follows from something else.
    pub fn keep(&mut self, first: usize) {
        self.found.truncate(first);
    }

    /// Takes out what the replacement of another mistake mends as well: the author has one thing to
    /// do there.
    pub(crate) fn settle(&mut self) {
        let replaced = |found: &Diagnostic| Some(found.replacement.as_ref()?.place);
        let whole = self.found.iter().filter_map(replaced).collect::<Vec<_>>();
        self.found.retain(|found| {
            let Some(own) = replaced(found) else { return true };
            let inside =
                |whole: &Place| whole.first <= own.first && own.last <= whole.last && *whole != own;
            !whole.iter().any(inside)
        });
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// Message, help and notes of each, a line each, in the order in which they were found.
    #[cfg(test)]
    pub(crate) fn texts(&self) -> Vec<String> {
        let lines = |diagnostic: &Diagnostic| {
            let help = diagnostic.help.iter().map(|help| format!("help: {help}"));
            let notes = diagnostic.notes.iter().map(|note| format!("note: {note}"));
            [diagnostic.message.clone()]
                .into_iter()
                .chain(help)
                .chain(notes)
                .collect::<Vec<_>>()
                .join("\n")
        };
        self.found.iter().map(lines).collect()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}
