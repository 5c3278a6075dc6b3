//! What is expected of a case. In: the text of `expect`. Out: its keys with how each is compared,
//! or what is wrong with it: a misspelled key must not make a test pass.

use super::not_tested::NotTested;
use crate::input::Members;
use policy_core::policy::Outcome;
use policy_core::suggest::did_you_mean;
use serde_json::Value;

/// How the value of a key is compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// As JSON; of an object, only the keys that are expected.
    Plain,
    /// The same; a text is the citation or the name.
    Section,
    /// A list whose order says nothing.
    Set,
    /// The problems of a case that has to be refused, in any order: each is a JSON pointer, or an
    /// object with some of its keys.
    Problems,
}

/// The keys of a determination, and `problems`, the one of a refused case.
pub const KEYS: [(&str, Shape); 21] = [
    ("id", Shape::Plain),
    ("policy", Shape::Plain),
    ("number", Shape::Plain),
    ("version", Shape::Plain),
    ("outcome", Shape::Plain),
    ("section", Shape::Section),
    ("not_met", Shape::Set),
    ("undecided", Shape::Set),
    ("missing", Shape::Set),
    ("missing_details", Shape::Set),
    ("reason", Shape::Plain),
    ("approval", Shape::Plain),
    ("review", Shape::Plain),
    ("refer_to", Shape::Plain),
    ("basis", Shape::Plain),
    ("advisories", Shape::Set),
    ("policy_digest", Shape::Plain),
    ("applies", Shape::Plain),
    ("criteria", Shape::Plain),
    ("other_sections", Shape::Plain),
    (PROBLEMS, Shape::Problems),
];

/// What is computed only where it is expected.
const TREES: [&str; 3] = ["applies", "criteria", "other_sections"];
pub const PROBLEMS: &str = "problems";

/// What a refused case has beside its problems.
const OF_REFUSED: [&str; 3] = ["id", "policy", PROBLEMS];

const PARTS_OF_SECTION: [&str; 2] = ["name", "citation"];
const PARTS_OF_APPROVAL: [&str; 2] = ["duration", "limit"];
const PARTS_OF_PROBLEM: [&str; 3] = ["path", "problem", "help"];
const PARTS_OF_CRITERION: [&str; 10] = [
    "citation",
    "title",
    "truth",
    "quantifier",
    "facts",
    "evidence",
    "guard",
    "children",
    "parts",
    "otherwise",
];

/// A key and what is expected of it.
#[derive(Debug)]
pub struct Entry {
    pub key: &'static str,
    pub shape: Shape,
    pub value: Value,
}

/// What is expected of a case; at least one key.
#[derive(Debug)]
pub struct Expected {
    pub entries: Vec<Entry>,
}

impl Expected {
    pub fn read(text: &str) -> Result<Expected, NotTested> {
        let members = Members::read(text.as_bytes()).ok_or_else(|| {
            NotTested::wrong(
                "`expect` is not an object".to_owned(),
                "write keys of a determination: `{\"outcome\": \"criteria_met\"}`",
            )
        })?;
        if members.0.is_empty() {
            return Err(NotTested::NothingExpected { misspelled: None });
        }
        if let Some(key) = members.repeated() {
            return Err(NotTested::repeated(&format!("expect/{key}")));
        }
        let entries = members.0.iter().map(|(key, value)| entry(key, value.get()));
        let expected = Expected { entries: entries.collect::<Result<_, _>>()? };
        expected.checked()
    }

    /// The case has to be refused.
    pub fn is_refusal(&self) -> bool {
        self.entries.iter().any(is_refusal)
    }

    /// A tree of criteria is expected, which is not computed otherwise.
    pub fn has_criteria(&self) -> bool {
        self.entries.iter().any(|entry| TREES.contains(&entry.key))
    }

    fn checked(self) -> Result<Expected, NotTested> {
        let other = self.entries.iter().find(|entry| !OF_REFUSED.contains(&entry.key));
        match other {
            Some(other) if self.is_refusal() => Err(NotTested::wrong(
                format!("`problems` and `{}` cannot both be expected", other.key),
                "leave one of them out: a case with problems has no determination",
            )),
            _ => Ok(self),
        }
    }
}

fn is_refusal(entry: &Entry) -> bool {
    entry.key == PROBLEMS && entry.value.as_array().is_some_and(|problems| !problems.is_empty())
}

fn entry(key: &str, text: &str) -> Result<Entry, NotTested> {
    let names = || KEYS.iter().map(|(name, _)| *name);
    let Some((key, shape)) = KEYS.iter().find(|(name, _)| *name == key) else {
        return Err(unknown(key, "a determination", names()));
    };
    let value = serde_json::from_str::<Value>(text).map_err(|error| {
        NotTested::wrong(format!("`{key}` cannot be read: {error}"), "write it as JSON")
    })?;
    match shape {
        Shape::Set | Shape::Problems if !value.is_array() => {
            return Err(NotTested::wrong(
                format!("`{key}` is not a list"),
                format!("write `\"{key}\": […]`, or `[]` if there should be none"),
            ));
        }
        Shape::Set | Shape::Problems | Shape::Section | Shape::Plain => {}
    }
    match *key {
        "outcome" => check_outcome(&value)?,
        "section" => check_parts(&value, "a section", &PARTS_OF_SECTION)?,
        "approval" => check_parts(&value, "an approval", &PARTS_OF_APPROVAL)?,
        tree if TREES.contains(&tree) => items(&value).try_for_each(check_criterion)?,
        PROBLEMS => items(&value)
            .try_for_each(|problem| check_parts(problem, "a problem", &PARTS_OF_PROBLEM))?,
        _ => {}
    }
    Ok(Entry { key, shape: *shape, value })
}

