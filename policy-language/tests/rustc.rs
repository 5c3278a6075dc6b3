//! What is read here without a problem, the compiler reads the same way; what is said to be refused
//! by it, it refuses.
//!
//! The compiler is asked twice: a macro of a crate made for the purpose writes down which tokens it
//! was given, and a program writes down which values its texts have.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may fail"
)]

use policy_language::scan::{Delimiter, RawKind, scan, unescape};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

mod pieces;

/// A macro that writes the tokens that it is given to a file, one a line, the first of them in
/// front.
const DUMP: &str = r#"
extern crate proc_macro;
use proc_macro::{Delimiter, Spacing, TokenStream, TokenTree};
use std::io::Write;

#[proc_macro]
pub fn dump(input: TokenStream) -> TokenStream {
    let mut trees = input.into_iter();
    let number = trees.next().expect("a number").to_string();
    let mut text = format!("\u{1}{number}\n");
    for tree in trees {
        write(&tree, &mut text);
    }
    let path = std::env::var("DUMP").expect("a path");
    let mut file = std::fs::OpenOptions::new().append(true).create(true).open(path).expect("a file");
    file.write_all(text.as_bytes()).expect("a file");
    TokenStream::new()
}

fn write(tree: &TokenTree, text: &mut String) {
    match tree {
        TokenTree::Ident(ident) => text.push_str(&format!("word {:?}\n", ident.to_string())),
        TokenTree::Literal(literal) => text.push_str(&format!("literal {:?}\n", literal.to_string())),
        TokenTree::Punct(punct) => {
            let joint = if punct.spacing() == Spacing::Joint { "joint" } else { "alone" };
            text.push_str(&format!("{joint} {}\n", punct.as_char()));
        }
        TokenTree::Group(group) => {
            let (open, close) = match group.delimiter() {
                Delimiter::Parenthesis => ('(', ')'),
                Delimiter::Bracket => ('[', ']'),
                Delimiter::Brace => ('{', '}'),
                Delimiter::None => ('<', '>'),
            };
            text.push_str(&format!("open {open}\n"));
            for tree in group.stream() {
                write(&tree, text);
            }
            text.push_str(&format!("close {close}\n"));
        }
    }
}
"#;

/// Texts that have to be accepted, beside those that are drawn.
const ACCEPTED: &[&str] = &[
    "",
    "1: age >= 18;",
    "3.22e8 1_000 1.5 1. 1..2 1.foo 1e5 0x1F 0b10 0o17 1e+5 1E-5 1e5x 0263T 18y 1_000mg 0xFFg 1__ 1e_5 1.5e1_0",
    "1.5.3 1...2 0.0 00 0_ 9. ; 1.;",
    "\"a\" \"\\\"\" \"\\x7F\\u{1F600}\\u{1_0}\\0\\n\\r\\t\\\\\\'\" \"a\\\n    b\" \"a\nb\"",
    "\"“≥” member’s – \u{A0} \u{200B} ☃\"",
    "r\"\\\" r#\"a \"b\" c\"# r###\"\"##\"### b\"\\xFF\" br\"\\\" br##\"\"#\"## c\"\\xFF é\" cr\"é\" cr#\"\"\"#",
    "'a' '\\'' '\"' '\\\\' '\\n' '\\u{1F600}' '\\x41' b'a' b'\\xFF' b'\\'' ' ' '1' '_' '😀' 'é'",
    "'a 'static '_ &'a str 'r#a 'abc:",
    "< 'a , 'b > |x| x + 1 => ..= -> :: >>= <<= && || == != <= >= .. ... <- $ ~ @ ? # !",
    "&'a <'a '+' +'a ='a =\"a\" =1 =a =/**/= =//\n= =/// a\n = ;=",
    "r#type r#async naïve µg μ _ _x x1 K été ß ſ ł",
    "// a\n/* b /* c */ */ /**/ /***/ //// d\n/// e\n//! f\n/** g */ /*! h */ /*/ */ /**\n * i\n */ /*** j */ //",
    "/// \"quoted\" \\ ’ # \"#\n/// \r\n//!\r\n/** a\r\nb */",
    "// a\rb\n/* a\rb */ \r \r\n \u{B} \u{C} \u{85} \u{200E} \u{200F} \u{2028} \u{2029} x",
    "# [a] # \"a\" # # #![a] #[doc = \"a\"] #x #1 #'a #()",
    "(a [b {c} d] e) {} [] ()",
    "\"a\"x \"a\"mg r\"a\"x 'a'x b\"a\"x 12x\"a\" 1'a' 1\"a\"",
    "a\u{200E}b a\u{2028}b",
    "/* \u{200B} ’ */ // “ ”\n/// ☃ \0\n",
    "\"\0\" '\0' b\"\0\"",
    "policy! { a<b> { section x \"I\" for y in [A, B] { 1: z; } => criteria_met; } }",
    "\"a\\\n\n   b\" \"a\\\r\n  b\" \"a\\\n\t \r\n\u{A0}b\" \"\\\n\" \"\r\n\" r\"\r\n\"",
    "e1 1e1e 1.0f32 1f64 0b1_0u8 0xE 0xe+1 0o7_ 1.e 2.E5",
    "b c r br cr rb bx cx rx b_ r_ b1",
];

