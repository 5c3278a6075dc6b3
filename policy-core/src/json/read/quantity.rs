//! Numbers with units: quantities, and the results of measurements.

use super::limits::ELEMENTS;
use super::number::{NumberProblem, decimal};
use super::place::Place;
use super::reader::{Given, Mark, Reader};
use super::shape::Shape;
use crate::case::refusal::{Refusal, implausible, implausible_limit, measured, units};
use crate::case::{ProblemKind, validate};
use crate::json::syntax::Broken;
use crate::json::value::{Kind, Value};
use crate::json::walker::Walker;
use crate::possible::{
    Amount, Comparator, Date, DocumentedResult, NormLimit, Normal, QuantityProblem, Scale, Written,
};
use crate::unit::{Ratio, Unit};
use crate::vocabulary::{Concept, FactId};
use rust_decimal::Decimal;

const AMOUNT_KEYS: [&str; 5] = ["value", "low", "high", "comparator", "unit"];
const RESULT_KEYS: [&str; 7] = ["value", "low", "high", "comparator", "unit", "date", "normal"];
const RESULT_KEYS_WITH_METHOD: [&str; 8] =
    ["value", "low", "high", "comparator", "unit", "date", "normal", "method"];
const NORMAL_KEYS: [&str; 2] = ["low", "high"];

const QUANTITY: &str = "write `{\"value\": …, \"unit\": …}`";
const RESULTS: &str = "write a list of dated results: `[{\"value\": …, \"unit\": …, \"date\": …}]`";

/// A quantity fact.
pub(super) struct QuantityFact<'a, 'v> {
    pub(super) reader: &'a mut Reader<'v>,
    pub(super) place: Place<'a>,
    pub(super) scale: &'a Scale,
}

impl<'t> Shape<'t> for QuantityFact<'_, '_> {
    type Output = Given<Amount>;

    fn other(self, found: Kind) -> Given<Amount> {
        self.reader.refuse_kind(self.place, found, "a quantity", QUANTITY)
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<Given<Amount>, Broken> {
        let QuantityFact { reader, place, scale } = self;
        let mut parts = Parts::default();
        reader.members(place, &AMOUNT_KEYS, walker, |reader, key, walker| {
            parts.read(reader, place, key, &walker.whole_value()?, scale);
            Ok(())
        })?;
        Ok(parts.amount(reader, place, scale))
    }
}

/// A measurement fact: the list of its results.
pub(super) struct MeasurementFact<'a, 'v> {
    pub(super) reader: &'a mut Reader<'v>,
    pub(super) place: Place<'a>,
    pub(super) fact: FactId,
    pub(super) scale: &'a Scale,
    pub(super) methods: &'a [Concept],
}

impl<'t> Shape<'t> for MeasurementFact<'_, '_> {
    type Output = Given<Vec<DocumentedResult>>;

    fn other(self, found: Kind) -> Self::Output {
        self.reader.refuse_kind(self.place, found, "a list of results", RESULTS)
    }

    fn list(self, walker: &mut Walker<'t>) -> Result<Self::Output, Broken> {
        let MeasurementFact { reader, place, fact, scale, methods } = self;
        let mut results = Vec::new();
        let mut position = 0_usize;
        while walker.has_element()? {
            let here = place.element(position);
            let result =
                OneResult { reader, place: here, fact, position, scale, methods }.read(walker)?;
            results.extend(result.read());
            position = position.saturating_add(1);
            if position == ELEMENTS {
                reader.end_of_list(place, walker, "results")?;
                break;
            }
        }
        if position == 0 {
            return Ok(reader.refuse(
                place,
                Refusal::new(
                    "the list of results is empty",
                    "leave the fact out where there is no result",
                ),
            ));
        }
        Ok(Given::Read(results))
    }
}

struct OneResult<'a, 'v> {
    reader: &'a mut Reader<'v>,
    place: Place<'a>,
    fact: FactId,
    position: usize,
    scale: &'a Scale,
    methods: &'a [Concept],
}

impl<'t> Shape<'t> for OneResult<'_, '_> {
    type Output = Given<DocumentedResult>;

