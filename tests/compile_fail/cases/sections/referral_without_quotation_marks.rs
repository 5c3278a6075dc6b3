use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section rest => refer "CP.CPA.09";
        section rest => refer CP.CPA.09;
    }
}

fn main() {}
