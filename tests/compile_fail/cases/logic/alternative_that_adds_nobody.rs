use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: any of {
                a: nyha in [II, III];
                // corrected: b: nyha = IV AND lvad = Implanted;
                b: nyha = II AND lvad = Implanted;
            }
        } => criteria_met for 3 months;
    }
}

fn main() {}
