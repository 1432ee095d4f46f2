//! A clinic in a temporary folder.

use domain::clock::Clock;
use fumibako::{
    Desk, Fonts, KeyFile, Options, Place, Shell, ShellError,
    api::{ApiError, Code},
    fonts::FontFolders,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// A clock that stands still until it is put forward.
pub struct FakeClock(Mutex<Timestamp>);

impl FakeClock {
    /// 2026-11-22, 10:02:03.456 in Japan.
    pub fn new() -> Self {
        Self(Mutex::new("2026-11-22T01:02:03.456Z".parse().unwrap()))
    }

    /// Puts it forward.
    pub fn forward(&self, hours: i64) {
        self.forward_by(SignedDuration::from_hours(hours));
    }

    /// Puts it forward by any time.
    pub fn forward_by(&self, time: SignedDuration) {
        let mut now = self.0.lock().unwrap();
        *now = now.checked_add(time).unwrap();
    }
}

impl Default for FakeClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// A host without viewer and dialogs.
pub struct NoShell;

impl Shell for NoShell {
    fn can_print(&self) -> bool {
        false
    }

    fn open_pdf(&self, _: &str, _: &[u8]) -> Result<(), ShellError> {
        Err(ShellError::NotHere)
    }

    fn save_file(&self, _: &str, _: &[u8]) -> Result<bool, ShellError> {
        Err(ShellError::NotHere)
    }
}

/// A folder for a store, its key and what comes out; gone when dropped.
pub struct TempClinic {
    dir: TempDir,
    /// The clock of every desk here.
    pub clock: Arc<FakeClock>,
}

impl TempClinic {
    /// A folder without a store yet.
    pub fn new() -> Self {
        let dir = tempfile::Builder::new().prefix("fumibako-it-").tempdir().unwrap();
        Self { dir, clock: Arc::default() }
    }

    /// The whole folder.
    pub fn root(&self) -> PathBuf {
        self.dir.path().to_path_buf()
    }

    /// The folder of the store.
    pub fn place(&self) -> PathBuf {
        self.dir.path().join("place")
    }

    /// The key in place of a credential store.
    pub fn key_file(&self) -> PathBuf {
        self.dir.path().join("key")
    }

    /// Where letters are written to.
    pub fn out(&self) -> PathBuf {
        self.dir.path().join("out")
    }

    /// A desk over the store with the kept key. Waits while another desk of this test still lets go of the
    /// store (its copy of the day runs beside it).
    pub fn desk(&self) -> Desk {
        desk_over(self.dir.path(), self.clock.clone())
    }

    /// Makes the store as a first run does; with the passphrase of its recovery sheet.
    pub fn set_up(&self) -> (Desk, String) {
        let desk = self.desk();
        let sheet = desk.ask("front_sheet", front_setup());
        let front = desk.ask("front_setup", front_setup());
        assert_eq!(front["door"], "open");
        (desk, sheet["passphrase"].as_str().unwrap().to_owned())
    }
}

impl Default for TempClinic {
    fn default() -> Self {
        Self::new()
    }
}

/// A desk over the folder of a [`TempClinic`], also from another process. See [`TempClinic::desk`].
pub fn desk_over(root: &Path, clock: Arc<FakeClock>) -> Desk {
    let mut tries = 0;
    loop {
        let desk = Desk::new(Options {
            place: Place::new(root.join("place")),
            keys: Arc::new(KeyFile::new(root.join("key"))),
            clock: clock.clone(),
            shell: Arc::new(NoShell),
            fonts: Fonts::new(FontFolders::new(crate::fonts())),
            demo: false,
        });
        let front = desk.ask("front_state", Value::Null);
        if front["trouble"] != "Busy" || tries == 100 {
            return desk;
        }
        tries += 1;
        drop(desk);
        thread::sleep(Duration::from_millis(100));
    }
}

/// The clinic and first doctor of the samples, as a first run asks for them.
pub fn front_setup() -> Value {
    let sample = crate::sample("text-only").value;
    json!({ "institution": filled(&sample["institution"], &["code", "name", "postal_code", "address", "phone", "fax"]),
            "doctor": filled(&sample["doctor"], &["name", "kana", "department", "registration_number"]) })
}

/// A row of the chart as the api table takes it, from a row of a sample's `core6`.
pub fn entry(list: &str, row: &Value) -> Value {
    let kinds = ["conditions", "allergies", "infections", "lab_results", "prescriptions"];
    assert!(kinds.contains(&list), "{list}");
    let kind = match list {
        "allergies" => "allergy".to_owned(),
        other => other.trim_end_matches('s').to_owned(),
    };
    json!({ "type": kind, "form": row })
}

fn filled(given: &Value, fields: &[&str]) -> Value {
    fields
        .iter()
        .map(|field| ((*field).to_owned(), given.get(field).cloned().unwrap_or_else(|| json!(""))))
        .collect()
}

/// Shows code and findings where an error was not expected.
impl std::fmt::Display for Wrong<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.0.code, self.0.args)?;
        self.0.findings.iter().try_for_each(|finding| write!(f, " [{} {}]", finding.path, finding.rule))
    }
}

struct Wrong<'a>(&'a ApiError);

/// Calls of the api table with panics that say what went wrong.
pub trait Calls {
    /// The answer of a call that must succeed.
    fn ask(&self, name: &str, arg: Value) -> Value;
    /// The error of a call that must fail with this code.
    fn refuses(&self, name: &str, arg: Value, code: Code) -> ApiError;
}

impl Calls for Desk {
    fn ask(&self, name: &str, arg: Value) -> Value {
        self.call(name, arg).unwrap_or_else(|error| panic!("{name}: {}", Wrong(&error)))
    }

    fn refuses(&self, name: &str, arg: Value, code: Code) -> ApiError {
        match self.call(name, arg) {
            Ok(_) => panic!("{name} succeeded where it must fail with {code:?}"),
            Err(error) if error.code == code => error,
            Err(error) => panic!("{name}: {code:?} was expected, not {}", Wrong(&error)),
        }
    }
}
