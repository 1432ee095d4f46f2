//! 感染症.

use super::{At, Body, Stored};
use crate::{Read, Result, Write};
use domain::core6::{
    Flags, Moment,
    infection::{Infection, InfectionResult},
};

const GET: &str = include_str!("infection_get.sql");
const ADD: &str = include_str!("infection_add.sql");

impl Body for Infection {}

impl Stored for Infection {
    const TABLE: &'static str = "infection";

    fn add(&self, w: &Write<'_>, at: &At<'_>) -> Result<()> {
        w.run(
            ADD,
            rusqlite::params![
                at.entry,
                at.version,
                self.text,
                self.result.map(InfectionResult::as_str),
                self.result_text,
                self.specimen,
                self.sampled.map(Moment::iso),
                self.flags.uninformed,
                self.flags.undelivered,
                self.flags.long_term,
                self.note,
            ],
        )?;
        w.add_codes(at, "text", &self.codes)
    }

    fn get(r: &Read<'_>, at: &At<'_>) -> Result<Option<Self>> {
        let codes = r.codes(at, "text")?;
        r.one("infection", GET, (at.entry, at.version), |row| {
            Ok(Infection {
                text: row.get("text")?,
                codes,
                result: row.maybe("result", InfectionResult::parse)?,
                result_text: row.get("result_text")?,
                specimen: row.get("specimen")?,
                sampled: row.maybe("sampled", Moment::from_iso)?,
                flags: Flags {
                    uninformed: row.flag("uninformed")?,
                    undelivered: row.flag("undelivered")?,
                    long_term: row.flag("long_term")?,
                },
                note: row.get("note")?,
            })
        })
    }
}
