use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: none of {
                a: nyha = IV;
                // corrected: b: lvad = Implanted;
                b: nyha = IV AND lvad = Implanted;
            }
        } => criteria_met for 3 months;
    }
}

fn main() {}
