use super::Calculated;
use crate::possible::compared::RangeEnds;
use crate::possible::{Interval, Scale, Sign};
use crate::unit::{Ratio, Unit};
use rust_decimal::Decimal;
use std::borrow::Cow;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// `2`, `2 to 3`, `more than 2 to 3`, `2 to less than 3`, `any`.
fn numbers(text: &str) -> Calculated {
    let end = |text: &str| -> Option<(Decimal, Option<Unit>, bool)> {
        match text.trim() {
            "-" | "" => None,
            text => match text.strip_prefix("not ") {
                Some(text) => Some((decimal(text), None, false)),
                None => Some((decimal(text), None, true)),
            },
        }
    };
    let (low, high) = text.split_once(" to ").unwrap_or((text, text));
    let ends: RangeEnds = [end(low), end(high)];
    Calculated::between(ends, None, Ratio::ONE)
}

/// The positions of a text, on the scale of a plain unit.
fn positions(number: Calculated) -> Option<Interval> {
    number.positions(&scale(), Ratio::ONE)
}

fn scale() -> Scale {
    Scale::without_range(Unit::Score, Cow::Borrowed(&[])).unwrap()
}

fn same(found: Calculated, wanted: &str) {
    assert_eq!(positions(found), positions(numbers(wanted)), "{found:?} is not {wanted}");
}

#[test]
fn ends_are_added_and_subtracted_across() {
    for (one, other, sum, difference) in [
        ("1 to 2", "10 to 20", "11 to 22", "-19 to -8"),
        ("1 to not 2", "not 10 to 20", "not 11 to not 22", "-19 to not -8"),
        ("- to 2", "3", "- to 5", "- to -1"),
        ("0.1", "0.2", "0.3", "-0.1"),
        ("- to -", "1", "- to -", "- to -"),
    ] {
        same(numbers(one).plus(numbers(other)), sum);
        same(numbers(one).minus(numbers(other)), difference);
    }
}

#[test]
fn products_reach_from_their_lowest_corner_to_their_highest() {
    for (one, other, product) in [
        ("2 to 3", "4 to 5", "8 to 15"),
        ("-2 to 3", "4 to 5", "-10 to 15"),
        ("-2 to 3", "-5 to 4", "-15 to 12"),
        ("-3 to -2", "-5 to -4", "8 to 15"),
        ("0", "- to -", "0"),
        ("0 to 1", "not 2 to 3", "0 to 3"),
        ("not 0 to 1", "1 to -", "not 0 to -"),
        ("not 0 to -", "not 0 to -", "not 0 to -"),
        ("0 to -", "- to 0", "- to 0"),
        ("1 to not 2", "3", "3 to not 6"),
        ("-1 to 1", "- to -", "- to -"),
    ] {
        same(numbers(one).times(numbers(other)), product);
        same(numbers(other).times(numbers(one)), product);
    }
}

#[test]
fn nothing_is_divided_by_what_may_be_zero() {
    for (one, other, quotient) in [
        ("1 to 2", "4 to 5", Some("0.2 to 0.5")),
        ("1", "not 0 to 4", Some("0.25 to -")),
        ("1", "not 0 to -", Some("not 0 to -")),
        ("1", "-4 to not 0", Some("- to -0.25")),
        ("0 to 1", "not 0 to -", Some("0 to -")),
        ("1", "0 to 4", None),
        ("1", "-1 to 1", None),
        ("1", "0", None),
    ] {
        let found = numbers(one).over(numbers(other));
        match quotient {
            Some(quotient) => same(found, quotient),
            None => assert!(positions(found).is_none(), "{one} / {other}"),
        }
    }
}

#[test]
fn a_power_is_of_one_number() {
    for (base, square, cube) in [
        ("-2 to 3", "0 to 9", "-8 to 27"),
        ("-3 to -2", "4 to 9", "-27 to -8"),
        ("not 1 to 2", "not 1 to 4", "not 1 to 8"),
        ("- to 1", "0 to -", "- to 1"),
        ("- to -2", "4 to -", "- to -8"),
        ("not -1 to 1", "0 to 1", "not -1 to 1"),
    ] {
        same(numbers(base).power(2), square);
        same(numbers(base).power(3), cube);
    }
    // Two numbers that may differ give more.
    same(numbers("-2 to 3").times(numbers("-2 to 3")), "-6 to 9");
}

#[test]
fn what_does_not_end_lies_between_two_marks() {
    let third = numbers("1").over(numbers("3"));
    let found = positions(third).unwrap();
    assert!(found.is_exact() && !Scale::is_on_mark(found.low()));
    same(third.times(numbers("3")), "1");
    let minus = numbers("-1").over(numbers("3"));
    let position = scale().position(decimal("-0.3333333333"), Unit::Score).unwrap();
    assert_eq!(positions(minus), Some(Interval::exactly(position)));
}

#[test]
fn a_number_that_may_be_missing_says_nothing() {
    assert!(positions(numbers("1").plus(Calculated::UNKNOWN)).is_none());
    assert!(positions(Calculated::UNKNOWN.times(numbers("0"))).is_none());
}

#[test]
fn numbers_beyond_the_marks_are_known_to_be_there() {
    let large = numbers("999999999999999999");
    let huge = large.times(large).times(large);
    let found = positions(huge).unwrap();
    assert!(found.is_exact() && Scale::is_beyond(found.low()));
    let tiny = numbers("1").over(huge);
    assert_eq!(positions(tiny), Some(Interval::exactly(1)));
}

#[test]
fn only_the_sign_of_a_range_is_used() {
    let mut scale = scale();
    (scale.low, scale.high) = (decimal("5"), decimal("10"));
    assert_eq!(Sign::from_lowest(scale.low), Sign::Positive);
    let any = Calculated::any(&scale);
    assert_eq!(positions(any), Some(Interval::at_least(1)));
    assert!(any.is_never_zero());
    scale.low = Decimal::ZERO;
    assert!(!Calculated::any(&scale).is_never_zero());
}

#[test]
fn a_number_in_words_says_whether_its_digits_are_all() {
    let shown =
        |number: Calculated| number.in_words(Ratio::ONE, |digits| format!("{digits} points"));
    for (number, words) in [
        (numbers("31.25"), Some("31.25 points")),
        (numbers("1").over(numbers("3")), Some("about 0.333 points")),
        (numbers("2").over(numbers("3")), Some("about 0.667 points")),
        (numbers("-2").over(numbers("3")), Some("about -0.667 points")),
        (numbers("1 to 2.5"), Some("1 to 2.5 points")),
        (numbers("30 to -"), Some("at least 30 points")),
        (numbers("not 30 to -"), Some("more than 30 points")),
        (numbers("- to not 30"), Some("less than 30 points")),
        (numbers("- to -"), None),
        (Calculated::UNKNOWN, None),
    ] {
        assert_eq!(shown(number).as_deref(), words);
    }
}
