//! Writes policies of 10, 30, 100 and 300 criteria, for the table of growth. Ten criteria are a
//! group of nine, over facts of its own.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

const SIZES: [usize; 4] = [10, 30, 100, 300];

fn main() {
    println!("cargo::rerun-if-changed=generate.rs");
    let mut text = vocabulary(SIZES[SIZES.len() - 1] / 10);
    for size in SIZES {
        text += &policy(size);
    }
    let directory = env::var_os("OUT_DIR").expect("cargo names the directory");
    fs::write(Path::new(&directory).join("growing.rs"), text)
        .expect("the directory is there to be written to");
}

fn vocabulary(groups: usize) -> String {
    let mut facts = String::new();
    for group in 1..=groups {
        let _ = write!(
            facts,
            "/// Diagnosis {group}
             diagnosis_{group}: flag,
             /// Contraindication {group}
             contraindication_{group}: flag,
             /// Stage {group}
             stage_{group}: code [One, Two, Three, Four],
             /// Lines of therapy {group}
             lines_{group}: count from 0 to 20,
             /// Start of therapy {group}
             start_{group}: date,
             /// Dose {group}
             dose_{group}: quantity in mg from 1 to 1_000,
             /// Level {group}
             level_{group}: measurement in % from 0 to 100,
             /// Marker {group}
             marker_{group}: measurement in mg/L from 0 to 500,
             /// Stay {group}
             stay_{group}: events,
             "
        );
    }
    format!(
        "policy_macros::vocabulary! {{ /// Nine facts for each group of criteria.\n pub growing {{ {facts} }} }}\n"
    )
}

fn policy(size: usize) -> String {
    let mut criteria = String::new();
    for group in 1..=size / 10 {
        let _ = write!(
            criteria,
            "{group}: all of {{
                a: diagnosis_{group};
                b: NOT contraindication_{group};
                c: stage_{group} in [Two, Three];
                d: lines_{group} <= 3;
                e: start_{group} at least 1 month ago;
                f: dose_{group} <= 500 mg;
                g: level_{group} >= 10% within 6 months;
                h: any marker_{group} > 50 mg/L;
                i: at least 1 stay_{group} within 9 months;
            }}
            "
        );
    }
    format!(
        "policy_macros::policy! {{
            /// A policy of {size} criteria
            of_{size}<growing> {{
                payer \"Example\";
                number \"{size}\";
                source \"none\";
                section criteria {{ {criteria} }} => criteria_met for 3 months;
            }}
        }}\n"
    )
}
