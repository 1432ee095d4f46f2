//! The key of the database and the two ways to it: a key ring, and the recovery passphrase.

pub mod passphrase;
pub mod ring;
pub(crate) mod wrapped;

pub use passphrase::{Passphrase, Typo};
pub use ring::{KeyFile, KeyRing, MemoryKeyRing, OsKeyRing};

use crate::{Error, Result};
use zeroize::Zeroizing;

/// The 256-bit key of a store. Wiped from memory when dropped, never printed.
#[derive(Clone)]
pub struct SecretKey(Zeroizing<[u8; 32]>);

impl SecretKey {
    /// A new random key.
    pub(crate) fn generate() -> Self {
        Self(Zeroizing::new(rand::random()))
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// Reads 64 hex digits; blanks around them are allowed. [`Error::BadKey`] otherwise.
    pub fn from_hex(hex: &str) -> Result<Self> {
        let mut bytes = Zeroizing::new([0u8; 32]);
        hex::decode_to_slice(hex.trim(), &mut *bytes).map_err(|_| Error::BadKey)?;
        Ok(Self(bytes))
    }

    /// The 64 hex digits of the key.
    pub(crate) fn to_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(*self.0))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &*self.0
    }
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey(…)")
    }
}
