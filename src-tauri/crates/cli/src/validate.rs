//! `fumibako validate`: would these files be accepted?

use crate::{COULD_NOT_RUN, desk::Where, tell};
use fumibako::validate::{Severity, validate, validate_at};
use std::{fs, path::PathBuf, process::ExitCode};

/// Findings as JSON lines on standard output, one line per file on standard error. Exit 0: no errors, 1: errors,
/// 2: at least one file could not be checked.
pub fn run(at: &Where, files: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let desk = if at.is_named() { Some(at.desk(false)?) } else { None };
    let (mut errors, mut unread) = (0, false);
    for file in files {
        let name = file.display().to_string();
        let checked = match fs::read(file) {
            Ok(bytes) => match &desk {
                None => validate(&name, &bytes),
                Some(desk) => match validate_at(desk, &name, &bytes) {
                    Ok(checked) => checked,
                    Err(error) => {
                        tell::beside(serde_json::to_string(&error.shown())?)?;
                        return Ok(ExitCode::from(COULD_NOT_RUN));
                    }
                },
            }
            .map_err(|error| error.to_string()),
            Err(error) => Err(format!("ファイルを読めません（{error}）")),
        };
        match checked {
            Ok(checked) => {
                for line in &checked.lines {
                    tell::line(serde_json::to_string(line)?)?;
                }
                let of = |severity| checked.count(severity);
                errors += of(Severity::Error);
                tell::beside(format!(
                    "{name}: {}: エラー{}件、注意{}件",
                    checked.kinds.join("・"),
                    of(Severity::Error),
                    of(Severity::Warning)
                ))?;
            }
            Err(why) => {
                unread = true;
                tell::beside(format!("{name}: {why}"))?;
            }
        }
    }
    Ok(match (unread, errors) {
        (true, _) => ExitCode::from(COULD_NOT_RUN),
        (false, 0) => ExitCode::SUCCESS,
        (false, _) => ExitCode::FAILURE,
    })
}
