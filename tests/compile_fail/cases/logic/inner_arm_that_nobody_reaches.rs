use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        applies when nyha in [II, III];
        section rest => refer by nyha {
            II => "EX.2",
            // corrected: III => "EX.3",
            III => by nyha { II => "EX.3", III => "EX.4" },
        };
    }
}

fn main() {}
