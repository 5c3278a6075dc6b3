mod histories;
mod hostile;

use super::{read_case, read_facts};
use crate::Decimal;
use crate::calendar::PartialDate;
use crate::case::{FactValue, Problems};
use crate::fixtures::generated::{
    Donor, Dose, Example, Hospitalization, Lvef, Method, NtProbnp, Nyha, POLICY, day, program,
};
use crate::json::case_to_json;
use crate::possible::{Code, Comparator, Complete, Count, Date, Event, Events, Flag, QuantityFact};
use crate::unit::Unit;
use crate::vocabulary::{FactId, Vocabulary};
use core::any::Any;

const DATES: &str = r#""request_date": "2026-11-21", "service_date": "2026-12-01""#;

fn case_with(facts: &str) -> String {
    format!("{{{DATES}, {facts}}}")
}

fn read(json: &str) -> Result<Example, Problems> {
    let document = read_case(&program(), json.as_bytes())?;
    let case: Box<dyn Any> = document.case;
    Ok(*case.downcast::<Example>().unwrap())
}

fn problems(json: &str) -> Vec<(String, String)> {
    problems_over(&POLICY.vocabulary, json)
}

fn problems_over(vocabulary: &Vocabulary, json: &str) -> Vec<(String, String)> {
    let problems = read_facts(vocabulary, json.as_bytes())
        .map_or_else(|problems| problems.problems, |_| Vec::new());
    assert!(problems.iter().all(|problem| !problem.help.is_empty()), "{problems:?}");
    problems.into_iter().map(|problem| (problem.path, problem.problem)).collect()
}

fn paths(json: &str) -> Vec<String> {
    problems(json).into_iter().map(|(path, _)| path).collect()
}

fn help(facts: &str) -> String {
    let problems =
        read_facts(&POLICY.vocabulary, case_with(facts).as_bytes()).unwrap_err().problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems[0].help.clone()
}

/// Each line is refused, and only for this reason.
fn refused(lines: &[(&str, &str, &str)]) {
    for (facts, path, problem) in lines {
        assert_eq!(
            problems(&case_with(facts)),
            [(String::from(*path), String::from(*problem))],
            "{facts}"
        );
    }
}

fn accepted(lines: &[&str]) {
    for facts in lines {
        assert_eq!(problems(&case_with(facts)), [], "{facts}");
    }
}

#[test]
fn every_kind_of_fact_is_read() {
    let case = read(&case_with(
        r#"
        "id": "r-1", "birth_date": "1958-04", "fda_approved": true, "nyha": {"one_of": ["II", "III"]}, "administrations": 2, "last_change": "2026",
        "lvef": [{"value": 38.10, "unit": "%", "method": "Echo2d", "date": "2026-10-02"}, {"low": 35, "high": "40", "unit": "%", "date": "2026-11"}],
        "nt_probnp": [{"value": 2.8e2, "comparator": "<", "unit": "ng/L", "date": "2026-10-02"}],
        "dose": {"unit": "10*8", "value": "3"},
        "hospitalization": {"complete": true, "events": []},
        "transplant": {"events": [{"date": "2021-04-01", "donor": "Allogeneic"}, {"date": "2020"}], "complete": false},
        "unused": false
        "#,
    ))
    .unwrap();
    let number = |text: &str| Decimal::from_str_exact(text).unwrap();
    let mut expected = Example::new(day("2026-11-21"), day("2026-12-01"));
    expected.birth_date = PartialDate::Month { year: 1958, month: 4 }.into();
    expected.fda_approved = Flag::from(true);
    expected.nyha = Code::candidates([Nyha::II, Nyha::III]);
    expected.administrations = Count::from(2);
    expected.last_change = Date::from(PartialDate::Year(2026));
    expected.lvef = [
        Lvef::exactly(number("38.10"), Unit::Percent)
            .unwrap()
            .on(day("2026-10-02"))
            .by(Method::Echo2d),
        Lvef::between(35, 40, Unit::Percent)
            .unwrap()
            .on(PartialDate::Month { year: 2026, month: 11 }),
    ]
    .into();
    expected.nt_probnp = [NtProbnp::compared(Comparator::Less, 280, Unit::NanogramPerLiter)
        .unwrap()
        .on(day("2026-10-02"))]
    .into();
    expected.dose = Some(Dose::exactly(3, Unit::HundredMillionCells).unwrap());
    expected.hospitalization = Events::<Hospitalization>::none();
    expected.transplant = Events::incomplete([
        Event::on(day("2021-04-01")).with(Donor::Allogeneic),
        Event::on(PartialDate::Year(2020)),
    ]);
    assert_eq!(case, expected);
}

