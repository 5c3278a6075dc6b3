//! The stages of both macros, in order.
//!
//! `vocabulary!`: tokens, syntax tree, checked vocabulary, items. `policy!` goes in two steps,
//! since a macro cannot look up a name: it reads only which vocabulary it is over and calls the
//! macro of that name, which hands the vocabulary's schema and the policy to `__policy!`: tokens,
//! syntax tree, policy tree, items.

use crate::emit::{Names, anchors_for_editors, emit_policy, emit_vocabulary};
use crate::report::{file_of, line_of, report};
use crate::source::Source;
use policy_core::data::Text;
use policy_core::policy::{Approval, Choice, Conclusion, Day, Policy, Section, Version};
use policy_core::vocabulary::{FactId, FactKind, Vocabulary};
use policy_language::diagnostic::Diagnostics;
use policy_language::naming::{is_name_in_rust, version_in_code};
use policy_language::syntax::parse_route;
use policy_language::syntax::policy::{PolicyText, Statement};
use policy_language::text::{Place, Token, Tokens, unescape};
use policy_language::{Schema, read_policy, read_vocabulary};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// `vocabulary! { … }`
pub fn vocabulary(input: TokenStream) -> TokenStream {
    let source = Source::whole(input);
    let mut diagnostics = Diagnostics::default();
    let file = file_of(source.first(Place::of(0)));
    let line = |place| line_of(source.first(place));
    let read = read_vocabulary(&source.tokens, &file, line, &mut diagnostics);
    let errors = report(diagnostics, &source, None);
    // A name that Rust keeps for itself is reported; no module can have it.
    let Some(read) = read.filter(|read| is_name_in_rust(&read.text.name.value)) else {
        return errors;
    };
    let items = emit_vocabulary(&read.schema, &read.text, &source);
    quote!(#errors #items)
}

/// `policy! { name<vocabulary> { … } }`
pub fn route(input: TokenStream) -> TokenStream {
    let source = Source::outside_of_braces(input);
    let mut diagnostics = Diagnostics::default();
    let route = parse_route(&source.tokens, &mut diagnostics);
    let errors = report(diagnostics, &source, None);
    let Some(route) = route else { return errors };
    let (path, rest) = (source.trees(route.path), source.trees_without(route.brackets));
    quote!(#errors #path! { [#path] #rest })
}

/// `__policy! { "schema" [path] name { … } }`
pub fn policy(input: TokenStream) -> TokenStream {
    let Some((schema, path, rest)) = split_schema(input) else {
        return quote!(
            ::core::compile_error! { "the vocabulary's macro handed over no vocabulary\nhelp: this is a mistake of the compiler: please report it" }
        );
    };
    let vocabulary = &schema.vocabulary;
    let source = Source::whole(rest);
    let mut diagnostics = Diagnostics::default();
    let read = read_policy(&source.tokens, &schema, &mut diagnostics);
    let errors = report(diagnostics, &source, Some(&schema));
    let Some(read) = read else { return errors };
    let name = &read.text.name;
    let names = Names::new(&name.value, source.first(name.place), path);
    let anchors = anchors_for_editors(&read.text, vocabulary, &names, &source);
    let items = match &read.policy {
        Some(policy) => emit_policy(policy, &policy.facts(), &names),
        None => emit_policy(
            &outline_only(&read.text, vocabulary.clone()),
            &facts_named_in(&source.tokens, vocabulary),
            &names,
        ),
    };
    quote!(#anchors #errors #items)
}

/// What the vocabulary's macro hands over: its schema as a literal, its path in brackets, the
/// policy.
fn split_schema(input: TokenStream) -> Option<(Rc<Schema>, TokenStream, TokenStream)> {
    let mut tokens = input.into_iter();
    let schema = schema(&tokens.next()?.to_string())?;
    let TokenTree::Group(path) = tokens.next()? else { return None };
    (path.delimiter() == Delimiter::Bracket).then(|| (schema, path.stream(), tokens.collect()))
}

/// The schema in a literal. The last one is kept for the next policy: policies over one vocabulary
/// mostly follow each other.
fn schema(literal: &str) -> Option<Rc<Schema>> {
    thread_local! {
        static LAST: RefCell<Option<(String, Rc<Schema>)>> = const { RefCell::new(None) };
    }
    LAST.with_borrow_mut(|last| {
        if let Some((_, schema)) = last.as_ref().filter(|(own, _)| own == literal) {
            return Some(Rc::clone(schema));
        }
        let schema = Rc::new(Schema::from_line(&unescape(literal)?)?);
        *last = Some((literal.to_owned(), Rc::clone(&schema)));
        Some(schema)
    })
}

/// A policy with mistakes still has its public items, so that its callers do not break in sympathy:
/// the same names and sections, without criteria.
fn outline_only(text: &PolicyText, vocabulary: Vocabulary) -> Policy {
    let empty = || Text::Borrowed("");
    let sections = |statements: &[Statement]| {
        let sections = statements.iter().filter_map(|statement| {
            if let Statement::Section(section) = statement { Some(section) } else { None }
        });
        let mut seen = BTreeSet::new();
        let sections =
            sections.filter(|section| seen.insert(section.name.value.clone())).map(|section| {
                Section {
                    name: Text::Owned(section.name.value.clone()),
                    citations: Cow::Borrowed(&[]),
                    guard: None,
                    criteria: Cow::Borrowed(&[]),
                    remarks: Cow::Borrowed(&[]),
                    conclusion: Conclusion::CriteriaMet {
                        approval: Choice::Always(Approval {
                            duration: None,
                            limit: None,
                            at_most: None,
                        }),
                        review: None,
                    },
                    otherwise: Cow::Borrowed(&[]),
                }
            });
        Cow::Owned(sections.collect::<Vec<_>>())
    };
    let version = |name: Option<Text>, statements: &[Statement]| Version {
        name,
        from: None,
        to: None,
        looks_from: Day::REQUEST,
        remarks: Cow::Borrowed(&[]),
        sections: sections(statements),
        advisories: Cow::Borrowed(&[]),
    };
    let mut seen = BTreeSet::new();
    let mut versions = text
        .statements
        .iter()
        .filter_map(
            |statement| if let Statement::Version(named) = statement { Some(named) } else { None },
        )
        .filter(|named| seen.insert(version_in_code(&named.name.value)))
        .map(|named| version(Some(Text::Owned(named.name.value.clone())), &named.statements))
        .collect::<Vec<_>>();
    if versions.is_empty() {
        versions.push(version(None, &text.statements));
    }
    Policy {
        name: Text::Owned(text.name.value.clone()),
        title: empty(),
        payer: empty(),
        number: empty(),
        source: empty(),
        reviewed: None,
        codes: Cow::Borrowed(&[]),
        remarks: Cow::Borrowed(&[]),
        vocabulary: Cow::Owned(vocabulary),
        applicability: Cow::Borrowed(&[]),
        versions: Cow::Owned(versions),
        advisories: Cow::Borrowed(&[]),
        looks_from: Day::REQUEST,
        never_approves: false,
        gaps: Cow::Borrowed(&[]),
        accepted: Cow::Borrowed(&[]),
    }
}

/// The facts whose names are anywhere in a policy that could not be checked: the fields that its
/// callers may use.
fn facts_named_in(tokens: &Tokens, vocabulary: &Vocabulary) -> Vec<FactId> {
    let words = (0..tokens.len()).filter_map(|position| {
        if let Token::Word(word) = tokens.get(position) { Some(word.as_str()) } else { None }
    });
    let names = words.collect::<BTreeSet<_>>();
    let of_every_case = [FactId::REQUEST_DATE, FactId::SERVICE_DATE];
    let used = vocabulary
        .iter()
        .filter(|(id, fact)| !of_every_case.contains(id) && names.contains(&*fact.name));
    let mut facts = used
        .flat_map(|(id, fact)| match &fact.kind {
            FactKind::Age { birth_date } => vec![*birth_date],
            FactKind::Calculated { formula, .. } => formula.facts(),
            FactKind::Flag { .. }
            | FactKind::Code { .. }
            | FactKind::Count { .. }
            | FactKind::Date
            | FactKind::Quantity { .. }
            | FactKind::Measurement { .. }
            | FactKind::History { .. } => vec![id],
        })
        .filter(|fact| !fact.is_built_in())
        .collect::<Vec<_>>();
    facts.sort_unstable();
    facts.dedup();
    facts
}
