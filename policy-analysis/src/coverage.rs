//! Outline coverage: what a source says, statement by statement, and which criteria of its policy
//! cite it.
//!
//! In: a policy tree, and the text of its outline: tab-separated, one normative statement of the
//! source a line, paraphrased and in reading order. Out: the lines with the sections and criteria
//! that cite their places, and every mistake: a citation that the outline lacks, a criterion of the
//! source that nothing in the policy cites, a line that cannot be read. The outline is written from
//! the source alone, so it shows what a policy leaves out.

mod columns;
mod line;
mod mistake;
#[cfg(test)]
mod tests;

pub use columns::{HEADER, LONGEST_STATEMENT, Treatment};
pub use line::OutlineLine;
pub use mistake::{Mistake, Problem};

use policy_core::policy::{Body, Criterion, Policy, Section, Version};

/// An outline held against its policy.
#[derive(Clone, PartialEq, Debug)]
pub struct Coverage<'a> {
    /// The lines that can be read, in the order of the source.
    pub lines: Vec<CoveredLine<'a>>,
    /// What is wrong: the lines' own mistakes in their order, then the citations that the outline
    /// lacks. Empty where outline and policy agree.
    pub mistakes: Vec<Mistake<'a>>,
}

/// A statement of the source, and what cites its place.
#[derive(Clone, PartialEq, Debug)]
pub struct CoveredLine<'a> {
    /// The statement.
    pub line: OutlineLine<'a>,
    /// The sections and criteria that cite the place, in every version that the line is about;
    /// usually one for each version.
    pub citations: Vec<Citation<'a>>,
}

/// A place of the source that a policy cites.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Citation<'a> {
    /// The version that cites it; `None` where the policy has no versions.
    pub version: Option<&'a str>,
    /// `I.A.1.a.iii`
    pub place: &'a str,
    /// What cites it.
    pub cited_by: CitedBy<'a>,
}

/// What cites a place of the source.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum CitedBy<'a> {
    /// A section, for all that is at the place.
    Section(&'a Section),
    /// A criterion or a group of criteria.
    Criterion(&'a Criterion),
}

impl<'a> Coverage<'a> {
    /// Holds the text of an outline against its policy.
    ///
    /// A place may be in the outline several times: its source says several things there. A line
    /// without a version is about all versions.
    #[must_use]
    pub fn of(policy: &'a Policy, outline: &'a str) -> Coverage<'a> {
        let versions = policy.versions.iter().map(version_name).collect::<Vec<_>>();
        let citations = policy.versions.iter().flat_map(citations_of).collect::<Vec<_>>();
        let mut mistakes = Vec::new();
        let lines = line::read(outline, &versions, &mut mistakes)
            .into_iter()
            .map(|line| CoveredLine {
                line,
                citations: citations
                    .iter()
                    .filter(|citation| line.covers(citation))
                    .copied()
                    .collect(),
            })
            .collect::<Vec<_>>();
        for covered in &lines {
            mistakes.extend(uncited(covered, &versions));
        }
        mistakes.sort_by_key(|mistake| mistake.line);
        mistakes.extend(unlisted(&citations, &lines));
        Coverage { lines, mistakes }
    }
}

/// Where a line asks for a criterion and some version that it is about has none there.
fn uncited<'a>(covered: &CoveredLine<'a>, versions: &[Option<&'a str>]) -> Vec<Mistake<'a>> {
    let line = covered.line;
    if line.treatment != Treatment::Criterion {
        return Vec::new();
    }
    let is_cited_in = |version: Option<&str>| {
        covered.citations.iter().any(|citation| {
            citation.version == version && matches!(citation.cited_by, CitedBy::Criterion(_))
        })
    };
    versions
        .iter()
        .filter(|version| line.is_about(**version) && !is_cited_in(**version))
        .map(|version| Mistake {
            line: Some(line.number),
            problem: Problem::Uncited { place: line.place, version: *version },
        })
        .collect()
}

fn unlisted<'a>(citations: &[Citation<'a>], lines: &[CoveredLine<'a>]) -> Vec<Mistake<'a>> {
    let mut found: Vec<Mistake<'a>> = Vec::new();
    for citation in citations {
        let mistake = Mistake {
            line: None,
            problem: Problem::Unlisted { place: citation.place, version: citation.version },
        };
        if !lines.iter().any(|covered| covered.line.covers(citation)) && !found.contains(&mistake) {
            found.push(mistake);
        }
    }
    found
}

fn version_name(version: &Version) -> Option<&str> {
    version.name.as_deref()
}

fn citations_of(version: &Version) -> Vec<Citation<'_>> {
    let name = version_name(version);
    let mut found = Vec::new();
    for section in version.sections.iter() {
        let cite = |place| Citation { version: name, place, cited_by: CitedBy::Section(section) };
        found.extend(section.citations.iter().map(|place| cite(&**place)));
        collect_criteria(&section.criteria, name, &mut found);
    }
    found
}

fn collect_criteria<'a>(
    criteria: &'a [Criterion],
    version: Option<&'a str>,
    found: &mut Vec<Citation<'a>>,
) {
    for criterion in criteria {
        found.push(Citation {
            version,
            place: &criterion.citation,
            cited_by: CitedBy::Criterion(criterion),
        });
        if let Body::Group { criteria, .. } = &criterion.body {
            collect_criteria(criteria, version, found);
        }
    }
}
