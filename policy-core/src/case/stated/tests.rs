use crate::case::FactView;
use crate::fixtures::example::{
    DOSE, LAST_CHANGE, LINES, LVEF, NYHA, SMOKER, date, scale, vocabulary,
};
use crate::policy::Notation;
use crate::possible::{Amount, Comparator, Count, Flag, Written};
use crate::unit::Unit;
use rust_decimal::Decimal;

#[test]
fn a_documented_value_is_the_condition_that_says_just_that() {
    let scale = scale(Unit::MillionCells, vec![], 1, 1_000);
    let amount = |written| Amount::new(&scale, written, Unit::MillionCells).unwrap();
    let (low, high) = (Decimal::from(300), Decimal::from(510));
    let amounts = [
        Written::Exactly(low),
        Written::Between(low, high),
        Written::Compared(Comparator::GreaterOrEqual, low),
    ]
    .map(amount);
    for (fact, value, expected) in [
        (SMOKER, FactView::Flag(Flag::from(true)), Some("smoker")),
        (SMOKER, FactView::Flag(Flag::from(false)), Some("NOT smoker")),
        (SMOKER, FactView::Flag(Flag::UNKNOWN), None),
        (NYHA, FactView::Code(0b0010), Some("nyha = II")),
        (NYHA, FactView::Code(0b0110), Some("nyha in [II, III]")),
        (NYHA, FactView::Code(0b1111), None),
        (NYHA, FactView::Code(u64::MAX), None),
        (LINES, FactView::Count(Count::from(4)), Some("lines = 4")),
        (LINES, FactView::Count(Count::UNKNOWN), None),
        (LAST_CHANGE, FactView::Date(date("2026-10-02")), Some("last_change = 2026-10-02")),
        (
            LAST_CHANGE,
            FactView::Date(date("2026-02")),
            Some("last_change between 2026-02-01 and 2026-02-28"),
        ),
        (DOSE, FactView::Quantity(Some(&amounts[0])), Some("dose = 300 million cells")),
        (
            DOSE,
            FactView::Quantity(Some(&amounts[1])),
            Some("dose between 300 and 510 million cells"),
        ),
        (DOSE, FactView::Quantity(Some(&amounts[2])), Some("dose >= 300 million cells")),
        (DOSE, FactView::Quantity(None), None),
        (LVEF, FactView::Measurement(&[]), None),
    ] {
        let vocabulary = vocabulary();
        let condition = value.stated(&vocabulary, fact);
        let notation = condition.map(|condition| Notation::of(&vocabulary, &condition).to_string());
        assert_eq!(notation.as_deref(), expected);
    }
}
