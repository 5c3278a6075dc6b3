//! What editors need: code that only rust-analyzer sees, in which every fact and value is at
//! the author's own token.
//!
//! rust-analyzer sets `cfg(rust_analyzer)`; for rustc this is nothing. It gives hover, go to
//! definition, references, rename and completion inside `policy!`, also for a criterion that is
//! only half typed: the names of unreadable conditions are here as well. It comes first among the
//! items of a policy, because rust-analyzer completes at the first place where a token occurs.

use super::declared::Declared;
use super::names::{Names, type_name};
use crate::source::Source;
use policy_core::vocabulary::{Fact, FactKind, Vocabulary};
use policy_language::syntax::expression::{
    ArgumentText, DayText, Expression, ExpressionKind, Operand, Other, Predicate, Test,
};
use policy_language::syntax::policy::{
    AcceptedGap, Arm, Body, Detail, Outline, PolicyText, Section, Statement,
};
use policy_language::syntax::table::{Span, Table};
use policy_language::text::{Name, Placed};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A field for each fact, with its label, for completion and hover. The module around it allows the
/// `cfg` that only editors set.
pub fn fields_for_editors(vocabulary: &Vocabulary, declared: &Declared<'_>) -> TokenStream {
    let fields = vocabulary.facts.iter().map(|fact| {
        let asked_of = fact.asked_of.map(|addressee| format!(", asked of {}", addressee.words()));
        let asked_of = asked_of.unwrap_or_default();
        let docs = format!(" {} ({}{asked_of})", fact.label, fact.kind.name());
        let name = Ident::new(&fact.name, declared.fact(&fact.name));
        quote!(#[doc = #docs] pub #name: (),)
    });
    quote! {
        #[doc(hidden)]
        #[cfg(rust_analyzer)]
        pub struct Facts {
            #(#fields)*
        }
    }
}

/// Every fact and value of a policy, at the author's tokens.
pub fn anchors_for_editors(
    policy: &PolicyText,
    vocabulary: &Vocabulary,
    names: &Names,
    source: &Source,
) -> TokenStream {
    let mut anchors = Anchors {
        source,
        vocabulary,
        path: names.vocabulary(),
        defines: Vec::new(),
        parameters: Vec::new(),
        found: Vec::new(),
    };
    anchors.statements(&policy.statements);
    let (path, found) = (names.vocabulary(), anchors.found);
    quote! {
        #[allow(unexpected_cfgs, reason = "only editors set it")]
        const _: () = {
            #[cfg(rust_analyzer)]
            fn editors(facts: &#path::Facts) {
                #(#found)*
            }
        };
    }
}

struct Anchors<'a> {
    source: &'a Source,
    vocabulary: &'a Vocabulary,
    path: &'a TokenStream,
    defines: Vec<&'a str>,
    parameters: Vec<&'a str>,
    found: Vec<TokenStream>,
}

impl<'a> Anchors<'a> {
    fn statements(&mut self, statements: &'a [Statement]) {
        for statement in statements {
            match statement {
                Statement::Define(define) => {
                    self.defines.push(&define.name.value);
                    self.parameters = define
                        .parameters
                        .iter()
                        .map(|parameter| parameter.value.as_str())
                        .collect();
                    self.body(&define.body);
                    self.parameters.clear();
                }
                Statement::Table(table) => {
                    self.defines.push(&table.name.value);
                    self.table(table);
                }
                Statement::Applies { condition, .. }
                | Statement::AcceptGap(AcceptedGap { condition, .. }) => self.expression(condition),
                Statement::Section(section) => self.section(section),
                Statement::Version(version) => self.statements(&version.statements),
                Statement::Advisory(advisory) => {
                    advisory.condition.iter().for_each(|condition| self.expression(condition));
                }
                Statement::Metadata { .. }
                | Statement::Reviewed { .. }
                | Statement::Codes { .. }
                | Statement::Effective { .. }
                | Statement::Remark(_)
                | Statement::NeverApproves(_)
                | Statement::LookBack { .. }
                | Statement::AcceptFinding(_) => {}
            }
        }
    }

