//! `policy letter`: letters that ask for what a case does not document, one to each addressee
//! outside the payer. In: cases. Out: the letters of each, and a note for the office on what is not
//! asked of anyone outside.
//!
//! There is no other kind of letter. No outcome is a denial, so there is nothing that a letter of
//! denial could be written from.

mod html;
mod text;

use crate::asked::Purposes;
use crate::batch::{ReadCase, Threads, answer_all};
use crate::catalog::Catalog;
use crate::failure::{Failure, Status, complain};
use crate::nodes::Node;
use crate::output::Output;
use crate::particulars::open_details;
use crate::render::{Asked, Report, html as document};
use clap::ValueEnum;
use policy_core::NaiveDate;
use policy_core::explain::Question;
use policy_core::json::CaseDocument;
use policy_core::vocabulary::Addressee;
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
A request for information asks for what could still change the outcome, in the order of `policy questions`: one letter to each addressee outside the payer (provider,
pharmacy, member) says what to send and cites the paragraphs that ask for it. Questions of which the vocabulary does not say who can answer them are in a letter
whose addressee is left open. What the plan or product data can answer is in no letter: a note for the office lists it, and says so if there is nothing to ask.
Letters are dated with --date; without it, there is a line to fill in.

There is no letter of denial: if criteria are not met, the request goes to a clinician.

Exit status: 0; 1 if a case was refused: the problems are on standard error; 2 if a file could not be read or held no case, or the usage was wrong.

Examples:
  policy letter NAME case.json --request-information --date 2026-11-23
  policy letter NAME case.json --request-information --format html > letters.html";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Letter {
    /// The policy
    #[arg(value_name = "NAME")]
    policy: String,
    /// Files of cases; `-` is standard input
    #[arg(value_name = "CASE", required = true)]
    files: Vec<PathBuf>,
    /// Ask for what is missing; the only kind of letter
    #[arg(long)]
    request_information: bool,
    /// The date of the letters
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<NaiveDate>,
    /// Form of the letters
    #[arg(long, value_enum, default_value_t)]
    format: LetterFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug, Default)]
enum LetterFormat {
    /// Plain text
    #[default]
    Text,
    /// For a browser and for paper: one document, a page for each letter
    Html,
}

fn day(text: &str) -> Result<NaiveDate, &'static str> {
    text.parse().map_err(|_| "write a date as in 2026-11-21")
}

impl Letter {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut Output) -> Result<Status, Failure> {
        let program = *catalog.find(&self.policy)?.program();
        if !self.request_information {
            return Err(Failure::Usage {
                error: "what kind of letter is not said".to_owned(),
                help: Some(
                    "add `--request-information`, which asks for what is missing".to_owned(),
                ),
                note: Some(
                    "there is no other kind, and no letter of denial: if criteria are not met, a clinician decides"
                        .to_owned(),
                ),
            });
        }
        let (format, date) = (self.format, self.date);
        if format == LetterFormat::Html {
            let policy = program.policy();
            let title = format!("Requests for information: {} ({})", policy.title, policy.number);
            output.write_all(document::begin(&title).into_string().as_bytes())?;
        }
        // On one thread, so that what is said on the standard error is in the order of the cases.
        let threads = Threads::new(Some(1));
        let status = answer_all(program, &self.files, threads, output, move |output, case| {
            write_letters(output, &case, format, date)
        })?;
        if format == LetterFormat::Html {
            output.write_all(document::END.as_bytes())?;
        }
        Ok(status)
    }
}

fn write_letters(
    output: &mut dyn Write,
    case: &ReadCase<'_>,
    format: LetterFormat,
    date: Option<NaiveDate>,
) -> io::Result<()> {
    let document = match &case.document {
        Ok(document) => document,
        Err(problems) => {
            let error = format!("the case in {} is refused: {problems}", case.line());
            complain(&error, Some("`policy evaluate` says how to correct each problem"), None);
            return Ok(());
        }
    };
    let CaseDocument { case: documented, .. } = document;
    let assessment = documented.assess();
    let explanation = assessment.explain();
    let report = Report {
        title: case.title(),
        position: case.position,
        document,
        assessment: &assessment,
        explanation: &explanation,
    };
    let correspondence = Correspondence::of(&report, date);
    match format {
        LetterFormat::Text => text::print(output, &correspondence),
        LetterFormat::Html => html::print(output, &correspondence),
    }
}

