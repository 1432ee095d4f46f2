//! Imprints of seals: the clinic's 職印 and the doctors' 個人印. Finalized documents hold what was printed on them,
//! so a seal may be changed or removed at any time.

use crate::{Error, Read, Result, Topic, Write, row::stored_time};
use domain::id::DoctorId;
use sha2::{Digest, Sha256};

const ALL: &str = include_str!("all.sql");
const SET: &str = include_str!("set.sql");
const REMOVE: &str = include_str!("remove.sql");

/// The owner of the 職印.
const CLINIC: &str = "clinic";

/// Whose seal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealOwner {
    /// The clinic: 職印.
    Clinic,
    /// A doctor: 個人印.
    Doctor(DoctorId),
}

impl SealOwner {
    fn code(self) -> String {
        match self {
            Self::Clinic => CLINIC.to_owned(),
            Self::Doctor(id) => id.to_string(),
        }
    }

    fn parse(code: &str) -> Option<Self> {
        if code == CLINIC { Some(Self::Clinic) } else { DoctorId::parse(code).map(Self::Doctor) }
    }
}

/// A seal.
#[derive(Clone, PartialEq, Eq)]
pub struct Seal {
    /// Whose.
    pub owner: SealOwner,
    /// Its longer side in tenths of a millimetre.
    pub size: u16,
    /// Its imprint.
    pub png: Vec<u8>,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Seal({:?}, {} bytes)", self.owner, self.png.len())
    }
}

impl Read<'_> {
    /// Every seal. [`Error::Damaged`] when an imprint is not the one that was set.
    pub fn seals(&self) -> Result<Vec<Seal>> {
        self.all("seal", ALL, (), |row| {
            let png: Vec<u8> = row.get("png")?;
            if hex::encode(Sha256::digest(&png)) != row.get::<String>("sha256")? {
                return Err(Error::Damaged);
            }
            Ok(Seal { owner: row.parsed("owner", SealOwner::parse)?, size: row.get("size")?, png })
        })
    }
}

impl Write<'_> {
    /// Sets the seal of its owner.
    pub fn seal_set(&self, seal: &Seal) -> Result<()> {
        self.touch(Topic::Institution);
        self.run(
            SET,
            rusqlite::params![
                seal.owner.code(),
                seal.size,
                hex::encode(Sha256::digest(&seal.png)),
                seal.png,
                stored_time(self.now()),
                self.who().code(),
            ],
        )?;
        Ok(())
    }

    /// Removes the seal of this owner, if there is one.
    pub fn seal_remove(&self, owner: SealOwner) -> Result<()> {
        self.touch(Topic::Institution);
        self.run(REMOVE, (owner.code(),))?;
        Ok(())
    }
}
