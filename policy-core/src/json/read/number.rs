//! Exact decimals. In: a number in JSON. Out: the same number with every digit, or why it cannot be
//! represented.

#[cfg(test)]
mod tests;

use crate::case::validate::is_long;
use rust_decimal::Decimal;

/// The maximum number of digits as they are written, and of decimals: what a [`Decimal`] can hold
/// without rounding. Without the zeros at its end, a number has [fewer](is_long).
const DIGITS: usize = 28;

/// This many digits fit into 64 bits.
const SHORT: usize = 18;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NumberProblem {
    NotANumber,
    /// More digits before the decimal point than any number of a case has.
    TooLarge,
    TooManyDigits,
    TooManyDecimals,
}

/// Parses a number by the grammar of JSON (RFC 8259, section 6); an exponent moves the decimal
/// point.
pub(super) fn decimal(text: &str) -> Result<Decimal, NumberProblem> {
    short(text).map_or_else(|| any_decimal(text), Ok)
}

/// Parses the usual numbers quickly: up to 18 digits, with or without a decimal point.
fn short(text: &str) -> Option<Decimal> {
    let (mut mantissa, mut decimals) = (0_i64, None::<u32>);
    for byte in text.bytes() {
        match (byte, decimals) {
            (b'0'..=b'9', _) => {
                mantissa = mantissa
                    .saturating_mul(10)
                    .saturating_add(i64::from(byte.saturating_sub(b'0')));
                decimals = decimals.map(|decimals| decimals.saturating_add(1));
            }
            (b'.', None) => decimals = Some(0),
            _ => return None,
        }
    }
    let begins_well = match text.as_bytes() {
        [b'0', second, ..] => *second == b'.',
        [first, ..] => *first != b'.',
        [] => false,
    };
    (begins_well && decimals != Some(0) && text.len() <= SHORT)
        .then(|| Decimal::new(mantissa, decimals.unwrap_or(0)))
}

fn any_decimal(text: &str) -> Result<Decimal, NumberProblem> {
    let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (rest, exponent) =
        rest.split_once(['e', 'E']).map_or((rest, None), |(rest, exponent)| (rest, Some(exponent)));
    let (whole, fraction) =
        rest.split_once('.').map_or((rest, None), |(whole, fraction)| (whole, Some(fraction)));
    let well_formed = is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(is_digits)
        && exponent.is_none_or(is_exponent);
    if !well_formed {
        return Err(NumberProblem::NotANumber);
    }
    let fraction = fraction.unwrap_or_default();
    // Zeros at the end of the decimals are kept where there is room for them.
    let fraction = if whole.len().saturating_add(fraction.len()) > DIGITS {
        fraction.trim_end_matches('0')
    } else {
        fraction
    };
    let digits = || whole.bytes().chain(fraction.bytes()).skip_while(|digit| *digit == b'0');
    let significant = digits().count();
    // An exponent of more than nine digits is out of range, whatever the fraction.
    let exponent = exponent.map_or(0, |exponent| {
        exponent.parse().unwrap_or(if exponent.starts_with('-') { i64::MIN } else { i64::MAX })
    });
    let decimals = i64::try_from(fraction.len()).unwrap_or(i64::MAX).saturating_sub(exponent);
    let zeros = usize::try_from(decimals.saturating_neg()).unwrap_or(0);
    if significant == 0 && zeros > 0 {
        return Ok(Decimal::ZERO);
    }
    if significant.saturating_add(zeros) > DIGITS {
        let decimals = usize::try_from(decimals).unwrap_or(0);
        let is_large = significant.saturating_add(zeros).saturating_sub(decimals) > DIGITS;
        return Err(if is_large { NumberProblem::TooLarge } else { NumberProblem::TooManyDigits });
    }
    let mantissa =
        digits().chain(core::iter::repeat_n(b'0', zeros)).try_fold(0_i128, |mantissa, digit| {
            mantissa.checked_mul(10)?.checked_add(i128::from(digit.checked_sub(b'0')?))
        });
    let scale = u32::try_from(decimals.max(0))
        .ok()
        .filter(|scale| usize::try_from(*scale).is_ok_and(|scale| scale <= DIGITS));
    let (mantissa, scale) = (
        mantissa.ok_or(NumberProblem::TooManyDigits)?,
        scale.ok_or(NumberProblem::TooManyDecimals)?,
    );
    let number = Decimal::try_from_i128_with_scale(
        if negative { mantissa.saturating_neg() } else { mantissa },
        scale,
    );
    number.ok().filter(|number| !is_long(*number)).ok_or(NumberProblem::TooManyDigits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_exponent(text: &str) -> bool {
    is_digits(text.strip_prefix(['+', '-']).unwrap_or(text))
}
