//! Reads HTML as strictly as it should be written: no error that a parser would mend, nothing that
//! is not expected in a document of this command.

use html5gum::{HtmlString, Token, Tokenizer};
use std::collections::{BTreeMap, BTreeSet};

/// Elements without an end.
const VOID: [&str; 1] = ["meta"];
/// What may stand in a line of text.
const PHRASING: [&str; 4] = ["span", "strong", "code", "bdi"];
/// Elements that contain lines of text and nothing else.
const LINES: [&str; 11] =
    ["title", "h1", "h2", "h3", "p", "summary", "dt", "span", "strong", "code", "bdi"];
/// No attribute loads, runs or links to anything.
const ATTRIBUTES: [&str; 10] = [
    "lang",
    "charset",
    "name",
    "content",
    "http-equiv",
    "class",
    "id",
    "aria-labelledby",
    "aria-hidden",
    "open",
];

/// An element with its text and everything in it.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Element>,
    /// All text inside, in order.
    pub text: String,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// Itself and everything in it, in order.
    pub fn all(&self) -> Vec<&Element> {
        let mut all = vec![self];
        self.children.iter().for_each(|child| all.extend(child.all()));
        all
    }

    pub fn named(&self, name: &str) -> Vec<&Element> {
        self.all().into_iter().filter(|element| element.name == name).collect()
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
    }

    pub fn with_class(&self, class: &str) -> Vec<&Element> {
        self.all().into_iter().filter(|element| element.has_class(class)).collect()
    }
}

fn string(text: &HtmlString) -> String {
    String::from_utf8(text.to_vec()).unwrap()
}

/// The document; whatever is wrong with it ends the test.
pub fn document(html: &str) -> Element {
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n"), "{}", &html[..60]);
    let mut open = vec![Element::default()];
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = string(&tag.name);
                may_contain(&open.last().unwrap().name, &name);
                let attributes = tag.attributes.iter();
                let attributes = attributes
                    .map(|(name, value)| (string(name), string(&value.value)))
                    .collect::<BTreeMap<_, _>>();
                for name in attributes.keys() {
                    assert!(ATTRIBUTES.contains(&&**name), "{name}");
                }
                let element = Element { name, attributes, ..Element::default() };
                if VOID.contains(&&*element.name) {
                    open.last_mut().unwrap().children.push(element);
                } else {
                    open.push(element);
                }
            }
            Token::EndTag(tag) => {
                let element = open.pop().unwrap();
                assert_eq!(element.name, string(&tag.name));
                let parent = open.last_mut().unwrap();
                parent.text.push_str(&element.text);
                parent.children.push(element);
            }
            Token::String(text) => open.last_mut().unwrap().text.push_str(&string(&text.value)),
            Token::Doctype(_) => {}
            Token::Comment(_) | Token::Error(_) => panic!("{token:?}"),
        }
    }
    assert_eq!(open.len(), 1);
    let document = open.pop().unwrap();
    check(&document);
    document
}

fn may_contain(outer: &str, inner: &str) {
    let is_right = match outer {
        "" => inner == "html",
        "html" => ["head", "body"].contains(&inner),
        "head" => ["meta", "title", "style"].contains(&inner),
        "body" => inner == "main",
        "main" => inner == "article",
        "ul" | "ol" => inner == "li",
        "dl" => inner == "div",
        "div" => ["dt", "dd"].contains(&inner),
        "li" | "dd" => ["p", "ul", "details"].contains(&inner) || PHRASING.contains(&inner),
        "details" => ["summary", "ul"].contains(&inner),
        "article" | "header" | "section" => {
            ["header", "section", "h1", "h2", "h3", "p", "ul", "ol", "dl"].contains(&inner)
        }
        outer if LINES.contains(&outer) => PHRASING.contains(&inner),
        _ => false,
    };
    assert!(is_right, "<{inner}> in <{outer}>");
}

fn check(document: &Element) {
    for name in ["html", "head", "title", "body", "main"] {
        assert_eq!(document.named(name).len(), 1, "{name}");
    }
    assert!(!document.named("title")[0].text.trim().is_empty());
    let style = &document.named("style")[0].text;
    assert!(!style.contains("url(") && !style.contains("@import") && !style.contains('<'));
    let ids = document.all().into_iter().filter_map(|element| element.attribute("id"));
    let ids = ids.collect::<Vec<_>>();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "an id is there twice");
    for article in document.named("article") {
        let label = article.attribute("aria-labelledby").unwrap();
        let heading = article.named("h1");
        assert_eq!(heading.len(), 1);
        assert_eq!(heading[0].attribute("id"), Some(label));
        let levels = article.all().into_iter().filter_map(|element| {
            element.name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok())
        });
        levels.fold(0, |before, level| {
            assert!(level.saturating_sub(before) <= 1, "h{level} after h{before}");
            level
        });
        for heading in article.all().into_iter().filter(|one| one.name.starts_with('h')) {
            assert!(!heading.text.trim().is_empty(), "an empty heading");
        }
    }
    for details in document.named("details") {
        assert_eq!(details.children[0].name, "summary");
        assert_eq!(details.named("details").len(), details.named("summary").len());
    }
    for mark in document.with_class("mark") {
        // The sign is for the eyes, the word for everyone.
        assert_eq!(mark.children[0].attribute("aria-hidden"), Some("true"));
        let word = mark.text.strip_prefix(&mark.children[0].text).unwrap();
        assert!(word.chars().any(char::is_alphabetic), "{}", mark.text);
    }
}
