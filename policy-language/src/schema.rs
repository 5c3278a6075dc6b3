//! What a policy has to know about its vocabulary, as one line of text.
//!
//! `vocabulary!` puts the line into the vocabulary's own macro, from where it reaches every policy
//! as one token.

use crate::syntax::vocabulary::VocabularyText;
use crate::text::Place;
use policy_core::vocabulary::{FactId, Vocabulary};
use std::collections::BTreeSet;

/// A checked vocabulary, as policies see it.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The vocabulary, without the facts that have mistakes.
    pub vocabulary: Vocabulary,
    /// The facts that were declared and are not in the vocabulary, because of mistakes.
    pub left_out: BTreeSet<String>,
    /// Whether there is a list of facts at all.
    pub complete: bool,
    /// Whether the vocabulary is without mistakes; they are reported where it is.
    pub sound: bool,
    /// The file that it is declared in, as whoever read it names it; empty where it is not known.
    pub file: String,
    /// On which line of the file each fact is declared; 0 for those that every vocabulary has.
    pub lines: Vec<u32>,
}

/// Between the parts of a line: no name of a file that can be shown has one.
const BREAK: char = '\n';

impl Schema {
    /// What policies see of a vocabulary. `sound` says whether anything was reported; `line` on
    /// which line of its file a place is.
    #[must_use]
    pub fn new(
        vocabulary: Vocabulary,
        text: &VocabularyText,
        sound: bool,
        file: &str,
        line: impl Fn(Place) -> u32,
    ) -> Schema {
        let declared = text.facts.iter().map(|fact| &fact.name.value).chain(&text.unreadable);
        let left_out = declared.filter(|name| vocabulary.find(name).is_none()).cloned().collect();
        let place_of = |name: &str| {
            text.facts.iter().find(|fact| fact.name.value == name).map(|fact| fact.name.place)
        };
        let lines =
            vocabulary.facts.iter().map(|fact| place_of(&fact.name).map_or(0, &line)).collect();
        let file = if file.contains(BREAK) { String::new() } else { file.to_owned() };
        Schema { vocabulary, left_out, complete: text.complete, sound, file, lines }
    }

    /// Where a fact is declared, as file and line; `None` where it is not known.
    #[must_use]
    pub fn declaration(&self, fact: &str) -> Option<(&str, u32)> {
        let (FactId(position), _) = self.vocabulary.find(fact)?;
        let line = self.lines.get(usize::from(position)).copied().filter(|line| *line > 0)?;
        (!self.file.is_empty()).then_some((&self.file, line))
    }

    /// The schema as one line; `from_line` reads it.
    #[must_use]
    pub fn to_line(&self) -> String {
        let left_out = self.left_out.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        let lines = self.lines.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
        let parts = [
            &self.complete.to_string(),
            &self.sound.to_string(),
            &left_out,
            &self.file,
            &lines,
            &self.vocabulary.to_line(),
        ];
        parts.map(String::as_str).join(&BREAK.to_string())
    }

    /// The schema that a line was written from.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Schema> {
        let mut parts = line.splitn(6, BREAK);
        let (complete, sound) = (parts.next()? == "true", parts.next()? == "true");
        let left_out = parts.next()?.split_whitespace().map(str::to_owned).collect();
        let file = parts.next()?.to_owned();
        let lines = parts
            .next()?
            .split_whitespace()
            .map(|line| line.parse().ok())
            .collect::<Option<_>>()?;
        Some(Schema {
            vocabulary: Vocabulary::from_line(parts.next()?)?,
            left_out,
            complete,
            sound,
            file,
            lines,
        })
    }
}
