//! 資格: every answer that ever came, one row per record. Rows are added, said to be somebody's, put away; never
//! changed.

use crate::{
    Error, Read, Result, Topic, Who, Write,
    redact::redact,
    row::{Row, stored_time},
};
use domain::{
    date::Date,
    eligibility::{EligibilitySource, MatchedBy, Validity},
    id::{EligibilityId, InboxId, PatientId, RequestId},
    patient::Sex,
};
use jiff::Timestamp;

const ADD: &str = include_str!("add.sql");
const GET: &str = include_str!("get.sql");
const OF_DAY: &str = include_str!("of_day.sql");
const OF_PATIENT: &str = include_str!("of_patient.sql");
const OF_REQUEST: &str = include_str!("of_request.sql");
const OF_INBOX: &str = include_str!("of_inbox.sql");
const MATCH: &str = include_str!("match.sql");
const DISMISS: &str = include_str!("dismiss.sql");

/// What a record says.
#[derive(Clone, PartialEq, Eq)]
pub struct EligibilityTold {
    /// How it came.
    pub source: EligibilitySource,
    /// When the service said so.
    pub told_at: Timestamp,
    /// 資格確認日.
    pub day: Date,
    /// 資格有効性.
    pub validity: Validity,
    /// 保険者番号 without padding.
    pub insurer_number: String,
    /// 記号, or empty.
    pub card_symbol: String,
    /// 番号.
    pub card_number: String,
    /// 枝番, where told.
    pub branch: Option<String>,
    /// 生年月日.
    pub birth_date: Option<Date>,
    /// 氏名 as told, `●` included.
    pub name: String,
    /// 氏名カナ as told.
    pub kana: String,
    /// 性別.
    pub sex: Sex,
    /// 照会番号, or empty.
    pub reference_number: String,
    /// 被保険者証区分 (OQSCD010), or empty.
    pub card_class: String,
    /// All that was read, as the core writes it.
    pub details: String,
}

redact!(EligibilityTold);

/// One record of an answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Eligibility {
    /// Id.
    pub id: EligibilityId,
    /// The answer that it stands in.
    pub inbox: InboxId,
    /// Its place there.
    pub place: u32,
    /// The request that it answers.
    pub request: Option<RequestId>,
    /// What it says.
    pub told: EligibilityTold,
    /// Whose it is.
    pub matched: Option<Matched>,
    /// When it was put away from the list of the day.
    pub dismissed_at: Option<Timestamp>,
}

redact!(Eligibility, id);

/// Whose an answer is, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matched {
    /// The patient.
    pub patient: PatientId,
    /// Why.
    pub by: MatchedBy,
    /// Since when.
    pub at: Timestamp,
    /// Who found so.
    pub who: Who,
}

impl Read<'_> {
    /// One record.
    pub fn eligibility(&self, id: EligibilityId) -> Result<Option<Eligibility>> {
        self.one("eligibility", GET, (id.to_string(),), read)
    }

    /// The records of a day, the newest first.
    pub fn eligibility_of_day(&self, day: Date) -> Result<Vec<Eligibility>> {
        self.all("eligibility", OF_DAY, (day.to_string(),), read)
    }

    /// The records of a patient, the newest first.
    pub fn eligibility_of_patient(&self, patient: PatientId, limit: u32) -> Result<Vec<Eligibility>> {
        self.all("eligibility", OF_PATIENT, (patient.to_string(), limit), read)
    }

    /// The newest record of a patient.
    pub fn eligibility_newest(&self, patient: PatientId) -> Result<Option<Eligibility>> {
        Ok(self.eligibility_of_patient(patient, 1)?.pop())
    }

    /// The records in the answer to a request.
    pub fn eligibility_of_request(&self, request: RequestId) -> Result<Vec<Eligibility>> {
        self.all("eligibility", OF_REQUEST, (request.to_string(),), read)
    }

    /// The records in something that came.
    pub fn eligibility_of_inbox(&self, inbox: InboxId) -> Result<Vec<Eligibility>> {
        self.all("eligibility", OF_INBOX, (inbox.to_string(),), read)
    }
}

impl Write<'_> {
    /// Adds a record of an answer.
    pub fn eligibility_add(
        &self,
        inbox: InboxId,
        place: u32,
        request: Option<RequestId>,
        told: &EligibilityTold,
    ) -> Result<EligibilityId> {
        self.touch(Topic::Reception);
        let id = EligibilityId::new(self.clock());
        self.run(
            ADD,
            rusqlite::params![
                id.to_string(),
                inbox.to_string(),
                place,
                request.map(|id| id.to_string()),
                told.source.as_str(),
                stored_time(told.told_at),
                told.day.to_string(),
                told.validity.as_str(),
                told.insurer_number,
                told.card_symbol,
                told.card_number,
                told.branch,
                told.birth_date.map(|day| day.to_string()),
                told.name,
                told.kana,
                told.sex.as_str(),
                told.reference_number,
                told.card_class,
                told.details,
            ],
        )?;
        Ok(id)
    }

    /// Says whose it is. [`Error::WrongState`] when that record was merged away.
    pub fn eligibility_match(&self, id: EligibilityId, patient: PatientId, by: MatchedBy) -> Result<()> {
        self.touch(Topic::Reception);
        self.must_stand(patient)?;
        let params = (
            Some(patient.to_string()),
            Some(by.as_str()),
            Some(stored_time(self.now())),
            Some(self.who().code()),
            id.to_string(),
        );
        if self.run(MATCH, params)? == 1 { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Says that it is not known whose it is.
    pub fn eligibility_unmatch(&self, id: EligibilityId) -> Result<()> {
        self.touch(Topic::Reception);
        let none = None::<String>;
        let done = self.run(MATCH, (&none, &none, &none, &none, id.to_string()))?;
        if done == 1 { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Puts it away from the list of the day, or back.
    pub fn eligibility_dismiss(&self, id: EligibilityId, dismissed: bool) -> Result<()> {
        self.touch(Topic::Reception);
        let at = dismissed.then(|| stored_time(self.now()));
        if self.run(DISMISS, (at, id.to_string()))? == 1 { Ok(()) } else { Err(Error::NotFound) }
    }
}

fn read(row: &Row<'_>) -> Result<Eligibility> {
    let matched = match row.maybe("patient_id", PatientId::parse)? {
        Some(patient) => Some(Matched {
            patient,
            by: row.parsed("matched_by", MatchedBy::parse)?,
            at: row.time("matched_at")?,
            who: row.parsed("matched_who", Who::parse)?,
        }),
        None => None,
    };
    Ok(Eligibility {
        id: row.parsed("id", EligibilityId::parse)?,
        inbox: row.parsed("inbox_id", InboxId::parse)?,
        place: row.get("place")?,
        request: row.maybe("request_id", RequestId::parse)?,
        told: EligibilityTold {
            source: row.parsed("source", EligibilitySource::parse)?,
            told_at: row.time("told_at")?,
            day: row.date("day")?,
            validity: row.parsed("validity", Validity::parse)?,
            insurer_number: row.get("insurer_number")?,
            card_symbol: row.get("card_symbol")?,
            card_number: row.get("card_number")?,
            branch: row.get("branch")?,
            birth_date: row.maybe_date("birth_date")?,
            name: row.get("name")?,
            kana: row.get("kana")?,
            sex: row.parsed("sex", Sex::parse)?,
            reference_number: row.get("reference_number")?,
            card_class: row.get("card_class")?,
            details: row.get("details")?,
        },
        matched,
        dismissed_at: row.maybe_time("dismissed_at")?,
    })
}
