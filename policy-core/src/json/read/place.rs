//! Places in a case. In: the steps of a reader. Out: a JSON pointer (RFC 6901), built only if there
//! is a problem to report.

use core::fmt;

/// Where a reader is: a chain from the value back to the case.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'a> {
    /// The case as a whole.
    Case,
    /// The value of a key.
    Member(&'a Place<'a>, &'a str),
    /// An element of a list.
    Element(&'a Place<'a>, usize),
}

impl<'a> Place<'a> {
    pub(super) const fn member(&'a self, key: &'a str) -> Place<'a> {
        Place::Member(self, key)
    }

    pub(super) const fn element(&'a self, position: usize) -> Place<'a> {
        Place::Element(self, position)
    }

    /// The fact, key or list that a message may name.
    pub(super) const fn name(&self) -> &'a str {
        let mut place = self;
        loop {
            match place {
                Place::Case => return "case",
                Place::Member(_, key) => return key,
                Place::Element(list, _) => place = list,
            }
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Case => Ok(()),
            Place::Member(object, key) if key.contains(['~', '/']) => {
                write!(formatter, "{object}/{}", key.replace('~', "~0").replace('/', "~1"))
            }
            Place::Member(object, key) => write!(formatter, "{object}/{key}"),
            Place::Element(list, position) => write!(formatter, "{list}/{position}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn pointers_are_escaped() {
        let results = Place::Case.member("lvef");
        assert_eq!(results.element(3).member("unit").to_string(), "/lvef/3/unit");
        assert_eq!(Place::Case.member("a/b~c").to_string(), "/a~1b~0c");
        assert_eq!(Place::Case.member("").to_string(), "/");
        assert_eq!(Place::Case.to_string(), "");
    }
}
