//! What lies behind the terminal: people, consents, 照会番号, receptions, documents.

use crate::{
    letter, paper,
    people::{Person, everybody},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, io, path::Path};

/// The state of the services.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Centre {
    /// Everybody.
    pub people: Vec<Person>,
    /// 照会番号 by person.
    pub reference_numbers: BTreeMap<String, String>,
    /// How often each was registered: a second time for the same request would be a doubled registration.
    pub registrations: BTreeMap<String, u32>,
    /// Consents by person: kinds, and until when (`yyyyMMddHHmmss`).
    pub consents: BTreeMap<String, (Vec<String>, String)>,
    /// Who consented at home or online.
    #[serde(default)]
    pub remote: Vec<Remote>,
    /// Bulk lists by 受付番号.
    pub receptions: BTreeMap<String, Reception>,
    /// Documents by identifier.
    pub documents: BTreeMap<String, Document>,
    /// 5情報 by Bundle.identifier: the packed Bundle.
    pub clinical: BTreeMap<String, String>,
    /// Institutions: code, name, whether they use the service.
    pub institutions: Vec<(String, String, bool)>,
    /// Numbers given out.
    pub counter: u64,
}

/// A consent that was given without a reader.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Remote {
    /// The person's id.
    pub person: String,
    /// 診療区分 (OQSCD028): 2 訪問, 3 オンライン.
    pub setting: String,
    /// The day, `yyyyMMdd`.
    pub day: String,
}

/// A bulk list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reception {
    /// Key of the message that asked.
    #[serde(default)]
    pub message: String,
    /// The people asked about, or the range: keys of the request, as sent.
    pub people: Vec<BTreeMap<String, String>>,
    /// 任意のファイル識別子 of the upload.
    pub file_identifier: String,
    /// 資格確認日.
    pub date: String,
    /// Seconds since 1970 from when the answer is ready.
    pub ready_at: i64,
}

/// A registered document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Document {
    /// By which messages it came: `document`, `checkup_report` or `care_plan`; only they cancel and change it.
    #[serde(default = "letters")]
    pub family: String,
    /// 文書種別.
    pub kind: String,
    /// The person's id.
    pub person: String,
    /// 医療機関コード of the sender.
    pub source: String,
    /// 医療機関コード of the addressee, or empty.
    pub destination: String,
    /// 1 閲覧保留, 2 閲覧可, 3 取得済, 9 取消済.
    pub status: String,
    /// When, `yyyyMMddHHmmss`.
    pub registered_at: String,
    /// The packed Bundle.
    pub packed: String,
    /// Identifier → name and packed file.
    pub attachments: BTreeMap<String, (String, String)>,
    /// Taken, and erased since.
    #[serde(default)]
    pub gone: bool,
    /// How often it was registered under this identifier.
    pub times: u32,
}

fn letters() -> String {
    "document".to_owned()
}

impl Default for Centre {
    fn default() -> Self {
        let institutions = [
            ("1319900010", "文箱医院（見本）", true),
            ("1319900028", "見本総合病院", true),
            ("1319900036", "見本診療所", false),
            ("1319900044", "見本リハビリテーション病院", true),
            ("1319999991", "見本内科クリニック", true),
            ("1319999992", "架空総合病院", true),
            ("1319999993", "例示眼科医院", false),
        ];
        Self {
            people: everybody(),
            reference_numbers: BTreeMap::new(),
            registrations: BTreeMap::new(),
            consents: BTreeMap::new(),
            remote: Vec::new(),
            receptions: BTreeMap::new(),
            documents: BTreeMap::new(),
            clinical: BTreeMap::new(),
            institutions: institutions
                .map(|(code, name, uses)| (code.to_owned(), name.to_owned(), uses))
                .to_vec(),
            counter: 0,
        }
    }
}

