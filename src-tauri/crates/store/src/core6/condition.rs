//! 傷病名 with its modifiers.

use super::{At, Body, Stored};
use crate::{Read, Result, Write};
use domain::{
    core6::{
        Flags,
        condition::{Condition, Modifier, Outcome, OutcomeKind},
    },
    date::PartialDate,
};

const GET: &str = include_str!("condition_get.sql");
const ADD: &str = include_str!("condition_add.sql");
const MODIFIERS: &str = include_str!("modifiers.sql");
const MODIFIER_ADD: &str = include_str!("modifier_add.sql");

impl Body for Condition {}

impl Stored for Condition {
    const TABLE: &'static str = "condition";

    fn add(&self, w: &Write<'_>, at: &At<'_>) -> Result<()> {
        w.run(
            ADD,
            rusqlite::params![
                at.entry,
                at.version,
                self.text,
                self.suspected,
                self.principal,
                self.onset.map(PartialDate::iso),
                self.outcome.map(|outcome| outcome.kind.as_str()),
                self.outcome.map(|outcome| outcome.on.to_string()),
                self.flags.uninformed,
                self.flags.undelivered,
                self.flags.long_term,
                self.note,
            ],
        )?;
        w.add_codes(at, "text", &self.codes)?;
        for (side, modifiers) in [("prefix", &self.prefixes), ("suffix", &self.suffixes)] {
            for (place, modifier) in (0u32..).zip(modifiers) {
                w.run(MODIFIER_ADD, (at.entry, at.version, side, place, &modifier.text))?;
                w.add_codes(at, &format!("{side}.{place}"), &modifier.codes)?;
            }
        }
        Ok(())
    }

    fn get(r: &Read<'_>, at: &At<'_>) -> Result<Option<Self>> {
        let condition = r.one("condition", GET, (at.entry, at.version), |row| {
            let outcome = match (row.maybe("outcome", OutcomeKind::parse)?, row.maybe_date("outcome_on")?) {
                (Some(kind), Some(on)) => Some(Outcome { kind, on }),
                _ => None,
            };
            Ok(Condition {
                text: row.get("text")?,
                codes: Vec::new(),
                prefixes: Vec::new(),
                suffixes: Vec::new(),
                suspected: row.flag("suspected")?,
                principal: row.flag("principal")?,
                onset: row.maybe("onset", PartialDate::from_iso)?,
                outcome,
                flags: Flags {
                    uninformed: row.flag("uninformed")?,
                    undelivered: row.flag("undelivered")?,
                    long_term: row.flag("long_term")?,
                },
                note: row.get("note")?,
            })
        })?;
        let Some(mut condition) = condition else { return Ok(None) };
        condition.codes = r.codes(at, "text")?;
        condition.prefixes = modifiers(r, at, "prefix")?;
        condition.suffixes = modifiers(r, at, "suffix")?;
        Ok(Some(condition))
    }
}

fn modifiers(r: &Read<'_>, at: &At<'_>, side: &str) -> Result<Vec<Modifier>> {
    let texts: Vec<String> =
        r.all("condition_modifier", MODIFIERS, (at.entry, at.version, side), |row| row.get("text"))?;
    (0u32..)
        .zip(texts)
        .map(|(place, text)| Ok(Modifier { text, codes: r.codes(at, &format!("{side}.{place}"))? }))
        .collect()
}
