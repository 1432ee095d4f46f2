//! The tests that cross a crate boundary: one file per question, one program for all of them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed test should say where")]
#![allow(
    clippy::disallowed_methods,
    reason = "tests are an edge: they start programs and read the environment"
)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a test speaks through its streams")]

mod attachments;
mod bindings;
mod care_plans;
mod cli;
mod crash;
mod flow;
mod letters;
mod merge;
mod outbox;
mod received;
mod reception;
mod relay_cut;
mod reports;
mod seals;
mod secrets;
mod service;
mod terminal_cli;
mod terminal_flow;
mod tidy;
mod viewing;

#[test]
fn no_file_is_forgotten() {
    let list = include_str!("main.rs");
    let folder = fumibako_tests::house().join("tests/it");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.trim_end_matches(".rs");
        assert!(
            module == "main" || list.contains(&format!("mod {module};")),
            "{name} is not in the list of main.rs"
        );
    }
}
