//! The stages of both macros, in order.
//!
//! `vocabulary!`: tokens, syntax tree, checked vocabulary, items. `policy!` goes in two steps, since a macro cannot look up a name: it reads only which
//! vocabulary it is over and calls the macro of that name, which hands the vocabulary's schema and the policy to `__policy!`: tokens, syntax tree, policy tree, items.

use crate::check::{Schema, check_policy, check_vocabulary, name_in_code};
use crate::emit::{Names, anchors_for_editors, emit_policy, emit_vocabulary};
use crate::prove::prove_policy;
use crate::report::{Errors, Mistake};
use crate::syntax::policy::{PolicyText, Statement};
use crate::syntax::words::is_name_in_rust;
use crate::syntax::{parse_policy, parse_vocabulary, split_route};
use policy_core::data::Text;
use policy_core::policy::{Approval, Conclusion, Policy, Section, Version};
use policy_core::vocabulary::{FactId, Vocabulary};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

/// `vocabulary! { … }`
pub fn vocabulary(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Some(text) = parse_vocabulary(input, &mut errors) else { return errors.into_tokens() };
    let vocabulary = check_vocabulary(&text, &mut errors);
    // A name that Rust keeps for itself is reported; no module can have it.
    if !is_name_in_rust(&text.name.value) {
        return errors.into_tokens();
    }
    let schema = Schema::new(vocabulary, &text, &errors);
    let items = emit_vocabulary(&schema, &text);
    let errors = errors.into_tokens();
    quote!(#errors #items)
}

/// `policy! { name<vocabulary> { … } }`
pub fn route(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    match split_route(input, &mut errors) {
        Some(route) => {
            let (path, rest) = (route.vocabulary_path, route.rest);
            let errors = errors.into_tokens();
            quote!(#errors #path! { [#path] #rest })
        }
        None => errors.into_tokens(),
    }
}

/// `__policy! { "schema" [path] name { … } }`
pub fn policy(input: TokenStream) -> TokenStream {
    let Some((schema, path, rest)) = split_schema(input) else { return TokenStream::new() };
    let vocabulary = &schema.vocabulary;
    let mut errors = Errors::default();
    let Some(text) = parse_policy(rest.clone(), &mut errors) else { return errors.into_tokens() };
    let checked = if schema.complete { check_policy(&text, vocabulary, &schema.left_out, &mut errors) } else { None };
    if checked.is_none() && errors.is_empty() && schema.sound {
        let mistake = Mistake::at(text.name.place, format!("the policy `{}` could not be checked", text.name.value));
        errors.push(mistake.help("this is a mistake of the compiler, not of the policy: please report it, with the policy"));
    }
    if let Some(policy) = checked.as_ref().filter(|_| errors.is_empty()) {
        prove_policy(policy, &text, &mut errors);
    }
    let names = Names::new(&text.name.value, text.name.place.first, path);
    let anchors = anchors_for_editors(&text, vocabulary, &names);
    let items = if let Some(policy) = checked.filter(|_| errors.is_empty()) {
        emit_policy(&policy, &policy.facts(), &names)
    } else {
        let facts = facts_named_in(rest, vocabulary);
        emit_policy(&outline_only(&text, vocabulary.clone()), &facts, &names)
    };
    let errors = errors.into_tokens();
    quote!(#anchors #errors #items)
}

/// What the vocabulary's macro hands over: its schema as a literal, its path in brackets, the policy.
fn split_schema(input: TokenStream) -> Option<(Rc<Schema>, TokenStream, TokenStream)> {
    let mut tokens = input.into_iter();
    let schema = Schema::from_literal(tokens.next()?)?;
    match tokens.next()? {
        TokenTree::Group(path) if path.delimiter() == Delimiter::Bracket => Some((schema, path.stream(), tokens.collect())),
        _ => None,
    }
}

/// A policy with mistakes still has its public items, so that its callers do not break in sympathy: the same names and sections, without criteria.
fn outline_only(text: &PolicyText, vocabulary: Vocabulary) -> Policy {
    let empty = || Text::Borrowed("");
    let sections = |statements: &[Statement]| {
        let sections = statements.iter().filter_map(|statement| match statement {
            Statement::Section(section) => Some(section),
            _ => None,
        });
        let mut seen = BTreeSet::new();
        let sections = sections.filter(|section| seen.insert(section.name.value.clone())).map(|section| Section {
            name: Text::Owned(section.name.value.clone()),
            citations: Cow::Borrowed(&[]),
            guard: None,
            criteria: Cow::Borrowed(&[]),
            remarks: Cow::Borrowed(&[]),
            conclusion: Conclusion::CriteriaMet { approval: Approval { duration: None, limit: None, at_most: None }, review: None },
        });
        Cow::Owned(sections.collect::<Vec<_>>())
    };
    let version = |name: Option<Text>, statements: &[Statement]| Version {
        name,
        from: None,
        to: None,
        remarks: Cow::Borrowed(&[]),
        sections: sections(statements),
        advisories: Cow::Borrowed(&[]),
    };
    let mut seen = BTreeSet::new();
    let mut versions = text
        .statements
        .iter()
        .filter_map(|statement| match statement {
            Statement::Version(named) if seen.insert(name_in_code(named)) => {
                Some(version(Some(Text::Owned(named.name.value.clone())), &named.statements))
            }
            _ => None,
        })
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
        never_approves: false,
        gaps: Cow::Borrowed(&[]),
    }
}

/// The facts whose names stand anywhere in a policy that could not be checked: the fields that its callers may use.
fn facts_named_in(tokens: TokenStream, vocabulary: &Vocabulary) -> Vec<FactId> {
    let mut names = BTreeSet::new();
    let mut streams = vec![tokens];
    while let Some(stream) = streams.pop() {
        for token in stream {
            match token {
                TokenTree::Group(group) => streams.push(group.stream()),
                TokenTree::Ident(name) => {
                    names.insert(name.to_string());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
    let of_every_case = [FactId::REQUEST_DATE, FactId::SERVICE_DATE];
    let used = vocabulary.iter().filter(|(id, fact)| !of_every_case.contains(id) && names.contains(&*fact.name));
    let mut facts = used
        .map(|(id, fact)| match fact.kind {
            policy_core::vocabulary::FactKind::Age { birth_date } => birth_date,
            _ => id,
        })
        .collect::<Vec<_>>();
    facts.sort_unstable();
    facts.dedup();
    facts
}
