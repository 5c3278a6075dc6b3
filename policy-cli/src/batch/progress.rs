//! How far a long run has come, for whoever sits at a terminal: on the standard error, where that
//! is one and the answers go elsewhere. Never in a pipe.

use indicatif::{ProgressBar, ProgressStyle};
use std::fs::metadata;
use std::io::{IsTerminal, stderr, stdout};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A run that takes no longer than this shows nothing.
const SHORT: Duration = Duration::from_secs(1);

const PART: &str = "{wide_bar} {percent} %  {bytes} of {total_bytes}, {eta} left";
const READ: &str = "{bytes} in {elapsed}";

/// Shows how much has been answered.
pub struct Progress {
    /// When the run began; `None` where no one looks.
    begun: Option<Instant>,
    /// How many bytes there are, where that is known.
    size: Option<u64>,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub fn of(files: &[PathBuf]) -> Progress {
        let is_seen = stderr().is_terminal() && !stdout().is_terminal();
        Progress { begun: is_seen.then(Instant::now), size: size_of(files), bar: None }
    }

    /// How many bytes have been answered.
    pub fn advance(&mut self, bytes: u64) {
        let Some(begun) = self.begun.filter(|begun| self.bar.is_some() || begun.elapsed() > SHORT)
        else {
            return;
        };
        self.bar
            .get_or_insert_with(|| bar(self.size).with_elapsed(begun.elapsed()))
            .set_position(bytes);
    }

    /// Says something else on the standard error.
    pub fn suspend(&self, say: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(size: Option<u64>) -> ProgressBar {
    let (bar, template) = match size {
        Some(size) => (ProgressBar::new(size), PART),
        None => (ProgressBar::no_length(), READ),
    };
    // The templates are constants, and a test sees that they are well formed.
    bar.with_style(
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
    )
}

/// The size of files; of a pipe it is not known.
fn size_of(files: &[PathBuf]) -> Option<u64> {
    files.iter().try_fold(0_u64, |sum, file| {
        let file = metadata(file).ok().filter(std::fs::Metadata::is_file)?;
        sum.checked_add(file.len())
    })
}

#[cfg(test)]
mod tests {
    use super::{PART, READ, size_of};
    use indicatif::ProgressStyle;
    use std::path::PathBuf;

    #[test]
    fn templates_are_well_formed() {
        assert!([PART, READ].iter().all(|template| ProgressStyle::with_template(template).is_ok()));
    }

    #[test]
    fn the_size_is_known_of_files_alone() {
        let this = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let size = size_of(&[this()]).unwrap();
        assert_eq!(size_of(&[this(), this()]), size.checked_mul(2));
        assert_eq!(size_of(&[this(), PathBuf::from("-")]), None);
        assert_eq!(size_of(&[PathBuf::from("/dev/null")]), None);
    }
}
