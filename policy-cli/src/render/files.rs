//! A file for each answer. In: the folder that the user named with `--out`, and answers. Out: new
//! files, each named by the position of its case; no file that is there is ever changed.

use std::fs::{OpenOptions, create_dir_all, remove_file};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The folder into which files are written.
pub struct Folder {
    path: PathBuf,
    extension: &'static str,
}

impl Folder {
    /// A folder that is made where there is none.
    pub fn open(path: &Path, extension: &'static str) -> io::Result<Folder> {
        create_dir_all(path).map_err(|error| named(path, &error))?;
        Ok(Folder { path: path.to_owned(), extension })
    }

    /// Writes an answer into a new file. It is whole, or it is not there.
    pub fn write(&self, position: u64, answer: &[u8]) -> io::Result<()> {
        // Six digits, so that files are listed in the order of the cases.
        let name = format!("{:06}.{}", position.saturating_add(1), self.extension);
        let path = self.path.join(name);
        let file = OpenOptions::new().write(true).create_new(true).open(&path);
        let mut file = file.map_err(|error| named(&path, &error))?;
        file.write_all(answer).map_err(|error| {
            let _ = remove_file(&path);
            named(&path, &error)
        })
    }
}

/// The error with the name of what it is about.
fn named(path: &Path, error: &io::Error) -> io::Error {
    let path = path.display().to_string();
    let path = path.escape_debug();
    if error.kind() == ErrorKind::AlreadyExists {
        io::Error::other(format!("{path} is there already, and is not overwritten"))
    } else {
        io::Error::other(format!("{path}: {error}"))
    }
}
