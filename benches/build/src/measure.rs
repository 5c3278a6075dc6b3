//! What a command costs: CPU seconds and memory of its whole process tree, from `/proc`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// What a command has cost.
#[derive(Clone, Copy, Default, Debug)]
pub struct Cost {
    pub cpu_seconds: f64,
    pub peak_bytes: u64,
}

/// The kernel counts CPU time in hundredths of a second.
const TICKS_A_SECOND: f64 = 100.0;

/// Runs a command to its end; its output is shown only where it fails.
pub fn measure(command: &mut Command) -> io::Result<Cost> {
    let before = ticks_of_children()?;
    let child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let root = child.id();
    let watcher = thread::spawn(move || peak_of(root));
    let output = Child::wait_with_output(child)?;
    let peak_bytes = watcher.join().unwrap_or_default();
    if !output.status.success() {
        return Err(io::Error::other(format!(
            "{command:?} failed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        )));
    }
    #[expect(clippy::cast_precision_loss, reason = "ticks of some minutes")]
    let cpu_seconds = ticks_of_children()?.saturating_sub(before) as f64 / TICKS_A_SECOND;
    Ok(Cost { cpu_seconds, peak_bytes })
}

/// User and system time of all children that have ended, and of theirs.
fn ticks_of_children() -> io::Result<u64> {
    let status = fs::read_to_string("/proc/self/stat")?;
    // The second field is a name in parentheses, which may hold spaces.
    let fields = status.rsplit_once(')').map_or("", |(_, fields)| fields);
    Ok(fields
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|ticks| ticks.parse::<u64>().ok())
        .sum())
}

/// The most memory that a process and its descendants held together, looked at a hundred times a
/// second, and never less than any of them held alone.
fn peak_of(root: u32) -> u64 {
    let mut peak = 0;
    while fs::exists(format!("/proc/{root}/status")).unwrap_or(false) {
        let tree = descendants(root);
        let memory = tree.iter().filter_map(|process| memory(*process)).collect::<Vec<_>>();
        if memory.is_empty() {
            break;
        }
        let together = memory.iter().map(|memory| memory.now).sum::<u64>();
        let alone = memory.iter().map(|memory| memory.most).max().unwrap_or_default();
        peak = peak.max(together).max(alone);
        thread::sleep(Duration::from_millis(10));
    }
    peak
}

struct Memory {
    now: u64,
    most: u64,
}

fn memory(process: u32) -> Option<Memory> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let bytes = |field: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(field))?;
        line.split_whitespace()
            .next()?
            .parse::<u64>()
            .ok()
            .map(|kilobytes| kilobytes.saturating_mul(1024))
    };
    Some(Memory { now: bytes("VmRSS:")?, most: bytes("VmHWM:")? })
}

fn descendants(root: u32) -> Vec<u32> {
    let mut children = BTreeMap::<u32, Vec<u32>>::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(process) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok())
        else {
            continue;
        };
        let status = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        let parent = status
            .rsplit_once(')')
            .and_then(|(_, fields)| fields.split_whitespace().nth(1)?.parse::<u32>().ok());
        children.entry(parent.unwrap_or_default()).or_default().push(process);
    }
    let mut tree = vec![root];
    let mut next = 0;
    while let Some(process) = tree.get(next) {
        tree.extend(children.remove(process).unwrap_or_default());
        next = next.saturating_add(1);
    }
    tree
}
