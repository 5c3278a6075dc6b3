//! What is said of all members while a policy is built, where conditions on entries have windows of
//! their own, or ask about an attribute twice. Each of these policies is built: nothing is wrong
//! with it.

use policy_analysis::findings::findings;

policy_macros::vocabulary! {
    pub reactions {
        /// Infusion
        infusion: events with {
            /// Reaction
            reaction: date,
            /// Cycles given
            cycles: count from 0 to 9,
            /// Cycles planned
            planned: count from 0 to 9,
        },
    }
}

policy_macros::policy! {
    /// A month is longer than thirty days, or shorter
    months<reactions> {
        payer "Example Health";
        number "EX.9";
        source "example.txt";

        section both "1" {
            1: any infusion where (reaction within 30 days);
            2: any infusion where (reaction within 1 month);
        } => criteria_met for 1 year;
    }
}

policy_macros::policy! {
    /// The day between thirty days and a month
    day_between<reactions> {
        payer "Example Health";
        number "EX.10";
        source "example.txt";

        section between "1" {
            1: any infusion where (reaction within 1 month AND NOT reaction within 30 days);
        } => criteria_met for 1 year;
    }
}

policy_macros::policy! {
    /// Three of three cycles meet both
    cycles<reactions> {
        payer "Example Health";
        number "EX.11";
        source "example.txt";

        section all "1" {
            1: no infusion where (cycles < planned OR cycles < 3);
            2: any infusion where cycles >= planned;
        } => criteria_met for 1 year;
    }
}

#[test]
fn nothing_false_is_said_of_all_members() {
    for policy in [&*MONTHS, &*DAY_BETWEEN, &*CYCLES] {
        let found = findings(policy).unwrap().into_iter().map(|finding| finding.message);
        assert_eq!(found.collect::<Vec<_>>(), Vec::<String>::new(), "{}", policy.name);
    }
}
