//! Where the store lies: one folder on a local disk, with fixed names in it.

use crate::{
    Error, Result, files,
    key::wrapped::{Stage, WrappedKey},
};
use std::{
    fs,
    path::{Component, Path, PathBuf},
};

/// The folder of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    dir: PathBuf,
}

/// What lies in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Nothing: a store can be made here.
    Absent,
    /// Making a store was interrupted before anything was stored: it can be made again.
    Unfinished,
    /// A store.
    Present,
    /// A database without its key file.
    KeyFileMissing,
    /// A key file without its database.
    DatabaseMissing,
}

impl Place {
    /// The store in this folder. Nothing is touched yet.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into() }
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The encrypted database.
    pub fn database(&self) -> PathBuf {
        self.dir.join("fumibako.db")
    }

    /// The wrapped key with its parameters and the store's id. It opens nothing without the passphrase.
    pub fn key_file(&self) -> PathBuf {
        self.dir.join("fumibako.key.json")
    }

    /// The folder of the copies.
    pub fn backups(&self) -> PathBuf {
        self.dir.join("backups")
    }

    /// The database while it is being made, before it holds anything.
    pub(crate) fn unfinished_database(&self) -> PathBuf {
        self.dir.join("fumibako.db.unfinished")
    }

    pub(crate) fn lock_file(&self) -> PathBuf {
        self.dir.join("fumibako.lock")
    }

    pub(crate) fn holder_file(&self) -> PathBuf {
        self.dir.join("fumibako.lock.json")
    }

    /// What lies in the folder, told from names alone. A damaged key file counts as present.
    pub fn presence(&self) -> Presence {
        match (files::exists(&self.database()), files::exists(&self.key_file())) {
            (false, false) => Presence::Absent,
            (true, true) => Presence::Present,
            (true, false) => Presence::KeyFileMissing,
            (false, true) => match WrappedKey::load(&self.key_file()) {
                Ok(key) if key.stage == Stage::Creating => Presence::Unfinished,
                _ => Presence::DatabaseMissing,
            },
        }
    }

    /// Makes the folder and checks that a database may live in it: on a local disk and writable.
    pub(crate) fn prepare(&self) -> Result<()> {
        refuse_unc(&self.dir)?;
        make_folder(&self.dir)?;
        let real = self.dir.canonicalize().map_err(|e| Error::io(&self.dir, e))?;
        refuse_unc(&real)?;
        refuse_network(&real)?;
        tempfile::Builder::new()
            .prefix(".fumibako-probe-")
            .tempfile_in(&real)
            .map(drop)
            .map_err(|e| Error::io(&self.dir, e))
    }
}

/// Makes the folder; on Unix only its owner may look into it.
fn make_folder(dir: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(|e| Error::io(dir, e))
}

/// Windows shares: `\\server\share` as typed, and drive letters of shares, which canonicalise to
/// `\\?\UNC\server\share`.
fn refuse_unc(dir: &Path) -> Result<()> {
    let text = dir.to_string_lossy();
    let verbatim_local = text.starts_with(r"\\?\") && !text.to_uppercase().starts_with(r"\\?\UNC\");
    let unc = text.starts_with(r"\\") && !verbatim_local && !text.starts_with(r"\\.\");
    let prefix = dir.components().next().is_some_and(|first| match first {
        Component::Prefix(prefix) => {
            matches!(prefix.kind(), std::path::Prefix::UNC(..) | std::path::Prefix::VerbatimUNC(..))
        }
        _ => false,
    });
    if unc || prefix { Err(Error::NetworkPlace { kind: "smb" }) } else { Ok(()) }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn refuse_network(dir: &Path) -> Result<()> {
    let stat = rustix::fs::statfs(dir).map_err(|e| Error::io(dir, e.into()))?;
    // The field's width and sign differ between processors; the numbers are 32 bits wide.
    let magic = (stat.f_type as u64 & 0xFFFF_FFFF) as u32;
    let mounts = || fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    match network_kind(magic, || fuse_kind(&mounts(), dir)) {
        Some(kind) => Err(Error::NetworkPlace { kind }),
        None => Ok(()),
    }
}

#[cfg(target_os = "macos")]
fn refuse_network(dir: &Path) -> Result<()> {
    const MNT_LOCAL: u32 = 0x1000;
    let stat = rustix::fs::statfs(dir).map_err(|e| Error::io(dir, e.into()))?;
    if stat.f_flags & MNT_LOCAL == 0 { Err(Error::NetworkPlace { kind: "share" }) } else { Ok(()) }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "macos")))]
