//! Mistakes as a compiler shows them: the author's lines, with every place that is involved underlined.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};
use policy_language::{Checked, File, Located, Span};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Prints all mistakes, and how many there are.
pub fn print(output: &mut dyn Write, files: &[File], checked: &Checked) -> io::Result<()> {
    let renderer = Renderer::styled();
    for diagnostic in &checked.diagnostics {
        writeln!(output, "{}\n", renderer.render(&[group(files, diagnostic)]))?;
    }
    writeln!(output, "{}", summary(checked))
}

fn group<'f>(files: &'f [File], diagnostic: &'f Located) -> Group<'f> {
    let mut group = Level::ERROR.primary_title(harmless(&diagnostic.message)).elements(snippets(files, diagnostic));
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(harmless(help)));
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(harmless(note)));
    }
    group
}

/// One for each file that is involved, the one with the mistake first.
fn snippets<'f>(files: &'f [File], diagnostic: &'f Located) -> Vec<Snippet<'f, Annotation<'f>>> {
    let primary = (AnnotationKind::Primary, &diagnostic.at, None);
    let others = diagnostic.labels.iter().map(|(span, label)| (AnnotationKind::Context, span, Some(label.as_str())));
    let mut annotations: BTreeMap<(bool, usize), Vec<_>> = BTreeMap::new();
    for (kind, span, label) in [primary].into_iter().chain(others) {
        let Some(file) = files.get(span.file) else { continue };
        let annotation = kind.span(shown(file, span)).label(label.map(harmless));
        annotations.entry((span.file != diagnostic.at.file, span.file)).or_default().push(annotation);
    }
    let snippet = |((_, number), annotations): ((bool, usize), Vec<_>)| {
        let file = files.get(number)?;
        Some(Snippet::source(without_controls(&file.text)).path(harmless(&file.name)).annotations(annotations))
    };
    annotations.into_iter().filter_map(snippet).collect()
}

/// A text that cannot steer a terminal.
fn harmless(text: &str) -> String {
    normalize_untrusted_str(&without_controls(text))
}

/// The controls that begin at U+0080 steer a terminal as well, and the renderer shows them as they are. What is shown instead takes as many bytes, so that places stay.
fn without_controls(text: &str) -> Cow<'_, str> {
    if text.contains(is_late_control) { Cow::Owned(text.replace(is_late_control, "·")) } else { Cow::Borrowed(text) }
}

fn is_late_control(character: char) -> bool {
    ('\u{80}'..='\u{9f}').contains(&character)
}

/// The place as it is underlined: of a whole block of lines, its first one.
fn shown(file: &File, span: &Span) -> std::ops::Range<usize> {
    let text = file.text.get(span.range.clone()).unwrap_or_default();
    let first_line = text.split(['\r', '\n']).next().map_or(0, str::len);
    span.range.start..span.range.start.saturating_add(first_line)
}

fn summary(checked: &Checked) -> String {
    let count = |number: usize, one: &str, several: &str| format!("{number} {}", if number == 1 { one } else { several });
    let what = format!("{} and {}", count(checked.policies, "policy", "policies"), count(checked.vocabularies, "vocabulary", "vocabularies"));
    match checked.diagnostics.len() {
        0 => format!("{what} checked: nothing is wrong"),
        mistakes => format!("{what} checked: {}", count(mistakes, "mistake", "mistakes")),
    }
}
