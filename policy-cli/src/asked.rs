//! What to ask, by who can answer it. In: questions, the most decisive first. Out: their lines, with
//! a heading for each addressee of the vocabulary.

use crate::style::QUIET;
use crate::text::print_field;
use policy_core::explain::Question;
use std::fmt::Display;
use std::io::{self, Write};

/// Prints questions by addressee; `line` is what is shown of one, from its number on.
pub fn print_by_addressee<T: Display>(
    output: &mut dyn Write,
    questions: Vec<Question<'_>>,
    line: impl Fn(u64, &Question<'_>) -> T,
) -> io::Result<()> {
    let mut numbers = 1_u64..;
    for (addressee, questions) in Question::by_addressee(questions) {
        // Without a heading, the first line begins as other lines do.
        let mut name = "ask for";
        if let Some(addressee) = addressee {
            writeln!(output, "  {}", QUIET.on(addressee.request()))?;
            name = "";
        }
        for (question, number) in questions.iter().zip(&mut numbers) {
            let text = line(number, question);
            let fact = format_args!("({})", question.fact);
            print_field(output, name, format_args!("{text} {}", QUIET.on(fact)))?;
            name = "";
        }
    }
    Ok(())
}
