//! A determination as an article: the outcome and what it rests on, what to ask, and room for the
//! reviewer.

use super::heading_id;
use crate::nodes::{Node, siblings};
use crate::particulars::{self, Particular};
use crate::render::report::{Evidence, Report, meaning};
use maud::{Markup, html};
use policy_core::Truth;
use policy_core::json::Source;
use policy_core::unseen::escaped;

/// How many bytes of markup make an article long: it is printed in two columns, so that it takes no
/// more than two pages.
const LONG: usize = 16_000;

/// The article of a case.
pub fn of(report: &Report<'_, '_>) -> Markup {
    let id = heading_id(report.position);
    let nodes = report.nodes();
    let content = html! {
        (header(report, &id))
        (asked(report, &nodes))
        (criteria(report, &nodes))
        (other_sources(report, &nodes))
        (interpretations(report, &nodes))
        (decision(report))
    };
    html! {
        article.long[content.0.len() > LONG] aria-labelledby=(id) { (content) }
    }
}

fn header(report: &Report<'_, '_>, id: &str) -> Markup {
    let (policy, explanation) = (report.policy(), report.explanation);
    let mut facts = report.dates().to_vec();
    facts.extend(particulars::origin(explanation));
    facts.extend(particulars::consequences(report.assessment, explanation));
    let (advisories, facts) =
        facts.into_iter().partition::<Vec<Particular>, _>(|(name, _)| *name == "advisory");
    html! {
        header {
            p.policy { (policy.title) ", " (policy.payer) }
            h1 id=(id) { bdi { (escaped(&report.title)) } }
            p.outcome {
                strong { (capitalized(&explanation.outcome.to_string())) }
                " " (meaning(explanation.outcome))
            }
            p { strong { "Reason: " } (escaped(&explanation.reason)) }
            @for (_, advisory) in &advisories {
                p { strong { "Advisory: " } (advisory) }
            }
            dl.particulars {
                @for (name, text) in &facts {
                    div { dt { (name) } dd { (text) } }
                }
                @if let Some(digest) = report.explanation.policy_digest {
                    div.wide { dt { "policy digest" } dd { code { (digest) } } }
                }
            }
        }
    }
}

fn asked<'a>(report: &Report<'a, '_>, nodes: &[Node<'a>]) -> Markup {
    let groups = report.asked();
    let purposes = report.purposes(nodes);
    html! {
        @if !groups.is_empty() {
            section.asked {
                h2 { "What to ask" }
                @for group in &groups {
                    h3 { (capitalized(group.request())) }
                    ul {
                        @for question in &group.questions {
                            li {
                                (question.text) " "
                                span.quiet { (purpose(&purposes.citations(question.id))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// "(for I.A.1.c)"
fn purpose(citations: &[&str]) -> String {
    if citations.is_empty() { String::new() } else { format!("(for {})", citations.join(", ")) }
}

fn criteria(report: &Report<'_, '_>, nodes: &[Node<'_>]) -> Markup {
    html! {
        @if !nodes.is_empty() {
            section.criteria {
                h2 { "Criteria" }
                p.quiet { "What decides is open; everything else is folded." }
                (list(report, nodes, true))
            }
        }
    }
}

fn list(report: &Report<'_, '_>, nodes: &[Node<'_>], is_shown: bool) -> Markup {
    html! {
        ul.tree {
            @for (node, below) in siblings(nodes) {
                li class=(class(node.explained.truth())) { (item(report, node, below, is_shown)) }
            }
        }
    }
}

/// A node with what is below it; folded unless it decides. What is asked for is listed before the
/// criteria, so the parts of a condition that is not documented are folded, too.
fn item(report: &Report<'_, '_>, node: &Node<'_>, below: &[Node<'_>], is_shown: bool) -> Markup {
    let (evidence, is_undocumented) = match report.evidence(node) {
        Evidence::NotDocumented => (Vec::new(), true),
        Evidence::Lines(lines) => (lines, false),
    };
    let line = html! {
        (line(report, node))
        @if is_undocumented { " " span.quiet { "(not documented)" } }
        @if let Some(words) = node.folded_in_words() { " " span.quiet { "(" (words) ")" } }
    };
    let sources = report.sources_of(node).collect::<Vec<_>>();
    let is_asked_for =
        node.explained.parts().next().is_some() && node.explained.truth().is_unknown();
    let is_open = is_shown && node.decides && !is_asked_for;
    html! {
        @if below.is_empty() && evidence.is_empty() && sources.is_empty() {
            p { (line) }
        } @else {
            details.decides[is_open] open[is_open] {
                summary { (line) }
                @if !evidence.is_empty() || !sources.is_empty() {
                    ul.evidence {
                        @for text in &evidence { li { (escaped(text)) } }
                        @for source in &sources { li { (told(source)) } }
                    }
                }
                @if !below.is_empty() { (list(report, below, is_open)) }
            }
        }
    }
}

fn line(report: &Report<'_, '_>, node: &Node<'_>) -> Markup {
    html! {
        span.mark { span aria-hidden="true" { (node.mark.sign) " " } (node.mark.word) } " "
        @if let Some(citation) = node.explained.citation() { span.citation { (citation) } " " }
        (node.prefix) span.title { (node.explained.title()) }
        @if let Some(asked) = node.asked(&report.policy().vocabulary) { ": " (asked) }
    }
}

/// Where something is documented, in the sender's words.
fn told(source: &Source) -> Markup {
    html! {
        "Source: " bdi { (escaped(&source.text)) } " "
        code { (escaped(&source.pointer)) }
    }
}

fn other_sources(report: &Report<'_, '_>, nodes: &[Node<'_>]) -> Markup {
    let sources = report.other_sources(nodes);
    html! {
        @if !sources.is_empty() {
            section {
                h2 { "Other sources" }
                ul { @for source in sources { li { (told(source)) } } }
            }
        }
    }
}

fn interpretations(report: &Report<'_, '_>, nodes: &[Node<'_>]) -> Markup {
    let readings = report.interpretations(nodes);
    html! {
        @if !readings.is_empty() {
            section.readings {
                h2 { "Interpretations used" }
                p.quiet { "Readings that were chosen where the source is open, for the payer to confirm." }
                ul {
                    @for reading in &readings {
                        li {
                            @if let Some(place) = &reading.place { span.citation { (place) } " " }
                            (reading.text)
                        }
                    }
                }
            }
        }
    }
}

/// Room for what the reviewer decides; nothing is offered to choose from.
fn decision(report: &Report<'_, '_>) -> Markup {
    html! {
        section.decision {
            h2 { "Reviewer’s decision on " bdi { (escaped(&report.title)) } }
            dl {
                @for name in ["Decision", "Rationale", "Name and credentials", "Signature", "Date"] {
                    div { dt { (name) } dd {} }
                }
            }
        }
    }
}

const fn class(truth: Truth) -> &'static str {
    match truth {
        Truth::MET => "met",
        Truth::NOT_MET => "not-met",
        _ => "unknown",
    }
}

/// A text that begins a line.
fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
