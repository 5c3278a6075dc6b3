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
        ("1e17", "100000000000000000"),
        ("999999999999999999", "999999999999999999"),
        ("1.23456789012345678", "1.23456789012345678"),
        ("0.0000000000123456789012345678", "0.0000000000123456789012345678"),
        ("12345678.90000000000000000000", "12345678.90000000000000000000"),
    ] {
        assert_eq!(
            decimal(text).map(|number| number.to_string()).as_deref(),
            Ok(expected),
            "{text}"
        );
    }
}

#[test]
fn short_numbers_are_read_as_all_others_are() {
    for text in [
        "0",
        "7",
        "38",
        "38.10",
        "0.05",
        "0.000",
        "100",
        "999999999999999999",
        "0.1234567890123456",
        "12345678.123456789",
    ] {
        assert_eq!(
            short(text).map(|number| number.to_string()),
            any_decimal(text).ok().map(|number| number.to_string()),
            "{text}"
        );
        assert!(short(text).is_some(), "{text}");
    }
    for text in [
        "",
        ".",
        ".5",
        "5.",
        "00",
        "01",
        "01.5",
        "1.5.2",
        "-1",
        "1e2",
        "0.12345678901234567",
        "1234567890123456789",
        "1 ",
        "\u{661}",
    ] {
        assert_eq!(short(text), None, "{text}");
    }
}

#[test]
fn what_cannot_be_kept_is_refused() {
    use NumberProblem::{NotANumber, TooLarge, TooManyDecimals, TooManyDigits};
    for (text, expected) in [
        ("1e18", TooManyDigits),
        ("1234567890123456789", TooManyDigits),
        ("-1.234567890123456789", TooManyDigits),
        ("0.1234567890123456789", TooManyDigits),
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
        ("12345678901234567890123456789", TooLarge),
        ("1.2345678901234567890123456780", TooManyDigits),
        ("1e28", TooLarge),
        ("1e99999999999999999999999999", TooLarge),
        ("1e-29", TooManyDecimals),
        ("1e-99999999999999999999999999", TooManyDecimals),
    ] {
        assert_eq!(decimal(text), Err(expected), "{text}");
    }
}
