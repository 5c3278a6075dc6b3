//! One condition on one fact in words: the facts' half of [`sentence`](super::sentence).

use super::text::{Polarity, Sentence, age_label, label};
use super::words::{holds_connective, inside, is_plural, list, names_of, number, threshold, verb_after, years};
use crate::calendar::Duration;
use crate::policy::{AttributeFilter, CountTest, DateOperand, DateTest, Expression, Operator, QuantityTest, Selection, Threshold};
use crate::vocabulary::{FactId, FactKind, Vocabulary};

// "Ischemic cardiomyopathy: no" is right for every label, be it a noun or a whole sentence.
const YES: &str = ": yes";
const NO: &str = ": no";

impl Sentence<'_> {
    /// A condition on one fact; connectives have been resolved before.
    pub(super) fn predicate(&mut self, predicate: &Expression, polarity: Polarity) {
        match predicate {
            Expression::Flag(fact) => match polarity {
                Polarity::Affirmed => self.fact(*fact),
                Polarity::Negated => self.statement(label(self.vocabulary, *fact), NO, ""),
            },
            Expression::Code { fact, values } => self.code(*fact, *values, polarity),
            Expression::Count { fact, test } => {
                let label = label(self.vocabulary, *fact);
                let verb = if is_plural(label) { ": " } else { verb_after(label) };
                self.statement(label, verb, &count_test(*test, polarity, |count| number(count.into())));
            }
            Expression::Age { birth_date, test } => {
                let label = age_label(self.vocabulary, *birth_date);
                self.statement(label, verb_after(label), &count_test(*test, polarity, years));
            }
            Expression::Date { fact, test } => {
                let label = label(self.vocabulary, *fact);
                self.statement(label, verb_after(label), &date_test(self.vocabulary, test, polarity));
            }
            Expression::Quantity { fact, test } => {
                let label = label(self.vocabulary, *fact);
                self.statement(label, verb_after(label), &quantity_test(test, polarity));
            }
            Expression::Measurement { fact, selection, method, within, test } => {
                self.measurement(*fact, *selection, *method, *within, test, polarity);
            }
            Expression::Events { fact, at_least, filter, within } => self.events(*fact, *at_least, *filter, *within, polarity),
            Expression::AtLeast(..) | Expression::Not(_) | Expression::If { .. } => {}
        }
    }

    /// A flag that is yes, inside a compound; in quotation marks where its label has connectives of its own.
    pub(super) fn named_flag(&mut self, fact: FactId) {
        let label = label(self.vocabulary, fact);
        if holds_connective(label) {
            self.words(&format!("“{}”", inside(label)));
        } else {
            self.label(label);
        }
    }

    /// A flag with its answer, inside a compound.
    pub(super) fn answered_flag(&mut self, fact: FactId, polarity: Polarity) {
        self.named_flag(fact);
        self.words(polarity.choose(YES, NO));
    }

    /// ", or by Muga at most 35 %": another method of the measurement that was spoken of just before.
    pub(super) fn other_method(&mut self, fact: FactId, method: u8, test: &QuantityTest, polarity: Polarity) {
        self.words(&format!("by {} {}", method_name(self.vocabulary, fact, method), quantity_test(test, polarity)));
    }

    fn fact(&mut self, fact: FactId) {
        self.label(label(self.vocabulary, fact));
    }

    fn statement(&mut self, label: &str, verb: &str, test: &str) {
        self.label(label);
        self.words(verb);
        self.words(test);
    }

    fn code(&mut self, fact: FactId, values: u64, polarity: Polarity) {
        let label = label(self.vocabulary, fact);
        let names = match self.vocabulary.fact(fact).map(|fact| &fact.kind) {
            Some(FactKind::Code { values: names }) => names_of(names, values).collect::<Vec<_>>(),
            _ => Vec::new(),
        };
        let test = match (polarity, &*names) {
            (Polarity::Affirmed, names) => list(names, "or"),
            (Polarity::Negated, [name]) => format!("not {name}"),
            (Polarity::Negated, [one, other]) => format!("neither {one} nor {other}"),
            (Polarity::Negated, names) => format!("none of {}", list(names, "and")),
        };
        self.statement(label, verb_after(label), &test);
    }

    fn measurement(
        &mut self,
        fact: FactId,
        selection: Selection,
        method: Option<u8>,
        within: Option<Duration>,
        test: &QuantityTest,
        polarity: Polarity,
    ) {
        let label = label(self.vocabulary, fact);
        let (which, polarity) = match (selection, polarity) {
            (Selection::Latest, _) => ("", polarity),
            (Selection::Any, Polarity::Affirmed) => ("at least 1 result of ", Polarity::Affirmed),
            (Selection::Any, Polarity::Negated) => ("no result of ", Polarity::Affirmed),
            (Selection::Every, Polarity::Affirmed) => ("every result of ", Polarity::Affirmed),
            (Selection::Every, Polarity::Negated) => ("not every result of ", Polarity::Affirmed),
            (Selection::Highest, _) => ("the highest result of ", polarity),
            (Selection::Lowest, _) => ("the lowest result of ", polarity),
        };
        if !which.is_empty() {
            self.words(which);
        }
        self.label(label);
        if let Some(method) = method {
            self.words(&format!(" by {}", method_name(self.vocabulary, fact, method)));
        }
        self.within(within);
        self.words(if selection == Selection::Latest { verb_after(label) } else { " is " });
        self.words(&quantity_test(test, polarity));
    }

    fn events(&mut self, fact: FactId, at_least: u32, filter: Option<AttributeFilter>, within: Option<Duration>, polarity: Polarity) {
        match (at_least, polarity) {
            (1, Polarity::Affirmed) => self.words("at least 1 "),
            (1, Polarity::Negated) => self.words("no "),
            _ => {}
        }
        self.fact(fact);
        if let Some(filter) = filter
            && let Some(FactKind::Events { attribute: Some(attribute) }) = self.vocabulary.fact(fact).map(|fact| &fact.kind)
        {
            let values = list(names_of(&attribute.values, filter.values), "or");
            self.words(&format!(" with {} {values}", attribute.name.replace('_', " ")));
        }
        match (at_least, polarity) {
            (1, _) => {}
            (times, Polarity::Affirmed) => self.words(&format!(" at least {times} times")),
            (2, Polarity::Negated) => self.words(" at most 1 time"),
            (times, Polarity::Negated) => self.words(&format!(" less than {times} times")),
        }
        self.within(within);
    }

    fn within(&mut self, within: Option<Duration>) {
        if let Some(within) = within {
            self.words(&before_the_request(" within ", within));
        }
    }
}

