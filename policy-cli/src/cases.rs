//! `policy cases`: cases that meet the test obligations of a policy, and which of them a file of
//! cases leaves out.

use crate::Format;
use crate::batch::read_all;
use crate::catalog::Catalog;
use crate::failure::{Failure, Status};
use crate::output::{Output, print_json};
use crate::style::{HEADING, MET, NOT_MET, QUIET};
use crate::tally::counted;
use policy_analysis::json::generated_case_to_json;
use policy_analysis::obligations::{Obligation, Standing, Suite};
use policy_core::case::Chart;
use policy_core::policy::Policy;
use policy_core::worlds::Unanswered;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Without --check: generates cases, one per line, in the form {\"case\": {…}, \"expect\": {…}, \"why\": \"…\", \"covers\": […]}. They provide masking MC/DC (modified
condition/decision coverage) with boundary values: each predicate of the policy decides in two cases that differ only in its fact, at and next to its
boundary values, and when it is unknown. Each section concludes, through each of its arms; each advisory is given; each version has its first and last day.
A case documents only what it needs. The expected answers are the reference evaluator's: review them before you rely on them.

With --check: lists which of these test obligations the files of cases cover, and which they do not; the exit status is 1 if one that could be covered is not.
An obligation that no case can meet is listed with the reason, and apart from these, one for which neither a case nor a proof was found.

Exit status: 0; 1 if something is not covered; 2 if a file or a case in it could not be read, or the usage was wrong.

Examples:
  policy cases NAME > cases.ndjson
  policy cases NAME@VERSION | policy evaluate NAME -
  policy cases NAME --check cases.ndjson --format json";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Cases {
    /// The policy; `NAME@VERSION` for one of its versions
    #[arg(value_name = "NAME[@VERSION]")]
    policy: String,
    /// Report what these files of cases cover; `-` is standard input
    #[arg(long, value_name = "FILE", num_args = 1..)]
    check: Vec<PathBuf>,
    /// Output for people or for programs: one object
    #[arg(long, value_enum, default_value_t, requires = "check")]
    format: Format,
}

/// An obligation and how many cases cover it.
type Checked<'s> = (&'s Obligation, usize);

impl Cases {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut Output) -> Result<Status, Failure> {
        let (entry, version) = catalog.find_with_version(&self.policy)?;
        let policy = entry.policy();
        let suite = Suite::of(policy, version).map_err(|unanswered| match unanswered {
            Unanswered::TooLarge => Failure::Usage {
                error: format!("the conditions of `{}` can turn out in too many ways to prove anything about them", self.policy),
                help: None,
                note: None,
            },
            Unanswered::Fault(fault) => {
                Failure::internal(&format!("proof of policy `{}`", self.policy), fault)
            }
        })?;
        if self.check.is_empty() {
            for case in &suite.cases {
                print_json(output, generated_case_to_json(policy, &suite, case))?;
            }
            return Ok(Status::Success);
        }
        let cases = read_all(entry.program(), &self.check)?;
        let charts = cases.iter().map(|case| &**case as &dyn Chart).collect::<Vec<_>>();
        let covering = suite.coverage(policy, &charts).into_iter().map(|cases| cases.len());
        let checked = suite.obligations.iter().zip(covering).collect::<Vec<_>>();
        match self.format {
            Format::Json => print_json(output, in_json(policy, &checked))?,
            Format::Text => print(output, policy, &checked, cases.len())?,
        }
        Ok(if checked.iter().any(is_gap) { Status::Refused } else { Status::Success })
    }
}

/// It could be covered and is not.
fn is_gap((obligation, cases): &Checked<'_>) -> bool {
    *cases == 0 && obligation.standing == Standing::Possible
}

fn status((obligation, cases): &Checked<'_>) -> &'static str {
    match obligation.standing {
        _ if *cases > 0 => "covered",
        Standing::Possible => "not_covered",
        Standing::Impossible(_) => "impossible",
        Standing::NotFound => "not_found",
    }
}

fn in_json(policy: &Policy, checked: &[Checked<'_>]) -> Value {
    let obligation = |checked: &Checked<'_>| {
        let (obligation, cases) = checked;
        let reason = if let Standing::Impossible(reason) = obligation.standing {
            Some(reason)
        } else {
            None
        };
        json!({ "id": obligation.id, "sentence": obligation.sentence, "status": status(checked), "cases": cases, "reason": reason })
    };
    json!({ "policy": policy.name, "obligations": checked.iter().map(obligation).collect::<Vec<_>>() })
}

fn print(
    output: &mut Output,
    policy: &Policy,
    checked: &[Checked<'_>],
    cases: usize,
) -> io::Result<()> {
    let of = |wanted: &'static str| {
        checked
            .iter()
            .filter(move |checked| status(checked) == wanted)
            .map(|(obligation, _)| *obligation)
    };
    let (covered, open) = (of("covered").count(), of("not_covered").count());
    let style = if open == 0 { MET } else { NOT_MET };
    let told = format!("{covered} of {} obligations are covered", covered.saturating_add(open));
    let cases = counted(cases, "case", "cases");
    writeln!(output, "{}: {} by {cases}", HEADING.on(&policy.name), style.on(told))?;
    for (title, wanted) in [
        ("Not covered", "not_covered"),
        ("Impossible", "impossible"),
        ("Neither a case nor a proof that there is none", "not_found"),
    ] {
        let mut listed = of(wanted).peekable();
        if listed.peek().is_some() {
            writeln!(output, "\n{}", HEADING.on(title))?;
        }
        for obligation in listed {
            writeln!(output, "  {}  {}", obligation.id, QUIET.on(&obligation.sentence))?;
            if let Standing::Impossible(reason) = obligation.standing {
                writeln!(output, "    {reason}")?;
            }
        }
    }
    Ok(())
}
