//! Runs `fhir-check`, the independent conformance checker that lies beside the checkout.

#![allow(clippy::disallowed_methods, reason = "tests read where the shared tools are")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// How much of the checker runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Prose rules and the profile validator.
    Whole,
    /// Prose rules only: much faster.
    Prose,
}

/// Whether everything is to run, however long it takes.
pub fn long_run() -> bool {
    std::env::var_os("FUMIBAKO_LONG").is_some_and(|value| value == "1")
}

/// The checker; `None` with a reason printed where it is not there. With `FUMIBAKO_DEMAND` its absence fails.
fn find() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let shared = std::env::var_os("FUMIBAKO_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let tool = shared.join("tools/fhir-check/fhir-check");
    if tool.exists() {
        return Some(tool);
    }
    assert!(std::env::var_os("FUMIBAKO_DEMAND").is_none(), "fhir-check is demanded but not at {tool:?}");
    println!(
        "skipped: fhir-check is not at {tool:?}; set FUMIBAKO_SHARED to the folder that has tools/fhir-check"
    );
    None
}

/// Checks all bundles in one run against the newest version of the guide and fails with the checker's own words on
/// any error.
pub fn accepts(bundles: &[(String, Vec<u8>)], extent: Extent) {
    accepts_as(bundles, extent, "1.12");
}

/// The same against a version of the guide.
pub fn accepts_as(bundles: &[(String, Vec<u8>)], extent: Extent, version: &str) {
    let Some(tool) = find() else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = Command::new(tool);
    command.args(["--profile-version", version]);
    if extent == Extent::Prose {
        command.arg("--no-native");
    }
    for (name, bytes) in bundles {
        let path = folder.path().join(format!("{name}.json"));
        std::fs::write(&path, bytes).expect("a written file");
        command.arg(path);
    }
    let output = command.output().expect("fhir-check runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let errors: Vec<&str> = said.lines().filter(|line| !line.contains(": WARNING ")).collect();
    assert!(
        output.status.success(),
        "fhir-check: {}\n{}\n{}",
        output.status,
        errors.join("\n"),
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(said.matches(": ok errors=0 ").count(), bundles.len(), "{said}");
}
