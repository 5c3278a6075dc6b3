//! What is documented about a fact, as the condition that states exactly that.

#[cfg(test)]
mod tests;

use super::FactView;
use crate::calendar::PartialDate;
use crate::policy::{
    CountTest, DateTest, Day, End, Expression, Operator, QuantityTest, Region, Term, Threshold,
    Window,
};
use crate::possible::{Amount, Comparator, Written};
use crate::vocabulary::{FactId, FactKind, Vocabulary, names_of};
use chrono::NaiveDate;

impl FactView<'_> {
    /// What is documented, as the condition that states exactly that: `nyha = II`, `NOT smoker`.
    ///
    /// `None` if nothing is documented, and for results and events: each has a date, which a
    /// condition cannot state.
    #[must_use]
    pub fn stated(self, vocabulary: &Vocabulary, fact: FactId) -> Option<Expression> {
        match self {
            FactView::Flag(flag) => match flag.truth() {
                truth if truth.is_unknown() => None,
                truth if truth.can_be_met() => Some(Term::Flag(fact).is(Region::Yes)),
                _ => Some(Expression::Not(Term::Flag(fact).is(Region::Yes).into())),
            },
            FactView::Code(values) => match vocabulary.fact(fact).map(|fact| &fact.kind) {
                // All values are candidates: nothing is documented.
                Some(FactKind::Code { values: names, .. })
                    if names_of(names, values).count() == names.len() =>
                {
                    None
                }
                _ => Some(Term::Code(fact).is(Region::Values(values))),
            },
            FactView::Count(count) => count.written().map(|count| {
                Term::Count(fact).is(Region::Whole(CountTest::Compare(Operator::Equal, count)))
            }),
            FactView::Date(date) => {
                date.written().map(|date| Term::Date(fact).is(Region::Day(date_test(date))))
            }
            FactView::Quantity(amount) => amount
                .map(|amount| Term::Quantity(fact).is(Region::Quantity(quantity_test(amount)))),
            FactView::Measurement(_) | FactView::History(_) => None,
        }
    }
}

fn date_test(date: PartialDate) -> DateTest {
    match date {
        PartialDate::Day(day) => DateTest::Compare(Operator::Equal, Day::On(day)),
        PartialDate::Month { .. } | PartialDate::Year(_) => {
            between(Some(date.first()), Some(date.last()))
        }
        PartialDate::Between { first, last } => between(first, last),
    }
}

fn between(first: Option<NaiveDate>, last: Option<NaiveDate>) -> DateTest {
    let end = |day| End::at(Day::On(day));
    DateTest::In(Window { from: first.map(end), to: last.map(end), until: Day::REQUEST })
}

fn quantity_test(amount: &Amount) -> QuantityTest {
    let threshold = |value| Threshold { value, unit: amount.unit() };
    match amount.written() {
        Written::Exactly(value) => QuantityTest::Compare(Operator::Equal, threshold(value)),
        Written::Between(low, high) => QuantityTest::Between(threshold(low), threshold(high)),
        Written::Compared(comparator, value) => {
            QuantityTest::Compare(operator(comparator), threshold(value))
        }
    }
}

const fn operator(comparator: Comparator) -> Operator {
    match comparator {
        Comparator::Less => Operator::Less,
        Comparator::LessOrEqual => Operator::LessOrEqual,
        Comparator::Greater => Operator::Greater,
        Comparator::GreaterOrEqual => Operator::GreaterOrEqual,
    }
}
