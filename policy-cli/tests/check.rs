//! `policy check`: what is wrong with policies, from their files.

mod support;

use serde_json::json;
use support::{file, run};

const VOCABULARY: &str = "
mod vocabulary {
    policy_macros::vocabulary! {
        /// Facts
        pub facts {
            /// Date of birth
            birth_date: date,
            /// Age
            age: age from birth_date,
            /// Class
            nyha: code [I, II, III, IV],
        }
    }
}
";

/// A policy with these criteria, in a module, and next to it Rust that is not ours to judge.
fn policy(criteria: &str) -> String {
    format!(
        "//! A file.\nuse std::fmt;\nfn lifetime<'a>(text: &'a str) -> char {{ text.chars().next().unwrap_or('\\'') }}\nmod inside {{\n    ::policy_macros::policy! {{\n        /// Example\n        example<crate::vocabulary::facts> {{\n            payer \"Example Health Plan\";\n            number \"EX.1\";\n            source \"example.pdf\";\n            section criteria \"I\" {{\n{criteria}\n            }} => criteria_met for 12 months;\n        }}\n    }}\n}}\n"
    )
}

#[test]
fn a_sound_policy_is_said_to_be_one() {
    let ran = run(&[
        "check",
        &file("sound_facts.rs", VOCABULARY),
        &file("sound.rs", policy("1: age >= 18 AND nyha in [II, III];")),
    ]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    assert_eq!(ran.stdout, "1 policy and 1 vocabulary checked: nothing is wrong\n");
    let ran = run(&[
        "check",
        "--format",
        "json",
        &file("sound_facts.rs", VOCABULARY),
        &file("sound.rs", policy("1: age >= 18;")),
    ]);
    assert_eq!((ran.status, &*ran.stdout, &*ran.stderr), (0, "", ""));
}

#[test]
fn both_places_of_a_mistake_are_underlined() {
    let (facts, clash) = (
        file("clash_facts.rs", VOCABULARY),
        file("clash.rs", policy("1: age >= 65;\n2: nyha = II;\n3: age < 18;")),
    );
    let ran = run(&["check", &facts, &clash]);
    assert_eq!((ran.status, &*ran.stderr), (1, ""));
    let expected = "\
error: no member can satisfy both `age >= 65` (I.1) and `age < 18` (I.3)
  --> FILE:14:4
   |
12 | 1: age >= 65;
   |    --------- the other one is here
13 | 2: nyha = II;
14 | 3: age < 18;
   |    ^^^^^^^^
   |
   = help: correct one of them: as it stands, nobody can ever meet this

1 policy and 1 vocabulary checked: 1 mistake
";
    assert_eq!(ran.stdout.replace(&clash, "FILE"), expected);
}

#[test]
fn the_declaration_of_a_fact_is_shown_in_its_own_file() {
    let (facts, wrong) =
        (file("declared_facts.rs", VOCABULARY), file("declared.rs", policy("1: nyha > 3;")));
    let ran = run(&["check", &wrong, &facts]);
    assert_eq!(ran.status, 1);
    for part in
        [&*format!("--> {wrong}:12:"), &*format!("::: {facts}:11:13"), "`nyha` is declared here"]
    {
        assert!(ran.stdout.contains(part), "{part}\n{}", ran.stdout);
    }
}

#[test]
fn programs_get_places_and_what_to_put_there() {
    let (facts, wrong) = (
        file("json_facts.rs", VOCABULARY),
        file("json.rs", policy("1: age >= 18 and nyha = II;\n1: nyha = IIII;")),
    );
    let ran = run(&["check", "--format", "json", &facts, &wrong]);
    assert_eq!((ran.status, &*ran.stderr), (1, ""));
    let found = ran.answers();
    assert_eq!(found.len(), 3, "{}", ran.stdout);
    let text = policy("1: age >= 18 and nyha = II;\n1: nyha = IIII;");
    let at = text.find("and").unwrap();
    let place = |line: u64, column: u64, byte: usize| json!({ "line": line, "column": column, "byte": byte });
    assert_eq!(found[0]["severity"], "error");
    assert_eq!(found[0]["message"], "two conditions are not joined with `and`");
    assert_eq!(found[0]["help"], json!(["write `AND`"]));
    assert_eq!(
        found[0]["at"],
        json!({ "file": wrong, "start": place(12, 14, at), "end": place(12, 17, at + 3) })
    );
    assert_eq!(found[0]["replacement"]["text"], "AND");
    assert_eq!(found[0]["replacement"]["start"], found[0]["at"]["start"]);
    assert_eq!(found[1]["labels"][0]["text"], "the first one is here");
    assert_eq!(found[2]["labels"][0]["file"], json!(facts));
    assert!(found.iter().all(|found| found.as_object().unwrap().len() == 7), "{found:?}");
}

/// What rustc alone would say, in words that help no one.
#[test]
fn signs_that_no_compiler_reads_are_told_with_what_to_type() {
    let facts = file("signs_facts.rs", VOCABULARY);
    for (name, criteria, message, replacement) in [
        ("at_least", "1: age ≥ 18;", "`≥` cannot be read", Some(">=")),
        (
            "curly",
            "1: age >= 18 note “Adults”;",
            "curly quotation marks cannot be read",
            Some("\"Adults\""),
        ),
        (
            "dash",
            "1: age between 18 and 65 AND nyha in [II, III] note \"x\"; – 2: age >= 18;",
            "`–` is not a hyphen",
            Some("-"),
        ),
        ("bullet", "• 1: age >= 18;", "a bullet cannot begin a line: `•`", Some("")),
        ("no_break_space", "1: age\u{a0}>= 18;", "this space is not a plain one", Some(" ")),
        (
            "zero_width",
            "1: age\u{200b} >= 18;",
            "`age` has an invisible character in it",
            Some("age"),
        ),
        ("apostrophe", "1: the patient’s age >= 18;", "apostrophe", None),
    ] {
        let ran = run(&[
            "check",
            "--format",
            "json",
            &facts,
            &file(&format!("signs_{name}.rs"), policy(criteria)),
        ]);
        assert_eq!((ran.status, &*ran.stderr), (1, ""), "{name}");
        let found = ran.answers();
        assert_eq!(found.len(), 1, "{name}: {}", ran.stdout);
        assert!(found[0]["message"].as_str().unwrap().contains(message), "{name}: {}", ran.stdout);
        if let Some(replacement) = replacement {
            assert_eq!(found[0]["replacement"]["text"], replacement, "{name}");
        }
    }
}

#[test]
fn what_cannot_be_checked_is_an_error_of_its_own() {
    let (sound, facts) =
        (file("alone.rs", policy("1: age >= 18;")), file("alone_facts.rs", VOCABULARY));
    let ran = run(&["check", &sound]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stdout.contains("error: the vocabulary `facts` is in none of these files"),
        "{}",
        ran.stdout
    );
    let other = VOCABULARY.replacen(", IV]", "]", 1);
    assert_ne!(other, VOCABULARY);
    let ran = run(&["check", &sound, &facts, &file("alone_other.rs", other)]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stdout.contains("error: there are several vocabularies `facts` in these files"),
        "{}",
        ran.stdout
    );

    let none = file("no_block.rs", "fn main() {}\n");
    let folder = env!("CARGO_TARGET_TMPDIR");
    let latin = file("latin.rs", b"// \xe9\n");
    for (path, error) in [
        (&*none, "error: there are no policies or vocabularies in these files"),
        ("no/such/file.rs", "error: cannot read `no/such/file.rs`: there is no such file"),
        (folder, ": it is a folder\nhelp: name the files in it"),
        (&*latin, ": line 1 is not UTF-8\nhelp: save it as plain text in UTF-8"),
    ] {
        let ran = run(&["check", path]);
        assert_eq!(ran.status, 2, "{path}");
        assert!(ran.stderr.contains(error), "{path}: {}", ran.stderr);
    }
    // One file that cannot be read takes nothing from the others.
    let ran =
        run(&["check", "no/such/file.rs", &facts, &file("beside.rs", policy("1: nyha = V;"))]);
    assert_eq!(ran.status, 2);
    assert!(ran.stdout.contains("error: `V` is not a value of `nyha`"), "{}", ran.stdout);
}

#[test]
fn a_vocabulary_that_is_there_twice_is_shown_at_both_places() {
    let (sound, facts) =
        (file("twice.rs", policy("1: age >= 18;")), file("twice_facts.rs", VOCABULARY));
    let copy = file("twice_copy.rs", VOCABULARY);
    let ran = run(&["check", "--format", "json", &sound, &facts, &copy]);
    assert_eq!((ran.status, &*ran.stderr), (1, ""), "{}", ran.stdout);
    let found = ran.answers();
    assert_eq!(found.len(), 1, "{}", ran.stdout);
    assert_eq!(found[0]["message"], "there are two vocabularies `facts`");
    assert_eq!(found[0]["at"]["file"], *copy);
    assert_eq!(found[0]["labels"][0]["file"], *facts);
}

#[test]
fn files_of_other_systems_and_other_rust_are_read() {
    let text = format!("\u{feff}{VOCABULARY}{}", policy("1: age >= 18;")).replace('\n', "\r\n");
    let ran = run(&["check", &file("windows.rs", text)]);
    assert_eq!(
        (ran.status, &*ran.stdout),
        (0, "1 policy and 1 vocabulary checked: nothing is wrong\n")
    );
    let quoted = format!(
        "const TEXT: &str = r#\"{}\"#;\n// policy! {{ broken }}\nmacro_rules! policies {{ ($name:ident) => {{ policy! {{ $name }} }} }}\n{VOCABULARY}",
        "policy! { broken }"
    );
    let ran = run(&["check", &file("quoted.rs", quoted)]);
    assert_eq!(
        (ran.status, &*ran.stdout),
        (0, "0 policies and 1 vocabulary checked: nothing is wrong\n")
    );
}

#[test]
fn a_text_cannot_steer_the_terminal() {
    let text = format!(
        "{VOCABULARY}{}",
        policy("1: nyha = V /* \u{1b}[2J\u{9b}2J */ note \"\u{1b}]0;title\u{7}\";")
    );
    let ran = run(&["check", &file("steers.rs", text)]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.chars().all(|sign| sign == '\n' || !sign.is_control()), "{:?}", ran.stdout);
}

#[test]
fn every_bundled_policy_is_sound_by_the_command_too() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/src/");
    let files = ["vocabulary", "abecma", "kresladi", "pad_stem_cells", "revascor", "tecartus"]
        .map(|name| format!("{folder}{name}.rs"));
    let arguments =
        ["check"].into_iter().chain(files.iter().map(String::as_str)).collect::<Vec<_>>();
    let ran = run(&arguments);
    assert_eq!(
        (ran.status, &*ran.stdout),
        (0, "5 policies and 1 vocabulary checked: nothing is wrong\n")
    );
}

