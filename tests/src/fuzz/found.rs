//! What fuzzing found, as it is kept: one input a line, in hexadecimal digits.

/// The inputs of such a file.
///
/// # Panics
///
/// Where a line has other characters.
#[must_use]
pub fn found(lines: &str) -> Vec<Vec<u8>> {
    let byte =
        |digits: &[u8]| u8::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap();
    lines.lines().map(|line| line.as_bytes().chunks(2).map(byte).collect()).collect()
}
