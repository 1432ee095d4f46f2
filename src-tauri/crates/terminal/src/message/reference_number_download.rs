//! 照会番号一括登録, second step (OQS-IF-011/012): what came of each number. The layout is provisional.

use super::{Ask, Envelope, Reading, Told, bulk_check_download};
use crate::{catalogue::Message, codec::Sheet, redact::redact};

/// Asks for the answers.
#[derive(Clone, PartialEq, Eq)]
pub struct Request(pub bulk_check_download::Request);

/// The answers, or that they are still being made ([`crate::outcome::Verdict::Processing`]).
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// 受付番号, given back.
    pub reception_number: Option<String>,
    /// One per number.
    pub units: Vec<Unit>,
}

/// What came of one number.
#[derive(Clone, PartialEq, Eq)]
pub struct Unit {
    /// 照会番号, given back.
    pub reference_number: Option<String>,
    /// 処理結果状況 (OQSCD004): `1` is success.
    pub status: Option<String>,
    /// 処理結果コード.
    pub code: Option<String>,
    /// The service's sentence.
    pub message: Option<String>,
}

redact!(Request, Answer, Unit);

impl Ask for Request {
    fn sheet(&self, message: &Message) -> Sheet {
        self.0.sheet(message)
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        let unit = |unit: &Sheet| Unit {
            reference_number: unit.owned("reference_number"),
            status: unit.owned("status"),
            code: unit.owned("status_code"),
            message: unit.owned("status_message"),
        };
        Self {
            envelope: Envelope::read_told(sheet, reading),
            reception_number: sheet.owned("reception_number"),
            units: sheet.groups("registered_unit").map(unit).collect(),
        }
    }
}