/// Texts that are a problem here, and whether the compiler refuses them as well.
const REFUSED: &[(&str, bool)] = &[
    ("33e", true),
    ("12E mg", true),
    ("1.5e", true),
    ("1e+", true),
    ("1e_", true),
    ("0x", true),
    ("0b12", true),
    ("0o9", true),
    ("0b", true),
    ("0x1.5", true),
    ("0b1e3", true),
    ("0x1.", true),
    ("loinc\"88020-3\"", true),
    ("x#y", true),
    ("k#async", true),
    ("_\"a\"", true),
    ("in'a'", true),
    ("rb\"a\"", true),
    ("member's improvement", true),
    ("members' improvement", true),
    ("#\"a\"#", true),
    ("##", true),
    ("a ## b", true),
    ("r#1", true),
    ("r##x", true),
    ("r#_", true),
    ("r#self", true),
    ("r#crate", true),
    ("'r#_", true),
    ("'a#", true),
    ("'r#a'", true),
    ("'ab'", true),
    ("'1", true),
    ("'12'", true),
    ("''", true),
    ("'''", true),
    ("'\t'", true),
    ("'\n'", true),
    ("'\\x80'", true),
    ("'e\u{301}'", true),
    ("b''", true),
    ("b'é'", true),
    ("'Other value'", true),
    ("'(a)'", true),
    ("'", true),
    ("\"\\d\"", true),
    ("\"\\x8\"", true),
    ("\"\\xFF\"", true),
    ("\"\\u41\"", true),
    ("\"\\u{}\"", true),
    ("\"\\u{_1}\"", true),
    ("\"\\u{D800}\"", true),
    ("\"\\u{110000}\"", true),
    ("\"\\u{1234567}\"", true),
    ("\"a\rb\"", true),
    ("r\"a\rb\"", true),
    ("b\"é\"", true),
    ("br\"é\"", true),
    ("b\"\\u{41}\"", true),
    ("c\"\\0\"", true),
    ("c\"\\u{0}\"", true),
    ("cr\"\0\"", true),
    ("\"a\"_", true),
    ("\"a", true),
    ("source \"a;\nnumber \"X\";", true),
    ("codes [\"A”, \"B”];", true),
    ("r#\"a\"", true),
    ("/* a", true),
    ("/* /* a */", true),
    ("/// a\rb", true),
    ("/** a\rb */", true),
    ("// \u{202E}", true),
    ("/* \u{2066} */", true),
    ("\"\u{202A}\"", true),
    ("/// \u{202E}", true),
    ("'\u{202E}'", true),
    ("(", true),
    (")", true),
    ("(]", true),
    ("{ ( }", true),
    ("a \\ b", true),
    ("`a`", true),
    ("\0", true),
    ("\u{7F}", true),
    ("≥", true),
    ("≤ ≠ ÷ × − – — • · ° ² ³ ½", true),
    ("“a”", true),
    ("‘a’", true),
    ("«a»", true),
    ("member’s", true),
    ("…", true),
    ("a\u{A0}b", true),
    ("a \u{2009} b", true),
    ("a\u{200B}b", true),
    ("a \u{FEFF} b", true),
    ("a\u{AD}b", true),
    ("☃", true),
    ("a😀", true),
    ("（a）", true),
    ("a；", true),
    ("１８", true),
    // What Rust takes as a word, although nobody sees what it is.
    ("ａｇｅ", false),
    ("e\u{301}", false),
    ("a\u{FE0F}", false),
    ("\u{212A}", false),
    ("ℹ", false),
    // What Rust takes as a text of several lines, with letters sticking to it.
    ("\"a\nb\"c", false),
];

struct Draw(u64);

impl Draw {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below).unwrap()).unwrap()
    }
}

