//! The policy tree as a `static`.

use super::literal::{coding, date, decimal, duration, integer, list, mask, option, optional_text, text, unit};
use super::names::Names;
use super::outcome::conclusion;
use policy_core::policy::{
    Advisory, Applicability, Body, CountTest, Criterion, DateOperand, DateTest, Expression, Gap, Guard, Operator, Policy, Quantifier, QuantityTest,
    Remark, Section, Selection, Slot, Threshold, Version,
};
use policy_core::vocabulary::FactId;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

pub fn emit_tree(policy: &Policy, names: &Names) -> TokenStream {
    let tree = names.tree();
    let vocabulary = names.vocabulary();
    let docs = format!("The policy `{}` as data: {}", policy.name, policy.title);
    let (name, title, payer, number, source) =
        (text(&policy.name), text(&policy.title), text(&policy.payer), text(&policy.number), text(&policy.source));
    let reviewed = optional_text(policy.reviewed.as_ref());
    let codes = list(policy.codes.iter().map(coding));
    let remarks = remarks(&policy.remarks);
    let applicability = list(policy.applicability.iter().map(applicability));
    let versions = list(policy.versions.iter().map(version));
    let advisories = list(policy.advisories.iter().map(advisory));
    let never_approves = policy.never_approves;
    let gaps = list(policy.gaps.iter().map(gap));
    quote! {
        #[doc = #docs]
        pub static #tree: ::policy_core::policy::Policy = {
            use ::policy_core::generated::*;
            Policy {
                name: #name,
                title: #title,
                payer: #payer,
                number: #number,
                source: #source,
                reviewed: #reviewed,
                codes: #codes,
                remarks: #remarks,
                vocabulary: Borrowed(&#vocabulary::VOCABULARY),
                applicability: #applicability,
                versions: #versions,
                advisories: #advisories,
                never_approves: #never_approves,
                gaps: #gaps,
            }
        };
    }
}

