//! What was once said about conditions on entries, and is not true; and what is said of a condition
//! that nobody, or everybody, meets, wherever it stands.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may fail"
)]

mod table;

use table::{Case, Kind};

/// What is said about criteria over histories.
fn said(criteria: &str) -> String {
    let (family, name) = ("proofs", String::new());
    Case { family, name, kind: Kind::Records, typed: criteria.to_owned(), said: String::new() }
        .report()
}

/// Nothing is wrong; what is not proved may be told in a note.
#[track_caller]
fn nothing_is_said(criteria: &str) {
    let said = said(criteria);
    assert!(said.lines().all(|line| line.starts_with([' ', 'n'])), "{criteria}\n{said}");
}

#[test]
fn thirty_days_are_no_month() {
    // Of a month with 31 days, the first day is no longer within 30.
    nothing_is_said(
        "1: any trial where (approved within 30 days);\n2: any trial where (approved within 1 month);",
    );
    nothing_is_said("1: any trial where (approved within 30 days OR approved within 1 month);");
    nothing_is_said(
        "1: any trial lasting at least 30 days;\n2: any trial lasting at least 1 month;",
    );
}

#[test]
fn a_comparison_of_attributes_beside_another_condition_on_them() {
    // One trial meets the second, and the dose of another is unknown.
    nothing_is_said(
        "1: no trial where (cycles < requested_cycles OR adherent);\n2: any trial where cycles >= requested_cycles;",
    );
    nothing_is_said(
        "1: no trial where (dose > dose_limit AND adherent);\n2: any trial where dose > dose_limit;",
    );
}

#[test]
fn other_entries_meet_other_conditions() {
    nothing_is_said("1: any trial where adherent;\n2: any trial where NOT adherent;");
    nothing_is_said("1: no trial where adherent;\n2: any trial;");
    nothing_is_said("1: latest trial has adherent;\n2: any trial where NOT adherent;");
}

#[test]
fn what_every_entry_meets_or_none_is_said_where_it_stands() {
    let always = |criterion: &str, part: &str, place: &str| {
        let told = format!(
            "{place} `{part}`: `{part}` is always met\n    help: take `{part}` out, or correct it"
        );
        assert_eq!(said(criterion), told, "{criterion}");
    };
    always("1: any trial where dose >= 0 mg;", "dose >= 0 mg", "1:20");
    always("1: any trial where (dose >= 0 mg AND adherent);", "dose >= 0 mg", "1:21");
    always("1: any trial where (dose >= 0 mg OR adherent);", "dose >= 0 mg", "1:21");
    always("1: latest trial has dose >= 0 mg;", "dose >= 0 mg", "1:21");
    always("1: any visit AND any trial where cycles <= 50;", "cycles <= 50", "1:34");
    always(
        "1: NOT any trial where medicine in [Topiramate, Propranolol, Other];",
        "medicine in [Topiramate, Propranolol, Other]",
        "1:24",
    );
    assert_eq!(
        said("1: no trial where dose < 0 mg;"),
        "1:19 `dose < 0 mg`: `dose < 0 mg` can never be met\n    help: take it out, or correct it"
    );
    assert_eq!(
        said("1: no relative where (degree = First AND disease = Other AND degree = Second);"),
        "1:62 `degree = Second`: no record can satisfy both `degree = First` and `degree = Second`\n    and 1:23 `degree = First`: the other one is here\n    help: correct one of them: as it stands, no record can ever meet this"
    );
    assert_eq!(
        said("1: any trial where (dose > 5 mg AND dose > 3 mg);"),
        "1:37 `dose > 3 mg`: every course that meets `dose > 5 mg` meets `dose > 3 mg` as well\n    and 1:21 `dose > 5 mg`: the other one is here\n    help: take `dose > 3 mg` out"
    );
}
