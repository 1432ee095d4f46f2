//! A resource from elsewhere, byte for byte as it came: a document bundle that goes with a letter.

use serde::Serialize;
use serde_json::value::RawValue;

/// JSON as it came.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Raw(Box<RawValue>);

impl Raw {
    /// `None` when it is not JSON.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().map(Self)
    }
}

impl PartialEq for Raw {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}