/// Chapter 3 of docs/LANGUAGE.md types two things wrong in the policy of chapter 1, and shows what
/// is said.
#[test]
fn the_guide_shows_what_is_printed() {
    let guide = include_str!("../../docs/LANGUAGE.md");
    let block = |from: &str, language: &str| {
        let rest = &guide[guide.find(from).unwrap()..];
        let begin = rest.find(&format!("```{language}\n")).unwrap() + language.len() + 4;
        rest[begin..begin + rest[begin..].find("```").unwrap()].to_owned()
    };
    let policy = block("## 1 Reading a policy aloud", "rust");
    let policy = policy
        .lines()
        .filter(|line| !line.starts_with("# "))
        .map(|line| format!("{line}\n"))
        .collect::<String>();
    let wrong = policy
        .replace("1: age >= 18;", "1: age => 18 yrs;")
        .replace("3: preventives_tried >= 2;", "3: preventive_tried >= 2;");
    let path = file("guide.rs", wrong);
    let printed = run(&["check", &path]).stdout.replace(&path, "src/lib.rs");
    assert_eq!(
        block("**Without a build.**", "text"),
        format!("$ policy check src/lib.rs\n{printed}")
    );
    // The build shows the same places with the same words; where a fact is declared, it names the
    // line.
    let built = block("## 3 When something is wrong", "text");
    for mistake in printed.split("\n\n").filter(|part| part.starts_with("error")) {
        let message = mistake.lines().next().unwrap();
        let place = mistake.lines().nth(1).unwrap();
        let help = mistake.lines().find_map(|line| line.split_once("= help: ")).unwrap().1;
        let declared = if mistake.contains("is declared here") {
            "       note: `age` is declared on line 9\n"
        } else {
            ""
        };
        let expected = format!("{message}\n       help: {help}\n{declared}{place}\n");
        assert!(built.contains(&expected), "{expected}\n{built}");
    }
}

