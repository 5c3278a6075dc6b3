//! Replacing a file: the only thing that the command ever writes. In: the file that the user named
//! with `--update`, and its new text. Whoever reads it meanwhile, or after a power failure, finds
//! the old text or the new one, whole.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// The text of a file that can be replaced.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a file that could be written"));
    }
    // Replacing would get around this.
    if metadata.permissions().readonly() {
        return Err(io::Error::other("it is write-protected"));
    }
    fs::read(path)
}

/// Writes the new text beside the file, with the permissions of the file, and renames it.
pub fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    // A link stays a link.
    let path = fs::canonicalize(path)?;
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.new", std::process::id()));
    let beside = path.with_file_name(name);
    let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let written = write(&mut file, &path, text).and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write(file: &mut File, like: &Path, text: &[u8]) -> io::Result<()> {
    // First of all, so that no one reads who may not.
    file.set_permissions(fs::metadata(like)?.permissions())?;
    file.write_all(text)?;
    file.sync_all()
}
