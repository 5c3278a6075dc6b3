//! Vocabularies of every form, drawn at random, and conditions over them.

use super::SAMPLE;
use super::{
    assert_policy_reads_back, assert_vocabulary_reads_back, read, read_vocabulary, tokens,
};
use crate::check::notation_tests::Author;
use policy_core::policy::{Expression, Notation};
use policy_core::vocabulary::{FactKind, Vocabulary};
use std::fmt::Write as _;

/// Types that facts and attributes have in common.
const TYPES: [&str; 10] = [
    "flag",
    "attested flag",
    "date",
    "count",
    "count from 1 to 1_200",
    "code [One]",
    "code [One, Two, Three]",
    "code [One \"one\" icd10cm(\"C90.0*\") suggests icd10cm(\"B18.1\"), Two suggests loinc(\"2823-3\")]",
    "quantity in mg or g from 0.50 to 5_000",
    "quantity in %",
];

const LABELS: [&str; 4] = ["Some “label”", "label with \\\\ and `it`", "A", "the 2nd"];

/// Draws a vocabulary, as its author would type it.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn vocabulary(&mut self) -> String {
        let mut text = "facts { /// Born\n born: date, /// Age\n age: age from born,".to_owned();
        for number in 0..=self.below(6) {
            let label = LABELS[self.below(4)];
            let asked = ["", "", "asked of provider {", "asked of plan {"][self.below(4)];
            let _ = write!(text, "{asked} /// {label}\n{}", self.said());
            let kind = match self.below(3) {
                0 => TYPES[self.below(TYPES.len())].to_owned(),
                1 => "measurement in mg or g by [First, Second] from 0 to 10".to_owned(),
                _ => self.history(),
            };
            let end = if asked.is_empty() { "" } else { "}" };
            let _ = write!(text, "fact_{number}: {kind}, {end}");
        }
        text + "}"
    }

    /// A note and codes, perhaps, after a label.
    fn said(&mut self) -> String {
        let note = if self.below(4) == 0 { "///\n/// A note\n/// of two lines\n" } else { "" };
        let codes = [
            "",
            "",
            "",
            "#[rxnorm(\"6809\", \"8787\")]",
            "#[loinc(\"4548-4\")] #[rxnorm(\"6809\")]",
            "#[icd10cm(\"I50*\")] #[suggests icd10cm(\"Z92.86\", \"Z00.6\")] #[icd10cm(\"I25.5\")]",
        ];
        format!("{note}{}\n", codes[self.below(codes.len())])
    }

    fn history(&mut self) -> String {
        let form = ["events", "courses", "records", "readings"][self.below(4)];
        match self.below(4) {
            // A reading has parts.
            0 if form != "readings" => form.to_owned(),
            1 => format!("{form} with part_0 [One, Two]"),
            _ => {
                let attributes = (0..=self.below(5)).map(|number| self.attribute(number));
                format!("{form} with {{ {} }}", attributes.collect::<String>())
            }
        }
    }

    fn attribute(&mut self, number: usize) -> String {
        // Histories have attributes of one name.
        let name = ["part", "part", "piece"][self.below(3)];
        let kind = TYPES[self.below(TYPES.len())];
        let label = match self.below(3) {
            0 => String::new(),
            1 => format!("/// {name} {number}\n{}", self.said()),
            _ => format!("/// {}\n{}", LABELS[self.below(4)], self.said()),
        };
        format!("{label}{name}_{number}: {kind},")
    }
}

fn drawn(seed: u64) -> Vocabulary {
    read_vocabulary(&tokens(&Dice(seed).vocabulary())).0
}

#[test]
fn every_drawn_vocabulary_is_read_back() {
    bolero::check!().with_type::<u64>().for_each(|seed| {
        assert_vocabulary_reads_back(&drawn(*seed), "pub", "");
    });
}

#[test]
fn every_condition_over_a_drawn_vocabulary_is_read_back() {
    bolero::check!().with_type::<(u64, u64)>().for_each(|(facts, seed)| {
        let vocabulary = drawn(*facts);
        let condition = Author::new(&vocabulary, *seed).condition(3);
        let text = Notation::of(&vocabulary, &condition).to_string();
        let (policy, _) = read(&tokens(&SAMPLE.replace("CONDITION", &text)), &vocabulary);
        assert_eq!(policy.applicability[0].condition, condition, "{text}");
        assert_policy_reads_back(&policy);
    });
}

/// What is drawn is not too simple.
#[test]
fn conditions_on_entries_of_every_form_are_drawn() {
    let mut forms = [0_usize; 5];
    for seed in 0..6_000 {
        let vocabulary = drawn(seed);
        for (_, fact) in vocabulary.iter() {
            if let FactKind::History { attributes, .. } = fact.kind {
                forms[0] += usize::from(attributes.number > 1);
            }
        }
        let condition = Author::new(&vocabulary, seed).condition(3);
        for predicate in condition.predicates() {
            let Some((term, _)) = predicate.asked() else { continue };
            let Some(entries) = term.entries() else { continue };
            let Some(filter) = entries.filter.as_deref() else { continue };
            forms[match filter {
                Expression::Test { .. } => 1,
                Expression::Not(_) => 2,
                Expression::AtLeast(..) | Expression::If { .. } => 3,
            }] += 1;
            forms[4] += usize::from(!entries.compared_with().is_empty());
        }
    }
    assert!(forms.iter().all(|number| *number > 100), "{forms:?}");
}