    /// The inputs of a table, and their values in its rows.
    fn table(&mut self, table: &'a Table) {
        for (position, input) in table.inputs.iter().enumerate() {
            self.predicate(input);
            for span in table.rows.iter().flatten().filter_map(|row| row.spans.get(position)) {
                if let Span::Values(values) = &span.value {
                    for value in values {
                        self.value(&input.subject, "", value);
                    }
                }
            }
        }
    }

    fn section(&mut self, section: &'a Section) {
        section.guard.iter().for_each(|guard| self.expression(guard));
        section.outline.iter().for_each(|outline| self.outline(outline));
        for detail in section.outcomes().filter_map(|outcome| outcome.detail.as_ref()) {
            self.detail(detail);
        }
        let whens = section.otherwise.iter().filter_map(|otherwise| otherwise.when.as_ref());
        whens.for_each(|when| self.expression(when));
    }

    fn outline(&mut self, outline: &'a Outline) {
        outline.criteria.iter().for_each(|criterion| self.body(&criterion.body));
    }

    fn body(&mut self, body: &'a Body) {
        match body {
            Body::Group(group) => self.outline(&group.outline),
            Body::Condition(condition) => self.expression(condition),
        }
    }

    fn detail(&mut self, detail: &'a Detail) {
        if let Detail::By { fact, arms, .. } = detail {
            self.fact(fact);
            for Arm { values, detail } in arms {
                for value in values {
                    self.value(fact, "", value);
                }
                self.detail(detail);
            }
        }
    }

    fn expression(&mut self, expression: &'a Expression) {
        match &expression.kind {
            ExpressionKind::And(parts)
            | ExpressionKind::Or(parts)
            | ExpressionKind::AtLeast(_, parts) => {
                for part in parts {
                    self.expression(part);
                }
            }
            ExpressionKind::Not(inner) => self.expression(inner),
            ExpressionKind::If { condition, then, otherwise } => {
                for part in [condition, then, otherwise] {
                    self.expression(part);
                }
            }
            ExpressionKind::Predicate(predicate) => self.predicate(predicate),
            ExpressionKind::Unreadable(names) => names.iter().for_each(|name| self.fact(name)),
        }
    }

    fn predicate(&mut self, predicate: &'a Predicate) {
        let subject = &predicate.subject;
        self.fact(subject);
        predicate
            .arguments
            .iter()
            .flat_map(|arguments| &arguments.value)
            .filter_map(ArgumentText::name)
            .for_each(|argument| self.fact(argument));
        let window = predicate.window.iter().flat_map(|window| window.value.days());
        predicate.at.iter().chain(window).filter_map(DayText::name).for_each(|day| self.fact(day));
        predicate.method.iter().for_each(|method| self.value(subject, "method", method));
        if let Some(filter) = &predicate.filter {
            self.filter(subject, filter);
        }
        if let Some(test) = &predicate.test {
            self.values(subject, "", test);
        }
    }

    /// A condition on the entries of a history.
    fn filter(&mut self, history: &'a Name, condition: &'a Expression) {
        match &condition.kind {
            ExpressionKind::And(parts)
            | ExpressionKind::Or(parts)
            | ExpressionKind::AtLeast(_, parts) => {
                for part in parts {
                    self.filter(history, part);
                }
            }
            ExpressionKind::Not(part) => self.filter(history, part),
            ExpressionKind::If { condition, then, otherwise } => {
                for part in [condition, then, otherwise] {
                    self.filter(history, part);
                }
            }
            ExpressionKind::Predicate(predicate) => {
                let days = predicate.window.iter().flat_map(|window| window.value.days());
                days.filter_map(DayText::name).for_each(|day| self.fact(day));
                let attribute = &predicate.subject.value;
                match predicate.test.as_ref().map(|test| &test.value) {
                    Some(Test::OneOf { values, .. }) => {
                        for value in values {
                            self.value(history, attribute, value);
                        }
                    }
                    Some(Test::Compare { operand: Operand::Name(name), .. }) => {
                        self.value(history, attribute, name);
                        if self.vocabulary.find(&name.value).is_some() {
                            self.fact(name);
                        }
                    }
                    Some(Test::Compare { operand: Operand::Other(other), .. }) => self.other(other),
                    Some(Test::Apart(distance)) => self.other(&distance.other),
                    Some(Test::Compare { .. } | Test::Between { .. } | Test::WithinNormal)
                    | None => {}
                }
            }
            ExpressionKind::Unreadable(_) => {}
        }
    }

