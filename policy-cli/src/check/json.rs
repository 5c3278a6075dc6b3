//! Mistakes for programs: one a line, with places as lines, columns and bytes.

use crate::output::print_json;
use policy_language::{Checked, File, Located, Span};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Prints all mistakes, one a line.
pub fn print(output: &mut dyn Write, files: &[File], checked: &Checked) -> io::Result<()> {
    checked
        .diagnostics
        .iter()
        .chain(&checked.notes)
        .try_for_each(|diagnostic| print_json(output, value(files, diagnostic)))
}

fn value(files: &[File], diagnostic: &Located) -> Value {
    let labels = diagnostic
        .labels
        .iter()
        .map(|(span, text)| with_text(place(files, span), text))
        .collect::<Vec<_>>();
    json!({
        "severity": diagnostic.severity.name(),
        "message": diagnostic.message,
        "at": place(files, &diagnostic.at),
        "labels": labels,
        "help": diagnostic.help,
        "notes": diagnostic.notes,
        "replacement": diagnostic.replacement.as_ref().map(|(span, text)| with_text(place(files, span), text)),
    })
}

fn with_text(mut place: Value, text: &str) -> Value {
    if let Some(place) = place.as_object_mut() {
        place.insert("text".to_owned(), text.into());
    }
    place
}

fn place(files: &[File], span: &Span) -> Value {
    let Some(file) = files.get(span.file) else { return Value::Null };
    let position =
        |byte: usize| json!({ "line": file.line(byte), "column": file.column(byte), "byte": byte });
    json!({ "file": file.name, "start": position(span.range.start), "end": position(span.range.end) })
}
