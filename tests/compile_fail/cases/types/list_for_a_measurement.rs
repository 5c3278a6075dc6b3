use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: lvef by Echo2d <= 40%;
            1: lvef in [Echo2d, Muga];
        } => criteria_met for 3 months;
    }
}

fn main() {}
