//! 自院あての文書の一覧 (CIS-IF-111/112): the inbox.

use super::{Ask, Envelope, Insured, Reading, Told, document_status::DocumentStatus};
use crate::{catalogue::Message, codec::Sheet, redact::redact};
use jiff::civil::{Date, DateTime};

/// Asks for what was registered between two days.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// From.
    pub from: Date,
    /// To, that day included.
    pub to: Date,
}

/// What waits for us.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// The documents.
    pub documents: Vec<Listed>,
}

/// One document of the list.
#[derive(Clone, PartialEq, Eq)]
pub struct Listed {
    /// 文書の識別子.
    pub identifier: String,
    /// 文書種別 (LOINC).
    pub document_type: Option<String>,
    /// Where it stands.
    pub status: Option<DocumentStatus>,
    /// When it was registered, on Japanese clocks.
    pub registered_at: Option<DateTime>,
    /// 医療機関コード of the sender.
    pub source: Option<String>,
    /// 名称 of the sender.
    pub source_name: Option<String>,
    /// 患者氏名.
    pub name: Option<String>,
    /// The person.
    pub insured: Option<Insured>,
    /// How many attachments it has.
    pub attachment_count: u32,
    /// Their identifiers, where the list says them.
    pub attachments: Vec<String>,
}

redact!(Request, Answer, Listed);

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        sheet.set_date("from_date", self.from);
        sheet.set_date("to_date", self.to);
        sheet
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        let mut documents = Vec::new();
        for row in sheet.groups("documents").flat_map(|list| list.groups("listed")) {
            let Some(identifier) = row.owned("document_identifier") else { continue };
            let attachments: Vec<String> = row.texts("attachment_id").map(str::to_owned).collect();
            let counted = u32::try_from(attachments.len()).unwrap_or(u32::MAX);
            documents.push(Listed {
                identifier,
                document_type: row.owned("document_type"),
                status: DocumentStatus::read(row, reading),
                registered_at: row.time("registered_at"),
                source: row.owned("source"),
                source_name: row.owned("source_name"),
                name: row.owned("name"),
                insured: Insured::read(row),
                attachment_count: row.number("attachment_count").unwrap_or(counted),
                attachments,
            });
        }
        Self { envelope: Envelope::read_told(sheet, reading), documents }
    }
}
