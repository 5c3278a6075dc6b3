//! Conditions as code: an expression of type `Truth` over the fields of a case.

use super::literal::{date, duration, grouped};
use super::names::{Names, field, type_name};
use policy_core::calendar::{CalendarUnit, Duration};
use policy_core::policy::{CountTest, DateOperand, DateTest, Expression, Operator, Policy, QuantityTest, Selection};
use policy_core::possible::Scale;
use policy_core::vocabulary::{Fact, FactId, FactKind};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeSet;

/// Prints the conditions of one function, and remembers which periods they look at, so that each is computed once at the head of the function.
pub struct Evaluation<'a> {
    policy: &'a Policy,
    names: &'a Names,
    look_backs: BTreeSet<(CalendarUnit, u32)>,
    looks_at_all_time: bool,
    names_values: bool,
}

impl<'a> Evaluation<'a> {
    pub fn new(policy: &'a Policy, names: &'a Names) -> Evaluation<'a> {
        Evaluation { policy, names, look_backs: BTreeSet::new(), looks_at_all_time: false, names_values: false }
    }

    pub fn fact(&self, fact: FactId) -> Option<&'a Fact> {
        self.policy.vocabulary.fact(fact)
    }

    /// What stands at the head of the function: the vocabulary under a short name, and the periods.
    pub fn head(&self) -> TokenStream {
        let vocabulary = self.names.vocabulary();
        let vocabulary = self.names_values.then(|| quote!(use #vocabulary as facts;));
        let ever = self.looks_at_all_time.then(|| quote!(let ever = until(case.request_date);));
        let look_backs = self.look_backs.iter().map(|(unit, amount)| {
            let span = Duration::new(*amount, *unit);
            let (variable, span) = (period_variable(span), duration(span));
            quote!(let #variable = look_back(case.request_date, #span);)
        });
        quote!(#vocabulary #ever #(#look_backs)*)
    }

    fn period(&mut self, within: Option<Duration>) -> Ident {
        match within {
            Some(span) => {
                self.look_backs.insert((span.unit, span.amount));
                period_variable(span)
            }
            None => {
                self.looks_at_all_time = true;
                format_ident!("ever")
            }
        }
    }

    /// The truth of a condition.
    pub fn truth(&mut self, condition: &Expression) -> TokenStream {
        match condition {
            Expression::And(parts) => {
                let parts = parts.iter().map(|part| self.operand(part)).collect::<Vec<_>>();
                quote!(#(#parts)&*)
            }
            Expression::Or(parts) => {
                let parts = parts.iter().map(|part| self.operand(part)).collect::<Vec<_>>();
                quote!(#(#parts)|*)
            }
            Expression::Not(inner) => {
                let inner = self.operand(inner);
                quote!(!#inner)
            }
            Expression::If { condition, then, otherwise } => {
                let (condition, then, otherwise) = (self.truth(condition), self.truth(then), self.truth(otherwise));
                quote!(Truth::choose(#condition, #then, #otherwise))
            }
            Expression::Flag(fact) => {
                let field = self.field(*fact);
                quote!(case.#field.truth())
            }
            Expression::Code { fact, values } => {
                let (field, values) = (self.field(*fact), self.values(*fact, *values));
                quote!(case.#field.one_of([#values]))
            }
            Expression::Count { fact, test } => {
                let (field, asked) = (self.field(*fact), count_interval(*test));
                quote!(case.#field.values().inside(#asked))
            }
            Expression::Age { birth_date, test } => {
                let (field, asked) = (self.field(*birth_date), count_interval(*test));
                quote!(case.#field.age_on(case.service_date).inside(#asked))
            }
            Expression::Date { fact, test } => self.date(*fact, *test),
            Expression::Quantity { fact, test } => {
                let (field, asked) = (self.field(*fact), self.quantity_interval(*fact, *test));
                quote!(Quantity::values(case.#field).inside(#asked))
            }
            Expression::Measurement { fact, selection, method, within, test } => {
                let (field, period, asked) = (self.field(*fact), self.period(*within), self.quantity_interval(*fact, *test));
                let results = match method {
                    Some(method) => {
                        let method = self.method(*fact, *method);
                        quote!(case.#field.by(#method, #period))
                    }
                    None => quote!(case.#field.results(#period)),
                };
                let selection = match selection {
                    Selection::Latest => quote!(latest),
                    Selection::Any => quote!(any),
                    Selection::Every => quote!(every),
                    Selection::Highest => quote!(highest),
                    Selection::Lowest => quote!(lowest),
                };
                quote!(#results.#selection(#asked))
            }
            Expression::Events { fact, at_least, filter, within } => {
                let (field, period, at_least) = (self.field(*fact), self.period(*within), grouped(i64::from(*at_least)));
                let count = match filter {
                    Some(filter) => {
                        let values = self.values(*fact, filter.values);
                        quote!(case.#field.count_where([#values], #period))
                    }
                    None => quote!(case.#field.count(#period)),
                };
                quote!(#count.inside(Interval::at_least(#at_least)))
            }
        }
    }

    /// A part of a larger condition, in parentheses where it would not hold together.
    fn operand(&mut self, part: &Expression) -> TokenStream {
        let truth = self.truth(part);
        if matches!(part, Expression::And(_) | Expression::Or(_)) { quote!((#truth)) } else { truth }
    }

    fn field(&self, fact: FactId) -> Option<Ident> {
        self.fact(fact).map(field)
    }

    /// The values of a code or attribute that a mask names.
    fn values(&mut self, fact: FactId, values: u64) -> TokenStream {
        let Some(fact) = self.fact(fact) else { return TokenStream::new() };
        let (known, part) = match &fact.kind {
            FactKind::Code { values } => (values, ""),
            FactKind::Events { attribute: Some(attribute) } => (&attribute.values, &*attribute.name),
            _ => return TokenStream::new(),
        };
        self.names_values = true;
        let set = type_name(fact, part);
        let named = (0_u32..).zip(known.iter()).filter(|(position, _)| values.checked_shr(*position).is_some_and(|rest| rest & 1 == 1));
        let named = named.map(|(_, value)| {
            let value = format_ident!("{}", &**value);
            quote!(facts::#set::#value)
        });
        quote!(#(#named),*)
    }

    fn method(&mut self, fact: FactId, position: u8) -> TokenStream {
        let Some(fact) = self.fact(fact) else { return TokenStream::new() };
        let FactKind::Measurement { methods, .. } = &fact.kind else { return TokenStream::new() };
        self.names_values = true;
        let set = type_name(fact, "method");
        let method = methods.get(usize::from(position)).map(|method| format_ident!("{}", &**method));
        quote!(facts::#set::#method)
    }

    fn date(&mut self, fact: FactId, test: DateTest) -> TokenStream {
        let days = self.days(fact);
        match test {
            DateTest::AtLeastAgo(span) => {
                let period = self.period(Some(span));
                quote!(#days.inside(Interval::at_most(#period.low())))
            }
            DateTest::Within(span) => {
                let period = self.period(Some(span));
                quote!(#days.inside(#period))
            }
            DateTest::Between(first, last) => {
                let (first, last) = (date(first), date(last));
                quote!(#days.inside(Interval::between(day_number(const { #first }), day_number(const { #last }))))
            }
            DateTest::Compare(operator, DateOperand::Day(day)) => {
                let (constructor, day) = (constructor(operator), date(day));
                quote!(#days.inside(Interval::#constructor(day_number(const { #day }))))
            }
            DateTest::Compare(operator, DateOperand::Fact(other)) => {
                let other = self.days(other);
                match operator {
                    Operator::Equal => quote!(#days.equal_to(#other)),
                    Operator::Less => quote!(#days.less_than(#other)),
                    Operator::LessOrEqual => quote!(!#other.less_than(#days)),
                    Operator::Greater => quote!(#other.less_than(#days)),
                    Operator::GreaterOrEqual => quote!(!#days.less_than(#other)),
                }
            }
        }
    }

    /// The possible days of a date.
    fn days(&self, fact: FactId) -> TokenStream {
        match fact {
            FactId::REQUEST_DATE => quote!(Interval::exactly(day_number(case.request_date))),
            FactId::SERVICE_DATE => quote!(Interval::exactly(day_number(case.service_date))),
            other => {
                let field = self.field(other);
                quote!(case.#field.days())
            }
        }
    }

    fn quantity_interval(&self, fact: FactId, test: QuantityTest) -> TokenStream {
        let Some(scale) = self.fact(fact).and_then(|fact| fact.kind.scale()) else { return TokenStream::new() };
        let position = |threshold: policy_core::policy::Threshold| position(scale, threshold);
        match test {
            QuantityTest::Compare(operator, threshold) => {
                let (constructor, bound) = (constructor(operator), position(threshold));
                quote!(Interval::#constructor(#bound))
            }
            QuantityTest::Between(low, high) => {
                let (low, high) = (position(low), position(high));
                quote!(Interval::between(#low, #high))
            }
        }
    }
}

/// The position of a threshold: twice its millionths, since the odd positions are those between two marks.
fn position(scale: &Scale, threshold: policy_core::policy::Threshold) -> TokenStream {
    let millionths = scale.position(threshold.value, threshold.unit).unwrap_or_default().div_euclid(2);
    let millionths = grouped(millionths);
    quote!(2 * #millionths)
}

fn count_interval(test: CountTest) -> TokenStream {
    let number = |number: u32| grouped(i64::from(number));
    match test {
        CountTest::Compare(operator, bound) => {
            let (constructor, bound) = (constructor(operator), number(bound));
            quote!(Interval::#constructor(#bound))
        }
        CountTest::Between(low, high) => {
            let (low, high) = (number(low), number(high));
            quote!(Interval::between(#low, #high))
        }
    }
}

fn constructor(operator: Operator) -> Ident {
    format_ident!(
        "{}",
        match operator {
            Operator::Equal => "exactly",
            Operator::Less => "below",
            Operator::LessOrEqual => "at_most",
            Operator::Greater => "above",
            Operator::GreaterOrEqual => "at_least",
        }
    )
}

/// `within_9_months`
fn period_variable(span: Duration) -> Ident {
    format_ident!("within_{}", span.to_string().replace(' ', "_"))
}
