//! `policy evaluate`: what a policy says about cases.
//!
//! Each case is answered when it has been read, in its place: by a determination, or by all that is
//! wrong with it.

use crate::batch::{ReadCase, Threads, answer_all};
use crate::catalog::Catalog;
use crate::failure::{Failure, Status};
use crate::output::Output;
use crate::render::files::Folder;
use crate::render::{AnswerFormat, Rendering, html};
use crate::tally::Tally;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

const EXAMPLES: &str = "\
A file holds one case (a JSON object), a list of cases, or one case per line (NDJSON); the format is detected from the content.
If the first line is a complete object, every line is one case and gets one answer, whatever it contains.
If a case cannot be read, its answer says what is wrong, and the others are still evaluated. Answers come in the order of the cases, on any number of threads.
HTML is one document without scripts: it prints on US Letter, folds what does not decide, and has room for the reviewer's decision. Markdown is for a ticket.
With --out, each case gets a file of its own, named by its position: 000001.html, 000002.html, …; a file that is there already is not overwritten.
A case larger than 16 MB is refused. Long runs show their progress if standard error is a terminal and the answers go elsewhere.

Exit status: 0; 1 if a case was refused; 2 if a file could not be read or written or held no case, or the usage was wrong.

Examples:
  policy evaluate NAME case.json --explain
  policy evaluate NAME january.ndjson february.ndjson --format json > determinations.ndjson
  policy evaluate NAME case.json --format html > case.html
  policy evaluate NAME january.ndjson --format html --out january
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
    /// Form of the answers
    #[arg(long, value_enum, default_value_t)]
    format: AnswerFormat,
    /// Write each answer into a new file in this folder, which is created if there is none
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Show every criterion with its evidence, not only the unknown and unmet ones; HTML always does
    #[arg(long)]
    explain: bool,
    /// Number of threads; by default, as many as can run at the same time
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

impl Evaluate {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut Output) -> Result<Status, Failure> {
        let program = *catalog.find(&self.policy)?.program();
        let policy = program.policy();
        let folder = self.out.as_deref();
        let folder = folder.map(|path| Folder::open(path, self.format.extension())).transpose()?;
        let is_document = self.format == AnswerFormat::Html && folder.is_none();
        let is_told = self.format == AnswerFormat::Text || folder.is_some();
        let tally = Arc::new(Tally::default());
        let answering = Answering {
            rendering: Rendering { policy, format: self.format, explain: self.explain },
            folder,
            tally: Arc::clone(&tally),
        };
        let answer =
            move |output: &mut dyn Write, case: ReadCase<'_>| answering.answer(&case, output);
        if is_document {
            let title = format!("{} ({})", policy.title, policy.number);
            output.write_all(html::begin(&title).into_string().as_bytes())?;
        }
        let status = answer_all(program, &self.files, Threads::new(self.threads), output, answer)?;
        if is_document {
            output.write_all(html::END.as_bytes())?;
        }
        if is_told && (tally.cases() > 1 || self.out.is_some()) {
            if self.out.is_none() {
                writeln!(output)?;
            }
            tally.print(output)?;
        }
        Ok(status)
    }
}

/// How cases are answered.
struct Answering {
    rendering: Rendering,
    folder: Option<Folder>,
    tally: Arc<Tally>,
}

impl Answering {
    fn answer(&self, case: &ReadCase<'_>, output: &mut dyn Write) -> io::Result<()> {
        let outcome = match &self.folder {
            None => {
                let is_spaced = match self.rendering.format {
                    AnswerFormat::Text | AnswerFormat::Markdown => true,
                    AnswerFormat::Html | AnswerFormat::Json => false,
                };
                if is_spaced && case.position > 0 {
                    writeln!(output)?;
                }
                self.rendering.write(output, case)?
            }
            Some(folder) => {
                let mut answer = Vec::new();
                let outcome = self.rendering.write_document(&mut answer, case)?;
                folder.write(case.position, &answer)?;
                outcome
            }
        };
        match outcome {
            Some(outcome) => self.tally.add(outcome),
            None => self.tally.add_refused(),
        }
        Ok(())
    }
}
