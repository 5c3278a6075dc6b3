//! The digits of dates and numbers.
//!
//! An explanation is full of them, and the standard library's formatting, which can do much more, would cost it more than all its words.

use core::fmt::{self, Write};

/// A whole number, without separators.
pub(crate) fn write_whole(out: &mut impl Write, number: u64) -> fmt::Result {
    if number >= 10 {
        write_whole(out, number / 10)?;
    }
    out.write_char(last_digit(number))
}

/// A whole number, with a separator between the thousands.
pub(crate) fn write_grouped(out: &mut impl Write, number: u64, separator: char) -> fmt::Result {
    if number < 1_000 {
        return write_whole(out, number);
    }
    write_grouped(out, number / 1_000, separator)?;
    out.write_char(separator)?;
    write_last(out, number, 3)
}

/// So many of the last digits of a number, with the zeros before it where it has less.
pub(crate) fn write_last(out: &mut impl Write, number: u64, digits: u32) -> fmt::Result {
    if digits > 1 {
        write_last(out, number / 10, digits.saturating_sub(1))?;
    }
    out.write_char(last_digit(number))
}

/// A date as far as it is known: "2026-10-02", "2026-10", "2026".
#[inline]
pub(crate) fn write_date(out: &mut impl Write, year: u32, month: Option<u32>, day: Option<u32>) -> fmt::Result {
    write_two(out, year / 100)?;
    write_two(out, year)?;
    for part in [month, day].into_iter().map_while(|part| part) {
        out.write_char('-')?;
        write_two(out, part)?;
    }
    Ok(())
}

/// The last two digits of a number.
#[inline]
fn write_two(out: &mut impl Write, number: u32) -> fmt::Result {
    out.write_char(last_digit((number / 10).into()))?;
    out.write_char(last_digit(number.into()))
}

#[inline]
fn last_digit(number: u64) -> char {
    char::from(b'0' | (number % 10) as u8)
}

#[cfg(test)]
mod tests {
    use super::{write_date, write_grouped, write_last, write_whole};

    fn written(write: impl FnOnce(&mut String) -> core::fmt::Result) -> String {
        let mut text = String::new();
        write(&mut text).unwrap();
        text
    }

    #[test]
    fn whole_numbers_are_those_of_the_standard_library() {
        let ends = (0..64).flat_map(|bit| [1_u64 << bit, (1_u64 << bit) - 1]).chain((0..20).map(|zeros| 10_u64.pow(zeros)));
        for number in (0..2_000).chain(ends).chain([u64::MAX]) {
            assert_eq!(written(|text| write_whole(text, number)), number.to_string());
            assert_eq!(written(|text| write_grouped(text, number, '_')).replace('_', ""), number.to_string());
        }
    }

    #[test]
    fn separators_stand_between_the_thousands() {
        for (number, expected) in [(0, "0"), (999, "999"), (1_000, "1,000"), (20_005, "20,005"), (1_000_000, "1,000,000"), (123_456, "123,456")] {
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
            assert_eq!(written(|text| write_date(text, 2026, Some(month), None)), format!("2026-{month:02}"));
            assert_eq!(written(|text| write_date(text, 2026, Some(month), Some(day))), format!("2026-{month:02}-{day:02}"));
        }
    }
}
