//! Files that are either wholly there or not at all.

use crate::{Error, Result};
use std::{
    fs::{self, File},
    io::Write as _,
    path::Path,
};

/// Writes a small file through a temporary one in the same folder: after a crash there is the old file or
/// the new one. Only the owner may read it.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let fail = |source| Error::io(path, source);
    let mut file = tempfile::Builder::new().prefix(".fumibako-").tempfile_in(folder).map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    file.as_file().sync_all().map_err(fail)?;
    file.persist(path).map_err(|error| Error::io(path, error.error))?;
    sync_folder(folder)
}

/// Gives a finished file its final name, durably.
pub(crate) fn rename_durably(from: &Path, to: &Path) -> Result<()> {
    File::options()
        .write(true)
        .open(from)
        .and_then(|file| file.sync_all())
        .map_err(|e| Error::io(from, e))?;
    fs::rename(from, to).map_err(|e| Error::io(to, e))?;
    sync_folder(to.parent().unwrap_or(Path::new(".")))
}

/// Makes the names in a folder durable. Windows does so by itself and cannot open folders.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(unix) {
        File::open(folder).and_then(|file| file.sync_all()).map_err(|e| Error::io(folder, e))?;
    }
    Ok(())
}

/// Whether something has this name. A name that cannot be asked about counts as taken: nothing may be made
/// over it.
pub(crate) fn exists(path: &Path) -> bool {
    path.try_exists().unwrap_or(true)
}
