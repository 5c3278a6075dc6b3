//! Determinations as HTML: well-formed, accessible, self-contained, and with everything escaped.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what helps tests may fail as they do"
)]

mod support;

use serde_json::Value;
use support::html::{Element, document};
use support::{case, example, hostile_case, run, run_with_input};

const POLICIES: [&str; 5] = ["revascor", "abecma", "tecartus", "kresladi", "pad_stem_cells"];

fn evaluate(policy: &str, cases: &str) -> Element {
    let ran = run_with_input(&["evaluate", policy, "-", "--format", "html"], cases.as_bytes());
    assert_eq!(ran.stderr, "");
    document(&ran.stdout)
}

/// What stands under a name in a list of particulars.
fn particular<'e>(article: &'e Element, name: &str) -> Vec<&'e str> {
    let pairs = article.named("div").into_iter().filter(|pair| pair.children[0].text == name);
    pairs.map(|pair| &*pair.children[1].text).collect()
}

#[test]
fn every_example_is_a_correct_article() {
    for policy in POLICIES {
        let examples = run(&["demo", policy, "--cases"]).stdout;
        let document = evaluate(policy, &examples);
        let articles = document.named("article");
        assert_eq!(articles.len(), examples.lines().count());
        for article in articles {
            assert_eq!(particular(article, "policy").len(), 1);
            assert_eq!(particular(article, "policy digest")[0].len(), 64);
            for date in ["date of request", "date of service"] {
                assert_eq!(particular(article, date)[0].len(), "2026-11-21".len());
            }
            let text = article.text.replace("This is not a denial.", "").to_lowercase();
            assert!(!text.contains("denial") && !text.contains("denied"), "{text}");
            open_where_it_decides(article, true);
        }
    }
}

/// What decides is open, and so is everything around it.
fn open_where_it_decides(element: &Element, is_open: bool) {
    let mut is_open = is_open;
    if element.name == "details" {
        assert_eq!(element.has_class("decides"), element.attribute("open").is_some());
        assert!(is_open || !element.has_class("decides"), "{}", element.text);
        is_open = is_open && element.attribute("open").is_some();
    }
    element.children.iter().for_each(|child| open_where_it_decides(child, is_open));
}

#[test]
fn a_determination_says_what_it_is_and_leaves_the_decision_to_the_reviewer() {
    let document = evaluate("revascor", &example("revascor-class-iv-without-lvad"));
    let article = document.named("article")[0];
    assert_eq!(article.named("h1")[0].text, "revascor-class-iv-without-lvad");
    let outcome = &article.with_class("outcome")[0].text;
    assert_eq!(
        outcome,
        "Criteria not met This is not a denial. The request goes to a clinician, who decides."
    );
    let decision = article.with_class("decision")[0];
    let names = decision.named("dt").into_iter().map(|name| &*name.text).collect::<Vec<_>>();
    assert_eq!(names, ["Decision", "Rationale", "Name and credentials", "Signature", "Date"]);
    assert!(decision.named("dd").iter().all(|room| room.text.is_empty()));
}

/// The citations of what is open, or of what is folded.
fn citations(article: &Element, is_open: bool) -> Vec<&str> {
    let details = article.named("details").into_iter();
    let wanted = details.filter(|one| one.attribute("open").is_some() == is_open);
    let lines = wanted.map(|one| &one.children[0]);
    lines.filter_map(|line| Some(&*line.with_class("citation").first()?.text)).collect()
}

#[test]
fn what_decides_is_open_and_everything_else_is_folded() {
    let not_met = evaluate("revascor", &example("revascor-class-iv-without-lvad"));
    assert_eq!(citations(&not_met, true), ["I.A", "I.A.1", "I.A.1.c"]);
    assert!(citations(&not_met, false).contains(&"I.A.2"));
    // In a group of which any suffices, what is not met decides nothing.
    let met = evaluate("revascor", &example("g-revascor-001"));
    assert_eq!(citations(&met, false), ["I.A.1.a.ii", "II.A", "I.B"]);
    assert!(citations(&met, true).contains(&"I.A.1.a.i"));
}