    fn values(&mut self, subject: &'a Name, part: &str, test: &'a Placed<Test>) {
        match &test.value {
            Test::OneOf { values, .. } => {
                for value in values {
                    self.value(subject, part, value);
                }
            }
            Test::Compare { operand: Operand::Name(name), .. } => {
                match self.declared(subject).map(|fact| &fact.kind) {
                    Some(
                        FactKind::Date
                        | FactKind::Count { .. }
                        | FactKind::Quantity { .. }
                        | FactKind::Calculated { .. }
                        | FactKind::Measurement { .. },
                    ) => self.fact(name),
                    _ => self.value(subject, part, name),
                }
            }
            Test::Compare { operand: Operand::Other(other), .. } => self.other(other),
            Test::Apart(distance) => self.other(&distance.other),
            Test::Compare {
                operand: Operand::Quantity(_) | Operand::Date(_) | Operand::Limit(_),
                ..
            }
            | Test::Between { .. }
            | Test::WithinNormal => {}
        }
    }

    /// Another fact that is compared with.
    fn other(&mut self, other: &'a Other) {
        self.fact(&other.subject);
        let days = other.window.iter().flat_map(|window| window.value.days());
        days.filter_map(DayText::name).for_each(|day| self.fact(day));
        other.method.iter().for_each(|method| self.value(&other.subject, "method", method));
    }

    fn declared(&self, name: &Name) -> Option<&'a Fact> {
        self.vocabulary.find(&name.value).map(|(_, fact)| fact)
    }

    /// A fact, known or not; the names of `define`s and parameters are none.
    fn fact(&mut self, name: &'a Name) {
        if !self.defines.contains(&name.value.as_str())
            && !self.parameters.contains(&name.value.as_str())
        {
            self.found.extend(self.written(name).map(|field| quote!(let _ = facts.#field;)));
        }
    }

    /// A value of a fact's code, methods or attribute, known or not.
    fn value(&mut self, subject: &Name, part: &str, value: &Name) {
        let Some((id, fact)) = self.vocabulary.find(&subject.value) else { return };
        let has_values = match &fact.kind {
            FactKind::Code { .. } => part.is_empty(),
            FactKind::Measurement { methods, .. } => part == "method" && !methods.is_empty(),
            FactKind::History { .. } => self.vocabulary.attributes_of(id).any(|(_, attribute)| {
                attribute.name == part && matches!(attribute.kind, FactKind::Code { .. })
            }),
            FactKind::Flag { .. }
            | FactKind::Count { .. }
            | FactKind::Date
            | FactKind::Age { .. }
            | FactKind::Calculated { .. }
            | FactKind::Quantity { .. } => false,
        };
        if has_values {
            let (path, set) = (self.path, type_name(fact, part));
            self.found
                .extend(self.written(value).map(|value| quote!(let _ = #path::#set::#value;)));
        }
    }

    /// A name as the author wrote it; none where Rust could not parse it, since rustc parses also
    /// what it leaves out.
    fn written(&self, name: &Name) -> Option<Ident> {
        let mut written: Ident = syn::parse_str(&name.value).ok()?;
        written.set_span(self.source.first(name.place));
        Some(written)
    }
}