pub(super) fn before_the_request(what: &str, duration: Duration) -> String {
    format!("{what}{duration} before the request")
}

/// The name of a method by its position.
pub(super) fn method_name(vocabulary: &Vocabulary, fact: FactId, method: u8) -> &str {
    match vocabulary.fact(fact).map(|fact| &fact.kind) {
        Some(FactKind::Measurement { methods, .. }) => methods.get(usize::from(method)).map_or("", |name| name),
        _ => "",
    }
}

const fn comparison(operator: Operator, polarity: Polarity) -> &'static str {
    match operator {
        Operator::Equal => polarity.choose("", "not "),
        Operator::Less => polarity.choose("less than ", "at least "),
        Operator::LessOrEqual => polarity.choose("at most ", "more than "),
        Operator::Greater => polarity.choose("more than ", "at most "),
        Operator::GreaterOrEqual => polarity.choose("at least ", "less than "),
    }
}

fn count_test(test: CountTest, polarity: Polarity, words: impl Fn(u32) -> String) -> String {
    match (test, polarity) {
        (CountTest::Compare(operator, bound), _) => format!("{}{}", comparison(operator, polarity), words(bound)),
        (CountTest::Between(low, high), Polarity::Affirmed) => format!("from {low} to {}", words(high)),
        (CountTest::Between(low, high), Polarity::Negated) => format!("less than {low} or more than {}", words(high)),
    }
}

fn quantity_test(test: &QuantityTest, polarity: Polarity) -> String {
    let low_end = |low: &Threshold, high: &Threshold| if low.unit == high.unit { number(low.value) } else { threshold(low) };
    match (test, polarity) {
        (QuantityTest::Compare(operator, bound), _) => format!("{}{}", comparison(*operator, polarity), threshold(bound)),
        (QuantityTest::Between(low, high), Polarity::Affirmed) => format!("from {} to {}", low_end(low, high), threshold(high)),
        (QuantityTest::Between(low, high), Polarity::Negated) => format!("less than {} or more than {}", low_end(low, high), threshold(high)),
    }
}

fn date_test(vocabulary: &Vocabulary, test: &DateTest, polarity: Polarity) -> String {
    match (test, polarity) {
        (DateTest::AtLeastAgo(duration), Polarity::Affirmed) => before_the_request("at least ", *duration),
        (DateTest::AtLeastAgo(duration), Polarity::Negated) => before_the_request("later than ", *duration),
        (DateTest::Within(duration), _) => before_the_request(polarity.choose("within ", "not within "), *duration),
        (DateTest::Compare(operator, operand), _) => {
            let comparison = match operator {
                Operator::Equal => polarity.choose("", "not "),
                Operator::Less => polarity.choose("before ", "on or after "),
                Operator::LessOrEqual => polarity.choose("on or before ", "after "),
                Operator::Greater => polarity.choose("after ", "on or before "),
                Operator::GreaterOrEqual => polarity.choose("on or after ", "before "),
            };
            match operand {
                DateOperand::Day(day) => format!("{comparison}{day}"),
                DateOperand::Fact(fact) => format!("{comparison}{}", other_date(label(vocabulary, *fact))),
            }
        }
        (DateTest::Between(first, last), Polarity::Affirmed) => format!("from {first} to {last}"),
        (DateTest::Between(first, last), Polarity::Negated) => format!("before {first} or after {last}"),
    }
}

/// "the date of service"
fn other_date(label: &str) -> String {
    let article = if label.starts_with("Date ") { "the " } else { "" };
    format!("{article}{}", inside(label))
}
