//! How fast `policy evaluate` is on a large file, next to `serde_json` that only reads the same
//! bytes; and how much memory it takes.
//!
//! ```text
//! cargo build --release
//! cargo run --release -p benches --bin throughput -- [POLICY] [MEGABYTES] [ROUNDS]
//! ```
//!
//! In: the example cases of a policy, repeated to a size. Out: a table: processor time and time by
//! the clock of each way over the file, medians of rounds in which the ways take turns, and their
//! ratios, and the most memory that each took. Every way is a process of its own that reads the
//! file and throws its output away. The program reads times and memory from `/proc`, so it needs
//! Linux.

#![expect(clippy::cast_precision_loss, reason = "megabytes are printed with one decimal")]

use serde_json::Value;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The unit of processor times in `/proc`.
const TICK: Duration = Duration::from_millis(10);

fn main() -> Result<()> {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    let argument = |position: usize, otherwise: &str| {
        arguments.get(position).map_or_else(|| otherwise.to_owned(), String::clone)
    };
    if argument(0, "") == "--read" {
        return read(Path::new(&argument(1, "")));
    }
    let (policy, megabytes, rounds) =
        (argument(0, "revascor"), argument(1, "100").parse()?, argument(2, "5").parse()?);
    let this = std::env::current_exe()?;
    let command = this.with_file_name("policy");
    let file = large_file(&command, &policy, megabytes)?;
    let evaluate = |threads: &str| {
        let mut evaluate = Command::new(&command);
        evaluate.args(["evaluate", &policy]).arg(&file).args([
            "--format",
            "json",
            "--threads",
            threads,
        ]);
        evaluate
    };
    let read = || {
        let mut read = Command::new(&this);
        read.arg("--read").arg(&file);
        read
    };
    let ways: [(&str, &dyn Fn() -> Command); 3] = [
        ("serde_json to Value, one thread", &read),
        ("policy evaluate, one thread", &|| evaluate("1")),
        ("policy evaluate, two threads", &|| evaluate("2")),
    ];
    let mut runs = [const { Vec::new() }; 3];
    for _ in 0..rounds {
        for (runs, (_, way)) in runs.iter_mut().zip(ways) {
            runs.push(run(way())?);
        }
    }
    let medians = runs.map(|runs| Run {
        processor: median(runs.iter().map(|run| run.processor)),
        clock: median(runs.iter().map(|run| run.clock)),
        memory: runs.iter().map(|run| run.memory).max().unwrap_or(0),
    });
    println!(
        "{policy}, {} MB, medians of {rounds} rounds\n",
        fs::metadata(&file)?.len() / 1_000_000
    );
    println!("| | processor time | by the clock | peak memory |\n|---|---|---|---|");
    for ((name, _), Run { processor, clock, memory }) in ways.iter().zip(&medians) {
        println!(
            "| {name} | {:.2} s | {:.2} s | {:.1} MB |",
            processor.as_secs_f64(),
            clock.as_secs_f64(),
            *memory as f64 / 1024.0
        );
    }
    let [read, one, two] = &medians;
    println!(
        "\none thread: {:.2} of the speed of reading alone (processor time {:.2})",
        ratio(read.clock, one.clock),
        ratio(read.processor, one.processor)
    );
    println!("two threads: {:.2} times the speed of one", ratio(one.clock, two.clock));
    fs::remove_file(file)?;
    Ok(())
}

/// What `serde_json` does alone.
fn read(file: &Path) -> Result<()> {
    let mut lines = BufReader::with_capacity(64 * 1024, File::open(file)?);
    let (mut line, mut members) = (Vec::new(), 0);
    while lines.read_until(b'\n', &mut line)? > 0 {
        members +=
            serde_json::from_slice::<Value>(&line)?.as_object().map_or(0, serde_json::Map::len);
        line.clear();
    }
    println!("{members}");
    Ok(())
}

/// The example cases of a policy one after the other, until the file has its size.
fn large_file(command: &Path, policy: &str, megabytes: usize) -> Result<PathBuf> {
    let cases = Command::new(command).args(["demo", policy, "--cases"]).output()?.stdout;
    let path = std::env::temp_dir().join(format!("throughput-{}.ndjson", std::process::id()));
    let mut file = BufWriter::new(File::create(&path)?);
    for _ in 0..(megabytes * 1_000_000).div_ceil(cases.len().max(1)) {
        file.write_all(&cases)?;
    }
    file.flush()?;
    Ok(path)
}

struct Run {
    processor: Duration,
    clock: Duration,
    /// In kilobytes.
    memory: u64,
}

/// Runs a command, and looks at its memory until it ends; the peak never falls, so the last look is
/// it.
fn run(mut command: Command) -> Result<Run> {
    let (begun, before) = (Instant::now(), processor_time_of_children()?);
    let mut child = command.stdout(Stdio::null()).stdin(Stdio::null()).spawn()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut memory = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        memory = memory.max(peak(&status).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    };
    if !ended.success() {
        return Err(format!("{command:?}: {ended}").into());
    }
    Ok(Run {
        processor: processor_time_of_children()?.saturating_sub(before),
        clock: begun.elapsed(),
        memory,
    })
}

fn peak(status: &Path) -> Option<u64> {
    let status = fs::read_to_string(status).ok()?;
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok())
}

/// The processor time of all children that have ended.
fn processor_time_of_children() -> Result<Duration> {
    let status = fs::read_to_string("/proc/self/stat")?;
    // After the name in parentheses are the state and 10 numbers, then the times: two of this
    // process, two of its children.
    let (_, numbers) = status.rsplit_once(')').ok_or("no times in /proc/self/stat")?;
    let ticks = numbers
        .split_whitespace()
        .skip(13)
        .take(2)
        .map(str::parse::<u32>)
        .sum::<std::result::Result<u32, _>>()?;
    Ok(TICK * ticks)
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times = times.collect::<Vec<_>>();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}
