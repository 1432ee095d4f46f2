//! What the services call things: messages, their elements, code tables, error codes and limits. The facts stand
//! in `catalogue/*.toml`; this module only reads them, so that an official change is an edit of data.

mod read;

use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock},
    time::Duration,
};

/// A simulator puts a file of this name into its `req`: provisional messages may go there.
pub const SIMULATOR_MARK: &str = ".terminal-sim";

/// Why catalogue data cannot be used. The built-in data is checked by a test.
#[derive(Debug, thiserror::Error)]
#[error("the catalogue cannot be used: {0}")]
pub struct CatalogueError(pub(crate) String);

/// All that is known of the interface.
#[derive(Debug)]
pub struct Catalogue {
    messages: Vec<Arc<Message>>,
    by_key: HashMap<String, usize>,
    codes: BTreeMap<String, CodeTable>,
    errors: BTreeMap<String, ErrorRow>,
}

/// One message: a request with its answer, or something pushed without a request.
#[derive(Debug)]
pub struct Message {
    /// Our name for it, as in `message::MessageKey`.
    pub key: String,
    /// As people read it.
    pub title: String,
    /// `OQS`, `VIEW` or `CIS`.
    pub family: String,
    /// Interface numbers of request and answer; the request's is empty for what is pushed.
    pub interface: [String; 2],
    /// API識別ID: the beginning of file names.
    pub prefix: String,
    /// For what is pushed: what follows the prefix in file names.
    pub push: Option<String>,
    /// Which folders hold it.
    pub folders: Vec<Folder>,
    /// In which encoding requests are written.
    pub encoding: Encoding,
    /// Names that the root element may have; the first is written.
    pub roots: Vec<String>,
    /// Name of the header element.
    pub header: String,
    /// Name of the body element.
    pub body: String,
    /// How success is told.
    pub outcome: OutcomeStyle,
    /// How long we wait for what.
    pub timeout: Timeout,
    /// How often a bulk answer is asked for.
    pub poll: Poll,
    /// Whether it may be sent again by itself.
    pub repeat: Repeat,
    /// For a registration: the message that tells whether it was taken.
    pub inquiry: Option<String>,
    /// The answer may be a PDF.
    pub paper: bool,
    /// The official layout is not known: goes to the simulator only, unless a setting says otherwise.
    pub provisional: bool,
    /// What a request holds; `None` for what is pushed.
    pub request: Option<Layout>,
    /// What an answer holds.
    pub answer: Layout,
    /// Largest answer, in bytes.
    pub answer_limit: u64,
    /// Largest sum of what a zip unfolds to, in bytes.
    pub unfolded_limit: u64,
}

impl Message {
    /// `OQSsiquc01req_202610050001.xml`; `None` for what is pushed.
    pub fn request_name(&self, suffix: &str) -> Option<String> {
        self.request.as_ref().map(|_| format!("{}req_{suffix}.xml", self.prefix))
    }

    /// The answer's name without its ending, which the service chooses: `OQSsiquc01res_202610050001`.
    pub fn answer_base(&self, suffix: &str) -> String {
        format!("{}res_{suffix}", self.prefix)
    }

    /// Whether this is a registration, whose repetition would count twice.
    pub fn is_registration(&self) -> bool {
        self.repeat == Repeat::Registration
    }
}

/// What a file name says.
#[derive(Clone, Debug)]
pub struct Named {
    /// The message.
    pub message: Arc<Message>,
    /// Request, answer or push.
    pub role: Role,
    /// What pairs a request with its answer; for what is pushed, whatever follows the prefix.
    pub suffix: String,
    /// The ending in lower case, without the dot.
    pub ending: String,
}

/// What a file is to its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// From us.
    Request,
    /// To us, paired by its suffix.
    Answer,
    /// To us, unasked.
    Push,
}

/// The terminal's folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Folder {
    /// Requests: we write, the terminal takes.
    Req,
    /// Answers: the terminal writes, we take our own.
    Res,
    /// What the card reader pushes.
    Face,
}

impl Folder {
    /// Its usual name on the share.
    pub const fn name(self) -> &'static str {
        match self {
            Folder::Req => "req",
            Folder::Res => "res",
            Folder::Face => "face",
        }
    }
}

