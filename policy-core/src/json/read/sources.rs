//! Where things are documented: pointers into the case, each with a text for a person. They change
//! no outcome.

use super::limits::ELEMENTS;
use super::place::Place;
use super::reader::Reader;
use super::shape::Shape;
use crate::case::ProblemKind;
use crate::case::refusal::{Refusal, cut};
use crate::json::syntax::Broken;
use crate::json::value::{Kind, Value};
use crate::json::walker::Walker;
use crate::vocabulary::FactId;

/// Where something in a case is documented.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Source {
    /// The fact that the pointer leads to, or into.
    pub fact: FactId,
    /// A JSON pointer into the case: `/lvef/0`.
    pub pointer: String,
    /// Where it is documented, in the sender's words: `Observation/123`.
    pub text: String,
}

/// The key `sources` of a case.
pub(super) struct Sources<'a, 'v> {
    pub(super) reader: &'a mut Reader<'v>,
    pub(super) place: Place<'a>,
}

const HELP: &str = "write pointers into the case, each with where it is documented, as in `{\"/nyha\": \"clinic note of October 2\"}`";

impl<'t> Shape<'t> for Sources<'_, '_> {
    type Output = Vec<Source>;

    fn other(self, found: Kind) -> Vec<Source> {
        self.reader.refuse_kind::<()>(self.place, found, "an object of sources", HELP);
        Vec::new()
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<Vec<Source>, Broken> {
        let Sources { reader, place } = self;
        let mut sources = Vec::<Source>::new();
        while let Some(key) = walker.key()? {
            let path = cut(&key);
            let here = place.member(&path);
            let value = walker.whole_value()?;
            let Some(fact) = fact_of(reader, &key) else {
                let problem = "a pointer to nothing in the case";
                reader.refuse::<()>(here, Refusal::new(problem, HELP).of(ProblemKind::UnknownName));
                continue;
            };
            if sources.len() >= ELEMENTS {
                continue;
            }
            if sources.iter().rev().take(100).any(|source| source.pointer == *key) {
                reader.refuse_second(here);
                continue;
            }
            if let Value::Text(text) = value {
                let (pointer, text) = (key.into_owned(), text.into_owned());
                sources.push(Source { fact, pointer, text });
            } else {
                reader.refuse_kind::<()>(here, value.kind(), "a string", HELP);
            }
        }
        Ok(sources)
    }
}

/// The fact that a pointer leads to.
fn fact_of(reader: &Reader<'_>, pointer: &str) -> Option<FactId> {
    let name = pointer.strip_prefix('/')?.split('/').next()?;
    reader.vocabulary.iter().find(|(_, fact)| fact.name == name).map(|(id, _)| id)
}
