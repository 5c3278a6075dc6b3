//! `docs/CRITERIA.md`, made from the table and the policies.

use crate::lines_of;
use crate::scan::Lines;
use crate::table::{Class, Row, rows};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

const HEADER: &str = "# Criteria of public policies

220 criteria of 18 public coverage policies, in our own words, and how each is written in the language. The lines are those of the policies in
[`tests/src/criteria`](../tests/src/criteria), which build, so that every word of them is checked.

A criterion is written **naturally** if every number, date and drug of it is in the policy as such, and no fact's name contains a threshold, a window or a verdict. What a source
leaves to a judgment (\"per label\", \"as the committee decides\") is an attestation. A **workaround** leaves part of the criterion to a fact, or says something close to it. What is
**pending** waits for a construct of the language.

Where a criterion leaves its numbers to its source (\"dose by indication\", \"pediatric dose cap\", \"adult height by sex\", \"ankle or toe pressure thresholds\", \"limits\"), the numbers of the line are of the usual
kind and not checked against the source; so are terms of approvals that no criterion names. They show how such a line is written.

This file is made from `tests/criteria.tsv` and the policies by `tests/tests/criteria`, which fails where it is not current. To write it anew:

```sh
UPDATE_CRITERIA=1 cargo test -p policy-tests --test criteria
```
";

fn document() -> String {
    let rows = rows();
    let mut text = HEADER.to_owned();
    text += "\n| source | criteria | natural | workaround | pending |\n|---|---|---|---|---|\n";
    for policy in policies(&rows) {
        let name = format!("[{}](#{})", policy, anchor(policy));
        count(&mut text, &name, &rows.iter().filter(|row| row.policy == policy));
    }
    count(&mut text, "**all**", &rows.iter());
    text += "\n## Not written naturally\n\n| source | criterion | | why |\n|---|---|---|---|\n";
    for row in rows.iter().filter(|row| row.class != Class::Natural) {
        let Row { policy, criterion, class, why, .. } = row;
        let _ = writeln!(text, "| {policy} | {criterion} | {} | {why} |", class.name());
    }
    for policy in policies(&rows) {
        let module = rows.iter().find(|row| row.policy == policy).map_or("", |row| &row.module);
        let _ = writeln!(
            text,
            "\n## {policy}\n\n[`tests/src/criteria/{module}.rs`](../tests/src/criteria/{module}.rs)"
        );
        let lines = lines_of(module);
        for row in rows.iter().filter(|row| row.policy == policy) {
            criterion(&mut text, row, &lines);
        }
    }
    text
}

fn policies(rows: &[Row]) -> Vec<&str> {
    let mut policies = rows.iter().map(|row| row.policy.as_str()).collect::<Vec<_>>();
    policies.dedup();
    policies
}

/// The anchor of a heading, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|sign| sign.is_alphanumeric() || " -_".contains(*sign));
    kept.map(|sign| if sign == ' ' { '-' } else { sign }).collect()
}

fn count<'r>(text: &mut String, name: &str, rows: &(impl Iterator<Item = &'r Row> + Clone)) {
    let of = |class| rows.clone().filter(|row| row.class == class).count();
    let [natural, workaround, pending] =
        [Class::Natural, Class::Workaround, Class::Pending].map(of);
    let all = natural + workaround + pending;
    let _ = writeln!(text, "| {name} | {all} | {natural} | {workaround} | {pending} |");
}

fn criterion(text: &mut String, row: &Row, lines: &Lines) {
    let _ = write!(text, "\n**{}**", row.criterion);
    if row.class != Class::Natural {
        let _ = write!(text, " · {}: {}", row.class.name(), row.why);
    }
    *text += "\n";
    if row.lines.is_empty() {
        return;
    }
    *text += "\n```text\n";
    let mut written = Vec::<(&str, Vec<&str>)>::new();
    for citation in &row.lines {
        let line = lines.get(citation).unwrap_or_default();
        match written.iter_mut().find(|(text, _)| *text == line) {
            Some((_, citations)) => citations.push(citation),
            None => written.push((line, vec![citation])),
        }
    }
    let mut parts = Vec::new();
    for (line, citations) in written {
        let _ = writeln!(text, "{}: {line}", citations.join(", "));
        for (name, declared) in lines.parts_of(line) {
            if !parts.contains(&(name, declared)) {
                parts.push((name, declared));
            }
        }
    }
    for (_, declared) in parts {
        let _ = writeln!(text, "    {declared}");
    }
    *text += "```\n";
}

#[test]
fn the_document_is_current() {
    let file: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/CRITERIA.md");
    let document = document();
    if env::var_os("UPDATE_CRITERIA").is_some() {
        fs::write(&file, &document).unwrap();
    }
    assert!(
        fs::read_to_string(&file).is_ok_and(|text| text == document),
        "docs/CRITERIA.md is not current: UPDATE_CRITERIA=1 cargo test -p policy-tests --test criteria"
    );
}
