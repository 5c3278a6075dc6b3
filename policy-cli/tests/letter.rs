//! Letters that ask for what is missing.

mod support;

use support::html::document;
use support::{Ran, case, example, hostile_case, run_with_input};

fn letter(cases: &str, more: &[&str]) -> Ran {
    let arguments = [&["letter", "revascor", "-", "--request-information"], more].concat();
    run_with_input(&arguments, cases.as_bytes())
}

#[test]
fn a_letter_says_what_to_send_and_cites_the_paragraph() {
    let ran = letter(&example("revascor-age-born-in-the-month"), &["--date", "2026-11-23"]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    assert_eq!(
        ran.stdout,
        "\
REQUEST FOR INFORMATION

Date:     2026-11-23
To:       the member
Re:       revascor-age-born-in-the-month
Service:  2026-12-01
Policy:   Centene Corporation, CP.PHAR.728, Rexlemestrocel-L (Revascor) for ischemic heart failure with reduced ejection fraction

The documentation of this request does not decide yet whether it meets the policy. Please send the following:

1. Date of birth? a date
   Asked for in paragraph I.A.3 of the policy

When this has arrived, the request will be evaluated again. This letter is not a decision on the request.

Sender:   ______________________________
"
    );
}

#[test]
fn each_addressee_outside_gets_a_letter_and_the_office_a_note() {
    let ran = letter(&case("r-1"), &[]);
    let parts = ran.stdout.split(&format!("\n{}\n\n", "-".repeat(78))).collect::<Vec<_>>();
    assert_eq!(parts.len(), 3, "{}", ran.stdout);
    let (to_provider, to_member, office) = (parts[0], parts[1], parts[2]);
    assert!(to_provider.contains("\nDate:     ____"), "{to_provider}");
    assert!(to_provider.contains("\nTo:       the requesting provider\n"), "{to_provider}");
    assert!(to_member.contains("\nTo:       the member\n"), "{to_member}");
    assert!(office.starts_with("FOR THE OFFICE, NOT TO BE SENT\n\nRe:       r-1\n"), "{office}");
    let product = "Date on which the FDA approved the product?";
    assert!(office.contains(product), "{office}");
    assert!(!to_provider.contains(product) && !to_member.contains(product));
    assert!(!to_provider.contains("Date of birth?"), "{to_provider}");
}

#[test]
fn what_is_on_file_is_told_of_what_is_asked_alone() {
    let documented = r#"{"id": "r-2", "request_date": "2025-05-06", "service_date": "2025-06-02", "prior_hsct": {"complete": false, "events": [{"date": "2021-04-01", "donor": "Autologous"}]}}"#;
    let ran =
        run_with_input(&["letter", "abecma", "-", "--request-information"], documented.as_bytes());
    let on_file = ran.stdout.lines().filter(|line| line.contains("On file")).collect::<Vec<_>>();
    assert_eq!(
        on_file.iter().map(|line| line.trim()).collect::<Vec<_>>(),
        [
            "On file: Hematopoietic stem cell transplant received earlier: 2021-04-01 (autologous; does not count); history incomplete"
        ]
    );
}

#[test]
fn there_is_no_letter_where_nothing_is_asked() {
    let ran = letter(&example("revascor-class-iv-without-lvad"), &[]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    assert_eq!(
        ran.stdout,
        "FOR THE OFFICE, NOT TO BE SENT\n\nRe:       revascor-class-iv-without-lvad\n\nNothing is asked: the outcome is \"criteria not met\", and no answer could change it.\n"
    );
}

#[test]
fn there_is_no_letter_of_denial() {
    let ran = run_with_input(&["letter", "revascor", "-"], case("r-1").as_bytes());
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    assert!(ran.stderr.contains("no letter of denial"), "{}", ran.stderr);
    let ran = letter(&case("r-1"), &["--date", "11/23/2026"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("write a date as in 2026-11-21"), "{}", ran.stderr);
}

#[test]
fn a_refused_case_is_no_part_of_the_letters() {
    let cases = format!("{}\n{{\"id\": \"broken\"}}\n", case("r-1"));
    let ran = letter(&cases, &[]);
    assert_eq!(ran.status, 1);
    assert!(!ran.stdout.contains("broken"), "{}", ran.stdout);
    assert!(
        ran.stderr.starts_with("error: the case in line 2 of standard input is refused: "),
        "{}",
        ran.stderr
    );
}

#[test]
fn letters_for_paper_are_correct_html() {
    let cases = format!("{}\n{}\n", case("r-1"), hostile_case());
    let ran = letter(&cases, &["--format", "html"]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    assert!(!ran.stdout.contains("<script") && !ran.stdout.contains('\u{202e}'));
    let document = document(&ran.stdout);
    let titles = document.named("h1").into_iter().map(|one| &*one.text).collect::<Vec<_>>();
    let (request, office) = ("Request for information", "For the office, not to be sent");
    assert_eq!(titles, [request, request, office, request, request, office]);
    let items = document.named("ol")[0].named("li");
    assert!(items.iter().any(|item| item.text
        == "New York Heart Association functional class? class I, class II, class III or class IVAsked for in paragraphs I.B.1.b and I.A.1.c of the policy"));
}