fn check_outcome(value: &Value) -> Result<(), NotTested> {
    let Some(name) = value.as_str().filter(|name| Outcome::from_name(name).is_none()) else {
        return Ok(());
    };
    let names = || Outcome::ALL.into_iter().map(Outcome::name);
    let listed = names().collect::<Vec<_>>().join(", ");
    Err(NotTested::wrong(
        format!("`{name}` is no outcome"),
        did_you_mean(name, names()).unwrap_or_else(|| format!("the outcomes are {listed}")),
    ))
}

/// All keys of an object are among its parts.
fn check_parts(value: &Value, what: &str, parts: &'static [&'static str]) -> Result<(), NotTested> {
    let keys = value.as_object().into_iter().flat_map(|object| object.keys());
    match keys.into_iter().find(|key| !parts.contains(&&***key)) {
        Some(key) => Err(unknown(key, what, parts.iter().copied())),
        None => Ok(()),
    }
}

fn check_criterion(criterion: &Value) -> Result<(), NotTested> {
    check_parts(criterion, "a criterion", &PARTS_OF_CRITERION)?;
    criterion.get("guard").map_or(Ok(()), check_criterion)?;
    ["children", "parts", "otherwise"]
        .iter()
        .filter_map(|part| criterion.get(part))
        .flat_map(items)
        .try_for_each(check_criterion)
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn unknown<'n>(key: &str, of: &str, names: impl Iterator<Item = &'n str> + Clone) -> NotTested {
    let listed = names.clone().collect::<Vec<_>>().join(", ");
    NotTested::wrong(
        format!("`{key}` is no key of {of}"),
        did_you_mean(key, names).unwrap_or_else(|| format!("the keys are {listed}")),
    )
}

#[cfg(test)]
mod tests {
    use super::{Expected, NotTested};

    fn wrong(text: &str) -> (String, String) {
        match Expected::read(text).unwrap_err() {
            NotTested::Wrong { problem, help } => (problem, help),
            NotTested::Broken | NotTested::NothingExpected { .. } => panic!("{text}"),
        }
    }

    #[test]
    fn what_cannot_be_compared_is_told_with_what_to_write() {
        for (text, problem, help) in [
            (
                r#"{"outcom": "refer"}"#,
                "`outcom` is no key of a determination",
                "did you mean `outcome`?",
            ),
            (
                r#"{"outcome": "criteria_meet"}"#,
                "`criteria_meet` is no outcome",
                "did you mean `criteria_met`?",
            ),
            (
                r#"{"section": {"nam": "a"}}"#,
                "`nam` is no key of a section",
                "did you mean `name`?",
            ),
            (
                r#"{"approval": {"length": "P3M"}}"#,
                "`length` is no key of an approval",
                "the keys are duration, limit",
            ),
            (
                r#"{"criteria": [{"children": [{"truht": "met"}]}]}"#,
                "`truht` is no key of a criterion",
                "did you mean `truth`?",
            ),
            (
                r#"{"problems": [{"paths": "/a"}]}"#,
                "`paths` is no key of a problem",
                "did you mean `path`?",
            ),
            (
                r#"{"missing": "nyha"}"#,
                "`missing` is not a list",
                "write `\"missing\": […]`, or `[]` if there should be none",
            ),
            (
                r#"{"problems": ["/a"], "outcome": "refer"}"#,
                "`problems` and `outcome` cannot both be expected",
                "leave one of them out: a case with problems has no determination",
            ),
            (
                r#"{"missing": [], "missing": []}"#,
                "`expect/missing` is there more than once",
                "leave one of them out",
            ),
            (
                "[]",
                "`expect` is not an object",
                "write keys of a determination: `{\"outcome\": \"criteria_met\"}`",
            ),
        ] {
            assert_eq!(wrong(text), (problem.to_owned(), help.to_owned()), "{text}");
        }
        assert!(matches!(Expected::read("{}"), Err(NotTested::NothingExpected { .. })));
    }

    #[test]
    fn no_problems_and_an_outcome_can_both_be_expected() {
        let expected = Expected::read(r#"{"problems": [], "outcome": null}"#).unwrap();
        assert!(!expected.is_refusal() && !expected.has_criteria());
        assert!(Expected::read(r#"{"problems": ["/a"], "id": "1"}"#).unwrap().is_refusal());
        assert!(Expected::read(r#"{"criteria": [{"children": []}]}"#).unwrap().has_criteria());
    }
}
