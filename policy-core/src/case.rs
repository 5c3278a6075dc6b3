//! A case: what is documented about one request, for one policy.

use crate::compiled::CompiledPolicy;
use crate::determination::Determination;
use crate::explain::{Assessment, Explanation, Question};
use crate::policy::Policy;
use crate::possible::{
    Amount, Code, CodeSet, Count, Date, DocumentedResult, EventFact, Events, Flag, History,
    Measurement, Quantity, QuantityFact,
};
use crate::vocabulary::{Fact, FactId};
use chrono::NaiveDate;
use core::any::Any;
use core::fmt;
use core::mem::discriminant;

mod facts;
mod fields;
mod kinds;
mod plain;
mod problems;
pub(crate) mod refusal;
mod stated;
#[cfg(test)]
mod tests;
pub(crate) mod validate;
mod window;

pub use facts::CaseFacts;
#[doc(hidden)]
pub use facts::Fields;
#[doc(hidden)]
pub use fields::{check, debug, equal};
pub use plain::PlainValue;
pub use problems::{Problem, ProblemKind, Problems};
pub use validate::validate;
pub(crate) use window::bounds;

/// What is documented about one member, whatever policy it is for.
pub trait Chart {
    /// The day on which the request was received.
    fn request_date(&self) -> NaiveDate;

    /// The day of service.
    fn service_date(&self) -> NaiveDate;

    /// What is documented about a fact; `None` for a fact of which nothing can be documented here.
    fn fact(&self, fact: FactId) -> Option<&dyn CaseFact>;
}

/// What every generated case type can do; tools that work with any policy hold a `Box<dyn Case>`.
///
/// The policy comes from the case, so that no case is ever explained by the determination of
/// another.
///
/// ```
/// use policy_core::case::Case;
/// use policy_core::policy::Outcome;
///
/// fn answer(case: &dyn Case) -> String {
///     match case.evaluate().outcome() {
///         Outcome::NeedInformation => {
///             case.questions().into_iter().map(|question| question.text + "\n").collect()
///         }
///         _ => case.explain().reason,
///     }
/// }
/// ```
pub trait Case: Chart + Any + fmt::Debug + Send + Sync {
    /// The policy that the case is for, as tools see it.
    fn program(&self) -> Program;

    /// What the policy says about the case.
    fn evaluate(&self) -> Determination<'static>;

    /// The same, together with the case: whatever can be asked about the answer.
    fn assess(&self) -> Assessment<'_, 'static>;

    /// The policy that the case is for.
    fn policy(&self) -> &'static Policy {
        self.program().policy()
    }

    /// What the policy says in words, with every criterion and its evidence.
    fn explain(&self) -> Explanation<'static> {
        self.assess().explain()
    }

    /// The facts that are not documented well enough and could still change the outcome, sorted by
    /// name: see [`Assessment::missing`].
    fn missing(&self) -> Vec<(FactId, &'static Fact)> {
        self.assess().missing()
    }

    /// What to ask the provider's office, the most decisive first: see [`Assessment::questions`].
    fn questions(&self) -> Vec<Question<'static>> {
        self.assess().questions()
    }
}

/// A case type that `policy!` generates: it says which policy it is for, and has all of [`Case`].
///
/// ```
/// use policy_core::case::{CaseFacts, CompiledCase};
///
/// // Whatever is documented, as the case of a policy that the caller chooses.
/// fn reason<C: CompiledCase>(facts: CaseFacts) -> String {
///     use policy_core::case::Case;
///     C::from(facts).explain().reason
/// }
/// ```
pub trait CompiledCase: Chart + From<CaseFacts> + Any + fmt::Debug + Send + Sync {
    /// The function that evaluates a case.
    #[doc(hidden)]
    const EVALUATE: fn(&Self) -> Determination<'static>;

    /// The policy.
    fn compiled_policy() -> &'static CompiledPolicy;
}

impl<C: CompiledCase> Case for C {
    fn program(&self) -> Program {
        Program::of::<C>()
    }

    fn evaluate(&self) -> Determination<'static> {
        C::EVALUATE(self)
    }

    fn assess(&self) -> Assessment<'_, 'static> {
        Assessment::of(self, C::EVALUATE(self))
    }
}

impl Chart for Box<dyn Case> {
    fn request_date(&self) -> NaiveDate {
        (**self).request_date()
    }

    fn service_date(&self) -> NaiveDate {
        (**self).service_date()
    }

    fn fact(&self, fact: FactId) -> Option<&dyn CaseFact> {
        (**self).fact(fact)
    }
}

impl Case for Box<dyn Case> {
    fn program(&self) -> Program {
        (**self).program()
    }

    fn evaluate(&self) -> Determination<'static> {
        (**self).evaluate()
    }

    fn assess(&self) -> Assessment<'_, 'static> {
        (**self).assess()
    }
}

impl Clone for Box<dyn Case> {
    fn clone(&self) -> Box<dyn Case> {
        self.program().case(CaseFacts::of(&**self))
    }
}

/// A policy as tools see it: its tree, and a case of it for whatever is documented.
///
/// Every generated case type has its own: `RevascorCase::PROGRAM`.
///
/// ```
/// use policy_core::case::{Case, CaseFacts, CompiledCase, Program};
///
/// fn programs<A: CompiledCase, B: CompiledCase>() -> [Program; 2] {
///     [Program::of::<A>(), Program::of::<B>()]
/// }
///
/// fn answers(programs: &[Program], facts: &CaseFacts) -> Vec<String> {
///     let cases = programs.iter().map(|program| program.case(facts.clone()));
///     cases.map(|case| format!("{}: {}", case.policy().name, case.evaluate().outcome())).collect()
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Program {
    policy: fn() -> &'static CompiledPolicy,
    case: fn(CaseFacts) -> Box<dyn Case>,
}

