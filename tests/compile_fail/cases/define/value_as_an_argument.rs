use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        define at_least_class(class): nyha = class;
        section all { 1: at_least_class(II); } => criteria_met for 3 months;
    }
}

fn main() {}
