//! Whatever a build says about a text, `policy check` says as well: the same mistakes, at the same places, with the same help.
//!
//! In: the compile-fail suite, where rustc's words are kept beside each case. Notes are compared, too, but for those that name a line: there the command underlines it.

use policy_language::{File, Located, check_files};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A mistake as both can be asked for it: message, help and notes, and where its underline begins.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Said {
    line: usize,
    column: usize,
    text: String,
    /// The underlined characters; 0 where the place has several lines.
    length: usize,
}

#[test]
fn the_command_says_what_the_compiler_says() {
    let vocabulary = vocabulary();
    let (mut differences, mut compared) = (Vec::new(), 0);
    for case in cases() {
        let files = [File::read("case.rs", fs::read_to_string(&case).unwrap()), File::read("vocabulary.rs", vocabulary.clone())];
        let said = check_files(&files).diagnostics.iter().filter(|found| found.at.file == 0).map(|found| by_command(found, &files[0])).collect();
        let printed = fs::read_to_string(case.with_extension("stderr")).unwrap();
        let compiler: BTreeSet<Said> = by_compiler(&printed);
        compared += compiler.len();
        if compiler != said {
            differences.push(format!("{}\ncompiler: {compiler:#?}\ncommand: {said:#?}", case.display()));
        }
    }
    assert!(differences.is_empty(), "{} cases differ\n{}", differences.len(), differences.join("\n\n"));
    assert!(compared > 400, "{compared}");
}

fn vocabulary() -> String {
    fs::read_to_string(root().join("policies/src/vocabulary.rs")).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn cases() -> Vec<PathBuf> {
    let entries = |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<BTreeSet<_>>();
    let families = entries(&root().join("tests/compile_fail/cases"));
    families.iter().flat_map(|family| entries(family)).filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}

fn by_command(found: &Located, file: &File) -> Said {
    let lines = [found.message.clone()].into_iter();
    let help = found.help.iter().map(|help| format!("help: {help}"));
    let notes = found.notes.iter().map(|note| format!("note: {note}"));
    let underlined = &file.text[found.at.range.clone()];
    Said {
        line: file.line(found.at.range.start),
        column: file.column(found.at.range.start),
        text: lines.chain(help).chain(notes).collect::<Vec<_>>().join("\n"),
        length: if underlined.contains('\n') { 0 } else { underlined.chars().count() },
    }
}

/// Reads what rustc has printed.
fn by_compiler(printed: &str) -> BTreeSet<Said> {
    let blocks = printed.split("\n\n").filter_map(|block| block.strip_prefix("error: "));
    let said = |block: &str| {
        let (text, rest) = block.split_once("-->").unwrap_or_else(|| panic!("no place\n{block}"));
        let text = text.lines().map(str::trim).filter(|line| !names_a_line(line) && !line.is_empty()).collect::<Vec<_>>().join("\n");
        let mut place = rest.lines().next().unwrap().rsplit(':');
        let (column, line) = (place.next().unwrap().trim().parse().unwrap(), place.next().unwrap().parse().unwrap());
        let underline = rest.lines().find_map(|line| line.split_once('|').map(|(_, drawn)| drawn.trim()).filter(|drawn| drawn.starts_with('^')));
        let length = underline.map_or(0, |underline| underline.chars().take_while(|sign| *sign == '^').count());
        Said { line, column, text, length }
    };
    blocks.map(said).collect()
}

/// `note: the first one is on line 9`, `note: \`nyha\` is declared at policies/src/vocabulary.rs:74`
fn names_a_line(printed: &str) -> bool {
    printed.starts_with("note: ") && [" is on line ", " begins on line ", " is declared "].iter().any(|words| printed.contains(words))
}
