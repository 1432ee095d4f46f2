//! Merging two records of one person, and taking the merging back.
//!
//! The record merged away keeps its row, its 患者番号 and its search keys and points to the other one; its
//! 6情報, documents, received documents and what was asked and told about it move there. What moved is written down row by row, so that exactly that moves back;
//! what was entered after the merging stays with the other record.

use crate::{
    Audit, Error, Read, Result, Topic, Who, Write,
    row::{Row, stored_time},
};
use domain::id::{MergeId, PatientId};
use jiff::Timestamp;

const LIST: &str = include_str!("merge_list.sql");
const GET: &str = include_str!("merge_get.sql");
const INSERT: &str = include_str!("merge_insert.sql");
const UNDO: &str = include_str!("merge_undo.sql");
const POINT: &str = include_str!("merge_point.sql");
const UNPOINT: &str = include_str!("merge_unpoint.sql");
const RAISE: &str = include_str!("merge_raise.sql");

/// Per table whose rows belong to a patient: noting which rows move, moving them, moving the noted ones back.
const MOVED: [(&str, &str, &str); 6] = [
    (
        include_str!("merge_note_entries.sql"),
        include_str!("merge_move_entries.sql"),
        include_str!("merge_return_entries.sql"),
    ),
    (
        include_str!("merge_note_documents.sql"),
        include_str!("merge_move_documents.sql"),
        include_str!("merge_return_documents.sql"),
    ),
    (
        include_str!("merge_note_received.sql"),
        include_str!("merge_move_received.sql"),
        include_str!("merge_return_received.sql"),
    ),
    (
        include_str!("merge_note_outbox.sql"),
        include_str!("merge_move_outbox.sql"),
        include_str!("merge_return_outbox.sql"),
    ),
    (
        include_str!("merge_note_requests.sql"),
        include_str!("merge_move_requests.sql"),
        include_str!("merge_return_requests.sql"),
    ),
    (
        include_str!("merge_note_eligibility.sql"),
        include_str!("merge_move_eligibility.sql"),
        include_str!("merge_return_eligibility.sql"),
    ),
];

/// One merging.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Id.
    pub id: MergeId,
    /// The record that was merged away.
    pub from: PatientId,
    /// The record that stands for both.
    pub into: PatientId,
    /// When.
    pub merged_at: Timestamp,
    /// By whom.
    pub merged_by: Who,
    /// When it was taken back, if it was.
    pub undone_at: Option<Timestamp>,
}

/// A record and the version in which it was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The patient.
    pub id: PatientId,
    /// The version that the person saw.
    pub version: u32,
}

impl Read<'_> {
    /// The mergings into or away from a patient, newest first, those taken back included.
    pub fn patient_merges(&self, patient: PatientId) -> Result<Vec<Merge>> {
        self.all("patient_merge", LIST, (patient.to_string(),), read)
    }
}

impl Write<'_> {
    /// Merges `from` into `into`.
    ///
    /// [`Error::Stale`] when one was changed since it was seen, [`Error::WrongState`] when one is merged away
    /// already or both are the same.
    pub fn patient_merge(&self, from: Seen, into: Seen) -> Result<MergeId> {
        if from.id == into.id {
            return Err(Error::WrongState);
        }
        for seen in [from, into] {
            let patient = self.patient(seen.id)?.ok_or(Error::NotFound)?;
            if patient.merged_into.is_some() {
                return Err(Error::WrongState);
            }
            if patient.version != seen.version {
                return Err(Error::Stale);
            }
        }
        let id = MergeId::new(self.clock());
        let now = stored_time(self.now());
        let (merge, from_id, into_id) = (id.to_string(), from.id.to_string(), into.id.to_string());
        self.run(INSERT, (&merge, &from_id, &into_id, &now, self.who().code()))?;
        for (note, moving, _) in MOVED {
            self.run(note, (&merge, &from_id))?;
            self.run(moving, (&into_id, &from_id))?;
        }
        self.run(POINT, (&into_id, &now, &from_id))?;
        self.run(RAISE, (&now, &into_id))?;
        self.merged(Audit::new(self.who(), "patient_merge").patient(from.id).detail(into_id));
        Ok(id)
    }

    /// Takes a merging back.
    ///
    /// [`Error::WrongState`] when it was taken back before, or when the record that stands for both was itself
    /// merged since (that merging has to be taken back first).
    pub fn patient_unmerge(&self, id: MergeId) -> Result<()> {
        let merge = self.one("patient_merge", GET, (id.to_string(),), read)?.ok_or(Error::NotFound)?;
        let into = self.patient(merge.into)?.ok_or(Error::NotFound)?;
        if merge.undone_at.is_some() || into.merged_into.is_some() {
            return Err(Error::WrongState);
        }
        let now = stored_time(self.now());
        let (merge_id, from_id, into_id) = (id.to_string(), merge.from.to_string(), merge.into.to_string());
        self.run(UNDO, (&now, self.who().code(), &merge_id))?;
        for (_, _, returning) in MOVED {
            self.run(returning, (&from_id, &into_id, &merge_id))?;
        }
        self.run(UNPOINT, (&now, &from_id))?;
        self.run(RAISE, (&now, &into_id))?;
        self.merged(Audit::new(self.who(), "patient_unmerge").patient(merge.from).detail(into_id));
        Ok(())
    }

    fn merged(&self, audit: Audit) {
        self.also(audit);
        let moved = [Topic::Chart, Topic::Documents, Topic::Received, Topic::Outbox, Topic::Reception];
        for topic in moved.into_iter().chain([Topic::Patients]) {
            self.touch(topic);
        }
    }
}

fn read(row: &Row<'_>) -> Result<Merge> {
    Ok(Merge {
        id: row.parsed("id", MergeId::parse)?,
        from: row.parsed("from_patient", PatientId::parse)?,
        into: row.parsed("into_patient", PatientId::parse)?,
        merged_at: row.time("merged_at")?,
        merged_by: row.parsed("merged_by", Who::parse)?,
        undone_at: row.maybe_time("undone_at")?,
    })
}