/// Encodings of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Encoding {
    /// CP932, strictly: what it lacks is refused.
    #[serde(rename = "shift_jis")]
    ShiftJis,
    /// UTF-8 without a byte order mark.
    #[serde(rename = "utf-8")]
    Utf8,
}

/// How a family tells success.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeStyle {
    /// `SegmentOfResult`, then `ProcessingResultStatus`.
    Levels,
    /// `ResultCode` 1, else `MessageContents`.
    ResultCode,
}

/// Whether a message may be sent again by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Repeat {
    /// Asking twice does no harm.
    Inquiry,
    /// Never again while the outcome is unknown.
    Registration,
}

/// Waiting times, in seconds in the data.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timeout {
    patience: u64,
    unanswered: u64,
    untouched: u64,
}

impl Timeout {
    /// How long a person waits before the screen says that the answer will come later.
    pub fn patience(&self) -> Duration {
        Duration::from_secs(self.patience)
    }

    /// After which the outcome counts as unknown.
    pub fn unanswered(&self) -> Duration {
        Duration::from_secs(self.unanswered)
    }

    /// After which a request that still lies in `req` means that the terminal does not work.
    pub fn untouched(&self) -> Duration {
        Duration::from_secs(self.untouched)
    }
}

/// Asking for bulk answers.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poll {
    first: u64,
    every: u64,
    times: u32,
}

impl Poll {
    /// From the upload to the first asking.
    pub fn first(&self) -> Duration {
        Duration::from_secs(self.first)
    }

    /// Between two askings.
    pub fn every(&self) -> Duration {
        Duration::from_secs(self.every)
    }

    /// After how many askings we give up.
    pub fn times(&self) -> u32 {
        self.times
    }
}

/// What a message holds, in the order in which it is written. Reading does not depend on the order.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Items of the header.
    pub header: Vec<Item>,
    /// Items of the body.
    pub body: Vec<Item>,
}

/// One element.
#[derive(Clone, Debug)]
pub struct Item {
    /// Our key.
    pub key: Arc<str>,
    /// The element's name.
    pub name: String,
    /// Further names that the service uses for it.
    pub also: Vec<String>,
    /// Names under which only other products write it.
    pub foreign: Vec<String>,
    /// What its text is.
    pub form: Form,
    /// Least length in characters.
    pub min: usize,
    /// Greatest length in characters.
    pub max: usize,
    /// Code table.
    pub code: Option<String>,
    /// Must be there.
    pub required: bool,
    /// May be there several times.
    pub many: bool,
    /// Is found wherever it stands.
    pub anywhere: bool,
    /// Is found below wrappers without a name of their own here.
    pub deep: bool,
    /// What a group holds.
    pub items: Vec<Item>,
    /// How a file is packed.
    pub packing: Packing,
    /// Largest packed file, in bytes.
    pub bytes: usize,
    /// Packed size above which a person is told.
    pub warn: usize,
}

/// What an element's text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Any text.
    #[default]
    Text,
    /// ASCII digits.
    Digits,
    /// `yyyyMMdd`.
    Date,
    /// `yyyyMM`.
    Month,
    /// `yyyyMMddHHmmss`.
    Time,
    /// 保険者番号: digits, padded on the left with blanks.
    Insurer,
    /// A value of a code table.
    Code,
    /// A packed file.
    Base64,
}

/// How a file lies in an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Packing {
    /// Base64 on one line.
    #[default]
    Base64,
    /// gzip, then Base64 on one line.
    GzipBase64,
}

/// A code table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeTable {
    /// As people read it.
    pub title: String,
    /// Value → what people read.
    pub values: BTreeMap<String, String>,
}

/// What we know of a service's code beyond its own sentence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorRow {
    /// What it amounts to.
    pub means: Means,
    /// Whether to try again.
    pub retry: Retry,
    /// What a person should do.
    pub advice: String,
}

/// What a service's code amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Means {
    /// It is already so; a status inquiry confirms it.
    Done,
    /// It was turned away.
    Refused,
    /// Nothing is registered under that identifier.
    Absent,
}

