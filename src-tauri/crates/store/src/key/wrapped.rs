//! The key file beside the database: the store's id, and its key wrapped by the recovery passphrase.
//! Without the passphrase the file opens nothing, so it may lie beside the copies too.

use super::{Passphrase, SecretKey};
use crate::{Error, Result, files};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use domain::id::StoreId;
use serde::{Deserialize, Serialize};
use std::path::Path;
use zeroize::Zeroizing;

/// Whether the store that the file belongs to was ever complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Stage {
    /// The database is still being made; there is nothing in it that could be lost.
    Creating,
    /// The database was complete once.
    Ready,
}

/// How the wrapping key is derived (RFC 9106). Kept in the file, so that later programs may raise the costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Argon2id {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// 64 MiB and three passes: the second recommended choice of RFC 9106 §4, about 0.2 s on an office computer.
const COSTS: Argon2id = Argon2id { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

const FORMAT: u32 = 1;

/// The key file as it is written (JSON, hexadecimal bytes).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrappedKey {
    format: u32,
    store: String,
    pub(crate) stage: Stage,
    argon2id: Argon2id,
    salt: String,
    /// XChaCha20-Poly1305 nonce.
    nonce: String,
    /// The key and its tag, 48 bytes.
    wrapped: String,
}

impl WrappedKey {
    /// Wraps a key with a fresh salt and nonce.
    pub(crate) fn wrap(
        store: StoreId,
        key: &SecretKey,
        passphrase: &Passphrase,
        stage: Stage,
    ) -> Result<Self> {
        let salt: [u8; 16] = rand::random();
        let nonce: [u8; 24] = rand::random();
        let mut file = Self {
            format: FORMAT,
            store: store.to_string(),
            stage,
            argon2id: COSTS,
            salt: hex::encode(salt),
            nonce: hex::encode(nonce),
            wrapped: String::new(),
        };
        let context = file.context();
        let sealed = file
            .cipher(passphrase, &salt)?
            .encrypt(&XNonce::from(nonce), Payload { msg: key.bytes(), aad: context.as_bytes() })
            .map_err(|_| Error::KeyFileDamaged)?;
        file.wrapped = hex::encode(sealed);
        Ok(file)
    }

    /// Unwraps the key. [`Error::WrongPassphrase`] when it does not fit, [`Error::KeyFileDamaged`] when the
    /// file makes no sense.
    pub(crate) fn unwrap_key(&self, passphrase: &Passphrase) -> Result<SecretKey> {
        let salt = bytes::<16>(&self.salt)?;
        let nonce = bytes::<24>(&self.nonce)?;
        let sealed = bytes::<48>(&self.wrapped)?;
        let context = self.context();
        let opened = self
            .cipher(passphrase, &salt)?
            .decrypt(&XNonce::from(nonce), Payload { msg: &sealed, aad: context.as_bytes() })
            .map(Zeroizing::new)
            .map_err(|_| Error::WrongPassphrase)?;
        SecretKey::from_bytes(&opened).ok_or(Error::KeyFileDamaged)
    }

    /// The id of the store, under which a key ring keeps its key.
    pub(crate) fn store(&self) -> Result<StoreId> {
        StoreId::parse(&self.store).ok_or(Error::KeyFileDamaged)
    }

    pub(crate) fn load(path: &Path) -> Result<Self> {
        let text = std::fs::read(path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => Error::KeyFileMissing,
            _ => Error::Io { path: path.to_owned(), source },
        })?;
        let file: Self = serde_json::from_slice(&text).map_err(|_| Error::KeyFileDamaged)?;
        if file.format != FORMAT {
            return Err(Error::KeyFileDamaged);
        }
        file.store()?;
        Ok(file)
    }

    pub(crate) fn save(&self, path: &Path) -> Result<()> {
        let json = serde_json::to_vec_pretty(self).map_err(|e| Error::Database(Box::new(e)))?;
        files::write_whole(path, &json)
    }

    /// What the tag vouches for beside the key.
    fn context(&self) -> String {
        let Argon2id { memory_kib, passes, lanes } = self.argon2id;
        format!("fumibako key {} {} argon2id {memory_kib} {passes} {lanes}", self.format, self.store)
    }

    fn cipher(&self, passphrase: &Passphrase, salt: &[u8]) -> Result<XChaCha20Poly1305> {
        let Argon2id { memory_kib, passes, lanes } = self.argon2id;
        // A damaged file may not make the program take all memory or the whole day.
        if memory_kib > 1024 * 1024 || passes > 32 || lanes > 16 {
            return Err(Error::KeyFileDamaged);
        }
        let params = Params::new(memory_kib, passes, lanes, Some(32)).map_err(|_| Error::KeyFileDamaged)?;
        let mut key = Zeroizing::new([0u8; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(&passphrase.canonical(), salt, &mut *key)
            .map_err(|_| Error::KeyFileDamaged)?;
        XChaCha20Poly1305::new_from_slice(&*key).map_err(|_| Error::KeyFileDamaged)
    }
}

fn bytes<const N: usize>(text: &str) -> Result<[u8; N]> {
    let mut bytes = [0u8; N];
    hex::decode_to_slice(text, &mut bytes).map_err(|_| Error::KeyFileDamaged)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped() -> (WrappedKey, SecretKey, Passphrase) {
        let (key, passphrase) = (SecretKey::generate(), Passphrase::generate());
        let id = StoreId::parse("01919191-0000-7000-8000-000000000001").unwrap();
        (WrappedKey::wrap(id, &key, &passphrase, Stage::Ready).unwrap(), key, passphrase)
    }

    #[test]
    fn only_its_passphrase_unwraps_a_key() {
        let (file, key, passphrase) = wrapped();
        assert_eq!(file.unwrap_key(&passphrase).unwrap().bytes(), key.bytes());
        assert!(matches!(file.unwrap_key(&Passphrase::generate()), Err(Error::WrongPassphrase)));
        let json = serde_json::to_string(&file).unwrap();
        assert!(!json.contains(&*key.to_hex()) && !json.contains(&*passphrase.reveal()));
    }

    #[test]
    fn what_was_changed_in_the_file_is_noticed() {
        let (file, _, passphrase) = wrapped();
        let mut other_store = file.clone();
        other_store.store = "01919191-0000-7000-8000-000000000002".into();
        assert!(matches!(other_store.unwrap_key(&passphrase), Err(Error::WrongPassphrase)));
        let mut greedy = file.clone();
        greedy.argon2id.memory_kib = u32::MAX;
        assert!(matches!(greedy.unwrap_key(&passphrase), Err(Error::KeyFileDamaged)));
        let mut cut = file;
        cut.wrapped.truncate(20);
        assert!(matches!(cut.unwrap_key(&passphrase), Err(Error::KeyFileDamaged)));
    }

    #[test]
    fn a_damaged_file_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key.json");
        assert!(matches!(WrappedKey::load(&path), Err(Error::KeyFileMissing)));
        for text in ["", "{}", "null", "\u{0}", "{\"format\":1}"] {
            std::fs::write(&path, text).unwrap();
            assert!(matches!(WrappedKey::load(&path), Err(Error::KeyFileDamaged)), "{text:?}");
        }
        let (file, ..) = wrapped();
        file.save(&path).unwrap();
        assert_eq!(WrappedKey::load(&path).unwrap(), file);
    }
}
