use crate::fixtures::example::{
    DIABETIC, SMOKER, age, and, code, count, criterion, flag, group, met, not, or, policy, section,
};
use crate::policy::{Body, Expression, Operator, Quantifier};

#[test]
fn predicates_are_found_in_the_order_in_which_they_are_read() {
    let [adult, some, class] =
        [age(Operator::GreaterOrEqual, 18), count(Operator::Less, 3), code(0b1)];
    let choice = Expression::If {
        condition: flag(SMOKER).into(),
        then: or([adult.clone(), class.clone()]).into(),
        otherwise: some.clone().into(),
    };
    let whole = and([not(choice), flag(DIABETIC)]);
    assert_eq!(
        whole.predicates().collect::<Vec<_>>(),
        [&flag(SMOKER), &adult, &class, &some, &flag(DIABETIC)]
    );
    assert_eq!(class.predicates().collect::<Vec<_>>(), [&class]);
}

#[test]
fn conditions_are_found_in_the_order_in_which_they_are_read() {
    let counts = |numbers: [u32; 6]| numbers.map(|number| count(Operator::Equal, number));
    let [applies, guard, first, second, third, last] = counts([1, 2, 3, 4, 5, 6]);
    let condition = |condition: &Expression| Body::Condition(condition.clone());
    let nested = group(
        Quantifier::AnyOf,
        vec![group(Quantifier::AllOf, vec![condition(&first)]), condition(&second)],
    );
    assert_eq!(criterion(nested.clone()).conditions().collect::<Vec<_>>(), [&first, &second]);
    let sections = vec![
        section(1, Some(guard.clone()), vec![nested, condition(&third)], met()),
        section(2, None, vec![condition(&last)], met()),
    ];
    let policy = policy(vec![applies.clone()], sections);
    let version = &policy.versions[0];
    assert_eq!(version.conditions().collect::<Vec<_>>(), [&guard, &first, &second, &third, &last]);
    assert_eq!(
        policy.conditions_in(version).collect::<Vec<_>>(),
        [&applies, &guard, &first, &second, &third, &last]
    );
}
