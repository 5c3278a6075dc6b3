//! Exact decimals. In: a number as JSON writes it. Out: the same number with every digit, or why it cannot be kept.

use rust_decimal::Decimal;

/// How many significant digits a number may have, and how many decimals: what a [`Decimal`] holds without rounding.
const DIGITS: usize = 28;

/// So many digits fit into 64 bits.
const SHORT: usize = 18;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NumberProblem {
    NotANumber,
    TooManyDigits,
    TooManyDecimals,
}

/// Reads a number by the grammar of JSON (RFC 8259, section 6); an exponent moves the decimal point.
pub(super) fn decimal(text: &str) -> Result<Decimal, NumberProblem> {
    short(text).map_or_else(|| any_decimal(text), Ok)
}

/// Reads most numbers, and those quickly: up to 18 digits, perhaps with a point between them.
fn short(text: &str) -> Option<Decimal> {
    let (mut mantissa, mut decimals) = (0_i64, None::<u32>);
    for byte in text.bytes() {
        match (byte, decimals) {
            (b'0'..=b'9', _) => {
                mantissa = mantissa.saturating_mul(10).saturating_add(i64::from(byte.saturating_sub(b'0')));
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
    (begins_well && decimals != Some(0) && text.len() <= SHORT).then(|| Decimal::new(mantissa, decimals.unwrap_or(0)))
}

fn any_decimal(text: &str) -> Result<Decimal, NumberProblem> {
    let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (rest, exponent) = rest.split_once(['e', 'E']).map_or((rest, None), |(rest, exponent)| (rest, Some(exponent)));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(whole, fraction)| (whole, Some(fraction)));
    let well_formed =
        is_digits(whole) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(is_digits) && exponent.is_none_or(is_exponent);
    if !well_formed {
        return Err(NumberProblem::NotANumber);
    }
    let fraction = fraction.unwrap_or_default();
    let digits = || whole.bytes().chain(fraction.bytes()).skip_while(|digit| *digit == b'0');
    let significant = digits().count();
    // An exponent of more than nine digits is far out on its side, whatever the fraction.
    let exponent = exponent.map_or(0, |exponent| exponent.parse().unwrap_or(if exponent.starts_with('-') { i64::MIN } else { i64::MAX }));
    let decimals = i64::try_from(fraction.len()).unwrap_or(i64::MAX).saturating_sub(exponent);
    let zeros = usize::try_from(decimals.saturating_neg()).unwrap_or(0);
    if significant == 0 && zeros > 0 {
        return Ok(Decimal::ZERO);
    }
    if significant.saturating_add(zeros) > DIGITS {
        return Err(NumberProblem::TooManyDigits);
    }
    let mantissa = digits()
        .chain(core::iter::repeat_n(b'0', zeros))
        .try_fold(0_i128, |mantissa, digit| mantissa.checked_mul(10)?.checked_add(i128::from(digit.checked_sub(b'0')?)));
    let scale = u32::try_from(decimals.max(0)).ok().filter(|scale| usize::try_from(*scale).is_ok_and(|scale| scale <= DIGITS));
    let (mantissa, scale) = (mantissa.ok_or(NumberProblem::TooManyDigits)?, scale.ok_or(NumberProblem::TooManyDecimals)?);
    Decimal::try_from_i128_with_scale(if negative { mantissa.saturating_neg() } else { mantissa }, scale).map_err(|_| NumberProblem::TooManyDigits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_exponent(text: &str) -> bool {
    is_digits(text.strip_prefix(['+', '-']).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::{NumberProblem, any_decimal, decimal, short};

    #[test]
    fn every_digit_is_kept() {
        for (text, expected) in [
            ("38", "38"),
            ("38.10", "38.10"),
            ("0.05", "0.05"),
            ("-0.5", "-0.5"),
            ("0", "0"),
            ("0.000", "0.000"),
            ("2.8e2", "280"),
            ("2.80E+2", "280"),
            ("2.80e1", "28.0"),
            ("25e-1", "2.5"),
            ("1e-28", "0.0000000000000000000000000001"),
            ("0e999999999999999999999", "0"),
            ("1e27", "1000000000000000000000000000"),
            ("9999999999999999999999999999", "9999999999999999999999999999"),
            ("1.234567890123456789012345678", "1.234567890123456789012345678"),
            ("0.1234567890123456789012345678", "0.1234567890123456789012345678"),
        ] {
            assert_eq!(decimal(text).map(|number| number.to_string()).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn short_numbers_are_read_as_all_others_are() {
        for text in ["0", "7", "38", "38.10", "0.05", "0.000", "100", "999999999999999999", "0.1234567890123456", "12345678.123456789"] {
            assert_eq!(short(text).map(|number| number.to_string()), any_decimal(text).ok().map(|number| number.to_string()), "{text}");
            assert!(short(text).is_some(), "{text}");
        }
        for text in ["", ".", ".5", "5.", "00", "01", "01.5", "1.5.2", "-1", "1e2", "0.12345678901234567", "1234567890123456789", "1 ", "\u{661}"] {
            assert_eq!(short(text), None, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_kept_is_refused() {
        use NumberProblem::{NotANumber, TooManyDecimals, TooManyDigits};
        for (text, expected) in [
            ("", NotANumber),
            ("-", NotANumber),
            ("+1", NotANumber),
            ("01", NotANumber),
            (".5", NotANumber),
            ("5.", NotANumber),
            ("1e", NotANumber),
            ("1e+", NotANumber),
            ("1,5", NotANumber),
            (" 1", NotANumber),
            ("1.5.2", NotANumber),
            ("0x10", NotANumber),
            ("NaN", NotANumber),
            ("\u{661}", NotANumber),
            ("<5", NotANumber),
            ("12345678901234567890123456789", TooManyDigits),
            ("1.2345678901234567890123456780", TooManyDigits),
            ("1e28", TooManyDigits),
            ("1e99999999999999999999999999", TooManyDigits),
            ("1e-29", TooManyDecimals),
            ("1e-99999999999999999999999999", TooManyDecimals),
            ("0.00000000000000000000000000000", TooManyDecimals),
        ] {
            assert_eq!(decimal(text), Err(expected), "{text}");
        }
    }
}
