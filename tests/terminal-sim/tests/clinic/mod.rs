//! A clinic with its folders and a terminal: posts, lets the terminal work, sweeps, takes.
#![allow(dead_code, reason = "each test program uses what it needs")]

use std::{path::Path, sync::Arc, time::Duration};
use terminal::{
    Answer, Decoded, Encoded, Request, Sender,
    catalogue::{BUILT_IN, Catalogue},
    decode, encode,
    message::{
        Insured, Wire, document_register,
        eligibility_check::{self, Search},
    },
    transport::{
        Arrival, Intent, Ours, PostError, Sweep, Taken, Transport,
        folder::{FolderTransport, Settings},
    },
};
use terminal_sim::{Pace, Terminal};

pub const US: &str = "1319900010";

pub struct Clinic {
    pub root: tempfile::TempDir,
    pub terminal: Terminal,
    pub transport: FolderTransport,
    pub catalogue: Arc<Catalogue>,
    pub names: Vec<String>,
    /// How often it looks before it gives up, 5 ms apart.
    pub rounds: usize,
    sequence: u32,
}

pub fn now() -> jiff::Timestamp {
    #[allow(clippy::disallowed_methods)] // files of a real disk have real times
    jiff::Timestamp::now()
}

impl Clinic {
    pub fn new(seed: u64) -> Self {
        let root = tempfile::tempdir().unwrap();
        let there = root.path().to_owned();
        Self::over(root, &there, seed, 400, Duration::from_millis(150))
    }

    /// The clinic sees the terminal's folders, which lie `there`, below `root`.
    pub fn over(root: tempfile::TempDir, there: &Path, seed: u64, rounds: usize, give_up: Duration) -> Self {
        let terminal = Terminal::new(there, seed, Pace::quick()).unwrap();
        let catalogue = Arc::new(Catalogue::read(BUILT_IN).unwrap());
        let settings = Settings {
            settle: Duration::from_millis(5),
            give_up,
            remove_faces: true,
            ..Settings::below(root.path())
        };
        let transport = FolderTransport::new(settings, catalogue.clone());
        Self { root, terminal, transport, catalogue, names: Vec::new(), rounds, sequence: 5000 }
    }

    pub fn encode(&mut self, request: Request) -> Encoded {
        self.sequence += 1;
        let sender = Sender { institution: US.to_owned(), file_identifier: format!("FB-{}", self.sequence) };
        let suffix = terminal::catalogue::suffix(jiff::civil::date(2026, 11, 24), self.sequence).unwrap();
        encode(&self.catalogue, &request, &sender, &suffix, Wire::File).unwrap_or_else(|findings| {
            let ids: Vec<_> = findings.iter().map(|f| format!("{} {}", f.rule.id, f.path)).collect();
            panic!("{ids:?}")
        })
    }

    pub async fn post(&mut self, request: impl Into<Request>) -> Result<Encoded, PostError> {
        let encoded = self.encode(request.into());
        self.names.push(encoded.name.clone());
        let intent = Intent::of(&encoded, uuid::Uuid::new_v4());
        self.transport.post(&encoded, &intent).await.map(|()| encoded)
    }

    pub async fn sweep(&self) -> Sweep {
        self.transport.sweep(&Ours::of(self.names.iter().cloned())).await
    }

    /// Lets both sides work until `enough` says so, for `rounds` at most; what came, each taken.
    pub async fn work(&mut self, enough: impl Fn(&[(Arrival, Decoded)]) -> bool) -> Vec<(Arrival, Decoded)> {
        let mut came = Vec::new();
        for _ in 0..self.rounds {
            self.terminal.step(now()).unwrap();
            for arrival in self.sweep().await.arrivals {
                let decoded = decode(&self.catalogue, &arrival.name, &arrival.bytes);
                if self.transport.take(&arrival).await == Ok(Taken::Removed) {
                    came.push((arrival, decoded));
                }
            }
            if enough(&came) && self.terminal.is_idle() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        came
    }

    /// Asks and waits for the answer.
    pub async fn ask(&mut self, request: impl Into<Request>) -> Decoded {
        let posted = self.post(request).await.unwrap();
        let base = posted.message.answer_base(&posted.suffix);
        let came = self.work(|came| !came.is_empty()).await;
        let (arrival, decoded) = came.into_iter().next().expect("no answer");
        assert!(arrival.name.starts_with(&base), "{} is no answer to {base}", arrival.name);
        decoded
    }

    pub async fn answer(&mut self, request: impl Into<Request>) -> Answer {
        let decoded = self.ask(request).await;
        decoded.answer.unwrap_or_else(|| panic!("{:?}", decoded.unreadable))
    }

    pub fn insured(&self, person: &str) -> Insured {
        let person = self.terminal.centre.person(person).unwrap();
        Insured {
            insurer_number: person.insurer_number.clone(),
            symbol: person.symbol.clone(),
            number: person.number.clone(),
            branch: (!person.branch.is_empty()).then(|| person.branch.clone()),
            birth_date: terminal::codec::sheet::read_date(&person.birth_date),
        }
    }
}

pub fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 24)
}

pub fn check(clinic: &Clinic, person: &str) -> eligibility_check::Request {
    let search = Search { insured: clinic.insured(person), limit_consent: false, person_identifier: None };
    eligibility_check::Request { confirmation_date: today(), search }
}

pub fn letter(clinic: &Clinic, person: &str, number: u32) -> document_register::Request {
    let identifier = format!("{US}^2026^R-{number}");
    let bundle = format!(
        r#"{{"resourceType":"Bundle","type":"document","identifier":{{"value":"{identifier}"}},"entry":[{{"resource":{{"resourceType":"Composition"}}}}]}}"#
    );
    document_register::Request {
        insured: clinic.insured(person),
        document_type: "57133-1".to_owned(),
        document_identifier: identifier,
        destination: Some("1319900028".to_owned()),
        read_consent: true,
        document: bundle.into_bytes(),
    }
}