/// All letters about a case.
struct Correspondence<'a, 'p> {
    report: &'a Report<'a, 'p>,
    date: Option<NaiveDate>,
    letters: Vec<Request<'p>>,
    office: Office,
}

/// A request for information to one addressee.
struct Request<'p> {
    /// Who it goes to; left open if the vocabulary does not say who can answer.
    to: Option<&'static str>,
    items: Vec<Item<'p>>,
}

/// Something to send.
struct Item<'p> {
    /// The question.
    text: String,
    /// The paragraphs that ask for it.
    citations: Vec<&'p str>,
    /// What is documented already, and does not suffice.
    on_file: Vec<String>,
}

/// What no one outside is asked.
struct Office {
    /// What is to be done with it, and the questions.
    questions: Vec<(&'static str, Vec<String>)>,
    /// What else there is to say.
    remarks: Vec<String>,
}

impl<'a, 'p> Correspondence<'a, 'p> {
    fn of(report: &'a Report<'a, 'p>, date: Option<NaiveDate>) -> Correspondence<'a, 'p> {
        let nodes = report.nodes();
        let purposes = report.purposes(&nodes);
        let (mut letters, mut questions) = (Vec::new(), Vec::new());
        for group in report.asked() {
            let Asked { addressee, questions: asked } = &group;
            let to = match Asking::of(*addressee) {
                Asking::Outside(to) => Some(to),
                Asking::Someone => None,
                Asking::Office => {
                    let texts = asked.iter().map(|question| question.text.clone()).collect();
                    questions.push((group.request(), texts));
                    continue;
                }
            };
            let items = asked.iter().map(|question| item(report, &nodes, &purposes, question));
            letters.push(Request { to, items: items.collect() });
        }
        let mut remarks = Vec::new();
        if letters.is_empty() && questions.is_empty() {
            remarks.push(format!(
                "Nothing is asked: the outcome is \"{}\", and no answer could change it.",
                report.explanation.outcome
            ));
        } else if letters.is_empty() {
            remarks.push("Nothing is asked of anyone outside.".to_owned());
        }
        if let Some(facts) = open_details(&report.policy().vocabulary, report.explanation) {
            remarks.push(format!("What follows from the outcome depends on {facts}."));
        }
        Correspondence { report, date, letters, office: Office { questions, remarks } }
    }
}

impl Office {
    const fn is_silent(&self) -> bool {
        self.questions.is_empty() && self.remarks.is_empty()
    }
}

/// Who is asked.
enum Asking {
    /// Someone outside, by letter.
    Outside(&'static str),
    /// The vocabulary does not say who, so the letter leaves it open.
    Someone,
    /// No one outside could know.
    Office,
}

impl Asking {
    const fn of(addressee: Option<Addressee>) -> Asking {
        match addressee {
            Some(Addressee::Provider) => Asking::Outside("the requesting provider"),
            Some(Addressee::Pharmacy) => Asking::Outside("the dispensing pharmacy"),
            Some(Addressee::Member) => Asking::Outside("the member"),
            Some(Addressee::Plan | Addressee::Product) => Asking::Office,
            None => Asking::Someone,
        }
    }
}

fn item<'p>(
    report: &Report<'_, 'p>,
    nodes: &[Node<'_>],
    purposes: &Purposes<'_, 'p>,
    question: &Question<'p>,
) -> Item<'p> {
    let label = report.policy().vocabulary.label_of(question.id);
    let mut on_file = Vec::new();
    // Of a criterion on several facts, only what is said about this one: others may be someone
    // else's to know.
    if report.is_documented(question.id) {
        let open = nodes.iter().filter(|node| {
            node.explained.truth().is_unknown() && node.facts().contains(&question.id)
        });
        let lines = open.flat_map(|node| node.explained.evidence());
        for line in lines.filter(|line| line.starts_with(label)) {
            if !on_file.iter().any(|known| known == line) {
                on_file.push(line.to_owned());
            }
        }
    }
    Item { text: question.text.clone(), citations: purposes.citations(question.id), on_file }
}
