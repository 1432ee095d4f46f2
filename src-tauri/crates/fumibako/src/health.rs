//! Whether everything is as it should be, in lines for a person on the telephone. No patient data.

use crate::{
    Desk,
    api::{Nothing, front::Door},
    front,
};

/// What was found.
pub struct Examined {
    /// Name and finding.
    pub lines: Vec<(&'static str, String)>,
    /// Whether nothing is wrong.
    pub well: bool,
}

/// Looks at the store behind this desk: its door, size, pages, copies, audit chain, and the fonts of paper.
pub fn examine(desk: &Desk) -> Examined {
    let mut lines = Vec::new();
    let mut well = true;
    let mut note = |name, text: String, good: bool| {
        lines.push((name, text));
        well &= good;
    };
    match front::state(desk, Nothing {}) {
        Ok(front) => {
            let trouble = match front.trouble {
                Some(code) => format!(" ({code:?} {})", front.trouble_args.join(" ")),
                None => String::new(),
            };
            let word = match front.door {
                Door::Setup => "no store yet",
                Door::Locked => "locked: the recovery passphrase is needed",
                Door::Closed => "cannot be opened",
                Door::Choose | Door::Open => "open",
            };
            note("store", format!("{word}{trouble}"), !matches!(front.door, Door::Closed));
        }
        Err(error) => note("store", error.to_string(), false),
    }
    if let Ok(clinic) = desk.clinic() {
        let store = clinic.store();
        match store.health() {
            Ok(health) => {
                note(
                    "pages",
                    if health.damage.is_empty() { "whole".into() } else { health.damage.join("; ") },
                    health.damage.is_empty(),
                );
                for (table, rows) in health.counts.iter().filter(|(_, rows)| **rows > 0) {
                    note("rows", format!("{table} {rows}"), true);
                }
            }
            Err(error) => note("pages", error.to_string(), false),
        }
        match store.read(|r| r.audit_chain()) {
            Ok(store::audit::Chain::Whole { rows }) => note("audit", format!("whole, {rows} rows"), true),
            Ok(store::audit::Chain::Broken { seq }) => note("audit", format!("broken at row {seq}"), false),
            Err(error) => note("audit", error.to_string(), false),
        }
        match store.backups() {
            Ok(copies) => {
                let newest = copies.first().map_or("none yet".to_owned(), |copy| {
                    format!("{} copies, newest {}", copies.len(), copy.day)
                });
                note("copies", newest, true);
            }
            Err(error) => note("copies", error.to_string(), false),
        }
    }
    let sheet = crate::sheet::paper("", "fonts", desk.options.clock.now());
    match print::render(&sheet, &desk.options.fonts) {
        Ok(_) => note("fonts", "there".into(), true),
        Err(error) => note("fonts", error.to_string(), false),
    }
    Examined { lines, well }
}
