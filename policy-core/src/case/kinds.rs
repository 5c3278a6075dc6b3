//! A value checked against its fact. In: a documented value whose type does not rule out mistakes.
//! Out: a problem if it is for another type of fact, or not valid for this fact.

use super::refusal::{Refusal, implausible, implausible_limit, units, values};
use super::validate::whole_number;
use super::{FactValue, Problem, ProblemKind};
use crate::possible::{Amount, DocumentedResult, Entry, NormLimit, Normal, Scale, all_bits};
use crate::vocabulary::{Fact, FactId, FactKind, HistoryForm, Vocabulary};

/// What is wrong with the value of a fact in itself.
///
/// Counts outside the plausible range are left to [`validate`](super::validate()).
pub(super) fn misfits(vocabulary: &Vocabulary, id: FactId, value: &FactValue) -> Vec<Problem> {
    let Some(fact) = vocabulary.fact(id) else {
        let problem =
            format!("a value of fact {}, which the vocabulary {} lacks", id.0, vocabulary.name);
        return vec![Refusal::new(problem, "leave it out").at("")];
    };
    let path = format!("/{}", fact.name);
    if id.is_built_in() {
        let help = "set the date of the case itself";
        return vec![Refusal::new("a date of the case, not a fact", help).at(path)];
    }
    misfits_at(&path, vocabulary, fact, value)
}

/// The same of a value at a place of the case.
fn misfits_at(path: &str, vocabulary: &Vocabulary, fact: &Fact, value: &FactValue) -> Vec<Problem> {
    let at = |rest: String| format!("{path}{rest}");
    let refused = |rest: String, refusal: Refusal| vec![refusal.at(at(rest))];
    let amount_of = |scale: &Scale, amount: &Amount| match Amount::new(
        scale,
        amount.written(),
        amount.unit(),
    ) {
        Ok(own) if own == *amount => None,
        Ok(_) => Some(of_another_scale()),
        Err(problem) => Some(implausible(&problem, scale)),
    };
    match (&fact.kind, value) {
        (FactKind::Flag { .. }, FactValue::Flag(_))
        | (FactKind::Count { .. }, FactValue::Count(_))
        | (FactKind::Date, FactValue::Date(_)) => Vec::new(),
        (FactKind::Code { values: names, .. }, FactValue::Code(candidates)) => {
            let problem = match candidates {
                0 => "no candidate at all",
                _ if candidates & !all_bits(names.len()) != 0 => {
                    "a candidate beyond the values of the code"
                }
                _ => return Vec::new(),
            };
            refused(String::new(), Refusal::new(problem, values(names)))
        }
        (FactKind::Quantity { scale }, FactValue::Quantity(amount)) => amount_of(scale, amount)
            .map_or_else(Vec::new, |refusal| refused(String::new(), refusal)),
        (FactKind::Measurement { scale, methods }, FactValue::Measurement(results)) => {
            let of_result = |(position, result): (usize, &DocumentedResult)| {
                let amount = amount_of(scale, &result.amount)
                    .map(|refusal| refusal.at(at(format!("/{position}"))));
                let method = beyond(result.method, methods.len()).then(|| {
                    Refusal::new("a method beyond those of the fact", values(methods))
                        .at(at(format!("/{position}/method")))
                });
                let own = Normal::new(
                    scale,
                    result.amount.unit(),
                    result.normal.low(),
                    result.normal.high(),
                );
                let limits = own.err().map(|(limit, problem)| {
                    let key = key_of(limit);
                    implausible_limit(&problem, scale).at(at(format!("/{position}/normal/{key}")))
                });
                amount.into_iter().chain(method).chain(limits)
            };
            results.iter().enumerate().flat_map(of_result).collect()
        }
        (FactKind::History { form, attributes }, FactValue::History(history)) => {
            let of_entry = |(position, entry): (usize, &Entry)| {
                let place = at(form.place_of(position));
                let values = entry.attributes.iter().flat_map(move |(attribute, value)| {
                    let own = attributes.ids().any(|own| own == *attribute);
                    match vocabulary.fact(*attribute).filter(|_| own) {
                        Some(fact) => misfits_at(
                            &format!("{place}/{}", fact.name),
                            vocabulary,
                            fact,
                            &FactValue::from(*value),
                        ),
                        None => vec![
                            Refusal::new("an attribute of another history", "leave it out")
                                .at(place.clone()),
                        ],
                    }
                });
                values.collect::<Vec<_>>()
            };
            history.entries.iter().enumerate().flat_map(of_entry).collect()
        }
        _ => refused(String::new(), another_kind(vocabulary, fact, name_of(value))),
    }
}

fn beyond(position: Option<u8>, length: usize) -> bool {
    position.is_some_and(|position| usize::from(position) >= length)
}

fn of_another_scale() -> Refusal {
    Refusal::new(
        "an amount that was made for another fact",
        "make it with the scale of this fact, which its vocabulary has",
    )
}

/// A value of another type: what was found, and how the fact is documented.
pub(super) fn another_kind(vocabulary: &Vocabulary, fact: &Fact, found: &str) -> Refusal {
    let (expected, help) = match &fact.kind {
        FactKind::Flag { .. } => ("a flag", "document it as `true` or `false`".to_owned()),
        FactKind::Code { values: names, .. } => ("a code", values(names)),
        FactKind::Count { low, high } => ("a count", whole_number(*low, *high)),
        FactKind::Date => ("a date", "document it as a day, a month or a year".to_owned()),
        FactKind::Age { birth_date } => {
            let birth_date = vocabulary.name_of(*birth_date);
            return Refusal::new(
                format!("`{}` is derived from `{birth_date}` and never given", fact.name),
                format!("give `{birth_date}`, and leave `{}` out", fact.name),
            );
        }
        FactKind::Calculated { .. } => {
            return Refusal::new(
                format!("`{}` is calculated and never given", fact.name),
                format!("give what it is calculated from, and leave `{}` out", fact.name),
            );
        }
        FactKind::Quantity { scale } => {
            ("a quantity", format!("document it as a number with its unit, {}", units(scale)))
        }
        FactKind::Measurement { .. } => {
            ("a list of results", "document it as a list of dated results".to_owned())
        }
        FactKind::History { form, .. } => {
            let name = form.name();
            let (expected, help) = match form {
                HistoryForm::Readings => ("a list", "document it as a list of readings".to_owned()),
                HistoryForm::Events | HistoryForm::Courses | HistoryForm::Records => (
                    "a history",
                    format!("document it as a list of {name}, and whether it is complete"),
                ),
            };
            return Refusal::new(format!("{found}, not {expected} of {name}"), help)
                .of(ProblemKind::WrongType);
        }
    };
    Refusal::new(format!("{found}, not {expected}"), help).of(ProblemKind::WrongType)
}

/// The type of a value, in words.
pub(super) const fn name_of(value: &FactValue) -> &'static str {
    match value {
        FactValue::Flag(_) => "a flag",
        FactValue::Code(_) => "a code",
        FactValue::Count(_) => "a count",
        FactValue::Date(_) => "a date",
        FactValue::Quantity(_) => "a quantity",
        FactValue::Measurement(_) => "a list of results",
        FactValue::History(_) => "a history",
    }
}

/// The key of a limit of normal.
const fn key_of(limit: NormLimit) -> &'static str {
    match limit {
        NormLimit::Lower => "low",
        NormLimit::Upper => "high",
    }
}
