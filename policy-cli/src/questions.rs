//! `policy questions`: what to ask about cases, and whom, the most decisive first.

use crate::Format;
use crate::asked::print_by_addressee;
use crate::batch::{ReadCase, Threads, answer_all};
use crate::catalog::Catalog;
use crate::failure::{Failure, Status};
use crate::output::{Output, print_json};
use crate::style::{HEADING, Style};
use crate::text::{print_field, print_problems};
use policy_core::explain::{Explanation, Question};
use policy_core::json::{CaseDocument, problems_to_json};
use policy_core::policy::Policy;
use policy_core::unseen::escaped;
use policy_core::vocabulary::Addressee;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
The list is minimal: with an answer to every question, the policy reaches an outcome, and each answer can matter. The first question is the one whose
answer decides most; each is followed by the fact that records the answer. Where the vocabulary says who can answer (`asked of provider`), questions are
put to each of them in turn. If nothing is missing, the outcome is shown.

Files are read as by `policy evaluate`: one case, a list of cases, or one case per line; a case that cannot be read gets its answer in its place.

Exit status: 0; 1 if a case was refused; 2 if a file could not be read or held no case, or the usage was wrong.

Examples:
  policy questions NAME case.json
  policy questions NAME cases.ndjson --format json
  echo '{\"request_date\": \"2026-11-21\", \"service_date\": \"2026-12-01\"}' | policy questions NAME -";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Questions {
    /// The policy
    #[arg(value_name = "NAME")]
    policy: String,
    /// Files of cases; `-` is standard input
    #[arg(value_name = "CASE", required = true)]
    files: Vec<PathBuf>,
    /// Output for people or for programs: one line of JSON per case
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Questions {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut Output) -> Result<Status, Failure> {
        let program = *catalog.find(&self.policy)?.program();
        let format = self.format;
        answer_all(program, &self.files, Threads::new(None), output, move |output, case| {
            match format {
                Format::Json => print_json(output, answer_json(program.policy(), &case)),
                Format::Text => print(output, &case),
            }
        })
    }
}

/// What is told about a case.
fn ask(document: &CaseDocument) -> (Explanation<'static>, Vec<Question<'static>>) {
    let assessment = document.case.assess();
    (assessment.summarize(), assessment.questions())
}

fn answer_json(policy: &Policy, case: &ReadCase<'_>) -> String {
    match &case.document {
        Ok(document) => {
            let (explanation, questions) = ask(document);
            let questions = questions.iter().map(|question| {
                let asked_of = question.asked_of.map(Addressee::name);
                json!({ "fact": question.fact, "question": question.text, "asked_of": asked_of })
            });
            let answer = json!({
                "id": document.id,
                "policy": explanation.policy,
                "version": explanation.version,
                "outcome": explanation.outcome.name(),
                "questions": questions.collect::<Value>(),
            });
            answer.to_string()
        }
        Err(problems) => problems_to_json(&policy.name, problems),
    }
}

fn print(output: &mut dyn Write, case: &ReadCase<'_>) -> io::Result<()> {
    if case.position > 0 {
        writeln!(output)?;
    }
    match &case.document {
        Ok(document) => print_questions(output, &case.title(), document),
        Err(problems) => print_problems(output, &case.title(), problems),
    }
}

fn print_questions(output: &mut dyn Write, title: &str, document: &CaseDocument) -> io::Result<()> {
    let (explanation, questions) = ask(document);
    writeln!(output, "{}", HEADING.on(escaped(title)))?;
    print_field(output, "outcome", Style::of_outcome(explanation.outcome).on(explanation.outcome))?;
    if questions.is_empty() {
        print_field(output, "reason", escaped(&explanation.reason))?;
        return print_field(output, "ask for", "nothing; no answer could change the outcome");
    }
    print_by_addressee(output, questions, |number, question| format!("{number}. {}", question.text))
}
