//! A clinic at a simulated 資格確認端末: store, relay and terminal under one clock that the test puts forward.

use crate::{Calls, TempClinic};
use domain::clock::Clock;
use fumibako::{
    Desk,
    terminal::{Options, Relay, Settings, Stepped},
};
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::{path::PathBuf, sync::Arc, time::Duration};
use terminal::{
    catalogue::{BUILT_IN, Catalogue},
    transport::folder,
};
use terminal_sim::{Pace, Terminal};

/// The institution of the samples.
pub const US: &str = "1319999991";

/// The clinic, its relay and the terminal.
pub struct AtTerminal {
    /// Store and clock.
    pub clinic: TempClinic,
    /// The open store.
    pub desk: Desk,
    /// The terminal.
    pub terminal: Terminal,
    relay: Option<Relay>,
    runtime: tokio::runtime::Runtime,
}

impl AtTerminal {
    /// A clinic after its first run beside a terminal with this seed.
    pub fn new(seed: u64) -> Self {
        let clinic = TempClinic::new();
        let (desk, _) = clinic.set_up();
        let terminal = Terminal::new(&clinic.root().join("terminal"), seed, Pace::quick()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut at = Self { clinic, desk, terminal, relay: None, runtime };
        let settings = at.settings();
        let store = at.desk.clinic().unwrap();
        let audit = store::Audit::new(store::Who::Program, "terminal_save");
        store.store().write(&audit, |w| settings.save(w)).unwrap();
        at.start();
        at
    }

    /// The terminal's folders.
    pub fn root(&self) -> PathBuf {
        self.clinic.root().join("terminal")
    }

    fn settings(&self) -> Settings {
        Settings { remove_faces: true, ..Settings::below(&self.root()) }
    }

    /// Makes the relay anew, as after a start of the program.
    pub fn start(&mut self) {
        self.relay = None;
        let settings = self.settings();
        let folders = folder::Settings {
            settle: Duration::from_millis(1),
            give_up: Duration::from_millis(100),
            ..settings.folders(self.clinic.clock.today())
        };
        let catalogue = Arc::new(Catalogue::read(BUILT_IN).unwrap());
        let transport = Arc::new(folder::FolderTransport::new(folders, catalogue));
        let options = Options { settings, label: "test".to_owned() };
        let clinic = self.desk.clinic().unwrap();
        self.relay = Some(Relay::new(clinic, transport, options).unwrap());
    }

    /// One step of the relay.
    pub fn step(&mut self) -> Stepped {
        let relay = self.relay.as_mut().unwrap();
        self.runtime.block_on(relay.step()).unwrap()
    }

    /// Lets both sides work for some rounds; time goes on by 50 ms a round.
    pub fn work(&mut self, rounds: usize) {
        for _ in 0..rounds {
            self.clinic.clock.forward_by(SignedDuration::from_millis(50));
            self.terminal.step(self.clinic.clock.now()).unwrap();
            self.step();
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Lets both sides work until it is so, for 200 rounds at most.
    pub fn until(&mut self, what: &str, so: impl Fn(&mut Self) -> bool) {
        for _ in 0..200 {
            if so(self) {
                return;
            }
            self.work(1);
        }
        panic!("{what}: {:?}", self.terminal.log());
    }

    /// Time goes by.
    pub fn pass(&self, seconds: i64) {
        self.clinic.clock.forward_by(SignedDuration::from_secs(seconds));
    }

    /// Gives a person of the terminal the insurance of a patient's form.
    pub fn is_insured_as(&mut self, person: &str, form: &Value) {
        let known = self.terminal.centre.people.iter_mut().find(|one| one.id == person).unwrap();
        let text = |field: &str| form["insurance"][field].as_str().unwrap().to_owned();
        known.insurer_number = text("insurer_number");
        known.symbol = text("symbol");
        known.number = text("number");
        known.branch = text("branch");
        known.name = form["name"].as_str().unwrap().replace(' ', "　");
        known.name_marked = known.name.clone();
        known.kana = form["kana"].as_str().unwrap().to_owned();
        known.sex = if form["sex"] == "male" { "1" } else { "2" }.to_owned();
    }

    /// The items of the 送信箱, the newest first.
    pub fn outbox(&self) -> Vec<Value> {
        let rows =
            self.desk.ask("outbox_list", json!({ "state": null, "patient_id": null, "document_id": null }));
        rows.as_array().unwrap().clone()
    }

    /// The states of the items, the newest first.
    pub fn states(&self) -> Vec<String> {
        self.outbox().iter().map(|row| row["state"].as_str().unwrap().to_owned()).collect()
    }
}
