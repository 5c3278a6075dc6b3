//! Reading files into portions.

use super::portion::{Portion, Remark};
use crate::input::Cases;
use policy_core::unseen::escaped;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads the cases of all files. `take` gets portions of them, in order, and ends reading with an
/// error.
pub fn read_portions<E>(
    files: &[PathBuf],
    take: impl FnMut(Portion) -> Result<(), E>,
) -> Result<(), E> {
    let mut reading = Reading { take, portion: Portion::default(), cases: 0, read_before: 0 };
    files.iter().try_for_each(|file| reading.file(file))
}

struct Reading<T> {
    take: T,
    portion: Portion,
    /// How many cases have been read.
    cases: u64,
    /// How many bytes the files before this one have.
    read_before: u64,
}

impl<E, T: FnMut(Portion) -> Result<(), E>> Reading<T> {
    fn file(&mut self, path: &Path) -> Result<(), E> {
        let (name, file) = match open(path) {
            Ok(opened) => opened,
            Err(remark) => return self.remark(remark),
        };
        let mut cases = Cases::new(file);
        let before = self.cases;
        loop {
            match cases.next() {
                Ok(Some(case)) => {
                    self.portion.push(self.cases, Arc::clone(&name), case.place, case.text);
                }
                Ok(None) => break,
                Err(error) => return self.remark(Remark::Unreadable { name, error }),
            }
            self.cases = self.cases.saturating_add(1);
            // Whoever sends cases one by one, or reads along, is not kept waiting.
            let is_drained = cases.is_drained();
            if is_drained || self.portion.is_enough() {
                self.hand_out(is_drained, cases.taken())?;
            }
        }
        let taken = cases.taken();
        if self.cases == before {
            self.remark(Remark::Empty { name })?;
        } else {
            self.hand_out(false, taken)?;
        }
        self.read_before = self.read_before.saturating_add(taken);
        Ok(())
    }

    fn remark(&mut self, remark: Remark) -> Result<(), E> {
        self.portion.remark = Some(remark);
        self.hand_out(true, 0)
    }

    fn hand_out(&mut self, is_drained: bool, taken: u64) -> Result<(), E> {
        if self.portion.is_empty() {
            return Ok(());
        }
        let mut portion = std::mem::take(&mut self.portion);
        (portion.is_drained, portion.read_so_far) =
            (is_drained, self.read_before.saturating_add(taken));
        (self.take)(portion)
    }
}

/// Opens a file, and says how it is called; `-` is the standard input.
pub fn open(path: &Path) -> Result<(Arc<str>, Box<dyn Read>), Remark> {
    if path.as_os_str() == "-" {
        return Ok(("standard input".into(), Box::new(io::stdin().lock())));
    }
    let name = name_of(path);
    match File::open(path) {
        Ok(file) => Ok((name, Box::new(file))),
        Err(error) => Err(Remark::Unreadable { name, error }),
    }
}

/// The name of a file as it is shown.
pub fn name_of(path: &Path) -> Arc<str> {
    escaped(&path.display().to_string()).into()
}
