//! `policy evaluate`: what a policy says about cases.
//!
//! Each case is answered when it has been read, in its place: by a determination, or by all that is
//! wrong with it.

use crate::Format;
use crate::batch::{ReadCase, Threads, answer_all};
use crate::catalog::Catalog;
use crate::failure::{Failure, Status};
use crate::output::Output;
use crate::tally::Tally;
use crate::text::{self, Detail};
use policy_core::json::{CaseDocument, determination_to_json, problems_to_json};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

const EXAMPLES: &str = "\
A file holds one case (a JSON object), a list of cases, or one case per line (NDJSON); the format is detected from the content.
If the first line is a complete object, every line is one case and gets one answer, whatever it contains.
If a case cannot be read, its answer says what is wrong, and the others are still evaluated. Answers come in the order of the cases, on any number of threads.
A case larger than 16 MB is refused. Long runs show their progress if standard error is a terminal and the answers go elsewhere.

Exit status: 0; 1 if a case was refused; 2 if a file could not be read or held no case, or the usage was wrong.

Examples:
  policy evaluate NAME case.json --explain
  policy evaluate NAME january.ndjson february.ndjson --format json > determinations.ndjson
  policy demo NAME --cases | policy evaluate NAME -";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Evaluate {
    /// The policy
    #[arg(value_name = "NAME")]
    policy: String,
    /// Files of cases; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Output for people or for programs: one line of JSON per case
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Show every criterion with its evidence, not only the unknown and unmet ones
    #[arg(long)]
    explain: bool,
    /// Number of threads; by default, as many as can run at the same time
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

impl Evaluate {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut Output) -> Result<Status, Failure> {
        let program = *catalog.find(&self.policy)?.program();
        let tally = Arc::new(Tally::default());
        let answering = Answering {
            policy: &program.policy().name,
            format: self.format,
            explain: self.explain,
            tally: Arc::clone(&tally),
        };
        let answer =
            move |output: &mut dyn Write, case: ReadCase<'_>| answering.answer(&case, output);
        let status = answer_all(program, &self.files, Threads::new(self.threads), output, answer)?;
        if self.format == Format::Text && tally.cases() > 1 {
            writeln!(output)?;
            tally.print(output)?;
        }
        Ok(status)
    }
}

/// How cases are answered.
struct Answering {
    policy: &'static str,
    format: Format,
    explain: bool,
    tally: Arc<Tally>,
}

impl Answering {
    fn answer(&self, case: &ReadCase<'_>, output: &mut dyn Write) -> io::Result<()> {
        if self.format == Format::Text && case.position > 0 {
            writeln!(output)?;
        }
        match &case.document {
            Ok(CaseDocument { id, sources, case: documented }) => {
                let assessment = documented.assess();
                let determination = assessment.determination();
                self.tally.add(determination.outcome());
                let explanation = if self.explain || self.format == Format::Text {
                    assessment.explain()
                } else {
                    assessment.summarize()
                };
                match self.format {
                    Format::Json => {
                        writeln!(output, "{}", determination_to_json(id.as_ref(), &explanation))
                    }
                    Format::Text => {
                        let detail =
                            if self.explain { Detail::Everything } else { Detail::OpenAndNotMet };
                        text::print_determination(
                            output,
                            &case.title(),
                            &assessment,
                            &explanation,
                            detail,
                        )?;
                        if self.explain { text::print_sources(output, sources) } else { Ok(()) }
                    }
                }
            }
            Err(problems) => {
                self.tally.add_refused();
                match self.format {
                    Format::Json => writeln!(output, "{}", problems_to_json(self.policy, problems)),
                    Format::Text => text::print_problems(output, &case.title(), problems),
                }
            }
        }
    }
}
