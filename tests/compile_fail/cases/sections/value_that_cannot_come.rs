use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        applies when nyha in [I, II];
        section rest => refer by nyha {
            I => "EX.2",
            // corrected: II => "EX.3",
            II, III => "EX.3",
        };
    }
}

fn main() {}
