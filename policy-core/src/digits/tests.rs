use super::{write_date, write_grouped, write_last, write_whole};

fn written(write: impl FnOnce(&mut String) -> core::fmt::Result) -> String {
    let mut text = String::new();
    write(&mut text).unwrap();
    text
}

#[test]
fn whole_numbers_are_those_of_the_standard_library() {
    let ends = (0..64)
        .flat_map(|bit| [1_u64 << bit, (1_u64 << bit) - 1])
        .chain((0..20).map(|zeros| 10_u64.pow(zeros)));
    for number in (0..2_000).chain(ends).chain([u64::MAX]) {
        assert_eq!(written(|text| write_whole(text, number)), number.to_string());
        assert_eq!(
            written(|text| write_grouped(text, number, '_')).replace('_', ""),
            number.to_string()
        );
    }
}

#[test]
fn separators_stand_between_the_thousands() {
    for (number, expected) in [
        (0, "0"),
        (999, "999"),
        (1_000, "1,000"),
        (20_005, "20,005"),
        (1_000_000, "1,000,000"),
        (123_456, "123,456"),
    ] {
        assert_eq!(written(|text| write_grouped(text, number, ',')), expected);
    }
}

#[test]
fn a_fixed_number_of_digits_has_its_zeros() {
    assert_eq!(written(|text| write_last(text, 7, 1)), "7");
    assert_eq!(written(|text| write_last(text, 7, 4)), "0007");
    assert_eq!(written(|text| write_last(text, 12_345, 3)), "345");
}

#[test]
fn dates_end_where_nothing_is_known() {
    for year in 0..=9_999 {
        assert_eq!(written(|text| write_date(text, year, None, None)), format!("{year:04}"));
    }
    for (month, day) in (1..=12).flat_map(|month| (1..=31).map(move |day| (month, day))) {
        assert_eq!(
            written(|text| write_date(text, 2026, Some(month), None)),
            format!("2026-{month:02}")
        );
        assert_eq!(
            written(|text| write_date(text, 2026, Some(month), Some(day))),
            format!("2026-{month:02}-{day:02}")
        );
    }
}
