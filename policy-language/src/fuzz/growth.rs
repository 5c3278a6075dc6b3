//! What policies cost that are meant to cost much: twice the text takes twice the instructions, and
//! no more. Proofs about many conditions of one fact are the exception: they grow faster, up to
//! where they are given up.
//!
//! Instructions are counted by callgrind, in a process of their own for each text, which is this
//! test again with the text's name and size in its environment:
//!
//! ```text
//! cargo test --release -p policy-language growth -- --ignored --nocapture
//! ```

use crate::{Checked, File, check_files};
use std::env;
use std::fmt::Write as _;
use std::process::Command;

/// How often something is repeated; the first is large enough for what does not grow not to matter.
const TIMES: [usize; 4] = [25, 50, 100, 200];

/// What twice the text may cost: twice, and a little for lists that are doubled.
const AT_MOST: f64 = 2.5;

/// What proofs may cost, in millions of instructions: half a second.
const PROOFS_AT_MOST: f64 = 1_000.0;

const FACTS: &str = "
    vocabulary! {
        /// Facts
        pub facts {
            /// Date of birth
            birth_date: date,
            /// Age
            age: age from birth_date,
            /// Smoker
            smoker: flag,
            /// Diabetic
            diabetic: flag,
            /// Stage
            stage: code [One, Two, Three, Four],
            /// Visits
            visits: count,
            /// Level
            level: measurement in % from 0 to 100_000,
            /// Hospital stay
            stay: events,
        }
    }";

/// What is repeated, and where.
enum Place {
    /// In a vocabulary.
    Vocabulary,
    /// Among the statements of a policy.
    Policy,
    /// Among the criteria of its section.
    Section,
}

/// How its cost may grow.
#[derive(PartialEq)]
enum Growth {
    /// In proportion to its length.
    Linear,
    /// Faster, up to where proofs are given up: all of it is about the same facts, and is proved
    /// together.
    Bounded,
}

use Growth::{Bounded, Linear};

/// A name, and the text of the repetition with this number.
type Shape = (&'static str, Growth, Place, fn(usize) -> String);

const SHAPES: [Shape; 18] = [
    ("different thresholds of one fact", Bounded, Place::Section, |n| {
        format!("c{n}: level >= {n}%;")
    }),
    ("any of the results at different thresholds", Bounded, Place::Section, |n| {
        format!("c{n}: any level >= {n}%;")
    }),
    ("windows of different lengths", Bounded, Place::Section, |n| {
        format!("c{n}: any stay within {} days;", n + 1)
    }),
    ("the same criterion", Bounded, Place::Section, |n| format!("c{n}: smoker;")),
    ("contradictions", Bounded, Place::Section, |n| {
        format!("c{n}: {} smoker;", ["", "NOT"][n % 2])
    }),
    ("gaps", Bounded, Place::Section, |n| format!("c{n}: level < {n}% OR level > {n}%;")),
    ("groups", Bounded, Place::Section, |n| {
        format!("c{n}: any of {{ a: visits >= {n}; b: smoker; }}")
    }),
    ("one label", Linear, Place::Section, |_| "same: smoker;".to_owned()),
    ("facts that do not exist", Linear, Place::Section, |n| format!("c{n}: smokr{n};")),
    ("criteria cut off", Linear, Place::Section, |n| format!("c{n}: level >=")),
    ("brackets side by side", Bounded, Place::Section, |n| format!("c{n}: ((((smoker))));")),
    ("words without sense", Linear, Place::Section, |n| format!("within {n} in [ AND level ] ;")),
    ("sections", Bounded, Place::Policy, |n| {
        format!("section s{n} for visits = {n} {{ 1: smoker; }} => criteria_met for 1 year;")
    }),
    ("sections that nobody reaches", Linear, Place::Policy, |n| {
        format!("section s{n} for smoker {{ 1: diabetic; }} => criteria_met for 1 year;")
    }),
    ("definitions", Linear, Place::Policy, |n| format!("define d{n}: visits >= {n};")),
    ("metadata given twice", Linear, Place::Policy, |_| "payer \"Example Health\";".to_owned()),
    ("facts", Linear, Place::Vocabulary, |n| format!("/// Fact {n}\nfact_{n}: flag,")),
    ("one fact", Linear, Place::Vocabulary, |_| "/// Fact\nsame: flag,".to_owned()),
];

fn check(place: &Place, repeated: &str) -> Checked {
    let (policy, section) = match place {
        Place::Vocabulary => {
            let end = FACTS.rfind("        }\n    }").unwrap();
            return check_files(&[File::read(
                "facts.rs",
                format!("{}{repeated}{}", &FACTS[..end], &FACTS[end..]),
            )]);
        }
        Place::Policy => (repeated, "1: smoker;"),
        Place::Section => ("", repeated),
    };
    let head = "payer \"Example Health\"; number \"EX.1\"; source \"example.txt\";";
    let text = format!(
        "policy! {{ /// Example\nexample<facts> {{ {head} {policy} section rest {{ {section} }} => criteria_met for 1 year; }} }}"
    );
    check_files(&[File::read("facts.rs", FACTS), File::read("example.rs", text)])
}

const TEXT: &str = "POLICY_GROWTH";

#[test]
#[ignore = "the process whose instructions the other test counts"]
fn one_text() {
    let Ok(text) = env::var(TEXT) else { return };
    let (position, times) = text.split_once(' ').unwrap();
    let (_, _, place, repeated) = &SHAPES[position.parse::<usize>().unwrap()];
    let text = (0..times.parse().unwrap()).fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "{}", repeated(number));
        text
    });
    assert_eq!(check(place, &text).vocabularies, 1);
}

fn instructions(position: usize, times: usize) -> u64 {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe().unwrap());
    command
        .args(["--exact", "fuzz::growth::one_text", "--ignored"])
        .env(TEXT, format!("{position} {times}"));
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said.lines().find_map(|line| line.split_once("Collected : ")).unwrap().1.trim().parse().unwrap()
}

#[test]
#[ignore = "counts instructions with valgrind, for minutes"]
fn twice_the_text_takes_twice_the_instructions() {
    println!(
        "{:45} {}  million instructions, and the ratios",
        "",
        TIMES.map(|times| format!("{times:>9}")).concat()
    );
    let mut failures = Vec::new();
    for (position, (name, growth, ..)) in SHAPES.iter().enumerate() {
        let nothing = instructions(position, 1);
        let millions = TIMES.map(|times| {
            f64::from(u32::try_from((instructions(position, times) - nothing) / 1_000).unwrap())
                / 1_000.0
        });
        let ratios = [1, 2, 3].map(|size| millions[size] / millions[size - 1]);
        println!(
            "{name:45} {}  {}",
            millions.map(|million| format!("{million:9.1}")).concat(),
            ratios.map(|ratio| format!("{ratio:5.2}")).concat()
        );
        if millions.iter().any(|millions| *millions > PROOFS_AT_MOST)
            || (*growth == Linear && ratios.iter().any(|ratio| *ratio > AT_MOST))
        {
            failures.push(name);
        }
    }
    assert!(failures.is_empty(), "{failures:?}");
}
