//! The digits of dates and numbers.
//!
//! An explanation is full of digits, and the standard library's more general formatting would take
//! more time than all of its words.

#[cfg(test)]
mod tests;

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

/// This many of the last digits of a number, with leading zeros.
pub(crate) fn write_last(out: &mut impl Write, number: u64, digits: u32) -> fmt::Result {
    if digits > 1 {
        write_last(out, number / 10, digits.saturating_sub(1))?;
    }
    out.write_char(last_digit(number))
}

/// A date to the known precision: "2026-10-02", "2026-10", "2026".
#[inline]
pub(crate) fn write_date(
    out: &mut impl Write,
    year: u32,
    month: Option<u32>,
    day: Option<u32>,
) -> fmt::Result {
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
