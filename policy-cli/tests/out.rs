//! A file for each case.

#![expect(clippy::unwrap_used, reason = "what helps tests may fail as they do")]

mod support;

use support::html::document;
use support::{case, no_folder, read, run_with_input};

fn cases() -> String {
    format!("{}\n{{\"id\": \"broken\"}}\n{}\n", case("../../x"), case("last"))
}

fn names(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>();
    names.sort();
    names
}

#[test]
fn files_are_named_by_position_in_every_format() {
    for (format, extension) in
        [("html", "html"), ("markdown", "md"), ("text", "txt"), ("json", "json")]
    {
        let folder = no_folder(&format!("out-{format}/made"));
        let arguments = ["evaluate", "revascor", "-", "--format", format, "--out", &folder];
        let ran = run_with_input(&arguments, cases().as_bytes());
        assert_eq!((ran.status, &*ran.stderr), (1, ""));
        assert!(ran.stdout.ends_with("\n3 cases\n"), "{}", ran.stdout);
        let expected = ["000001", "000002", "000003"].map(|name| format!("{name}.{extension}"));
        assert_eq!(names(&folder), expected);
        // What is in a file is the answer to its case alone.
        let last = read(&format!("{folder}/000003.{extension}"));
        let arguments = ["evaluate", "revascor", "-", "--format", format];
        let alone = run_with_input(&arguments, case("last").as_bytes()).stdout;
        if format == "html" {
            let (last, alone) = (document(&last), document(&alone));
            assert_eq!(last.named("title")[0].text, "last: need information");
            assert_eq!(last.named("article")[0].text, alone.named("article")[0].text);
        } else {
            assert_eq!(last, alone);
        }
    }
}

#[test]
fn no_file_is_overwritten() {
    let folder = no_folder("out-again");
    let arguments = ["evaluate", "revascor", "-", "--format", "markdown", "--out", &*folder];
    assert_eq!(run_with_input(&arguments, case("one").as_bytes()).status, 0);
    let ran = run_with_input(&arguments, case("other").as_bytes());
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.ends_with("000001.md is there already, and is not overwritten\n"),
        "{}",
        ran.stderr
    );
    assert!(read(&format!("{folder}/000001.md")).starts_with("## one: "));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let file = support::file("out-no-folder", "");
    let arguments = ["evaluate", "revascor", "-", "--out", &*file];
    let ran = run_with_input(&arguments, case("one").as_bytes());
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    assert!(ran.stderr.contains("out-no-folder"), "{}", ran.stderr);
}
