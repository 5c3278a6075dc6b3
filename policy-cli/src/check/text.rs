//! Mistakes as a compiler shows them: the author's lines, with every place that is involved
//! underlined.

use crate::tally::counted;
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};
use policy_language::diagnostic::Severity;
use policy_language::{Checked, File, Located, Span};
use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

/// How far apart two places of a file may be to be shown together, in lines. What is between them
/// is left out anyway.
const TOGETHER: usize = 200;

/// Prints all mistakes, and how many there are.
pub fn print(output: &mut dyn Write, files: &[File], checked: &Checked) -> io::Result<()> {
    let renderer = Renderer::styled();
    for diagnostic in checked.diagnostics.iter().chain(&checked.notes) {
        writeln!(output, "{}\n", renderer.render(&[group(files, diagnostic)]))?;
    }
    let empty = checked
        .without_blocks
        .iter()
        .filter_map(|number| files.get(*number))
        .map(|file| format!("`{}`", harmless(&file.name)));
    let empty = empty.collect::<Vec<_>>();
    if !empty.is_empty() {
        writeln!(output, "no policy or vocabulary in {}", empty.join(", "))?;
    }
    writeln!(output, "{}", summary(checked))
}

fn group<'f>(files: &'f [File], diagnostic: &'f Located) -> Group<'f> {
    let level = if diagnostic.severity == Severity::Note { Level::NOTE } else { Level::ERROR };
    let mut group =
        level.primary_title(harmless(&diagnostic.message)).elements(snippets(files, diagnostic));
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(harmless(help)));
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(harmless(note)));
    }
    group
}

/// A part of a file that is shown as a whole.
struct Excerpt<'f> {
    file: &'f File,
    /// From its first line to its last.
    lines: (usize, usize),
    places: Vec<(AnnotationKind, Range<usize>, Option<&'f str>)>,
}

/// The place of the mistake first, then the others, those that are near each other together.
fn snippets<'f>(files: &'f [File], diagnostic: &'f Located) -> Vec<Snippet<'f, Annotation<'f>>> {
    let primary = (AnnotationKind::Primary, &diagnostic.at, None);
    let others = diagnostic
        .labels
        .iter()
        .map(|(span, label)| (AnnotationKind::Context, span, Some(label.as_str())));
    let mut excerpts: Vec<Excerpt<'_>> = Vec::new();
    for (kind, span, label) in [primary].into_iter().chain(others) {
        let Some(file) = files.get(span.file) else { continue };
        let range = shown(file, span);
        let line = file.line(range.start);
        let near = |excerpt: &&mut Excerpt<'_>| {
            let (first, last) = excerpt.lines;
            std::ptr::eq(excerpt.file, file)
                && first <= line.saturating_add(TOGETHER)
                && line <= last.saturating_add(TOGETHER)
        };
        match excerpts.iter_mut().find(near) {
            Some(excerpt) => {
                excerpt.lines = (excerpt.lines.0.min(line), excerpt.lines.1.max(line));
                excerpt.places.push((kind, range, label));
            }
            None => excerpts.push(Excerpt {
                file,
                lines: (line, line),
                places: vec![(kind, range, label)],
            }),
        }
    }
    excerpts.into_iter().map(snippet).collect()
}

/// Only the lines that are shown are looked at: a file may have thousands of policies, and as many
/// mistakes.
fn snippet(excerpt: Excerpt<'_>) -> Snippet<'_, Annotation<'_>> {
    let Excerpt { file, lines: (first, last), places } = excerpt;
    let bytes = file.line_start(first)..file.line_start(last.saturating_add(1));
    let text = file.text.get(bytes.clone()).unwrap_or_default();
    let annotations = places.into_iter().map(|(kind, range, label)| {
        let inside = |byte: usize| byte.saturating_sub(bytes.start);
        kind.span(inside(range.start)..inside(range.end)).label(label.map(harmless))
    });
    Snippet::source(without_controls(text))
        .line_start(first)
        .path(harmless(&file.name))
        .annotations(annotations)
}

/// A text that cannot steer a terminal.
fn harmless(text: &str) -> String {
    normalize_untrusted_str(&without_controls(text))
}

/// The controls that begin at U+0080 steer a terminal as well, and the renderer shows them as they
/// are. What is shown instead takes as many bytes, so that places stay.
fn without_controls(text: &str) -> Cow<'_, str> {
    if text.contains(is_late_control) {
        Cow::Owned(text.replace(is_late_control, "·"))
    } else {
        Cow::Borrowed(text)
    }
}

fn is_late_control(character: char) -> bool {
    ('\u{80}'..='\u{9f}').contains(&character)
}

/// The place as it is underlined: of several lines, the first one.
fn shown(file: &File, span: &Span) -> Range<usize> {
    let text = file.text.get(span.range.clone()).unwrap_or_default();
    let first_line = text.split(['\r', '\n']).next().map_or(0, str::len);
    span.range.start..span.range.start.saturating_add(first_line)
}

fn summary(checked: &Checked) -> String {
    let what = format!(
        "{} and {}",
        counted(checked.policies, "policy", "policies"),
        counted(checked.vocabularies, "vocabulary", "vocabularies")
    );
    let found = match checked.diagnostics.len() {
        0 => "nothing is wrong".to_owned(),
        mistakes => counted(mistakes, "mistake", "mistakes"),
    };
    match checked.notes.len() {
        0 => format!("{what} checked: {found}"),
        notes => format!("{what} checked: {found}; {}", counted(notes, "note", "notes")),
    }
}
