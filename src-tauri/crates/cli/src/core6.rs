//! `fumibako core6`.

use crate::{COULD_NOT_RUN, desk::Where, letter::say, tell};
use anyhow::Context;
use fumibako::{
    Error,
    api::{Code, FindingShown},
    reports::{self, Unit, UnitKey},
};
use std::{fs, path::Path, process::ExitCode};

/// Writes what would be sent today.
pub fn run(at: &Where, patient: &str, out: &Path, handed: bool) -> anyhow::Result<ExitCode> {
    fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
    let desk = at.desk(false)?;
    // The files are written before anything is noted: what cannot be written was not handed over.
    let reports = match reports::of_number(&desk, patient) {
        Ok(reports) => reports,
        Err(error) => return refused(&error),
    };
    say(&FindingShown::all(&reports.findings))?;
    for unit in &reports.units {
        say(&FindingShown::all(&unit.findings))?;
        let file = |kind: &str| out.join(format!("{}.{kind}.json", unit.local));
        let write = |path: &Path, bytes: &[u8]| {
            fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
        };
        let mut files = Vec::new();
        for (kind, bytes) in files_of(unit)? {
            write(&file(kind), &bytes)?;
            files.push(file(kind).display().to_string());
        }
        let line = serde_json::json!({
            "kind": unit.report.kind.as_str(),
            "sampled": unit.report.sampled.map(|day| day.to_string()),
            "state": unit.state.as_str(),
            "number": unit.key.number,
            "rows": unit.rows,
            "files": files,
        });
        tell::line(line)?;
    }
    if handed && let Err(error) = reports::hand_over_all(&desk, &reports) {
        return refused(&error);
    }
    Ok(ExitCode::SUCCESS)
}

/// What is written of a unit: its bundle, the key to cancel.
fn files_of(unit: &Unit) -> anyhow::Result<Vec<(&'static str, Vec<u8>)>> {
    let cancel = match (&unit.replaces, &unit.bundle) {
        (Some(old), _) => Some(old),
        (None, None) if unit.is_emptied() => Some(&unit.key),
        _ => None,
    };
    let cancel = cancel.map(key).transpose()?;
    let bundle = unit.bundle.clone();
    Ok([("cancel", cancel), ("bundle", bundle)]
        .into_iter()
        .filter_map(|(kind, bytes)| Some((kind, bytes?)))
        .collect())
}

fn key(key: &UnitKey) -> anyhow::Result<Vec<u8>> {
    let key = serde_json::json!({
        "person": { "system": key.person_system, "value": key.person },
        "identifier": { "system": key.number_system, "value": key.number },
    });
    Ok(serde_json::to_vec_pretty(&key)?)
}

fn refused(error: &Error) -> anyhow::Result<ExitCode> {
    say(&FindingShown::all(&error.findings))?;
    if error.code == Code::Rejected {
        return Ok(ExitCode::FAILURE);
    }
    tell::beside(serde_json::to_string(&error.shown())?)?;
    Ok(ExitCode::from(COULD_NOT_RUN))
}