#[test]
fn dates_are_ranges_or_never_and_results_need_none() {
    let case = read(&case_with(
        r#"
        "last_change": {"from": "2025", "to": "2026-03"},
        "lvef": [{"value": 38, "unit": "%"}, {"value": 40, "unit": "%", "date": {"to": "2026"}}, {"value": 41, "unit": "%", "date": null}],
        "hospitalization": {"complete": true, "events": [{}, {"date": {"from": "2026-02", "to": "2026-02"}}]}
        "#,
    ))
    .unwrap();
    let mut expected = Example::new(day("2026-11-21"), day("2026-12-01"));
    let date = |text| PartialDate::parse(text).ok();
    expected.last_change = PartialDate::between(date("2025"), date("2026-03")).into();
    let lvef = |value| Lvef::exactly(value, Unit::Percent).unwrap();
    expected.lvef = [
        lvef(38).on(Date::UNKNOWN),
        lvef(40).on(PartialDate::between(None, date("2026")).unwrap()),
        lvef(41).on(Date::UNKNOWN),
    ]
    .into();
    expected.hospitalization =
        Events::complete([Event::on(Date::UNKNOWN), Event::on(date("2026-02").unwrap())]);
    assert_eq!(case, expected);
    assert_eq!(read(&case_to_json(&case, None)).unwrap(), case);

    let since = read(&case_with(
        r#""hospitalization": {"complete": {"since": "2024-01-01"}, "events": [{"date": "2025"}]}"#,
    ))
    .unwrap();
    let history = since.hospitalization.documented();
    assert_eq!(history.complete, Complete::Since(day("2024-01-01")));
    assert_eq!(read(&case_to_json(&since, None)).unwrap(), since);

    let never = read(&case_with(r#""last_change": "never""#)).unwrap();
    assert!(never.last_change.is_never());
    assert_eq!(read(&case_to_json(&never, None)).unwrap(), never);
    refused(&[
        (r#""last_change": {}"#, "/last_change", "a range without `from` and `to`"),
        (
            r#""last_change": {"from": "2026", "to": "2025"}"#,
            "/last_change",
            "`from` is later than `to`",
        ),
        (
            r#""last_change": {"from": "2026-13"}"#,
            "/last_change/from",
            "no such date: months go from 01 to 12",
        ),
        (
            r#""last_change": {"since": "2026", "to": "2026-02"}"#,
            "/last_change/since",
            "`since` is no key of this value",
        ),
        (
            r#""hospitalization": {"complete": {}, "events": []}"#,
            "/hospitalization/complete/since",
            "`since` is missing",
        ),
        (
            r#""hospitalization": {"complete": {"since": "2024"}, "events": []}"#,
            "/hospitalization/complete/since",
            "a year, not a full date",
        ),
        (r#""birth_date": "never""#, "/birth_date", "a birth date is never `\"never\"`"),
        (
            r#""hospitalization": {"complete": true, "events": [{"date": "never"}]}"#,
            "/hospitalization/events/0/date",
            "`\"never\"` of something that happened",
        ),
        (
            r#""hospitalization": {"complete": {"since": "2027-01-01"}, "events": []}"#,
            "/hospitalization/complete/since",
            "the day from which the history is complete is after the request date",
        ),
        // One key in the place of another one is one mistake.
        (
            r#""hospitalization": {"complete": {"from": "2024-01-01"}, "events": []}"#,
            "/hospitalization/complete/from",
            "`from` is no key of this value",
        ),
        (
            r#""hospitalization": {"since": "2024-01-01", "events": []}"#,
            "/hospitalization/since",
            "`since` is no key of this value",
        ),
        (
            r#""hospitalization": {"complete": true, "courses": []}"#,
            "/hospitalization/courses",
            "`courses` is no key of this value",
        ),
        (
            r#""last_change": {"since": "2026"}"#,
            "/last_change/since",
            "`since` is no key of this value",
        ),
    ]);
    for (facts, expected) in [
        (
            r#""hospitalization": {"complete": {"from": "2024-01-01"}, "events": []}"#,
            "write `since`",
        ),
        (
            r#""hospitalization": {"completeSince": "2024-01-01", "events": []}"#,
            "write `\"complete\": {\"since\": \"2024-01-01\"}`",
        ),
        (r#""hospitalization": {"complete": true, "entries": []}"#, "write `events`"),
        (r#""last_change": {"since": "2026"}"#, "write `from`"),
        (
            r#""hospitalization": {"complete": {"since": "2027-01-01"}, "events": []}"#,
            "write the day from which on everything is listed, or `false` where there is none",
        ),
    ] {
        assert_eq!(help(facts), expected, "{facts}");
    }
}

#[test]
fn the_id_is_echoed() {
    let read = |json: &str| read_case(&program(), json.as_bytes()).unwrap().id;
    assert_eq!(read(&case_with(r#""id": "r\n1""#)).as_deref(), Some("r\n1"));
    assert_eq!(read(&case_with(r#""id": null"#)), None);
    assert_eq!(read(&case_with(r#""id": 1001"#)), Some(1001.into()));
    refused(&[
        (r#""id": 7.5"#, "/id", "a number that is no whole number of up to 18 digits"),
        (r#""id": true"#, "/id", "a flag, not a string or a whole number"),
        (r#""id": "a", "id": "a""#, "/id", "`id` is given twice"),
    ]);
    let id = |json: &str| read_facts(&POLICY.vocabulary, json.as_bytes()).unwrap_err().id;
    assert_eq!(id(r#"{"id": "r-1"}"#).as_deref(), Some("r-1"));
    assert_eq!(id(r#"{"id": "r-1", "#).as_deref(), Some("r-1"));
}

#[test]
fn null_documents_nothing() {
    let null = |name: &&str| format!("\"{name}\": null");
    let names = [
        "birth_date",
        "age",
        "fda_approved",
        "nyha",
        "administrations",
        "lvef",
        "dose",
        "hospitalization",
        "unused",
    ];
    let case = read(&case_with(&names.iter().map(null).collect::<Vec<_>>().join(", "))).unwrap();
    assert_eq!(case, Example::new(day("2026-11-21"), day("2026-12-01")));
    accepted(&[
        r#""lvef": [{"value": 38, "low": null, "high": null, "comparator": null, "unit": "%", "method": null, "date": "2026", "note": null}]"#,
        r#""transplant": {"complete": true, "events": [{"date": "2021", "donor": null}]}"#,
    ]);
    refused(&[
        (r#""dose": {"value": null, "unit": "10*6"}"#, "/dose", "there is no number"),
        (r#""dose": {"value": 5, "unit": null}"#, "/dose/unit", "`unit` is missing"),
        (r#""nyha": {"one_of": null}"#, "/nyha/one_of", "`one_of` is missing"),
        (
            r#""hospitalization": {"complete": null, "events": []}"#,
            "/hospitalization/complete",
            "`complete` is missing",
        ),
        (r#""nyha": {"one_of": ["II", null]}"#, "/nyha/one_of/1", "`null`, not a value of `nyha`"),
        (r#""lvef": [null]"#, "/lvef/0", "`null`, not a result"),
    ]);
}

#[test]
fn keys_that_are_no_fact_are_refused() {
    refused(&[
        (r#""nhya": "III""#, "/nhya", "`nhya` is no fact of the vocabulary"),
        (r#""nhya": null"#, "/nhya", "`nhya` is no fact of the vocabulary"),
        (r#""x/y~z": {"deep": [{}]}"#, "/x~1y~0z", "`x/y~z` is no fact of the vocabulary"),
        (r#""": 1"#, "/", "`` is no fact of the vocabulary"),
        (r#""nyh\u0061s": 1"#, "/nyhas", "`nyhas` is no fact of the vocabulary"),
        (r#""age": 68"#, "/age", "`age` is derived from `birth_date` and never given"),
    ]);
    assert_eq!(help(r#""nhya": "III""#), "did you mean `nyha`?");
    assert_eq!(
        help(r#""ejection_fraction": 1"#),
        "leave it out, or take a fact of the vocabulary Example"
    );
    assert_eq!(help(r#""age": 68"#), "give `birth_date`, and leave `age` out");
}

#[test]
fn keys_that_are_given_twice_are_refused() {
    refused(&[
        (r#""nyha": "II", "nyha": "II""#, "/nyha", "`nyha` is given twice"),
        (r#""nyha": null, "nyha": "V""#, "/nyha", "`nyha` is given twice"),
        (r#""request_date": "2020-01-01""#, "/request_date", "`request_date` is given twice"),
        (
            r#""service_date": "2020-01-01", "birth_date": "2027-01-01""#,
            "/service_date",
            "`service_date` is given twice",
        ),
        (r#""a/b~c": true, "a/b~c": true"#, "/a~1b~0c", "`a/b~c` is given twice"),
        (
            r#""dose": {"value": 1, "value": 2, "unit": "10*6"}"#,
            "/dose/value",
            "`value` is given twice",
        ),
        (r#""nyha": {"one_of": ["I"], "one_of": []}"#, "/nyha/one_of", "`one_of` is given twice"),
        (
            r#""transplant": {"complete": true, "events": [{"date": "2020", "date": "2021"}]}"#,
            "/transplant/events/0/date",
            "`date` is given twice",
        ),
    ]);
    let twice_unknown = [
        ("/nhya".into(), "`nhya` is no fact of the vocabulary".into()),
        ("/nhya".into(), "`nhya` is given twice".into()),
    ];
    assert_eq!(problems(&case_with(r#""nhya": "III", "nhya": "II""#)), twice_unknown);
}

#[test]
fn values_of_another_type_are_refused() {
    refused(&[
        (r#""fda_approved": "true""#, "/fda_approved", "a string, not a flag"),
        (r#""fda_approved": 1"#, "/fda_approved", "a number, not a flag"),
        (r#""fda_approved": [true]"#, "/fda_approved", "a list, not a flag"),
        (r#""nyha": 2"#, "/nyha", "a number, not a code"),
        (r#""nyha": ["II"]"#, "/nyha", "a list, not a code"),
        (r#""nyha": {"one_of": "II"}"#, "/nyha/one_of", "a string, not a list of candidates"),
        (r#""nyha": {"one_of": [2]}"#, "/nyha/one_of/0", "a number, not a value of `nyha`"),
        (r#""administrations": "1""#, "/administrations", "a string, not a count"),
        (r#""birth_date": 1958"#, "/birth_date", "a number, not a date"),
        (r#""dose": 300"#, "/dose", "a number, not a quantity"),
        (r#""dose": [{"value": 300, "unit": "10*6"}]"#, "/dose", "a list, not a quantity"),
        (r#""dose": {"value": true, "unit": "10*6"}"#, "/dose/value", "a flag, not a number"),
        (r#""dose": {"value": [[[[]]]], "unit": "10*6"}"#, "/dose/value", "a list, not a number"),
        (r#""dose": {"value": 3, "unit": 6}"#, "/dose/unit", "a number, not a unit"),
        (
            r#""dose": {"value": 3, "unit": "10*6", "comparator": true}"#,
            "/dose/comparator",
            "a flag, not a comparator",
        ),
        (
            r#""lvef": {"value": 38, "unit": "%", "date": "2026"}"#,
            "/lvef",
            "an object, not a list of results",
        ),
        (r#""lvef": [38.5]"#, "/lvef/0", "a number, not a result"),
        (r#""lvef": 1e999"#, "/lvef", "a number, not a list of results"),
        (r#""lvef": [[]]"#, "/lvef/0", "a list, not a result"),
        (
            r#""lvef": [{"value": 38, "unit": "%", "date": {}}]"#,
            "/lvef/0/date",
            "a range without `from` and `to`",
        ),
        (
            r#""lvef": [{"value": 38, "unit": "%", "date": "2026", "method": 1}]"#,
            "/lvef/0/method",
            "a number, not a value of `method`",
        ),
        (r#""hospitalization": []"#, "/hospitalization", "a list, not a history of events"),
        (r#""hospitalization": false"#, "/hospitalization", "a flag, not a history of events"),
        (
            r#""hospitalization": {"complete": "yes", "events": []}"#,
            "/hospitalization/complete",
            "a string, not a flag or a day",
        ),
        (
            r#""hospitalization": {"complete": true, "events": {}}"#,
            "/hospitalization/events",
            "an object, not a list of events",
        ),
        (
            r#""hospitalization": {"complete": true, "events": ["2026"]}"#,
            "/hospitalization/events/0",
            "a string, not an event",
        ),
        (r#""unused": 0"#, "/unused", "a number, not a flag"),
    ]);
}

#[test]
fn codes_are_values_of_their_fact() {
    refused(&[
        (r#""nyha": "V""#, "/nyha", "a string of 1 character, not a value of `nyha`"),
        (r#""nyha": "iii""#, "/nyha", "a string of 3 characters, not a value of `nyha`"),
        (r#""nyha": """#, "/nyha", "an empty string, not a value of `nyha`"),
        (
            r#""nyha": {"one_of": ["II", "V"]}"#,
            "/nyha/one_of/1",
            "a string of 1 character, not a value of `nyha`",
        ),
        (r#""nyha": {"one_of": []}"#, "/nyha/one_of", "`one_of` is empty"),
        (
            r#""nyha": {"one_of": ["II", "III", "II", "II"]}"#,
            "/nyha/one_of",
            "a candidate is given twice",
        ),
        (
            r#""nyha": {"one_of": ["II"], "note": "?"}"#,
            "/nyha/note",
            "`note` is no key of this value",
        ),
        (r#""nyha": {}"#, "/nyha/one_of", "`one_of` is missing"),
    ]);
    accepted(&[r#""nyha": {"one_of": ["II"]}"#, r#""nyha": "I\u0049""#]);
    assert_eq!(help(r#""nyha": "iii""#), "did you mean `III`?");
    assert_eq!(help(r#""nyha": "V""#), "the values are `I`, `II`, `III` and `IV`");
    let two = paths(&case_with(r#""nyha": {"oneof": ["II"]}"#));
    assert_eq!(two, ["/nyha/oneof", "/nyha/one_of"]);
}

#[test]
fn counts_are_written_as_whole_numbers() {
    refused(&[
        (
            r#""administrations": 1.0"#,
            "/administrations",
            "a number that is not written as a whole number",
        ),
        (
            r#""administrations": 1e0"#,
            "/administrations",
            "a number that is not written as a whole number",
        ),
        (r#""administrations": -1"#, "/administrations", "a number below 0"),
        (r#""administrations": 0"#, "/administrations", "a count outside the plausible range"),
        (r#""administrations": 21"#, "/administrations", "a count outside the plausible range"),
        (
            r#""administrations": 99999999999999999999"#,
            "/administrations",
            "a count outside the plausible range",
        ),
    ]);
    accepted(&[r#""administrations": 1"#, r#""administrations": 20"#]);
    assert_eq!(
        help(r#""administrations": 21"#),
        "write a whole number from 1 to 20, without a decimal point"
    );
}

#[test]
fn quantities_have_a_number_and_an_accepted_unit() {
    refused(&[
        (r#""dose": {"value": 300}"#, "/dose/unit", "`unit` is missing"),
        (
            r#""dose": {"value": 300, "unit": ""}"#,
            "/dose/unit",
            "an empty string, not a unit of `dose`",
        ),
        (
            r#""dose": {"value": 300, "unit": "million cells"}"#,
            "/dose/unit",
            "a string of 13 characters, not a unit of `dose`",
        ),
        (
            r#""dose": {"value": 300, "unit": "10*9"}"#,
            "/dose/unit",
            "`dose` is not documented in `10*9`",
        ),
        (
            r#""dose": {"value": 300, "unit": "%"}"#,
            "/dose/unit",
            "`%` is another kind of quantity: percentage, not number of cells",
        ),
        (r#""dose": {"unit": "10*6"}"#, "/dose", "there is no number"),
        (r#""dose": {"unit": "10*6", "low": 5}"#, "/dose", "`low` without `high`"),
        (r#""dose": {"unit": "10*6", "high": 5}"#, "/dose", "`high` without `low`"),
        (
            r#""dose": {"unit": "10*6", "low": 5, "high": 6, "value": 5}"#,
            "/dose",
            "`value` together with `low`",
        ),
        (
            r#""dose": {"unit": "10*6", "high": 6, "value": 5}"#,
            "/dose",
            "`value` together with `high`",
        ),
        (r#""dose": {"unit": "10*6", "comparator": "<"}"#, "/dose", "`comparator` without `value`"),
        (
            r#""dose": {"unit": "10*6", "comparator": "<", "low": 5, "high": 6}"#,
            "/dose",
            "`comparator` without `value`",
        ),
        (r#""dose": {"unit": "10*6", "low": 6, "high": 5}"#, "/dose", "`low` is above `high`"),
        (
            r#""dose": {"unit": "10*6", "value": 6, "comparator": "="}"#,
            "/dose/comparator",
            "a string of 1 character, not a comparator",
        ),
        (
            r#""dose": {"unit": "10*6", "value": 1001}"#,
            "/dose/value",
            "a value outside the plausible range",
        ),
        (
            r#""dose": {"unit": "10*8", "value": 10.1}"#,
            "/dose/value",
            "a value outside the plausible range",
        ),
        (
            r#""dose": {"unit": "10*6", "value": 0.999999999999999999}"#,
            "/dose/value",
            "a value outside the plausible range",
        ),
        (
            r#""dose": {"unit": "10*6", "value": 1001, "comparator": ">"}"#,
            "/dose/value",
            "a value outside the plausible range",
        ),
        (
            r#""dose": {"unit": "10*6", "value": 1, "comparator": "<"}"#,
            "/dose",
            "`< 1`, which leaves nothing of the plausible range",
        ),
        (
            r#""dose": {"unit": "10*8", "value": 10, "comparator": ">"}"#,
            "/dose",
            "`> 10`, which leaves nothing of the plausible range",
        ),
        (
            r#""dose": {"unit": "10*6", "low": 0, "high": 5}"#,
            "/dose/low",
            "a value outside the plausible range",
        ),
        (
            r#""dose": {"unit": "10*6", "low": 1, "high": 5000}"#,
            "/dose/high",
            "a value outside the plausible range",
        ),
        (
            r#""dose": {"unit": "10*6", "value": "<5"}"#,
            "/dose/value",
            "a string that begins with `<` or `>`, not a number",
        ),
        (
            r#""dose": {"unit": "10*6", "value": "5 %"}"#,
            "/dose/value",
            "a string of 3 characters, not a number",
        ),
        (
            r#""dose": {"unit": "10*6", "value": 1e999999}"#,
            "/dose/value",
            "a value outside the plausible range",
        ),
        (
            r#""dose": {"unit": "10*6", "value": 12345678901234567890123456789}"#,
            "/dose/value",
            "a value outside the plausible range",
        ),
        (
            r#""dose": {"unit": "10*6", "value": 1e-29}"#,
            "/dose/value",
            "a number of more than 28 decimals",
        ),
        (
            r#""dose": {"unit": "10*6", "value": 5, "date": "2026-10-02"}"#,
            "/dose/date",
            "`date` is no key of this value",
        ),
    ]);
    accepted(&[
        r#""dose": {"unit": "10*6", "value": 1}"#,
        r#""dose": {"unit": "10*6", "low": 5, "high": 5}"#,
        r#""dose": {"unit": "1", "value": 3e8}"#,
        r#""dose": {"unit": "10*6", "value": "3.220000000000000000000000000e2"}"#,
    ]);
    assert_eq!(
        help(r#""dose": {"value": 300, "unit": "million cells"}"#),
        "the UCUM code of this unit is `10*6`"
    );
    assert_eq!(help(r#""dose": {"value": 300, "unit": "%"}"#), "write `10*6`, `10*8` or `1`");
    assert_eq!(
        help(r#""dose": {"value": 3000, "unit": "10*6"}"#),
        "the plausible range is 1 to 1000 million cells; check the number and its unit"
    );
}

#[test]
fn results_are_quantities_with_a_date() {
    refused(&[
        (r#""lvef": []"#, "/lvef", "the list of results is empty"),
        (
            r#""lvef": [{"value": 38, "unit": "%", "date": "2026-02-30"}]"#,
            "/lvef/0/date",
            "no such date: that month does not have this day",
        ),
        (
            r#""lvef": [{"value": 38, "unit": "%", "date": "2026", "method": "Echo4d"}]"#,
            "/lvef/0/method",
            "a string of 6 characters, not a value of `method`",
        ),
        (
            r#""lvef": [{"low": 40, "high": 35, "unit": "%", "date": "2026"}]"#,
            "/lvef/0",
            "`low` is above `high`",
        ),
        (
            r#""lvef": [{"value": 138, "unit": "%", "date": "2026"}]"#,
            "/lvef/0/value",
            "a value outside the plausible range",
        ),
        (
            r#""nt_probnp": [{"value": 9, "unit": "pg/mL", "date": "2026", "method": "Echo2d"}]"#,
            "/nt_probnp/0/method",
            "`method` is no key of this value",
        ),
        (
            r#""nt_probnp": [{"value": 9, "unit": "ng/L", "date": "2026"}, {"value": 150, "unit": "pmol/L", "date": "2026"}]"#,
            "/nt_probnp/1/unit",
            "`pmol/L` is another kind of quantity: molar concentration, not mass concentration",
        ),
    ]);
    assert_eq!(
        help(r#""lvef": [{"value": 38, "unit": "%", "date": "2026", "method": "Echo4d"}]"#),
        "did you mean `Echo2d`?"
    );
}

#[test]
fn histories_say_whether_they_are_complete() {
    refused(&[
        (
            r#""hospitalization": {"events": []}"#,
            "/hospitalization/complete",
            "`complete` is missing",
        ),
        (
            r#""hospitalization": {"complete": true}"#,
            "/hospitalization/events",
            "`events` is missing",
        ),
        (
            r#""hospitalization": {"complete": true, "events": [{"date": "2026", "kind": "x"}]}"#,
            "/hospitalization/events/0/kind",
            "`kind` is no key of this value",
        ),
        (
            r#""transplant": {"complete": true, "events": [{"date": "2026", "donor": "Auto"}]}"#,
            "/transplant/events/0/donor",
            "a string of 4 characters, not a value of `donor`",
        ),
        (
            r#""transplant": {"complete": true, "events": [{"date": "26"}]}"#,
            "/transplant/events/0/date",
            "a string of 2 characters, not a date",
        ),
        (
            r#""transplant": {"complete": true, "events": [], "count": 0}"#,
            "/transplant/count",
            "`count` is no key of this value",
        ),
    ]);
    assert_eq!(
        paths(&case_with(r#""hospitalization": {}"#)),
        ["/hospitalization/complete", "/hospitalization/events"]
    );
    accepted(&[r#""hospitalization": {"complete": false, "events": []}"#]);
}

#[test]
fn the_two_dates_are_required_and_full() {
    assert_eq!(paths("{}"), ["/request_date", "/service_date"]);
    assert_eq!(paths(r#"{"request_date": null, "service_date": "2026-12-01"}"#), ["/request_date"]);
    for (service, problem) in [
        (r#""2026-12""#, "a month, not a full date"),
        (r#""2026""#, "a year, not a full date"),
        (r#""2026-11-31""#, "no such date: that month does not have this day"),
        (r#""12/01/2026""#, "a string of 10 characters, not a date"),
        (r#""2026-12-01T00:00:00Z""#, "a string of 20 characters, not a date"),
        ("20261201", "a number, not a date"),
    ] {
        let json = format!(
            r#"{{"service_date": {service}, "request_date": "2026-11-21", "birth_date": "2050"}}"#
        );
        assert_eq!(problems(&json), [("/service_date".into(), problem.into())], "{service}");
    }
}

#[test]
fn the_service_lies_from_three_years_before_the_request_to_a_year_after_it() {
    let service = |service: &str| {
        problems(&format!(r#"{{"service_date": "{service}", "request_date": "2026-11-21"}}"#))
    };
    let refused = |found: &str| [(String::from("/service_date"), String::from(found))];
    assert_eq!(service("2027-11-21"), []);
    assert_eq!(service("2023-11-21"), []);
    assert_eq!(
        service("2027-11-22"),
        refused("the service date is more than a year after the request date")
    );
    assert_eq!(
        service("2023-11-20"),
        refused("the service date is more than three years before the request date")
    );
}

#[test]
fn nothing_is_earlier_than_the_birth() {
    let born = |facts: &str| case_with(&format!(r#""birth_date": "1958-04-12", {facts}"#));
    for (facts, path) in [
        (r#""lvef": [{"value": 38, "unit": "%", "date": "1958-04-11"}]"#, "/lvef/0/date"),
        (r#""lvef": [{"value": 38, "unit": "%", "date": "1957"}]"#, "/lvef/0/date"),
        (
            r#""hospitalization": {"complete": true, "events": [{"date": {"to": "1958-04-11"}}]}"#,
            "/hospitalization/events/0/date",
        ),
    ] {
        let problem = (path.to_owned(), "the date is before the birth date".to_owned());
        assert_eq!(problems(&born(facts)), [problem], "{facts}");
    }
    for facts in [
        r#""lvef": [{"value": 38, "unit": "%", "date": "1958-04-12"}]"#,
        r#""lvef": [{"value": 38, "unit": "%", "date": "1958"}, {"value": 39, "unit": "%"}]"#,
        r#""hospitalization": {"complete": true, "events": [{"date": {"to": "1958-04-12"}}, {}]}"#,
    ] {
        assert_eq!(problems(&born(facts)), [], "{facts}");
    }
    // Where the birth is partial, its first possible day counts.
    accepted(&[
        r#""birth_date": "1958", "lvef": [{"value": 38, "unit": "%", "date": "1958-01-01"}]"#,
        r#""birth_date": "1895-12-02""#,
        r#""birth_date": "1895""#,
    ]);
    let too_old = "the birth date makes the member more than 130 years old on the date of service";
    refused(&[
        (r#""birth_date": "1895-12-01""#, "/birth_date", too_old),
        (r#""birth_date": "1894""#, "/birth_date", too_old),
    ]);
}

#[test]
fn sources_lead_into_the_case_and_change_nothing() {
    let read = |facts: &str| read_facts(&POLICY.vocabulary, case_with(facts).as_bytes()).unwrap();
    let with = read(r#""nyha": "II", "sources": {"/nyha": "note", "/lvef/0": "Observation/123"}"#);
    let told = with.sources.iter().map(|source| (&*source.pointer, &*source.text));
    assert_eq!(told.collect::<Vec<_>>(), [("/nyha", "note"), ("/lvef/0", "Observation/123")]);
    assert_eq!(with.facts, read(r#""nyha": "II""#).facts);
    assert!(read(r#""sources": null"#).sources.is_empty());
    refused(&[
        (r#""sources": {"nyha": "x"}"#, "/sources/nyha", "a pointer to nothing in the case"),
        (r#""sources": {"/nhya": "x"}"#, "/sources/~1nhya", "a pointer to nothing in the case"),
        (r#""sources": {"/nyha": 7}"#, "/sources/~1nyha", "a number, not a string"),
        (r#""sources": ["x"]"#, "/sources", "a list, not an object of sources"),
    ]);
}

#[test]
fn nothing_is_later_than_it_can_be() {
    refused(&[
        (
            r#""lvef": [{"value": 38, "unit": "%", "date": "2026-11-22"}]"#,
            "/lvef/0/date",
            "the date is after the request date",
        ),
        (
            r#""lvef": [{"value": 38, "unit": "%", "date": "2026-12"}]"#,
            "/lvef/0/date",
            "the date is after the request date",
        ),
        (
            r#""hospitalization": {"complete": true, "events": [{"date": "2026"}, {"date": "2027"}]}"#,
            "/hospitalization/events/1/date",
            "the date is after the request date",
        ),
        (
            r#""birth_date": "2026-12-02""#,
            "/birth_date",
            "the birth date is after the service date",
        ),
        (r#""birth_date": "2027""#, "/birth_date", "the birth date is after the service date"),
    ]);
    accepted(&[
        r#""lvef": [{"value": 38, "unit": "%", "date": "2026-11-21"}, {"value": 38, "unit": "%", "date": "2026-11"}]"#,
        r#""hospitalization": {"complete": true, "events": [{"date": "2026"}]}"#,
        r#""birth_date": "2026-12", "last_change": "2030-01-01""#,
    ]);
}

#[test]
fn rules_between_dates_hold_in_whatever_order_the_dates_come() {
    let json = r#"{"nhya": 1, "lvef": [{"value": 138, "unit": "%", "date": "2027"}], "birth_date": "2030", "fda_approved": 1, "service_date": "2029-01-01", "request_date": "2026-11-21"}"#;
    assert_eq!(
        paths(json),
        ["/nhya", "/lvef/0/value", "/lvef/0/date", "/birth_date", "/fda_approved", "/service_date"]
    );
    let without_request = r#"{"lvef": [{"value": 38, "unit": "%", "date": "2030"}], "service_date": "2029-01-01", "birth_date": "2030"}"#;
    assert_eq!(paths(without_request), ["/birth_date", "/request_date"]);
}

#[test]
fn a_result_keeps_its_position_behind_a_refused_one() {
    let json = case_with(
        r#""lvef": [{"value": 38, "date": "2026"}, {"value": 38, "unit": "%", "date": "2030"}]"#,
    );
    assert_eq!(paths(&json), ["/lvef/0/unit", "/lvef/1/date"]);
}

#[test]
fn all_problems_come_at_once_in_the_order_of_the_document() {
    let json = r#"{
        "service_date": "2026-11-31", "nyha": {"one_of": ["V", "II", "II", 3]}, "hospitalization": {"events": [{"date": "x"}, {"when": 1}]},
        "lvef": [{"high": 200, "unit": "%", "low": 0, "date": 1}], "a": 1, "fda_approved": "no"
    }"#;
    assert_eq!(
        paths(json),
        [
            "/service_date",
            "/nyha/one_of/0",
            "/nyha/one_of",
            "/nyha/one_of/3",
            "/hospitalization/events/0/date",
            "/hospitalization/events/1/when",
            "/hospitalization/complete",
            "/lvef/0/high",
            "/lvef/0/low",
            "/lvef/0/date",
            "/a",
            "/fda_approved",
            "/request_date",
        ]
    );
}

#[test]
fn of_what_is_documented_twice_the_last_counts_and_what_is_for_no_field_is_left_out() {
    let mut facts =
        read_facts(&POLICY.vocabulary, case_with(r#""fda_approved": false"#).as_bytes())
            .unwrap()
            .facts;
    let fda_approved = facts.iter().next().unwrap().0;
    facts.extend([
        (fda_approved, FactValue::Flag(Flag::from(true))),
        (FactId(4_000), FactValue::Code(1)),
        (FactId::REQUEST_DATE, FactValue::Flag(Flag::from(true))),
        (FactId(5), FactValue::Flag(Flag::from(true))),
    ]);
    let case = Example::from(facts);
    assert_eq!(
        (case.request_date, case.service_date, case.fda_approved, case.nyha),
        (day("2026-11-21"), day("2026-12-01"), Flag::from(true), Code::UNKNOWN)
    );
}
