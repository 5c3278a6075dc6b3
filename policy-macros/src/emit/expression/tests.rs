//! Conditions as code. That the code says what the tree says is shown by the bundled policies; here
//! is what none of them asks.

use super::{Evaluation, Names};
use policy_core::fixtures::example::{
    CONSENTED, DIABETIC, HOSPITALIZATION, SMOKER, and, at_least, flag, not, or, policy, vocabulary,
};
use policy_core::fixtures::histories::{self, HIGHEST_DOSE, TOLERATED, dosed, infusions, of_drug};
use policy_core::policy::{
    Comparable, CountTest, Entries, Expression, Operator, Policy, Region, Relation, Term,
};
use policy_core::possible::Distance;
use policy_core::vocabulary::Vocabulary;
use proc_macro2::{Span, TokenStream};
use std::borrow::Cow;

fn code(condition: &Expression) -> String {
    code_over(vocabulary(), condition)
}

fn code_over(vocabulary: Vocabulary, condition: &Expression) -> String {
    let policy = Policy { vocabulary: Cow::Owned(vocabulary), ..policy(Vec::new(), Vec::new()) };
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
        Term::Entries(Entries::of(HOSPITALIZATION)).is(Region::Whole(CountTest::at_least(2)));
    assert!(code(&stays).ends_with(".inside(Interval::at_least(2))"), "{}", code(&stays));
    assert!(
        code(&not(stays.clone())).ends_with(".inside(Interval::below(2))"),
        "{}",
        code(&not(stays))
    );
}

/// The condition is a question about one entry at a time; the case is what it is compared with.
#[test]
fn a_condition_on_entries_is_asked_of_each() {
    let relation = Relation {
        operator: Operator::Less,
        distance: Distance::None,
        other: Comparable::Quantity(HIGHEST_DOSE),
    };
    let below = Term::Quantity(histories::DOSE).is(Region::Than(relation));
    for (condition, counted) in [
        (
            of_drug(0b10),
            "entry.code::<facts::InfusionDrug>(FactId(32768)).one_of([facts::InfusionDrug::Rituximab])",
        ),
        (
            not(of_drug(0b11)),
            "entry.code::<facts::InfusionDrug>(FactId(32768)).none_of([facts::InfusionDrug::Infliximab,facts::InfusionDrug::Rituximab])",
        ),
        (
            and([flag(TOLERATED), not(or([of_drug(0b1), flag(TOLERATED)]))]),
            "entry.flag(FactId(32769)).truth()&!(entry.code::<facts::InfusionDrug>(FactId(32768)).one_of([facts::InfusionDrug::Infliximab])|entry.flag(FactId(32769)).truth())",
        ),
        (
            below,
            "terms::compared(&terms::Side::quantity(entry.quantity::<facts::InfusionDose>(FactId(32772)),terms::Sign::Positive),&terms::Side::quantity(case.highest_dose,terms::Sign::Positive),false,terms::Distance::None,terms::Orders::LESS)",
        ),
    ] {
        let code = code_over(histories::vocabulary(), &infusions(1, condition));
        assert!(code.contains(&format!("(EntryDay::First,|entry|{counted},")), "{code}");
    }
    let high = code_over(histories::vocabulary(), &infusions(2, dosed(Operator::Greater, 300)));
    assert!(high.contains(".listed().has(EntryDay::First,"), "{high}");
    assert!(
        high.contains("|entry|Quantity::values(entry.quantity::<facts::InfusionDose>("),
        "{high}"
    );
}
