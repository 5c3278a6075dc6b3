//! `policy check` reports everything that a build reports about a text: the same mistakes, at the
//! same places, with the same help.
//!
//! In: the cases of the compile-fail suite, some of each family of mistakes, where rustc's words
//! are kept next to each. Notes are compared, too, but for those that name a line: there the
//! command underlines it.

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

/// What rustc says in words of its own, since it reads the text before the macro does; here the
/// command is more exact. The case, the place and the message.
const BEFORE_THE_MACRO: [(&str, usize, usize, &str); 7] = [
    (
        "names/vocabulary",
        3,
        35,
        "the vocabulary `clincal` is in none of these files\nhelp: did you mean `clinical`?",
    ),
    (
        "spelling/apostrophe",
        10,
        16,
        "an apostrophe cannot be used outside of quotation marks\nhelp: write prose in quotation marks, as in `note \"…\"`, and names without apostrophes",
    ),
    (
        "spelling/curly_quotation_marks",
        10,
        23,
        "curly quotation marks cannot be read\nhelp: write `\"II\"`",
    ),
    (
        "spelling/en_dash_in_a_range",
        10,
        31,
        "a range is not written with `–`\nhelp: write `between 18 and 65`",
    ),
    ("spelling/missing_brace", 8, 26, "`{` is never closed\nhelp: write `}` before `}` on line 9"),
    (
        "spelling/missing_bracket",
        8,
        39,
        "`[` is never closed\nhelp: write `]` before `;` on line 8",
    ),
    ("spelling/sign_pasted_from_a_pdf", 10, 20, "`≥` cannot be read\nhelp: write `>=`"),
];

#[test]
fn the_command_says_what_the_compiler_says() {
    let vocabulary = vocabulary();
    let (mut differences, mut compared, mut exceptions) = (Vec::new(), 0, 0);
    for case in cases() {
        let files = [
            File::read("case.rs", fs::read_to_string(&case).unwrap()),
            File::read("vocabulary.rs", vocabulary.clone()),
        ];
        let said: BTreeSet<Said> = check_files(&files)
            .diagnostics
            .iter()
            .filter(|found| found.at.file == 0)
            .map(|found| by_command(found, &files[0]))
            .collect();
        let case = case.with_extension("");
        let exception = BEFORE_THE_MACRO.iter().find(|(name, ..)| case.ends_with(name));
        if let Some((name, line, column, text)) = exception {
            let only =
                said.iter().map(|said| (said.line, said.column, &*said.text)).collect::<Vec<_>>();
            assert_eq!(only, [(*line, *column, *text)], "{name}");
            exceptions += 1;
            continue;
        }
        let compiler = by_compiler(&fs::read_to_string(case.with_extension("stderr")).unwrap());
        compared += compiler.len();
        if compiler != said {
            differences
                .push(format!("{}\ncompiler: {compiler:#?}\ncommand: {said:#?}", case.display()));
        }
    }
    assert!(
        differences.is_empty(),
        "{} cases differ\n{}",
        differences.len(),
        differences.join("\n\n")
    );
    assert!(compared > 30 && exceptions == BEFORE_THE_MACRO.len(), "{compared} and {exceptions}");
}

fn vocabulary() -> String {
    fs::read_to_string(root().join("policies/src/vocabulary.rs")).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn cases() -> Vec<PathBuf> {
    let entries = |folder: &Path| {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<BTreeSet<_>>()
    };
    let families = entries(&root().join("tests/compile_fail/cases"));
    families
        .iter()
        .flat_map(|family| entries(family))
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
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
        let text = text
            .lines()
            .map(str::trim)
            .filter(|line| !names_a_line(line) && !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n");
        let mut place = rest.lines().next().unwrap().rsplit(':');
        let (column, line) =
            (place.next().unwrap().trim().parse().unwrap(), place.next().unwrap().parse().unwrap());
        let underline = rest.lines().find_map(|line| {
            line.split_once('|')
                .map(|(_, drawn)| drawn.trim())
                .filter(|drawn| drawn.starts_with('^'))
        });
        let length = underline
            .map_or(0, |underline| underline.chars().take_while(|sign| *sign == '^').count());
        Said { line, column, text, length }
    };
    blocks.map(said).collect()
}

/// `note: the first one is on line 9`, `note: … is declared at policies/src/vocabulary.rs:74`
fn names_a_line(printed: &str) -> bool {
    printed.starts_with("note: ")
        && [" is on line ", " begins on line ", " is declared "]
            .iter()
            .any(|words| printed.contains(words))
}
