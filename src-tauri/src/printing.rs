//! PDFs on their way to the viewer of the system, and copies that a person saves.
//!
//! A PDF for the viewer is an owner-only file in an owner-only folder, named by the document's id alone. The
//! folder is emptied when the app ends and, for what a viewer still held then, when it next starts.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// The folder of the PDFs that were handed to the viewer.
#[derive(Clone, Debug)]
pub struct Tray(PathBuf);

impl Tray {
    /// The tray in this folder, which need not exist yet.
    pub fn new(folder: PathBuf) -> Tray {
        Tray(folder)
    }

    /// Puts a PDF there and returns its path. `id` is the document's id: ASCII letters, digits and hyphens;
    /// anything else is [`io::ErrorKind::InvalidInput`].
    pub fn put(&self, id: &str, pdf: &[u8]) -> io::Result<PathBuf> {
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        self.make()?;
        let path = self.0.join(format!("{id}.pdf"));
        match write_whole(&path, pdf) {
            // Windows: the viewer holds the file that it shows. The same bytes need no writing.
            Err(_) if fs::read(&path).is_ok_and(|there| there == pdf) => Ok(path),
            result => result.map(|()| path),
        }
    }

    /// Removes what is there, as far as no viewer holds it.
    pub fn empty(&self) {
        let Ok(entries) = fs::read_dir(&self.0) else { return };
        for entry in entries.flatten() {
            // What cannot be removed now is tried again at the next start.
            let _ = fs::remove_file(entry.path());
        }
    }

    #[cfg(unix)]
    fn make(&self) -> io::Result<()> {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.0)?;
        fs::set_permissions(&self.0, fs::Permissions::from_mode(0o700))
    }

    /// On Windows the folder lies in the person's profile, which is theirs alone.
    #[cfg(not(unix))]
    fn make(&self) -> io::Result<()> {
        fs::create_dir_all(&self.0)
    }
}

/// Writes a file so that it is there whole or not at all; on Unix only its owner may read it.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_is_named_by_its_id_and_replaced_whole() {
        let dir = tempfile::tempdir().unwrap();
        let tray = Tray::new(dir.path().join("a").join("print"));
        let first = tray.put("0198c0de-0000-7000-8000-000000000001", b"%PDF one").unwrap();
        assert_eq!(first.file_name().unwrap(), "0198c0de-0000-7000-8000-000000000001.pdf");
        let again = tray.put("0198c0de-0000-7000-8000-000000000001", b"%PDF two").unwrap();
        assert_eq!(first, again);
        assert_eq!(fs::read(&again).unwrap(), b"%PDF two");
        tray.empty();
        assert!(!again.exists());
        tray.empty();
    }

    #[test]
    fn an_id_cannot_leave_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        let tray = Tray::new(dir.path().join("print"));
        for id in ["", "../x", "a/b", "a\\b", "C:x", "山田", "a.b", "a\0"] {
            let error = tray.put(id, b"%PDF").unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{id:?}");
        }
        assert!(!dir.path().join("print").exists());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("print");
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        let file = Tray::new(folder.clone()).put("id", b"%PDF").unwrap();
        let mode = |p: &Path| fs::metadata(p).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
    }
}
