//! The seam between the folder transport and the file system, so that tests can put a faulty one under it.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
    time::SystemTime,
};

/// What is known of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// Length in bytes.
    pub length: u64,
    /// When it was last written, by the clock of whoever holds it.
    pub modified: Option<SystemTime>,
}

/// What the folder transport asks of a file system. Calls may block.
pub trait Files: Send + Sync {
    /// Hands every name in a folder to `each`. Names that are not Unicode are passed over: none of ours is such.
    ///
    /// # Errors
    /// When the folder cannot be listed to its end.
    fn list(&self, folder: &Path, each: &mut dyn FnMut(&str)) -> io::Result<()>;

    /// Length and time of a file.
    ///
    /// # Errors
    /// When it is not there or cannot be asked.
    fn stat(&self, path: &Path) -> io::Result<Stat>;

    /// Reads a file, `limit` bytes at most.
    ///
    /// # Errors
    /// When it is not there, locked, or cannot be read to its end.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;

    /// Writes a new file to the disk; never over another.
    ///
    /// # Errors
    /// When it cannot be written whole; part of it may then lie there.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Renames within a folder; never over another file.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] when the new name is taken; otherwise it may or may not have happened.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// When it is not there or cannot be removed.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// The real one: a local disk, or a share that the system has mounted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn list(&self, folder: &Path, each: &mut dyn FnMut(&str)) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            if let Some(name) = entry?.file_name().to_str() {
                each(name);
            }
        }
        Ok(())
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        // A link would let somebody make us read or remove another file.
        let about = fs::symlink_metadata(path)?;
        if !about.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
        }
        Ok(Stat { length: about.len(), modified: about.modified().ok() })
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut temp = tempfile::TempPath::try_from_path(from)?;
        temp.disable_cleanup(true);
        match temp.persist_noclobber(to) {
            Ok(()) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(error.error),
            Err(error) if error.error.kind() == io::ErrorKind::NotFound => Err(error.error),
            // Shares that know neither "rename, but not over another" nor hard links: the name is of our own
            // making and nobody else writes it, so looking first is enough.
            Err(_) => match fs::symlink_metadata(to) {
                Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
                Err(_) => fs::rename(from, to),
            },
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}
