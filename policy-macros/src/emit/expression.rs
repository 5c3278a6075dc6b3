//! Conditions as code: an expression of type `Truth` over the fields of a case.

use super::literal::{date, duration, grouped};
use super::names::{Names, field, type_name};
use policy_core::calendar::{CalendarUnit, Duration};
use policy_core::data::Text;
use policy_core::policy::{CountTest, DateOperand, DateTest, Expression, Operator, Policy, QuantityTest, Selection};
use policy_core::possible::Scale;
use policy_core::vocabulary::{Fact, FactId, FactKind};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::{BTreeMap, BTreeSet};

/// Whose latest result: the fact, the method, the period.
type Latest = (FactId, Option<u8>, Option<(CalendarUnit, u32)>);

/// Prints the conditions of one function, and remembers which periods and latest results they look at, so that each is found once, before they are asked.
pub struct Evaluation<'a> {
    policy: &'a Policy,
    names: &'a Names,
    look_backs: BTreeSet<(CalendarUnit, u32)>,
    looks_at_all_time: bool,
    asks_for_ages: bool,
    latest: BTreeMap<Latest, (Ident, TokenStream)>,
    names_values: bool,
}

impl<'a> Evaluation<'a> {
    pub fn new(policy: &'a Policy, names: &'a Names) -> Evaluation<'a> {
        Evaluation {
            policy,
            names,
            look_backs: BTreeSet::new(),
            looks_at_all_time: false,
            asks_for_ages: false,
            latest: BTreeMap::new(),
            names_values: false,
        }
    }

    pub fn fact(&self, fact: FactId) -> Option<&'a Fact> {
        self.policy.vocabulary.fact(fact)
    }

    /// What stands at the head of the function: the vocabulary under a short name.
    pub fn head(&self) -> TokenStream {
        let vocabulary = self.names.vocabulary();
        if self.names_values { quote!(use #vocabulary as facts;) } else { TokenStream::new() }
    }

    /// The periods and latest results of the conditions printed so far, to stand before them; those printed from now on have their own.
    pub fn prepared(&mut self) -> TokenStream {
        let ever = core::mem::take(&mut self.looks_at_all_time);
        let request = !self.look_backs.is_empty();
        let ever = ever.then(|| if request { quote!(let ever = request.until();) } else { quote!(let ever = until(case.request_date);) });
        let request = request.then(|| quote!(let request = Anchor::of(case.request_date);));
        let service = core::mem::take(&mut self.asks_for_ages).then(|| quote!(let service = Anchor::of(case.service_date);));
        let look_backs = core::mem::take(&mut self.look_backs).into_iter().map(|(unit, amount)| {
            let span = Duration::new(amount, unit);
            let (variable, span) = (period_variable(span), duration(span));
            quote!(let #variable = request.look_back(#span);)
        });
        let latest = core::mem::take(&mut self.latest).into_iter().map(|(_, (variable, latest))| quote!(let #variable = #latest;));
        quote!(#request #service #ever #(#look_backs)* #(#latest)*)
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
                self.asks_for_ages = true;
                quote!(case.#field.days().inside(service.births(#asked)))
            }
            Expression::Date { fact, test } => self.date(*fact, *test),
            Expression::Quantity { fact, test } => {
                let (field, asked) = (self.field(*fact), self.quantity_interval(*fact, *test));
                quote!(Quantity::values(case.#field).inside(#asked))
            }
            Expression::Measurement { fact, selection, method, within, test } => {
                let asked = self.quantity_interval(*fact, *test);
                if *selection == Selection::Latest && is_half_open(*test) {
                    let latest = self.latest(*fact, *method, *within);
                    return quote!(#latest.inside(#asked));
                }
                let results = self.results(*fact, *method, *within);
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

    /// The results that a measurement's condition looks at.
    fn results(&mut self, fact: FactId, method: Option<u8>, within: Option<Duration>) -> TokenStream {
        let (field, period) = (self.field(fact), self.period(within));
        match method {
            Some(method) => {
                let method = self.method(fact, method);
                quote!(case.#field.by(#method, #period))
            }
            None => quote!(case.#field.results(#period)),
        }
    }

    /// The variable for the latest of them: `latest_lvef_by_Echo2d`.
    fn latest(&mut self, fact: FactId, method: Option<u8>, within: Option<Duration>) -> Ident {
        let results = self.results(fact, method, within);
        let name = self.fact(fact).map(field);
        let by = method.and_then(|method| self.methods(fact).get(usize::from(method))).map(|method| format!("_by_{method}")).unwrap_or_default();
        let within_period = within.map(|span| format!("_{}", period_variable(span))).unwrap_or_default();
        let mut variable = format!("latest_{}{by}{within_period}", name.map(|name| name.to_string()).unwrap_or_default());
        let key = (fact, method, within.map(|span| (span.unit, span.amount)));
        // A fact may be called like another one with its method.
        while self.latest.iter().any(|(other, (taken, _))| *other != key && *taken == variable) {
            variable.push('_');
        }
        let variable = format_ident!("{variable}");
        self.latest.entry(key).or_insert((variable, quote!(#results.latest_positions()))).0.clone()
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
        let method = self.methods(fact).get(usize::from(position)).map(|method| format_ident!("{}", &**method));
        let set = self.fact(fact).map(|fact| type_name(fact, "method"));
        self.names_values = true;
        quote!(facts::#set::#method)
    }

    fn methods(&self, fact: FactId) -> &'a [Text] {
        match self.fact(fact).map(|fact| &fact.kind) {
            Some(FactKind::Measurement { methods, .. }) => methods,
            _ => &[],
        }
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

/// Whether a test compares with one number, so that of several possible results only the lowest and the highest matter.
fn is_half_open(test: QuantityTest) -> bool {
    matches!(test, QuantityTest::Compare(Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual, _))
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
