//! `policy demo`: what the policies say about their example cases, as a self-explanatory
//! table.

use crate::catalog::{Catalog, PolicyEntry};
use crate::failure::{Failure, Status};
use crate::style::{HEADING, NOT_MET, QUIET, Style};
use crate::table::{Cell, Table};
use crate::tally::Tally;
use policy_core::case::CaseId;
use policy_core::json::read_case;
use policy_core::policy::Outcome;
use policy_core::unseen::escaped;
use policy_core::wording::sentence::section_name;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::io::{self, Write};

const INTRODUCTION: &str = "\
Each line is a request for care, evaluated against the criteria of a payer's coverage policy.
No outcome is a decision about care: a request that does not meet the criteria, or is not covered, goes to a clinician, and missing documentation is asked for.";

/// How many cases of each policy are shown if no policy is named; the first lines of its cases
/// are those that introduce it best.
const SHOWN: usize = 10;

#[derive(clap::Args, Debug)]
pub struct Demo {
    /// Only this policy, and all of its cases
    #[arg(value_name = "NAME")]
    policy: Option<String>,
    /// Print the cases themselves, one per line, as `policy evaluate` reads them
    #[arg(long)]
    cases: bool,
}

impl Demo {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut dyn Write) -> Result<Status, Failure> {
        let entries = match &self.policy {
            Some(name) => std::slice::from_ref(catalog.find(name)?),
            None => catalog.entries(),
        };
        if self.cases {
            entries
                .iter()
                .flat_map(lines_of)
                .try_for_each(|line| writeln!(output, "{}", Example::read(line).case))?;
            return Ok(Status::Success);
        }
        let shown = if self.policy.is_some() { usize::MAX } else { SHOWN };
        let mut demonstration = Demonstration::default();
        for entry in entries {
            for (position, line) in lines_of(entry).enumerate() {
                demonstration.add(entry, &Example::read(line), position < shown);
            }
        }
        demonstration.print(output)?;
        if let Some(entry) = entries.iter().find(|entry| lines_of(entry).next().is_some()) {
            print_next_steps(output, &entry.policy().name)?;
        }
        Ok(demonstration.status)
    }
}

fn lines_of(entry: &PolicyEntry) -> impl Iterator<Item = &'static str> {
    entry.cases().lines().filter(|line| !line.trim().is_empty())
}

fn print_next_steps(output: &mut dyn Write, policy: &str) -> io::Result<()> {
    let steps = [
        (format!("policy show {policy}"), "what the policy asks, in words"),
        (
            format!("policy demo {policy} --cases > cases.ndjson"),
            "its cases, to read and to change",
        ),
        (
            format!("policy evaluate {policy} cases.ndjson --explain"),
            "every criterion, and the evidence for it",
        ),
    ];
    let width = steps.iter().map(|(command, _)| command.len()).max().unwrap_or(0);
    writeln!(output, "\n{}", HEADING.on("Next"))?;
    steps.iter().try_for_each(|(command, purpose)| {
        writeln!(output, "  {command:width$}  {}", QUIET.on(purpose))
    })
}

/// A line of example cases.
struct Example<'a> {
    /// The JSON of the case.
    case: &'a str,
    /// The outcome that it is there to show.
    expected: Option<Outcome>,
    why: String,
}

impl<'a> Example<'a> {
    /// A line without the key `case` is a case itself.
    fn read(line: &'a str) -> Example<'a> {
        let members: BTreeMap<String, &'a RawValue> =
            serde_json::from_str(line).unwrap_or_default();
        let member = |name| members.get(name).map(|member| member.get());
        let text = |json: &str| serde_json::from_str::<String>(json).ok();
        let expected = member("expect").and_then(|json| serde_json::from_str::<Value>(json).ok());
        Example {
            case: member("case").unwrap_or(line),
            expected: expected
                .and_then(|expected| Outcome::from_name(expected.get("outcome")?.as_str()?)),
            why: member("why").and_then(text).unwrap_or_default(),
        }
    }
}

/// The table of all examples.
struct Demonstration {
    table: Table<5>,
    tally: Tally,
    hidden: u64,
    status: Status,
}

impl Default for Demonstration {
    fn default() -> Demonstration {
        Demonstration {
            table: Table::new(["policy", "case", "outcome", "section", "what it shows"]),
            tally: Tally::default(),
            hidden: 0,
            status: Status::Success,
        }
    }
}

impl Demonstration {
    /// What does not come out as expected is shown in any case.
    fn add(&mut self, entry: &PolicyEntry, example: &Example<'_>, is_shown: bool) {
        let policy = Cell::plain(&*entry.policy().name);
        let why = Cell::plain(escaped(&example.why));
        let named = |id: Option<CaseId>| Cell::plain(escaped(id.as_deref().unwrap_or_default()));
        match read_case(entry.program(), example.case.as_bytes()) {
            Ok(document) => {
                let determination = document.case.evaluate();
                let outcome = determination.outcome();
                self.tally.add(outcome);
                let unexpected = example.expected.filter(|expected| *expected != outcome);
                if unexpected.is_none() && !is_shown {
                    self.hidden = self.hidden.saturating_add(1);
                    return;
                }
                let outcome = match unexpected {
                    Some(expected) => {
                        self.status = Status::Refused;
                        Cell::new(format!("{outcome} (expected: {expected})"), NOT_MET)
                    }
                    None => Cell::new(outcome.to_string(), Style::of_outcome(outcome)),
                };
                let section = determination.section().map(|section| {
                    section.citation().map_or_else(|| section_name(&section.name), str::to_owned)
                });
                self.table.push([
                    policy,
                    named(document.id),
                    outcome,
                    Cell::plain(section.unwrap_or_default()),
                    why,
                ]);
            }
            Err(problems) => {
                self.tally.add_refused();
                self.status = Status::Refused;
                let problem =
                    problems.problems.first().map(ToString::to_string).unwrap_or_default();
                self.table.push([
                    policy,
                    named(problems.id),
                    Cell::new("refused", NOT_MET),
                    Cell::plain(""),
                    Cell::plain(escaped(&problem)),
                ]);
            }
        }
    }

    fn print(&self, output: &mut dyn Write) -> io::Result<()> {
        writeln!(output, "{INTRODUCTION}\n")?;
        self.table.print(output)?;
        if self.hidden > 0 {
            let words =
                format!("and {} more; `policy demo NAME` shows all of one policy", self.hidden);
            writeln!(output, "{}", QUIET.on(words))?;
        }
        writeln!(output)?;
        self.tally.print(output)
    }
}