    fn other(self, found: Kind) -> Self::Output {
        self.reader.refuse_kind(
            self.place,
            found,
            "a result",
            "write `{\"value\": …, \"unit\": …, \"date\": …}`",
        )
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<Self::Output, Broken> {
        let OneResult { reader, place, fact, position, scale, methods } = self;
        let keys: &[&str] =
            if methods.is_empty() { &RESULT_KEYS } else { &RESULT_KEYS_WITH_METHOD };
        let (mut parts, mut date, mut method) = (Parts::default(), Given::Absent, Given::Absent);
        let mut limits = Given::Absent;
        reader.members(place, keys, walker, |reader, key, walker| {
            match key {
                "date" => date = reader.date_of(place.member(key), fact, position, walker)?,
                "method" => {
                    let given = walker.whole_value()?;
                    method = reader.named(place.member(key), &given, key, methods);
                }
                "normal" => {
                    limits = Limits { reader, place: place.member(key), scale }.read(walker)?;
                }
                _ => parts.read(reader, place, key, &walker.whole_value()?, scale),
            }
            Ok(())
        })?;
        let amount = parts.amount(reader, place, scale);
        let normal = amount_limits(&amount, limits, reader, place, scale);
        // Without a date it is of some day up to the request.
        let date = if date.is_absent() { Given::Read(Date::UNKNOWN) } else { date };
        Ok(match (amount.read(), date.read(), normal.read()) {
            (Some(amount), Some(date), Some(normal)) => {
                Given::Read(DocumentedResult { amount, date, method: method.read(), normal })
            }
            _ => Given::Refused,
        })
    }
}

/// The limits of normal of a result: the lower and the upper one.
struct Limits<'a, 'v> {
    reader: &'a mut Reader<'v>,
    place: Place<'a>,
    scale: &'a Scale,
}

impl<'t> Shape<'t> for Limits<'_, '_> {
    type Output = Given<[Given<Number>; 2]>;

    fn other(self, found: Kind) -> Self::Output {
        let help =
            "write `{\"low\": …, \"high\": …}`, in the unit of the result; either may be left out";
        self.reader.refuse_kind(self.place, found, "the limits of normal", help)
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<Self::Output, Broken> {
        let Limits { reader, place, scale } = self;
        let [mut low, mut high] = [Given::Absent, Given::Absent];
        reader.members(place, &NORMAL_KEYS, walker, |reader, key, walker| {
            let limit = number(reader, place.member(key), &walker.whole_value()?, scale);
            if key == "low" {
                low = limit;
            } else {
                high = limit;
            }
            Ok(())
        })?;
        Ok(Given::Read([low, high]))
    }
}

/// The limits of normal of a result, once its object has been read.
fn amount_limits(
    amount: &Given<Amount>,
    limits: Given<[Given<Number>; 2]>,
    reader: &mut Reader<'_>,
    place: Place<'_>,
    scale: &Scale,
) -> Given<Normal> {
    let [low, high] = match (limits, amount) {
        (Given::Absent, _) => return Given::Read(Normal::NONE),
        (Given::Read(limits), Given::Read(_)) => limits,
        (Given::Read(_) | Given::Refused, _) => return Given::Refused,
    };
    let Given::Read(amount) = amount else { return Given::Refused };
    if [&low, &high].into_iter().any(|limit| matches!(limit, Given::Refused)) {
        return Given::Refused;
    }
    let marks = [&low, &high].map(|limit| match limit {
        Given::Read(number) => Some(number.mark),
        Given::Absent | Given::Refused => None,
    });
    let [low, high] = [low, high].map(|limit| limit.read().map(|number| number.value));
    match Normal::new(scale, amount.unit(), low, high) {
        Ok(normal) => Given::Read(normal),
        Err((limit, problem)) => {
            let normal = place.member("normal");
            let (key, mark) = match limit {
                NormLimit::Lower => ("low", marks[0]),
                NormLimit::Upper => ("high", marks[1]),
            };
            let refusal = implausible_limit(&problem, scale);
            match mark {
                Some(mark) => reader.refuse_at(mark, normal.member(key), refusal),
                None => reader.refuse(normal.member(key), refusal),
            }
        }
    }
}

/// The parts of a quantity, in the order in which they are read.
struct Parts {
    value: Given<Number>,
    low: Given<Number>,
    high: Given<Number>,
    comparator: Given<Comparator>,
    unit: Given<Unit>,
}

#[derive(Clone, Copy)]
struct Number {
    mark: Mark,
    value: Decimal,
}

impl Default for Parts {
    fn default() -> Parts {
        Parts {
            value: Given::Absent,
            low: Given::Absent,
            high: Given::Absent,
            comparator: Given::Absent,
            unit: Given::Absent,
        }
    }
}

impl Parts {
    fn read(
        &mut self,
        reader: &mut Reader<'_>,
        object: Place<'_>,
        key: &str,
        given: &Value<'_>,
        scale: &Scale,
    ) {
        let place = object.member(key);
        match key {
            "value" => self.value = number(reader, place, given, scale),
            "low" => self.low = number(reader, place, given, scale),
            "high" => self.high = number(reader, place, given, scale),
            "comparator" => self.comparator = comparator(reader, place, given),
            _ => self.unit = unit(reader, place, given, object.name(), scale),
        }
    }

