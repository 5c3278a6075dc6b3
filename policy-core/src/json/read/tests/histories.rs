//! Histories of each form, and what is documented about their entries.

use super::{case_with, day, problems_over};
use crate::calendar::PartialDate;
use crate::case::{FactValue, ProblemKind, validate};
use crate::fixtures::histories::{
    AGE_AT_ONSET, DOSE, DRUG, INFUSION, PRESCRIBED, RELATION, RELATIVE, SETTING, TOLERATED,
    TREATMENT, VIALS, amount, milligrams, vocabulary,
};
use crate::fixtures::told::date;
use crate::json::{chart_to_json, read_facts};
use crate::possible::{AttributeValue, Complete, Count, Date, Entry, Flag, History};
use crate::unit::Unit;
use crate::vocabulary::FactId;

/// The history that is read, and read again once it has been written.
fn read(fact: FactId, facts: &str) -> History {
    let vocabulary = vocabulary();
    let read = |json: &str| read_facts(&vocabulary, json.as_bytes()).unwrap().facts;
    let facts = read(&case_with(facts));
    assert_eq!(read(&chart_to_json(&vocabulary, &facts, None)), facts);
    assert_eq!(validate(&vocabulary, &facts), []);
    let Some(FactValue::History(history)) = facts.get(fact) else { panic!("{facts:?}") };
    history.clone()
}

fn entries(fact: FactId, facts: &str) -> Vec<Entry> {
    read(fact, facts).entries
}

fn problems(facts: &str) -> Vec<(String, String)> {
    problems_over(&vocabulary(), &case_with(facts))
}

/// Each line is refused, and only for this reason.
fn refused(lines: &[(&str, &str, &str)]) {
    for (facts, path, problem) in lines {
        assert_eq!(problems(facts), [(String::from(*path), String::from(*problem))], "{facts}");
    }
}

fn help(facts: &str) -> String {
    let refused = read_facts(&vocabulary(), case_with(facts).as_bytes()).unwrap_err().problems;
    assert_eq!(refused.len(), 1, "{refused:?}");
    refused[0].help.clone()
}

fn between(from: &str, to: &str) -> Date {
    let [from, to] = [from, to].map(|end| PartialDate::parse(end).ok());
    PartialDate::between(from, to).into()
}