#[test]
fn what_was_meant_as_a_block_is_not_passed_over() {
    let facts = file("almost_facts.rs", VOCABULARY);
    for (name, typed, message, replacement) in [
        ("no_mark", "policy {", "`policy {` is not a block of the language", "policy!"),
        ("misspelled", "polcy! {", "`polcy!` is not a block of the language", "policy"),
        ("capital", "Policy! {", "`Policy!` is not a block of the language", "policy"),
        ("vocabulary", "vocabulry! {", "`vocabulry!` is not a block of the language", "vocabulary"),
    ] {
        let text =
            format!("use policy_macros::policy;\n{typed} /// Example\n example<facts> {{ }} }}\n");
        let ran =
            run(&["check", "--format", "json", &facts, &file(&format!("almost_{name}.rs"), text)]);
        let found = ran.answers();
        assert_eq!((ran.status, found.len()), (1, 1), "{name}: {}", ran.stdout);
        assert_eq!(found[0]["message"], message);
        assert_eq!(found[0]["replacement"]["text"], replacement);
    }
    // Rust that only looks like it.
    let text = format!(
        "{VOCABULARY}struct Policy {{ a: u8 }}\nfn policies() {{ let policy = Policy {{ a: 1 }}; println! {{ \"{{}}\", policy.a }} }}\n"
    );
    let ran =
        run(&["check", &file("almost_none.rs", text), &file("almost_nothing.rs", "mod policy;\n")]);
    let (none, rest) = ran.stdout.split_once('\n').unwrap();
    assert!(
        ran.status == 0
            && none.starts_with("no policy or vocabulary in `")
            && none.ends_with("almost_nothing.rs`"),
        "{}",
        ran.stdout
    );
    assert_eq!(rest, "0 policies and 1 vocabulary checked: nothing is wrong\n");
}

