//! Where a key is kept so that nobody has to type it.

use super::SecretKey;
use crate::{Error, Result, files};
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};
use zeroize::Zeroizing;

/// Something that keeps keys under the name of their store.
pub trait KeyRing: Send + Sync {
    /// The key kept under this name, if there is one. [`Error::NoKeyRing`] or [`Error::KeyRingLocked`] when
    /// it cannot be asked.
    fn get(&self, account: &str) -> Result<Option<SecretKey>>;
    /// Keeps a key, replacing the one of the same name.
    fn set(&self, account: &str, key: &SecretKey) -> Result<()>;
    /// Forgets a key. Nothing happens when there is none.
    fn delete(&self, account: &str) -> Result<()>;
}

/// The credential store of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsKeyRing;

const SERVICE: &str = "fumibako";

impl OsKeyRing {
    fn entry(account: &str) -> Result<keyring::Entry> {
        keyring::Entry::new(SERVICE, account).map_err(ring_error)
    }
}

impl KeyRing for OsKeyRing {
    fn get(&self, account: &str) -> Result<Option<SecretKey>> {
        match Self::entry(account)?.get_password().map(Zeroizing::new) {
            Ok(hex) => SecretKey::from_hex(&hex).map(Some),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(ring_error(error)),
        }
    }

    fn set(&self, account: &str, key: &SecretKey) -> Result<()> {
        Self::entry(account)?.set_password(&key.to_hex()).map_err(ring_error)
    }

    fn delete(&self, account: &str) -> Result<()> {
        match Self::entry(account)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(ring_error(error)),
        }
    }
}

fn ring_error(error: keyring::Error) -> Error {
    match error {
        keyring::Error::NoDefaultStore | keyring::Error::NotSupportedByStore(_) => Error::NoKeyRing,
        _ => Error::KeyRingLocked,
    }
}

/// A file with 64 hex digits in place of a credential store, for servers and tests. It knows one key, whatever
/// the name of the store.
#[derive(Clone, Debug)]
pub struct KeyFile(PathBuf);

impl KeyFile {
    /// The key in this file.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }
}

impl KeyRing for KeyFile {
    fn get(&self, _account: &str) -> Result<Option<SecretKey>> {
        match std::fs::read_to_string(&self.0).map(Zeroizing::new) {
            Ok(hex) => SecretKey::from_hex(&hex).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => Err(Error::BadKey),
            Err(source) => Err(Error::Io { path: self.0.clone(), source }),
        }
    }

    fn set(&self, _account: &str, key: &SecretKey) -> Result<()> {
        files::write_whole(&self.0, key.to_hex().as_bytes())
    }

    fn delete(&self, _account: &str) -> Result<()> {
        match std::fs::remove_file(&self.0) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io(&self.0, error)),
            _ => Ok(()),
        }
    }
}

/// Keys in memory: one given from outside (an environment variable of a server), or those of a test.
#[derive(Debug, Default)]
pub struct MemoryKeyRing {
    fixed: Option<SecretKey>,
    keys: Mutex<BTreeMap<String, SecretKey>>,
}

impl MemoryKeyRing {
    /// A ring that answers with this key for every store that it has not been told another key of.
    pub fn with(key: SecretKey) -> Self {
        Self { fixed: Some(key), keys: Mutex::default() }
    }
}

impl KeyRing for MemoryKeyRing {
    fn get(&self, account: &str) -> Result<Option<SecretKey>> {
        let keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(keys.get(account).or(self.fixed.as_ref()).cloned())
    }

    fn set(&self, account: &str, key: &SecretKey) -> Result<()> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).insert(account.to_owned(), key.clone());
        Ok(())
    }

    fn delete(&self, account: &str) -> Result<()> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).remove(account);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_is_64_hex_digits_or_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        let ring = KeyFile::new(&path);
        assert!(ring.get("any").unwrap().is_none());
        let key = SecretKey::generate();
        ring.set("any", &key).unwrap();
        assert_eq!(ring.get("other").unwrap().unwrap().bytes(), key.bytes());
        for bad in ["", "12", &"g".repeat(64), &"a".repeat(63), &"a".repeat(65)] {
            std::fs::write(&path, bad).unwrap();
            assert!(matches!(ring.get("any"), Err(Error::BadKey)), "{bad:?}");
        }
        std::fs::write(&path, [0xFF, 0xFE]).unwrap();
        assert!(matches!(ring.get("any"), Err(Error::BadKey)));
        std::fs::write(&path, format!("{}\n", "A0".repeat(32))).unwrap();
        assert!(ring.get("any").unwrap().is_some());
        ring.delete("any").unwrap();
        ring.delete("any").unwrap();
        assert!(ring.get("any").unwrap().is_none());
    }

    /// Under a session of its own with an unlocked ring, so that nobody's real one is touched.
    #[cfg(target_os = "linux")]
    #[test]
    #[expect(clippy::disallowed_methods, reason = "tests start a child and read the environment")]
    fn the_credential_store_keeps_a_key() {
        use std::process::Command;
        let there = |program: &str| Command::new(program).arg("--version").output().is_ok();
        if !["dbus-run-session", "gnome-keyring-daemon"].into_iter().all(there) {
            let demanded = std::env::var_os("FUMIBAKO_DEMAND").is_some_and(|value| value == "1");
            assert!(!demanded, "dbus-run-session or gnome-keyring-daemon is missing");
            return;
        }
        let home = tempfile::tempdir().unwrap();
        let unlock =
            "printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$@\"";
        let mut child = Command::new("dbus-run-session");
        child.args(["--", "sh", "-c", unlock, "sh"]).arg(std::env::current_exe().unwrap());
        child.args(["--ignored", "--exact", "key::ring::tests::a_key_goes_there_and_back"]);
        for folder in ["HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
            child.env(folder, home.path());
        }
        let done = child.output().unwrap();
        let said = String::from_utf8_lossy(&done.stdout);
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success() && said.contains("1 passed"), "{said}{told}");
    }

    #[test]
    #[ignore = "runs only as the child of the test above"]
    fn a_key_goes_there_and_back() {
        let account = format!("test-{}", rand::random::<u64>());
        let key = SecretKey::generate();
        assert!(OsKeyRing.get(&account).unwrap().is_none());
        OsKeyRing.set(&account, &key).unwrap();
        assert_eq!(OsKeyRing.get(&account).unwrap().unwrap().bytes(), key.bytes());
        OsKeyRing.delete(&account).unwrap();
        OsKeyRing.delete(&account).unwrap();
        assert!(OsKeyRing.get(&account).unwrap().is_none());
    }

    #[test]
    fn the_credential_stores_errors_get_names() {
        assert!(matches!(ring_error(keyring::Error::NoDefaultStore), Error::NoKeyRing));
        assert!(matches!(ring_error(keyring::Error::NoStorageAccess("locked".into())), Error::KeyRingLocked));
    }
}
