//! The criteria of public coverage policies that are written in `policy_tests::criteria`, against
//! the table of them.
//!
//! In: `tests/criteria.tsv`, a row for each criterion. Out: each row has its lines in the policies,
//! each line its row; at least 209 of the 220 are natural, so that their numbers stand in the
//! policies, and no fact's name contains a threshold, a window or a verdict.
//! `UPDATE_CRITERIA=1 cargo test -p policy-tests --test criteria` writes `docs/CRITERIA.md` anew.

mod cases;
mod document;
mod names;
mod scan;
mod table;

use policy_core::policy::{Body, Criterion};
use policy_tests::criteria::SOURCES;
use scan::{Lines, numbers, numbers_of_words};
use std::collections::BTreeSet;
use table::{Class, Row, rows};

/// Numbers that a criterion has and its lines have not.
const OTHER_WORDS: [(&str, &str, &str, &str); 4] = [
    ("pcsk9", "genetic confirmation in one of 4 genes", "4", "the genes are named"),
    ("botox", "2 of 4 classes, 60 days each", "4", "the classes are named"),
    ("stimulator", "pain 5 of 10 or more", "10", "the end of the fact's range"),
    ("bariatric", "BMI 30 to 35 with type 2 diabetes", "2", "part of the name of a disease"),
];

fn lines_of(module: &str) -> Lines {
    let source = SOURCES.iter().find(|source| source.module == module);
    scan::read(source.unwrap_or_else(|| panic!("there is no module {module}")).text)
}

/// What the lines of a row say, with what they use.
fn text_of(row: &Row, lines: &Lines) -> String {
    row.lines.iter().map(|citation| lines.text_with_parts(citation) + "\n").collect()
}

#[test]
fn every_criterion_has_a_row() {
    let rows = rows();
    assert_eq!(rows.len(), 220);
    let different = rows.iter().map(|row| (&row.policy, &row.criterion)).collect::<BTreeSet<_>>();
    assert_eq!(different.len(), 220, "a criterion has two rows");
    let natural = rows.iter().filter(|row| row.class == Class::Natural).count();
    assert!(natural >= 209, "{natural} are natural");
    for row in &rows {
        assert_eq!(row.why.is_empty(), row.class == Class::Natural, "{}: why?", row.criterion);
        assert_eq!(row.lines.is_empty(), row.class == Class::Pending, "{}", row.criterion);
    }
    let modules = rows.iter().map(|row| row.module.as_str()).collect::<BTreeSet<_>>();
    assert!(modules.into_iter().eq(SOURCES.iter().map(|source| source.module)));
}

#[test]
fn every_row_has_its_lines_and_every_line_its_row() {
    for source in SOURCES {
        let lines = lines_of(source.module);
        let rows = rows().into_iter().filter(|row| row.module == source.module);
        let named = rows.flat_map(|row| row.lines).collect::<BTreeSet<_>>();
        for citation in &named {
            assert!(lines.get(citation).is_some(), "{}: there is no {citation}", source.module);
        }
        for criterion in lines.criteria() {
            // A section is named for whom it is for, or for its outcome.
            let mut groups =
                named.iter().filter(|cited| !lines.sections().any(|one| one == *cited));
            let has_row = named.contains(criterion)
                || groups.any(|group| criterion.starts_with(&format!("{group}.")));
            assert!(has_row, "{}: {criterion} has no row", source.module);
        }
    }
}

/// The lines are found by reading the text; the compiler finds the same.
#[test]
fn the_lines_are_those_of_the_policies() {
    fn conditions<'p>(criteria: &'p [Criterion], into: &mut Vec<&'p str>) {
        for criterion in criteria {
            match &criterion.body {
                Body::Group { criteria, .. } => conditions(criteria, into),
                Body::Condition(_) => into.push(&criterion.citation),
            }
        }
    }
    for source in SOURCES {
        let mut compiled = Vec::new();
        let mut sections = Vec::new();
        for program in source.programs {
            for section in
                program.policy().versions.iter().flat_map(|version| version.sections.iter())
            {
                sections.push(section.citation().unwrap());
                conditions(&section.criteria, &mut compiled);
            }
        }
        let lines = lines_of(source.module);
        assert!(lines.criteria().eq(compiled.iter().copied()), "{}", source.module);
        assert!(lines.sections().eq(sections.iter().copied()), "{}", source.module);
        let different = compiled.iter().chain(&sections).collect::<BTreeSet<_>>();
        assert_eq!(
            different.len(),
            compiled.len() + sections.len(),
            "{}: a citation is used twice",
            source.module
        );
    }
}

#[test]
fn every_number_of_a_natural_criterion_is_in_its_lines() {
    let mut other = Vec::new();
    for row in rows().into_iter().filter(|row| row.class == Class::Natural) {
        let written = numbers(&text_of(&row, &lines_of(&row.module)));
        for number in numbers_of_words(&row.criterion) {
            if !written.contains(&number) {
                other.push((row.module.clone(), row.criterion.clone(), number));
            }
        }
    }
    let expected = OTHER_WORDS.map(|(module, criterion, number, _)| {
        (module.to_owned(), criterion.to_owned(), number.to_owned())
    });
    let (other, expected) =
        (other.into_iter().collect::<BTreeSet<_>>(), expected.into_iter().collect::<BTreeSet<_>>());
    assert_eq!(other, expected);
}