#[test]
fn a_file_that_no_compiler_can_read_is_not_said_to_be_right() {
    let unclosed = format!("{VOCABULARY}/* to be done\n{}", policy("1: age >= 18;"));
    let prose = format!("Draft “v2” of the policy\n{VOCABULARY}");
    for (name, text, message) in [
        ("unclosed", unclosed, "this comment is never closed"),
        ("prose", prose, "curly quotation marks cannot be read"),
    ] {
        let ran = run(&["check", &file(&format!("unread_{name}.rs"), text)]);
        assert_eq!(ran.status, 1, "{}", ran.stdout);
        assert!(ran.stdout.contains(message), "{}", ran.stdout);
    }
}

#[test]
fn a_file_that_is_named_twice_is_read_once() {
    let (facts, sound) =
        (file("twice_facts.rs", VOCABULARY), file("twice.rs", policy("1: age >= 18;")));
    let ran = run(&["check", &facts, &sound, &facts, &facts.replace("/twice", "/./twice")]);
    assert_eq!(
        (ran.status, &*ran.stdout),
        (0, "1 policy and 1 vocabulary checked: nothing is wrong\n")
    );
}

/// A brace too few changes what everything after it belongs to: what would follow from that is not
/// said.
#[test]
fn a_forgotten_brace_is_no_list_of_mistakes() {
    let facts = file("brace_facts.rs", VOCABULARY);
    let section = "} => criteria_met for 6 months;\nsection other \"II\" for nyha = IV {\n1: age >= 18;\n2: any of {\na: age < 30;\nb: nyha = IV;\n}\n3: nyha = IV;";
    for (name, without) in [
        ("opening", section.replace("for nyha = IV {", "for nyha = IV")),
        ("closing", section.replace("b: nyha = IV;\n}\n", "b: nyha = IV;\n")),
    ] {
        let ran = run(&[
            "check",
            "--format",
            "json",
            &facts,
            &file(&format!("brace_{name}.rs"), policy(&format!("1: nyha = II;\n{without}"))),
        ]);
        assert_eq!(ran.status, 1, "{name}");
        assert!((1..=2).contains(&ran.answers().len()), "{name}: {}", ran.stdout);
    }
}
