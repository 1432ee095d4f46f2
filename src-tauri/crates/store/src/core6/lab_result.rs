//! 検査. Values and limits are kept as typed.

use super::{At, Body, Stored};
use crate::{Read, Result, Write};
use domain::core6::{
    Moment,
    lab_result::{Interpretation, LabResult, ReferenceRange},
};

const GET: &str = include_str!("lab_result_get.sql");
const ADD: &str = include_str!("lab_result_add.sql");

impl Body for LabResult {}

impl Stored for LabResult {
    const TABLE: &'static str = "lab_result";

    fn add(&self, w: &Write<'_>, at: &At<'_>) -> Result<()> {
        w.run(
            ADD,
            rusqlite::params![
                at.entry,
                at.version,
                self.text,
                self.value,
                self.unit,
                self.range.low,
                self.range.high,
                self.range.text,
                self.interpretation.map(Interpretation::as_str),
                self.specimen,
                self.sampled.map(Moment::iso),
                self.note,
            ],
        )?;
        w.add_codes(at, "text", &self.codes)
    }

    fn get(r: &Read<'_>, at: &At<'_>) -> Result<Option<Self>> {
        let codes = r.codes(at, "text")?;
        r.one("lab_result", GET, (at.entry, at.version), |row| {
            Ok(LabResult {
                text: row.get("text")?,
                codes,
                value: row.get("value")?,
                unit: row.get("unit")?,
                range: ReferenceRange {
                    low: row.get("range_low")?,
                    high: row.get("range_high")?,
                    text: row.get("range_text")?,
                },
                interpretation: row.maybe("interpretation", Interpretation::parse)?,
                specimen: row.get("specimen")?,
                sampled: row.maybe("sampled", Moment::from_iso)?,
                note: row.get("note")?,
            })
        })
    }
}
