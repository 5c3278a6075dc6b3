//! What came of rows, for people. Whatever comes from a file is shown without control characters.

use super::difference::{Difference, Kind};
use super::score::Score;
use super::verdict::{Tested, Update, Verdict};
use crate::style::{HEADING, MET, NOT_MET, QUIET, UNKNOWN};
use policy_core::case::Problem;
use policy_core::unseen::escaped;
use serde_json::Value;
use std::io::{self, Write};

/// A row that does not agree, or has been updated; nothing for others.
pub fn print(output: &mut dyn Write, tested: &Tested) -> io::Result<()> {
    let (mark, style) = match &tested.verdict {
        Verdict::Agrees => return Ok(()),
        _ if tested.is_updated => ("✓", MET),
        Verdict::Differs(_) | Verdict::Refused(_) => ("✗", NOT_MET),
        Verdict::NotTested { .. } => ("?", UNKNOWN),
    };
    // Without an id, the place is the title.
    let line = tested.id.as_ref().map(|_| format!("  {}", tested.line)).unwrap_or_default();
    let title = HEADING.on(escaped(&tested.title));
    writeln!(output, "{} {title}{}", style.on(mark), QUIET.on(line))?;
    let mut lines = Lines { rows: Vec::new() };
    match &tested.verdict {
        Verdict::Agrees => {}
        Verdict::Differs(differences) => {
            for found in differences {
                lines.difference(found);
            }
        }
        Verdict::Refused(problems) => {
            for found in &problems.problems {
                lines.problem(found);
            }
        }
        // What was missing has been written.
        Verdict::NotTested { .. } if tested.is_updated => {}
        Verdict::NotTested { problem, help } => {
            lines.push("not tested", problem.clone());
            lines.push("help", help.clone());
        }
    }
    lines.rows.extend(tested.why.iter().map(|why| ("why".to_owned(), "", why.clone())));
    lines.rows.extend(tested.reason.iter().map(|why| ("reason".to_owned(), "", why.clone())));
    match &tested.update {
        Some(Update::Outcome(outcome)) if tested.is_updated => {
            lines.push("updated", format!("the file now expects {}", shown(outcome)));
        }
        Some(Update::Values(_)) if tested.is_updated => {
            lines.push("updated", "the file now expects what was found".to_owned());
        }
        Some(Update::Outcome(_) | Update::Values(_)) | None => {}
    }
    lines.print(output)?;
    writeln!(output)
}

/// How many rows agree.
pub fn print_score(output: &mut dyn Write, score: &Score) -> io::Result<()> {
    let verb =
        |number: u64, one: &'static str, many: &'static str| if number == 1 { one } else { many };
    let Score { agree, differ, updated, not_tested } = *score;
    let style = if differ.saturating_add(not_tested) == 0 { MET } else { NOT_MET };
    let mut told = format!("{agree} {}", verb(agree, "agrees", "agree"));
    told += &format!(", {differ} {}", verb(differ, "differs", "differ"));
    for (number, words) in [
        (updated, verb(updated, "is updated", "are updated")),
        (not_tested, verb(not_tested, "was not tested", "were not tested")),
    ] {
        if number > 0 {
            told += &format!(", {number} {words}");
        }
    }
    let cases = score.cases();
    let noun = verb(cases, "case", "cases");
    writeln!(output, "{}: {}", HEADING.on(format!("{cases} {noun}")), style.on(told))
}

/// Lines of a row: a key, a word for what follows, and that. A key is written once.
struct Lines {
    rows: Vec<(String, &'static str, String)>,
}

impl Lines {
    fn push(&mut self, key: &str, text: String) {
        self.rows.push((key.to_owned(), "", text));
    }

    fn difference(&mut self, difference: &Difference) {
        let place = &difference.place;
        let mut add = |word, value| self.rows.push((place.clone(), word, shown(value)));
        match &difference.kind {
            Kind::Value { expected, found } => {
                add("expected", expected);
                add("found", found);
            }
            Kind::List { absent, extra } => {
                for (word, values) in [("absent", absent), ("extra", extra)] {
                    for value in values {
                        add(word, value);
                    }
                }
            }
        }
    }

    fn problem(&mut self, problem: &Problem) {
        let path =
            if problem.path.is_empty() { String::new() } else { format!("{}: ", problem.path) };
        self.push("refused", format!("{path}{}", problem.problem));
        self.rows.push(("refused".to_owned(), "help:", problem.help.clone()));
    }

    fn print(&self, output: &mut dyn Write) -> io::Result<()> {
        let width = self.rows.iter().map(|(key, ..)| key.len()).max().unwrap_or(0);
        let mut last = "";
        for (key, word, text) in &self.rows {
            let shown = if key == last { "" } else { key };
            last = key;
            let key = QUIET.on(escaped(shown));
            let style = match *word {
                "expected" | "absent" => MET,
                "found" | "extra" => NOT_MET,
                _ => QUIET,
            };
            match *word {
                "" => writeln!(output, "    {key:width$}  {}", escaped(text))?,
                "help:" => {
                    writeln!(output, "    {key:width$}    {} {}", style.on(word), escaped(text))?;
                }
                _ => writeln!(output, "    {key:width$}  {:8}  {}", style.on(word), escaped(text))?,
            }
        }
        Ok(())
    }
}

/// A text without quotation marks, unless it would be taken for something else.
fn shown(value: &Value) -> String {
    match value.as_str() {
        Some(text) if serde_json::from_str::<Value>(text).is_err() && !text.trim().is_empty() => {
            text.to_owned()
        }
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::shown;
    use serde_json::json;

    #[test]
    fn a_text_is_shown_as_it_is_unless_it_could_be_something_else() {
        for (value, text) in [
            (json!("refer"), "refer"),
            (json!(""), "\"\""),
            (json!("null"), "\"null\""),
            (json!(null), "null"),
            (json!("12"), "\"12\""),
            (json!(12), "12"),
            (json!({"a": ["b"]}), "{\"a\":[\"b\"]}"),
        ] {
            assert_eq!(shown(&value), text);
        }
    }
}
