//! `fumibako doctor`: what a person on the telephone needs to know, without any patient data.

use crate::{desk::Where, sit_down, tell};
use fumibako::Desk;
use serde_json::Value;
use std::process::ExitCode;

/// Prints versions, folders, key and health. Exit 1 when something is wrong.
pub fn run(at: &Where) -> anyhow::Result<ExitCode> {
    tell::line(format_args!("fumibako        {}", env!("CARGO_PKG_VERSION")))?;
    tell::line(format_args!("system          {} {}", std::env::consts::OS, std::env::consts::ARCH))?;
    tell::line(format_args!("place           {}", at.place()?.display()))?;
    tell::line(format_args!("key             {}", at.key_source()))?;
    let desk = at.desk(false)?;
    let health = fumibako::health::examine(&desk);
    for line in &health.lines {
        tell::line(format_args!("{:<15} {}", line.0, line.1))?;
    }
    let connected = terminal(&desk)?;
    Ok(if health.well && connected { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The rows of the 接続診断, where the clinic talks to a terminal. False when something there keeps it from working.
fn terminal(desk: &Desk) -> anyhow::Result<bool> {
    sit_down(desk);
    match desk.call("terminal_state", Value::Null) {
        Ok(state) if state["on"] == true => {}
        Ok(_) => {
            tell::line(format_args!("{:<15} off", "terminal"))?;
            return Ok(true);
        }
        // No open store, of which the lines above have told.
        Err(_) => return Ok(true),
    }
    let probe = match desk.call("terminal_probe", Value::Null) {
        Ok(probe) => probe,
        Err(error) => {
            tell::line(format_args!("{:<15} {:?}", "terminal", error.code))?;
            return Ok(false);
        }
    };
    let rows = probe["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    for row in rows {
        let said = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
        let (state, next) = (said("state"), said("next"));
        tell::line(format_args!(
            "{:<15} {state:<5}{}: {} {next}",
            "terminal",
            said("what"),
            said("message")
        ))?;
    }
    Ok(rows.iter().all(|row| row["state"] != "bad"))
}
