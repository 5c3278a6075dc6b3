use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: define taken(class): class in [Taking, AdverseEffect];
        define taken(class): class = Taking;
        define not_taken(class): class in [AdverseEffect, Contraindicated];

        section criteria "I" {
            1: taken(beta_blocker);
            2: age >= 18;
            3: not_taken(beta_blocker);
        } => criteria_met for 3 months;
    }
}

fn main() {}
