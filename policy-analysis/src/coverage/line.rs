//! The lines of an outline. In: tab-separated text. Out: typed lines, and what is wrong with the
//! others.

use super::Citation;
use super::columns::{HEADER, LONGEST_STATEMENT, Treatment};
use super::mistake::{Mistake, Problem};

/// One normative statement of a source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutlineLine<'a> {
    /// Its line in the text, counted from 1.
    pub number: usize,
    /// The version that it is about, written before the place: `2025-11:3.a`; `None` where it is
    /// about all of the policy.
    pub version: Option<&'a str>,
    /// Where it is in the source, by the source's own numbering or headings.
    pub place: &'a str,
    /// What it says, paraphrased.
    pub statement: &'a str,
    /// What the policy makes of it.
    pub treatment: Treatment,
    /// Why it is not computable; otherwise how it is treated, where that needs a word. May be
    /// empty.
    pub reason: &'a str,
}

impl<'a> OutlineLine<'a> {
    /// Whether the line is about a version.
    #[must_use]
    pub fn is_about(&self, version: Option<&str>) -> bool {
        self.version.is_none() || self.version == version
    }

    pub(super) fn covers(&self, citation: &Citation<'_>) -> bool {
        self.place == citation.place && self.is_about(citation.version)
    }

    fn parse(
        number: usize,
        text: &'a str,
        versions: &[Option<&'a str>],
    ) -> Result<OutlineLine<'a>, Problem<'a>> {
        let columns = text.split('\t').map(str::trim).collect::<Vec<_>>();
        let &[place, statement, treatment, reason] = &*columns else {
            return Err(Problem::Columns { found: columns.len() });
        };
        let (version, place) = match place.split_once(':') {
            Some((version, place)) => (Some(version), place.trim_start()),
            None => (None, place),
        };
        if version.is_some() && !versions.contains(&version) {
            return Err(Problem::UnknownVersion { found: version.unwrap_or_default() });
        }
        if place.is_empty() || statement.is_empty() {
            return Err(Problem::Empty {
                column: if place.is_empty() { "place" } else { "statement" },
            });
        }
        let treatment =
            Treatment::named(treatment).ok_or(Problem::UnknownTreatment { found: treatment })?;
        Ok(OutlineLine { number, version, place, statement, treatment, reason })
    }

    /// What is wrong with a line that can be read all the same.
    fn check(&self) -> Option<Problem<'a>> {
        let words = self.statement.split_whitespace().count();
        if words > LONGEST_STATEMENT {
            Some(Problem::TooLong { words })
        } else if self.treatment == Treatment::NotComputable && self.reason.is_empty() {
            Some(Problem::NoReason)
        } else {
            None
        }
    }
}

/// The lines that can be read. `versions` are those that a place may name.
pub(super) fn read<'a>(
    text: &'a str,
    versions: &[Option<&'a str>],
    mistakes: &mut Vec<Mistake<'a>>,
) -> Vec<OutlineLine<'a>> {
    let mut lines = Vec::new();
    let mut numbered = (1..).zip(text.lines());
    let found = numbered.next().map_or("", |(_, header)| header);
    if found != HEADER {
        mistakes.push(Mistake { line: Some(1), problem: Problem::Header { found } });
    }
    for (number, text) in numbered {
        let line = OutlineLine::parse(number, text, versions);
        let problem = line.as_ref().map_or_else(|problem| Some(*problem), OutlineLine::check);
        mistakes.extend(problem.map(|problem| Mistake { line: Some(number), problem }));
        lines.extend(line);
    }
    lines
}
