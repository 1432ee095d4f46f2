//! The machine itself: looks into `req`, keeps what it has taken, writes answers when they are due.

use crate::{
    centre::{Centre, Remote},
    clinical, eligibility,
    faults::{Fault, Faults},
    request::Request,
    viewing,
    write::{Body, Style, Tree, leaf, xml},
};
use jiff::{SignedDuration, Timestamp, tz::Offset};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Cursor, Write},
    path::{Path, PathBuf},
    sync::Arc,
};
use terminal::catalogue::{Catalogue, Message, Role, SIMULATOR_MARK};
use zip::{AesMode, ZipWriter, write::SimpleFileOptions};

/// How fast it is.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How long a request must lie unchanged before it is taken.
    pub stable: SignedDuration,
    /// From taking to answering.
    pub answer: SignedDuration,
    /// More of it, with the fault `delay`.
    pub delay: SignedDuration,
    /// More of it, with the fault `late_response`.
    pub late: SignedDuration,
    /// Between two parts of an answer that grows.
    pub gap: SignedDuration,
    /// How long the folders stay away.
    pub down: SignedDuration,
}

impl Pace {
    /// As terminals are.
    pub fn real() -> Self {
        let seconds = SignedDuration::from_secs;
        Self {
            stable: SignedDuration::from_millis(200),
            answer: seconds(2),
            delay: seconds(8),
            late: seconds(700),
            gap: SignedDuration::from_millis(400),
            down: seconds(20),
        }
    }

    /// For tests that cannot wait.
    pub fn quick() -> Self {
        let milliseconds = SignedDuration::from_millis;
        Self {
            stable: milliseconds(0),
            answer: milliseconds(0),
            delay: milliseconds(60),
            late: milliseconds(150),
            gap: milliseconds(20),
            down: milliseconds(60),
        }
    }
}

/// The terminal.
pub struct Terminal {
    root: PathBuf,
    catalogue: Arc<Catalogue>,
    pace: Pace,
    /// What lies behind it.
    pub centre: Centre,
    /// What goes wrong.
    pub faults: Faults,
    seen: BTreeMap<String, (u64, Timestamp)>,
    ignored: BTreeSet<String>,
    writing: Vec<Writing>,
    down_until: Option<Timestamp>,
    log: Vec<String>,
}

/// Something on its way into a folder.
struct Writing {
    due: Timestamp,
    folder: &'static str,
    name: String,
    parts: Vec<Vec<u8>>,
    /// Written under its own name from the beginning.
    dirty: bool,
    written: usize,
    again: bool,
}

impl Terminal {
    /// Below `root`: makes `req`, `res` and `face` where they are missing and marks `req` as a simulator's.
    ///
    /// # Errors
    /// When the folders cannot be made or the catalogue is damaged.
    pub fn new(root: &Path, seed: u64, pace: Pace) -> io::Result<Self> {
        // An earlier run that ended while the folders were away.
        if root.join(AWAY).join("req").exists() && !root.join("req").exists() {
            move_all(&root.join(AWAY), root)?;
        }
        for folder in FOLDERS.into_iter().chain(["control"]) {
            fs::create_dir_all(root.join(folder))?;
        }
        fs::write(root.join("req").join(SIMULATOR_MARK), b"")?;
        let catalogue = Catalogue::read(terminal::catalogue::BUILT_IN).map_err(io::Error::other)?;
        Ok(Self {
            root: root.to_owned(),
            catalogue: Arc::new(catalogue),
            pace,
            centre: Centre::default(),
            faults: Faults::seeded(seed),
            seen: BTreeMap::new(),
            ignored: BTreeSet::new(),
            writing: Vec::new(),
            down_until: None,
            log: Vec::new(),
        })
    }

    /// The folder below which everything lies.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What happened since the last time somebody asked; names of files and messages, nothing of people.
    pub fn log(&mut self) -> Vec<String> {
        std::mem::take(&mut self.log)
    }