#[test]
fn questions_are_under_their_addressee_and_cite_their_paragraphs() {
    let document = evaluate("revascor", &case("r-1"));
    let asked = document.with_class("asked")[0];
    let headings = asked.named("h3").into_iter().map(|one| &*one.text).collect::<Vec<_>>();
    assert_eq!(headings[0], "Ask the provider");
    let questions = asked.named("li").into_iter().map(|one| &*one.text).collect::<Vec<_>>();
    assert!(
        questions.contains(
            &"New York Heart Association functional class? class I, class II, class III or class IV (for I.B.1.b, I.A.1.c)"
        ),
        "{questions:#?}"
    );
}

#[test]
fn interpretations_are_those_of_what_is_shown() {
    let later = example_of("abecma", "\"service_date\": \"2026-03-02\"");
    let document = evaluate("abecma", &later);
    let shown = document.with_class("readings")[0].named("li");
    let listed = run(&["interpretations", "abecma@2025-11", "--format", "json"]).stdout;
    let listed = serde_json::from_str::<Value>(&listed).unwrap();
    let listed = listed.as_array().unwrap().iter().map(|one| {
        let place = one["citation"].as_str().map(|place| format!("{place} ")).unwrap_or_default();
        format!("{place}{}", one["text"].as_str().unwrap())
    });
    let listed = listed.collect::<Vec<_>>();
    assert!(shown.iter().all(|one| listed.contains(&one.text)), "{shown:#?}");
    assert!(shown.iter().any(|one| one.text == "5.b Criteria 4 and 5.b say the same thing."));
}

fn example_of(policy: &str, part: &str) -> String {
    let examples = run(&["demo", policy, "--cases"]).stdout;
    examples.lines().find(|line| line.contains(part)).unwrap().to_owned()
}

#[test]
fn whatever_a_case_says_is_text() {
    let ran = run_with_input(
        &["evaluate", "revascor", "-", "--format", "html"],
        hostile_case().as_bytes(),
    );
    for markup in ["<script", "<img", "<a ", "\u{202e}"] {
        assert!(!ran.stdout.contains(markup), "{markup}");
    }
    let document = document(&ran.stdout);
    let shown = r#""'><script>alert(1)</script>&lt; \u{202e}[a](https://example.com)"#;
    assert!(document.named("h1")[0].text.starts_with(shown));
    // The source is beside the criteria on the same fact, and nowhere else.
    let evidence = document.with_class("evidence");
    let sources = evidence.iter().filter(|one| one.text.contains(&format!("Source: {shown}")));
    assert!(sources.clone().count() > 0);
    assert!(sources.into_iter().all(|one| one.text.contains("functional class: class II")));
    assert!(!document.named("h2").iter().any(|one| one.text == "Other sources"));
}

#[test]
fn a_refused_case_says_what_is_wrong_in_its_place() {
    let broken =
        r#"{"id": "<b>", "request_date": "2026-11-21", "service_date": "then", "nyha<i>": 1}"#;
    let cases = format!("{}\n{broken}\n{}\n", case("first"), case("last"));
    let ran = run_with_input(&["evaluate", "revascor", "-", "--format", "html"], cases.as_bytes());
    assert_eq!((ran.status, &*ran.stderr), (1, ""));
    let document = document(&ran.stdout);
    let articles = document.named("article");
    let headings = articles.iter().map(|one| &*one.named("h1")[0].text).collect::<Vec<_>>();
    assert_eq!(headings, ["first", "<b>", "last"]);
    assert!(articles[1].with_class("outcome")[0].text.starts_with("Refused "));
    assert!(articles[1].text.contains("/service_date: "), "{}", articles[1].text);
    assert!(articles[1].with_class("decision").is_empty());
}

#[test]
fn threads_change_nothing() {
    let examples = run(&["demo", "revascor", "--cases"]).stdout;
    let on = |threads| {
        let arguments = ["evaluate", "revascor", "-", "--format", "html", "--threads", threads];
        run_with_input(&arguments, examples.as_bytes()).stdout
    };
    assert_eq!(on("1"), on("3"));
}
