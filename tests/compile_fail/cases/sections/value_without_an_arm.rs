use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section rest => refer by nyha {
            I, II => "EX.2",
            // corrected: III, IV => "EX.3",
            III => "EX.3",
        };
    }
}

fn main() {}
