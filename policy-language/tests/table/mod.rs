//! The tables of mistakes in `tests/mistakes/`, a family a file: what was typed, and what is said
//! about it.
//!
//! A case has a name, and around what kind of text it is typed; the text; and after `--` what is
//! said. In the text, a line `// corrected: …` is above the line that it replaces; several in a
//! row replace it together, an empty one takes it out.
#![allow(dead_code, reason = "each test file uses a part of it")]

use policy_language::{Checked, File, Located, Span, check_files};
use std::fs;
use std::path::{Path, PathBuf};

macro_rules! policy_head {
    () => {
        "policy_macros::policy! {\n    example<clinical> {\n        payer \"Example Health\";\n        number \"EX.1\";\n        source \"example.pdf\";\n"
    };
}
/// A vocabulary with histories of every form, whose entries have attributes of every type.
macro_rules! records {
    () => {
        "vocabulary! {
    pub members {
        /// Body weight
        weight: quantity in kg from 1 to 500,
        /// Highest dose of the label
        dose_limit: quantity in mg from 1 to 5_000,
        /// Cycles that are asked for
        requested_cycles: count from 0 to 50,
        /// Start of therapy
        therapy_start: date,
        /// Creatinine
        creatinine: measurement in mg/dL from 0 to 50,
        /// Protein in the urine of a day
        protein: measurement in mg from 0 to 50_000,
        /// Type of migraine
        migraine: code [Episodic, Chronic],
        /// Trial of a medicine
        trial: courses with {
            medicine: code [Topiramate, Propranolol, Other],
            dose: quantity in mg from 0 to 5_000,
            adherent: flag,
            cycles: count from 0 to 50,
            approved: date,
            stopped_for: code [NoBenefit, SideEffects, Other],
        },
        /// Relative
        relative: records with {
            degree: code [First, Second],
            disease: code [BreastCancer, Other],
        },
        /// Emergency visit
        visit: events,
        /// Blood pressure
        pressure: readings with {
            systolic: quantity in mmHg from 40 to 300,
            seated: flag,
        },
    }
}
policy! {
    example<members> {
        payer \"Example Health\";
        number \"EX.1\";
        source \"example.pdf\";
"
    };
}

/// The families, in the order in which they are shown.
pub const FAMILIES: [&str; 44] = [
    "spelling",
    "phrases",
    "exceptions",
    "sentences",
    "windows",
    "lists",
    "names",
    "types",
    "counts",
    "ages",
    "on_file",
    "limits",
    "units",
    "ranges",
    "calculations",
    "sums",
    "baselines",
    "records",
    "readings",
    "history_days",
    "precedence",
    "outline",
    "joined",
    "labels",
    "addressees",
    "codes",
    "code_lists",
    "dates",
    "versions",
    "sections",
    "otherwise",
    "approvals",
    "layout",
    "logic",
    "claims",
    "accept",
    "metadata",
    "define",
    "tables",
    "arguments",
    "vocabulary",
    "declarations",
    "attributes",
    "together",
];

const CORRECTED: &str = "// corrected:";

/// A family of mistakes.
pub struct Family {
    pub name: &'static str,
    /// What its members have in common.
    pub what: String,
    pub cases: Vec<Case>,
}

/// A text with mistakes.
pub struct Case {
    pub family: &'static str,
    pub name: String,
    /// What is around the text.
    pub kind: Kind,
    /// The text as it is in the table, without what is around it.
    pub typed: String,
    /// What the table says is said about it.
    pub said: String,
}

/// What is around a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A policy over the clinical vocabulary, and a section of it.
    Criteria,
    /// A policy over the clinical vocabulary.
    Policy,
    /// A policy over a vocabulary with records, and a section of it.
    Records,
    /// A vocabulary.
    Vocabulary,
    /// Nothing: the text is a file.
    File,
}

impl Kind {
    const ALL: [(Kind, &'static str); 5] = [
        (Kind::Criteria, "criteria"),
        (Kind::Policy, "policy"),
        (Kind::Records, "records"),
        (Kind::Vocabulary, "vocabulary"),
        (Kind::File, "file"),
    ];

    fn name(self) -> &'static str {
        Kind::ALL.iter().find(|(kind, _)| *kind == self).unwrap().1
    }

