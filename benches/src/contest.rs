//! Several ways to do one thing, measured in turns, so that other load on the machine affects all
//! of them equally; in processor time of a single thread.

use cpu_time::ThreadTime;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

/// How often everyone has a turn.
const ROUNDS: usize = 41;
/// How long a turn takes at least.
const TURN: Duration = Duration::from_millis(4);

/// Whoever does the thing, for all cases once.
struct Contender<'a> {
    name: String,
    pass: Box<dyn FnMut() + 'a>,
    passes: u32,
}

/// Contenders over the same cases. The first is what the others are compared with.
pub struct Contest<'a> {
    title: String,
    cases: usize,
    contenders: Vec<Contender<'a>>,
}

/// What came out: nanoseconds a case, and the ratio to the first contender's in the same round;
/// medians of all rounds.
#[derive(Clone, PartialEq, Debug)]
pub struct Result {
    /// Who.
    pub name: String,
    /// Nanoseconds a case.
    pub nanoseconds: f64,
    /// How many times what the first contender takes.
    pub ratio: f64,
}

impl<'a> Contest<'a> {
    /// A contest over that many cases.
    #[must_use]
    pub fn new(title: &str, cases: usize) -> Contest<'a> {
        Contest { title: title.to_owned(), cases, contenders: Vec::new() }
    }

    /// Someone who answers each of `cases`.
    #[must_use]
    pub fn enter<C, R>(
        self,
        name: &str,
        cases: &'a [C],
        mut answer: impl FnMut(&C) -> R + 'a,
    ) -> Contest<'a> {
        self.enter_pass(name, move || {
            for case in cases {
                // Where it lies: handing it over would cost the longer answer more.
                black_box(&answer(black_box(case)));
            }
        })
    }

    fn enter_pass(mut self, name: &str, pass: impl FnMut() + 'a) -> Contest<'a> {
        self.contenders.push(Contender { name: name.to_owned(), pass: Box::new(pass), passes: 1 });
        self
    }

    /// Has everyone take turns, and prints the lines of the table; nothing where the command's
    /// arguments name other contests.
    pub fn print(self) {
        let title = self.title.clone();
        if !is_wanted(&title) {
            return;
        }
        println!("{}", lines(&title, &self.run()));
    }

    /// Has everyone take turns.
    #[must_use]
    pub fn run(mut self) -> Vec<Result> {
        for contender in &mut self.contenders {
            contender.warm_up();
        }
        let mut rounds = vec![Vec::with_capacity(ROUNDS); self.contenders.len()];
        for round in 0..ROUNDS {
            for turn in 0..self.contenders.len() {
                // No candidate always follows the same one.
                let position = (turn + round) % self.contenders.len();
                rounds[position].push(self.contenders[position].turn(self.cases));
            }
        }
        self.contenders
            .into_iter()
            .zip(&rounds)
            .map(|(contender, times)| Result {
                name: contender.name,
                nanoseconds: median(times.clone()),
                ratio: median(
                    times.iter().zip(&rounds[0]).map(|(time, first)| time / first).collect(),
                ),
            })
            .collect()
    }
}

impl Contender<'_> {
    /// Finds out how many passes make a turn.
    fn warm_up(&mut self) {
        loop {
            let begin = ThreadTime::now();
            (0..self.passes).for_each(|_| (self.pass)());
            if begin.elapsed() >= TURN {
                return;
            }
            self.passes *= 2;
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "far fewer cases than a float can count")]
    fn turn(&mut self, cases: usize) -> f64 {
        let begin = ThreadTime::now();
        (0..self.passes).for_each(|_| (self.pass)());
        begin.elapsed().as_secs_f64() * 1e9 / f64::from(self.passes) / cases as f64
    }
}

/// Whether the command's arguments name nothing, or a part of this title.
#[must_use]
pub fn is_wanted(title: &str) -> bool {
    let mut named =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).peekable();
    named.peek().is_none() || named.any(|named| title.contains(&named))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn lines(title: &str, results: &[Result]) -> String {
    let mut text = String::new();
    for (position, result) in results.iter().enumerate() {
        let title = if position == 0 { title } else { "" };
        let _ = writeln!(
            text,
            "{title:<44} {:<44} {:>12} {:>9.2}",
            result.name,
            time(result.nanoseconds),
            result.ratio
        );
    }
    text
}

/// The heading of those lines.
#[must_use]
pub fn heading() -> String {
    let heading = format!("{:<44} {:<44} {:>12} {:>9}", "cases", "what", "median", "ratio");
    format!("{heading}\n{}", "-".repeat(heading.len()))
}

fn time(nanoseconds: f64) -> String {
    if nanoseconds < 1_000.0 {
        format!("{nanoseconds:.1} ns")
    } else {
        format!("{:.2} µs", nanoseconds / 1_000.0)
    }
}
