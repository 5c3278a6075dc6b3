//! Conditions as code. That the code says what the tree says is shown by the bundled policies; here
//! is what none of them asks.

use super::{Evaluation, Names};
use policy_core::fixtures::example::{
    CONSENTED, DIABETIC, HOSPITALIZATION, SMOKER, and, at_least, flag, not, or, policy,
};
use policy_core::policy::{CountTest, Expression, Region, Term, Window};
use proc_macro2::{Span, TokenStream};

fn code(condition: &Expression) -> String {
    let policy = policy(Vec::new(), Vec::new());
    Evaluation::new(&policy, &Names::new("example", Span::call_site(), TokenStream::new()))
        .truth(condition)
        .to_string()
        .replace(' ', "")
}

#[test]
fn so_many_of_some_parts_are_counted() {
    let [smoker, diabetic, consented] = [SMOKER, DIABETIC, CONSENTED].map(flag);
    let parts = [smoker.clone(), not(diabetic.clone()), or([diabetic.clone(), consented.clone()])];
    let counted = "Truth::at_least(2,&[case.smoker.truth(),!case.diabetic.truth(),case.diabetic.truth()|case.consented.truth()])";
    assert_eq!(code(&at_least(2, parts.clone())), counted);
    assert_eq!(
        code(&and([consented, not(at_least(2, parts))])),
        format!("case.consented.truth()&!({counted})")
    );
}

#[test]
fn all_or_one_of_some_parts_are_operators() {
    let [smoker, diabetic] = [SMOKER, DIABETIC].map(flag);
    let both = "case.smoker.truth()&case.diabetic.truth()";
    assert_eq!(code(&at_least(2, [smoker.clone(), diabetic.clone()])), both);
    assert_eq!(
        code(&or([and([smoker.clone(), diabetic.clone()]), diabetic])),
        format!("({both})|case.diabetic.truth()")
    );
    assert_eq!(code(&or([smoker])), "case.smoker.truth()");
    assert_eq!([and([]), or([])].map(|nothing| code(&nothing)), ["Truth::MET", "Truth::NOT_MET"]);
}

#[test]
fn the_opposite_of_a_number_of_events_is_a_number_of_events() {
    let stays =
        Term::Events { fact: HOSPITALIZATION, filter: None, window: Window::EVER, apart: None }
            .is(Region::Whole(CountTest::at_least(2)));
    assert!(code(&stays).ends_with(".inside(Interval::at_least(2))"), "{}", code(&stays));
    assert!(
        code(&not(stays.clone())).ends_with(".inside(Interval::below(2))"),
        "{}",
        code(&not(stays))
    );
}