fn infusions(entries: &str) -> String {
    format!(r#""infusion": {{"complete": true, "events": [{entries}]}}"#)
}

fn treatments(entries: &str) -> String {
    format!(r#""treatment": {{"complete": true, "courses": [{entries}]}}"#)
}

fn relatives(entries: &str) -> String {
    format!(r#""relative": {{"complete": true, "records": [{entries}]}}"#)
}

#[test]
fn an_entry_has_attributes_of_each_kind() {
    let read = entries(
        INFUSION,
        &infusions(
            r#"
            {"dose": {"value": 0.3, "unit": "g"}, "date": "2026-05", "drug": {"one_of": ["Vedolizumab", "Infliximab"]}, "tolerated": false, "vials": 3,
             "prescribed": {"from": "2026-03", "to": "2026-04"}, "id": "i-1"},
            {"date": null, "drug": "Rituximab", "prescribed": "never", "tolerated": null, "dose": null, "vials": null, "id": null},
            {"dose": {"low": "100", "high": 200, "unit": "mg"}},
            {}
            "#,
        ),
    );
    let dose = |written, unit| AttributeValue::Quantity(amount(written, unit));
    let full = Entry::on(date("2026-05"))
        .with(DRUG, AttributeValue::Code(0b101))
        .with(TOLERATED, AttributeValue::Flag(Flag::from(false)))
        .with(VIALS, AttributeValue::Count(Count::from(3)))
        .with(PRESCRIBED, AttributeValue::Date(between("2026-03", "2026-04")))
        .with(DOSE, dose("0.3", Unit::Gram));
    let expected = [
        Entry { id: Some("i-1".into()), ..full },
        Entry::default()
            .with(DRUG, AttributeValue::Code(0b10))
            .with(PRESCRIBED, AttributeValue::Date(Date::NEVER)),
        Entry::default().with(DOSE, dose("100..200", Unit::Milligram)),
        Entry::default(),
    ];
    assert_eq!(read, expected);
}

#[test]
fn attributes_are_kept_in_the_order_of_the_vocabulary() {
    let flag = AttributeValue::Flag(Flag::from(true));
    let entry = Entry::default().with(DOSE, milligrams(100)).with(TOLERATED, flag);
    let text = infusions(r#"{"dose": {"value": 100, "unit": "mg"}, "tolerated": true}"#);
    assert_eq!(entries(INFUSION, &text), [entry]);
}

#[test]
fn an_attribute_that_may_have_every_value_is_not_documented() {
    let all = r#"{"drug": {"one_of": ["Infliximab", "Rituximab", "Vedolizumab"]}}"#;
    assert_eq!(entries(INFUSION, &infusions(all)), [Entry::default()]);
}

#[test]
fn values_of_attributes_are_refused_at_their_place() {
    let lines = [
        (r#""drug": "Aspirin""#, "drug", "a string of 7 characters, not a value of `drug`"),
        (r#""drug": 1"#, "drug", "a number, not a code"),
        (r#""drug": {"one_of": []}"#, "drug/one_of", "`one_of` is empty"),
        (
            r#""drug": {"one_of": ["Rituximab", "Aspirin"]}"#,
            "drug/one_of/1",
            "a string of 7 characters, not a value of `drug`",
        ),
        (r#""tolerated": "yes""#, "tolerated", "a string, not a flag"),
        (r#""vials": 1.0"#, "vials", "a number that is not written as a whole number"),
        (r#""vials": 21"#, "vials", "a count outside the plausible range"),
        (r#""prescribed": "2026-13""#, "prescribed", "no such date: months go from 01 to 12"),
        (r#""prescribed": {}"#, "prescribed", "a range without `from` and `to`"),
        (r#""dose": 300"#, "dose", "a number, not a quantity"),
        (r#""dose": {"value": 300}"#, "dose/unit", "`unit` is missing"),
        (
            r#""dose": {"value": 3, "unit": "g"}"#,
            "dose/value",
            "a value outside the plausible range",
        ),
        (
            r#""dose": {"value": 3, "unit": "mL"}"#,
            "dose/unit",
            "`mL` is another kind of quantity: volume, not mass",
        ),
        (r#""drug": null, "drug": "Rituximab""#, "drug", "`drug` is given twice"),
        (r#""durg": "Rituximab""#, "durg", "`durg` is no key of this value"),
        (r#""setting": "Home""#, "setting", "`setting` is no key of this value"),
        (r#""end": "2026""#, "end", "`end` is no key of this value"),
        (r#""id": 7.5"#, "id", "a number, not a string"),
        (r#""id": true"#, "id", "a flag, not a string"),
    ];
    for (attribute, place, problem) in lines {
        let facts = infusions(&format!("{{}}, {{{attribute}}}"));
        refused(&[(&facts, &format!("/infusion/events/1/{place}"), problem)]);
    }
    assert_eq!(help(&infusions(r#"{"durg": "Rituximab"}"#)), "did you mean `drug`?");
    assert_eq!(
        help(&infusions(r#"{"to": "Rituximab"}"#)),
        "the keys are `date`, `drug`, `tolerated`, `vials`, `prescribed`, `dose` and `id`"
    );
}

#[test]
fn a_course_ends_or_goes_on() {
    let history = read(
        TREATMENT,
        r#""treatment": {"complete": {"since": "2020-01-01"}, "courses": [
            {"start": "2024-02", "end": {"from": "2024-02-10", "to": "2024-03-09"}, "setting": "Home"},
            {"start": "2026-01-05", "ongoing": true}, {"end": "2025", "ongoing": null}, {"start": "2025-01-05", "end": null}, {"start": "2025", "end": "2025"}
        ]}"#,
    );
    let home = Entry::on(date("2024-02")).with(SETTING, AttributeValue::Code(0b10));
    let expected = [
        Entry { end: between("2024-02-10", "2024-03-09"), ..home },
        Entry { end: Date::NEVER, ..Entry::on(date("2026-01-05")) },
        Entry { end: date("2025"), ..Entry::default() },
        Entry::on(date("2025-01-05")),
        Entry { end: date("2025"), ..Entry::on(date("2025")) },
    ];
    assert_eq!(history.complete, Complete::Since(day("2020-01-01")));
    assert_eq!(history.entries, expected);

    for (course, place, problem) in [
        (r#""end": "2025", "ongoing": true"#, "ongoing", "a course that has an end and goes on"),
        (r#""ongoing": true, "end": "2025""#, "end", "a course that has an end and goes on"),
        (r#""ongoing": false"#, "ongoing", "not `true`"),
        (r#""end": "never""#, "end", "`\"never\"` of something that happened"),
        (r#""end": "2025", "ongoing": false"#, "ongoing", "not `true`"),
        (r#""from": "2025""#, "from", "`from` is no key of this value"),
        (r#""start": "2025-03", "end": "2025-02-28""#, "end", "the course ends before it starts"),
        (r#""end": "2025", "start": "2026""#, "end", "the course ends before it starts"),
        (r#""start": "2027", "ongoing": true"#, "start", "the date is after the request date"),
        (r#""date": "2025""#, "date", "`date` is no key of this value"),
    ] {
        let facts = treatments(&format!("{{}}, {{{course}}}"));
        refused(&[(&facts, &format!("/treatment/courses/1/{place}"), problem)]);
    }
    for (course, expected) in [
        (r#""end": "never""#, "write `\"ongoing\": true` of a course that goes on"),
        (
            r#""ongoing": false"#,
            "write `\"ongoing\": true` of a course that goes on, and leave `ongoing` out of any other",
        ),
        (r#""date": "2025""#, "write `start`"),
        (r#""stop": "2025""#, "write `end`"),
    ] {
        assert_eq!(help(&treatments(&format!("{{{course}}}"))), expected, "{course}");
    }
    refused(&[
        (r#""treatment": {"complete": true}"#, "/treatment/courses", "`courses` is missing"),
        (&treatments("7"), "/treatment/courses/0", "a number, not a course"),
        (r#""treatment": []"#, "/treatment", "a list, not a history of courses"),
    ]);
}

#[test]
fn records_have_no_days() {
    let mother = AttributeValue::Code(0b1);
    let expected = [
        Entry::default()
            .with(RELATION, mother)
            .with(AGE_AT_ONSET, AttributeValue::Count(Count::from(49))),
        Entry::default().with(RELATION, mother),
    ];
    let records = r#"{"age_at_onset": 49, "relation": "Mother"}, {"relation": "Mother"}"#;
    assert_eq!(entries(RELATIVE, &relatives(records)), expected);
    refused(&[
        (
            r#""relative": {"complete": {"since": "2024-01-01"}, "records": []}"#,
            "/relative/complete",
            "an object, not a flag",
        ),
        (
            r#""relative": {"complete": "2024", "records": []}"#,
            "/relative/complete",
            "a string, not a flag",
        ),
        (r#""relative": {"complete": true}"#, "/relative/records", "`records` is missing"),
        (
            &relatives(r#"{"date": "2020"}"#),
            "/relative/records/0/date",
            "`date` is no key of this value",
        ),
        (
            &relatives(r#"{}, {"age_at_onset": 121}"#),
            "/relative/records/1/age_at_onset",
            "a count outside the plausible range",
        ),
    ]);
    assert_eq!(
        help(r#""relative": {"complete": {"since": "2024-01-01"}, "records": []}"#),
        "write `true` or `false`: records have no days"
    );
}

/// Each pair of entries says the same, in two ways.
const THE_SAME: [[&str; 2]; 12] = [
    ["{}", r#"{"drug": null, "date": null, "id": null}"#],
    ["{}", r#"{"drug": {"one_of": ["Infliximab", "Vedolizumab", "Rituximab"]}}"#],
    [r#"{"drug": "Rituximab"}"#, r#"{"drug": {"one_of": ["Rituximab"]}, "tolerated": null}"#],
    [
        r#"{"drug": {"one_of": ["Infliximab", "Rituximab"]}}"#,
        r#"{"drug": {"one_of": ["Rituximab", "Infliximab"]}}"#,
    ],
    [r#"{"vials": 2, "tolerated": true}"#, r#"{"tolerated": true, "vials": 2}"#],
    [r#"{"dose": {"value": 10, "unit": "mg"}}"#, r#"{"dose": {"value": "10.0", "unit": "mg"}}"#],
    [r#"{"dose": {"value": 1, "unit": "g"}}"#, r#"{"dose": {"value": 1e3, "unit": "mg"}}"#],
    [
        r#"{"dose": {"value": 10, "unit": "mg"}}"#,
        r#"{"dose": {"low": 10, "high": 10.00, "unit": "mg"}}"#,
    ],
    [
        r#"{"dose": {"value": 1, "comparator": ">", "unit": "g"}}"#,
        r#"{"dose": {"value": 1000, "comparator": ">", "unit": "mg"}}"#,
    ],
    [r#"{"date": "2026-02"}"#, r#"{"date": {"from": "2026-02-01", "to": "2026-02-28"}}"#],
    // Whatever happened did so up to the request.
    [r#"{"date": "2026"}"#, r#"{"date": {"from": "2026", "to": "2026-11-21"}}"#],
    [
        r#"{"date": "2026-02", "prescribed": "2025"}"#,
        r#"{"prescribed": {"from": "2025-01", "to": "2025-12-31"}, "date": "2026-02"}"#,
    ],
];

/// No two of these say the same.
const DIFFERENT: [&str; 14] = [
    "{}",
    r#"{"date": "2026-02"}"#,
    r#"{"date": "2026-02-01"}"#,
    r#"{"drug": "Rituximab"}"#,
    r#"{"drug": {"one_of": ["Infliximab", "Rituximab"]}}"#,
    r#"{"tolerated": true}"#,
    r#"{"tolerated": false}"#,
    r#"{"vials": 10}"#,
    r#"{"dose": {"value": 10, "unit": "mg"}}"#,
    r#"{"dose": {"value": 10, "comparator": ">", "unit": "mg"}}"#,
    r#"{"dose": {"value": 10, "comparator": ">=", "unit": "mg"}}"#,
    r#"{"dose": {"low": 10, "high": 11, "unit": "mg"}}"#,
    r#"{"prescribed": "never"}"#,
    r#"{"id": ""}"#,
];

#[test]
fn entries_that_say_the_same_are_refused_however_they_are_written() {
    for [one, other] in THE_SAME {
        refused(&[(
            &infusions(&format!("{one}, {other}")),
            "/infusion/events/1",
            "the same as the entry at position 0",
        )]);
    }
    assert_eq!(entries(INFUSION, &infusions(&DIFFERENT.join(", "))).len(), DIFFERENT.len());

    let twice = infusions(r#"{"vials": 1}, {"vials": 1}"#);
    assert_eq!(help(&twice), "remove one, or give each an `id` of its own");
    let refused = read_facts(&vocabulary(), case_with(&twice).as_bytes()).unwrap_err();
    assert_eq!(refused.problems[0].kind, ProblemKind::GivenTwice);
}

#[test]
fn an_id_tells_entries_apart() {
    let ids = |ids: [&str; 3]| {
        infusions(&ids.map(|id| format!(r#"{{"date": "2026-02-01"{id}}}"#)).join(", "))
    };
    let [one, other] = [r#", "id": "1""#, r#", "id": "2""#];
    assert_eq!(entries(INFUSION, &ids([one, other, ""])).len(), 3);
    let number = entries(INFUSION, &infusions(r#"{"id": 7}"#));
    assert_eq!(number[0].id.as_deref(), Some("7"));
    let [second, third] = ["/infusion/events/1", "/infusion/events/2"];
    let same = |path: &str, position: u32| {
        (path.to_owned(), format!("the same as the entry at position {position}"))
    };
    assert_eq!(problems(&ids([one, one, other])), [same(second, 0)]);
    assert_eq!(problems(&ids(["", one, ""])), [same(third, 0)]);
    assert_eq!(problems(&ids([other; 3])), [same(second, 0), same(third, 0)]);
}

#[test]
fn courses_and_records_that_say_the_same_are_refused() {
    let same = "the same as the entry at position 0";
    refused(&[
        (
            &treatments(
                r#"{"start": "2026", "ongoing": true}, {"ongoing": true, "start": "2026"}"#,
            ),
            "/treatment/courses/1",
            same,
        ),
        (
            &relatives(r#"{"relation": "Mother"}, {"relation": {"one_of": ["Mother"]}}"#),
            "/relative/records/1",
            same,
        ),
    ]);
    let courses = r#"{"start": "2025"}, {"start": "2025", "ongoing": true}, {"start": "2025", "end": "2025"}"#;
    assert_eq!(entries(TREATMENT, &treatments(courses)).len(), 3);
}

#[test]
fn an_entry_keeps_its_position_behind_a_refused_one() {
    let entries = r#"{"date": "26"}, {"vials": 1}, {"date": "2027"}, {"vials": 1}"#;
    let expected = [
        ("/infusion/events/0/date", "a string of 2 characters, not a date"),
        ("/infusion/events/2/date", "the date is after the request date"),
        ("/infusion/events/3", "the same as the entry at position 1"),
    ];
    assert_eq!(
        problems(&infusions(entries)),
        expected.map(|(path, problem)| (path.into(), problem.into()))
    );
}

#[test]
fn of_entries_that_are_refused_nobody_says_that_they_are_the_same() {
    let line = |entries: &str| problems(&infusions(entries)).len();
    assert_eq!(line(r#"{"drug": "A"}, {"drug": "B"}"#), 2);
    assert_eq!(line(r#"{"id": true}, {"id": false}"#), 2);
    assert_eq!(line(r#"{"vials": 1, "x": 1}, {"vials": 1, "y": 1}"#), 2);
}
