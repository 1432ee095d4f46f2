//! `fumibako letter` and `fumibako document`.

use crate::{COULD_NOT_RUN, desk::Where, tell};
use anyhow::Context;
use fumibako::{
    api::{Code, FindingShown},
    letter_file::{self, DocumentKind},
};
use std::{fs, path::Path, process::ExitCode};

/// Prints the JSON Schema of the input.
pub fn schema(kind: DocumentKind) -> anyhow::Result<ExitCode> {
    tell::line(serde_json::to_string_pretty(&letter_file::schema(kind))?)?;
    Ok(ExitCode::SUCCESS)
}

/// Stores and finalizes one document and writes its files.
pub fn run(at: &Where, kind: DocumentKind, input: &Path, out: &Path) -> anyhow::Result<ExitCode> {
    let json = fs::read(input).with_context(|| format!("{} cannot be read", input.display()))?;
    // Checked before anything is stored: a document that cannot be written out should not exist.
    fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
    let desk = at.desk(false)?;
    match letter_file::run_document(&desk, kind, &json, &tell_passphrase) {
        Ok(done) => {
            say(&FindingShown::all(&done.findings))?;
            let write = |name: String, bytes: &[u8]| -> anyhow::Result<()> {
                let path = out.join(name);
                fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
                tell::line(path.display())?;
                Ok(())
            };
            write(format!("{}.pdf", done.number), &done.pdf)?;
            if let Some(bundle) = &done.bundle {
                write(format!("{}.bundle.json", done.number), bundle)?;
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            say(&FindingShown::all(&error.findings))?;
            if error.code == Code::Rejected {
                return Ok(ExitCode::FAILURE);
            }
            tell::beside(serde_json::to_string(&error.shown())?)?;
            Ok(ExitCode::from(COULD_NOT_RUN))
        }
    }
}

/// Said before the store is made, so that nothing that fails later can swallow it.
fn tell_passphrase(passphrase: &str) {
    let line = serde_json::json!({
        "rule": "store.made",
        "severity": "info",
        "message": "新しい保管庫を作ります。復旧の合言葉を紙に書き、鍵のかかる場所にしまってください。",
        "passphrase": passphrase,
    });
    if tell::beside(line).is_err() {
        // Nobody would ever know the passphrase of the store that is about to be made.
        std::process::exit(i32::from(COULD_NOT_RUN));
    }
}

/// Prints findings as JSON lines.
pub fn say(findings: &[FindingShown]) -> anyhow::Result<()> {
    for finding in findings {
        tell::beside(serde_json::to_string(finding)?)?;
    }
    Ok(())
}
