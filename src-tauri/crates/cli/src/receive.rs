//! `fumibako receive`.

use crate::{COULD_NOT_RUN, desk::Where, tell};
use anyhow::Context;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use std::{fs, path::Path, process::ExitCode};

/// Takes files in, one after the other. Prints one line per document: its id, and whether it was there already.
/// Findings go to standard error as JSON lines. Exit 0: all taken in, 1: one was turned away, 2: could not run.
pub fn run(at: &Where, files: &[impl AsRef<Path>]) -> anyhow::Result<ExitCode> {
    let desk = at.desk(false)?;
    crate::sit_down(&desk);
    let mut exit = ExitCode::SUCCESS;
    for file in files {
        let file = file.as_ref();
        let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let arg = serde_json::json!({ "bytes": BASE64.encode(bytes) });
        match desk.call("received_import", arg) {
            Ok(answer) => {
                for one in answer["documents"].as_array().into_iter().flatten() {
                    for finding in one["findings"].as_array().into_iter().flatten() {
                        tell::beside(finding)?;
                    }
                    let known = if one["known"] == true { "known" } else { "new" };
                    tell::line(format!("{} {known}", one["row"]["id"].as_str().unwrap_or_default()))?;
                }
            }
            Err(error) if error.findings.is_empty() => {
                tell::beside(serde_json::to_string(&error)?)?;
                return Ok(ExitCode::from(COULD_NOT_RUN));
            }
            Err(error) => {
                for finding in &error.findings {
                    tell::beside(serde_json::to_string(finding)?)?;
                }
                exit = ExitCode::FAILURE;
            }
        }
    }
    Ok(exit)
}
