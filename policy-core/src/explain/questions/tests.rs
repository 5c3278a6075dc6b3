use super::Question;
use crate::evaluator::Evaluator;
use crate::fixtures::example::{ECHO, LVEF, MUGA, met, on, percent, policy, section, version};
use crate::policy::{Body, Operator, Policy, Region, Selection, Term, Window};
use crate::vocabulary::{Addressee, FactId};

#[test]
fn a_result_is_asked_for_by_the_methods_that_the_version_in_force_names() {
    let lvef = |method| {
        Term::Result { fact: LVEF, selection: Selection::Latest, method, window: Window::EVER }
            .is(Region::Quantity(percent(Operator::Less, "40")))
    };
    let asks = |methods: &[Option<u8>]| {
        vec![section(
            1,
            None,
            methods.iter().map(|method| Body::Condition(lvef(*method))).collect(),
            met(),
        )]
    };
    let versions = [
        version(Some("2026-01-01"), None, asks(&[Some(ECHO)])),
        version(Some("2025-01-01"), Some("2025-12-31"), asks(&[Some(MUGA), Some(ECHO)])),
        version(Some("2024-01-01"), Some("2024-12-31"), asks(&[Some(MUGA), None])),
    ];
    let policy = Policy { versions: versions.to_vec().into(), ..policy(Vec::new(), Vec::new()) };
    let evaluator = Evaluator::new(policy).unwrap();
    let asked = |day| {
        let case = on(day, day);
        evaluator
            .assess(&case)
            .unwrap()
            .questions()
            .into_iter()
            .map(|question| question.text)
            .collect::<Vec<_>>()
    };
    assert_eq!(asked("2026-03-01"), ["lvef? the latest result by echo with its date, in %"]);
    assert_eq!(
        asked("2025-03-01"),
        ["lvef? the latest result by echo or muga with its date, in %"]
    );
    assert_eq!(asked("2024-03-01"), ["lvef? the latest result with its date, in %"]);
    assert_eq!(asked("2023-03-01"), Vec::<String>::new());
}

#[test]
fn questions_are_put_to_each_who_can_answer_in_turn() {
    let question =
        |id, asked_of| Question { id: FactId(id), fact: "fact", text: format!("{id}?"), asked_of };
    let (plan, provider) = (Some(Addressee::Plan), Some(Addressee::Provider));
    let questions = [(5, provider), (3, plan), (9, None), (2, provider), (4, plan)];
    let groups = Question::by_addressee(questions.map(|(id, of)| question(id, of)).to_vec());
    let ids = groups.into_iter().map(|(addressee, questions)| {
        (addressee, questions.iter().map(|question| question.id.0).collect::<Vec<_>>())
    });
    assert_eq!(
        ids.collect::<Vec<_>>(),
        [(provider, vec![5, 2]), (plan, vec![3, 4]), (None, vec![9])]
    );
}
