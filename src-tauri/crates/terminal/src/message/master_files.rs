//! マスタファイルの取得 (CIS-IF-301/302): code masters.

use super::{Ask, Envelope, Reading, Told};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// Which masters; none means all.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// Kind of master.
    pub kind: Option<String>,
}

/// The masters.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// File by file.
    pub files: Vec<MasterFile>,
}

/// One master.
#[derive(Clone, PartialEq, Eq)]
pub struct MasterFile {
    /// Kind.
    pub kind: Option<String>,
    /// Version, as sent.
    pub version: Option<String>,
    /// Name of the file: shown, never used as a path.
    pub name: Option<String>,
    /// The file.
    pub file: Option<Vec<u8>>,
}

redact!(Request, Answer, MasterFile);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        sheet.set("master_kind", self.kind.as_deref().unwrap_or_default());
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        let mut files = Vec::new();
        for row in sheet.groups("masters").flat_map(|list| list.groups("master")) {
            files.push(MasterFile {
                kind: row.owned("master_kind"),
                version: row.owned("master_version"),
                name: row.owned("master_name"),
                file: reading.file(row, "master_file"),
            });
        }
        Self { envelope: Envelope::read_told(sheet, reading), files }
    }
}
