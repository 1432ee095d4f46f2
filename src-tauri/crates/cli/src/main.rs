//! The headless Fumibako: the same core as the window, without one.
//!
//! Here live the command line, exit codes and what is printed. Rules, storage and wire types may not live here.
#![allow(clippy::disallowed_methods, reason = "an edge: here the environment is read")]

mod core6;
mod desk;
#[cfg(feature = "dev")]
mod dev;
mod doctor;
mod labs;
mod letter;
mod receive;
mod relay;
mod tell;
mod validate;

use clap::{Parser, Subcommand};
use desk::Where;
use fumibako::letter_file::DocumentKind;
use std::{path::PathBuf, process::ExitCode};

/// Could not run at all: no input, no store, no key.
const COULD_NOT_RUN: u8 = 2;

#[derive(Parser)]
#[command(name = "fumibako", version, about = "文箱 (Fumibako): 診療情報提供書を作る・調べる")]
struct Cli {
    #[command(flatten)]
    at: Where,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// One JSON file with clinic, patient, 6情報 and letter: store it, finalize it, write PDF and bundle
    ///
    /// Findings go to standard error as JSON lines. Exit 0: done, 1: rejected and nothing stored, 2: could not run.
    Letter {
        /// The input file
        #[arg(required_unless_present = "schema")]
        input: Option<PathBuf>,
        /// The folder for <id>.pdf and <id>.bundle.json
        #[arg(long, required_unless_present = "schema")]
        out: Option<PathBuf>,
        /// Print the JSON Schema of the input file
        #[arg(long)]
        schema: bool,
    },
    /// The same for a document of any kind: referral_letter, care_plan_summary
    ///
    /// The file holds clinic, patient, 6情報 and the form under the name that the schema says.
    Document {
        /// The kind of document
        #[arg(value_parser = kind)]
        kind: DocumentKind,
        /// The input file
        #[arg(required_unless_present = "schema")]
        input: Option<PathBuf>,
        /// The folder for <id>.pdf and <id>.bundle.json
        #[arg(long, required_unless_present = "schema")]
        out: Option<PathBuf>,
        /// Print the JSON Schema of the input file
        #[arg(long)]
        schema: bool,
    },
    /// What would be registered of a patient's 5情報 today, one 報告単位 per line and file
    ///
    /// Writes <unit>.bundle.json for what would be sent and <unit>.cancel.json for what would be cancelled. Findings go
    /// to standard error as JSON lines. Exit 0: done, 1: no such patient, 2: could not run.
    Core6 {
        /// 患者番号
        #[arg(long, value_name = "NUMBER")]
        patient: String,
        /// The folder for the files
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Note the units as handed over: they keep their numbers, and tomorrow only changes are sent
        #[arg(long)]
        handed: bool,
    },
    /// Import the list of JLAC codes of designated laboratory items (.tsv or .tsv.xz)
    ///
    /// Findings go to standard error as JSON lines. Exit 0: imported, 1: rejected and the old list kept, 2: could not run.
    LabCodes {
        /// The list
        input: PathBuf,
    },
    /// Take documents from elsewhere in: FHIR files (JSON), or PDFs that carry one
    ///
    /// Prints one line per document: its id, and `new` or `known`. Findings go to standard error as JSON lines.
    /// Exit 0: all taken in, 1: one was turned away, 2: could not run.
    Receive {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Check bundles (診療情報提供書, 退院時サマリー, 患者サマリー, 5情報), or PDFs that carry one, from anywhere
    ///
    /// With --place, the list of laboratory codes that was imported there says which code belongs to which item;
    /// otherwise no store is opened. Findings go to standard output as JSON lines (file, rule, severity, path, message,
    /// field), a summary to standard error. Exit 0: no errors, 1: errors, 2: a file could not be checked.
    Validate {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Make one call of the api table and print its answer
    Call {
        /// Name of the call
        name: String,
        /// Its argument
        #[arg(default_value = "null")]
        json: String,
    },
    /// Talk to the 資格確認端末 without a window, until Ctrl-C or SIGTERM
    ///
    /// Does what the window does beside its screens, by the settings of the store: takes in what the terminal answers and
    /// what the card reader pushes, and posts what is waiting. Prints how things stand whenever that changes, without
    /// anything of patients. Only one program talks to the terminal at a time; this one says which, and waits. Exit 0:
    /// ended as asked, 1: with --once, something could not be used, 2: could not run (store in use, terminal off).
    Relay {
        /// Look once, do what can be done now, and end
        #[arg(long)]
        once: bool,
    },
    /// Versions, folders, key, health of the store, 接続診断 of the terminal
    Doctor,
    /// For developers; not in release builds
    #[cfg(feature = "dev")]
    #[command(subcommand)]
    Dev(dev::Command),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        Command::Letter { input, out, schema } => document(&cli.at, LETTER, input, out, schema),
        Command::Document { kind, input, out, schema } => document(&cli.at, kind, input, out, schema),
        Command::Core6 { patient, out, handed } => core6::run(&cli.at, &patient, &out, handed),
        Command::LabCodes { input } => labs::run(&cli.at, &input),
        Command::Receive { files } => receive::run(&cli.at, &files),
        Command::Validate { files } => validate::run(&cli.at, &files),
        Command::Call { name, json } => call(&cli.at, &name, &json),
        Command::Relay { once } => relay::run(&cli.at, once),
        Command::Doctor => doctor::run(&cli.at),
        #[cfg(feature = "dev")]
        Command::Dev(command) => dev::run(&cli.at, command),
    };
    result.unwrap_or_else(|error| {
        // Where even this cannot be written there is nobody to tell.
        let _ = tell::beside(format_args!("fumibako: {error:#}"));
        ExitCode::from(COULD_NOT_RUN)
    })
}

/// What `fumibako letter` writes.
const LETTER: DocumentKind = DocumentKind::ReferralLetter;

/// Reads the word of a kind of document.
fn kind(word: &str) -> Result<DocumentKind, String> {
    let known = || DocumentKind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ");
    DocumentKind::parse(word).ok_or_else(|| format!("known kinds: {}", known()))
}

fn document(
    at: &Where,
    kind: DocumentKind,
    input: Option<PathBuf>,
    out: Option<PathBuf>,
    schema: bool,
) -> anyhow::Result<ExitCode> {
    match (input, out) {
        _ if schema => letter::schema(kind),
        (Some(input), Some(out)) => letter::run(at, kind, &input, &out),
        _ => Ok(ExitCode::from(COULD_NOT_RUN)),
    }
}

/// Takes the seat of the first doctor, where nobody sits: the command line speaks for the clinic.
fn sit_down(desk: &fumibako::Desk) {
    let Ok(front) = desk.call("front_state", serde_json::Value::Null) else { return };
    let doctor = front["choices"].as_array().and_then(|all| all.iter().find(|one| one["role"] == "doctor"));
    if let (true, Some(doctor)) = (front["staff"].is_null(), doctor) {
        // A refusal shows in the call itself, as signed out.
        let _ = desk.call("staff_choose", serde_json::json!({ "id": doctor["id"] }));
    }
}

/// Until this program is told to end: Ctrl-C, or SIGTERM where there is such a thing.
async fn ended() {
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<Option<()>>();
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}

fn call(at: &Where, name: &str, json: &str) -> anyhow::Result<ExitCode> {
    let arg = serde_json::from_str(json)?;
    let desk = at.desk(false)?;
    sit_down(&desk);
    match desk.call(name, arg) {
        Ok(answer) => {
            tell::line(serde_json::to_string_pretty(&answer)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            tell::beside(serde_json::to_string(&error)?)?;
            Ok(ExitCode::FAILURE)
        }
    }
}
