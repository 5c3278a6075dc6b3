//! Places in a policy, from which the place in the author's text can be found.

/// A part of a policy.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Spot {
    /// The position of the version; `None` for parts outside the versions.
    pub version: Option<u16>,
    /// Which of its conditions.
    pub part: Part,
    /// The path down, by position: through the outline to a criterion, then through the parts of
    /// its condition, or through arms.
    pub path: Vec<u16>,
}

/// One of the conditions of a policy.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// An `applies when`, by position.
    Applies(u16),
    /// A section as a whole, by position.
    Section(u16),
    /// The `for` of a section.
    Guard(u16),
    /// The outline of a section.
    Criteria(u16),
    /// The `when` of an `otherwise` of a section, by position.
    Otherwise(u16, u16),
    /// What a conclusion of a section depends on, by position: that of met criteria, then those of
    /// each `otherwise`.
    Arms(u16, u16),
    /// A value in an arm, by position among the values of the fact that the arms distinguish.
    ArmValue(u16, u16, u8),
    /// The `when` of an advisory, by position.
    Advisory(u16),
    /// An accepted gap, by position.
    Gap(u16),
    /// An accepted finding, by position.
    Accepted(u16),
}

impl Spot {
    pub(crate) const fn of(version: Option<u16>, part: Part) -> Spot {
        Spot { version, part, path: Vec::new() }
    }

    /// The part at a position of this one.
    pub(crate) fn part(&self, position: usize) -> Spot {
        let mut path = self.path.clone();
        path.push(u16::try_from(position).unwrap_or(u16::MAX));
        Spot { version: self.version, part: self.part, path }
    }
}