impl Centre {
    /// Reads the state of an earlier run; a new one when there is none.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn open(file: &Path) -> io::Result<Self> {
        match fs::read(file) {
            Ok(bytes) => {
                let mut centre: Self = serde_json::from_slice(&bytes).map_err(io::Error::other)?;
                // Whoever was thought of since then lives there too.
                let known = |one: &Person| centre.people.iter().any(|known| known.id == one.id);
                let newer: Vec<Person> = everybody().into_iter().filter(|one| !known(one)).collect();
                centre.people.extend(newer);
                Ok(centre)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// Writes the state.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, file: &Path) -> io::Result<()> {
        let part = file.with_extension("part");
        fs::write(&part, serde_json::to_vec_pretty(self).map_err(io::Error::other)?)?;
        fs::rename(part, file)
    }

    /// The clinic itself uses the service, whatever its code is.
    pub fn know_institution(&mut self, code: &str) {
        if !self.institutions.iter().any(|(known, ..)| known == code) {
            self.institutions.push((code.to_owned(), "この医療機関（見本）".to_owned(), true));
        }
    }

    /// The person with this id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// Who has this card. A 枝番 must be the right one where it is given, or, with `strict`, in every case.
    pub(crate) fn holder(&self, card: &Card<'_>, strict: bool) -> Option<&Person> {
        let bare = |number: &str| number.trim().trim_start_matches('0').to_owned();
        self.people.iter().filter(|person| !person.insurer_number.is_empty()).find(|person| {
            bare(&person.insurer_number) == bare(card.insurer_number)
                && one_width(&person.symbol) == one_width(card.symbol)
                && one_width(&person.number) == one_width(card.number)
                && (person.branch == card.branch || (!strict && card.branch.is_empty()))
                && card.birth_date.is_none_or(|date| date == person.birth_date)
        })
    }

    /// Whether an institution uses the service.
    pub(crate) fn uses(&self, code: &str) -> bool {
        self.institutions.iter().any(|(known, _, uses)| known == code && *uses)
    }

    pub(crate) fn name_of(&self, code: &str) -> String {
        self.institutions
            .iter()
            .find(|(known, ..)| known == code)
            .map(|(_, name, _)| name.clone())
            .unwrap_or_default()
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }

    /// Whether a person's consent covers one of the kinds now (`yyyyMMddHHmmss`).
    pub(crate) fn consents_to(&self, person: &str, kinds: &[&str], now: &str) -> bool {
        self.consents.get(person).is_some_and(|(given, until)| {
            now < until.as_str() && given.iter().any(|kind| kinds.contains(&kind.as_str()))
        })
    }

    /// Another institution sends a letter about a person to `destination`; its identifier, `None` for nobody.
    pub fn send_letter(&mut self, person: &str, destination: &str, now: &str) -> Option<String> {
        let person = self.person(person)?.clone();
        let number = self.next();
        let (identifier, bundle) =
            letter::letter(&person, (destination, &self.name_of(destination)), number, now);
        let lines = ["MIHON SOGO BYOIN (SAMPLE)".to_owned(), format!("L-{number}-1 / {}", person.id)];
        let attachment =
            (format!("L-{number}-1"), ("attachment.pdf".to_owned(), STANDARD.encode(paper::page(&lines))));
        let document = Document {
            family: letters(),
            kind: "57133-1".to_owned(),
            person: person.id,
            source: letter::SENDER.to_owned(),
            destination: destination.to_owned(),
            status: "2".to_owned(),
            registered_at: now.to_owned(),
            packed: STANDARD.encode(bundle.to_string()),
            attachments: BTreeMap::from([attachment]),
            gone: false,
            times: 1,
        };
        self.documents.insert(identifier.clone(), document);
        Some(identifier)
    }
}

/// A card as asked about.
pub(crate) struct Card<'a> {
    pub(crate) insurer_number: &'a str,
    pub(crate) symbol: &'a str,
    pub(crate) number: &'a str,
    pub(crate) branch: &'a str,
    pub(crate) birth_date: Option<&'a str>,
}

/// Letters and digits as cards and programs write them, in the half-width ones.
pub(crate) fn one_width(text: &str) -> String {
    let half = |c| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    text.chars().map(half).filter(|c| !c.is_whitespace()).collect()
}
