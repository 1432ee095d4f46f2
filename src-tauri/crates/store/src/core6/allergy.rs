//! アレルギー and 薬剤禁忌.

use super::{At, Body, Stored};
use crate::{Read, Result, Write};
use domain::{
    core6::{
        Flags,
        allergy::{Allergy, AllergyCategory, Criticality},
    },
    date::PartialDate,
};

const GET: &str = include_str!("allergy_get.sql");
const ADD: &str = include_str!("allergy_add.sql");

impl Body for Allergy {}

impl Stored for Allergy {
    const TABLE: &'static str = "allergy";

    fn add(&self, w: &Write<'_>, at: &At<'_>) -> Result<()> {
        w.run(
            ADD,
            rusqlite::params![
                at.entry,
                at.version,
                self.category.as_str(),
                self.text,
                self.reaction,
                self.criticality.map(Criticality::as_str),
                self.onset.map(PartialDate::iso),
                self.ended.map(|day| day.to_string()),
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
        r.one("allergy", GET, (at.entry, at.version), |row| {
            Ok(Allergy {
                category: row.parsed("category", AllergyCategory::parse)?,
                text: row.get("text")?,
                codes,
                reaction: row.get("reaction")?,
                criticality: row.maybe("criticality", Criticality::parse)?,
                onset: row.maybe("onset", PartialDate::from_iso)?,
                ended: row.maybe_date("ended")?,
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
