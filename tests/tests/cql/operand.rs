//! Operands as the tables write them, read as what a case documents.

use policy_core::calendar::{CalendarDuration, PartialDate};
use policy_core::possible::Date;
use policy_core::unit::Unit;
use policy_core::{Decimal, NaiveDate};

/// The day of the request and of the service, where a claim does not give another.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// What an operand says; `None` where nothing is documented.
pub fn documented<T>(
    text: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, String> {
    if text == "null" { Ok(None) } else { read(text).map(Some) }
}

pub fn flag(text: &str) -> Result<bool, String> {
    text.parse().map_err(|_| format!("`{text}` is no flag"))
}

pub fn count(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| format!("`{text}` is no count"))
}

/// `1.5`, `5 'mg'`, `1 week`.
pub fn quantity(text: &str) -> Result<(Decimal, Unit), String> {
    let (number, unit) = text.split_once(' ').unwrap_or((text, "'1'"));
    let unit = match unit.strip_prefix('\'').and_then(|unit| unit.strip_suffix('\'')) {
        Some(code) => Unit::from_ucum(code),
        None => Unit::from_words(unit),
    };
    match (Decimal::from_str_exact(number), unit) {
        (Ok(number), Some(unit)) => Ok((number, unit)),
        _ => Err(format!("`{text}` is no quantity")),
    }
}

/// `5 months`
pub fn duration(text: &str) -> Result<CalendarDuration, String> {
    let duration = text
        .split_once(' ')
        .and_then(|(amount, unit)| CalendarDuration::from_words(amount.parse().ok()?, unit));
    duration.ok_or_else(|| format!("`{text}` is no duration"))
}

/// The date, or, where a partial date is moved, each of the days that it may be, moved.
pub fn dates(text: &str) -> Result<Vec<Date>, String> {
    let date = |text| match text {
        "today" => Ok(PartialDate::Day(today())),
        _ => PartialDate::parse(text).map_err(|problem| format!("`{text}`: {problem}")),
    };
    let moved = |text, span, by: fn(CalendarDuration, NaiveDate) -> NaiveDate| {
        let (date, span) = (date(text)?, duration(span)?);
        Ok(days(date.first(), date.last()).map(|day| Date::from(by(span, day))).collect())
    };
    match (text, text.split_once(" + "), text.split_once(" - ")) {
        ("null", ..) => Ok(vec![Date::UNKNOWN]),
        (_, Some((date, span)), _) => moved(date, span, CalendarDuration::after),
        (_, _, Some((date, span))) => moved(date, span, CalendarDuration::before),
        _ => Ok(vec![Date::from(date(text)?)]),
    }
}

/// The one day that an operand has to be.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    match dates(text)?.as_slice() {
        [date] => match date.written() {
            Some(PartialDate::Day(day)) => Ok(day),
            _ => Err(format!("`{text}` is not a day")),
        },
        _ => Err(format!("`{text}` is not a day")),
    }
}

/// Every day that an operand may be.
pub fn possible_days(text: &str) -> Result<Vec<NaiveDate>, String> {
    let mut all = Vec::new();
    for date in dates(text)? {
        let written = date.written().ok_or_else(|| format!("`{text}` may be any day"))?;
        all.extend(days(written.first(), written.last()));
    }
    Ok(all)
}

fn days(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |day| *day <= last)
}
