//! Where a JSON pointer leads. In: the text of a case and a pointer (RFC 6901). Out: whether
//! something is there, or could be added there.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// What a pointer leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lead {
    /// A value.
    There,
    /// An object without this key.
    Absent,
    /// Nothing at all.
    Nowhere,
}

/// Follows a pointer. Where a key is given twice, each of its values is followed.
pub fn follow(json: &str, pointer: &str) -> Lead {
    let Ok(whole) = serde_json::from_str::<&RawValue>(json) else { return Lead::Nowhere };
    let Some(steps) = pointer.strip_prefix('/') else {
        return if pointer.is_empty() { Lead::There } else { Lead::Nowhere };
    };
    let (mut here, mut lead) = (vec![whole], Lead::There);
    for step in steps.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")) {
        if lead != Lead::There {
            return Lead::Nowhere;
        }
        let containers = here.iter().filter(|value| value.get().starts_with(['{', '['])).count();
        here = here.into_iter().flat_map(|value| inside(value, &step)).collect();
        lead = match (here.is_empty(), containers) {
            (false, _) => Lead::There,
            (true, 0) => Lead::Nowhere,
            (true, _) => Lead::Absent,
        };
    }
    lead
}

fn inside<'j>(value: &'j RawValue, step: &str) -> Vec<&'j RawValue> {
    if let Ok(Members(members)) = serde_json::from_str(value.get()) {
        return members
            .into_iter()
            .filter(|(key, _)| is_named(key, step))
            .map(|(_, value)| value)
            .collect();
    }
    let elements = serde_json::from_str::<Vec<&RawValue>>(value.get()).unwrap_or_default();
    step.parse::<usize>()
        .ok()
        .and_then(|position| elements.get(position).copied())
        .into_iter()
        .collect()
}

/// Whether a path has this key; a long one that is no name of ours is cut off.
fn is_named(key: &str, step: &str) -> bool {
    key == step || step.strip_suffix('…').is_some_and(|beginning| key.starts_with(beginning))
}

/// The members of an object in their order, those with the same key as well.
struct Members<'j>(Vec<(String, &'j RawValue)>);

impl<'j> Deserialize<'j> for Members<'j> {
    fn deserialize<D: Deserializer<'j>>(deserializer: D) -> Result<Members<'j>, D::Error> {
        deserializer.deserialize_map(AllMembers)
    }
}

struct AllMembers;

impl<'j> Visitor<'j> for AllMembers {
    type Value = Members<'j>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut object: A) -> Result<Members<'j>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = object.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::{Lead, follow};

    #[test]
    fn pointers_lead_to_values_or_to_where_one_is_missing() {
        let json = r#"{"a/b": [{"c": 1}], "twice": 1, "twice": {"d": null}, "": 0}"#;
        for (pointer, lead) in [
            ("", Lead::There),
            ("/", Lead::There),
            ("/a~1b/0/c", Lead::There),
            ("/twice/d", Lead::There),
            ("/e", Lead::Absent),
            ("/a~1b/0/e", Lead::Absent),
            ("/a~1b/1", Lead::Absent),
            ("/a~1b/1/c", Lead::Nowhere),
            ("/a~1b/0/c/e", Lead::Nowhere),
            ("a", Lead::Nowhere),
        ] {
            assert_eq!(follow(json, pointer), lead, "{pointer}");
        }
        assert_eq!(follow("{", ""), Lead::Nowhere);
    }
}
