use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: nt_probnp > 1_000 pg/mL;
            1: nt_probnp > 1_000 mg;
        } => criteria_met for 3 months;
    }
}

fn main() {}
