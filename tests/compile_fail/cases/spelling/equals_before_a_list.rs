use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: nyha in [II, III];
            1: nyha = [II, III];
        } => criteria_met for 3 months;
    }
}

fn main() {}
