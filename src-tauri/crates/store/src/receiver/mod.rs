//! Remembered 紹介先: institution, department, doctor, FAX, code, and when they were last written to.

use crate::{
    Error, Read, Result, Topic, Write,
    row::{Row, stored_time},
};
use domain::{
    id::ReceiverId,
    institution::{Honorific, InstitutionCode, Receiver, ReceiverKind},
    text::search_key,
};

const GET: &str = include_str!("get.sql");
const FIND: &str = include_str!("find.sql");
const SAME: &str = include_str!("same.sql");
const INSERT: &str = include_str!("insert.sql");
const UPDATE: &str = include_str!("update.sql");
const USED: &str = include_str!("used.sql");
const DELETE: &str = include_str!("delete.sql");

impl Read<'_> {
    /// One receiver.
    pub fn receiver(&self, id: ReceiverId) -> Result<Option<Receiver>> {
        self.one("receiver", GET, (id.to_string(),), read)
    }

    /// Receivers whose name, department, doctor or code contains the text (any width, any kana), the last used
    /// first; an empty text finds all.
    pub fn receivers(&self, text: &str, limit: u32) -> Result<Vec<Receiver>> {
        let key: String = search_key(text).chars().filter(|c| !matches!(c, '%' | '_')).collect();
        self.all("receiver", FIND, (key, limit), read)
    }
}

impl Write<'_> {
    /// Saves a receiver and returns the new version; version 0 is a new one.
    pub fn receiver_save(&self, receiver: &Receiver) -> Result<u32> {
        self.touch(Topic::Receivers);
        let code = receiver.code.as_ref().map(InstitutionCode::as_str);
        let key = search_key(&format!(
            "{}|{}|{}|{}",
            receiver.name,
            receiver.department,
            receiver.doctor,
            code.unwrap_or_default()
        ));
        let exists = || Ok(self.receiver(receiver.id)?.is_some());
        self.save(
            receiver.version,
            INSERT,
            UPDATE,
            exists,
            rusqlite::params![
                receiver.id.to_string(),
                receiver.version,
                receiver.kind.as_str(),
                code,
                receiver.name,
                receiver.postal_code,
                receiver.address,
                receiver.phone,
                receiver.fax,
                receiver.department,
                receiver.doctor,
                receiver.honorific.as_str(),
                key,
                stored_time(self.now()),
            ],
        )
    }

    /// Remembers a receiver that was just written to. One with the same name, department and doctor is brought
    /// up to date (what is empty now keeps what was known); any other is added under the id given. Returns the
    /// id under which it is remembered.
    pub fn receiver_remember(&self, receiver: &Receiver) -> Result<ReceiverId> {
        let same = (&receiver.name, &receiver.department, &receiver.doctor);
        let known = self.one("receiver", SAME, same, read)?;
        let Some(known) = known else {
            self.receiver_save(&Receiver { version: 0, ..receiver.clone() })?;
            return Ok(receiver.id);
        };
        let or = |new: &String, old: &String| if new.is_empty() { old.clone() } else { new.clone() };
        let merged = Receiver {
            id: known.id,
            version: known.version,
            kind: receiver.kind,
            code: receiver.code.clone().or_else(|| known.code.clone()),
            name: receiver.name.clone(),
            postal_code: or(&receiver.postal_code, &known.postal_code),
            address: or(&receiver.address, &known.address),
            phone: or(&receiver.phone, &known.phone),
            fax: or(&receiver.fax, &known.fax),
            department: receiver.department.clone(),
            doctor: receiver.doctor.clone(),
            honorific: receiver.honorific,
        };
        if merged == known {
            self.touch(Topic::Receivers);
            self.run(USED, (stored_time(self.now()), known.id.to_string()))?;
        } else {
            self.receiver_save(&merged)?;
        }
        Ok(known.id)
    }

    /// Forgets a receiver. Letters that went there keep their own copy of its name.
    pub fn receiver_delete(&self, id: ReceiverId) -> Result<()> {
        self.touch(Topic::Receivers);
        if self.run(DELETE, (id.to_string(),))? == 1 { Ok(()) } else { Err(Error::NotFound) }
    }
}

fn read(row: &Row<'_>) -> Result<Receiver> {
    Ok(Receiver {
        id: row.parsed("id", ReceiverId::parse)?,
        version: row.get("version")?,
        kind: row.parsed("kind", ReceiverKind::parse)?,
        code: row.maybe("code", InstitutionCode::parse)?,
        name: row.get("name")?,
        postal_code: row.get("postal_code")?,
        address: row.get("address")?,
        phone: row.get("phone")?,
        fax: row.get("fax")?,
        department: row.get("department")?,
        doctor: row.get("doctor")?,
        honorific: row.parsed("honorific", Honorific::parse)?,
    })
}
