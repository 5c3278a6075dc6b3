//! The bundled cases of the policies, as a start for tests that change them.

use policies::POLICIES;
use policy_core::case::{FactValue, FactView, Program};
use policy_core::json::read_case;
use policy_core::vocabulary::FactId;

/// The bundled cases of a policy, as a start for random changes.
///
/// # Panics
///
/// Where a bundled case cannot be read.
#[must_use]
pub fn known_cases(program: Program) -> Vec<Vec<(FactId, FactValue)>> {
    #[derive(serde::Deserialize)]
    struct Line<'a> {
        #[serde(borrow)]
        case: &'a serde_json::value::RawValue,
    }
    let bundled = POLICIES.iter().find(|bundled| bundled.program.policy().name == program.policy().name);
    let lines = bundled.map_or("", |bundled| bundled.cases).lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let line: Line<'_> = serde_json::from_str(line).unwrap();
            let document = read_case(&program, line.case.get().as_bytes()).unwrap();
            program.policy().facts().into_iter().map(|fact| (fact, value_of(document.case.fact(fact).unwrap().view()))).collect()
        })
        .collect()
}

fn value_of(view: FactView<'_>) -> FactValue {
    match view {
        FactView::Flag(flag) => FactValue::Flag(flag),
        FactView::Code(mask) => FactValue::Code(mask),
        FactView::Count(count) => FactValue::Count(count),
        FactView::Date(date) => FactValue::Date(date),
        FactView::Quantity(Some(amount)) => FactValue::Quantity(*amount),
        // Not documented: a value of another type changes nothing.
        FactView::Quantity(None) => FactValue::Measurement(Vec::new()),
        FactView::Measurement(results) => FactValue::Measurement(results.to_vec()),
        FactView::Events(history) => FactValue::Events(history.clone()),
    }
}