fn gap(gap: &Gap) -> TokenStream {
    let (condition, reason) = (expression(&gap.condition), text(&gap.reason));
    quote!(Gap { condition: #condition, reason: #reason })
}

fn slot(slot: Slot) -> TokenStream {
    let position = integer(u32::from(slot.0));
    quote!(Slot(#position))
}

pub fn fact_id(fact: FactId) -> TokenStream {
    let position = integer(u32::from(fact.0));
    quote!(FactId(#position))
}

fn remarks(all: &[Remark]) -> TokenStream {
    list(all.iter().map(|remark| match remark {
        Remark::Note(note) => {
            let note = text(note);
            quote!(Remark::Note(#note))
        }
        Remark::Interpretation(interpretation) => {
            let interpretation = text(interpretation);
            quote!(Remark::Interpretation(#interpretation))
        }
    }))
}

fn applicability(applicability: &Applicability) -> TokenStream {
    let (slot, condition, otherwise) =
        (slot(applicability.slot), expression(&applicability.condition), optional_text(applicability.otherwise.as_ref()));
    quote!(Applicability { slot: #slot, condition: #condition, otherwise: #otherwise })
}

fn version(version: &Version) -> TokenStream {
    let name = optional_text(version.name.as_ref());
    let from = option(version.from.map(date));
    let to = option(version.to.map(date));
    let remarks = remarks(&version.remarks);
    let sections = list(version.sections.iter().map(section));
    let advisories = list(version.advisories.iter().map(advisory));
    quote!(Version { name: #name, from: #from, to: #to, remarks: #remarks, sections: #sections, advisories: #advisories })
}

fn advisory(advisory: &Advisory) -> TokenStream {
    let sentence = text(&advisory.text);
    let outcomes = list(advisory.outcomes.iter().map(|outcome| {
        let variant = format_ident!("{}", format!("{outcome:?}"));
        quote!(Outcome::#variant)
    }));
    let condition = option(advisory.condition.as_ref().map(expression));
    quote!(Advisory { text: #sentence, outcomes: #outcomes, condition: #condition })
}

fn section(section: &Section) -> TokenStream {
    let name = text(&section.name);
    let citations = list(section.citations.iter().map(text));
    let guard = option(section.guard.as_ref().map(guard));
    let criteria = list(section.criteria.iter().map(criterion));
    let remarks = remarks(&section.remarks);
    let conclusion = conclusion(&section.conclusion);
    quote!(Section { name: #name, citations: #citations, guard: #guard, criteria: #criteria, remarks: #remarks, conclusion: #conclusion })
}

fn guard(guard: &Guard) -> TokenStream {
    let (slot, condition) = (slot(guard.slot), expression(&guard.condition));
    quote!(Guard { slot: #slot, condition: #condition })
}

fn criterion(criterion: &Criterion) -> TokenStream {
    let slot = slot(criterion.slot);
    let citation = text(&criterion.citation);
    let title = optional_text(criterion.title.as_ref());
    let restated = criterion.restated;
    let remarks = remarks(&criterion.remarks);
    let body = body(&criterion.body);
    quote!(Criterion { slot: #slot, citation: #citation, title: #title, restated: #restated, remarks: #remarks, body: #body })
}

fn body(body: &Body) -> TokenStream {
    match body {
        Body::Group { quantifier, criteria } => {
            let quantifier = match quantifier {
                Quantifier::AllOf => quote!(AllOf),
                Quantifier::AnyOf => quote!(AnyOf),
                Quantifier::NoneOf => quote!(NoneOf),
                Quantifier::AtLeast(needed) => {
                    let needed = integer(*needed);
                    quote!(AtLeast(#needed))
                }
            };
            let criteria = list(criteria.iter().map(criterion));
            quote!(Body::Group { quantifier: Quantifier::#quantifier, criteria: #criteria })
        }
        Body::Condition(condition) => {
            let condition = expression(condition);
            quote!(Body::Condition(#condition))
        }
    }
}

/// A condition as data.
pub fn expression(condition: &Expression) -> TokenStream {
    let link = |inner: &Expression| {
        let inner = expression(inner);
        quote!(Link::Static(&#inner))
    };
    match condition {
        Expression::And(parts) => {
            let parts = list(parts.iter().map(expression));
            quote!(Expression::And(#parts))
        }
        Expression::Or(parts) => {
            let parts = list(parts.iter().map(expression));
            quote!(Expression::Or(#parts))
        }
        Expression::Not(inner) => {
            let inner = link(inner);
            quote!(Expression::Not(#inner))
        }
        Expression::If { condition, then, otherwise } => {
            let (condition, then, otherwise) = (link(condition), link(then), link(otherwise));
            quote!(Expression::If { condition: #condition, then: #then, otherwise: #otherwise })
        }
        Expression::Flag(fact) => {
            let fact = fact_id(*fact);
            quote!(Expression::Flag(#fact))
        }
        Expression::Code { fact, values } => {
            let (fact, values) = (fact_id(*fact), mask(*values));
            quote!(Expression::Code { fact: #fact, values: #values })
        }
        Expression::Count { fact, test } => {
            let (fact, test) = (fact_id(*fact), count_test(*test));
            quote!(Expression::Count { fact: #fact, test: #test })
        }
        Expression::Age { birth_date, test } => {
            let (birth_date, test) = (fact_id(*birth_date), count_test(*test));
            quote!(Expression::Age { birth_date: #birth_date, test: #test })
        }
        Expression::Date { fact, test } => {
            let (fact, test) = (fact_id(*fact), date_test(*test));
            quote!(Expression::Date { fact: #fact, test: #test })
        }
        Expression::Quantity { fact, test } => {
            let (fact, test) = (fact_id(*fact), quantity_test(*test));
            quote!(Expression::Quantity { fact: #fact, test: #test })
        }
        Expression::Measurement { fact, selection, method, within, test } => {
            let selection = match selection {
                Selection::Latest => quote!(Latest),
                Selection::Any => quote!(Any),
                Selection::Every => quote!(Every),
                Selection::Highest => quote!(Highest),
                Selection::Lowest => quote!(Lowest),
            };
            let method = option(method.map(|method| integer(u32::from(method))));
            let (fact, within, test) = (fact_id(*fact), option(within.map(duration)), quantity_test(*test));
            quote!(Expression::Measurement { fact: #fact, selection: Selection::#selection, method: #method, within: #within, test: #test })
        }
        Expression::Events { fact, at_least, filter, within } => {
            let filter = option(filter.map(|filter| {
                let values = mask(filter.values);
                quote!(AttributeFilter { values: #values })
            }));
            let (fact, at_least, within) = (fact_id(*fact), integer(*at_least), option(within.map(duration)));
            quote!(Expression::Events { fact: #fact, at_least: #at_least, filter: #filter, within: #within })
        }
    }
}

fn operator(operator: Operator) -> TokenStream {
    let variant = format_ident!("{}", format!("{operator:?}"));
    quote!(Operator::#variant)
}

fn count_test(test: CountTest) -> TokenStream {
    match test {
        CountTest::Compare(relation, number) => {
            let (relation, number) = (operator(relation), integer(number));
            quote!(CountTest::Compare(#relation, #number))
        }
        CountTest::Between(low, high) => {
            let (low, high) = (integer(low), integer(high));
            quote!(CountTest::Between(#low, #high))
        }
    }
}

pub fn threshold(threshold: Threshold) -> TokenStream {
    let (value, unit) = (decimal(threshold.value), unit(threshold.unit));
    quote!(Threshold { value: #value, unit: #unit })
}

fn quantity_test(test: QuantityTest) -> TokenStream {
    match test {
        QuantityTest::Compare(relation, bound) => {
            let (relation, bound) = (operator(relation), threshold(bound));
            quote!(QuantityTest::Compare(#relation, #bound))
        }
        QuantityTest::Between(low, high) => {
            let (low, high) = (threshold(low), threshold(high));
            quote!(QuantityTest::Between(#low, #high))
        }
    }
}

fn date_test(test: DateTest) -> TokenStream {
    match test {
        DateTest::AtLeastAgo(span) => {
            let span = duration(span);
            quote!(DateTest::AtLeastAgo(#span))
        }
        DateTest::Within(span) => {
            let span = duration(span);
            quote!(DateTest::Within(#span))
        }
        DateTest::Compare(relation, operand) => {
            let relation = operator(relation);
            let operand = match operand {
                DateOperand::Day(day) => {
                    let day = date(day);
                    quote!(DateOperand::Day(#day))
                }
                DateOperand::Fact(fact) => {
                    let fact = fact_id(fact);
                    quote!(DateOperand::Fact(#fact))
                }
            };
            quote!(DateTest::Compare(#relation, #operand))
        }
        DateTest::Between(first, last) => {
            let (first, last) = (date(first), date(last));
            quote!(DateTest::Between(#first, #last))
        }
    }
}