/// Texts that are accepted: a few thousand, drawn from what is hard to read.
fn accepted() -> Vec<String> {
    let good: Vec<&str> =
        pieces::PIECES.iter().copied().filter(|piece| scan(piece).problems.is_empty()).collect();
    let mut draw = Draw(0x2545_F491_4F6C_DD13);
    let mut texts: BTreeSet<String> = BTreeSet::new();
    let mut tries = 0;
    while texts.len() < 5_000 {
        tries += 1;
        let length = 1 + draw.next(12);
        let text: String = match tries % 5 {
            0 => (0..length)
                .map(|_| pieces::CHARACTERS[draw.next(pieces::CHARACTERS.len())])
                .collect(),
            1 => (0..length.min(4))
                .map(|_| pieces::PIECES[draw.next(pieces::PIECES.len())])
                .collect(),
            2 => {
                let content: String = (0..length)
                    .map(|_| pieces::CONTENTS[draw.next(pieces::CONTENTS.len())])
                    .collect();
                [
                    format!("\"{content}\""),
                    format!("r\"{content}\""),
                    format!("r#\"{content}\"#"),
                    format!("b\"{content}\""),
                ][draw.next(4)]
                .clone()
            }
            _ => (0..length).map(|_| good[draw.next(good.len())]).collect(),
        };
        // Only a file may begin so, not a block.
        if !text.starts_with("#!")
            && !text.starts_with('\u{FEFF}')
            && scan(&text).problems.is_empty()
        {
            texts.insert(text);
        }
    }
    ACCEPTED.iter().map(|text| (*text).to_owned()).chain(texts).chain(sources()).collect()
}

/// The project's own files: Rust as it is written.
fn sources() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut folders: Vec<PathBuf> =
        ["policies", "policy-core", "policy-macros", "policy-cli", "policy-language"]
            .iter()
            .map(|name| root.join(name))
            .collect();
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&entry).unwrap();
                let problems = scan(&text).problems;
                assert!(problems.is_empty(), "{}: {problems:?}", entry.display());
                texts.push(text);
            }
        }
    }
    assert!(texts.len() > 100);
    texts
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn rustc(folder: &Path, file: &str, arguments: &[&str], dump: &Path) -> Output {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(rustc);
    command
        .current_dir(folder)
        .args(["--edition", "2024", "--error-format", "short", "-Awarnings"])
        .args(arguments)
        .arg(file)
        .env("DUMP", dump);
    command.output().unwrap()
}

/// The tokens of a text as `DUMP` writes them.
fn tokens(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let delimiter = |word: &str, character: char| format!("{word} {character}");
    for token in scan(text).tokens {
        let shown = token.text(text).replace("\r\n", "\n");
        match token.kind {
            RawKind::Word => lines.push(format!("word {shown:?}")),
            RawKind::Literal => lines.push(format!("literal {shown:?}")),
            RawKind::Sign { sign, joint } => {
                lines.push(format!("{} {sign}", if joint { "joint" } else { "alone" }));
            }
            RawKind::Open(opened) => lines.push(delimiter("open", opened.open())),
            RawKind::Close(closed) => lines.push(delimiter("close", closed.close())),
            RawKind::Doc { inner } => {
                lines.push("alone #".to_owned());
                lines.extend(inner.then(|| "alone !".to_owned()));
                lines.push(delimiter("open", Delimiter::Bracket.open()));
                lines.push("word \"doc\"".to_owned());
                lines.push("alone =".to_owned());
                lines.push(format!("documentation {:?}", token.documentation(text).unwrap()));
                lines.push(delimiter("close", Delimiter::Bracket.close()));
            }
        }
    }
    lines
}

/// The same tokens, where the compiler says of documentation only how it would be written as a
/// text.
fn is_same(own: &[String], of_rustc: &[&str]) -> bool {
    own.len() == of_rustc.len()
        && own.iter().zip(of_rustc).all(|(own, other)| match own.strip_prefix("documentation ") {
            None => own == other,
            Some(content) => {
                let literal = other
                    .strip_prefix("literal ")
                    .and_then(unescape)
                    .and_then(|literal| unescape(&literal));
                unescape(content).is_some() && literal == unescape(content)
            }
        })
}