    /// Before the text, how far it is moved to the right, and after it.
    fn around(self) -> (&'static str, usize, &'static str) {
        match self {
            Kind::Criteria => (
                concat!(policy_head!(), "        section criteria {\n"),
                12,
                "        } => criteria_met for 3 months;\n    }\n}\n",
            ),
            Kind::Policy => (policy_head!(), 8, "    }\n}\n"),
            Kind::Records => (
                concat!(records!(), "        section criteria {\n"),
                12,
                "        } => criteria_met for 3 months;\n    }\n}\n",
            ),
            Kind::Vocabulary => {
                ("policy_macros::vocabulary! {\n    pub members {\n", 8, "    }\n}\n")
            }
            Kind::File => ("", 0, ""),
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes")
}

fn path(family: &str) -> PathBuf {
    folder().join(family).with_extension("txt")
}

/// All families.
pub fn families() -> Vec<Family> {
    FAMILIES.map(|name| read(name, &fs::read_to_string(path(name)).unwrap())).into()
}

/// All cases of all families.
pub fn cases() -> Vec<Case> {
    families().into_iter().flat_map(|family| family.cases).collect()
}

fn read(name: &'static str, table: &str) -> Family {
    let (what, rest) = table.split_once("\n\n").unwrap();
    let case = |block: &str| {
        let (head, rest) = block.split_once('\n').unwrap();
        let (case, kind) = head.split_once(" | ").unwrap();
        let kind =
            Kind::ALL.iter().find(|(_, name)| *name == kind).unwrap_or_else(|| panic!("{head}")).0;
        let (typed, said) = rest.split_once("\n--\n").unwrap_or_else(|| panic!("{head}"));
        Case {
            family: name,
            name: case.to_owned(),
            kind,
            typed: typed.to_owned(),
            said: said.trim_end().to_owned(),
        }
    };
    let rest = format!("\n{rest}");
    let cases = rest.split("\n== ").skip(1).map(case).collect();
    Family { name, what: what.to_owned(), cases }
}

/// Writes the tables with what is said now.
pub fn write(families: &[Family]) {
    for family in families {
        let case = |case: &Case| {
            format!(
                "== {} | {}\n{}\n--\n{}\n",
                case.name,
                case.kind.name(),
                case.typed,
                case.report()
            )
        };
        let cases = family.cases.iter().map(case).collect::<Vec<_>>().join("\n");
        fs::write(path(family.name), format!("{}\n\n{cases}", family.what)).unwrap();
    }
}

impl Case {
    /// The whole file.
    pub fn text(&self) -> String {
        self.around(&self.typed)
    }

    /// A file in which this is typed.
    pub fn around(&self, typed: &str) -> String {
        let (before, indent, behind) = self.kind.around();
        let moved = |line: &str| {
            if line.is_empty() {
                "\n".to_owned()
            } else {
                format!("{}{line}\n", " ".repeat(indent))
            }
        };
        format!("{before}{}{behind}", typed.split('\n').map(moved).collect::<String>())
    }

    /// What is said about it, as it is in the table.
    pub fn report(&self) -> String {
        let text = self.text();
        let file = File::read("case.rs", text.as_str());
        let (before, indent, _) = self.kind.around();
        let above = before.matches('\n').count();
        let place = |span: &Span| {
            let (line, column) = (file.line(span.range.start), file.column(span.range.start));
            let shown = text[span.range.clone()].split('\n').next().unwrap_or_default();
            let more = if text[span.range.clone()].contains('\n') { "…" } else { "" };
            // Around the text, no line is counted.
            let line = line
                .checked_sub(above)
                .filter(|line| *line > 0)
                .map_or("before".to_owned(), |line| line.to_string());
            format!("{line}:{} `{shown}{more}`", column.saturating_sub(indent))
        };
        let mut lines = Vec::new();
        let Checked { diagnostics, notes, .. } = checked(&text);
        for found in diagnostics.into_iter().chain(notes) {
            let note = if found.severity.name() == "note" { "note " } else { "" };
            lines.push(format!("{note}{}: {}", place(&found.at), found.message));
            // Where the vocabulary declares a fact is not of interest here, and changes with it.
            let is_around =
                |span: &Span| self.kind == Kind::Records && file.line(span.range.start) <= above;
            let labels = found
                .labels
                .iter()
                .filter(|(span, _)| span.file == found.at.file && !is_around(span));
            lines.extend(labels.map(|(span, label)| format!("    and {}: {label}", place(span))));
            lines.extend(found.help.iter().map(|help| format!("    help: {help}")));
            lines.extend(found.notes.iter().map(|note| format!("    note: {note}")));
            lines.extend(
                found
                    .replacement
                    .iter()
                    .filter(|(span, _)| span.file == 0)
                    .map(|(span, new)| format!("    fix: {} becomes `{new}`", place(span))),
            );
        }
        lines.join("\n")
    }

    /// The right form of the wrong lines; empty where the table does not have it.
    pub fn corrected(&self) -> Vec<&str> {
        self.typed
            .lines()
            .filter(|line| is_correction(line))
            .map(|line| correction(line).trim())
            .collect()
    }

    /// The text without its mistake; `None` where the table does not have it.
    pub fn corrected_text(&self) -> Option<String> {
        if self.corrected().is_empty() {
            return None;
        }
        let mut lines = Vec::new();
        let mut corrected = false;
        for line in self.typed.lines() {
            if is_correction(line) {
                corrected = true;
                lines.push(correction(line));
            } else if !std::mem::take(&mut corrected) {
                lines.push(line);
            }
        }
        Some(self.around(&lines.join("\n")))
    }

    /// The lines that are wrong; the whole text where it has several mistakes.
    pub fn wrong_lines(&self) -> Vec<String> {
        let lines = self.typed.lines().collect::<Vec<_>>();
        if self.family == "together" {
            return lines
                .into_iter()
                .filter(|line| !line.starts_with("use ") && !line.starts_with("fn main"))
                .map(str::to_owned)
                .collect();
        }
        let follows = |number: &usize| {
            *number > 0 && is_correction(lines[number - 1]) && !is_correction(lines[*number])
        };
        let wrong = (0..lines.len())
            .filter(follows)
            .map(|number| lines[number].trim().to_owned())
            .collect::<Vec<_>>();
        if !wrong.is_empty() {
            return wrong;
        }
        let text = self.text();
        let file = File::read("case.rs", text.as_str());
        let touched = |found: &Located| {
            file.line(found.at.range.start)..=file.line(found.at.range.end.saturating_sub(1))
        };
        let mut numbers = check(&text).iter().flat_map(touched).collect::<Vec<_>>();
        numbers.sort_unstable();
        numbers.dedup();
        let all = text.lines().collect::<Vec<_>>();
        numbers.into_iter().map(|number| all[number - 1].trim().to_owned()).collect()
    }

    /// What is said, without places and replacements.
    pub fn messages(&self) -> Vec<String> {
        let said = |found: &Located| {
            let help = found.help.iter().map(|help| format!("help: {help}"));
            let notes = found.notes.iter().map(|note| format!("note: {note}"));
            [found.message.clone()]
                .into_iter()
                .chain(help)
                .chain(notes)
                .collect::<Vec<_>>()
                .join("\n")
        };
        check(&self.text()).iter().map(said).collect()
    }
}

/// What is said about a file with this text.
pub fn check(text: &str) -> Vec<Located> {
    checked(text).diagnostics
}

fn checked(text: &str) -> Checked {
    let mut files = vec![File::read("case.rs", text)];
    if !text.contains("vocabulary!") {
        files
            .push(File::read("vocabulary.rs", include_str!("../../../policies/src/vocabulary.rs")));
    }
    check_files(&files)
}

fn is_correction(line: &str) -> bool {
    line.trim_start().starts_with(CORRECTED)
}

fn correction(line: &str) -> &str {
    line.trim_start().strip_prefix(CORRECTED).unwrap_or(line)
}