    /// Why it has none of the three forms of a quantity.
    const fn contradiction(&self) -> Option<(&'static str, &'static str)> {
        const EITHER: &str = "write one `value`, or `low` and `high`";
        const BOTH_ENDS: &str =
            "write both ends; what is open on one side is a `value` with a `comparator`";
        match (!self.value.is_absent(), !self.low.is_absent(), !self.high.is_absent()) {
            (true, true, _) => Some(("`value` together with `low`", EITHER)),
            (true, false, true) => Some(("`value` together with `high`", EITHER)),
            (false, ..) if !self.comparator.is_absent() => Some((
                "`comparator` without `value`",
                "a comparator belongs to one `value`; a range has none",
            )),
            (false, true, false) => Some(("`low` without `high`", BOTH_ENDS)),
            (false, false, true) => Some(("`high` without `low`", BOTH_ENDS)),
            (false, false, false) => Some(("there is no number", EITHER)),
            (true, false, false) | (false, true, true) => None,
        }
    }

    /// The quantity, once its object has been read.
    fn amount(self, reader: &mut Reader<'_>, place: Place<'_>, scale: &Scale) -> Given<Amount> {
        if let Some((problem, help)) = self.contradiction() {
            reader.refuse::<()>(place, Refusal::new(problem, help));
        }
        if self.unit.is_absent() {
            let units = units(scale);
            reader.refuse::<()>(
                place.member("unit"),
                Refusal::new(
                    "`unit` is missing",
                    format!("write the unit, {units}: it is never guessed"),
                ),
            );
        }
        let Given::Read(unit) = self.unit else { return Given::Refused };
        let mut exactly = None;
        for (key, number) in [("value", self.value), ("low", self.low), ("high", self.high)] {
            let Given::Read(number) = number else { continue };
            match Amount::new(scale, Written::Exactly(number.value), unit) {
                Ok(amount) => exactly = Some(amount),
                Err(problem) => drop(reader.refuse_at::<()>(
                    number.mark,
                    place.member(key),
                    implausible(&problem, scale),
                )),
            }
        }
        let written = match (self.value, self.low, self.high, self.comparator) {
            (Given::Read(_), Given::Absent, Given::Absent, Given::Absent) => {
                return exactly.map_or(Given::Refused, Given::Read);
            }
            (Given::Read(value), Given::Absent, Given::Absent, Given::Read(comparator)) => {
                Written::Compared(comparator, value.value)
            }
            (Given::Absent, Given::Read(low), Given::Read(high), Given::Absent) => {
                Written::Between(low.value, high.value)
            }
            _ => return Given::Refused,
        };
        match Amount::new(scale, written, unit) {
            Ok(amount) => Given::Read(amount),
            Err(QuantityProblem::UpsideDown { .. }) => reader.refuse(
                place,
                Refusal::new(
                    "`low` is above `high`",
                    "write the lower end as `low` and the higher one as `high`",
                ),
            ),
            Err(QuantityProblem::Range { .. })
                if let (Written::Compared(comparator, value), true) =
                    (written, exactly.is_some()) =>
            {
                let sign = comparator.sign();
                reader.refuse(
                    place,
                    Refusal::new(
                        format!("`{sign} {value}`, which leaves nothing of the plausible range"),
                        format!(
                            "check the sign: the plausible range is {}",
                            scale.range_in_words()
                        ),
                    )
                    .of(ProblemKind::OutOfRange),
                )
            }
            Err(_) => Given::Refused,
        }
    }
}

/// A number, or the text of one.
fn number(
    reader: &mut Reader<'_>,
    place: Place<'_>,
    given: &Value<'_>,
    scale: &Scale,
) -> Given<Number> {
    const HELP: &str = "write digits with a decimal point, as in `38.5`";
    let text = match given {
        Value::Number(text) => *text,
        Value::Text(text) => text,
        Value::Null | Value::Flag(_) | Value::List | Value::Object => {
            return reader.refuse_kind(place, given.kind(), "a number", HELP);
        }
    };
    let refusal = match decimal(text) {
        Ok(value) => return Given::Read(Number { mark: reader.mark(), value }),
        Err(NumberProblem::NotANumber) if text.starts_with(['<', '>']) => Refusal::new(
            "a string that begins with `<` or `>`, not a number",
            "write the sign as `comparator`, as in `\"value\": 2, \"comparator\": \"<\"`",
        ),
        Err(NumberProblem::NotANumber) => Refusal::new(
            format!("{}, not a number", measured(text)),
            format!("{HELP}; a range has `low` and `high`"),
        ),
        Err(NumberProblem::TooLarge) => {
            implausible(&QuantityProblem::Range { found: Decimal::MAX }, scale)
        }
        Err(NumberProblem::TooManyDigits) => validate::too_many_digits(),
        Err(NumberProblem::TooManyDecimals) => {
            Refusal::new("a number of more than 28 decimals", "write at most 28 decimals")
        }
    };
    reader.refuse(place, refusal)
}

fn comparator(reader: &mut Reader<'_>, place: Place<'_>, given: &Value<'_>) -> Given<Comparator> {
    const HELP: &str = "the comparators are `<`, `<=`, `>` and `>=`; an exact value has none";
    let Value::Text(sign) = given else {
        return reader.refuse_kind(place, given.kind(), "a comparator", HELP);
    };
    match Comparator::from_sign(sign) {
        Some(comparator) => Given::Read(comparator),
        None => reader
            .refuse(place, Refusal::new(format!("{}, not a comparator", measured(sign)), HELP)),
    }
}

fn unit(
    reader: &mut Reader<'_>,
    place: Place<'_>,
    given: &Value<'_>,
    fact: &str,
    scale: &Scale,
) -> Given<Unit> {
    let Value::Text(code) = given else {
        return reader.refuse_kind(
            place,
            given.kind(),
            "a unit",
            format!("write the UCUM code of the unit, {}", units(scale)),
        );
    };
    let found = Unit::read_ucum(code);
    let problem = match found {
        Some(unit) if scale.units().any(|accepted| accepted == unit) => return Given::Read(unit),
        Some(unit) if unit.kind() != scale.unit.kind() => {
            let (found, expected) = (unit.kind().name(), scale.unit.kind().name());
            format!("`{}` is another kind of quantity: {found}, not {expected}", unit.ucum())
        }
        Some(unit) => format!("`{fact}` is not documented in `{}`", unit.ucum()),
        None => format!("{}, not a unit of `{fact}`", measured(code)),
    };
    let meant = Unit::from_words(code)
        .filter(|meant| found.is_none() && scale.units().any(|accepted| accepted == *meant));
    let help = match (meant, found.and_then(|found| converted(found, scale.unit))) {
        (Some(unit), _) => format!("the UCUM code of this unit is `{}`", unit.ucum()),
        (None, Some(conversion)) => format!("convert the number: {conversion}"),
        (None, None) => format!("write {}", units(scale)),
    };
    reader.refuse(place, Refusal::new(problem, help))
}

/// What a unit is in another one of its kind: `1 ug/L is 0.001 mg/L`.
fn converted(unit: Unit, accepted: Unit) -> Option<String> {
    let Ratio { numerator, denominator } = unit.ratio_to(accepted)?;
    let one = Decimal::from(numerator).checked_div(Decimal::from(denominator))?.normalize();
    let is_exact = one.checked_mul(Decimal::from(denominator)) == Some(Decimal::from(numerator));
    let (unit, accepted) = (unit.ucum(), accepted.ucum());
    Some(if is_exact {
        format!("1 {unit} is {one} {accepted}")
    } else {
        format!("{denominator} {unit} are {numerator} {accepted}")
    })
}
