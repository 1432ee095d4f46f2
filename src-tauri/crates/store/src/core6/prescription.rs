//! 処方. Amounts are kept as typed.

use super::{At, Body, Stored};
use crate::{Read, Result, Write};
use domain::core6::prescription::{DosageKind, Prescription};

const GET: &str = include_str!("prescription_get.sql");
const ADD: &str = include_str!("prescription_add.sql");
const DOSES: &str = include_str!("prescription_doses.sql");
const DOSE_ADD: &str = include_str!("prescription_dose_add.sql");

impl Body for Prescription {}

impl Stored for Prescription {
    const TABLE: &'static str = "prescription";

    fn add(&self, w: &Write<'_>, at: &At<'_>) -> Result<()> {
        w.run(
            ADD,
            rusqlite::params![
                at.entry,
                at.version,
                self.rp,
                self.order,
                self.text,
                self.kind.as_str(),
                self.dose,
                self.daily_dose,
                self.unit,
                self.usage,
                self.days,
                self.times,
                self.prescribed_on.to_string(),
                self.starts_on.map(|day| day.to_string()),
                self.ended.map(|day| day.to_string()),
                self.note,
                self.site,
            ],
        )?;
        for (place, dose) in (0u32..).zip(&self.doses) {
            w.run(DOSE_ADD, (at.entry, at.version, place, dose))?;
        }
        w.add_codes(at, "text", &self.codes)?;
        w.add_codes(at, "usage", self.usage_code.as_slice())
    }

    fn get(r: &Read<'_>, at: &At<'_>) -> Result<Option<Self>> {
        let (codes, usage_code) = (r.codes(at, "text")?, r.codes(at, "usage")?.pop());
        let doses = r.all("prescription_dose", DOSES, (at.entry, at.version), |row| row.get("dose"))?;
        r.one("prescription", GET, (at.entry, at.version), |row| {
            Ok(Prescription {
                rp: row.get("rp")?,
                order: row.get("place")?,
                text: row.get("text")?,
                codes,
                kind: row.parsed("kind", DosageKind::parse)?,
                dose: row.get("dose")?,
                daily_dose: row.get("daily_dose")?,
                doses,
                unit: row.get("unit")?,
                usage: row.get("usage")?,
                usage_code,
                site: row.get("site")?,
                days: row.get("days")?,
                times: row.get("times")?,
                prescribed_on: row.date("prescribed_on")?,
                starts_on: row.maybe_date("starts_on")?,
                ended: row.maybe_date("ended")?,
                note: row.get("note")?,
            })
        })
    }
}
