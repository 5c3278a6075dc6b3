//! What to ask, and whom: one question for each missing fact, the most decisive first.

#[cfg(test)]
mod tests;

use super::missing::missing_facts_by_weight;
use crate::case::{CaseFact, Chart, FactValue, FactView};
use crate::determination::Determination;
use crate::evaluate::reference::Documentation;
use crate::policy::{Expression, NormTest, Policy, Selection, Term, Version};
use crate::possible::{DocumentedResult, NormLimit, Normal, Written};
use crate::vocabulary::{Addressee, Concept, Fact, FactId, FactKind, HistoryForm};
use crate::wording::{limit_in_words, list};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A question that can be answered from the chart.
/// ```
/// use policy_core::Case;
/// use policy_core::vocabulary::FactKind;
///
/// /// The questions that a form can show as a check box.
/// fn check_boxes(case: &dyn Case) -> Vec<String> {
///     let is_flag = |id| {
///         let fact = case.policy().vocabulary.fact(id);
///         fact.is_some_and(|fact| matches!(fact.kind, FactKind::Flag { .. }))
///     };
///     let questions = case.questions().into_iter();
///     questions.filter(|question| is_flag(question.id)).map(|question| question.text).collect()
/// }
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Question<'p> {
    /// The position of the fact that it asks about.
    pub id: FactId,
    /// The name of the fact in a case.
    pub fact: &'p str,
    /// The question: "New York Heart Association functional class? I, II, III or IV".
    pub text: String,
    /// Who can answer it, if the vocabulary says so.
    pub asked_of: Option<Addressee>,
}

impl<'p> Question<'p> {
    /// Questions by who can answer them: those to whom the most decisive question goes first, and of
    /// each, the most decisive one first. `None` has the questions of which the vocabulary does not
    /// say who can answer them.
    /// ```
    /// use policy_core::Case;
    /// use policy_core::explain::Question;
    ///
    /// fn letter(case: &dyn Case) -> String {
    ///     let mut lines = Vec::new();
    ///     for (addressee, questions) in Question::by_addressee(case.questions()) {
    ///         lines.push(addressee.map_or("ask", |addressee| addressee.request()).to_owned());
    ///         lines.extend(questions.into_iter().map(|question| question.text));
    ///     }
    ///     lines.join("\n")
    /// }
    /// ```
    #[must_use]
    pub fn by_addressee(
        questions: Vec<Question<'p>>,
    ) -> Vec<(Option<Addressee>, Vec<Question<'p>>)> {
        let mut groups: Vec<(Option<Addressee>, Vec<Question<'p>>)> = Vec::new();
        for question in questions {
            match groups.iter_mut().find(|(addressee, _)| *addressee == question.asked_of) {
                Some((_, group)) => group.push(question),
                None => groups.push((question.asked_of, vec![question])),
            }
        }
        groups
    }
}

/// What to ask, the most decisive questions first.
pub(super) fn questions<'p>(
    determination: &Determination<'p>,
    case: &dyn Chart,
) -> Vec<Question<'p>> {
    let Some(version) = determination.version() else { return Vec::new() };
    let policy = determination.policy();
    let facts = missing_facts_by_weight(determination, case);
    facts
        .into_iter()
        .filter_map(|id| Some(question(policy, version, case, id, policy.vocabulary.fact(id)?)))
        .collect()
}

/// What is asked about the limits of normal of a measurement.
struct AskedLimits {
    /// "the laboratory's upper limit of normal"
    words: String,
    /// Nothing else is missing.
    alone: bool,
}

impl AskedLimits {
    /// `None` where results are compared with no limits.
    fn of<'a>(
        conditions: impl Iterator<Item = &'a Expression>,
        measurement: FactId,
        documentation: Documentation<'_>,
    ) -> Option<AskedLimits> {
        let predicates = conditions.flat_map(Expression::predicates);
        let own = predicates.filter(|asked| asked.subjects().any(|fact| fact == measurement));
        let own = own.collect::<Vec<_>>();
        let tests = || own.iter().filter_map(|asked| asked.asked()?.1.norm());
        let asked = |limit| {
            let mut multiples = tests().flat_map(NormTest::multiples);
            multiples.any(|multiple| multiple.limit == limit)
        };
        let words = match (asked(NormLimit::Lower), asked(NormLimit::Upper)) {
            (false, false) => return None,
            (true, false) => limit_in_words(NormLimit::Lower).to_owned(),
            (false, true) => limit_in_words(NormLimit::Upper).to_owned(),
            (true, true) => "limits of normal".to_owned(),
        };
        let words = format!("the laboratory's {words}");
        let known = with_limits(measurement, documentation);
        let alone = known.is_some_and(|value| {
            let chart = WithFact { chart: documentation.chart, fact: measurement, value };
            let known = Documentation { chart: &chart, ..documentation };
            let mut open = own.iter().filter(|asked| documentation.truth(asked).is_unknown());
            open.all(|asked| !known.truth(asked).is_unknown())
        });
        Some(AskedLimits { words, alone })
    }
}