    /// Whether nothing is on its way.
    pub fn is_idle(&self) -> bool {
        self.writing.is_empty() && self.down_until.is_none()
    }

    /// The folders go away until `until`; [`Timestamp::MAX`] is until somebody brings them back.
    ///
    /// # Errors
    /// When they cannot be moved; then none of them is.
    pub fn go_down(&mut self, until: Timestamp) -> io::Result<()> {
        if self.down_until.is_none() {
            move_all(&self.root, &self.root.join(AWAY))?;
            self.log.push("共有フォルダーが見えなくなりました".to_owned());
        }
        self.down_until = Some(until);
        Ok(())
    }

    /// The folders come back.
    ///
    /// # Errors
    /// When they cannot be moved; then none of them is.
    pub fn come_back(&mut self) -> io::Result<()> {
        if self.down_until.is_some() {
            move_all(&self.root.join(AWAY), &self.root)?;
            self.down_until = None;
            self.log.push("共有フォルダーが見えるようになりました".to_owned());
        }
        Ok(())
    }

    /// Whether the folders are away.
    pub fn is_down(&self) -> bool {
        self.down_until.is_some()
    }

    /// Looks once at everything.
    ///
    /// # Errors
    /// When a folder cannot be used.
    pub fn step(&mut self, now: Timestamp) -> io::Result<()> {
        if let Some(until) = self.down_until {
            if now < until {
                return Ok(());
            }
            self.come_back()?;
        }
        self.write_due(now)?;
        self.take_requests(now)
    }