/// Whether to try again after a service's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Retry {
    /// Only a person.
    Never,
    /// An inquiry may be asked again.
    Inquiry,
    /// Check the eligibility, build again, send with the same identifier.
    Requalify,
}

/// The files of a catalogue.
#[derive(Clone, Copy, Debug)]
pub struct CatalogueFiles<'a> {
    /// One file per family.
    pub families: &'a [&'a str],
    /// Code tables.
    pub codes: &'a str,
    /// Error codes.
    pub errors: &'a str,
}

/// The data that the program was built with.
pub const BUILT_IN: CatalogueFiles<'static> = CatalogueFiles {
    families: &[
        include_str!("../../catalogue/oqs.toml"),
        include_str!("../../catalogue/view.toml"),
        include_str!("../../catalogue/cis.toml"),
    ],
    codes: include_str!("../../catalogue/codes.toml"),
    errors: include_str!("../../catalogue/errors.toml"),
};

impl Catalogue {
    /// The built-in catalogue.
    ///
    /// # Errors
    /// When the data is damaged, which the tests rule out.
    pub fn built_in() -> Result<&'static Catalogue, &'static CatalogueError> {
        static CATALOGUE: LazyLock<Result<Catalogue, CatalogueError>> =
            LazyLock::new(|| Catalogue::read(BUILT_IN));
        CATALOGUE.as_ref()
    }

    /// Reads other data, for instance a newer official layout.
    ///
    /// # Errors
    /// Names what is wrong and where.
    pub fn read(files: CatalogueFiles<'_>) -> Result<Catalogue, CatalogueError> {
        read::catalogue(files)
    }

    /// Every message.
    pub fn messages(&self) -> &[Arc<Message>] {
        &self.messages
    }

    /// The message with this key.
    pub fn message(&self, key: &str) -> Option<&Arc<Message>> {
        self.by_key.get(key).map(|at| &self.messages[*at])
    }

    /// The code table with this name.
    pub fn codes(&self, table: &str) -> Option<&CodeTable> {
        self.codes.get(table)
    }

    /// What people read for a code value; the value itself when the table does not have it.
    pub fn label<'a>(&'a self, table: &str, value: &'a str) -> &'a str {
        self.codes.get(table).and_then(|table| table.values.get(value)).map_or(value, String::as_str)
    }

    /// What we know of a service's code.
    pub fn error(&self, code: &str) -> Option<&ErrorRow> {
        self.errors.get(code)
    }

