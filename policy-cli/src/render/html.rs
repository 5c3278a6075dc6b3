//! A document for a browser and for paper. In: what is told about cases. Out: HTML that refers to
//! nothing outside itself and runs no scripts.
//!
//! Texts are escaped where they are put into the markup, by `maud`; what comes from a case has its
//! unseen characters escaped before. If anything got through, the document's own policy would keep
//! a browser from loading or running it.

pub mod article;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use policy_core::case::Problems;
use policy_core::unseen::escaped;

const STYLE: &str = include_str!("html/style.css");
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// What stands before the first article.
pub fn begin(title: &str) -> Markup {
    html! {
        (DOCTYPE)
        (PreEscaped("\n<html lang=\"en\">\n"))
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta http-equiv="Content-Security-Policy" content=(CONTENT_POLICY);
            title { (escaped(title)) }
            style { (PreEscaped(STYLE)) }
        }
        (PreEscaped("\n<body>\n<main>\n"))
    }
}

/// What stands after the last article.
pub const END: &str = "</main>\n</body>\n</html>\n";

/// What is wrong with a case.
pub fn refused(title: &str, position: u64, problems: &Problems) -> Markup {
    let id = heading_id(position);
    html! {
        article aria-labelledby=(id) {
            h1 id=(id) { bdi { (escaped(title)) } }
            p.outcome {
                strong { "Refused" }
                " The case was not evaluated. Correct it, and evaluate it again."
            }
            h2 { "What is wrong" }
            ul {
                @for problem in &problems.problems {
                    li {
                        @if !problem.path.is_empty() { code { (escaped(&problem.path)) } ": " }
                        (escaped(&problem.problem))
                        p.help { "Help: " (escaped(&problem.help)) }
                    }
                }
            }
        }
    }
}

/// The id of a case's heading; ids of members are nothing for markup.
fn heading_id(position: u64) -> String {
    format!("case-{}", position.saturating_add(1))
}