    fn take_requests(&mut self, now: Timestamp) -> io::Result<()> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.root.join("req"))? {
            let entry = entry?;
            if let Some(name) = entry.file_name().to_str() {
                names.push((name.to_owned(), entry.metadata().map(|about| about.len()).unwrap_or(0)));
            }
        }
        names.sort();
        for (name, length) in names {
            let Some(named) = self.catalogue.named(&name).filter(|named| named.role == Role::Request) else {
                if !name.starts_with('.') && self.ignored.insert(name.clone()) {
                    self.log.push(format!("知らないファイルなので、さわりません: {name}"));
                }
                continue;
            };
            if self.ignored.contains(&name) {
                continue;
            }
            match self.seen.get(&name) {
                Some((before, since)) if *before == length => {
                    if now.duration_since(*since) < self.pace.stable {
                        continue;
                    }
                }
                _ => {
                    self.seen.insert(name.clone(), (length, now));
                    if self.pace.stable > SignedDuration::ZERO {
                        continue;
                    }
                }
            }
            if self.faults.happens(Fault::NeverPickUp, &named.message.key) {
                self.ignored.insert(name.clone());
                self.log.push(format!("受け取りません（不調）: {name}"));
                continue;
            }
            // Taking is one step: nobody takes it back after this.
            let path = self.root.join("req").join(&name);
            let taken = self.root.join("req").join(format!(".taken-{name}"));
            if fs::rename(&path, &taken).is_err() {
                continue;
            }
            let bytes = fs::read(&taken)?;
            fs::remove_file(&taken)?;
            self.seen.remove(&name);
            self.log.push(format!("要求を受け取りました: {name}"));
            self.process(named.message, &named.suffix, &bytes, now)?;
            if self.faults.happens(Fault::ShareDown, "") {
                return self.go_down(now + self.pace.down);
            }
        }
        Ok(())
    }

    fn process(
        &mut self,
        message: Arc<Message>,
        suffix: &str,
        bytes: &[u8],
        now: Timestamp,
    ) -> io::Result<()> {
        let clock = clock(now);
        let key = message.key.clone();
        let (mut body, echo) = match Request::read(message.clone(), bytes) {
            Ok(request) => {
                let echo = (request.get("institution").to_owned(), request.get("file_identifier").to_owned());
                (self.business(&request, &clock, now), echo)
            }
            Err(why) => {
                self.log.push(format!("要求を読めません: {suffix}: {why}"));
                (
                    failed(&message, "OQSX0009E", "要求ファイルの形式に誤りがあります。（見本）"),
                    Default::default(),
                )
            }
        };
        if self.faults.happens(Fault::NoResponse, &key) {
            self.log.push(format!("返事をしません（不調）: {suffix}"));
            return Ok(());
        }
        self.envelope(&message, &mut body, echo, &clock);
        let name = format!("{}res_{suffix}", message.prefix);
        let mut due = now + self.pace.answer;
        if self.faults.happens(Fault::Delay, &key) {
            due += self.pace.delay;
        }
        if self.faults.happens(Fault::LateResponse, &key) {
            due += self.pace.late;
        }
        let (ending, bytes) = self.file(&message, &name, &body, false)?;
        self.send(due, "res", format!("{name}.{ending}"), bytes, &key);
        Ok(())
    }

    fn business(&mut self, request: &Request, clock: &str, now: Timestamp) -> Body {
        let key = request.key().to_owned();
        let view = request.message.family == "VIEW";
        if self.faults.happens(Fault::Segment9, &key) {
            return failed(&request.message, "OQSX0001E", "処理できませんでした。（見本）");
        }
        if self.faults.happens(Fault::Processing2, &key) && !view {
            return Body { header: leaf("segment", "2").into_iter().collect(), ..Body::default() };
        }
        if self.faults.happens(Fault::Status2, &key) && !view {
            return eligibility::refused("OQSX0002E", "受け付けられませんでした。（見本）");
        }
        match request.message.family.as_str() {
            "VIEW" => viewing::answer(request, &self.centre, &mut self.faults, clock),
            "CIS" => clinical::answer(request, &mut self.centre, &mut self.faults, clock),
            _ => eligibility::answer(request, &mut self.centre, &mut self.faults, clock, now.as_second()),
        }
    }

    /// What every answer has in its header.
    fn envelope(&mut self, message: &Message, body: &mut Body, echo: (String, String), clock: &str) {
        let (institution, identifier) = if self.faults.happens(Fault::WrongEcho, &message.key) {
            ("1399999999".to_owned(), "somebody-else".to_owned())
        } else {
            echo
        };
        let has = |header: &[Tree], wanted: &str| {
            header.iter().any(|tree| matches!(tree, Tree::Leaf(key, _) if *key == wanted))
        };
        let mut more = vec![leaf("processed_at", clock), leaf("institution", institution)];
        if !has(&body.header, "file_identifier") {
            more.push(leaf("file_identifier", identifier));
        }
        // The answer to a bulk upload has no SegmentOfResult.
        if message.family != "VIEW" && !message.key.ends_with("_upload") && !has(&body.header, "segment") {
            more.push(leaf("segment", "1"));
        }
        body.header.extend(more.into_iter().flatten());
    }

    /// The file of an answer, with its ending.
    fn file(
        &mut self,
        message: &Message,
        name: &str,
        body: &Body,
        pushed: bool,
    ) -> io::Result<(&'static str, Vec<u8>)> {
        let key = message.key.as_str();
        if let Some(paper) = &body.paper {
            return Ok(("pdf", paper.clone()));
        }
        let sjis = self.faults.happens(Fault::Sjis, key) || (!pushed && message.family != "CIS");
        let bom = self.faults.happens(Fault::Utf8Bom, key);
        let style = Style {
            sjis: sjis && !bom,
            bom,
            lying: self.faults.happens(Fault::DeclMismatch, key),
            indented: self.faults.rng().below(2) == 0,
            shuffled: pushed,
            foreign: self.faults.happens(Fault::AliasNames, key),
        };
        let mut body = body.clone();
        body.header.extend(leaf("character_code", if style.sjis { "1" } else { "0" }));
        let mut rng = crate::rng::Rng::new(self.faults.rng().next());
        let mut bytes = xml(message, &body, style, &mut rng);
        if self.faults.happens(Fault::HugeFile, key) {
            let limit = usize::try_from(message.answer_limit).unwrap_or(usize::MAX);
            bytes.resize(limit.saturating_add(1), b' ');
        }
        if self.faults.happens(Fault::ZipEncrypted, key) {
            let options = SimpleFileOptions::default().with_aes_encryption(AesMode::Aes256, "clinic");
            return Ok(("zip", zipped(name, &bytes, options)?));
        }
        if body.zipped {
            return Ok(("zip", zipped(name, &bytes, SimpleFileOptions::default())?));
        }
        Ok(("xml", bytes))
    }

    fn send(&mut self, due: Timestamp, folder: &'static str, name: String, bytes: Vec<u8>, key: &str) {
        let again = self.faults.happens(Fault::DuplicateResponse, key);
        let (parts, dirty) = if self.faults.happens(Fault::LockedFile, key) {
            (vec![Vec::new(), bytes], true)
        } else if self.faults.happens(Fault::PartialWrite, key) {
            let cut = self.faults.rng().below(bytes.len());
            let (first, rest) = bytes.split_at(cut);
            let middle = rest.len() / 2;
            (vec![first.to_vec(), rest[..middle].to_vec(), rest[middle..].to_vec()], true)
        } else {
            (vec![bytes], false)
        };
        self.writing.push(Writing { due, folder, name, parts, dirty, written: 0, again });
    }

    fn write_due(&mut self, now: Timestamp) -> io::Result<()> {
        let mut again = Vec::new();
        for writing in &mut self.writing {
            if now < writing.due {
                continue;
            }
            let path = self.root.join(writing.folder).join(&writing.name);
            if writing.dirty {
                let mut file = fs::OpenOptions::new()
                    .create(true)
                    .append(writing.written > 0)
                    .write(true)
                    .truncate(writing.written == 0)
                    .open(&path)?;
                file.write_all(&writing.parts[writing.written])?;
                writing.written += 1;
                writing.due = now + self.pace.gap;
            } else {
                let part = self.root.join(writing.folder).join(format!("{}.part", writing.name));
                fs::write(&part, writing.parts.concat())?;
                fs::rename(&part, &path)?;
                writing.written = writing.parts.len();
            }
            if writing.written == writing.parts.len() {
                self.log.push(format!("書きました: {}", writing.name));
                if std::mem::take(&mut writing.again) {
                    let due = now + self.pace.gap + self.pace.gap;
                    let parts = vec![writing.parts.concat()];
                    let (folder, name) = (writing.folder, writing.name.clone());
                    again.push(Writing { due, folder, name, parts, dirty: false, written: 0, again: false });
                }
            }
        }
        self.writing.retain(|writing| writing.written < writing.parts.len());
        self.writing.extend(again);
        Ok(())
    }

    /// A person taps their card and consents to some kinds of viewing (`TKK`, `YZK`, `SRJ`, `SHJ`, `CONDITION` …).
    /// The name of the file that is pushed; `None` for nobody.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn tap(
        &mut self,
        person: &str,
        kinds: &[&str],
        institution: &str,
        now: Timestamp,
    ) -> io::Result<Option<String>> {
        let Some(tapped) = self.centre.person(person).cloned() else { return Ok(None) };
        let until = clock(now + SignedDuration::from_hours(24));
        self.centre
            .consents
            .insert(person.to_owned(), (kinds.iter().map(|kind| (*kind).to_owned()).collect(), until));
        let Some(message) = self.catalogue.message("face_result").cloned() else { return Ok(None) };
        let time = clock(now);
        let mut body = eligibility::face(&tapped, &self.centre, &mut self.faults, &time);
        body.header.extend(leaf("institution", institution));
        body.header.extend(leaf("file_identifier", format!("{:016X}", self.faults.rng().next())));
        let token = format!("{institution}{:016x}{:04}", self.faults.rng().next(), self.centre.next());
        let push = message.push.clone().unwrap_or_default();
        let base = format!("{}{push}{token}_{time}", message.prefix);
        let (ending, bytes) = self.file(&message, &base, &body, true)?;
        let name = format!("{base}.{ending}");
        self.send(now, "face", name.clone(), bytes, "face_result");
        self.log.push(format!("{person} がカードをかざしました"));
        Ok(Some(name))
    }

    /// A person consents at home (`2`) or online (`3`) that their data are seen; asked for in bulk later.
    pub fn consent_from_afar(&mut self, person: &str, kinds: &[&str], setting: &str, now: Timestamp) -> bool {
        if self.centre.person(person).is_none() {
            return false;
        }
        let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        self.centre
            .consents
            .insert(person.to_owned(), (kinds, clock(now + SignedDuration::from_hours(24 * 30))));
        let day = clock(now).get(..8).unwrap_or_default().to_owned();
        self.centre.remote.push(Remote { person: person.to_owned(), setting: setting.to_owned(), day });
        self.log.push(format!("{person} が離れたところで同意しました"));
        true
    }

    /// A person consents at the reader that a letter to us is read. The name of the file that is pushed.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn consent(&mut self, document: &str, now: Timestamp) -> io::Result<Option<String>> {
        let time = clock(now);
        let Some(mut body) = clinical::consent(document, &mut self.centre, &time) else { return Ok(None) };
        let Some(message) = self.catalogue.message("read_consent").cloned() else { return Ok(None) };
        body.header.extend(leaf("processed_at", &time));
        let push = message.push.clone().unwrap_or_default();
        let base = format!("{}{push}{time}{:04}", message.prefix, self.centre.next());
        let (ending, bytes) = self.file(&message, &base, &body, true)?;
        let name = format!("{base}.{ending}");
        self.send(now, "res", name.clone(), bytes, "read_consent");
        Ok(Some(name))
    }

    /// Another institution sends a letter about a person to `destination`; its identifier, `None` for nobody.
    pub fn letter(&mut self, person: &str, destination: &str, now: Timestamp) -> Option<String> {
        let sent = self.centre.send_letter(person, destination, &clock(now));
        self.log.extend(sent.iter().map(|identifier| format!("紹介状が登録されました: {identifier}")));
        sent
    }

    /// The addressee takes a document.
    pub fn addressee_takes(&mut self, document: &str) -> bool {
        let found = self.centre.documents.get_mut(document).filter(|document| document.status == "2");
        found.map(|document| "3".clone_into(&mut document.status)).is_some()
    }
}