/// The results of a measurement as they are, each with both limits of normal.
fn with_limits(measurement: FactId, documentation: Documentation<'_>) -> Option<FactValue> {
    let FactView::Measurement(results) = documentation.view(measurement)? else { return None };
    let scale = documentation.kind(measurement)?.scale()?;
    let known = |result: &DocumentedResult| {
        let Written::Exactly(value) = result.amount.written() else { return *result };
        let (low, high) = (result.normal.low(), result.normal.high());
        let [low, high] = [low.or(high), high.or(low)].map(|limit| limit.or(Some(value)));
        let normal = Normal::new(scale, result.amount.unit(), low, high);
        DocumentedResult { normal: normal.unwrap_or(result.normal), ..*result }
    };
    (!results.is_empty()).then(|| FactValue::Measurement(results.iter().map(known).collect()))
}

/// A chart with another value of one fact.
struct WithFact<'a> {
    chart: &'a dyn Chart,
    fact: FactId,
    value: FactValue,
}

impl Chart for WithFact<'_> {
    fn request_date(&self) -> NaiveDate {
        self.chart.request_date()
    }

    fn service_date(&self) -> NaiveDate {
        self.chart.service_date()
    }

    fn fact(&self, fact: FactId) -> Option<&dyn CaseFact> {
        if fact == self.fact { Some(&self.value) } else { self.chart.fact(fact) }
    }
}

fn question<'p>(
    policy: &Policy,
    version: &Version,
    case: &dyn Chart,
    id: FactId,
    fact: &'p Fact,
) -> Question<'p> {
    let answer = match &fact.kind {
        FactKind::Flag { attested: false } => "yes or no".to_owned(),
        FactKind::Flag { attested: true } => "yes or no, as attested by the provider".to_owned(),
        FactKind::Code { values, .. } => list(values.iter().map(Concept::label), "or"),
        FactKind::Count { .. } => "a whole number".to_owned(),
        FactKind::Date | FactKind::Age { .. } => "a date".to_owned(),
        FactKind::Quantity { scale } | FactKind::Calculated { scale, .. } => {
            format!("a value in {}", units(scale.units()))
        }
        FactKind::Measurement { scale, methods } => {
            let asked = methods_asked(policy.conditions_in(version), id)
                .into_iter()
                .filter_map(|method| methods.get(usize::from(method)))
                .map(Concept::label)
                .collect::<Vec<_>>();
            let by =
                if asked.is_empty() { String::new() } else { format!(" by {}", list(asked, "or")) };
            let is_counted = counts_results(policy.conditions_in(version), id);
            let which = if is_counted { "each result" } else { "the latest result" };
            let documentation = Documentation { vocabulary: &policy.vocabulary, chart: case };
            let limits = AskedLimits::of(policy.conditions_in(version), id, documentation);
            match limits {
                Some(AskedLimits { words, alone: true }) => format!("{words} for each result"),
                Some(AskedLimits { words, alone: false }) => {
                    format!("{which}{by} with its date and {words}, in {}", units(scale.units()))
                }
                None => format!("{which}{by} with its date, in {}", units(scale.units())),
            }
        }
        FactKind::History { form, .. } => {
            let attributes = policy.vocabulary.attributes_of(id).map(|(_, attribute)| {
                let values = attribute.kind.values();
                let values = values
                    .map(|values| format!(" ({})", list(values.iter().map(Concept::label), "or")));
                format!("{}{}", attribute.label, values.unwrap_or_default())
            });
            let days: &[&str] = match form {
                HistoryForm::Events | HistoryForm::Readings => &["its date"],
                HistoryForm::Courses => &["its start", "its end or that it goes on"],
                HistoryForm::Records => &[],
            };
            let parts = days.iter().map(|day| (*day).to_owned()).chain(attributes);
            let parts = parts.collect::<Vec<_>>();
            if *form == HistoryForm::Readings {
                format!("each reading with {}", list(parts.iter(), "and"))
            } else if parts.is_empty() {
                "how many, or that there is none".to_owned()
            } else {
                format!("each with {}, or that there was none", list(parts.iter(), "and"))
            }
        }
    };
    Question {
        id,
        fact: &fact.name,
        text: format!("{}? {answer}", fact.label),
        asked_of: fact.asked_of,
    }
}

fn units(units: impl Iterator<Item = crate::unit::Unit>) -> String {
    list(units.map(crate::unit::Unit::words), "or")
}

/// Conditions ask how many results there are, so that the latest is not enough.
fn counts_results<'a>(
    conditions: impl Iterator<Item = &'a Expression>,
    measurement: FactId,
) -> bool {
    conditions.flat_map(Expression::predicates).filter_map(Expression::asked).any(|(term, _)| {
        matches!(term.inner(), Term::Result { fact, selection: Selection::AtLeast { .. }, .. }
            if *fact == measurement)
    })
}

/// The methods that conditions require for a measurement; none if they accept results by any.
fn methods_asked<'a>(
    conditions: impl Iterator<Item = &'a Expression>,
    measurement: FactId,
) -> BTreeSet<u8> {
    let asked = conditions.flat_map(Expression::predicates).filter_map(|predicate| {
        let Term::Result { fact, method, .. } = predicate.asked()?.0.inner() else { return None };
        (*fact == measurement).then_some(*method)
    });
    asked.collect::<Option<BTreeSet<_>>>().unwrap_or_default()
}