fn refuse_network(_dir: &Path) -> Result<()> {
    Ok(())
}

/// The share that a Linux file system number stands for (linux/magic.h); `fuse` is asked what is behind FUSE.
#[cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]
fn network_kind(magic: u32, fuse: impl Fn() -> Option<&'static str>) -> Option<&'static str> {
    match magic {
        0x6969 => Some("nfs"),
        0x517B | 0xFF53_4D42 | 0xFE53_4D42 => Some("smb"),
        0x0102_1997 => Some("9p"),
        0x5346_414F | 0x6B41_4653 => Some("afs"),
        0x00C3_6400 => Some("ceph"),
        0x7375_7245 => Some("coda"),
        0x564C => Some("ncp"),
        0x0BD0_0BD0 => Some("lustre"),
        0x786F_4256 => Some("vboxsf"),
        0x6573_5546 => fuse(),
        _ => None,
    }
}

/// What drives the FUSE mount under `dir`, from the text of `/proc/self/mountinfo`. Local disks that happen to
/// be driven through FUSE (`fuseblk`, e.g. NTFS) are fine; any other driver is refused as a share.
#[cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]
fn fuse_kind(mounts: &str, dir: &Path) -> Option<&'static str> {
    let kind = mounts
        .lines()
        .filter_map(|line| {
            let (left, right) = line.split_once(" - ")?;
            let point = left.split(' ').nth(4)?.replace(r"\040", " ");
            dir.starts_with(&point)
                .then(|| (point.len(), right.split(' ').next().unwrap_or_default().to_owned()))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, kind)| kind);
    match kind.as_deref() {
        Some("fuseblk") => None,
        Some("fuse.sshfs") => Some("sshfs"),
        _ => Some("fuse"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_told_by_number() {
        assert_eq!(network_kind(0x6969, || None), Some("nfs"));
        assert_eq!(network_kind(0xFF53_4D42, || None), Some("smb"));
        assert_eq!(network_kind(0x0102_1997, || None), Some("9p"));
        assert_eq!(network_kind(0xEF53, || Some("fuse")), None, "ext4");
        assert_eq!(network_kind(0x9123_683E, || Some("fuse")), None, "btrfs");
    }

    #[test]
    fn fuse_is_asked_who_drives_it() {
        let mounts = "22 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n\
                      40 22 0:50 / /mnt/far rw - fuse.sshfs host:/x rw\n\
                      41 22 8:17 / /mnt/usb\\040disk rw - fuseblk /dev/sdb1 rw\n";
        assert_eq!(fuse_kind(mounts, Path::new("/mnt/far/clinic")), Some("sshfs"));
        assert_eq!(fuse_kind(mounts, Path::new("/mnt/usb disk/clinic")), None);
    }

    #[test]
    fn windows_shares_are_told_by_name() {
        for share in [r"\\server\share\clinic", r"\\?\UNC\server\share", r"\\?\unc\server\share"] {
            assert!(
                matches!(refuse_unc(Path::new(share)), Err(Error::NetworkPlace { kind: "smb" })),
                "{share}"
            );
        }
        for local in [r"C:\clinic", r"\\?\C:\clinic", "/home/clinic"] {
            assert!(refuse_unc(Path::new(local)).is_ok(), "{local}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_cannot_be_written_is_named() {
        let refused = Place::new("/sys/kernel").prepare();
        assert!(matches!(refused, Err(Error::ReadOnly)), "{refused:?}");
        let full = Error::io("x", std::io::Error::from(std::io::ErrorKind::StorageFull));
        assert!(matches!(full, Error::DiskFull));
    }
}
