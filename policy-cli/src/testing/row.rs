//! A row of a file of tests. In: its text. Out: the case in it, what is expected of it, and why it
//! cannot be tested if that is so.

use super::expected::Expected;
use super::not_tested::NotTested;
use crate::input::Members;
use policy_core::suggest::nearest;

/// A row, `{"case": {…}, "expect": {…}}`; other keys are notes for its readers.
pub struct Row<'t> {
    /// The text of the case: the whole row if it is nothing but a case.
    pub case: &'t [u8],
    pub expected: Result<Expected, NotTested>,
    /// What its author says that it is there for.
    pub why: Option<String>,
}

impl<'t> Row<'t> {
    pub fn read(text: &'t [u8]) -> Row<'t> {
        let Some(members) = Members::read(text) else {
            return Row { case: text, expected: Err(NotTested::Broken), why: None };
        };
        let why = members.get("why").and_then(|why| serde_json::from_str(why.get()).ok());
        let case = members.get("case").map(|case| case.get().as_bytes());
        let expected = match (case, members.get("expect")) {
            // The reader of cases complains about what is repeated in a case alone.
            (Some(_), _) | (None, Some(_)) if members.repeated().is_some() => {
                Err(NotTested::repeated(members.repeated().unwrap_or_default()))
            }
            (Some(_), Some(expect)) => Expected::read(expect.get()),
            (None, Some(_)) => Err(NotTested::wrong(
                "the row has no `case`".to_owned(),
                "write `{\"case\": {…}, \"expect\": {…}}`",
            )),
            (_, None) => {
                let misspelled =
                    members.0.iter().find(|(key, _)| !nearest(key, ["expect"]).is_empty());
                let misspelled = misspelled.map(|(key, _)| key.clone());
                Err(NotTested::NothingExpected { misspelled })
            }
        };
        Row { case: case.unwrap_or(text), expected, why }
    }
}

#[cfg(test)]
mod tests {
    use super::Row;
    use crate::testing::not_tested::NotTested;

    fn told(text: &str) -> String {
        match Row::read(text.as_bytes()).expected {
            Ok(_) => "tested".to_owned(),
            Err(NotTested::Broken) => "broken".to_owned(),
            Err(NotTested::NothingExpected { misspelled }) => {
                format!("nothing {}", misspelled.unwrap_or_default())
            }
            Err(NotTested::Wrong { problem, .. }) => problem,
        }
    }

    #[test]
    fn a_row_is_tested_only_if_what_is_expected_can_be_compared() {
        let tested = r#"{"name": 1, "expect": {"outcome": "refer"}, "case": {"id": "1"}}"#;
        assert_eq!(told(tested), "tested");
        assert_eq!(Row::read(tested.as_bytes()).case, br#"{"id": "1"}"#);
        assert_eq!(told(r#"{"case": {}, "expct": {}}"#), "nothing expct");
        for plain in [r#"{"case": {}}"#, r#"{"id": "1"}"#, r#"{"case": {}, "expect": {}}"#] {
            assert_eq!(told(plain), "nothing ");
        }
        assert_eq!(told(r#"{"expect": {"outcome": "refer"}}"#), "the row has no `case`");
        let twice = r#"{"case": {}, "expect": {"outcome": "refer"}, "expect": {}}"#;
        assert_eq!(told(twice), "`expect` is there more than once");
        for broken in ["", "12", "[]", "{", r#"{"case": }"#] {
            assert_eq!(told(broken), "broken");
        }
    }
}