impl Program {
    /// The program of a generated case type.
    #[must_use]
    pub const fn of<C: CompiledCase>() -> Program {
        Program { policy: C::compiled_policy, case: |facts| Box::new(C::from(facts)) }
    }

    /// The policy tree.
    #[must_use]
    pub fn policy(&self) -> &'static Policy {
        (self.policy)()
    }

    /// The case in which this is documented. What is no value of its fact is left out;
    /// [`CaseFacts::checked`] finds it, and the facts of `json::read_facts` have none.
    #[must_use]
    pub fn case(&self, facts: CaseFacts) -> Box<dyn Case> {
        (self.case)(facts)
    }

    /// Reads a case of this policy from its JSON: see [`read_case`](crate::json::read_case).
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the case.
    #[cfg(feature = "serde")]
    pub fn read(&self, json: &[u8]) -> Result<crate::json::CaseDocument, Problems> {
        crate::json::read_case(self, json)
    }
}

/// Two programs are equal if they are of one policy.
impl PartialEq for Program {
    fn eq(&self, other: &Program) -> bool {
        core::ptr::eq(self.policy(), other.policy())
    }
}

impl Eq for Program {}

impl fmt::Debug for Program {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Program")
            .field("policy", &self.policy().name)
            .finish_non_exhaustive()
    }
}

/// What is documented about one fact, whatever its type.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum FactView<'a> {
    /// Of a flag.
    Flag(Flag),
    /// Of a code: the candidates as bits, by position in the vocabulary.
    Code(u64),
    /// Of a count.
    Count(Count),
    /// Of a date.
    Date(Date),
    /// Of a quantity.
    Quantity(Option<&'a Amount>),
    /// Of a measurement.
    Measurement(&'a [DocumentedResult]),
    /// Of events.
    Events(&'a History),
}

impl FactView<'_> {
    /// The same, to keep; `None` where there is nothing, as of a quantity that is not documented.
    #[must_use]
    pub fn to_value(self) -> Option<FactValue> {
        Some(match self {
            FactView::Flag(flag) => FactValue::Flag(flag),
            FactView::Code(mask) => FactValue::Code(mask),
            FactView::Count(count) => FactValue::Count(count),
            FactView::Date(date) => FactValue::Date(date),
            FactView::Quantity(amount) => FactValue::Quantity(*amount?),
            FactView::Measurement(results) => FactValue::Measurement(results.to_vec()),
            FactView::Events(history) => FactValue::Events(history.clone()),
        })
    }
}

/// What a case reader found out about one fact.
#[derive(Clone, PartialEq, Debug)]
pub enum FactValue {
    /// Of a flag.
    Flag(Flag),
    /// Of a code: the candidates as bits, by position in the vocabulary.
    Code(u64),
    /// Of a count.
    Count(Count),
    /// Of a date.
    Date(Date),
    /// Of a quantity.
    Quantity(Amount),
    /// Of a measurement.
    Measurement(Vec<DocumentedResult>),
    /// Of events.
    Events(History),
}

impl FactValue {
    /// The value, to look at.
    #[must_use]
    pub fn view(&self) -> FactView<'_> {
        match self {
            FactValue::Flag(flag) => FactView::Flag(*flag),
            FactValue::Code(mask) => FactView::Code(*mask),
            FactValue::Count(count) => FactView::Count(*count),
            FactValue::Date(date) => FactView::Date(*date),
            FactValue::Quantity(amount) => FactView::Quantity(Some(amount)),
            FactValue::Measurement(results) => FactView::Measurement(results),
            FactValue::Events(history) => FactView::Events(history),
        }
    }
}

/// A field of a generated case, seen without its type.
pub trait CaseFact: fmt::Debug {
    /// What is documented.
    fn view(&self) -> FactView<'_>;

    /// Documents it; a value of another type of fact changes nothing.
    fn document(&mut self, value: FactValue);
}

macro_rules! case_fact {
    ($(impl [$($generic:tt)*] $field:ty, |$self:ident| $view:expr, $pattern:pat => $value:expr;)*) => {
        $(impl<$($generic)*> CaseFact for $field {
            fn view(&self) -> FactView<'_> {
                let $self = self;
                $view
            }

            fn document(&mut self, value: FactValue) {
                if let $pattern = value {
                    *self = $value;
                }
            }
        })*
    };
}

case_fact! {
    impl [] Flag, |fact| FactView::Flag(*fact), FactValue::Flag(flag) => flag;
    impl [E: CodeSet] Code<E>, |fact| FactView::Code(fact.mask()), FactValue::Code(mask) => Code::from_mask(mask);
    impl [] Count, |fact| FactView::Count(*fact), FactValue::Count(count) => count;
    impl [] Date, |fact| FactView::Date(*fact), FactValue::Date(date) => date;
    impl [F: QuantityFact] Option<Quantity<F>>, |fact| FactView::Quantity(fact.as_ref().map(Quantity::amount)), FactValue::Quantity(amount) => Some(Quantity::from_amount(amount));
    impl [F: QuantityFact] Measurement<F>, |fact| FactView::Measurement(fact.documented()), FactValue::Measurement(results) => Measurement::from_documented(results);
    impl [F: EventFact] Events<F>, |fact| FactView::Events(fact.documented()), FactValue::Events(history) => Events::from_history(history);
}

/// What was found out, by itself.
impl CaseFact for FactValue {
    fn view(&self) -> FactView<'_> {
        FactValue::view(self)
    }

    fn document(&mut self, value: FactValue) {
        if discriminant(self) == discriminant(&value) {
            *self = value;
        }
    }
}
