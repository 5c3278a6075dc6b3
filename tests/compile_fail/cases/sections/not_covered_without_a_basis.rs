use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section rest => not_covered investigational;
        section rest => not_covered;
    }
}

fn main() {}
