//! Determinations as Markdown: short, and with everything escaped.

mod support;

use support::{case, example, hostile_case, run_with_input};

fn evaluate(case: &str, more: &[&str]) -> String {
    let arguments = [&["evaluate", "revascor", "-", "--format", "markdown"], more].concat();
    run_with_input(&arguments, case.as_bytes()).stdout
}

#[test]
fn a_ticket_has_outcome_reason_and_what_does_not_hold() {
    let markdown = evaluate(&example("revascor-class-iv-without-lvad"), &[]);
    for lines in [
        "## revascor-class-iv-without-lvad: criteria not met\n\nThis is not a denial. The request goes to a clinician, who decides.\n\n- **reason**: ",
        "\n- **policy**: revascor (CP.PHAR.728)\n",
        "\n### Criteria\n\n- ✗ not met **I.A** Advanced heart failure\n",
        "\n    - ✗ not met **I.A.1.c** New York Heart Association functional class is class II or class III\n      - New York Heart Association functional class: class IV\n",
    ] {
        assert!(markdown.contains(lines), "{lines}\n{markdown}");
    }
    assert!(!markdown.contains("✓ met"), "{markdown}");
    assert!(evaluate(&example("revascor-class-iv-without-lvad"), &["--explain"]).contains("✓ met"));
}

#[test]
fn questions_are_by_addressee_with_their_paragraphs() {
    let markdown = evaluate(&case("r-1"), &[]);
    for lines in [
        "\n### What to ask\n\n- **ask the provider**\n  - ",
        "\n  - New York Heart Association functional class? class I, class II, class III or class IV (for I.B.1.b, I.A.1.c)\n",
        " functional class is class II or class III (not documented)\n",
    ] {
        assert!(markdown.contains(lines), "{lines}\n{markdown}");
    }
}

#[test]
fn whatever_a_case_says_is_text() {
    let markdown = evaluate(&hostile_case(), &["--explain"]);
    let shown = r#""'\>\<script\>alert(1)\</script\>\&lt; \\u{202e}\[a\](https\://example.com) \!\[b\](c) \@team \#1 \|x\| \~\~y\~\~ \`z\` \*w\* \_v\_\\u{a}- item"#;
    assert!(markdown.starts_with(&format!("## {shown}: need information\n")), "{markdown}");
    assert!(markdown.contains(&format!("- source of /nyha: {shown}\n")), "{markdown}");
}

#[test]
fn a_refused_case_says_what_is_wrong_in_its_place() {
    let cases = format!("{}\n{{\"id\": \"<b>\", \"nyha\": 1}}\n", case("first"));
    let markdown = evaluate(&cases, &[]);
    assert!(markdown.contains("\n\n## \\<b\\>: refused\n\n- **/nyha**: "), "{markdown}");
    assert!(markdown.contains("\n  - Help: "), "{markdown}");
}
