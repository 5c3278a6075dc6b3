//! `policy test`: does a policy say what the rows of a file expect of it?

mod difference;
mod expected;
mod file;
mod json;
mod not_tested;
mod replace;
mod row;
mod score;
mod text;
mod update;
mod verdict;

use crate::Format;
use crate::catalog::Catalog;
use crate::failure::{Failure, Status, complain};
use crate::output::{Output, print_json};
use file::{test_file, update_file};
use score::Score;
use std::io::Write;
use std::path::PathBuf;

const EXAMPLES: &str = "\
A row of a file is {\"case\": {…}, \"expect\": {…}}, as in the output of `policy cases`. `expect` has any keys of a determination, as `policy evaluate --format json`
writes them; a key that it does not have is not compared. A misspelled key is an error, and so is a row that expects nothing. Other keys of a row are notes: `why` is shown
where the row differs. Files hold one row per line (NDJSON), a list of rows, or one row.

The order of `not_met`, `undecided`, `missing`, `missing_details`, `advisories` and `problems` is not compared; what is absent or extra is shown. Of `approval`, `section` and
`criteria`, only the keys that are expected are compared. `section` may be a citation or a name: \"section\": \"I.A\".
A case that has to be refused expects its problems, by their places or by some of their keys: \"problems\": [\"/nyha\"]. \"problems\": [] expects that it is not refused.

With --update: the values of `expect` that differ are replaced in the file by what was found, and nothing else is changed; review the changes as you would those of a policy.
A row that expects nothing gets its outcome. A case that is refused unexpectedly, and a row with a mistake, stay as they are.

Exit status: 0 if all agree or have been updated; 1 if some differ; 2 if a row or a file could not be tested, there is none, or the usage was wrong.

Examples:
  policy test NAME cases.ndjson
  policy test NAME january.ndjson february.ndjson --format json
  policy test NAME cases.ndjson --update
  policy cases NAME | policy test NAME -";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Test {
    /// The policy
    #[arg(value_name = "NAME")]
    policy: String,
    /// Files of rows; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Output for people or for programs: one object
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Replace what is expected by what was found, in the files
    #[arg(long)]
    update: bool,
}

impl Test {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut Output) -> Result<Status, Failure> {
        let program = *catalog.find(&self.policy)?.program();
        if self.update && self.files.iter().any(|file| file.as_os_str() == "-") {
            return Err(Failure::Usage {
                error: "`--update` cannot change standard input".to_owned(),
                help: Some("name the file that is to be changed".to_owned()),
                note: None,
            });
        }
        let (mut score, mut status, mut rows) = (Score::default(), Status::Success, Vec::new());
        for path in &self.files {
            let tested =
                if self.update { update_file(&program, path) } else { test_file(&program, path) };
            score.add(&tested);
            for row in &tested.others {
                match self.format {
                    Format::Text => text::print(output, row)?,
                    Format::Json => rows.push(json::row(&tested.name, row)),
                }
            }
            if let Some(complaint) = &tested.complaint {
                output.flush()?;
                complain(complaint, None, None);
                status = Status::Failed;
            }
        }
        match self.format {
            Format::Json => {
                print_json(output, json::report(&program.policy().name, &score, &rows))?;
            }
            Format::Text if score.cases() > 0 => text::print_score(output, &score)?,
            Format::Text => {}
        }
        Ok(status.max(score.status()))
    }
}