#[test]
fn what_is_accepted_the_compiler_reads_the_same_way() {
    let texts = accepted();
    for text in ACCEPTED {
        let problems = scan(text).problems;
        assert!(problems.is_empty(), "{text:?}: {problems:?}");
    }
    let folder = folder("agreement");
    let dump = folder.join("tokens.txt");
    std::fs::write(folder.join("dump.rs"), DUMP).unwrap();
    let built = rustc(&folder, "dump.rs", &["--crate-type", "proc-macro"], &dump);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));

    let mut source = String::from("use dump::dump;\n");
    let mut starts = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        source.push_str(&format!("dump! {{\n{number}\n"));
        starts.push(source.matches('\n').count() + 1);
        source.push_str(&format!("{text}\n}}\n"));
    }
    std::fs::write(folder.join("texts.rs"), source).unwrap();
    let read = rustc(
        &folder,
        "texts.rs",
        &["--crate-type", "lib", "--emit=metadata", "-L", ".", "--extern", "dump"],
        &dump,
    );
    if !read.status.success() {
        let errors = String::from_utf8_lossy(&read.stderr).into_owned();
        let named = errors.lines().take(40).map(|error| {
            let line = error.split(':').nth(1).and_then(|line| line.parse::<usize>().ok());
            let text = line.and_then(|line| {
                texts.get(starts.partition_point(|start| *start <= line).checked_sub(1)?)
            });
            format!("{text:?}: {error}\n")
        });
        panic!("the compiler refuses what is accepted:\n{}", named.collect::<String>());
    }

    let dumped = std::fs::read_to_string(&dump).unwrap();
    let mut seen = 0;
    let mut wrong = String::new();
    for part in dumped.split('\u{1}').filter(|part| !part.is_empty()) {
        let (number, lines) = part.split_once('\n').unwrap();
        let text = &texts[number.parse::<usize>().unwrap()];
        let (own, of_rustc) = (tokens(text), lines.lines().collect::<Vec<_>>());
        if !is_same(&own, &of_rustc) {
            wrong.push_str(&format!("{text:?}\n  here:     {own:?}\n  compiler: {of_rustc:?}\n"));
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!(seen, texts.len());
}

#[test]
fn the_value_of_a_text_is_that_of_the_compiler() {
    let mut literals: BTreeSet<String> = BTreeSet::new();
    for text in accepted() {
        for token in scan(&text).tokens.iter().filter(|token| token.kind == RawKind::Literal) {
            let literal = token.text(&text);
            if literal.starts_with(['"', 'r']) && literal.ends_with(['"', '#']) {
                literals.insert(literal.to_owned());
            }
        }
    }
    assert!(literals.len() > 500, "{}", literals.len());
    let folder = folder("values");
    let list: String = literals.iter().map(|literal| format!("{literal},\n")).collect();
    std::fs::write(
        folder.join("values.rs"),
        format!(
            "fn main() {{ for text in [\n{list}] {{ println!(\"{{:?}}\", text.as_bytes()); }} }}\n"
        ),
    )
    .unwrap();
    let built = rustc(&folder, "values.rs", &["-o", "values"], &folder);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let printed = Command::new(folder.join("values")).output().unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    assert_eq!(printed.lines().count(), literals.len());
    for (literal, value) in literals.iter().zip(printed.lines()) {
        let own = unescape(literal).map(|own| format!("{:?}", own.as_bytes()));
        assert_eq!(own.as_deref(), Some(value), "{literal:?}");
    }
}

#[test]
fn what_is_refused_the_compiler_refuses_where_it_is_said_to() {
    let folder = folder("refused");
    let next = AtomicUsize::new(0);
    let check = || {
        let mut wrong = String::new();
        while let Some((text, refused)) = REFUSED.get(next.fetch_add(1, Ordering::Relaxed)) {
            if scan(text).problems.is_empty() {
                wrong.push_str(&format!("{text:?} is accepted\n"));
            }
            let name = format!("t{}", next.fetch_add(0, Ordering::Relaxed));
            let file =
                format!("{name}{:?}.rs", std::thread::current().id()).replace(['(', ')'], "");
            let source = format!(
                "macro_rules! swallow {{ ($($t:tt)*) => {{}} }}\nswallow! {{\n{text}\n}}\n"
            );
            std::fs::write(folder.join(&file), source).unwrap();
            let answer = rustc(
                &folder,
                &file,
                &[
                    "--crate-type",
                    "lib",
                    "--crate-name",
                    "refused",
                    "--emit=metadata",
                    "-o",
                    &format!("{file}.meta"),
                ],
                &folder,
            );
            if answer.status.success() == *refused {
                wrong.push_str(&format!("{text:?}: refused by the compiler: {}\n", !refused));
            }
        }
        wrong
    };
    let wrong: String = std::thread::scope(|scope| {
        [scope.spawn(check), scope.spawn(check)]
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(wrong.is_empty(), "{wrong}");
}
