//! Results that give the wanted answers, if too much is asked about a measurement for all its
//! worlds to be distinguished: one result, or else two.

use super::together::are_given;
use crate::moments::Moment;
use chrono::NaiveDate;
use policy_core::case::FactValue;
use policy_core::evaluate::reference::Documentation;
use policy_core::policy::Expression;
use policy_core::vocabulary::{FactId, FactKind, Vocabulary};
use policy_core::worlds::atoms::{Example, ShownValue, told_apart_positions};
use std::collections::BTreeSet;

/// What may be documented about a measurement so that these predicates are met or fail as wanted;
/// `None` if two results are not enough, and for every other type of fact.
pub(super) fn results(
    fact: FactId,
    wanted: &[(&Expression, bool)],
    moment: Moment,
    vocabulary: &Vocabulary,
) -> Option<FactValue> {
    let FactKind::Measurement { scale, methods } = &vocabulary.fact(fact)?.kind else {
        return None;
    };
    let atoms = wanted.iter().map(|(atom, _)| *atom).collect::<Vec<_>>();
    let classes = told_apart_positions(scale, &atoms)?;
    let known = moment.documenting([]);
    let documentation = Documentation { vocabulary, chart: &known };
    let window = |atom: &&Expression| match atom {
        Expression::Test { term, .. } => documentation.known_days(term.window()?),
        Expression::AtLeast(..) | Expression::Not(_) | Expression::If { .. } => None,
    };
    let ends = atoms.iter().filter_map(window).flat_map(|window| [*window.start(), *window.end()]);
    let mut days = ends.filter(|day| *day != NaiveDate::MIN).collect::<BTreeSet<_>>();
    days.extend([
        days.first().copied().unwrap_or(moment.request_date).pred_opt()?,
        moment.request_date,
    ]);
    let methods = (0_u8..).take(methods.len()).map(Some).chain([None]).collect::<Vec<_>>();
    let any = days.iter().flat_map(|day| {
        methods.iter().flat_map(|method| {
            classes.iter().map(|class| (*day, *method, ShownValue::Positions(*class)))
        })
    });
    let any = any.collect::<Vec<_>>();

    let shows = |results: Vec<_>| {
        let (_, value) = Example::Results(results).document(&[fact], vocabulary)?.pop()?;
        let member = moment.documenting([(fact, value.clone())]);
        are_given(wanted, Documentation { vocabulary, chart: &member }).then_some(value)
    };
    let two = || any.iter().flat_map(|one| any.iter().map(move |other| vec![*one, *other]));
    any.iter().map(|one| vec![*one]).find_map(shows).or_else(|| two().find_map(shows))
}

#[cfg(test)]
mod tests {
    use super::results;
    use crate::moments::Moment;
    use policy_core::calendar::{CalendarDuration, CalendarUnit};
    use policy_core::case::FactValue;
    use policy_core::fixtures::example::{LVEF, MUGA, SMOKER, day, flag, percent, vocabulary};
    use policy_core::policy::{Day, Expression, Operator, Region, Selection, Term, Window};

    #[test]
    fn as_few_results_as_give_the_answers_are_found() {
        let moment = Moment { request_date: day("2026-06-15"), service_date: day("2026-06-15") };
        let asks = |selection, method, months: Option<u32>, operator, bound| {
            let within = months.map(|months| CalendarDuration::new(months, CalendarUnit::Months));
            let window =
                within.map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST));
            Term::Result { fact: LVEF, selection, method, window }
                .is(Region::Quantity(percent(operator, bound)))
        };
        let found =
            |wanted: &[(&Expression, bool)]| match results(LVEF, wanted, moment, &vocabulary()) {
                Some(FactValue::Measurement(results)) => results.len(),
                _ => 0,
            };
        let low = asks(Selection::Latest, None, None, Operator::LessOrEqual, "35");
        let once_high = asks(Selection::Any, Some(MUGA), Some(6), Operator::Greater, "50");
        assert_eq!(found(&[(&low, true)]), 1);
        assert_eq!(found(&[(&low, false), (&once_high, true)]), 1);
        assert_eq!(found(&[(&low, true), (&once_high, true)]), 2);
        let recent = asks(Selection::Latest, None, Some(6), Operator::LessOrEqual, "35");
        assert_eq!(
            found(&[(&recent, true), (&low, false)]),
            0,
            "the latest of all is the latest of the window"
        );
        assert!(results(SMOKER, &[(&flag(SMOKER), true)], moment, &vocabulary()).is_none());
    }
}