    /// What a file name says; `None` when it is none of the interface's. Names with path separators, or with
    /// characters that a suffix cannot have, are none.
    pub fn named(&self, name: &str) -> Option<Named> {
        let (base, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        if !matches!(ending.as_str(), "xml" | "pdf" | "zip" | "json") || name.len() > 160 {
            return None;
        }
        let plain = |suffix: &str| {
            !suffix.is_empty()
                && suffix.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
        };
        let named = |message: &Arc<Message>, role, suffix: &str| {
            plain(suffix).then(|| Named {
                message: message.clone(),
                role,
                suffix: suffix.to_owned(),
                ending: ending.clone(),
            })
        };
        // Pushed names first: `…res_face_…` is no answer with the suffix `face_…`.
        for message in &self.messages {
            if let Some(push) = &message.push
                && let Some(suffix) =
                    base.strip_prefix(&message.prefix).and_then(|rest| rest.strip_prefix(push.as_str()))
            {
                return named(message, Role::Push, suffix);
            }
        }
        for message in self.messages.iter().filter(|message| message.push.is_none()) {
            let Some(rest) = base.strip_prefix(&message.prefix) else { continue };
            if let Some(suffix) = rest.strip_prefix("req_") {
                return named(message, Role::Request, suffix);
            }
            if let Some(suffix) = rest.strip_prefix("res_") {
                return named(message, Role::Answer, suffix);
            }
        }
        None
    }
}

/// A suffix that pairs a request with its answer: the day and a number that the caller never gives twice on that
/// day. Exactly 12 characters, which every implementation takes. `None` above 9999.
pub fn suffix(day: jiff::civil::Date, sequence: u32) -> Option<String> {
    (sequence <= 9999).then(|| format!("{:04}{:02}{:02}{sequence:04}", day.year(), day.month(), day.day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built_in() -> &'static Catalogue {
        Catalogue::built_in().unwrap()
    }

    #[test]
    fn names_say_what_they_are() {
        let say = |name: &str| {
            built_in()
                .named(name)
                .map(|named| (named.message.key.clone(), named.role, named.suffix, named.ending))
        };
        let some = |key: &str, role, suffix: &str, ending: &str| {
            Some((key.to_owned(), role, suffix.to_owned(), ending.to_owned()))
        };
        assert_eq!(
            say("OQSsiquc01req_202610050001.xml"),
            some("eligibility_check", Role::Request, "202610050001", "xml")
        );
        assert_eq!(
            say("OQSsiquc01res_202610050001.XML"),
            some("eligibility_check", Role::Answer, "202610050001", "xml")
        );
        assert_eq!(
            say("OQSsiquc01res_face_1319999991abc_20261005085933.xml"),
            some("face_result", Role::Push, "1319999991abc_20261005085933", "xml")
        );
        assert_eq!(
            say("YZKsiquc01res_202610050004.pdf"),
            some("drug_history", Role::Answer, "202610050004", "pdf")
        );
        assert_eq!(say("CISzz119res_1.xml"), some("read_consent", Role::Push, "1", "xml"));
        for foreign in [
            "",
            ".xml",
            "OQSsiquc01res_.xml",
            "OQSsiquc01res_face_.xml",
            "OQSsiquc01res_../../x.xml",
            "OQSsiquc01res_a\\b.xml",
            "OQSsiquc01res_2026.part",
            "EPSsiPIR01res_202610050001.xml",
            "thumbs.db",
            ".fumibako-1.tmp",
        ] {
            assert!(say(foreign).is_none(), "{foreign}");
        }
    }

    #[test]
    fn suffixes_have_twelve_characters() {
        let day = jiff::civil::date(2026, 10, 5);
        assert_eq!(suffix(day, 1).as_deref(), Some("202610050001"));
        assert_eq!(suffix(day, 9999).as_deref(), Some("202610059999"));
        assert_eq!(suffix(day, 10_000), None);
    }

    #[test]
    fn prefixes_do_not_hide_each_other() {
        for message in built_in().messages() {
            if let Some(name) = message.request_name("202610050001") {
                assert_eq!(built_in().named(&name).unwrap().message.key, message.key);
                let answer = format!("{}.xml", message.answer_base("202610050001"));
                assert_eq!(built_in().named(&answer).unwrap().message.key, message.key);
            }
        }
    }

    #[test]
    fn everything_of_cis_is_provisional() {
        let cis: Vec<_> = built_in().messages().iter().filter(|message| message.family == "CIS").collect();
        assert!(cis.len() >= 12);
        assert!(cis.iter().all(|message| message.provisional));
    }

    #[test]
    fn registrations_of_documents_name_their_inquiry() {
        for message in built_in().messages() {
            if let Some(inquiry) = &message.inquiry {
                let inquiry = built_in().message(inquiry).unwrap();
                assert_eq!(inquiry.repeat, Repeat::Inquiry, "{}", message.key);
            }
        }
        assert!(built_in().message("document_register").unwrap().is_registration());
    }

    #[test]
    fn damaged_data_says_where() {
        let broken = |from: &str, to: &str| {
            let oqs = BUILT_IN.families[0].replacen(from, to, 1);
            Catalogue::read(CatalogueFiles { families: &[&oqs], ..BUILT_IN }).unwrap_err().to_string()
        };
        assert!(broken("\"search!\"", "\"serch!\"").contains("serch"));
        assert!(broken("timeout = \"interactive\"", "timeout = \"soon\"").contains("soon"));
        assert!(broken("code = \"OQSCD002\"", "code = \"OQSCD999\"").contains("OQSCD999"));
        assert!(broken("form = \"time\"", "form = \"tme\"").contains("tme"));
        assert!(broken("items = [\"record*\"]", "items = [\"results*\"]").contains("results"));
        assert!(broken("prefix = \"OQSsiimm01\"", "prefix = \"OQSsiquc01\"").contains("OQSsiquc01"));
    }
}
