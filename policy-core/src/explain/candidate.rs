//! The sections that may govern, each with its words.

use crate::determination::Determination;
use crate::policy::Section;
use crate::wording::SectionInWords;

/// A section that may govern, and its words.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'p> {
    pub(super) section: &'p Section,
    pub(super) words: &'p SectionInWords,
}

impl<'p> Candidate<'p> {
    /// The sections that may govern, as far as is known, in their order.
    pub(super) fn all(
        determination: &Determination<'p>,
    ) -> impl Iterator<Item = Candidate<'p>> + use<'p> {
        let sections = sections_in_words(determination);
        determination.numbered_candidates().filter_map(|(position, section)| {
            Some(Candidate { section, words: sections.get(position)? })
        })
    }

    /// The other sections of the version, in their order.
    pub(super) fn others(
        determination: &Determination<'p>,
    ) -> impl Iterator<Item = Candidate<'p>> + use<'p> {
        let candidates =
            determination.numbered_candidates().map(|(position, _)| position).collect::<Vec<_>>();
        let sections = determination.version().map_or(&[][..], |version| &version.sections);
        let all = sections.iter().zip(sections_in_words(determination)).enumerate();
        all.filter(move |(position, _)| !candidates.contains(position))
            .map(|(_, (section, words))| Candidate { section, words })
    }

    /// The only candidate.
    pub(super) fn only(determination: &Determination<'p>) -> Option<Candidate<'p>> {
        let mut candidates = Candidate::all(determination);
        candidates.next().filter(|_| candidates.next().is_none())
    }
}

/// The words of all sections of the version; none where no version is in force.
fn sections_in_words<'p>(determination: &Determination<'p>) -> &'p [SectionInWords] {
    let version = determination.phrases().version(determination.version_position());
    version.map_or(&[], |words| &words.sections)
}