/// What is shared, and where it is while it is not.
const FOLDERS: [&str; 3] = ["req", "res", "face"];
const AWAY: &str = "away";

/// Moves the three folders, or none.
fn move_all(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for (at, folder) in FOLDERS.iter().enumerate() {
        if let Err(error) = fs::rename(from.join(folder), to.join(folder)) {
            for moved in &FOLDERS[..at] {
                fs::rename(to.join(moved), from.join(moved))?;
            }
            return Err(error);
        }
    }
    Ok(())
}

fn failed(message: &Message, code: &str, said: &str) -> Body {
    let header = if message.family == "VIEW" {
        vec![leaf("result_code", "9"), leaf("message", said)]
    } else {
        vec![leaf("segment", "9"), leaf("error_code", code), leaf("error_message", said)]
    };
    Body { header: header.into_iter().flatten().collect(), ..Body::default() }
}

fn zipped(name: &str, bytes: &[u8], options: SimpleFileOptions) -> io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(format!("{name}.xml"), options).map_err(io::Error::other)?;
    writer.write_all(bytes)?;
    Ok(writer.finish().map_err(io::Error::other)?.into_inner())
}

/// `yyyyMMddHHmmss` on Japanese clocks.
pub(crate) fn clock(at: Timestamp) -> String {
    Offset::constant(9).to_datetime(at).strftime("%Y%m%d%H%M%S").to_string()
}
