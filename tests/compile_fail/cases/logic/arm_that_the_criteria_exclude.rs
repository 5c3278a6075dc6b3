use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: nyha in [II, III];
        } => refer by nyha {
            II => "EX.2",
            III => "EX.3",
            // corrected:
            IV => "EX.4",
        };
    }
}

fn main() {}
