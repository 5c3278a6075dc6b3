//! The answer to a case as text, Markdown, HTML or JSON. In: a case that has been read. Out: its
//! answer, in the form that was asked for.

pub mod files;
pub mod html;
pub mod markdown;
mod report;

pub use report::{Asked, Report};

use crate::batch::ReadCase;
use crate::output::Finish;
use crate::text::{self, Detail};
use clap::ValueEnum;
use policy_core::json::{CaseDocument, determination_to_json, problems_to_json};
use policy_core::policy::{Outcome, Policy};
use std::io::{self, Write};

/// What an answer is for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug, Default)]
pub enum AnswerFormat {
    /// For a terminal
    #[default]
    Text,
    /// For a ticket
    Markdown,
    /// For a browser and for paper: one document, without scripts
    Html,
    /// For programs: one line of JSON per case
    Json,
}

impl AnswerFormat {
    /// How the names of files in this format end.
    pub const fn extension(self) -> &'static str {
        match self {
            AnswerFormat::Text => "txt",
            AnswerFormat::Markdown => "md",
            AnswerFormat::Html => "html",
            AnswerFormat::Json => "json",
        }
    }
}

/// How cases are rendered.
pub struct Rendering {
    pub policy: &'static Policy,
    pub format: AnswerFormat,
    /// Every criterion is shown, where not all formats do.
    pub explain: bool,
}

impl Rendering {
    /// Writes the answer to a case; the outcome, or nothing where the case was refused.
    pub fn write(
        &self,
        output: &mut dyn Write,
        case: &ReadCase<'_>,
    ) -> io::Result<Option<Outcome>> {
        match &case.document {
            Ok(document) => self.write_answer(output, case, document).map(Some),
            Err(problems) => {
                let title = case.title();
                match self.format {
                    AnswerFormat::Json => {
                        writeln!(output, "{}", problems_to_json(&self.policy.name, problems))
                    }
                    AnswerFormat::Text => text::print_problems(output, &title, problems),
                    AnswerFormat::Markdown => markdown::print_problems(output, &title, problems),
                    AnswerFormat::Html => {
                        let article = html::refused(&title, case.position, problems);
                        writeln!(output, "{}", article.into_string())
                    }
                }?;
                Ok(None)
            }
        }
    }

    /// Writes the answer to a case as a file of its own.
    pub fn write_document(
        &self,
        output: &mut Vec<u8>,
        case: &ReadCase<'_>,
    ) -> io::Result<Option<Outcome>> {
        let mut answer = Vec::new();
        let outcome = self.write(&mut answer, case)?;
        if self.format == AnswerFormat::Html {
            let words = outcome.map_or_else(|| "refused".to_owned(), |outcome| outcome.to_string());
            let title = format!("{}: {words}", case.title());
            output.extend(html::begin(&title).into_string().into_bytes());
            output.extend(answer);
            output.extend(html::END.as_bytes());
        } else {
            // Colors are for terminals.
            output.extend(Finish::Plain.text(answer));
        }
        Ok(outcome)
    }

    fn write_answer(
        &self,
        output: &mut dyn Write,
        case: &ReadCase<'_>,
        document: &CaseDocument,
    ) -> io::Result<Outcome> {
        let CaseDocument { id, sources, case: documented } = document;
        let assessment = documented.assess();
        let explanation = match self.format {
            AnswerFormat::Json if !self.explain => assessment.summarize(),
            AnswerFormat::Json
            | AnswerFormat::Text
            | AnswerFormat::Markdown
            | AnswerFormat::Html => assessment.explain(),
        };
        let detail = if self.explain { Detail::Everything } else { Detail::OpenAndNotMet };
        let report = || Report {
            title: case.title(),
            position: case.position,
            document,
            assessment: &assessment,
            explanation: &explanation,
        };
        match self.format {
            AnswerFormat::Json => {
                writeln!(output, "{}", determination_to_json(id.as_ref(), &explanation))?;
            }
            AnswerFormat::Text => {
                let title = case.title();
                text::print_determination(output, &title, &assessment, &explanation, detail)?;
                if self.explain {
                    text::print_sources(output, sources)?;
                }
            }
            AnswerFormat::Markdown => markdown::print(output, &report(), detail)?,
            AnswerFormat::Html => {
                writeln!(output, "{}", html::article::of(&report()).into_string())?;
            }
        }
        Ok(explanation.outcome)
    }
}
